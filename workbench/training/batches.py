"""The batch contract: histories packed into rows, with their positions, times and targets, made by array operations.

What every sequence model may rely on, and what it may change:

- A batch holds histories, several short ones in one row. `segment` numbers them, so that a layer lets positions see
  their own history only (`Visibility` in `models/attention/layers.py`); `position` counts within the history.
- A model is read out at `readout` only: in training where there is a target, in prediction at each history's newest
  position. Nothing is computed over the catalogue anywhere else.
- `time` is carried along where the dataset has times, and `target_time` with the targets.
- Another kind of batch (masked items, several targets a position) is a subclass of `SequenceBatches` that overrides
  `make`. It gets the histories of a piece and a generator of its own; it must not draw from anything else.
- A *step* of the engine is `batch_size` histories. It can be had in pieces, each with the weight it has in the mean
  over the step's targets: by pieces the engine spreads a step over processes, or over time where memory is short, and
  the gradient stays that of the whole step.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple, Protocol

import numpy as np
import numpy.typing as npt
import torch

from workbench.data.interactions import Histories, Int32, Int64, Interactions
from workbench.training.packing import pack

PADDING_SEGMENT = -1


class Watch(Protocol):
    """Sees the weights of every attention while a batch is scored, and may put others in their place."""

    def __call__(
        self,
        kind: str,
        weights: torch.Tensor,
        sizes: Callable[[], torch.Tensor],
        *,
        candidates: torch.Tensor | None = None,
    ) -> torch.Tensor:
        """Return the weights to go on with.

        Args:
            kind: `self` for attention between places, otherwise what a network names its attention.
            weights: float (…, heads, queries, keys).
            sizes: returns how large what each key offers is, float, of a shape that broadcasts to `weights`.
            candidates: int64 (N, J), the items that ask, where the queries are items.
        """
        ...


class SequenceBatch(NamedTuple):
    """Histories packed into rows. R rows of T places, N read-outs.

    Positions count from the newest input at `length − 1` backwards, so that a position means the same for short and
    long histories, in training and in prediction.

    Attributes:
        item: int64 (R, T), item codes; 0 at padding.
        position: int64 (R, T), `length − n … length − 1` of a history with `n` inputs; 0 at padding.
        segment: int64 (R, T), the history within the batch that a place belongs to; −1 at padding.
        readout: int64 (N,), flat places `r · T + t` to be read out, history by history in their order.
        target: int64 (N,), the item to predict at each of them; empty where the batch is for prediction.
        time: int64 (R, T), seconds since 1970, 0 at padding; None where the dataset has no times.
        target_time: int64 (N,), when each target happened, or in prediction is asked for; None where that is not known.
        weight: share of the step's targets that this batch holds; 1 for a whole step.
        presence: float (R, T), how far each input is there: 1 as itself, 0 as an average item; None where all are.
        watch: sees the attention while the batch is scored; None lets the fast path run.
    """

    item: torch.Tensor
    position: torch.Tensor
    segment: torch.Tensor
    readout: torch.Tensor
    target: torch.Tensor
    time: torch.Tensor | None = None
    target_time: torch.Tensor | None = None
    weight: float = 1.0
    presence: torch.Tensor | None = None
    watch: Watch | None = None

    def to(self, device: torch.device) -> SequenceBatch:
        """Return the same batch on `device`."""
        moved = {name: part.to(device) for name, part in self._asdict().items() if isinstance(part, torch.Tensor)}
        return self._replace(**moved)


class Layout(NamedTuple):
    """Where the inputs of some histories lie in packed rows.

    Attributes:
        shape: R and T.
        history: int64 [n], the history of each input, in order.
        step: int64 [n], its place within the history, 0 … its length − 1.
        flat: int64 [n], its flat place `r · T + t`.
    """

    shape: tuple[int, int]
    history: Int64
    step: Int64
    flat: Int64

    def spread(self, values: npt.NDArray[np.generic], padding: int) -> torch.Tensor:
        """Return int64 (R, T): `values` [n], one an input, at their places, and `padding` elsewhere."""
        spread = np.full(self.shape, padding, np.int64)
        spread.reshape(-1)[self.flat] = values
        return torch.from_numpy(spread)


def layout(n_inputs: Int64, *, packed: bool = True) -> Layout:
    """Lay out histories of `n_inputs` int64 [n_histories], all at least 1, in rows as wide as the longest of them.

    Args:
        n_inputs: length of each history.
        packed: False gives each history a row of its own, padded on the right.
    """
    width = int(n_inputs.max())
    row, start, n_rows = pack(n_inputs, width) if packed else (np.arange(len(n_inputs)), 0 * n_inputs, len(n_inputs))
    history = np.repeat(np.arange(len(n_inputs)), n_inputs)
    step = np.arange(len(history)) - np.repeat(np.cumsum(n_inputs) - n_inputs, n_inputs)
    return Layout((n_rows, width), history, step, (row * width + start)[history] + step)


@dataclass(frozen=True)
class SequenceStep:
    """One step of training: some windows of histories, made into tensors when asked for.

    Attributes:
        batches: whose `make` makes them.
        starts: int64 [n_histories], first interaction of each window.
        ends: int64 [n_histories], one past the last one, which is a target only.
        seed: of whatever is random in making the batch.
    """

    batches: SequenceBatches
    starts: Int64
    ends: Int64
    seed: int

    @property
    def n_rows(self) -> int:
        """User sequences in the step."""
        return len(self.starts)

    def piece(self, index: int, n_pieces: int) -> SequenceBatch:
        """Return every `n_pieces`-th history from `index` on, with its weight in the mean over the step's targets.

        Where there are fewer histories than pieces, a piece may repeat one with the weight 0, so that all processes
        take part in every step.
        """
        starts, ends = self.starts[index::n_pieces], self.ends[index::n_pieces]
        if len(starts) == 0:
            return self.piece(0, len(self.starts))._replace(weight=0.0)
        batch = self.batches.make(starts, ends, np.random.default_rng((self.seed, index, n_pieces)))
        whole = int((self.ends - self.starts).sum()) - len(self.starts)
        return batch._replace(weight=(int((ends - starts).sum()) - len(starts)) / whole)


class SequenceBatches:
    """Serves the histories of a training part for next-item prediction, a shuffled epoch at a time.

    Args:
        train: what to learn from. Users with a single interaction have nothing to predict and are left out.
        length: most inputs a history. Of a longer one each epoch takes another window of `length + 1` interactions:
            with probability 1/2 the most recent one, otherwise one that ends anywhere before, so that nothing is
            wasted and the recent past counts most.
        batch_size: histories a step; the last one of an epoch may have fewer.
        packed: False gives each history a row of its own; it changes nothing but the speed.
    """

    def __init__(self, train: Interactions, length: int, batch_size: int, *, packed: bool = True) -> None:
        counts = np.diff(train.offsets)
        users = np.flatnonzero(counts >= 2)
        self.items: Int32 = train.item
        self.times: Int64 | None = train.time
        self.length = length
        self.packed = packed
        self._first = train.offsets[users]
        self._last = train.offsets[users + 1]
        self._batch_size = batch_size

    def __len__(self) -> int:
        """Number of steps an epoch."""
        return -(-self.n_rows // self._batch_size)

    @property
    def n_rows(self) -> int:
        """Number of user sequences an epoch."""
        return len(self._first)

    @property
    def n_targets(self) -> int:
        """Number of predictions an epoch."""
        return int(np.minimum(self._last - self._first - 1, self.length).sum())

    def epoch(self, random: np.random.Generator) -> Iterator[SequenceStep]:
        """Yield one epoch's steps. Everything random comes from `random`, all of it before the first step."""
        slack = np.maximum(self._last - self._first - (self.length + 1), 0)
        earlier = random.random(self.n_rows) < 0.5
        ends = self._last - np.where(earlier, random.integers(0, slack + 1), 0)
        starts = np.maximum(self._first, ends - (self.length + 1))
        order = random.permutation(self.n_rows)
        seeds = random.integers(0, 2**62, len(self))
        for number, seed in enumerate(seeds.tolist()):
            rows = order[number * self._batch_size : (number + 1) * self._batch_size]
            yield SequenceStep(self, starts[rows], ends[rows], seed)

    def make(self, starts: Int64, ends: Int64, random: np.random.Generator) -> SequenceBatch:
        """Make the batch of the windows `starts … ends` [n_histories]; each input is followed by its target.

        Args:
            starts: first interaction of each window, an index into `items` and `times`.
            ends: one past the last; a window has at least two interactions.
            random: for kinds of batches that draw; unused here.
        """
        n_inputs = ends - starts - 1
        made = layout(n_inputs, packed=self.packed)
        source = starts[made.history] + made.step
        times = self.times
        return SequenceBatch(
            item=made.spread(self.items[source], 0),
            position=made.spread(made.step + (self.length - n_inputs)[made.history], 0),
            segment=made.spread(made.history, PADDING_SEGMENT),
            readout=torch.from_numpy(made.flat),
            target=torch.from_numpy(self.items[source + 1].astype(np.int64)),
            time=None if times is None else made.spread(times[source], 0),
            target_time=None if times is None else torch.from_numpy(times[source + 1]),
        )


def prediction_batch(histories: Histories, length: int, *, packed: bool = True) -> SequenceBatch:
    """Return the batch for scoring: the most recent `length` items of each history, read out at the newest one.

    Args:
        histories: none of them empty.
        length: the model's history length.
        packed: False gives each history a row of its own.
    """
    recent = histories.latest(length)
    n_inputs = recent.lengths
    made = layout(n_inputs, packed=packed)
    return SequenceBatch(
        item=made.spread(recent.item, 0),
        position=made.spread(made.step + (length - n_inputs)[made.history], 0),
        segment=made.spread(made.history, PADDING_SEGMENT),
        readout=torch.from_numpy(made.flat[np.cumsum(n_inputs) - 1]),
        target=torch.zeros(0, dtype=torch.int64),
        time=None if recent.time is None else made.spread(recent.time, 0),
        target_time=None if recent.asked is None else torch.from_numpy(np.asarray(recent.asked, dtype=np.int64)),
    )

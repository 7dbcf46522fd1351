"""Batches for next-item training: one row a user, targets shifted by one, made with array operations only."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import torch

from workbench.data.interactions import Histories, Int64, Interactions

# Rows of similar length share a batch, so that little padding is computed; sorting is limited to pools of some
# batches, so that batches still differ from epoch to epoch.
BATCHES_PER_POOL = 8


class SequenceBatch(NamedTuple):
    """Histories cut to the most recent items, padded on the right.

    Padding on the right lies in the future of every real position, so that a causal mask alone keeps it out of the
    attention. Positions count from the right end instead, the newest input at `length − 1`, so that a position means
    the same for short and long histories, in training and in prediction.

    Attributes:
        item: int64 (B, T), item codes; 0 at padding.
        position: int64 (B, T), `length − n … length − 1` of a row with `n` inputs; clipped at padding.
        real: int64 (N,), flat indices `b · T + t` of the inputs that are not padding, row by row.
        target: int64 (N,), the item that follows each real input; empty where the batch is for prediction.
    """

    item: torch.Tensor
    position: torch.Tensor
    real: torch.Tensor
    target: torch.Tensor


class SequenceBatches:
    """Serves the histories of a training part, a shuffled epoch at a time.

    Args:
        train: what to learn from. Users with a single interaction have nothing to predict and are left out.
        length: most inputs a row. Of a longer history each epoch takes another window of `length + 1` interactions:
            with probability 1/2 the most recent one, otherwise one that ends anywhere before, so that nothing is
            wasted and the recent past counts most.
        batch_size: rows a batch; the last one of an epoch may have fewer.
    """

    def __init__(self, train: Interactions, length: int, batch_size: int) -> None:
        counts = np.diff(train.offsets)
        users = np.flatnonzero(counts >= 2)
        self._items = train.item
        self._first = train.offsets[users]
        self._last = train.offsets[users + 1]
        self._length = length
        self._batch_size = batch_size

    def __len__(self) -> int:
        """Number of batches an epoch."""
        return -(-self.n_rows // self._batch_size)

    @property
    def n_rows(self) -> int:
        """Number of rows, user sequences, an epoch."""
        return len(self._first)

    @property
    def n_targets(self) -> int:
        """Number of predictions an epoch."""
        return int(np.minimum(self._last - self._first - 1, self._length).sum())

    def epoch(self, random: np.random.Generator) -> Iterator[SequenceBatch]:
        """Yield one epoch's batches. Everything random comes from `random`."""
        slack = np.maximum(self._last - self._first - (self._length + 1), 0)
        earlier = random.random(self.n_rows) < 0.5
        ends = self._last - np.where(earlier, random.integers(0, slack + 1), 0)
        starts = np.maximum(self._first, ends - (self._length + 1))
        for rows in self._shuffled(ends - starts, random):
            yield self._batch(starts[rows], ends[rows])

    def _shuffled(self, lengths: Int64, random: np.random.Generator) -> list[npt.NDArray[np.intp]]:
        order = random.permutation(self.n_rows)
        pool = BATCHES_PER_POOL * self._batch_size
        for start in range(0, self.n_rows, pool):
            part = order[start : start + pool]
            order[start : start + pool] = part[np.argsort(lengths[part], kind="stable")]
        batches = [order[start : start + self._batch_size] for start in range(0, self.n_rows, self._batch_size)]
        return [batches[place] for place in random.permutation(len(batches))]

    def _batch(self, starts: Int64, ends: Int64) -> SequenceBatch:
        n_inputs = ends - starts - 1
        rows, steps, flat = _layout(n_inputs)
        source = starts[rows] + steps
        return _padded(self._items[source], n_inputs, flat, self._length, self._items[source + 1])


def prediction_batch(histories: Histories, length: int) -> SequenceBatch:
    """Return the same layout for scoring: the most recent `length` items of each history, without targets.

    Args:
        histories: none of them empty.
        length: the model's history length.
    """
    recent = histories.latest(length)
    _, _, flat = _layout(recent.lengths)
    return _padded(recent.item, recent.lengths, flat, length, None)


def _layout(n_inputs: Int64) -> tuple[Int64, Int64, Int64]:
    """Row, step within the row, and flat padded index of every real input, row by row."""
    width = int(n_inputs.max())
    rows = np.repeat(np.arange(len(n_inputs)), n_inputs)
    steps = np.arange(len(rows)) - np.repeat(np.cumsum(n_inputs) - n_inputs, n_inputs)
    return rows, steps, rows * width + steps


def _padded(
    items: npt.NDArray[np.int32], n_inputs: Int64, flat: Int64, length: int, targets: npt.NDArray[np.int32] | None
) -> SequenceBatch:
    width = int(n_inputs.max())
    item = np.zeros((len(n_inputs), width), np.int64)
    item.reshape(-1)[flat] = items
    position = np.minimum((length - n_inputs)[:, None] + np.arange(width), length - 1)
    return SequenceBatch(
        item=torch.from_numpy(item),
        position=torch.from_numpy(position),
        real=torch.from_numpy(flat),
        target=torch.from_numpy(np.zeros(0, np.int64) if targets is None else targets.astype(np.int64)),
    )

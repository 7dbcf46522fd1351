"""Train, validation and test parts of a dataset, as index views, each strategy saying in words what it leaks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from workbench.data.dataset import Dataset
from workbench.data.interactions import Float32, Histories, Int32, Int64, Interactions

# What a protocol card says of a model that was fitted again on `Split.joined`.
FITTED_AGAIN = (
    "Settings and epochs were selected on the validation part; then the model was fitted again on training and "
    "validation part together, and that one was judged on the test part."
)


@dataclass(frozen=True)
class EvaluationPart:
    """The cases a model is judged on: a history each, and what the person really did next.

    Attributes:
        users: int32 [n_cases], user codes.
        histories: one history a case: everything the protocol lets the model see of that user.
        target_item: int32 [m], the held-out items, case by case, in time order.
        target_offsets: int64 [n_cases + 1]; case `c` has targets `target_offsets[c]:target_offsets[c + 1]` (≥ 1).
        target_value: float32 [m], what each target was rated or how much it weighs; None where that is not known.
    """

    users: Int32
    histories: Histories
    target_item: Int32
    target_offsets: Int64
    target_value: Float32 | None = None

    def __len__(self) -> int:
        return len(self.users)

    def sample(self, n_cases: int, seed: int) -> EvaluationPart:
        """Return a fixed random sample of the cases, in their order; itself where there are no more than `n_cases`."""
        if n_cases >= len(self):
            return self
        keep = np.sort(np.random.default_rng(seed).choice(len(self), n_cases, replace=False))
        return self.take(keep)

    def take(self, cases: Int64) -> EvaluationPart:
        """Return the cases at positions `cases`."""
        histories = take_histories(self.histories, cases)
        lengths = np.diff(self.target_offsets)[cases]
        offsets = np.concatenate(([0], np.cumsum(lengths))).astype(np.int64)
        rows = np.arange(offsets[-1]) - np.repeat(offsets[:-1] - self.target_offsets[cases], lengths)
        values = None if self.target_value is None else self.target_value[rows]
        return EvaluationPart(self.users[cases], histories, self.target_item[rows], offsets, values)


@dataclass(frozen=True)
class Split:
    """Index views on a dataset.

    Attributes:
        dataset: the dataset that was split.
        strategy: registered name of the strategy, `leave-last-out` for example.
        parameters: the strategy's parameters, JSON-ready.
        description: what was done, in one sentence.
        leaks: what of the future the training part sees or does not see, in words.
        train_rows: int64, ascending positions in `dataset.interactions` that models may learn from.
        validation_rows: int64, ascending positions held out for selection.
        test_rows: int64, ascending positions held out for the one final look.
        validation_history_rows: int64, ascending: what a model may see of the validation users before their targets.
        test_history_rows: int64, ascending: the same for the test users; under leave-last-out it holds the
            validation interaction, which by then has happened.
    """

    dataset: Dataset
    strategy: str
    parameters: dict[str, float | int | str]
    description: str
    leaks: str
    train_rows: Int64
    validation_rows: Int64
    test_rows: Int64
    validation_history_rows: Int64
    test_history_rows: Int64

    @cached_property
    def train(self) -> Interactions:
        """What models learn from; user and item codes are the dataset's."""
        return self.dataset.interactions.select(self.train_rows)

    @cached_property
    def validation(self) -> EvaluationPart:
        """Cases for model selection."""
        return self._part(self.validation_history_rows, self.validation_rows)

    @cached_property
    def test(self) -> EvaluationPart:
        """Cases for the final judgement, looked at once."""
        return self._part(self.test_history_rows, self.test_rows)

    def joined(self) -> Split:
        """Return the split of a model that is fitted again once its selection is over: its training part holds what was
        validated on too, and the test part stays what it was.
        """
        known = np.union1d(np.union1d(self.train_rows, self.validation_rows), self.validation_history_rows)
        return replace(
            self,
            train_rows=np.setdiff1d(known, self.test_rows, assume_unique=True),
            description=f"{self.description} {FITTED_AGAIN}",
        )

    def _part(self, history_rows: Int64, target_rows: Int64) -> EvaluationPart:
        targets = self.dataset.interactions.select(target_rows)
        users = np.flatnonzero(np.diff(targets.offsets)).astype(np.int32)
        offsets = np.concatenate((targets.offsets[users], targets.offsets[-1:])).astype(np.int64)
        histories = self.dataset.interactions.select(history_rows).histories(users)
        if targets.time is not None:
            histories = replace(histories, asked=targets.time[offsets[:-1]])
        return EvaluationPart(users, histories, targets.item, offsets, targets.value)


def take_histories(histories: Histories, cases: Int64) -> Histories:
    """Return the histories at positions `cases`, in that order."""
    lengths = histories.lengths[cases]
    offsets = np.concatenate(([0], np.cumsum(lengths))).astype(np.int64)
    rows = np.arange(offsets[-1]) - np.repeat(offsets[:-1] - histories.offsets[cases], lengths)
    time = None if histories.time is None else histories.time[rows]
    asked = None if histories.asked is None else histories.asked[cases]
    users = None if histories.users is None else histories.users[cases]
    return Histories(histories.item[rows], histories.value[rows], time, offsets, asked, users)

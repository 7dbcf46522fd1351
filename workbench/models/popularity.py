"""Recommend to everybody what most people chose: the baseline that no model may lose to."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar, Literal, Self

import numpy as np
import numpy.typing as npt
from pydantic import Field
from scipy import sparse

from workbench.data.dataset import Dataset
from workbench.data.interactions import Float32, Histories, Interactions
from workbench.data.splits import EvaluationPart, Split
from workbench.errors import ConfigurationError
from workbench.jobs import Progress
from workbench.models.artifacts import Arrays, check_shape, damaged, read_model, write_model
from workbench.models.recommender import FitReport, ModelConfig, Recommender
from workbench.training.stopwatch import Stopwatch

SECONDS_A_DAY = 86_400.0


class PopularityConfig(ModelConfig):
    """How popularity is counted."""

    counting: Literal["interactions", "users", "values"] = Field(
        "interactions",
        title="Count",
        description="What makes an item popular: every interaction, every person once, or the sum of the values.",
        json_schema_extra={
            "tune": ["interactions", "users"],
            "choices": {"interactions": "Interactions", "users": "People", "values": "Sum of values"},
        },
    )
    period: Literal["all", "recent", "decayed"] = Field(
        "all",
        title="Period",
        description="Count all of the past alike, only the most recent days, or everything with a weight that halves.",
        json_schema_extra={
            "tune": True,
            "choices": {"all": "All of the past", "recent": "Most recent days", "decayed": "Decaying"},
        },
    )
    days: float = Field(
        30.0,
        gt=0.0,
        le=36_500.0,
        title="Days",
        description="Length of the recent period, or days after which an interaction counts half.",
        json_schema_extra={"tune": {"low": 1, "high": 365, "log": True}},
    )
    within_categories: bool = Field(
        False,
        title="Within categories",
        description="Prefer popular items of the categories that the history holds; needs items with categories.",
    )


class Popularity(Recommender):
    """Every history gets the same scores: how often each item was chosen in the training part.

    Within categories, an item's count is multiplied by the share of the history that lies in its categories, so that
    everybody gets what is popular in their own corner; a history without categories gets what is popular everywhere.
    """

    name: ClassVar[str] = "Popularity"
    title: ClassVar[str] = "Popularity"
    family: ClassVar[str] = "rules"
    summary: ClassVar[str] = "Recommends what was chosen most often, the same to everybody."
    Config: ClassVar[type[ModelConfig]] = PopularityConfig

    config: PopularityConfig
    _scores: Float32  # [n_items]
    _categories: sparse.csr_array | None  # float32 [n_items, n_categories], rows of sum 1, or None

    def fit(self, split: Split, *, validation: EvaluationPart | None, seed: int, progress: Progress) -> FitReport:
        """Count; see `Recommender.fit`. There is nothing random in it and nothing to validate.

        Raises:
            ConfigurationError: the period needs times, or the categories are wanted, and the dataset has none.
        """
        watch = Stopwatch(progress)
        train = split.train
        progress.report(0.0, "counting")
        weight = self._weight_of_period(train)
        if self.config.counting == "users":
            # A person counts once, by the latest meeting: rows are in order of time, so the last of a pair is it.
            # Sorting lets other threads run, which np.unique does not.
            pairs = train.user.astype(np.int64) * train.n_items + train.item
            order = np.argsort(pairs, kind="stable")
            rows = order[np.diff(pairs[order], append=-1) != 0]
        else:
            rows = np.arange(len(train))
        counted = weight[rows] * train.value[rows] if self.config.counting == "values" else weight[rows]
        counts = np.bincount(train.item[rows], weights=counted, minlength=train.n_items)
        self._scores = counts.astype(np.float32)
        self._categories = _category_shares(split.dataset) if self.config.within_categories else None
        progress.report(1.0, "counted")
        return FitReport(seconds=watch.seconds, parameters=train.n_items)

    def _weight_of_period(self, train: Interactions) -> npt.NDArray[np.float64]:
        """Return float64 [n], how much each interaction counts for its age."""
        if self.config.period == "all" or len(train) == 0:
            return np.ones(len(train))
        if train.time is None:
            raise ConfigurationError(
                "Popularity of a period needs interactions with times, and this dataset has none.",
                hint="Choose the period “all”.",
            )
        age = np.asarray((train.time.max() - train.time) / SECONDS_A_DAY, dtype=np.float64)
        if self.config.period == "recent":
            return np.asarray(age <= self.config.days, dtype=np.float64)
        return np.asarray(np.exp2(-age / self.config.days), dtype=np.float64)

    def score(self, histories: Histories, candidates: npt.NDArray[Any] | None = None) -> Float32:
        """Return the counts once a history; see `Recommender.score`. Read-only where all histories get the same."""
        if self._categories is None:
            scores = self._scores if candidates is None else self._scores[candidates]
            return np.broadcast_to(scores, (len(histories), len(scores)))
        shape = (len(histories), len(self._scores))
        taken = sparse.csr_array((np.ones(len(histories.item), np.float32), histories.item, histories.offsets), shape)
        profile = (taken @ self._categories).toarray()  # [n_histories, n_categories]
        mass = profile.sum(axis=1, keepdims=True)
        share = np.asarray((self._categories @ (profile / np.maximum(mass, 1e-12)).T).T, dtype=np.float32)
        # Where nothing is known of the history, popularity alone decides; it also orders what shares no category.
        scores = self._scores * np.where(mass > 0, share + np.float32(1e-6), np.float32(1.0))
        return scores if candidates is None else scores[:, candidates]

    def save(self, folder: Path) -> None:
        """See `Recommender.save`."""
        arrays: Arrays = {"scores": self._scores}
        if self._categories is not None:
            arrays["category_shares"] = self._categories.data
            arrays["category_columns"] = self._categories.indices.astype(np.int32)
            arrays["category_offsets"] = self._categories.indptr.astype(np.int64)
        write_model(folder, self, arrays, n_items=len(self._scores))

    @classmethod
    def load(cls, folder: Path) -> Self:
        """See `Recommender.load`."""
        stored = read_model(folder, cls)
        model = cls(stored.config)
        model._scores = check_shape(folder, stored.arrays, "scores", np.float32, (stored.n_items,))
        model._categories = None
        if model.config.within_categories:
            shares = check_shape(folder, stored.arrays, "category_shares", np.float32, (None,))
            columns = check_shape(folder, stored.arrays, "category_columns", np.int32, (len(shares),))
            offsets = check_shape(folder, stored.arrays, "category_offsets", np.int64, (stored.n_items + 1,))
            if offsets[0] != 0 or offsets[-1] != len(shares) or (np.diff(offsets) < 0).any() or (columns < 0).any():
                raise damaged(folder, "The stored categories do not fit together.")
            width = int(columns.max(initial=0)) + 1
            model._categories = sparse.csr_array((shares, columns, offsets), shape=(stored.n_items, width))
        return model


def _category_shares(dataset: Dataset) -> sparse.csr_array:
    """Return float32 [n_items, n_categories]: each item spread evenly over its categories."""
    codes, offsets, names = dataset.item_table.category_matrix
    if not names:
        raise ConfigurationError(
            "Popularity within categories needs items with categories, and this dataset has none.",
            hint="Switch it off.",
        )
    lengths = np.diff(offsets)
    shares = np.repeat(1.0 / np.maximum(lengths, 1), lengths).astype(np.float32)
    return sparse.csr_array((shares, codes, offsets), shape=(len(lengths), len(names)))

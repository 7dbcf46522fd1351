"""Recommend to everybody what most people chose: the baseline that no model may lose to."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar, Literal, Self

import numpy as np
import numpy.typing as npt
from pydantic import Field

from workbench.data.interactions import Float32, Histories
from workbench.data.splits import EvaluationPart, Split
from workbench.jobs import Progress
from workbench.models.artifacts import check_shape, read_model, write_model
from workbench.models.recommender import FitReport, ModelConfig, Recommender
from workbench.training.stopwatch import Stopwatch


class PopularityConfig(ModelConfig):
    """How popularity is counted."""

    counting: Literal["interactions", "users", "values"] = Field(
        "interactions",
        title="Count",
        description="What makes an item popular: every interaction, every person once, or the sum of the values.",
        json_schema_extra={"choices": {"interactions": "Interactions", "users": "People", "values": "Sum of values"}},
    )


class Popularity(Recommender):
    """Every history gets the same scores: how often each item was chosen in the training part."""

    name: ClassVar[str] = "Popularity"
    title: ClassVar[str] = "Popularity"
    family: ClassVar[str] = "rules"
    summary: ClassVar[str] = "Recommends what was chosen most often, the same to everybody."
    Config: ClassVar[type[ModelConfig]] = PopularityConfig

    config: PopularityConfig
    _scores: Float32  # [n_items]

    def fit(self, split: Split, *, validation: EvaluationPart | None, seed: int, progress: Progress) -> FitReport:
        """Count; see `Recommender.fit`. There is nothing random in it and nothing to validate."""
        watch = Stopwatch(progress)
        train = split.train
        progress.report(0.0, "counting")
        if self.config.counting == "users":
            # Sorting lets other threads run, which np.unique does not.
            pairs = np.sort(train.user.astype(np.int64) * train.n_items + train.item)
            distinct = pairs[np.diff(pairs, prepend=-1) != 0]
            counts: npt.NDArray[Any] = np.bincount(distinct % train.n_items, minlength=train.n_items)
        elif self.config.counting == "values":
            counts = np.bincount(train.item, weights=train.value, minlength=train.n_items)
        else:
            counts = train.item_counts
        self._scores = counts.astype(np.float32)
        progress.report(1.0, "counted")
        return FitReport(seconds=watch.seconds, parameters=train.n_items)

    def score(self, histories: Histories, candidates: npt.NDArray[Any] | None = None) -> Float32:
        """Return the counts once a history; a read-only view, see `Recommender.score`."""
        scores = self._scores if candidates is None else self._scores[candidates]
        return np.broadcast_to(scores, (len(histories), len(scores)))

    def save(self, folder: Path) -> None:
        """See `Recommender.save`."""
        write_model(folder, self, {"scores": self._scores}, n_items=len(self._scores))

    @classmethod
    def load(cls, folder: Path) -> Self:
        """See `Recommender.load`."""
        stored = read_model(folder, cls)
        model = cls(stored.config)
        model._scores = check_shape(folder, stored.arrays, "scores", np.float32, (stored.n_items,))
        return model

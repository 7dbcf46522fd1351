"""Reciprocal rank fusion: places instead of scores, so that nothing has to be made comparable.

Cormack, Clarke & Büttcher, Reciprocal Rank Fusion Outperforms Condorcet and Individual Rank Learning Methods, SIGIR
2009.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar, Self

import numpy as np
import numpy.typing as npt
from pydantic import Field

from workbench.data.interactions import Float32, Histories, Int64
from workbench.data.splits import EvaluationPart, Split
from workbench.jobs import Progress
from workbench.models.artifacts import read_model, write_model
from workbench.models.hybrids.parts import HybridConfig, HybridRecommender, Parts, read_parts
from workbench.models.ranking import tie_order
from workbench.models.recommender import FitReport, ModelConfig
from workbench.training.stopwatch import Stopwatch


class RankFusionConfig(HybridConfig):
    """Which models are merged, and how much first places count."""

    k: int = Field(
        60,
        ge=1,
        le=10_000,
        title="k",
        description="An item at place r of a list gets 1 / (k + r): a small k lets first places count more.",
    )


class RankFusion(HybridRecommender):
    """Scores an item by `Σ_parts 1 / (k + place)`, its place among the items that the history does not hold."""

    name: ClassVar[str] = "RankFusion"
    title: ClassVar[str] = "Rank fusion"
    family: ClassVar[str] = "hybrids"
    summary: ClassVar[str] = "Merges the lists of several models by the places at which an item stands in them."
    Config: ClassVar[type[ModelConfig]] = RankFusionConfig

    config: RankFusionConfig
    _n_items: int

    def fit(self, split: Split, *, validation: EvaluationPart | None, seed: int, progress: Progress) -> FitReport:
        """Fit the parts; see `Recommender.fit`. There is nothing else to learn."""
        watch = Stopwatch(progress)
        self._parts = Parts.fit(
            read_parts(self.config.parts), split, validation, seed, progress, (0.0, 1.0), runs=self._runs
        )
        self._n_items = split.train.n_items
        return FitReport(seconds=watch.seconds)

    def score(self, histories: Histories, candidates: npt.NDArray[Any] | None = None) -> Float32:
        """See `Recommender.score`."""
        scores = np.zeros((len(histories), self._n_items), np.float32)
        for model in self._parts.models:
            scores += 1.0 / (self.config.k + places(np.asarray(model.score(histories)), histories)).astype(np.float32)
        return scores if candidates is None else scores[:, candidates]

    def save(self, folder: Path) -> None:
        """See `Recommender.save`; the parts are stored inside."""
        write_model(folder, self, self._parts.arrays(), n_items=self._n_items)

    @classmethod
    def load(cls, folder: Path) -> Self:
        """See `Recommender.load`."""
        stored = read_model(folder, cls)
        model = cls(stored.config)
        model._parts, model._n_items = Parts.from_stored(folder, stored), stored.n_items
        return model


def places(scores: npt.NDArray[Any], histories: Histories) -> Int64:
    """Return int64 [n_histories, n_items]: 1 for the best, counting only items that the history does not hold.

    Items of equal score follow the tie rule of all lists. An item that the history holds gets the place that it would
    have among the others.
    """
    n, n_items = scores.shape
    order = tie_order(n_items)
    unseen = np.ones((n, n_items), bool)
    unseen[histories.rows, histories.item] = False
    ranked = order[np.argsort(-scores[:, order], axis=1, kind="stable")]  # (n, n_items), best first
    counted = np.take_along_axis(unseen, ranked, axis=1)
    made = np.empty((n, n_items), np.int64)
    np.put_along_axis(made, ranked, np.cumsum(counted, axis=1) + ~counted, axis=1)
    return made

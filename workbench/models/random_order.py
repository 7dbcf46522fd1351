"""Recommend at random: what every other model has to be better than, and the ceiling of coverage and novelty."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar, Self

import numpy as np
import numpy.typing as npt

from workbench.data.interactions import Float32, Histories
from workbench.data.splits import EvaluationPart, Split
from workbench.jobs import Progress
from workbench.models.artifacts import check_shape, read_model, write_model
from workbench.models.recommender import FitReport, ModelConfig, Recommender

UInt64 = npt.NDArray[np.uint64]


class RandomConfig(ModelConfig):
    """There is nothing to choose; the order follows from the run's seed."""


class Random(Recommender):
    """Every history gets an order of its own that follows from the seed and from what the history holds."""

    name: ClassVar[str] = "Random"
    title: ClassVar[str] = "Random"
    family: ClassVar[str] = "rules"
    summary: ClassVar[str] = "Recommends anything: the floor of every metric of accuracy."
    limits: ClassVar[str] = "It orders by chance: what any other model has to beat."
    Config: ClassVar[type[ModelConfig]] = RandomConfig

    config: RandomConfig
    _seed: npt.NDArray[np.int64]  # [1]
    _n_items: int

    def fit(self, split: Split, *, validation: EvaluationPart | None, seed: int, progress: Progress) -> FitReport:
        """Keep the seed; see `Recommender.fit`."""
        progress.report(1.0, "ready")
        self._seed, self._n_items = np.array([seed], np.int64), split.train.n_items
        return FitReport(seconds=0.0)

    def score(self, histories: Histories, candidates: npt.NDArray[Any] | None = None) -> Float32:
        """See `Recommender.score`; uniform in 0 … 1, the same for the same items in whatever order."""
        items = np.arange(self._n_items) if candidates is None else np.asarray(candidates)
        of_item = _mixed(items.astype(np.uint64) + np.uint64(1))
        sums = np.concatenate((np.zeros(1, np.uint64), np.cumsum(_mixed(_mixed(histories.item.astype(np.uint64))))))
        of_history = _mixed(sums[histories.offsets[1:]] - sums[histories.offsets[:-1]] + self._seed.astype(np.uint64))
        mixed = _mixed(of_history[:, None] ^ of_item[None])
        scores: Float32 = ((mixed >> np.uint64(40)) / np.float32(2**24)).astype(np.float32)
        return scores

    def save(self, folder: Path) -> None:
        """See `Recommender.save`."""
        write_model(folder, self, {"seed": self._seed}, n_items=self._n_items)

    @classmethod
    def load(cls, folder: Path) -> Self:
        """See `Recommender.load`."""
        stored = read_model(folder, cls)
        model = cls(stored.config)
        model._n_items = stored.n_items
        model._seed = check_shape(folder, stored.arrays, "seed", np.int64, (1,))
        return model


def _mixed(numbers: UInt64) -> UInt64:
    """Return splitmix64 of each number (Steele, Lea & Flood, OOPSLA 2014), the same on every platform."""
    mixed = numbers + np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    made: UInt64 = mixed ^ (mixed >> np.uint64(31))
    return made

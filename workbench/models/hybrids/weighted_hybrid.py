"""A weighted sum of other models' scores, the weights chosen on validation."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar, Self

import numpy as np
import numpy.typing as npt
from pydantic import Field

from workbench.data.interactions import Float32, Histories
from workbench.data.splits import EvaluationPart, Split
from workbench.jobs import Progress
from workbench.models.artifacts import check_shape, read_model, write_model
from workbench.models.hybrids.parts import (
    HybridConfig,
    HybridRecommender,
    Parts,
    case_blocks,
    read_parts,
    target_places,
)
from workbench.models.recommender import FitReport, ModelConfig
from workbench.training.stopwatch import Stopwatch

# Scores of validation cases that are kept in memory while weights are tried: 400 MB.
MOST_SCORES = 100_000_000
# Scores that one step tries: some 20 ms.
SCORES_PER_STEP = 4_000_000
# What each weight is multiplied by in turn; 0 leaves a part out.
FACTORS = (0.0, 0.25, 0.5, 0.8, 1.25, 2.0, 4.0)
CUTOFF = 10


class WeightedHybridConfig(HybridConfig):
    """Which models are added up, and how long their weights are looked for."""

    rounds: int = Field(
        4,
        ge=1,
        le=20,
        title="Rounds",
        description="How often the weight of every part is looked for anew, given the others.",
        json_schema_extra={"advanced": True},
    )


class WeightedHybrid(HybridRecommender):
    """Adds up the standard scores of its parts.

    A part's scores are made comparable for each history: less their mean, divided by their standard deviation, over the
    items that the history does not hold. The weights are not negative and sum to 1. They begin equal, and each in turn
    is multiplied by what gives the best ndcg@10 on the validation part, until a round changes nothing. Without a
    validation part they stay equal.
    """

    name: ClassVar[str] = "WeightedHybrid"
    title: ClassVar[str] = "Weighted sum of models"
    family: ClassVar[str] = "hybrids"
    summary: ClassVar[str] = "Adds up what several models say, each as much as validation shows it is worth."
    Config: ClassVar[type[ModelConfig]] = WeightedHybridConfig

    config: WeightedHybridConfig
    _n_items: int
    _weights: Float32  # [n_parts], sum 1

    def fit(self, split: Split, *, validation: EvaluationPart | None, seed: int, progress: Progress) -> FitReport:
        """Fit the parts, then look for the weights; see `Recommender.fit`.

        Validation serves the parts that stop by it, and the weights; the test part serves nothing.
        """
        watch = Stopwatch(progress)
        self._parts = Parts.fit(
            read_parts(self.config.parts), split, validation, seed, progress, (0.0, 0.9), runs=self._runs
        )
        n_parts, self._n_items = len(self._parts.models), split.train.n_items
        self._weights = np.full(n_parts, 1.0 / n_parts, np.float32)
        details: dict[str, Any] = {}
        if validation is not None and len(validation):
            n_cases = max(1, MOST_SCORES // (n_parts * split.train.n_items))
            sample = validation.sample(n_cases, seed)
            scores = collected(self._parts, sample, split.train.n_items, progress)
            self._weights, best = best_weights(scores, sample, self.config.rounds, progress)
            details |= {f"validation ndcg@{CUTOFF}": best, "validation cases": len(sample)}
        details["weights"] = {
            f"{place + 1} {name}": round(float(weight), 4)
            for place, (name, weight) in enumerate(zip(self._parts.names, self._weights, strict=True))
        }
        progress.report(1.0, "found weights")
        return FitReport(seconds=watch.seconds, parameters=n_parts, details=details)

    def score(self, histories: Histories, candidates: npt.NDArray[Any] | None = None) -> Float32:
        """See `Recommender.score`."""
        scores = weighted(self._parts.standard_scores(histories), self._weights)
        return scores if candidates is None else scores[:, candidates]

    def save(self, folder: Path) -> None:
        """See `Recommender.save`; the parts are stored inside."""
        write_model(folder, self, self._parts.arrays() | {"weights": self._weights}, n_items=self._n_items)

    @classmethod
    def load(cls, folder: Path) -> Self:
        """See `Recommender.load`."""
        stored = read_model(folder, cls)
        model = cls(stored.config)
        model._parts, model._n_items = Parts.from_stored(folder, stored), stored.n_items
        model._weights = check_shape(folder, stored.arrays, "weights", np.float32, (len(model._parts.models),))
        return model


def weighted(scores: Float32, weights: Float32) -> Float32:
    """Return float32 [n_histories, n_items], the weighted sum of `scores` [n_parts, n_histories, n_items]."""
    made: Float32 = np.tensordot(weights, scores, axes=1)  # a matrix product, which einsum is not
    return made


def collected(parts: Parts, cases: EvaluationPart, n_items: int, progress: Progress) -> Float32:
    """Return float32 [n_parts, n_cases, n_items], the standard scores of all cases."""
    made = np.empty((len(parts.models), len(cases), n_items), np.float32)
    for start, stop in case_blocks(cases, n_items, len(parts.models), SCORES_PER_STEP):
        progress.report(None, "scoring validation cases")
        made[:, start:stop] = parts.standard_scores(cases.histories.chunk(start, stop))
    return made


def mean_gain(scores: Float32, weights: Float32, cases: EvaluationPart, progress: Progress) -> float:
    """Return ndcg@10 of the weighted sum, over all cases; several targets of a case are counted one by one."""
    total, n_items = 0.0, scores.shape[2]
    for start, stop in case_blocks(cases, n_items, len(scores), SCORES_PER_STEP):
        progress.check()
        part = cases.take(np.arange(start, stop))
        places = target_places(weighted(scores[:, start:stop], weights), part)
        gains = np.where(places <= CUTOFF, 1.0 / np.log2(places + 1.0), 0.0)
        rows = np.repeat(np.arange(len(part)), np.diff(part.target_offsets))
        ideal = np.cumsum(1.0 / np.log2(np.arange(2, CUTOFF + 2)))
        most = ideal[np.minimum(np.diff(part.target_offsets), CUTOFF) - 1]
        total += float((np.bincount(rows, weights=gains, minlength=len(part)) / most).sum())
    return total / max(1, len(cases))


def best_weights(scores: Float32, cases: EvaluationPart, rounds: int, progress: Progress) -> tuple[Float32, float]:
    """Look for weights by coordinates: each in turn takes the best of `FACTORS` times itself.

    Args:
        scores: float32 [n_parts, n_cases, n_items], standard scores.
        cases: what is to be found.
        rounds: at most so many.
        progress: reported to.

    Returns:
        float32 [n_parts], not negative, of sum 1; and their ndcg@10.
    """
    n_parts = len(scores)
    weights = np.full(n_parts, 1.0 / n_parts, np.float32)
    best = mean_gain(scores, weights, cases, progress)
    for done in range(rounds):
        before = weights
        for place in range(n_parts):
            progress.report(None, f"looking for weights, round {done + 1}")
            start = weights
            for factor in FACTORS:
                tried = start.copy()
                tried[place] *= factor
                if tried.sum() <= 0.0:
                    continue
                tried /= tried.sum()
                found = mean_gain(scores, tried, cases, progress)
                if found > best:
                    weights, best = tried, found
        if weights is before:
            break
    return weights, best

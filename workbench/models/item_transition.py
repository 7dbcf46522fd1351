"""Count what followed what: the strong training-free baseline of sequential recommendation.

An item-to-item Markov model (Shani, Heckerman & Brafman, JMLR 2005) with skips of a few steps, as in sequential rules
(Ludewig & Jannach, User Modeling 2018), read backwards as well, and normalised for popularity on both sides.
"""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

import numpy as np
import numpy.typing as npt
from pydantic import Field
from scipy import sparse

from workbench.data.interactions import Float32, Histories, Int64, Interactions
from workbench.data.splits import EvaluationPart, Split
from workbench.jobs import Progress
from workbench.models.item_graph import ItemGraph, ItemGraphRecommender, relative_popularity
from workbench.models.recommender import FitReport, ModelConfig
from workbench.training.stopwatch import Stopwatch

# Interactions that are counted between two checks.
ROWS_PER_BLOCK = 250_000


# How transitions are normalised, in every model that reads them.
SourcePower = Annotated[
    float,
    Field(
        ge=0.0,
        le=1.0,
        title="Source normalisation",
        description="Power of an item's total that its transitions are divided by; 1 gives probabilities.",
        json_schema_extra={"tune": {"low": 0, "high": 1}, "advanced": True},
    ),
]
TargetPower = Annotated[
    float,
    Field(
        ge=0.0,
        le=1.0,
        title="Popularity discount",
        description="Power of the recommended item's total that transitions to it are divided by.",
        json_schema_extra={"tune": {"low": 0, "high": 1}, "advanced": True},
    ),
]


class ItemTransitionConfig(ModelConfig):
    """How transitions are counted and read."""

    distance: int = Field(
        3,
        ge=1,
        le=20,
        title="Distance",
        description="Count pairs of items up to this many steps apart in a history.",
        json_schema_extra={"tune": {"low": 1, "high": 10}},
    )
    distance_decay: float = Field(
        0.7,
        gt=0.0,
        le=1.0,
        title="Distance decay",
        description="Weight of each step further apart.",
        json_schema_extra={"tune": {"low": 0.3, "high": 1}},
    )
    recent: int = Field(
        10,
        ge=1,
        le=1_000,
        title="Recent items",
        description="Only so many latest items of a history drive the scores.",
        json_schema_extra={"tune": {"low": 1, "high": 50, "log": True}},
    )
    recent_decay: float = Field(
        0.75,
        gt=0.0,
        le=1.0,
        title="Age decay",
        description="Weight of each item further back.",
        json_schema_extra={"tune": {"low": 0.3, "high": 1}},
    )
    backward: float = Field(
        0.5,
        ge=0.0,
        le=1.0,
        title="Backward weight",
        description="Weight of having come before an item, beside having come after it.",
        json_schema_extra={"tune": {"low": 0, "high": 1}, "advanced": True},
    )
    source_power: SourcePower = 0.7
    target_power: TargetPower = 0.25


class ItemTransition(ItemGraphRecommender):
    """Scores items by how often they stood close to the history's most recent items.

    With `c(i, j)` the decayed count of `j` one to `distance` steps after `i`, and `a = c + backward · cᵀ`, the weight
    is `a(i, j) / (Σ_j a(i, j))^source_power / (Σ_i a(i, j))^target_power`.
    """

    name: ClassVar[str] = "ItemTransition"
    title: ClassVar[str] = "Item transitions"
    family: ClassVar[str] = "neighbours"
    summary: ClassVar[str] = "Counts which items stand close together in histories; the latest items drive the scores."
    Config: ClassVar[type[ModelConfig]] = ItemTransitionConfig

    config: ItemTransitionConfig

    def fit(self, split: Split, *, validation: EvaluationPart | None, seed: int, progress: Progress) -> FitReport:
        """Count; see `Recommender.fit`. There is nothing random in it and nothing to validate."""
        watch = Stopwatch(progress)
        train, config = split.train, self.config
        keys, counts = transition_counts(train, config.distance, config.distance_decay, config.backward, progress)
        source, target = np.divmod(keys, train.n_items)
        progress.report(0.9, "normalising transitions")
        weights = counts / _totals(source, counts, train.n_items)[source] ** config.source_power
        progress.check()
        weights /= _totals(target, counts, train.n_items)[target] ** config.target_power
        offsets = np.searchsorted(source, np.arange(train.n_items + 1))
        matrix = sparse.csr_array(
            (weights.astype(np.float32), target.astype(np.int32), offsets), shape=(train.n_items, train.n_items)
        )
        self._graph = ItemGraph(matrix, relative_popularity(train.item_counts))
        progress.report(1.0, "counted transitions")
        return FitReport(seconds=watch.seconds, parameters=len(keys))

    def score(self, histories: Histories, candidates: npt.NDArray[Any] | None = None) -> Float32:
        """See `Recommender.score`. Safe to call from several threads."""
        latest = histories.latest(self.config.recent)
        age = np.repeat(latest.offsets[1:], latest.lengths) - 1 - np.arange(len(latest.item))
        return self._graph.score(latest, np.float32(self.config.recent_decay) ** age.astype(np.float32), candidates)


def transition_counts(
    train: Interactions, distance: int, decay: float, backward: float, progress: Progress
) -> tuple[Int64, npt.NDArray[np.float64]]:
    """Count how often one item stands near another in the same history.

    A pair `d` steps apart counts `decay^(d−1)` from the earlier to the later item, and `backward` times that the other
    way round. An item beside itself does not count: what was seen is not recommended again.

    Returns:
        Ascending keys int64 [n], `source · n_items + target`, and their counts float64 [n].
    """
    n_items = np.int64(train.n_items)
    keys, counts = np.zeros(0, np.int64), np.zeros(0, np.float64)
    pending: list[tuple[Int64, npt.NDArray[np.float64]]] = []
    pending_size = 0
    for start in range(0, len(train), ROWS_PER_BLOCK):
        progress.report(0.9 * start / len(train), "counting transitions")
        # Pairs that begin in this block may end `distance` rows after it.
        stop = min(start + ROWS_PER_BLOCK, len(train))
        for d in range(1, distance + 1):
            end = min(stop, len(train) - d)
            if end <= start:
                break
            first, second = train.item[start:end].astype(np.int64), train.item[start + d : end + d].astype(np.int64)
            near = (train.user[start:end] == train.user[start + d : end + d]) & (first != second)
            first, second = first[near], second[near]
            for source, target, weight in ((first, second, 1.0), (second, first, backward)):
                if weight > 0.0:
                    pairs, times = _sorted_counts(source * n_items + target)
                    pending.append((pairs, times * (weight * decay ** (d - 1))))
                    pending_size += len(pairs)
            progress.check()
        if pending_size > max(4 * ROWS_PER_BLOCK, len(keys)) or stop == len(train):
            keys, counts = _summed([(keys, counts), *pending])
            pending, pending_size = [], 0
    return keys, counts


def _sorted_counts(keys: Int64) -> tuple[Int64, npt.NDArray[np.float64]]:
    ordered = np.sort(keys)
    first = np.flatnonzero(np.diff(ordered, prepend=-1))
    return ordered[first], np.diff(first, append=len(ordered)).astype(np.float64)


def _summed(parts: list[tuple[Int64, npt.NDArray[np.float64]]]) -> tuple[Int64, npt.NDArray[np.float64]]:
    keys = np.concatenate([part[0] for part in parts])
    if not len(keys):
        return keys, np.zeros(0, np.float64)
    order = np.argsort(keys, kind="stable")
    ordered = keys[order]
    first = np.flatnonzero(np.diff(ordered, prepend=-1))
    return ordered[first], np.add.reduceat(np.concatenate([part[1] for part in parts])[order], first)


def _totals(codes: Int64, counts: npt.NDArray[np.float64], n_items: int) -> npt.NDArray[np.float64]:
    return np.bincount(codes, weights=counts, minlength=n_items).astype(np.float64)

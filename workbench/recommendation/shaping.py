"""From scores to the list that a person wants to see: filters, then diversity, each saying what it changed."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from workbench.data.counting import users_per_item
from workbench.data.dataset import Dataset
from workbench.data.interactions import Float32, Histories, Int32, Int64
from workbench.errors import ConfigurationError
from workbench.models.ranking import top_items
from workbench.recommendation.filters import Filters, passing
from workbench.recommendation.rerank import (
    Float64,
    Method,
    calibrated,
    calibration_gap,
    dpp,
    mmr,
    relevance,
    spread,
)
from workbench.recommendation.similarity import similarity_of

LEAST_POOL, POOL_LISTS = 50, 10  # diversity chooses among this many lists' worth of the best candidates


@dataclass(frozen=True)
class Shaping:
    """What a person wants of a list.

    Attributes:
        k: its length.
        filters: which items it may hold.
        method: how it is made diverse.
        diversity: 0 (the model's order) … 1 (diversity alone).
    """

    k: int = 10
    filters: Filters = field(default_factory=Filters)
    method: Method = "mmr"
    diversity: float = 0.0


@dataclass(frozen=True)
class Effect:
    """What one step did to the list that the step before it left.

    Attributes:
        step: `filter` or `diversity`.
        name: which filter; the method of diversity.
        removed: items of the list that are not in it any more.
        moved: items that are in both, at another rank.
        left: items of the catalogue that may still be listed.
    """

    step: str
    name: str
    removed: int
    moved: int
    left: int


@dataclass(frozen=True)
class ListMeasures:
    """A list in three numbers.

    Attributes:
        diversity: mean of `1 − similarity` over its pairs, 0 … 1; None where nothing tells items apart.
        novelty: mean of −log2 of the share of people who met an item, in bits; None for an empty list.
        score_kept: sum of its scores as a share of the best list's, both counted from the least of the pool, 0 … 1.
        calibration: divergence of its categories from the history's (Steck 2018), in nats; None without categories.
    """

    diversity: float | None
    novelty: float | None
    score_kept: float
    calibration: float | None


@dataclass(frozen=True)
class ShapedList:
    """A list, and how it came about.

    Attributes:
        items: int32 [≤ k] codes, best first.
        scores: float32 [≤ k], the model's own scores, so not always falling where diversity has changed the order.
        effects: of each step that is in force, in order.
        before, after: the list without and with the re-ranking.
    """

    items: Int32
    scores: Float32
    effects: tuple[Effect, ...]
    before: ListMeasures
    after: ListMeasures


class Shaper:
    """Makes lists from scores under one `Shaping`; what does not depend on the history is worked out once.

    Args:
        dataset: what the model was fitted on.
        shaping: what is wanted.
        vectors: float32 [n_items, width], rows of length 1 that tell items apart; None where nothing does.
        users_of_item: int64 [n_items] from `users_per_item`, counted where None.

    Raises:
        ConfigurationError: a filter names what the items do not have, or `k` is below 1.
    """

    def __init__(
        self, dataset: Dataset, shaping: Shaping, vectors: Float32 | None, users_of_item: Int64 | None = None
    ) -> None:
        if shaping.k < 1:
            raise ConfigurationError("A list must have 1 item or more.", where=f"length {shaping.k}")
        if not 0.0 <= shaping.diversity <= 1.0:
            raise ConfigurationError("Diversity lies between 0 and 1.", where=f"diversity {shaping.diversity:g}")
        self.shaping = shaping
        self._dataset = dataset
        self._vectors = vectors
        self._users_of_item = users_per_item(dataset.interactions) if users_of_item is None else users_of_item
        self._n_users = max(1, int(np.count_nonzero(np.diff(dataset.interactions.offsets))))
        self._passing = passing(shaping.filters, dataset.item_table, self._users_of_item)
        self._categories = _distributions(dataset)

    def shape(self, scores: Float32, history: Histories) -> ShapedList:
        """Make the list for one history.

        Args:
            scores: float32 [n_items] of the model for this history.
            history: exactly one.
        """
        k, effects = self.shaping.k, []
        allowed = self._seen_rule(history)
        owned = np.where(allowed, scores, -np.inf).astype(np.float32)
        listed = top_items(owned[None], k)[0][0]
        for name, passes in self._passing:
            allowed = allowed & passes
            owned[~passes] = -np.inf
            after = top_items(owned[None], k)[0][0]
            effects.append(_effect("filter", name, listed, after, int(allowed.sum())))
            listed = after
        plain = listed[listed >= 0]
        chosen = plain
        pool, pool_scores = self._pool(owned)
        if self.shaping.diversity > 0.0 and len(pool) > 1:
            chosen = pool[self._diverse(pool, relevance(pool_scores), history)]
            name = self.shaping.method
            effects.append(_effect("diversity", name, plain, chosen, int(allowed.sum())))
        wanted = self._wanted(history)
        return ShapedList(
            items=chosen.astype(np.int32),
            scores=scores[chosen].astype(np.float32),
            effects=tuple(effects),
            before=self._measure(plain, scores, pool_scores, wanted),
            after=self._measure(chosen, scores, pool_scores, wanted),
        )

    def _seen_rule(self, history: Histories) -> npt.NDArray[np.bool_]:
        seen = np.zeros(len(self._dataset.items), bool)
        seen[history.item] = True
        rule = self.shaping.filters.seen
        return seen if rule == "seen" else ~seen if rule == "new" else np.ones(len(seen), bool)

    def _pool(self, scores: Float32) -> tuple[Int32, Float32]:
        size = max(LEAST_POOL, POOL_LISTS * self.shaping.k) if self.shaping.diversity > 0.0 else self.shaping.k
        items, values = top_items(scores[None], min(size, len(scores)))
        real = items[0] >= 0
        return items[0][real], values[0][real]

    def _diverse(self, pool: Int32, relevant: Float64, history: Histories) -> Int64:
        k, diversity = self.shaping.k, self.shaping.diversity
        if self.shaping.method == "calibrated":
            if self._categories is None:
                raise ConfigurationError(
                    "A list is calibrated by categories, and these items have none.", hint="Choose MMR or DPP."
                )
            return calibrated(relevant, self._categories[pool], self._wanted(history), k, diversity)
        if self._vectors is None:
            raise ConfigurationError(
                "Nothing tells these items apart: they have no categories, and the model learns no vectors.",
                hint="Import their categories, or choose a model with vectors of items.",
            )
        choose = mmr if self.shaping.method == "mmr" else dpp
        return choose(relevant, similarity_of(pool, self._vectors), k, diversity)

    def _wanted(self, history: Histories) -> Float64:
        if self._categories is None or len(history.item) == 0:
            return np.zeros(0 if self._categories is None else self._categories.shape[1])
        mix: Float64 = self._categories[history.item].sum(axis=0)
        total = float(mix.sum())
        return mix / total if total > 0 else mix

    def _measure(self, items: Int32, scores: Float32, pool_scores: Float32, wanted: Float64) -> ListMeasures:
        if len(items) == 0:
            return ListMeasures(None, None, 1.0, None)
        met = np.maximum(self._users_of_item[items], 1) / self._n_users
        floor = float(pool_scores.min())
        best = float((pool_scores[: len(items)] - floor).sum())
        kept = float((scores[items] - floor).sum()) / best if best > 0 else 1.0
        gap = None
        if self._categories is not None and wanted.sum() > 0:
            gap = float(calibration_gap(self._categories[items].mean(axis=0)[None], wanted)[0])
        apart = None if self._vectors is None else spread(similarity_of(items, self._vectors))
        return ListMeasures(apart, float(-np.log2(met).mean()), kept, gap)


def _distributions(dataset: Dataset) -> Float64 | None:
    """Return float64 [n_items, n_categories], each item's even distribution over its categories, or None."""
    codes, offsets, names = dataset.item_table.category_matrix
    if len(codes) == 0:
        return None
    made = np.zeros((len(offsets) - 1, len(names)))
    lengths = np.diff(offsets)
    owner = np.repeat(np.arange(len(lengths)), lengths)
    made[owner, codes] = 1.0 / lengths[owner]
    return made


def _effect(step: str, name: str, before: npt.NDArray[np.int32], after: npt.NDArray[np.int32], left: int) -> Effect:
    places = {item: rank for rank, item in enumerate(after.tolist()) if item >= 0}
    was = [(rank, item) for rank, item in enumerate(before.tolist()) if item >= 0]
    removed = sum(item not in places for _, item in was)
    moved = sum(places.get(item, rank) != rank for rank, item in was)
    return Effect(step, name, removed, moved, left)

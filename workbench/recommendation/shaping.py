"""From scores to the list that a person wants to see: filters, rules, diversity, each saying what it changed."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from workbench.data.counting import users_per_item
from workbench.data.dataset import Dataset
from workbench.data.interactions import Float32, Histories, Int32, Int64
from workbench.errors import ConfigurationError
from workbench.models.ranking import top_items
from workbench.models.rules import BoundRules, Rule
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
        rules: of the person, one after another.
        method: how it is made diverse.
        diversity: 0 (the model's order) … 1 (diversity alone).
    """

    k: int = 10
    filters: Filters = field(default_factory=Filters)
    rules: tuple[Rule, ...] = ()
    method: Method = "mmr"
    diversity: float = 0.0


@dataclass(frozen=True)
class Effect:
    """What one step did to the list that the step before it left.

    Attributes:
        step: `filter`, `rule`, `diversity` or `bandit`.
        name: which filter; the rule as it is written; the method of diversity.
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


@dataclass(frozen=True)
class Pool:
    """Candidates, best first: codes int32 [n] and scores float32 [n]."""

    items: Int32
    scores: Float32


@dataclass(frozen=True)
class _Allowed:
    """What filters and rules leave: scores with −∞ for what may not be listed, the list, and what led there."""

    scores: Float32
    listed: Int32
    left: int
    effects: list[Effect]
    pinned: npt.NDArray[np.bool_]

    def without_pins(self) -> Float32:
        """Return the scores with −∞ for what is pinned, too: what else there is to choose from."""
        return np.where(self.pinned, np.float32(-np.inf), self.scores)


class Shaper:
    """Makes lists from scores under one `Shaping`; what does not depend on the history is worked out once.

    Args:
        dataset: what the model was fitted on.
        shaping: what is wanted.
        vectors: float32 [n_items, width], rows of length 1 that tell items apart; None where nothing does.
        users_of_item: int64 [n_items] from `users_per_item`, counted where None.
        learned_from: int64 [n_items], the same of the part that the model was trained on, by which items are cold; None
            where that is all.

    Raises:
        ConfigurationError: a filter names what the items do not have, or `k` is below 1.
    """

    def __init__(
        self,
        dataset: Dataset,
        shaping: Shaping,
        vectors: Float32 | None,
        users_of_item: Int64 | None = None,
        learned_from: Int64 | None = None,
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
        cold_by = self._users_of_item if learned_from is None else learned_from
        self._passing = passing(shaping.filters, dataset.item_table, cold_by)
        self._rules = BoundRules.to(shaping.rules, dataset)
        self._categories = _distributions(dataset)

    @property
    def is_plain(self) -> bool:
        """Whether its lists are the model's own ranking without what was seen."""
        return (
            not self._passing
            and not self.shaping.rules
            and self.shaping.diversity == 0.0
            and self.shaping.filters.seen == "new"
        )

    def shape(self, scores: Float32, history: Histories) -> ShapedList:
        """Make the list for one history.

        Args:
            scores: float32 [n_items] of the model for this history.
            history: exactly one.
        """
        made = self._allowed(scores, history)
        plain, chosen = made.listed, made.listed
        pool, pool_scores = self._best(made.without_pins(), self._pool_size())
        if self.shaping.diversity > 0.0 and len(pool) > 1:
            chosen = self._below_pins(pool[self._diverse(pool, relevance(pool_scores), history)], made)
            made.effects.append(_effect("diversity", self.shaping.method, plain, chosen, made.left))
        return self._told(scores, history, plain, chosen, made)

    def pool(self, scores: Float32, history: Histories) -> Pool:
        """Return the candidates that something else may choose a list from: the best that pass all filters."""
        return Pool(*self._best(self._allowed(scores, history).without_pins(), self._largest_pool()))

    def reordered(self, scores: Float32, history: Histories, order: Int32) -> ShapedList:
        """Make the list of an order that something else has chosen, int32 [n] codes: its first `k` below the pins."""
        made = self._allowed(scores, history)
        chosen = self._below_pins(order, made)
        made.effects.append(_effect("bandit", "", made.listed, chosen, made.left))
        return self._told(scores, history, made.listed, chosen, made)

    def _allowed(self, scores: Float32, history: Histories) -> _Allowed:
        """Apply filters, then rules, noting what each changes in the list."""
        effects: list[Effect] = []
        # What left already (by feedback, for example) stays out; rules need finite scores to measure their span.
        allowed = self._seen_rule(history) & np.isfinite(scores)
        floor = float(scores[allowed].min()) if allowed.any() else 0.0
        finite = np.where(np.isfinite(scores), scores, np.float32(floor)).astype(np.float32)
        owned = np.where(allowed, finite, np.float32(-np.inf))
        listed = self._best(owned, self.shaping.k)[0]
        pinned = np.zeros(len(scores), bool)

        def note(step: str, name: str) -> None:
            nonlocal listed
            after = self._best(owned, self.shaping.k)[0]
            effects.append(_effect(step, name, listed, after, int((owned > -np.inf).sum())))
            listed = after

        for name, passes in self._passing:
            allowed = allowed & passes
            owned = np.where(allowed, finite, np.float32(-np.inf))
            note("filter", name)
        for row, rule in enumerate(self.shaping.rules):
            # All rules so far at once: a pin stands above what a later rule raises.
            bound = BoundRules(
                self.shaping.rules[: row + 1], self._rules.items[: row + 1], self._rules.users[: row + 1]
            )
            made = bound.apply(finite[None], history)
            owned = np.where(allowed & ~made.excluded[0], made.scores[0], np.float32(-np.inf))
            if rule.action == "pin":
                alone = BoundRules((rule,), self._rules.items[row : row + 1], self._rules.users[row : row + 1])
                pinned |= alone.apply(np.zeros((1, len(scores)), np.float32), history).scores[0] > 0
            note("rule", str(rule))
        return _Allowed(owned, listed, int((owned > -np.inf).sum()), effects, pinned)

    def _below_pins(self, items: Int32, made: _Allowed) -> Int32:
        """Return a list of an order that something else has chosen, with pinned items before all others."""
        top, _ = self._best(np.where(made.pinned, made.scores, np.float32(-np.inf)), self.shaping.k)
        others = items[~np.isin(items, top)]
        return np.concatenate((top, others))[: self.shaping.k].astype(np.int32)

    def _told(
        self,
        scores: Float32,
        history: Histories,
        plain: Int32,
        chosen: Int32,
        made: _Allowed,
    ) -> ShapedList:
        wanted = self._wanted(history)
        _, pool_scores = self._best(np.where(made.scores > -np.inf, scores, -np.inf), self._pool_size())
        return ShapedList(
            items=chosen.astype(np.int32),
            scores=scores[chosen].astype(np.float32),
            effects=tuple(made.effects),
            before=self._measure(plain, scores, pool_scores, wanted),
            after=self._measure(chosen, scores, pool_scores, wanted),
        )

    def _seen_rule(self, history: Histories) -> npt.NDArray[np.bool_]:
        seen = np.zeros(len(self._dataset.items), bool)
        seen[history.item] = True
        rule = self.shaping.filters.seen
        return seen if rule == "seen" else ~seen if rule == "new" else np.ones(len(seen), bool)

    def _pool_size(self) -> int:
        return self._largest_pool() if self.shaping.diversity > 0.0 else self.shaping.k

    def _largest_pool(self) -> int:
        return max(LEAST_POOL, POOL_LISTS * self.shaping.k)

    @staticmethod
    def _best(scores: Float32, size: int) -> tuple[Int32, Float32]:
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
        floor = min(float(pool_scores.min()), float(scores[items].min()))
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

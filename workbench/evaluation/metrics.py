"""The metrics of ranked lists, one function each, over all cases at once.

Accuracy metrics take the same two arrays, made once by `hit_matrix`: which of the first `k` places of each list hold a
target, and how many targets each case has. They return one float64 a case, so that means, intervals and paired tests
all start from the same numbers. A list with fewer than `k` items is padded with −1, which is never a hit.

Notation: case `u` has the list `i_1 … i_k` and the set of targets `T_u`; `rel_r` is 1 where `i_r ∈ T_u`, otherwise 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from workbench.data.counting import users_per_item as users_per_item
from workbench.data.interactions import Int64

Bool = npt.NDArray[np.bool_]
Float64 = npt.NDArray[np.float64]

PADDING = -1


@dataclass(frozen=True)
class Metric:
    """What a door needs to show a metric.

    Attributes:
        name: how it is written before the cut-off, `ndcg` in `ndcg@10`.
        title: how a table's head names it.
        summary: one sentence for a tooltip.
        better: `higher`, `lower`, or `neither` where it describes and does not judge.
        unit: `` (a share, 0 … 1), `bits`.
        per_case: whether it is a mean over cases that gets an interval.
    """

    name: str
    title: str
    summary: str
    better: str = "higher"
    unit: str = ""
    per_case: bool = True


METRICS: tuple[Metric, ...] = (
    Metric("recall", "Recall", "Share of what the person really chose next that the list holds."),
    Metric("precision", "Precision", "Share of the list that the person really chose next."),
    Metric("f1", "F1", "Harmonic mean of precision and recall, for each person."),
    Metric("hit_rate", "Hit rate", "Share of people whose list holds at least one of their choices."),
    Metric("ndcg", "NDCG", "Like recall, but a hit counts more the higher it stands in the list."),
    Metric("mrr", "MRR", "One divided by the place of the first hit."),
    Metric("map", "MAP", "Mean over the hits of the precision down to each hit."),
    Metric("coverage", "Coverage", "Share of the catalogue that is recommended to anybody.", per_case=False),
    Metric("novelty", "Novelty", "How surprising the items are: −log2 of the share of training users who met them.",
           unit="bits"),
    Metric("diversity", "Diversity", "How little the items of a list share their categories (Jaccard distance)."),
    Metric("popularity", "Mean popularity", "Share of training users who met an item of the list, on average.",
           better="neither"),
    Metric("gini", "Gini", "How unevenly recommendations spread over the catalogue: 0 is even, 1 is one item only.",
           better="lower", per_case=False),
)  # fmt: skip
METRICS_BY_NAME: dict[str, Metric] = {metric.name: metric for metric in METRICS}


def split_name(name_at_cutoff: str) -> tuple[str, int | None]:
    """Split `ndcg@10` into `("ndcg", 10)`; a name without a cut-off gives None."""
    name, _, cutoff = name_at_cutoff.partition("@")
    return name, int(cutoff) if cutoff.isdigit() else None


def in_display_order(names: set[str]) -> tuple[str, ...]:
    """Sort names at cut-offs as tables show them: in the order of `METRICS`, then by cut-off, unknown names last."""
    order = {metric.name: place for place, metric in enumerate(METRICS)}

    def key(full: str) -> tuple[int, str, int]:
        name, cutoff = split_name(full)
        return order.get(name, len(order)), name, cutoff or 0

    return tuple(sorted(names, key=key))


# ---- hits


def distinct_targets(target_item: npt.NDArray[Any], target_offsets: npt.NDArray[Any], n_items: int) -> Int64:
    """Return the ascending keys `case · n_items + item` of the distinct targets.

    Args:
        target_item: int [m], targets case by case; an item that a person chose twice counts once.
        target_offsets: int64 [n + 1].
        n_items: size of the catalogue.
    """
    rows = np.repeat(np.arange(len(target_offsets) - 1, dtype=np.int64), np.diff(target_offsets))
    return np.unique(rows * n_items + target_item)


def hit_matrix(
    items: npt.NDArray[Any], target_item: npt.NDArray[Any], target_offsets: npt.NDArray[Any], n_items: int
) -> tuple[Bool, Int64]:
    """Mark where the lists hold a target.

    Args:
        items: int32 [n, k], lists, best first, without repeats, −1 where a list is shorter.
        target_item: int32 [m], the held-out items, case by case.
        target_offsets: int64 [n + 1]; case `u` has targets `target_offsets[u]:target_offsets[u + 1]`.
        n_items: size of the catalogue.

    Returns:
        bool [n, k], `rel_r` of each case; and int64 [n], the number of distinct targets `|T_u|`.
    """
    keys = distinct_targets(target_item, target_offsets, n_items)
    n_targets = np.bincount(keys // n_items, minlength=len(items)).astype(np.int64)
    if len(keys) == 0:
        return np.zeros(items.shape, np.bool_), n_targets
    wanted = np.arange(len(items), dtype=np.int64)[:, None] * n_items + items
    found = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return (keys[found] == wanted) & (items != PADDING), n_targets


# ---- accuracy: float64 [n], one value a case


def recall(hits: Bool, n_targets: Int64, k: int) -> Float64:
    """`recall@k = Σ_{r≤k} rel_r / |T_u|`; 0 for a case without targets.

    Divided by all targets, also where there are more than `k` of them (Manning, Raghavan & Schütze, Introduction to
    Information Retrieval, 2008, section 8.3).
    """
    return _ratio(hits[:, :k].sum(axis=1), n_targets)


def precision(hits: Bool, n_targets: Int64, k: int) -> Float64:
    """`precision@k = Σ_{r≤k} rel_r / k`; by `k` also where the list is shorter (Manning et al., section 8.3)."""
    return np.asarray(hits[:, :k].sum(axis=1) / float(k), dtype=np.float64)


def f1(hits: Bool, n_targets: Int64, k: int) -> Float64:
    """`F1@k = 2·P·R / (P + R)` of each case's own precision and recall, 0 where both are 0 (van Rijsbergen, 1979)."""
    p, r = precision(hits, n_targets, k), recall(hits, n_targets, k)
    return _ratio(2.0 * p * r, p + r)


def hit_rate(hits: Bool, n_targets: Int64, k: int) -> Float64:
    """`hit rate@k` = 1 where any of the first `k` items is a target, otherwise 0 (Deshpande & Karypis, 2004)."""
    return np.asarray(hits[:, :k].any(axis=1), dtype=np.float64)


def ndcg(hits: Bool, n_targets: Int64, k: int) -> Float64:
    """`ndcg@k = Σ_{r≤k} rel_r / log2(r + 1)  ÷  Σ_{r≤min(k, |T_u|)} 1 / log2(r + 1)`.

    Binary relevance. The ideal list holds `min(k, |T_u|)` targets, all at its top, so that 1 can be reached at every
    cut-off (Järvelin & Kekäläinen, 2002, with the logarithm's base 2 and discount from the second place on).
    """
    discounts = 1.0 / np.log2(np.arange(2, k + 2))
    ideal = np.concatenate(([0.0], np.cumsum(discounts)))[np.minimum(n_targets, k)]
    width = min(k, hits.shape[1])
    return _ratio(hits[:, :k] @ discounts[:width], ideal)


def mrr(hits: Bool, n_targets: Int64, k: int) -> Float64:
    """`MRR@k = 1 / (place of the first hit)`, 0 where the first `k` places hold none (Voorhees, TREC-8, 1999)."""
    top = hits[:, :k]
    return np.where(top.any(axis=1), 1.0 / (top.argmax(axis=1) + 1.0), 0.0)


def average_precision(hits: Bool, n_targets: Int64, k: int) -> Float64:
    """`AP@k = Σ_{r≤k} rel_r · precision@r / min(k, |T_u|)`; its mean over the cases is MAP.

    Divided by the most hits that the cut-off allows, as for ndcg (Manning et al., section 8.4, cut at `k`).
    """
    top = hits[:, :k]
    precisions = np.cumsum(top, axis=1) / np.arange(1, top.shape[1] + 1)
    return _ratio((top * precisions).sum(axis=1), np.minimum(n_targets, k))


ACCURACY = {
    "recall": recall, "precision": precision, "f1": f1, "hit_rate": hit_rate, "ndcg": ndcg, "mrr": mrr,
    "map": average_precision,
}  # fmt: skip


# ---- beyond accuracy


def exposure(items: npt.NDArray[Any], n_items: int) -> Int64:
    """Return int64 [n_items], how many of the lists `items` [n, k] hold each item."""
    return np.bincount(items[items != PADDING], minlength=n_items).astype(np.int64)


def catalogue_coverage(exposed: Int64) -> float:
    """`coverage@k = |∪_u {i_1 … i_k}| / |I|` from `exposure` (Ge, Delgado-Battenfeld & Jannach, RecSys 2010, eq. 1)."""
    return float(np.count_nonzero(exposed) / max(1, len(exposed)))


def gini(exposed: Int64) -> float:
    """Gini index of the exposure over the whole catalogue, items never shown included.

    `G = Σ_j (2j − n − 1)·x_(j) / (n · Σ x)` with the exposures in ascending order: 0 where every item is shown equally
    often, `1 − 1/n` where only one is (Castells, Hurley & Vargas, Recommender Systems Handbook, 2022, section 4). 0
    where nothing was recommended.
    """
    total = float(exposed.sum())
    n = len(exposed)
    if total == 0.0:
        return 0.0
    return float(np.sort(exposed) @ (2.0 * np.arange(1, n + 1) - n - 1.0) / (n * total))


def self_information(users_of_item: Int64, n_users: int) -> Float64:
    """Return float64 [n_items], `−log2(|U_i| / |U|)` in bits: how surprising it is that a user has met the item.

    Args:
        users_of_item: int64 [n_items] from `users_per_item` of the training part.
        n_users: training users; an item that none of them met counts as met by one, so that it stays finite
            (Zhou et al., PNAS 107, 2010, eq. 3).
    """
    return -np.log2(np.maximum(users_of_item, 1) / float(max(1, n_users)))


def list_means(items: npt.NDArray[Any], of_item: npt.NDArray[Any], cutoffs: tuple[int, ...]) -> Float64:
    """Return float64 [n, n_cutoffs]: the mean of a property of items over each list's first `k` items.

    With `self_information` this is novelty (Zhou et al., 2010; Castells et al., 2022, section 3.1), with the share of
    users who met an item it is mean popularity. NaN for a list that is empty: it has no mean.

    Args:
        items: int32 [n, k], −1 where a list is shorter.
        of_item: float64 [n_items].
        cutoffs: cut-offs, each at most `k` or cut there.
    """
    real = items != PADDING
    sums = np.cumsum(np.where(real, of_item[items], 0.0), axis=1)
    counts = np.cumsum(real, axis=1)
    places = np.minimum(np.asarray(cutoffs), items.shape[1]) - 1
    return _ratio(sums[:, places], counts[:, places], otherwise=np.nan)


def category_bits(codes: npt.NDArray[Any], offsets: npt.NDArray[Any], n_categories: int) -> npt.NDArray[np.uint64]:
    """Pack each item's set of categories into uint64 [n_items, ⌈n_categories / 64⌉], one bit a category.

    Args:
        codes: int32 [n], categories item by item.
        offsets: int64 [n_items + 1].
        n_categories: number of categories.
    """
    n_items = len(offsets) - 1
    bits = np.zeros((n_items, max(1, -(-n_categories // 64))), np.uint64)
    rows = np.repeat(np.arange(n_items), np.diff(offsets))
    np.bitwise_or.at(bits, (rows, codes // 64), np.uint64(1) << (codes % 64).astype(np.uint64))
    return bits


def intra_list_diversity(items: npt.NDArray[Any], bits: npt.NDArray[np.uint64], cutoffs: tuple[int, ...]) -> Float64:
    """Return float64 [n, n_cutoffs]: the mean Jaccard distance of the categories over all pairs of a list's items.

    `ILD@k = mean over pairs a < b of 1 − |C_a ∩ C_b| / |C_a ∪ C_b|` (Ziegler et al., WWW 2005, eq. 5, as a distance).
    Pairs with an item that has no categories are left out, since nothing is known of their distance; a list without
    any pair left has no diversity (NaN) and does not count in the mean.

    Args:
        items: int32 [n, k], −1 where a list is shorter.
        bits: uint64 [n_items, words] from `category_bits`.
        cutoffs: cut-offs, each at most `k` or cut there.
    """
    width = items.shape[1]
    first, second = np.triu_indices(width, 1)
    sets = bits[items]
    known = (items != PADDING) & (np.bitwise_count(sets).sum(axis=2) > 0)
    both = np.bitwise_count(sets[:, first] & sets[:, second]).sum(axis=2, dtype=np.int64)
    either = np.bitwise_count(sets[:, first] | sets[:, second]).sum(axis=2, dtype=np.int64)
    pair_known = known[:, first] & known[:, second]
    distances = np.where(pair_known, 1.0 - both / np.maximum(either, 1), 0.0)
    columns = []
    for k in cutoffs:
        inside = second < k
        columns.append(_ratio(distances[:, inside].sum(1), pair_known[:, inside].sum(1), otherwise=np.nan))
    return np.stack(columns, axis=1)


def _ratio(above: npt.NDArray[Any], below: npt.NDArray[Any], otherwise: float = 0.0) -> Float64:
    made = np.full(np.broadcast(above, below).shape, otherwise, np.float64)
    np.divide(above, below, out=made, where=below != 0)
    return made

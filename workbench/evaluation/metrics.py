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
        unit: `` (a share, 0 … 1), `bits`, `nats`, `rating` (in the ratings' own unit), `cases`.
        per_case: whether it is measured for each person, so that runs can be compared person by person.
        headline: whether a table shows it before anybody asks for more.
    """

    name: str
    title: str
    summary: str
    better: str = "higher"
    unit: str = ""
    per_case: bool = True
    headline: bool = False


METRICS: tuple[Metric, ...] = (
    Metric("recall", "Recall", "Share of what the person really chose next that the list holds.", headline=True),
    Metric("ndcg", "NDCG", "Like recall, but a hit counts more the higher it stands in the list.", headline=True),
    Metric("hit_rate", "Hit rate", "Share of people whose list holds at least one of their choices.", headline=True),
    Metric("mrr", "MRR", "One divided by the place of the first hit.", headline=True),
    Metric("coverage", "Coverage", "Share of the catalogue that is recommended to anybody.", per_case=False,
           headline=True),
    Metric("novelty", "Novelty", "How surprising the items are: −log2 of the share of training users who met them.",
           unit="bits", headline=True),
    Metric("diversity", "Diversity", "How little the items of a list share their categories (Jaccard distance).",
           headline=True),
    Metric("rmse", "RMSE", "Root of the mean squared difference between predicted and held-out ratings.",
           better="lower", unit="rating", per_case=False, headline=True),
    Metric("mae", "MAE", "Mean absolute difference between predicted and held-out ratings.", better="lower",
           unit="rating", headline=True),
    Metric("precision", "Precision", "Share of the list that the person really chose next."),
    Metric("f1", "F1", "Harmonic mean of precision and recall, for each person."),
    Metric("map", "MAP", "Mean over the hits of the precision down to each hit."),
    Metric("recall_capped", "Recall, capped",
           "Like recall, but divided by the most hits that the list has room for: the smaller of k and the targets."),
    Metric("r_precision", "R-precision",
           "Share of the first R places that hold a target, for somebody with R targets."),
    Metric("auc", "AUC", "How probable it is that a target stands above an item that is none, over the whole order."),
    Metric("satisfaction", "Satisfaction (simulated)",
           "Rank-weighted hits if everything had the same chance of being met: an estimate by inverse propensity.",
           per_case=False),
    Metric("satisfaction_ess", "Effective sample of satisfaction",
           "How many equally weighted choices say as much as the weighted ones behind the simulated satisfaction.",
           better="neither", unit="cases", per_case=False),
    Metric("liked", "Liked", "Share liked of what people judged in this application, weighted by rank.",
           per_case=False),
    Metric("serendipity", "Serendipity", "Share of the list that the person chose and that popularity would not show."),
    Metric("unexpectedness", "Unexpectedness", "Share of the list that the most popular items would not have shown.",
           better="neither"),
    Metric("calibration", "Miscalibration",
           "How far the categories of the list are from those of the history (Kullback-Leibler divergence).",
           better="lower", unit="nats"),
    Metric("diversity_text", "Diversity of texts", "Mean cosine distance between the texts of a list's items."),
    Metric("diversity_image", "Diversity of pictures", "Mean cosine distance between the pictures of a list's items."),
    Metric("diversity_audio", "Diversity of sounds", "Mean cosine distance between the sounds of a list's items."),
    Metric("personalisation", "Personalisation", "How different two people's lists are on average.", per_case=False),
    Metric("popularity", "Mean popularity", "Share of training users who met an item of the list, on average.",
           better="neither"),
    Metric("repeat_rate", "Repeat rate", "Share of the list that the person has met before.", better="neither"),
    Metric("entropy", "Shannon entropy", "How evenly recommendations spread over the catalogue, in bits.",
           unit="bits", per_case=False),
    Metric("gini", "Gini", "How unevenly recommendations spread over the catalogue: 0 is even, 1 is one item only.",
           better="lower", per_case=False),
)  # fmt: skip
METRICS_BY_NAME: dict[str, Metric] = {metric.name: metric for metric in METRICS}


def split_name(name_at_cutoff: str) -> tuple[str, int | None]:
    """Split `ndcg@10` into `("ndcg", 10)`; a name without a cut-off gives None."""
    name, _, cutoff = name_at_cutoff.partition("@")
    return name, int(cutoff) if cutoff.isdigit() else None


def is_lower_better(name: str) -> bool:
    """Return whether a smaller value of a metric, `rmse` or `gini@10`, is the better one."""
    known = METRICS_BY_NAME.get(split_name(name)[0])
    return known is not None and known.better == "lower"


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
    keys = rows * n_items + target_item
    keys.sort()  # `np.unique` hashes, which takes many times as long
    return np.asarray(keys[np.diff(keys, prepend=-1) > 0], np.int64)


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
    return ratio(hits[:, :k].sum(axis=1), n_targets)


def recall_capped(hits: Bool, n_targets: Int64, k: int) -> Float64:
    """`capped recall@k = Σ_{r≤k} rel_r / min(k, |T_u|)`; 0 for a case without targets.

    Divided by the most hits that the list has room for, so that 1 can be reached at every cut-off (Liang et al.,
    Variational Autoencoders for Collaborative Filtering, WWW 2018, section 4.2).
    """
    return ratio(hits[:, :k].sum(axis=1), np.minimum(n_targets, k))


def precision(hits: Bool, n_targets: Int64, k: int) -> Float64:
    """`precision@k = Σ_{r≤k} rel_r / k`; by `k` also where the list is shorter (Manning et al., section 8.3)."""
    return np.asarray(hits[:, :k].sum(axis=1) / float(k), dtype=np.float64)


def f1(hits: Bool, n_targets: Int64, k: int) -> Float64:
    """`F1@k = 2·P·R / (P + R)` of each case's own precision and recall, 0 where both are 0 (van Rijsbergen, 1979)."""
    p, r = precision(hits, n_targets, k), recall(hits, n_targets, k)
    return ratio(2.0 * p * r, p + r)


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
    return ratio(hits[:, :k] @ discounts[:width], ideal)


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
    return ratio((top * precisions).sum(axis=1), np.minimum(n_targets, k))


ACCURACY = {
    "recall": recall, "precision": precision, "f1": f1, "hit_rate": hit_rate, "ndcg": ndcg, "mrr": mrr,
    "map": average_precision, "recall_capped": recall_capped,
}  # fmt: skip


def ratio(above: npt.NDArray[Any], below: npt.NDArray[Any], otherwise: float = 0.0) -> Float64:
    """Return `above / below`, float64, and `otherwise` where there is nothing to divide by."""
    made = np.full(np.broadcast(above, below).shape, otherwise, np.float64)
    np.divide(above, below, out=made, where=below != 0)
    return made

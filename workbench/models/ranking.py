"""Order the catalogue for histories: exact top lists, one tie rule, what was seen taken out.

Evaluation, recommendation lists and the validation inside a fit all rank here, so that they can never disagree.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from workbench.data.interactions import Float32, Histories, Int32, Int64
from workbench.data.splits import EvaluationPart
from workbench.jobs import Progress

TIE_SEED = 20_071
TIE_RULE = (
    "Items with equal scores are ordered by a fixed pseudo-random permutation of the items "
    f"(splitmix64 of the item code, seed {TIE_SEED:,}), the same in every list and metric."
)

# Scores that one chunk may hold: a chunk then takes well under 100 ms, and memory stays at some 16 MB.
SCORES_PER_CHUNK = 2_000_000
MOST_HISTORIES_PER_CHUNK = 256

Float64 = npt.NDArray[np.float64]


class Scorer(Protocol):
    """Anything that scores histories as a `Recommender` does."""

    def score(self, histories: Histories, candidates: npt.NDArray[Any] | None = None) -> Float32:
        """Return float32 [n_histories, n_items]."""
        ...


@lru_cache(maxsize=4)
def tie_order(n_items: int) -> Int64:
    """Return int64 [n_items], the item codes in the order in which equal scores are listed.

    Codes are sorted by their splitmix64 hash (Steele, Lea & Flood, Fast Splittable Pseudorandom Number Generators,
    OOPSLA 2014). The hash is a bijection, so there are no ties among ties; it depends on no library's generator, so
    that the order is the same everywhere and for ever; and two items keep their order when the catalogue grows.
    """
    mixed = np.arange(n_items, dtype=np.uint64) + np.uint64(TIE_SEED * 0x9E3779B97F4A7C15 % 2**64)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    order = np.argsort(mixed ^ (mixed >> np.uint64(31)), kind="stable")
    order.flags.writeable = False  # shared by all callers
    return order


@lru_cache(maxsize=4)
def tie_places(n_items: int) -> Int64:
    """Return int64 [n_items], each item's place in `tie_order`: its inverse."""
    places = np.empty(n_items, np.int64)
    places[tie_order(n_items)] = np.arange(n_items)
    places.flags.writeable = False
    return places


def top_items(
    scores: npt.NDArray[Any], k: int, *, exclude: Histories | tuple[npt.NDArray[Any], npt.NDArray[Any]] | None = None
) -> tuple[Int32, Float32]:
    """Return the best `k` items of each row, exactly, best first, equal scores by the tie rule.

    Args:
        scores: float32 [n, n_items], higher is better; an item at −∞ or NaN is never listed. Not changed.
        k: length of the lists, at least 1.
        exclude: items never to list, one ragged group a row: `Histories`, or `(offsets int64 [n + 1], items int32
            [m])`.

    Returns:
        Items int32 [n, k] and their scores float32 [n, k]; where fewer than `k` remain, −1 and −∞ at the end.
    """
    if exclude is not None:
        if isinstance(exclude, Histories):
            rows, items = exclude.rows, exclude.item
        else:
            offsets, items = exclude
            rows = np.repeat(np.arange(len(offsets) - 1), np.diff(offsets))
        scores = np.array(scores, dtype=np.float32)
        scores[rows, items] = -np.inf
    n, n_items = scores.shape
    listed = np.full((n, k), -1, np.int32)
    values = np.full((n, k), -np.inf, np.float32)
    depth = min(k, n_items)
    if n == 0 or depth == 0:
        return listed, values

    best = np.partition(scores, n_items - depth, axis=1)[:, n_items - depth :]
    if np.isnan(best).any():  # NaN is partitioned as if it were the largest
        scores = np.where(np.isnan(scores), np.float32(-np.inf), scores)
        best = np.partition(scores, n_items - depth, axis=1)[:, n_items - depth :]
    threshold = best[:, :1]

    # Whatever lies above the threshold is listed; of the items on it, the first by the tie order fill the list up.
    above_row, above_item = np.nonzero(scores > threshold)
    missing = depth - np.bincount(above_row, minlength=n)
    on_row, on_place = np.nonzero((scores == threshold)[:, tie_order(n_items)])
    starts = np.concatenate(([0], np.cumsum(np.bincount(on_row, minlength=n))))
    taken = np.arange(len(on_row)) - starts[on_row] < missing[on_row]
    row = np.concatenate((above_row, on_row[taken]))
    item = np.concatenate((above_item, tie_order(n_items)[on_place[taken]]))

    value = scores[row, item]
    order = np.lexsort((tie_places(n_items)[item], -value, row))
    listed[:, :depth] = item[order].reshape(n, depth)
    values[:, :depth] = value[order].reshape(n, depth)
    listed[np.isneginf(values)] = -1
    return listed, values


def histories_per_chunk(n_items: int) -> int:
    """Return how many histories to score at once."""
    return int(np.clip(SCORES_PER_CHUNK // max(1, n_items), 1, MOST_HISTORIES_PER_CHUNK))


def rank_all(
    model: Scorer,
    histories: Histories,
    k: int,
    *,
    chunk: int | None = None,
    exclude_seen: bool = True,
    progress: Progress | None = None,
) -> tuple[Int32, Float32]:
    """Rank the whole catalogue for each history, chunk by chunk, and return the best `k` items.

    Args:
        model: fitted.
        histories: any number of them.
        k: length of the lists.
        chunk: histories to score at once; None chooses it by the size of the catalogue.
        exclude_seen: whether what a history holds is left out of its list.
        progress: checked, not reported to, before every chunk.

    Returns:
        Items int32 [n_histories, k] and scores float32 [n_histories, k], padded as `top_items` does.
    """
    n = len(histories)
    listed = np.full((n, k), -1, np.int32)
    values = np.full((n, k), -np.inf, np.float32)
    # Until the first scores tell how large the catalogue is, one history is a safe chunk.
    start, step = 0, chunk or 1
    while start < n:
        if progress is not None:
            progress.check()
        stop = min(start + step, n)
        part = histories.chunk(start, stop)
        scores = model.score(part)
        found = top_items(scores, k, exclude=part if exclude_seen else None)
        listed[start:stop], values[start:stop] = found
        start, step = stop, chunk or histories_per_chunk(scores.shape[1])
    return listed, values


def ndcg_at(model: Scorer, part: EvaluationPart, k: int = 10, *, progress: Progress | None = None) -> float:
    """Return the mean ndcg at `k` over the cases of `part`: full ranking, seen items left out.

    Binary relevance, discount `1 / log2(rank + 1)`, divided by the best value that the case's distinct targets allow
    (Järvelin & Kekäläinen, Cumulated Gain-Based Evaluation of IR Techniques, TOIS 2002). This is what a fit selects
    its weights by; `evaluation` measures all the rest.
    """
    if len(part) == 0:
        return 0.0
    items, _ = rank_all(model, part.histories, k, progress=progress)
    width = int(max(items.max(), part.target_item.max())) + 1
    target_rows = np.repeat(np.arange(len(part), dtype=np.int64), np.diff(part.target_offsets))
    keys = np.unique(target_rows * width + part.target_item)
    n_targets = np.bincount(keys // width, minlength=len(part))
    listed = np.arange(len(part), dtype=np.int64)[:, None] * width + items
    hits = np.isin(listed, keys) & (items >= 0)
    discounts = 1.0 / np.log2(np.arange(2, k + 2))
    ideal = np.cumsum(discounts)[np.minimum(n_targets, k) - 1]
    return float(np.mean((hits @ discounts) / ideal))

"""Order the catalogue for histories: exact top lists, one tie rule, what was seen taken out.

Evaluation, recommendation lists and the validation inside a fit all rank here, so that they can never disagree.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
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
# The search for the best items: most items of a block, least blocks for a wanted item, and how many candidates it may
# have before ties are counted instead of sorted.
ITEMS_PER_BLOCK = 64
LEAST_BLOCKS = 16
MOST_CANDIDATES = 64

Float64 = npt.NDArray[np.float64]


class Scorer(Protocol):
    """Anything that scores histories as a `Recommender` does."""

    def score(self, histories: Histories, candidates: npt.NDArray[Any] | None = None) -> Float32:
        """Return float32 [n_histories, n_items]."""
        ...


def mixed_codes(codes: npt.NDArray[np.uint64], seed: int) -> npt.NDArray[np.uint64]:
    """Return the splitmix64 hash of codes, uint64 of the same shape: pseudo-random numbers, the same for ever."""
    mixed = codes + np.uint64(seed * 0x9E3779B97F4A7C15 % 2**64)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return mixed ^ (mixed >> np.uint64(31))


@lru_cache(maxsize=4)
def tie_order(n_items: int) -> Int64:
    """Return int64 [n_items], the item codes in the order in which equal scores are listed.

    Codes are sorted by their splitmix64 hash (Steele, Lea & Flood, Fast Splittable Pseudorandom Number Generators,
    OOPSLA 2014). The hash is a bijection, so there are no ties among ties; it depends on no library's generator, so
    that the order is the same everywhere and for ever; and two items keep their order when the catalogue grows.
    """
    order = np.argsort(mixed_codes(np.arange(n_items, dtype=np.uint64), TIE_SEED), kind="stable")
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
    owned = np.array(scores, dtype=np.float32)
    if exclude is not None:
        _exclude(owned, exclude)
    return _top(owned, k)


def _exclude(scores: Float32, exclude: Histories | tuple[npt.NDArray[Any], npt.NDArray[Any]]) -> None:
    """Set the scores of what is never to be listed to −∞, in place."""
    if isinstance(exclude, Histories):
        rows, items = exclude.rows, exclude.item
    else:
        offsets, items = exclude
        rows = np.repeat(np.arange(len(offsets) - 1), np.diff(offsets))
    scores[rows, items] = -np.inf


def _top(scores: Float32, k: int) -> tuple[Int32, Float32]:
    """Return what `top_items` does, of scores that hold −∞ where an item is excluded."""
    n, n_items = scores.shape
    listed = np.full((n, k), -1, np.int32)
    values = np.full((n, k), -np.inf, np.float32)
    depth = min(k, n_items)
    if n == 0 or depth == 0:
        return listed, values
    if np.isnan(np.add.reduce(scores, axis=1)).any() and np.isnan(scores).any():  # one pass, no array of its size
        scores = np.where(np.isnan(scores), np.float32(-np.inf), scores)

    row, item, crowded, bound = _candidates(scores, depth)
    if len(crowded):
        few_row, few_item = _best_of_ties(scores[crowded], bound, depth)
        row, item = np.concatenate((row, crowded[few_row])), np.concatenate((item, few_item))
    value = scores[row, item]
    order = np.lexsort((tie_places(n_items)[item], -value, row))
    row, item, value = row[order], item[order], value[order]
    starts = np.searchsorted(row, np.arange(n))
    first = starts[:, None] + np.arange(depth)
    listed[:, :depth] = item[first]
    values[:, :depth] = value[first]
    listed[np.isneginf(values)] = -1
    return listed, values


def _candidates(scores: npt.NDArray[Any], depth: int) -> tuple[Int64, Int64, Int64, npt.NDArray[Any]]:
    """Find a few items of each row among which its best `depth` are, by two passes over the scores.

    A row is cut into blocks. As many blocks as are wanted items have a maximum of at least the `depth`-th largest
    maximum; so many items are no smaller, and all items that are belong to the candidates.

    Returns:
        Rows int64 [m] and items int64 [m] of the candidates, ties at the bound included; the rows int64 [c] that are
        left out because so many items are equal there, and their bounds [c].
    """
    n, n_items = scores.shape
    n_blocks = max(n_items // ITEMS_PER_BLOCK, min(n_items, LEAST_BLOCKS * depth))
    per_block = n_items // n_blocks
    # Block b holds the items b, b + n_blocks, …: its maximum is taken along rows of memory. The rest is one block more.
    whole = scores[:, : n_blocks * per_block].reshape(n, per_block, n_blocks)
    rest = scores[:, n_blocks * per_block :]
    peaks = whole.max(axis=1)
    bound = np.partition(peaks, n_blocks - depth, axis=1)[:, n_blocks - depth]
    block_row, block = np.nonzero(peaks >= bound[:, None])
    found, place = np.nonzero(whole[block_row, :, block] >= bound[block_row, None])
    rest_row, rest_item = np.nonzero(rest >= bound[:, None])
    row = np.concatenate((block_row[found], rest_row))
    item = np.concatenate((place * n_blocks + block[found], rest_item + n_blocks * per_block))
    counts = np.bincount(row, minlength=n)
    crowded = np.flatnonzero(counts > MOST_CANDIDATES * depth)
    if len(crowded):
        kept = (counts <= MOST_CANDIDATES * depth)[row]
        row, item = row[kept], item[kept]
    return row, item, crowded, bound[crowded]


def _best_of_ties(scores: npt.NDArray[Any], bound: npt.NDArray[Any], depth: int) -> tuple[Int64, Int64]:
    """Return rows and items of the best `depth` of each row: all above a threshold, and the first on it.

    Args:
        scores: float32 [n, n_items].
        bound: float32 [n], no larger than the `depth`-th best score of each row, and often equal to it.
        depth: how many.
    """
    n, n_items = scores.shape
    threshold = bound.copy()
    higher = np.flatnonzero((scores > bound[:, None]).sum(axis=1) >= depth)
    if len(higher):
        threshold[higher] = np.partition(scores[higher], n_items - depth, axis=1)[:, n_items - depth]
    rows, items = np.nonzero(scores > threshold[:, None])
    missing = depth - np.bincount(rows, minlength=n)
    found_rows, found_items = [rows], [items]
    # Where so many are equal, the first of them stand near the beginning of the tie order.
    open_rows, start, width = np.flatnonzero(missing > 0), 0, 4 * depth
    while len(open_rows) and start < n_items:
        columns = tie_order(n_items)[start : start + width]
        equal = scores[np.ix_(open_rows, columns)] == threshold[open_rows, None]
        equal &= np.cumsum(equal, axis=1) <= missing[open_rows, None]
        row, place = np.nonzero(equal)
        found_rows.append(open_rows[row])
        found_items.append(columns[place])
        missing[open_rows] -= equal.sum(axis=1)
        open_rows = open_rows[missing[open_rows] > 0]
        start, width = start + width, 4 * width
    return np.concatenate(found_rows), np.concatenate(found_items)


def histories_per_chunk(n_items: int) -> int:
    """Return how many histories to score at once."""
    return int(np.clip(SCORES_PER_CHUNK // max(1, n_items), 1, MOST_HISTORIES_PER_CHUNK))


@dataclass(frozen=True)
class RankedChunk:
    """The best items of some histories, and the scores that they come from.

    Attributes:
        start, stop: which histories these are.
        items: int32 [n, k], best first, −1 where a list is shorter.
        values: float32 [n, k], their scores, −∞ where a list is shorter.
        scores: float32 [n, n_items], −∞ where an item is no candidate. Valid until the next chunk is asked for.
    """

    start: int
    stop: int
    items: Int32
    values: Float32
    scores: Float32


def ranked_chunks(
    model: Scorer,
    histories: Histories,
    k: int,
    *,
    chunk: int | None = None,
    exclude_seen: bool = True,
    candidates: Callable[[int, int], npt.NDArray[np.bool_]] | None = None,
    progress: Progress | None = None,
) -> Iterator[RankedChunk]:
    """Rank the whole catalogue for each history, chunk by chunk; memory is bounded by the chunk.

    Args:
        model: fitted.
        histories: any number of them.
        k: length of the lists.
        chunk: histories to score at once; None chooses it by the size of the catalogue.
        exclude_seen: whether what a history holds is left out of its list.
        candidates: gives for histories `start … stop − 1` which items may be listed, bool [n, n_items]; None lets all.
        progress: checked, not reported to, before every chunk.
    """
    n = len(histories)
    # Until the first scores tell how large the catalogue is, one history is a safe chunk.
    start, step = 0, chunk or 1
    # One array for all chunks: a new one each time would cost as much as the search itself.
    kept = np.empty((0, 0), np.float32)
    while start < n:
        if progress is not None:
            progress.check()
        stop = min(start + step, n)
        part = histories.chunk(start, stop)
        scores = model.score(part)
        if kept.shape[0] < len(scores) or kept.shape[1:] != scores.shape[1:]:
            kept = np.empty(scores.shape, np.float32)
        owned = kept[: len(scores)]
        np.copyto(owned, scores)
        if exclude_seen:
            _exclude(owned, part)
        if candidates is not None:
            owned[~candidates(start, stop)] = -np.inf
        items, values = _top(owned, k)
        yield RankedChunk(start, stop, items, values, owned)
        start, step = stop, chunk or histories_per_chunk(scores.shape[1])


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

    Args: as for `ranked_chunks`.

    Returns:
        Items int32 [n_histories, k] and scores float32 [n_histories, k], padded as `top_items` does.
    """
    n = len(histories)
    listed = np.full((n, k), -1, np.int32)
    values = np.full((n, k), -np.inf, np.float32)
    for part in ranked_chunks(model, histories, k, chunk=chunk, exclude_seen=exclude_seen, progress=progress):
        listed[part.start : part.stop], values[part.start : part.stop] = part.items, part.values
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

"""What would have to be otherwise: the smallest change of a history that drops an item out of the top or brings it in.

Every answer is checked by scoring the changed history and ranking all items as lists are ranked: what is reported
happens. How small it is: all removals of one interaction, then of two, three, … are tried as long as there are no more
than `MOST_TRIED` of a size, and an answer of such a size is the smallest there is (`minimal`). Beyond, interactions are
removed in the order of leave-one-out until the list changes, and each that turns out not to be needed is put back; no
interaction of such an answer can be left out of it, but another, smaller set may exist.

Additions are sought in the same way among `MOST_ADDED` items: those that stand nearest to the wanted item in histories
or by their vectors are given by the caller; the answer is the smallest among these, not among all items.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, islice
from math import comb

import numpy as np
import numpy.typing as npt

from workbench.data.interactions import Histories, Int64
from workbench.errors import ConfigurationError
from workbench.explanation.removal import check_single, leave_one_out, places_read, subsets
from workbench.jobs import Progress
from workbench.models.ranking import tie_places
from workbench.models.recommender import Recommender

TOP = 10
MOST_TRIED = 2_000
MOST_ADDED = 200
_TOGETHER = 64


@dataclass(frozen=True)
class Change:
    """A change of a history, and what it does to an item.

    Attributes:
        removed: indices into the history, ascending.
        added: item codes, put behind the history in this order.
        rank_before, rank_after: of the item among all items that are not in the history; 1 is the first.
        minimal: whether no smaller change of this kind does it.
        tried: histories that were scored.
    """

    removed: tuple[int, ...]
    added: tuple[int, ...]
    rank_before: int
    rank_after: int
    minimal: bool
    tried: int


def drop_out(
    model: Recommender,
    history: Histories,
    item: int,
    *,
    n_items: int,
    top: int = TOP,
    most_tried: int = MOST_TRIED,
    progress: Progress | None = None,
) -> Change | None:
    """Return the smallest removal found that drops an item out of the top; None where even no history at all keeps it.

    Args:
        model: fitted.
        history: exactly one.
        item: code of an item in its top.
        n_items: size of the catalogue.
        top: length of the list.
        most_tried: removals of one size that are tried before the search goes on by order.
        progress: checked after every 64 histories.

    Raises:
        ConfigurationError: the item is not in the top, or this is not one history.
    """
    check_single(history)
    search = _Search(model, history, item, progress)
    before = int(search.ranks(np.zeros((1, len(history.item)), np.bool_))[0])
    if before > top:
        raise ConfigurationError(
            f"The item is not among the first {top}, so that it cannot drop out.", hint="Choose an item of the list."
        )
    read = places_read(model, history)
    n = len(read)
    worth = leave_one_out(model, history, item, n_items=n_items, progress=progress)[0][read]
    order = read[np.argsort(-worth, kind="stable")]
    size = 0
    for size in range(1, n + 1):
        if comb(n, size) > most_tried:
            break
        # Those that matter most come first, so that the first hit is a strong one.
        found = search.first(combinations(order.tolist(), size), lambda rank: rank > top)
        if found is not None:
            return Change(tuple(sorted(found[0])), (), before, found[1], True, search.tried)
        if size == n:
            return None
    return _by_order(search, order, before, top, size)


def bring_in(
    model: Recommender,
    history: Histories,
    item: int,
    candidates: Sequence[int],
    *,
    top: int = TOP,
    most: int = 3,
    progress: Progress | None = None,
) -> Change | None:
    """Return the smallest change found that brings an item into the top: removals alone, or additions alone.

    A single removal or addition is looked for among all; then up to `most` additions are put together greedily, each
    the one that raises the item's rank most. Sizes are compared, and a removal wins a tie, being of what was really
    there.

    Args:
        model: fitted.
        history: exactly one; it may be empty.
        item: code of an item that is neither in its top nor in the history.
        candidates: item codes that may be added, the most promising first; the first `MOST_ADDED` are looked at.
        top: length of the list.
        most: additions.
        progress: checked after every 64 histories.

    Returns:
        None where nothing that was tried does it. `minimal` is true for changes of one interaction.

    Raises:
        ConfigurationError: the item is in the top or the history already.
    """
    check_single(history)
    if item in history.item:
        raise ConfigurationError("The item is in the history, and is not recommended again.", hint="Choose another.")
    search = _Search(model, history, item, progress)
    n = len(history.item)
    before = int(search.ranks(np.zeros((1, n), np.bool_))[0])
    if before <= top:
        raise ConfigurationError(f"The item is among the first {top} already.", hint="Choose another item.")
    read = places_read(model, history)
    found = search.first(((place,) for place in read.tolist()), lambda rank: rank <= top)
    if found is not None:
        return Change(found[0], (), before, found[1], True, search.tried)
    offered = [code for code in dict.fromkeys(candidates) if code != item and code not in history.item][:MOST_ADDED]
    added: list[int] = []
    rank = before
    while len(added) < most:
        left = [code for code in offered if code not in added]
        if not left:
            break
        ranks = search.ranks_with([[*added, code] for code in left])
        best = int(ranks.argmin())
        if int(ranks[best]) >= rank:
            break
        added.append(left[best])
        rank = int(ranks[best])
        if rank <= top:
            return Change((), tuple(added), before, rank, len(added) == 1, search.tried)
    return None


class _Search:
    """Ranks of one item under changes of one history."""

    def __init__(self, model: Recommender, history: Histories, item: int, progress: Progress | None) -> None:
        self._model, self._history, self._item, self._progress = model, history, item, progress
        self.tried = 0

    def ranks(self, gone: npt.NDArray[np.bool_]) -> Int64:
        """int64 [m]: ranks without the interactions marked in bool [m, n]."""
        return self._ranks(subsets(self._history, ~gone))

    def ranks_with(self, added: Sequence[Sequence[int]]) -> Int64:
        """int64 [m]: ranks with items put behind the history, equally many in each of m cases."""
        history, m, n, k = self._history, len(added), len(self._history.item), len(added[0])
        new = np.asarray(added, np.int32)
        time = None
        if history.time is not None:
            last = history.time[-1] if n else np.int64(0)
            time = np.concatenate((np.tile(history.time, (m, 1)), np.full((m, k), last)), axis=1).ravel()
        value = np.concatenate(
            (np.tile(history.value, (m, 1)), np.full((m, k), history.value.mean() if n else 1.0, np.float32)), axis=1
        )
        items = np.concatenate((np.tile(history.item, (m, 1)), new), axis=1)
        made = Histories(items.ravel(), value.ravel(), time, np.arange(m + 1, dtype=np.int64) * (n + k))
        return self._ranks(made)

    def first(self, removals: Iterable[tuple[int, ...]], wanted: object) -> tuple[tuple[int, ...], int] | None:
        """Return the first of some removals, all of one size, whose rank is `wanted`, and that rank."""
        assert callable(wanted)
        several = iter(removals)
        while chunk := list(islice(several, _TOGETHER)):
            gone = np.zeros((len(chunk), len(self._history.item)), np.bool_)
            gone[np.arange(len(chunk))[:, None], np.array(chunk)] = True
            for removed, rank in zip(chunk, self.ranks(gone).tolist(), strict=True):
                if wanted(rank):
                    return removed, rank
        return None

    def _ranks(self, histories: Histories) -> Int64:
        found = np.empty(len(histories), np.int64)
        places: Int64 | None = None
        for start in range(0, len(histories), _TOGETHER):
            if self._progress is not None:
                self._progress.check()
            some = histories.chunk(start, min(start + _TOGETHER, len(histories)))
            scores = self._model.score(some)
            if places is None:
                places = tie_places(scores.shape[1])
            own = scores[:, self._item, None]
            ahead = (scores > own) | ((scores == own) & (places < places[self._item]))
            # What was taken out of the history was met all the same, and is not recommended in its own place.
            ahead[:, self._history.item] = False
            ahead[some.rows, some.item] = False
            found[start : start + len(some)] = 1 + ahead.sum(axis=1)
        self.tried += len(histories)
        return found


def _by_order(search: _Search, order: Int64, before: int, top: int, size: int) -> Change | None:
    """Remove in order until the item is out, then put back whatever is not needed."""
    n_all = len(search._history.item)
    gone = np.zeros((len(order), n_all), np.bool_)
    for count in range(len(order)):
        gone[count:, order[count]] = True
    ranks = np.empty(0, np.int64)
    for start in range(0, len(order), _TOGETHER):
        ranks = np.concatenate((ranks, search.ranks(gone[start : start + _TOGETHER])))
        if (ranks > top).any():
            break
    out = np.flatnonzero(ranks > top)
    if len(out) == 0:
        return None
    removed = order[: int(out[0]) + 1].tolist()
    rank = int(ranks[out[0]])
    changed = True
    while changed and len(removed) > size:
        changed = False
        trials = np.zeros((len(removed), n_all), np.bool_)
        trials[:, removed] = True
        trials[np.arange(len(removed)), removed] = False
        again = search.ranks(trials)
        spare = np.flatnonzero(again > top)
        if len(spare):
            # The least important of those that can be spared.
            rank = int(again[spare[-1]])
            removed.pop(int(spare[-1]))
            changed = True
    return Change(tuple(sorted(removed)), (), before, rank, len(removed) == size, search.tried)

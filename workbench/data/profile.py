"""Looking closely: one user's timeline, one item's page, and the picture of what is filled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from workbench.data.counting import count_codes
from workbench.data.dataset import Dataset
from workbench.data.interactions import Float32, Int64

_BINS = 48
_MOST_LEVELS = 20
_TOP = 12
# An item that half the world met has company enough in a sample of those who met it.
_MOST_COMPANIONS = 20_000


@dataclass(frozen=True)
class TimeCounts:
    """Interactions over time: int64 [n + 1] edges in seconds since 1970, and int64 [n] counts; empty without times."""

    edges: Int64
    counts: Int64


@dataclass(frozen=True)
class ValueCounts:
    """Values and how often: float64 [n] and int64 [n]; the middles of 20 bins where there are more than 20 values."""

    levels: npt.NDArray[np.float64]
    counts: Int64


@dataclass(frozen=True)
class UserTimeline:
    """What one user did, and what is known of them.

    Attributes:
        code, id: the user.
        attributes: what the file says of them, without what it leaves empty.
        n_interactions, n_items: all meetings, and different items.
        over_time, values: over their whole history.
        categories: (category, interactions) of the items they met, most frequent first.
        usual_length: how many interactions the median user has.
    """

    code: int
    id: str
    attributes: dict[str, Any]
    n_interactions: int
    n_items: int
    over_time: TimeCounts
    values: ValueCounts
    categories: tuple[tuple[str, int], ...]
    usual_length: int


@dataclass(frozen=True)
class Companion:
    """An item that users of another item met too.

    Attributes:
        item, item_id, title: which one.
        users: how many users met both.
        share: of the users of the item that was asked about, 0 … 1.
        lift: how many times more often than if the two had nothing to do with each other.
    """

    item: int
    item_id: str
    title: str
    users: int
    share: float
    lift: float


@dataclass(frozen=True)
class ItemPage:
    """What is known of one item, and who met it.

    Attributes:
        code, id, title: the item.
        attributes: what the file says of it (categories as a tuple), without what it leaves empty.
        n_interactions, n_users: all meetings, and different users.
        popularity_rank: 1 for the item with most interactions.
        mean_value: None where the dataset has no values.
        over_time, values: over all its interactions.
        companions: items that its users met too, by the number of users who met both.
        sampled_users: the number of its users that `companions` was counted on; all of them up to 20,000.
    """

    code: int
    id: str
    title: str
    attributes: dict[str, Any]
    n_interactions: int
    n_users: int
    popularity_rank: int
    mean_value: float | None
    over_time: TimeCounts
    values: ValueCounts
    companions: tuple[Companion, ...]
    sampled_users: int


@dataclass(frozen=True)
class SparsityPicture:
    """How full the matrix of users and items is, the most active users on top and the most popular items left.

    Attributes:
        density: float32 [n_user_bins, n_item_bins], the share of (user, item) pairs in a cell that met, 0 … 1.
        user_edges, item_edges: int64, one more than bins: ranks at which each bin begins.
    """

    density: Float32
    user_edges: Int64
    item_edges: Int64


def user_timeline(dataset: Dataset, user: int) -> UserTimeline:
    """Describe one user code."""
    parts = dataset.interactions
    rows = slice(int(parts.offsets[user]), int(parts.offsets[user + 1]))
    items = parts.item[rows]
    codes, offsets, names = dataset.item_table.category_matrix
    categories: tuple[tuple[str, int], ...] = ()
    if names and len(items):
        met = np.concatenate([codes[offsets[item] : offsets[item + 1]] for item in items.tolist()])
        counts = np.bincount(met, minlength=len(names))
        best = np.argsort(-counts, kind="stable")[:_TOP]
        categories = tuple((names[c], int(counts[c])) for c in best if counts[c])
    lengths = np.diff(parts.offsets)
    return UserTimeline(
        code=user,
        id=dataset.users[user],
        attributes=_attributes(dataset.user_table, user, without=()),
        n_interactions=len(items),
        n_items=len(np.unique(items)),
        over_time=time_counts(None if parts.time is None else parts.time[rows]),
        values=value_counts(parts.value[rows]),
        categories=categories,
        usual_length=int(np.median(lengths)) if len(lengths) else 0,
    )


def item_page(dataset: Dataset, item: int, *, companions: int = 20, seed: int = 0) -> ItemPage:
    """Describe one item code.

    Args:
        dataset: where it is from.
        item: its code.
        companions: how many items that were met too.
        seed: draws the users that companions are counted on, where there are more than 20,000.
    """
    parts = dataset.interactions
    rows = np.flatnonzero(parts.item == item)
    users = np.unique(parts.user[rows])
    sampled = users
    if len(users) > _MOST_COMPANIONS:
        sampled = np.sort(np.random.default_rng(seed).choice(users, _MOST_COMPANIONS, replace=False))
    counts = parts.item_counts
    valued = len(parts) > 0 and bool(np.any(parts.value != parts.value[0]))
    return ItemPage(
        code=item,
        id=dataset.items[item],
        title=dataset.title(item),
        attributes=_attributes(dataset.item_table.columns, item, without=("title", "image", "audio")),
        n_interactions=len(rows),
        n_users=len(users),
        popularity_rank=1 + int(np.count_nonzero(counts > counts[item])),
        mean_value=float(parts.value[rows].mean()) if valued and len(rows) else None,
        over_time=time_counts(None if parts.time is None else parts.time[rows]),
        values=value_counts(parts.value[rows]),
        companions=_companions(dataset, item, sampled, companions),
        sampled_users=len(sampled),
    )


def sparsity(dataset: Dataset, cells: int = 256) -> SparsityPicture:
    """Draw the matrix in at most `cells` × `cells` bins of about equally many users and items."""
    parts = dataset.interactions
    n_users, n_items = min(cells, parts.n_users), min(cells, parts.n_items)
    if n_users == 0 or n_items == 0:
        return SparsityPicture(np.zeros((0, 0), np.float32), np.zeros(1, np.int64), np.zeros(1, np.int64))
    user_bin, user_edges = _activity_bins(np.diff(parts.offsets), n_users)
    item_bin, item_edges = _activity_bins(parts.item_counts, n_items)
    once = parts.first_meetings
    places = user_bin[parts.user[once]] * n_items + item_bin[parts.item[once]]
    met = count_codes(places, n_users * n_items).reshape(n_users, n_items)
    area = np.outer(np.diff(user_edges), np.diff(item_edges))
    return SparsityPicture((met / area).astype(np.float32), user_edges, item_edges)


def time_counts(time: Int64 | None) -> TimeCounts:
    """Count moments in at most 48 equal steps of whole seconds."""
    if time is None or len(time) == 0:
        return TimeCounts(np.zeros(0, np.int64), np.zeros(0, np.int64))
    first, last = int(time.min()), int(time.max())
    width = max(1, -(-(last - first + 1) // _BINS))
    counts = np.bincount((time - first) // width).astype(np.int64)
    return TimeCounts(first + np.arange(len(counts) + 1, dtype=np.int64) * width, counts)


def value_counts(value: Float32) -> ValueCounts:
    """Count values one by one up to 20 different ones, in 20 bins otherwise."""
    levels, counts = np.unique(value, return_counts=True)
    if len(levels) > _MOST_LEVELS:
        counts, edges = np.histogram(value, _MOST_LEVELS)
        levels = (edges[:-1] + edges[1:]) / 2
    return ValueCounts(levels.astype(np.float64), counts.astype(np.int64))


def _companions(dataset: Dataset, item: int, users: npt.NDArray[np.int32], limit: int) -> tuple[Companion, ...]:
    parts = dataset.interactions
    if len(users) == 0:
        return ()
    histories = parts.histories(users)
    # Each user counts once for an item, however often they met it.
    both = np.bincount(_distinct(histories.rows, histories.item, parts.n_items)[1], minlength=parts.n_items)
    both[item] = 0
    best = np.argsort(-both, kind="stable")[:limit]
    best = best[both[best] > 0]
    chosen = np.zeros(parts.n_items, bool)
    chosen[best] = True
    rows = np.flatnonzero(chosen[parts.item])
    popular = np.bincount(_distinct(parts.user[rows], parts.item[rows], parts.n_items)[1], minlength=parts.n_items)
    everybody = max(1, int(np.count_nonzero(np.diff(parts.offsets))))
    made = []
    for other in best.tolist():
        share = int(both[other]) / len(users)
        lift = share * everybody / int(popular[other])
        made.append(Companion(other, dataset.items[other], dataset.title(other), int(both[other]), share, lift))
    return tuple(made)


def _distinct(left: npt.NDArray[Any], right: npt.NDArray[Any], size: int) -> tuple[Int64, Int64]:
    """Return the different (left, right) pairs, right codes being under `size`."""
    # Sorting lets other threads run, which np.unique does not.
    keys = np.sort(left.astype(np.int64) * size + right)
    keys = keys[np.diff(keys, prepend=-1) != 0]
    return keys // size, keys % size


def _activity_bins(counts: Int64, n_bins: int) -> tuple[Int64, Int64]:
    """Return each code's bin by its rank in activity, and the ranks at which bins begin, int64 [n_bins + 1]."""
    order = np.argsort(-counts, kind="stable")
    edges = np.arange(n_bins + 1, dtype=np.int64) * len(counts) // n_bins
    bins = np.empty(len(counts), np.int64)
    bins[order] = np.repeat(np.arange(n_bins), np.diff(edges))
    return bins, edges


def _attributes(table: Any, code: int, without: tuple[str, ...]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name in [] if table is None else table.column_names:
        value = table[name][code].as_py()
        if name not in without and value not in (None, "", []):
            found[name] = tuple(value) if isinstance(value, list) else value
    return found

"""What looks wrong with rows that could be read: their times, their values, and rows that come again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np
import numpy.typing as npt

from workbench.data.import_report import Choice
from workbench.data.interactions import Float32, Int32, Int64
from workbench.data.ordering import at_once, by_user, pieces
from workbench.jobs import Progress

_DAY = 86_400
_1990 = 631_152_000
_UNITS = {1_000: "milliseconds", 1_000_000: "microseconds", 1_000_000_000: "nanoseconds"}
_SAMPLE = 20_000
_MOST_LEVELS = 25
HEAVY_SHARE = 0.3
KEPT = "Kept."


@dataclass(frozen=True)
class Suspicion:
    """Something suspicious, and what may be done about it.

    Attributes:
        kind, sentence: see `Finding`.
        rows: positions of the rows it is about, ascending; where `whole`, only the first.
        effects: for each choice of its kind, what it does.
        proposed: what we would do.
        whole: whether it is about all rows.
        scale: the least and the greatest value of the scale that the rows lie outside of.
    """

    kind: str
    sentence: str
    rows: Int64
    effects: tuple[str, ...]
    proposed: Choice
    whole: bool = False
    scale: tuple[float, float] | None = None


def suspicious_times(time: Int64, now: float) -> list[Suspicion]:
    """Look for times that are all equal, in another unit than was said, in the future, or before 1990.

    Args:
        time: int64 [n] seconds since 1970, at least one.
        now: seconds since 1970.
    """
    first, last = int(time.min()), int(time.max())
    start = np.zeros(1, np.int64)
    if first == last and len(time) > 1:
        sentence = f"All times are the same, {moment(first)}: they put nothing in order."
        effects = (
            "Kept; rows stay in the order of the file.",
            "The times are left away: the order of the rows is the order in which things happened.",
        )
        return [Suspicion("same-time", sentence, start, effects, "keep", whole=True)]
    latest = now + _DAY
    if first >= _1990 and last <= latest:
        return []
    divisor = time_divisor(time, now)
    if divisor > 1:
        unit = _UNITS[divisor]
        sentence = f"The times lie around {moment(int(np.median(time)))}: they seem to be {unit}, not seconds."
        return [Suspicion("time-unit", sentence, start, (f"Read as {unit}.", "Kept as they are."), "fix", whole=True)]
    found = []
    for kind, hits, one, many in (
        (
            "future",
            np.flatnonzero(time > latest),
            f"1 row is dated in the future, {moment(last)}.",
            "{count} rows are dated in the future, the latest {moment}.",
        ),
        (
            "early",
            np.flatnonzero(time < _1990),
            f"1 row is dated before 1990, {moment(first)}.",
            "{count} rows are dated before 1990, the earliest {moment}.",
        ),
    ):
        if len(hits):
            furthest = moment(last if kind == "future" else first)
            sentence = one if len(hits) == 1 else many.format(count=f"{len(hits):,}", moment=furthest)
            found.append(Suspicion(kind, sentence, hits, (KEPT, "Left out."), "keep"))
    return found


def time_divisor(time: Int64, now: float) -> int:
    """Return by what times are to be divided that seem to be in another unit than seconds; 1 for others."""
    middle = float(np.median(time[:: max(1, len(time) // _SAMPLE)]))
    return next((d for d in _UNITS if _1990 <= middle / d <= now + _DAY < middle), 1)


def suspicious_values(value: Float32) -> list[Suspicion]:
    """Look for values outside the scale of nearly all: few levels, and a few rows below or above them.

    The scale is told from a sample spread over all rows: a level is a value that at least one row in 500 has.
    """
    sample = value[:: max(1, len(value) // _SAMPLE)]
    levels, counts = np.unique(sample, return_counts=True)
    common = levels[counts >= max(2, len(sample) / 500)]
    if not 2 <= len(common) <= _MOST_LEVELS or counts[np.isin(levels, common)].sum() < 0.95 * len(sample):
        return []
    low, high = common[0], common[-1]
    if value.min() >= low and value.max() <= high:
        return []
    rows = np.flatnonzero((value < low) | (value > high))
    if len(rows) > 0.02 * len(value):
        return []
    count = len(rows)
    sentence = f"{count:,} rows have values outside the scale {low:g} to {high:g}."
    if count == 1:
        sentence = f"1 row has a value outside the scale {low:g} to {high:g}."
    nearest = f"Moved to the nearer end of the scale, {low:g} or {high:g}."
    scale = (float(low), float(high))
    return [Suspicion("outliers", sentence, rows, (KEPT, nearest, "Left out."), "keep", scale=scale)]


def heavy_user(user: Int32, counts: Int64, name: str) -> list[Suspicion]:
    """Tell of the user with the most rows where that is 30 % of all or more, though there are ten users or more."""
    code = int(np.argmax(counts))
    share = counts[code] / len(user)
    if share < HEAVY_SHARE or np.count_nonzero(counts) < 10:
        return []
    sentence = f"The user “{name}” has {counts[code]:,} of {len(user):,} rows, {share:.0%}."
    rows = np.flatnonzero(user == code)
    return [Suspicion("heavy-user", sentence, rows, (KEPT, "The user's rows are left out."), "keep")]


def rows_again(
    user: Int32,
    item: Int32,
    value: Float32 | None,
    time: Int64 | None,
    *,
    n_users: int,
    n_items: int,
    progress: Progress,
) -> list[Suspicion]:
    """Look for rows that repeat another in every column, and others whose user met the item before.

    Where there are no times, rows that repeat each other are taken for meeting again.
    """
    again = _pairs_again(user, item, n_users, n_items, progress)
    if not len(again):
        return []
    key = user.astype(np.int64) * n_items + item
    rows = np.flatnonzero(np.isin(key, again))
    progress.check()
    order = rows[np.argsort(key[rows], kind="stable")]
    later = order[1:][key[order][1:] == key[order][:-1]]
    copies = _copies(order, (key, value, time), progress)
    if time is None and len(copies) == len(later):
        copies = np.zeros(0, np.int64)
    found = []
    if len(copies):
        count = len(copies)
        sentence = f"{count:,} rows repeat another one in every column."
        sentence = sentence if count > 1 else "1 row repeats another one in every column."
        effects = (KEPT, "Left out; the first of each stays.")
        found.append(Suspicion("duplicates", sentence, np.sort(copies), effects, "keep"))
    others = np.setdiff1d(later, copies)
    if len(others):
        count = len(others)
        sentence = f"{count:,} rows are a person meeting an item again."
        sentence = sentence if count > 1 else "1 row is a person meeting an item again."
        kept = "Kept; preparing the dataset can leave the first or the last of them."
        effects = (kept, "Left out; the first of each in the file stays.")
        found.append(Suspicion("repeats", sentence, others, effects, "keep"))
    return found


def _pairs_again(user: Int32, item: Int32, n_users: int, n_items: int, progress: Progress) -> Int64:
    """Return the (user × n_items + item) keys that more than one row has, ascending."""
    from scipy.sparse import csr_array

    order, offsets = by_user(user, n_users)
    progress.check()

    def look(part: tuple[int, int]) -> Int64:
        first, last = part
        low, high = int(offsets[first]), int(offsets[last])
        met = item[low:high] if order is None else item[order[low:high]]
        begins = (offsets[first : last + 1] - low).astype(np.int32)
        # Transposed, the users that met an item follow each other in order, so that one who comes twice does at once.
        histories = csr_array((np.zeros(high - low, np.int8), met, begins), shape=(last - first, n_items))
        by_item = histories.tocsc()
        users = by_item.indices
        twice = np.flatnonzero(users[1:] == users[:-1]) + 1
        items = np.searchsorted(by_item.indptr, twice, side="right") - 1
        same_item = by_item.indptr[items] < twice
        return (users[twice].astype(np.int64) + first)[same_item] * n_items + items[same_item]

    # A piece costs a pass over the items, so that there should be more rows in it than items.
    found = list(at_once(look, pieces(offsets, max(500_000, 4 * n_items)), progress))
    return np.unique(np.concatenate(found)) if found else np.zeros(0, np.int64)


def _copies(order: Int64, columns: tuple[npt.NDArray[np.generic] | None, ...], progress: Progress) -> Int64:
    """Return those of the rows in `order` that equal an earlier one in all columns."""
    there = [column[order] for column in columns if column is not None]
    sorted_ = np.lexsort((order, *there))
    progress.check()
    same = np.ones(max(len(order) - 1, 0), bool)
    for column in there:
        arranged = column[sorted_]
        same &= arranged[1:] == arranged[:-1]
    return order[sorted_[1:][same]]


def moment(seconds: int) -> str:
    """Return a time as a sentence may name it: the day, or the year where that is beyond any calendar."""
    try:
        return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d")
    except (ValueError, OverflowError, OSError):
        return f"the year {1970 + seconds // 31_556_952}"

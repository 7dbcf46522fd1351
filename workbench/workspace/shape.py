"""The curves that show a dataset's shape: over time, over items, over users."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from workbench.data.dataset import Dataset
from workbench.data.interactions import Float32, Int64, Interactions
from workbench.data.ordering import at_once
from workbench.workspace.dataset_views import DatasetShape

_MOST_LEVELS = 20
_TOP = 12
_DAY = 86_400
_MOST_DAYS = 1 << 20  # of a piece, nearly 3,000 years; times that lie further apart are damaged, and counted slowly
_ROWS_A_PIECE = 1 << 20
_LOW, _HIGHEST = 0xFFFF, 1 << 16


def dataset_shape(dataset: Dataset) -> DatasetShape:
    """Compute the curves of a dataset's page in one pass over its rows."""
    parts = dataset.interactions
    counted = _counted(parts)
    counts = counted.items
    months, month_counts = _months(parts, counted)
    lengths = np.diff(parts.offsets)
    lengths = lengths[lengths > 0]
    top = max(2, int(lengths.max())) if len(lengths) else 2
    # Histories' lengths span orders of magnitude: equal steps in the logarithm, whole numbers as edges.
    edges = np.unique(np.round(np.geomspace(1, top + 1, 25)))
    history_counts, _ = np.histogram(lengths, edges)
    levels, level_counts = _levels(parts.value, counted)
    codes, offsets, names = dataset.item_table.category_matrix
    categories: list[tuple[str, int]] = []
    if names:
        weights = np.repeat(counts, np.diff(offsets))
        totals = np.bincount(codes, weights=weights, minlength=len(names))
        categories = [(names[c], int(totals[c])) for c in np.argsort(-totals, kind="stable")[:_TOP]]
    best = np.argsort(-counts, kind="stable")[:_TOP]
    return DatasetShape(
        month_starts=months,
        month_counts=month_counts,
        popularity=np.sort(counts)[::-1],
        history_edges=edges.astype(np.float64),
        history_counts=history_counts.astype(np.int64),
        value_levels=levels.astype(np.float64),
        value_counts=level_counts.astype(np.int64),
        categories=tuple(categories),
        top_items=tuple((dataset.title(int(i)), int(counts[i])) for i in best if counts[i] > 0),
    )


@dataclass(frozen=True)
class _Counted:
    """What one pass over some rows counts.

    Attributes:
        items: int64 [n_items], rows of each item.
        highs: int64 [65536], rows by the upper half of their value's 32 bits; None where a lower half is not empty, so
            that the upper one does not tell the value. Ratings in halves or quarters have nothing there.
        first_day: day since 1970 that `days` begins with.
        days: int64, rows of each day; None where there are no times, or they lie thousands of years apart.
    """

    items: Int64
    highs: Int64 | None
    first_day: int
    days: Int64 | None


def _counted(parts: Interactions) -> _Counted:
    n = len(parts)
    # A piece costs a pass over the items, so that there should be more rows in it than items.
    step = max(_ROWS_A_PIECE, 4 * parts.n_items)

    def look(low: int) -> _Counted:
        high = min(low + step, n)
        bits = np.ascontiguousarray(parts.value[low:high]).view(np.uint32)
        exact = not int(np.bitwise_or.reduce(bits)) & _LOW
        highs = np.bincount(bits >> 16, minlength=_HIGHEST) if exact else None
        first_day, days = 0, None
        if parts.time is not None:
            day = parts.time[low:high] // _DAY
            first_day = int(day.min())
            days = np.bincount(day - first_day) if int(day.max()) - first_day < _MOST_DAYS else None
        return _Counted(np.bincount(parts.item[low:high], minlength=parts.n_items), highs, first_day, days)

    items, highs = np.zeros(parts.n_items, np.int64), np.zeros(_HIGHEST, np.int64)
    exact = True
    found: list[_Counted] = []
    for piece in at_once(look, range(0, n, step)):
        items += piece.items
        if piece.highs is None:
            exact = False
        else:
            highs += piece.highs
        found.append(_Counted(items, None, piece.first_day, piece.days))
    first_day = min((piece.first_day for piece in found), default=0)
    ends = [None if piece.days is None else piece.first_day + len(piece.days) for piece in found]
    days: Int64 | None = None
    if ends and all(end is not None and end - first_day < _MOST_DAYS for end in ends):
        days = np.zeros(max(end for end in ends if end is not None) - first_day, np.int64)
        for piece in found:
            if piece.days is not None:
                days[piece.first_day - first_day :][: len(piece.days)] += piece.days
    return _Counted(items, highs if exact else None, first_day, days)


def _months(parts: Interactions, counted: _Counted) -> tuple[Int64, Int64]:
    """Return where each month begins, seconds since 1970, and its rows; both empty where there are no times."""
    if parts.time is None or not len(parts):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    if counted.days is not None:
        days = np.arange(counted.first_day, counted.first_day + len(counted.days)).astype("datetime64[D]")
        stamps, weights = days.astype("datetime64[M]").astype(np.int64), counted.days
    else:
        stamps = parts.time.astype("datetime64[s]").astype("datetime64[M]").astype(np.int64)
        weights = np.ones(len(stamps), np.int64)
    first = int(stamps.min())
    rows = np.bincount(stamps - first, weights=weights).astype(np.int64)
    begins = np.arange(first, first + len(rows)).astype("datetime64[M]").astype("datetime64[s]").astype(np.int64)
    return begins, rows


def _levels(value: Float32, counted: _Counted) -> tuple[npt.NDArray[np.generic], Int64]:
    """Return the distinct values and their rows; of more than 20 the middles of 20 equal steps."""
    if counted.highs is not None:
        there = np.flatnonzero(counted.highs)
        found, rows = (there.astype(np.uint32) << 16).view(np.float32), counted.highs[there]
    else:
        told = pc.value_counts(pa.array(value))
        found, rows = np.asarray(told.field("values")), np.asarray(told.field("counts"))
    levels, place = np.unique(found, return_inverse=True)  # in order, and 0 beside −0 as one
    counts = np.bincount(place, weights=rows, minlength=len(levels)).astype(np.int64)
    if len(levels) <= _MOST_LEVELS:
        return levels, counts
    steps, bounds = np.histogram(levels, _MOST_LEVELS, weights=counts)
    return (bounds[:-1] + bounds[1:]) / 2, steps.astype(np.int64)

"""Numbers that say how far a dataset may be trusted, and sentences on what stands out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from workbench.data.dataset import Dataset
from workbench.data.interactions import Int64, Interactions

_EARLIEST = int(datetime(1990, 1, 1, tzinfo=UTC).timestamp())
_MUCH = 0.05
_BIG_USER = 0.05


@dataclass(frozen=True)
class MissingAttribute:
    """How much of an attribute is not known.

    Attributes:
        of: `items` or `users`.
        name: the column.
        missing, total: rows without it (null, empty text or empty list), and all rows.
    """

    of: str
    name: str
    missing: int
    total: int


@dataclass(frozen=True)
class QualityReport:
    """What can be counted about a dataset's quality.

    Attributes:
        density: share of all (user, item) pairs that met, repeats counted once, 0 … 1.
        repeated_rows: interactions of a user with an item they had met before.
        identical_rows: of these, those equal to another row in value and time too.
        single_users, single_items: with one interaction only.
        median_history, longest_history: interactions a user.
        longest_history_share: of all interactions, the share of the most active user.
        gini: inequality of the items' popularity, 0 (all equal) … 1 (one item has everything).
        top_share: share of interactions that the most popular 1 % of the items have.
        same_second_rows: interactions at the very second of the user's one before: their order is not known.
        times_before_1990, times_in_future: interactions at moments that are hardly true.
        moments: different times.
        value_levels: different values.
        missing: per attribute.
        remarks: what stands out, in sentences, most important first; empty where nothing does.
    """

    density: float
    repeated_rows: int
    identical_rows: int
    single_users: int
    single_items: int
    median_history: float
    longest_history: int
    longest_history_share: float
    gini: float
    top_share: float
    same_second_rows: int
    times_before_1990: int
    times_in_future: int
    moments: int
    value_levels: int
    missing: tuple[MissingAttribute, ...]
    remarks: tuple[str, ...]


def quality(dataset: Dataset, now: int | None = None) -> QualityReport:
    """Count it.

    Args:
        dataset: what to look at.
        now: seconds since 1970 from which on times lie in the future; None for the clock's.
    """
    parts = dataset.interactions
    n_rows = len(parts)
    lengths = np.diff(parts.offsets)
    counts = parts.item_counts
    n_pairs, identical = _repeats(parts)
    same_second = before = after = moments = 0
    if parts.time is not None and n_rows:
        same = (parts.time[1:] == parts.time[:-1]) & (parts.user[1:] == parts.user[:-1])
        same_second = int(np.count_nonzero(same))
        before = int(np.count_nonzero(parts.time < _EARLIEST))
        limit = int(datetime.now(UTC).timestamp()) if now is None else now
        after = int(np.count_nonzero(parts.time > limit))
        moments = _distinct(parts.time)
    report = QualityReport(
        density=n_pairs / max(1, parts.n_users * parts.n_items),
        repeated_rows=n_rows - n_pairs,
        identical_rows=identical,
        single_users=int(np.count_nonzero(lengths == 1)),
        single_items=int(np.count_nonzero(counts == 1)),
        median_history=float(np.median(lengths)) if len(lengths) else 0.0,
        longest_history=int(lengths.max()) if len(lengths) else 0,
        longest_history_share=float(lengths.max() / n_rows) if n_rows else 0.0,
        gini=gini(counts),
        top_share=float(np.sort(counts)[::-1][: max(1, len(counts) // 100)].sum() / n_rows) if n_rows else 0.0,
        same_second_rows=same_second,
        times_before_1990=before,
        times_in_future=after,
        moments=moments,
        value_levels=_distinct(parts.value),
        missing=tuple(_missing("items", dataset.item_table.columns) + _missing("users", dataset.user_table)),
        remarks=(),
    )
    return QualityReport(**{**report.__dict__, "remarks": tuple(_remarks(report, dataset))})


def gini(counts: Int64) -> float:
    """Return the Gini coefficient of non-negative counts: half the relative mean absolute difference."""
    total, n = float(counts.sum()), len(counts)
    if n == 0 or total == 0:
        return 0.0
    ordered = np.sort(counts).astype(np.float64)
    return float((2.0 * np.dot(np.arange(1, n + 1), ordered) / (n * total)) - (n + 1) / n)


def _repeats(parts: Interactions) -> tuple[int, int]:
    """Count the different (user, item) pairs, and the rows equal to an earlier one in every column."""
    order, starts = parts.pairs()
    if len(starts) == len(order):
        return len(starts), 0
    repeats = np.ones(len(order), bool)
    repeats[starts] = False
    group = np.cumsum(~repeats) - 1
    # Only rows of pairs that occur more than once are compared in value and time.
    many = np.diff(np.concatenate((starts, [len(order)]))) > 1
    rows = order[many[group]]
    time = np.zeros(len(rows), np.int64) if parts.time is None else parts.time[rows]
    columns = (parts.value[rows], time, parts.item[rows], parts.user[rows])
    ordered = np.lexsort(columns)
    same = np.ones(len(rows) - 1, bool)
    for column in columns:
        same &= np.diff(column[ordered]) == 0
    return len(starts), int(same.sum())


def _distinct(values: npt.NDArray[Any]) -> int:
    # Sorting lets other threads run, which np.unique does not.
    ordered = np.sort(values)
    return int(np.count_nonzero(ordered[1:] != ordered[:-1])) + 1 if len(ordered) else 0


def _missing(of: str, table: Any) -> list[MissingAttribute]:
    found = []
    for name in [] if table is None else table.column_names:
        column = table[name]
        kind = column.type
        empty = pc.is_null(column)
        if pa.types.is_string(kind) or pa.types.is_large_string(kind):
            empty = pc.or_(empty, pc.fill_null(pc.equal(column, ""), True))
        elif pa.types.is_list(kind) or pa.types.is_large_list(kind):
            empty = pc.or_(empty, pc.fill_null(pc.equal(pc.list_value_length(column), 0), True))
        elif pa.types.is_floating(kind):
            empty = pc.or_(empty, pc.fill_null(pc.is_nan(column), True))
        found.append(MissingAttribute(of, name, int(pc.sum(empty).as_py() or 0), int(table.num_rows)))
    return found


def _remarks(report: QualityReport, dataset: Dataset) -> list[str]:
    parts = dataset.interactions
    n_rows = len(parts)
    if n_rows == 0:
        return ["There is no interaction."]
    said = []
    if parts.time is None:
        said.append("There are no times: the order of the file's rows is taken for the order of events.")
    elif report.moments == 1 and n_rows > 1:
        said.append("All times are equal: they say nothing of the order of events.")
    elif report.same_second_rows > _MUCH * n_rows:
        said.append(
            f"{report.same_second_rows / n_rows:.0%} of the interactions fall on the same second as the person's one "
            "before: their order is that of the file."
        )
    if report.times_in_future:
        said.append(f"{report.times_in_future:,} interactions lie in the future: check the unit of time.")
    if report.times_before_1990:
        said.append(f"{report.times_before_1990:,} interactions lie before 1990: check the unit of time.")
    if report.identical_rows:
        said.append(f"{report.identical_rows:,} rows repeat another one in every column.")
    if report.longest_history_share > _BIG_USER and parts.n_users > 20:
        said.append(
            f"One person has {report.longest_history_share:.0%} of all interactions: perhaps a machine or a shared "
            "account."
        )
    if report.single_users > 0.5 * parts.n_users:
        said.append(
            f"{report.single_users / parts.n_users:.0%} of the people have a single interaction: models can learn "
            "nothing of what they do next."
        )
    if report.single_items > 0.5 * parts.n_items:
        said.append(f"{report.single_items / parts.n_items:.0%} of the items were met once only.")
    said += [
        f"{m.missing / m.total:.0%} of the {'items' if m.of == 'items' else 'people'} have no {m.name}."
        for m in report.missing
        if m.total and m.missing > _MUCH * m.total
    ]
    return said

"""Interactions on their way in: codes of ids as they are written, values and times as numbers, in the file's order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from workbench.data.interactions import Float32, Int32, Int64
from workbench.data.ordering import at_once
from workbench.data.readers.cells import DATES, Cells, Mask, TimeUnit, as_dictionary, read_ids, read_numbers, read_times
from workbench.data.readers.id_column import IdColumn
from workbench.data.readers.spare_rows import LinesBetween, Places, SpareRows, middle, with_ids
from workbench.data.readers.unreadable import Unit, Unreadable
from workbench.errors import DataFormatError

__all__ = ["Columns", "Lines", "RawRows", "ReadBlock", "RowCollector", "TimeUnit", "read_block"]

_HOPELESS = 10_000


@dataclass(frozen=True)
class Columns:
    """Which columns of a table mean what; `value` and `time` may be missing."""

    user: str
    item: str
    value: str | None = None
    time: str | None = None
    time_unit: TimeUnit | None = None
    decimal: str = "."  # what stands before the decimals of a value

    @property
    def wanted(self) -> list[str]:
        """The columns to read, each once."""
        return list(dict.fromkeys(c for c in (self.user, self.item, self.value, self.time) if c is not None))


class Lines:
    """Which line of the file each row came from: stretches of lines that follow each other, and single numbers."""

    def __init__(self) -> None:
        self._ends: list[int] = []
        self._numbers: list[int | Int64] = []

    def append(self, count: int, numbers: int | Int64) -> None:
        """Add rows: the number of the first where each is the next line, otherwise the number of each."""
        self._ends.append((self._ends[-1] if self._ends else 0) + count)
        self._numbers.append(numbers)

    def __getitem__(self, row: int) -> int:
        place = int(np.searchsorted(self._ends, row, side="right"))
        numbers, before = self._numbers[place], self._ends[place - 1] if place else 0
        return numbers + row - before if isinstance(numbers, int) else int(numbers[row - before])


@dataclass(frozen=True)
class RawRows:
    """All interactions that could be read, in input order, and what could not.

    Attributes:
        user: int32 [n], the place of each row's user in `user_ids`.
        user_ids: Arrow string array of external ids as they are written, in order of first appearance.
        item, item_ids: the same for items.
        value: float32 [n], or None where the source has none.
        time: int64 [n], seconds since 1970, or None where the source has none.
        lines: where each row came from.
        unreadable: the rows that are not among these, since they could not be read.
        spare: those of them that lack no more than a value or a time; None where there are none.
    """

    user: Int32
    user_ids: Any
    item: Int32
    item_ids: Any
    value: Float32 | None
    time: Int64 | None
    lines: Places
    unreadable: Unreadable
    spare: SpareRows | None = None

    def __len__(self) -> int:
        return len(self.user)

    def filled(self, kinds: frozenset[str]) -> tuple[RawRows, dict[str, int]]:
        """Return the rows with those spare ones among them that are counted under these faults, all their gaps filled.

        A value is filled with the middle of all that could be read, a time with that of the row before in the file.

        Returns:
            The rows, and how many of each fault are among them now.
        """
        spare = self.spare
        chosen = None if spare is None else spare.of_kinds(kinds)
        if spare is None or chosen is None or not chosen.any():
            return self, {}
        taken, before = pa.array(chosen), spare.before[chosen]
        user, user_ids = with_ids(self.user, self.user_ids, before, spare.user.filter(taken))
        item, item_ids = with_ids(self.item, self.item_ids, before, spare.item.filter(taken))
        value, time = self.value, self.time
        if value is not None and spare.value is not None:
            gaps = spare.value_fault[chosen] > 0
            value = np.insert(value, before, np.where(gaps, np.float32(middle(value)), spare.value[chosen]))
        if time is not None and spare.time is not None:
            gaps = spare.time_fault[chosen] > 0
            time = np.insert(time, before, np.where(gaps, time[np.maximum(before - 1, 0)], spare.time[chosen]))
        places = before + np.arange(len(before))
        lines = LinesBetween(self.lines, places, spare.lines[chosen])
        made = RawRows(user, user_ids, item, item_ids, value, time, lines, self.unreadable, spare)
        return made, spare.counts(chosen)


@dataclass(frozen=True)
class ReadBlock:
    """Rows of a file, read but not yet sorted out.

    Attributes:
        users, items: Arrow dictionaries of ids, or whole numbers; `values`, `times`: float32 and int64 [n], or None.
        written: the Arrow arrays that values and times were read from.
        lines: the line of the first row where each row is the next line, otherwise int64 [n], the line of each.
        show: gives the text of a row, for errors and examples.
    """

    users: Cells[Any]
    items: Cells[Any]
    values: Cells[Float32] | None
    times: Cells[Int64] | None
    written: tuple[Any, Any]
    lines: int | Int64
    show: Callable[[int], str]

    def __len__(self) -> int:
        return len(self.users.read)


def read_block(
    columns: Columns,
    user: Any,
    item: Any,
    value: Any = None,
    time: Any = None,
    *,
    lines: int | Int64,
    show: Callable[[int], str],
) -> ReadBlock:
    """Read the cells of a block of rows; touches nothing else, so that several threads may do it at once.

    Args:
        columns: what there is; only `time_unit` and `decimal` count.
        user, item: Arrow arrays of ids: text, a dictionary as `dictionary_encode` makes it, or whole numbers.
        value: Arrow array of numbers or texts; None where the source has none.
        time: Arrow array of whole numbers, timestamps or texts; None where the source has none.
        lines, show: see `ReadBlock`.
    """
    values = None if value is None else read_numbers(value, columns.decimal)
    times = None if time is None else read_times(time, columns.time_unit)
    return ReadBlock(read_ids(user), read_ids(item), values, times, (value, time), lines, show)


class RowCollector:
    """Takes the rows of a reader, block by block, and sorts out those that cannot be read.

    Args:
        label: how errors call the file.
        columns: what its columns mean.
        unit: what the places of rows are called.
    """

    def __init__(self, label: str, columns: Columns, unit: Unit = "line") -> None:
        self.unreadable = Unreadable(label, unit)
        self._columns = columns
        self._users = IdColumn()
        self._items = IdColumn()
        self._values: list[Float32] = []
        self._times: list[Int64] = []
        self._lines = Lines()
        self._spare: list[SpareRows] = []
        self._count = 0

    def take(self, block: ReadBlock) -> None:
        """Add the rows of a block that could be read, and count the others.

        Raises:
            DataFormatError: so far there are many rows, and none that can be read.
        """
        good = self._sort_out(block)
        users, items, lines = block.users.read, block.items.read, block.lines
        if good is not None:
            self._keep_spare(block, good)
            kept = pa.array(good)
            # Encoded anew: ids that only these rows had must be gone, and the order is that of the rows that stay.
            users, items = (_only(ids, kept) for ids in (users, items))
            lines = (np.arange(lines, lines + len(good)) if isinstance(lines, int) else lines)[good]
        self._users.add(users)
        self._items.add(items)
        for cells, into in ((block.values, self._values), (block.times, self._times)):
            if cells is not None:
                into.append(cells.read if good is None else cells.read[good])  # type: ignore[arg-type]
        self._lines.append(len(users), lines)
        self._count += len(users)
        refusal = self.unreadable.refusal()
        if refusal is not None and self._count == 0 and len(self.unreadable) > _HOPELESS:
            raise refusal

    def _keep_spare(self, block: ReadBlock, good: Mask) -> None:
        """Keep those rows apart that lack no more than a value or a time."""
        apart = ~good
        for missing in (block.users.missing, block.items.missing):
            if missing is not None:
                apart &= ~missing
        rows = np.flatnonzero(apart)
        if not len(rows):
            return
        lines, taken = block.lines, pa.array(apart)

        def faults(cells: Cells[Any] | None) -> npt.NDArray[np.int8]:
            found = np.zeros(len(rows), np.int8)
            for fault, mask in () if cells is None else ((2, cells.wrong), (1, cells.missing)):
                if mask is not None:
                    found[mask[rows]] = fault
            return found

        self._spare.append(
            SpareRows(
                as_dictionary(block.users.read.filter(taken)),
                as_dictionary(block.items.read.filter(taken)),
                None if block.values is None else block.values.read[rows],
                None if block.times is None else block.times.read[rows],
                faults(block.values),
                faults(block.times),
                rows + lines if isinstance(lines, int) else lines[rows],
                self._count + np.cumsum(good)[rows],
            )
        )

    def known_users(self) -> Any:
        """Return the ids of the users so far, an Arrow text array."""
        return self._users.known()

    def _sort_out(self, block: ReadBlock) -> Mask | None:
        """Count the rows that cannot be read, each under its first fault; return the others, or None for all."""
        bad: Mask | None = None
        lines = block.lines

        def locate(row: int) -> tuple[int, str]:
            return lines + row if isinstance(lines, int) else int(lines[row]), block.show(row)

        def sort_out(kind: str, mask: Mask | None, say: Callable[[int, str], str]) -> None:
            nonlocal bad
            if mask is None:
                return
            new = mask if bad is None else mask & ~bad
            rows: npt.NDArray[Any] = np.flatnonzero(new)
            if len(rows):
                self.unreadable.add_rows(kind, rows.tolist(), locate, say)
            bad = new if bad is None else bad | new

        def cell(column: Any, row: int) -> str:
            return str(column[row].as_py()).strip()

        value, time = block.written
        sort_out("no-user", block.users.missing, lambda _, text: f"There is no user in “{text}”.")
        sort_out("no-item", block.items.missing, lambda _, text: f"There is no item in “{text}”.")
        if block.values is not None:
            sort_out("no-value", block.values.missing, lambda _, text: f"The value is missing in “{text}”.")
            says = "The value “{}” is not a number in “{}”."
            sort_out("value", block.values.wrong, lambda row, text: says.format(cell(value, row), text))
        if block.times is not None:
            sort_out("no-time", block.times.missing, lambda _, text: f"The time is missing in “{text}”.")
            dated = self._columns.time_unit in DATES
            tells = "The date “{}” cannot be read in “{}”." if dated else "The time “{}” is not a number in “{}”."
            sort_out("time", block.times.wrong, lambda row, text: tells.format(cell(time, row), text))
        return None if bad is None else ~bad

    def finish(self, where: str = "") -> RawRows:
        """Return all rows.

        Args:
            where: the file, for the error.

        Raises:
            DataFormatError: there is no row that can be read, or most cannot.
        """
        refusal = self.unreadable.refusal()
        if refusal is not None and len(self.unreadable) > self._count:
            raise refusal
        if self._count == 0:
            raise DataFormatError(f"{self.unreadable.label} is empty: there is no interaction in it.", where=where)
        joined = at_once(lambda join: join(), [self._users.finish, self._items.finish, self._join_numbers])
        (user, user_ids), (item, item_ids), (value, time) = joined
        spare = SpareRows.joined(self._spare)
        return RawRows(user, user_ids, item, item_ids, value, time, self._lines, self.unreadable, spare)

    def _join_numbers(self) -> tuple[Any, Any]:
        value = np.concatenate(self._values) if self._values else None
        self._values.clear()
        time = np.concatenate(self._times) if self._times else None
        self._times.clear()
        return value, time


def _only(ids: Any, kept: Any) -> Any:
    """Return some of the ids of a block, in a dictionary of them alone."""
    some = ids.filter(kept)
    return some.dictionary_decode().dictionary_encode() if pa.types.is_dictionary(some.type) else some

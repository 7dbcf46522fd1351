"""Tables of any form as blocks of Arrow columns, so that one reader of interactions and one of attributes serve all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import pyarrow as pa

from workbench.data.interactions import Int64
from workbench.data.readers.rows import Columns, RawRows, RowCollector, read_block
from workbench.data.readers.unreadable import Fault, Unit
from workbench.errors import DataFormatError
from workbench.jobs import Progress


@dataclass(frozen=True)
class ColumnBlock:
    """Some rows of a table.

    Attributes:
        columns: the wanted columns, Arrow arrays of equal length.
        lines: the place of the first row where each row is the next one, otherwise int64 [n], the place of each.
        show: gives the text of a row, for errors and examples.
        faults: what could not be cut into columns, by a kind of `UNREADABLE`: how many, and the first few.
    """

    columns: Mapping[str, Any]
    lines: int | Int64
    show: Callable[[int], str]
    faults: Mapping[str, tuple[int, list[Fault]]] = field(default_factory=dict)


class Frames(Protocol):
    """A table that is read block by block."""

    @property
    def label(self) -> str:
        """How errors call it."""

    @property
    def where(self) -> str:
        """Where it lies."""

    @property
    def unit(self) -> Unit:
        """What the places of its rows are called."""

    @property
    def columns(self) -> list[str]:
        """The names of its columns."""

    def head(self, limit: int) -> list[list[str]]:
        """Return the first rows as text."""

    def blocks(self, wanted: Sequence[str], progress: Progress) -> Iterator[ColumnBlock]:
        """Yield the wanted columns of all rows, telling the progress.

        Raises:
            DataFormatError: it is damaged.
        """


def read_interactions(frames: Frames, columns: Columns, progress: Progress) -> RawRows:
    """Read the interactions of a table.

    Raises:
        DataFormatError: it is empty or damaged, or most of its rows cannot be read.
    """
    collector = RowCollector(frames.label, columns, frames.unit)
    for block in frames.blocks(columns.wanted, progress):
        for kind, (count, faults) in block.faults.items():
            collector.unreadable.add(kind, faults, count)
        user, item, value, time = (
            None if name is None else _plain(block.columns[name], name, frames.label)
            for name in (columns.user, columns.item, columns.value, columns.time)
        )
        collector.take(read_block(columns, user, item, value, time, lines=block.lines, show=block.show))
        progress.check()
    return collector.finish(frames.where)


def _plain(column: Any, name: str, label: str) -> Any:
    """Return a column as text, numbers, times or truth values.

    Raises:
        DataFormatError: its cells are lists or structures.
    """
    kind = column.type
    if pa.types.is_dictionary(kind):
        column, kind = column.dictionary_decode(), kind.value_type
    if pa.types.is_nested(kind):
        raise DataFormatError(
            f"The cells of the column “{name}” in {label} are lists, which are no ids, values or times.",
            hint="Choose another column.",
        )
    if pa.types.is_fixed_size_binary(kind) or pa.types.is_binary(kind) or pa.types.is_large_binary(kind):
        return arrow_column(column.to_pylist())
    known = (pa.types.is_integer, pa.types.is_floating, pa.types.is_boolean, pa.types.is_timestamp, pa.types.is_date)
    return column if any(is_kind(kind) for is_kind in known) else column.cast(pa.string())


def one_array(column: Any) -> Any:
    """Return a chunked column as a single array."""
    if not isinstance(column, pa.ChunkedArray):
        return column
    if column.num_chunks == 1:
        return column.chunk(0)
    return pa.concat_arrays(column.chunks) if column.num_chunks else pa.array([], column.type)


def shown_cells(columns: Mapping[str, Any]) -> Callable[[int], str]:
    """Return what shows a row of columns by its cells, at most 60 characters."""

    def show(row: int) -> str:
        text = ", ".join("" if (cell := column[row].as_py()) is None else str(cell) for column in columns.values())
        return text if len(text) <= 60 else f"{text[:59]}…"

    return show


def arrow_column(cells: Sequence[Any]) -> Any:
    """Return Python values of a column, as workbooks and databases give them, as an Arrow array.

    Whole numbers, floating-point numbers and times stay what they are where the column holds nothing else; everything
    else becomes text, bytes their hexadecimal digits.
    """
    kinds = {type(cell) for cell in cells if cell is not None}
    if kinds <= {int}:
        wide = any(cell is not None and not -(2**63) <= cell < 2**63 for cell in cells)
        return pa.array([None if c is None else str(c) for c in cells]) if wide else pa.array(cells, pa.int64())
    if kinds <= {int, float}:
        return pa.array([None if cell is None else float(cell) for cell in cells], pa.float64())
    if kinds <= {dt.datetime, dt.date}:
        moments = [
            dt.datetime(c.year, c.month, c.day) if c is not None and not isinstance(c, dt.datetime) else c
            for c in cells
        ]
        return pa.array([None if m is None else m.replace(tzinfo=None) for m in moments], pa.timestamp("us"))
    return pa.array([_text(cell) for cell in cells], pa.string())


def _text(cell: Any) -> str | None:
    if cell is None or isinstance(cell, str):
        return cell if cell is None or cell.isascii() else cell.encode("utf-8", "replace").decode("utf-8")
    if isinstance(cell, bytes):
        return cell.hex()
    if isinstance(cell, bool):
        return "1" if cell else "0"
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)

"""Interactions out of delimited text: blocks are cut and read on several threads, and taken in the file's order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from workbench.data.readers.ahead import read_ahead
from workbench.data.readers.cells import DATES, ID
from workbench.data.readers.rows import Columns, RawRows, ReadBlock, RowCollector, read_block
from workbench.data.readers.source import Source
from workbench.data.readers.text_blocks import LineBlock, TextShape, line_blocks
from workbench.data.readers.text_table import ParsedBlock, parse, parse_tolerantly
from workbench.data.readers.unreadable import Fault
from workbench.jobs import Progress

_LF, _ZERO = 10, 48
_CACHED = 1 << 17  # bytes that stay in a processor's cache over several passes


def read_rows(source: Source, shape: TextShape, names: Sequence[str], columns: Columns, progress: Progress) -> RawRows:
    """Read the interactions of a delimited text file.

    Args:
        source: the file.
        shape: how it is written.
        names: the names of all its columns, in the file's order.
        columns: what they mean.
        progress: told how far reading is; checked between blocks of a few megabytes.

    Raises:
        DataFormatError: the file is empty or damaged, or most of its lines cannot be read.
    """
    collector = RowCollector(source.label, columns)
    reader = _Reader(source.label, shape, names, columns)
    shortest: int | None = None
    for parsed, read in read_ahead(reader, line_blocks(source, shape, progress)):
        for kind, (count, faults) in parsed.faults.items():
            collector.unreadable.add(kind, faults, count)
        times = parsed.table[columns.time] if columns.time == names[-1] and len(read) else None
        if times is not None and parsed.block.at_end and not parsed.block.data.endswith(b"\n"):
            others = [n for n in (shortest, _shortest(times[:-1])) if n is not None]
            if others and (_shortest(times[-1:]) or 0) < min(others):
                row = len(read) - 1
                line = read.lines + row if isinstance(read.lines, int) else int(read.lines[row])
                text = read.show(row)
                what = f"{source.label} ends in the middle of a time, it seems to be cut off: “{text}”."
                collector.unreadable.add("cut-off", [Fault(line, text, what)])
                read = reader.read(parsed, row)
        if times is not None:
            shortest = min((n for n in (shortest, _shortest(times)) if n is not None), default=None)
        collector.take(read)
        progress.check()
    return collector.finish(str(source.path))


class _Reader:
    """Reads blocks; begins strictly typed, and turns to text where the file's cells need it."""

    def __init__(self, label: str, shape: TextShape, names: Sequence[str], columns: Columns) -> None:
        self._label, self._shape, self._names, self._columns = label, shape, names, columns
        self._kinds: dict[str, Any] = {}
        if columns.time is not None:
            self._kinds[columns.time] = pa.string() if columns.time_unit in DATES else pa.int64()
        if columns.value is not None:
            self._kinds[columns.value] = pa.float32()
        self._kinds |= {columns.user: ID, columns.item: ID}
        self._numbers = {**self._kinds, columns.user: pa.int64(), columns.item: pa.int64()}
        self._ids_are_numbers = True

    def __call__(self, block: LineBlock) -> tuple[ParsedBlock, ReadBlock]:
        """Cut a block and read its cells; called from several threads."""
        if self._ids_are_numbers and writes_numbers_plainly(block.data, self._shape.delimiter):
            parsed = parse(block, self._shape, self._names, self._numbers)
            if parsed is not None:
                return parsed, self.read(parsed)
            self._ids_are_numbers = False
        parsed = parse(block, self._shape, self._names, self._kinds)
        if parsed is not None:
            return parsed, self.read(parsed)
        columns = self._columns
        parsed = parse_tolerantly(block, self._label, self._shape, self._names, columns.wanted)
        read = self.read(parsed)
        if not parsed.faults and all(
            cells is None or (cells.missing is None and cells.wrong is None) for cells in (read.values, read.times)
        ):
            # All of it could be read as text, so the other blocks will be like this one.
            self._kinds = {name: kind if kind == ID else pa.string() for name, kind in self._kinds.items()}
        return parsed, read

    def read(self, parsed: ParsedBlock, count: int | None = None) -> ReadBlock:
        """Read the cells of the first `count` rows of a block, or of all."""
        columns = self._columns
        user, item = (_one_array(parsed.table[name][:count]) for name in (columns.user, columns.item))
        if count is not None and user.type == ID:
            user, item = user.dictionary_decode(), item.dictionary_decode()
        value, time = (
            None if name is None else _one_array(parsed.table[name][:count]) for name in (columns.value, columns.time)
        )
        lines = parsed.lines if isinstance(parsed.lines, int) else parsed.lines[:count]
        return read_block(columns, user, item, value, time, lines=lines, show=parsed.shown)


def writes_numbers_plainly(data: bytes, delimiter: str) -> bool:
    """Whether each whole number in some lines is written as its digits alone, so that it is its own text.

    True only where no field can begin with a zero before another digit, and no sign, space, quote or hexadecimal mark
    stands anywhere.
    """
    if not delimiter.isascii() or (delimiter.isspace() and delimiter != "\t"):
        return False
    if any(mark in data for mark in (b" ", b"-", b'"', b"x", b"X")) or (delimiter != "\t" and b"\t" in data):
        return False
    text = np.frombuffer(data, np.uint8)
    ends = ord(delimiter[-1])
    if len(text) > 1 and text[0] == _ZERO and text[1] >= _ZERO:
        return False
    for begin in range(0, len(text), _CACHED):
        part = text[begin : begin + _CACHED + 2]
        zero = part[1:-1] == _ZERO
        zero &= (part[:-2] == ends) | (part[:-2] == _LF)
        zero &= part[2:] >= _ZERO
        if zero.any():
            return False
    return True


def _one_array(column: pa.ChunkedArray) -> Any:
    if column.num_chunks == 1:
        return column.chunk(0)
    return pa.concat_arrays(column.chunks) if column.num_chunks else pa.array([], column.type)


def _shortest(times: pa.ChunkedArray) -> int | None:
    """Return how many characters the shortest time is written with."""
    if pa.types.is_integer(times.type):
        least = pc.min(times).as_py()
        return None if least is None else len(str(least))
    found = pc.min(pc.binary_length(times)).as_py()
    return None if found is None else int(found)

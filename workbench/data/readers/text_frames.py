"""A delimited text file as frames, for its columns about items and users and for tables of those."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import pyarrow as pa

from workbench.data.readers.frames import ColumnBlock, one_array
from workbench.data.readers.layout import HEAD
from workbench.data.readers.source import Source
from workbench.data.readers.text_blocks import TextShape, line_blocks
from workbench.data.readers.text_table import parse, parse_tolerantly
from workbench.data.readers.unreadable import Unit
from workbench.data.table_head import cut, head_text, read_head
from workbench.errors import DataFormatError
from workbench.jobs import Progress


class TextFrames:
    """A delimited text file.

    Args:
        source: the file.
        shape: how it is written.
        names: the names of all its columns, in the file's order.
        escaped: whether quotes inside quotations are written `\\"` rather than doubled.
    """

    unit: Unit = "line"

    def __init__(self, source: Source, shape: TextShape, names: Sequence[str], *, escaped: bool = False) -> None:
        self.source = source
        self.shape = shape
        self._names = list(names)
        self._escaped = escaped

    @property
    def label(self) -> str:
        """How errors call it."""
        return self.source.label

    @property
    def where(self) -> str:
        """Where it lies."""
        return str(self.source.path)

    @property
    def columns(self) -> list[str]:
        """The names of its columns."""
        return list(self._names)

    def head(self, limit: int) -> list[list[str]]:
        """Return the first rows as text."""
        text, _ = head_text(self.source.head(HEAD), self.shape.encoding)
        lines = [line.rstrip("\r") for line in text.split("\n") if line.strip()][: limit + 1]
        if self._escaped:
            lines = [line.replace('\\"', '""') for line in lines]
        rows = cut(lines, self.shape.delimiter) if self.shape.quoted else [x.split(self.shape.delimiter) for x in lines]
        return rows[1 if self.shape.header else 0 :][:limit]

    def blocks(self, wanted: Sequence[str], progress: Progress) -> Iterator[ColumnBlock]:
        """Yield the wanted columns of all rows as text, telling the progress."""
        lacking = [name for name in wanted if name not in self._names]
        if lacking:
            raise DataFormatError(
                f"{self.label} has no column “{lacking[0][:60]}”.",
                where=f"columns: {' '.join(', '.join(self._names).split())[:120]}",
                hint="Correct its header, or move the file away to import without it.",
            )
        kinds = dict.fromkeys(wanted, pa.string())
        for block in line_blocks(self.source, self.shape, progress):
            if self._escaped:
                block = replace(block, data=block.data.replace(b'\\"', b'""'))
            parsed = parse(block, self.shape, self._names, kinds)
            if parsed is None:
                parsed = parse_tolerantly(block, self.label, self.shape, self._names, wanted)
            columns: dict[str, Any] = {name: one_array(parsed.table[name]) for name in wanted}
            yield ColumnBlock(columns, parsed.lines, parsed.shown, parsed.faults)


def open_text(
    source: Source,
    delimiter: str | None = None,
    names: Sequence[str] | None = None,
    *,
    quoted: bool = False,
    escaped: bool = False,
) -> TextFrames:
    """Open a text table whose encoding is guessed.

    Args:
        source: the file.
        delimiter: what stands between fields; guessed where None, quotes and header with it.
        names: the names of all columns where no header says them.
        quoted, escaped: whether there are quotations, and whether quotes in them are written `\\"`.

    Raises:
        DataFormatError: it is empty.
    """
    data = source.head(HEAD)
    encoding = head_text(data)[1]
    if names is not None and delimiter is not None:
        return TextFrames(source, TextShape(delimiter, encoding, False, quoted), names, escaped=escaped)
    head = read_head(data, len(data) < HEAD, delimiter=delimiter, header=True if delimiter else None)
    if head is None:
        raise DataFormatError(f"{source.label} is empty, or no table.", where=str(source.path))
    shape = replace(head.shape, quoted=quoted) if delimiter else head.shape
    return TextFrames(source, shape, head.columns, escaped=escaped)

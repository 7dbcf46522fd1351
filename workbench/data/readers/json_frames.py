"""JSON as a table: a file with an object a line (JSON lines, or Python literals as UCSD's files have them), or a whole
document with a list of objects.

Blocks of lines go to Arrow's reader under an explicit schema of just the wanted fields; a block that does not fit (a
number where text was, a damaged line) is read line by line instead, its bad lines counted.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.json as pj

from workbench.data.interactions import Int64
from workbench.data.readers.ahead import read_ahead
from workbench.data.readers.frames import ColumnBlock
from workbench.data.readers.json_paths import Path, find_paths, project, schema_of, unfold
from workbench.data.readers.layout import Head
from workbench.data.readers.source import Source
from workbench.data.readers.text_blocks import shown
from workbench.data.readers.unreadable import EXAMPLES, Fault, Unit
from workbench.errors import DataFormatError
from workbench.jobs import Progress

_BLOCK = 8_000_000
_LONGEST_LINE = 256_000_000
_EXACT = 2**53
_CHECK_EVERY = 500

Derive = Mapping[str, Callable[[Any], Any]]


class JsonLines:
    """A file with an object a line.

    Args:
        source: the file, UTF-8.
        derive: for some columns, what makes their cells of those in the file.
    """

    unit: Unit = "line"

    def __init__(self, source: Source, derive: Derive | None = None) -> None:
        self.source = source
        self._head = Head(source)
        self._derive = derive or {}

    @property
    def label(self) -> str:
        """How errors call it."""
        return self.source.label

    @property
    def where(self) -> str:
        """Where it lies."""
        return str(self.source.path)

    @cached_property
    def paths(self) -> dict[str, Path]:
        """The columns, told by the first objects."""
        return find_paths(self._head.objects)

    @property
    def columns(self) -> list[str]:
        """The names of its columns."""
        return list(self.paths)

    def head(self, limit: int) -> list[list[str]]:
        """Return the first rows as text; of lists that lie side by side only the first is unfolded."""
        return head_of(self._head.objects, self.paths, limit, self.label)

    def blocks(self, wanted: Sequence[str], progress: Progress) -> Iterator[ColumnBlock]:
        """Yield the wanted columns of all rows, telling the progress."""
        paths = {name: self.paths[name] for name in wanted}
        numbered = _numbered(_whole_lines(self.source, progress))
        yield from read_ahead(lambda block: self._block(*block, paths, progress), numbered)

    def _block(self, data: bytes, first: int, paths: dict[str, Path], progress: Progress) -> ColumnBlock:
        lines = data.split(b"\n")
        table = None if self._head.literal else _by_arrow(data, list(paths.values()))
        faults: dict[str, tuple[int, list[Fault]]] = {}
        if table is not None and table.num_rows + 1 == len(lines) and not lines[-1]:
            numbers: Any = np.arange(table.num_rows)
        elif table is not None:
            numbers = np.array([n for n, line in enumerate(lines) if line.strip()], dtype=np.int64)
            table = table if len(numbers) == table.num_rows else None
        if table is None:
            table, numbers, bad = _by_line(lines, list(paths.values()), self._head.literal, progress)
            if bad:
                says = "is no Python literal of a record" if self._head.literal else "is no JSON object"
                kept = [
                    Fault(first + n, text := shown(lines[n]), f"A line of {self.label} {says}: “{text}”.")
                    for n in bad[:EXAMPLES]
                ]
                faults["syntax"] = (len(bad), kept)
        columns, rows = unfold(table, paths, self.label)
        columns |= {name: make(columns[name]) for name, make in self._derive.items() if name in columns}
        places: Int64 = numbers if rows is None else numbers[rows]
        return ColumnBlock(columns, first + places, lambda row: shown(lines[int(places[row])]), faults)


class JsonDocuments:
    """Files that are each one JSON document with lists of objects; a file is a block.

    Args:
        sources: the files, UTF-8.
        derive: for some columns, what makes their cells of those in the file.
    """

    unit: Unit = "row"

    def __init__(self, sources: Sequence[Source], derive: Derive | None = None) -> None:
        self.sources = sources
        self._derive = derive or {}

    @property
    def label(self) -> str:
        """How errors call it."""
        return self.sources[0].label

    @property
    def where(self) -> str:
        """Where it lies."""
        return str(self.sources[0].path)

    @cached_property
    def _first(self) -> Any:
        return _document(self.sources[0])

    @cached_property
    def paths(self) -> dict[str, Path]:
        """The columns, told by the first file's lists."""
        return find_paths([self._first])

    @property
    def columns(self) -> list[str]:
        """The names of its columns."""
        return list(self.paths)

    @property
    def has_rows(self) -> bool:
        """Whether there is a list of objects in the first file."""
        return any(path.unfolded for path in self.paths.values())

    def head(self, limit: int) -> list[list[str]]:
        """Return the first rows as text; of lists that lie side by side only the first is unfolded."""
        return head_of([self._first], self.paths, limit, self.label)

    def blocks(self, wanted: Sequence[str], progress: Progress) -> Iterator[ColumnBlock]:
        """Yield the wanted columns of all files, telling the progress."""
        paths = {name: self.paths[name] for name in wanted}
        done = 1
        for number, source in enumerate(self.sources):
            progress.report(number / len(self.sources), f"reading {source.name}")
            data = source.everything()
            table = _by_arrow(_wrapped(data), list(paths.values()), whole=True)
            if table is None:
                table = _projected([_document(source)], list(paths.values()))
            columns, _ = unfold(table, paths, source.label)
            columns |= {name: make(columns[name]) for name, make in self._derive.items() if name in columns}
            count = len(next(iter(columns.values()))) if columns else 0
            cells = dict(columns)
            yield ColumnBlock(columns, done, lambda row, cells=cells: _cells(cells, row))  # type: ignore[misc]
            done += count


def head_of(objects: Sequence[Any], paths: Mapping[str, Path], limit: int, label: str) -> list[list[str]]:
    """Return the first rows of parsed objects as text."""
    deepest = max((path.unfolded for path in paths.values()), key=len, default=())
    usable = {name: path for name, path in paths.items() if deepest[: len(path.unfolded)] == path.unfolded}
    if not usable:
        return []
    columns, _ = unfold(_projected(objects, list(usable.values())), usable, label)
    count = min(len(next(iter(columns.values()))), limit)
    cells = {name: column.slice(0, count).to_pylist() for name, column in columns.items()}
    return [
        ["" if name not in cells or cells[name][row] is None else _plain(cells[name][row]) for name in paths]
        for row in range(count)
    ]


def is_document(data: bytes) -> bool:
    """Whether content begins like a JSON document over several lines, or like a list."""
    start = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:2_000]
    if start[:1] == b"[":
        return start[1:].lstrip()[:1] == b"{"
    first = start.split(b"\n")[0].strip()
    return start[:1] == b"{" and (first == b"{" or not first.endswith(b"}"))


def _document(source: Source) -> Any:
    try:
        return json.loads(_wrapped(source.everything()))
    except (ValueError, RecursionError) as error:
        raise DataFormatError(
            f"{source.label} is no whole JSON document: {_said(error)}.",
            where=str(source.path),
            hint="Download or copy it again.",
        ) from error


def _wrapped(data: bytes) -> bytes:
    """Let a document that is a list be one that has a list called `rows`."""
    data = data.removeprefix(b"\xef\xbb\xbf")
    return b'{"rows":' + data + b"}" if data.lstrip()[:1] == b"[" else data


def _whole_lines(source: Source, progress: Progress) -> Iterator[bytes]:
    parts: list[bytes] = []
    held = 0
    for block in source.blocks(progress, _BLOCK):
        cut = block.rfind(b"\n") + 1
        if not cut:
            parts.append(block)
            held += len(block)
            if held > _LONGEST_LINE:
                raise DataFormatError(
                    f"A line of {source.label} is longer than {_LONGEST_LINE // 1_000_000} MB.",
                    where=str(source.path),
                    hint="Write one object a line.",
                )
            continue
        data = b"".join((*parts, block[:cut]))
        yield data.removeprefix(b"\xef\xbb\xbf")
        parts, held = [block[cut:]], len(block) - cut
    rest = b"".join(parts)
    if rest.strip():
        yield rest.removeprefix(b"\xef\xbb\xbf")


def _numbered(blocks: Iterator[bytes]) -> Iterator[tuple[bytes, int]]:
    """Yield blocks of lines, each with the number of its first line, counted from 1."""
    first = 1
    for data in blocks:
        yield data, first
        first += data.count(b"\n")


def _by_arrow(data: bytes, paths: Sequence[Path], *, whole: bool = False) -> pa.Table | None:
    """Let Arrow read objects, a line each or one over many lines; None where some object has not the kinds expected."""
    if any(path.kind is None for path in paths) or not _is_utf8(data):
        return None
    try:
        table = pj.read_json(
            pa.BufferReader(data),
            read_options=pj.ReadOptions(use_threads=False, block_size=len(data) + 16),
            parse_options=pj.ParseOptions(
                explicit_schema=schema_of(paths), newlines_in_values=whole, unexpected_field_behavior="ignore"
            ),
        )
    except (pa.ArrowException, ValueError, OSError):
        return None
    return table if whole or not _is_imprecise(table) else None


def _is_imprecise(table: pa.Table) -> bool:
    """Whether some whole number may have lost digits as a float."""
    for column in table.columns:
        if pa.types.is_floating(column.type) and len(column):
            largest = pc.max(pc.abs(column)).as_py()
            if largest is not None and largest >= _EXACT:
                return True
    return False


def _by_line(
    lines: Sequence[bytes], paths: Sequence[Path], literal: bool, progress: Progress
) -> tuple[pa.Table, Int64, list[int]]:
    """Read objects line by line: a table of text, the place of each row's line, and those of lines that are none."""
    objects: list[Any] = []
    numbers: list[int] = []
    bad: list[int] = []
    schema = schema_of(paths, as_text=True)
    for n, line in enumerate(lines):
        if n % _CHECK_EVERY == 0:
            progress.check()
        if not line.strip():
            continue
        found = parse_object(line, literal)
        if found is None:
            bad.append(n)
            continue
        objects.append({field.name: project(found.get(field.name), field.type) for field in schema})
        numbers.append(n)
    return pa.Table.from_pylist(objects, schema=schema), np.array(numbers, dtype=np.int64), bad


def _projected(objects: Sequence[Any], paths: Sequence[Path]) -> pa.Table:
    schema = schema_of(paths, as_text=True)
    rows = [{field.name: project(found.get(field.name), field.type) for field in schema} for found in objects]
    return pa.Table.from_pylist(rows, schema=schema)


def parse_object(line: bytes | str, literal: bool) -> dict[str, Any] | None:
    """Return the object that a line is, or None where it is none."""
    try:
        text = line if isinstance(line, str) else line.decode("utf-8")
        found = ast.literal_eval(text.strip()) if literal else json.loads(text)
    except (ValueError, SyntaxError, RecursionError, MemoryError, TypeError):
        return None
    return found if isinstance(found, dict) else None


def _is_utf8(data: bytes) -> bool:
    if data.isascii():
        return True
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _plain(cell: Any) -> str:
    return " | ".join(filter(None, cell)) if isinstance(cell, list) else str(cell)


def _cells(columns: Mapping[str, Any], row: int) -> str:
    return ", ".join(str(column[row].as_py()) for column in columns.values())[:60]


def _said(error: BaseException) -> str:
    return " ".join(str(error).split()).rstrip(".")[:100] or type(error).__name__

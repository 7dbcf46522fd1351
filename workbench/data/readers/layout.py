"""What a layout of datasets says of itself: how it is recognised, what it shows before an import, how it is read."""

from __future__ import annotations

import ast
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from workbench.data.attributes import Attributes
from workbench.data.encoding_guess import looks_binary
from workbench.data.readers.rows import RawRows
from workbench.data.readers.source import Place, Source
from workbench.data.table_guess import TableGuess
from workbench.data.table_head import cut, head_text
from workbench.jobs import Progress

PREVIEW_ROWS = 50
HEAD = 200_000
_LONG_HEAD = 4_000_000


@dataclass(frozen=True)
class ImportPreview:
    """What an import would do, shown before it.

    Attributes:
        layout_title: the layout that was recognised.
        guess: what the columns of a table mean, open to correction; None for layouts that need no guess.
        columns: the names of the columns.
        rows: the first rows, at most 50, as text.
        notes: what a person should know, one sentence each.
        parts: the sheets of a workbook or the tables of a SQLite file that `guess.part` may name; else empty.
    """

    layout_title: str
    guess: TableGuess | None
    columns: list[str]
    rows: list[list[str]]
    notes: list[str]
    parts: list[str] = field(default_factory=list)


class Head:
    """The first bytes of a file, and what layouts ask about them, each worked out once.

    Args:
        source: the file.
    """

    def __init__(self, source: Source) -> None:
        self.source = source

    @cached_property
    def data(self) -> bytes:
        """The first `HEAD` bytes, or more where the first line is longer."""
        data = self.source.head(HEAD)
        return data if len(data) < HEAD or b"\n" in data else self.source.head(_LONG_HEAD)

    @property
    def whole(self) -> bool:
        """Whether the file ends within the head."""
        return len(self.data) not in (HEAD, _LONG_HEAD)

    @cached_property
    def lines(self) -> list[str]:
        """At most 200 lines that are not blank, without a last one that may be cut off; empty for binary files."""
        if looks_binary(self.data):
            return []
        lines = [line for line in head_text(self.data)[0].split("\n") if line.strip()]
        if not self.whole and len(lines) > 1:
            lines.pop()
        return [line.rstrip("\r") for line in lines[:200]]

    def fields(self, delimiter: str) -> list[list[str]]:
        """Return the lines cut into fields, quotes respected."""
        return cut(self.lines, delimiter)

    @cached_property
    def header(self) -> tuple[str, ...]:
        """The first line cut at whichever of comma, semicolon or tab it holds most, in lower case without quotes."""
        if not self.lines:
            return ()
        delimiter = max(",;\t", key=self.lines[0].count)
        return tuple(name.strip().strip('"').lower() for name in self.lines[0].split(delimiter))

    @cached_property
    def objects(self) -> list[dict[str, Any]]:
        """The first objects where each line is one, as JSON or as a Python literal; empty where they are not."""
        lines = [line for line in self.lines[:100] if line.lstrip().startswith("{")]
        if len(lines) < 0.6 * len(self.lines[:100]):
            return []
        for reads in (json.loads, ast.literal_eval):
            found = [value for line in lines if isinstance(value := _parsed(reads, line), dict)]
            if found and len(found) >= 0.6 * len(lines):
                return found
        return []

    @cached_property
    def literal(self) -> bool:
        """Whether the objects are Python literals, `{'user': u'x'}`, which JSON readers refuse."""
        return bool(self.objects) and not any(_parsed(json.loads, line) is not None for line in self.lines[:20])

    def has_keys(self, *names: str) -> bool:
        """Whether the first JSON objects hold all these names."""
        if not self.objects:
            return False
        return sum(all(name in found for name in names) for found in self.objects) >= 0.6 * len(self.objects)


@dataclass(frozen=True)
class Found:
    """Which layout was recognised where.

    Attributes:
        layout: the layout.
        path: what the person opened.
        sources: the files with interactions, in reading order; at least one.
        place: the folder or archive with their companions.
        alone: whether the person opened one file rather than a folder or an archive.
        delimiter: what the person says stands between fields; empty where it is to be guessed.
    """

    layout: Layout
    path: Path
    sources: tuple[Source, ...]
    place: Place
    alone: bool
    delimiter: str = ""

    @property
    def name(self) -> str:
        """The layout's name."""
        return self.layout.name

    @property
    def title(self) -> str:
        """The layout's title."""
        return self.layout.title

    @property
    def source(self) -> Source:
        """The first file with interactions."""
        return self.sources[0]

    @property
    def dataset_name(self) -> str:
        """What to call the dataset where the person says nothing."""
        if self.layout.named_by == "title":
            return self.layout.title
        if self.layout.named_by == "place" or len(self.sources) > 1:
            place = self.place.path
            return _stem(place.name) if place.is_file() else place.resolve().name or self.title
        return _stem(self.source.name)


@dataclass(frozen=True)
class Parts:
    """What a reader found; a `CheckedImport` is made of it."""

    rows: RawRows
    items: Attributes | None = None
    users: Attributes | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Layout:
    """One way in which datasets are written.

    Attributes:
        name: a short name, `movielens-1m` for example.
        title: what people read.
        matches: whether a file, told by its head, holds this layout's interactions, its neighbours considered.
        read: reads it all; the guess is None for layouts that need none.
        preview: reads the head and says how it would be understood.
        usual_names: how such files are usually called, as patterns in lower case (`mv_*.txt`); looked at first, and
            where several files of a folder match, those of the first of these patterns win.
        many: whether all matching files of a folder make one dataset together.
        named_by: what a new dataset is called after: the layout's `title`, the `place`, or the `file`.
        promise: how a file of the usual name is written, for the sentence that refuses one that is not; empty where
            the name promises nothing.
    """

    name: str
    title: str
    matches: Callable[[Head, Place], bool]
    read: Callable[[Found, TableGuess | None, Progress], Parts]
    preview: Callable[[Found, TableGuess | None], ImportPreview]
    usual_names: tuple[str, ...] = ()
    many: bool = False
    named_by: str = "file"
    promise: str = ""


def known_preview(found: Found, columns: list[str], rows: list[list[str]], notes: list[str]) -> ImportPreview:
    """Return the preview of a layout that needs no guess."""
    return ImportPreview(found.title, None, columns, rows[:PREVIEW_ROWS], notes)


def cut_preview(
    found: Found, delimiter: str, columns: Sequence[str], companions: dict[str, str], *, header: bool = False
) -> ImportPreview:
    """Return the preview of a known layout whose lines are cut at `delimiter`; see `companion_notes`."""
    rows = Head(found.source).fields(delimiter)[1 if header else 0 :]
    return known_preview(found, list(columns), rows, companion_notes(found.place, companions))


def most_fit(head: Head, delimiter: str, count: int, fits: Callable[[list[str]], bool]) -> bool:
    """Whether at least 60 % of the first 20 lines have `count` fields that fit."""
    rows = head.fields(delimiter)[:20]
    return bool(rows) and sum(len(row) == count and fits(row) for row in rows) >= 0.6 * len(rows)


def companion_notes(place: Place, companions: dict[str, str]) -> list[str]:
    """Say of each companion file (name: what it tells) whether it is there."""
    return [
        f"{what[0].upper()}{what[1:]} come from {file}." if place.find(file) else f"There is no {file}: no {what}."
        for file, what in companions.items()
    ]


def _parsed(reads: Callable[[str], Any], line: str) -> Any:
    try:
        return reads(line.strip())
    except (ValueError, SyntaxError, RecursionError, MemoryError, TypeError):
        return None


def _stem(name: str) -> str:
    for suffix in (".gz", ".zst", ".bz2", ".xz", ".zip", ".tar", ".tgz"):
        if name.lower().endswith(suffix) and len(name) > len(suffix):
            name = name[: -len(suffix)]
    return name.rsplit(".", 1)[0] or name

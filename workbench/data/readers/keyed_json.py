"""A JSON object whose keys are ids, `{"17": {"title": …}}` or `{"17": [3, 4]}`, as a table of items or users."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

import pyarrow as pa

from workbench.data.readers.frames import ColumnBlock, shown_cells
from workbench.data.readers.json_paths import text_of
from workbench.data.readers.layout import Head
from workbench.data.readers.source import Source
from workbench.data.readers.unreadable import Unit
from workbench.errors import DataFormatError
from workbench.jobs import Progress

ID, VALUE = "id", "value"


def is_keyed(head: Head) -> bool:
    """Whether a file begins like an object whose first value is an object or a list."""
    if len(head.objects) > 1:
        return False
    start = head.data.lstrip(b"\xef\xbb\xbf \t\r\n")
    if start[:1] != b"{":
        return False
    key, _, value = start[1:500].partition(b":")
    return key.strip()[:1] == b'"' and value.lstrip()[:1] in (b"{", b"[")


class KeyedJson:
    """The columns are `id`, and the fields of the objects, or `value` where values are no objects."""

    unit: Unit = "row"

    def __init__(self, source: Source) -> None:
        self.source = source

    @property
    def label(self) -> str:
        """How errors call it."""
        return self.source.label

    @property
    def where(self) -> str:
        """Where it lies."""
        return str(self.source.path)

    @cached_property
    def _entries(self) -> dict[str, Any]:
        try:
            found = json.loads(self.source.everything())
        except (ValueError, RecursionError) as error:
            raise DataFormatError(
                f"{self.label} is no whole JSON document.", where=self.where, hint="Download or copy it again."
            ) from error
        return found if isinstance(found, dict) else {}

    @property
    def columns(self) -> list[str]:
        """The names of its columns."""
        first = list(self._entries.values())[:50]
        fields = dict.fromkeys(str(name) for value in first if isinstance(value, dict) for name in value)
        return [ID, *(name for name in fields if name != ID)] if fields else [ID, VALUE]

    def head(self, limit: int) -> list[list[str]]:
        """Return the first rows as text."""
        return [[key, *(_plain(_field(value, name)) for name in self.columns[1:])] for key, value in self._few(limit)]

    def blocks(self, wanted: Sequence[str], progress: Progress) -> Iterator[ColumnBlock]:
        """Yield all rows at once."""
        progress.check()
        values = list(self._entries.values())
        columns = {
            name: pa.array([text_of(key) for key in self._entries]) if name == ID else _column(values, name)
            for name in wanted
        }
        yield ColumnBlock(columns, 1, shown_cells(columns))

    def _few(self, limit: int) -> list[tuple[str, Any]]:
        return list(self._entries.items())[:limit]


def _field(value: Any, name: str) -> Any:
    return value.get(name) if isinstance(value, dict) else (value if name == VALUE else None)


def _column(values: Sequence[Any], name: str) -> Any:
    cells = [_field(value, name) for value in values]
    if any(isinstance(cell, list) for cell in cells):
        lists = [
            [text_of(inner) for inner in cell]
            if isinstance(cell, list)
            else (None if cell is None else [text_of(cell)])
            for cell in cells
        ]
        return pa.array(lists, pa.list_(pa.string()))
    return pa.array([text_of(cell) for cell in cells], pa.string())


def _plain(cell: Any) -> str:
    return text_of(cell) or ""

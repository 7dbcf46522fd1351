"""Jester 1 and 3: matrices of people and jokes, as workbooks or as text; 99 stands where there is no rating.

The first cell of a row counts its ratings, by which the layout is told. Format: eigentaste.berkeley.edu/dataset.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workbench.data.readers.frames import ColumnBlock, Frames
from workbench.data.readers.layout import Found, Head, ImportPreview, Layout, Parts, known_preview
from workbench.data.readers.matrix import read_matrix
from workbench.data.readers.source import Place, Source
from workbench.data.readers.text_frames import open_text
from workbench.data.readers.unreadable import Unit
from workbench.data.readers.workbook import Sheet, is_workbook
from workbench.data.table_guess import TableGuess
from workbench.jobs import Progress

_NONE = 99.0
_LEAST = 50


class _Together:
    """Matrices of different people, one below the other."""

    def __init__(self, frames: Sequence[Frames]) -> None:
        self.frames = frames
        self.label = frames[0].label
        self.where = frames[0].where
        self.unit: Unit = frames[0].unit
        self.columns = max((f.columns for f in frames), key=len)

    def head(self, limit: int) -> list[list[str]]:
        """Return the first rows as text."""
        return self.frames[0].head(limit)

    def blocks(self, wanted: Sequence[str], progress: Progress) -> Iterator[ColumnBlock]:
        """Yield the wanted columns of all rows."""
        for frames in self.frames:
            yield from frames.blocks([name for name in wanted if name in frames.columns], progress)


def _matches(head: Head, _: Place) -> bool:
    if is_workbook(head):
        if "jester" not in head.source.name.lower():
            return False
        rows = Sheet(head.source, header=False).head(20)
    else:
        rows = max((head.fields(delimiter)[:20] for delimiter in ",;\t"), key=lambda rows: len(rows[0]) if rows else 0)
    fitting = sum(_counts_itself(row) for row in rows)
    return bool(rows) and fitting >= 0.8 * len(rows)


def _counts_itself(row: Sequence[str]) -> bool:
    try:
        first, *others = (float(cell) for cell in row if cell.strip())
    except ValueError:
        return False
    return len(others) >= _LEAST and first == sum(value != _NONE for value in others)


def _open(source: Source) -> Frames:
    if is_workbook(Head(source)):
        return Sheet(source, header=False)
    first = source.head(10_000).split(b"\n")[0].decode("latin-1")
    delimiter = max(",;\t", key=first.count)
    return open_text(source, delimiter, [f"column {n + 1}" for n in range(first.count(delimiter) + 1)])


def _preview(found: Found, _: TableGuess | None) -> ImportPreview:
    rows = [
        [str(n), str(joke), cell]
        for n, row in enumerate(_open(found.source).head(10), start=1)
        for joke, cell in enumerate(row[1:], start=1)
        if cell.strip() not in ("", "99", "99.0")
    ]
    notes = ["Each row is a person and each column a joke; people are numbered as they come. There are no times."]
    return known_preview(found, ["user", "item", "value"], rows, notes)


def _read(found: Found, _: TableGuess | None, progress: Progress) -> Parts:
    frames = _Together([_open(source) for source in found.sources])
    # Column 2 holds joke 1: names are numbered anew.
    rows = read_matrix(frames, None, frames.columns[1:], "99", progress, first_item=1)
    return Parts(rows, notes=("Ratings go from −10 to 10; people are numbered as they come.",))


LAYOUT = Layout(
    "jester",
    "Jester",
    _matches,
    _read,
    _preview,
    usual_names=("jester-data-*.xls", "jester-data-*.csv", "jesterfinal*.xls"),
    many=True,
    named_by="title",
)

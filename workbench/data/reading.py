"""The one door to datasets on disk: look at the head, or read it all."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from workbench.data.readers import double_colon, movielens_100k, movielens_latest, recbole, sequences, table
from workbench.data.readers.assemble import ReadResult
from workbench.data.readers.text_blocks import delimiter_name
from workbench.data.recognise import Layout, recognise
from workbench.data.table_guess import TableGuess, cut, head_text
from workbench.errors import DataFormatError
from workbench.jobs import Progress

__all__ = ["ImportPreview", "ReadResult", "preview", "read_dataset"]

PREVIEW_ROWS = 50


@dataclass(frozen=True)
class ImportPreview:
    """What an import would do, shown before it.

    Attributes:
        layout_title: the layout that was recognised.
        guess: what the columns of a table mean, open to correction; None for layouts that need no guess.
        columns: the names of the columns.
        rows: the first rows, at most 50, as text.
        notes: what a person should know, one sentence each.
    """

    layout_title: str
    guess: TableGuess | None
    columns: list[str]
    rows: list[list[str]]
    notes: list[str]


def preview(path: Path, guess: TableGuess | None = None) -> ImportPreview:
    """Read the head of a dataset and say how it would be understood.

    Args:
        path: a file, folder or archive.
        guess: a corrected guess for a table; columns that do not exist under its delimiter are guessed anew.

    Raises:
        DataFormatError: it cannot be a dataset.
    """
    layout = recognise(path)
    if layout.name == "parquet":
        return _preview_parquet(layout, guess)
    if layout.name == "table":
        return _preview_table(layout, guess)
    if layout.name == "sequences":
        data = layout.source.head(table.HEAD)
        rows = sequences.first_rows(data, len(data) < table.HEAD, PREVIEW_ROWS)
        notes = ["Each line is a person and then items, oldest first; shown as one row an item."]
        return ImportPreview(layout.title, None, ["user", "item"], rows, notes)
    return _preview_known(layout)


def read_dataset(
    path: Path, *, name: str | None = None, guess: TableGuess | None = None, progress: Progress
) -> ReadResult:
    """Read a dataset whole.

    Args:
        path: a file, folder or archive of a layout that `recognise` knows.
        name: what to call the dataset; the layout's title or the file's name where None.
        guess: how a table is to be read, see `preview`; other layouts ignore it.
        progress: told how far reading is; cancelling is noticed between blocks of a few megabytes.

    Returns:
        the dataset and notes: what was left out, repeated or missing.

    Raises:
        DataFormatError: one sentence on what is wrong, with file and line; nothing was read.
    """
    layout = recognise(path)
    called = name if name else layout.dataset_name
    if layout.name == "parquet":
        chosen = guess or table.parquet_head(layout.path)[2]
        return table.read_parquet(layout.path, chosen, name=called, title=layout.title, progress=progress)
    if layout.name == "table":
        if guess is None:
            guess = _preview_table(layout, None).guess
            assert guess is not None
        return table.read_text(layout.source, guess, name=called, title=layout.title, progress=progress)
    if layout.name == "sequences":
        return sequences.read(layout.source, name=called, title=layout.title, progress=progress)
    place = layout.place
    assert place is not None
    if layout.name == "recbole":
        return recbole.read(place, inter=layout.source.name, name=called, title=layout.title, progress=progress)
    reader = {
        "movielens-100k": movielens_100k.read,
        "movielens-1m": double_colon.read,
        "movietweetings": double_colon.read,
        "movielens-latest": movielens_latest.read,
    }[layout.name]
    return reader(place, name=called, title=layout.title, progress=progress)


def _preview_table(layout: Layout, guess: TableGuess | None) -> ImportPreview:
    head = table.table_head(layout.source, guess)
    if head is None:
        raise DataFormatError(f"{layout.source.label} is empty.", where=str(layout.path))
    shape, notes = head.shape, []
    if len(head.columns) < 2:
        notes.append(f"Cut at {delimiter_name(shape.delimiter)}, lines have a single field; choose another delimiter.")
        only = head.columns[0]
        guess = TableGuess(shape.delimiter, shape.header, shape.encoding, only, only)
        return ImportPreview(layout.title, guess, head.columns, head.rows, notes)
    if guess is None:
        guess = table.guess_of(head)
    elif not set(guess.columns.wanted) <= set(head.columns):
        again = table.guess_of(head)
        kept = [name for name in (guess.user, guess.item) if name in head.columns]
        if len(set(kept)) == 2 and not {again.value, again.time} & set(kept):
            again = replace(again, user=guess.user, item=guess.item)
        guess = again
        notes.append("Some chosen columns are not there when lines are cut like this; they were guessed anew.")
    if guess.time is None:
        notes.append("There is no column of times: the order of the rows will be the order in time.")
    return ImportPreview(layout.title, guess, head.columns, head.rows[:PREVIEW_ROWS], notes)


def _preview_parquet(layout: Layout, guess: TableGuess | None) -> ImportPreview:
    columns, rows, own = table.parquet_head(layout.path, PREVIEW_ROWS)
    notes = []
    if guess is None or not set(guess.columns.wanted) <= set(columns):
        guess = own
    if guess.time is None:
        notes.append("There is no column of times: the order of the rows will be the order in time.")
    return ImportPreview(layout.title, guess, columns, rows, notes)


def _preview_known(layout: Layout) -> ImportPreview:
    place = layout.place
    assert place is not None
    if layout.name == "recbole":
        shape, columns, _ = recbole.columns_of(layout.source)
        stem = layout.source.name.removesuffix(".inter")
        companions = {f"{stem}.item": "items", f"{stem}.user": "people"}
    else:
        shape, columns, companions = {
            "movielens-100k": (
                movielens_100k.SHAPE,
                list(movielens_100k.NAMES),
                {"u.item": "titles, genres and years", "u.user": "people"},
            ),
            "movielens-1m": (
                double_colon.SHAPE,
                list(double_colon.NAMES),
                {"movies.dat": "titles, genres and years", "users.dat": "people"},
            ),
            "movietweetings": (
                double_colon.SHAPE,
                list(double_colon.NAMES),
                {"movies.dat": "titles, genres and years"},
            ),
            "movielens-latest": (
                movielens_latest.SHAPE,
                list(movielens_latest.NAMES),
                {"movies.csv": "titles, genres and years"},
            ),
        }[layout.name]
    text, _ = head_text(layout.source.head(20_000))
    lines = [line for line in text.splitlines() if line.strip()][: PREVIEW_ROWS + 1]
    rows = cut(lines, shape.delimiter)[1 if shape.header else 0 :][:PREVIEW_ROWS]
    notes = [
        f"{what[0].upper()}{what[1:]} come from {file}." if place.find(file) else f"There is no {file}: no {what}."
        for file, what in companions.items()
    ]
    return ImportPreview(layout.title, None, columns, rows, notes)

"""Tables whose columns a person may assign: recognised, shown with a guess, and read as the guess says."""

from __future__ import annotations

from dataclasses import replace

from workbench.data.readers import table
from workbench.data.readers.layout import PREVIEW_ROWS, Found, Head, ImportPreview, Layout, Parts
from workbench.data.readers.source import Place
from workbench.data.readers.text_table import delimiter_name
from workbench.data.table_guess import TableGuess
from workbench.errors import DataFormatError
from workbench.jobs import Progress

NO_TIMES = "There is no column of times: the order of the rows will be the order in time."
_GUESSED_ANEW = "Some chosen columns are not there when lines are cut like this; they were guessed anew."


def _is_text_table(head: Head, _: Place) -> bool:
    return bool(head.lines) and table.table_head(head.source) is not None


def _preview_text(found: Found, guess: TableGuess | None) -> ImportPreview:
    head = table.table_head(found.source, guess)
    if head is None:
        raise DataFormatError(f"{found.source.label} is empty.", where=str(found.path))
    shape, notes = head.shape, []
    if len(head.columns) < 2:
        notes.append(f"Cut at {delimiter_name(shape.delimiter)}, lines have a single field; choose another delimiter.")
        only = head.columns[0]
        guess = TableGuess(shape.delimiter, shape.header, shape.encoding, only, only)
        return ImportPreview(found.title, guess, head.columns, head.rows, notes)
    if guess is None:
        guess = table.guess_of(head)
    elif not set(guess.columns.wanted) <= set(head.columns):
        again = table.guess_of(head)
        kept = [name for name in (guess.user, guess.item) if name in head.columns]
        if len(set(kept)) == 2 and not {again.value, again.time} & set(kept):
            again = replace(again, user=guess.user, item=guess.item)
        guess = again
        notes.append(_GUESSED_ANEW)
    if guess.time is None:
        notes.append(NO_TIMES)
    return ImportPreview(found.title, guess, head.columns, head.rows[:PREVIEW_ROWS], notes)


def _read_text(found: Found, guess: TableGuess | None, progress: Progress) -> Parts:
    chosen = guess or _preview_text(found, None).guess
    assert chosen is not None
    return table.read_text(found.source, chosen, progress)


def _is_parquet(head: Head, _: Place) -> bool:
    return head.data[:4] == b"PAR1"


def _preview_parquet(found: Found, guess: TableGuess | None) -> ImportPreview:
    columns, rows, own = table.parquet_head(found.source.path, PREVIEW_ROWS)
    if guess is None or not set(guess.columns.wanted) <= set(columns):
        guess = own
    return ImportPreview(found.title, guess, columns, rows, [NO_TIMES] if guess.time is None else [])


def _read_parquet(found: Found, guess: TableGuess | None, progress: Progress) -> Parts:
    path = found.source.path
    return table.read_parquet(path, guess or table.parquet_head(path)[2], progress)


TEXT_TABLE = Layout("table", "Table", _is_text_table, _read_text, _preview_text)
PARQUET = Layout("parquet", "Parquet table", _is_parquet, _read_parquet, _preview_parquet)

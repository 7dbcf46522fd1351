"""Any table with a column of users and one of items: delimited text or Parquet."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from workbench.data.readers.layout import HEAD, Parts
from workbench.data.readers.rows import Columns, RowCollector, read_block
from workbench.data.readers.source import Source
from workbench.data.readers.text_rows import read_rows
from workbench.data.readers.text_table import delimiter_name
from workbench.data.table_guess import TableGuess, TableHead, guess_columns, read_head
from workbench.errors import DataFormatError
from workbench.jobs import Progress

_BATCH = 250_000


def table_head(source: Source, guess: TableGuess | None = None) -> TableHead | None:
    """Return the first rows of a delimited text file, cut as `guess` says or as it looks; None where it is no table."""
    data = source.head(HEAD)
    if guess is None:
        return read_head(data, len(data) < HEAD)
    return read_head(
        data, len(data) < HEAD, delimiter=guess.delimiter, header=guess.header, encoding=guess.encoding or None
    )


def guess_of(head: TableHead) -> TableGuess:
    """Guess what the columns of a text table mean."""
    shape = head.shape
    base = TableGuess(shape.delimiter, shape.header, shape.encoding, head.columns[0], head.columns[-1])
    return guess_columns(head.columns, head.rows, base)


def check_columns(guess: TableGuess, columns: list[str], label: str) -> None:
    """Raise where a guess names columns that the table does not have.

    Raises:
        DataFormatError: it says which, and what columns there are.
    """
    for role, name in (("users", guess.user), ("items", guess.item), ("values", guess.value), ("times", guess.time)):
        if name is not None and name not in columns:
            cut = f" when its lines are cut at {delimiter_name(guess.delimiter)}" if guess.delimiter else ""
            raise DataFormatError(
                f"{label} has no column “{name}” for the {role}{cut}.",
                where=f"columns: {', '.join(columns)[:120]}",
                hint="Choose another column or another delimiter.",
            )
    if guess.user == guess.item:
        raise DataFormatError(
            f"Users and items of {label} cannot both be the column “{guess.user}”.", hint="Choose another column."
        )


def read_text(source: Source, guess: TableGuess, progress: Progress) -> Parts:
    """Read a delimited text file as the guess says.

    Raises:
        DataFormatError: it is empty, or does not fit the guess; the line is named.
    """
    head = table_head(source, guess)
    if head is None:
        raise DataFormatError(f"{source.label} is empty.", where=str(source.path))
    check_columns(guess, head.columns, source.label)
    rows = read_rows(source, head.shape, head.columns, guess.columns, progress)
    return Parts(rows, notes=_notes(guess))


def open_parquet(path: Path) -> pq.ParquetFile:
    """Open a Parquet file.

    Raises:
        DataFormatError: it is damaged.
    """
    try:
        return pq.ParquetFile(path)
    except (pa.ArrowException, OSError) as error:
        raise DataFormatError(
            f"{path.name} is damaged or cut off: it is no whole Parquet file.",
            where=str(path),
            hint="Download or copy it again.",
        ) from error


def parquet_head(path: Path, limit: int = 50) -> tuple[list[str], list[list[str]], TableGuess]:
    """Return column names, the first rows as text, and a guess of what the columns mean."""
    with open_parquet(path) as file:
        kinds = {field.name: field.type for field in file.schema_arrow}
        try:
            batch = next(file.iter_batches(batch_size=limit), None)
        except (pa.ArrowException, OSError) as error:
            raise _unreadable(path) from error
    columns = list(kinds)
    rows = [] if batch is None else [["" if v is None else str(v) for v in row.values()] for row in batch.to_pylist()]
    guess = guess_columns(columns, rows, TableGuess("", True, "", columns[0], columns[-1]))
    return columns, rows, guess


def read_parquet(path: Path, guess: TableGuess, progress: Progress) -> Parts:
    """Read a Parquet file as the guess says; whole numbers as ids become their digits.

    Raises:
        DataFormatError: it is empty or damaged, does not fit the guess, or most of its rows cannot be read.
    """
    columns = guess.columns
    collector = RowCollector(path.name, columns, "row")
    done = 0
    with open_parquet(path) as file:
        check_columns(guess, list(file.schema_arrow.names), path.name)
        total = max(file.metadata.num_rows, 1)
        batches = file.iter_batches(batch_size=_BATCH, columns=columns.wanted)
        while True:
            try:
                batch = next(batches, None)
            except (pa.ArrowException, OSError) as error:
                raise _unreadable(path) from error
            if batch is None:
                break

            def show(row: int, batch: Any = batch) -> str:
                return ", ".join(str(cell) for cell in batch.slice(row, 1).to_pylist()[0].values())[:60]

            user, item, value, time = (
                None if column is None else batch[column]
                for column in (columns.user, columns.item, columns.value, columns.time)
            )
            collector.take(read_block(columns, user, item, value, time, lines=done + 1, show=show))
            done += batch.num_rows
            progress.report(done / total, f"reading {path.name}")
    return Parts(collector.finish(str(path)), notes=_notes(guess))


def _notes(guess: TableGuess) -> tuple[str, ...]:
    columns: Columns = guess.columns
    said = [f"Users from “{columns.user}”, items from “{columns.item}”"]
    said += [f"values from “{columns.value}”"] if columns.value else []
    said += [f"times from “{columns.time}” ({columns.time_unit})"] if columns.time else []
    notes = [", ".join(said) + "."]
    if columns.time is None:
        notes.append("There are no times: the order of the rows is the order in which things happened.")
    return tuple(notes)


def _unreadable(path: Path) -> DataFormatError:
    return DataFormatError(
        f"{path.name} is damaged: its columns cannot be read.", where=str(path), hint="Download or copy it again."
    )

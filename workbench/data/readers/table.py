"""Any table with a column of users and one of items: delimited text or Parquet."""

from __future__ import annotations

from typing import get_args

from workbench.data.column_guess import guess_columns
from workbench.data.readers.layout import HEAD, Parts
from workbench.data.readers.rows import Columns, TimeUnit
from workbench.data.readers.source import Source
from workbench.data.readers.text_rows import read_rows
from workbench.data.readers.text_table import delimiter_name
from workbench.data.table_guess import TableGuess
from workbench.data.table_head import TableHead, read_head
from workbench.errors import DataFormatError
from workbench.jobs import Progress

TIME_TITLES = (
    "seconds",
    "milliseconds",
    "microseconds",
    "nanoseconds",
    "dates",
    "dates with the day first",
    "dates with the month first",
)
_UNIT_TITLES: dict[TimeUnit, str] = dict(zip(get_args(TimeUnit), TIME_TITLES, strict=True))


def table_head(source: Source, guess: TableGuess | None = None, delimiter: str = "") -> TableHead | None:
    """Return the first rows of a delimited text file, cut as `guess` says or as it looks; None where it is no table.

    Args:
        source: the file.
        guess: how it is written.
        delimiter: what stands between fields, where that alone is known.
    """
    data = source.head(HEAD)
    if guess is None:
        return read_head(data, len(data) < HEAD, delimiter=delimiter or None)
    return read_head(
        data,
        len(data) < HEAD,
        delimiter=guess.delimiter,
        header=guess.header,
        encoding=guess.encoding or None,
        quoted=guess.quoted,
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
                where=f"columns: {' '.join(', '.join(columns).split())[:120]}",
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
    return Parts(rows, notes=notes_of(guess))


def notes_of(guess: TableGuess) -> tuple[str, ...]:
    """Say which columns were taken for what, each time in one sentence, so that it can be told in another language."""
    columns: Columns = guess.columns
    user, item, value, time = columns.user, columns.item, columns.value, columns.time
    if time is None:
        unsaid = "There are no times: the order of the rows is the order in which things happened."
        if value is None:
            return f"Users from “{user}”, items from “{item}”.", unsaid
        return f"Users from “{user}”, items from “{item}”, values from “{value}”.", unsaid
    unit = _UNIT_TITLES[columns.time_unit or "seconds"]
    if value is None:
        return (f"Users from “{user}”, items from “{item}”, times from “{time}” ({unit}).",)
    return (f"Users from “{user}”, items from “{item}”, values from “{value}”, times from “{time}” ({unit}).",)

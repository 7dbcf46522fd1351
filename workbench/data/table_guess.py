"""How a table is written and what its columns mean: a guess open to correction, and the head that it is made of."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Literal

from workbench.data.column_guess import looks_like_header
from workbench.data.encoding_guess import guess_encoding
from workbench.data.readers.rows import Columns, TimeUnit
from workbench.data.readers.text_blocks import TextShape, text_codec
from workbench.errors import DataFormatError

DELIMITERS = ("::", "\t", ",", ";", "|", " ")
ItemRole = Literal["title", "categories", "year", "text", "image", "audio", "attribute"]


@dataclass(frozen=True)
class TableGuess:
    """How a table is written and which columns mean what. Change it with `dataclasses.replace` and pass it back.

    Attributes:
        delimiter: what stands between fields; empty for Parquet.
        header: whether the first line names the columns; without one they are called `column 1`, `column 2` ….
        encoding: the text encoding, `utf-8` for example; empty for Parquet.
        user: name of the column with the users' ids.
        item: name of the column with the items' ids.
        value: name of the column with ratings or weights, or None.
        time: name of the column with times, or None; then the order of the rows is the order in time.
        time_unit: `seconds`, `milliseconds`, `microseconds` or `nanoseconds` since 1970; `date` for dates with the year
            first or the month's name, `day-first` or `month-first` for 03/04/2020; None where there is no time.
        item_columns: further columns that tell about items, as (column, role) pairs; what an item's first row says
            counts.
        user_columns: the same about users, whose only role is `attribute`.
        part: the sheet of a workbook or the table of a SQLite file; empty for the first, and for other files.
        query: a SELECT over a SQLite file, in place of `part`.
        matrix: whether the table is a matrix: a row a user, named by the column `user`, and a column an item; the
            cells are values, and `item`, `value` and `time` count for nothing.
        missing: the text of matrix cells that hold no value, beside empty ones; `99` or `0` for example.
        decimal: what stands before the decimals of a value, a point or a comma; empty to tell by the first rows.
        quoted: whether fields of a text may be wrapped in double quotes; None to tell by its first lines.
    """

    delimiter: str
    header: bool
    encoding: str
    user: str
    item: str
    value: str | None = None
    time: str | None = None
    time_unit: TimeUnit | None = None
    item_columns: tuple[tuple[str, ItemRole], ...] = ()
    user_columns: tuple[tuple[str, ItemRole], ...] = ()
    part: str = ""
    query: str = ""
    matrix: bool = False
    missing: str = ""
    quoted: bool | None = None
    decimal: str = ""

    @property
    def columns(self) -> Columns:
        """The meaning of the columns alone."""
        return Columns(self.user, self.item, self.value, self.time, self.time_unit, self.decimal or ".")


@dataclass(frozen=True)
class TableHead:
    """The first lines of a text table, cut into fields."""

    shape: TextShape
    columns: list[str]
    rows: list[list[str]]


def head_text(data: bytes, encoding: str | None = None) -> tuple[str, str]:
    """Decode the head of a file, and name its encoding: the one given, else as `guess_encoding` finds it."""
    if encoding is not None:
        text_codec(encoding)
        return data.decode(encoding, "replace").removeprefix("\ufeff"), encoding
    encoding = guess_encoding(data)
    return data.decode(encoding, "ignore").removeprefix("\ufeff"), encoding


def read_head(
    data: bytes,
    whole: bool,
    *,
    delimiter: str | None = None,
    header: bool | None = None,
    encoding: str | None = None,
    quoted: bool | None = None,
    limit: int = 50,
) -> TableHead | None:
    """Cut the head of a file into fields; whatever is not given is guessed.

    Args:
        data: the first bytes of the file.
        whole: whether they are the whole file; otherwise the last, perhaps partial, line is not looked at.
        delimiter: what stands between fields.
        header: whether the first line names the columns.
        encoding: the text encoding.
        quoted: whether fields may be wrapped in double quotes.
        limit: the most rows to return.

    Returns:
        None where the lines have no common delimiter.

    Raises:
        DataFormatError: the delimiter or the encoding that was given cannot be one.
    """
    text, encoding = head_text(data, encoding)
    lines = [line for line in text.splitlines() if line.strip()]
    if not whole and len(lines) > 1:
        lines.pop()
    lines = lines[: limit + 20]
    if delimiter is not None and (not delimiter.isascii() or set(delimiter) & set('"\r\n\0')):
        raise DataFormatError(f"Fields cannot be separated by {delimiter!r}.", hint="Choose another delimiter.")
    if not delimiter:
        delimiter = guess_delimiter(lines)
        if delimiter is None:
            return None
    rows = cut(lines, delimiter) if quoted is not False else [line.split(delimiter) for line in lines]
    if not rows:
        return None
    if header is None:
        header = looks_like_header(rows)
    names = unique_names(rows[0]) if header else [f"column {n + 1}" for n in range(len(rows[0]))]
    if quoted is None:
        quoted = delimiter in (",", ";") or (
            len(delimiter) == 1 and any(f'{delimiter}"' in f"{delimiter}{x}" for x in lines)
        )
    return TableHead(
        TextShape(delimiter, encoding, header, quoted), names, rows[1:][:limit] if header else rows[:limit]
    )


def cut(lines: Sequence[str], delimiter: str) -> list[list[str]]:
    """Cut lines into fields, quotes respected where the delimiter is one character."""
    if len(delimiter) == 1:
        # Lines of more than the csv module's field limit are no table that a person wrote; they are split plainly.
        with suppress(csv.Error):
            return [row for row in csv.reader((f"{line}\n" for line in lines), delimiter=delimiter) if row]
    return [line.split(delimiter) for line in lines]


def guess_delimiter(lines: Sequence[str]) -> str | None:
    """Return the delimiter that cuts every line into the same number of fields, at least two; None where none does."""
    for delimiter in DELIMITERS:
        counts = [len(row) for row in cut(lines, delimiter)]
        if not counts or counts[0] < 2:
            continue
        # One odd line is a damaged line, which reading will name; many are another layout.
        odd = sum(c != counts[0] for c in counts)
        if odd <= 0.1 * len(counts) or (odd == 1 and len(counts) > 1):
            return delimiter
    return None


def unique_names(fields: Sequence[str]) -> list[str]:
    """Name columns by a header's fields: spaces trimmed, empty and repeated names made distinct."""
    names: list[str] = []
    for number, field in enumerate(fields, start=1):
        name = field.strip() or f"column {number}"
        while name in names:
            name = f"{name} ({number})"
        names.append(name)
    return names

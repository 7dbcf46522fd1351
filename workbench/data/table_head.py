"""The first lines of a text table, cut into fields; what is not told of how they are written is guessed."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from workbench.data.column_guess import looks_like_header
from workbench.data.encoding_guess import guess_encoding
from workbench.data.readers.text_blocks import TextShape, text_codec
from workbench.errors import DataFormatError

DELIMITERS = ("::", "\t", ",", ";", "|", " ")


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

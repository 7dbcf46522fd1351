"""The first lines of a text table, cut into fields; what is not told of how they are written is guessed."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from workbench.data.column_guess import looks_like_header
from workbench.data.encoding_guess import guess_encoding
from workbench.data.readers.text_blocks import TextShape, text_codec
from workbench.errors import DataFormatError

_LOOKED_AT = 2_000
_MOST_AGREE, _FEWEST_AGREEING = 0.6, 5
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
    lines, further = lines[: limit + 20], lines[limit + 20 : _LOOKED_AT]
    if delimiter is not None and (not delimiter.isascii() or set(delimiter) & set('"\r\n\0')):
        raise DataFormatError(f"Fields cannot be separated by {delimiter!r}.", hint="Choose another delimiter.")
    if not delimiter:
        delimiter = guess_delimiter(lines)
        if delimiter is None:
            return None
    rows = _rows(lines, delimiter, quoted)
    if not rows:
        return None
    usual, agreeing = _usual_count(rows)
    if usual < 2 or agreeing < _MOST_AGREE * len(rows):
        # Hardly a line of the head is whole: what the others are like is told by those that follow.
        more = [*rows, *_rows(further, delimiter, quoted)]
        usual, _ = _usual_count([row for row in more if len(row) > 1] or rows)
        if header is None or not header:
            rows = [row for row in more if len(row) == usual and any(map(str.strip, row))][: limit + 20]
            header = False
    elif header is None:
        header = len(rows[0]) == usual and looks_like_header(rows)
    # The first line may be a damaged one: without a header, what most lines have counts.
    names = unique_names(rows[0]) if header else [f"column {n + 1}" for n in range(usual)]
    if quoted is None:
        quoted = delimiter in (",", ";") or (
            len(delimiter) == 1 and any(f'{delimiter}"' in f"{delimiter}{x}" for x in lines)
        )
    return TableHead(
        TextShape(delimiter, encoding, header, quoted), names, rows[1:][:limit] if header else rows[:limit]
    )


def _rows(lines: Sequence[str], delimiter: str, quoted: bool | None) -> list[list[str]]:
    return cut(lines, delimiter) if quoted is not False else [line.split(delimiter) for line in lines]


def cut(lines: Sequence[str], delimiter: str) -> list[list[str]]:
    """Cut lines into fields, quotes respected where the delimiter is one character."""
    if len(delimiter) == 1:
        # Lines of more than the csv module's field limit are no table that a person wrote; they are split plainly.
        with suppress(csv.Error):
            return [row for row in csv.reader((f"{line}\n" for line in lines), delimiter=delimiter) if row]
    return [line.split(delimiter) for line in lines]


def guess_delimiter(lines: Sequence[str]) -> str | None:
    """Return the delimiter that cuts every line into the same number of fields, at least two; None where none does.

    One odd line is a damaged line, which reading will name. More of them are suffered only where most lines agree on
    three fields or more, which prose and other layouts do not.
    """
    damaged = None
    for delimiter in DELIMITERS:
        rows = cut(lines, delimiter)
        if not rows:
            continue
        counts = [len(row) for row in rows]
        odd = sum(c != counts[0] for c in counts)
        if counts[0] >= 2 and (odd <= 0.1 * len(counts) or (odd == 1 and len(counts) > 1)):
            return delimiter
        usual, agreeing = _usual_count(rows)
        if damaged is None and usual >= 3 and agreeing >= max(_FEWEST_AGREEING, _MOST_AGREE * len(rows)):
            damaged = delimiter
    return damaged


def _usual_count(rows: Sequence[Sequence[str]]) -> tuple[int, int]:
    """Return the number of fields that most rows have, the earliest of equals, and how many have it."""
    return Counter(len(row) for row in rows).most_common(1)[0]


def unique_names(fields: Sequence[str]) -> list[str]:
    """Name columns by a header's fields: spaces trimmed, empty and repeated names made distinct."""
    names: list[str] = []
    for number, field in enumerate(fields, start=1):
        name = field.strip() or f"column {number}"
        while name in names:
            name = f"{name} ({number})"
        names.append(name)
    return names

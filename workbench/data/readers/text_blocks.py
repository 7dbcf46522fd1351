"""Delimited text to Arrow columns, block by block, so that memory stays small and errors know their line."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.csv

from workbench.data.readers.source import Source
from workbench.errors import DataFormatError
from workbench.jobs import Progress

_STAND_IN = "\x1f"  # the unit separator, for delimiters of several characters
_LONGEST_QUOTED = 64_000_000


@dataclass(frozen=True)
class TextShape:
    """How a text file is written.

    Attributes:
        delimiter: one or more characters between the fields of a line.
        encoding: a codec's name, `utf-8` for example.
        header: whether the first line names the columns.
        quoted: whether fields may be wrapped in double quotes.
    """

    delimiter: str
    encoding: str = "utf-8"
    header: bool = False
    quoted: bool = False


@dataclass(frozen=True)
class TextBlock:
    """Some whole lines of a file.

    Attributes:
        table: the wanted columns, all as text.
        first_line: number of the block's first line, counted from 1.
        data: the lines as UTF-8.
        at_end: whether the file ends with this block.
    """

    table: pa.Table
    first_line: int
    data: bytes
    at_end: bool

    def line(self, row: int) -> tuple[int, str]:
        """Return the number and the text of the line that row `row` of the table came from."""
        lines = self.data.split(b"\n")
        filled = [number for number, line in enumerate(lines) if line.strip(b"\r")]
        place = filled[min(row, len(filled) - 1)] if filled else 0
        return self.first_line + place, shown(lines[place])


def shown(line: bytes, limit: int = 60) -> str:
    """Return a line as an error may quote it."""
    text = "".join(c if c.isprintable() else "·" for c in line.strip(b"\r").decode("utf-8", "replace"))
    return text if len(text) <= limit else text[: limit - 1] + "…"


def text_blocks(
    source: Source, shape: TextShape, names: Sequence[str], wanted: Sequence[str], progress: Progress
) -> Iterator[TextBlock]:
    """Yield the wanted columns of a delimited text file.

    Args:
        source: the file.
        shape: how it is written; a header line is skipped.
        names: the names of all columns, in the file's order.
        wanted: the columns to keep.
        progress: told how far reading is; checked between blocks.

    Raises:
        DataFormatError: a line has another number of fields, or bytes that are not of the encoding, or the file's
            compression is damaged.
    """
    rest, line = b"", 1
    header = shape.header
    stream = _as_utf8(source, shape.encoding, progress)
    block = next(stream, None)
    while block is not None:
        following = next(stream, None)
        data = rest + block
        cut = len(data) if following is None else _last_whole_line(data, shape.quoted)
        data, rest = data[:cut], data[cut:]
        block = following
        if header and data:
            end = data.find(b"\n") + 1 or len(data)
            data, line, header = data[end:], line + 1, False
        if data:
            table = _parse(source, data, shape, names, wanted, line, at_end=block is None)
            yield TextBlock(table, line, data, block is None)
            line += data.count(b"\n")


def _last_whole_line(data: bytes, quoted: bool) -> int:
    """Return where the last line ends that no open quotation runs across; 0 where there is none."""
    cut = data.rfind(b"\n") + 1
    if not quoted or len(data) > _LONGEST_QUOTED:
        return cut
    quotes = data.count(b'"', 0, cut)
    while cut and quotes % 2:
        before = data.rfind(b"\n", 0, cut - 1) + 1
        quotes -= data.count(b'"', before, cut)
        cut = before
    return cut


def _as_utf8(source: Source, encoding: str, progress: Progress) -> Iterator[bytes]:
    codec = text_codec(encoding)
    decoder = codec.incrementaldecoder()
    started, lines = False, 0
    for block in source.blocks(progress):
        try:
            text = decoder.decode(block)
        except UnicodeDecodeError as error:
            number = lines + bytes(error.object)[: error.start].count(b"\n") + 1
            raise DataFormatError(
                f"{source.label} holds bytes that are not {codec.name} text.",
                where=f"line {number}",
                hint="Choose another encoding: latin-1 reads most older files.",
            ) from error
        lines += text.count("\n")
        if not started and text:
            text, started = text.removeprefix("\ufeff"), True
        yield text.encode("utf-8")


def text_codec(encoding: str) -> codecs.CodecInfo:
    """Return the codec of a text encoding.

    Raises:
        DataFormatError: there is no such encoding, or it does not encode text.
    """
    try:
        b"a".decode(encoding, "replace")
        return codecs.lookup(encoding)
    except (LookupError, ValueError, TypeError) as error:
        raise DataFormatError(
            f"There is no text encoding called “{encoding}”.", hint="Try utf-8, latin-1 or utf-16."
        ) from error


def _parse(
    source: Source,
    data: bytes,
    shape: TextShape,
    names: Sequence[str],
    wanted: Sequence[str],
    first_line: int,
    *,
    at_end: bool,
) -> Any:
    if not data.strip(b"\r\n"):
        return pa.table({name: pa.array([], pa.string()) for name in wanted})
    delimiter = shape.delimiter
    content = data
    if len(delimiter) > 1 or not delimiter.isascii():
        content, delimiter = data.replace(delimiter.encode(), _STAND_IN.encode()), _STAND_IN
    wrong: list[tuple[int, int]] = []

    def refuse(row: Any) -> str:
        if not wrong:
            wrong.append((int(row.number or 1) - 1, int(row.actual_columns)))
        return "error"

    try:
        return pa.csv.read_csv(
            io.BytesIO(content),
            read_options=pa.csv.ReadOptions(
                use_threads=False, column_names=list(names), block_size=min(len(content) + 16, 2**31 - 1)
            ),
            parse_options=pa.csv.ParseOptions(
                delimiter=delimiter,
                quote_char='"' if shape.quoted else False,
                newlines_in_values=shape.quoted and b'"' in content,
                invalid_row_handler=refuse,
            ),
            convert_options=pa.csv.ConvertOptions(
                include_columns=list(wanted),
                column_types={name: pa.string() for name in wanted},
                strings_can_be_null=False,
            ),
        )
    except (pa.ArrowException, ValueError) as error:
        block = TextBlock(None, first_line, data, at_end)
        if not wrong:
            raise DataFormatError(
                f"{source.label} cannot be cut into columns: {str(error).splitlines()[0][:120]}.",
                where=f"from line {first_line} on",
                hint="Check the delimiter.",
            ) from error
        row, found = wrong[0]
        number, text = block.line(row)
        last = first_line + data.rstrip(b"\r\n").count(b"\n")
        if at_end and number == last and not data.endswith(b"\n") and found < len(names):
            raise DataFormatError(
                f"{source.label} ends in the middle of a line, it seems to be cut off: “{text}”.",
                where=f"line {number}",
                hint="Download or copy it again.",
            ) from error
        raise DataFormatError(
            f"{source.label} has {found} {'field' if found == 1 else 'fields'} where {len(names)} are expected: "
            f"“{text}”.",
            where=f"line {number}",
            hint=f"Check that the fields are separated by {delimiter_name(shape.delimiter)}.",
        ) from error


def delimiter_name(delimiter: str) -> str:
    """Return a delimiter as a sentence may name it."""
    return {"\t": "tabs", " ": "spaces", ",": "commas", ";": "semicolons"}.get(delimiter, f"“{delimiter}”")

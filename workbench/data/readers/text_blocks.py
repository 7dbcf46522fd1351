"""Text in blocks of whole lines: decoded, cut where no quotation runs across, each knowing its first line's number."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt

from workbench.data.readers.source import Source
from workbench.errors import DataFormatError
from workbench.jobs import Progress

# Stands where bytes could not be decoded: a code point that is no character, so that no text holds it.
UNDECODABLE = "\ufdd0"
_MARK = UNDECODABLE.encode()
_LONGEST_QUOTED = 16_000_000
_MOST_UNCLOSED = 20  # quotations in one block, before its quotes are taken for letters
_LF, _CR, _QUOTE = 10, 13, 34

# int64 [n, 3]: where each line begins and ends in a block's bytes, and its number in the file.
Rows = npt.NDArray[np.int64]


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
class LineBlock:
    """Some whole lines of a file.

    Attributes:
        data: the lines as UTF-8, ending with LF or CR LF; only the file's last may end with neither.
        first_line: number of the first of them, counted from 1.
        n_lines: how many they are.
        at_end: whether the file ends with this block.
        quoted: whether quotations are to be heeded: the file has them, and each one that opens here also closes.
        undecodable: whether some bytes could not be decoded.
    """

    data: bytes
    first_line: int
    n_lines: int
    at_end: bool
    quoted: bool
    undecodable: bool = False

    @cached_property
    def rows(self) -> Rows:
        """The lines that are not empty; a quotation over several lines makes them one, under the first one's number."""
        return self.rows_between(np.frombuffer(self.data, np.uint8) == _QUOTE if self.quoted else None)

    def rows_between(self, quotes: npt.NDArray[np.bool_] | None) -> Rows:
        """Return the lines that are not empty, where quotes at these bytes hold lines together."""
        text = np.frombuffer(self.data, np.uint8)
        ends = np.flatnonzero(text == _LF)
        if not self.data.endswith(b"\n"):
            ends = np.append(ends, len(text))
        numbers = np.arange(len(ends))
        if quotes is not None:
            whole = np.searchsorted(np.flatnonzero(quotes), ends) % 2 == 0
            begins = np.concatenate(([0], np.flatnonzero(whole)[:-1] + 1)).astype(np.int64)
            ends, numbers = ends[whole], numbers[begins][: int(whole.sum())]
        starts = np.concatenate(([0], ends[:-1] + 1)).astype(np.int64)[: len(ends)]
        stops = ends - ((ends > starts) & (text[np.maximum(ends, 1) - 1] == _CR))
        rows: Rows = np.stack((starts, stops, self.first_line + numbers), axis=1)[stops > starts]
        return rows

    def without_header(self) -> LineBlock:
        """Return the block without its first row that is not empty."""
        first = self.data.find(b"\n") + 1
        if first > 2 and b'"' not in self.data[:first] and self.data[first : first + 1] not in (b"\r", b"\n"):
            return replace(self, data=self.data[first:], first_line=self.first_line + 1, n_lines=self.n_lines - 1)
        rows = self.rows
        if len(rows) < 2:
            return replace(self, data=b"", first_line=self.first_line + self.n_lines, n_lines=0)
        begin, _, line = rows[1].tolist()
        return replace(self, data=self.data[begin:], first_line=line, n_lines=self.n_lines - (line - self.first_line))


def shown(line: bytes, limit: int = 60) -> str:
    """Return a line as an error may quote it."""
    text = line[: 8 * limit].strip(b"\r").decode("utf-8", "replace")
    text = "".join(c if c.isprintable() and c != UNDECODABLE else "·" for c in text[: limit + 1])
    return text if len(text) <= limit else text[: limit - 1] + "…"


def line_blocks(source: Source, shape: TextShape, progress: Progress) -> Iterator[LineBlock]:
    """Yield the content of a text file, its header line left out.

    Bytes that are not of the encoding become `UNDECODABLE`. A quotation that is never closed is none.

    Args:
        source: the file.
        shape: how it is written; `delimiter` does not count here.
        progress: told how far reading is; checked between blocks.

    Raises:
        DataFormatError: the file's compression is damaged, or there is no such encoding.
    """
    line, header = 1, shape.header
    for data, quoted, at_end in _whole_lines(_decoded(source, shape.encoding, progress), shape.quoted):
        data = _marked(_with_line_feeds(data), shape.encoding)
        n_lines = int(np.count_nonzero(np.frombuffer(data, np.uint8) == _LF)) + (not data.endswith(b"\n"))
        block = LineBlock(data, line, n_lines, at_end, quoted, not data.isascii() and _MARK in data)
        line += n_lines
        if header:
            block, header = block.without_header(), False
        if block.data:
            yield block


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


def _decoded(source: Source, encoding: str, progress: Progress) -> Iterator[bytes]:
    """Yield the content as UTF-8, without a byte order mark; UTF-8 itself is looked at later, whole lines at a time."""
    codec = text_codec(encoding)
    if codec.name in ("utf-8", "utf-8-sig"):
        started = False
        for block in source.blocks(progress):
            yield block if started else block.removeprefix(codecs.BOM_UTF8)
            started = True
        return
    decoder = codec.incrementaldecoder("workbench-mark")
    started = False
    for block in source.blocks(progress):
        text = decoder.decode(block)
        if not started and text:
            text, started = text.removeprefix("\ufeff"), True
        yield text.encode("utf-8", "replace")
    yield decoder.decode(b"", True).encode("utf-8", "replace")


def _marked(data: bytes, encoding: str) -> bytes:
    if data.isascii() or text_codec(encoding).name not in ("utf-8", "utf-8-sig"):
        return data
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("utf-8", "workbench-mark").encode("utf-8")
    return data


def _mark_undecodable(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    return UNDECODABLE, max(error.end, error.start + 1)


codecs.register_error("workbench-mark", _mark_undecodable)


def _with_line_feeds(data: bytes) -> bytes:
    """Return lines that end with CR alone, as on old machines, with LF; CR LF stays."""
    if b"\r" not in data:
        return data
    text = np.frombuffer(data, np.uint8)
    alone = np.any((text[:-1] == _CR) & (text[1:] != _LF)) or (text[-1] == _CR)
    return data.replace(b"\r\n", b"\n").replace(b"\r", b"\n") if alone else data


def _whole_lines(stream: Iterator[bytes], quoted: bool) -> Iterator[tuple[bytes, bool, bool]]:
    """Yield whole lines, whether to heed quotes in them, and whether they are the last."""
    rest, following = b"", next(stream, None)
    while following is not None:
        data, following = following, next(stream, None)
        at_end = following is None
        if not (quoted and (b'"' in data or b'"' in rest)) and (cut := data.rfind(b"\n") + 1) and not at_end:
            # The usual case, with the fewest copies.
            yield b"".join((rest, memoryview(data)[:cut])), quoted, False
            rest = data[cut:]
            continue
        data = rest + data if rest else data
        unclosed = 0
        while data:
            heeded = quoted and unclosed < _MOST_UNCLOSED
            cut, closed = _last_whole_line(data, heeded, at_end)
            if cut == 0:
                break
            whole, data = (data, b"") if cut == len(data) else (data[:cut], data[cut:])
            yield whole, heeded and closed, at_end and not data
            unclosed += not closed
            if closed and not at_end:
                break
        rest = data


def _last_whole_line(data: bytes, quoted: bool, at_end: bool) -> tuple[int, bool]:
    """Return where the last line ends that no open quotation runs across (0: none does yet).

    Where the first line opens a quotation that is never closed, its own end is returned with False.
    """
    last = len(data) if at_end else max(data.rfind(b"\n"), data.rfind(b"\r") if b"\n" not in data else -1) + 1
    if not quoted or b'"' not in data or data.count(b'"', 0, last) % 2 == 0:
        return last, True
    text = np.frombuffer(data, np.uint8)[:last]
    ends = np.flatnonzero(text == _LF)
    whole = np.flatnonzero(np.searchsorted(np.flatnonzero(text == _QUOTE), ends) % 2 == 0)
    if len(whole):
        return int(ends[whole[-1]]) + 1, True
    if at_end or len(data) > _LONGEST_QUOTED:
        return int(ends[0]) + 1 if len(ends) else last, False
    return 0, True

"""Blocks of delimited lines to Arrow columns: strictly typed where all is well, line by line where it is not."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.csv

from workbench.data.interactions import Int64
from workbench.data.readers.source import Source
from workbench.data.readers.text_blocks import UNDECODABLE, LineBlock, Rows, TextShape, line_blocks, shown
from workbench.data.readers.unreadable import EXAMPLES, Fault, Unreadable
from workbench.jobs import Progress


def _memory() -> Any:
    """Return where the columns of blocks lie: Arrow's default gives memory back to the system after every block."""
    try:
        return pa.jemalloc_memory_pool()
    except NotImplementedError:
        return pa.system_memory_pool()


_MEMORY = _memory()
_STAND_IN = "\x1f"  # the unit separator, for delimiters of several characters


@dataclass(frozen=True)
class ParsedBlock:
    """The columns of a block, and the lines that have none.

    Attributes:
        block: the lines.
        table: the wanted columns, one row a line that could be cut.
        rows: the line of each row of the table; None where every line is one.
        faults: the lines that could not be cut, by a kind of `UNREADABLE`: how many, and the first few.
    """

    block: LineBlock
    table: pa.Table
    rows: Rows | None = None
    faults: Mapping[str, tuple[int, list[Fault]]] = field(default_factory=dict)

    @property
    def lines(self) -> int | Int64:
        """The number of the first line where each line is a row, otherwise the number of each."""
        return self.block.first_line if self.rows is None else self.rows[:, 2]

    def shown(self, row: int) -> str:
        """Return the line of a row of the table, as an error may quote it."""
        begin, end, _ = (self.block.rows if self.rows is None else self.rows)[row]
        return shown(self.block.data[begin:end])


def parse(block: LineBlock, shape: TextShape, names: Sequence[str], kinds: Mapping[str, Any]) -> ParsedBlock | None:
    """Cut a block into columns of given types; None where a line has not the right fields or a cell not its type.

    Args:
        block: the lines.
        shape: how they are written.
        names: the names of all columns, in the file's order.
        kinds: the wanted columns and their Arrow types; an empty number is null, an empty text is empty.
    """
    if block.undecodable:
        return None
    delimiter, fields = shape.delimiter, list(names)
    kinds = dict(kinds)
    if len(delimiter) > 1:
        if len(set(delimiter)) > 1 or not delimiter.isascii():
            return None
        # Cut at every character of the delimiter, there are columns of nothing between any two: no text is copied.
        nothings = [[f"\0{n}.{k}" for k in range(len(delimiter) - 1)] for n in range(1, len(names))]
        fields = [names[0], *(f for nothing, name in zip(nothings, names[1:], strict=True) for f in (*nothing, name))]
        kinds |= {name: pa.null() for nothing in nothings for name in nothing}
        delimiter = delimiter[0]
    try:
        table = _read(block.data, delimiter, fields, kinds, quoted=block.quoted)
    except (pa.ArrowInvalid, ValueError):
        return None
    if table.num_rows == block.n_lines:
        return ParsedBlock(block, table)
    rows = _rows(block, shape, table.num_rows)
    return None if rows is None else ParsedBlock(block, table, rows)


def parse_tolerantly(
    block: LineBlock, label: str, shape: TextShape, names: Sequence[str], wanted: Sequence[str]
) -> ParsedBlock:
    """Cut a block into columns of text and count the lines that cannot be cut; `label` is how errors call the file."""
    delimiter, data = shape.delimiter, block.data
    if len(delimiter) > 1 or not delimiter.isascii():
        data, delimiter = data.replace(delimiter.encode(), _STAND_IN.encode()), _STAND_IN
    odd: dict[int, int] = {}
    kinds = dict.fromkeys(wanted, pa.string())
    try:
        table = _read(data, delimiter, names, kinds, quoted=block.quoted, odd=odd)
        rows = _rows(block, shape, table.num_rows + len(odd))
    except (pa.ArrowInvalid, ValueError):
        rows = None
    if rows is None:
        # Quotations that cannot be followed are taken for letters.
        block, odd = replace(block, quoted=False), {}
        table, rows = _read(data, delimiter, names, kinds, quoted=False, odd=odd), block.rows
    cut = np.delete(np.arange(len(rows)), list(odd))
    faults = _faults(block, rows, odd, label, len(names))
    undecodable = np.array([n for n in _undecodable(block, rows) if n not in odd], dtype=np.int64)
    if len(undecodable):
        kept = ~np.isin(cut, undecodable)
        cut, table = cut[kept], table.filter(pa.array(kept))
        what = f"{label} holds bytes that are not {shape.encoding} text."
        found = [Fault(int(rows[n, 2]), _text(block, rows, n), what) for n in undecodable[:EXAMPLES]]
        faults["undecodable"] = (len(undecodable), found)
    return ParsedBlock(block, table, rows[cut], faults)


def delimiter_name(delimiter: str) -> str:
    """Return a delimiter as a sentence may name it."""
    return {"\t": "tabs", " ": "spaces", ",": "commas", ";": "semicolons"}.get(delimiter, f"“{delimiter}”")


def _read(
    data: bytes,
    delimiter: str,
    names: Sequence[str],
    kinds: Mapping[str, Any],
    *,
    quoted: bool,
    odd: dict[int, int] | None = None,
) -> pa.Table:
    """Let Arrow cut lines; those with another number of fields go into `odd`, or are an error where it is None."""
    if not data.strip(b"\r\n"):
        return pa.table({name: pa.array([], kind) for name, kind in kinds.items()})

    def note(row: Any) -> str:
        if odd is None:
            return "error"
        odd[int(row.number) - 1] = int(row.actual_columns)
        return "skip"

    return pa.csv.read_csv(
        pa.BufferReader(data),
        read_options=pa.csv.ReadOptions(
            use_threads=False, column_names=list(names), block_size=min(len(data) + 16, 2**31 - 1)
        ),
        parse_options=pa.csv.ParseOptions(
            delimiter=delimiter,
            quote_char='"' if quoted else False,
            newlines_in_values=quoted and b'"' in data,
            invalid_row_handler=note,
        ),
        convert_options=pa.csv.ConvertOptions(
            include_columns=list(kinds),
            column_types=dict(kinds),
            null_values=[""],
            strings_can_be_null=False,
            check_utf8=False,
        ),
        memory_pool=_MEMORY,
    )


def _rows(block: LineBlock, shape: TextShape, count: int) -> Rows | None:
    """Return the lines of the rows that Arrow found; None where no way to tell lines apart gives as many."""
    if len(block.rows) == count:
        return block.rows
    if not block.quoted:
        return None
    # Quotes inside a field, as in 5" nail, are letters: let a slower reader say where rows end.
    reader = csv.reader(io.StringIO(block.data.decode("utf-8"), newline=""), delimiter=shape.delimiter)
    last = [0]
    try:
        last += [reader.line_num for row in reader if row]
    except csv.Error:
        return None
    every = block.rows_between(None)
    if len(last) - 1 != count:
        return None
    begins = np.searchsorted(every[:, 2], block.first_line + np.array(last[:-1]))
    ends = np.searchsorted(every[:, 2], block.first_line + np.array(last[1:]) - 1)
    if begins.max(initial=0) >= len(every) or ends.max(initial=0) >= len(every):
        return None
    return np.stack((every[begins, 0], every[ends, 1], every[begins, 2]), axis=1)


def _faults(
    block: LineBlock, rows: Rows, odd: Mapping[int, int], label: str, expected: int
) -> dict[str, tuple[int, list[Fault]]]:
    """Say what is wrong with the lines that have not the expected number of fields; blank ones are no rows."""
    faults: dict[str, tuple[int, list[Fault]]] = {}
    for place, found in odd.items():
        begin, end, line = rows[place].tolist()
        if end - begin < 200 and not block.data[begin:end].strip():
            continue
        ends_file = block.at_end and place == len(rows) - 1 and not block.data.endswith(b"\n")
        kind = "cut-off" if ends_file and found < expected else "fields"
        count, shown_so_far = faults.setdefault(kind, (0, []))
        if count < EXAMPLES:
            text = shown(block.data[begin:end])
            fields = f"{found} {'field' if found == 1 else 'fields'}"
            what = (
                f"{label} ends in the middle of a line, it seems to be cut off: “{text}”."
                if kind == "cut-off"
                else f"{label} has {fields} where {expected} are expected: “{text}”."
            )
            shown_so_far.append(Fault(line, text, what))
        faults[kind] = (count + 1, shown_so_far)
    return faults


def _undecodable(block: LineBlock, rows: Rows) -> list[int]:
    """Return the places of the lines with bytes that could not be decoded."""
    if not block.undecodable:
        return []
    mark, found, at = UNDECODABLE.encode(), [], -1
    while (at := block.data.find(mark, at + 1)) >= 0:
        place = int(np.searchsorted(rows[:, 0], at, side="right")) - 1
        found.append(place)
        at = max(at, int(rows[place, 1]) - 1)
    return found


def _text(block: LineBlock, rows: Rows, place: int) -> str:
    begin, end, _ = rows[place]
    return shown(block.data[begin:end])


def text_tables(
    source: Source,
    shape: TextShape,
    names: Sequence[str],
    wanted: Sequence[str],
    unreadable: Unreadable,
    progress: Progress,
) -> Iterator[pa.Table]:
    """Yield the wanted columns of a whole file as text, a block at a time; for tables of items and users.

    Lines that cannot be cut are counted in `unreadable`.

    Raises:
        DataFormatError: most lines cannot be cut into their fields; the first of them is named.
    """
    count = 0
    kinds = dict.fromkeys(wanted, pa.string())
    for block in line_blocks(source, shape, progress):
        parsed = parse(block, shape, names, kinds) or parse_tolerantly(block, source.label, shape, names, wanted)
        for kind, (count, faults) in parsed.faults.items():
            unreadable.add(kind, faults, count)
        count += parsed.table.num_rows
        yield parsed.table
    refusal = unreadable.refusal()
    if refusal is not None and len(unreadable) > count:
        raise refusal

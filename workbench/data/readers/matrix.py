"""A user × item matrix: a row a user, a column an item, the cells values, most of them perhaps missing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa

from workbench.data.readers.cells import read_numbers
from workbench.data.readers.frames import Frames
from workbench.data.readers.rows import Columns, RawRows, RowCollector, read_block
from workbench.data.readers.unreadable import EXAMPLES, Fault
from workbench.jobs import Progress

_LEAST_COLUMNS = 10


def is_matrix(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    """Whether a table whose columns have no known names looks like a matrix: many columns of numbers, with gaps."""
    if len(columns) < _LEAST_COLUMNS or len(rows) < 3:
        return False
    cells = [cell.strip() for row in rows for cell in row[1:]]
    filled = [cell for cell in cells if cell]
    values = [float(cell) for cell in filled if _is_number(cell)]
    if not values or len(values) < 0.95 * len(filled):
        return False
    gaps = len(cells) - len(filled) + sum(value in (0.0, 99.0) for value in values)
    return gaps >= 0.2 * len(cells) and len(set(values)) <= max(50, len(values) // 4)


def missing_mark(rows: Sequence[Sequence[str]]) -> str:
    """Return what stands for no value beside empty cells: `99` among small values, `0` where no cell is empty."""
    cells = [cell.strip() for row in rows for cell in row[1:]]
    values = [float(cell) for cell in cells if cell and _is_number(cell)]
    if 99.0 in values and all(value == 99.0 or abs(value) <= 10 for value in values):
        return "99"
    return "0" if cells and all(cells) and values.count(0.0) >= 0.2 * len(values) else ""


def read_matrix(
    frames: Frames,
    user: str | None,
    items: Sequence[str],
    missing: str,
    progress: Progress,
    *,
    first_item: int | None = None,
) -> RawRows:
    """Read the cells of a matrix as interactions, user by user in the order of the columns.

    Args:
        frames: the table.
        user: the column of user ids; where None, a user's id is the number of the row.
        items: the columns that are items; their names are the items' ids.
        missing: the text of cells that hold no value, beside empty ones.
        progress: told how far reading is.
        first_item: number items from here on, rather than name them as their columns.

    Raises:
        DataFormatError: there is no value in it, or most of its cells are no numbers.
    """
    wanted = [*([user] if user is not None else []), *items]
    columns = Columns("user", "item", "value")
    collector = RowCollector(frames.label, columns, frames.unit)
    names = pa.array(list(items) if first_item is None else [str(first_item + n) for n in range(len(items))])
    mark = float(missing) if _is_number(missing) else None
    before = 0
    for block in frames.blocks(wanted, progress):
        for kind, (count, faults) in block.faults.items():
            collector.unreadable.add(kind, faults, count)
        n_rows = len(block.columns[wanted[0]])
        lines = np.arange(block.lines, block.lines + n_rows) if isinstance(block.lines, int) else block.lines
        values = np.zeros((n_rows, len(items)), np.float32)
        present = np.zeros((n_rows, len(items)), bool)
        for place, name in enumerate(items):
            if name not in block.columns:
                continue
            cells = read_numbers(block.columns[name])
            values[:, place] = cells.read
            here = np.ones(n_rows, bool)
            if cells.missing is not None:
                here &= ~cells.missing
            if cells.wrong is not None:
                wrong = np.flatnonzero(cells.wrong & here)
                texts = [str(block.columns[name][int(row)].as_py()).strip() for row in wrong]
                bad = [row for row, text in zip(wrong.tolist(), texts, strict=True) if text not in (missing, "nan")]
                if bad:
                    kept = [_fault(int(lines[row]), block.show(row), name) for row in bad[:EXAMPLES]]
                    collector.unreadable.add("value", kept, len(bad))
                here &= ~cells.wrong
            present[:, place] = here
            if place % 500 == 0:
                progress.check()
        if mark is not None:
            present &= values != np.float32(mark)
        rows, places = np.nonzero(present)
        if user is None:
            users: Any = pa.array(rows + before + 1).cast(pa.string())
        else:
            users = block.columns[user].take(pa.array(rows))
        before += n_rows

        def show(row: int, rows: Any = rows, block: Any = block) -> str:
            return str(block.show(int(rows[row])))

        made = read_block(
            columns, users, names.take(pa.array(places)), pa.array(values[present]), lines=lines[rows], show=show
        )
        collector.take(made)
    return collector.finish(frames.where)


def _fault(line: int, text: str, column: str) -> Fault:
    return Fault(line, text, f"The value in the column “{column}” is not a number in “{text}”.")


def _is_number(text: str) -> bool:
    try:
        return float(text) == float(text)
    except ValueError:
        return False

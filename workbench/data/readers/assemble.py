"""From raw rows and attribute tables to a `Dataset`, telling what was noticed on the way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from workbench.data.dataset import Dataset, ItemTable
from workbench.data.interactions import Interactions, Vocabulary
from workbench.data.readers.rows import RawRows
from workbench.jobs import Progress


@dataclass(frozen=True)
class Attributes:
    """What a file says about items or users.

    Attributes:
        ids: Arrow string array of external ids.
        columns: table of as many rows.
    """

    ids: Any
    columns: pa.Table


@dataclass(frozen=True)
class ReadResult:
    """A dataset that was read, and what a person should know of the reading, one sentence each."""

    dataset: Dataset
    notes: list[str]


def assemble(
    rows: RawRows,
    *,
    name: str,
    source: str,
    progress: Progress,
    items: Attributes | None = None,
    users: Attributes | None = None,
    notes: tuple[str, ...] = (),
) -> ReadResult:
    """Build the dataset; codes are given in order of first appearance, ids stay the text that they were.

    Items and users that only an attribute file knows are left out and counted: nobody met them.
    """
    progress.report(1.0, "sorting")
    user_ids, user_codes = _codes(rows.user)
    item_ids, item_codes = _codes(rows.item)
    interactions = Interactions.from_columns(
        user_codes, item_codes, rows.value, rows.time, n_users=len(user_ids), n_items=len(item_ids)
    )
    progress.check()
    said = [*notes, *_repeated(interactions)]
    item_columns = pa.table({"id": item_ids}).select([])
    if items is not None:
        item_columns = _aligned(items, item_ids, "item", said)
    user_columns = None if users is None else _aligned(users, user_ids, "user", said)
    progress.check()
    dataset = Dataset(
        name=name,
        interactions=interactions,
        users=Vocabulary(user_ids),
        items=Vocabulary(item_ids),
        item_table=ItemTable(item_columns),
        user_table=user_columns,
        source=source,
    )
    return ReadResult(dataset, said)


def _codes(column: pa.ChunkedArray) -> tuple[Any, np.ndarray[Any, np.dtype[np.int32]]]:
    ids = column.chunk(0).dictionary if column.num_chunks else pa.array([], pa.string())
    codes = [np.asarray(chunk.indices, dtype=np.int32) for chunk in column.chunks]
    return ids, np.concatenate(codes) if codes else np.zeros(0, np.int32)


def _repeated(parts: Interactions) -> list[str]:
    """Count rows whose person and item came before; they are kept, since meeting again is information."""
    pairs = np.sort(parts.user.astype(np.int64) * max(parts.n_items, 1) + parts.item)
    again = np.flatnonzero(pairs[1:] == pairs[:-1])
    if len(again) == 0:
        return []
    repeated = np.zeros(parts.n_users, bool)
    repeated[pairs[again] // parts.n_items] = True
    rows = np.flatnonzero(repeated[parts.user])
    time = np.zeros(len(rows), np.int64) if parts.time is None else parts.time[rows]
    columns = (parts.user[rows], parts.item[rows], parts.value[rows], time)
    order = np.lexsort(columns)
    same = np.ones(max(len(rows) - 1, 0), bool)
    for column in columns:
        same &= column[order][1:] == column[order][:-1]
    said = [f"{_rows(len(again))} a person meeting an item again; kept."]
    exact = int(same.sum())
    if exact and not (parts.time is None and exact == len(again)):
        said.append(f"{_rows(exact, 'repeats', 'repeat')} another one in every column; kept.")
    return said


def _rows(count: int, one: str = "is", many: str = "are") -> str:
    return f"1 row {one}" if count == 1 else f"{count:,} rows {many}"


def _aligned(attributes: Attributes, ids: Any, noun: str, said: list[str]) -> pa.Table:
    """Put attributes into code order, the first row where an id comes twice; nulls where there are none."""
    places = pc.index_in(ids, value_set=attributes.ids.cast(ids.type))
    unknown = places.null_count
    if unknown:
        said.append(f"{unknown:,} of {len(ids):,} {noun}s have no attributes.")
    left_out = len(pc.unique(attributes.ids)) - (len(ids) - unknown)
    if left_out:
        said.append(f"{left_out:,} {noun}{'' if left_out == 1 else 's'} without any interaction left out.")
    return attributes.columns.take(places)

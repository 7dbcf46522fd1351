"""A knowledge graph of items: which attribute gives an item which value, from all that its table tells.

Categories, lists and texts with values that items share (people, series, the relations of an imported knowledge
graph), numbers with few values, and years as decades become relations; a value that one item alone has says nothing of
another, so it is left out, and texts that name their items (titles, descriptions) fall away with it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from workbench.data.dataset import ItemTable

# A relation keeps its most frequent values; integers with more values than this are measures, not names.
MOST_VALUES, MOST_NUMBERS = 20_000, 32
_NO_RELATIONS = ("title", "text", "image", "audio")

Int64 = npt.NDArray[np.int64]


@dataclass(frozen=True)
class ItemRelations:
    """Edges from items to values, ordered by relation, then item.

    Shapes: E edges, A values, R relations.

    Attributes:
        item: int64 [E].
        value: int64 [E], 0 … A − 1.
        edges: int64 [R + 1]; relation r has the edges `edges[r]:edges[r + 1]`.
        values: int64 [R + 1]; relation r has the values `values[r]:values[r + 1]`.
        relation_names: R names of attributes.
        value_names: A names of values.
    """

    item: Int64
    value: Int64
    edges: Int64
    values: Int64
    relation_names: tuple[str, ...]
    value_names: tuple[str, ...]

    @staticmethod
    def of(table: ItemTable) -> ItemRelations:
        """Make the graph of all columns that tell something; without any it has no relation."""
        items: list[Int64] = []
        values: list[Int64] = []
        relations: list[str] = []
        names: list[str] = []
        edges, ends = [0], [0]
        for column in table.columns.column_names:
            if column in _NO_RELATIONS:
                continue
            found = _edges(column, table.columns[column].combine_chunks(), len(table))
            if found is None:
                continue
            item, value, told = found
            items.append(item)
            values.append(value + ends[-1])
            relations.append(column)
            names += told
            edges.append(edges[-1] + len(item))
            ends.append(len(names))
        none = np.zeros(0, np.int64)
        return ItemRelations(
            item=np.concatenate([none, *items]),
            value=np.concatenate([none, *values]),
            edges=np.array(edges, np.int64),
            values=np.array(ends, np.int64),
            relation_names=tuple(relations),
            value_names=tuple(names),
        )

    def names_as_bytes(self) -> npt.NDArray[np.uint8]:
        """Return uint8 [n], the names as UTF-8 JSON, so that they can lie beside arrays."""
        text = json.dumps([self.relation_names, self.value_names], ensure_ascii=False)
        return np.frombuffer(text.encode(), np.uint8).copy()


def names_from_bytes(stored: npt.NDArray[np.uint8]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Read what `names_as_bytes` made: names of relations and of values."""
    relations, values = json.loads(stored.tobytes().decode())
    return tuple(relations), tuple(values)


def _edges(name: str, column: Any, n_items: int) -> tuple[Int64, Int64, list[str]] | None:
    """Return items, values and the values' names of one column, each edge once; None where it relates no items."""
    kind = column.type
    owner = np.arange(n_items)
    if pa.types.is_list(kind) or pa.types.is_large_list(kind):
        owner = np.asarray(pc.list_parent_indices(column), dtype=np.int64)
        column = column.flatten()
        kind = column.type
    if pa.types.is_dictionary(kind):
        column = column.dictionary_decode()
        kind = column.type
    if pa.types.is_integer(kind):
        if name == "year":
            numbers = pc.multiply(pc.floor(pc.divide(column.cast(pa.float64()), 10.0)), 10.0)
            column = pc.binary_join_element_wise(numbers.cast(pa.int64()).cast(pa.string()), pa.scalar("s"), "")
        elif len(pc.unique(column.drop_null())) > MOST_NUMBERS:
            return None
    elif not (pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_boolean(kind)):
        return None
    encoded = column.cast(pa.string()).dictionary_encode()
    told = [str(one) for one in encoded.dictionary.to_pylist()]
    codes = np.asarray(encoded.indices.fill_null(-1), dtype=np.int64)
    there = codes >= 0
    pairs = np.unique(owner[there] * max(1, len(told)) + codes[there])
    owner, codes = pairs // max(1, len(told)), pairs % max(1, len(told))
    counts = np.bincount(codes, minlength=len(told))
    order = np.argsort(-counts, kind="stable")[:MOST_VALUES]
    kept = [code for code in order.tolist() if 2 <= counts[code] < n_items and told[code].strip()]
    if not kept:
        return None
    place = np.full(len(told), -1)
    place[kept] = np.arange(len(kept))
    inside = place[codes] >= 0
    return owner[inside].astype(np.int64), place[codes[inside]].astype(np.int64), [told[code] for code in kept]

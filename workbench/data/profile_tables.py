"""Tables of all users or all items that can be searched and sorted at once: columns, and one kept order a column."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from workbench.data.counting import count_codes
from workbench.data.dataset import Dataset
from workbench.data.interactions import Int64
from workbench.errors import ConfigurationError

Kind = Literal["text", "count", "number", "time", "list"]
_SEARCHES_KEPT = 8
_ROWS_AT_ONCE = 1_000_000


@dataclass(frozen=True)
class TableColumn:
    """One column of a table: its name, and how its cells are shown.

    Attributes:
        name: `id`, `interactions`, `distinct`, `mean_value`, `first_time`, `last_time`, `title`, or an attribute.
        kind: `text`, `count` (whole number), `number`, `time` (seconds since 1970) or `list` (several texts).
        attribute: whether it comes from the file rather than from counting.
    """

    name: str
    kind: Kind
    attribute: bool = False


@dataclass(frozen=True)
class TablePage:
    """Some rows of a table, column by column.

    Attributes:
        columns: all columns of the table.
        codes: int64 [n], the user or item codes of these rows.
        cells: column name → n values, as Python objects; None where nothing is known.
        offset: position of the first row among those that match.
        matching: rows that the search leaves.
        total: all rows.
    """

    columns: tuple[TableColumn, ...]
    codes: Int64
    cells: dict[str, list[Any]]
    offset: int
    matching: int
    total: int


class EntityTable:
    """All users, or all items, of a dataset. May be used from any thread; the orders it made are kept.

    Args:
        dataset: immutable, so nothing kept here ever becomes wrong.
        of: `users` or `items`.
    """

    def __init__(self, dataset: Dataset, of: Literal["users", "items"]) -> None:
        self._columns: dict[str, tuple[TableColumn, Any]] = {}
        self._orders: dict[tuple[str, bool], npt.NDArray[np.int32]] = {}
        self._keys: dict[str, tuple[npt.NDArray[Any], npt.NDArray[np.bool_]]] = {}
        self._found: dict[str, npt.NDArray[np.bool_]] = {}
        self._sorted: tuple[tuple[str, str, bool], npt.NDArray[np.int32]] | None = None
        self._searched: list[Any] | None = None
        self._lock = threading.RLock()
        ids = (dataset.users if of == "users" else dataset.items).arrow
        self._total = len(ids)
        self._add("id", "text", ids)
        attributes = dataset.user_table if of == "users" else dataset.item_table.columns
        if of == "items" and dataset.item_table.has("title"):
            self._add("title", "text", dataset.item_table.columns["title"])
        for name, kind, column in _counted(dataset, of):
            self._add(name, kind, column)
        for name in [] if attributes is None else attributes.column_names:
            if name in ("image", "audio") or (of == "items" and name == "title"):
                continue
            column = attributes[name]  # type: ignore[index]
            shown = name if name not in self._columns else f"{name} (attribute)"
            self._add(shown, _kind(column.type), column, attribute=True)

    @property
    def columns(self) -> tuple[TableColumn, ...]:
        """The columns in display order."""
        return tuple(column for column, _ in self._columns.values())

    def page(
        self,
        *,
        search: str = "",
        sort: str = "interactions",
        descending: bool = True,
        offset: int = 0,
        limit: int = 100,
    ) -> TablePage:
        """Return rows `offset … offset + limit − 1` of those that match, in order.

        Args:
            search: text that the id, the title or another text contains, capitals aside; empty for all.
            sort: name of a column. Equal cells keep code order; what is not known comes last in both directions.
            descending: the largest first.
            offset, limit: which rows.

        Raises:
            ConfigurationError: there is no such column.
        """
        order = self._rows(search.strip().lower(), sort, descending)
        codes = order[max(0, offset) : max(0, offset) + limit].astype(np.int64)
        taken = pa.array(codes)
        cells = {name: _plain(values.take(taken), column.kind) for name, (column, values) in self._columns.items()}
        return TablePage(self.columns, codes, cells, offset, len(order), self._total)

    def warm(self, stopped: Callable[[], bool]) -> None:
        """Make the orders of all columns ahead, so that the first click on each is as fast as the second.

        Args:
            stopped: asked before each column.
        """
        for name in self._columns:
            for descending in (True, False):
                if stopped():
                    return
                self._order(name, descending)

    def _add(self, name: str, kind: Kind, column: Any, *, attribute: bool = False) -> None:
        if isinstance(column, pa.ChunkedArray):
            column = column.combine_chunks()
        if kind == "number":
            column = pc.if_else(pc.is_nan(column), None, column)
        self._columns[name] = (TableColumn(name, kind, attribute), column)

    def _rows(self, search: str, sort: str, descending: bool) -> npt.NDArray[np.int32]:
        wanted = (search, sort, descending)
        last = self._sorted
        if last is None or last[0] != wanted:
            order = self._order(sort, descending)
            if search:
                order = order[self._matching(search)[order]]
            self._sorted = last = (wanted, order)
        return last[1]

    def _order(self, name: str, descending: bool) -> npt.NDArray[np.int32]:
        if name not in self._columns:
            raise ConfigurationError(
                f"There is no column “{name}” to sort by.", hint=f"There are: {', '.join(self._columns)}."
            )
        key = (name, descending)
        with self._lock:
            known = self._orders.get(key)
            keys = self._keys.get(name)
        if known is None:
            # Outside of the lock: a page that is there already must not wait for another column's order.
            if keys is None:
                keys = _sort_keys(self._columns[name][1], self._columns[name][0].kind)
            known = _sorted_codes(*keys, descending)
            with self._lock:
                self._orders[key] = known
                self._keys[name] = keys
                if (name, not descending) in self._orders:
                    del self._keys[name]
        return known

    def _matching(self, search: str) -> npt.NDArray[np.bool_]:
        with self._lock:
            if search not in self._found:
                if self._searched is None:
                    texts = [values for column, values in self._columns.values() if column.kind in ("text", "list")]
                    self._searched = [_lower(values) for values in texts]
                mask = np.zeros(self._total, bool)
                for values in self._searched:
                    mask |= np.asarray(pc.fill_null(pc.match_substring(values, search), False))
                while len(self._found) >= _SEARCHES_KEPT:
                    self._found.pop(next(iter(self._found)))
                self._found[search] = mask
            return self._found[search]


def _counted(dataset: Dataset, of: Literal["users", "items"]) -> list[tuple[str, Kind, Any]]:
    """Count what every user or item did: interactions, different ones met, mean value, first and last time."""
    parts = dataset.interactions
    own, size = (parts.user, parts.n_users) if of == "users" else (parts.item, parts.n_items)
    counts = np.diff(parts.offsets) if of == "users" else parts.item_counts
    distinct = count_codes(own[parts.first_meetings], size)
    met = counts > 0
    made: list[tuple[str, Kind, Any]] = [
        ("interactions", "count", pa.array(counts.astype(np.int64))),
        ("distinct", "count", pa.array(distinct)),
    ]
    if len(parts) and bool(np.any(parts.value != parts.value[0])):
        sums = np.zeros(size)
        for start in range(0, len(parts), _ROWS_AT_ONCE):
            rows = slice(start, start + _ROWS_AT_ONCE)
            sums += np.bincount(own[rows], weights=parts.value[rows], minlength=size)
        made.append(("mean_value", "number", pa.array(sums / np.maximum(counts, 1), mask=~met)))
    if parts.time is not None:
        first = np.full(size, np.iinfo(np.int64).max)
        last = np.full(size, np.iinfo(np.int64).min)
        if of == "users":  # histories are in order of time
            first[met] = parts.time[parts.offsets[:-1][met]]
            last[met] = parts.time[parts.offsets[1:][met] - 1]
        else:
            for start in range(0, len(parts), _ROWS_AT_ONCE):  # each call holds the interpreter lock to its end
                rows = slice(start, start + _ROWS_AT_ONCE)
                np.minimum.at(first, parts.item[rows], parts.time[rows])
                np.maximum.at(last, parts.item[rows], parts.time[rows])
        made += [("first_time", "time", pa.array(first, mask=~met)), ("last_time", "time", pa.array(last, mask=~met))]
    return made


def _kind(kind: Any) -> Kind:
    if pa.types.is_list(kind) or pa.types.is_large_list(kind):
        return "list"
    if pa.types.is_integer(kind):
        return "count"
    return "number" if pa.types.is_floating(kind) else "text"


def _sort_keys(values: Any, kind: Kind) -> tuple[npt.NDArray[Any], npt.NDArray[np.bool_]]:
    """Return numbers to sort by [n], and whether each row is known; texts become ranks, capitals aside."""
    if kind in ("text", "list"):
        encoded = _lower(values).dictionary_encode()
        order = np.asarray(pc.sort_indices(encoded.dictionary))
        rank = np.empty(len(order), np.int32)
        rank[order] = np.arange(len(order), dtype=np.int32)
        known = np.asarray(encoded.is_valid())
        keys = np.zeros(len(values), np.int32)
        keys[known] = rank[np.asarray(encoded.indices.drop_null())]
        return keys, known
    known = np.asarray(values.is_valid())
    return np.asarray(values.fill_null(0)), known


def _sorted_codes(keys: npt.NDArray[Any], known: npt.NDArray[np.bool_], descending: bool) -> npt.NDArray[np.int32]:
    """Return int32 [n]: the codes in order; equal ones by code, unknown ones last."""
    codes = np.flatnonzero(known).astype(np.int32)
    chosen = keys[known]
    ordered = codes[np.argsort(-chosen if descending else chosen, kind="stable")]
    return np.concatenate((ordered, np.flatnonzero(~known).astype(np.int32)))


def _lower(values: Any) -> Any:
    """Return one lower-case text a row; the entries of a list are joined."""
    if pa.types.is_list(values.type) or pa.types.is_large_list(values.type):
        values = pc.binary_join(values.cast(pa.list_(pa.string())), ", ")
    elif not pa.types.is_string(values.type):
        values = values.cast(pa.string())
    return pc.utf8_lower(values)


def _plain(values: Any, kind: Kind) -> list[Any]:
    cells: list[Any] = values.to_pylist()
    return [None if cell is None else tuple(cell) for cell in cells] if kind == "list" else cells

"""Which items may be listed: by category, year, any attribute, whether they were seen, and how well they are known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from workbench.data.dataset import ItemTable
from workbench.errors import ConfigurationError

Bool = npt.NDArray[np.bool_]
Seen = Literal["new", "seen", "all"]
Operator = Literal["is", "is not", "contains", "at least", "at most"]
OPERATORS: tuple[Operator, ...] = ("is", "is not", "contains", "at least", "at most")
# Columns that are no attributes: pictures and sounds are names of files.
_FILES = ("image", "audio")


@dataclass(frozen=True)
class AttributeFilter:
    """One attribute compared with a value; an item of which it is not known does not pass, except `is not`.

    Attributes:
        column: a column of the item table.
        operator: texts are compared without regard to capitals; a list passes where any of its entries does.
        value: as a person writes it; `at least` and `at most` need a number.
    """

    column: str
    operator: Operator
    value: str


@dataclass(frozen=True)
class Filters:
    """What a list may hold; all of it has to hold at once.

    Attributes:
        categories: any of these; empty for all.
        years: the first and the last year, either may be None.
        attributes: all of these.
        seen: `new` for items that the history does not hold, `seen` for those that it holds, `all` for both.
        cold: only items that at most `cold_users` people met; models that know items by their interactions have
            little to say about those.
        cold_users: 0 for items that nobody met.
    """

    categories: tuple[str, ...] = ()
    years: tuple[int | None, int | None] = (None, None)
    attributes: tuple[AttributeFilter, ...] = ()
    seen: Seen = "new"
    cold: bool = False
    cold_users: int = 5

    @property
    def n_active(self) -> int:
        """How many of them restrict anything; hiding what was seen is the rule and does not count."""
        return sum(
            (bool(self.categories), self.years != (None, None), len(self.attributes), self.seen != "new", self.cold)
        )


def attribute_names(table: ItemTable) -> tuple[str, ...]:
    """Return the columns that can be filtered by."""
    return tuple(name for name in table.columns.column_names if name not in _FILES)


def passing(filters: Filters, table: ItemTable, users_of_item: npt.NDArray[Any]) -> list[tuple[str, Bool]]:
    """Return each filter that is in force, but for `seen`, with what passes it.

    Args:
        filters: what is wanted.
        table: of n_items rows.
        users_of_item: int [n_items], how many people met each item.

    Returns:
        (name, bool [n_items]) of each: `categories`, `years`, `cold`, or an attribute's column.

    Raises:
        ConfigurationError: the items have no such attribute, or a number is needed.
    """
    found: list[tuple[str, Bool]] = []
    if filters.categories:
        found.append(("categories", _any_category(table, filters.categories)))
    if filters.years != (None, None):
        low, high = filters.years
        year = _numbers(table, "year")
        found.append(
            ("years", (year >= (-np.inf if low is None else low)) & (year <= (np.inf if high is None else high)))
        )
    found += [(one.column, attribute_passes(table, one)) for one in filters.attributes]
    if filters.cold:
        found.append(("cold", np.asarray(users_of_item) <= filters.cold_users))
    return found


def attribute_passes(table: ItemTable, wanted: AttributeFilter) -> Bool:
    """Return bool [n_items], which items pass a filter of one attribute. Raises `ConfigurationError`."""
    column = _column(table, wanted.column)
    if wanted.operator in ("at least", "at most"):
        numbers = _numbers(table, wanted.column)
        try:
            bound = float(wanted.value)
        except ValueError:
            raise ConfigurationError(
                f"“{wanted.value}” is not a number.", where=wanted.column, hint="Write a number such as 1994."
            ) from None
        return numbers >= bound if wanted.operator == "at least" else numbers <= bound
    text = wanted.value.strip().casefold()
    if pa.types.is_list(column.type) or pa.types.is_large_list(column.type):
        flat, owner = column.flatten(), np.asarray(pc.list_parent_indices(column))
        hits = np.zeros(len(table), bool)
        hits[owner[_matches(flat, text, wanted.operator == "contains")]] = True
    else:
        hits = _matches(column, text, wanted.operator == "contains")
    return ~hits if wanted.operator == "is not" else hits


def _matches(column: Any, text: str, part: bool) -> Bool:
    lowered = pc.utf8_lower(pc.cast(column, pa.string()))
    hits = pc.match_substring(lowered, text) if part else pc.equal(lowered, pa.scalar(text))
    return np.asarray(pc.fill_null(hits, False))


def _any_category(table: ItemTable, wanted: Sequence[str]) -> Bool:
    codes, offsets, names = table.category_matrix
    asked = np.isin(np.array(names, dtype=object), np.array(list(wanted), dtype=object))
    owner = np.repeat(np.arange(len(table)), np.diff(offsets))
    hits = np.zeros(len(table), bool)
    if len(names):
        hits[owner[asked[codes]]] = True
    return hits


def _numbers(table: ItemTable, name: str) -> npt.NDArray[np.float64]:
    """Return a column as float64, NaN where it is not a number: NaN passes no comparison."""
    column = _column(table, name)
    if not (pa.types.is_integer(column.type) or pa.types.is_floating(column.type) or pa.types.is_boolean(column.type)):
        text = pc.cast(column, pa.string()) if not pa.types.is_list(column.type) else None
        if text is None:
            return np.full(len(table), np.nan)
        good = pc.match_substring_regex(text, r"^\s*[-+]?\d+(\.\d+)?\s*$")
        column = pc.cast(pc.utf8_trim_whitespace(pc.if_else(good, text, None)), pa.float64())
    return np.asarray(pc.fill_null(pc.cast(column, pa.float64()), float("nan")), dtype=np.float64)


def _column(table: ItemTable, name: str) -> Any:
    if not table.has(name):
        known = ", ".join(attribute_names(table)) or "none"
        raise ConfigurationError(f"The items have no attribute “{name}”.", hint=f"They have: {known}.")
    column = table.columns[name]
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column

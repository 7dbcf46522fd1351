"""Which items may be listed: by category, year, any attribute, whether they were seen, and how well they are known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from workbench.data.attribute_filter import AttributeFilter, Bool, attribute_passes, numbers
from workbench.data.dataset import ItemTable

Seen = Literal["new", "seen", "all"]


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
        year = numbers(table.columns, "year")
        found.append(
            ("years", (year >= (-np.inf if low is None else low)) & (year <= (np.inf if high is None else high)))
        )
    found += [(one.column, attribute_passes(table.columns, one)) for one in filters.attributes]
    if filters.cold:
        found.append(("cold", np.asarray(users_of_item) <= filters.cold_users))
    return found


def _any_category(table: ItemTable, wanted: Sequence[str]) -> Bool:
    codes, offsets, names = table.category_matrix
    asked = np.isin(np.array(names, dtype=object), np.array(list(wanted), dtype=object))
    owner = np.repeat(np.arange(len(table)), np.diff(offsets))
    hits = np.zeros(len(table), bool)
    if len(names):
        hits[owner[asked[codes]]] = True
    return hits

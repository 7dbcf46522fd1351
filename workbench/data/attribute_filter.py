"""Which rows of a table pass a comparison of one attribute: what filters and rules are made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from workbench.errors import ConfigurationError

Bool = npt.NDArray[np.bool_]
Operator = Literal["is", "is not", "contains", "at least", "at most"]
OPERATORS: tuple[Operator, ...] = ("is", "is not", "contains", "at least", "at most")
# Columns that are no attributes: pictures and sounds are names of files.
_FILES = ("image", "audio")


@dataclass(frozen=True)
class AttributeFilter:
    """One attribute compared with a value; a row of which it is not known does not pass, except `is not`.

    Attributes:
        column: a column of the table.
        operator: texts are compared without regard to capitals; a list passes where any of its entries does.
        value: as a person writes it; `at least` and `at most` need a number.
    """

    column: str
    operator: Operator
    value: str


def attribute_names(table: pa.Table) -> tuple[str, ...]:
    """Return the columns of a table of items or people that can be filtered by."""
    return tuple(name for name in table.column_names if name not in _FILES)


def attribute_passes(table: pa.Table, wanted: AttributeFilter) -> Bool:
    """Return bool [n_rows], which rows pass a filter of one attribute. Raises `ConfigurationError`."""
    column = _column(table, wanted.column)
    if wanted.operator in ("at least", "at most"):
        known = numbers(table, wanted.column)
        try:
            bound = float(wanted.value)
        except ValueError:
            raise ConfigurationError(
                f"“{wanted.value}” is not a number.", where=wanted.column, hint="Write a number such as 1994."
            ) from None
        return known >= bound if wanted.operator == "at least" else known <= bound
    text = wanted.value.strip().casefold()
    if pa.types.is_list(column.type) or pa.types.is_large_list(column.type):
        flat, owner = column.flatten(), np.asarray(pc.list_parent_indices(column))
        hits = np.zeros(table.num_rows, bool)
        hits[owner[_matches(flat, text, wanted.operator == "contains")]] = True
    else:
        hits = _matches(column, text, wanted.operator == "contains")
    return ~hits if wanted.operator == "is not" else hits


def _matches(column: Any, text: str, part: bool) -> Bool:
    lowered = pc.utf8_lower(pc.cast(column, pa.string()))
    hits = pc.match_substring(lowered, text) if part else pc.equal(lowered, pa.scalar(text))
    return np.asarray(pc.fill_null(hits, False))


def numbers(table: pa.Table, name: str) -> npt.NDArray[np.float64]:
    """Return a column as float64, NaN where it is not a number: NaN passes no comparison."""
    column = _column(table, name)
    if not (pa.types.is_integer(column.type) or pa.types.is_floating(column.type) or pa.types.is_boolean(column.type)):
        text = pc.cast(column, pa.string()) if not pa.types.is_list(column.type) else None
        if text is None:
            return np.full(table.num_rows, np.nan)
        good = pc.match_substring_regex(text, r"^\s*[-+]?\d+(\.\d+)?\s*$")
        column = pc.cast(pc.utf8_trim_whitespace(pc.if_else(good, text, None)), pa.float64())
    return np.asarray(pc.fill_null(pc.cast(column, pa.float64()), float("nan")), dtype=np.float64)


def _column(table: pa.Table, name: str) -> Any:
    if name not in table.column_names:
        known = ", ".join(attribute_names(table)) or "none"
        raise ConfigurationError(f"There is no attribute “{name}”.", hint=f"Known are: {known}.")
    column = table[name]
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column

"""Cells of a column to numbers, times and ids, whole columns at once, with a mask of those that are none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Generic, Literal, TypeVar

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from workbench.data.interactions import Float32, Int64
from workbench.data.readers.dates import DateOrder, read_dates

TimeUnit = Literal["seconds", "milliseconds", "microseconds", "nanoseconds", "date", "day-first", "month-first"]
DATES: dict[str, DateOrder] = {"date": "year first", "day-first": "day first", "month-first": "month first"}
Mask = npt.NDArray[np.bool_]
Read = TypeVar("Read")
ID = pa.dictionary(pa.int32(), pa.string())

NUMBER = r"^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$"
_DECIMAL_COMMA = r"^[+-]?\d+,\d+$"
_WHOLE = r"^(-?[0-8]?\d{1,18}|0[xX][0-9a-fA-F]{1,15})$"  # what Arrow reads as int64
_DIVISORS = {"milliseconds": 1_000, "microseconds": 1_000_000, "nanoseconds": 1_000_000_000}


@dataclass(frozen=True)
class Cells(Generic[Read]):
    """A column that was read.

    Attributes:
        read: the values, one a cell; whatever where a cell is wrong.
        missing: bool [n], the empty cells; None where there are none.
        wrong: bool [n], the cells that hold something else; None where there are none.
    """

    read: Read
    missing: Mask | None = None
    wrong: Mask | None = None


def read_ids(cells: Any) -> Cells[Any]:
    """Read ids as they are written; blank ones are missing.

    Args:
        cells: Arrow text, a dictionary of texts as `dictionary_encode` makes it, or whole numbers.

    Returns:
        Arrow whole numbers where they were that, otherwise a dictionary of texts in order of first appearance; without
        nulls.
    """
    if pa.types.is_floating(cells.type):
        # A column of whole ids with a gap comes out of many tools as floating point: 17.0 means 17.
        whole = _cast(cells, pa.int64())
        cells = cells if whole is None else whole
    if pa.types.is_integer(cells.type) and (cells := _as_int64(cells)).type == pa.int64():
        if not cells.null_count:
            return Cells(cells)
        return Cells(pc.fill_null(cells, 0), np.asarray(cells.is_null()))
    if not pa.types.is_dictionary(cells.type):
        cells = _text(cells).dictionary_encode()
    if cells.type != ID:
        cells = cells.cast(ID)
    if cells.null_count:
        cells = pc.fill_null(cells.dictionary_decode(), "").dictionary_encode()
    blank = np.flatnonzero(np.asarray(pc.equal(pc.utf8_length(pc.utf8_trim_whitespace(cells.dictionary)), 0)))
    return Cells(cells, np.isin(np.asarray(cells.indices), blank) if len(blank) else None)


def as_dictionary(ids: Any) -> Any:
    """Return what `read_ids` read as an Arrow dictionary of texts, in order of first appearance."""
    if pa.types.is_dictionary(ids.type):
        return ids
    encoded = ids.dictionary_encode()
    return pa.DictionaryArray.from_arrays(encoded.indices, encoded.dictionary.cast(pa.string()))


def _as_int64(cells: Any) -> Any:
    whole = _cast(cells, pa.int64())
    return cells if whole is None else whole


def read_numbers(cells: Any, decimal: str = ".") -> Cells[Float32]:
    """Read finite numbers, float32 [n], from Arrow texts, numbers or booleans; `decimal` may be a comma."""
    if pa.types.is_boolean(cells.type):
        cells = pc.cast(cells, pa.uint8())
    if pa.types.is_integer(cells.type) or pa.types.is_floating(cells.type):
        missing = np.asarray(cells.is_null()) if cells.null_count else None
        found = np.asarray(pc.fill_null(cells, 0) if cells.null_count else cells).astype(np.float32, copy=False)
        return Cells(found, missing, _unless_all(np.isfinite(found)))
    texts = pc.utf8_trim_whitespace(_text(cells))
    whole = _cast(texts, pa.float32())
    missing = wrong = None
    if whole is None:
        missing = np.asarray(pc.equal(texts, ""))
        if decimal == ",":
            commas = pc.match_substring_regex(texts, _DECIMAL_COMMA)
            texts = pc.if_else(commas, pc.replace_substring(texts, ",", "."), texts)
        wrong = ~np.asarray(pc.match_substring_regex(texts, NUMBER)) & ~missing
        whole = pc.cast(pc.if_else(pa.array(missing | wrong), "0", texts), pa.float32())
    found = np.asarray(whole, dtype=np.float32)
    infinite = _unless_all(np.isfinite(found))
    return Cells(found, _if_any(missing), _if_any(_either(wrong, infinite)))


def read_times(cells: Any, unit: TimeUnit | None) -> Cells[Int64]:
    """Read int64 seconds since 1970: counts of seconds or of parts of them, or dates (UTC where unsaid)."""
    if pa.types.is_timestamp(cells.type) or pa.types.is_date(cells.type):
        missing = np.asarray(cells.is_null()) if cells.null_count else None
        precise = pc.cast(cells, pa.timestamp("us", tz=getattr(cells.type, "tz", None)), safe=False)
        micros = np.asarray(pc.fill_null(pc.cast(precise, pa.int64()), 0), dtype=np.int64)
        return Cells(micros // 1_000_000, missing)
    divisor = _DIVISORS.get(unit or "", 1)
    if pa.types.is_integer(cells.type):
        missing = np.asarray(cells.is_null()) if cells.null_count else None
        counted = np.asarray(pc.fill_null(cells, 0) if cells.null_count else cells).astype(np.int64, copy=False)
        return Cells(counted if divisor == 1 else counted // divisor, missing)
    texts = pc.utf8_trim_whitespace(_text(cells))
    if unit in DATES:
        return _dates(texts, DATES[unit])
    whole = _cast(texts, pa.int64())
    if whole is not None:
        return Cells(np.asarray(whole, dtype=np.int64) // divisor)
    # Whole numbers are read as such even beside others, so that a row is read the same whatever its neighbours are.
    counts = np.asarray(pc.match_substring_regex(texts, _WHOLE))
    exact = np.asarray(pc.cast(pc.if_else(pa.array(counts), texts, "0"), pa.int64()), dtype=np.int64)
    missing = np.asarray(pc.equal(texts, ""))
    numeric = np.asarray(pc.match_substring_regex(texts, NUMBER))
    decimal = np.asarray(pc.cast(pc.if_else(pa.array(numeric), texts, "0"), pa.float64()), dtype=np.float64)
    possible = np.isfinite(decimal) & (np.abs(decimal) < 2.0**62)
    floored = np.floor(np.where(possible, decimal, 0.0) / divisor).astype(np.int64)
    read = np.where(counts, exact // divisor, floored)
    return Cells(read, _if_any(missing), _if_any(~(numeric & possible) & ~missing))


def iso_dates(texts: Any) -> Any | None:
    """Return timestamps of ISO 8601 texts (`2024-05-01`, `2024/05/01 13:00:00`, with `T`, `Z` or an offset)."""
    plain = pc.replace_substring(texts, "/", "-")
    for kind in (pa.timestamp("us"), pa.timestamp("us", tz="UTC")):
        found = _cast(plain, kind)
        if found is not None:
            return found
    return None


def _dates(texts: Any, order: DateOrder) -> Cells[Int64]:
    missing = _if_any(np.asarray(pc.equal(texts, "")))
    found = iso_dates(texts if missing is None else pc.if_else(pa.array(missing), "1970-01-01", texts))
    if found is not None:
        return Cells(np.asarray(found.cast(pa.int64()), dtype=np.int64) // 1_000_000, missing)
    read, right = read_dates(texts, order)
    return Cells(read, missing, _if_any(~right if missing is None else ~right & ~missing))


def _text(cells: Any) -> Any:
    """Return cells as Arrow text without nulls; whole numbers that were stored as floating point as whole numbers."""
    if pa.types.is_dictionary(cells.type):
        cells = cells.dictionary_decode()
    if pa.types.is_floating(cells.type):
        # A column of whole ids with a gap comes out of many tools as floating point: 17.0 means 17.
        whole = _cast(cells, pa.int64())
        cells = cells if whole is None else whole
    if cells.type != pa.string():
        cells = pc.cast(cells, pa.string())
    return pc.fill_null(cells, "") if cells.null_count else cells


def _cast(cells: Any, kind: Any) -> Any | None:
    try:
        return pc.cast(cells, kind)
    except pa.ArrowInvalid:
        return None


def _if_any(mask: Mask | None) -> Mask | None:
    return mask if mask is not None and mask.any() else None


def _unless_all(mask: Mask) -> Mask | None:
    return None if mask.all() else ~mask


def _either(one: Mask | None, other: Mask | None) -> Mask | None:
    if one is None or other is None:
        return one if other is None else other
    return one | other

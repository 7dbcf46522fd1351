"""Interaction columns on their way in: ids as text, values and times as numbers, in the file's order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from workbench.data.interactions import Float32, Int64
from workbench.data.readers.source import Source
from workbench.data.readers.text_blocks import TextShape, text_blocks
from workbench.errors import DataFormatError
from workbench.jobs import Progress

TimeUnit = Literal["seconds", "milliseconds", "date"]
Locate = Callable[[int], tuple[str, str]]
_ID = pa.dictionary(pa.int32(), pa.string())


@dataclass(frozen=True)
class Columns:
    """Which columns of a table mean what; `value` and `time` may be missing."""

    user: str
    item: str
    value: str | None = None
    time: str | None = None
    time_unit: TimeUnit | None = None

    @property
    def wanted(self) -> list[str]:
        """The columns to read, each once."""
        return list(dict.fromkeys(c for c in (self.user, self.item, self.value, self.time) if c is not None))


@dataclass(frozen=True)
class RawRows:
    """All interactions in input order.

    Attributes:
        user: chunked dictionary array of external ids.
        item: the same for items.
        value: float32 [n], or None where the source has none.
        time: int64 [n], seconds since 1970, or None where the source has none.
    """

    user: pa.ChunkedArray
    item: pa.ChunkedArray
    value: Float32 | None
    time: Int64 | None


def read_rows(source: Source, shape: TextShape, names: Sequence[str], columns: Columns, progress: Progress) -> RawRows:
    """Read the interactions of a delimited text file.

    Raises:
        DataFormatError: the file is empty or damaged, a line does not fit, an id is empty, or a value or time is no
            number; it names the line.
    """
    users: list[Any] = []
    items: list[Any] = []
    values: list[Float32] = []
    times: list[Int64] = []
    shortest_time = 0
    for block in text_blocks(source, shape, names, columns.wanted, progress):
        table = block.table

        def locate(row: int, block: Any = block) -> tuple[str, str]:
            number, text = block.line(row)
            return f"{source.label}, line {number}", text

        for name, kind, into in ((columns.user, "user", users), (columns.item, "item", items)):
            into.append(id_codes(table[name].combine_chunks(), kind, locate))
        if columns.value is not None:
            values.append(numbers(table[columns.value].combine_chunks(), "value", locate).astype(np.float32))
        if columns.time is not None:
            texts = table[columns.time].combine_chunks()
            times.append(seconds(texts, columns.time_unit, locate))
            lengths = np.asarray(pc.binary_length(texts))
            if block.at_end and not block.data.endswith(b"\n") and names[-1] == columns.time and len(lengths) > 1:
                others = int(lengths[:-1].min())
                if lengths[-1] < (min(others, shortest_time) if shortest_time else others):
                    place, text = locate(len(lengths) - 1)
                    raise DataFormatError(
                        f"{source.label} ends in the middle of a time, it seems to be cut off: “{text}”.",
                        where=place.rpartition(", ")[2],
                        hint="Download or copy it again.",
                    )
            if len(lengths):
                shortest_time = min(shortest_time or int(lengths.min()), int(lengths.min()))
        progress.check()
    if not any(map(len, users)):
        raise DataFormatError(f"{source.label} is empty: there is no interaction in it.", where=str(source.path))
    return RawRows(
        pa.chunked_array(users, _ID).unify_dictionaries(),
        pa.chunked_array(items, _ID).unify_dictionaries(),
        np.concatenate(values) if values else None,
        np.concatenate(times) if times else None,
    )


def id_codes(texts: Any, kind: str, locate: Locate) -> Any:
    """Dictionary-encode ids as they are written, spaces around them aside; none may be empty."""
    trimmed = pc.utf8_trim_whitespace(texts)
    empty = np.asarray(pc.equal(pc.fill_null(pc.binary_length(trimmed), 0), 0))
    if empty.any():
        place, text = locate(int(empty.argmax()))
        raise DataFormatError(f"There is no {kind} in “{text}”.", where=place, hint="Give every row its ids.")
    return trimmed.dictionary_encode().cast(_ID)


def numbers(texts: Any, kind: str, locate: Locate) -> npt.NDArray[np.float64]:
    """Turn texts into finite numbers, float64 [n]."""
    trimmed = pc.utf8_trim_whitespace(texts)
    found = _cast(trimmed, pa.float64())
    if found is None:
        row = _first_failing(trimmed, pa.float64())
        raise _no_number(trimmed[row].as_py(), kind, locate(row))
    result = np.asarray(found, dtype=np.float64)
    if not np.isfinite(result).all():
        row = int(np.argmin(np.isfinite(result)))
        raise _no_number(trimmed[row].as_py(), kind, locate(row))
    return result


def seconds(texts: Any, unit: TimeUnit | None, locate: Locate) -> Int64:
    """Turn texts into int64 seconds since 1970: counts of seconds or milliseconds, or ISO dates (UTC where unsaid)."""
    trimmed = pc.utf8_trim_whitespace(texts)
    if unit == "date":
        return _dates(trimmed, locate)
    whole = _cast(trimmed, pa.int64())
    divisor = 1000 if unit == "milliseconds" else 1
    if whole is not None:
        return np.asarray(whole, dtype=np.int64) // divisor
    found = np.floor(numbers(trimmed, "time", locate) / divisor)
    too_large = np.abs(found) >= 2.0**62
    if too_large.any():
        row = int(too_large.argmax())
        raise _no_number(trimmed[row].as_py(), "time", locate(row))
    return found.astype(np.int64)


def iso_dates(texts: Any) -> Any | None:
    """Return timestamps of ISO 8601 texts (`2024-05-01`, `2024/05/01 13:00:00`, with `T`, `Z` or an offset)."""
    plain = pc.replace_substring(texts, "/", "-")
    for kind in (pa.timestamp("us"), pa.timestamp("us", tz="UTC")):
        found = _cast(plain, kind)
        if found is not None:
            return found
    return None


def _dates(texts: Any, locate: Locate) -> Int64:
    found = iso_dates(texts)
    if found is None:
        low, high = 0, len(texts)
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (low, middle) if iso_dates(texts.slice(low, middle - low)) is None else (middle, high)
        place, text = locate(low)
        raise DataFormatError(
            f"The date “{texts[low].as_py()}” cannot be read in “{text}”.",
            where=place,
            hint="Write dates as 2024-05-31 or 2024-05-31 13:45:00, or choose another unit for the time.",
        )
    return np.asarray(found.cast(pa.int64()), dtype=np.int64) // 1_000_000


def _cast(texts: Any, kind: Any) -> Any | None:
    try:
        return pc.cast(texts, kind)
    except pa.ArrowInvalid:
        return None


def _first_failing(texts: Any, kind: Any) -> int:
    """Find the first text that is not of a kind by halving, knowing that there is one."""
    low, high = 0, len(texts)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if _cast(texts.slice(low, middle - low), kind) is None else (middle, high)
    return low


def _no_number(found: str | None, kind: str, at: tuple[str, str]) -> DataFormatError:
    place, line = at
    what = f"The {kind} “{found}” is not a number" if found else f"The {kind} is missing"
    return DataFormatError(f"{what} in “{line}”.", where=place, hint="Correct the line, or choose another column.")

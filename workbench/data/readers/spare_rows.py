"""Rows of which user and item can be read, but not value or time: kept apart, to be filled if a person says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from workbench.data.interactions import Float32, Int32, Int64
from workbench.data.readers.cells import ID, as_dictionary

# What may be missing from such a row, by the kinds of `UNREADABLE` that are fillable; 0 stands for nothing.
VALUE_FAULTS = ("", "no-value", "value")
TIME_FAULTS = ("", "no-time", "time")
FILLABLE = (*VALUE_FAULTS[1:], *TIME_FAULTS[1:])

Faults = npt.NDArray[np.int8]


class Places(Protocol):
    """Which line of the file each row came from."""

    def __getitem__(self, row: int) -> int: ...


@dataclass(frozen=True)
class SpareRows:
    """Rows that lack a value or a time, in the order of the file.

    Attributes:
        user, item: Arrow dictionaries of ids [n].
        value: float32 [n], anything where it is lacking; None where the source has no values.
        time: int64 [n], anything where it is lacking; None where the source has no times.
        value_fault, time_fault: int8 [n], places in `VALUE_FAULTS` and `TIME_FAULTS`.
        lines: int64 [n], the line of each.
        before: int64 [n], how many rows that could be read stand before each in the file.
    """

    user: Any
    item: Any
    value: Float32 | None
    time: Int64 | None
    value_fault: Faults
    time_fault: Faults
    lines: Int64
    before: Int64

    def __len__(self) -> int:
        return len(self.lines)

    @property
    def kinds(self) -> frozenset[str]:
        """The faults under which rows are counted: of several, the first."""
        return frozenset(FILLABLE[n] for n in np.unique(self._first_fault()).tolist())

    @property
    def lacks_both(self) -> bool:
        """Whether some row lacks its value and its time; it is counted under the fault of its value."""
        return bool(np.any((self.value_fault > 0) & (self.time_fault > 0)))

    def of_kinds(self, kinds: frozenset[str]) -> npt.NDArray[np.bool_]:
        """Return which rows are counted under these faults, bool [n]."""
        wanted: npt.NDArray[np.bool_] = np.array([kind in kinds for kind in FILLABLE])[self._first_fault()]
        return wanted

    def counts(self, rows: npt.NDArray[np.bool_]) -> dict[str, int]:
        """Count some of the rows by the fault that each is counted under."""
        counted = np.bincount(self._first_fault()[rows], minlength=len(FILLABLE))
        return {kind: int(count) for kind, count in zip(FILLABLE, counted, strict=True) if count}

    def _first_fault(self) -> npt.NDArray[np.int64]:
        late = len(VALUE_FAULTS) - 1
        return np.where(self.value_fault > 0, self.value_fault - 1, self.time_fault + (late - 1)).astype(np.int64)

    @staticmethod
    def joined(parts: Sequence[SpareRows]) -> SpareRows | None:
        """Return the rows of several blocks as one; None where there are none."""
        if not parts:
            return None
        value = None if parts[0].value is None else np.concatenate([p.value for p in parts if p.value is not None])
        time = None if parts[0].time is None else np.concatenate([p.time for p in parts if p.time is not None])
        return SpareRows(
            _one([p.user for p in parts]),
            _one([p.item for p in parts]),
            value,
            time,
            np.concatenate([p.value_fault for p in parts]),
            np.concatenate([p.time_fault for p in parts]),
            np.concatenate([p.lines for p in parts]),
            np.concatenate([p.before for p in parts]),
        )


@dataclass(frozen=True)
class LinesBetween:
    """Lines of rows among which others were put."""

    lines: Places
    places: Int64  # where the rows in between stand now, ascending
    between: Int64  # their lines

    def __getitem__(self, row: int) -> int:
        place = int(np.searchsorted(self.places, row))
        if place < len(self.places) and self.places[place] == row:
            return int(self.between[place])
        return self.lines[row - place]


def middle(value: Float32) -> float:
    """Return the value that gaps are filled with: the median, the lower of two, so that it is one that occurs."""
    return float(np.partition(value, (len(value) - 1) // 2)[(len(value) - 1) // 2])


def with_ids(codes: Int32, ids: Any, places: Int64, more: Any) -> tuple[Int32, Any]:
    """Put the ids of further rows among those of others, and number them anew in the order of first appearance.

    Args:
        codes: int32 [n], places in `ids`.
        ids: Arrow string array of distinct ids.
        places: int64 [m], before which of the n rows each further one comes, ascending.
        more: Arrow dictionary of their ids [m].
    """
    added = more.dictionary_decode()
    unknown = pc.unique(added.filter(pc.invert(pc.is_in(added, value_set=ids))))
    known = pa.concat_arrays([ids, unknown.cast(ids.type)])
    more_codes = np.asarray(pc.index_in(added, value_set=known)).astype(np.int32)
    return in_order_of_appearance(np.insert(codes, places, more_codes), known)


def in_order_of_appearance(codes: Int32, ids: Any) -> tuple[Int32, Any]:
    """Give ids new codes, in the order of first appearance; those that no row has are gone."""
    first = np.full(len(ids), len(codes), np.int64)
    first[codes[::-1]] = np.arange(len(codes) - 1, -1, -1)
    order = np.argsort(first, kind="stable")[: np.count_nonzero(first < len(codes))]
    new = np.zeros(len(ids), np.int32)
    new[order] = np.arange(len(order), dtype=np.int32)
    return new[codes], ids.take(pa.array(order))


def _one(parts: Sequence[Any]) -> Any:
    chunks = pa.chunked_array([as_dictionary(part).cast(ID) for part in parts], ID).unify_dictionaries()
    return pa.concat_arrays(chunks.chunks)

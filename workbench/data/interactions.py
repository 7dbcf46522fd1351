"""Who met what, when: the arrays every model and metric works on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from workbench.data.ordering import at_once, by_user, pieces, time_order
from workbench.jobs import Progress

Int32 = npt.NDArray[np.int32]
Int64 = npt.NDArray[np.int64]
Float32 = npt.NDArray[np.float32]


class Vocabulary:
    """The external ids of users or items; the code of an id is its position.

    Held as one Arrow string array, so that ten million ids cost their bytes and no Python objects.

    Args:
        ids: distinct external ids as text, in code order.
    """

    def __init__(self, ids: pa.Array | pa.ChunkedArray | Sequence[str]) -> None:
        made = ids if isinstance(ids, pa.Array | pa.ChunkedArray) else pa.array(list(ids), type=pa.string())
        self._ids: Any = made.combine_chunks() if isinstance(made, pa.ChunkedArray) else made

    def __len__(self) -> int:
        return len(self._ids)

    def __getitem__(self, code: int) -> str:
        """Return the external id of `code`."""
        return str(self._ids[int(code)].as_py())

    @property
    def arrow(self) -> Any:
        """The ids as an Arrow string array in code order."""
        return self._ids

    def take(self, codes: npt.NDArray[Any]) -> list[str]:
        """Return the external ids of an array of codes."""
        return list(self._ids.take(pa.array(codes)).to_pylist())

    def code(self, external_id: str) -> int | None:
        """Return the code of an external id, or None where it is unknown."""
        found = int(pc.index(self._ids, pa.scalar(external_id, type=self._ids.type)).as_py())
        return None if found < 0 else found

    def search(self, text: str, limit: int) -> Int64:
        """Return up to `limit` codes whose id contains `text` (case ignored), exact and shorter ids first."""
        hits = np.flatnonzero(np.asarray(pc.match_substring(self._ids, text, ignore_case=True)))
        lengths = np.asarray(pc.utf8_length(self._ids.take(pa.array(hits))))
        return hits[np.argsort(lengths, kind="stable")][:limit].astype(np.int64)


@dataclass(frozen=True)
class Histories:
    """A batch of histories to score: ragged arrays, oldest interaction first in each.

    A known user, a new person and an edited history are all just a history. Arrays are never changed in place.

    Attributes:
        item: int32 [n], item codes.
        value: float32 [n], ratings or weights; ones where the dataset has none.
        time: int64 [n] seconds since 1970, or None where the dataset has no times.
        offsets: int64 [n_histories + 1]; history `h` is the slice `offsets[h]:offsets[h + 1]`.
        asked: int64 [n_histories], when something is asked for, seconds since 1970, or None where that is not known.
            Only a model that `KnowsTargetTime` may read it: in an evaluation it is the time of the target.
        users: int32 [n_histories], codes of the people whose histories they are, −1 for somebody new, or None where
            that is not known. Only for what is known of people beside their history (age, country): a model never
            remembers somebody by this code.
    """

    item: Int32
    value: Float32
    time: Int64 | None
    offsets: Int64
    asked: Int64 | None = None
    users: Int32 | None = None

    def __len__(self) -> int:
        return len(self.offsets) - 1

    @cached_property
    def lengths(self) -> Int64:
        """int64 [n_histories], the number of interactions in each history."""
        return np.diff(self.offsets)

    @cached_property
    def rows(self) -> Int64:
        """int64 [n], the history (0 … n_histories − 1) that each interaction belongs to."""
        return np.repeat(np.arange(len(self), dtype=np.int64), self.lengths)

    def chunk(self, start: int, stop: int) -> Histories:
        """Return histories `start … stop − 1` as views."""
        low, high = self.offsets[start], self.offsets[stop]
        time = None if self.time is None else self.time[low:high]
        asked = None if self.asked is None else self.asked[start:stop]
        users = None if self.users is None else self.users[start:stop]
        offsets = self.offsets[start : stop + 1] - low
        return Histories(self.item[low:high], self.value[low:high], time, offsets, asked, users)

    def latest(self, limit: int) -> Histories:
        """Return the same histories cut to their most recent `limit` interactions each."""
        if len(self) == 0 or int(self.lengths.max()) <= limit:
            return self
        keep = np.arange(len(self.item)) >= np.repeat(self.offsets[1:] - limit, self.lengths)
        offsets = np.concatenate(([0], np.cumsum(np.minimum(self.lengths, limit)))).astype(np.int64)
        time = None if self.time is None else self.time[keep]
        return Histories(self.item[keep], self.value[keep], time, offsets, self.asked, self.users)

    def without_newest(self) -> Histories:
        """Return the same histories, none of them empty, without the most recent interaction of each."""
        keep = np.ones(len(self.item), np.bool_)
        keep[self.offsets[1:] - 1] = False
        time = None if self.time is None else self.time[keep]
        offsets = self.offsets - np.arange(len(self.offsets))
        return Histories(self.item[keep], self.value[keep], time, offsets, self.asked, self.users)

    @staticmethod
    def single(item: npt.ArrayLike, value: npt.ArrayLike | None = None, time: npt.ArrayLike | None = None) -> Histories:
        """Build a batch of one history from item codes, oldest first."""
        items = np.asarray(item, dtype=np.int32)
        values = np.ones(len(items), np.float32) if value is None else np.asarray(value, dtype=np.float32)
        times = None if time is None else np.asarray(time, dtype=np.int64)
        return Histories(items, values, times, np.array([0, len(items)], dtype=np.int64))


@dataclass(frozen=True)
class Interactions:
    """All interactions of a dataset or of a part of it, sorted by user, then time, then input order.

    Attributes:
        item: int32 [n], item codes.
        value: float32 [n], ratings or weights; ones where the source has none.
        time: int64 [n] seconds since 1970, or None where the source has none (then input order is the order).
        offsets: int64 [n_users + 1], so that user `u`'s history is the slice `offsets[u]:offsets[u + 1]`.
        n_items: size of the catalogue; item codes are 0 … n_items − 1.
    """

    item: Int32
    value: Float32
    time: Int64 | None
    offsets: Int64
    n_items: int

    def __len__(self) -> int:
        return len(self.item)

    @cached_property
    def user(self) -> Int32:
        """int32 [n], user codes, never decreasing; made of the offsets when first asked for."""
        return self.users_between(0, self.n_users)

    def users_between(self, first: int, last: int) -> Int32:
        """int32, the user codes of the rows of users `first … last − 1`, made anew."""
        return np.repeat(np.arange(first, last, dtype=np.int32), np.diff(self.offsets[first : last + 1]))

    @property
    def n_users(self) -> int:
        """Number of users, those without interactions in this part included."""
        return len(self.offsets) - 1

    @staticmethod
    def from_columns(
        user: npt.NDArray[Any],
        item: npt.NDArray[Any],
        value: npt.NDArray[Any] | None,
        time: npt.NDArray[Any] | None,
        *,
        n_users: int,
        n_items: int,
        progress: Progress | None = None,
    ) -> Interactions:
        """Sort columns of codes (in input order, equal length) into the contract's order.

        Args:
            user, item: int32 [n]; value: float32 [n] or None; time: int64 [n] seconds since 1970 or None.
            n_users, n_items: how many codes there are.
            progress: checked after every piece of some hundred thousand rows.
        """
        users = np.ascontiguousarray(user, dtype=np.int32)
        items = np.ascontiguousarray(item, dtype=np.int32)
        values = None if value is None else np.asarray(value, dtype=np.float32)
        times = None if time is None else np.ascontiguousarray(time, dtype=np.int64)
        order, offsets = by_user(users, n_users)
        n = len(users)
        sorted_items = np.empty(n, np.int32)
        sorted_values = np.ones(n, np.float32) if values is None else np.empty(n, np.float32)
        sorted_times = None if times is None else np.empty(n, np.int64)

        def arrange(part: tuple[int, int]) -> None:
            low, high = int(offsets[part[0]]), int(offsets[part[1]])
            rows: Any = slice(low, high) if order is None else order[low:high]
            if times is not None and sorted_times is not None and high > low:
                within = time_order(users[rows], times[rows])
                if within is not None:
                    rows = low + within if order is None else rows[within]
                sorted_times[low:high] = times[rows]
            sorted_items[low:high] = items[rows]
            if values is not None:
                sorted_values[low:high] = values[rows]

        for _ in at_once(arrange, pieces(offsets), progress):
            pass
        return Interactions(sorted_items, sorted_values, sorted_times, offsets, n_items)

    def select(self, rows: npt.NDArray[Any]) -> Interactions:
        """Return the interactions at ascending positions `rows` (or under a boolean mask); users keep their codes."""
        positions = np.flatnonzero(rows) if rows.dtype == np.bool_ else rows
        offsets = np.searchsorted(positions, self.offsets).astype(np.int64)
        time = None if self.time is None else self.time[positions]
        return Interactions(self.item[positions], self.value[positions], time, offsets, self.n_items)

    def histories(self, users: npt.NDArray[Any] | None = None) -> Histories:
        """Return the histories of `users` (codes, any order), or of all users without copying."""
        if users is None:
            everybody = np.arange(self.n_users, dtype=np.int32)
            return Histories(self.item, self.value, self.time, self.offsets, users=everybody)
        starts, ends = self.offsets[users], self.offsets[np.asarray(users) + 1]
        lengths = ends - starts
        offsets = np.concatenate(([0], np.cumsum(lengths))).astype(np.int64)
        rows = np.arange(offsets[-1]) - np.repeat(offsets[:-1] - starts, lengths)
        time = None if self.time is None else self.time[rows]
        who = np.asarray(users, dtype=np.int32)
        return Histories(self.item[rows], self.value[rows], time, offsets, users=who)

    def pairs(self) -> tuple[Int64, Int64]:
        """Group the rows by (user, item).

        Returns:
            `order` int64 [n]: the rows pair by pair, in each pair in the dataset's order. `starts` int64 [n_pairs]:
            where each pair begins in it.
        """
        keys = self.user.astype(np.int64) * max(self.n_items, 1) + self.item
        order = np.argsort(keys, kind="stable")
        ordered = keys[order]
        starts = np.flatnonzero(np.diff(ordered, prepend=-1)) if len(ordered) else np.zeros(0, np.int64)
        return order, starts

    @cached_property
    def first_meetings(self) -> npt.NDArray[np.bool_]:
        """bool [n], whether each row is the first in which its user meets its item."""
        order, starts = self.pairs()
        mask = np.zeros(len(self), bool)
        mask[order[starts]] = True
        return mask

    @cached_property
    def item_counts(self) -> Int64:
        """int64 [n_items], the number of interactions of each item."""
        return np.bincount(self.item, minlength=self.n_items).astype(np.int64)

"""A history that a person edits to see what would follow: each edit makes another one, and can be taken back."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from workbench.data.interactions import Histories
from workbench.errors import ConfigurationError


@dataclass(frozen=True)
class Entry:
    """One interaction of an edited history.

    Attributes:
        item: item code.
        value: rating or weight; None where the dataset has none.
        time: seconds since 1970; None where the dataset has none.
        origin: its index in the history that was edited, or None for one that was added.
    """

    item: int
    value: float | None = None
    time: int | None = None
    origin: int | None = None


@dataclass(frozen=True)
class EditedHistory:
    """A history, oldest first, and the one it was made from. Times never fall: an entry that is moved takes the time
    nearest to its own that its new place allows, and one whose time is changed goes to where that time belongs.

    Attributes:
        original: what it was made from; empty for a person who is put together from scratch.
        entries: what it is now.
    """

    original: tuple[Entry, ...] = ()
    entries: tuple[Entry, ...] = ()

    @staticmethod
    def of(entries: Sequence[Entry]) -> EditedHistory:
        """Begin with a history as it is stored."""
        kept = tuple(replace(entry, origin=place) for place, entry in enumerate(entries))
        return EditedHistory(kept, kept)

    def __len__(self) -> int:
        return len(self.entries)

    def remove(self, place: int) -> EditedHistory:
        """Return it without the entry at `place`."""
        self._check(place)
        return replace(self, entries=self.entries[:place] + self.entries[place + 1 :])

    def add(self, item: int, value: float | None = None, time: int | None = None) -> EditedHistory:
        """Return it with one more entry: at its time, after others of that time; without a time as the newest."""
        if time is None and self.entries:
            time = self.entries[-1].time
        return self._placed(self.entries, Entry(item, value, time))

    def move(self, source: int, target: int) -> EditedHistory:
        """Return it with the entry at `source` standing at `target`, the others in their order."""
        self._check(source)
        self._check(target)
        others = self.entries[:source] + self.entries[source + 1 :]
        moved = self.entries[source]
        if moved.time is not None:
            before = others[target - 1].time if target > 0 else None
            after = others[target].time if target < len(others) else None
            time = moved.time if before is None else max(moved.time, before)
            moved = replace(moved, time=time if after is None else min(time, after))
        return replace(self, entries=(*others[:target], moved, *others[target:]))

    def rate(self, place: int, value: float) -> EditedHistory:
        """Return it with another value at `place`."""
        self._check(place)
        changed = replace(self.entries[place], value=value)
        return replace(self, entries=(*self.entries[:place], changed, *self.entries[place + 1 :]))

    def date(self, place: int, time: int) -> EditedHistory:
        """Return it with another time for the entry at `place`, which goes to where that time belongs."""
        self._check(place)
        others = self.entries[:place] + self.entries[place + 1 :]
        return self._placed(others, replace(self.entries[place], time=time))

    @cached_property
    def n_changes(self) -> int:
        """How many entries differ from the original: removed, added, with another value or time, or out of order.

        Out of order are as few entries as possible: those outside the longest run of entries that stand in their old
        order. An entry counts once, whatever happened to it; edits that undo each other leave 0.
        """
        # Most edits are few and stand together: what both begin and end with has changed nothing.
        shortest = min(len(self.entries), len(self.original))
        first = _n_shared(self.entries, self.original)
        last = min(_n_shared(reversed(self.entries), reversed(self.original)), shortest - first)
        entries = self.entries[first : len(self.entries) - last]
        n_original = len(self.original) - first - last
        origins = [entry.origin for entry in entries if entry.origin is not None]
        changed = {
            entry.origin for entry in entries if entry.origin is not None and self.original[entry.origin] != entry
        }
        if any(a > b for a, b in pairwise(origins)):
            changed |= set(origins) - _longest_rising(origins)
        return len(changed) + (n_original - len(origins)) + (len(entries) - len(origins))

    def histories(self) -> Histories:
        """Return it as models read it."""
        values = [1.0 if entry.value is None else entry.value for entry in self.entries]
        times = [entry.time for entry in self.entries if entry.time is not None]
        timed = bool(times) and len(times) == len(self.entries)
        return Histories.single([entry.item for entry in self.entries], values, times if timed else None)

    def _placed(self, others: tuple[Entry, ...], entry: Entry) -> EditedHistory:
        place = len(others)
        if entry.time is not None:
            place = bisect_right([-(2**62) if other.time is None else other.time for other in others], entry.time)
        return replace(self, entries=(*others[:place], entry, *others[place:]))

    def _check(self, place: int) -> None:
        if not 0 <= place < len(self.entries):
            raise ConfigurationError(
                f"The history has no interaction {place + 1}.", hint=f"It has {len(self.entries)} interactions."
            )


class EditLog:
    """The edits of one sitting, with undo and redo."""

    def __init__(self, start: EditedHistory | None = None) -> None:
        self._states = [start if start is not None else EditedHistory()]
        self._place = 0

    @property
    def now(self) -> EditedHistory:
        """The history as it is now."""
        return self._states[self._place]

    @property
    def can_undo(self) -> bool:
        """Whether there is an edit to take back."""
        return self._place > 0

    @property
    def can_redo(self) -> bool:
        """Whether there is an edit to do again."""
        return self._place < len(self._states) - 1

    def push(self, edited: EditedHistory) -> EditedHistory:
        """Make an edit; what was taken back before it is forgotten. An edit that changes nothing is not kept."""
        if edited.entries != self.now.entries:
            self._states[self._place + 1 :] = [edited]
            self._place += 1
        return self.now

    def undo(self) -> EditedHistory:
        """Take the last edit back, where there is one."""
        self._place = max(0, self._place - 1)
        return self.now

    def redo(self) -> EditedHistory:
        """Do the edit again that was taken back last, where there is one."""
        self._place = min(len(self._states) - 1, self._place + 1)
        return self.now


def _n_shared(one: Iterable[Entry], other: Iterable[Entry]) -> int:
    """Return how many of the first entries are the very same."""
    n = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine is not theirs:
            break
        n += 1
    return n


def _longest_rising(numbers: Sequence[int]) -> set[int]:
    """Return the members of a longest strictly rising subsequence of distinct numbers, by patience sorting."""
    tails: list[int] = []
    before: dict[int, int | None] = {}
    for number in numbers:
        pile = bisect_left(tails, number)
        before[number] = tails[pile - 1] if pile else None
        tails[pile : pile + 1] = [number]
    found: set[int] = set()
    last: int | None = tails[-1] if tails else None
    while last is not None:
        found.add(last)
        last = before[last]
    return found

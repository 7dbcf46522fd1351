"""What is suspicious about rows that were read: gone through once, and once more for each way of mending their ids."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from workbench.data.id_mending import MENDABLE, all_are_whole, careless, merged
from workbench.data.import_report import Choice, Decisions
from workbench.data.interactions import Int32
from workbench.data.readers.rows import RawRows
from workbench.data.suspicions import (
    Suspicion,
    heavy_user,
    rows_again,
    suspicious_times,
    suspicious_values,
)
from workbench.jobs import Progress

_MENDING = {
    "spaces": (
        ("1 row has ids with spaces around them.", "{count} rows have ids with spaces around them."),
        ("The spaces are taken away.", "Ids stay as they are written."),
    ),
    "control-characters": (
        ("1 row has ids with control characters in them.", "{count} rows have ids with control characters in them."),
        ("The characters are taken away.", "Ids stay as they are written."),
    ),
    "float-ids": (
        (
            "1 row has ids that look like floating-point numbers.",
            "{count} rows have ids that look like floating-point numbers.",
        ),
        ("The zeros behind the point are taken away: 12.0 becomes 12.", "Ids stay as they are written."),
    ),
}


@dataclass(frozen=True)
class Side:
    """Users or items under the ids that were decided on: the code of each row, and the ids in code order."""

    codes: Int32
    ids: Any


class RowCheck:
    """Rows, and what is suspicious about them; may be asked from several threads.

    Args:
        rows: what was read, gaps filled or not.
        filled: how many of the rows had a gap that was filled, by the fault that they were counted under.
        now: seconds since 1970; times beyond lie in the future.
        progress: checked between the passes over the rows.
    """

    def __init__(self, rows: RawRows, filled: dict[str, int], now: float, progress: Progress) -> None:
        self.rows = rows
        self.filled = filled
        self.suspicions = self._look(now, progress)
        self._again: dict[frozenset[str], list[Suspicion]] = {}

    def mending(self, decisions: Decisions) -> frozenset[str]:
        """Return in which ways ids will be mended."""
        found = {s.kind: s.proposed for s in self.suspicions if s.kind in MENDABLE}
        return frozenset(kind for kind, proposed in found.items() if decisions.get(kind, proposed) == "fix")

    def sides(self, mending: frozenset[str]) -> tuple[Side, Side]:
        """Return users and items, their ids mended so."""
        made = []
        for codes, ids in ((self.rows.user, self.rows.user_ids), (self.rows.item, self.rows.item_ids)):
            changed, new_ids = merged(ids, mending)
            made.append(Side(codes if changed is None else changed[codes], new_ids))
        return made[0], made[1]

    def repeats(self, mending: frozenset[str], progress: Progress) -> list[Suspicion]:
        """Return the rows that come again; they depend on which ids are mended into one."""
        if mending not in self._again:
            user, item = self.sides(mending)
            rows = self.rows
            self._again[mending] = rows_again(
                user.codes,
                item.codes,
                rows.value,
                rows.time,
                n_users=len(user.ids),
                n_items=len(item.ids),
                progress=progress,
            )
        return self._again[mending]

    def _look(self, now: float, progress: Progress) -> list[Suspicion]:
        rows = self.rows
        found = []
        for kind in MENDABLE:
            found += self._careless(kind)
        progress.check()
        if rows.time is not None:
            found += suspicious_times(rows.time, now)
            progress.check()
        if rows.value is not None:
            found += suspicious_values(rows.value)
            progress.check()
        counts = np.bincount(rows.user, minlength=len(rows.user_ids))
        found += heavy_user(rows.user, counts, str(rows.user_ids[int(np.argmax(counts))].as_py()))
        progress.check()
        return found

    def _careless(self, kind: str) -> list[Suspicion]:
        rows = self.rows
        hit = np.zeros(0, np.int64)
        whole = True
        for codes, ids in ((rows.user, rows.user_ids), (rows.item, rows.item_ids)):
            of_kind = careless(ids, kind)
            if len(of_kind):
                wanted = np.zeros(len(ids), bool)
                wanted[of_kind] = True
                hit = np.union1d(hit, np.flatnonzero(wanted[codes]))
                whole &= all_are_whole(ids)
        if not len(hit):
            return []
        (one, many), effects = _MENDING[kind]
        proposed: Choice = "keep" if kind == "float-ids" and not whole else "fix"
        sentence = one if len(hit) == 1 else many.format(count=f"{len(hit):,}")
        return [Suspicion(kind, sentence, hit, effects, proposed)]

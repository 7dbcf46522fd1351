"""A file that was read and checked, held in memory until a person has decided what is done with what was found."""

from __future__ import annotations

import time as clock
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from workbench.data.attributes import Attributes
from workbench.data.dataset import Dataset, ItemTable
from workbench.data.id_mending import MENDABLE, all_are_whole, careless, merged
from workbench.data.import_report import KINDS, Choice, Decisions, Example, Finding, ImportReport, check_decisions
from workbench.data.interactions import Int32, Int64, Interactions, Vocabulary
from workbench.data.suspicions import (
    Suspicion,
    counted,
    heavy_user,
    moment,
    rows_again,
    suspicious_times,
    suspicious_values,
    time_divisor,
)
from workbench.errors import DataFormatError
from workbench.jobs import Progress

if TYPE_CHECKING:
    from workbench.data.media import MediaKind
    from workbench.data.media_paths import LocatedMedia
    from workbench.data.readers.rows import RawRows

NO_DECISIONS: Decisions = MappingProxyType({})
_EXAMPLES = 5
_MENDING = {
    "spaces": ("with spaces around them", ("The spaces are taken away.", "Ids stay as they are written.")),
    "control-characters": (
        "with control characters in them",
        ("The characters are taken away.", "Ids stay as they are written."),
    ),
    "float-ids": (
        "that look like floating-point numbers",
        ("The zeros behind the point are taken away: 12.0 becomes 12.", "Ids stay as they are written."),
    ),
}


@dataclass(frozen=True)
class _Side:
    """Users or items under the ids that were decided on: the code of each row, and the ids in code order."""

    codes: Int32
    ids: Any


class CheckedImport:
    """The rows of a file, what is suspicious about them, and the dataset that they become under given decisions.

    Nothing of it changes; it may be asked from several threads.

    Args:
        rows: what was read.
        name: what to call the dataset.
        source: the layout it came from.
        items, users: attributes, where files tell them.
        notes: what a person should know of the reading, one sentence each.
        path: the file or folder that was read.
        source_hash: SHA-256 (hex) of its bytes where it is one file.
        media: the pictures and sounds that columns of paths in `items` name; their notes are told in the report.
        progress: checked between the passes over the rows.
    """

    def __init__(
        self,
        rows: RawRows,
        *,
        name: str,
        source: str,
        progress: Progress,
        items: Attributes | None = None,
        users: Attributes | None = None,
        notes: tuple[str, ...] = (),
        path: Path | None = None,
        source_hash: str | None = None,
        media: Mapping[MediaKind, LocatedMedia] = MappingProxyType({}),
    ) -> None:
        self.path = path
        self.media = media
        self.source_hash = source_hash
        self.name = name
        self.source = source
        self._rows = rows
        self._attributes = {"item": items, "user": users}
        self._notes = (*notes, *(note for located in media.values() for note in located.notes))
        self._now = clock.time()
        self._again: dict[frozenset[str], list[Suspicion]] = {}
        progress.report(1.0, "checking")
        self._suspicions = self._look(progress)
        self._repeats(self._mending(NO_DECISIONS), progress)

    @property
    def refusal(self) -> DataFormatError | None:
        """The error that names the first row that cannot be read; None where all can."""
        return self._rows.unreadable.refusal()

    @property
    def unreadable(self) -> int:
        """How many rows cannot be read."""
        return len(self._rows.unreadable)

    def report(self, decisions: Decisions = NO_DECISIONS) -> ImportReport:
        """Say what was found, what will be done with it, and what then remains.

        Args:
            decisions: for kinds of findings, what is to be done; our proposal for those left out.

        Raises:
            ConfigurationError: a decision names no kind, or a choice that the kind does not have.
        """
        return self._outcome(decisions).report

    def dataset(self, decisions: Decisions = NO_DECISIONS, *, name: str | None = None, progress: Progress) -> Dataset:
        """Build the dataset; codes are in order of first appearance. Equal files give equal fingerprints.

        Columns of paths are as they are written: `data.companions.attach` puts the files of `media` in their place.

        Args:
            decisions: see `report`.
            name: what to call it, where not `self.name`.
            progress: checked between the steps.

        Raises:
            ConfigurationError: see `report`.
            DataFormatError: no row remains.
        """
        outcome = self._outcome(decisions)
        kept = outcome.kept
        if outcome.report.rows_kept == 0:
            raise DataFormatError("No row remains after these decisions.", hint="Keep some of the rows.")
        progress.report(message="sorting")
        user, item = (_among(side, kept) for side in (outcome.user, outcome.item))
        value, time = self._rows.value, outcome.time
        interactions = Interactions.from_columns(
            user.codes,
            item.codes,
            value if value is None or kept is None else value[kept],
            time if time is None or kept is None else time[kept],
            n_users=len(user.ids),
            n_items=len(item.ids),
            progress=progress,
        )
        progress.check()
        items, users = self._attributes["item"], self._attributes["user"]
        columns = pa.table({"id": item.ids}).select([]) if items is None else items.aligned(item.ids)
        return Dataset(
            name=name or self.name,
            interactions=interactions,
            users=Vocabulary(user.ids),
            items=Vocabulary(item.ids),
            item_table=ItemTable(columns),
            user_table=None if users is None else users.aligned(user.ids),
            source=self.source,
        )

    # ---- what is suspicious

    def _look(self, progress: Progress) -> list[Suspicion]:
        rows = self._rows
        found = []
        for kind in MENDABLE:
            found += self._careless(kind)
        progress.check()
        if rows.time is not None:
            found += suspicious_times(rows.time, self._now)
            progress.check()
        if rows.value is not None:
            found += suspicious_values(rows.value)
            progress.check()
        counts = np.bincount(rows.user, minlength=len(rows.user_ids))
        found += heavy_user(rows.user, counts, str(rows.user_ids[int(np.argmax(counts))].as_py()))
        progress.check()
        return found

    def _careless(self, kind: str) -> list[Suspicion]:
        rows = self._rows
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
        words, effects = _MENDING[kind]
        proposed: Choice = "keep" if kind == "float-ids" and not whole else "fix"
        return [Suspicion(kind, f"{counted(len(hit), 'has ids', 'have ids')} {words}.", hit, effects, proposed)]

    def _mending(self, decisions: Decisions) -> frozenset[str]:
        """Return in which ways ids will be mended."""
        found = {s.kind: s.proposed for s in self._suspicions if s.kind in MENDABLE}
        return frozenset(kind for kind, proposed in found.items() if decisions.get(kind, proposed) == "fix")

    def _sides(self, mending: frozenset[str]) -> tuple[_Side, _Side]:
        made = []
        for codes, ids in ((self._rows.user, self._rows.user_ids), (self._rows.item, self._rows.item_ids)):
            changed, new_ids = merged(ids, mending)
            made.append(_Side(codes if changed is None else changed[codes], new_ids))
        return made[0], made[1]

    def _repeats(self, mending: frozenset[str], progress: Progress) -> list[Suspicion]:
        """Return the rows that come again; they depend on which ids are mended into one."""
        if mending not in self._again:
            user, item = self._sides(mending)
            rows = self._rows
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

    # ---- what becomes of it

    def _outcome(self, decisions: Decisions) -> _Outcome:
        check_decisions(decisions)
        rows = self._rows
        mending = self._mending(decisions)
        user, item = self._sides(mending)
        time = rows.time
        kept: npt.NDArray[np.bool_] | None = None
        findings = rows.unreadable.findings()
        for suspicion in [*self._suspicions, *self._repeats(mending, Progress())]:
            chosen = decisions.get(suspicion.kind, suspicion.proposed)
            dropped = 0
            if chosen == "drop":
                kept = np.ones(len(rows), bool) if kept is None else kept
                dropped = int(np.count_nonzero(kept[suspicion.rows]))
                kept[suspicion.rows] = False
            elif chosen == "fix" and time is not None and suspicion.kind == "time-unit":
                time = time // time_divisor(time, self._now)
            elif chosen == "fix" and suspicion.kind == "same-time":
                time = None
            findings.append(self._finding(suspicion, chosen, dropped))
        order = list(KINDS)
        findings.sort(key=lambda finding: order.index(finding.kind))
        n_kept = len(rows) if kept is None else int(np.count_nonzero(kept))
        ids = [side.ids if kept is None else _remaining(side, kept) for side in (user, item)]
        n_users, n_items = map(len, ids)
        times = time if time is None or kept is None else time[kept]
        notes = [*self._notes]
        for noun, remaining in zip(("user", "item"), ids, strict=True):
            attributes = self._attributes[noun]
            notes += [] if attributes is None else attributes.notes(remaining, noun)
        report = ImportReport(
            rows_read=len(rows) + len(rows.unreadable),
            rows_kept=n_kept,
            n_users=n_users,
            n_items=n_items,
            first_time=int(times.min()) if times is not None and n_kept else None,
            last_time=int(times.max()) if times is not None and n_kept else None,
            density=n_kept / max(1, n_users * n_items),
            findings=tuple(findings),
            notes=tuple(notes),
        )
        return _Outcome(report, user, item, time, kept)

    def _finding(self, suspicion: Suspicion, chosen: Choice, dropped: int) -> Finding:
        rows = self._rows
        return Finding(
            kind=suspicion.kind,
            sentence=suspicion.sentence,
            rows=len(rows) if suspicion.whole else len(suspicion.rows),
            examples=tuple(Example(rows.lines[row], self._shown(row)) for row in suspicion.rows[:_EXAMPLES].tolist()),
            choices=KINDS[suspicion.kind],
            effects=suspicion.effects,
            chosen=chosen,
            dropped=dropped,
        )

    def _shown(self, row: int) -> str:
        rows = self._rows
        cells = [rows.user_ids[int(rows.user[row])].as_py(), rows.item_ids[int(rows.item[row])].as_py()]
        cells += [] if rows.value is None else [f"{rows.value[row]:g}"]
        cells += [] if rows.time is None else [moment(int(rows.time[row]))]
        return ", ".join(cells)


@dataclass(frozen=True)
class _Outcome:
    report: ImportReport
    user: _Side
    item: _Side
    time: Int64 | None
    kept: npt.NDArray[np.bool_] | None  # None: all rows


def _remaining(side: _Side, kept: npt.NDArray[np.bool_]) -> Any:
    """Return the ids that the kept rows have."""
    return side.ids.filter(pa.array(np.bincount(side.codes[kept], minlength=len(side.ids)) > 0))


def _among(side: _Side, kept: npt.NDArray[np.bool_] | None) -> _Side:
    """Give the ids that the kept rows have new codes, in the order of first appearance among these rows."""
    if kept is None:
        return side
    codes = side.codes[kept]
    first = np.full(len(side.ids), len(codes), np.int64)
    first[codes[::-1]] = np.arange(len(codes) - 1, -1, -1)
    order = np.argsort(first, kind="stable")[: np.count_nonzero(first < len(codes))]
    new = np.zeros(len(side.ids), np.int32)
    new[order] = np.arange(len(order), dtype=np.int32)
    return _Side(new[codes], side.ids.take(pa.array(order)))

"""A file that was read and checked, held in memory until a person has decided what is done with what was found."""

from __future__ import annotations

import time as clock
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from workbench.data.attributes import Attributes
from workbench.data.dataset import Dataset, ItemTable
from workbench.data.import_report import KINDS, Choice, Decisions, Example, Finding, ImportReport, check_decisions
from workbench.data.interactions import Float32, Int64, Interactions, Vocabulary
from workbench.data.readers.spare_rows import VALUE_FAULTS, in_order_of_appearance, middle
from workbench.data.row_check import RowCheck, Side
from workbench.data.suspicions import Suspicion, moment, time_divisor
from workbench.errors import DataFormatError
from workbench.jobs import Progress

if TYPE_CHECKING:
    from workbench.data.media import MediaKind
    from workbench.data.media_paths import LocatedMedia
    from workbench.data.readers.rows import RawRows

NO_DECISIONS: Decisions = MappingProxyType({})
_EXAMPLES = 5
# What is said of rows whose gaps may be filled: how they would be.
_LEFT_OUT = "Left out."


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
        progress.report(1.0, "checking")
        self._unfilled = RowCheck(rows, {}, self._now, progress)
        self._unfilled.repeats(self._unfilled.mending(NO_DECISIONS), progress)
        self._filled: tuple[frozenset[str], RowCheck] = (frozenset(), self._unfilled)  # the last one asked for

    def refusal(self, decisions: Decisions = NO_DECISIONS) -> DataFormatError | None:
        """The error that names the first row that cannot be read; None where all can, or it is decided what is done."""
        return self._rows.unreadable.refusal(decisions)

    def unreadable(self, decisions: Decisions = NO_DECISIONS) -> int:
        """How many rows cannot be read, those aside of which it is decided what is done."""
        counts = self._rows.unreadable.counts
        return sum(count for kind, count in counts.items() if kind not in decisions)

    def report(self, decisions: Decisions = NO_DECISIONS) -> ImportReport:
        """Say what was found, what will be done with it, and what then remains.

        Args:
            decisions: for kinds of findings, what is to be done; our proposal for those left out.

        Raises:
            ConfigurationError: a decision names no kind, or a choice that the kind does not have.
        """
        return self._outcome(decisions, Progress()).report

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
        outcome = self._outcome(decisions, progress)
        kept = outcome.kept
        if outcome.report.rows_kept == 0:
            raise DataFormatError("No row remains after these decisions.", hint="Keep some of the rows.")
        progress.report(message="sorting")
        user, item = (_among(side, kept) for side in (outcome.user, outcome.item))
        value, time = outcome.value, outcome.time
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

    # ---- what becomes of it

    def _check(self, decisions: Decisions, progress: Progress) -> RowCheck:
        """Return the check of the rows with those gaps filled that are to be; the last one asked for is kept."""
        spare = self._rows.spare
        wanted = frozenset() if spare is None else frozenset(k for k in spare.kinds if decisions.get(k) == "fix")
        if not wanted:
            return self._unfilled
        known, check = self._filled
        if known != wanted:
            check = RowCheck(*self._rows.filled(wanted), self._now, progress)
            self._filled = wanted, check
        return check

    def _outcome(self, decisions: Decisions, progress: Progress) -> _Outcome:
        check_decisions(decisions)
        check = self._check(decisions, progress)
        rows = check.rows
        mending = check.mending(decisions)
        user, item = check.sides(mending)
        value, time = rows.value, rows.time
        kept: npt.NDArray[np.bool_] | None = None
        findings = [self._about_unreadable(found, decisions, check) for found in rows.unreadable.findings()]
        for suspicion in [*check.suspicions, *check.repeats(mending, progress)]:
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
            elif chosen == "fix" and value is not None and suspicion.scale is not None:
                value = np.clip(value, *suspicion.scale)
            findings.append(_finding(rows, suspicion, chosen, dropped))
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
            rows_read=len(self._rows) + len(rows.unreadable),
            rows_kept=n_kept,
            n_users=n_users,
            n_items=n_items,
            first_time=int(times.min()) if times is not None and n_kept else None,
            last_time=int(times.max()) if times is not None and n_kept else None,
            density=n_kept / max(1, n_users * n_items),
            findings=tuple(findings),
            notes=tuple(notes),
        )
        return _Outcome(report, user, item, value, time, kept)

    def _about_unreadable(self, finding: Finding, decisions: Decisions, check: RowCheck) -> Finding:
        """Return what a report says of rows that cannot be read, some of which may have their gaps filled."""
        spare = self._rows.spare
        if spare is None or finding.kind not in spare.kinds:
            return finding
        if finding.kind in VALUE_FAULTS:
            assert self._rows.value is not None
            value = middle(self._rows.value)
            effect = f"Each gets the middle one of all values, {value:g}."
            if spare.lacks_both:
                effect = f"Each gets the middle one of all values, {value:g}; a missing time is that of the row before."
        else:
            effect = "Each gets the time of the row before it in the file."
        chosen = decisions.get(finding.kind, "drop")
        return replace(
            finding,
            choices=KINDS[finding.kind],
            effects=(_LEFT_OUT, effect),
            chosen=chosen,
            dropped=finding.rows - check.filled.get(finding.kind, 0),
        )


def _finding(rows: RawRows, suspicion: Suspicion, chosen: Choice, dropped: int) -> Finding:
    return Finding(
        kind=suspicion.kind,
        sentence=suspicion.sentence,
        rows=len(rows) if suspicion.whole else len(suspicion.rows),
        examples=tuple(Example(rows.lines[row], _shown(rows, row)) for row in suspicion.rows[:_EXAMPLES].tolist()),
        choices=KINDS[suspicion.kind],
        effects=suspicion.effects,
        chosen=chosen,
        dropped=dropped,
    )


def _shown(rows: RawRows, row: int) -> str:
    cells = [rows.user_ids[int(rows.user[row])].as_py(), rows.item_ids[int(rows.item[row])].as_py()]
    cells += [] if rows.value is None else [f"{rows.value[row]:g}"]
    cells += [] if rows.time is None else [moment(int(rows.time[row]))]
    return ", ".join(cells)


@dataclass(frozen=True)
class _Outcome:
    report: ImportReport
    user: Side
    item: Side
    value: Float32 | None
    time: Int64 | None
    kept: npt.NDArray[np.bool_] | None  # None: all rows


def _remaining(side: Side, kept: npt.NDArray[np.bool_]) -> Any:
    """Return the ids that the kept rows have."""
    return side.ids.filter(pa.array(np.bincount(side.codes[kept], minlength=len(side.ids)) > 0))


def _among(side: Side, kept: npt.NDArray[np.bool_] | None) -> Side:
    """Give the ids that the kept rows have new codes, in the order of first appearance among these rows."""
    return side if kept is None else Side(*in_order_of_appearance(side.codes[kept], side.ids))

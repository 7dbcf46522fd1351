"""Verdicts on models in the catalog: kept with their sample and settings, gone with their run."""

from __future__ import annotations

import threading
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import select

from workbench.catalog.catalog import Catalog
from workbench.catalog.tables import RunRecord, VerdictRecord
from workbench.errors import NotFoundError

if TYPE_CHECKING:
    from workbench.explanation.verdict import ModelVerdict


class VerdictStore:
    """Reads and writes verdicts. Methods may be called from any thread.

    A workspace that is open to look at only keeps what is measured in it until it closes.
    """

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._lock = threading.Lock()
        # Numbers of rows are used again after a deletion, moments are not.
        self._read: dict[int, tuple[datetime, ModelVerdict | None]] = {}
        self._unstored: dict[int, ModelVerdict] = {}

    def get(self, run_id: int) -> ModelVerdict | None:
        """Return the verdict on a run's model; None where none was measured as this version measures."""
        from workbench.explanation.judging import SETTINGS
        from workbench.explanation.verdict_record import from_record

        with self._lock:
            if run_id in self._unstored:
                return self._unstored[run_id]
            with self._catalog.reading() as session:
                created = session.scalar(select(VerdictRecord.created).where(VerdictRecord.run_id == run_id))
                if created is None:
                    self._read.pop(run_id, None)
                    return None
                known = self._read.get(run_id)
                if known is None or known[0] != created:
                    record = session.scalars(select(VerdictRecord).where(VerdictRecord.run_id == run_id)).one()
                    found = from_record(record.found) if record.settings == SETTINGS else None
                    self._read[run_id] = known = created, found
            return known[1]

    def put(self, run_id: int, found: ModelVerdict, *, people: int, seed: int, seconds: float) -> None:
        """Keep a verdict in the place of the one before. Raises `NotFoundError` where the run is gone by now."""
        from workbench.explanation.judging import SETTINGS
        from workbench.explanation.verdict_record import as_record

        if self._catalog.read_only:
            with self._lock:
                self._unstored[run_id] = found
            return
        with self._catalog.writing() as session:
            if session.get(RunRecord, run_id) is None:
                raise NotFoundError(f"Run {run_id} was deleted while it was judged.")
            before = session.scalar(select(VerdictRecord).where(VerdictRecord.run_id == run_id))
            if before is not None:
                session.delete(before)
                session.flush()
            record = VerdictRecord(
                run_id=run_id, people=people, seed=seed, settings=SETTINGS, found=as_record(found), seconds=seconds
            )
            session.add(record)
            session.flush()
            created = record.created
        with self._lock:
            self._read[run_id] = created, found

"""The checkpoint of a run that has not ended: artifact files of the run, which its model replaces when it is done."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from workbench.catalog.catalog import Catalog
from workbench.catalog.tables import RunFileRecord, RunRecord
from workbench.errors import ConfigurationError


class RunCheckpoints:
    """A `CheckpointStore` in the catalog.

    Each checkpoint is written to a temporary name and flushed before the one transaction that puts it in the place of
    the one before, so that a process may be killed at any moment.

    Args:
        catalog: holds the run; opened for reading only in a process that helps another one train.
        run_id: the run.
        every_seconds: how much work may be lost when the process is killed.
    """

    def __init__(self, catalog: Catalog, run_id: int, *, every_seconds: float) -> None:
        self._catalog = catalog
        self._run_id = run_id
        self._every_seconds = every_seconds

    @property
    def every_seconds(self) -> float:
        """How much work may be lost when the process is killed."""
        return self._every_seconds

    def exists(self) -> bool:
        """Return whether there is a checkpoint to go on from."""
        return bool(self._record().files)

    @contextmanager
    def latest(self) -> Iterator[Path | None]:
        """Give a folder with the checkpoint's files, or None.

        Raises:
            ArtifactDamagedError: a file is missing or was changed.
        """
        files = self._record().files
        if not files:
            yield None
            return
        with tempfile.TemporaryDirectory() as name:
            for file in files:
                path = self._catalog.artifacts.path(file.sha256, file.n_bytes, f"the checkpoint of run {self._run_id}")
                shutil.copyfile(path, Path(name) / file.name)
            yield Path(name)

    def save(self, write: Callable[[Path], None]) -> None:
        """Store what `write` puts into a folder, in the place of the checkpoint before."""
        with self._catalog.artifacts.staging() as folder:
            write(folder)
            with self._catalog.artifacts.storing(sorted(folder.iterdir())) as stored:
                with self._catalog.writing() as session:
                    record = session.get_one(RunRecord, self._run_id)
                    before = {file.sha256 for file in record.files}
                    record.files.clear()
                    session.flush()  # the old names go before the same names come
                    record.files = [
                        RunFileRecord(name=name, sha256=artifact.sha256, n_bytes=artifact.n_bytes)
                        for name, artifact in stored.items()
                    ]
                self._catalog.collect(before)

    def drop(self) -> None:
        """Delete the checkpoint: the run will not be gone on with."""
        with self._catalog.writing() as session:
            record = session.get_one(RunRecord, self._run_id)
            before = {file.sha256 for file in record.files}
            record.files.clear()
        self._catalog.collect(before)

    def paused(self) -> None:
        """Let the catalog say that the run waits."""
        self._state("paused")

    def resumed(self) -> None:
        """Let the catalog say that the run goes on."""
        self._state("running")

    def _state(self, state: str) -> None:
        with self._catalog.writing() as session:
            session.get_one(RunRecord, self._run_id).state = state

    def _record(self) -> RunRecord:
        with self._catalog.reading() as session:
            record = session.scalar(
                select(RunRecord).where(RunRecord.id == self._run_id).options(selectinload(RunRecord.files))
            )
        if record is None:
            raise ConfigurationError(f"Run {self._run_id} was deleted while it was training.")
        return record

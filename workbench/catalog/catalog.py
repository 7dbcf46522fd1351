"""The open catalog: one writer at a time, migrated when it opens, and whole whatever happened before."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout
from sqlalchemy import Engine, create_engine, event, select, text, update
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.pool import QueuePool

from workbench.catalog.artifacts import ArtifactStore
from workbench.catalog.migrating import backup, migrate
from workbench.catalog.tables import HEAD, Base, DatasetFileRecord, EncodingRecord, RunFileRecord, RunRecord
from workbench.errors import ReadOnlyError, WorkbenchError, WorkspaceBusyError

DATABASE = "catalog.sqlite"
LOCK = "catalog.lock"


class Catalog:
    """The SQLite file and the artifacts of one workspace folder.

    May be used from any thread: each call has a session of its own, and writers wait for each other.

    Args:
        folder: the workspace; made where it is missing, unless `read_only`.
        read_only: look without the lock and without changing anything.

    Raises:
        WorkspaceBusyError: another process writes to this workspace.
        WorkbenchError: the folder cannot be used, or the catalog is damaged or newer than this program.
    """

    def __init__(self, folder: Path, *, read_only: bool = False) -> None:
        self.folder = folder
        self.read_only = read_only
        self.notices: tuple[str, ...] = ()
        self.artifacts = ArtifactStore(folder / "artifacts")
        self._writing = threading.RLock()
        self._lock: FileLock | None = None
        self._file = folder / DATABASE
        if read_only:
            if not self._file.is_file():
                raise WorkbenchError(
                    "There is no workspace to look at.", where=str(folder), hint="Open it for writing once."
                )
        else:
            self._take_lock()
        try:
            self._engine = self._connect()
            self._sessions = sessionmaker(self._engine, expire_on_commit=False)
            self._prepare()
        except DatabaseError as error:
            self._release()
            raise WorkbenchError(
                f"The catalog cannot be opened: {error.orig}.",
                where=str(self._file),
                hint="Restore the file from a backup in this folder, or move it away to begin a new catalog.",
            ) from error
        except BaseException:
            self._release()
            raise

    # ---- use

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Give a session for queries."""
        with self._sessions() as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Give a session whose changes are committed together at the end of the block, or not at all.

        Raises:
            ReadOnlyError: the workspace was opened to look at only.
        """
        if self.read_only:
            raise ReadOnlyError(
                "This workspace is open to look at only.",
                hint="Close the other program that has it open, then open it again.",
            )
        with self._writing, self._sessions.begin() as session:
            yield session

    def collect(self, hashes: set[str]) -> None:
        """Delete those of these artifacts that no row refers to any more."""
        with self._writing:
            with self.reading() as session:
                kept = _referenced(session)
            self.artifacts.collect(hashes - kept)

    def check(self) -> list[str]:
        """Return what is wrong with the catalog, in sentences; empty where all is well. Reads every artifact."""
        found: list[str] = []
        with self.reading() as session:
            found += [f"SQLite: {row[0]}." for row in session.execute(text("PRAGMA integrity_check")) if row[0] != "ok"]
            found += [
                f"A row of {row[0]} refers to a row of {row[2]} that is gone."
                for row in session.execute(text("PRAGMA foreign_key_check"))
            ]
            files: list[tuple[str, str, int]] = []
            files += [(f.name, f.sha256, f.n_bytes) for f in session.scalars(select(DatasetFileRecord))]
            files += [(f.name, f.sha256, f.n_bytes) for f in session.scalars(select(RunFileRecord))]
            files += [(f"{e.modality} vectors", e.sha256, e.n_bytes) for e in session.scalars(select(EncodingRecord))]
        for name, sha256, n_bytes in files:
            try:
                self.artifacts.path(sha256, n_bytes, f"“{name}”")
            except WorkbenchError as error:
                found.append(str(error))
        return found

    def n_bytes(self) -> int:
        """Return the size of the catalog and its artifacts on disk."""
        return self.artifacts.n_bytes() + sum(f.stat().st_size for f in self.folder.glob(f"{DATABASE}*"))

    def close(self) -> None:
        """Close all connections and let other processes write."""
        self.artifacts.close()
        self._engine.dispose()
        self._release()

    # ---- opening

    def _take_lock(self) -> None:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._lock = FileLock(self.folder / LOCK)
            self._lock.acquire(timeout=0)
        except Timeout:
            self._lock = None
            raise WorkspaceBusyError(
                "Another program has this workspace open.",
                where=str(self.folder),
                hint="Close it, or open the workspace read-only.",
            ) from None
        except OSError as error:
            self._lock = None
            raise WorkbenchError(
                f"The workspace folder cannot be used: {error.strerror or error}.",
                where=str(self.folder),
                hint="Choose a folder that you may write to.",
            ) from error

    def _release(self) -> None:
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def _connect(self) -> Engine:
        mode = "ro" if self.read_only else "rwc"
        uri = f"{self._file.resolve().as_uri()}?mode={mode}"
        engine = create_engine(
            "sqlite://",
            creator=lambda: sqlite3.connect(uri, uri=True, check_same_thread=False, timeout=10.0),
            # Said outright: without a file in the URL the default is a pool that closes the oldest thread's connection
            # when it has too many, even while that thread uses it, and SQLite then crashes the process.
            poolclass=QueuePool,
            pool_size=4,
            max_overflow=16,
        )

        @event.listens_for(engine, "connect")
        def _settings(connection: Any, _record: Any) -> None:
            cursor = connection.cursor()
            cursor.execute("PRAGMA foreign_keys = ON")
            cursor.execute("PRAGMA busy_timeout = 10000")
            if not self.read_only:
                cursor.execute("PRAGMA journal_mode = WAL")
                cursor.execute("PRAGMA synchronous = FULL")
            cursor.close()

        return engine

    def _prepare(self) -> None:
        stamped = self._stamp()
        if stamped is None:
            self._create()
        elif stamped != HEAD:
            if not stamped.isdigit() or int(stamped) > int(HEAD):
                raise WorkbenchError(
                    f"This workspace was written by a newer version of the application (schema {stamped}).",
                    where=str(self._file),
                    hint="Install the newest version to open it.",
                )
            if self.read_only:
                raise ReadOnlyError(
                    "This workspace is from an older version and has to be upgraded first.",
                    where=str(self._file),
                    hint="Open it once for writing.",
                )
            copy = backup(self._file, stamped)
            migrate(self._engine)
            self._notice(
                f"The catalog was upgraded from schema {stamped} to {HEAD}; the old one was kept as {copy.name}."
            )
        if not self.read_only:
            self._recover()

    def _stamp(self) -> str | None:
        with self._engine.connect() as connection:
            tables = {row[0] for row in connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'"))}
            if "alembic_version" not in tables:
                if tables:
                    raise WorkbenchError(
                        "This file is a database of another program.",
                        where=str(self._file),
                        hint="Choose another folder.",
                    )
                return None
            return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()

    def _create(self) -> None:
        """Make all tables at once and stamp them, in one transaction: alembic is slow to import."""
        with self._engine.begin() as connection:
            # The driver would commit before each DDL statement; an explicit BEGIN keeps creation whole.
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            Base.metadata.create_all(connection)
            connection.exec_driver_sql("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)")
            connection.exec_driver_sql(f"INSERT INTO alembic_version VALUES ('{HEAD}')")

    def _recover(self) -> None:
        """Mend what a killed process left: runs that never ended, and files that no row knows."""
        with self.writing() as session:
            ended = session.execute(
                update(RunRecord)
                .where(RunRecord.state == "running")
                .values(state="interrupted", message="The program ended while this run was training.")
            )
            interrupted = int(getattr(ended, "rowcount", 0))
            referenced = _referenced(session)
        if interrupted:
            self._notice(f"{interrupted} run(s) were interrupted when the program ended last time.")
        self.artifacts.sweep(referenced)

    def _notice(self, sentence: str) -> None:
        self.notices = (*self.notices, sentence)


def _referenced(session: Session) -> set[str]:
    columns = (DatasetFileRecord.sha256, RunFileRecord.sha256, EncodingRecord.sha256)
    return {digest for column in columns for digest in session.scalars(select(column))}

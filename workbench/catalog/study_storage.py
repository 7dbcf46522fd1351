"""Where studies of settings live: optuna's own tables, beside ours in the catalog or anywhere that SQLAlchemy reaches.

Its tables (`studies`, `trials`, `trial_…`, `version_info`) are made at the first search and are optuna's business;
`alembic_version` is ours. Optuna stamps that table only where it is empty, and is told not to compare it with its own.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from sqlalchemy import URL, create_engine, inspect, make_url, text
from sqlalchemy.exc import ArgumentError, IntegrityError, SQLAlchemyError

from workbench.errors import ConfigurationError, WorkbenchError

if TYPE_CHECKING:
    from optuna.storages import RDBStorage

BUSY_SECONDS = 10.0
ATTEMPTS, PAUSE_SECONDS = 20, 0.2


class StudyStorage:
    """An open storage of studies; close it after use.

    Args:
        database: the catalog's file, used where there is no `url`.
        url: any SQLAlchemy URL, shared by several machines perhaps; None for the catalog.
        read_only: change nothing.

    Raises:
        WorkbenchError: the URL cannot be understood or reached.
    """

    def __init__(self, database: Path, url: str | None = None, *, read_only: bool = False) -> None:
        from optuna.exceptions import StorageInternalError
        from optuna.storages import RDBStorage

        self.url = url
        made = url
        if url is None:
            # As the catalog's own connections: wait for other writers, and leave the write-ahead log as it is.
            made = _catalog_url(database, read_only=read_only)
        assert made is not None
        arguments = {"timeout": BUSY_SECONDS} if made.startswith("sqlite") else {}
        for attempt in range(ATTEMPTS):
            try:
                self.storage: RDBStorage = RDBStorage(
                    made,
                    engine_kwargs={"connect_args": arguments},
                    skip_compatibility_check=url is None,
                    skip_table_creation=read_only,
                )
                return
            except (SQLAlchemyError, StorageInternalError, ImportError, RuntimeError) as error:
                # Two machines that come to an empty storage at once both make its tables, and one of them fails.
                if attempt + 1 == ATTEMPTS or not _others_make_tables(error):
                    raise _unreachable(url or str(database), error) from error
                time.sleep(PAUSE_SECONDS)

    def close(self) -> None:
        """Close its connections."""
        self.storage.remove_session()
        self.storage.engine.dispose()

    def __enter__(self) -> RDBStorage:
        return self.storage

    def __exit__(self, *_: object) -> None:
        self.close()


def has_studies(database: Path, url: str | None = None) -> bool:
    """Return whether optuna's tables are there; they are made at the first search.

    Raises:
        WorkbenchError: the URL cannot be understood or reached.
    """
    target = url if url is not None else _catalog_url(database, read_only=True)
    try:
        engine = create_engine(target)
        try:
            with engine.connect() as connection:
                # A row stands there once all tables do.
                return inspect(connection).has_table("version_info") and bool(
                    connection.execute(text("SELECT count(*) FROM version_info")).scalar()
                )
        finally:
            engine.dispose()
    except (SQLAlchemyError, ImportError) as error:
        raise _unreachable(target, error) from error


def _catalog_url(database: Path, *, read_only: bool) -> str:
    if not read_only:
        return URL.create("sqlite", database=str(database)).render_as_string()
    name = f"file:{quote(database.as_posix())}"
    return URL.create("sqlite", database=name, query={"uri": "true", "mode": "ro"}).render_as_string()


def _others_make_tables(error: Exception) -> bool:
    return isinstance(error, IntegrityError) or (isinstance(error, SQLAlchemyError) and "already exists" in str(error))


def _unreachable(where: str, error: Exception) -> WorkbenchError:
    if isinstance(error, ImportError | ArgumentError):
        return ConfigurationError(
            "The storage of the studies cannot be understood.",
            where=_without_password(where),
            hint="Give an SQLAlchemy URL, such as sqlite:////home/me/studies.sqlite, and install its driver.",
        )
    return WorkbenchError(
        f"The storage of the studies cannot be reached: {type(error).__name__}.",
        where=_without_password(where),
        hint="Check its address, and that it lets you in.",
    )


def _without_password(url: str) -> str:
    try:
        return make_url(url).render_as_string(hide_password=True)
    except ArgumentError:
        return url

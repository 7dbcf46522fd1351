"""Upgrade an older catalog in place, after a copy of it was kept."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlalchemy import Engine


def backup(database: Path, version: str) -> Path:
    """Copy a catalog beside itself by SQLite's online backup, which is whole even with a write-ahead log.

    Args:
        database: the catalog's file.
        version: its schema, which becomes part of the copy's name.

    Returns:
        The copy's path: `catalog.schema-0001.sqlite`, numbered where one is there already.
    """
    target, n = database.with_name(f"{database.stem}.schema-{version}.sqlite"), 1
    while target.exists():
        n += 1
        target = database.with_name(f"{database.stem}.schema-{version}.{n}.sqlite")
    source, copy = sqlite3.connect(database), sqlite3.connect(target)
    try:
        source.backup(copy)
    finally:
        copy.close()
        source.close()
    return target


def migrate(engine: Engine) -> None:
    """Bring a catalog to the newest schema, all steps or none."""
    # Alembic takes 200 ms to import, and only an upgrade needs it.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    with engine.begin() as connection:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        config.attributes["connection"] = connection
        command.upgrade(config, "head")

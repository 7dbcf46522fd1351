"""A table or a SELECT of somebody's SQLite file as frames: opened to read only, and nothing but reading allowed.

This file is the one place outside the catalog that knows SQLite; it never touches our own.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from urllib.request import pathname2url

from workbench.data.readers.frames import ColumnBlock, arrow_column, shown_cells
from workbench.data.readers.source import Source
from workbench.data.readers.unreadable import Unit
from workbench.data.table_head import unique_names
from workbench.errors import Cancelled, DataFormatError
from workbench.jobs import Progress

SQLITE_MARK = b"SQLite format 3\0"
_ROWS = 10_000
_STEPS = 100_000
_ALLOWED = {
    sqlite3.SQLITE_SELECT,
    sqlite3.SQLITE_READ,
    sqlite3.SQLITE_RECURSIVE,
    sqlite3.SQLITE_FUNCTION,
}


class SqliteTable:
    """A table, a view or a query.

    Args:
        source: the SQLite file.
        part: the table or view; where it is empty, the one that looks most like interactions.
        query: a SELECT in place of a table.
        looks_right: says of a table's columns whether they are interactions.

    Raises:
        DataFormatError: it is damaged, has no such table, or the query is none.
    """

    unit: Unit = "row"

    def __init__(
        self,
        source: Source,
        part: str = "",
        query: str = "",
        looks_right: Callable[[Sequence[str]], bool] = lambda columns: len(columns) > 1,
    ) -> None:
        self.source = source
        with self._connected() as database:
            names = database.execute(
                "SELECT name FROM sqlite_master "
                "WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%' ORDER BY rowid"
            ).fetchall()
            self.parts = [str(name) for (name,) in names]
            if not self.parts and not query:
                raise DataFormatError(f"{source.label} has no tables.", where=self.where, hint="Choose another file.")
            if part and part not in self.parts:
                raise DataFormatError(
                    f"{source.label} has no table “{part}”.",
                    where=f"tables: {', '.join(self.parts)[:120]}",
                    hint="Choose another table.",
                )
            if query:
                self._select = query.strip().rstrip(";")
                self.part = ""
            else:
                chosen = (p for p in self.parts if looks_right(_columns(database, f"SELECT * FROM {_quoted(p)}")))
                self.part = part or next(chosen, self.parts[0])
                self._select = f"SELECT * FROM {_quoted(self.part)}"
            self.columns = unique_names(_columns(database, self._select))

    @property
    def label(self) -> str:
        """How errors call it."""
        return f"{self.source.label}, table {self.part}" if self.part else f"the query on {self.source.label}"

    @property
    def where(self) -> str:
        """Where it lies."""
        return str(self.source.path)

    def head(self, limit: int) -> list[list[str]]:
        """Return the first rows as text."""
        with self._connected() as database:
            rows = database.execute(self._select).fetchmany(limit)
        return [["" if cell is None else _plain(cell) for cell in row] for row in rows]

    def blocks(self, wanted: Sequence[str], progress: Progress) -> Iterator[ColumnBlock]:
        """Yield the wanted columns of all rows; cancelling stops the query itself."""
        places = [self.columns.index(name) for name in wanted]
        done = 1
        with self._connected(progress) as database:
            cursor = database.execute(self._select)
            while rows := cursor.fetchmany(_ROWS):
                columns = {
                    name: arrow_column([row[place] for row in rows]) for name, place in zip(wanted, places, strict=True)
                }
                yield ColumnBlock(columns, done, shown_cells(columns))
                done += len(rows)
                progress.report(None, f"reading row {done:,} of {self.source.name}")

    @contextmanager
    def _connected(self, progress: Progress | None = None) -> Iterator[sqlite3.Connection]:
        cancelled: list[Cancelled] = []

        def stop() -> int:
            try:
                if progress is not None:
                    progress.check()
            except Cancelled as error:
                cancelled.append(error)
                return 1
            return 0

        database: sqlite3.Connection | None = None
        try:
            if self.source.is_plain_file:
                place = f"file:{pathname2url(str(self.source.path.resolve()))}?mode=ro"
                database = sqlite3.connect(place, uri=True, check_same_thread=False)
            else:
                database = sqlite3.connect(":memory:", check_same_thread=False)
                database.deserialize(self.source.everything())
            database.text_factory = lambda data: data.decode("utf-8", "replace")
            for pragma in ("query_only = ON", "trusted_schema = OFF", "cell_size_check = ON"):
                database.execute(f"PRAGMA {pragma}")
            database.set_authorizer(_only_reading)
            database.set_progress_handler(stop, _STEPS)
            yield database
        except (sqlite3.Error, sqlite3.Warning, OverflowError) as error:
            if cancelled:
                raise cancelled[0] from None
            raise DataFormatError(
                f"{self.source.label} cannot be read: {_said(error)}.",
                where=self.where,
                hint="Check the query: one SELECT." if "syntax" in str(error) else "Check the file and its tables.",
            ) from error
        finally:
            if database is not None:
                database.close()


def _only_reading(action: int, first: str | None, second: str | None, *_: object) -> int:
    allowed = action in _ALLOWED and not (action == sqlite3.SQLITE_FUNCTION and second == "load_extension")
    return sqlite3.SQLITE_OK if allowed else sqlite3.SQLITE_DENY


def _columns(database: sqlite3.Connection, select: str) -> list[str]:
    # A sub-query in parentheses can be nothing but a SELECT.
    described = database.execute(f"SELECT * FROM ({select}) LIMIT 0").description
    return [str(name) for name, *_ in described or ()]


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _plain(cell: Any) -> str:
    return cell.hex() if isinstance(cell, bytes) else str(cell)


def _said(error: BaseException) -> str:
    return " ".join(str(error).split()).rstrip(".")[:120]

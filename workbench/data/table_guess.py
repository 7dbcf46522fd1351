"""How a table is written and what its columns mean: a guess open to correction."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from workbench.data.readers.rows import Columns, TimeUnit

ItemRole = Literal["title", "categories", "year", "text", "image", "audio", "attribute"]


@dataclass(frozen=True)
class TableGuess:
    """How a table is written and which columns mean what. Change it with `dataclasses.replace` and pass it back.

    Attributes:
        delimiter: what stands between fields; empty for Parquet.
        header: whether the first line names the columns; without one they are called `column 1`, `column 2` ….
        encoding: the text encoding, `utf-8` for example; empty for Parquet.
        user: name of the column with the users' ids.
        item: name of the column with the items' ids.
        value: name of the column with ratings or weights, or None.
        time: name of the column with times, or None; then the order of the rows is the order in time.
        time_unit: `seconds`, `milliseconds`, `microseconds` or `nanoseconds` since 1970; `date` for dates with the year
            first or the month's name, `day-first` or `month-first` for 03/04/2020; None where there is no time.
        item_columns: further columns that tell about items, as (column, role) pairs; what an item's first row says
            counts. Roles `image` and `audio` are paths of files beside the table, which are stored with the dataset.
        user_columns: the same about users, whose only role is `attribute`.
        part: the sheet of a workbook or the table of a SQLite file; empty for the first, and for other files.
        query: a SELECT over a SQLite file, in place of `part`.
        matrix: whether the table is a matrix: a row a user, named by the column `user`, and a column an item; the
            cells are values, and `item`, `value` and `time` count for nothing.
        missing: the text of matrix cells that hold no value, beside empty ones; `99` or `0` for example.
        decimal: what stands before the decimals of a value, a point or a comma; empty to tell by the first rows.
        quoted: whether fields of a text may be wrapped in double quotes; None to tell by its first lines.
    """

    delimiter: str
    header: bool
    encoding: str
    user: str
    item: str
    value: str | None = None
    time: str | None = None
    time_unit: TimeUnit | None = None
    item_columns: tuple[tuple[str, ItemRole], ...] = ()
    user_columns: tuple[tuple[str, ItemRole], ...] = ()
    part: str = ""
    query: str = ""
    matrix: bool = False
    missing: str = ""
    quoted: bool | None = None
    decimal: str = ""

    @property
    def columns(self) -> Columns:
        """The meaning of the columns alone."""
        return Columns(self.user, self.item, self.value, self.time, self.time_unit, self.decimal or ".")

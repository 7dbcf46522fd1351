"""A sheet of an Excel workbook as frames: `.xlsx` streamed by openpyxl, `.xls` read by xlrd."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from itertools import islice
from typing import Any

from workbench.data.column_guess import looks_like_header
from workbench.data.readers.frames import ColumnBlock, arrow_column, shown_cells
from workbench.data.readers.layout import Head
from workbench.data.readers.source import Source
from workbench.data.readers.unreadable import Unit
from workbench.data.table_head import unique_names
from workbench.errors import DataFormatError, WorkbenchError
from workbench.jobs import Progress

_OLD_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ROWS = 5_000
_LARGEST = 1_500_000_000
_ALWAYS_ALLOWED = 128_000_000
_MOST_RATIO = 400
Cells = tuple[Any, ...]


def is_workbook(head: Head) -> bool:
    """Whether a file is an Excel workbook, new or old."""
    if head.data.startswith(_OLD_MARK):
        return True
    if not head.data.startswith(b"PK\x03\x04"):
        return False
    return head.data.find(b"xl/", 0, 100_000) > 0 and head.data.find(b"[Content_Types].xml") > 0


class Sheet:
    """A sheet of a workbook; its first row that is not empty may name the columns.

    Args:
        source: the workbook.
        part: the sheet's name; where it is empty, the first sheet that looks right, or else the first with two columns.
        header: whether the first row names the columns; guessed where None.
        looks_right: says of a sheet's first row whether it names interactions.

    Raises:
        DataFormatError: it is damaged, or has no such sheet.
    """

    unit: Unit = "row"

    def __init__(
        self,
        source: Source,
        part: str = "",
        header: bool | None = None,
        looks_right: Callable[[Sequence[str]], bool] = lambda names: len(names) > 1,
    ) -> None:
        self.source = source
        self._held: Any = source.path if source.is_plain_file else io.BytesIO(source.everything())
        self._is_old = source.head(8) == _OLD_MARK
        if not self._is_old:
            self._check_size()
        with _explained(source):
            self.parts = self._names()
        if part and part not in self.parts:
            raise DataFormatError(
                f"{source.label} has no sheet “{part}”.",
                where=f"sheets: {', '.join(self.parts)[:120]}",
                hint="Choose another sheet.",
            )
        self.part = part or self._best_part(looks_right)
        first = [[_shown(cell) for cell in row] for row in islice(self._rows(self.part), 20)]
        self._width = max((len(row) for row in first), default=0)
        self.header = bool(first) and (looks_like_header(first) if header is None else header)
        names = [*first[0], *[""] * (self._width - len(first[0]))] if self.header else [""] * self._width
        self.columns = unique_names(names)

    @property
    def label(self) -> str:
        """How errors call it."""
        return f"{self.source.label}, sheet {self.part}"

    @property
    def where(self) -> str:
        """Where it lies."""
        return str(self.source.path)

    def head(self, limit: int) -> list[list[str]]:
        """Return the first rows as text."""
        rows = islice(self._rows(self.part), int(self.header), limit + int(self.header))
        return [[_shown(cell) for cell in self._padded(row)] for row in rows]

    def blocks(self, wanted: Sequence[str], progress: Progress) -> Iterator[ColumnBlock]:
        """Yield the wanted columns of all rows, telling the progress."""
        places = [self.columns.index(name) for name in wanted]
        rows = islice(self._rows(self.part), int(self.header), None)
        done = 1 + int(self.header)
        while chunk := list(islice(rows, _ROWS)):
            padded = [self._padded(row) for row in chunk]
            columns = {
                name: arrow_column([row[place] for row in padded]) for name, place in zip(wanted, places, strict=True)
            }
            yield ColumnBlock(columns, done, shown_cells(columns))
            done += len(chunk)
            progress.report(None, f"reading row {done:,} of {self.source.name}")

    def _best_part(self, looks_right: Callable[[Sequence[str]], bool]) -> str:
        firsts = {part: [_shown(cell) for cell in next(self._rows(part), ())] for part in self.parts[:20]}
        for suits in (looks_right, lambda names: len(names) > 1):
            for part, names in firsts.items():
                if suits(names):
                    return part
        return self.parts[0]

    def _padded(self, row: Cells) -> Cells:
        return row[: self._width] if len(row) >= self._width else (*row, *(None,) * (self._width - len(row)))

    def _check_size(self) -> None:
        """Refuse workbooks that unpack to far more than sheets hold; what zipfile unpacks keeps to what it declares."""
        with _explained(self.source), zipfile.ZipFile(self._held) as archive:
            infos = archive.infolist()
        whole = sum(info.file_size for info in infos)
        packed = max(sum(info.compress_size for info in infos), 1)
        if whole > _LARGEST or (whole > _ALWAYS_ALLOWED and whole > _MOST_RATIO * packed):
            raise DataFormatError(
                f"{self.source.label} unpacks to {whole // 1_000_000:,} MB, too much for a workbook.",
                where=self.where,
                hint="Save the sheet as CSV.",
            )

    @cached_property
    def _old_book(self) -> Any:
        import xlrd

        content = self.source.everything()
        with _explained(self.source):
            return xlrd.open_workbook(file_contents=content, on_demand=True, logfile=io.StringIO())

    def _names(self) -> list[str]:
        if self._is_old:
            names = list(self._old_book.sheet_names())
        else:
            from openpyxl import load_workbook

            book = load_workbook(self._held, read_only=True)
            names = [sheet.title for sheet in book.worksheets]
            book.close()
        if not names:
            raise DataFormatError(f"{self.source.label} has no sheet.", where=self.where, hint="Save it again.")
        return names

    def _rows(self, part: str) -> Iterator[Cells]:
        """Yield the rows that are not empty."""
        rows = self._old_rows(part) if self._is_old else self._new_rows(part)
        while True:
            with _explained(self.source):
                row = next(rows, None)
            if row is None:
                return
            yield row

    def _new_rows(self, part: str) -> Iterator[Cells]:
        from openpyxl import load_workbook

        book = load_workbook(self._held, read_only=True, data_only=True)
        try:
            sheet = book[part]
            # The size that a sheet declares is often wrong: the rows themselves say it.
            sheet.reset_dimensions()
            for row in sheet.iter_rows(values_only=True):
                if any(cell is not None for cell in row):
                    yield row
        finally:
            book.close()

    def _old_rows(self, part: str) -> Iterator[Cells]:
        import xlrd

        sheet = self._old_book.sheet_by_name(part)
        for n in range(sheet.nrows):
            row: list[Any] = []
            for cell in sheet.row(n):
                if cell.ctype == xlrd.XL_CELL_DATE:
                    row.append(xlrd.xldate_as_datetime(cell.value, self._old_book.datemode))
                elif cell.ctype in (xlrd.XL_CELL_TEXT, xlrd.XL_CELL_NUMBER):
                    row.append(cell.value)
                else:
                    row.append(bool(cell.value) if cell.ctype == xlrd.XL_CELL_BOOLEAN else None)
            if any(cell not in (None, "") for cell in row):
                yield tuple(row)


class _explained:
    """Turns whatever a reader of workbooks trips over into one sentence: damaged files make them raise anything."""

    def __init__(self, source: Source) -> None:
        self._source = source

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: Any, error: BaseException | None, trace: Any) -> None:
        if isinstance(error, Exception) and not isinstance(error, WorkbenchError | StopIteration):
            raise DataFormatError(
                f"{self._source.label} is damaged, protected or no workbook: it cannot be read.",
                where=str(self._source.path),
                hint="Open it in a spreadsheet and save it again, or as CSV.",
            ) from error


def _shown(cell: Any) -> str:
    if cell is None:
        return ""
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)

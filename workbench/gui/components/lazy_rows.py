"""A table model of any length: rows are fetched a window at a time, when they are first painted."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal

from workbench.gui import formatting

AnyIndex = QModelIndex | QPersistentModelIndex
Kind = Literal["text", "count", "number", "mean", "time", "list"]

PAGE_ROWS = 128
KEPT_PAGES = 64
MOST_PAGES_AT_ONCE = 4
NOTHING = "—"


@dataclass(frozen=True)
class Column:
    """One column of a lazy table.

    Attributes:
        key: what the source calls it when asked to sort by it.
        title: what people read.
        kind: how its cells are written; `mean` with two digits, `number` with as many as it
            needs, `time` is seconds since 1970, `list` a sequence of texts.
    """

    key: str
    title: str
    kind: Kind = "text"


@dataclass(frozen=True)
class Wanted:
    """A window of rows that is asked for: `count` rows from `first` of what `search` leaves, sorted by `sort`."""

    search: str
    sort: str
    descending: bool
    first: int
    count: int


@dataclass(frozen=True)
class Rows:
    """The rows of a window.

    Attributes:
        columns: all columns, the same in every answer of a source.
        total: how many rows the search leaves.
        keys: what the source calls each row of the window, when one is opened.
        cells: for each column, the cells of the window's rows; None where nothing is known.
    """

    columns: tuple[Column, ...]
    total: int
    keys: Sequence[str]
    cells: Sequence[Sequence[Any]]


class PageSource(Protocol):
    """Whatever has the rows. It answers later, on the window's thread; a newer question may overtake an older one."""

    def fetch(self, wanted: Wanted, on_rows: Callable[[Rows], None], on_error: Callable[[str], None]) -> None:
        """Ask for a window of rows."""
        ...


class LazyTableModel(QAbstractTableModel):
    """Shows as many rows as the source has, and holds those near to what is looked at.

    Signals:
        answered: the first rows of a source, a search or a sort are here; carries the number of rows.
        asked: another source, search or sort was asked for, and its rows are not here yet.
        failed: one sentence.
    """

    asked = Signal()
    answered = Signal(int)
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._source: PageSource | None = None
        self._columns: tuple[Column, ...] = ()
        self._search, self._sort, self._descending = "", "", False
        self._total = 0
        self._pages: OrderedDict[int, Rows] = OrderedDict()
        self._missing: list[int] = []
        self._asked: set[int] = set()
        self._question = 0  # counts searches, sorts and sources: answers to older ones are dropped
        self._unanswered = False  # the rows shown are those of the question before
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._fetch_missing)

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns shown."""
        return self._columns

    @property
    def sorted_by(self) -> tuple[int, Qt.SortOrder]:
        """The column that rows are sorted by (−1 for none), and in which order."""
        order = Qt.SortOrder.DescendingOrder if self._descending else Qt.SortOrder.AscendingOrder
        return next((i for i, column in enumerate(self._columns) if column.key == self._sort), -1), order

    @property
    def total(self) -> int:
        """The number of rows that the search leaves."""
        return self._total

    def show_source(self, source: PageSource | None, sort: str = "", descending: bool = False) -> None:
        """Show another source, unsearched, sorted by the column of this key; None for an empty table."""
        self.beginResetModel()
        self._source, self._columns = source, ()
        self._search, self._sort, self._descending = "", sort, descending
        self._total = 0
        self._pages.clear()
        self.endResetModel()
        self._begin()

    def search(self, text: str) -> None:
        """Show the rows that a text leaves; the rows of before stay until these are here."""
        if text != self._search:
            self._search = text
            self._begin()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column, as a click on its title asks."""
        if not 0 <= column < len(self._columns):
            return
        key, descending = self._columns[column].key, order == Qt.SortOrder.DescendingOrder
        if (key, descending) != (self._sort, self._descending):
            self._sort, self._descending = key, descending
            self._begin()

    def refresh(self) -> None:
        """Ask again for what is shown."""
        self._begin()

    def key(self, row: int) -> str | None:
        """Return what the source calls a row, or None while it is not here."""
        page, place = self._pages.get(row // PAGE_ROWS), row % PAGE_ROWS
        return page.keys[place] if page is not None and place < len(page.keys) else None

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        """Return the number of rows, fetched or not."""
        return 0 if parent.isValid() else self._total

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self._columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a column's title, numbers' ones to the right."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        column = self._columns[section]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return column.title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        return None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell as people read it; rows that are not here are asked for."""
        column = self._columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        number, place = divmod(index.row(), PAGE_ROWS)
        page = self._pages.get(number)
        if page is None or place >= len(page.keys):
            if role == Qt.ItemDataRole.DisplayRole and number not in self._asked:
                self._missing.append(number)
                self._timer.start(0)
            return "…" if role == Qt.ItemDataRole.DisplayRole and index.column() == 0 else ""
        self._pages.move_to_end(number)
        return cell_text(page.cells[index.column()][place], column.kind)

    def _begin(self) -> None:
        self._question += 1
        self._unanswered = self._source is not None
        self._missing.clear()
        if self._unanswered:
            self.asked.emit()
        self._ask(0, 1)

    def _fetch_missing(self) -> None:
        if not self._missing or self._unanswered:
            self._missing.clear()
            return
        # What was painted last is what is looked at now.
        last = self._missing[-1]
        near = [page for page in self._missing if abs(page - last) < MOST_PAGES_AT_ONCE]
        self._missing.clear()
        self._ask(min(near), max(near) - min(near) + 1)

    def _ask(self, page: int, pages: int) -> None:
        if self._source is None:
            return
        question = self._question
        self._asked = set(range(page, page + pages))
        wanted = Wanted(self._search, self._sort, self._descending, page * PAGE_ROWS, pages * PAGE_ROWS)
        self._source.fetch(wanted, lambda rows: self._take(question, page, rows), self._fail)

    def _take(self, question: int, page: int, rows: Rows) -> None:
        if question != self._question:
            return
        self._asked.clear()
        fresh, self._unanswered = self._unanswered, False
        if fresh:
            self.beginResetModel()
            self._pages.clear()
            self._total, self._columns = rows.total, rows.columns
        for start in range(0, max(1, len(rows.keys)), PAGE_ROWS):
            part = slice(start, start + PAGE_ROWS)
            cells = [column[part] for column in rows.cells]
            self._pages[page + start // PAGE_ROWS] = Rows(rows.columns, rows.total, rows.keys[part], cells)
        while len(self._pages) > KEPT_PAGES:
            self._pages.popitem(last=False)
        if fresh:
            self.endResetModel()
            self.answered.emit(self._total)
        elif rows.keys:
            first = page * PAGE_ROWS
            self.dataChanged.emit(self.index(first, 0), self.index(first + len(rows.keys) - 1, len(self._columns) - 1))

    def _fail(self, sentence: str) -> None:
        self._asked.clear()
        self.failed.emit(sentence)


def cell_text(value: Any, kind: Kind) -> str:
    """Return a cell as people read it; a dash where there is nothing."""
    if value is None or value == "" or (kind == "list" and not len(value)):
        return NOTHING
    if kind == "count":
        return formatting.whole(int(value))
    if kind == "number":
        return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
    if kind == "mean":
        return f"{float(value):.2f}"
    if kind == "time":
        return formatting.day(int(value))
    if kind == "list":
        return ", ".join(str(entry) for entry in value)
    return str(value)


def _alignment(column: Column) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.kind in ("count", "number", "mean") else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter

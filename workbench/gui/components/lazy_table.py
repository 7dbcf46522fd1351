"""The view of a `LazyTableModel`: a table that sorts by its titles, with a field that searches and says how many."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QProgressBar,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from workbench.gui.components.basics import text_label
from workbench.gui.components.icons import theme
from workbench.gui.components.lazy_rows import AnyIndex, Column, LazyTableModel, PageSource
from workbench.gui.formatting import whole
from workbench.gui.theme import BODY_PT, SMALL_PT, SPACE, font

ROW_HEIGHT = 32
TYPING_PAUSE_MS = 120
BUSY_AFTER_MS = 150  # an answer that comes sooner needs no sign that it is on its way
BUSY_HEIGHT = 2
# Device-independent pixels by kind of cell; the first text besides the id takes the room that is left.
WIDTHS = {"text": 96, "count": 88, "number": 84, "mean": 84, "time": 108, "list": 180}
LEAST_STRETCHED, MOST_STRETCHED = 230, 560
SORT_ARROW = 44  # what a title needs besides its letters: padding, and the arrow of the sorted column


class LazyTable(QTableView):
    """Rows of a `PageSource`.

    Signals:
        opened: the key of a row that was double-clicked or entered.
    """

    opened = Signal(str)

    def __init__(self, accessible_name: str) -> None:
        super().__init__()
        self.rows = LazyTableModel(self)
        self._laid_out: tuple[Column, ...] = ()
        self.setModel(self.rows)
        self.setAccessibleName(accessible_name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setFont(font(BODY_PT))
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(ROW_HEIGHT)
        titles = self.horizontalHeader()
        titles.setFont(font(SMALL_PT))
        # Cells keep three more pixels for the focus frame; titles stand above what they name.
        titles.setStyleSheet("QHeaderView::section { padding: 6px 18px 6px 11px; }")
        titles.setHighlightSections(False)
        titles.setSectionsClickable(True)
        titles.setSortIndicatorShown(True)
        titles.setMinimumSectionSize(40)
        titles.sortIndicatorChanged.connect(self._sort)
        self.activated.connect(self._open)
        self.rows.answered.connect(self._answered)
        theme().changed.connect(self.viewport().update)

    def show_source(self, source: PageSource | None, sort: str = "", descending: bool = False) -> None:
        """Show another source, sorted by one of its columns."""
        self._laid_out = ()
        self.rows.show_source(source, sort, descending)

    def selected_key(self) -> str | None:
        """Return the key of the selected row."""
        chosen = self.selectionModel().selectedRows()
        return self.rows.key(chosen[0].row()) if chosen else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the row that has the focus by Enter, which not every platform counts as activation."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width out."""
        super().resizeEvent(event)
        self._laid_out = ()
        self._share_width()

    def sizeHint(self) -> QSize:
        """Ask for a dozen rows."""
        return QSize(640, 13 * ROW_HEIGHT)

    def _sort(self, column: int, order: Qt.SortOrder) -> None:
        self.rows.sort(column, order)

    def _answered(self) -> None:
        titles = self.horizontalHeader()
        titles.blockSignals(True)
        titles.setSortIndicator(*self.rows.sorted_by)
        titles.blockSignals(False)
        self._share_width()
        self.scrollToTop()

    def _open(self, index: AnyIndex) -> None:
        key = self.rows.key(index.row())
        if key is not None:
            self.opened.emit(key)

    def _share_width(self) -> None:
        """Give columns their widths, once: what the person drags stays until there are other columns."""
        columns = self.rows.columns
        if not columns or columns == self._laid_out:
            return
        self._laid_out = columns
        metrics = self.horizontalHeader().fontMetrics()
        widths = [max(WIDTHS[c.kind], metrics.horizontalAdvance(c.title) + SORT_ARROW) for c in columns]
        texts = [i for i, column in enumerate(columns) if column.kind == "text"]
        wide = texts[1] if len(texts) > 1 else texts[0] if texts else 0
        left = self.viewport().width() - sum(widths) + widths[wide]
        widths[wide] = min(MOST_STRETCHED, max(LEAST_STRETCHED, left)) if len(texts) > 1 else max(widths[wide], left)
        for place, width in enumerate(widths):
            self.setColumnWidth(place, width)


class SearchableTable(QWidget):
    """A search field and the number of rows above a `LazyTable`. Ctrl+F goes to the field, Down from it to the rows."""

    def __init__(self, accessible_name: str, placeholder: str) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        self.head = QHBoxLayout()
        self.head.setSpacing(SPACE)
        self.search = QLineEdit()
        self.search.setPlaceholderText(placeholder)
        self.search.setAccessibleName(placeholder)
        self.search.setClearButtonEnabled(True)
        self.search.setMaximumWidth(360)
        self.search.installEventFilter(self)
        self.count = text_label("", "secondary", size=SMALL_PT)
        self.head.addWidget(self.search, 1)
        self.head.addWidget(self.count)
        self.head.addStretch(1)
        self.table = LazyTable(accessible_name)
        layout.addLayout(self.head)
        layout.addWidget(self.table, 1)
        self.busy = QProgressBar(self.table)
        self.busy.setRange(0, 0)
        self.busy.setTextVisible(False)
        self.busy.setAccessibleName(self.tr("Sorting"))
        self.busy.hide()
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(BUSY_AFTER_MS)
        self._slow.timeout.connect(self._show_busy)
        self.table.rows.asked.connect(self._slow.start)
        self.table.rows.failed.connect(self._end_busy)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_PAUSE_MS)
        self._pause.timeout.connect(lambda: self.table.rows.search(self.search.text().strip()))
        self.search.textChanged.connect(lambda: self._pause.start())
        self.table.rows.answered.connect(self._say_count)
        find = QShortcut(QKeySequence.StandardKey.Find, self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self.search.setFocus)

    def show_source(self, source: PageSource | None, sort: str = "", descending: bool = False) -> None:
        """Show another source, unsearched."""
        self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(False)
        self._pause.stop()
        self.table.show_source(source, sort, descending)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go from the field to the first row by Down."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Down:
            self.table.setFocus()
            if self.table.rows.total:
                self.table.selectRow(0)
            return True
        return super().eventFilter(watched, event)

    def _show_busy(self) -> None:
        """Draw a line under the titles: a million rows are put into order for the first time."""
        self.busy.setGeometry(0, self.table.horizontalHeader().height(), self.table.width(), BUSY_HEIGHT)
        self.busy.raise_()
        self.busy.show()

    def _end_busy(self) -> None:
        self._slow.stop()
        self.busy.hide()

    def _say_count(self, total: int) -> None:
        self._end_busy()
        if self.search.text().strip():
            self.count.setText(self.tr("{n} found").format(n=whole(total)))
        else:
            self.count.setText(self.tr("{n} in all").format(n=whole(total)))

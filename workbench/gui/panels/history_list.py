"""A history as a list that can be edited: picture, title, value and date, tinted by what attention looked at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QDropEvent, QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from workbench.gui import formatting
from workbench.gui.components.icons import theme
from workbench.gui.context import Context
from workbench.gui.panels.pictures import Pictures, paint_picture
from workbench.gui.theme import BODY_PT, TINY_PT, font
from workbench.recommendation.what_if import EditedHistory, Entry
from workbench.workspace.views import HistoryRow

Index = QModelIndex | QPersistentModelIndex
ROW_HEIGHT = 50
ROWS_AT_ONCE = 200
NEITHER = QModelIndex()


@dataclass(frozen=True)
class ItemFacts:
    """What is shown of an item beside its value and date."""

    item_id: str
    title: str
    categories: tuple[str, ...] = ()


class HistoryModel(QAbstractListModel):
    """An edited history, newest first, with a weight for each interaction that the model read."""

    def __init__(self) -> None:
        super().__init__()
        self._edited = EditedHistory()
        self._facts: Mapping[int, ItemFacts] = {}
        self._weights: dict[int, float] = {}
        self._highest = 1.0
        self._fetched = 0

    def show(self, edited: EditedHistory, facts: Mapping[int, ItemFacts]) -> None:
        """Show a history; views are told of the rows that differ only, so that an edit costs what it changes.

        Args:
            edited: what to show, without weights.
            facts: of each item in it.
        """
        old, new = self._edited.entries, edited.entries
        self._facts = facts
        self._weights = {}
        if abs(len(new) - len(old)) > 1 or not old or not new:
            self.beginResetModel()
            self._edited, self._fetched = edited, min(len(new), ROWS_AT_ONCE)
            self.endResetModel()
            return
        # Rows count from the newest: what is equal at the end of both stands above the row that came or went.
        above = 0
        while above < min(len(old), len(new)) and old[-1 - above] == new[-1 - above]:
            above += 1
        if len(new) < len(old) and above < self._fetched:
            self.beginRemoveRows(NEITHER, above, above)
            self._edited, self._fetched = edited, self._fetched - 1
            self.endRemoveRows()
        elif len(new) > len(old) and above <= self._fetched:
            self.beginInsertRows(NEITHER, above, above)
            self._edited, self._fetched = edited, self._fetched + 1
            self.endInsertRows()
        else:
            self._edited = edited
        self._tell()

    def fetch_to(self, place: int) -> None:
        """Fetch rows until that of a place in the history is there."""
        row = len(self._edited) - 1 - place
        while row >= self._fetched and self.canFetchMore(NEITHER):
            self.fetchMore(NEITHER)

    def canFetchMore(self, parent: Index) -> bool:
        """Whether older interactions are there that no view has asked for yet."""
        return self._fetched < len(self._edited)

    def fetchMore(self, parent: Index) -> None:
        """Let views have some more rows: laying out all of a long history would cost each edit milliseconds."""
        more = min(ROWS_AT_ONCE, len(self._edited) - self._fetched)
        self.beginInsertRows(NEITHER, self._fetched, self._fetched + more - 1)
        self._fetched += more
        self.endInsertRows()

    def weigh(self, positions: Sequence[int], weights: npt.NDArray[np.float32]) -> None:
        """Tint the interactions at `positions` (indices into the history, oldest first) by their weights."""
        self._weights = dict(zip(positions, weights.tolist(), strict=True))
        self._highest = max(self._weights.values(), default=1.0) or 1.0
        self._tell()

    @property
    def total(self) -> int:
        """The number of interactions."""
        return len(self._edited)

    def entry(self, index: Index) -> Entry:
        """Return the interaction of a row as it is edited."""
        return self._edited.entries[self.place(index)]

    def place(self, index: Index) -> int:
        """Return the index of a row in the history, oldest first."""
        return len(self._edited) - 1 - index.row()

    def row(self, index: Index) -> HistoryRow:
        """Return the interaction of a row."""
        entry = self.entry(index)
        facts = self._facts.get(entry.item, ItemFacts("", ""))
        return HistoryRow(entry.item, facts.item_id, facts.title, facts.categories, entry.value, entry.time)

    def is_changed(self, index: Index) -> bool:
        """Whether a row was added, or has another value or date than before."""
        entry = self.entry(index)
        return entry.origin is None or self._edited.original[entry.origin] != entry

    def weight(self, index: Index) -> float | None:
        """Return the weight of a row, or None where the model did not read it."""
        return self._weights.get(self.place(index))

    def share(self, index: Index) -> float:
        """Return the weight of a row as a share of the highest, 0 … 1."""
        return (self.weight(index) or 0.0) / self._highest

    @property
    def digits(self) -> int:
        """How many digits weights are written with: long histories have small ones."""
        return 2 if self._highest >= 0.1 else 3

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of interactions that views have asked for so far."""
        return 0 if parent is not None and parent.isValid() else self._fetched

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Rows can be dragged, and dropped between others."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | (Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else Qt.ItemFlag.ItemIsDropEnabled)

    def supportedDropActions(self) -> Qt.DropAction:
        """Dragging moves."""
        return Qt.DropAction.MoveAction

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the title, and for screen readers the title with its details."""
        if role == Qt.ItemDataRole.DisplayRole:
            return self.row(index).title
        if role == Qt.ItemDataRole.ToolTipRole:
            row = self.row(index)
            return "\n".join(part for part in (row.title, ", ".join(row.categories)) if part)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            row, weight = self.row(index), self.weight(index)
            told = "" if weight is None else f", {weight:.2f}"
            return f"{row.title}, {details(row)}{told}"
        return None

    def _tell(self) -> None:
        if self._fetched:
            self.dataChanged.emit(self.index(0), self.index(self._fetched - 1))


def details(row: HistoryRow) -> str:
    """Return `★ 4 · 12 Mar 1998`."""
    parts = [] if row.value is None else [f"★ {row.value:g}"]
    if row.time is not None:
        parts.append(formatting.day(row.time))
    return " · ".join(parts) or row.item_id


class _Delegate(QStyledItemDelegate):
    def __init__(self, pictures: Pictures, parent: QWidget) -> None:
        super().__init__(parent)
        self._pictures = pictures

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, HistoryModel)
        tokens, row, weight = theme().tokens, model.row(index), model.weight(index)
        area: QRect = option.rect.adjusted(2, 2, -2, -2)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if weight is not None:
            tint = QColor(tokens.accent)
            tint.setAlphaF(0.02 + 0.24 * model.share(index))
            painter.setBrush(tint)
            painter.drawRoundedRect(area, 6, 6)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(QColor(tokens.accent))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area, 6, 6)
        if model.is_changed(index):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.accent))
            painter.drawRoundedRect(QRect(area.left(), area.top() + 8, 3, area.height() - 16), 1.5, 1.5)
        picture = QRect(area.left() + 8, area.top() + 5, 24, area.height() - 10)
        paint_picture(painter, picture, self._pictures.get(row.item), row.title, row.item)
        right = 46 if weight is not None else 8
        text = area.adjusted(42, 5, -right, -5)
        painter.setPen(QColor(tokens.text))
        painter.setFont(font(BODY_PT))
        title = QFontMetrics(painter.font()).elidedText(row.title, Qt.TextElideMode.ElideRight, text.width())
        painter.drawText(text, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, title)
        painter.setPen(QColor(tokens.text_faint))
        painter.setFont(font(TINY_PT))
        painter.drawText(text, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, details(row))
        if weight is not None:
            painter.setPen(QColor(tokens.text_secondary))
            painter.setFont(font(BODY_PT, QFont.Weight.Normal))
            painter.drawText(
                area.adjusted(0, 0, -8, 0),
                Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
                f"{weight:.{model.digits}f}",
            )
        painter.restore()


class HistoryList(QListView):
    """The view of a `HistoryModel`. Delete removes the current row, Alt with an arrow moves it, Return changes it, and
    rows can be dragged. The model is not touched: whoever listens makes the edit and shows what came of it.

    Signals:
        remove_wanted: place in the history, oldest first.
        move_wanted: the place it stands at, and the one it should stand at.
        change_wanted: place whose value or date should be changed.
    """

    remove_wanted = Signal(int)
    move_wanted = Signal(int, int)
    change_wanted = Signal(int)

    def __init__(self, context: Context, *, editing: bool = True) -> None:
        super().__init__()
        self._editing = editing
        self.history = HistoryModel()
        self.setModel(self.history)
        pictures = Pictures(context, self)
        pictures.loaded.connect(self.viewport().update)
        self.setItemDelegate(_Delegate(pictures, self))
        self.setUniformItemSizes(True)
        if not editing:
            self.setSelectionMode(QListView.SelectionMode.NoSelection)
        else:
            self.setSelectionMode(QListView.SelectionMode.SingleSelection)
            self.setDragDropMode(QListView.DragDropMode.InternalMove)
            tip = self.tr("Delete removes, Alt with the arrows moves, Return changes value and date; or drag.")
            self.setAccessibleDescription(tip)
            self.doubleClicked.connect(lambda index: self.change_wanted.emit(self.history.place(index)))
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setDropIndicatorShown(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("History, newest first"))

    def show_rows(self, rows: Sequence[HistoryRow]) -> None:
        """Show a stored history, given oldest first."""
        facts = {row.item: ItemFacts(row.item_id, row.title, row.categories) for row in rows}
        self.history.show(EditedHistory.of([Entry(row.item, row.value, row.time) for row in rows]), facts)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Edit by keys."""
        index = self.currentIndex()
        if not self._editing or not index.isValid():
            super().keyPressEvent(event)
            return
        place, key = self.history.place(index), Qt.Key(event.key())
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(key)
        if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove_wanted.emit(place)
        elif step is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            if 0 <= place + step < self.history.total:
                self.move_wanted.emit(place, place + step)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.change_wanted.emit(place)
        else:
            super().keyPressEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Ask for the dragged row to stand where it was let go."""
        source = self.currentIndex()
        if event.source() is not self or not source.isValid():
            event.ignore()
            return
        at = event.position().toPoint()
        target = self.indexAt(at)
        row = target.row() if target.isValid() else self.history.rowCount()
        if target.isValid() and at.y() > self.visualRect(target).center().y():
            row += 1
        row -= row > source.row()  # the row leaves its place first
        # Copied, so that the view does not remove the row by itself afterwards.
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        n = self.history.total
        if row != source.row():
            self.move_wanted.emit(n - 1 - source.row(), n - 1 - row)

    def show_current(self, place: int) -> None:
        """Make the row of a place in the history the current one."""
        if 0 <= place < self.history.total:
            self.history.fetch_to(place)
            self.setCurrentIndex(self.history.index(self.history.total - 1 - place))

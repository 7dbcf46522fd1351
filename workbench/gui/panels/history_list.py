"""A user's history as a list: picture, title, value and date, tinted by what attention looked at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from workbench.gui import formatting
from workbench.gui.components.icons import theme
from workbench.gui.context import Context
from workbench.gui.panels.pictures import Pictures, paint_picture
from workbench.gui.theme import BODY_PT, TINY_PT, font
from workbench.workspace.views import HistoryRow

Index = QModelIndex | QPersistentModelIndex
ROW_HEIGHT = 50


class HistoryModel(QAbstractListModel):
    """A history, newest first, with a weight for each interaction that the model read."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[HistoryRow] = []
        self._weights: dict[int, float] = {}
        self._highest = 1.0

    def show(self, rows: Sequence[HistoryRow]) -> None:
        """Show a history (given oldest first) without weights."""
        self.beginResetModel()
        self._rows = list(rows)
        self._weights = {}
        self.endResetModel()

    def weigh(self, positions: Sequence[int], weights: npt.NDArray[np.float32]) -> None:
        """Tint the interactions at `positions` (indices into the history, oldest first) by their weights."""
        self._weights = dict(zip(positions, weights.tolist(), strict=True))
        self._highest = max(self._weights.values(), default=1.0) or 1.0
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    def row(self, index: Index) -> HistoryRow:
        """Return the interaction of a row."""
        return self._rows[len(self._rows) - 1 - index.row()]

    def weight(self, index: Index) -> float | None:
        """Return the weight of a row, or None where the model did not read it."""
        return self._weights.get(len(self._rows) - 1 - index.row())

    def share(self, index: Index) -> float:
        """Return the weight of a row as a share of the highest, 0 … 1."""
        return (self.weight(index) or 0.0) / self._highest

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of interactions."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the title, and for screen readers the title with its details."""
        row = self.row(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(part for part in (row.title, ", ".join(row.categories)) if part)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            weight = self.weight(index)
            told = "" if weight is None else f", {weight:.2f}"
            return f"{row.title}, {details(row)}{told}"
        return None


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
        if weight is not None:
            tint = QColor(tokens.accent)
            tint.setAlphaF(0.02 + 0.24 * model.share(index))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tint)
            painter.drawRoundedRect(area, 6, 6)
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
                area.adjusted(0, 0, -8, 0), Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, f"{weight:.2f}"
            )
        painter.restore()


class HistoryList(QListView):
    """The view of a `HistoryModel`."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.history = HistoryModel()
        self.setModel(self.history)
        pictures = Pictures(context, self)
        pictures.loaded.connect(self.viewport().update)
        self.setItemDelegate(_Delegate(pictures, self))
        self.setUniformItemSizes(True)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("History, newest first"))

"""The top of the catalogue as a list: rank, picture, title, a bar and the score."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from workbench.gui import formatting
from workbench.gui.components.icons import theme
from workbench.gui.context import Context
from workbench.gui.panels.pictures import Pictures, paint_picture
from workbench.gui.theme import BODY_PT, TINY_PT, font
from workbench.recommendation.top_list import RecommendedItem

Index = QModelIndex | QPersistentModelIndex
ROW_HEIGHT = 54


class RecommendationModel(QAbstractListModel):
    """A top list, best first."""

    def __init__(self) -> None:
        super().__init__()
        self.items: tuple[RecommendedItem, ...] = ()

    def show(self, items: Sequence[RecommendedItem]) -> None:
        """Show another list."""
        self.beginResetModel()
        self.items = tuple(items)
        self.endResetModel()

    def share(self, item: RecommendedItem) -> float:
        """Return the length of an item's bar: from a quarter below the list's lowest score (0) to its highest (1)."""
        high, low = self.items[0].score, self.items[-1].score
        floor = low - 0.25 * (high - low)
        return 1.0 if high <= floor else (item.score - floor) / (high - floor)

    def written(self, item: RecommendedItem) -> str:
        """Return an item's score with as many decimals as the whole list has: three figures of the highest."""
        highest = abs(self.items[0].score)
        whole = math.floor(math.log10(highest)) if highest > 0 and math.isfinite(highest) else 0
        return f"{item.score:.{min(max(2 - whole, 0), 4)}f}"

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of recommendations."""
        return 0 if parent is not None and parent.isValid() else len(self.items)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the title, and what there is to say beside it."""
        item = self.items[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return item.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.tr("{title}\n{share} of the users met it. The bar compares scores within this list.").format(
                title=item.title, share=formatting.percent(item.popularity)
            )
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{item.rank}. {item.title}, {self.written(item)}"
        return None


class _Delegate(QStyledItemDelegate):
    def __init__(self, pictures: Pictures, parent: QWidget) -> None:
        super().__init__(parent)
        self._pictures = pictures

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, RecommendationModel)
        tokens, item = theme().tokens, model.items[index.row()]
        area: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, QColor(tokens.accent_soft))
        painter.setPen(QColor(tokens.line))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        painter.setFont(font(BODY_PT))
        painter.setPen(QColor(tokens.text_faint))
        painter.drawText(
            QRect(area.left() + 8, area.top(), 24, area.height()), Qt.AlignmentFlag.AlignCenter, str(item.rank)
        )
        picture = QRect(area.left() + 42, area.top() + 7, 27, area.height() - 14)
        paint_picture(painter, picture, self._pictures.get(item.item), item.title, item.item)
        bar_width = max(60, area.width() // 5)
        bar_left = area.right() - bar_width - 74
        text = QRect(area.left() + 80, area.top() + 8, bar_left - area.left() - 96, area.height() - 16)
        painter.setPen(QColor(tokens.text))
        painter.setFont(font(BODY_PT, QFont.Weight.Medium))
        title = QFontMetrics(painter.font()).elidedText(item.title, Qt.TextElideMode.ElideRight, text.width())
        below = ", ".join(item.categories) or item.item_id
        painter.drawText(text, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, title)
        painter.setFont(font(TINY_PT))
        painter.setPen(QColor(tokens.text_faint))
        below = QFontMetrics(painter.font()).elidedText(below, Qt.TextElideMode.ElideRight, text.width())
        painter.drawText(text, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, below)
        bar = QRect(bar_left, area.center().y() - 2, bar_width, 5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.track))
        painter.drawRoundedRect(bar, 2.5, 2.5)
        painter.setBrush(QColor(tokens.accent))
        bar.setWidth(max(5, round(bar_width * model.share(item))))
        painter.drawRoundedRect(bar, 2.5, 2.5)
        painter.setPen(QColor(tokens.text))
        painter.setFont(font(BODY_PT))
        right = QRect(area.right() - 70, area.top(), 60, area.height())
        painter.drawText(right, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, model.written(item))
        painter.restore()


class RecommendationList(QListView):
    """The view of a `RecommendationModel`.

    Signals:
        picked: the `RecommendedItem` of the current row.
    """

    picked = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.top = RecommendationModel()
        self.setModel(self.top)
        pictures = Pictures(context, self)
        pictures.loaded.connect(self.viewport().update)
        self.setItemDelegate(_Delegate(pictures, self))
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Recommendations"))
        self.selectionModel().currentChanged.connect(self._on_current)

    def show_items(self, items: Sequence[RecommendedItem]) -> None:
        """Show a list and pick its first item, or the one that was picked before where it is still there."""
        before = self.current()
        self.top.show(items)
        rows = [row for row, item in enumerate(items) if before is not None and item.item == before.item]
        if items:
            self.setCurrentIndex(self.top.index(rows[0] if rows else 0))

    def current(self) -> RecommendedItem | None:
        """Return the picked recommendation."""
        index = self.currentIndex()
        return self.top.items[index.row()] if index.isValid() else None

    def _on_current(self, index: QModelIndex) -> None:
        if index.isValid():
            self.picked.emit(self.top.items[index.row()])

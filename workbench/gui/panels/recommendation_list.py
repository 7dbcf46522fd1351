"""The top of the catalogue as a list: rank and how it changed, picture, title and reason, a bar, the score, thumbs."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import cache, partial
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPixmap
from PySide6.QtWidgets import QListView, QMenu, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from workbench.gui import formatting
from workbench.gui.components.icons import icon, theme
from workbench.gui.context import Context
from workbench.gui.panels.pictures import Pictures, paint_picture
from workbench.gui.theme import BODY_PT, TINY_PT, font
from workbench.recommendation.top_list import RecommendedItem

Index = QModelIndex | QPersistentModelIndex
ROW_HEIGHT = 54
LEAST_WITH_BAR = 440  # narrower rows have no bar, so that titles can be read
THUMB, THUMBS_WIDTH = 22, 56  # side of a thumb's field, and what both take at the right
NEW = None  # instead of a number of places: it was not in the list before


class RecommendationModel(QAbstractListModel):
    """A top list, best first."""

    def __init__(self) -> None:
        super().__init__()
        self.items: tuple[RecommendedItem, ...] = ()
        self.rises: dict[int, int | None] = {}
        self.reasons: dict[int, str] = {}
        self.said_by = ""
        self.liked: dict[int, str] = {}
        self.judging = True

    def show(self, items: Sequence[RecommendedItem], before: Sequence[int] | None = None) -> None:
        """Show another list.

        Args:
            items: best first.
            before: item codes of the list that this one is compared with, best first; None for no comparison.
        """
        self.beginResetModel()
        self.items = tuple(items)
        self.reasons = {}
        was = {item: rank for rank, item in enumerate(before or (), start=1)}
        self.rises = {}
        if before is not None:
            for item in items:
                rank = was.get(item.item)
                self.rises[item.item] = NEW if rank is None else rank - item.rank
        self.endResetModel()

    def explain(self, reasons: Mapping[int, str], method: str) -> None:
        """Say under each item (by code) what it is in the list for, and by which method (its title) that was found."""
        self.reasons, self.said_by = dict(reasons), method
        self._tell()

    def judge(self, liked: Mapping[int, str]) -> None:
        """Mark items (by code) with what the person said of them: `up`, `down`, `more` or `not-now`."""
        self.liked = dict(liked)
        self._tell()

    def change(self, item: RecommendedItem) -> str:
        """Return `▲ 2`, `▼ 1`, `new`, or nothing where an item stands where it stood."""
        if item.item not in self.rises:
            return ""
        rise = self.rises[item.item]
        if rise is NEW:
            return self.tr("new")
        return "" if rise == 0 else f"▲ {rise}" if rise > 0 else f"▼ {-rise}"

    def _tell(self) -> None:
        if self.items:
            self.dataChanged.emit(self.index(0), self.index(len(self.items) - 1))

    def share(self, item: RecommendedItem) -> float:
        """Return the length of an item's bar: from a quarter below the list's lowest score (0) to its highest (1)."""
        scores = [one.score for one in self.items]
        high, low = max(scores), min(scores)
        floor = low - 0.25 * (high - low)
        return 1.0 if high <= floor else (item.score - floor) / (high - floor)

    def written(self, item: RecommendedItem) -> str:
        """Return an item's score with as many decimals as the whole list has: three figures of the highest."""
        highest = max(abs(one.score) for one in self.items)
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
            text = self.tr("{title}\n{share} of the users met it. The bar compares scores within this list.").format(
                title=item.title, share=formatting.percent(item.popularity)
            )
            reason = self.reasons.get(item.item)
            if reason is None:
                return text
            return f"{text}\n" + self.tr("{reason} — by {method}").format(reason=reason, method=self.said_by)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            parts = (
                f"{item.rank}. {item.title}",
                self.change(item),
                self.written(item),
                self.reasons.get(item.item, ""),
            )
            return ", ".join(part for part in parts if part)
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
        change = model.change(item)
        rank = QRect(area.left() + 2, area.top() + (8 if change else 0), 36, 20 if change else area.height())
        painter.drawText(rank, Qt.AlignmentFlag.AlignCenter, str(item.rank))
        if change:
            rise = model.rises[item.item]
            painter.setFont(font(TINY_PT - 0.5, QFont.Weight.DemiBold))
            painter.setPen(QColor(tokens.accent_on_soft if rise is NEW else tokens.good if rise > 0 else tokens.bad))
            painter.drawText(rank.translated(0, 18), Qt.AlignmentFlag.AlignCenter, change)
        picture = QRect(area.left() + 42, area.top() + 7, 27, area.height() - 14)
        paint_picture(painter, picture, self._pictures.get(item.item), item.title, item.item)
        thumbs_width = THUMBS_WIDTH if model.judging else 0
        bar_width = 0 if area.width() < LEAST_WITH_BAR else min(max(48, area.width() // 6), 160)
        bar_left = area.right() - bar_width - 74 - thumbs_width
        text = QRect(area.left() + 80, area.top() + 8, bar_left - area.left() - 96, area.height() - 16)
        painter.setPen(QColor(tokens.text))
        painter.setFont(font(BODY_PT, QFont.Weight.Medium))
        title = QFontMetrics(painter.font()).elidedText(item.title, Qt.TextElideMode.ElideRight, text.width())
        below = model.reasons.get(item.item) or ", ".join(item.categories) or item.item_id
        painter.drawText(text, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, title)
        painter.setFont(font(TINY_PT))
        painter.setPen(QColor(tokens.text_faint))
        below = QFontMetrics(painter.font()).elidedText(below, Qt.TextElideMode.ElideRight, text.width())
        painter.drawText(text, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, below)
        if bar_width:
            bar = QRect(bar_left, area.center().y() - 2, bar_width, 5)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.track))
            painter.drawRoundedRect(bar, 2.5, 2.5)
            painter.setBrush(QColor(tokens.accent))
            bar.setWidth(max(5, round(bar_width * model.share(item))))
            painter.drawRoundedRect(bar, 2.5, 2.5)
        painter.setPen(QColor(tokens.text))
        painter.setFont(font(BODY_PT))
        right = QRect(area.right() - 70 - thumbs_width, area.top(), 60, area.height())
        painter.drawText(right, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, model.written(item))
        said = model.liked.get(item.item, "")
        for kind, place in thumbs(area).items() if model.judging else ():
            chosen = said == kind or (kind == "up" and said == "more")
            colour = tokens.accent if chosen else tokens.text_faint
            drawn = _thumb("like" if kind == "up" else "dislike", colour, option.widget.devicePixelRatioF())
            painter.drawPixmap(place.adjusted(3, 3, -3, -3), drawn)
        painter.restore()


@cache
def _thumb(name: str, colour: str, ratio: float) -> QPixmap:
    return icon(name, colour).pixmap(QSize(THUMB - 6, THUMB - 6), ratio)


def thumbs(row: QRect) -> dict[str, QRect]:
    """Return where the two thumbs of a row lie, by the kind of feedback."""
    top = row.center().y() - THUMB // 2
    return {
        "up": QRect(row.right() - THUMBS_WIDTH + 4, top, THUMB, THUMB),
        "down": QRect(row.right() - THUMBS_WIDTH + 8 + THUMB, top, THUMB, THUMB),
    }


class RecommendationList(QListView):
    """The view of a `RecommendationModel`. Thumbs are clicked, or given by the keys + and −; the menu has the rest.

    Signals:
        picked: the `RecommendedItem` of the current row.
        judged: a `RecommendedItem` and what was said of it: `up`, `down`, `more` or `not-now`.
    """

    picked = Signal(object)
    judged = Signal(object, str)

    def __init__(self, context: Context, *, judging: bool = True) -> None:
        super().__init__()
        self.top = RecommendationModel()
        self.top.judging = judging
        self.setModel(self.top)
        pictures = Pictures(context, self)
        pictures.loaded.connect(self.viewport().update)
        self.setItemDelegate(_Delegate(pictures, self))
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Recommendations"))
        self.selectionModel().currentChanged.connect(self._on_current)

    def show_items(self, items: Sequence[RecommendedItem], before: Sequence[int] | None = None) -> None:
        """Show a list and pick its first item, or the one that was picked before where it is still there.

        Args:
            items: best first.
            before: see `RecommendationModel.show`.
        """
        picked = self.current()
        self.top.show(items, before)
        rows = [row for row, item in enumerate(items) if picked is not None and item.item == picked.item]
        if items:
            self.setCurrentIndex(self.top.index(rows[0] if rows else 0))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Hear a click on a thumb; any other picks the row."""
        at = event.position().toPoint()
        index = self.indexAt(at)
        if self.top.judging and index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            for kind, place in thumbs(self.visualRect(index)).items():
                if place.contains(at):
                    self.judged.emit(self.top.items[index.row()], kind)
                    return
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Judge the current row by keys."""
        kind = {"+": "up", "=": "up", "-": "down", "−": "down"}.get(event.text())
        item = self.current()
        if self.top.judging and kind is not None and item is not None:
            self.judged.emit(item, kind)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer all that can be said of a row."""
        index = self.indexAt(event.pos())
        if not self.top.judging or not index.isValid():
            return
        self.menu_of(self.top.items[index.row()]).exec(event.globalPos() + QPoint(1, 1))

    def menu_of(self, item: RecommendedItem) -> QMenu:
        """Return the menu of one recommendation."""
        menu = QMenu(self)
        for kind, text in (
            ("up", self.tr("I like this")),
            ("down", self.tr("I don't like this")),
            ("more", self.tr("More like this")),
            ("not-now", self.tr("Not interested")),
        ):
            menu.addAction(text, partial(self.judged.emit, item, kind))
        return menu

    def current(self) -> RecommendedItem | None:
        """Return the picked recommendation."""
        index = self.currentIndex()
        return self.top.items[index.row()] if index.isValid() else None

    def _on_current(self, index: QModelIndex) -> None:
        if index.isValid():
            self.picked.emit(self.top.items[index.row()])

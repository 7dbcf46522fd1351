"""The large attention map: titles on both axes, values under the pointer, wheel to zoom, drag to move."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QImage,
    QKeyEvent,
    QLinearGradient,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from workbench.gui.components.colour_ramp import pixel_image, ramp_pixels
from workbench.gui.components.icons import theme
from workbench.gui.theme import BODY_PT, SMALL_PT, TINY_PT, font

_LEFT, _BOTTOM, _TOP, _RIGHT = 176, 128, 8, 70
_LARGEST_CELL = 46.0
_ROW_LABEL, _COLUMN_LABEL = 13.0, 20.0  # pixels a title needs; slanted ones need more


def heat_image(weights: npt.NDArray[np.float32], ramp: Sequence[str], highest: float) -> QImage:
    """Return a map as an image of one pixel a cell; what is exactly zero above the diagonal is transparent.

    Args:
        weights: float32 [n, n].
        ramp: colours from low to high.
        highest: the weight that gets the last colour; colours follow the square root, so that small weights show.
    """
    pixels = ramp_pixels(np.sqrt(np.maximum(weights, 0.0) / max(highest, 1e-12)), ramp)
    pixels[np.triu(np.ones(weights.shape, bool), 1) & (weights == 0)] = 0
    return pixel_image(pixels)


class HeatMap(QWidget):
    """One square map of attention.

    Signals:
        read: a sentence about the cell under the pointer or the cursor; empty when there is none.
    """

    read = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._weights = np.zeros((0, 0), np.float32)
        self._titles: tuple[str, ...] = ()
        self._image = QImage()
        self._cell = 1.0
        self._origin = QPointF(0, 0)  # of the map inside the plot area
        self._cursor: tuple[int, int] | None = None
        self._grip: QPoint | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(360, 320)
        self.setAccessibleName(self.tr("Attention map; arrow keys read its cells"))
        theme().changed.connect(self._redraw)

    def show_map(self, weights: npt.NDArray[np.float32], titles: Sequence[str]) -> None:
        """Show float32 [n, n] with n titles; rows are queries, columns keys. Zoom is kept where n stays the same."""
        same = weights.shape == self._weights.shape
        self._weights, self._titles = weights, tuple(titles)
        if not same:
            self._cursor = None
            self.fit()
        self._redraw()
        self._tell()

    def fit(self) -> None:
        """Show the whole map."""
        n, area = max(1, len(self._titles)), self._area()
        self._cell = min(_LARGEST_CELL, max(1.0, min(area.width(), area.height()) / n))
        self._origin = QPointF(0, 0)
        self.update()

    def zoom(self, factor: float, at: QPointF | None = None) -> None:
        """Enlarge or shrink around a point of the plot area (its middle where none is given)."""
        area = self._area()
        centre = at if at is not None else QPointF(area.width() / 2, area.height() / 2)
        n = max(1, len(self._titles))
        smallest = min(_LARGEST_CELL, min(area.width(), area.height()) / n) * 0.6
        cell = min(160.0, max(smallest, self._cell * factor))
        self._origin = centre - (centre - self._origin) * (cell / self._cell)
        self._cell = cell
        self._keep_inside()
        self.update()

    def cell_at(self, position: QPointF) -> tuple[int, int] | None:
        """Return (query, key) under a point of the widget, or None."""
        area = self._area()
        if not area.contains(position.toPoint()):
            return None
        column = int((position.x() - area.left() - self._origin.x()) // self._cell)
        row = int((position.y() - area.top() - self._origin.y()) // self._cell)
        n = len(self._titles)
        return (row, column) if 0 <= row < n and 0 <= column < n else None

    # ---- events

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Read the cell under the pointer, or drag the map."""
        if self._grip is not None:
            self._origin += QPointF(event.position().toPoint() - self._grip)
            self._grip = event.position().toPoint()
            self._keep_inside()
        self._cursor = self.cell_at(event.position())
        self._tell()
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to drag."""
        self._grip = event.position().toPoint()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End dragging."""
        self._grip = None

    def leaveEvent(self, event: object) -> None:
        """Forget the cell under the pointer."""
        self._cursor = None
        self._tell()
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom around the pointer."""
        area = self._area()
        at = event.position() - QPointF(area.topLeft())
        self.zoom(1.0015 ** event.angleDelta().y(), at)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the cursor by the arrow keys; + and - zoom, 0 shows the whole map."""
        steps = {Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0), Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1)}
        key, n = Qt.Key(event.key()), len(self._titles)
        if key in steps and n:
            row, column = self._cursor or (n - 1, n - 1)
            down, right = steps[key]
            self._cursor = (min(max(row + down, 0), n - 1), min(max(column + right, 0), n - 1))
            self._tell()
            self.update()
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom(1.25)
        elif key == Qt.Key.Key_Minus:
            self.zoom(0.8)
        elif key == Qt.Key.Key_0:
            self.fit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the map again."""
        super().resizeEvent(event)
        self.fit()

    # ---- drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the map, its titles, the cross-hair and the scale."""
        if not self._titles:
            return
        tokens, area = theme().tokens, self._area()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        n, side = len(self._titles), self._cell * len(self._titles)
        corner = QPointF(area.topLeft()) + self._origin
        painter.save()
        painter.setClipRect(area)
        painter.drawImage(QRectF(corner.x(), corner.y(), side, side), self._image)
        if self._cell >= 7:
            painter.setPen(QColor(tokens.card))
            for i in range(n + 1):
                x, y = corner.x() + i * self._cell, corner.y() + i * self._cell
                painter.drawLine(QPointF(x, corner.y()), QPointF(x, corner.y() + side))
                painter.drawLine(QPointF(corner.x(), y), QPointF(corner.x() + side, y))
        if self._cursor is not None:
            row, column = self._cursor
            painter.setPen(QColor(tokens.warning))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            cell = QRectF(corner.x() + column * self._cell, corner.y() + row * self._cell, self._cell, self._cell)
            painter.drawRect(cell)
        painter.restore()
        self._draw_titles(painter, area, corner)
        self._draw_scale(painter, area)

    def _draw_titles(self, painter: QPainter, area: QRect, corner: QPointF) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        n = len(self._titles)
        row, column = self._cursor or (None, None)
        bottom = min(corner.y() + self._cell * n, area.bottom() + 1.0) + 10
        for i, marked in self._labels(row, _ROW_LABEL):
            y = corner.y() + (i + 0.5) * self._cell
            if area.top() <= y <= area.bottom():
                text = self._label(painter, i, marked, _LEFT - 16)
                flags = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                painter.drawText(QRectF(0, y - 10, area.left() - 8, 20), flags, text)
        for i, marked in self._labels(column, _COLUMN_LABEL):
            x = corner.x() + (i + 0.5) * self._cell
            if area.left() <= x <= area.right():
                text = self._label(painter, i, marked, _BOTTOM + 20)
                painter.save()
                painter.translate(x - 3, bottom)
                painter.rotate(40)
                painter.drawText(QPointF(0, 4), text)
                painter.restore()

    def _labels(self, marked: int | None, needed: float) -> list[tuple[int, bool]]:
        """Return which positions get a title: as many as fit, and the marked one in place of its neighbours."""
        step = max(1, int(np.ceil(needed / self._cell)))
        shown = [(i, False) for i in range(0, len(self._titles), step) if marked is None or abs(i - marked) >= step]
        return shown if marked is None else [*shown, (marked, True)]

    def _label(self, painter: QPainter, position: int, marked: bool, width: int) -> str:
        """Set the painter's font and pen for a title, and return it elided to `width` pixels."""
        tokens = theme().tokens
        painter.setFont(font(SMALL_PT, QFont.Weight.DemiBold if marked else QFont.Weight.Normal))
        painter.setPen(QColor(tokens.text if marked else tokens.text_secondary))
        return QFontMetrics(painter.font()).elidedText(self._titles[position], Qt.TextElideMode.ElideRight, width)

    def _draw_scale(self, painter: QPainter, area: QRect) -> None:
        tokens = theme().tokens
        bar = QRect(self.width() - 52, area.top() + 4, 10, min(160, area.height() - 30))
        gradient = QLinearGradient(QPointF(bar.bottomLeft()), QPointF(bar.topLeft()))
        for i, colour in enumerate(tokens.heat):
            gradient.setColorAt(i / (len(tokens.heat) - 1), QColor(colour))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(gradient)
        painter.drawRoundedRect(bar, 3, 3)
        painter.setPen(QColor(tokens.text_faint))
        painter.setFont(font(TINY_PT))
        highest = self._highest()
        for share in (0.0, 0.25, 1.0):
            y = bar.bottom() - np.sqrt(share) * bar.height()
            painter.drawText(QPointF(bar.right() + 5, y + 4), f"{share * highest:.2f}")

    def _area(self) -> QRect:
        return self.rect().adjusted(_LEFT, _TOP, -_RIGHT, -_BOTTOM)

    def _highest(self) -> float:
        return float(self._weights.max()) if self._weights.size else 1.0

    def _redraw(self) -> None:
        if self._weights.size:
            self._image = heat_image(self._weights, theme().tokens.heat, self._highest())
        self.update()

    def _keep_inside(self) -> None:
        area, side = self._area(), self._cell * len(self._titles)
        x = min(max(self._origin.x(), min(0.0, area.width() - side)), 0.0)
        y = min(max(self._origin.y(), min(0.0, area.height() - side)), 0.0)
        self._origin = QPointF(x, y)

    def _tell(self) -> None:
        if self._cursor is None:
            self.read.emit("")
            return
        row, column = self._cursor
        weight = float(self._weights[row, column])
        if column > row and weight == 0.0:
            self.read.emit(
                self.tr("{query} comes before {key} and cannot look at it.").format(
                    query=self._titles[row], key=self._titles[column]
                )
            )
        else:
            self.read.emit(f"{self._titles[row]} → {self._titles[column]}: {weight:.3f}")


class HeadTile(QWidget):
    """A small map of one head with its name below; a click or Return chooses it.

    Signals:
        chosen: emitted when it is chosen by the person.
    """

    chosen = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._image = QImage()
        self._weights = np.zeros((0, 0), np.float32)
        self.selected = False
        self.setFixedSize(112, 134)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(name)
        theme().changed.connect(self._redraw)

    def show_map(self, weights: npt.NDArray[np.float32]) -> None:
        """Show float32 [n, n]."""
        self._weights = weights
        self._redraw()

    def select(self, on: bool) -> None:
        """Frame the tile, or not."""
        self.selected = on
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the tile."""
        self.chosen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose the tile by Return or Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the map, the name and the frame."""
        tokens = theme().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.selected or self.hasFocus():
            painter.setPen(QColor(tokens.accent))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(1, 1, self.width() - 2, self.height() - 2), 6, 6)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, len(self._weights) > 96)
        painter.drawImage(QRect(8, 8, 96, 96), self._image)
        painter.setPen(QColor(tokens.text if self.selected else tokens.text_secondary))
        painter.setFont(font(BODY_PT - 1, QFont.Weight.DemiBold if self.selected else QFont.Weight.Normal))
        painter.drawText(QRect(0, 108, self.width(), 22), Qt.AlignmentFlag.AlignCenter, self._name)

    def _redraw(self) -> None:
        if self._weights.size:
            self._image = heat_image(self._weights, theme().tokens.heat, float(self._weights.max()))
        self.update()

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
from workbench.gui.theme import SMALL_PT, TINY_PT, Tokens, font

_LEFT, _BOTTOM, _TOP, _RIGHT = 176, 128, 8, 70
_LARGEST_CELL = 46.0
_ROW_LABEL, _COLUMN_LABEL = 13.0, 20.0  # pixels a title needs; slanted ones need more
_SLANT = 40.0  # degrees
_LONGEST_SCALE, _SHORTEST_SCALE = 160, 40


def heat_image(weights: npt.NDArray[np.float32], ramp: Sequence[str], highest: float) -> QImage:
    """Return a map as an image of one pixel a cell; what is exactly zero above the diagonal is transparent.

    Args:
        weights: float32 [rows, columns].
        ramp: colours from low to high.
        highest: the weight that gets the last colour; colours follow the square root, so that small weights show.
    """
    pixels = ramp_pixels(np.sqrt(np.maximum(weights, 0.0) / max(highest, 1e-12)), ramp)
    pixels[np.triu(np.ones(weights.shape, bool), 1) & (weights == 0)] = 0
    return pixel_image(pixels)


def difference_image(weights: npt.NDArray[np.float32], tokens: Tokens, highest: float) -> QImage:
    """Return a map of differences: more in the accent's colour, less in that of what is bad, none as the card."""
    shares = np.sign(weights) * np.sqrt(np.abs(weights) / max(highest, 1e-12))
    return pixel_image(ramp_pixels((shares + 1.0) / 2.0, (tokens.bad, tokens.card, tokens.accent)))


class HeatMap(QWidget):
    """One map of attention. A click freezes a row (it stays marked and is told), a double click picks a column.

    Signals:
        read: a sentence about the cell under the pointer or the cursor; empty when there is none.
        frozen: the row that was frozen, or −1 where it was let go.
        masked: the column that was double-clicked, or chosen by Delete.
    """

    read = Signal(str)
    frozen = Signal(int)
    masked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._weights = np.zeros((0, 0), np.float32)
        self._titles: tuple[str, ...] = ()  # of the columns
        self._rows: tuple[str, ...] = ()
        self._row: int | None = None  # that is frozen
        self._pressed: QPoint | None = None
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

    def show_map(
        self, weights: npt.NDArray[np.float32], titles: Sequence[str], rows: Sequence[str] | None = None
    ) -> None:
        """Show float32 [m, n] with the titles of columns (keys) and of rows (queries).

        Args:
            weights: negative ones make it a map of differences.
            titles: n, of the columns.
            rows: m; None where rows and columns are the same. Zoom is kept where the shape stays the same.
        """
        same = weights.shape == self._weights.shape
        self._weights, self._titles = weights, tuple(titles)
        self._rows = self._titles if rows is None else tuple(rows)
        if not same:
            self._cursor = self._row = None
            self.fit()
        self._redraw()
        self._tell()

    def fit(self) -> None:
        """Show the whole map."""
        area = self._area()
        self._cell = min(_LARGEST_CELL, max(1.0, self._whole(area)))
        self._origin = QPointF(0, 0)
        self.update()

    def zoom(self, factor: float, at: QPointF | None = None) -> None:
        """Enlarge or shrink around a point of the plot area (its middle where none is given)."""
        area = self._area()
        centre = at if at is not None else QPointF(area.width() / 2, area.height() / 2)
        smallest = min(_LARGEST_CELL, self._whole(area)) * 0.6
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
        return (row, column) if 0 <= row < len(self._rows) and 0 <= column < len(self._titles) else None

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
        self._grip = self._pressed = event.position().toPoint()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End dragging; where nothing was dragged, freeze the row or let it go."""
        self._grip = None
        still = self._pressed is not None and (event.position().toPoint() - self._pressed).manhattanLength() < 4
        self._pressed = None
        cell = self.cell_at(event.position())
        if still and cell is not None:
            self.freeze(None if cell[0] == self._row else cell[0])

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Pick a column."""
        cell = self.cell_at(event.position())
        if cell is not None:
            self.freeze(None)
            self.masked.emit(cell[1])

    def freeze(self, row: int | None) -> None:
        """Mark a row and tell its largest weights until it is let go (None)."""
        self._row = row
        self.frozen.emit(-1 if row is None else row)
        self._tell()
        self.update()

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
        key, m, n = Qt.Key(event.key()), len(self._rows), len(self._titles)
        if key in steps and n and m:
            row, column = self._cursor or (m - 1, n - 1)
            down, right = steps[key]
            self._cursor = (min(max(row + down, 0), m - 1), min(max(column + right, 0), n - 1))
            self._tell()
            self.update()
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom(1.25)
        elif key == Qt.Key.Key_Minus:
            self.zoom(0.8)
        elif key == Qt.Key.Key_0:
            self.fit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Space) and self._cursor is not None:
            self.freeze(None if self._cursor[0] == self._row else self._cursor[0])
        elif key == Qt.Key.Key_Delete and self._cursor is not None:
            self.masked.emit(self._cursor[1])
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
        width, height = self._cell * len(self._titles), self._cell * len(self._rows)
        corner = QPointF(area.topLeft()) + self._origin
        painter.save()
        painter.setClipRect(area)
        painter.drawImage(QRectF(corner.x(), corner.y(), width, height), self._image)
        if self._cell >= 7:
            painter.setPen(QColor(tokens.card))
            for i in range(len(self._titles) + 1):
                x = corner.x() + i * self._cell
                painter.drawLine(QPointF(x, corner.y()), QPointF(x, corner.y() + height))
            for i in range(len(self._rows) + 1):
                y = corner.y() + i * self._cell
                painter.drawLine(QPointF(corner.x(), y), QPointF(corner.x() + width, y))
        if self._row is not None:
            painter.setPen(QColor(tokens.accent))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(corner.x(), corner.y() + self._row * self._cell, width, self._cell))
        if self._cursor is not None:
            row, column = self._cursor
            painter.setPen(QColor(tokens.warning))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            cell = QRectF(corner.x() + column * self._cell, corner.y() + row * self._cell, self._cell, self._cell)
            painter.drawRect(cell)
        painter.restore()
        bottom = min(corner.y() + height, area.bottom() + 1.0)
        self._draw_titles(painter, area, corner, bottom + 10)
        self._draw_scale(painter, area, bottom)

    def _draw_titles(self, painter: QPainter, area: QRect, corner: QPointF, bottom: float) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        row, column = self._cursor or (None, None)
        row = self._row if row is None else row
        for i, marked in self._labels(len(self._rows), row, _ROW_LABEL):
            y = corner.y() + (i + 0.5) * self._cell
            if area.top() <= y <= area.bottom():
                text = self._label(painter, self._rows[i], marked, _LEFT - 16)
                flags = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                painter.drawText(QRectF(0, y - 10, area.left() - 8, 20), flags, text)
        for i, marked in self._labels(len(self._titles), column, _COLUMN_LABEL):
            x = corner.x() + (i + 0.5) * self._cell
            if area.left() <= x <= area.right():
                room = int(min(_BOTTOM + 20, (self.width() - x) / np.cos(np.radians(_SLANT))))
                text = self._label(painter, self._titles[i], marked, room)
                painter.save()
                painter.translate(x - 3, bottom)
                painter.rotate(_SLANT)
                painter.drawText(QPointF(0, 4), text)
                painter.restore()

    def _labels(self, n: int, marked: int | None, needed: float) -> list[tuple[int, bool]]:
        """Return which positions get a title: as many as fit, and the marked one in place of its neighbours."""
        step = max(1, int(np.ceil(needed / self._cell)))
        shown = [(i, False) for i in range(0, n, step) if marked is None or abs(i - marked) >= step]
        return shown if marked is None else [*shown, (marked, True)]

    def _label(self, painter: QPainter, title: str, marked: bool, width: int) -> str:
        """Set the painter's font and pen for a title, and return it elided to `width` pixels."""
        tokens = theme().tokens
        painter.setFont(font(SMALL_PT, QFont.Weight.DemiBold if marked else QFont.Weight.Normal))
        painter.setPen(QColor(tokens.text if marked else tokens.text_secondary))
        return QFontMetrics(painter.font()).elidedText(title, Qt.TextElideMode.ElideRight, width)

    def _draw_scale(self, painter: QPainter, area: QRect, bottom: float) -> None:
        """Draw the scale beside the map, ending above its `bottom`, below which slanted titles run to the right."""
        tokens = theme().tokens
        top = area.top() + 4
        length = max(_SHORTEST_SCALE, min(_LONGEST_SCALE, area.height() - 30, int(bottom) - top))
        bar = QRect(self.width() - 52, top, 10, length)
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
        return float(np.abs(self._weights).max()) if self._weights.size else 1.0

    def _whole(self, area: QRect) -> float:
        """Size of a cell with which all of the map is seen."""
        return min(area.width() / max(1, len(self._titles)), area.height() / max(1, len(self._rows)))

    def _redraw(self) -> None:
        if self._weights.size:
            tokens = theme().tokens
            if (self._weights < 0).any():
                self._image = difference_image(self._weights, tokens, self._highest())
            else:
                self._image = heat_image(self._weights, tokens.heat, self._highest())
        self.update()

    def _keep_inside(self) -> None:
        area = self._area()
        x = min(max(self._origin.x(), min(0.0, area.width() - self._cell * len(self._titles))), 0.0)
        y = min(max(self._origin.y(), min(0.0, area.height() - self._cell * len(self._rows))), 0.0)
        self._origin = QPointF(x, y)

    def _tell(self) -> None:
        if self._cursor is None:
            self.read.emit("" if self._row is None else self._row_sentence(self._row))
            return
        row, column = self._cursor
        weight = float(self._weights[row, column])
        if column > row and weight == 0.0 and self._rows is self._titles:
            self.read.emit(
                self.tr("{query} comes before {key} and cannot look at it.").format(
                    query=self._rows[row], key=self._titles[column]
                )
            )
        else:
            self.read.emit(f"{self._rows[row]} → {self._titles[column]}: {weight:.3f}")

    def _row_sentence(self, row: int) -> str:
        order = np.argsort(-np.abs(self._weights[row]), kind="stable")[:4].tolist()
        parts = (f"{self._titles[i]} {float(self._weights[row, i]):.3f}" for i in order)
        return f"{self._rows[row]} → {', '.join(parts)}"

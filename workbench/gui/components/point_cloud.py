"""Very many points of a plane, drawn as one picture: 100,000 of them follow the mouse."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QTransform


def disc(radius: int) -> tuple[tuple[int, int], ...]:
    """Return the pixels of a filled disc around its centre."""
    reach = range(-radius, radius + 1)
    return tuple((x, y) for x in reach for y in reach if x * x + y * y <= radius * radius + 0.5)


class PointCloud(pg.GraphicsObject):
    """Points in colours, painted into an image of the size of the view each time that is moved or zoomed.

    A scatter plot of the library draws each point by itself, 100 ms for 100,000 of them; this takes some 10 ms.
    """

    def __init__(self) -> None:
        super().__init__()
        self._points = np.zeros((0, 2), np.float32)
        self._colours = np.zeros(0, np.uint32)
        self._bounds = QRectF()

    def show_points(self, points: npt.NDArray[np.float32], colours: npt.NDArray[np.uint32]) -> None:
        """Show points float32 [n, 2] in colours uint32 [n] (0xAARRGGBB); later points lie over earlier ones."""
        self.prepareGeometryChange()
        self._points, self._colours = points, colours
        if len(points):
            low, high = points.min(axis=0), points.max(axis=0)
            self._bounds = QRectF(QPointF(*low.tolist()), QPointF(*high.tolist()))
        else:
            self._bounds = QRectF()
        self.update()

    def boundingRect(self) -> QRectF:
        """The rectangle that holds all points."""
        return self._bounds

    def nearest(self, x: float, y: float, reach_x: float, reach_y: float) -> int | None:
        """Return the point nearest to a place, or None where none lies within reach."""
        if not len(self._points):
            return None
        apart = ((self._points - np.array([x, y], np.float32)) / np.array([reach_x, reach_y], np.float32)) ** 2
        found = int(np.argmin(apart.sum(axis=1)))
        return found if float(apart[found].sum()) <= 1.0 else None

    def paint(self, painter: QPainter, option: Any, widget: Any = None) -> None:
        """Draw all points that the view holds."""
        if not len(self._points):
            return
        # Not the transform to the device: in a window that counts from the corner of the whole window.
        device: QTransform = painter.combinedTransform()
        target = painter.viewport()
        width, height = max(1, target.width()), max(1, target.height())
        x = self._points[:, 0] * device.m11() + device.dx()
        y = self._points[:, 1] * device.m22() + device.dy()
        inside = (x >= 0) & (x < width) & (y >= 0) & (y < height)
        column, row, colours = x[inside].astype(np.int32), y[inside].astype(np.int32), self._colours[inside]
        image = np.zeros((height, width), np.uint32)
        # Fewer points in view are drawn larger.
        radius = 1 if len(column) > 20_000 else 2 if len(column) > 2_000 else 3
        for dx, dy in disc(radius):
            image[np.clip(row + dy, 0, height - 1), np.clip(column + dx, 0, width - 1)] = colours
        picture = QImage(image.data, width, height, 4 * width, QImage.Format.Format_ARGB32)
        painter.save()
        painter.resetTransform()
        painter.drawImage(0, 0, picture)
        painter.restore()


def colour_codes(names: npt.NDArray[Any] | list[str], alpha: int = 190) -> npt.NDArray[np.uint32]:
    """Return uint32, `#rrggbb` names as 0xAARRGGBB with one opacity."""
    made = []
    for name in names:
        colour = QColor(str(name))
        colour.setAlpha(alpha)
        made.append(colour.rgba())
    return np.array(made, np.uint32)

"""The picture of what is filled: users by activity downwards, items by popularity to the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from workbench.gui.components.colour_ramp import pixel_image, ramp_pixels
from workbench.gui.components.icons import theme
from workbench.gui.formatting import percent, whole
from workbench.gui.theme import TINY_PT, font

if TYPE_CHECKING:
    from workbench.data.profile import SparsityPicture

_HEIGHT = 168
_LABEL = 16


class SparsityView(QWidget):
    """Darker where more of the (user, item) pairs of a cell met; the pointer reads a cell."""

    def __init__(self) -> None:
        super().__init__()
        self._picture: SparsityPicture | None = None
        self._image = QImage()
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self._redraw)

    def show_picture(self, picture: SparsityPicture) -> None:
        """Show a dataset's matrix."""
        self._picture = picture
        filled = float((picture.density > 0).mean()) if picture.density.size else 0.0
        self.setAccessibleDescription(self.tr("{share} of the cells hold interactions").format(share=percent(filled)))
        self._redraw()

    def read(self, x: int, y: int) -> str:
        """Return what the cell under a point says, or an empty text."""
        area, picture = self._area(), self._picture
        if picture is None or not picture.density.size or not area.contains(x, y):
            return ""
        rows, columns = picture.density.shape
        row = min(rows - 1, (y - area.top()) * rows // area.height())
        column = min(columns - 1, (x - area.left()) * columns // area.width())
        users, items = picture.user_edges, picture.item_edges
        return self.tr("Users {u0} – {u1} by activity, items {i0} – {i1} by popularity: {share} filled").format(
            u0=whole(int(users[row]) + 1),
            u1=whole(int(users[row + 1])),
            i0=whole(int(items[column]) + 1),
            i1=whole(int(items[column + 1])),
            share=percent(float(picture.density[row, column])),
        )

    def sizeHint(self) -> QSize:
        """Take a chart's height."""
        return QSize(320, _HEIGHT)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell of the cell under the pointer."""
        point = event.position().toPoint()
        QToolTip.showText(event.globalPosition().toPoint(), self.read(point.x(), point.y()), self)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture and what its sides mean."""
        painter = QPainter(self)
        painter.drawImage(self._area(), self._image)
        painter.setFont(font(TINY_PT))
        painter.setPen(theme().tokens.text_faint)
        below = QRect(_LABEL, self.height() - _LABEL, self.width() - _LABEL, _LABEL)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, self.tr("items, most popular left"))
        painter.rotate(-90)
        beside = QRect(-self.height() + _LABEL, 0, self.height() - _LABEL, _LABEL - 3)
        painter.drawText(beside, Qt.AlignmentFlag.AlignCenter, self.tr("users, most active on top"))

    def _area(self) -> QRect:
        return self.rect().adjusted(_LABEL, 0, 0, -_LABEL)

    def _redraw(self) -> None:
        if self._picture is not None and self._picture.density.size:
            density = self._picture.density
            # Shares span orders of magnitude; the fourth root lets a cell of one in ten thousand be seen.
            self._image = pixel_image(ramp_pixels(np.sqrt(np.sqrt(density)), theme().tokens.heat))
        else:
            self._image = QImage()
        self.update()

"""A list of names with a bar and a number each, as long as a history may be; only what is visible is drawn."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from workbench.gui.components.icons import theme
from workbench.gui.theme import SMALL_PT, font

_ROW = 24


class BarList(QWidget):
    """Bars, the largest first; a negative number has a bar in the colour of what speaks against."""

    def __init__(self) -> None:
        super().__init__()
        self.names: tuple[str, ...] = ()
        self.values: tuple[float, ...] = ()
        self.setAccessibleName(self.tr("What each interaction counts"))
        theme().changed.connect(self.update)

    def show_values(self, names: Sequence[str], values: npt.NDArray[np.float32]) -> None:
        """Show a name and a number for each interaction."""
        order = np.argsort(-values, kind="stable").tolist()
        self.names = tuple(names[i] for i in order)
        self.values = tuple(float(values[i]) for i in order)
        self.setAccessibleDescription(
            ", ".join(f"{name} {value:.3f}" for name, value in zip(self.names[:5], self.values[:5], strict=True))
        )
        self.setFixedHeight(max(_ROW, _ROW * len(order)))
        self.update()

    def sizeHint(self) -> QSize:
        """Prefer all rows."""
        return QSize(400, _ROW * max(1, len(self.names)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the visible rows."""
        tokens, painter = theme().tokens, QPainter(self)
        painter.setFont(font(SMALL_PT))
        metrics = QFontMetrics(painter.font())
        highest = max((abs(value) for value in self.values), default=0.0) or 1.0
        name_width = int(self.width() * 0.42)
        room = self.width() - name_width - 84
        digits = 2 if highest >= 10 else 3 if highest >= 0.1 else 5
        first = max(0, event.rect().top() // _ROW)
        for row in range(first, min(len(self.names), event.rect().bottom() // _ROW + 1)):
            top, value = row * _ROW, self.values[row]
            painter.setPen(QColor(tokens.text))
            name = metrics.elidedText(self.names[row], Qt.TextElideMode.ElideRight, name_width - 8)
            painter.drawText(QRectF(0, top, name_width, _ROW), int(Qt.AlignmentFlag.AlignVCenter), name)
            painter.fillRect(QRectF(name_width, top + 8, room, 8), QColor(tokens.track))
            colour = tokens.accent if value >= 0 else tokens.bad
            painter.fillRect(QRectF(name_width, top + 8, room * abs(value) / highest, 8), QColor(colour))
            painter.setPen(QColor(tokens.text_secondary))
            flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
            painter.drawText(QRectF(self.width() - 80, top, 76, _ROW), flags, f"{value:.{digits}f}".replace("-", "−"))

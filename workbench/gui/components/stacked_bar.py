"""One horizontal bar of several parts, and the legend that names colours."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from workbench.gui.components.basics import text_label
from workbench.gui.components.icons import theme
from workbench.gui.theme import SMALL_PT


class StackedBar(QWidget):
    """Parts of a whole, each as wide as its share. What is not in any part keeps the colour of the track."""

    def __init__(self, height: int = 14) -> None:
        super().__init__()
        self._parts: tuple[tuple[float, int], ...] = ()
        self._height = height
        self.setFixedHeight(height)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.update)

    def show_parts(self, parts: Sequence[tuple[float, int]]) -> None:
        """Show parts from the left: share of the whole, 0 … 1, and index into the theme's series colours."""
        self._parts = tuple(parts)
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for some width."""
        return QSize(240, self._height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the parts."""
        tokens = theme().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(self.rect()), 4, 4)
        painter.setClipPath(outline)
        painter.fillRect(self.rect(), QColor(tokens.track))
        left = 0.0
        for share, colour in self._parts:
            width = share * self.width()
            # A hairline of the card between parts; a part that is there is at least seen.
            painter.fillRect(QRectF(left, 0, max(2.0, width - 1), self.height()), QColor(tokens.series[colour]))
            left += max(width, 2.0)


class Swatches(QWidget):
    """Names with squares in the colours of the series they stand for."""

    def __init__(self) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(5)
        self._squares: list[tuple[QLabel, int]] = []
        theme().changed.connect(self._colour)

    def show_entries(self, entries: Sequence[tuple[str, int]]) -> None:
        """Show names, each with an index into the theme's series colours."""
        while self._row.count():
            item = self._row.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._squares = []
        for name, colour in entries:
            square = QLabel("■")
            square.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self._squares.append((square, colour))
            self._row.addWidget(square)
            self._row.addWidget(text_label(name, "secondary", size=SMALL_PT, weight=QFont.Weight.DemiBold))
            self._row.addSpacing(7)
        self.setAccessibleName(", ".join(name for name, _ in entries))
        self._colour()

    def _colour(self) -> None:
        for square, colour in self._squares:
            square.setStyleSheet(f"color: {theme().tokens.series[colour]};")

"""What is laid over a page while files are dragged across it: where they may be let go, and what happens then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QDropEvent, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from workbench.gui.components.icons import icon, theme
from workbench.gui.theme import HEADING_PT, SMALL_PT, font

MARGIN, GAP = 24, 16


@dataclass(frozen=True)
class DropZone:
    """One place to let go.

    Attributes:
        key: how the owner knows it.
        title: what happens there.
        explanation: a sentence more about it.
        icon: a name of `components.icons`.
    """

    key: str
    title: str
    explanation: str
    icon: str = "import"


class DropZones(QWidget):
    """The zones side by side over the whole of the parent. Its owner takes the drag's events and asks `zone_at`."""

    def __init__(self, parent: QWidget, zones: Sequence[DropZone]) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.zones = tuple(zones)
        self.active = ""
        self.hide()

    def follow(self, at: QPoint) -> None:
        """Show the zones and mark the one under the pointer, given in the parent's coordinates."""
        parent = self.parentWidget()
        assert parent is not None
        self.setGeometry(parent.rect())
        active = self.zone_at(at)
        if active != self.active or not self.isVisible():
            self.active = active
            self.show()
            self.raise_()
            self.update()

    def zone_at(self, at: QPoint) -> str:
        """Return the key of the zone at a point of the parent: the nearest, since zones fill the page."""
        place = min(max(0, at.x()), self.width() - 1) * len(self.zones) // max(1, self.width())
        return self.zones[min(place, len(self.zones) - 1)].key

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the zones over a veil of the window's colour."""
        tokens = theme().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        veil = QColor(tokens.window)
        veil.setAlphaF(0.9)
        painter.fillRect(self.rect(), veil)
        wide = (self.width() - 2 * MARGIN - GAP * (len(self.zones) - 1)) / len(self.zones)
        for number, zone in enumerate(self.zones):
            active = zone.key == self.active
            area = QRectF(MARGIN + number * (wide + GAP), MARGIN, wide, self.height() - 2 * MARGIN)
            painter.setPen(
                QPen(QColor(tokens.accent if active else tokens.text_faint), 2 if active else 1, Qt.PenStyle.DashLine)
            )
            painter.setBrush(QColor(tokens.accent_soft if active else tokens.card))
            painter.drawRoundedRect(area, 10, 10)
            middle = area.toRect().center()
            colour = tokens.accent_on_soft if active else tokens.text_secondary
            icon(zone.icon, colour).paint(painter, QRect(middle.x() - 20, middle.y() - 62, 40, 40))
            painter.setPen(QColor(colour))
            painter.setFont(font(HEADING_PT + 2, QFont.Weight.DemiBold))
            text = area.toRect().adjusted(16, 0, -16, 0)
            above = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
            painter.drawText(QRect(text.left(), middle.y() - 8, text.width(), 28), above, zone.title)
            painter.setFont(font(SMALL_PT))
            painter.drawText(QRect(text.left(), middle.y() + 22, text.width(), 60), above, zone.explanation)


def dropped_paths(event: QDropEvent) -> list[Path]:
    """Return the local files and folders that are being dropped, in the order of the drop."""
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]

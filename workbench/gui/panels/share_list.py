"""What items are made of, one bar of several parts an item, as many items as there are; only what is seen is drawn."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from workbench.gui.components.basics import text_label
from workbench.gui.components.icons import theme
from workbench.gui.components.stacked_bar import Swatches
from workbench.gui.theme import SMALL_PT, SPACE, font

_ROW = 24
_NUMBERS = 200  # pixels for the shares in words


def signal_title(name: str) -> str:
    """Return what a signal is called in the window."""
    translate = QCoreApplication.translate
    return {
        "id": translate("Signals", "ID"),
        "categories": translate("Signals", "Categories"),
        "text": translate("Signals", "Text"),
        "image": translate("Signals", "Image"),
        "audio": translate("Signals", "Audio"),
    }.get(name, name)


class ShareRows(QWidget):
    """The rows."""

    def __init__(self) -> None:
        super().__init__()
        self.names: tuple[str, ...] = ()
        self.shares = np.zeros((0, 0), np.float32)
        self.first_of_history = 0
        self.setAccessibleName(self.tr("What items are made of"))
        theme().changed.connect(self.update)

    def show_shares(self, names: Sequence[str], shares: npt.NDArray[np.float32], first_of_history: int) -> None:
        """Show names and shares [n, m]; a line is drawn before the row `first_of_history`."""
        self.names, self.shares, self.first_of_history = tuple(names), shares, first_of_history
        self.setFixedHeight(max(_ROW, _ROW * len(self.names)))
        self.update()

    def sizeHint(self) -> QSize:
        """Prefer all rows."""
        return QSize(400, _ROW * max(1, len(self.names)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the visible rows."""
        tokens, painter = theme().tokens, QPainter(self)
        painter.setFont(font(SMALL_PT))
        metrics = QFontMetrics(painter.font())
        name_width = int(self.width() * 0.36)
        room = max(40, self.width() - name_width - _NUMBERS)
        centred = int(Qt.AlignmentFlag.AlignVCenter)
        first = max(0, event.rect().top() // _ROW)
        for row in range(first, min(len(self.names), event.rect().bottom() // _ROW + 1)):
            top, left = row * _ROW, float(name_width)
            if row == self.first_of_history and row > 0:
                painter.fillRect(QRectF(0, top, self.width(), 1), QColor(tokens.line))
            painter.setPen(QColor(tokens.text))
            name = metrics.elidedText(self.names[row], Qt.TextElideMode.ElideRight, name_width - 8)
            painter.drawText(QRectF(0, top, name_width, _ROW), centred, name)
            for colour, share in enumerate(self.shares[row].tolist()):
                width = share * room
                painter.fillRect(QRectF(left, top + 7, max(0.0, width - 1), 10), QColor(tokens.series[colour]))
                left += width
            painter.setPen(QColor(tokens.text_secondary))
            told = " · ".join(f"{share:.0%}" for share in self.shares[row].tolist())
            painter.drawText(QRectF(name_width + room + 10, top, _NUMBERS - 10, _ROW), centred, told)


class ShareList(QWidget):
    """Recommended items first, then those of the history, with a legend of the signals."""

    def __init__(self) -> None:
        super().__init__()
        self.rows, self.legend = ShareRows(), Swatches()
        self.caption = text_label(
            self.tr(
                "Share of each signal in the items' vectors: the recommended items, and below the line the history, "
                "its newest first."
            ),
            "secondary",
            size=SMALL_PT,
            wrap=True,
        )
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(self.rows)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        column.addWidget(self.caption)
        column.addWidget(self.legend, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(scroll, 1)

    def show_shares(
        self, signals: Sequence[str], listed: Sequence[str], history: Sequence[str], shares: npt.NDArray[np.float32]
    ) -> None:
        """Show shares float32 [n_listed + n_history, n_signals]; `history` is oldest first, as the shares are."""
        self.legend.show_entries([(signal_title(name), colour) for colour, name in enumerate(signals)])
        n = len(listed)
        self.rows.show_shares([*listed, *reversed(history)], np.concatenate((shares[:n], shares[n:][::-1])), n)

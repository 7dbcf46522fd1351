"""Which curve is which: names in the colours of the theme's series."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QVBoxLayout, QWidget

from workbench.gui.components.basics import text_label
from workbench.gui.components.icons import theme
from workbench.gui.theme import SMALL_PT


class Legend(QWidget):
    """`— run 14   - - run 13` in the colours of the curves."""

    def __init__(self) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self.label = text_label("", size=SMALL_PT, weight=QFont.Weight.DemiBold)
        self.label.setTextFormat(Qt.TextFormat.RichText)
        layout.addWidget(self.label)
        self._entries: tuple[tuple[str, int, bool], ...] = ()
        theme().changed.connect(self._paint)

    def show_entries(self, entries: Sequence[tuple[str, int, bool]]) -> None:
        """Show entries: name, index into the series' colours, dashed or not."""
        if tuple(entries) != self._entries:
            self._entries = tuple(entries)
            self._paint()

    def text(self) -> str:
        """Return the names shown, for tests and screen readers."""
        return ", ".join(name for name, _, _ in self._entries)

    def _paint(self) -> None:
        colours = theme().tokens.series
        parts = [
            f'<span style="color:{colours[colour % len(colours)]}">{"- -" if dashed else "—"} {escape(name)}</span>'
            for name, colour, dashed in self._entries
        ]
        self.label.setText("&nbsp;&nbsp; ".join(parts))
        self.label.setAccessibleName(self.text())

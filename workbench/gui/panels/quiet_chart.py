"""The kit's chart with the grid of the designs: a few thin lines in the theme's colour, and a sentence while empty."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QVBoxLayout

from workbench.gui.components.basics import text_label
from workbench.gui.components.chart import Chart
from workbench.gui.components.icons import theme


class QuietChart(Chart):
    """A chart that says what would fill it while it has no series."""

    def __init__(self, x_label: str = "", y_label: str = "") -> None:
        super().__init__(x_label, y_label)
        self.hint = text_label("", "faint", wrap=True)
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.addWidget(self.hint, 1)
        self.hint.hide()
        self.plot.getAxis("left").setWidth(46)
        for side in ("left", "bottom"):
            self.plot.getAxis(side).enableAutoSIPrefix(False)  # 0.3 is not to be read as 300 of thousandths

    def say_while_empty(self, sentence: str) -> None:
        """Show a sentence instead of the axes while there is no series."""
        self.hint.setText(sentence)
        self.update_hint()

    def update_hint(self) -> None:
        """Show the axes or the sentence, whichever there is reason for."""
        empty = not self.names() and bool(self.hint.text())
        self.view.setVisible(not empty)
        self.hint.setVisible(empty)

    def repaint_theme(self) -> None:
        """Take the colours of the theme in force, the grid's too."""
        super().repaint_theme()
        for side in ("left", "bottom"):
            self.plot.getAxis(side).setStyle(maxTickLevel=0)
        # Without a pen of its own the grid is drawn black, which the dark scheme hides.
        self.plot.getAxis("left").setTickPen(pg.mkPen(QColor(theme().tokens.text_faint)))

"""The kit's chart with the grid of the designs: a few thin lines in the theme's colour, and a sentence while empty."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from workbench.gui.components.basics import text_label
from workbench.gui.components.chart import Chart

LEFT = 46  # pixels for the numbers of the upward axis


class QuietChart(Chart):
    """A chart that says what would fill it while it has no series.

    Args:
        x_label, y_label: names of the axes with units; empty for none.
        left: width of the upward axis in pixels; 0 hides its numbers.
        bottom: height of the axis to the right in pixels, where its ticks have two lines; 0 for the usual.
        clicked: called with the event of a click into the plot.
    """

    def __init__(
        self,
        x_label: str = "",
        y_label: str = "",
        *,
        left: int = LEFT,
        bottom: int = 0,
        clicked: Callable[[Any], object] | None = None,
    ) -> None:
        super().__init__(x_label, y_label)
        self._left, self._bottom, self._clicked = left, bottom, clicked
        self.hint = text_label("", "faint", wrap=True)
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.addWidget(self.hint, 1)
        self.hint.hide()

    def furnish(self) -> None:
        """See `Chart.furnish`."""
        left = self.plot.getAxis("left")
        left.setWidth(self._left or 12)
        left.setStyle(showValues=bool(self._left))
        for side in ("left", "bottom"):
            self.plot.getAxis(side).enableAutoSIPrefix(False)  # 0.3 is not to be read as 300 of thousandths
        if self._bottom:
            self.plot.getAxis("bottom").setHeight(self._bottom)
        if self._clicked is not None:
            self.plot.scene().sigMouseClicked.connect(self._clicked)

    def say_while_empty(self, sentence: str) -> None:
        """Show a sentence instead of the axes while there is no series."""
        self.hint.setText(sentence)
        self.update_hint()

    def update_hint(self) -> None:
        """Show the axes or the sentence, whichever there is reason for."""
        empty = not self.names() and bool(self.hint.text())
        if self.is_made or not empty:
            self.view.setVisible(not empty)
        self.hint.setVisible(empty)

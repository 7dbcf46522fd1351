"""Short lists of names with a bar and a number, for categories, companions and attributes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy

from workbench.gui.components.basics import Bar, text_label
from workbench.gui.components.icons import theme
from workbench.gui.formatting import whole
from workbench.gui.theme import SMALL_PT, font

BAR_WIDTH = 72
SHORT, LONG = 24, 80  # characters: up to the first a fact always fits, beyond the second it is a text


class ElidedLink(QPushButton):
    """A link that ends in “…” where it does not fit; the whole text is its tool tip."""

    def __init__(self, text: str, follow: Callable[[], object]) -> None:
        super().__init__()
        self._whole = text
        self.setProperty("link", True)
        self.setProperty("listed", True)
        self.setFont(font(SMALL_PT))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setAccessibleName(text)
        self.setToolTip(text)
        self.clicked.connect(lambda *_: follow())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as much of the text as fits."""
        super().resizeEvent(event)
        shown = QFontMetrics(self.font()).elidedText(self._whole, Qt.TextElideMode.ElideRight, self.width() - 4)
        self.setText(shown.replace("&", "&&"))


def bar_list(rows: Sequence[tuple[str, int]]) -> QGridLayout:
    """Return names with their counts and a bar as long as the count's share of the largest."""
    made = _grid()
    largest = max((number for _, number in rows), default=1) or 1
    for row, (name, number) in enumerate(rows):
        _name(made, row, name)
        bar = Bar(lambda: theme().tokens, number / largest)
        bar.setFixedWidth(BAR_WIDTH)
        made.addWidget(bar, row, 1)
        made.addWidget(text_label(whole(number), "secondary", size=SMALL_PT), row, 2, Qt.AlignmentFlag.AlignRight)
    return made


def fact_list(rows: Sequence[tuple[str, str]]) -> QGridLayout:
    """Return names left and what they are right; only long texts are wrapped."""
    made = _grid()
    made.setColumnStretch(0, 0)
    made.setColumnStretch(1, 1)
    for row, (name, value) in enumerate(rows):
        made.addWidget(text_label(name, "secondary", size=SMALL_PT), row, 0, Qt.AlignmentFlag.AlignTop)
        said = text_label(value, size=SMALL_PT, wrap=len(value) > LONG, elide=SHORT < len(value) <= LONG)
        said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        made.addWidget(said, row, 1, Qt.AlignmentFlag.AlignTop)
    return made


def link_list(rows: Sequence[tuple[str, str, Callable[[], object]]]) -> QGridLayout:
    """Return names that can be followed, with what is said of each."""
    made = _grid()
    for row, (name, said, follow) in enumerate(rows):
        made.addWidget(ElidedLink(name, follow), row, 0)
        made.addWidget(text_label(said, "secondary", size=SMALL_PT), row, 1, Qt.AlignmentFlag.AlignRight)
    return made


def _grid() -> QGridLayout:
    made = QGridLayout()
    made.setHorizontalSpacing(12)
    made.setVerticalSpacing(5)
    made.setColumnStretch(0, 1)
    return made


def _name(grid: QGridLayout, row: int, name: str) -> None:
    label = text_label(name, size=SMALL_PT, elide=True)
    label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    grid.addWidget(label, row, 0)

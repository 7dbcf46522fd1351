"""The left rail: one button a place, icon above label, the active one in the accent's soft colour."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeySequence
from PySide6.QtWidgets import QButtonGroup, QFrame, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from workbench.gui.components.icons import themed_icon
from workbench.gui.places import PLACES, Place
from workbench.gui.theme import TINY_PT, font

RAIL_WIDTH = 74
# Half a point below the theme's smallest, as in the design, so that the longest place fits.
LABEL_PT = TINY_PT - 0.5


class Rail(QFrame):
    """The places, of which one is active. Emits `chosen` with a place's key when the person picks one."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setFixedWidth(RAIL_WIDTH)
        self.setAccessibleName(self.tr("Places"))
        self.buttons: dict[str, QToolButton] = {}
        self._group = QButtonGroup(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3, 10, 3, 10)
        layout.setSpacing(4)
        for number, place in enumerate(PLACES, start=1):
            if place.key == "settings":
                layout.addStretch(1)
            made = self._button(place, number)
            layout.addWidget(made)
            self._group.addButton(made)
            self.buttons[place.key] = made

    def show_active(self, key: str) -> None:
        """Mark the button of the place that is shown."""
        self.buttons[key].setChecked(True)

    def _button(self, place: Place, number: int) -> QToolButton:
        made = QToolButton()
        made.setObjectName("place")
        made.setText(place.shown_title())
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        made.setCheckable(True)
        made.setFont(font(LABEL_PT, QFont.Weight.Medium))
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        made.setFixedHeight(50)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        made.setAccessibleName(place.shown_title())
        shortcut = QKeySequence(f"Ctrl+{number}").toString(QKeySequence.SequenceFormat.NativeText)
        made.setToolTip(f"{place.shown_title()}  {shortcut}")
        themed_icon(made, place.key, size=20, checked_role="accent_on_soft")
        made.setIconSize(QSize(20, 20))
        made.clicked.connect(lambda *_: self.chosen.emit(place.key))
        return made

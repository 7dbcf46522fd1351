"""A segmented control: a few choices side by side, of which one is in force."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from workbench.gui.theme import SMALL_PT, font


class SegmentedControl(QFrame):
    """Choices as one row of joined buttons; arrow keys move between them.

    Signals:
        chosen: the value of the choice that a person made; silent for `set_value`.
    """

    chosen = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("segmented")
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(2, 2, 2, 2)
        self._row.setSpacing(2)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self.buttons: dict[str, QPushButton] = {}

    def set_choices(self, choices: Sequence[tuple[str, str, str]]) -> None:
        """Replace the choices by these: value, text, and tool tip (or an empty text) of each."""
        if list(self.buttons) == [value for value, _, _ in choices]:
            for value, text, tip in choices:
                self._label(self.buttons[value], text, tip)
            return
        for made in self.buttons.values():
            self._group.removeButton(made)
            self._row.removeWidget(made)
            made.hide()
            made.deleteLater()
        self.buttons = {}
        for value, text, tip in choices:
            made = QPushButton()
            made.setObjectName("segment")
            made.setCheckable(True)
            made.setFont(font(SMALL_PT, QFont.Weight.Medium))
            made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self._label(made, text, tip)
            made.toggled.connect(lambda on, value=value: self.chosen.emit(value) if on and not self._silent else None)
            self._group.addButton(made)
            self._row.addWidget(made)
            self.buttons[value] = made

    _silent = False

    def value(self) -> str:
        """The choice in force, or an empty text."""
        return next((value for value, made in self.buttons.items() if made.isChecked()), "")

    def set_value(self, value: str) -> None:
        """Put a choice in force without telling."""
        self._silent = True
        try:
            self.buttons[value].setChecked(True)
        finally:
            self._silent = False

    def _label(self, made: QPushButton, text: str, tip: str) -> None:
        made.setText(text)
        made.setToolTip(tip)
        made.setAccessibleName(f"{self.accessibleName()}: {text}")

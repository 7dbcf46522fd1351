"""How a table is written, as boxes that follow the guess and correct it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from workbench.gui.components.basics import text_label
from workbench.gui.theme import SMALL_PT

if TYPE_CHECKING:
    from workbench.data.table_guess import TableGuess


class GuessForm(QWidget):
    """Label and box for each thing that is guessed about a table's form.

    Signals:
        edited: name of the attribute of the guess that was changed, and its new value.
    """

    edited = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self.boxes: dict[str, QComboBox] = {}
        self._labels: dict[str, QWidget] = {}
        self._filling = False
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnMinimumWidth(0, 84)
        grid.setColumnStretch(1, 1)
        for row, (key, title, options) in enumerate(self._choices()):
            box = QComboBox()
            box.setAccessibleName(title)
            box.setMinimumContentsLength(8)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            for text, value in options:
                box.addItem(text, value)
            box.currentIndexChanged.connect(lambda _, key=key: self._changed(key))
            label = text_label(title, "secondary", size=SMALL_PT)
            label.setBuddy(box)
            grid.addWidget(label, row, 0)
            grid.addWidget(box, row, 1)
            self.boxes[key], self._labels[key] = box, label

    def show_guess(self, guess: TableGuess) -> None:
        """Let the boxes say what the guess says; what the file does not have is not shown."""
        self._filling = True
        try:
            for key, box in self.boxes.items():
                value = getattr(guess, key)
                shown = bool(guess.time) if key == "time_unit" else bool(guess.delimiter)
                box.setVisible(shown)
                self._labels[key].setVisible(shown)
                if shown:
                    _select(box, value)
        finally:
            self._filling = False

    def _changed(self, key: str) -> None:
        if not self._filling:
            self.edited.emit(key, self.boxes[key].currentData())

    def _choices(self) -> list[tuple[str, str, list[tuple[str, Any]]]]:
        return [
            (
                "delimiter",
                self.tr("Delimiter"),
                [
                    (self.tr("comma  ,"), ","),
                    (self.tr("semicolon  ;"), ";"),
                    (self.tr("tab"), "\t"),
                    (self.tr("vertical bar  |"), "|"),
                    (self.tr("space"), " "),
                    (self.tr("two colons  ::"), "::"),
                ],
            ),
            (
                "header",
                self.tr("First line"),
                [(self.tr("names of the columns"), True), (self.tr("a row like the others"), False)],
            ),
            (
                "encoding",
                self.tr("Encoding"),
                [
                    ("UTF-8", "utf-8"),
                    ("UTF-16", "utf-16"),
                    (self.tr("Latin-1 (western Europe)"), "latin-1"),
                    (self.tr("Windows-1252 (western Europe)"), "cp1252"),
                    (self.tr("Windows-1250 (central Europe)"), "cp1250"),
                    (self.tr("Windows-1251 (Cyrillic)"), "cp1251"),
                    (self.tr("GB 18030 (Chinese)"), "gb18030"),
                    (self.tr("Big5 (Chinese)"), "big5"),
                    (self.tr("Shift JIS (Japanese)"), "shift_jis"),
                    (self.tr("EUC-KR (Korean)"), "euc_kr"),
                ],
            ),
            (
                "time_unit",
                self.tr("Time is in"),
                [
                    (self.tr("seconds since 1970"), "seconds"),
                    (self.tr("milliseconds since 1970"), "milliseconds"),
                    (self.tr("written dates"), "date"),
                ],
            ),
        ]


def _select(box: QComboBox, value: Any) -> None:
    """Select the entry that stands for a value, adding one for a value that has none."""
    found = next((i for i in range(box.count()) if box.itemData(i) == value), -1)
    if found < 0:
        box.addItem(str(value), value)
        found = box.count() - 1
    box.setCurrentIndex(found)

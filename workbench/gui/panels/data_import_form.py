"""How a file is written, as boxes that follow the guess and correct it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QWidget

from workbench.gui.components.basics import text_label
from workbench.gui.theme import SMALL_PT

if TYPE_CHECKING:
    from workbench.data.reading import ImportPreview
    from workbench.data.table_guess import TableGuess


class GuessForm(QWidget):
    """Label and box for each thing that is guessed about how a file is written.

    Signals:
        edited: name of the attribute of the guess that was changed, and its new value.
        layout_chosen: whether a file of a known layout is to be read as any other table.
    """

    edited = Signal(str, object)
    layout_chosen = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.boxes: dict[str, QComboBox] = {}
        self.fields: dict[str, QLineEdit] = {}
        self._labels: dict[str, QWidget] = {}
        self._filling = False
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnMinimumWidth(0, 84)
        self._grid.setColumnStretch(1, 1)
        for key, title, options in self._choices():
            box = QComboBox()
            box.setMinimumContentsLength(8)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            for text, value in options:
                box.addItem(text, value)
            box.currentIndexChanged.connect(lambda _, key=key: self._changed(key))
            self.boxes[key] = box
            self._row(key, title, box)
        for key, title, hint in (
            ("query", self.tr("Query"), self.tr("SELECT …, in place of a table")),
            ("missing", self.tr("Empty is"), self.tr("such as 99, beside empty cells")),
        ):
            field = QLineEdit()
            field.setPlaceholderText(hint)
            field.editingFinished.connect(lambda key=key: self._written(key))
            self.fields[key] = field
            self._row(key, title, field)

    def show_preview(self, preview: ImportPreview, known_layout: str) -> None:
        """Let the boxes say what was understood; what the file does not have is not shown.

        Args:
            preview: what is understood of the file.
            known_layout: the layout that the file was recognised to have, as which it may be read or as any table;
                empty where it is a table anyway.
        """
        guess = preview.guess
        self._filling = True
        try:
            self._show_layout(known_layout, guess)
            values = {} if guess is None else self._values(guess, preview)
            self._fill_parts(preview.parts)
            for key in (*self.boxes, *self.fields):
                if key == "layout":
                    continue
                self._labels[key].setVisible(key in values)
                if key in self.boxes:
                    self.boxes[key].setVisible(key in values)
                    if key in values:
                        _select(self.boxes[key], values[key])
                else:
                    self.fields[key].setVisible(key in values)
                    self.fields[key].setText(str(values.get(key, "")))
        finally:
            self._filling = False

    def _values(self, guess: TableGuess, preview: ImportPreview) -> dict[str, Any]:
        """Return what is shown, by attribute of the guess."""
        is_text = bool(guess.delimiter)
        is_workbook = preview.layout_title.startswith("Excel")
        shown = ["matrix"]
        shown += ["delimiter", "quoted", "encoding"] if is_text else []
        shown += ["header"] if is_text or is_workbook else []
        shown += ["part"] if len(preview.parts) > 1 and not guess.query else []
        shown += ["query"] if preview.layout_title.startswith("SQLite") else []
        shown += ["decimal"] if guess.value and is_text else []
        shown += ["missing"] if guess.matrix else ["time_unit"] if guess.time else []
        return {key: getattr(guess, key) for key in shown}

    def _show_layout(self, known_layout: str, guess: TableGuess | None) -> None:
        box = self.boxes["layout"]
        box.clear()
        if known_layout:
            box.addItem(known_layout, False)
            box.addItem(self.tr("any other table"), True)
            box.setCurrentIndex(0 if guess is None else 1)
        box.setVisible(bool(known_layout))
        self._labels["layout"].setVisible(bool(known_layout))

    def _fill_parts(self, parts: list[str]) -> None:
        box = self.boxes["part"]
        if [box.itemData(n) for n in range(box.count())] != parts:
            box.clear()
            for part in parts:
                box.addItem(part, part)

    def _changed(self, key: str) -> None:
        if self._filling:
            return
        value = self.boxes[key].currentData()
        if key == "layout":
            self.layout_chosen.emit(bool(value))
        else:
            self.edited.emit(key, value)

    def _written(self, key: str) -> None:
        field = self.fields[key]
        if field.isModified() and not self._filling:
            field.setModified(False)
            self.edited.emit(key, field.text().strip())

    def _row(self, key: str, title: str, control: QWidget) -> None:
        control.setAccessibleName(title)
        label = text_label(title, "secondary", size=SMALL_PT)
        label.setBuddy(control)
        row = self._grid.rowCount()
        self._grid.addWidget(label, row, 0)
        self._grid.addWidget(control, row, 1)
        self._labels[key] = label

    def _choices(self) -> list[tuple[str, str, list[tuple[str, Any]]]]:
        return [
            ("layout", self.tr("Format"), []),
            ("part", self.tr("Table"), []),
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
                "quoted",
                self.tr('Quotes "'),
                [(self.tr("wrap fields"), True), (self.tr("are letters like others"), False)],
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
                    (self.tr("Latin-1 (Western)"), "latin-1"),
                    (self.tr("Windows-1252 (Western)"), "cp1252"),
                    (self.tr("Windows-1250 (Central)"), "cp1250"),
                    (self.tr("Windows-1251 (Cyrillic)"), "cp1251"),
                    (self.tr("Windows-1253 (Greek)"), "cp1253"),
                    (self.tr("KOI8-R (Cyrillic)"), "koi8_r"),
                    (self.tr("GB 18030 (Chinese)"), "gb18030"),
                    (self.tr("Big5 (Chinese)"), "big5"),
                    (self.tr("Shift JIS (Japanese)"), "shift_jis"),
                    (self.tr("EUC-JP (Japanese)"), "euc_jp"),
                    (self.tr("EUC-KR (Korean)"), "euc_kr"),
                ],
            ),
            (
                "matrix",
                self.tr("A row is"),
                [(self.tr("an interaction"), False), (self.tr("a user, its columns items"), True)],
            ),
            ("decimal", self.tr("Decimals"), [(self.tr("4.5 with a point"), "."), (self.tr("4,5 with a comma"), ",")]),
            (
                "time_unit",
                self.tr("Time is in"),
                [
                    (self.tr("seconds since 1970"), "seconds"),
                    (self.tr("milliseconds since 1970"), "milliseconds"),
                    (self.tr("microseconds since 1970"), "microseconds"),
                    (self.tr("nanoseconds since 1970"), "nanoseconds"),
                    (self.tr("dates, year first"), "date"),
                    (self.tr("dates, day first"), "day-first"),
                    (self.tr("dates, month first"), "month-first"),
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

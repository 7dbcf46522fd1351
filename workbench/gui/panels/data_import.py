"""The import dialog: what a file holds, how it will be understood, and the name it gets."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from workbench.gui.components.basics import Badge, Card, Notice, button, text_label
from workbench.gui.context import Context
from workbench.gui.theme import HEADING_PT, SMALL_PT

ROLES = ("user", "item", "value", "time")
NO_COLUMN = ""


class HeadRows(QAbstractTableModel):
    """The first rows of a table, with the role of each column in its heading."""

    def __init__(self) -> None:
        super().__init__()
        self.columns: list[str] = []
        self.rows: list[list[str]] = []
        self.roles: dict[str, str] = {}  # column → role in the language of the window

    def show(self, columns: list[str], rows: list[list[str]], roles: dict[str, str]) -> None:
        """Replace everything."""
        self.beginResetModel()
        self.columns, self.rows, self.roles = columns, rows, roles
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's text; cells of columns with a role are drawn stronger."""
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row[index.column()] if index.column() < len(row) else ""
        if role == Qt.ItemDataRole.FontRole and self.columns[index.column()] in self.roles:
            font = QFont()
            font.setWeight(QFont.Weight.DemiBold)
            return font
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a column's name, and the role it was given."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Vertical:
            return str(section + 1)
        name = self.columns[section]
        return f"{name}  ({self.roles[name]})" if name in self.roles else name


class ImportDialog(QDialog):
    """Shows the head of a file or folder; once accepted, `name` and `guess` say how to import it."""

    def __init__(self, context: Context, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Import a dataset"))
        self.resize(860, 600)
        self._context = context
        self._path = path
        self.guess: Any = None
        self._filling = False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addLayout(self._head())
        self.notice = Notice()
        self.notice.dismiss.hide()
        layout.addWidget(self.notice)
        self.form = Card(self.tr("How it is understood"))
        self.form.body.addLayout(self._fields())
        layout.addWidget(self.form)
        self.model = HeadRows()
        self.table = QTableView()
        self.table.setModel(self.model)
        self.table.setAccessibleName(self.tr("First rows"))
        self.table.verticalHeader().hide()
        self.table.setShowGrid(False)
        self.table.verticalHeader().setDefaultSectionSize(28)
        self.table.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        rows = Card(self.tr("First rows"))
        rows.body.addWidget(self.table)
        layout.addWidget(rows, 1)
        self.notes = text_label("", "secondary", size=SMALL_PT, wrap=True)
        layout.addWidget(self.notes)
        layout.addLayout(self._foot())
        self.name_field.setFocus()
        self._ask()

    @property
    def name(self) -> str:
        """The name that the dataset shall get; empty for the one that its layout suggests."""
        return self.name_field.text().strip()

    # ---- asking

    def _ask(self) -> None:
        self.accept_button.setEnabled(False)
        path, guess = self._path, self.guess
        self._context.ask(
            "import/preview", lambda ws: ws.datasets.preview(path, guess), self._show_preview, self._show_error
        )

    def _show_error(self, sentence: str) -> None:
        self.notice.say(sentence, "bad")
        self.form.setVisible(self.guess is not None)
        self._layout.setText("")
        self._layout.hide()
        self.model.show([], [], {})

    def _show_preview(self, preview: Any) -> None:
        self.notice.say("")
        self._layout.setText(preview.layout_title)
        self._layout.setVisible(bool(preview.layout_title))
        self.guess = preview.guess
        self.form.setVisible(preview.guess is not None)
        roles: dict[str, str] = {}
        if preview.guess is not None:
            roles = {getattr(preview.guess, r): self.role_titles[r] for r in ROLES if getattr(preview.guess, r)}
            self._fill(preview.columns)
        self.model.show(list(preview.columns), [list(row) for row in preview.rows], roles)
        self.notes.setText(" ".join(preview.notes))
        self.notes.setVisible(bool(preview.notes))
        # A layout that is known by itself brings a name; a table has none but its file's.
        self.name_field.setPlaceholderText(preview.layout_title if preview.guess is None else "")
        if preview.guess is None and not self.name_field.isModified():
            self.name_field.clear()
        self._enable()

    def _fill(self, columns: list[str]) -> None:
        """Let the boxes say what the guess says."""
        self._filling = True
        try:
            for role in ROLES:
                box = self.boxes[role]
                box.clear()
                if role in ("value", "time"):
                    box.addItem(self.tr("none"), NO_COLUMN)
                for column in columns:
                    box.addItem(column, column)
                _select(box, getattr(self.guess, role) or NO_COLUMN)
            for key in ("delimiter", "header", "encoding", "time_unit"):
                _select(self.boxes[key], getattr(self.guess, key))
            self.boxes["time_unit"].setEnabled(bool(self.guess.time))
            for key in ("delimiter", "header", "encoding"):
                self.boxes[key].setEnabled(bool(self.guess.delimiter))
        finally:
            self._filling = False

    def _edited(self, key: str) -> None:
        if self._filling or self.guess is None:
            return
        value = self.boxes[key].currentData()
        if key in ("value", "time") and value == NO_COLUMN:
            value = None
        changes = {key: value}
        if key == "time":
            changes["time_unit"] = None if value is None else self.guess.time_unit or "seconds"
        self.guess = dataclasses.replace(self.guess, **changes)
        self._ask()

    def _enable(self) -> None:
        named = bool(self.name) or (self.guess is None and bool(self.name_field.placeholderText()))
        self.accept_button.setEnabled(named and self.model.columnCount() > 0)

    # ---- made of

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(text_label(self._path.name, size=HEADING_PT + 2, weight=QFont.Weight.DemiBold))
        self._layout = Badge("", "accent")
        self._layout.hide()
        row.addWidget(self._layout)
        row.addWidget(text_label(str(self._path.parent), "faint", size=SMALL_PT, elide=True), 1)
        return row

    def _fields(self) -> QGridLayout:
        self.role_titles = {
            "user": self.tr("user"),
            "item": self.tr("item"),
            "value": self.tr("value"),
            "time": self.tr("time"),
        }
        choices: dict[str, tuple[str, list[tuple[str, Any]]]] = {
            "user": (self.tr("User column"), []),
            "item": (self.tr("Item column"), []),
            "value": (self.tr("Value column"), []),
            "time": (self.tr("Time column"), []),
            "delimiter": (
                self.tr("Delimiter"),
                [
                    (self.tr("comma"), ","),
                    (self.tr("tab"), "\t"),
                    (self.tr("semicolon"), ";"),
                    (self.tr("space"), " "),
                    (self.tr("vertical bar"), "|"),
                    ("::", "::"),
                ],
            ),
            "header": (self.tr("First line"), [(self.tr("names of the columns"), True), (self.tr("a row"), False)]),
            "encoding": (self.tr("Encoding"), [("UTF-8", "utf-8"), ("Latin-1", "latin-1"), ("GB 18030", "gb18030")]),
            "time_unit": (
                self.tr("Time is in"),
                [
                    (self.tr("seconds since 1970"), "seconds"),
                    (self.tr("milliseconds since 1970"), "milliseconds"),
                    (self.tr("written dates"), "date"),
                ],
            ),
        }
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        self.boxes: dict[str, QComboBox] = {}
        for number, (key, (title, options)) in enumerate(choices.items()):
            box = QComboBox()
            box.setAccessibleName(title)
            box.setMinimumWidth(120)
            for text, value in options:
                box.addItem(text, value)
            box.currentIndexChanged.connect(lambda _, key=key: self._edited(key))
            label = text_label(title, "secondary", size=SMALL_PT)
            label.setBuddy(box)
            row, column = (number // 4) * 2, number % 4
            grid.addWidget(label, row, column)
            grid.addWidget(box, row + 1, column)
            grid.setColumnStretch(column, 1)
            self.boxes[key] = box
        return grid

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.cancel_button = button(self.tr("Cancel"), self.reject)
        self.accept_button = button(self.tr("Import"), self.accept, primary=True)
        label = text_label(self.tr("Name"), "secondary")
        self.name_field = QLineEdit(self._path.name if self._path.is_dir() else self._path.stem)
        self.name_field.setAccessibleName(self.tr("Name of the dataset"))
        self.name_field.setMinimumWidth(240)
        self.name_field.textChanged.connect(self._enable)
        label.setBuddy(self.name_field)
        row.addWidget(label)
        row.addWidget(self.name_field)
        row.addStretch(1)
        self.accept_button.setDefault(True)
        row.addWidget(self.cancel_button)
        row.addWidget(self.accept_button)
        return row


def _select(box: QComboBox, value: Any) -> None:
    """Select the entry that stands for a value, adding one for a value that has none; nothing for no value."""
    if value in (None, "") and box.findData(NO_COLUMN) < 0:
        box.setCurrentIndex(-1)
        return
    found = next((i for i in range(box.count()) if box.itemData(i) == value), -1)
    if found < 0:
        box.addItem(str(value), value)
        found = box.count() - 1
    box.setCurrentIndex(found)

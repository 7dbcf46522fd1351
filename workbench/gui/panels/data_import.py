"""The import page: what a file holds, how it is understood, and what will be stored of it."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from workbench.gui.components.basics import Badge, Card, Notice, button, page_title, text_label
from workbench.gui.context import Context
from workbench.gui.formatting import size
from workbench.gui.panels.data_import_form import GuessForm
from workbench.gui.panels.data_import_rows import HeadTable
from workbench.gui.runner import Job
from workbench.gui.theme import HEADING_PT, SMALL_PT

SIDE_WIDTH = 328
ROLES = ("user", "item", "value", "time")
NEEDED = ("user", "item")


class ImportPage(QWidget):
    """Shows one file or folder on its way in.

    Signals:
        left: the person is done here; something may be being imported.
    """

    left = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.path = Path()
        self.guess: Any = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(12)
        outer.addLayout(self._title_row())
        self.notice = Notice()
        self.notice.dismiss.hide()
        outer.addWidget(self.notice)
        columns = QHBoxLayout()
        columns.setSpacing(14)
        columns.addWidget(self._side())
        columns.addLayout(self._main(), 1)
        outer.addLayout(columns, 1)

    def open_path(self, path: Path) -> None:
        """Show a file or folder, forgetting the one before."""
        self.path, self.guess = path, None
        self.notice.say("")
        self.file_name.setText(path.name or str(path))
        self.folder.setText(str(path.parent))
        self.folder.setToolTip(str(path))
        self.file_size.setText("")
        self.layout_badge.hide()
        self.form_card.hide()
        self.notes.hide()
        self.table.show_rows([], [], {}, ())
        self.name_field.setText(path.stem)
        self.name_field.setCursorPosition(0)
        self.name_field.setModified(False)
        self._ask()

    @property
    def name(self) -> str:
        """The name that the dataset shall get; empty for the one that its layout suggests."""
        return self.name_field.text().strip()

    # ---- asking

    def _ask(self) -> None:
        self.import_button.setEnabled(False)
        path, guess = self.path, self.guess
        self._context.ask(
            "import/preview",
            lambda ws: (ws.datasets.preview(path, guess), _bytes(path)),
            lambda answer: self._show_preview(*answer),
            self._show_error,
        )

    def _show_error(self, sentence: str) -> None:
        self.notice.say(sentence, "bad")
        self.form_card.setVisible(self.guess is not None)
        self.layout_badge.hide()
        self.notes.hide()
        self.table.show_rows([], [], {}, ())

    def _show_preview(self, preview: Any, n_bytes: int | None) -> None:
        self.notice.say("")
        self.guess = preview.guess
        self.layout_badge.setText(preview.layout_title)
        self.layout_badge.setVisible(bool(preview.layout_title))
        self.file_size.setText("" if n_bytes is None else size(n_bytes))
        self.form_card.setVisible(preview.guess is not None)
        roles: dict[str, str] = {}
        if preview.guess is not None:
            self.form.show_guess(preview.guess)
            roles = {getattr(preview.guess, role): role for role in ROLES if getattr(preview.guess, role)}
        self.table.show_rows(preview.columns, preview.rows, roles, (*ROLES, "ignore") if preview.guess else ())
        self.notes.setText(" ".join(preview.notes))
        self.notes.setVisible(bool(preview.notes))
        # A layout that is known by itself brings a name; a table has none but its file's.
        self.name_field.setPlaceholderText(preview.layout_title if preview.guess is None else "")
        if preview.guess is None and not self.name_field.isModified():
            self.name_field.clear()
        self._enable()

    def _form_edited(self, key: str, value: Any) -> None:
        self.guess = dataclasses.replace(self.guess, **{key: value})
        self._ask()

    def _role_chosen(self, column: str, role: str) -> None:
        before = next((r for r in ROLES if getattr(self.guess, r) == column), "ignore")
        changes: dict[str, Any] = {}
        if role in NEEDED and before in NEEDED:
            changes[before] = getattr(self.guess, role)
        elif before in NEEDED:
            self.notice.say(
                self.tr("A column with the {role} is needed: give another column this role first.").format(
                    role=self.tr("users") if before == "user" else self.tr("items")
                ),
                "warning",
            )
            return
        elif before != "ignore":
            changes[before] = None
        if role != "ignore":
            changes[role] = column
        guess = dataclasses.replace(self.guess, **changes)
        unit = None if guess.time is None else guess.time_unit or "seconds"
        self.guess = dataclasses.replace(guess, time_unit=unit)
        self._ask()

    def _enable(self) -> None:
        named = bool(self.name) or (self.guess is None and bool(self.name_field.placeholderText()))
        self.import_button.setEnabled(named and self.table.rows.columnCount() > 0)

    def _import(self) -> None:
        workspace, path, name, guess = self._context.workspace, self.path, self.name, self.guess
        self._context.runner.submit(
            Job(
                self.tr("Importing {name}").format(name=name or path.name),
                lambda p: workspace.datasets.import_file(path, name=name or None, guess=guess, progress=p),
                kind="import",
                about=path,
            )
        )
        recent = self._context.preferences.settings.with_recent(str(path)).recent
        self._context.preferences.update(recent=recent)
        self.left.emit()

    # ---- made of

    def _title_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(page_title(self.tr("Import")))
        row.addStretch(1)
        self.cancel_button = button(self.tr("Cancel"), self.left.emit)
        self.import_button = button(self.tr("Import"), self._import, primary=True, icon="import")
        row.addWidget(self.cancel_button)
        row.addWidget(self.import_button)
        return row

    def _side(self) -> QScrollArea:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 4, 0)
        column.setSpacing(12)
        column.addWidget(self._file_card())
        self.form = GuessForm()
        self.form.edited.connect(self._form_edited)
        self.form_card = Card(self.tr("How it is understood"))
        self.form_card.body.addWidget(self.form)
        column.addWidget(self.form_card)
        column.addWidget(self._name_card())
        column.addStretch(1)
        made = QScrollArea()
        made.setWidgetResizable(True)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setFixedWidth(SIDE_WIDTH)
        made.setWidget(inside)
        return made

    def _file_card(self) -> Card:
        made = Card(self.tr("File"))
        self.layout_badge = Badge("", "accent")
        made.head.addWidget(self.layout_badge)
        self.file_name = text_label("", size=HEADING_PT, weight=QFont.Weight.DemiBold, elide=True)
        self.folder = text_label("", "faint", size=SMALL_PT, elide=True)
        self.file_size = text_label("", "secondary", size=SMALL_PT)
        made.body.setSpacing(2)
        made.body.addWidget(self.file_name)
        made.body.addWidget(self.folder)
        made.body.addWidget(self.file_size)
        return made

    def _name_card(self) -> Card:
        made = Card(self.tr("Dataset"))
        self.name_field = QLineEdit()
        self.name_field.setAccessibleName(self.tr("Name of the dataset"))
        self.name_field.textChanged.connect(self._enable)
        label = text_label(self.tr("Name"), "secondary", size=SMALL_PT)
        label.setBuddy(self.name_field)
        made.body.addWidget(label)
        made.body.addWidget(self.name_field)
        return made

    def _main(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(12)
        rows = Card(self.tr("First rows"))
        self.table = HeadTable()
        self.table.role_chosen.connect(self._role_chosen)
        self.notes = text_label("", "secondary", size=SMALL_PT, wrap=True)
        rows.body.addWidget(self.table, 1)
        rows.body.addWidget(self.notes)
        column.addWidget(rows, 2)
        return column


def _bytes(path: Path) -> int | None:
    """The size of a file; of a folder, none."""
    return path.stat().st_size if path.is_file() else None

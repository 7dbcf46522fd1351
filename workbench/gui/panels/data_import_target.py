"""What the import will make: the dataset's name, and whether it is a new version of one from the same file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit

from workbench.gui.components.basics import Card, button, text_label
from workbench.gui.components.segmented import SegmentedControl
from workbench.gui.formatting import day, whole
from workbench.gui.theme import SMALL_PT
from workbench.workspace.views import DatasetSummary

if TYPE_CHECKING:
    from workbench.data.import_report import ImportReport

VERSION, SEPARATE = "version", "separate"


class TargetCard(Card):
    """Name and version of what will be stored.

    Signals:
        edited: the name or the choice changed.
        look: the person wants to see the dataset that is there already.
    """

    edited = Signal()
    look = Signal(int)

    def __init__(self) -> None:
        super().__init__(self.tr("Dataset"))
        self._known: DatasetSummary | None = None
        self._suggested = ""
        self.name_field = QLineEdit()
        self.name_field.setAccessibleName(self.tr("Name of the dataset"))
        self.name_field.textChanged.connect(lambda _: self.edited.emit())
        label = text_label(self.tr("Name"), "secondary", size=SMALL_PT)
        label.setBuddy(self.name_field)
        self.said = text_label("", "secondary", size=SMALL_PT, wrap=True)
        self.choice = SegmentedControl(self.tr("What becomes of a file that was imported before"))
        self.choice.set_choices(
            [
                (VERSION, self.tr("New version"), self.tr("The version before stays as it is, with its runs.")),
                (SEPARATE, self.tr("Separate dataset"), self.tr("Nothing links it with the one before.")),
            ]
        )
        self.choice.chosen.connect(self._chosen)
        self.see = button(self.tr("Show it"), self._look, link=True)
        self.see.setFont(self.said.font())
        self.outcome = text_label("", size=SMALL_PT, wrap=True)
        for widget in (label, self.name_field, self.said, self.choice):
            self.body.addWidget(widget)
        self.body.addWidget(self.see, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.outcome)

    @property
    def name(self) -> str:
        """The name that the person gave or left, or the one that the layout suggests."""
        return self.name_field.text().strip() or self.name_field.placeholderText()

    @property
    def replaces(self) -> int | None:
        """The dataset of which this will be the newest version, or None."""
        return self._known.id if self._known is not None and self.choice.value() == VERSION else None

    def start(self, suggested: str) -> None:
        """Begin with another file."""
        self.name_field.setModified(False)
        self._suggested = suggested
        self._known = None
        self._name(suggested)
        self.name_field.setPlaceholderText("")
        for widget in (self.said, self.choice, self.see, self.outcome):
            widget.hide()

    def suggest(self, title: str) -> None:
        """Let a layout bring its name, as long as the person gave none."""
        if not self.name_field.isModified() and self._known is None:
            self._suggested = ""
            self._name("")
            self.name_field.setPlaceholderText(title)

    def show_before(self, known: DatasetSummary | None, changed: bool | None) -> None:
        """Say that the file was imported before.

        Args:
            known: the newest dataset that came from this file.
            changed: whether the file is another now; None while that is not known yet.
        """
        first = known is not None and self._known is None
        self._known = known
        self.said.setVisible(known is not None)
        self.choice.setVisible(bool(changed))
        self.see.setVisible(known is not None)
        if known is None:
            self._name(self._suggested)
            return
        when = day(int(known.created.timestamp()))
        self.said.setText(
            {
                None: self.tr("This file was imported on {day} as “{name}”."),
                True: self.tr("This file was imported on {day} as “{name}”, and has changed since."),
                False: self.tr(
                    "This file was imported on {day} as “{name}”, and has not changed since. "
                    "Imported again, it becomes a dataset of its own."
                ),
            }[changed].format(day=when, name=known.name)
        )
        if changed and (first or not self.choice.value()):
            self.choice.set_value(VERSION)
        elif not changed:
            self.choice.set_value(SEPARATE)
        self._name_version()

    def show_outcome(self, report: ImportReport | None) -> None:
        """Say in words what will be stored; nothing before the check has a report."""
        self.outcome.setText("" if report is None else self._outcome(report))
        self.outcome.setVisible(report is not None)

    def _outcome(self, report: ImportReport) -> str:
        if report.rows_kept == 0:
            return self.tr("Nothing would be left to store.")
        said = self.tr("Will be stored: {rows} interactions of {users} users with {items} items.").format(
            rows=whole(report.rows_kept), users=whole(report.n_users), items=whole(report.n_items)
        )
        lost = report.rows_read - report.rows_kept
        return said + (" " + self.tr("%n rows are left out.", "", lost) if lost else "")

    def _chosen(self, _: str) -> None:
        self._name_version()
        self.edited.emit()

    def _name_version(self) -> None:
        if self._known is None:
            return
        self._name(self._suggested if self.replaces is None else self._known.name)

    def _name(self, name: str) -> None:
        """Fill in a name where the person gave none."""
        if not self.name_field.isModified():
            self.name_field.setText(name)
            self.name_field.setCursorPosition(0)

    def _look(self) -> None:
        if self._known is not None:
            self.look.emit(self._known.id)

"""The import page: what a file holds, how it is understood, what the check of it all found, and what will be stored."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from workbench.gui.components.basics import Card, Notice, button, page_title, text_label
from workbench.gui.components.drop_zones import DropZone, DropZones, dropped_paths
from workbench.gui.context import Context
from workbench.gui.formatting import whole
from workbench.gui.panels.data_import_check import PATIENCE_MS, WholeFileCheck
from workbench.gui.panels.data_import_companions import CompanionsCard
from workbench.gui.panels.data_import_file import FileCard
from workbench.gui.panels.data_import_form import GuessForm
from workbench.gui.panels.data_import_report import CheckCard
from workbench.gui.panels.data_import_roles import offered_roles, roles_of, with_role
from workbench.gui.panels.data_import_rows import HeadTable
from workbench.gui.panels.data_import_target import TargetCard
from workbench.gui.runner import Job
from workbench.gui.theme import SMALL_PT
from workbench.gui.told import told, told_all
from workbench.workspace.views import DatasetSummary

if TYPE_CHECKING:
    from workbench.data.import_report import Choice

SIDE_WIDTH = 332


class ImportPage(QWidget):
    """Shows one file or folder on its way in.

    Signals:
        left: the person is done here; something may be being imported.
    """

    left = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setAcceptDrops(True)
        self._context = context
        self.path = Path()
        self.guess: Any = None
        self.checked: Any = None  # the rows of the whole file, and what was noticed
        self.report: Any = None  # what becomes of them under the decisions
        self.as_table = False  # whether a known layout is to be read as any other table
        self._known_layout = ""
        self.decisions: dict[str, Choice] = {}
        self._waiting: list[Path] = []  # companions to be looked at once the file itself was
        self._check = WholeFileCheck(context, self)
        self._check.progressed.connect(lambda now: self.check_card.show_progress(now))
        self._check.waits.connect(lambda behind: self.check_card.show_waiting(behind))
        self._check.done.connect(self._show_checked)
        self._check.failed.connect(self._check_failed)
        self._check.stopped.connect(self._check_stopped)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(12)
        outer.addLayout(self._title_row())
        self.notice = Notice()
        outer.addWidget(self.notice)
        columns = QHBoxLayout()
        columns.setSpacing(14)
        self.side = self._side()
        columns.addWidget(self.side)
        columns.addLayout(self._main(), 1)
        outer.addLayout(columns, 1)
        self.drop_zones = DropZones(
            self,
            [
                DropZone(
                    "open", self.tr("Open instead"), self.tr("Another dataset; nothing of this one is stored."), "file"
                ),
                DropZone(
                    "add",
                    self.tr("Add to this dataset"),
                    self.tr("Attributes of items or users, pictures or sounds named by item."),
                    "add",
                ),
            ],
        )

    def open_path(self, path: Path, companions: Sequence[Path] = ()) -> None:
        """Show a file or folder, forgetting the one before."""
        self._forget()
        self.path, self.guess, self.as_table, self._known_layout = path, None, False, ""
        self.notice.say("")
        self.file_card.show_path(path)
        self.form_card.hide()
        self.notes.hide()
        self.table.show_rows([], [], {}, ())
        self.check_card.show_nothing()
        self.companions.clear()
        self.target.start(path.name if path.is_dir() else path.stem)
        self._waiting = list(companions)
        self._enable()
        self._context.ask(
            "import/preview",
            lambda ws: (ws.datasets.reopen(path), _bytes(path)),
            lambda answer: self._show_opened(*answer),
            self._show_error,
        )

    # ---- how it is understood

    def _ask(self) -> None:
        """Ask what the file holds under the guess; whatever the last check found is not true of it any more."""
        self.report = self.checked = None
        self._check.stop()
        self._enable()
        path, guess, as_table = self.path, self.guess, self.as_table
        self._context.ask(
            "import/preview",
            lambda ws: (ws.datasets.correct(path, guess, as_table=as_table), _bytes(path)),
            lambda answer: self._show_preview(*answer),
            self._show_error,
        )

    def _show_error(self, sentence: str) -> None:
        self.notice.say(sentence, "bad")
        self.form_card.setVisible(self.guess is not None or self.as_table)
        self.file_card.show_layout("")
        self.notes.hide()
        self.table.show_rows([], [], {}, ())
        self.check_card.show_nothing(self.tr("There is nothing to check."))

    def _show_opened(self, opened: Any, n_bytes: int | None) -> None:
        self._known_layout = told(opened.known_layout)
        self.as_table = bool(opened.known_layout)
        self._show_preview(opened.preview, n_bytes, patience_ms=0)
        if opened.corrected:
            self.notice.say(
                self.tr("This file is understood as you corrected it the last time."),
                action=self.tr("Guess anew"),
                on_action=lambda: self._layout_chosen(False),
            )

    def _show_preview(self, preview: Any, n_bytes: int | None, *, patience_ms: int = PATIENCE_MS) -> None:
        self.notice.say("")
        self.guess = guess = preview.guess
        self.file_card.show_layout(told(preview.layout_title))
        self.file_card.show_size(n_bytes)
        if guess is None:
            self._known_layout = told(preview.layout_title)
        self.form_card.show()
        self.form.show_preview(preview, self._known_layout)
        if guess is not None:
            self.companions.show_columns(guess.user, guess.item)
        if guess is None or self.as_table:
            self.target.suggest(self.path.stem if self.as_table else told(preview.layout_title))
        self.table.show_rows(preview.columns, preview.rows, roles_of(guess, preview.columns), offered_roles(guess))
        self.notes.setText(told_all(preview.notes))
        self.notes.setVisible(bool(preview.notes))
        waiting, self._waiting = self._waiting, []
        for path in waiting:
            # A layout that is known by itself reads the files beside it itself.
            if guess is not None or path.parent != self.path.parent:
                self.companions.add_path(path)
        self._start_check(patience_ms)

    def _form_edited(self, key: str, value: Any) -> None:
        self.guess = dataclasses.replace(self.guess, **{key: value})
        self._ask()

    def _layout_chosen(self, as_table: bool) -> None:
        self.as_table, self.guess = as_table, None
        self._ask()

    def _role_chosen(self, column: str, role: str) -> None:
        guess = with_role(self.guess, column, role)
        if guess is None:
            needed = self.tr("users") if column == self.guess.user else self.tr("items")
            self.notice.say(
                self.tr("A column with the {role} is needed: give another column this role first.").format(role=needed),
                "warning",
            )
            return
        self.guess = guess
        self._ask()

    # ---- the check of the whole file

    def _start_check(self, patience_ms: int = 0) -> None:
        path, guess, workspace = self.path, self.guess, self._context.workspace
        self.report = self.checked = None
        self._check.start(
            self.tr("Checking {name}").format(name=path.name),
            lambda progress: workspace.datasets.check(path, guess, progress=progress),
            about=path,
            patience_ms=patience_ms,
        )
        self._enable()

    def _show_checked(self, checked: Any) -> None:
        self.checked = checked
        self._follow_decisions()
        path = self.path
        self._context.ask(
            "import/before",
            lambda ws: ws.datasets.earlier_import(path),
            self._show_before,
        )

    def _check_failed(self, sentence: str) -> None:
        self.notice.say(sentence, "bad")
        self.check_card.show_nothing(self.tr("The check could not be finished."), may_start=True)
        self._enable()

    def _check_stopped(self) -> None:
        self.check_card.show_nothing(
            self.tr("The check was stopped. It has to be finished before anything is stored."), may_start=True
        )
        self._enable()

    def _stop_check(self) -> None:
        self._check.stop()
        self._check_stopped()

    def _decided(self, kind: str, choice: Choice) -> None:
        self.decisions[kind] = choice
        self._follow_decisions()

    def _follow_decisions(self) -> None:
        checked, decisions = self.checked, dict(self.decisions)
        self._context.ask("import/report", lambda _: checked.report(decisions), self._show_report, self._check_failed)

    def _show_report(self, report: Any) -> None:
        self.report = report
        self.check_card.show_report(report)
        self._enable()

    def _show_before(self, known: DatasetSummary | None) -> None:
        self.target.show_before(known, None if known is None else known.source_hash != self.checked.source_hash)
        self._enable()

    # ---- storing

    def _enable(self) -> None:
        kept = 0 if self.report is None else self.report.rows_kept
        self.import_button.setEnabled(bool(self.target.name) and kept > 0)
        self.import_button.setText(
            self.tr("Import %n interactions", "", kept).replace(str(kept), whole(kept)) if kept else self.tr("Import")
        )
        self.target.show_outcome(self.report)

    def _import(self) -> None:
        workspace, checked, decisions = self._context.workspace, self.checked, dict(self.decisions)
        name, replaces, companions = self.target.name, self.target.replaces, tuple(self.companions.companions)
        self._context.runner.submit(
            Job(
                self.tr("Importing {name}").format(name=name),
                lambda progress: workspace.datasets.store(
                    checked,
                    decisions,
                    name=name,
                    replaces=replaces,
                    companions=companions,
                    progress=progress,
                ),
                kind="import",
                about=self.path,
            )
        )
        recent = self._context.preferences.settings.with_recent(str(self.path)).recent
        self._context.preferences.update(recent=recent)
        self._leave()

    def _leave(self) -> None:
        self._forget()
        self.left.emit()

    def _forget(self) -> None:
        """Let go of the file: its check ends, and its rows leave the memory."""
        self._check.stop()
        for key in ("import/preview", "import/report", "import/before"):
            self._context.lookups.forget(key)
        self.report = self.checked = None
        self.decisions = {}

    # ---- dropping

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Offer to add what is dragged to this dataset, or to open it instead."""
        if dropped_paths(event):
            event.acceptProposedAction()
            self.drop_zones.follow(event.position().toPoint())

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Mark the zone under the pointer."""
        event.acceptProposedAction()
        self.drop_zones.follow(event.position().toPoint())

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Show the page again."""
        self.drop_zones.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        """Do what the zone says."""
        paths = dropped_paths(event)
        self.drop_zones.follow(event.position().toPoint())
        zone = self.drop_zones.active
        self.drop_zones.hide()
        event.acceptProposedAction()
        if zone == "open":
            self.open_path(paths[0], paths[1:])
        else:
            for path in paths:
                self.companions.add_path(path)

    # ---- made of

    def _title_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(page_title(self.tr("Import")))
        row.addStretch(1)
        self.cancel_button = button(self.tr("Cancel"), self._leave)
        self.import_button = button(self.tr("Import"), self._import, primary=True, icon="import")
        row.addWidget(self.cancel_button)
        row.addWidget(self.import_button)
        return row

    def _side(self) -> QScrollArea:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 4, 0)
        column.setSpacing(12)
        self.file_card = FileCard()
        self.form = GuessForm()
        self.form.edited.connect(self._form_edited)
        self.form.layout_chosen.connect(self._layout_chosen)
        self.form_card = Card(self.tr("How it is understood"))
        self.form_card.body.addWidget(self.form)
        self.target = TargetCard()
        self.target.edited.connect(self._enable)
        self.target.look.connect(self._look)
        self.companions = CompanionsCard(self._context)
        self.companions.changed.connect(self._enable)
        # Its place in the column is made first.
        self.companions.changed.connect(lambda: QTimer.singleShot(0, self._show_companions))
        self.companions.failed.connect(lambda sentence: self.notice.say(sentence, "bad"))
        for card in (self.file_card, self.form_card, self.target, self.companions):
            column.addWidget(card)
        column.addStretch(1)
        made = QScrollArea()
        made.setWidgetResizable(True)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setFixedWidth(SIDE_WIDTH)
        made.setWidget(inside)
        return made

    def _show_companions(self) -> None:
        self.side.ensureWidgetVisible(self.companions)

    def _look(self, dataset_id: int) -> None:
        self._context.choose_dataset(dataset_id)
        self._leave()

    def _main(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(12)
        rows = Card(self.tr("First rows"))
        self.table = HeadTable()
        self.table.role_chosen.connect(self._role_chosen)
        self.notes = text_label("", "secondary", size=SMALL_PT, wrap=True)
        rows.body.addWidget(self.table, 1)
        rows.body.addWidget(self.notes)
        self.check_card = CheckCard()
        self.check_card.decided.connect(self._decided)
        self.check_card.stopped.connect(self._stop_check)
        self.check_card.wanted.connect(self._start_check)
        column.addWidget(rows, 4)
        column.addWidget(self.check_card, 5)
        return column


def _bytes(path: Path) -> int | None:
    """The size of a file; of a folder, none."""
    return path.stat().st_size if path.is_file() else None

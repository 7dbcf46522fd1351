"""Settings: colours, language, threads, the workspace, and what this program is made of."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, version

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from workbench.gui.components.basics import Badge, Card, Notice, button, page_title, text_label
from workbench.gui.context import Context
from workbench.gui.formatting import size
from workbench.gui.panels.train_form import WholeBox
from workbench.gui.runner import Job
from workbench.gui.theme import SMALL_PT
from workbench.settings import MOST_CHECKPOINT_MINUTES
from workbench.workspace.views import WorkspaceInfo

SHOWN_LIBRARIES = ("torch", "PySide6-Essentials", "numpy", "pyarrow", "SQLAlchemy", "pyqtgraph")
MOST_THREADS = 256


class SettingsPanel(QWidget):
    """The Settings place."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("page")
        self._context = context
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 14, 20, 14)
        outer.setSpacing(12)
        title = QHBoxLayout()
        title.addWidget(page_title(self.tr("Settings")))
        title.addStretch(1)
        outer.addLayout(title)
        self.notice = Notice()
        outer.addWidget(self.notice)
        area = QScrollArea()
        area.setWidgetResizable(True)
        inside = QWidget()
        inside.setMaximumWidth(760)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 4, 0)
        column.setSpacing(12)
        for card in (self._look(), self._training(), self._workspace(), self._about()):
            column.addWidget(card)
        column.addStretch(1)
        area.setWidget(inside)
        outer.addWidget(area, 1)
        context.opened.connect(self._ask)
        context.datasets_changed.connect(self._ask)
        context.runs_changed.connect(self._ask)
        context.runner.ended.connect(self._job_ended)
        context.theme.changed.connect(self._show_scheme)
        if context.is_open:
            self._ask()

    # ---- cards

    def _look(self) -> Card:
        card = Card(self.tr("Appearance"))
        grid = _grid(card)
        self.schemes: dict[str, QWidget] = {}
        row = QHBoxLayout()
        row.setSpacing(6)
        group = QButtonGroup(card)
        for choice, text in (
            ("system", self.tr("As the system")),
            ("light", self.tr("Light")),
            ("dark", self.tr("Dark")),
        ):
            made = button(text, lambda c=choice: self._context.theme.choose(c), checkable=True)  # type: ignore[misc]
            group.addButton(made)
            self.schemes[choice] = made
            row.addWidget(made)
        row.addStretch(1)
        self._show_scheme()
        grid.addWidget(text_label(self.tr("Colours"), "secondary"), 0, 0)
        grid.addLayout(row, 0, 1)
        self.language = QComboBox()
        self.language.setAccessibleName(self.tr("Language"))
        # A language is named in itself, so that whoever speaks it can find it.
        for code, text in (("system", self.tr("As the system")), ("en", "English"), ("zh_CN", "简体中文")):
            self.language.addItem(text, code)
        self.language.setCurrentIndex(self.language.findData(self._context.preferences.settings.language))
        self.language.currentIndexChanged.connect(self._choose_language)
        language = QHBoxLayout()
        language.setSpacing(12)
        self.language.setMinimumWidth(180)
        language.addWidget(self.language)
        self.restart = text_label(self.tr("Applies at the next start."), "warning", size=SMALL_PT)
        self.restart.hide()
        language.addWidget(self.restart)
        language.addStretch(1)
        grid.addWidget(text_label(self.tr("Language"), "secondary"), 1, 0)
        grid.addLayout(language, 1, 1)
        return card

    def _training(self) -> Card:
        card = Card(self.tr("Training"))
        grid = _grid(card)
        self.threads = WholeBox()
        self.threads.setAccessibleName(self.tr("Processor threads"))
        self.threads.setRange(0, MOST_THREADS)
        self.threads.setSpecialValueText(self.tr("All cores but one"))
        self.threads.setMinimumWidth(180)
        self.threads.setValue(self._context.preferences.settings.threads or 0)
        self.threads.valueChanged.connect(
            lambda count: self._context.preferences.update(threads=count if count > 0 else None)
        )
        row = QHBoxLayout()
        row.addWidget(self.threads)
        row.addStretch(1)
        grid.addWidget(text_label(self.tr("Processor threads"), "secondary"), 0, 0)
        grid.addLayout(row, 0, 1)
        hint = self.tr(
            "Applies to the next run. A run's last digits depend on this number, so it is stored with each run."
        )
        grid.addWidget(text_label(hint, "faint", size=SMALL_PT, wrap=True), 1, 1)
        self.minutes = WholeBox()
        self.minutes.setAccessibleName(self.tr("Minutes between checkpoints"))
        self.minutes.setRange(1, MOST_CHECKPOINT_MINUTES)
        self.minutes.setSuffix(self.tr(" min"))
        self.minutes.setMinimumWidth(180)
        self.minutes.setValue(self._context.preferences.settings.checkpoint_minutes)
        self.minutes.valueChanged.connect(lambda minutes: self._context.preferences.update(checkpoint_minutes=minutes))
        row = QHBoxLayout()
        row.addWidget(self.minutes)
        row.addStretch(1)
        grid.addWidget(text_label(self.tr("Checkpoint every"), "secondary"), 2, 0)
        grid.addLayout(row, 2, 1)
        hint = self.tr("A run that is interrupted loses no more than this, and goes on from there to the same weights.")
        grid.addWidget(text_label(hint, "faint", size=SMALL_PT, wrap=True), 3, 1)
        return card

    def _workspace(self) -> Card:
        card = Card(self.tr("Workspace"))
        grid = _grid(card)
        self.folder = text_label("", elide=True)
        self.read_only = Badge(self.tr("Read-only"), "warning")
        self.read_only.hide()
        folder_row = QHBoxLayout()
        folder_row.addWidget(self.folder, 1)
        folder_row.addWidget(self.read_only)
        self.show_folder = button(self.tr("Show the folder"), self._open_folder, icon="folder")
        folder_row.addWidget(self.show_folder)
        self.bytes = text_label("")
        self.schema = text_label("", "secondary")
        grid.addWidget(text_label(self.tr("Folder"), "secondary"), 0, 0)
        grid.addLayout(folder_row, 0, 1)
        grid.addWidget(text_label(self.tr("Size"), "secondary"), 1, 0)
        grid.addWidget(self.bytes, 1, 1)
        grid.addWidget(text_label(self.tr("Catalog version"), "secondary"), 2, 0)
        grid.addWidget(self.schema, 2, 1)
        self.check = button(self.tr("Check everything"), self._check, icon="check")
        check_row = QHBoxLayout()
        check_row.setSpacing(12)
        check_row.addWidget(self.check)
        explained = self.tr("Reads the catalog and every file, and compares them with their hashes.")
        check_row.addWidget(text_label(explained, "faint", size=SMALL_PT, wrap=True), 1)
        grid.addWidget(text_label(self.tr("Integrity"), "secondary"), 3, 0)
        grid.addLayout(check_row, 3, 1)
        self._enable(False)
        return card

    def _about(self) -> Card:
        card = Card(self.tr("About"))
        about = self.tr(
            "Recommendation Workbench trains recommender systems on your own computer and shows what goes on inside "
            "them. It works offline; nothing leaves the machine. Free software under the MIT licence."
        )
        card.body.addWidget(text_label(about, "secondary", wrap=True))
        names = [
            ("Recommendation Workbench", _version("recommendation-workbench")),
            ("Python", platform.python_version()),
        ]
        names += [(name, _version(name)) for name in SHOWN_LIBRARIES]
        self.versions = text_label(
            " · ".join(f"{name} {number}" for name, number in names), "faint", size=SMALL_PT, wrap=True
        )
        card.body.addWidget(self.versions)
        return card

    # ---- what happens

    def _show_scheme(self) -> None:
        chosen = self.schemes.get(self._context.theme.choice)
        if chosen is not None:
            chosen.setProperty("checked", True)

    def _choose_language(self) -> None:
        self._context.preferences.update(language=self.language.currentData())
        self.restart.show()

    def _enable(self, ready: bool) -> None:
        for made in (self.check, self.show_folder):
            made.setEnabled(ready)

    def _ask(self) -> None:
        self._enable(True)
        self._context.ask("settings/info", lambda ws: ws.info(), self._show_info)

    def _show_info(self, info: WorkspaceInfo) -> None:
        self.folder.setText(str(info.folder))
        self.bytes.setText(size(info.bytes_on_disk))
        self.schema.setText(info.schema_version)
        self.read_only.setVisible(info.read_only)

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(self.folder.text()))

    def _check(self) -> None:
        workspace = self._context.workspace
        self.check.setEnabled(False)
        self.notice.say("")
        self._context.runner.submit(
            Job(self.tr("Checking the workspace"), lambda progress: workspace.check(), kind="check")
        )

    def _job_ended(self, job: Job) -> None:
        if job.kind != "check":
            return
        self.check.setEnabled(True)
        if job.state == "done":
            wrong: list[str] = job.result
            if wrong:
                self.notice.say(" ".join(wrong), "bad")
            else:
                self.notice.say(self.tr("Everything is whole: the catalog and every file match their hashes."), "good")


def _grid(card: Card) -> QGridLayout:
    made = QGridLayout()
    made.setHorizontalSpacing(16)
    made.setVerticalSpacing(10)
    made.setColumnMinimumWidth(0, 150)
    made.setColumnStretch(1, 1)
    card.body.addLayout(made)
    return made


def _version(distribution: str) -> str:
    try:
        return version(distribution)
    except PackageNotFoundError:
        return "–"

"""Forgetting one person: what will happen, whether it may, and what happened."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QDialog, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from workbench.gui.components.basics import Notice, button, text_label
from workbench.gui.components.columns import emptied
from workbench.gui.context import Context
from workbench.gui.runner import Job
from workbench.gui.theme import HEADING_PT, SMALL_PT
from workbench.gui.told import told
from workbench.workspace.views import DatasetSummary, Dependents, ForgetResult

if TYPE_CHECKING:
    from workbench.workspace import Workspace

SHOWN = 10


class ForgetDialog(QDialog):
    """Asks, forgets as a job, and tells in words what is left to do."""

    def __init__(self, context: Context, summary: DatasetSummary, user_id: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context, self._summary, self._user_id = context, summary, user_id
        self._job: Job | None = None
        self._result: ForgetResult | None = None
        self.setWindowTitle(self.tr("Forget a user"))
        self.setMinimumWidth(520)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        title = self.tr("Forget user {id} of “{name}”?").format(id=user_id, name=summary.label)
        self.title = text_label(title, size=HEADING_PT, weight=QFont.Weight.DemiBold, wrap=True)
        column.addWidget(self.title)
        self.notice = Notice()
        column.addWidget(self.notice)
        self.told = QVBoxLayout()
        self.told.setSpacing(6)
        column.addLayout(self.told)
        self.busy = QProgressBar()
        self.busy.setRange(0, 0)
        self.busy.setTextVisible(False)
        self.busy.setAccessibleName(self.tr("Forgetting"))
        self.busy.hide()
        column.addWidget(self.busy)
        column.addStretch(1)
        column.addSpacing(6)
        row = QHBoxLayout()
        row.addStretch(1)
        self.cancel = button(self.tr("Cancel"), self.reject)
        self.agree = button(self.tr("Forget this user"), self._start, primary=True)
        self.bin_old = button(self.tr("Put what still holds them into the bin"), self._bin_old, icon="delete")
        self.bin_old.hide()
        for made in (self.bin_old, self.cancel, self.agree):
            row.addWidget(made)
        column.addLayout(row)
        self.cancel.setDefault(True)
        self._say(self._promises())
        context.ask("data/forget", lambda ws: ws.lineage.dependents(summary.id), self._show_dependents)
        context.runner.ended.connect(self._ended)

    def _promises(self) -> list[str]:
        return [
            self.tr("All interactions and attributes of this user are removed, which makes a new version."),
            self.tr(
                "Versions and datasets that still hold them are listed afterwards, to be put into the bin; "
                "they go for good when the bin is emptied."
            ),
            self.tr("Every model that was trained with them is marked. It keeps what it learned: train it again."),
            self.tr("The file that was imported is not touched."),
        ]

    def _show_dependents(self, found: Dependents) -> None:
        if self._job is None and self._result is None and found.runs:
            labels = ", ".join(run.label for run in found.runs[:SHOWN])
            more = self.tr(" and %n more", "", len(found.runs) - SHOWN) if len(found.runs) > SHOWN else ""
            self._say([*self._promises(), self.tr("Trained on this version: {runs}").format(runs=labels + more)])

    def _start(self) -> None:
        workspace, dataset_id, user_id = self._context.workspace, self._summary.id, self._user_id
        self.agree.setEnabled(False)
        self.busy.show()
        self.notice.say("")
        self._job = self._context.runner.submit(
            Job(
                self.tr("Forgetting a user"),
                lambda progress: workspace.lineage.forget_user(dataset_id, user_id, progress=progress),
                kind="forget",
            )
        )

    def _ended(self, job: Job) -> None:
        if job is not self._job:
            return
        self.busy.hide()
        self._job = None
        if job.state != "done":
            self.agree.setEnabled(True)
            self.notice.say(
                job.error or self.tr("Cancelled; everything is as it was."), "bad" if job.error else "neutral"
            )
            return
        self._result = job.result
        self.title.setText(self.tr("The user is forgotten in “{name}”.").format(name=job.result.dataset.label))
        self._say([told(sentence) for sentence in job.result.sentences])
        self.agree.hide()
        self.cancel.setText(self.tr("Close"))
        self.bin_old.setVisible(bool(job.result.still_in))

    def _bin_old(self) -> None:
        result = self._result
        if result is None:
            return
        old = [dataset.id for dataset in result.still_in]

        def binning(workspace: Workspace) -> None:
            for dataset_id in old:
                workspace.datasets.delete(dataset_id)

        def binned(_: object) -> None:
            self._context.datasets_changed.emit()
            self._context.runs_changed.emit()
            self.accept()

        self._context.ask("data/forget", binning, binned, lambda sentence: self.notice.say(sentence, "bad"))

    def _say(self, sentences: Sequence[str]) -> None:
        emptied(self.told)
        for sentence in sentences:
            line = text_label(f"•  {sentence}", size=SMALL_PT + 0.5, wrap=True)
            line.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self.told.addWidget(line)
        self.adjustSize()

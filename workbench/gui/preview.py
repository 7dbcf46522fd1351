"""What would come out, counted while the person still changes what goes in."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from workbench.gui.context import Context
from workbench.gui.runner import Job
from workbench.jobs import Progress

if TYPE_CHECKING:
    from workbench.workspace import Workspace

CHANGES_PAUSE_MS = 300


class Preview(QObject):
    """Asks one long question at a time on the previews' thread; a newer one stops the older.

    Signals:
        busy: whether an answer is on its way.
        answered: what the question returned.
        failed: one sentence.
    """

    busy = Signal(bool)
    answered = Signal(object)
    failed = Signal(str)

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._question: Callable[[Workspace, Progress], Any] | None = None
        self._job: Job | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(CHANGES_PAUSE_MS)
        self._timer.timeout.connect(self._submit)
        context.previews.ended.connect(self._ended)

    def ask(self, question: Callable[[Workspace, Progress], Any]) -> None:
        """Ask after a short pause, in which a newer question may come."""
        self.stop()
        self._question = question
        self._timer.start()
        self.busy.emit(True)

    def stop(self) -> None:
        """Forget the question; its answer is not delivered any more."""
        self._timer.stop()
        self._question = None
        job, self._job = self._job, None
        if job is not None:
            self._context.previews.cancel(job)
            self.busy.emit(False)

    def _submit(self) -> None:
        question, workspace = self._question, self._context.workspace
        if question is not None:
            self._job = self._context.previews.submit(Job("", lambda progress: question(workspace, progress)))

    def _ended(self, job: Job) -> None:
        if job is not self._job:
            return
        self._job = None
        self.busy.emit(False)
        if job.state == "done":
            self.answered.emit(job.result)
        elif job.state == "failed":
            self.failed.emit(job.error)

"""The check that runs behind the import page: started a moment after the last change, the one before cancelled."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from workbench.gui.context import Context
from workbench.gui.runner import CHECK, Job
from workbench.jobs import Progress

PATIENCE_MS = 200  # boxes are changed one after the other: the file is not read for each


class WholeFileCheck(QObject):
    """Holds the one check that counts; what an older one still says is not heard.

    Signals:
        waits: title of the job that the worker is busy with, or an empty text where the check starts at once.
        progressed: a `ProgressSnapshot`.
        done: what the work returned.
        failed: one sentence.
        stopped: a person cancelled it in the jobs bar.
    """

    waits = Signal(str)
    progressed = Signal(object)
    done = Signal(object)
    failed = Signal(str)
    stopped = Signal()

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._runner = context.runner
        self._job: Job | None = None
        self._next: Job | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._submit)
        self._runner.polled.connect(self._polled)
        self._runner.ended.connect(self._ended)

    @property
    def is_on(self) -> bool:
        """Whether a check runs or is about to."""
        return self._job is not None or self._next is not None

    def start(
        self, title: str, work: Callable[[Progress], Any], about: Any = None, *, patience_ms: int = PATIENCE_MS
    ) -> None:
        """Check anew in a moment; a check that runs is cancelled now."""
        self.stop()
        self._next = Job(title, work, kind=CHECK, about=about)
        self._timer.start(patience_ms)
        busy = self._runner.current
        self.waits.emit("" if busy is None or busy.kind == CHECK else busy.title)

    def stop(self) -> None:
        """Cancel the check and hear no more of it."""
        self._timer.stop()
        self._next = None
        job, self._job = self._job, None
        if job is not None:
            self._runner.cancel(job)

    def _submit(self) -> None:
        if self._next is not None and self._context.is_open:
            self._job, self._next = self._next, None
            self._runner.submit(self._job)

    def _polled(self, job: Job) -> None:
        if job is self._job:
            self.progressed.emit(job.progress.snapshot())

    def _ended(self, job: Job) -> None:
        if job is not self._job:
            return
        self._job = None
        if job.state == "done":
            # The rows of a large file are in the result: whoever wants them takes them from the signal.
            result, job.result = job.result, None
            self.done.emit(result)
        elif job.state == "failed":
            self.failed.emit(job.error)
        else:
            self.stopped.emit()

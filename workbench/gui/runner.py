"""Runs jobs one after another on the one background worker thread; the window polls them, they never signal it."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

from PySide6.QtCore import QCoreApplication, QObject, QThread, QTimer, Signal

from workbench.errors import Cancelled, WorkbenchError
from workbench.gui.told import told_error
from workbench.jobs import Progress

log = logging.getLogger(__name__)

CHECK = "check"  # kind of jobs that only look, so that nothing is lost where they end early
MOST_SAVING_MS = 60_000  # the state of a model with a million items is a gigabyte
POLL_MS = 60  # about 16 times a second: smooth to the eye, and under the 20 Hz that the charts are promised


@dataclass(eq=False)
class Job:
    """One piece of long work, waiting, running or ended.

    Attributes:
        title: what the jobs bar calls it, `Training SASRec`.
        work: the callable; it gets the job's `Progress`.
        can_pause: whether it may wait.
        can_resume: whether it saves its state when the window closes, to go on another time.
        kind: `train`, `import`, …, so that a panel can recognise its own.
        state: `waiting`, `running`, `done`, `cancelled` or `failed`.
        result: what `work` returned, once done.
        error: one sentence, once failed.
    """

    title: str
    work: Callable[[Progress], Any]
    kind: str = ""
    about: Any = None
    can_pause: bool = False
    can_resume: bool = False
    progress: Progress = field(default_factory=Progress)
    state: str = "waiting"
    result: Any = None
    error: str = ""


class Runner(Protocol):
    """Whatever runs jobs: a thread today, perhaps a process tomorrow."""

    def submit(self, job: Job) -> Job:
        """Queue a job."""
        ...

    def cancel(self, job: Job) -> None:
        """Stop a job, whether it waits or runs."""
        ...


class ThreadRunner(QObject):
    """A `Runner` on one QThread. Signals are emitted on the window's thread by a timer that polls."""

    changed = Signal()  # the queue or a job's state changed
    polled = Signal(object)  # the running job, up to 16 times a second
    ended = Signal(object)  # a job that is done, cancelled or failed

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # A worker that computes in Python must give the window its turn every millisecond, not every five.
        sys.setswitchinterval(0.001)
        self._queue: list[Job] = []
        self._current: Job | None = None
        self._worker: _Worker | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MS)
        self._timer.timeout.connect(self._poll)

    @property
    def current(self) -> Job | None:
        """The running job."""
        return self._current

    @property
    def waiting(self) -> tuple[Job, ...]:
        """The jobs that wait, in order."""
        return tuple(self._queue)

    def submit(self, job: Job) -> Job:
        """Queue a job; it starts at once where nothing runs."""
        self._queue.append(job)
        self._start_next()
        self.changed.emit()
        return job

    def cancel(self, job: Job) -> None:
        """Stop a job: at once where it waits, within a second where it runs."""
        if job in self._queue:
            self._queue.remove(job)
            job.state = "cancelled"
            self.ended.emit(job)
        else:
            job.progress.cancel()
        self.changed.emit()

    def toggle_pause(self, job: Job) -> None:
        """Pause a running job, or let it go on."""
        if job.progress.snapshot().paused:
            job.progress.resume()
        else:
            job.progress.pause()
        self.changed.emit()

    def close(self) -> None:
        """End everything for now, letting the running job save its state, and wait for the worker."""
        self._queue.clear()
        self._timer.stop()
        if self._current is not None:
            self._current.progress.suspend()
        if self._worker is not None:
            self._worker.wait(MOST_SAVING_MS)
            self._worker = None

    def _start_next(self) -> None:
        if self._current is not None or not self._queue:
            return
        self._current = self._queue.pop(0)
        self._current.state = "running"
        # The clock of the job starts now, not when it was queued.
        self._current.progress.restart_clock()
        self._worker = _Worker(self._current)
        self._worker.start()
        self._timer.start()

    def _poll(self) -> None:
        job, worker = self._current, self._worker
        if job is None or worker is None:
            self._timer.stop()
            return
        self.polled.emit(job)
        if not worker.isFinished():
            return
        job.state, job.result, job.error = worker.outcome
        self._current, self._worker = None, None
        worker.wait()
        self.ended.emit(job)
        self._start_next()
        self.changed.emit()


class _Worker(QThread):
    """The thread that runs one job and keeps its outcome for the poll."""

    def __init__(self, job: Job) -> None:
        super().__init__()
        self._job = job
        self.outcome: tuple[str, Any, str] = ("failed", None, "")

    def run(self) -> None:
        """Run the job; every ending becomes an outcome, none an exception."""
        try:
            self.outcome = ("done", self._job.work(self._job.progress), "")
        except Cancelled:
            self.outcome = ("cancelled", None, "")
        except WorkbenchError as error:
            self.outcome = ("failed", None, told_error(error))
        except MemoryError:
            self.outcome = ("failed", None, out_of_memory())
        except Exception as error:
            log.exception("a job failed: %s", self._job.title)
            self.outcome = ("failed", None, f"{type(error).__name__}: {error}")


def out_of_memory() -> str:
    """Return what to say when there is no memory left."""
    return QCoreApplication.translate("Runner", "The computer ran out of memory. Close other programs or choose less.")

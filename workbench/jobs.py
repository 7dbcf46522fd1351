"""Progress, pause and cancellation of long work, the same for the window and the command line.

A job is any callable that takes a `Progress`. The worker thread writes to it, and the door *polls* it (at most 20
times a second): signalling each step would make the worker fight the window for the interpreter lock.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from workbench.errors import Cancelled, Suspended


@dataclass(frozen=True)
class MetricPoint:
    """One point of a curve that a job draws while it works.

    Attributes:
        series: the curve's name, `loss` or `ndcg@10` for example.
        step: the position along the curve, an epoch (fractional inside an epoch).
        value: the measured value.
    """

    series: str
    step: float
    value: float


@dataclass(frozen=True)
class ProgressSnapshot:
    """What a door shows of a job at one moment.

    Attributes:
        fraction: 0 to 1, or None while the amount of work is unknown.
        message: a short phrase, `epoch 12 / 40` for example.
        speed: a phrase such as `1,050 sequences/s`, or empty.
        seconds_left: estimated from the fraction done so far, None while unknown.
        seconds_elapsed: wall time since the job began, pauses excluded.
        paused: whether the job waits at a checkpoint for `resume`.
        cancelled: whether cancelling was asked for.
        points: number of metric points so far; fetch them with `Progress.points_since`.
    """

    fraction: float | None
    message: str
    speed: str
    seconds_left: float | None
    seconds_elapsed: float
    paused: bool
    cancelled: bool
    points: int


class Keeper(Protocol):
    """What a job that can be resumed does when it has to wait or to end for now."""

    def before_waiting(self) -> None:
        """Save what allows the job to go on, also in another process. Called on the worker's thread."""
        ...

    def after_waiting(self) -> None:
        """Hear that the job goes on."""
        ...


class Progress:
    """The line between a job and whoever watches it. All methods may be called from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._cancel = threading.Event()
        self._may_run = threading.Event()
        self._may_run.set()
        self._suspended = False
        self._keeper: Keeper | None = None
        self._on_point: Callable[[MetricPoint], None] | None = None
        self._points: list[MetricPoint] = []
        self._fraction: float | None = None
        self._message = ""
        self._speed = ""
        self._began = time.monotonic()
        self._paused_for = 0.0
        self._span = (0.0, 1.0)
        self._first_fraction = 0.0

    # ---- the worker's side

    def check(self) -> None:
        """Wait here while paused; raise `Cancelled`, or `Suspended`, once that was asked for.

        A job calls this at least every 100 ms of work.
        """
        keeper, kept = self._keeper, False
        if not self._may_run.is_set():
            waited_from = time.monotonic()
            if keeper is not None and not self._cancel.is_set():
                keeper.before_waiting()
                kept = True
            while not self._may_run.wait(0.05):
                if self._cancel.is_set():
                    break
            with self._lock:
                self._paused_for += time.monotonic() - waited_from
            if keeper is not None and not self._cancel.is_set():
                keeper.after_waiting()
        if self._cancel.is_set():
            if not self._suspended or keeper is None:
                raise Cancelled
            if not kept:
                keeper.before_waiting()
            raise Suspended

    def keep(self, keeper: Keeper | None) -> None:
        """Let `keeper` save the job's state whenever `check` has to wait, or to end for now."""
        self._keeper = keeper

    def begin_at(self, fraction: float) -> None:
        """Say that so much was done before, by a run that is resumed: the time left follows from the rest."""
        low, high = self._span
        self._first_fraction = low + (high - low) * fraction

    def report(self, fraction: float | None = None, message: str | None = None, speed: str | None = None) -> None:
        """Say how far the work is, then `check`. Arguments left out keep their last value."""
        with self._lock:
            if fraction is not None:
                low, high = self._span
                self._fraction = low + (high - low) * min(max(fraction, 0.0), 1.0)
            if message is not None:
                self._message = message
            if speed is not None:
                self._speed = speed
        self.check()

    def span(self, low: float, high: float) -> None:
        """Map the fractions reported from now on into `low … high` of the whole job, for work in stages."""
        with self._lock:
            self._span = (low, high)

    def point(self, series: str, step: float, value: float) -> None:
        """Add one point to a curve."""
        made = MetricPoint(series, step, value)
        with self._lock:
            self._points.append(made)
        if self._on_point is not None:
            self._on_point(made)

    def listen(self, on_point: Callable[[MetricPoint], None] | None) -> None:
        """Call `on_point` with each new point, on the worker's thread, so that a use-case can store the curve."""
        self._on_point = on_point

    @property
    def suspended(self) -> bool:
        """Whether the job was asked to end for now."""
        return self._suspended

    # ---- the watcher's side

    def restart_clock(self) -> None:
        """Count elapsed time from now: a job that waited in a queue has not begun before."""
        with self._lock:
            self._began = time.monotonic()

    def cancel(self) -> None:
        """Ask the job to stop at its next check. Also wakes a paused job."""
        self._cancel.set()
        self._may_run.set()

    def suspend(self) -> None:
        """Ask the job to save its state and to end for now; one that cannot be resumed is cancelled."""
        self._suspended = True
        self.cancel()

    def pause(self) -> None:
        """Let the job wait at its next check."""
        self._may_run.clear()

    def resume(self) -> None:
        """Let a paused job go on."""
        self._may_run.set()

    def points_since(self, index: int) -> list[MetricPoint]:
        """Return the metric points from position `index` on, in the order in which they came."""
        with self._lock:
            return self._points[index:]

    def snapshot(self) -> ProgressSnapshot:
        """Return a consistent picture of the job now."""
        with self._lock:
            elapsed = time.monotonic() - self._began - self._paused_for
            left = None
            done = 0.0 if self._fraction is None else self._fraction - self._first_fraction
            if self._fraction is not None and done > 0.01 and elapsed > 0.5:
                left = elapsed * (1.0 - self._fraction) / done
            return ProgressSnapshot(
                fraction=self._fraction,
                message=self._message,
                speed=self._speed,
                seconds_left=left,
                seconds_elapsed=elapsed,
                paused=not self._may_run.is_set(),
                cancelled=self._cancel.is_set(),
                points=len(self._points),
            )


class ShareOfProgress(Progress):
    """What one of several pieces of work inside a job is given: its fractions fill its share of the whole job.

    The piece hears what the job was told; curves that it draws are its own.

    Args:
        whole: the job's progress.
        low, share: where the piece begins in the whole, and how much of it it is, 0 … 1.
        says: what the piece is; the job then shows that and the piece's messages, else only its fractions.
    """

    def __init__(self, whole: Progress, low: float, share: float, says: str = "") -> None:
        super().__init__()
        self._whole, self._low, self._share, self._says = whole, low, share, says

    def check(self) -> None:
        """See `Progress.check`: the whole job was told."""
        self._whole.check()

    def report(self, fraction: float | None = None, message: str | None = None, speed: str | None = None) -> None:
        """See `Progress.report`."""
        super().report(fraction, message, speed)
        if fraction is not None:
            done = self._low + self._share * (self._fraction or 0.0)
            self._whole.report(done, f"{self._says} · {self._message}" if self._says else None, speed)

"""How long work took, pauses excluded."""

from __future__ import annotations

from workbench.jobs import Progress


class Stopwatch:
    """Measures from its making on, by the job's own clock, which stands still while the job is paused."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._began = progress.snapshot().seconds_elapsed

    @property
    def seconds(self) -> float:
        """Seconds of work so far."""
        return self._progress.snapshot().seconds_elapsed - self._began

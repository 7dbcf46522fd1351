"""The progress of one trial inside the progress of a search."""

from __future__ import annotations

from collections.abc import Callable

from workbench.jobs import Progress


class OutOfTime(Exception):
    """Raised inside a trial whose search has no time left."""


class TrialProgress(Progress):
    """What a fit is given during a search: hears the search's cancel and pause, and hands validation points on.

    Args:
        outer: the search's progress.
        message: what the search says while this trial runs.
        fraction: the search's fraction, given the trial's.
        heard: called with (epoch, value) of each validation point, on the worker's thread; it may raise.
        metric: the series of validation points.
        seconds: how long the trial may take, pauses excluded; None for as long as it needs.
    """

    def __init__(
        self,
        outer: Progress,
        *,
        message: str,
        fraction: Callable[[float], float],
        heard: Callable[[float, float], None],
        metric: str,
        seconds: float | None,
    ) -> None:
        super().__init__()
        self._outer, self._of_search, self._heard, self._metric = outer, fraction, heard, metric
        self._search_says = message
        self._limit = None if seconds is None else outer.snapshot().seconds_elapsed + seconds
        self.curve: list[tuple[int, float]] = []

    def check(self) -> None:
        """See `Progress.check`; raises `OutOfTime` too."""
        self._outer.check()
        if self._limit is not None and self._outer.snapshot().seconds_elapsed > self._limit:
            raise OutOfTime

    def report(self, fraction: float | None = None, message: str | None = None, speed: str | None = None) -> None:
        """See `Progress.report`: the search shows its own message, and the trial's as its speed."""
        if fraction is not None:
            low, high = self._span
            self._fraction = low + (high - low) * min(max(fraction, 0.0), 1.0)
        if message is not None:
            self._message = message
        self._outer.report(self._of_search(self._fraction or 0.0), self._search_says, self._message)
        self.check()

    def point(self, series: str, step: float, value: float) -> None:
        """Keep a validation point, and let the search decide by it whether to go on."""
        super().point(series, step, value)
        if series == self._metric:
            self.curve.append((round(step), value))
            self._heard(step, value)

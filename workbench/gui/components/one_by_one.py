"""Work for the window's thread in small steps, an event each, so that the window answers in between."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, QTimer

Step = Callable[[], object]


class OneByOne(QObject):
    """Does the steps of one piece of work after each other; a newer piece takes the place of what is left of an older.

    Args:
        parent: whose end ends it.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._left: list[Step] = []
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._next)

    def do(self, steps: Iterable[Step]) -> None:
        """Do the first step now, and each other in an event of its own."""
        self._left = list(steps)
        self._next()

    def _next(self) -> None:
        if self._left:
            step = self._left.pop(0)
            step()
        if not self._left:
            self._timer.stop()
        elif not self._timer.isActive():
            self._timer.start()

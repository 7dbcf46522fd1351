"""The garbage collector on the window's thread, by timer: it never stops the worker, nor deletes a widget in it."""

from __future__ import annotations

import gc
import sys

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 250  # what piles up in a second takes 20 ms to be looked through
THRESHOLDS = (700, 10, 10)
LIBRARY_MODULES = 50  # so many new ones are a library that a worker has imported


class TimedCollector(QObject):
    """Turns automatic collection off and collects what is due four times a second, one generation at most.

    Where a library has just been imported, its objects are set aside in place of being looked through, which would hold
    the window up for some 40 ms: they live as long as the process.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._modules = len(sys.modules)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.collect_due)
        self._timer.start(EVERY_MS)

    def collect_due(self) -> int:
        """Collect the oldest generation that is due; return its number, or −1 for none."""
        if len(sys.modules) >= self._modules + LIBRARY_MODULES:
            self.set_aside()
            return -1
        counts = gc.get_count()
        for generation in (2, 1, 0):
            if counts[generation] > THRESHOLDS[generation]:
                gc.collect(generation)
                return generation
        return -1

    def set_aside(self) -> None:
        """Never look again at what lives now: the libraries' own objects, hundreds of thousands after torch."""
        self._modules = len(sys.modules)
        gc.freeze()

    def stop(self) -> None:
        """Give collection back to the interpreter."""
        self._timer.stop()
        gc.enable()

"""The garbage collector on the window's thread, by timer: it never stops the worker, nor deletes a widget in it."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 1_000
THRESHOLDS = (700, 10, 10)


class TimedCollector(QObject):
    """Turns automatic collection off and collects what is due once a second, one generation at most."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.collect_due)
        self._timer.start(EVERY_MS)

    def collect_due(self) -> int:
        """Collect the oldest generation that is due; return its number, or −1 for none."""
        counts = gc.get_count()
        for generation in (2, 1, 0):
            if counts[generation] > THRESHOLDS[generation]:
                gc.collect(generation)
                return generation
        return -1

    def set_aside(self) -> None:
        """Never look again at what lives now: the libraries' own objects, hundreds of thousands after torch."""
        gc.freeze()

    def stop(self) -> None:
        """Give collection back to the interpreter."""
        self._timer.stop()
        gc.enable()

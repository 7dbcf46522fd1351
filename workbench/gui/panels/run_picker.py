"""A box to choose one of the finished runs of a dataset."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox

from workbench.gui.panels import wording
from workbench.workspace.views import RunSummary


class RunPicker(QComboBox):
    """Finished runs, newest first.

    Signals:
        chosen: the run's number, when the person chose another.
    """

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._runs: list[RunSummary] = []
        self.setAccessibleName(self.tr("Run"))
        self.setMinimumWidth(150)
        self.activated.connect(lambda row: self.chosen.emit(self._runs[row].id))

    @property
    def run(self) -> RunSummary | None:
        """The chosen run."""
        row = self.currentIndex()
        return self._runs[row] if 0 <= row < len(self._runs) else None

    def show_runs(self, runs: Sequence[RunSummary]) -> None:
        """Offer these runs, keeping the chosen one where it is still among them.

        Otherwise the newest one that shows its attention is chosen, since that is what there is most to see of.
        """
        kept = self.run
        self._runs = list(runs)
        self.blockSignals(True)
        self.clear()
        self.addItems([wording.run_label(run) for run in self._runs])
        self.blockSignals(False)
        if kept is None or not self.choose(kept.id):
            self.setCurrentIndex(next((row for row, run in enumerate(self._runs) if run.shows_attention), 0))

    def choose(self, run_id: int) -> bool:
        """Choose a run by its number; return whether it is offered."""
        for row, run in enumerate(self._runs):
            if run.id == run_id:
                self.setCurrentIndex(row)
                return True
        return False

"""A button that trains the ticked runs again over seeds or folds, as one experiment."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QPushButton

from workbench.gui.components.icons import themed_icon
from workbench.gui.context import Context
from workbench.gui.panels.training_job import submit_training
from workbench.gui.theme import BODY_PT, font
from workbench.workspace.views import BoardRun, TrainRequest

SEEDS, FOLDS = (3, 5, 10), (5, 10)
MOST_SET_UPS = 12


class RepeatButton(QPushButton):
    """Puts an experiment into the queue: each ticked run is a set-up, trained once a seed or fold.

    Signals:
        begun: how many runs were put into the queue.
        failed: why there is no experiment, in a sentence.
    """

    begun = Signal(int)
    failed = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__(self.tr("Repeat"))
        self._context = context
        self._ids: list[int] = []
        self.setFont(font(BODY_PT))
        self.setAccessibleName(self.tr("Repeat the ticked runs over seeds or folds"))
        themed_icon(self, "repeat", role="text_secondary")
        menu = QMenu(self)
        for number in SEEDS:
            menu.addAction(self.tr("Over {0} seeds").format(number), partial(self._begin, number, 0))
        menu.addSeparator()
        for number in FOLDS:
            menu.addAction(self.tr("Over {0} folds").format(number), partial(self._begin, 0, number))
        self.setMenu(menu)
        self.show_runs(())

    def show_runs(self, runs: Sequence[BoardRun]) -> None:
        """Take these runs for what is to be repeated."""
        self._ids = [run.id for run in runs]
        possible = 0 < len(runs) <= MOST_SET_UPS and len({run.dataset_id for run in runs}) == 1
        self.setEnabled(possible)
        self.setToolTip(
            self.tr("Train the ticked runs again over seeds or folds of their split, as one experiment")
            if possible
            else self.tr("Tick up to {0} runs of one dataset to repeat them").format(MOST_SET_UPS)
        )

    def _begin(self, seeds: int, folds: int) -> None:
        ids = list(self._ids)
        self._context.ask(
            "metrics/repeat",
            lambda ws: ws.experiments.repeat(ids, seeds=range(1, seeds + 1), folds=folds),
            self._queue,
            self.failed.emit,
        )

    def _queue(self, requests: Sequence[TrainRequest]) -> None:
        for request in requests:
            submit_training(self._context, request)
        self.begun.emit(len(requests))

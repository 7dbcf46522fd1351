"""The queue of trainings: puts them in, shows how many there are, and cancels what runs or waits."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu

from workbench.gui.components.basics import button
from workbench.gui.context import Context
from workbench.gui.panels.training_job import submit_training
from workbench.gui.runner import Job
from workbench.workspace.views import RunSummary, TrainRequest


class TrainingQueue(QObject):
    """The trainings among the jobs of the window, with a button that says how many and a menu to cancel them.

    Attributes:
        button: shown while there is any.
        menu: filled when it opens.
    """

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self.button = button("", tip=self.tr("What trains and what waits; choose one to cancel it"))
        self.menu = QMenu(self.button)
        self.button.setMenu(self.menu)
        self.menu.aboutToShow.connect(self.fill_menu)

    def jobs(self) -> list[Job]:
        """Return what trains and what waits to train, in order."""
        runner = self._context.runner
        running = [runner.current] if runner.current is not None else []
        return [job for job in (*running, *runner.waiting) if job.kind == "train"]

    def runs(self) -> set[int]:
        """Return the ids of the runs that are gone on with, now or later."""
        return {job.about.id for job in self.jobs() if isinstance(job.about, RunSummary)}

    def train(self, request: TrainRequest, *, resumable: bool) -> None:
        """Queue a new run; whether it can be gone on with later decides what closing the window does to it."""
        submit_training(self._context, request, can_resume=resumable)

    def resume(self, run: RunSummary) -> None:
        """Queue a run that was paused or interrupted."""
        workspace = self._context.workspace
        self._context.runner.submit(
            Job(
                title=self.tr("Training {0}").format(run.model),
                work=lambda progress: workspace.runs.resume(run.id, progress=progress),
                kind="train",
                about=run,
                can_pause=True,
                can_resume=True,
            )
        )

    def update(self) -> None:
        """Say how many there are."""
        jobs = self.jobs()
        self.button.setText(self.tr("Queue · {0}").format(len(jobs)))
        self.button.setAccessibleName(self.button.text())
        self.button.setVisible(bool(jobs))

    def fill_menu(self) -> None:
        """List the jobs, each with what cancels it."""
        self.menu.clear()
        jobs = self.jobs()
        for job in jobs:
            action = self.menu.addAction(
                self.tr("Cancel {0} (running)").format(job.title)
                if job.state == "running"
                else self.tr("Cancel {0} (waiting)").format(job.title)
            )
            action.triggered.connect(lambda *_, job=job: self._context.runner.cancel(job))
        if len(jobs) > 1:
            self.menu.addSeparator()
            self.menu.addAction(self.tr("Cancel all")).triggered.connect(self._cancel_all)

    def _cancel_all(self) -> None:
        # Last first, so that none starts in between.
        for job in reversed(self.jobs()):
            self._context.runner.cancel(job)

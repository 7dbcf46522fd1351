"""The job that trains a run, as every place that offers training submits it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from workbench.gui.context import Context
from workbench.gui.runner import Job
from workbench.jobs import Progress
from workbench.workspace.views import RunSummary, TrainRequest

TRAIN = "train"


def submit_training(
    context: Context,
    request: TrainRequest,
    *,
    can_resume: bool = False,
    work: Callable[[Progress], RunSummary] | None = None,
) -> Job:
    """Put the training of a run into the queue, and return its job.

    Args:
        context: what the panels share.
        request: what to train.
        can_resume: whether its model can go on from a checkpoint, so that closing the window pauses it.
        work: what trains it, where that is not the request alone.
    """
    workspace = context.workspace
    return context.runner.submit(
        Job(
            title=QCoreApplication.translate("TrainingJob", "Training {0}").format(request.model),
            work=work or (lambda progress: workspace.runs.train(request, progress=progress)),
            kind=TRAIN,
            about=request,
            can_pause=True,
            can_resume=can_resume,
        )
    )

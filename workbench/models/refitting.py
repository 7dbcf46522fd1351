"""Fit a model again on training and validation part together, with everything kept that validation chose."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from workbench.data.splits import Split
from workbench.jobs import Progress
from workbench.models.recommender import FitReport, Recommender, RefitsItself


def refitted(
    model: Recommender, report: FitReport, joined: Split, *, seed: int, progress: Progress
) -> tuple[Recommender, FitReport]:
    """Return a model that learned from `joined` with the choices of one that was fitted with a validation part.

    What was automatic is kept as the value that it took, and the number of epochs is that of the kept weights, since
    nothing is left to stop by. A hybrid keeps its weights, trees or gate, and fits its parts again.

    Args:
        model: fitted on the training part alone; it is left as it is, or is a hybrid, whose parts are exchanged.
        report: of that fit.
        joined: from `Split.joined`.
        seed: as for `fit`.
        progress: reported to from 0 to 1.
    """
    if isinstance(model, RefitsItself):
        return model, replace(report, seconds=report.seconds + model.refit(joined, seed=seed, progress=progress))
    chosen: dict[str, Any] = {}
    if report.best_epoch and "epochs" in type(model.config).model_fields:
        chosen["epochs"] = report.best_epoch
    again = type(model)(model.config.model_copy(update=chosen))
    made = again.fit(joined, validation=None, seed=seed, progress=progress)
    kept = {**made.details, **report.details, "fitted again for": f"{made.seconds:,.1f} s"}
    return again, replace(
        report, seconds=report.seconds + made.seconds, parameters=made.parameters, device=made.device, details=kept
    )

"""Models of runs as parts of hybrids: which runs may be, and their models."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from workbench.errors import ConfigurationError
from workbench.workspace.views import RunDetails, TrainRequest

if TYPE_CHECKING:
    from workbench.data.splits import Split
    from workbench.models.recommender import Recommender


class KnowsRuns(Protocol):
    """Of the use-cases of runs, what is asked here."""

    def get(self, run_id: int) -> RunDetails:
        """Return all about a run."""

    def model(self, run_id: int) -> Recommender:
        """Return the model of a run."""

    def split(self, run_id: int) -> Split:
        """Return the split that a run was trained on."""

    def split_of(self, request: TrainRequest) -> Split:
        """Return the split that a request asks for."""


def check_stored_parts(runs: KnowsRuns, model: Recommender, request: TrainRequest) -> tuple[int, ...]:
    """Return the runs that a model is to be made of, once it is sure that they fit.

    They have to have learned from exactly the training part that the rest learns from: had one seen what is validated
    on, its weight would be chosen by what it remembers.

    Raises:
        NotFoundError: there is no such run.
        ConfigurationError: a run has no model, another dataset, split or seed, was fitted again with its validation
            part, or is itself made of runs.
    """
    from workbench.models.recommender import TakesRuns
    from workbench.models.registry import model_class

    numbers = model.wanted_runs() if isinstance(model, TakesRuns) else ()
    if numbers and request.refit:
        raise ConfigurationError(
            "A hybrid of stored runs cannot be fitted again: its parts are taken as they are.",
            hint="Name models instead of runs, or do not fit again.",
        )
    for number in numbers:
        details = runs.get(number)
        run, where = details.summary, f"part #{number}"
        if run.state != "done":
            raise ConfigurationError(f"Run {number} has no model: it is {run.state}.", where=where)
        if run.dataset_id != request.dataset_id:
            raise ConfigurationError(
                f"Run {number} was trained on {run.dataset_name}.",
                where=where,
                hint="Parts have to be of the same dataset.",
            )
        if details.refit:
            raise ConfigurationError(
                f"Run {number} was fitted again with its validation part, by which weights are to be chosen.",
                where=where,
                hint="Take a run that was not.",
            )
        if not _same_rows(runs, number, request):
            raise ConfigurationError(
                f"Run {number} was trained on another split or seed of {run.dataset_name}.",
                where=where,
                hint="Take a run of the same split, or name the model instead of the run.",
            )
        if issubclass(model_class(run.model), TakesRuns):
            raise ConfigurationError(
                f"Run {number} is a hybrid, and hybrids are not made of hybrids.", where=where, hint="Name its parts."
            )
    return numbers


def give_stored_parts(runs: KnowsRuns, model: Recommender, request: TrainRequest) -> None:
    """Hand the models of the runs that its settings name to a model; raises as `check_stored_parts`."""
    from workbench.models.recommender import TakesRuns

    numbers = check_stored_parts(runs, model, request)
    if isinstance(model, TakesRuns):
        model.take_runs({number: runs.model(number) for number in numbers})


def _same_rows(runs: KnowsRuns, number: int, request: TrainRequest) -> bool:
    import numpy as np

    theirs, ours = runs.split(number), runs.split_of(request)
    return all(
        np.array_equal(getattr(theirs, name), getattr(ours, name))
        for name in ("train_rows", "validation_rows", "test_rows", "validation_history_rows", "test_history_rows")
    )

"""Train several models one after the other: in which order, and with which settings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from workbench.errors import ConfigurationError
from workbench.workspace.runs import RunUseCases
from workbench.workspace.views import Estimate, TrainRequest

if TYPE_CHECKING:
    from workbench.models.recommender import Recommender

ALL = "all"
BASELINE = "Popularity"


@dataclass(frozen=True)
class PlannedRun:
    """A run to be.

    Attributes:
        request: what to train.
        cost: what it will cost; counts are 0 for models that cannot say.
    """

    request: TrainRequest
    cost: Estimate


def stands_for_all(names: Sequence[str]) -> bool:
    """Whether these names ask for every registered model."""
    return ALL in [name.casefold() for name in names]


def plan(runs: RunUseCases, names: Sequence[str], request: TrainRequest) -> list[PlannedRun]:
    """Return the runs to be, checked, so that a mistake is told before anything is trained.

    `all` stands for every registered model: Popularity first, against which the others are held, then those that count,
    then those that learn in epochs, the quickest first, so that most of the table is there soon. Models that are named
    keep the order in which they are named; each is trained once.

    Args:
        runs: the use-cases that will train.
        names: registered names in any case, or `all`.
        request: dataset, split, seed and settings of all; its model does not count. One model takes the settings as
            they are. Of several, each takes those that it has.

    Raises:
        NotFoundError: no installed package registers such a model.
        ConfigurationError: a setting is out of its bounds, or none of the models has it.
    """
    from workbench.models.registry import model_class, model_classes

    everything = stands_for_all(names)
    named = model_classes() if everything else {model_class(name).name: model_class(name) for name in names}
    settings: dict[str, dict[str, Any]] = {name: _own(request.config, made) for name, made in named.items()}
    if len(named) == 1:
        settings = dict.fromkeys(named, request.config)
    unknown = [key for key in request.config if all(key not in made.Config.model_fields for made in named.values())]
    if unknown and len(named) > 1:
        raise ConfigurationError(
            f"None of these models has a setting called “{unknown[0]}”.", hint="Leave it out, or name one model."
        )
    planned = []
    for name, config in settings.items():
        wanted = replace(request, model=name, config=config)
        runs.check(wanted)
        planned.append(PlannedRun(wanted, _cost(runs, wanted)))
    if everything:
        planned.sort(key=_order)
    return planned


def _cost(runs: RunUseCases, request: TrainRequest) -> Estimate:
    try:
        return runs.estimate(request)
    except ConfigurationError:  # it does not suit the data; its training will say so, and the others go on
        return Estimate(0, 0, None)


def _own(config: dict[str, Any], made: type[Recommender]) -> dict[str, Any]:
    return {key: value for key, value in config.items() if key in made.Config.model_fields}


def _order(run: PlannedRun) -> tuple[bool, float]:
    return run.request.model != BASELINE, run.cost.seconds or 0.0

"""All finished runs at once, with what made them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from workbench.evaluation.protocol import Evaluation, ProtocolCard
    from workbench.evaluation.repeats import RepeatedFigure

Curves = dict[str, list[tuple[float, float]]]  # series → (step, value)


@dataclass(frozen=True)
class BoardRun:
    """One finished run beside the others.

    Attributes:
        settings: everything that made it, flat: the model's settings by name, `split`, `split.…` and `seed`.
        protocol: number of its protocol among those of the board, from 1.
        study: the search that found its settings; None where a person chose them.
        experiment_id: of which experiment it is a repeat; None for a run of its own.
        set_up: which of the experiment's set-ups it repeats, from 0.
    """

    id: int
    model: str
    dataset_id: int
    dataset_name: str
    created: datetime
    seconds: float | None
    seed: int
    test: Evaluation
    settings: dict[str, Any]
    protocol: int
    study: dict[str, Any] | None = None
    experiment_id: int | None = None
    set_up: int = 0


@dataclass(frozen=True)
class Board:
    """Finished runs, newest first.

    Attributes:
        runs: all of them.
        metric_names: all that any of them has.
        protocols: the different protocol cards, in the order of their numbers.
        invented: whether any of the data is invented.
        experiments: what each experiment repeats over, `seeds` or `folds`.
        repeated: by experiment and set-up, each metric's mean and interval over its runs, where there are two or more.
    """

    runs: tuple[BoardRun, ...]
    metric_names: frozenset[str]
    protocols: tuple[ProtocolCard, ...]
    invented: bool = False
    experiments: dict[int, str] = field(default_factory=dict)
    repeated: dict[tuple[int, int], dict[str, RepeatedFigure]] = field(default_factory=dict)

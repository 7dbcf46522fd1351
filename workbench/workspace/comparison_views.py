"""What the use-cases say of several runs: side by side, person by person, in groups, and repeated."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    # The window imports this file before its first paint: what only annotations name is not imported for it.
    import numpy as np
    import numpy.typing as npt

    from workbench.evaluation.repeats import RepeatedFigure
    from workbench.evaluation.significance import PairedDifference
    from workbench.evaluation.slices import Slice
    from workbench.workspace.run_views import RunSummary


@dataclass(frozen=True)
class Comparison:
    """Runs side by side.

    Attributes:
        runs: the finished runs in the order asked for.
        metric_names: all metrics that any of them has, in display order.
        warnings: sentences; not empty where the runs' protocols or datasets differ.
        cautions: sentences on results that are surprisingly good: look for a leak before you believe them.
    """

    runs: tuple[RunSummary, ...]
    metric_names: tuple[str, ...]
    warnings: tuple[str, ...]
    cautions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Differences:
    """How runs differ from a baseline in one metric, person by person.

    Attributes:
        metric: at a cut-off, `ndcg@10`.
        baseline: the run that the others are compared with.
        runs: the others.
        found: one difference for each of them.
    """

    metric: str
    baseline: RunSummary
    runs: tuple[RunSummary, ...]
    found: tuple[PairedDifference, ...]


@dataclass(frozen=True)
class SlicedMetric:
    """A metric in groups of cases, for runs of one protocol.

    Attributes:
        metric: at a cut-off, `ndcg@10`.
        grouping: `history`, `popularity`, `category`, `cold`, `time`, or `user:` and the name of an attribute.
        title: what the groups are made by, in words.
        titles: what each group is called.
        runs: the runs, in the order asked for.
        slices: for each run, one slice a group.
    """

    metric: str
    grouping: str
    title: str
    titles: tuple[str, ...]
    runs: tuple[RunSummary, ...]
    slices: tuple[tuple[Slice, ...], ...]


@dataclass(frozen=True)
class UserDifferences:
    """Everybody for whom two runs have a value of a metric, those first whom the first run serves better.

    Attributes:
        metric: at a cut-off, `ndcg@10`.
        first, second: the runs.
        users: int32 [n], user codes, by descending difference; equal differences by code.
        user_ids: their ids.
        history_lengths: int64 [n], how many interactions the models were shown.
        first_values, second_values: float64 [n].
        differences: float64 [n], first minus second.
    """

    metric: str
    first: RunSummary
    second: RunSummary
    users: npt.NDArray[np.int32]
    user_ids: tuple[str, ...]
    history_lengths: npt.NDArray[np.int64]
    first_values: npt.NDArray[np.float64]
    second_values: npt.NDArray[np.float64]
    differences: npt.NDArray[np.float64]


@dataclass(frozen=True)
class RepeatedModel:
    """The runs of one set-up in an experiment, and what they say together.

    Attributes:
        model: its name.
        config: the settings of its first repeat; what is chosen automatically may differ in the others.
        runs: the finished repeats.
        figures: each metric's mean, deviation and interval over the runs, in display order.
    """

    model: str
    config: dict[str, Any]
    runs: tuple[RunSummary, ...]
    figures: dict[str, RepeatedFigure]


@dataclass(frozen=True)
class Experiment:
    """Repeats of one set-up or several, over seeds or folds.

    Attributes:
        kind: `seeds` or `folds`.
        planned: the seeds, or the numbers of the folds.
        runs: every run of it, in the order of training, unfinished ones too.
        models: what the finished ones say together, one entry a set-up.
        sampled: whether only sampled candidates were ranked: mark these figures.
    """

    id: int
    dataset_id: int
    dataset_name: str
    kind: str
    planned: tuple[int, ...]
    created: datetime
    runs: tuple[RunSummary, ...]
    models: tuple[RepeatedModel, ...]
    sampled: bool

    @property
    def label(self) -> str:
        """`experiment 3`, how tables name it."""
        return f"experiment {self.id}"

"""What is known of a search for settings: its trials, and which settings decide."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from workbench.tuning.space import Dimension

if TYPE_CHECKING:
    from optuna import Study
    from optuna.trial import FrozenTrial

METRIC = "ndcg@10"
# Fewer trials than this say nothing of which setting decides.
ENOUGH_FOR_IMPORTANCE = 5


@dataclass(frozen=True)
class Trial:
    """One configuration that was tried.

    Attributes:
        number: from 0.
        state: `running`, `complete`, `pruned` (stopped early, its curve lay below the median) or `failed`.
        value: on validation; None unless complete.
        settings: what was searched, by name.
        config: the whole configuration, everything automatic resolved; empty unless complete.
        seconds: wall time; None while it runs.
        curve: (epoch, value) on validation, while it learned.
        message: why it failed or ended early, or empty.
        defaults: whether these are the model's own defaults, which every search begins with.
    """

    number: int
    state: str
    value: float | None
    settings: dict[str, Any]
    config: dict[str, Any]
    seconds: float | None
    curve: tuple[tuple[float, float], ...] = ()
    message: str = ""
    defaults: bool = False


@dataclass(frozen=True)
class StudyRecord:
    """A search and its trials.

    Attributes:
        name: in its storage.
        storage: URL of the storage, None for the workspace's own catalog.
        model, dataset_fingerprint, split, split_parameters, seed: what is searched for.
        metric: by which trials are judged, on validation.
        space: what is searched.
        trials: by number.
        importance: share of the variance that each setting explains, largest first; empty with too few trials.
        created: when the first trial began; None before.
    """

    name: str
    storage: str | None
    model: str
    dataset_fingerprint: str
    split: str
    split_parameters: dict[str, Any]
    seed: int
    metric: str
    space: tuple[Dimension, ...]
    trials: tuple[Trial, ...]
    importance: dict[str, float] = field(default_factory=dict)
    created: datetime | None = None

    @property
    def best(self) -> Trial | None:
        """The complete trial with the highest value, the first of equal ones."""
        done = [trial for trial in self.trials if trial.value is not None]
        return max(done, key=lambda trial: (trial.value or 0.0, -trial.number), default=None)

    @property
    def seconds(self) -> float:
        """Wall time of all trials together."""
        return sum(trial.seconds or 0.0 for trial in self.trials)


def record_of(study: Study, storage: str | None) -> StudyRecord:
    """Read a study."""
    about = study.user_attrs
    found = study.get_trials(deepcopy=False)
    space = tuple(Dimension(**{**part, "choices": tuple(part["choices"])}) for part in about.get("space", []))
    return StudyRecord(
        name=study.study_name,
        storage=storage,
        model=about.get("model", ""),
        dataset_fingerprint=about.get("dataset", ""),
        split=about.get("split", ""),
        split_parameters=about.get("split_parameters", {}),
        seed=about.get("seed", 0),
        metric=METRIC,
        space=space,
        trials=tuple(_trial(trial) for trial in found),
        importance=_importance(found, space),
        created=min((t.datetime_start for t in found if t.datetime_start is not None), default=None),
    )


def _trial(trial: FrozenTrial) -> Trial:
    about = trial.user_attrs
    state = {"RUNNING": "running", "COMPLETE": "complete", "PRUNED": "pruned"}.get(trial.state.name, "failed")
    measured = about.get("seconds")
    if measured is None and trial.duration is not None:
        measured = trial.duration.total_seconds()
    return Trial(
        number=trial.number,
        state=state,
        value=trial.value if state == "complete" else None,
        settings=dict(trial.params),
        config=about.get("config", {}),
        seconds=measured,
        curve=tuple((float(step), value) for step, value in sorted(trial.intermediate_values.items())),
        message=about.get("message", ""),
        defaults=about.get("defaults", False),
    )


def _importance(trials: list[FrozenTrial], space: tuple[Dimension, ...]) -> dict[str, float]:
    """Return each setting's share of the variance (PED-ANOVA, Watanabe et al., IJCAI 2023), in memory."""
    import optuna

    names = {dimension.name for dimension in space}
    whole = [t for t in trials if t.state.name == "COMPLETE" and set(t.params) == names]
    if len(whole) < ENOUGH_FOR_IMPORTANCE or len(names) < 2 or len({t.value for t in whole}) < 2:
        return {}
    optuna.logging.set_verbosity(optuna.logging.ERROR)  # it would write to the terminal
    study = optuna.create_study(direction="maximize")
    study.add_trials(whole)
    found = optuna.importance.get_param_importances(
        study, evaluator=optuna.importance.PedAnovaImportanceEvaluator(), normalize=True
    )
    return {name: float(share) for name, share in found.items()}

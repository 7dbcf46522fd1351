"""The search for settings: ask for a configuration, fit it, measure it on validation, tell.

Trials are proposed by a tree-structured Parzen estimator (Bergstra et al., NeurIPS 2011) and stopped early by the
median rule (Golovin et al., KDD 2017), fed by the validation points of the training loop. The first trial is the
model's own defaults, so that a search never ends below them on validation. The test part is not there at all.
"""

from __future__ import annotations

import os
import platform
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from workbench.data.splits import Split
from workbench.errors import Cancelled, ConfigurationError, WorkbenchError
from workbench.jobs import Progress
from workbench.models.ranking import ndcg_at
from workbench.models.recommender import Recommender
from workbench.tuning.space import Dimension, space_of
from workbench.tuning.study import METRIC
from workbench.tuning.trial_progress import OutOfTime, TrialProgress

if TYPE_CHECKING:
    from optuna import Study
    from optuna.storages import BaseStorage
    from optuna.trial import Trial

CUTOFF = 10
# Trials drawn at random before the estimator takes over, and complete ones before any is stopped early.
RANDOM_TRIALS, TRIALS_BEFORE_PRUNING = 8, 4
EPOCHS_BEFORE_PRUNING = 2
# So many in a row that fail, or that were tried before, end the search.
MOST_IN_VAIN = 10


@dataclass(frozen=True)
class Budget:
    """How long to search; whichever ends first. The defaults are measured whatever they take.

    Attributes:
        seconds: wall time, pauses excluded; None for no limit.
        trials: how many, the defaults counted; None for no limit.
    """

    seconds: float | None = None
    trials: int | None = None

    def __post_init__(self) -> None:
        if self.seconds is None and self.trials is None:
            raise ConfigurationError("A search needs a budget.", hint="Give it seconds, or a number of trials.")
        if (self.seconds is not None and self.seconds <= 0) or (self.trials is not None and self.trials < 1):
            raise ConfigurationError(
                "The budget of a search is too small.", hint="Give it more than 0 seconds, or at least one trial."
            )


@dataclass(frozen=True)
class Search:
    """What is searched for.

    Attributes:
        model: the registered class.
        split: models learn from its training part and are judged on its validation part.
        seed: of every fit, and of the proposals.
        name: of the study in its storage; the same name goes on with it.
        shared: whether other machines may work on it at the same time.
    """

    model: type[Recommender]
    split: Split
    seed: int
    name: str
    shared: bool = False


def search(what: Search, budget: Budget, *, storage: BaseStorage, progress: Progress) -> Study:
    """Try configurations until the budget is spent; go on with a study of the same name.

    Points of `progress`: `trial` (each complete trial's value by its number) and `best`.

    Raises:
        ConfigurationError: the model has no settings to search, the split holds nobody out for validation, or ten
            configurations failed in a row.
        Cancelled: the person cancelled; the trials so far are kept.
    """
    space = space_of(what.model.Config)
    if not space:
        raise ConfigurationError(f"{what.model.name} has no settings to tune.", hint="Choose another model.")
    if len(what.split.validation) == 0:
        raise ConfigurationError(
            "This split holds nobody out for validation, so nothing can be chosen by it.",
            hint="Choose another split.",
        )
    study = open_study(what, space, storage)
    _Run(what, budget, space, study, progress).run()
    return study


def open_study(what: Search, space: tuple[Dimension, ...], storage: BaseStorage) -> Study:
    """Return the study of this name, made where it is not there; trials that a killed process left are failed."""
    import optuna

    optuna.logging.set_verbosity(optuna.logging.ERROR)  # it would write to the terminal
    study = optuna.create_study(
        study_name=what.name,
        storage=storage,
        direction="maximize",
        load_if_exists=True,
        pruner=optuna.pruners.MedianPruner(
            n_startup_trials=TRIALS_BEFORE_PRUNING, n_warmup_steps=EPOCHS_BEFORE_PRUNING
        ),
    )
    known = study.get_trials(deepcopy=False)
    # A search that goes on must not draw what it drew before, and two machines must not draw the same.
    stream = [what.seed, len(known), *([os.getpid(), time.time_ns() % 2**31] if what.shared else [])]
    study.sampler = optuna.samplers.TPESampler(
        seed=int(np.random.SeedSequence(stream).generate_state(1)[0]),
        n_startup_trials=RANDOM_TRIALS,
        multivariate=True,
        constant_liar=what.shared,
    )
    about: dict[str, Any] = {
        "model": what.model.name,
        "dataset": what.split.dataset.fingerprint,
        "split": what.split.strategy,
        "split_parameters": dict(what.split.parameters),
        "seed": what.seed,
        "space": [asdict(dimension) for dimension in space],
    }
    for key, value in about.items():
        if study.user_attrs.get(key) != value:
            study.set_user_attr(key, value)
    if not what.shared:
        for trial in known:
            if trial.state == optuna.trial.TrialState.RUNNING:
                study.tell(trial.number, state=optuna.trial.TrialState.FAIL)
    return study


class _Run:
    """One sitting of a search."""

    def __init__(
        self, what: Search, budget: Budget, space: tuple[Dimension, ...], study: Study, progress: Progress
    ) -> None:
        self._what, self._budget, self._space, self._study = what, budget, space, study
        self._progress = progress
        nothing = np.zeros(0, np.int64)
        # What is not there cannot be read by mistake.
        self._split = replace(what.split, test_rows=nothing, test_history_rows=nothing)
        self._began = progress.snapshot().seconds_elapsed
        self._done = 0
        self._best: float | None = None
        self._known: dict[tuple[Any, ...], float] = {}
        for trial in study.get_trials(deepcopy=False):
            if trial.value is not None and trial.state.name == "COMPLETE":
                self._remember(trial.params, trial.value)

    def run(self) -> None:
        in_vain, error = 0, None
        if not any(t.user_attrs.get("defaults") for t in self._study.get_trials(deepcopy=False)):
            error = self._try_defaults()
        while not self._is_spent():
            self._progress.report(self._fraction(0.0))
            came = self._try_one()
            in_vain = 0 if came == "new" else in_vain + 1
            if isinstance(came, WorkbenchError):
                error = came
            if in_vain >= MOST_IN_VAIN:
                if self._best is None and error is not None:
                    raise error
                return  # everything there is was tried
        if self._best is None and error is not None:
            raise error

    def _try_defaults(self) -> WorkbenchError | None:
        """Fit the defaults, and add them once their automatic settings are known."""
        import optuna

        number = len(self._study.get_trials(deepcopy=False))
        inner = self._inner(number, lambda _epoch, _value: None, limit=None)
        began = time.monotonic()
        try:
            model, value = self._fit(self._what.model.Config(), inner)
        except WorkbenchError as error:
            self._study.add_trial(
                optuna.trial.create_trial(
                    state=optuna.trial.TrialState.FAIL, user_attrs={"defaults": True, "message": str(error)}
                )
            )
            self._done += 1
            return error
        config = model.config.model_dump(mode="json")
        inside = {d.name: config[d.name] for d in self._space if d.holds(config[d.name])}
        self._study.add_trial(
            optuna.trial.create_trial(
                value=value,
                params=inside,
                distributions={d.name: _distribution(d) for d in self._space if d.name in inside},
                intermediate_values=dict(inner.curve),
                user_attrs={
                    "defaults": True,
                    "config": config,
                    "seconds": time.monotonic() - began,
                    "machine": platform.node(),
                },
            )
        )
        self._complete(inside, value, number)
        return None

    def _try_one(self) -> str | WorkbenchError:
        """Return `new`, `known` for settings that were tried before, or why they cannot be used."""
        import optuna

        states = optuna.trial.TrialState
        trial = self._study.ask()
        settings = {d.name: suggest(trial, d) for d in self._space}
        trial.set_user_attr("machine", platform.node())
        known = self._known.get(self._key(settings))
        if known is not None:
            self._study.tell(trial, known)
            self._done += 1
            return "known"

        def heard(epoch: float, value: float) -> None:
            trial.report(value, step=round(epoch))
            if trial.should_prune():
                raise optuna.TrialPruned

        inner = self._inner(trial.number, heard, limit=self._seconds_left())
        try:
            model, value = self._fit(self._config(settings), inner)
        except optuna.TrialPruned:
            self._study.tell(trial, state=states.PRUNED)
        except OutOfTime:
            trial.set_user_attr("message", "The time was over before it was done.")
            self._study.tell(trial, state=states.PRUNED if inner.curve else states.FAIL)
        except WorkbenchError as error:
            trial.set_user_attr("message", str(error))
            self._study.tell(trial, state=states.FAIL)
            self._done += 1
            return error
        except BaseException as error:
            if isinstance(error, Cancelled):
                trial.set_user_attr("message", "It was cancelled.")
            else:
                trial.set_user_attr("message", f"{type(error).__name__}: {error}")
            self._study.tell(trial, state=states.FAIL)
            raise
        else:
            trial.set_user_attr("config", model.config.model_dump(mode="json"))
            self._study.tell(trial, value)
            self._complete(settings, value, trial.number)
            return "new"
        self._done += 1
        return "new"

    def _config(self, settings: dict[str, Any]) -> Any:
        from pydantic import ValidationError

        try:
            return self._what.model.Config.model_validate(settings)
        except ValidationError as error:
            reason = str(error.errors()[0]["msg"]).removeprefix("Value error, ")
            raise ConfigurationError(
                f"These settings do not fit together: {reason}.", hint="The search goes on with others."
            ) from error

    def _fit(self, config: Any, inner: TrialProgress) -> tuple[Recommender, float]:
        model = self._what.model(config)
        inner.span(0.0, 0.95)
        model.fit(self._split, validation=self._split.validation, seed=self._what.seed, progress=inner)
        inner.span(0.95, 1.0)
        return model, ndcg_at(model, self._split.validation, CUTOFF, progress=inner)

    # ---- the budget

    def _spent(self) -> float:
        return self._progress.snapshot().seconds_elapsed - self._began

    def _seconds_left(self) -> float | None:
        return None if self._budget.seconds is None else self._budget.seconds - self._spent()

    def _is_spent(self) -> bool:
        left = self._seconds_left()
        return (left is not None and left <= 0.0) or (
            self._budget.trials is not None and self._done >= self._budget.trials
        )

    def _fraction(self, of_trial: float) -> float:
        shares = [0.0]
        if self._budget.seconds is not None:
            shares.append(self._spent() / self._budget.seconds)
        if self._budget.trials is not None:
            shares.append((self._done + of_trial) / self._budget.trials)
        return min(1.0, max(shares))

    # ---- telling

    def _inner(self, number: int, heard: Callable[[float, float], None], *, limit: float | None) -> TrialProgress:
        message = f"trial {number}"
        if self._best is not None:
            best = f"{self._best:.4f}"
            message = f"trial {number} · best {best} so far"
        return TrialProgress(
            self._progress,
            message=message,
            fraction=self._fraction,
            heard=heard,
            metric=METRIC,
            seconds=limit,
        )

    def _complete(self, settings: dict[str, Any], value: float, number: int) -> None:
        self._done += 1
        self._remember(settings, value)
        self._progress.point("trial", float(number), value)
        assert self._best is not None
        self._progress.point("best", float(number), self._best)

    def _remember(self, settings: dict[str, Any], value: float) -> None:
        if len(settings) == len(self._space):
            self._known[self._key(settings)] = value
        if self._best is None or value > self._best:
            self._best = value

    def _key(self, settings: dict[str, Any]) -> tuple[Any, ...]:
        return tuple(settings[dimension.name] for dimension in self._space)


def suggest(trial: Trial, dimension: Dimension) -> Any:
    """Return the value of one setting that a trial proposes."""
    if dimension.kind == "choice":
        return trial.suggest_categorical(dimension.name, dimension.choices)
    if dimension.kind == "real":
        return trial.suggest_float(dimension.name, dimension.low, dimension.high, log=dimension.log)
    return trial.suggest_int(
        dimension.name, int(dimension.low), int(dimension.high), step=dimension.step, log=dimension.log
    )


def _distribution(dimension: Dimension) -> Any:
    from optuna.distributions import CategoricalDistribution, FloatDistribution, IntDistribution

    if dimension.kind == "choice":
        return CategoricalDistribution(dimension.choices)
    if dimension.kind == "real":
        return FloatDistribution(dimension.low, dimension.high, log=dimension.log)
    return IntDistribution(int(dimension.low), int(dimension.high), log=dimension.log, step=dimension.step)

"""The search proposes, prunes, keeps to its budget, and never sees the test part."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import optuna
import pytest
from models.small_world import circles
from pydantic import Field

from workbench.data.splits import Split
from workbench.errors import Cancelled, ConfigurationError
from workbench.jobs import Progress
from workbench.models.ease import EASE
from workbench.models.item_knn import ItemKNN
from workbench.models.random_order import Random
from workbench.models.recommender import FitReport, ModelConfig, Recommender
from workbench.tuning.search import Budget, Search, search
from workbench.tuning.study import record_of


class LineConfig(ModelConfig):
    """One setting with its best value at 3."""

    place: float = Field(0.0, ge=-1.0, le=10.0, json_schema_extra={"automatic": -1.0, "tune": {"low": 0, "high": 10}})


class Line(Recommender):
    """Reports a validation curve whose height depends on its setting, and scores by popularity."""

    name, title, family, summary, Config = "Line", "Line", "rules", "A model for tests.", LineConfig
    config: LineConfig
    seen: list[float] = []  # noqa: RUF012
    act: Any = None

    def fit(self, split: Split, *, validation: Any, seed: int, progress: Progress) -> FitReport:
        assert len(split.test_rows) == 0
        assert len(split.test_history_rows) == 0
        self.seen.append(self.config.place)
        for epoch in range(1, 7):
            progress.report(epoch / 6, f"epoch {epoch}")
            progress.point("loss", epoch, 1.0)
            progress.point("ndcg@10", epoch, 1.0 - 0.1 * abs(self.config.place - 3.0))
            if Line.act is not None:
                Line.act(self, epoch)
        self._n_items = len(split.dataset.items)
        return FitReport(0.0)

    def score(self, histories: Any, candidates: Any = None) -> Any:
        rows = np.zeros((len(histories), self._n_items), np.float32)
        return rows if candidates is None else rows[:, candidates]

    def save(self, folder: Path) -> None:
        raise NotImplementedError

    @classmethod
    def load(cls, folder: Path) -> Any:
        raise NotImplementedError


@pytest.fixture(autouse=True)
def nothing_seen() -> Any:
    Line.seen, Line.act = [], None
    yield
    Line.seen, Line.act = [], None


def run(what: Search, storage: Any = None, progress: Progress | None = None, **budget: Any) -> Any:
    kept = storage if storage is not None else optuna.storages.InMemoryStorage()
    return record_of(
        search(what, Budget(**budget), storage=kept, progress=progress if progress is not None else Progress()), None
    )


def test_the_first_trial_is_the_defaults_and_the_best_is_no_worse() -> None:
    found = run(Search(EASE, circles(), 1, "s"), trials=6)
    assert [trial.number for trial in found.trials] == list(range(6))
    assert found.trials[0].defaults
    suited = EASE.Config().for_data(circles().train)  # type: ignore[attr-defined]
    assert found.trials[0].settings == {"regularisation": suited.regularisation}
    assert found.best.value >= found.trials[0].value
    assert found.best.config["neighbours"] == 0


def test_the_test_part_is_never_read() -> None:
    split = circles()
    outside = replace(split, test_rows=np.full(3, 10**9), test_history_rows=np.full(3, 10**9))  # reading it fails
    with pytest.raises(IndexError):
        _ = outside.test.target_item
    assert run(Search(EASE, outside, 1, "s"), trials=3).best.value > 0.0
    run(Search(Line, outside, 1, "s"), trials=2)


def test_the_same_seed_proposes_the_same() -> None:
    first = run(Search(ItemKNN, circles(), 7, "s"), trials=5)
    again = run(Search(ItemKNN, circles(), 7, "s"), trials=5)
    assert [t.settings for t in first.trials] == [t.settings for t in again.trials]
    assert [t.value for t in first.trials] == [t.value for t in again.trials]


def test_a_trial_below_the_median_of_the_others_is_stopped_early() -> None:
    found = run(Search(Line, circles(), 3, "s"), trials=24)
    pruned = [trial for trial in found.trials if trial.state == "pruned"]
    assert pruned
    assert all(len(trial.curve) < 6 for trial in pruned)
    whole = sorted(t.curve[-1][1] for t in found.trials if t.state == "complete")
    assert max(t.curve[-1][1] for t in pruned) < whole[-1]


def test_a_study_goes_on_where_it_stood_and_draws_nothing_twice() -> None:
    storage = optuna.storages.InMemoryStorage()
    what = Search(Line, circles(), 3, "s")
    run(what, storage, trials=3)
    found = run(what, storage, trials=3)
    assert len(found.trials) == 6
    assert sum(trial.defaults for trial in found.trials) == 1
    assert len(set(Line.seen)) == 6


def test_cancelling_keeps_what_was_tried() -> None:
    storage, progress = optuna.storages.InMemoryStorage(), Progress()

    def cancel(model: Line, epoch: int) -> None:
        if len(Line.seen) == 3 and epoch == 2:
            progress.cancel()

    Line.act = cancel
    with pytest.raises(Cancelled):
        run(Search(Line, circles(), 3, "s"), storage, progress, trials=10)
    kept = record_of(optuna.load_study(study_name="s", storage=storage), None)
    assert [trial.state for trial in kept.trials] == ["complete", "complete", "failed"]
    assert kept.trials[2].message == "It was cancelled."


def test_what_a_killed_process_left_running_is_failed_when_the_study_goes_on() -> None:
    storage = optuna.storages.InMemoryStorage()
    what = Search(Line, circles(), 3, "s")
    study = search(what, Budget(trials=2), storage=storage, progress=Progress())
    study.ask()
    found = run(what, storage, trials=1)
    assert [trial.state for trial in found.trials] == ["complete", "complete", "failed", "complete"]


class Clock(Progress):
    """A progress whose time a test moves on."""

    now = 0.0

    def snapshot(self) -> Any:
        return replace(super().snapshot(), seconds_elapsed=Clock.now)


def test_a_budget_of_time_is_kept_to_and_the_defaults_are_always_measured() -> None:
    Clock.now = 0.0

    def pass_time(model: Line, epoch: int) -> None:
        Clock.now += 1.0

    Line.act = pass_time
    found = run(Search(Line, circles(), 3, "s"), progress=Clock(), seconds=10.0)
    assert [trial.state for trial in found.trials] == ["complete", "pruned"]
    assert found.trials[1].message.startswith("The time was over")
    assert Clock.now <= 11.0
    Clock.now = 0.0
    assert run(Search(Line, circles(), 3, "t"), progress=Clock(), seconds=0.5).best is not None


def test_every_choice_of_a_small_space_is_tried_once_and_then_the_search_ends() -> None:
    class FewConfig(ModelConfig):
        place: float = Field(0.0, json_schema_extra={"tune": [0.0, 1.0, 2.0]})

    class Few(Line):
        Config = FewConfig

    found = run(Search(Few, circles(), 1, "s"), trials=200)
    assert sorted(set(Few.seen)) == [0.0, 1.0, 2.0]
    assert len(Few.seen) == 3
    assert len(found.trials) < 60


def test_a_model_that_always_fails_says_why_and_does_not_search_for_ever() -> None:
    def refuse(model: Line, epoch: int) -> None:
        raise ConfigurationError("It does not suit this dataset.")

    Line.act = refuse
    with pytest.raises(ConfigurationError, match="does not suit"):
        run(Search(Line, circles(), 1, "s"), seconds=600.0)


def test_what_cannot_be_searched_is_refused() -> None:
    with pytest.raises(ConfigurationError, match="no settings"):
        run(Search(Random, circles(), 1, "s"), trials=2)
    with pytest.raises(ConfigurationError, match="budget"):
        Budget()
    nobody = replace(circles(), validation_rows=np.zeros(0, np.int64))
    with pytest.raises(ConfigurationError, match="nobody"):
        run(Search(EASE, nobody, 1, "s"), trials=2)


def test_settings_that_decide_are_told_from_those_that_do_not() -> None:
    found = run(Search(ItemKNN, circles(), 5, "s"), trials=16)
    assert set(found.importance) <= {"similarity", "neighbours", "shrinkage"}
    assert sum(found.importance.values()) == pytest.approx(1.0)

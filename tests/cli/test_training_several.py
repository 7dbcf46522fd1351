"""Several models from one command: the order, the settings of each, what fails on the way, and what the table says."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

import pytest
from command_shell import Shell

from workbench.errors import Cancelled, ConfigurationError
from workbench.models import registry
from workbench.models.content.content_knn import ContentKNN
from workbench.models.item_knn import ItemKNN
from workbench.models.item_transition import ItemTransition
from workbench.models.popularity import Popularity
from workbench.models.random_order import Random
from workbench.models.recommender import FitReport, Recommender
from workbench.workspace import Workspace


class Broken(Popularity):
    name: ClassVar[str] = "Broken"
    error: ClassVar[BaseException] = RuntimeError("no such luck")

    def fit(self, *_: Any, **__: Any) -> FitReport:
        raise type(self.error)(*self.error.args) if not isinstance(self.error, ConfigurationError) else self.error


class Reversed(Popularity):
    """Loses to popularity, and does not say why."""

    name: ClassVar[str] = "Reversed"

    def fit(self, *given: Any, **named: Any) -> FitReport:
        report = super().fit(*given, **named)
        self._scores = -self._scores
        return report


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> dict[str, type[Recommender]]:
    """A world of few models, in no good order."""
    made: dict[str, type[Recommender]] = {m.name: m for m in (ItemKNN, Broken, Random, Popularity, ItemTransition)}
    monkeypatch.setattr(registry, "model_classes", lambda: made)
    return made


@pytest.mark.parametrize("words", [("all",), ("--model", "all"), ("--model", "ALL")])
def test_all_trains_every_model_and_one_that_fails_stops_no_other(
    shell: Shell, table: Path, few: dict[str, type[Recommender]], words: tuple[str, ...]
) -> None:
    shell("import", str(table), "--name", "Small")
    status, out, err = shell("train", *words, "--dataset", "small")
    rows = [line.split()[0] for line in out.splitlines() if "· run" in line and "±" in line]
    assert sorted(rows) == ["ItemKNN", "ItemTransition", "Popularity", "Random"]
    assert rows[0] == "Popularity"
    assert "Broken was not trained: RuntimeError: no such luck" in " ".join(err.split())
    assert "5 of 5" in err
    assert status == 1, "a model that breaks is a failure, though the others were trained"
    assert [run["state"] for run in shell.json("runs")].count("done") == 4


def test_a_model_that_does_not_suit_the_data_is_no_failure_of_all(
    shell: Shell, table: Path, few: dict[str, type[Recommender]]
) -> None:
    few["Broken"] = ContentKNN
    few["ContentKNN"] = few.pop("Broken")
    shell("import", str(table), "--name", "Small")
    status, _, err = shell("train", "all", "--dataset", "small")
    assert status == 0
    assert "ContentKNN was not trained: Items are compared by categories or text here" in " ".join(err.split())
    assert shell("train", "ContentKNN", "Popularity", "--dataset", "small")[0] == 64, "it was asked for by name"


def test_each_model_takes_the_settings_that_it_has(
    shell: Shell, table: Path, few: dict[str, type[Recommender]]
) -> None:
    del few["Broken"]
    shell("import", str(table), "--name", "Small")
    runs = shell.json(
        "train",
        "ItemKNN",
        "--model",
        "ItemTransition",
        "--dataset",
        "small",
        "--set",
        "neighbours=7",
        "--set",
        "recent=2",
    )
    assert [run["model"] for run in runs] == ["ItemKNN", "ItemTransition"]
    with Workspace.open(shell.folder, read_only=True) as workspace:
        configs = [workspace.runs.get(run["id"]).config for run in runs]
    assert (configs[0]["neighbours"], configs[1]["recent"], "recent" in configs[0]) == (7, 2, False)
    status, _, err = shell("train", "all", "--dataset", "small", "--set", "moons=3")
    assert (status, "None of these models has a setting called “moons”" in " ".join(err.split())) == (64, True)
    status, _, err = shell("train", "all", "--dataset", "small", "--set", "neighbours=-3")
    assert (status, "neighbours" in err) == (64, True)
    assert len(shell.json("runs")) == 2, "mistakes are told before anything is trained"


def test_models_are_fitted_again_where_that_is_asked_for(
    shell: Shell, table: Path, few: dict[str, type[Recommender]]
) -> None:
    del few["Broken"]
    shell("import", str(table), "--name", "Small")
    status, out, _ = shell("train", "ItemKNN", "Popularity", "--dataset", "small", "--refit")
    assert status == 0
    assert "the model was fitted again on training and validation part together" in " ".join(out.split())
    with Workspace.open(shell.folder, read_only=True) as workspace:
        assert [workspace.runs.get(run.id).refit for run in workspace.runs.list()] == [True, True]


def test_who_is_below_popularity_is_told_why(shell: Shell, table: Path, few: dict[str, type[Recommender]]) -> None:
    few["Reversed"] = Reversed
    del few["Broken"]
    shell("import", str(table), "--name", "Small")
    status, out, err = shell("train", "all", "--dataset", "small")
    assert status == 0, err
    said = " ".join(out.split())
    figures = {
        line.split()[0]: float(line.split("·")[1].replace("[1]", "").replace("[2]", "").split()[2])
        for line in out.splitlines()
        if "· run" in line and "±" in line
    }
    below = [name for name, value in figures.items() if value < figures["Popularity"]]
    assert below, "the test needs one"
    for place, name in enumerate(below, start=1):
        assert any(line.startswith(name) and f"[{place}]" in line for line in out.splitlines())
        assert f"[{place}] Below Popularity · run 1 by " in said
    assert "[1]" not in shell("train", "Popularity", "--dataset", "small")[1]


def test_cancelling_stops_them_all(shell: Shell, table: Path, few: dict[str, type[Recommender]]) -> None:
    class Stopped(Broken):
        name: ClassVar[str] = "Stopped"
        error: ClassVar[BaseException] = Cancelled()

    few["Stopped"] = Stopped
    shell("import", str(table), "--name", "Small")
    assert shell("train", "Popularity", "Stopped", "ItemKNN", "--dataset", "small")[0] == 130
    assert {run["model"]: run["state"] for run in shell.json("runs")} == {"Popularity": "done", "Stopped": "cancelled"}


def test_a_model_alone_fails_as_it_always_did(shell: Shell, table: Path, few: dict[str, type[Recommender]]) -> None:
    class Unsuited(Broken):
        name: ClassVar[str] = "Unsuited"
        error: ClassVar[BaseException] = ConfigurationError("It does not suit.", hint="Take another.")

    few["Unsuited"] = Unsuited
    shell("import", str(table), "--name", "Small")
    status, _, err = shell("train", "Unsuited", "--dataset", "small")
    assert (status, "Error: It does not suit." in err) == (64, True)

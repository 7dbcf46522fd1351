"""`workbench tune` gives each model the same budget, trains the best of each, and compares them."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_shell import Shell


@pytest.fixture
def stocked(shell: Shell, table: Path) -> Shell:
    assert shell("import", str(table), "--name", "Small")[0] == 0
    return shell


def test_models_are_tuned_with_the_same_budget_and_their_best_compared(stocked: Shell) -> None:
    found = stocked.json("tune", "EASE", "ItemKNN", "--dataset", "small", "--trials", "3")
    assert [(study["model"], len(study["trials"])) for study in found["studies"]] == [("EASE", 3), ("ItemKNN", 3)]
    assert [(run["model"], run["state"]) for run in found["runs"]] == [("EASE", "done"), ("ItemKNN", "done")]
    status, out, err = stocked("tune", "EASE", "--dataset", "small", "--trials", "2", "--no-train")
    assert status == 0, err
    assert "5 trials" in out
    assert "(defaults)" in out
    assert len(stocked.json("runs")) == 2
    status, out, _ = stocked("studies", "--dataset", "small")
    assert status == 0
    assert "ItemKNN · leave-last-out" in out.replace("\n", " ")


def test_a_budget_has_to_be_named(stocked: Shell) -> None:
    status, _, err = stocked("tune", "EASE", "--dataset", "small")
    assert status == 2
    assert "--seconds or --trials" in err.replace("\n", " ")
    status, _, err = stocked("tune", "Random", "--dataset", "small", "--trials", "2")
    assert status == 64
    assert "no settings" in err


def test_studies_can_lie_in_a_storage_of_ones_own(stocked: Shell, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'studies.sqlite'}"
    found = stocked.json("tune", "EASE", "--dataset", "small", "--trials", "2", "--storage", url, "--no-train")
    assert found["studies"][0]["storage"] == url
    assert "Nothing was tuned" in stocked("studies", "--dataset", "small")[1]
    assert len(stocked.json("studies", "--dataset", "small", "--storage", url)) == 1

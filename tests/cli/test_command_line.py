"""The second door: the main job from a shell, JSON for programs, one sentence and a status for whatever goes wrong."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from command_shell import Shell

from workbench.cli.main import global_first

TINY = ("--set", "epochs=2", "--set", "width=16", "--set", "layers=1")


def test_the_main_job_from_import_to_attention_map(shell: Shell, table: Path, tmp_path: Path) -> None:
    status, out, _ = shell("import", str(table), "--name", "Small")
    assert (status, "Small" in out) == (0, True)
    assert [(d["name"], d["n_rows"]) for d in shell.json("datasets")] == [("Small", 480)]

    status, out, err = shell("train", "ItemTransition", "--dataset", "small")
    assert status == 0, err
    assert "Protocol:" in out
    assert "full ranking over 30 items" in out.lower().replace("\n", " ")
    trained = shell.json("train", "SASRec", "--dataset", "small", *TINY)
    assert [r["state"] for r in trained] == ["done"]
    number = trained[0]["id"]
    assert {r["id"] for r in shell.json("runs")} == {1, number}

    again = shell.json("evaluate", str(number))
    assert again["metrics"] == trained[0]["test"]["metrics"]

    status, out, _ = shell("compare", "1", str(number), "--output", str(tmp_path / "runs.csv"))
    assert status == 0
    assert "ItemTransition · run 1" in out
    assert (tmp_path / "runs.csv").stat().st_size > 500

    lists = shell.json("recommend", "u007", "-k", "5")
    assert [item["rank"] for item in lists[0]["items"]] == [1, 2, 3, 4, 5]
    status, *_ = shell("recommend", "--all", "--output", str(tmp_path / "lists.csv"), "-k", "3")
    with (tmp_path / "lists.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    assert (status, len(rows), len({row["user"] for row in rows})) == (0, 120, 40)

    looked = shell.json("attention", "u007", "--output", str(tmp_path / "map.png"))
    assert looked["run"] == number
    assert sum(entry["weight"] for entry in looked["looked_at"]) == pytest.approx(1.0, abs=1e-4)
    assert (tmp_path / "map.png").read_bytes().startswith(b"\x89PNG")
    status, out, _ = shell("doctor")
    assert (status, "The workspace is whole." in out) == (0, True)


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("train", "SASRec", "--dataset", "nothing"), 66, "nothing"),
        (("train", "Nonsense", "--dataset", "small"), 66, "Installed models"),
        (("train", "SASRec", "--dataset", "small", "--set", "width=-3"), 64, "width"),
        (("train", "SASRec", "--dataset", "small", "--set", "width"), 64, "KEY=VALUE"),
        (("train", "SASRec", "--dataset", "small", "--split", "by-moon"), 64, "by-moon"),
        (("recommend", "u007"), 66, "finished run"),
        (("recommend",), 64, "Name users"),
        (("recommend", "--all"), 64, "--output"),
        (("evaluate", "99"), 66, "run 99"),
        (("import", "no/such/file.csv"), 65, "no file"),
        (("frobnicate",), 2, "frobnicate"),
    ],
)
def test_what_goes_wrong_is_one_sentence_and_a_status(
    shell: Shell, table: Path, words: tuple[str, ...], status: int, said: str
) -> None:
    shell("import", str(table), "--name", "small")
    got, _, err = shell(*words)
    assert got == status, err
    assert said in err
    assert err.count("Error: ") == 1
    assert "Traceback" not in err
    assert shell.json("runs") == []


def test_damaged_bytes_are_told_with_what_to_do(shell: Shell, table: Path) -> None:
    shell("import", str(table), "--name", "small")
    for file in (shell.folder / "artifacts").glob("??/*"):
        file.chmod(0o600)
        file.write_bytes(b"")
    status, _, err = shell("train", "Popularity", "--dataset", "small")
    assert status == 74
    assert "small" in err
    status, out, _ = shell("doctor")
    assert status != 0
    assert "whole" not in out


def test_a_workspace_in_use_may_be_looked_at_but_not_changed(shell: Shell, table: Path) -> None:
    from workbench.workspace import Workspace

    shell("import", str(table), "--name", "small")
    with Workspace.open(shell.folder):
        status, _, err = shell("train", "Popularity", "--dataset", "small")
        assert status == 75
        assert "read-only" in err
        assert [d["name"] for d in shell.json("datasets")] == ["small"]


def test_global_options_may_stand_before_or_after_the_command() -> None:
    wanted = ["--json", "--workspace", "here", "runs", "--dataset", "x"]
    assert global_first(["runs", "--json", "--dataset", "x", "--workspace", "here"]) == wanted
    assert global_first(["--json", "--workspace", "here", "runs", "--dataset", "x"]) == wanted
    assert global_first(["runs", "--workspace=here"]) == ["--workspace=here", "runs"]
    assert global_first(["recommend", "--", "--json"]) == ["recommend", "--", "--json"]


def test_the_demo_does_the_main_job_without_a_screen(shell: Shell, tmp_path: Path) -> None:
    status, out, err = shell("demo", "--output", str(tmp_path / "results"), "--epochs", "1")
    assert status == 0, err
    for name in ("Popularity", "ItemKNN", "ItemTransition", "SASRec"):
        assert f"{name} · run" in out
    assert "(invented)" in out
    sizes = {file.name: file.stat().st_size for file in (tmp_path / "results").iterdir()}
    assert set(sizes) == {"recommendations.csv", "attention.png", "metrics.png", "metrics.csv"}
    assert min(sizes.values()) > 10_000


def test_what_a_training_costs_is_said_before_it_starts_and_only_ended_runs_are_not_resumed(
    shell: Shell, table: Path
) -> None:
    shell("import", str(table), "--name", "Small")
    status, _, err = shell("train", "SASRec", "--dataset", "small", *TINY)
    assert status == 0
    assert "SASRec: " in err
    assert " parameters, about " in err
    status, _, err = shell("train", "--resume", "1")
    assert (status, "it is done" in err) == (64, True)
    status, _, _ = shell("train", "--resume", "7")
    assert status == 66
    assert shell("train", "SASRec")[0] == 2, "neither a dataset nor a run"


def test_groups_and_people_behind_a_mean_are_shown(shell: Shell, table: Path) -> None:
    shell("import", str(table), "--name", "Small")
    shell("train", "Popularity", "ItemTransition", "--dataset", "small")
    status, out, err = shell("slices", "1", "2", "--metric", "recall@10", "--by", "popularity")
    assert status == 0, err
    assert "recall@10 by: People who met the target" in out
    assert "Popularity · run 1" in out
    assert {sliced["grouping"] for sliced in shell.json("slices", "2")} >= {"popularity", "time"}
    status, out, err = shell("compare", "1", "2", "--users", "3")
    assert status == 0, err
    assert "of 40 people: Popularity · run 1 is better for" in " ".join(out.split())
    assert len(shell.json("compare", "1", "2", "--users", "3")["users"]["user_ids"]) == 40
    assert shell("compare", "1", "--users", "3")[0] == 2
    assert shell("slices", "1", "--by", "moon")[0] == 66


def test_sampled_candidates_are_marked_wherever_their_figures_stand(shell: Shell, table: Path) -> None:
    shell("import", str(table), "--name", "Small")
    shell("train", "Popularity", "--dataset", "small")
    full = shell.json("evaluate", "1")
    sampled = shell.json("evaluate", "1", "--candidates", "5", "--sample-by", "uniform", "--sample-seed", "3")
    assert (full["protocol"]["sampled"], sampled["protocol"]["sampled"]) == (False, True)
    assert sampled["metrics"]["recall@5"] > full["metrics"]["recall@5"]
    status, out, err = shell("evaluate", "1", "--candidates", "5")
    assert status == 0, err
    assert "Sampled candidates: these figures are far higher" in " ".join(out.split())
    assert "Sampled candidates" not in shell("evaluate", "1")[1]
    assert "repeat_rate@10" in shell.json("evaluate", "1", "--keep-seen")["metrics"]


def test_repeats_are_trained_and_shown_as_one_experiment(shell: Shell, table: Path, tmp_path: Path) -> None:
    shell("import", str(table), "--name", "Small")
    status, out, err = shell("train", "Random", "Popularity", "--dataset", "small", "--seeds", "1", "2", "3")
    assert status == 0, err
    assert "6 of 6 runs finished, over seeds 1, 2, 3" in " ".join(out.split())
    shown = shell.json("compare", "--experiment", "1", "--output", str(tmp_path / "repeats.csv"))
    assert [model["model"] for model in shown["models"]] == ["Random", "Popularity"]
    assert shown["models"][0]["figures"]["ndcg@10"]["n"] == 3
    assert "leak_findings" in (tmp_path / "repeats.csv").read_text(encoding="utf-8-sig")
    assert "Found:" in shell("compare", "--experiment", "1")[1]
    status, out, _ = shell("train", "Popularity", "--dataset", "small", "--folds", "2", "--candidates", "5")
    assert (status, "sampled" in out) == (0, True)
    assert "sampled" in shell("runs")[1]
    assert shell("train", "Popularity", "--dataset", "small", "--folds", "2", "--seeds", "1")[0] == 2
    assert shell("compare")[0] == 2
    assert shell("compare", "1", "--experiment", "1")[0] == 2
    assert shell("compare", "--experiment", "9")[0] == 66

"""Preparing, splitting, seeing, exporting, forgetting and deleting from a shell."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_shell import Shell
from small_csv import write_small_csv


@pytest.fixture
def small(shell: Shell, tmp_path: Path) -> Shell:
    status, _, err = shell("import", str(write_small_csv(tmp_path / "small.csv")), "--name", "Small")
    assert status == 0, err
    return shell


def test_a_recipe_is_tried_stored_and_replayed(small: Shell) -> None:
    steps = ("--step", "value-threshold:minimum=3", "--step", "k-core:users=4,items=4")
    seen = small.json("prepare", "small", *steps, "--dry-run")
    assert [e["step"] for e in seen["effects"]] == ["value-threshold", "k-core"]
    assert len(small.json("datasets")) == 1
    made = small.json("prepare", "small", *steps, "--name", "Core")
    assert (made["name"], made["n_rows"], made["parent_id"]) == ("Core", seen["n_rows"], 1)
    again = small.json("prepare", "small", "--like", "Core", "--newer-than", "Core")
    assert (again["fingerprint"], again["version"], again["recipe"]) == (made["fingerprint"], 2, made["recipe"])
    status, out, _ = small("prepare", "small", *steps, "--dry-run")
    assert status == 0
    assert "480 →" in out
    status, out, _ = small("prepare", "--steps")
    assert status == 0
    assert "pseudonyms" in out


def test_a_recipe_comes_from_a_file_and_texts_stay_texts(small: Shell, tmp_path: Path) -> None:
    path = tmp_path / "recipe.json"
    path.write_text(json.dumps([{"step": "duplicates", "parameters": {"keep": "first"}}, {"step": "normalise"}]))
    assert [s["step"] for s in small.json("prepare", "small", "--recipe", str(path))["recipe"]] == [
        "duplicates",
        "normalise",
    ]
    made = small.json("prepare", "small", "--step", "attribute:of=users,column=id,value=u001; u002")
    assert made["n_users"] == 2
    made = small.json("prepare", "small", "--step", "time-range:start=1970-01-12 13:46:41")
    assert made["recipe"][0]["parameters"]["start"] == "1970-01-12 13:46:41"
    path.write_text('{"step": "duplicates"}')
    status, _, err = small("prepare", "small", "--recipe", str(path))
    assert (status, "no recipe" in err) == (64, True)


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("prepare", "small"), 64, "no step"),
        (("prepare",), 64, "which dataset"),
        (("prepare", "small", "--step", "k-kore"), 64, "k-core"),
        (("prepare", "small", "--step", "k-core:users=-1"), 64, "users"),
        (("prepare", "small", "--like", "small"), 64, "not made by a recipe"),
        (("prepare", "small", "--step", "duplicates", "--like", "small"), 64, "one way"),
        (("split", "small", "--strategy", "nonsense"), 64, "leave-last-out"),
        (("forget", "small", "nobody"), 66, "nobody"),
        (("restore", "small"), 66, "bin is empty"),
        (("bin", "--only", "1"), 64, "--empty"),
        (("profile", "small", "--user", "a", "--item", "b"), 64, "one of"),
        (("profile", "small", "--item", "i999"), 66, "i999"),
        (("profile", "small", "--table", "items", "--sort", "colour"), 64, "interactions"),
        (("delete", "other"), 66, "Small"),
    ],
)
def test_what_goes_wrong_is_one_sentence(small: Shell, words: tuple[str, ...], status: int, said: str) -> None:
    got, _, err = small(*words)
    assert said in err
    assert "Traceback" not in err
    assert got == status


def test_a_split_is_shown_with_what_it_leaks(small: Shell) -> None:
    seen = small.json("split", "small", "--strategy", "ratio", "--set", "test_share=0.3")
    assert [p["part"] for p in seen["parts"]] == ["train", "validation", "test"]
    assert sum(p["rows"] for p in seen["parts"]) == 480
    assert seen["check"]["verdict"] in ("trends", "none")
    assert len(seen["time_edges"]) == len(seen["time_counts"]["test"]) + 1
    status, out, _ = small("split", "small")
    assert status == 0
    assert "Leak check" in out


def test_a_dataset_is_looked_into(small: Shell) -> None:
    assert small.json("profile", "small")["quality"]["median_history"] == 12
    page = small.json("profile", "small", "--table", "users", "--search", "u00", "--sort", "id", "--ascending")
    assert page["cells"]["id"] == [f"u00{n}" for n in range(10)]
    assert (page["matching"], page["total"]) == (10, 40)
    assert small.json("profile", "small", "--user", "u003")["n_interactions"] == 12
    assert small.json("profile", "small", "--item", "i01")["companions"]
    assert small.json("features", "small")["attributes"] == []
    for words in ((), ("--table", "items"), ("--user", "u003"), ("--item", "i01")):
        status, out, err = small("profile", "small", *words)
        assert (status, bool(out.strip())) == (0, True), err
    assert small("features", "small")[0] == 0


def test_a_dataset_is_exported(small: Shell, tmp_path: Path) -> None:
    done = small.json("export", "small", str(tmp_path / "out.csv"))
    assert [Path(f).name for f in done["files"]] == ["out.csv"]
    assert len((tmp_path / "out.csv").read_text().splitlines()) == 481
    small.json("export", "small", str(tmp_path / "atomic"), "--format", "recbole")
    assert small.json("import", str(tmp_path / "atomic"), "--name", "Again")["n_rows"] == 480
    status, _, err = small("export", "small", str(tmp_path / "atomic"))
    assert (status, "not empty" in err) == (64, True)


def test_a_person_is_forgotten(small: Shell) -> None:
    run = small.json("train", "Popularity", "--dataset", "small")[0]
    done = small.json("forget", "small", "u007")
    assert (done["rows_removed"], done["dataset"]["version"]) == (12, 2)
    assert [(r["id"], r["forgotten_users"]) for r in done["runs"]] == [(run["id"], 1)]
    status, out, _ = small("runs")
    assert "saw somebody who asked" in " ".join(out.split())
    status, out, _ = small("datasets")
    assert "Small · version 2" in " ".join(out.split())
    status, out, _ = small("forget", "small", "u008")
    assert status == 0
    assert "version 3" in out


def test_a_dataset_goes_into_the_bin_and_comes_back_or_goes_for_good(small: Shell) -> None:
    small.json("train", "Popularity", "--dataset", "small")
    seen = small.json("delete", "small", "--dry-run")
    assert (seen["deleted"], len(seen["runs"])) == (False, 1)
    assert len(small.json("datasets")) == 1
    status, out, _ = small("delete", "small")
    assert status == 0
    assert "workbench restore 1" in out
    assert small.json("datasets") == []
    assert [b["dataset"]["name"] for b in small.json("bin")] == ["Small"]
    assert small("bin")[0] == 0
    assert small.json("restore", "small")["name"] == "Small"
    small.json("delete", "1")
    assert small.json("bin", "--empty", "--only", "1") == {"deleted": 1, "left": []}
    assert "empty" in small("bin")[1]

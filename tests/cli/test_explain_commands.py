"""Reasons from a shell: one recommendation, a model, its heads."""

from __future__ import annotations

from pathlib import Path

from command_shell import Shell

TINY = ("--set", "epochs=1", "--set", "width=16", "--set", "layers=1", "--set", "heads=2")


def test_explanations_are_measured_beside_both_controls(shell: Shell, table: Path) -> None:
    shell("import", str(table), "--name", "Small")
    shell("train", "SASRec", "--dataset", "small", *TINY)
    found = shell.json("explain", "u007", "--counterfactual")
    assert {"leave-one-out", "attention", "recency", "random"} <= set(found["explained"]["explained"]["measures"])
    status, out, _ = shell("explain", "u007", "--run", "1")
    assert status == 0
    assert found["sentence"][:20] in out.replace("\n", " ")

    judged = shell.json("faithfulness", "1", "--people", "12")[0]
    assert judged["found"]["n_people"] == 12
    assert {"recency", "random"} <= set(judged["found"]["table"])
    status, out, _ = shell("faithfulness", "1", "--people", "12")
    assert status == 0
    assert "12 people." in out

    heads = shell.json("heads", "1", "--people", "8", "--off")
    assert [(one["layer"], one["head"]) for one in heads["heads"]] == [(0, 0), (0, 1)]
    assert len(heads["off"]) == 2
    status, _, err = shell("explain", "u007", "--item", "no such item")
    assert (status, "no such item" in err) == (66, True)


def test_paths_say_what_an_item_shares_with_a_history(shell: Shell, table: Path, tmp_path: Path) -> None:
    items = [line.split(",")[1] for line in table.read_text(encoding="utf-8").splitlines()[1:]]
    about = tmp_path / "about.csv"
    about.write_text("item,maker\n" + "".join(f"{item},Ann\n" for item in sorted(set(items))[1:]), "utf-8")
    status, _, err = shell("import", str(table), "--name", "Small", "--item-file", str(about))
    assert status == 0, err
    tiny = ("--set", "factors=8", "--set", "epochs=1")
    assert shell("train", "KGAttention", "--dataset", "small", *tiny)[0] == 0
    found = shell.json("paths", "u007")
    status, out, _ = shell("paths", "u007", "--run", "1")
    assert status == 0
    assert found["relations"] == [["maker", "Ann", 1.0]]
    assert found["sentences"][0].startswith("shares maker Ann with ")
    assert found["sentences"][0] in out.replace("\n", " ")
    assert shell("train", "Popularity", "--dataset", "small")[0] == 0
    status, _, err = shell("paths", "u007", "--run", "2")
    assert (status, "weighs no relations" in err) == (64, True)

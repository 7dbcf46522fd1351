from __future__ import annotations

from pathlib import Path

from command_shell import Shell


def test_a_run_is_taken_apart_and_its_changes_are_printed(shell: Shell, table: Path, tmp_path: Path) -> None:
    items = sorted({line.split(",")[1] for line in table.read_text(encoding="utf-8").splitlines()[1:]})
    about = tmp_path / "about.csv"
    kinds = ("war at night", "love by the sea")
    rows = [f"{item},{kinds[n % 2]} {n}" for n, item in enumerate(items)]
    about.write_text("item,title\n" + "\n".join(rows) + "\n", encoding="utf-8")
    status, _, err = shell("import", str(table), "--name", "Small", "--item-file", str(about))
    assert status == 0, err
    assert shell("encode", "small", "--encoder", "tfidf", "--modality", "text")[0] == 0
    quick = ("--set", "width=8", "--set", "epochs=1", "--set", "history_length=4")
    assert shell("train", "MultimodalAttention", "--dataset", "small", *quick)[0] == 0

    assert shell.json("ablate", "1", "--plan")["missing"] == 3
    found = shell.json("ablate", "1", "--warm-only")
    (part,) = found["parts"]
    assert found["plan"]["variants"] == [["text"]]
    assert set(part["differences"]) == {"ndcg@10", "recall@10"}
    status, out, err = shell("ablate", "1", "--warm-only")
    assert status == 0
    assert "already" in err
    assert f"{part['differences']['ndcg@10'][0]['mean']:+.4f}" in out
    assert "without text" in out

    assert shell("train", "Popularity", "--dataset", "small")[0] == 0
    status, _, err = shell("ablate", "3")
    assert (status, "could do without" in err) == (64, True)

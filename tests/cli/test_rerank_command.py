from __future__ import annotations

import sys
from pathlib import Path

from command_shell import Shell

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "encoders"))
import tiny_folders


def test_a_list_is_re_ranked_by_a_folder_and_refusals_are_told(shell: Shell, table: Path, tmp_path: Path) -> None:
    items = sorted({line.split(",")[1] for line in table.read_text(encoding="utf-8").splitlines()[1:]})
    about = tmp_path / "about.csv"
    words = tiny_folders.WORDS
    rows = [f"{item},{words[n % 16]} {words[n // 16]} film" for n, item in enumerate(items)]
    about.write_text("item,title\n" + "\n".join(rows) + "\n", encoding="utf-8")
    folder = tmp_path / "model"
    folder.mkdir()
    tiny_folders.gpt2(folder, vocabulary=21, places=128)
    status, _, err = shell("import", str(table), "--name", "Small", "--item-file", str(about))
    assert status == 0, err
    assert shell("train", "ItemTransition", "--dataset", "small")[0] == 0

    prompt = tmp_path / "prompt.txt"
    prompt.write_text("day {history} night", encoding="utf-8")
    words_of_it = ("rerank", "1", "u007", "--model", str(folder), "-k", "3", "--template", str(prompt))
    found = shell.json(*words_of_it, "--sentence")
    assert len(found["items"]) == 3
    assert found["prompt"].startswith("day ")
    status, out, err = shell(*words_of_it)
    assert status == 0, err
    assert all(one["title"] in out for one in found["items"])
    assert shell.json("rerank", "1", "u007", "--model", str(folder), "--estimate")["parameters"] > 0

    (folder / "model.safetensors").rename(folder / "pytorch_model.bin")
    status, _, err = shell("rerank", "1", "u007", "--model", str(folder))
    assert (status, "pickled" in err) == (64, True)
    status, _, err = shell("rerank", "1", "u007", "--model", str(folder), "--template", str(tmp_path / "none.txt"))
    assert (status, "prompt cannot be read" in err) == (64, True)

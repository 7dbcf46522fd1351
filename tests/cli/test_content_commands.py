from __future__ import annotations

import sys
from pathlib import Path

import pytest
from command_shell import Shell

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "workspace"))
from films_csv import write_films


@pytest.fixture
def films(shell: Shell, tmp_path: Path) -> Shell:
    table, about, pictures = write_films(tmp_path)
    status, _, error = shell(
        "import", str(table), "--item-file", str(about), "--images", str(pictures), "--name", "Films"
    )
    assert status == 0, error
    return shell


def test_content_is_encoded_listed_and_searched(films: Shell) -> None:
    made = films.json("encode", "films", "--modality", "text", "--encoder", "tfidf")
    assert made[0]["encoding"]["n_encoded"] == 24
    coverage = films.json("content", "films")
    assert [(one["modality"], one["n_present"]) for one in coverage] == [("text", 24), ("image", 12), ("audio", 0)]
    hits = films.json("content", "films", "--search", "wedding comedy", "--limit", "3")
    assert {int(hit["item_id"][1:]) % 3 for hit in hits} == {1}
    like = films.json("content", "films", "--like", "f05", "--limit", "2")
    assert {int(hit["item_id"][1:]) % 3 for hit in like} == {2}
    status, out, _ = films("content", "films", "--duplicates")
    assert status == 0
    assert "similarity" in out


def test_everything_there_is_gets_encoded_and_what_was_skipped_is_said(films: Shell) -> None:
    status, out, error = films("encode", "films")
    assert status == 0, error
    assert "f04" in out


def test_a_refused_folder_is_one_sentence_and_exit_code_64(films: Shell, tmp_path: Path) -> None:
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "config.json").write_text('{"model_type": "bert"}')
    (tmp_path / "model" / "pytorch_model.bin").write_bytes(b"x")
    status, _, error = films("encode", "films", "--modality", "text", "--encoder", str(tmp_path / "model"))
    assert status == 64
    assert "pickled" in error


def test_built_in_encoders_are_listed(shell: Shell) -> None:
    found = {one["name"] for one in shell.json("encode", "--encoders")}
    assert {"wordllama", "minilm", "tfidf", "efficientnet-lite0", "log-mel"} <= found

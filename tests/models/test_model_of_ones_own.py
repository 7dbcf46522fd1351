"""A model from somebody else's package: the one that the README shows, in a distribution of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from model_contract import ModelContract
from own_model import NAME, install, on_the_path, sources

from workbench.models.recommender import Recommender
from workbench.models.registry import model_class, model_classes


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return install(tmp_path_factory.mktemp("own"))


class TestTheModelOfTheReadmeKeepsTheContract(ModelContract):
    @pytest.fixture(autouse=True)
    def _found(self, installed: Path, monkeypatch: pytest.MonkeyPatch) -> object:
        with on_the_path(installed, monkeypatch):
            type(self).kind: type[Recommender] = model_class(NAME)  # type: ignore[misc]
            type(self).config = self.kind.Config()
            yield


def test_it_is_absent_until_it_is_installed() -> None:
    assert NAME not in model_classes()


def test_it_is_about_forty_lines_long() -> None:
    body = sources()[0].partition("class ")[2]
    assert len([line for line in body.splitlines() if line.strip()]) <= 45


def test_another_process_trains_it_by_name(installed: Path, tmp_path: Path) -> None:
    """A fresh interpreter finds it as a person's would, beside our own models, and stores its run."""
    program = f"""
import sys
sys.path.insert(0, {str(installed)!r})
from workbench.cli.main import run
status = run(["import", "table.csv", "--name", "Mine", "--workspace", "w"])
status = status or run(["train", "nextitem", "Popularity", "--dataset", "Mine", "--workspace", "w"])
sys.exit(status or run(["recommend", "u1", "--run", "1", "--json", "--workspace", "w"]))
"""
    rows = [f"u{user},i{(user + step) % 7},{step}" for user in range(12) for step in range(5)]
    (tmp_path / "table.csv").write_text("user,item,timestamp\n" + "\n".join(rows) + "\n", encoding="utf-8")
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    assert "NextItem · run" in done.stdout
    assert '"item_id": "i6"' in done.stdout.partition("[")[2], "user 1 went from item 1 to 5; 6 comes next"

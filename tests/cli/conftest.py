from __future__ import annotations

import sys
from pathlib import Path

import pytest
from command_shell import Shell

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "workspace"))
from small_csv import write_small_csv


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Shell:
    monkeypatch.setenv("COLUMNS", "100")
    return Shell(tmp_path / "workspace", capsys, monkeypatch)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    return write_small_csv(tmp_path / "small.csv")

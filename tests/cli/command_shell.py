"""A shell on one workspace, as tests of the command line use it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from workbench.cli import session
from workbench.cli.main import run


class Shell:
    """Runs command lines on one workspace and keeps what they printed."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder, self._capsys = folder, capsys
        # Rich binds to the streams of its making; a test's streams are others.
        monkeypatch.setattr(session.OUT, "file", None)
        monkeypatch.setattr(session.ERR, "file", None)

    def __call__(self, *words: str) -> tuple[int, str, str]:
        self._capsys.readouterr()
        status = run([*words, "--workspace", str(self.folder)])
        printed = self._capsys.readouterr()
        return status, printed.out, printed.err

    def json(self, *words: str) -> Any:
        status, out, err = self(*words, "--json")
        assert status == 0, err
        return json.loads(out)

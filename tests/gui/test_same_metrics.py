"""The two doors lead to the same run: from the window and from the command line, a training gives the same metrics."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from conftest import TINY_SASREC
from PySide6.QtCore import Qt

from workbench.cli import session
from workbench.cli.main import run
from workbench.gui.context import Context
from workbench.gui.panels.train import TrainPanel
from workbench.workspace import Workspace


def from_the_window(context: Context, workspace: Workspace, qtbot: Any) -> dict[str, float]:
    context.open_with(workspace)
    context.choose_dataset(workspace.datasets.find("Films").id)
    panel = TrainPanel(context)
    qtbot.addWidget(panel)
    panel.show()
    qtbot.waitUntil(lambda: bool(panel.set_up.models), timeout=20_000)
    panel.set_up.choose_model("SASRec")
    panel.set_up.model_form.set_values(TINY_SASREC)
    with qtbot.waitSignal(context.runner.ended, timeout=30_000):
        qtbot.mouseClick(panel.start, Qt.MouseButton.LeftButton)
    test = workspace.runs.list()[0].test
    assert test is not None
    return test.metrics


def test_window_and_command_line_give_exactly_the_same_metrics(
    context: Context,
    stocked: Workspace,
    stock: Path,
    qtbot: Any,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window = from_the_window(context, stocked, qtbot)
    monkeypatch.setattr(session.OUT, "file", None)
    monkeypatch.setattr(session.ERR, "file", None)
    context.close()
    words = [word for name, value in TINY_SASREC.items() for word in ("--set", f"{name}={value}")]
    capsys.readouterr()
    status = run(["train", "SASRec", "--dataset", "Films", *words, "--workspace", str(stocked.folder), "--json"])
    printed = capsys.readouterr()
    assert status == 0, printed.err
    shell = json.loads(printed.out)[0]["test"]["metrics"]
    assert shell == window
    assert window["ndcg@10"] > 0

"""A model from somebody else's package stands in the window as our own do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from own_model import NAME, install, on_the_path
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDoubleSpinBox

from workbench.gui.context import Context
from workbench.gui.panels.train import TrainPanel
from workbench.workspace import Workspace


def test_an_installed_model_is_in_the_list_with_its_form_and_trains(
    qtbot: Any, context: Context, stocked: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "own").mkdir()
    with on_the_path(install(tmp_path / "own"), monkeypatch):
        context.open_with(stocked)
        context.choose_dataset(stocked.datasets.find("Films").id)
        panel = TrainPanel(context)
        qtbot.addWidget(panel)
        panel.show()
        qtbot.waitUntil(lambda: bool(panel.set_up.models), timeout=20_000)
        box = panel.set_up.model
        assert box.findData(NAME) >= 0
        box.setCurrentIndex(box.findData(NAME))
        assert box.currentText() == "Next item (Markov chain)"
        smoothing = panel.set_up.model_form.fields["smoothing"]
        assert isinstance(smoothing, QDoubleSpinBox)
        assert smoothing.accessibleName() == "Smoothing"
        qtbot.mouseClick(panel.start, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: [run.state for run in stocked.runs.list()] == ["done"], timeout=20_000)
        assert stocked.runs.list()[0].model == NAME

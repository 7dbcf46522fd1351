"""A training that the window's end puts off, and goes on with when it is back."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest
from gui_stock import write_pairs
from PySide6.QtCore import QItemSelectionModel, Qt

from workbench.gui.context import Context
from workbench.gui.panels.train import TrainPanel
from workbench.gui.theme import Theme
from workbench.jobs import Progress
from workbench.workspace import Workspace
from workbench.workspace.views import TrainRequest

LONG = {"epochs": 400, "width": 16, "layers": 1, "heads": 1, "batch_size": 4, "patience": 0}


def _panel(qtbot: Any, theme: Theme, folder: Path) -> TrainPanel:
    context = Context(theme)
    context.open_with(Workspace.open(folder))
    made = TrainPanel(context)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    qtbot.waitUntil(lambda: bool(made.set_up.models), timeout=20_000)
    return made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with Workspace.open(tmp_path / "workspace") as workspace:
        table = write_pairs(tmp_path / "pairs.csv")
        workspace.datasets.import_file(table, name="Pairs", progress=Progress())
        workspace.runs.model_types()  # torch is imported here, not while a test waits for the window
    return tmp_path / "workspace"


def test_closing_the_window_pauses_a_training_and_the_next_one_goes_on_with_it(
    qtbot: Any, theme: Theme, folder: Path
) -> None:
    panel = _panel(qtbot, theme, folder)
    panel.set_up.choose_model("SASRec")
    panel.set_up.model_form.set_values(LONG)
    qtbot.mouseClick(panel.start, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(panel.charts.points.get("ndcg@10", [])) >= 2, timeout=30_000)
    reached = len(panel.charts.points["ndcg@10"])
    assert not panel.resume.isVisible(), "what runs is not resumed"
    panel._context.close()

    again = _panel(qtbot, theme, folder)
    qtbot.waitUntil(again.resume.isVisible, timeout=10_000)
    assert again.resume.text() == "Resume run 1"
    assert again.table.runs.data(again.table.runs.index(0, 7)) == "Paused"
    qtbot.mouseClick(again.resume, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(again.charts.points.get("ndcg@10", [])) >= 1, timeout=30_000)
    assert again.charts.points["ndcg@10"][0][0] >= reached - 1, "it does not begin anew"
    assert not again.resume.isVisible()
    (run,) = again._context.workspace.runs.list()
    assert run.state == "running"
    again._context.close()


def test_a_run_that_has_just_begun_shows_no_curve_twice(
    qtbot: Any, theme: Theme, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Workspace.open(folder) as workspace:
        dataset = workspace.datasets.list()[0]
        for seed in range(2):
            request = TrainRequest(dataset.id, "SASRec", {**LONG, "epochs": 3}, seed=seed)
            workspace.runs.train(request, progress=Progress())
    panel = _panel(qtbot, theme, folder)
    qtbot.waitUntil(lambda: panel.charts.legend.text() == "run 2, run 1", timeout=10_000)
    learned = threading.Event()
    monkeypatch.setattr(panel._context.workspace.runs, "train", lambda request, progress: learned.wait(30))
    qtbot.mouseClick(panel.start, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: panel._job is not None, timeout=10_000)
    qtbot.waitUntil(lambda: panel._context.lookups.idle, timeout=10_000)
    shown = panel.charts.legend.text()
    learned.set()
    qtbot.waitUntil(lambda: panel._context.runner.current is None, timeout=10_000)
    panel._context.close()
    assert shown == "run 2, run 1"


def test_the_curves_of_several_chosen_runs_are_laid_over_each_other(qtbot: Any, theme: Theme, folder: Path) -> None:
    with Workspace.open(folder) as workspace:
        dataset = workspace.datasets.list()[0]
        for seed in range(3):
            request = TrainRequest(dataset.id, "SASRec", {**LONG, "epochs": 3}, seed=seed)
            workspace.runs.train(request, progress=Progress())
    panel = _panel(qtbot, theme, folder)
    qtbot.waitUntil(lambda: panel.table.runs.rowCount() == 3, timeout=10_000)
    flags = QItemSelectionModel.SelectionFlag
    for row in range(3):
        panel.table.selectionModel().select(panel.table.runs.index(row, 0), flags.Select | flags.Rows)
    qtbot.waitUntil(lambda: panel.charts.legend.text() == "run 3, run 2, run 1", timeout=10_000)
    assert set(panel.charts.validation.names()) == {"now", "other 0", "other 1"}
    panel.table.choose(2)
    qtbot.waitUntil(lambda: panel.charts.legend.text().startswith("run 2, "), timeout=10_000)
    assert len(panel.charts.validation.names()) == 2
    panel._context.close()

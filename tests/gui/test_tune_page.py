"""Tuning, beside Train: models are searched with one budget each, the search is watched, its best becomes a run."""

from __future__ import annotations

from typing import Any

import pytest
from conftest import texts
from PySide6.QtCore import Qt

from workbench.gui.context import Context
from workbench.gui.panels.train import TrainPanel
from workbench.gui.panels.tune import TunePage
from workbench.workspace import Workspace


@pytest.fixture
def page(qtbot: Any, context: Context, stocked: Workspace) -> TunePage:
    context.open_with(stocked)
    context.choose_dataset(stocked.datasets.find("Films").id)
    panel = TrainPanel(context)
    qtbot.addWidget(panel)
    panel.resize(1200, 760)
    panel.show()
    qtbot.waitUntil(lambda: panel.mode.isVisible(), timeout=20_000)
    qtbot.mouseClick(panel.mode.buttons["tune"], Qt.MouseButton.LeftButton)
    assert panel.tune is not None
    assert not panel.start.isVisible()
    qtbot.waitUntil(lambda: panel.tune.set_up.models.count() > 3, timeout=20_000)
    return panel.tune


def search(page: TunePage, qtbot: Any, *models: str, trials: int = 6) -> None:
    page.set_up.choose_models(models)
    page.set_up.kind.buttons["trials"].click()
    page.set_up.trials.setValue(trials)
    qtbot.mouseClick(page.set_up.start, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page._context.runner.current is None, timeout=60_000)
    qtbot.waitUntil(lambda: page.shown is not None and len(page.shown.trials) == trials, timeout=10_000)


def test_each_model_gets_the_same_budget(page: TunePage) -> None:
    page.set_up.choose_models(["EASE", "ItemKNN", "SASRec"])
    page.set_up.minutes.setValue(3)
    assert {(r.model, r.seconds, r.trials) for r in page.set_up.requests()} == {
        (name, 180.0, None) for name in ("EASE", "ItemKNN", "SASRec")
    }
    page.set_up.choose_models([])
    assert not page.set_up.start.isEnabled()


def test_before_the_first_search_the_page_says_what_a_search_does(page: TunePage) -> None:
    assert "Nothing tuned on this dataset yet" in texts(page)


def test_a_search_is_drawn_and_its_best_becomes_a_run(
    page: TunePage, context: Context, stocked: Workspace, qtbot: Any
) -> None:
    search(page, qtbot, "ItemKNN")
    study = page.shown
    assert study is not None
    assert study.best is not None
    assert page.table.trials.rowCount() == 6
    top = page.table.trials.index(0, 1)
    assert page.table.trials.data(top) == f"{study.best.value:.4f}"
    assert "best so far" in page.charts.history.names()
    assert "the best" in page.charts.parallel.names()
    assert {page.charts.setting.itemData(row) for row in range(3)} == {"similarity", "neighbours", "shrinkage"}
    for row in range(3):
        page.charts.setting.setCurrentIndex(row)
        page.charts.setting.activated.emit(row)
        assert "the best" in page.charts.slice.names()
    qtbot.mouseClick(page.train_best, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: context.runner.current is None, timeout=30_000)
    (run,) = stocked.runs.list()
    assert (run.model, run.state) == ("ItemKNN", "done")
    details = stocked.runs.get(run.id)
    assert details.study is not None
    assert details.study["trial"] == study.best.number


def test_a_search_is_stopped_from_the_page_and_its_study_deleted(page: TunePage, context: Context, qtbot: Any) -> None:
    page.set_up.choose_models(["ItemTransition"])
    qtbot.mouseClick(page.set_up.start, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(page.stop.isVisible, timeout=5_000)
    qtbot.waitUntil(lambda: context.runner.current is None or len(context.runner.current.progress.points_since(0)) > 1)
    qtbot.mouseClick(page.stop, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: context.runner.current is None, timeout=5_000)
    qtbot.waitUntil(lambda: page.shown is not None, timeout=10_000)
    assert not page.stop.isVisible()
    qtbot.mouseClick(page.delete, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.shown is None, timeout=10_000)


def test_a_storage_that_cannot_be_reached_is_told(page: TunePage, qtbot: Any) -> None:
    page.set_up.storage.setText("nonsense")
    page.set_up.storage.editingFinished.emit()
    qtbot.waitUntil(lambda: "storage of the studies" in page.notice.text.text(), timeout=5_000)

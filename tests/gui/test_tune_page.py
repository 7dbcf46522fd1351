"""Tuning, beside Train: models are searched with one budget each, the search is watched, its best becomes a run."""

from __future__ import annotations

from typing import Any

import pytest
from conftest import texts
from PySide6.QtCore import Qt

from workbench.gui.context import Context
from workbench.gui.panels.train import TrainPanel
from workbench.gui.panels.tune import TunePage
from workbench.gui.panels.tune_beside import StudiesBeside, best_so_far
from workbench.workspace import Workspace
from workbench.workspace.views import StudyRecord, Trial


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


def trial(number: int, value: float | None, seconds: float = 2.0, *, defaults: bool = False) -> Trial:
    state = "failed" if value is None else "complete"
    return Trial(number, state, value, {}, {}, seconds, defaults=defaults)


def study(model: str, *trials: Trial) -> StudyRecord:
    return StudyRecord(f"{model} · study", None, model, "f", "ratio", {}, 1, "ndcg@10", (), trials)


def test_the_best_so_far_rises_with_what_was_spent() -> None:
    found = study("A", trial(0, None, 1.0), trial(1, 0.2, 3.0), trial(2, 0.1, 2.0), trial(3, 0.4, 4.0))
    assert best_so_far(found, "trials") == ([2.0, 3.0, 4.0], [0.2, 0.2, 0.4])
    assert best_so_far(found, "seconds") == ([4.0, 6.0, 10.0], [0.2, 0.2, 0.4])


def test_searches_side_by_side_are_ranked_and_unequal_budgets_told(qtbot: Any) -> None:
    beside = StudiesBeside()
    qtbot.addWidget(beside)
    weak = study("Weak", *(trial(n, 0.1 + n / 100, defaults=n == 0) for n in range(30)))
    strong = study("Strong", trial(0, 0.5, defaults=True), trial(1, 0.6))
    beside.show_studies([weak, strong])
    rows = beside.rows
    text = [[rows.data(rows.index(row, column)) for column in range(6)] for row in range(2)]
    assert text[0][:5] == ["Strong", "0.6000", "0.5000", "+20.0%", "2"]
    assert text[1][:5] == ["Weak", "0.3900", "0.1000", "+290.0%", "30"]
    assert set(beside.chart.names()) == {"Strong", "Weak"}
    assert beside.said.text() == (
        "Weak was tuned with 30 trials in 60 s, Strong with 2 in 4 s: their budgets were not the same."
    )
    beside.show_studies([weak, study("Other", *weak.trials)])
    assert beside.said.text() == ""
    with qtbot.waitSignal(beside.chosen) as chosen:
        beside.table.activated.emit(rows.index(0, 0))
    assert chosen.args == [rows.studies[0].name]


def test_models_searched_with_one_budget_are_seen_together_and_all_trained(
    page: TunePage, context: Context, stocked: Workspace, qtbot: Any
) -> None:
    assert not page.views.isVisible()
    page.set_up.choose_models(["ItemKNN", "EASE"])
    page.set_up.kind.buttons["trials"].click()
    page.set_up.trials.setValue(3)
    qtbot.mouseClick(page.set_up.start, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(page.views.isVisible, timeout=60_000)
    qtbot.waitUntil(lambda: context.runner.current is None, timeout=60_000)
    page.views.buttons["all"].click()
    qtbot.waitUntil(lambda: [len(s.trials) for s in page.peers] == [3, 3], timeout=10_000)
    assert page.beside.isVisible()
    assert not page.study.isVisible()
    assert page.train_best.text() == "Train the best of each"
    qtbot.mouseClick(page.train_best, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(stocked.runs.list()) == 2 and context.runner.current is None, timeout=60_000)
    assert {(run.model, run.study["trials"]) for run in stocked.runs.list() if run.study} == {
        ("EASE", 3),
        ("ItemKNN", 3),
    }
    page.beside.table.activated.emit(page.beside.rows.index(1, 0))
    assert page.charts.isVisible()
    assert page.shown is not None
    assert page.shown.model == page.beside.rows.studies[1].model


def test_a_storage_that_cannot_be_reached_is_told(page: TunePage, qtbot: Any) -> None:
    page.set_up.storage.setText("nonsense")
    page.set_up.storage.editingFinished.emit()
    qtbot.waitUntil(lambda: "storage of the studies" in page.notice.text.text(), timeout=5_000)

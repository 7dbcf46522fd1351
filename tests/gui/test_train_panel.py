"""Training from the window: the form, the start, what moves meanwhile, and how it is stopped."""

from __future__ import annotations

import time
from typing import Any

import pytest
from conftest import TINY_SASREC, texts
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QSpinBox

from workbench.gui.context import Context
from workbench.gui.jobs_bar import JobsBar
from workbench.gui.panels.train import TrainPanel
from workbench.models.attention.sasrec import SASRecConfig
from workbench.workspace import Workspace

LONG = TINY_SASREC | {"epochs": 1000, "patience": 0}


@pytest.fixture
def panel(qtbot: Any, context: Context, stocked: Workspace) -> TrainPanel:
    context.open_with(stocked)
    context.choose_dataset(stocked.datasets.find("Films").id)
    made = TrainPanel(context)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    qtbot.waitUntil(lambda: bool(made.set_up.models), timeout=20_000)
    choose(made, "SASRec")
    return made


def choose(panel: TrainPanel, model: str, **config: Any) -> None:
    box = panel.set_up.model
    box.setCurrentIndex(box.findData(model))
    panel.set_up.model_form.set_values(config)


def start(panel: TrainPanel, qtbot: Any) -> None:
    qtbot.mouseClick(panel.start, Qt.MouseButton.LeftButton)


def states(workspace: Workspace) -> list[str]:
    return [run.state for run in workspace.runs.list()]


def test_the_form_has_every_setting_of_the_model_within_its_bounds(panel: TrainPanel) -> None:
    form = panel.set_up.model_form
    assert list(form.fields) == list(SASRecConfig.model_fields)
    width = form.fields["width"]
    assert isinstance(width, QSpinBox)
    assert (width.minimum(), width.maximum(), width.value()) == (8, 2_048, 64)
    assert width.accessibleName() == "Width"
    assert SASRecConfig(**form.values()) == SASRecConfig()
    schedule = form.fields["schedule"]
    assert isinstance(schedule, QComboBox)
    assert [schedule.itemText(i) for i in range(schedule.count())] == ["Cosine", "Constant"]


def test_another_model_brings_its_own_form(panel: TrainPanel) -> None:
    choose(panel, "ItemTransition")
    assert "distance" in panel.set_up.model_form.fields
    assert "width" not in panel.set_up.model_form.fields
    assert any(isinstance(editor, QCheckBox | QSpinBox) for editor in panel.set_up.model_form.fields.values())


def test_rare_settings_are_folded_until_they_are_asked_for(panel: TrainPanel, qtbot: Any) -> None:
    form = panel.set_up.model_form
    assert form.more is not None
    assert not form.fields["clip_norm"].isVisible()
    qtbot.mouseClick(form.more, Qt.MouseButton.LeftButton)
    assert form.fields["clip_norm"].isVisibleTo(form)


def test_settings_that_do_not_fit_together_are_explained_and_cannot_be_started(panel: TrainPanel) -> None:
    choose(panel, "SASRec", width=10, heads=3)
    assert panel.set_up.mistake.text() == "Width 10 is not a multiple of heads 3."
    assert not panel.start.isEnabled()
    choose(panel, "SASRec", width=12, heads=3)
    assert not panel.set_up.mistake.text()
    assert panel.start.isEnabled()


def test_a_training_draws_its_curves_and_ends_in_the_table(
    panel: TrainPanel, context: Context, stocked: Workspace, qtbot: Any
) -> None:
    choose(panel, "SASRec", **(TINY_SASREC | {"epochs": 4}))
    start(panel, qtbot)
    assert panel.queue.button.text() == "Queue · 1"
    with qtbot.waitSignal(context.runner.ended, timeout=30_000) as ended:
        qtbot.waitUntil(lambda: panel.table.runs.live is not None, timeout=10_000)
    assert ended.args[0].state == "done"
    qtbot.waitUntil(lambda: panel.table.runs.row_of(1) is not None, timeout=5_000)
    qtbot.waitUntil(lambda: "now" in panel.charts.validation.names(), timeout=5_000)

    def drawn() -> tuple[Any, Any]:
        epochs, values = panel.charts.validation.plot.listDataItems()[0].getOriginalDataset()
        return epochs, values

    qtbot.waitUntil(lambda: list(drawn()[0]) == [1.0, 2.0, 3.0, 4.0], timeout=5_000)
    values = drawn()[1]
    assert values.max() == pytest.approx(float(panel.charts.best.text().split()[1]), abs=5e-4)
    assert "now" in panel.charts.loss.names()
    row = panel.table.runs.index(0, 5)
    assert panel.run_badge.text() == "Run 1"
    assert panel.table.runs.data(row.siblingAtColumn(1)) == "SASRec"
    assert states(stocked) == ["done"]
    assert not panel.queue.button.isVisible()


def test_curves_grow_while_the_model_learns_and_stand_still_while_it_is_paused(
    panel: TrainPanel, context: Context, qtbot: Any
) -> None:
    bar = JobsBar(context)
    qtbot.addWidget(bar)
    bar.show()
    choose(panel, "SASRec", **LONG)
    start(panel, qtbot)

    def drawn() -> int:
        return len(panel.charts.points.get("ndcg@10", []))

    qtbot.waitUntil(lambda: drawn() >= 2, timeout=20_000)
    qtbot.waitUntil(lambda: "epoch" in bar.message.text() and "sequences/s" in bar.pace.text(), timeout=5_000)

    def phase() -> str:
        return "" if panel.table.runs.live is None else panel.table.runs.live.phase

    qtbot.waitUntil(lambda: phase().startswith("Epoch"), timeout=5_000)
    qtbot.mouseClick(bar.pause, Qt.MouseButton.LeftButton)
    qtbot.wait(250)
    before = drawn()
    qtbot.wait(250)
    assert drawn() == before
    assert panel.table.runs.live.phase == "Paused"
    qtbot.mouseClick(bar.pause, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: drawn() > before, timeout=10_000)
    with qtbot.waitSignal(context.runner.ended, timeout=5_000):
        qtbot.mouseClick(bar.cancel, Qt.MouseButton.LeftButton)


def test_what_waits_and_what_runs_is_cancelled_from_the_queue_within_a_second(
    panel: TrainPanel, context: Context, stocked: Workspace, qtbot: Any
) -> None:
    choose(panel, "SASRec", **LONG)
    start(panel, qtbot)
    start(panel, qtbot)
    assert panel.queue.button.text() == "Queue · 2"
    qtbot.waitUntil(lambda: bool(panel.charts.points), timeout=20_000)
    panel.queue.fill_menu()
    entries = [action.text() for action in panel.queue.menu.actions()]
    assert entries == ["Cancel Training SASRec (running)", "Cancel Training SASRec (waiting)", "", "Cancel all"]
    panel.queue.menu.actions()[1].trigger()
    assert panel.queue.button.text() == "Queue · 1"
    began = time.monotonic()
    with qtbot.waitSignal(context.runner.ended, timeout=5_000):
        panel.queue.menu.actions()[0].trigger()
    assert time.monotonic() - began < 1.0
    assert states(stocked) == ["cancelled"]
    assert not panel.notice.isVisible()


def test_a_run_that_fails_says_why_in_one_sentence(
    panel: TrainPanel, context: Context, stocked: Workspace, qtbot: Any
) -> None:
    context.choose_dataset(stocked.datasets.find("Pairs").id)
    box = panel.set_up.split
    box.setCurrentIndex(box.findData("global-time"))
    choose(panel, "Popularity")
    with qtbot.waitSignal(context.runner.ended, timeout=20_000):
        start(panel, qtbot)
    assert panel.notice.isVisible()
    said = panel.notice.text.text()
    assert said.startswith("Training Popularity stopped: Pairs has no times, so it cannot be split at one moment.")
    assert "\n" not in said
    assert "Error" not in said
    assert all(state == "failed" for state in states(stocked))


def test_baselines_are_trained_beside_it(panel: TrainPanel, context: Context, stocked: Workspace, qtbot: Any) -> None:
    qtbot.mouseClick(panel.add_baselines, Qt.MouseButton.LeftButton)
    assert panel.queue.button.text() == "Queue · 3"
    qtbot.waitUntil(lambda: context.runner.current is None, timeout=30_000)
    assert {run.model: run.state for run in stocked.runs.list()} == {
        "Popularity": "done",
        "ItemKNN": "done",
        "ItemTransition": "done",
    }


def test_a_model_is_fitted_again_where_the_box_is_ticked(
    panel: TrainPanel, context: Context, stocked: Workspace, qtbot: Any
) -> None:
    choose(panel, "EASE")
    assert not panel.set_up.refit.isChecked()
    panel.set_up.refit.click()
    start(panel, qtbot)
    qtbot.waitUntil(lambda: states(stocked) == ["done"] and context.runner.current is None, timeout=30_000)
    details = stocked.runs.get(stocked.runs.list()[0].id)
    assert details.refit
    panel.set_up.refit.click()
    panel.show_argument(details)
    assert panel.set_up.refit.isChecked()


def test_a_hybrid_takes_a_stored_run_from_a_menu(
    panel: TrainPanel, context: Context, stocked: Workspace, qtbot: Any
) -> None:
    choose(panel, "EASE")
    assert panel.set_up.add_run.isHidden()
    start(panel, qtbot)
    qtbot.waitUntil(lambda: states(stocked) == ["done"] and context.runner.current is None, timeout=30_000)
    choose(panel, "Stacking")
    assert panel.set_up.add_run.isHidden(), "it learns from what was held back, which a stored run has seen"
    choose(panel, "WeightedHybrid", parts="ItemTransition")
    assert not panel.set_up.add_run.isHidden()

    def offered() -> list[str]:
        panel.set_up.add_run_menu.aboutToShow.emit()
        return [action.text() for action in panel.set_up.add_run_menu.actions() if action.isEnabled()]

    run = stocked.runs.list()[0]
    qtbot.waitUntil(lambda: offered() == [run.label], timeout=10_000)
    panel.set_up.add_run_menu.actions()[0].trigger()
    panel.set_up.add_run_menu.actions()[0].trigger()  # once is enough
    assert panel.set_up.model_form.values()["parts"] == f"ItemTransition\n#{run.id}"
    start(panel, qtbot)
    qtbot.waitUntil(lambda: states(stocked) == ["done", "done"] and context.runner.current is None, timeout=30_000)
    assert stocked.runs.list()[0].model == "WeightedHybrid"


def test_the_cost_is_estimated_before_the_start(panel: TrainPanel, qtbot: Any) -> None:
    qtbot.waitUntil(lambda: "parameters" in panel.set_up.estimate.text(), timeout=20_000)
    choose(panel, "Popularity")
    qtbot.waitUntil(lambda: panel.set_up.estimate.text() == "Counts only: done within seconds.", timeout=20_000)


def test_without_a_dataset_the_place_says_what_to_do_next(context: Context, fake: Any, qtbot: Any) -> None:
    made = TrainPanel(context)
    qtbot.addWidget(made)
    made.show()
    context.open_with(fake)
    qtbot.waitUntil(made.empty.isVisible, timeout=3_000)
    assert "Nothing to learn from yet" in texts(made.empty)
    with qtbot.waitSignal(context.go, timeout=1_000) as went:
        qtbot.mouseClick(made.empty.action, Qt.MouseButton.LeftButton)
    assert went.args[0] == "data"

"""The Models place: every run with all that repeats it, and what can be done with it."""

from __future__ import annotations

from typing import Any

import pytest
from conftest import texts
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QPushButton

from workbench.gui.context import Context
from workbench.gui.panels.models import ModelsPanel
from workbench.workspace import Workspace


@pytest.fixture
def panel(qtbot: Any, context: Context, trained: Workspace) -> ModelsPanel:
    context.open_with(trained)
    context.choose_dataset(trained.datasets.find("Films").id)
    made = ModelsPanel(context)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    qtbot.waitUntil(lambda: made._details is not None and made._details.summary.id == 2, timeout=20_000)
    return made


def choose(panel: ModelsPanel, qtbot: Any, run_id: int) -> None:
    row = panel.table.runs.row_of(run_id)
    at = panel.table.visualRect(panel.table.runs.index(row or 0, 1)).center()
    qtbot.mouseClick(panel.table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    qtbot.waitUntil(lambda: panel._details is not None and panel._details.summary.id == run_id, timeout=5_000)


def answer(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """Press the button of this text in the next question."""

    def press(box: QMessageBox) -> int:
        wanted = next(b for b in box.buttons() if b.text().replace("&", "") == text)
        monkeypatch.setattr(QMessageBox, "clickedButton", lambda _: wanted)
        assert isinstance(wanted, QPushButton)
        return 0

    monkeypatch.setattr(QMessageBox, "exec", press)


def test_all_runs_are_listed_newest_first_with_their_result(panel: ModelsPanel, trained: Workspace) -> None:
    model = panel.table.runs
    shown = [[model.data(model.index(row, column)) for column in range(6)] for row in range(model.rowCount())]
    assert [line[:3] for line in shown] == [["2", "SASRec", "Films"], ["1", "Popularity", "Films"]]
    test = trained.runs.get(2).summary.test
    assert test is not None
    assert shown[0][3].startswith(f"{test.metrics['ndcg@10']:.3f}")
    assert [line[5] for line in shown] == ["Done", "Done"]


def test_everything_that_repeats_a_run_is_shown_by_its_titles(panel: ModelsPanel, trained: Workspace) -> None:
    said = panel.details.texts()
    run = trained.runs.get(2)
    assert run.dataset_fingerprint[:16] in said
    for title, value in (("Width", "16"), ("History length", "12"), ("Schedule", "Cosine"), ("Seed", "42")):
        assert said[said.index(title) + 1] == value
    assert run.versions["torch"] in said
    assert "history_length" not in said


def test_a_click_shows_another_run_and_what_can_be_done_with_it(panel: ModelsPanel, qtbot: Any) -> None:
    assert panel.see_attention.isVisible()
    choose(panel, qtbot, 1)
    assert panel.details.texts()[0] == "Run 1"
    assert not panel.see_attention.isVisible()
    assert "This run has no curve" in texts(panel.charts)


def test_a_run_is_trained_again_from_what_is_stored_and_gives_the_same_metrics(
    panel: ModelsPanel, context: Context, trained: Workspace, qtbot: Any
) -> None:
    with qtbot.waitSignal(context.runner.ended, timeout=30_000):
        qtbot.mouseClick(panel.again, Qt.MouseButton.LeftButton)
    first, again = trained.runs.get(2), trained.runs.get(3)
    assert first.summary.test is not None
    assert again.summary.test is not None
    assert again.summary.test.metrics == first.summary.test.metrics
    assert again.config == first.config


def test_recommendations_and_attention_open_for_the_chosen_run(
    panel: ModelsPanel, context: Context, qtbot: Any
) -> None:
    went: list[tuple[str, object]] = []
    context.go.connect(lambda place, argument: went.append((place, argument)))
    qtbot.mouseClick(panel.see_recommendations, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(panel.see_attention, Qt.MouseButton.LeftButton)
    assert went == [("recommend", 2), ("attention", 2)]


def test_deleting_asks_first(
    panel: ModelsPanel, trained: Workspace, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(monkeypatch, "Cancel")
    qtbot.mouseClick(panel.delete, Qt.MouseButton.LeftButton)
    assert [run.id for run in trained.runs.list()] == [2, 1]
    answer(monkeypatch, "Delete")
    qtbot.mouseClick(panel.delete, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: panel.table.runs.rowCount() == 1, timeout=5_000)
    assert [run.id for run in trained.runs.list()] == [1]


def test_a_run_is_chosen_from_elsewhere_whatever_its_dataset(
    panel: ModelsPanel, context: Context, trained: Workspace, qtbot: Any
) -> None:
    context.choose_dataset(trained.datasets.find("Pairs").id)
    qtbot.waitUntil(lambda: panel.table.runs.rowCount() == 0, timeout=5_000)
    panel.show_argument(1)
    qtbot.waitUntil(lambda: panel.details.texts()[0] == "Run 1", timeout=5_000)


def test_without_a_run_the_place_leads_to_training(context: Context, stocked: Workspace, qtbot: Any) -> None:
    context.open_with(stocked)
    made = ModelsPanel(context)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(made.empty.isVisible, timeout=5_000)
    assert not made.delete.isVisible()
    with qtbot.waitSignal(context.go, timeout=1_000) as went:
        qtbot.mouseClick(made.empty.action, Qt.MouseButton.LeftButton)
    assert went.args[0] == "train"

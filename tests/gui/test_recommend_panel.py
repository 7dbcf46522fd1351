"""Recommendations in the window: whom for, what, how fast, and what attention looked at."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import Any

import pytest
from conftest import texts
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QFileDialog

from workbench.gui.context import Context
from workbench.gui.panels.recommend import RecommendPanel
from workbench.workspace import Workspace


@pytest.fixture
def panel(qtbot: Any, context: Context, trained: Workspace) -> RecommendPanel:
    context.open_with(trained)
    context.choose_dataset(trained.datasets.find("Films").id)
    made = RecommendPanel(context)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    made.show_argument("u17")
    qtbot.waitUntil(lambda: made.live.view is not None and made.users.user_id == "u17", timeout=20_000)
    return made


def pick_user(panel: RecommendPanel, qtbot: Any, typed: str) -> None:
    qtbot.mouseClick(panel.users, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(panel.users.search, typed)
    qtbot.waitUntil(lambda: [row.id for row in panel.users._rows] == [typed], timeout=5_000)
    qtbot.keyClick(panel.users.search, Qt.Key.Key_Return)


def test_a_user_is_found_by_typing_and_the_history_is_shown_newest_first(
    panel: RecommendPanel, context: Context, trained: Workspace, qtbot: Any
) -> None:
    pick_user(panel, qtbot, "u23")
    history = trained.datasets.history(context.dataset_id or 0, "u23")
    model = panel.history.list.history
    qtbot.waitUntil(lambda: model.rowCount() == len(history) and model.row(model.index(0)) == history[-1], timeout=5000)
    assert panel.users.text().startswith(f"User u23 — {len(history)} interactions")
    assert model.data(model.index(0)) == history[-1].title
    assert "★" in model.data(model.index(0), Qt.ItemDataRole.AccessibleTextRole)


def test_seen_items_are_not_in_the_list_and_the_time_it_took_is_told(
    panel: RecommendPanel, context: Context, trained: Workspace, qtbot: Any
) -> None:
    seen = {row.item for row in trained.datasets.history(context.dataset_id or 0, "u17")}
    assert not seen & {item.item for item in panel.top.list.top.items}
    scores = [item.score for item in panel.top.list.top.items]
    assert scores == sorted(scores, reverse=True)
    assert panel.top.heading.text() == "Top 10 of 40"
    assert re.fullmatch(r"· \d+\.\d ms", panel.top.speed.text())


def test_the_run_that_shows_its_attention_is_chosen_first(panel: RecommendPanel) -> None:
    assert panel.runs.currentText() == "SASRec · run 2"


def test_a_click_on_a_recommendation_asks_why_and_the_history_is_tinted_by_attention(
    panel: RecommendPanel, trained: Workspace, qtbot: Any
) -> None:
    model = panel.history.list.history
    qtbot.waitUntil(lambda: model.rowCount() > 0 and model.weight(model.index(0)) is not None, timeout=5_000)
    row = panel.top.list.visualRect(panel.top.list.top.index(3)).center()
    qtbot.mouseClick(panel.top.list.viewport(), Qt.MouseButton.LeftButton, pos=row)
    assert panel.why.title.text() == panel.top.list.top.items[3].title
    record = trained.insight.attention(2, "u17").record
    weights = [model.weight(model.index(row)) for row in range(model.rowCount())]
    read = [weight for weight in weights if weight is not None]
    assert len(read) == len(record.positions) <= 12
    assert sum(read) == pytest.approx(1.0, abs=1e-4)
    assert read[0] == pytest.approx(float(record.last_row()[-1]), abs=1e-6)
    assert model.share(model.index(weights.index(max(read)))) == pytest.approx(1.0)
    assert "Where the last layer looked" in texts(panel.why)


def test_the_arrow_keys_move_through_the_recommendations(panel: RecommendPanel, qtbot: Any) -> None:
    panel.top.list.selectionModel().setCurrentIndex(
        panel.top.list.top.index(0), QItemSelectionModel.SelectionFlag.ClearAndSelect
    )
    qtbot.keyClick(panel.top.list, Qt.Key.Key_Down)
    assert panel.why.title.text() == panel.top.list.top.items[1].title


def test_a_model_without_attention_says_so(panel: RecommendPanel, qtbot: Any) -> None:
    panel.runs.setCurrentIndex(panel.runs.findText("Popularity · run 1"))
    panel.runs.activated.emit(panel.runs.currentIndex())
    qtbot.waitUntil(lambda: panel.live.view is not None and panel.live.view.list.run_id == 1, timeout=5_000)
    assert "Popularity has no attention to show." in texts(panel.why)
    model = panel.history.list.history
    assert model.weight(model.index(0)) is None


def test_the_whole_map_opens_for_the_same_user_run_and_item(
    panel: RecommendPanel, context: Context, qtbot: Any
) -> None:
    qtbot.waitUntil(panel.why.open_map.isVisible, timeout=5_000)
    with qtbot.waitSignal(context.go, timeout=1_000) as went:
        qtbot.mouseClick(panel.why.open_map, Qt.MouseButton.LeftButton)
    place, wanted = went.args
    assert place == "attention"
    assert (wanted["run"], wanted["user"]) == (2, panel.users.user_id)
    assert wanted["target"] == panel.top.list.top.items[0]


def test_an_unknown_user_is_told_in_a_sentence(panel: RecommendPanel, qtbot: Any) -> None:
    panel.show_argument("nobody")
    qtbot.waitUntil(lambda: "There is no user “nobody” in “Films”." in panel.notice.text.text(), timeout=5_000)
    assert not panel.top.list.top.items
    assert len(panel.history.now) == 0


def test_a_list_is_exported_as_csv(
    panel: RecommendPanel, context: Context, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "list.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    with qtbot.waitSignal(context.runner.ended, timeout=10_000):
        panel.export.part_menus["one"].actions()[0].trigger()
    with file.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert [row["item"] for row in rows] == [item.item_id for item in panel.top.list.top.items]
    assert str(file) in panel.notice.text.text()


def test_without_a_trained_model_the_place_leads_to_training(context: Context, stocked: Workspace, qtbot: Any) -> None:
    context.open_with(stocked)
    context.choose_dataset(stocked.datasets.find("Films").id)
    made = RecommendPanel(context)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(made.no_run.isVisible, timeout=5_000)
    assert not made.runs.isVisible()
    with qtbot.waitSignal(context.go, timeout=1_000) as went:
        qtbot.mouseClick(made.no_run.action, Qt.MouseButton.LeftButton)
    assert went.args == ["train", "SASRec"]

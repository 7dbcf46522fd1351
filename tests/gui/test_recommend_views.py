"""The other views of the Recommend place: wishes, comparison, map, exploration, feedback and files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QInputDialog

from workbench.gui.components.point_cloud import PointCloud, colour_codes
from workbench.gui.context import Context
from workbench.gui.panels.recommend import RecommendPanel
from workbench.gui.panels.recommendation_list import thumbs
from workbench.workspace import Workspace


@pytest.fixture
def panel(qtbot: Any, context: Context, trained: Workspace) -> RecommendPanel:
    context.open_with(trained)
    context.choose_dataset(trained.datasets.find("Films").id)
    made = RecommendPanel(context)
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    made.show_argument("u17")
    settle(qtbot, made)
    return made


def settle(qtbot: Any, panel: RecommendPanel) -> None:
    """Wait until nothing has been asked for a while: an answer that is delivered may ask the next question."""
    qtbot.waitUntil(lambda: panel.live.view is not None and bool(panel.history.now.entries), timeout=20_000)
    quiet = 0
    while quiet < 6:
        qtbot.wait(30)
        quiet = quiet + 1 if panel._context.lookups.idle else 0


def shown(panel: RecommendPanel) -> list[int]:
    return [item.item for item in panel.top.list.top.items]


def test_a_filter_and_a_rule_change_the_list_and_say_what_they_changed(panel: RecommendPanel, qtbot: Any) -> None:
    qtbot.mouseClick(panel.wish, Qt.MouseButton.LeftButton)
    assert panel.wishes.isVisible()
    qtbot.waitUntil(lambda: panel.wishes.categories.count() == 3, timeout=5_000)
    panel.wishes.categories.item(0).setCheckState(Qt.CheckState.Checked)
    category = panel.wishes.categories.item(0).text()
    settle(qtbot, panel)
    assert panel.top.list.top.items
    assert all(category in item.categories for item in panel.top.list.top.items)
    last = panel.top.list.top.items[-1]
    panel.wishes.rule_lines.setPlainText(f'pin when item.title is "{last.title}"')
    qtbot.waitUntil(lambda: shown(panel)[:1] == [last.item], timeout=5_000)
    settle(qtbot, panel)
    assert panel.wish.text() == "Filters and rules · 2"
    lines = panel.wishes.effects.text().splitlines()
    assert lines[0].startswith("Categories: ")
    assert lines[1].startswith("pin when item.title is")
    qtbot.mouseClick(panel.wishes.clear_all, Qt.MouseButton.LeftButton)
    settle(qtbot, panel)
    assert panel.wish.text() == "Filters and rules"


def test_a_rule_that_cannot_be_read_is_told_and_leaves_the_list(panel: RecommendPanel, qtbot: Any) -> None:
    qtbot.mouseClick(panel.wish, Qt.MouseButton.LeftButton)
    before = shown(panel)
    panel.wishes.rule_lines.setPlainText("promote everything")
    qtbot.waitUntil(panel.wishes.problem.isVisible, timeout=5_000)
    assert "Line 1 of the rules cannot be read" in panel.wishes.problem.text()
    assert shown(panel) == before


def test_two_runs_stand_side_by_side_with_their_agreement(panel: RecommendPanel, qtbot: Any) -> None:
    qtbot.mouseClick(panel.views.buttons["compare"], Qt.MouseButton.LeftButton)
    settle(qtbot, panel)
    assert not panel.top.isVisible()
    lists = [page.top.items for page in (panel.compare.first_list, panel.compare.second_list)]
    codes = [{item.item for item in items} for items in lists]
    assert panel.compare.summary.text().startswith(f"{len(codes[0] & codes[1])} of 10 items in both")
    assert panel.compare.run.run is not None
    assert panel.runs.run is not None
    assert panel.compare.run.run.id != panel.runs.run.id


def test_a_thumb_is_stored_and_joins_the_history_and_is_taken_back_by_a_second_click(
    panel: RecommendPanel, trained: Workspace, context: Context, qtbot: Any
) -> None:
    item = panel.top.list.top.items[1]
    place = thumbs(panel.top.list.visualRect(panel.top.list.top.index(1)))["up"].center()
    qtbot.mouseClick(panel.top.list.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place))
    settle(qtbot, panel)
    assert panel.history.now.entries[-1].item == item.item
    assert panel.history.now.entries[-1].value == 5.0
    assert item.item not in shown(panel)
    stored = trained.feedback.of_user(context.dataset_id or 0, "u17")
    assert [(row.item, row.kind) for row in stored] == [(item.item, "up")]
    panel._judge(item, "up")
    settle(qtbot, panel)
    assert trained.feedback.of_user(context.dataset_id or 0, "u17") == []
    assert panel.history.now.n_changes == 0


def test_what_is_not_liked_leaves_the_list_and_stays_away(panel: RecommendPanel, qtbot: Any) -> None:
    item = panel.top.list.top.items[0]
    qtbot.keyClick(panel.top.list, "-")
    settle(qtbot, panel)
    assert item.item not in shown(panel)
    panel.show_argument("u23")
    settle(qtbot, panel)
    panel.show_argument("u17")
    settle(qtbot, panel)
    assert item.item not in shown(panel)


def test_all_that_was_said_is_taken_back_at_once(
    panel: RecommendPanel, trained: Workspace, context: Context, qtbot: Any
) -> None:
    before = shown(panel)
    assert not panel.top.take_back.isVisible()
    for place, kind in ((0, "up"), (1, "down"), (2, "more")):
        panel._judge(panel.top.list.top.items[place], kind)
        settle(qtbot, panel)
    assert panel.top.said.text() == "Items judged: 3"
    assert panel.history.now.n_changes == 1
    qtbot.mouseClick(panel.top.take_back, Qt.MouseButton.LeftButton)
    settle(qtbot, panel)
    assert trained.feedback.of_user(context.dataset_id or 0, "u17") == []
    assert (panel.history.now.n_changes, shown(panel)) == (0, before)
    assert not panel.top.take_back.isVisible()


def test_exploration_shows_what_it_knows_and_is_replayed(panel: RecommendPanel, qtbot: Any) -> None:
    qtbot.mouseClick(panel.views.buttons["explore"], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(panel.explore.algorithm.buttons["Thompson"], Qt.MouseButton.LeftButton)
    settle(qtbot, panel)
    assert "after 0 answers" in panel.explore.caption.text()
    for kind in ("not-now", "more", "down"):
        panel._judge(panel.top.list.top.items[0], kind)
        settle(qtbot, panel)
    assert "after 3 answers" in panel.explore.caption.text()
    assert "3 answers. The replay gave the same lists." in panel.explore.told.text()
    assert len(panel.explore.regret.names()) == 1


def test_the_map_marks_history_and_list_and_names_what_is_similar(panel: RecommendPanel, qtbot: Any) -> None:
    qtbot.mouseClick(panel.views.buttons["map"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: panel.map._map is not None and panel.map.similar.count() == 10, timeout=10_000)
    settle(qtbot, panel)
    assert len(panel.map.view.marks["listed"].getData()[0]) == 10
    assert len(panel.map.view.marks["history"].getData()[0]) == len(panel.history.now)
    panel.map.colour.setCurrentIndex(1)
    panel.map.colour.activated.emit(1)
    assert "from few people" in panel.map.legend.text()


def test_points_are_painted_where_they_lie_and_found_under_the_mouse(qtbot: Any, qapp: QApplication) -> None:
    import pyqtgraph as pg

    view = pg.PlotWidget()
    qtbot.addWidget(view)
    view.resize(300, 200)
    cloud = PointCloud()
    view.getPlotItem().addItem(cloud)
    points = np.array([[0, 0], [1, 1], [2, 0]], np.float32)
    cloud.show_points(points, np.full(3, colour_codes(["#ff0000"], 255)[0]))
    box = view.getPlotItem().getViewBox()
    box.setRange(xRange=(-1, 3), yRange=(-1, 2))
    view.show()
    qtbot.waitExposed(view)
    picture = view.grab().toImage()
    for x, y in points.tolist():
        at = view.mapFromScene(box.mapViewToScene(pg.Point(x, y)))
        assert picture.pixelColor(at).red() == 255
    assert cloud.nearest(1.05, 0.95, 0.2, 0.2) == 1
    assert cloud.nearest(1.5, 0.9, 0.2, 0.2) is None


def test_the_lists_of_chosen_users_are_written_as_json(
    panel: RecommendPanel, context: Context, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "some"
    monkeypatch.setattr(QInputDialog, "getMultiLineText", lambda *_: ("u3, u9\nu11", True))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), "JSON (*.json)"))
    with qtbot.waitSignal(context.runner.ended, timeout=10_000):
        panel.export.part_menus["some"].actions()[2].trigger()
    told = json.loads(file.with_suffix(".json").read_text(encoding="utf-8"))
    assert [user["user"] for user in told["users"]] == ["u3", "u9", "u11"]


def test_people_like_this_one_are_offered(panel: RecommendPanel, qtbot: Any) -> None:
    qtbot.mouseClick(panel.users, Qt.MouseButton.LeftButton)
    qtbot.wait(50)
    qtbot.mouseClick(panel.users.like, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(panel.users._rows) == 50, timeout=5_000)
    assert "u17" not in [row.id for row in panel.users._rows]
    panel.users.popup.hide()

"""What-if in the window: a history is edited, and list, reasons and attention follow."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from conftest import texts
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from sqlalchemy import delete

from workbench.catalog.tables import VerdictRecord
from workbench.explanation.attributions import METHODS
from workbench.gui.context import Context
from workbench.gui.panels import live_list
from workbench.gui.panels.recommend import RecommendPanel
from workbench.gui.panels.verdict_words import verdict_text
from workbench.recommendation.shaping import Shaping
from workbench.recommendation.what_if import EditedHistory, Entry
from workbench.workspace import Workspace
from workbench.workspace.explaining_views import Reasons
from workbench.workspace.views import ItemRow

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def panel(qtbot: Any, context: Context, trained: Workspace) -> RecommendPanel:
    context.open_with(trained)
    context.choose_dataset(trained.datasets.find("Films").id)
    made = RecommendPanel(context)
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    made.show_argument("u17")
    qtbot.waitUntil(lambda: listed_for(made), timeout=20_000)
    return made


def listed_for(panel: RecommendPanel) -> bool:
    """Whether the list is that of the history as it is now."""
    entries = panel.history.now.entries
    ready = panel.live.view is not None and bool(entries) and panel._context.lookups.idle
    return ready and panel.live._history.entries == entries


def edited(qtbot: Any, panel: RecommendPanel) -> None:
    qtbot.waitUntil(lambda: listed_for(panel), timeout=5_000)
    qtbot.wait(20)


def expected(panel: RecommendPanel, trained: Workspace, history: EditedHistory) -> list[int]:
    run = panel.runs.run
    assert run is not None
    return [item.item for item in trained.recommending.live(run.id, history, Shaping()).list.items]


def shown(panel: RecommendPanel) -> list[int]:
    return [item.item for item in panel.top.list.top.items]


def test_a_removed_interaction_changes_list_badge_and_arrows_and_comes_back_by_undo(
    panel: RecommendPanel, trained: Workspace, qtbot: Any
) -> None:
    before = shown(panel)
    panel.history.list.setCurrentIndex(panel.history.list.history.index(0))
    gone = panel.history.now.entries[-1].item
    qtbot.keyClick(panel.history.list, Qt.Key.Key_Delete)
    edited(qtbot, panel)
    assert panel.history.badge.text() == "What-if: 1 change(s)"
    assert panel.history.badge.isVisible()
    assert shown(panel) == expected(panel, trained, panel.history.now)
    model = panel.top.list.top
    for item in model.items:
        change = model.change(item)
        if item.item not in before:
            assert change == "new"
        elif before.index(item.item) + 1 == item.rank:
            assert change == ""
        else:
            rise = before.index(item.item) + 1 - item.rank
            assert change == (f"▲ {rise}" if rise > 0 else f"▼ {-rise}")
    left = set(before) - set(shown(panel))
    assert panel.top.out.isVisible() == bool(left)
    QTest.keyClick(panel, Qt.Key.Key_Z, CONTROL)
    edited(qtbot, panel)
    assert panel.history.now.entries[-1].item == gone
    assert shown(panel) == before
    assert not panel.history.badge.isVisible()
    QTest.keyClick(panel, Qt.Key.Key_Z, CONTROL | SHIFT)
    edited(qtbot, panel)
    assert panel.history.now.n_changes == 1


def test_an_item_is_found_and_added_as_the_newest(panel: RecommendPanel, trained: Workspace, qtbot: Any) -> None:
    wanted = panel.top.list.top.items[2]
    qtbot.mouseClick(panel.history.add, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(panel.history.popup.search, wanted.title)
    qtbot.waitUntil(lambda: wanted.title in [row.title for row in panel.history._found][:1], timeout=5_000)
    qtbot.keyClick(panel.history.popup.search, Qt.Key.Key_Return)
    edited(qtbot, panel)
    assert panel.history.now.entries[-1].item == wanted.item
    assert panel.history.now.entries[-1].value is not None
    assert wanted.item not in shown(panel)
    assert shown(panel) == expected(panel, trained, panel.history.now)
    model = panel.history.list.history
    assert model.row(model.index(0)).title == wanted.title
    assert model.is_changed(model.index(0))
    assert model.weight(model.index(0)) is not None


def test_alt_with_an_arrow_moves_an_interaction(panel: RecommendPanel, trained: Workspace, qtbot: Any) -> None:
    first = panel.history.now.entries[-1].item
    panel.history.list.setCurrentIndex(panel.history.list.history.index(0))
    qtbot.keyClick(panel.history.list, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    edited(qtbot, panel)
    assert panel.history.now.entries[-2].item == first
    assert panel.history.list.currentIndex().row() == 1
    assert shown(panel) == expected(panel, trained, panel.history.now)


def test_a_dragged_row_stands_where_it_was_let_go(panel: RecommendPanel, qtbot: Any) -> None:
    view = panel.history.list
    order = [entry.item for entry in panel.history.now.entries][::-1]
    view.setCurrentIndex(view.history.index(0))
    at = QPointF(view.visualRect(view.history.index(2)).center()) + QPointF(0, 10)
    mime = view.history.mimeData([view.history.index(0)])
    drop = QDropEvent(at, Qt.DropAction.MoveAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    drop.source = lambda: view  # type: ignore[method-assign]
    view.dropEvent(drop)
    edited(qtbot, panel)
    assert [entry.item for entry in panel.history.now.entries][::-1][:4] == [order[1], order[2], order[0], order[3]]
    assert view.history.rowCount() == len(order)


def test_value_and_date_are_changed_in_a_popup(panel: RecommendPanel, qtbot: Any) -> None:
    panel.history.list.setCurrentIndex(panel.history.list.history.index(0))
    qtbot.keyClick(panel.history.list, Qt.Key.Key_Return)
    assert panel.history.editor.isVisible()
    entry = panel.history.now.entries[-1]
    oldest = panel.history.now.entries[0]
    panel.history.editor.value.setValue(1.5)
    panel.history.editor.time.setDateTime(panel.history.editor.time.dateTime().addYears(-9))
    qtbot.mouseClick(panel.history.editor.apply, Qt.MouseButton.LeftButton)
    edited(qtbot, panel)
    moved = panel.history.now.entries[0]
    assert (moved.item, moved.value) == (entry.item, 1.5)
    assert (moved.time or 0) < (oldest.time or 0)
    assert panel.history.now.n_changes == 1


def test_a_new_person_is_put_together_from_scratch(panel: RecommendPanel, trained: Workspace, qtbot: Any) -> None:
    qtbot.mouseClick(panel.users, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(panel.users.new, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: panel._context.lookups.idle and len(panel.history.now) == 0, timeout=5_000)
    assert "Add items to put a person together" in texts(panel.history)
    assert panel.users.text().startswith("New person")
    qtbot.waitUntil(lambda: len(shown(panel)) == 10, timeout=5_000)
    found = trained.datasets.find_items(panel._context.dataset_id or 0, "Film 7", 1)[0]
    panel.history.add_item(found)
    edited(qtbot, panel)
    assert shown(panel) == expected(panel, trained, panel.history.now)
    assert panel.history.badge.text() == "What-if: 1 change(s)"


def reasons_are_all_there(panel: RecommendPanel) -> bool:
    return listed_for(panel) and panel.live._explained == {item.item for item in panel.top.list.top.items}


def told_below(panel: RecommendPanel, trained: Workspace) -> tuple[str, dict[int, str]]:
    """What the use-case says, as the list words it."""
    run, entries = panel.runs.run, panel.history.now.entries
    assert run is not None
    found = trained.explaining.reasons(run.id, panel.history.now.histories(), shown(panel))
    wanted = {}
    for item, places in zip(found.items, found.places, strict=True):
        if places:
            titles = [panel.history.title(entries[place].item) for place in places]
            wanted[item] = "Because of " + ", ".join(titles)
    return found.method, wanted


def test_reasons_under_each_item_are_measured_by_removal_where_no_method_was_judged(
    panel: RecommendPanel, trained: Workspace, qtbot: Any
) -> None:
    qtbot.waitUntil(lambda: reasons_are_all_there(panel), timeout=5_000)
    method, wanted = told_below(panel, trained)
    assert method == "leave-one-out"
    assert wanted
    assert panel.top.list.top.reasons == wanted
    assert panel.why.measured_caption.text() == "What moves the score, measured by removing each item"
    assert panel.why.measured.isVisible()
    assert panel.why.trust.isVisible()
    assert not panel.why.badge.isVisible()
    assert "not yet a proof" in panel.why.sentence.text()


def test_a_measured_verdict_is_shown_and_reasons_come_from_the_best_method(
    panel: RecommendPanel, trained: Workspace, qtbot: Any
) -> None:
    run = panel.runs.run
    assert run is not None
    qtbot.waitUntil(lambda: reasons_are_all_there(panel), timeout=5_000)
    try:
        qtbot.mouseClick(panel.why.measure, Qt.MouseButton.LeftButton)
        assert panel.why.sentence.text() == "Measuring …"
        qtbot.waitUntil(lambda: trained.judging.verdict(run.id) is not None, timeout=60_000)
        qtbot.waitUntil(lambda: not panel.why.measure.isVisible() and "…" not in panel.why.sentence.text())
        qtbot.waitUntil(lambda: reasons_are_all_there(panel), timeout=20_000)
        found = trained.judging.verdict(run.id)
        assert found is not None
        assert panel.why.sentence.text() == verdict_text(found.verdict)
        assert panel.why.badge.isVisible() == (found.verdict.level != "unknown")
        method, wanted = told_below(panel, trained)
        assert method == found.verdict.best
        assert panel.top.list.top.reasons == wanted
        top = panel.top.list.top
        told = [top.data(top.index(row), Qt.ItemDataRole.ToolTipRole) for row in range(10)]
        assert any(text.endswith(f"by {METHODS[method].title}") for text in told)
    finally:
        with trained._catalog.writing() as session:
            session.execute(delete(VerdictRecord))


def test_the_latest_interactions_are_taken_out_first_and_the_older_ones_follow(
    panel: RecommendPanel, trained: Workspace, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    qtbot.waitUntil(lambda: reasons_are_all_there(panel), timeout=5_000)
    monkeypatch.setattr(live_list, "FIRST_REMOVED", 2)
    told: list[Reasons] = []
    panel.live.explained.connect(told.append)
    panel.history.remove(0)
    qtbot.waitUntil(lambda: bool(told) and reasons_are_all_there(panel), timeout=5_000)
    panel.live.explained.disconnect(told.append)
    n = len(panel.history.now)
    assert [(one.read, one.partial) for one in told] == [((n - 2, n - 1), True), (told[1].read, False)]
    assert told[1].read == tuple(range(n - len(told[1].read), n))  # all that the model reads
    assert len(told[1].read) > 2
    np.testing.assert_allclose(told[0].worth[:, -2:], told[1].worth[:, -2:], atol=1e-4)
    _, wanted = told_below(panel, trained)
    assert panel.top.list.top.reasons == wanted


def test_an_edit_ends_the_reasons_of_the_history_before(panel: RecommendPanel, qtbot: Any) -> None:
    qtbot.waitUntil(lambda: reasons_are_all_there(panel), timeout=5_000)
    before = panel.live._working
    panel.history.remove(0)
    assert before.snapshot().cancelled
    qtbot.waitUntil(lambda: reasons_are_all_there(panel), timeout=5_000)


def test_signals_are_shown_only_where_an_item_has_them(panel: RecommendPanel, qtbot: Any) -> None:
    qtbot.waitUntil(lambda: reasons_are_all_there(panel), timeout=5_000)
    assert not panel.why.signals_shown.isVisible()
    panel.why.show_signals({"id": 0.61, "text": 0.39})
    assert panel.why.signals_shown.isVisible()
    assert "61 %" in texts(panel.why.signals)


def test_users_are_found_by_an_attribute(panel: RecommendPanel, qtbot: Any) -> None:
    qtbot.mouseClick(panel.users, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(panel.users.search, "city=lyon")
    qtbot.waitUntil(lambda: len(panel.users._rows) == 30, timeout=5_000)
    assert all("Lyon" in row.attributes for row in panel.users._rows)
    panel.users.popup.hide()


def test_a_newer_edit_overtakes_an_older_one(panel: RecommendPanel, trained: Workspace, qtbot: Any) -> None:
    answers: list[Any] = []
    panel.live.listed.connect(answers.append)
    for _ in range(6):
        panel.history.remove(len(panel.history.now) - 1)
    edited(qtbot, panel)
    assert len(answers) < 6
    assert shown(panel) == expected(panel, trained, panel.history.now)


def test_diversity_reorders_the_list_and_tells_what_it_did(panel: RecommendPanel, qtbot: Any) -> None:
    before = shown(panel)
    panel.top.slider.setValue(16)
    qtbot.waitUntil(lambda: "score kept" in panel.top.measures.text(), timeout=5_000)
    assert shown(panel) != before
    view = panel.live.view
    assert view is not None
    assert (view.after.diversity or 0.0) >= (view.before.diversity or 0.0)
    assert view.effects[-1].step == "diversity"


def test_every_button_of_the_place_has_a_name(panel: RecommendPanel) -> None:
    assert all(made.accessibleName() for made in panel.findChildren(QPushButton) if made.isVisible())


def test_an_entry_that_is_added_twice_is_shown_twice(panel: RecommendPanel, qtbot: Any) -> None:
    n = len(panel.history.now)
    for _ in range(2):
        panel.history.add_item(ItemRow(3, "f3", "Film 3", 1))
    edited(qtbot, panel)
    assert panel.history.list.history.rowCount() == n + 2
    assert panel.history.now.n_changes == 2
    assert panel.history.now.entries[-1] == Entry(
        3, panel.history.now.entries[-1].value, panel.history.now.entries[-1].time
    )

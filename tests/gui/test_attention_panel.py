"""Attention in the window: maps of all heads, one of them large, read, zoomed and exported."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from conftest import texts
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QFileDialog

from workbench.gui.context import Context
from workbench.gui.panels.arc_view import ArcView
from workbench.gui.panels.attention import AttentionPanel
from workbench.gui.panels.heat_map import HeatMap
from workbench.gui.panels.verdict_words import verdict_text
from workbench.jobs import Progress
from workbench.workspace import Workspace
from workbench.workspace.explaining_views import LookView
from workbench.workspace.views import TrainRequest


@pytest.fixture
def panel(qtbot: Any, context: Context, trained: Workspace) -> AttentionPanel:
    context.open_with(trained)
    context.choose_dataset(trained.datasets.find("Films").id)
    made = AttentionPanel(context)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    made.show_argument({"run": 2, "user": "u17"})
    qtbot.waitUntil(lambda: made._view is not None and made._view.user_id == "u17", timeout=20_000)
    return made


def view(panel: AttentionPanel) -> LookView:
    assert panel._view is not None
    return panel._view


def head(panel: AttentionPanel, layer: int, number: int) -> np.ndarray[Any, Any]:
    return next(one.weights for one in view(panel).maps if (one.layer, one.head) == (layer, number))


def centre(heat: HeatMap, row: int, column: int) -> QPoint:
    """The middle of a cell, found as a person would: by looking where the map says that cell is."""
    points = [QPointF(x, y) for y in range(0, heat.height(), 6) for x in range(0, heat.width(), 6)]
    inside = next(point for point in points if heat.cell_at(point) is not None)
    cells = {x: heat.cell_at(QPointF(x, inside.y())) for x in range(heat.width())}
    across = [x for x, cell in cells.items() if cell is not None and cell[1] == column]
    cells = {y: heat.cell_at(QPointF(inside.x(), y)) for y in range(heat.height())}
    down = [y for y, cell in cells.items() if cell is not None and cell[0] == row]
    return QPoint(across[len(across) // 2], down[len(down) // 2])


def test_there_is_a_thumbnail_for_each_head_of_each_layer(panel: AttentionPanel) -> None:
    assert sorted(panel.tiles.tiles) == [(0, 0), (0, 1), (1, 0), (1, 1)]
    assert [tile.accessibleName() for tile in panel.tiles.tiles.values()] == [
        "L1 · H1",
        "L1 · H2",
        "L2 · H1",
        "L2 · H2",
    ]
    for (layer, number), tile in panel.tiles.tiles.items():
        np.testing.assert_array_equal(tile._weights, head(panel, layer, number))


def test_a_thumbnail_is_chosen_by_click_or_by_return(panel: AttentionPanel, qtbot: Any) -> None:
    qtbot.mouseClick(panel.tiles.tiles[0, 1], Qt.MouseButton.LeftButton)
    assert panel.views.heading.text().startswith("Layer 1 · head 2")
    np.testing.assert_array_equal(panel.views.map._weights, head(panel, 0, 1))
    assert panel.tiles.tiles[0, 1].selected
    qtbot.keyClick(panel.tiles.tiles[1, 0], Qt.Key.Key_Return)
    assert panel.views.heading.text().startswith("Layer 2 · head 1")
    assert not panel.tiles.tiles[0, 1].selected


def test_rows_of_the_map_sum_to_one_and_it_says_so(panel: AttentionPanel) -> None:
    for one in view(panel).maps:
        np.testing.assert_allclose(one.weights.sum(axis=-1), 1.0, atol=1e-5)
    assert panel.views.normalised.text() == "Row-normalised"


def test_the_cell_under_the_pointer_is_read(panel: AttentionPanel, qtbot: Any) -> None:
    qtbot.mouseMove(panel.views.map, centre(panel.views.map, 4, 2))
    titles = view(panel).titles
    weight = head(panel, panel._layer, panel._head)[4, 2]
    qtbot.waitUntil(lambda: panel.views.reading.text() == f"{titles[4]} → {titles[2]}: {weight:.3f}", timeout=2_000)
    qtbot.mouseMove(panel.views.map, centre(panel.views.map, 2, 4))
    qtbot.waitUntil(lambda: "cannot look at it" in panel.views.reading.text(), timeout=2_000)


def test_the_arrow_keys_read_cells_too(panel: AttentionPanel, qtbot: Any) -> None:
    n, titles = len(view(panel).titles), view(panel).titles
    qtbot.keyClick(panel.views.map, Qt.Key.Key_Left)
    assert panel.views.reading.text().startswith(f"{titles[n - 1]} → {titles[n - 2]}: ")


def test_the_wheel_and_the_keys_zoom_and_nought_shows_the_whole_map(panel: AttentionPanel, qtbot: Any) -> None:
    heat = panel.views.map
    whole = heat._cell
    at = QPointF(heat.rect().center())
    wheel = QWheelEvent(
        at, heat.mapToGlobal(at), QPoint(), QPoint(0, 240), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    heat.wheelEvent(wheel)
    assert heat._cell > whole
    qtbot.keyClick(heat, Qt.Key.Key_0)
    assert heat._cell == whole
    qtbot.keyClick(heat, Qt.Key.Key_Plus)
    assert heat._cell == pytest.approx(whole * 1.25)


def test_the_last_row_and_every_way_of_reading_it_are_listed_from_most_to_least(
    panel: AttentionPanel, qtbot: Any
) -> None:
    qtbot.mouseClick(panel.views.view.buttons["bars"], Qt.MouseButton.LeftButton)
    assert panel.views.method == "rollout"
    for name, worth in view(panel).attributions.items():
        choose(panel.views.method_box, name)
        order = np.argsort(-worth, kind="stable")
        assert panel.views.bars.names == tuple(view(panel).titles[i] for i in order)
    choose(panel.views.method_box, "")
    row = head(panel, panel._layer, panel._head)[-1]
    assert panel.views.bars.values == pytest.approx(sorted(row.tolist(), reverse=True))


def choose(box: QComboBox, value: object) -> None:
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())


def test_a_double_click_hides_an_item_and_everything_follows(panel: AttentionPanel, qtbot: Any) -> None:
    before = view(panel)
    place = centre(panel.views.map, 3, 2)
    qtbot.mouseDClick(panel.views.map, Qt.MouseButton.LeftButton, pos=place)
    qtbot.waitUntil(lambda: view(panel) is not before, timeout=20_000)
    assert view(panel).hidden == (before.positions[2],)
    assert before.positions[2] not in view(panel).positions
    assert view(panel).target.item == before.target.item
    assert panel.views.show_all.isVisible()
    hidden = view(panel)
    qtbot.mouseClick(panel.views.show_all, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: view(panel) is not hidden, timeout=20_000)
    np.testing.assert_allclose(view(panel).maps[0].weights, before.maps[0].weights, atol=1e-6)


def test_a_click_freezes_a_row_on_the_map_and_in_the_arcs(panel: AttentionPanel, qtbot: Any) -> None:
    qtbot.mouseClick(panel.views.map, Qt.MouseButton.LeftButton, pos=centre(panel.views.map, 4, 2))
    assert panel.views.map._row == 4
    assert panel.views.arcs._frozen == 4
    assert {query for query, _, _ in panel.views.arcs.arcs_of(4)} == {4}
    qtbot.mouseClick(panel.views.map, Qt.MouseButton.LeftButton, pos=centre(panel.views.map, 4, 1))
    assert panel.views.map._row is None


def test_of_many_places_the_strongest_arcs_of_each_are_drawn_and_of_one_place_all(qtbot: Any) -> None:
    arcs = ArcView()
    qtbot.addWidget(arcs)
    weights = np.tril(np.random.default_rng(0).random((200, 200)) + 0.1).astype(np.float32)
    arcs.show_map(weights / weights.sum(axis=1, keepdims=True), [f"film {n}" for n in range(200)])
    drawn = arcs.arcs_of(None)
    for query in (50, 199):
        strongest = set(np.argsort(-weights[query, :query])[:3].tolist())
        assert {key for of, key, _ in drawn if of == query} == strongest
    assert len(drawn) <= 600
    assert len(arcs.arcs_of(199)) == 199


def test_the_threshold_keeps_the_largest_weights_of_each_row(panel: AttentionPanel) -> None:
    choose(panel.views.mass_box, 0.5)
    shown, whole = panel.views.map._weights, head(panel, panel._layer, panel._head)
    assert (shown.sum(axis=1) >= 0.5 * whole.sum(axis=1) - 1e-6).all()
    assert (shown != 0).sum() < (whole != 0).sum()


def test_the_card_says_whether_the_map_is_faithful_beside_both_controls(panel: AttentionPanel, qtbot: Any) -> None:
    qtbot.waitUntil(lambda: panel.faithful._view is not None, timeout=30_000)
    explained = panel.faithful._view
    assert explained is not None
    assert explained.item == view(panel).target.item
    assert {"random", "recency"} <= set(panel.faithful.chart.names())
    assert panel.faithful.badge.text() == f"{explained.verdict.score:.2f}"
    assert panel.faithful.sentence.text() == verdict_text(explained.verdict)
    qtbot.mouseClick(panel.faithful.numbers, Qt.MouseButton.LeftButton)
    shown = texts(panel.faithful.dialog)
    assert f"{explained.explained.measures['random'].drop:.3f}" in shown
    assert "Comprehensiveness and sufficiency are" in shown
    panel.faithful.dialog.accept()


def test_insertion_has_curves_beside_deletion(panel: AttentionPanel, qtbot: Any) -> None:
    card = panel.faithful
    qtbot.waitUntil(lambda: card._view is not None, timeout=20_000)
    assert card._view is not None
    measured = card._view.explained.measures
    for kind in ("insertion", "deletion"):
        qtbot.mouseClick(card.curve.buttons[kind], Qt.MouseButton.LeftButton)
        for name in card.chart.names():
            np.testing.assert_allclose(card.chart._series[name].getData()[1], getattr(measured[name], kind))
    assert {"random", "recency"} < set(card.chart.names())


def test_the_difference_to_the_whole_history_compares_the_same_places(panel: AttentionPanel, qtbot: Any) -> None:
    whole = view(panel)
    panel.other.setCurrentIndex(panel.other.findData("whole"))
    panel._compare(panel.other.currentIndex())
    assert "Nothing is hidden" in panel.notice.text.text()
    panel._hide(3)
    qtbot.waitUntil(lambda: len(view(panel).hidden) == 1, timeout=10_000)
    panel.other.setCurrentIndex(panel.other.findData("whole"))
    panel._compare(panel.other.currentIndex())
    qtbot.waitUntil(lambda: panel._other is not None, timeout=10_000)
    before = next(one.weights for one in whole.maps if (one.layer, one.head) == (panel._layer, panel._head))
    # Another, older interaction is read now, which was not there before.
    same = [whole.positions.index(place) for place in view(panel).positions[1:]]
    before = np.pad(before[np.ix_(same, same)], ((1, 0), (1, 0)))
    np.testing.assert_allclose(panel.views._weights, head(panel, panel._layer, panel._head) - before, atol=1e-6)
    assert "the whole history" in panel.views.heading.text()


def test_the_table_of_heads_is_exported_with_its_own_names(
    panel: AttentionPanel, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    qtbot.mouseClick(panel.views.view.buttons["heads"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: panel.views.heads.figures() is not None, timeout=30_000)
    file = tmp_path / "heads.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    panel.export.menu().actions()[3].trigger()
    qtbot.waitUntil(lambda: str(file) in panel.notice.text.text(), timeout=20_000)
    written = file.read_text(encoding="utf-8-sig")
    assert "L2 · H1" in written
    assert "recent" in written


def test_heads_are_named_by_what_they_do_and_one_can_be_switched_off(panel: AttentionPanel, qtbot: Any) -> None:
    qtbot.mouseClick(panel.name_heads, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(panel.work.described(2)), timeout=30_000)
    assert all(tile._does for tile in panel.tiles.tiles.values())
    assert not panel.name_heads.isVisible()
    panel.views.heads.off_wanted.emit(1, 0)
    qtbot.waitUntil(lambda: (1, 0) in panel.work.worth(2), timeout=30_000)
    assert (1, 0) in panel.views.heads.worth


def test_heads_are_looked_at_over_many_people_only_when_their_table_is(panel: AttentionPanel, qtbot: Any) -> None:
    qtbot.waitUntil(lambda: panel.faithful._view is not None, timeout=30_000)
    assert not panel.work.described(2)
    assert 2 not in panel.work._described, "nobody asked for it"
    qtbot.mouseClick(panel.views.view.buttons["heads"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(panel.work.described(2)), timeout=30_000)


def test_the_difference_to_another_run_is_the_difference_of_the_maps(panel: AttentionPanel, qtbot: Any) -> None:
    choose(panel.other, 2)
    qtbot.waitUntil(lambda: panel._other is not None, timeout=20_000)
    assert not panel.views.map._weights.any(), "a run differs from itself in nothing"


def test_signals_have_a_view_of_their_own_where_items_are_more_than_ids(
    panel: AttentionPanel, trained: Workspace, context: Context, qtbot: Any
) -> None:
    assert "signals" not in panel.views.view.buttons
    films = trained.datasets.find("Films").id
    config = {"epochs": 1, "width": 8, "layers": 1, "heads": 1, "features": "gated"}
    run = trained.runs.train(TrainRequest(films, "SASRec", config), progress=Progress())
    panel.show_argument({"run": run.id, "user": "u17"})
    context.runs_changed.emit()
    qtbot.waitUntil(lambda: view(panel).run_id == run.id, timeout=20_000)
    qtbot.mouseClick(panel.views.view.buttons["signals"], Qt.MouseButton.LeftButton)
    rows = panel.views.of_signals.rows
    assert rows.isVisible()
    shown = view(panel)
    assert rows.names == (*(one.title for one in shown.listed), *reversed(shown.titles))
    np.testing.assert_allclose(rows.shares.sum(axis=1), 1.0, atol=1e-5)
    assert panel.views.of_signals.legend.accessibleName() == "ID, Categories"
    assert panel.views.exported()[0] == "signals"
    panel.show_argument({"run": 2, "user": "u17"})
    qtbot.waitUntil(lambda: view(panel).run_id == 2, timeout=20_000)
    assert panel.views.view.value() == "map"


def test_a_change_of_the_history_is_told(panel: AttentionPanel, qtbot: Any) -> None:
    qtbot.mouseClick(panel.faithful.change, Qt.MouseButton.LeftButton)
    title = view(panel).target.title
    qtbot.waitUntil(lambda: title in panel.notice.text.text(), timeout=30_000)


@pytest.mark.parametrize("kind", ["png", "svg", "pdf", "csv", "npz", "json"])
def test_the_map_is_exported(
    panel: AttentionPanel, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    file = tmp_path / f"map.{kind}"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    panel.export.menu().actions()[["png", "svg", "pdf", "csv", "npz", "json"].index(kind)].trigger()
    qtbot.waitUntil(lambda: str(file) in panel.notice.text.text(), timeout=20_000)
    if kind == "png":
        assert file.read_bytes().startswith(b"\x89PNG")
    elif kind == "svg":
        assert "<svg" in file.read_text(encoding="utf-8")
    elif kind in ("pdf", "npz", "json"):
        assert file.read_bytes()[:2] in (b"%P", b"PK", b'{"')
    else:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            written = [float(row["weight"]) for row in csv.DictReader(lines)]
        assert max(written) == pytest.approx(float(head(panel, panel._layer, panel._head).max()), abs=1e-4)


def test_an_export_that_cannot_be_written_is_told_in_a_sentence(
    panel: AttentionPanel, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "map.gif"), ""))
    panel.export.menu().actions()[0].trigger()
    qtbot.waitUntil(lambda: panel.notice.isVisible(), timeout=10_000)
    assert "cannot be written" in panel.notice.text.text()
    assert panel.notice.property("tone") == "bad"


def test_without_an_attention_model_the_place_leads_to_training(
    context: Context, stocked: Workspace, qtbot: Any
) -> None:
    context.open_with(stocked)
    context.choose_dataset(stocked.datasets.find("Films").id)
    made = AttentionPanel(context)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: "No model with attention yet" in texts(made), timeout=5_000)
    assert not made.export.isVisible()

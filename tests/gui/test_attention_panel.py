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
from PySide6.QtWidgets import QFileDialog

from workbench.explanation.attention import AttentionRecord
from workbench.gui.context import Context
from workbench.gui.panels.attention import AttentionPanel
from workbench.gui.panels.heat_map import HeatMap
from workbench.workspace import Workspace


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


def record(panel: AttentionPanel) -> AttentionRecord:
    assert panel._view is not None
    return panel._view.record


def centre(heat: HeatMap, row: int, column: int) -> QPoint:
    """The middle of a cell, found as a person would: by looking where the map says that cell is."""
    for y in range(heat.height()):
        for x in range(heat.width()):
            if heat.cell_at(QPointF(x, y)) == (row, column):
                return QPoint(x + int(heat._cell / 2), y + int(heat._cell / 2))
    raise AssertionError("the cell cannot be seen")


def test_there_is_a_thumbnail_for_each_head_of_each_layer(panel: AttentionPanel) -> None:
    assert sorted(panel._tiles) == [(0, 0), (0, 1), (1, 0), (1, 1)]
    assert [tile.accessibleName() for tile in panel._tiles.values()] == ["L1 · H1", "L1 · H2", "L2 · H1", "L2 · H2"]
    for (layer, head), tile in panel._tiles.items():
        np.testing.assert_array_equal(tile._weights, record(panel).weights[layer, head])


def test_a_thumbnail_is_chosen_by_click_or_by_return(panel: AttentionPanel, qtbot: Any) -> None:
    qtbot.mouseClick(panel._tiles[0, 1], Qt.MouseButton.LeftButton)
    assert panel.map_heading.text().startswith("Layer 1 · head 2")
    np.testing.assert_array_equal(panel.map._weights, record(panel).weights[0, 1])
    assert panel._tiles[0, 1].selected
    qtbot.keyClick(panel._tiles[1, 0], Qt.Key.Key_Return)
    assert panel.map_heading.text().startswith("Layer 2 · head 1")
    assert not panel._tiles[0, 1].selected


def test_rows_of_the_map_sum_to_one_and_it_says_so(panel: AttentionPanel) -> None:
    np.testing.assert_allclose(record(panel).weights.sum(axis=-1), 1.0, atol=1e-5)
    assert panel.normalised.text() == "Row-normalised"


def test_the_cell_under_the_pointer_is_read(panel: AttentionPanel, qtbot: Any) -> None:
    qtbot.mouseMove(panel.map, centre(panel.map, 4, 2))
    titles = record(panel).titles
    weight = record(panel).weights[panel._layer, panel._head, 4, 2]
    qtbot.waitUntil(lambda: panel.reading.text() == f"{titles[4]} → {titles[2]}: {weight:.3f}", timeout=2_000)
    qtbot.mouseMove(panel.map, centre(panel.map, 2, 4))
    qtbot.waitUntil(lambda: "cannot look at it" in panel.reading.text(), timeout=2_000)


def test_the_arrow_keys_read_cells_too(panel: AttentionPanel, qtbot: Any) -> None:
    n, titles = len(record(panel).titles), record(panel).titles
    qtbot.keyClick(panel.map, Qt.Key.Key_Left)
    assert panel.reading.text().startswith(f"{titles[n - 1]} → {titles[n - 2]}: ")


def test_the_wheel_and_the_keys_zoom_and_nought_shows_the_whole_map(panel: AttentionPanel, qtbot: Any) -> None:
    heat = panel.map
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


def test_what_the_prediction_looks_at_is_listed_from_most_to_least(panel: AttentionPanel) -> None:
    row = record(panel).weights[panel._layer, panel._head, -1]
    names = [name.text() for name, _, _ in panel._bars if name.isVisible()]
    assert names == [record(panel).titles[i] for i in np.argsort(-row, kind="stable")[: len(names)]]


@pytest.mark.parametrize("kind", ["png", "svg", "csv"])
def test_the_map_is_exported(
    panel: AttentionPanel, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    file = tmp_path / f"map.{kind}"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    panel.export.menu().actions()[["png", "svg", "csv"].index(kind)].trigger()
    qtbot.waitUntil(lambda: str(file) in panel.notice.text.text(), timeout=20_000)
    if kind == "png":
        assert file.read_bytes().startswith(b"\x89PNG")
    elif kind == "svg":
        assert "<svg" in file.read_text(encoding="utf-8")
    else:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            written = [float(row["weight"]) for row in csv.DictReader(lines)]
        assert max(written) == pytest.approx(float(record(panel).weights[panel._layer, panel._head].max()), abs=1e-4)


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

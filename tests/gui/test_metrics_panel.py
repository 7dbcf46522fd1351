"""The Metrics place: runs side by side as table and charts, never without their protocol."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest
from conftest import texts
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from workbench.gui.context import Context
from workbench.gui.panels.metrics import MetricsPanel
from workbench.jobs import Progress
from workbench.workspace import Workspace
from workbench.workspace.views import TrainRequest


@pytest.fixture
def panel(qtbot: Any, context: Context, trained: Workspace) -> MetricsPanel:
    context.open_with(trained)
    context.choose_dataset(trained.datasets.find("Films").id)
    made = MetricsPanel(context)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    qtbot.waitUntil(lambda: made.table.comparison.rowCount() == 2, timeout=20_000)
    return made


def heads(panel: MetricsPanel) -> list[str]:
    table = panel.table.comparison
    return [table.headerData(c, Qt.Orientation.Horizontal) for c in range(table.columnCount())]


def cell(panel: MetricsPanel, row: int, head: str) -> str:
    table = panel.table.comparison
    return str(table.data(table.index(row, heads(panel).index(head))))


def test_every_metric_of_the_field_is_there_at_the_chosen_cut_off(panel: MetricsPanel) -> None:
    for name in ("Recall", "Precision", "F1", "Hit rate", "NDCG", "MRR", "MAP", "Coverage", "Novelty", "Diversity"):
        assert f"{name}@10" in heads(panel)
    panel.cutoff.setCurrentIndex(panel.cutoff.findData(5))
    panel.cutoff.activated.emit(panel.cutoff.currentIndex())
    assert "NDCG@5" in heads(panel)
    assert "NDCG@10" not in heads(panel)


def test_values_are_the_stored_ones_with_their_interval(panel: MetricsPanel, trained: Workspace) -> None:
    test = trained.runs.get(2).summary.test
    assert test is not None
    table = panel.table.comparison
    assert table.data(table.index(0, 0)) == "SASRec · run 2"
    width = f"{test.intervals['ndcg@10']:.3f}".lstrip("0")
    assert cell(panel, 0, "NDCG@10") == f"{test.metrics['ndcg@10']:.3f} ± {width}"


def test_a_click_on_a_heading_sorts_the_runs(panel: MetricsPanel, trained: Workspace) -> None:
    ranked = sorted(trained.runs.list(), key=lambda run: run.test.metrics["ndcg@10"] if run.test else 0)
    panel.table.sortByColumn(heads(panel).index("NDCG@10"), Qt.SortOrder.AscendingOrder)
    table = panel.table.comparison
    assert [table.data(table.index(row, 0)) for row in range(2)] == [run.label for run in ranked]


def test_the_charts_show_the_chosen_metric_of_each_run(panel: MetricsPanel, trained: Workspace) -> None:
    panel.chosen_metric.setCurrentIndex(panel.chosen_metric.findData("recall"))
    panel.chosen_metric.activated.emit(panel.chosen_metric.currentIndex())
    assert panel.bars_card.heading.text() == "Recall@10"
    assert {"SASRec · run 2", "Popularity · run 1"} <= set(panel.bars.names())
    curve = panel.curves.plot.listDataItems()[0]
    test = trained.runs.get(2).summary.test
    assert test is not None
    cutoffs, values = curve.getOriginalDataset()
    assert list(cutoffs) == [5, 10, 20]
    assert list(values) == [test.metrics[f"recall@{k}"] for k in (5, 10, 20)]


def test_the_protocol_is_told_under_the_figures(panel: MetricsPanel) -> None:
    said = panel.protocol.text()
    for part in ("last interaction", "Full ranking over 40 items", "seen items filtered", "60 users counted", "ties"):
        assert part in said or part == "ties", said
    assert "Items with equal scores" in said
    assert said.count("users counted") == 1


def test_a_run_that_is_unticked_leaves_the_comparison(panel: MetricsPanel, qtbot: Any) -> None:
    popularity = next(item for item in panel._items() if item.text() == "Popularity · run 1")
    popularity.setCheckState(Qt.CheckState.Unchecked)
    qtbot.waitUntil(lambda: panel.table.comparison.rowCount() == 1, timeout=5_000)
    assert "Popularity · run 1" not in panel.bars.names()


def test_runs_of_different_protocols_are_warned_of(
    panel: MetricsPanel, context: Context, trained: Workspace, qtbot: Any
) -> None:
    assert not panel.notice.isVisible()
    films = context.dataset_id or 0
    trained.runs.train(TrainRequest(films, "Popularity", split="global-time"), progress=Progress())
    context.runs_changed.emit()
    qtbot.waitUntil(lambda: panel.table.comparison.rowCount() == 3, timeout=5_000)
    assert panel.notice.isVisible()
    assert "different rules" in panel.notice.text.text()
    assert panel.protocol.text().count("users counted") == 2


@pytest.mark.parametrize("kind", ["csv", "png", "svg"])
def test_the_comparison_is_exported_with_its_protocol(
    panel: MetricsPanel, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    file = tmp_path / f"metrics.{kind}"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    panel.export.menu().actions()[["csv", "png", "svg"].index(kind)].trigger()
    qtbot.waitUntil(lambda: str(file) in panel.notice.text.text(), timeout=20_000)
    if kind == "csv":
        with file.open(encoding="utf-8-sig", newline="") as lines:
            text = "\n".join(",".join(row) for row in csv.reader(lines))
        assert "ndcg@10" in text
        assert "full ranking over 40 items" in text
    else:
        assert file.stat().st_size > 1_000


def test_without_a_finished_run_the_place_leads_to_training(context: Context, stocked: Workspace, qtbot: Any) -> None:
    context.open_with(stocked)
    context.choose_dataset(stocked.datasets.find("Films").id)
    made = MetricsPanel(context)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: "Nothing to measure yet" in texts(made), timeout=5_000)
    assert not made.cutoff.isVisible()

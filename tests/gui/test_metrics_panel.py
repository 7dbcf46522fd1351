"""The Metrics place: runs side by side as table and charts, never without their protocol."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from conftest import texts
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel

from workbench.evaluation.repeats import repeated_figure
from workbench.gui.context import Context
from workbench.gui.panels.metrics import MetricsPanel
from workbench.gui.panels.metrics_charts import pareto_front
from workbench.gui.panels.metrics_page import Chosen
from workbench.gui.panels.metrics_rows import Group, arranged, differing_settings
from workbench.gui.panels.metrics_table import PIN, RUN
from workbench.jobs import Progress
from workbench.workspace import Workspace
from workbench.workspace.views import BoardRun, TrainRequest


@pytest.fixture
def panel(qtbot: Any, context: Context, trained: Workspace) -> MetricsPanel:
    context.open_with(trained)
    context.choose_dataset(trained.datasets.find("Films").id)
    made = MetricsPanel(context)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    qtbot.waitUntil(lambda: len(made.table.runs.ticked_runs()) == 2 and bool(made.tabs.current), timeout=20_000)
    return made


def heads(panel: MetricsPanel) -> list[str]:
    runs = panel.table.runs
    return [str(runs.headerData(c, Qt.Orientation.Horizontal)) for c in range(runs.columnCount())]


def cell(panel: MetricsPanel, row: int, head: str) -> str:
    runs = panel.table.runs
    return str(runs.data(runs.index(row, heads(panel).index(head))))


def page(panel: MetricsPanel, key: str) -> Any:
    panel.tabs.show_page(key)
    return panel.tabs.page(key)


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
    assert cell(panel, 0, "Run") == "SASRec · run 2"
    width = f"{test.intervals['ndcg@10']:.3f}".lstrip("0")
    assert cell(panel, 0, "NDCG@10") == f"{test.metrics['ndcg@10']:.3f} ± {width}"


def test_a_click_on_a_heading_sorts_the_runs(panel: MetricsPanel, trained: Workspace) -> None:
    ranked = sorted(trained.runs.list(), key=lambda run: run.test.metrics["ndcg@10"] if run.test else 0)
    panel.table.sortByColumn(heads(panel).index("NDCG@10"), Qt.SortOrder.AscendingOrder)
    assert [cell(panel, row, "Run") for row in range(2)] == [run.label for run in ranked]


def test_a_filter_looks_through_models_and_settings(panel: MetricsPanel) -> None:
    panel.filter.setText("width=")
    assert [run.model for run in panel.table.runs.shown_runs()] == ["SASRec"]
    panel.filter.setText("popul")
    assert [run.model for run in panel.table.runs.shown_runs()] == ["Popularity"]
    panel.filter.setText("")
    assert len(panel.table.runs.shown_runs()) == 2


def test_runs_are_grouped_and_a_pinned_one_stands_above_all_groups(panel: MetricsPanel) -> None:
    runs = panel.table.runs
    runs.arrange(group="model")
    rows = [runs.row_at(row) for row in range(runs.rowCount())]
    assert [row.key for row in rows if isinstance(row, Group)] == ["SASRec", "Popularity"]
    runs.toggle_pin(3)
    first = runs.row_at(0)
    assert isinstance(first, BoardRun)
    assert first.model == "Popularity"
    assert runs.ticked_runs()[0].model == "Popularity"
    assert runs.data(runs.index(0, runs.columns.index(PIN))) == "★"


def test_space_ticks_and_p_pins_without_a_mouse(panel: MetricsPanel, qtbot: Any) -> None:
    panel.table.setCurrentIndex(panel.table.runs.index(0, 4))
    qtbot.keyClick(panel.table, Qt.Key.Key_Space)
    assert [run.model for run in panel.table.runs.ticked_runs()] == ["Popularity"]
    qtbot.keyClick(panel.table, Qt.Key.Key_P)
    row = panel.table.runs.row_at(0)
    assert panel.table.runs.data(panel.table.runs.index(0, 0)) == "★", row


def test_only_settings_that_differ_are_columns(panel: MetricsPanel, trained: Workspace) -> None:
    assert not any(column.startswith("=") for column in panel.table.runs.columns)
    panel.settings.setChecked(True)
    shown = {column[1:] for column in panel.table.runs.columns if column.startswith("=")}
    assert "width" in shown
    assert "split" not in shown
    assert "seed" not in shown
    board = trained.comparisons.board()
    assert shown <= set(differing_settings(board.runs))


def test_the_charts_show_the_chosen_metric_of_each_run(panel: MetricsPanel, trained: Workspace, qtbot: Any) -> None:
    panel.chosen_metric.setCurrentIndex(panel.chosen_metric.findData("recall"))
    panel.chosen_metric.activated.emit(panel.chosen_metric.currentIndex())
    figures = page(panel, "figures")
    assert figures.bars_card.heading.text() == "Recall@10"
    qtbot.waitUntil(lambda: {"SASRec · run 2", "Popularity · run 1"} <= set(figures.curves.names()), timeout=5_000)
    assert {"SASRec · run 2", "Popularity · run 1"} <= set(figures.bars.names())
    curve = next(c for c in figures.curves.plot.listDataItems() if c.name() == "SASRec · run 2")
    test = trained.runs.get(2).summary.test
    assert test is not None
    cutoffs, values = curve.getOriginalDataset()
    assert list(cutoffs) == [5, 10, 20]
    assert list(values) == [test.metrics[f"recall@{k}"] for k in (5, 10, 20)]


def test_the_protocol_is_told_under_the_figures_and_whole_on_its_page(panel: MetricsPanel) -> None:
    labels = page(panel, "protocol").findChildren(QLabel)
    for said in (panel.protocol.text(), " ".join(label.text() for label in labels)):
        for part in ("last interaction", "Full ranking over 40 items", "seen items filtered", "60 users counted"):
            assert part in said
        assert "Items with equal scores" in said
    assert panel.protocol.text().count("users counted") == 1


def test_a_run_that_is_unticked_leaves_the_comparison(panel: MetricsPanel, qtbot: Any) -> None:
    runs = panel.table.runs
    popularity = next(i for i in range(2) if cell(panel, i, "Run") == "Popularity · run 1")
    index = runs.index(popularity, runs.columns.index(RUN))
    runs.setData(index, Qt.CheckState.Unchecked.value, Qt.ItemDataRole.CheckStateRole)
    figures = page(panel, "figures")
    qtbot.waitUntil(lambda: "SASRec · run 2" in figures.bars.names(), timeout=5_000)
    assert "Popularity · run 1" not in figures.bars.names()
    assert "1 of 2" in panel.counted.text()


def test_runs_of_different_protocols_are_marked_red(
    panel: MetricsPanel, context: Context, trained: Workspace, qtbot: Any
) -> None:
    assert not panel.red.isVisible()
    assert "Protocol" not in heads(panel)
    films = context.dataset_id or 0
    trained.runs.train(TrainRequest(films, "Popularity", split="global-time"), progress=Progress())
    context.runs_changed.emit()
    qtbot.waitUntil(lambda: panel.table.runs.rowCount() == 3, timeout=5_000)
    panel.table.runs.tick([1, 2, 3])
    assert panel.red.isVisible()
    assert "2 protocols" in panel.red.text.text()
    assert panel.protocol.text().count("users counted") == 2
    assert "Protocol" in heads(panel)
    runs = panel.table.runs
    colour = runs.data(runs.index(0, heads(panel).index("Protocol")), Qt.ItemDataRole.ForegroundRole)
    assert colour.name() == context.theme.tokens.bad


def test_figures_over_sampled_candidates_are_red(panel: MetricsPanel, context: Context, trained: Workspace) -> None:
    board = trained.comparisons.board()
    first = board.runs[0]
    sampled = replace(first, test=replace(first.test, protocol=replace(first.test.protocol, sampled=True)), protocol=2)
    panel._show_board(replace(board, runs=(sampled, *board.runs[1:])))
    panel.table.runs.tick([first.id])
    assert "Sampled candidates" in panel.red.text.text()
    runs = panel.table.runs
    colour = runs.data(runs.index(0, heads(panel).index("NDCG@10")), Qt.ItemDataRole.ForegroundRole)
    assert colour.name() == context.theme.tokens.bad


def test_accuracy_stands_against_what_it_costs_with_the_pareto_front(
    panel: MetricsPanel, trained: Workspace, qtbot: Any
) -> None:
    trade = page(panel, "trade-off")
    points = [
        (run.test.metrics["coverage@10"], run.test.metrics["ndcg@10"]) for run in trained.comparisons.board().runs
    ]
    assert trade.cost.currentData() == "coverage"
    qtbot.waitUntil(lambda: "Pareto front" in trade.chart.names(), timeout=5_000)
    front = next(c for c in trade.chart.plot.listDataItems() if c.name() == "Pareto front")
    assert list(zip(*front.getOriginalDataset(), strict=True)) == pareto_front(points)


def test_the_pareto_front_is_what_nobody_beats_in_both() -> None:
    points = [(1.0, 5.0), (2.0, 4.0), (1.5, 4.5), (1.5, 3.0), (3.0, 1.0), (2.0, 1.0)]
    assert pareto_front(points) == [(1.0, 5.0), (1.5, 4.5), (2.0, 4.0), (3.0, 1.0)]
    assert pareto_front(points, lower=True) == [(1.0, 5.0)]


def test_runs_are_tested_against_a_baseline(panel: MetricsPanel, trained: Workspace, qtbot: Any) -> None:
    tests = page(panel, "tests")
    qtbot.waitUntil(lambda: tests.differences.rowCount() == 1, timeout=20_000)
    found = trained.comparisons.differences([1, 2], "ndcg@10").found[0]
    row = [tests.differences.data(tests.differences.index(0, column)) for column in range(9)]
    assert row[0] == "SASRec · run 2"
    assert row[1] == f"{found.mean:+.4f}"
    assert row[8] == f"{found.p_corrected:.4f}"


def test_the_people_with_whom_runs_differ_lead_to_their_recommendations(
    panel: MetricsPanel, context: Context, trained: Workspace, qtbot: Any
) -> None:
    people = page(panel, "people")
    qtbot.waitUntil(lambda: people.people.rowCount() == 60, timeout=20_000)
    found = trained.comparisons.users(1, 2, "ndcg@10")
    assert people.people.data(people.people.index(0, 0)) == found.user_ids[0]
    went: list[tuple[str, Any]] = []
    context.go.connect(lambda place, argument: went.append((place, argument)))
    qtbot.mouseClick(people.worst, Qt.MouseButton.LeftButton)
    qtbot.keyClick(people.table, Qt.Key.Key_Return)
    assert went == [("recommend", 1), ("recommend", found.user_ids[-1])]


def test_slices_are_small_charts_one_a_grouping(panel: MetricsPanel, qtbot: Any) -> None:
    slices = page(panel, "slices")
    qtbot.waitUntil(lambda: {"history", "popularity", "category"} <= set(slices.charts), timeout=30_000)
    qtbot.waitUntil(lambda: "SASRec · run 2" in slices.charts["history"].chart.names(), timeout=5_000)


def test_learning_curves_lie_over_each_other(panel: MetricsPanel, qtbot: Any) -> None:
    learning = page(panel, "learning")
    qtbot.waitUntil(lambda: "SASRec · run 2" in learning.loss.names(), timeout=10_000)
    assert "Popularity · run 1" not in learning.loss.names()


@pytest.mark.parametrize("place", range(5))
def test_the_comparison_is_exported_with_its_protocol(
    panel: MetricsPanel, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: int
) -> None:
    kind = ("csv", "tex", "html", "png", "svg")[place]
    file = tmp_path / f"metrics.{kind}"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    panel.export.menu().actions()[place].trigger()
    qtbot.waitUntil(lambda: str(file) in panel.notice.text.text(), timeout=30_000)
    if kind in ("csv", "tex", "html"):
        assert "ull ranking over 40 items" in file.read_text(encoding="utf-8-sig")
    else:
        assert file.stat().st_size > 1_000


@pytest.mark.parametrize("place", range(3))
def test_each_chart_is_exported_from_its_head(
    panel: MetricsPanel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: Any, place: int
) -> None:
    kind = ("png", "svg", "csv")[place]
    file = tmp_path / f"bars.{kind}"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    figures = page(panel, "figures")
    qtbot.waitUntil(lambda: "Popularity · run 1" in figures.bars.names(), timeout=5_000)
    figures.bars_card.export.menu().actions()[place].trigger()
    assert file.stat().st_size > 50


def many(trained: Workspace, number: int, **changes: Any) -> list[BoardRun]:
    """Return runs of one protocol, the later the better by a little, run 1 the worst."""
    (first, *_) = trained.comparisons.board().runs
    made = []
    for place in range(1, number + 1):
        metrics = {**first.test.metrics, "ndcg@10": place / 1_000}
        made.append(replace(first, id=place, test=replace(first.test, metrics=metrics), **changes))
    return made


def test_of_many_ticked_runs_the_best_are_drawn_and_a_choice_offers_others(
    panel: MetricsPanel, trained: Workspace, qtbot: Any
) -> None:
    figures = page(panel, "figures")
    assert not figures.which.isVisible()
    chosen = Chosen(tuple(many(trained, 90)), (), "ndcg", 10)
    figures.show_chosen(chosen)
    qtbot.waitUntil(lambda: len(figures.curves.names()) == 20, timeout=60_000)
    assert figures.said.text() == "The best 20 of 90 ticked runs are drawn, best first."
    assert "SASRec · run 90" in figures.curves.names()
    assert "SASRec · run 70" not in figures.curves.names()
    figures.which.setCurrentIndex(2)
    figures.which.activated.emit(2)
    qtbot.waitUntil(lambda: len(figures.curves.names()) == 40, timeout=60_000)
    assert figures.said.text() == "The first 40 of 90 ticked runs are drawn."
    assert "SASRec · run 1" in figures.curves.names()


def test_the_protocol_page_says_what_leaks_and_what_was_spent_on_tuning(
    panel: MetricsPanel, trained: Workspace
) -> None:
    protocol = page(panel, "protocol")
    runs = many(trained, 40)
    leak = "7 test interactions repeat one of training."
    card = replace(runs[0].test.protocol, leak_findings=(leak,))
    runs[0] = replace(
        runs[0], test=replace(runs[0].test, protocol=card), study={"name": "s", "trial": 4, "trials": 30, "seconds": 61}
    )
    protocol.show_chosen(Chosen(tuple(runs), (), "ndcg", 10))
    said = "\n".join(label.text() for label in protocol.findChildren(QLabel))
    assert f"Found in the data: {leak}" in said
    assert "SASRec · run 1: trial 4 of 30, 1 min 1 s" in said
    assert "SASRec · run 2: not tuned" in said
    assert (
        "SASRec · run 1 was tuned (30 trials), SASRec · run 2, SASRec · run 3, SASRec · run 4 and 36 others not" in said
    )
    assert "and 10 more" in said
    assert "SASRec · run 31: not tuned" not in said


def test_repeats_stand_together_with_their_mean_and_interval(panel: MetricsPanel, trained: Workspace) -> None:
    repeats = many(trained, 3, experiment_id=5)
    alone = replace(repeats[0], id=9, experiment_id=None)
    values = [run.test.metrics["ndcg@10"] for run in repeats]
    figure = repeated_figure(values, folds=False)
    runs = panel.table.runs
    runs.show([*repeats, alone], ["ndcg@10"], settings=False, datasets=False, repeated={(5, 0): {"ndcg@10": figure}})
    runs.arrange(group="experiment")
    groups = [row for row in range(runs.rowCount()) if isinstance(runs.row_at(row), Group)]
    assert [cell(panel, row, "Run") for row in groups] == ["Not repeated · 1", "Experiment 5 · SASRec · 3"]
    assert cell(panel, groups[1], "NDCG@10") == "0.002 ± .002"


def test_ticked_runs_are_repeated_over_folds_as_one_experiment(
    panel: MetricsPanel, trained: Workspace, context: Context, qtbot: Any
) -> None:
    panel.table.runs.tick([1])
    assert panel.repeat.isEnabled()
    (over_five,) = [action for action in panel.repeat.menu().actions() if action.text() == "Over 5 folds"]
    over_five.trigger()
    qtbot.waitUntil(lambda: trained.comparisons.board().experiments == {1: "folds"}, timeout=20_000)
    qtbot.waitUntil(lambda: len(trained.comparisons.board().runs) == 7, timeout=60_000)
    assert panel.notice.text.text().startswith("5 run")
    folds = {run.settings["split.fold"] for run in trained.comparisons.board().runs if run.experiment_id == 1}
    assert folds == {1, 2, 3, 4, 5}
    qtbot.waitUntil(lambda: context.runner.current is None, timeout=20_000)
    panel.table.runs.tick([])
    assert not panel.repeat.isEnabled()


def test_what_is_sorted_by_is_found_last_where_it_is_missing(trained: Workspace) -> None:
    runs = trained.comparisons.board().runs
    rows = arranged(
        runs,
        words="",
        group="",
        pinned=frozenset(),
        order=lambda run: run.settings.get("width"),
        descending=True,
    )
    assert [row.model for row in rows if isinstance(row, BoardRun)] == ["SASRec", "Popularity"]
    trained.close()


def test_without_a_finished_run_the_place_leads_to_training(context: Context, stocked: Workspace, qtbot: Any) -> None:
    context.open_with(stocked)
    context.choose_dataset(stocked.datasets.find("Films").id)
    made = MetricsPanel(context)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: "Nothing to measure yet" in texts(made), timeout=5_000)
    assert not made.cutoff.isVisible()

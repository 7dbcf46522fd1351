"""Metrics: finished runs side by side as a table and as charts, under the protocol they were measured by."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from workbench.evaluation.metrics import in_display_order, split_name
from workbench.gui import formatting
from workbench.gui.components.basics import Badge, Card, EmptyState, Notice, button, page_title, text_label
from workbench.gui.components.icons import theme
from workbench.gui.components.legend import Legend
from workbench.gui.context import Context
from workbench.gui.panels import wording
from workbench.gui.panels.comparison_table import ComparisonTable
from workbench.gui.panels.quiet_chart import QuietChart
from workbench.gui.theme import SMALL_PT
from workbench.gui.told import told, told_all
from workbench.workspace import Workspace
from workbench.workspace.views import Comparison, DatasetSummary, RunSummary

_FIRST_METRIC, _FIRST_CUTOFF = "ndcg", 10
_PRESELECTED = 12
_NAMED = 5
_TWO_LINES = 40  # pixels that a name and a number below it take


class MetricsPanel(QWidget):
    """The Metrics place."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("page")
        self._context = context
        self._stale = True
        self._known: set[int] = set()
        self._comparison: Comparison | None = None
        self.cutoff = QComboBox()
        self.cutoff.setAccessibleName(self.tr("Cut-off"))
        self.chosen_metric = QComboBox()
        self.chosen_metric.setAccessibleName(self.tr("Metric of the charts"))
        for box in (self.cutoff, self.chosen_metric):
            box.activated.connect(lambda _row: self._draw())
        self.invented = Badge(self.tr("Invented data"), "warning")
        self.invented.hide()
        self.export = button(self.tr("Export"), icon="export")
        menu = QMenu(self.export)
        menu.addAction(self.tr("Table (CSV)…"), lambda: self._export("csv"))
        menu.addAction(self.tr("Charts (PNG)…"), lambda: self._export("png"))
        menu.addAction(self.tr("Charts (SVG)…"), lambda: self._export("svg"))
        self.export.setMenu(menu)
        row = QHBoxLayout()
        row.setSpacing(10)
        for part in (page_title(self.tr("Metrics")), self.cutoff, self.chosen_metric, self.invented):
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(self.export)
        self.notice = Notice()
        self._pages = QStackedLayout()
        self._pages.addWidget(self._working())
        self._pages.addWidget(
            EmptyState(
                self.tr("Nothing to measure yet"),
                self.tr("Every finished run is measured on interactions that its training never saw. Train one."),
                self.tr("Go to Train"),
                lambda: context.go.emit("train", None),
                icon="metrics",
            )
        )
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 14, 20, 14)
        outer.setSpacing(12)
        outer.addLayout(row)
        outer.addWidget(self.notice)
        outer.addLayout(self._pages, 1)
        for signal in (context.opened, context.datasets_changed, context.runs_changed, context.dataset_chosen):
            signal.connect(lambda *_: self._refresh())
        theme().changed.connect(self._draw)
        self._refresh()

    def _working(self) -> QWidget:
        runs = Card(self.tr("Runs"))
        runs.setFixedWidth(230)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Runs to compare"))
        self.list.itemChanged.connect(lambda _item: self._compare())
        runs.body.addWidget(self.list)
        table = Card(self.tr("Test part, with 95 % intervals over users"))
        self.table = ComparisonTable()
        table.body.addWidget(self.table)
        table.setMinimumHeight(170)
        self.bars_card, self.curves_card = Card(" "), Card(" ")
        self.bars, self.curves = QuietChart(), QuietChart(self.tr("cut-off"))
        self.bars.plot.getAxis("bottom").setHeight(_TWO_LINES)
        self.bars_card.body.addWidget(self.bars)
        self.curves_card.body.addWidget(self.curves)
        self.legend = Legend()
        self.curves_card.head.addWidget(self.legend)
        charts = QHBoxLayout()
        charts.setSpacing(14)
        charts.addWidget(self.bars_card, 1)
        charts.addWidget(self.curves_card, 1)
        protocol = Card(self.tr("Protocol"))
        self.protocol = text_label("", "secondary", size=SMALL_PT, wrap=True)
        protocol.body.addWidget(self.protocol)
        right = QVBoxLayout()
        right.setSpacing(14)
        right.addWidget(table, 3)
        right.addLayout(charts, 4)
        right.addWidget(protocol)
        made = QWidget()
        columns = QHBoxLayout(made)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(14)
        columns.addWidget(runs)
        columns.addLayout(right, 1)
        return made

    def show_argument(self, argument: Any) -> None:
        """Compare the runs of a list of numbers."""
        if isinstance(argument, list | tuple):
            self.list.blockSignals(True)
            for item in self._items():
                on = item.data(Qt.ItemDataRole.UserRole) in argument
                item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
            self.list.blockSignals(False)
            self._compare()

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for what changed while the place was hidden."""
        super().showEvent(event)
        if self._stale:
            self._refresh()

    # ---- asking

    def _refresh(self) -> None:
        self._stale = True
        if not self._context.is_open or not self.isVisible():
            return
        self._stale = False
        dataset = self._context.dataset_id
        self._context.ask("metrics/runs", lambda ws: _ground(ws, dataset), self._show_runs)

    def _show_runs(self, ground: tuple[DatasetSummary | None, list[RunSummary]]) -> None:
        dataset, runs = ground
        self._pages.setCurrentIndex(0 if runs else 1)
        for part in (self.cutoff, self.chosen_metric, self.export):
            part.setVisible(bool(runs))
        self.invented.setVisible(dataset is not None and dataset.invented and bool(runs))
        off = {i.data(Qt.ItemDataRole.UserRole) for i in self._items() if i.checkState() == Qt.CheckState.Unchecked}
        self.list.blockSignals(True)
        self.list.clear()
        for number, run in enumerate(runs):
            item = QListWidgetItem(wording.run_label(run))
            item.setData(Qt.ItemDataRole.UserRole, run.id)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsSelectable)
            new = run.id not in self._known and number < _PRESELECTED
            on = new or (run.id in self._known and run.id not in off)
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self._known = {run.id for run in runs}
        self.list.blockSignals(False)
        self._compare()

    def _compare(self) -> None:
        wanted = [i.data(Qt.ItemDataRole.UserRole) for i in self._items() if i.checkState() == Qt.CheckState.Checked]
        if self._context.is_open:
            self._context.ask("metrics/compare", lambda ws: ws.comparisons.compare(wanted), self._show_comparison)

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]

    # ---- showing

    def _show_comparison(self, comparison: Comparison) -> None:
        self._comparison = comparison
        self.notice.say(told_all(comparison.warnings), "warning")
        names = in_display_order(set(comparison.metric_names))
        cutoffs = sorted({c for name in names if (c := split_name(name)[1]) is not None})
        bases = list(dict.fromkeys(split_name(name)[0] for name in names))
        _offer(self.cutoff, [(self.tr("At {k}").format(k=c), c) for c in cutoffs], _FIRST_CUTOFF)
        _offer(self.chosen_metric, [(wording.metric_title(base), base) for base in bases], _FIRST_METRIC)
        cards = list(dict.fromkeys(run.test.protocol for run in comparison.runs if run.test is not None))
        self.protocol.setText(
            "\n\n".join(
                self.tr("{split} {leaks} {candidates}; seen items {seen}; {users} users counted. {ties}").format(
                    split=told(card.split),
                    leaks=told(card.leaks),
                    candidates=_capital(told(card.candidates)),
                    seen=told(card.seen_items),
                    users=formatting.whole(card.users),
                    ties=told(card.tie_rule),
                )
                for card in cards
            )
        )
        self._draw()

    def _draw(self) -> None:
        comparison = self._comparison
        cutoff, base = self.cutoff.currentData(), self.chosen_metric.currentData()
        if comparison is None or base is None:
            return
        names = in_display_order({n for n in comparison.metric_names if split_name(n)[1] in (cutoff, None)})
        self.table.comparison.show(comparison.runs, names)
        name = f"{base}@{cutoff}"
        runs = [run for run in comparison.runs if run.test is not None and name in run.test.metrics]
        self.bars_card.heading.setText(wording.metric_title(name))
        self.curves_card.heading.setText(self.tr("{metric} by cut-off").format(metric=wording.metric_title(base)))
        self.bars.clear()
        self.curves.clear()
        for place, run in enumerate(runs):
            assert run.test is not None
            value, width = run.test.metrics[name], run.test.intervals.get(name)
            self.bars.set_bars(wording.run_label(run), [place], [value], width=0.62, colour=place)
            if width is not None:
                self.bars.set_intervals(f"± {wording.run_label(run)}", [place], [value], [width])
            points = sorted((c, v) for n, v in run.test.metrics.items() for b, c in [split_name(n)] if b == base and c)
            xs, ys = np.array(points, dtype=float).T
            self.curves.set_series(wording.run_label(run), xs, ys, colour=place, markers=True)
        # Names side by side as long as they fit, numbers otherwise.
        many = len(runs) > _NAMED
        beneath = [str(run.id) if many else f"{run.model}\n{run.id}" for run in runs]
        self.bars.set_ticks("bottom", list(enumerate(beneath)))
        self.legend.show_entries([(str(run.id), place, False) for place, run in enumerate(runs)])
        self.bars.plot.setXRange(-0.6, max(len(runs), 1) - 0.4, padding=0)

    # ---- export

    def _export(self, suffix: str) -> None:
        comparison = self._comparison
        if comparison is None or not comparison.runs:
            return
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Export the comparison"), f"metrics.{suffix}", f"*.{suffix}"
        )
        if not name:
            return
        path = Path(name) if Path(name).suffix else Path(f"{name}.{suffix}")
        self._context.ask(
            "metrics/export",
            lambda ws: ws.comparisons.export(comparison, path),
            lambda _: self.notice.say(self.tr("Wrote {path}.").format(path=path), "good"),
            lambda sentence: self.notice.say(sentence, "bad"),
        )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _offer(box: QComboBox, entries: list[tuple[str, Any]], first: Any) -> None:
    """Fill a box, keeping its choice where that is still offered."""
    kept = box.currentData() if box.count() else first
    box.blockSignals(True)
    box.clear()
    for text, value in entries:
        box.addItem(text, value)
    values = [value for _, value in entries]
    wanted = kept if kept in values else first
    box.setCurrentIndex(values.index(wanted) if wanted in values else 0)
    box.blockSignals(False)


def _ground(ws: Workspace, dataset_id: int | None) -> tuple[DatasetSummary | None, list[RunSummary]]:
    if dataset_id is None:
        return None, []
    return ws.datasets.get(dataset_id), [run for run in ws.runs.list(dataset_id) if run.test is not None]

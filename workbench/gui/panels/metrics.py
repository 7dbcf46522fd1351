"""Metrics: finished runs in one table, and beneath it the ticked ones in charts, under the protocol of each."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QSplitter,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from workbench.evaluation.candidates import SAMPLED_WARNING
from workbench.evaluation.metrics import METRICS_BY_NAME, in_display_order, split_name
from workbench.gui import formatting
from workbench.gui.components.basics import Badge, Card, EmptyState, Notice, button, page_title, text_label
from workbench.gui.components.export_button import ExportButton
from workbench.gui.components.icons import theme
from workbench.gui.components.tabs import Tabs
from workbench.gui.context import Context
from workbench.gui.panels import wording
from workbench.gui.panels.metrics_charts import FiguresPage, TradeOffPage
from workbench.gui.panels.metrics_learning import LearningPage
from workbench.gui.panels.metrics_page import Chosen, MetricsPage
from workbench.gui.panels.metrics_people import PeoplePage
from workbench.gui.panels.metrics_protocol import ProtocolPage, protocol_texts
from workbench.gui.panels.metrics_repeat import RepeatButton
from workbench.gui.panels.metrics_slices import SlicesPage
from workbench.gui.panels.metrics_table import RunsTable
from workbench.gui.panels.metrics_tests import TestsPage
from workbench.gui.runner import Job
from workbench.gui.theme import SMALL_PT
from workbench.gui.told import told
from workbench.workspace.views import Board

_FIRST_METRIC, _FIRST_CUTOFF = "ndcg", 10
_PRESELECTED = 12
EXPORT = "export"


class MetricsPanel(QWidget):
    """The Metrics place."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("page")
        self._context = context
        self._stale = True
        self._board: Board | None = None
        self._known: set[int] = set()
        self._wanted: list[int] | None = None
        self._exporting: Job | None = None
        self._make_title_row()
        self.notice = Notice()
        self.red = Notice()
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
        outer.setSpacing(10)
        outer.addLayout(self._title_row)
        outer.addWidget(self.notice)
        outer.addWidget(self.red)
        outer.addLayout(self._pages, 1)
        for signal in (context.opened, context.datasets_changed, context.runs_changed, context.dataset_chosen):
            signal.connect(lambda *_: self._refresh())
        context.runner.ended.connect(self._on_end)
        theme().changed.connect(self._draw)
        self._refresh()

    def _make_title_row(self) -> None:
        self.scope = QComboBox()
        self.scope.setAccessibleName(self.tr("Runs of"))
        self.scope.addItem(self.tr("This dataset"), "one")
        self.scope.addItem(self.tr("All datasets"), "all")
        self.scope.activated.connect(lambda _row: self._refresh())
        self.cutoff, self.chosen_metric = QComboBox(), QComboBox()
        self.cutoff.setAccessibleName(self.tr("Cut-off"))
        self.chosen_metric.setAccessibleName(self.tr("Metric of the charts"))
        self.cutoff.activated.connect(lambda _row: self._show_table())
        self.chosen_metric.activated.connect(lambda _row: self._draw())
        self.invented = Badge(self.tr("Invented data"), "warning")
        self.invented.hide()
        self.export = ExportButton(
            [
                (self.tr("Table (CSV)…"), ".csv"),
                (self.tr("Table (LaTeX, booktabs)…"), ".tex"),
                (self.tr("Report (HTML, with every protocol card)…"), ".html"),
                (self.tr("Charts (PNG)…"), ".png"),
                (self.tr("Charts (SVG)…"), ".svg"),
            ],
            lambda: "metrics",
        )
        self.export.chosen.connect(self._export)
        self._title_row = QHBoxLayout()
        self._title_row.setSpacing(10)
        for part in (page_title(self.tr("Metrics")), self.scope, self.cutoff, self.chosen_metric, self.invented):
            self._title_row.addWidget(part)
        self._title_row.addStretch(1)
        self._title_row.addWidget(self.export)

    def _working(self) -> QWidget:
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(self.tr("Filter: model, number, factors=64 …"))
        self.filter.setAccessibleName(self.tr("Filter the runs"))
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(lambda words: self._arrange(words=words))
        self.group = QComboBox()
        self.group.setAccessibleName(self.tr("Group the runs"))
        for title, key in (
            (self.tr("Not grouped"), ""),
            (self.tr("By model"), "model"),
            (self.tr("By dataset"), "dataset"),
            (self.tr("By protocol"), "protocol"),
            (self.tr("By experiment"), "experiment"),
        ):
            self.group.addItem(title, key)
        self.group.activated.connect(lambda _row: self._arrange(group=self.group.currentData()))
        self.settings = QCheckBox(self.tr("Settings that differ"))
        self.settings.setToolTip(self.tr("Show the settings in which the ticked runs differ, and no others"))
        self.settings.toggled.connect(lambda _on: self._show_table())
        self.counted = text_label("", "secondary", size=SMALL_PT)
        self.tick_shown = button(self.tr("Tick all shown"), self._tick_shown, link=True)
        self.tick_none = button(self.tr("Tick none"), lambda: self.table.runs.tick([]), link=True)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self.filter, 1)
        self.repeat = RepeatButton(self._context)
        self.repeat.failed.connect(lambda sentence: self.notice.say(sentence, "bad"))
        self.repeat.begun.connect(self._on_repeat)
        for part in (self.group, self.settings, self.counted, self.tick_shown, self.tick_none, self.repeat):
            head.addWidget(part)
        self.table = RunsTable()
        self.table.runs.ticked.connect(self._on_ticked)
        runs = Card()
        runs.body.addLayout(head)
        runs.body.addWidget(self.table, 1)
        runs.setMinimumHeight(150)
        self.tabs = Tabs(self.tr("Charts of the ticked runs"))
        self.tabs.setMinimumHeight(200)
        self.protocol = text_label("", "secondary", size=SMALL_PT, elide=True)
        lower = QWidget()
        column = QVBoxLayout(lower)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.tabs, 1)
        column.addWidget(self.protocol)
        made = QSplitter(Qt.Orientation.Vertical)
        made.setChildrenCollapsible(False)
        made.addWidget(runs)
        made.addWidget(lower)
        made.setStretchFactor(0, 1)
        made.setStretchFactor(1, 1)
        made.setSizes([300, 360])
        return made

    def _add_tabs(self) -> None:
        """Add the pages of charts, once there are runs, in a turn of their own: the table is on the screen by then."""
        if self.tabs.current:
            return
        self.tabs.add("figures", self.tr("Figures"), lambda: FiguresPage(self._context))
        self.tabs.add("trade-off", self.tr("Trade-off"), lambda: TradeOffPage(self._context))
        self.tabs.add("tests", self.tr("Tests"), lambda: TestsPage(self._context))
        self.tabs.add("people", self.tr("People"), lambda: PeoplePage(self._context))
        self.tabs.add("slices", self.tr("Slices"), lambda: SlicesPage(self._context))
        self.tabs.add("learning", self.tr("Learning curves"), lambda: LearningPage(self._context))
        self.tabs.add("protocol", self.tr("Protocol"), lambda: ProtocolPage(self._context))
        self.tabs.changed.connect(lambda _key: self._draw())
        self._draw()

    def show_argument(self, argument: Any) -> None:
        """Compare the runs of a list of numbers."""
        if isinstance(argument, list | tuple):
            self._wanted = list(argument)
            if self._board is not None:
                self._show_board(self._board)

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
        dataset = self._context.dataset_id if self.scope.currentData() == "one" else None
        if dataset is None and self.scope.currentData() == "one":
            self._show_board(Board((), frozenset(), ()))
            return
        self._context.ask("metrics/board", lambda ws: ws.comparisons.board(dataset), self._show_board)

    def _show_board(self, board: Board) -> None:
        self._board = board
        if board.runs and not self.tabs.current:
            QTimer.singleShot(0, self, self._add_tabs)
        self._pages.setCurrentIndex(0 if board.runs else 1)
        for part in (self.cutoff, self.chosen_metric, self.export):
            part.setVisible(bool(board.runs))
        self.invented.setVisible(board.invented)
        names = in_display_order(set(board.metric_names))
        cutoffs = sorted({c for name in names if (c := split_name(name)[1]) is not None})
        bases = list(dict.fromkeys(split_name(name)[0] for name in names))
        _offer(self.cutoff, [(self.tr("At {k}").format(k=c), c) for c in cutoffs], _FIRST_CUTOFF)
        _offer(self.chosen_metric, [(wording.metric_title(base), base) for base in bases], _FIRST_METRIC)
        self._show_table()
        ids = [run.id for run in board.runs]
        if self._wanted is not None and set(self._wanted) & set(ids):
            ticked, self._wanted = set(self._wanted), None
        else:
            alike = [run.id for run in board.runs if run.protocol == board.runs[0].protocol][:_PRESELECTED]
            new = [run_id for run_id in alike if run_id not in self._known]
            ticked = {run.id for run in self.table.runs.ticked_runs()} | set(new)
        self._known |= set(ids)
        self.table.runs.tick(ticked)

    # ---- showing

    def _show_table(self) -> None:
        board, cutoff = self._board, self.cutoff.currentData()
        if board is None:
            return
        names = in_display_order({n for n in board.metric_names if split_name(n)[1] in (cutoff, None)})
        headline = [n for n in names if _is_headline(n)]
        every = self.scope.currentData() == "all"
        self.table.runs.show(
            board.runs,
            [*headline, *(n for n in names if n not in headline)],
            settings=self.settings.isChecked(),
            datasets=every,
            repeated=board.repeated,
        )
        self.table.fit_columns()
        self._draw()

    def _arrange(self, *, words: str | None = None, group: str | None = None) -> None:
        self.table.runs.arrange(words=words, group=group)
        self._draw()

    def _tick_shown(self) -> None:
        self.table.runs.tick(run.id for run in self.table.runs.shown_runs())

    def _on_ticked(self) -> None:
        if self.settings.isChecked():
            self._show_table()  # other runs differ in other settings
        else:
            self._draw()

    def _draw(self) -> None:
        board, base = self._board, self.chosen_metric.currentData()
        if board is None or base is None:
            return
        runs, shown = self.table.runs.ticked_runs(), self.table.runs.shown_runs()
        self.counted.setText(
            self.tr("{ticked} of {all} ticked").format(
                ticked=formatting.whole(len(runs)), all=formatting.whole(len(board.runs))
            )
        )
        self.repeat.show_runs(runs)
        self._show_protocols()
        ids = {run.id for run in runs}
        cutoff = self.cutoff.currentData()
        if f"{base}@{cutoff}" not in board.metric_names:
            cutoff = None
        page = self.tabs.page(self.tabs.current) if self.tabs.current else None
        if isinstance(page, MetricsPage):
            page.show_chosen(Chosen(tuple(runs), tuple(run for run in shown if run.id not in ids), base, cutoff))

    def _show_protocols(self) -> None:
        runs = self.table.runs.ticked_runs()
        cards = {run.protocol: run.test.protocol for run in runs}
        several = len(cards) > 1
        self.protocol.setText(" · ".join(protocol_texts(cards)))
        red = []
        if several:
            red.append(
                self.tr("The ticked runs were measured under {n} protocols: their figures cannot be compared.").format(
                    n=len(cards)
                )
            )
        if any(card.sampled for card in cards.values()):
            red.append(told(SAMPLED_WARNING))
        self.red.say(" ".join(red), "bad")

    def _on_repeat(self, number: int) -> None:
        self.notice.say(
            self.tr("%n run(s) are in the queue. They stand together under “By experiment”.", "", number),
            "good",
            action=self.tr("Watch in Train"),
            on_action=lambda: self._context.go.emit("train", None),
        )

    # ---- export

    def _export(self, path: Path) -> None:
        runs, workspace = self.table.runs.ticked_runs(), self._context.workspace
        if not runs:
            self.notice.say(self.tr("Tick runs in the table to compare them."), "warning")
            return
        ids, cutoff = [run.id for run in runs], self.cutoff.currentData()
        metric = f"{self.chosen_metric.currentData()}@{cutoff}"
        self._exporting = self._context.runner.submit(
            Job(
                title=self.tr("Exporting {0} runs").format(len(ids)),
                work=lambda progress: workspace.comparisons.export(
                    workspace.comparisons.compare(ids),
                    path,
                    metric=metric,
                    cutoff=cutoff,
                    progress=progress,
                ),
                kind=EXPORT,
                about=path,
            )
        )

    def _on_end(self, job: Job) -> None:
        if job is self._exporting:
            self._exporting = None
            if job.state == "done":
                self.notice.say(self.tr("Wrote {path}.").format(path=job.about), "good")


def _is_headline(name: str) -> bool:
    known = METRICS_BY_NAME.get(split_name(name)[0])
    return known is not None and known.headline


def _offer(box: QComboBox, entries: list[tuple[str, Any]], first: Any) -> None:
    """Fill a box, keeping its choice where that is still offered."""
    if [box.itemData(row) for row in range(box.count())] == [value for _, value in entries]:
        return
    kept = box.currentData() if box.count() else first
    box.blockSignals(True)
    box.clear()
    for text, value in entries:
        box.addItem(text, value)
    values = [value for _, value in entries]
    wanted = kept if kept in values else first
    box.setCurrentIndex(values.index(wanted) if wanted in values else 0)
    box.blockSignals(False)

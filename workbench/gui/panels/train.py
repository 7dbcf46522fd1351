"""Train: set a run up, start it, watch it learn, and see it beside the runs before it."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from workbench.gui.components.basics import Badge, Card, EmptyState, Notice, button, page_title
from workbench.gui.components.segmented import SegmentedControl
from workbench.gui.context import Context
from workbench.gui.panels.run_table import METRIC_COLUMNS, LiveRun, RunTable
from workbench.gui.panels.train_queue import TrainingQueue
from workbench.gui.panels.train_setup import SetUpCard, SplitChoice
from workbench.gui.panels.training_charts import LOSS, TrainingCharts
from workbench.gui.runner import Job
from workbench.gui.told import told
from workbench.workspace import Workspace
from workbench.workspace.views import DatasetSummary, ModelType, RunDetails, RunSummary, SplitType, TrainRequest

if TYPE_CHECKING:
    from workbench.gui.panels.tune import TunePage

BASELINES = ("Popularity", "ItemKNN", "ItemTransition")
# How far back an earlier run with curves is looked for, and how many runs are laid over each other.
MOST_LOOKED_AT = 12
MOST_OVERLAID = 5
# The row of the running model says new numbers so often: what the window does, the engine waits for.
SECONDS_PER_ROW = 0.25


class TrainPanel(QWidget):
    """The Train place."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("page")
        self._context = context
        self._stale = True
        self._job: Job | None = None  # whose points are being drawn
        self._seen = 0  # points of it that were drawn
        self._row_shown_at = 0.0
        self._live_id: int | None = None
        self._front_id: int | None = None  # the run whose curves are in front
        self._runs: list[RunSummary] = []
        self._has_datasets = False

        self._make_title_row()
        self.notice = Notice()
        self.set_up = SetUpCard(context)
        self.set_up.setFixedWidth(364)
        self.charts = TrainingCharts()
        self.table = RunTable(("run", "model", *METRIC_COLUMNS, "time", "state"), several=True)
        self.table.setToolTip(self.tr("Choose several runs to lay their curves over each other."))
        table_card = Card()
        table_card.body.addWidget(self.table)
        table_card.setMinimumHeight(176)

        right = QVBoxLayout()
        right.setSpacing(12)
        right.addWidget(self.charts, 3)
        right.addWidget(table_card, 1)
        working = QWidget()
        columns = QHBoxLayout(working)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(14)
        columns.addWidget(self.set_up)
        columns.addLayout(right, 1)
        self.empty = EmptyState(
            self.tr("Nothing to learn from yet"),
            self.tr("A model learns from a dataset. Import one, or take the built-in sample, and train here."),
            self.tr("Go to Data"),
            lambda: context.go.emit("data", None),
            icon="data",
        )
        pages = QWidget()
        self._pages = QStackedLayout(pages)
        self._pages.addWidget(working)
        self._pages.addWidget(self.empty)
        self.tune: TunePage | None = None  # made at its first visit
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 14, 20, 14)
        outer.setSpacing(12)
        outer.addLayout(self._title_row)
        outer.addWidget(self.notice)
        outer.addWidget(pages, 1)

        self.set_up.changed.connect(self._update_buttons)
        self.table.chosen.connect(self._compare_with)
        self.table.opened.connect(lambda run_id: context.go.emit("models", run_id))
        for signal in (context.opened, context.datasets_changed, context.runs_changed):
            signal.connect(self._refresh)
        context.dataset_chosen.connect(self._on_dataset)
        context.runner.polled.connect(self._on_poll)
        context.runner.ended.connect(self._on_end)
        context.runner.changed.connect(self._update_buttons)
        self._update_buttons()
        if context.runner.current is not None:
            self._on_poll(context.runner.current)

    def _make_title_row(self) -> None:
        self._title_row = QHBoxLayout()
        self._title_row.setSpacing(10)
        self._title_row.addWidget(page_title(self.tr("Train")))
        self.mode = SegmentedControl(self.tr("Page"))
        self.mode.set_choices(
            [
                ("run", self.tr("One run"), self.tr("Choose the settings yourself")),
                ("tune", self.tr("Tuning"), self.tr("Let a search find the settings")),
            ]
        )
        self.mode.set_value("run")
        self.mode.hide()  # until there is something to train on
        self.mode.chosen.connect(lambda _mode: self._turn())
        self._title_row.addWidget(self.mode)
        self.run_badge = Badge()
        self.run_badge.hide()
        self._title_row.addWidget(self.run_badge)
        self._title_row.addStretch(1)
        self.add_baselines = button(
            self.tr("Add baselines"),
            self._start_baselines,
            tip=self.tr("Train Popularity, ItemKNN and ItemTransition on the same split: no result stands alone"),
        )
        self.resume = button("", self._resume, tip=self.tr("Go on from the last checkpoint as if it had never stopped"))
        self.resume.hide()
        self.queue = TrainingQueue(self._context, self)
        self.start = button(self.tr("Start training"), self._start, primary=True)
        for made in (self.resume, self.add_baselines, self.queue.button, self.start):
            self._title_row.addWidget(made)

    def _turn(self) -> None:
        """Show the page of one run, or of tuning, or what leads to a first dataset."""
        tuning = self.mode.value() == "tune" and self._has_datasets
        if tuning and self.tune is None:
            from workbench.gui.panels.tune import TunePage

            self.tune = TunePage(self._context)
            self._pages.addWidget(self.tune)
        self.mode.setVisible(self._has_datasets)
        self._pages.setCurrentIndex(2 if tuning else 0 if self._has_datasets else 1)
        for made in (self.add_baselines, self.start):
            made.setVisible(self._has_datasets and not tuning)
        self.run_badge.setVisible(bool(self.run_badge.text()) and not tuning)

    # ---- what the window calls

    def show_argument(self, argument: Any) -> None:
        """Choose a model by its name, fill in a `SplitChoice` or what made a run (`RunDetails`), or turn to `tune`."""
        if argument == "tune":
            self.mode.set_value("tune")
            self._turn()
        elif isinstance(argument, RunDetails):
            self.set_up.repeat(argument)
        elif isinstance(argument, SplitChoice):
            self.mode.set_value("run")
            self._turn()
            self.set_up.choose_split(argument)
        elif isinstance(argument, str):
            self.set_up.choose_model(argument)

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
        self._context.ask("train/datasets", lambda ws: ws.datasets.list(), self._show_datasets)

    def _show_datasets(self, datasets: list[DatasetSummary]) -> None:
        self._has_datasets = bool(datasets)
        self._turn()
        self.set_up.show_datasets(datasets, self._context.dataset_id)
        if not datasets:
            return
        if self._context.dataset_id is None:
            self._context.choose_dataset(self.set_up.dataset.currentData())
        if not self.set_up.models:
            # The first call imports torch, which takes a second on the lookup thread.
            self._context.ask(
                "train/types", lambda ws: (ws.runs.model_types(), ws.runs.split_types()), self._show_types
            )
        self._ask_runs()

    def _show_types(self, types: tuple[list[ModelType], list[SplitType]]) -> None:
        self.set_up.show_types(*types)

    def _on_dataset(self, dataset_id: int | None) -> None:
        self.set_up.choose_dataset(dataset_id)
        if not self._is_ours():
            self._front_id = None
        if self.isVisible() and self._context.is_open:
            self._ask_runs()

    def _ask_runs(self) -> None:
        dataset_id = self.set_up.dataset.currentData()
        if dataset_id is not None:
            self._context.ask("train/runs", lambda ws: ws.runs.list(dataset_id), self._show_runs)

    def _show_runs(self, runs: list[RunSummary]) -> None:
        self._runs = runs
        self.set_up.show_runs(runs)
        running = next((run for run in runs if run.state == "running"), None)
        if self._job is not None and isinstance(self._job.about, RunSummary):
            running = next((run for run in runs if run.id == self._job.about.id), None)
        if self._is_ours() and running is not None and running.id != self._live_id:
            self._live_id = running.id
            self.run_badge.setText(self.tr("Run {0}").format(running.id))
            self.run_badge.show()
            self.charts.rename(self.tr("run {0}").format(running.id))
        self.table.show_runs(runs)
        self._update_buttons()
        if self._live_id is not None:
            self.table.set_live_id(self._live_id)
        self._ask_curves()

    def _ask_curves(self) -> None:
        """Ask for the curves in front (unless they are live) and for an earlier run of the dataset behind them."""
        front = self._live_id if self._is_ours() and self.charts.points else None
        done = [run.id for run in self._runs if run.state == "done"][:MOST_LOOKED_AT]
        live = self._is_ours()
        chosen = [run.id for run in self.table.chosen_runs()][:MOST_OVERLAID]

        def look(workspace: Workspace) -> list[RunDetails]:
            found = [workspace.runs.get(run_id) for run_id in chosen]
            for run_id in done:
                if len(found) >= 2:
                    break
                if run_id != front and all(run_id != known.summary.id for known in found):
                    details = workspace.runs.get(run_id)
                    if details.points.get(LOSS):
                        found.append(details)
            return found

        self._context.ask("train/curves", look, lambda found: self._show_curves(found, live))

    def _show_curves(self, found: Sequence[RunDetails], live: bool) -> None:
        name = self.tr("run {0}")
        if live or self._is_ours():
            # A run that has just begun has no curves yet: those in front are still an earlier run's.
            front, rest = None, [run for run in found if run.summary.id != self._front_id]
        else:
            # Nothing learns: the chosen run, or the newest with curves, is in front, and the one before it behind.
            front, rest = (found[0] if found else None), list(found[1:])
            if front is not None:
                self._front_id = front.summary.id
                self.charts.show_points(name.format(front.summary.id), front.points)
                self.run_badge.setText(self.tr("Run {0}").format(front.summary.id))
            else:
                self.charts.show_points("", {})
            self.run_badge.setVisible(front is not None)
        self.charts.show_others([(name.format(run.summary.id), run.points) for run in rest])
        self.charts.say(self.tr("Curves grow here while a model learns. Models that only count have none."))

    def _compare_with(self, run: RunSummary | None) -> None:
        self._update_buttons()
        if run is not None:
            self._ask_curves()

    # ---- starting

    def _start(self) -> None:
        request = self.set_up.request()
        if request is not None:
            self.notice.hide()
            self._submit(request)

    def _start_baselines(self) -> None:
        known = {model.name for model in self.set_up.models}
        for name in BASELINES:
            request = self.set_up.request(name) if name in known else None
            if request is not None:
                self._submit(request)

    def _submit(self, request: TrainRequest) -> None:
        resumable = any(model.resumable for model in self.set_up.models if model.name == request.model)
        self.queue.train(request, resumable=resumable)

    def _resume(self) -> None:
        run = self._resumable()
        if run is not None:
            self.queue.resume(run)

    def _resumable(self) -> RunSummary | None:
        """Return the run that can be gone on with: a chosen one, or the newest, unless it is in the queue."""
        queued = self.queue.runs() | {self._live_id}
        found = [run for run in (*self.table.chosen_runs(), *self._runs) if run.resumable and run.id not in queued]
        return found[0] if found else None

    def _update_buttons(self) -> None:
        ready = self.set_up.request() is not None and self._context.is_open
        self.start.setEnabled(ready)
        self.add_baselines.setEnabled(ready)
        run = self._resumable() if self._context.is_open else None
        self.resume.setVisible(run is not None)
        if run is not None:
            self.resume.setText(self.tr("Resume run {0}").format(run.id))
            self.resume.setAccessibleName(self.resume.text())
        self.queue.update()

    # ---- watching

    def _is_ours(self) -> bool:
        """Whether a training of the dataset in view is running."""
        return self._job is not None and self._job.about.dataset_id == self.set_up.dataset.currentData()

    def _on_poll(self, job: Job) -> None:
        if job.kind != "train":
            return
        if job is not self._job:
            self._job, self._seen, self._live_id, self._row_shown_at = job, 0, None, 0.0
            self.run_badge.hide()
            if self.isVisible():
                self._ask_runs()
        if not self._is_ours():
            self.table.show_live(None)
            return
        points = job.progress.points_since(self._seen)
        if points:
            if self._seen == 0:
                # Models that only count have no points, and leave the curves that are shown alone.
                self._begin_curves()
            self._seen += len(points)
            self.charts.add(points)
            if self._live_id is None and self.isVisible():
                self._ask_runs()
        if time.monotonic() - self._row_shown_at >= SECONDS_PER_ROW:
            self._row_shown_at = time.monotonic()
            self._show_live(job)

    def _begin_curves(self) -> None:
        self._front_id = None
        name = self.tr("this run") if self._live_id is None else self.tr("run {0}").format(self._live_id)
        self.charts.start(name)
        self._ask_curves()

    def _show_live(self, job: Job) -> None:
        snapshot = job.progress.snapshot()
        message = told(snapshot.message)
        phase = message[:1].upper() + message[1:] or self.tr("Starting")
        if snapshot.paused:
            phase = self.tr("Paused")
        best: dict[str, float] = {}
        if self._seen:
            for series, values in self.charts.points.items():
                if series != LOSS:
                    best[series] = max(value for _, value in values)
        self.table.show_live(LiveRun(job.about.model, phase, snapshot.seconds_elapsed, best, self._live_id))

    def _on_end(self, job: Job) -> None:
        if job.kind != "train":
            return
        if job is self._job:
            self._front_id = self._live_id if self._seen else self._front_id
            self._job, self._live_id = None, None
            self.table.show_live(None)
        if job.state == "failed":
            self.notice.say(self.tr("{0} stopped: {1}").format(job.title, job.error), "bad")
        self._update_buttons()
        self._context.runs_changed.emit()

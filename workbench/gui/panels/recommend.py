"""Recommend: a user's history, what a model recommends next, and what attention looked at."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMenu, QStackedLayout, QVBoxLayout, QWidget

from workbench.gui import formatting
from workbench.gui.components.basics import Badge, Card, EmptyState, Notice, button, page_title, text_label
from workbench.gui.context import Context
from workbench.gui.panels.history_list import HistoryList
from workbench.gui.panels.recommendation_list import RecommendationList
from workbench.gui.panels.run_picker import RunPicker
from workbench.gui.panels.user_picker import UserPicker
from workbench.gui.panels.why_card import WhyCard
from workbench.gui.runner import Job
from workbench.gui.theme import SMALL_PT
from workbench.recommendation.top_list import RecommendedItem
from workbench.workspace import Workspace
from workbench.workspace.views import AttentionView, DatasetSummary, HistoryRow, RecommendationView, RunSummary, UserRow

_LENGTH = 10


class RecommendPanel(QWidget):
    """The Recommend place."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("page")
        self._context = context
        self._stale = True
        self._wanted_run: int | None = None
        self._view: RecommendationView | None = None
        self.users = UserPicker(context)
        self.users.chosen.connect(lambda _id: self._recommend())
        self.runs = RunPicker()
        self.runs.chosen.connect(lambda _id: self._recommend())
        self.invented = Badge(self.tr("Invented data"), "warning")
        self.invented.hide()
        self.export = button(self.tr("Export"), icon="export")
        menu = QMenu(self.export)
        menu.addAction(self.tr("This user's list…"), lambda: self._export(one=True))
        menu.addAction(self.tr("The lists of all users…"), lambda: self._export(one=False))
        self.export.setMenu(menu)
        row = QHBoxLayout()
        row.setSpacing(10)
        for part in (page_title(self.tr("Recommend")), self.users, self.runs, self.invented):
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(self.export)
        self.notice = Notice()
        self._pages = QStackedLayout()
        self._pages.addWidget(self._working())
        self.no_data = EmptyState(
            self.tr("Nobody to recommend to yet"),
            self.tr("Import a dataset, or take the built-in sample; then train a model on it."),
            self.tr("Go to Data"),
            lambda: context.go.emit("data", None),
            icon="data",
        )
        self.no_run = EmptyState(
            self.tr("No trained model yet"),
            self.tr("Recommendations come from a model that was trained on this dataset. It takes a minute."),
            self.tr("Train a model"),
            lambda: context.go.emit("train", "SASRec"),
            icon="train",
        )
        self._pages.addWidget(self.no_data)
        self._pages.addWidget(self.no_run)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 14, 20, 14)
        outer.setSpacing(12)
        outer.addLayout(row)
        outer.addWidget(self.notice)
        outer.addLayout(self._pages, 1)
        for signal in (context.opened, context.datasets_changed, context.runs_changed):
            signal.connect(self._refresh)
        context.dataset_chosen.connect(self._on_dataset)
        context.runner.ended.connect(self._on_end)
        self._refresh()

    def _working(self) -> QWidget:
        self.history = HistoryList(self._context)
        self.list = RecommendationList(self._context)
        self.list.picked.connect(self._on_picked)
        self.why = WhyCard()
        self.why.whole_map.connect(self._open_map)
        self.why.setFixedWidth(300)
        history = Card(self.tr("History"))
        self.order = text_label(self.tr("newest first"), "faint", size=SMALL_PT)
        history.head.addWidget(self.order)
        self.no_history = text_label(self.tr("This user has no interactions."), "secondary", wrap=True)
        self.no_history.hide()
        history.body.addWidget(self.no_history)
        history.body.addWidget(self.history)
        history.setFixedWidth(320)
        top = Card(" ")
        self.top_heading = top.heading
        self.speed = text_label("", "faint", size=SMALL_PT)
        top.head.insertWidget(1, self.speed)
        top.body.addWidget(self.list)
        made = QWidget()
        columns = QHBoxLayout(made)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(14)
        columns.addWidget(history)
        columns.addWidget(top, 1)
        columns.addWidget(self.why)
        return made

    # ---- what the window calls

    def show_argument(self, argument: Any) -> None:
        """Show a run (its number) or a user (its id)."""
        if isinstance(argument, int):
            self._wanted_run = argument
            if self.runs.choose(argument):
                self._recommend()
        elif isinstance(argument, str):
            self.users.choose(UserRow(0, argument, 0, ""))
            self.users.choose_id(argument)
            self._recommend()

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for what changed while the place was hidden."""
        super().showEvent(event)
        if self._stale:
            self._refresh()

    # ---- asking

    def _on_dataset(self, dataset_id: int | None) -> None:
        self.users.choose(None)
        self._view = None
        self._refresh()

    def _refresh(self) -> None:
        self._stale = True
        if not self._context.is_open or not self.isVisible():
            return
        self._stale = False
        dataset = self._context.dataset_id
        self._context.ask("recommend/ground", lambda ws: _ground(ws, dataset), self._show_ground)

    def _show_ground(self, ground: tuple[DatasetSummary | None, list[RunSummary], UserRow | None]) -> None:
        dataset, runs, first = ground
        ready = dataset is not None and bool(runs)
        self._pages.setCurrentIndex(1 if dataset is None else 2 if not runs else 0)
        for part in (self.users, self.runs, self.export):
            part.setVisible(ready)
        self.invented.setVisible(dataset is not None and dataset.invented)
        if not ready:
            return
        self.runs.show_runs(runs)
        if self._wanted_run is not None and self.runs.choose(self._wanted_run):
            self._wanted_run = None
        if self.users.user_id is None:
            self.users.choose(first)
        self._recommend()

    def _recommend(self) -> None:
        run, user, dataset = self.runs.run, self.users.user_id, self._context.dataset_id
        if run is None or user is None or dataset is None:
            return
        self.notice.say("")
        self._context.ask(
            "recommend/list",
            lambda ws: (ws.insight.recommend(run.id, user, k=_LENGTH), ws.datasets.history(dataset, user)),
            self._show_list,
            self._fail,
        )

    def _show_list(self, answer: tuple[RecommendationView, list[HistoryRow]]) -> None:
        view, history = answer
        self._view = view
        self.no_history.setVisible(not history)
        self.history.history.show(history)
        self.history.scrollToTop()
        self.top_heading.setText(self.tr("Top {k} of {n}").format(k=len(view.items), n=formatting.whole(view.n_items)))
        self.speed.setText(self.tr("· {ms} ms").format(ms=f"{view.milliseconds:.1f}"))
        self.list.show_items(view.items)
        run = self.runs.run
        if run is None or view.user_id is None:
            return
        if not run.shows_attention:
            self.why.show_attention(
                None,
                self.tr(
                    "{model} has no attention to show. Choose a run of SASRec to see what a model looks at."
                ).format(model=run.model),
            )
        elif not history:
            self.why.show_attention(None, self.tr("Without a history there is nothing to look at."))
        else:
            user = view.user_id
            self._context.ask(
                "recommend/attention", lambda ws: ws.insight.attention(run.id, user), self._show_attention, self._fail
            )

    def _show_attention(self, seen: AttentionView) -> None:
        if self._view is None or (seen.run_id, seen.user_id) != (self._view.run_id, self._view.user_id):
            return
        self.why.show_attention(seen.record, "")
        self.history.history.weigh(seen.record.positions, seen.record.last_row())

    def _on_picked(self, item: RecommendedItem) -> None:
        self.why.show_item(item)

    def _open_map(self) -> None:
        run = self.runs.run
        if run is not None:
            wanted = {"run": run.id, "user": self.users.user_id, "target": self.list.current()}
            self._context.go.emit("attention", wanted)

    def _fail(self, sentence: str) -> None:
        self.list.show_items(())
        self.why.show_item(None)
        self.why.show_attention(None, "")
        self.notice.say(sentence, "bad")

    # ---- export

    def _export(self, *, one: bool) -> None:
        run, user = self.runs.run, self.users.user_id
        if run is None or user is None:
            return
        proposed = f"recommendations-{run.model}-{run.id}" + (f"-{user}" if one else "") + ".csv"
        name, _ = QFileDialog.getSaveFileName(self, self.tr("Export recommendations"), proposed, "CSV (*.csv)")
        if not name:
            return
        path = Path(name) if Path(name).suffix else Path(name + ".csv")
        workspace = self._context.workspace
        users = [user] if one else None
        self._context.runner.submit(
            Job(
                self.tr("Writing {file}").format(file=path.name),
                lambda progress: workspace.insight.export_recommendations(
                    run.id, path, users=users, k=_LENGTH, progress=progress
                ),
                kind="export recommendations",
                about=path,
            )
        )

    def _on_end(self, job: Job) -> None:
        if job.kind != "export recommendations":
            return
        if job.state == "done":
            self.notice.say(self.tr("Wrote {path}.").format(path=job.about), "good")
        elif job.state == "failed":
            self.notice.say(job.error, "bad")


def _ground(ws: Workspace, dataset_id: int | None) -> tuple[DatasetSummary | None, list[RunSummary], UserRow | None]:
    if dataset_id is None:
        return None, [], None
    runs = [run for run in ws.runs.list(dataset_id) if run.state == "done"]
    users = ws.datasets.find_users(dataset_id, "", 1) if runs else []
    return ws.datasets.get(dataset_id), runs, users[0] if users else None

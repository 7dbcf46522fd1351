"""Recommend: a history that can be edited, what a model recommends next, and why."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMenu, QStackedLayout, QVBoxLayout, QWidget

from workbench.gui.components.basics import Badge, EmptyState, Notice, button, page_title
from workbench.gui.context import Context
from workbench.gui.panels.history_card import HistoryCard
from workbench.gui.panels.list_card import ListCard
from workbench.gui.panels.live_list import LiveList
from workbench.gui.panels.run_picker import RunPicker
from workbench.gui.panels.user_picker import UserPicker
from workbench.gui.panels.why_card import WhyCard
from workbench.gui.runner import Job
from workbench.recommendation.shaping import Shaping
from workbench.recommendation.top_list import RecommendedItem
from workbench.workspace import Workspace
from workbench.workspace.list_views import LiveView
from workbench.workspace.views import DatasetSummary, HistoryRow, RunSummary, UserRow

_LENGTH = 10
_WHY_WIDTH = 300


@dataclass(frozen=True)
class _Ground:
    """What there is to work with."""

    dataset: DatasetSummary | None
    runs: list[RunSummary]
    first: UserRow | None


class RecommendPanel(QWidget):
    """The Recommend place."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("page")
        self._context = context
        self._stale = True
        self._wanted_run: int | None = None
        self._awaited = False  # whether the history of whoever was chosen is still to come
        self._titles: dict[int, str] = {}
        self.live = LiveList(context)
        self.users = UserPicker(context)
        self.users.offer_more()
        self.users.chosen.connect(self._take_user)
        self.users.new_wanted.connect(self._begin_new)
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
        self.history = HistoryCard(self._context)
        self.history.edited.connect(self._recommend)
        self.top = ListCard(self._context)
        self.top.wished.connect(self._recommend)
        self.top.list.picked.connect(self._on_picked)
        self.why = WhyCard()
        self.why.whole_map.connect(self._open_map)
        self.why.setFixedWidth(_WHY_WIDTH)
        self.live.listed.connect(self._show_list)
        self.live.explained.connect(self._show_reasons)
        self.live.moved.connect(self._show_moves)
        self.live.failed.connect(self._fail)
        made = QWidget()
        columns = QHBoxLayout(made)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(14)
        columns.addWidget(self.history)
        columns.addWidget(self.top, 1)
        columns.addWidget(self.why)
        return made

    @property
    def shaping(self) -> Shaping:
        """What the person wants of a list."""
        return Shaping(k=_LENGTH, method=self.top.chosen_method, diversity=self.top.diversity)  # type: ignore[arg-type]

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
            self._take_user(argument)

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for what changed while the place was hidden."""
        super().showEvent(event)
        if self._stale:
            self._refresh()

    # ---- whose history

    def _on_dataset(self, dataset_id: int | None) -> None:
        self.users.choose(None)
        self.live.forget()
        self.history.show_stored([])
        self._refresh()

    def _refresh(self) -> None:
        self._stale = True
        if not self._context.is_open or not self.isVisible():
            return
        self._stale = False
        dataset = self._context.dataset_id
        self._context.ask("recommend/ground", lambda ws: _ground(ws, dataset), self._show_ground)

    def _show_ground(self, ground: _Ground) -> None:
        dataset, runs = ground.dataset, ground.runs
        ready = dataset is not None and bool(runs)
        self._pages.setCurrentIndex(1 if dataset is None else 2 if not runs else 0)
        for part in (self.users, self.runs, self.export):
            part.setVisible(ready)
        self.invented.setVisible(dataset is not None and dataset.invented)
        if not ready or dataset is None:
            return
        self.history.expect_values(dataset.has_values)
        self.runs.show_runs(runs)
        if self._wanted_run is not None and self.runs.choose(self._wanted_run):
            self._wanted_run = None
        if self.users.user_id is None and len(self.history.now) == 0 and ground.first is not None:
            self.users.choose(ground.first)
            self._take_user(ground.first.id)
        else:
            self._recommend()

    def _take_user(self, user_id: str) -> None:
        dataset = self._context.dataset_id
        if dataset is None:
            return
        self.notice.say("")
        self._awaited = True
        self._context.ask(
            "recommend/history",
            lambda ws: ws.datasets.history(dataset, user_id),
            self._show_history,
            self._fail,
            urgent=True,
        )

    def _show_history(self, rows: list[HistoryRow]) -> None:
        self._awaited = False
        self.history.show_stored(rows, self.tr("This user has no interactions."))
        self._recommend()

    def _begin_new(self) -> None:
        self._context.lookups.forget("recommend/history")
        self._awaited = False
        self.users.choose_new(self.tr("New person"))
        self.history.show_stored([], self.tr("Add items to put a person together; the list follows."))
        self._recommend()

    # ---- the list

    def _recommend(self) -> None:
        run = self.runs.run
        if run is not None and self._context.dataset_id is not None and not self._awaited:
            self.notice.say("")
            self.live.ask(run.id, self.history.now, self.shaping)

    def _show_list(self, view: LiveView) -> None:
        self._titles |= {item.item: item.title for item in view.list.items}
        record = view.record
        looked = ((), np.zeros(0, np.float32)) if record is None else (record.positions, record.last_row())
        self.history.list.history.weigh(*looked)
        self.top.show_view(view, self._titles, compared=self.history.now.n_changes > 0)
        self._show_attention(view)

    def _show_attention(self, view: LiveView) -> None:
        run = self.runs.run
        if view.record is not None:
            self.why.show_attention(view.record, "")
        elif run is not None and not run.shows_attention:
            sentence = self.tr("{model} has no attention to show. Choose a run of SASRec to see what a model looks at.")
            self.why.show_attention(None, sentence.format(model=run.model))
        else:
            self.why.show_attention(None, self.tr("Without a history there is nothing to look at."))

    def _show_reasons(self, because: tuple[tuple[int, ...], ...]) -> None:
        reasons = {}
        entries = self.history.now.entries
        for item, places in zip(self.top.list.top.items, because, strict=False):
            titles = [self.history.title(entries[place].item) for place in places]
            if titles:
                reasons[item.item] = self.tr("Because of {titles}").format(titles=", ".join(titles))
        self.top.list.top.explain(reasons)

    def _on_picked(self, item: RecommendedItem) -> None:
        self.why.show_item(item)
        self.live.pick(item.item)

    def _show_moves(self, places: list[int], falls: list[float], whole: bool) -> None:
        entries = self.history.now.entries
        self.why.show_moves([self.history.title(entries[place].item) for place in places], falls, whole=whole)

    def _open_map(self) -> None:
        run = self.runs.run
        if run is not None:
            wanted = {"run": run.id, "user": self.users.user_id, "target": self.top.list.current()}
            self._context.go.emit("attention", wanted)

    def _fail(self, sentence: str) -> None:
        self.top.clear()
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
        users, shaping = [user] if one else None, self.shaping
        self._context.runner.submit(
            Job(
                self.tr("Writing {file}").format(file=path.name),
                lambda progress: workspace.recommending.export(run.id, path, shaping, users=users, progress=progress),
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


def _ground(ws: Workspace, dataset_id: int | None) -> _Ground:
    if dataset_id is None:
        return _Ground(None, [], None)
    runs = [run for run in ws.runs.list(dataset_id) if run.state == "done"]
    users = ws.datasets.find_users(dataset_id, "", 1) if runs else []
    return _Ground(ws.datasets.get(dataset_id), runs, users[0] if users else None)

"""Attention: the maps of all heads for one recommendation, other views of them, and whether they tell the truth."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QInputDialog, QStackedLayout, QVBoxLayout, QWidget

from workbench.explanation.maps import HeadMap, at_places, difference
from workbench.explanation.verdict import ModelVerdict
from workbench.gui.components.basics import Badge, Card, Notice, button, page_title
from workbench.gui.components.export_button import ExportButton
from workbench.gui.context import Context
from workbench.gui.panels import wording
from workbench.gui.panels.attention_ground import ground_of, nothing_yet
from workbench.gui.panels.attention_views import AttentionViews, chosen_box
from workbench.gui.panels.attention_work import AttentionWork
from workbench.gui.panels.faithful_card import FaithfulCard
from workbench.gui.panels.head_tiles import HeadTiles
from workbench.gui.panels.run_picker import RunPicker
from workbench.gui.panels.user_picker import UserPicker
from workbench.workspace.explaining_views import LookView
from workbench.workspace.views import DatasetSummary, RunSummary, UserRow

_TITLE_WIDTH = 360


class AttentionPanel(QWidget):
    """The Attention place."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("page")
        self._context = context
        self._stale = True
        self._wanted_run: int | None = None
        self._item: int | None = None
        self._view: LookView | None = None
        self._other: LookView | None = None
        self._hidden: tuple[int, ...] = ()
        self._layer, self._head = -1, 0
        self.work = AttentionWork(context)
        self.work.setParent(self)
        self.users = UserPicker(context)
        self.users.chosen.connect(lambda _id: self._begin(None))
        self.runs = RunPicker()
        self.runs.chosen.connect(lambda _id: self._begin(self._item))
        self.invented = Badge(self.tr("Invented data"), "warning")
        self.for_item = chosen_box(self.tr("Recommendation that is explained"))
        self.for_item.activated.connect(self._choose_item)
        self.other = chosen_box(self.tr("Difference to"))
        self.other.activated.connect(self._compare)
        self.export = ExportButton(
            [
                (self.tr("Picture (PNG)…"), ".png"),
                (self.tr("Vectors (SVG)…"), ".svg"),
                (self.tr("Vectors (PDF)…"), ".pdf"),
                (self.tr("Table (CSV)…"), ".csv"),
                (self.tr("Arrays (NPZ)…"), ".npz"),
                (self.tr("Record for a notebook (JSON)…"), ".json"),
            ],
            self._stem,
        )
        self.export.chosen.connect(self._export)
        row = QHBoxLayout()
        row.setSpacing(10)
        self._tools = (self.users, self.runs, self.for_item, self.other)
        for part in (page_title(self.tr("Attention")), *self._tools, self.invented):
            row.addWidget(part, 1 if part is self.for_item else 0)
        self.for_item.setMaximumWidth(_TITLE_WIDTH)
        self.invented.hide()
        row.addStretch(1)
        row.addWidget(self.export)
        self.notice = Notice()
        self._pages = QStackedLayout()
        for page in (self._working(), *nothing_yet(context)):
            self._pages.addWidget(page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 14, 20, 14)
        outer.setSpacing(12)
        outer.addLayout(row)
        outer.addWidget(self.notice)
        outer.addLayout(self._pages, 1)
        for signal in (context.opened, context.datasets_changed, context.runs_changed):
            signal.connect(self._refresh)
        context.dataset_chosen.connect(self._on_dataset)
        self.work.explained.connect(self.faithful.show_explained)
        self.work.heads_changed.connect(self._name_heads)
        self.work.judged.connect(self._show_judged)
        self.work.told.connect(self.notice.say)
        self._refresh()

    def _working(self) -> QWidget:
        heads = Card(self.tr("Layers and heads"))
        self.name_heads = button(self.tr("What do they do?"), self._describe, link=True)
        self.name_heads.setToolTip(self.tr("Name each head by what it does over many people"))
        heads.head.addWidget(self.name_heads)
        self.tiles = HeadTiles()
        self.tiles.chosen.connect(self._choose)
        heads.body.addWidget(self.tiles)
        self.faithful = FaithfulCard()
        self.faithful.model_wanted.connect(lambda: None if self._view is None else self.work.judge_model(self._view))
        self.faithful.change_wanted.connect(lambda: None if self._view is None else self.work.change(self._view))
        self.views = AttentionViews()
        self.views.changed.connect(self._show_chosen)
        self.views.hide_wanted.connect(self._hide)
        self.views.show_all_wanted.connect(lambda: self._hide(None))
        self.views.heads_wanted.connect(self._describe)
        self.views.heads.off_wanted.connect(self._switch_off)
        left = QVBoxLayout()
        left.setSpacing(14)
        left.addWidget(heads, 5)
        left.addWidget(self.faithful, 6)
        for card in (heads, self.faithful):
            card.setFixedWidth(384)
        page = QWidget()
        columns = QHBoxLayout(page)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(14)
        columns.addLayout(left)
        columns.addWidget(self.views, 1)
        return page

    # ---- what the window calls

    def show_argument(self, argument: Any) -> None:
        """Show a run (its number), or a dictionary with `run`, `user` and perhaps `target`."""
        if isinstance(argument, int):
            argument = {"run": argument}
        if not isinstance(argument, dict):
            return
        self._wanted_run = argument.get("run")
        if self._wanted_run is not None and self.runs.choose(self._wanted_run):
            self._wanted_run = None
        user = argument.get("user")
        if user:
            self.users.choose(UserRow(0, user, 0, ""))
            self.users.choose_id(user)
        target = argument.get("target")
        self._begin(None if target is None else target.item)

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for what changed while the place was hidden."""
        super().showEvent(event)
        if self._stale:
            self._refresh()

    # ---- asking

    def _on_dataset(self, dataset_id: int | None) -> None:
        self.users.choose(None)
        self._item, self._hidden = None, ()
        self._refresh()

    def _refresh(self) -> None:
        self._stale = True
        if not self._context.is_open or not self.isVisible():
            return
        self._stale = False
        dataset = self._context.dataset_id
        self._context.ask("attention/ground", lambda ws: ground_of(ws, dataset), self._show_ground)

    def _show_ground(self, ground: tuple[DatasetSummary | None, list[RunSummary], UserRow | None]) -> None:
        dataset, runs, first = ground
        ready = dataset is not None and bool(runs)
        self._pages.setCurrentIndex(1 if dataset is None else 2 if not runs else 0)
        for part in (*self._tools, self.export):
            part.setVisible(ready)
        self.invented.setVisible(dataset is not None and dataset.invented)
        if not ready:
            return
        self.runs.show_runs(runs)
        if self._wanted_run is not None and self.runs.choose(self._wanted_run):
            self._wanted_run = None
        self.other.clear()
        self.other.addItem(self.tr("No difference"), None)
        self.other.addItem(self.tr("Difference to another user…"), "user")
        self.other.addItem(self.tr("Difference to the whole history"), "whole")
        for run in runs:
            self.other.addItem(self.tr("Difference to {run}").format(run=wording.run_label(run)), run.id)
        if self.users.user_id is None:
            self.users.choose(first)
        self._begin(self._item)

    def _begin(self, item: int | None) -> None:
        """Look at a recommendation, nothing hidden and nothing to compare with."""
        self._item, self._hidden, self._other = item, (), None
        self.other.setCurrentIndex(0)
        self._look()

    def _look(self) -> None:
        run, user = self.runs.run, self.users.user_id
        if run is None or user is None:
            return
        self.notice.say("")
        item, hidden = self._item, self._hidden
        self._context.ask(
            "attention/maps",
            lambda ws: ws.explaining.look(run.id, user, item=item, hidden=hidden),
            self._show_view,
            self._fail,
        )

    def _fail(self, sentence: str) -> None:
        self.notice.say(sentence, "bad")

    def _choose_item(self, row: int) -> None:
        self._item = self.for_item.itemData(row)
        self._other = None
        self.other.setCurrentIndex(0)
        self._look()

    def _hide(self, position: int | None) -> None:
        """Hide an interaction from the model, or show all again; what it hid the place from is looked at anew."""
        view = self._view
        if view is None:
            return
        if position is None:
            self._hidden = ()
        else:
            if len(view.positions) < 2:
                return
            self._hidden = (*self._hidden, view.positions[position])
        self._item = view.target.item
        self._look()

    def _compare(self, row: int) -> None:
        wanted, view = self.other.itemData(row), self._view
        self._other = None
        if wanted is None or view is None:
            self._show_chosen()
            return
        run, user, item, hidden = view.run_id, view.user_id, view.target.item, self._hidden
        if wanted == "user":
            user, sure = QInputDialog.getText(self, self.tr("Difference to another user"), self.tr("User id"))
            if not sure or not user:
                self.other.setCurrentIndex(0)
                return
            hidden = ()
        elif wanted == "whole":
            if not hidden:
                self.notice.say(self.tr("Nothing is hidden: double click an item of the map to hide it first."), "bad")
                self.other.setCurrentIndex(0)
                self._show_chosen()
                return
            hidden = ()
        else:
            run = wanted
        self._context.ask(
            "attention/other",
            lambda ws: ws.explaining.look(run, user, item=item, hidden=hidden),
            self._show_other,
            self._fail,
        )

    def _show_other(self, other: LookView) -> None:
        self._other = other
        self._show_chosen()

    # ---- showing

    def _show_view(self, view: LookView) -> None:
        self._view = view
        self._fill_items(view)
        self.views.show_history(
            view.titles,
            hidden=len(view.hidden),
            candidates=view.candidates is not None,
            signals=view.shares is not None,
        )
        listed = [one.title for one in view.listed]
        if view.shares is not None:
            self.views.show_signals(view.signals, listed, view.shares)
        self.tiles.show_maps(view.maps)
        self._name_heads()
        known = {(one.layer, one.head) for one in view.maps}
        if (self._layer, self._head) not in known:
            last = view.maps[-1]
            self._layer = last.layer
            self._head = min(one.head for one in view.maps if one.layer == last.layer)
        self._choose(self._layer, self._head)
        self.faithful.show_model(self._context.workspace.judging.verdict(view.run_id))
        self.work.explain(view)
        if self.views.view.value() == "heads":
            self._describe()

    def _fill_items(self, view: LookView) -> None:
        self.for_item.clear()
        for one in view.listed:
            self.for_item.addItem(self.tr("For: {title}").format(title=one.title), one.item)
        at = self.for_item.findData(view.target.item)
        if at < 0:
            self.for_item.addItem(self.tr("For: {title}").format(title=view.target.title), view.target.item)
            at = self.for_item.count() - 1
        self.for_item.setCurrentIndex(at)

    def _choose(self, layer: int, head: int) -> None:
        self._layer, self._head = layer, head
        self.tiles.select(layer, head)
        self._show_chosen()

    def _map(self, view: LookView) -> HeadMap | None:
        return next((one for one in view.maps if (one.layer, one.head) == (self._layer, self._head)), None)

    def _show_chosen(self) -> None:
        view = self._view
        if view is None:
            return
        chosen = self._map(view)
        if chosen is None:
            return
        weights, heading = chosen.weights, self._heading(chosen)
        values = view.attributions.get(self.views.method, chosen.weights[-1])
        other = None if self._other is None else self._map(self._other)
        if self._other is not None and other is not None:
            theirs = other.weights
            row = self._other.attributions.get(self.views.method, theirs[-1])
            if self._other.user_id == view.user_id:  # one history: what stands at the same place is compared
                theirs, row = (at_places(part, self._other.positions, view.positions) for part in (theirs, row))
            weights = difference(weights, theirs)
            values = difference(values[None].repeat(len(values), 0), row[None].repeat(len(row), 0))[-1]
            heading = self.tr("{heading} — less {other}").format(heading=heading, other=self._named(self._other))
        self.views.show_head(heading, weights, values, sums=chosen.rows_sum_to_one and self._other is None)
        if view.candidates is not None:
            self.views.show_candidates(view.candidates, [one.title for one in view.listed])

    def _named(self, other: LookView) -> str:
        view = self._view
        if view is not None and (other.run_id, other.user_id) == (view.run_id, view.user_id):
            return self.tr("the whole history")
        return f"{other.run_label}, {other.user_id}"

    def _heading(self, chosen: HeadMap) -> str:
        names = {
            "self": self.tr("Layer {layer} · head {head} — rows attend to columns"),
            "interest": self.tr("Layer {layer} · interest {head} — rows attend to columns"),
            "memory": self.tr("Layer {layer} · memory {head} — what the newest place looks back at"),
            "candidate": self.tr("Layer {layer} · head {head} — what the recommended item looks at"),
        }
        return names.get(chosen.kind, names["self"]).format(layer=chosen.layer + 1, head=chosen.head + 1)

    def _name_heads(self) -> None:
        view = self._view
        if view is None:
            return
        described = self.work.described(view.run_id)
        self.name_heads.setVisible(not described)
        self.tiles.describe(described)
        self.views.heads.show_heads(described, self.work.worth(view.run_id))

    def _show_judged(self, run: int, verdict: ModelVerdict) -> None:
        if self._view is not None and run == self._view.run_id:
            self.faithful.show_model(verdict)

    def _describe(self) -> None:
        if self._view is not None:
            self.work.describe(self._view.run_id)

    def _switch_off(self, layer: int, head: int) -> None:
        if self._view is not None:
            self.work.switch_off(self._view, layer, head)

    # ---- export

    def _stem(self) -> str:
        view = self._view
        if view is None:
            return "attention"
        return f"attention-run{view.run_id}-user{view.user_id}-L{self._layer + 1}-H{self._head + 1}"

    def _export(self, path: Path) -> None:
        view = self._view
        if view is None:
            return
        shown = self.views.exported()
        self._context.ask(
            "attention/export",
            lambda ws: ws.explaining.export(view, shown.kind, shown.weights, shown.title, path, names=shown.names),
            lambda _: self.notice.say(self.tr("Wrote {path}.").format(path=path), "good"),
            self._fail,
        )

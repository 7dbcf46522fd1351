"""Attention: the maps of all layers and heads for one user, one of them large, with titles and values."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QMenu,
    QScrollArea,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from workbench.explanation.attention import AttentionRecord
from workbench.gui.components.basics import Badge, Bar, Card, EmptyState, Notice, button, page_title, text_label
from workbench.gui.components.icons import theme
from workbench.gui.context import Context
from workbench.gui.panels.heat_map import HeadTile, HeatMap
from workbench.gui.panels.run_picker import RunPicker
from workbench.gui.panels.user_picker import UserPicker
from workbench.gui.theme import SMALL_PT
from workbench.recommendation.top_list import RecommendedItem
from workbench.workspace import Workspace
from workbench.workspace.views import AttentionView, DatasetSummary, RunSummary, UserRow

_TILES_PER_ROW = 3
_BARS = 8


class AttentionPanel(QWidget):
    """The Attention place."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("page")
        self._context = context
        self._stale = True
        self._wanted_run: int | None = None
        self._target: RecommendedItem | None = None
        self._view: AttentionView | None = None
        self._layer, self._head = 0, 0
        self._tiles: dict[tuple[int, int], HeadTile] = {}
        self.users = UserPicker(context)
        self.users.chosen.connect(lambda _id: self._look(None))
        self.runs = RunPicker()
        self.runs.chosen.connect(lambda _id: self._look(self._target))
        self.invented = Badge(self.tr("Invented data"), "warning")
        self.for_item = Badge("", "accent")
        self.export = button(self.tr("Export"), icon="export")
        menu = QMenu(self.export)
        menu.addAction(self.tr("Picture (PNG)…"), lambda: self._export("png"))
        menu.addAction(self.tr("Vectors (SVG)…"), lambda: self._export("svg"))
        menu.addAction(self.tr("Table (CSV)…"), lambda: self._export("csv"))
        self.export.setMenu(menu)
        row = QHBoxLayout()
        row.setSpacing(10)
        for part in (page_title(self.tr("Attention")), self.users, self.runs, self.for_item, self.invented):
            row.addWidget(part)
            part.setVisible(part not in (self.for_item, self.invented))
        row.addStretch(1)
        row.addWidget(self.export)
        self.notice = Notice()
        self._pages = QStackedLayout()
        self._pages.addWidget(self._working())
        self._pages.addWidget(
            EmptyState(
                self.tr("Nothing to look into yet"),
                self.tr("Import a dataset, or take the built-in sample; then train an attention model on it."),
                self.tr("Go to Data"),
                lambda: context.go.emit("data", None),
                icon="data",
            )
        )
        self._pages.addWidget(
            EmptyState(
                self.tr("No model with attention yet"),
                self.tr("Train SASRec on this dataset: its self-attention over a history can be read here."),
                self.tr("Train SASRec"),
                lambda: context.go.emit("train", "SASRec"),
                icon="attention",
            )
        )
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 14, 20, 14)
        outer.setSpacing(12)
        outer.addLayout(row)
        outer.addWidget(self.notice)
        outer.addLayout(self._pages, 1)
        for signal in (context.opened, context.datasets_changed, context.runs_changed):
            signal.connect(self._refresh)
        context.dataset_chosen.connect(self._on_dataset)
        self._refresh()

    def _working(self) -> QWidget:
        heads = Card(self.tr("Layers and heads"))
        holder = QWidget()
        self._tile_grid = QGridLayout(holder)
        self._tile_grid.setContentsMargins(0, 0, 0, 0)
        self._tile_grid.setSpacing(4)
        self._tile_grid.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(holder)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        heads.body.addWidget(scroll)
        looked = Card(self.tr("Where the prediction looks"))
        self.looked_caption = text_label("", "secondary", size=SMALL_PT, wrap=True)
        looked.body.addWidget(self.looked_caption)
        grid = QGridLayout()
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 2)
        self._bars = []
        for line in range(_BARS):
            parts = (
                text_label("", size=SMALL_PT, elide=True),
                Bar(lambda: theme().tokens),
                text_label("", "secondary", size=SMALL_PT),
            )
            for column, part in enumerate(parts):
                grid.addWidget(part, line, column)
            self._bars.append(parts)
        looked.body.addLayout(grid)
        looked.body.addStretch(1)
        large = Card(" ")
        self.map_heading = large.heading
        self.normalised = text_label("", "faint", size=SMALL_PT)
        large.head.addWidget(self.normalised)
        self.map = HeatMap()
        for name, tip, action in (
            ("zoom-out", self.tr("Smaller"), lambda: self.map.zoom(0.8)),
            ("zoom-in", self.tr("Larger"), lambda: self.map.zoom(1.25)),
            ("fit", self.tr("Show the whole map"), lambda: self.map.fit()),
        ):
            made = button("", action, icon=name, tip=tip)
            made.setFixedWidth(40)
            large.head.addWidget(made)
        self.reading = text_label(" ", "secondary", size=SMALL_PT, elide=True)
        self.map.read.connect(self._read)
        large.body.addWidget(self.map, 1)
        large.body.addWidget(self.reading)
        left = QVBoxLayout()
        left.setSpacing(14)
        left.addWidget(heads, 3)
        left.addWidget(looked, 2)
        for card in (heads, looked):
            card.setFixedWidth(384)
        made_page = QWidget()
        columns = QHBoxLayout(made_page)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(14)
        columns.addLayout(left)
        columns.addWidget(large, 1)
        return made_page

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
        self._look(argument.get("target"))

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for what changed while the place was hidden."""
        super().showEvent(event)
        if self._stale:
            self._refresh()

    # ---- asking

    def _on_dataset(self, dataset_id: int | None) -> None:
        self.users.choose(None)
        self._target = None
        self._refresh()

    def _refresh(self) -> None:
        self._stale = True
        if not self._context.is_open or not self.isVisible():
            return
        self._stale = False
        dataset = self._context.dataset_id
        self._context.ask("attention/ground", lambda ws: _ground(ws, dataset), self._show_ground)

    def _show_ground(self, ground: tuple[DatasetSummary | None, list[RunSummary], UserRow | None]) -> None:
        dataset, runs, first = ground
        ready = dataset is not None and bool(runs)
        self._pages.setCurrentIndex(1 if dataset is None else 2 if not runs else 0)
        for part in (self.users, self.runs, self.export):
            part.setVisible(ready)
        self.invented.setVisible(dataset is not None and dataset.invented)
        if not ready:
            self.for_item.hide()
            return
        self.runs.show_runs(runs)
        if self._wanted_run is not None and self.runs.choose(self._wanted_run):
            self._wanted_run = None
        if self.users.user_id is None:
            self.users.choose(first)
        self._look(self._target)

    def _look(self, target: RecommendedItem | None) -> None:
        self._target = target
        run, user = self.runs.run, self.users.user_id
        if run is None or user is None:
            return
        self.notice.say("")
        self._context.ask(
            "attention/maps", lambda ws: ws.insight.attention(run.id, user, target=target), self._show_view, self._fail
        )

    def _fail(self, sentence: str) -> None:
        self.notice.say(sentence, "bad")

    # ---- showing

    def _show_view(self, view: AttentionView) -> None:
        self._view = view
        n_layers, n_heads = view.record.weights.shape[:2]
        self.for_item.setVisible(view.target is not None)
        if view.target is not None:
            self.for_item.setText(self.tr("For: {title}").format(title=view.target.title))
        wanted = [(layer, head) for layer in range(n_layers) for head in range(n_heads)]
        if list(self._tiles) != wanted:
            self._make_tiles(wanted, n_heads)
        for (layer, head), tile in self._tiles.items():
            tile.show_map(view.record.weights[layer, head])
        if (self._layer, self._head) not in self._tiles:
            self._layer, self._head = n_layers - 1, 0
        self._choose(self._layer, self._head)

    def _make_tiles(self, wanted: list[tuple[int, int]], n_heads: int) -> None:
        for tile in self._tiles.values():
            self._tile_grid.removeWidget(tile)
            tile.deleteLater()
        self._tiles = {}
        self._layer = wanted[-1][0]
        for number, (layer, head) in enumerate(wanted):
            tile = HeadTile(self.tr("L{layer} · H{head}").format(layer=layer + 1, head=head + 1))
            tile.chosen.connect(lambda at=(layer, head): self._choose(*at))
            # One row a layer where its heads fit; a model of one head fills rows with its layers.
            place = divmod(number, _TILES_PER_ROW) if n_heads == 1 or n_heads > _TILES_PER_ROW else (layer, head)
            self._tile_grid.addWidget(tile, *place)
            self._tiles[layer, head] = tile

    def _choose(self, layer: int, head: int) -> None:
        self._layer, self._head = layer, head
        for at, tile in self._tiles.items():
            tile.select(at == (layer, head))
        if self._view is None:
            return
        record = self._view.record
        self.map_heading.setText(
            self.tr("Layer {layer} · head {head} — rows attend to columns").format(layer=layer + 1, head=head + 1)
        )
        self.normalised.setText(
            self.tr("Row-normalised") if record.rows_sum_to_one else self.tr("Rows do not sum to 1")
        )
        self.map.show_map(record.weights[layer, head], record.titles)
        self._show_bars(record, record.weights[layer, head, -1])

    def _show_bars(self, record: AttentionRecord, row: npt.NDArray[np.float32]) -> None:
        self.looked_caption.setText(
            self.tr(
                "The last row of this head: what the next recommendation is made from, {n} interactions read."
            ).format(n=len(record.titles))
        )
        order = np.argsort(-row, kind="stable")[:_BARS].tolist()
        highest = float(row[order[0]]) or 1.0
        for line, (name, bar, value) in enumerate(self._bars):
            for part in (name, bar, value):
                part.setVisible(line < len(order))
            if line < len(order):
                name.setText(record.titles[order[line]])
                bar.set_share(float(row[order[line]]) / highest)
                value.setText(f"{float(row[order[line]]):.{2 if highest >= 0.1 else 3}f}")

    def _read(self, sentence: str) -> None:
        self.reading.setText(sentence or self.tr("Point at a cell to read it; the wheel zooms, dragging moves."))

    # ---- export

    def _export(self, suffix: str) -> None:
        view = self._view
        if view is None:
            return
        layer, head = self._layer, self._head
        proposed = f"attention-run{view.run_id}-user{view.user_id}-L{layer + 1}-H{head + 1}.{suffix}"
        name, _ = QFileDialog.getSaveFileName(self, self.tr("Export the map"), proposed, f"*.{suffix}")
        if not name:
            return
        path = Path(name) if Path(name).suffix else Path(f"{name}.{suffix}")
        self._context.ask(
            "attention/export",
            lambda ws: ws.insight.export_attention(view, path, layer=layer, head=head),
            lambda _: self.notice.say(self.tr("Wrote {path}.").format(path=path), "good"),
            self._fail,
        )


def _ground(ws: Workspace, dataset_id: int | None) -> tuple[DatasetSummary | None, list[RunSummary], UserRow | None]:
    if dataset_id is None:
        return None, [], None
    runs = [run for run in ws.runs.list(dataset_id) if run.state == "done" and run.shows_attention]
    users = ws.datasets.find_users(dataset_id, "", 1) if runs else []
    return ws.datasets.get(dataset_id), runs, users[0] if users else None

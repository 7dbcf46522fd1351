"""A map of all items by the likeness of their vectors, with the history and the recommendations on it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QListWidget, QSizePolicy, QVBoxLayout, QWidget

from workbench.gui.components.basics import Card, button, text_label
from workbench.gui.components.icons import theme
from workbench.gui.components.item_plane import ItemPlane, dot_of
from workbench.gui.components.point_cloud import colour_codes
from workbench.gui.context import Context
from workbench.gui.runner import Job
from workbench.gui.theme import SMALL_PT
from workbench.workspace.list_views import ItemMap, SimilarItem

MAP, SIMILAR = "recommend/map", "recommend/similar"
_NAMED = 7
_FEW = 60  # more interactions are marked by smaller rings


class MapPage(QWidget):
    """Items as points: zoomed by the wheel, moved by dragging, named under the mouse.

    Signals:
        failed: one sentence.
    """

    failed = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._run: int | None = None
        self._map: ItemMap | None = None
        self._history: list[int] = []
        self._listed: list[int] = []
        card = Card(" ")
        card.heading.setText(self.tr("Map of items"))
        self.by, self.layout_kind, self.colour = QComboBox(), QComboBox(), QComboBox()
        chooser = QHBoxLayout()
        for box, name, choices in (
            (
                self.by,
                self.tr("Vectors"),
                (
                    ("learned", self.tr("learned")),
                    ("content", self.tr("categories")),
                    ("text", self.tr("texts")),
                    ("image", self.tr("pictures")),
                    ("audio", self.tr("sounds")),
                ),
            ),
            (self.layout_kind, self.tr("Layout"), (("pca", "PCA"), ("umap", "UMAP"))),
            (
                self.colour,
                self.tr("Colour"),
                (("category", self.tr("by category")), ("popularity", self.tr("by popularity"))),
            ),
        ):
            box.setAccessibleName(name)
            for key, text in choices:
                box.addItem(text, key)
            box.setMinimumWidth(60)
            box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            chooser.addWidget(box, 1)
        card.body.addLayout(chooser)
        self.by.activated.connect(lambda _: self._look())
        self.layout_kind.activated.connect(lambda _: self._look())
        self.colour.activated.connect(lambda _: self._paint())
        self.fit = button("", lambda: self.view.fit(), icon="fit", tip=self.tr("Show all items"))
        self.fit.setFixedWidth(40)
        card.head.addWidget(self.fit)
        self.view = ItemPlane(self.tr("Map of items"), ("history", "listed", "picked"))
        self.view.pointed.connect(self._name)
        card.body.addWidget(self.view, 1)
        self.legend = text_label("", "faint", size=SMALL_PT, wrap=True)
        self.legend.setTextFormat(Qt.TextFormat.RichText)
        self.reading = text_label(" ", "secondary", size=SMALL_PT, elide=True)
        card.body.addWidget(self.reading)
        card.body.addWidget(self.legend)
        near = Card(" ")
        near.heading.setText(self.tr("Similar items"))
        self.similar_to = text_label("", "secondary", size=SMALL_PT, elide=True)
        near.body.addWidget(self.similar_to)
        self.similar = QListWidget()
        self.similar.setAccessibleName(self.tr("Similar items"))
        near.body.addWidget(self.similar)
        near.setMaximumHeight(230)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(14)
        outer.addWidget(card, 1)
        row = QHBoxLayout()
        row.addWidget(near)
        outer.addLayout(row)
        theme().changed.connect(self._paint)
        context.runner.ended.connect(self._on_end)

    def show_run(self, run_id: int) -> None:
        """Show the items of a run's dataset by its vectors, or by content where it learns none."""
        if run_id == self._run:
            return
        self._run, self._map = run_id, None

        def offer(kinds: tuple[str, ...]) -> None:
            for row in range(self.by.count()):
                item = self.by.model().item(row)  # type: ignore[attr-defined]
                item.setEnabled(self.by.itemData(row) in kinds)
            if kinds and self.by.currentData() not in kinds:
                self.by.setCurrentIndex(self.by.findData(kinds[0]))
            if kinds:
                self._look()
            else:
                self._map = None
                self._paint()
                self.reading.setText(
                    self.tr(
                        "Nothing to compare items by: this model learns no vectors, and they have no categories and no "
                        "encoded content."
                    )
                )

        self._context.ask(MAP, lambda ws: ws.similarity.kinds(run_id), offer, self.failed.emit)

    def look_again(self) -> None:
        """Ask anew by what items can be compared when a run is shown next: they may have been encoded meanwhile."""
        self._run = None

    def mark(self, history: Sequence[int], listed: Sequence[int]) -> None:
        """Show which items the history holds, and which are recommended."""
        self._history, self._listed = list(history), list(listed)
        self._paint_marks()

    def pick(self, item: int, title: str) -> None:
        """Show an item and what is similar to it."""
        self._put("picked", [item])
        self.similar_to.setText(title)
        run, by = self._run, self.by.currentData()
        if run is None:
            return

        def show(found: list[SimilarItem]) -> None:
            self.similar.clear()
            self.similar.addItems([f"{one.cosine:.2f}   {one.title}" for one in found])

        self._context.ask(
            SIMILAR, lambda ws: ws.similarity.items(run, item, by=by), show, lambda _: self.similar.clear()
        )

    def _look(self) -> None:
        run, by, kind = self._run, self.by.currentData(), self.layout_kind.currentData()
        if run is None:
            return
        workspace = self._context.workspace
        if workspace.similarity.has_map(run, by, kind):
            from workbench.jobs import Progress

            self._context.ask(
                MAP,
                lambda ws: ws.similarity.map(run, by=by, layout=kind, progress=Progress()),
                self._show,
                self.failed.emit,
            )
            return
        self.reading.setText(self.tr("UMAP is laying the items out; the bar below shows how far it is."))
        self._context.runner.submit(
            Job(
                self.tr("Laying out the map"),
                partial(workspace.similarity.map, run, by=by, layout=kind),
                kind="item map",
                about=(run, by, kind),
            )
        )

    def _on_end(self, job: Job) -> None:
        if job.kind != "item map" or job.about != (self._run, self.by.currentData(), self.layout_kind.currentData()):
            return
        if job.state == "done":
            self._show(job.result)
        else:
            self.layout_kind.setCurrentIndex(0)
            self.reading.setText(" ")
            self._look()

    def _show(self, made: ItemMap) -> None:
        self._map = made
        self.reading.setText(self.tr("Point at an item to read its title; the wheel zooms, dragging moves."))
        self._paint()
        self.view.fit()

    def _paint(self) -> None:
        tokens = theme().tokens
        made = self._map
        if made is None:
            self.view.show_points(None)
            self._paint_marks()
            return
        if self.colour.currentData() == "popularity":
            ramp = colour_codes(list(tokens.heat[1:]))
            rank = np.argsort(np.argsort(made.popularity, kind="stable"), kind="stable")
            places = (rank * len(ramp)) // max(1, len(rank))
            colours = ramp[places]
            self.legend.setText(self.tr("Colour: from few people (pale) to many, in equal shares of the items."))
        else:
            series = colour_codes([*tokens.series[:_NAMED], tokens.text_faint])
            places = np.where((made.category < 0) | (made.category >= _NAMED), _NAMED, made.category)
            colours = series[places]
            named = [dot_of(tokens.series[i], name) for i, name in enumerate(made.categories[:_NAMED])]
            others = dot_of(tokens.text_faint, self.tr("other or none"))
            self.legend.setText("&nbsp;&nbsp; ".join([*named, others]))
        self.view.show_points(made.points, colours)
        self._paint_marks()

    def _paint_marks(self) -> None:
        self._put("history", self._history)
        self._put("listed", self._listed)

    def _put(self, name: str, items: Sequence[int]) -> None:
        tokens = theme().tokens
        if name == "history":
            many = len(items) > _FEW
            self.view.mark(name, items, size=5 if many else 9, pen=tokens.text, width=1.0 if many else 1.6)
        elif name == "listed":
            self.view.mark(name, items, size=13, symbol="star", pen=tokens.card, brush=tokens.accent)
        else:
            self.view.mark(name, items, size=18, pen=tokens.accent)

    def _name(self, place: int) -> None:
        if self._map is None or place < 0:
            return
        title = self._map.titles[place].as_py() or ""  # type: ignore[index]
        category = self._map.category[place]
        self.reading.setText(" · ".join([title] + ([self._map.categories[category]] if category >= 0 else [])))

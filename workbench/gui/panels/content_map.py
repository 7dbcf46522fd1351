"""Items laid out in the plane by their content, coloured by cluster."""

from __future__ import annotations

from typing import Literal

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from workbench.gui.components.basics import Card, button, text_label
from workbench.gui.components.icons import theme
from workbench.gui.components.item_plane import ItemPlane, dot_of
from workbench.gui.components.point_cloud import colour_codes
from workbench.gui.components.segmented import SegmentedControl
from workbench.gui.context import Context
from workbench.gui.preview import Preview
from workbench.gui.theme import SMALL_PT
from workbench.workspace.content_views import ContentMap, EncodingSummary

MAP_HEIGHT = 380
MARK_SIZE = 12


class ContentMapCard(Card):
    """A map that is zoomed by the wheel, moved by dragging, and names the item under the mouse.

    Signals:
        busy: whether a layout is on its way.
        complained: one sentence.
        picked: code and title of the item that was clicked.
    """

    busy = Signal(bool)
    complained = Signal(str)
    picked = Signal(int, str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._encoding: EncodingSummary | None = None
        self._map: ContentMap | None = None
        self._marked: list[int] = []
        row = QHBoxLayout()
        self.method = SegmentedControl(self.tr("Layout"))
        self.method.set_choices(
            [
                ("pca", "PCA", self.tr("The two directions in which contents differ most: at once")),
                ("umap", "UMAP", self.tr("Neighbours stay neighbours: takes some seconds")),
            ]
        )
        self.method.set_value("pca")
        self.method.chosen.connect(lambda _: self._ask())
        self.under = text_label("", "secondary", size=SMALL_PT, elide=True)
        row.addWidget(self.method)
        row.addWidget(self.under, 1)
        row.addWidget(button("", lambda: self.view.fit(), icon="fit", tip=self.tr("Show all items")))
        self.body.addLayout(row)
        self.view = ItemPlane(self.tr("Map of items by content"), ("found",))
        self.view.setFixedHeight(MAP_HEIGHT)
        self.view.pointed.connect(self._name)
        self.view.picked.connect(self._pick)
        self.body.addWidget(self.view)
        self.legend = text_label("", "faint", size=SMALL_PT, wrap=True)
        self.legend.setTextFormat(Qt.TextFormat.RichText)
        self.body.addWidget(self.legend)
        self.preview = Preview(context, self)
        self.preview.busy.connect(self.busy)
        self.preview.failed.connect(self.complained)
        self.preview.answered.connect(self._show)
        theme().changed.connect(self._paint)

    def show_encoding(self, encoding: EncodingSummary) -> None:
        """Lay out another encoding."""
        if self._encoding is None or self._encoding.id != encoding.id:
            self._encoding, self._map, self._marked = encoding, None, []
            self._paint()
            self._ask()

    def mark(self, items: list[int]) -> None:
        """Ring these items."""
        self._marked = items
        self._paint_marks()

    def _ask(self) -> None:
        encoding = self._encoding
        if encoding is None:
            return
        method: Literal["pca", "umap"] = "umap" if self.method.value() == "umap" else "pca"
        self.preview.ask(lambda ws, progress: ws.content.projection(encoding.id, method, progress=progress))

    def _show(self, made: ContentMap) -> None:
        self._map = made
        self._paint()
        self.view.fit()

    def _paint(self) -> None:
        tokens, made = theme().tokens, self._map
        if made is None or not len(made.item):
            self.view.show_points(None)
            self.legend.setText("")
        else:
            series = colour_codes(list(tokens.series))
            self.view.show_points(made.place, series[made.cluster % len(series)])
            self.legend.setText(
                "<br>".join(
                    dot_of(tokens.series[number % len(tokens.series)], title)
                    for number, title in enumerate(made.cluster_titles)
                )
            )
        self._paint_marks()

    def _paint_marks(self) -> None:
        made = self._map
        known = np.zeros(0, np.int64) if made is None else np.asarray(made.item, np.int64)
        places = np.flatnonzero(np.isin(known, np.asarray(self._marked, np.int64)))
        self.view.mark("found", places, size=MARK_SIZE, pen=theme().tokens.text)

    def _name(self, place: int) -> None:
        made = self._map
        self.under.setText("" if made is None or place < 0 else made.titles[place])

    def _pick(self, place: int) -> None:
        made = self._map
        if made is not None:
            self.picked.emit(int(made.item[place]), made.titles[place])

"""Items laid out in the plane by their content, coloured by cluster."""

from __future__ import annotations

from typing import Any, Literal

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHBoxLayout

from workbench.gui.components.basics import Card, button, text_label
from workbench.gui.components.icons import theme
from workbench.gui.components.point_cloud import PointCloud, colour_codes
from workbench.gui.components.segmented import SegmentedControl
from workbench.gui.context import Context
from workbench.gui.preview import Preview
from workbench.gui.theme import SMALL_PT
from workbench.workspace.content_views import ContentMap, EncodingSummary

MAP_HEIGHT = 380
REACH = 10  # pixels from the mouse within which an item is named
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
        row.addWidget(button("", self._fit, icon="fit", tip=self.tr("Show all items")))
        self.body.addLayout(row)
        self.view = pg.PlotWidget(enableMenu=False)
        self.view.setFrameShape(self.view.Shape.NoFrame)
        self.view.setAccessibleName(self.tr("Map of items by content"))
        self.view.setFixedHeight(MAP_HEIGHT)
        plot = self.view.getPlotItem()
        plot.hideButtons()
        plot.hideAxis("left")
        plot.hideAxis("bottom")
        self.cloud = PointCloud()
        self.marks = pg.ScatterPlotItem(pxMode=True)
        plot.addItem(self.cloud)
        plot.addItem(self.marks)
        self.view.scene().sigMouseMoved.connect(self._point_at)
        self.view.scene().sigMouseClicked.connect(self._click)
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
        self._fit()

    def _paint(self) -> None:
        tokens = theme().tokens
        self.view.setBackground(QColor(tokens.card))
        made = self._map
        if made is None or not len(made.item):
            self.cloud.show_points(np.zeros((0, 2), np.float32), np.zeros(0, np.uint32))
            self.legend.setText("")
        else:
            series = colour_codes(list(tokens.series))
            self.cloud.show_points(made.place, series[made.cluster % len(series)])
            self.legend.setText(
                "<br>".join(
                    f'<span style="color:{tokens.series[number % len(tokens.series)]}">●</span>&nbsp;{_plain(title)}'
                    for number, title in enumerate(made.cluster_titles)
                )
            )
        self._paint_marks()

    def _paint_marks(self) -> None:
        made = self._map
        if made is None or not self._marked:
            self.marks.setData([], [])
            return
        places = made.place[np.isin(made.item, np.asarray(self._marked))]
        pen = pg.mkPen(QColor(theme().tokens.text), width=1.6)
        self.marks.setData(places[:, 0], places[:, 1], size=MARK_SIZE, symbol="o", pen=pen, brush=None)

    def _fit(self) -> None:
        made = self._map
        if made is not None and len(made.place):
            low, high = made.place.min(axis=0), made.place.max(axis=0)
            self.view.getPlotItem().getViewBox().setRange(
                xRange=(float(low[0]), float(high[0])), yRange=(float(low[1]), float(high[1])), padding=0.04
            )

    def _point_at(self, at: QPointF) -> None:
        made, found = self._map, self._nearest(at)
        self.under.setText("" if found is None or made is None else made.titles[found])

    def _click(self, event: Any) -> None:
        made, found = self._map, self._nearest(event.scenePos())
        if found is not None and made is not None:
            self.picked.emit(int(made.item[found]), made.titles[found])

    def _nearest(self, at: QPointF) -> int | None:
        if self._map is None:
            return None
        box = self.view.getPlotItem().getViewBox()
        place = box.mapSceneToView(at)
        width, height = box.viewPixelSize()
        return self.cloud.nearest(place.x(), place.y(), REACH * width, REACH * height)


def _plain(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")

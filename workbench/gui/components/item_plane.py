"""Items laid out in the plane: very many points, zoomed and dragged, some marked, and the one under the mouse."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from PySide6.QtCore import QPointF, Signal
from PySide6.QtGui import QColor

from workbench.gui.components.icons import theme
from workbench.gui.components.point_cloud import PointCloud

REACH = 9  # pixels from the mouse within which an item is named


class ItemPlane(pg.PlotWidget):
    """A plot without frame, axes or menu that holds a `PointCloud` and marks on it.

    Signals:
        pointed: place in the points of the item under the mouse; −1 where there is none.
        picked: place of the item that was clicked.

    Args:
        name: what a screen reader calls it.
        marks: names of the kinds of marks, the later ones lie over the earlier.
    """

    pointed = Signal(int)
    picked = Signal(int)

    def __init__(self, name: str, marks: Sequence[str]) -> None:
        super().__init__(enableMenu=False)
        self.setFrameShape(self.Shape.NoFrame)
        self.setAccessibleName(name)
        plot = self.getPlotItem()
        plot.hideButtons()
        plot.hideAxis("left")
        plot.hideAxis("bottom")
        self._points = np.zeros((0, 2), np.float32)
        self.cloud = PointCloud()
        plot.addItem(self.cloud)
        self.marks = {kind: pg.ScatterPlotItem(pxMode=True) for kind in marks}
        for mark in self.marks.values():
            plot.addItem(mark)
        self.scene().sigMouseMoved.connect(self._move)
        self.scene().sigMouseClicked.connect(self._click)

    def show_points(
        self, points: npt.NDArray[np.float32] | None, colours: npt.NDArray[np.uint32] | None = None
    ) -> None:
        """Show points float32 [n, 2] in colours uint32 [n], on the card's colour; None shows nothing."""
        self.setBackground(QColor(theme().tokens.card))
        if points is None or colours is None:
            points, colours = np.zeros((0, 2), np.float32), np.zeros(0, np.uint32)
        self._points = points
        self.cloud.show_points(points, colours)

    def fit(self) -> None:
        """Show all points."""
        if len(self._points):
            low, high = self._points.min(axis=0), self._points.max(axis=0)
            self.getPlotItem().getViewBox().setRange(
                xRange=(float(low[0]), float(high[0])), yRange=(float(low[1]), float(high[1])), padding=0.04
            )

    def mark(
        self,
        kind: str,
        places: npt.NDArray[np.int64] | Sequence[int],
        *,
        size: float = 12,
        symbol: str = "o",
        pen: str = "",
        width: float = 1.6,
        brush: str = "",
    ) -> None:
        """Mark points by their places; no places take the marks of this kind away.

        Args:
            kind: one of the kinds that were named.
            places: indices into the points.
            size: in pixels.
            symbol: pyqtgraph's name of it.
            pen, brush: colours, `#rrggbb`; empty draws no outline or no filling.
            width: of the outline.
        """
        mark = self.marks[kind]
        if not len(places) or not len(self._points):
            mark.setData([], [])
            return
        at = self._points[np.asarray(places)]
        mark.setData(
            at[:, 0],
            at[:, 1],
            size=size,
            symbol=symbol,
            pen=pg.mkPen(QColor(pen), width=width) if pen else None,
            brush=pg.mkBrush(QColor(brush)) if brush else None,
        )

    def _move(self, at: QPointF) -> None:
        found = self._nearest(at)
        self.pointed.emit(-1 if found is None else found)

    def _click(self, event: Any) -> None:
        found = self._nearest(event.scenePos())
        if found is not None:
            self.picked.emit(found)

    def _nearest(self, at: QPointF) -> int | None:
        box = self.getPlotItem().getViewBox()
        place = box.mapSceneToView(at)
        width, height = box.viewPixelSize()
        return self.cloud.nearest(place.x(), place.y(), REACH * width, REACH * height)


def dot_of(colour: str, name: str) -> str:
    """Return an entry of a legend in rich text: a dot in a colour, and a name."""
    return f'<span style="color:{colour}">●</span>&nbsp;{escape(name, quote=False)}'

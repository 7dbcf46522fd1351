"""Attention as arcs between the places of a history: the newest below, an arc from each place to what it looked at."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from workbench.gui.components.icons import theme
from workbench.gui.theme import SMALL_PT, font

_TITLE = 220  # pixels for titles, left of the arcs
_MARGIN = 14
_LEAST = 0.04  # of the largest weight of a row: what is thinner cannot be seen
_MOST = 600  # arcs of all places together; what lies over each other cannot be told apart
_SHADES = 8  # arcs of nearly equal weight are drawn in one stroke
_ROW_LABEL = 13.0


class ArcView(QWidget):
    """Arcs of one head. Pointing at a place, or the arrow keys, shows its own arcs alone.

    Signals:
        read: a sentence about the place in hand; empty when there is none.
    """

    read = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._weights = np.zeros((0, 0), np.float32)
        self._titles: tuple[str, ...] = ()
        self._base: QPixmap | None = None
        self._place: int | None = None
        self._frozen: int | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(360, 320)
        self.setAccessibleName(self.tr("Arcs of attention; arrow keys move between places"))
        theme().changed.connect(self._redraw)

    def show_map(self, weights: npt.NDArray[np.float32], titles: Sequence[str]) -> None:
        """Show float32 [n, n] with n titles; rows look at columns."""
        if len(titles) != len(self._titles):
            self._place = self._frozen = None
        self._weights, self._titles = weights, tuple(titles)
        self._redraw()

    def freeze(self, place: int | None) -> None:
        """Show the arcs of one place alone until it is let go (None)."""
        self._frozen = place
        self.update()

    def arcs_of(self, place: int | None) -> list[tuple[int, int, float]]:
        """Return (query, key, share of the largest weight of its row) of what is drawn: of all places, or of one.

        Rows are measured by themselves, since the first ones share their weight among few places. Of all places the
        strongest arcs of each are drawn, as many as `_MOST` leaves for each; of one place, all.
        """
        sizes = np.abs(self._weights)
        if not sizes.size or not sizes.any():
            return []
        shares = sizes / np.maximum(sizes.max(axis=1, keepdims=True), 1e-12)
        np.fill_diagonal(shares, 0.0)
        if place is None:
            ranks = np.argsort(np.argsort(-shares, axis=1, kind="stable"), axis=1)
            shares[ranks >= max(1, _MOST // len(shares))] = 0.0
        query, key = np.nonzero(shares >= _LEAST)
        if place is not None:
            key = key[query == place]
            query = np.full(len(key), place)
        return list(zip(query.tolist(), key.tolist(), shares[query, key].tolist(), strict=True))

    # ---- events

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Point at a place."""
        n = len(self._titles)
        place = int((event.position().y() - _MARGIN) // self._gap()) if n else -1
        self._point(place if 0 <= place < n else None)

    def leaveEvent(self, event: object) -> None:
        """Show all arcs again."""
        self._point(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move between places."""
        n, step = len(self._titles), {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if n and step is not None:
            now = self._place if self._place is not None else n - 1 - min(step, 0)
            self._point(min(max(now + step, 0), n - 1))
        elif event.key() == Qt.Key.Key_Escape:
            self._point(None)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw anew at the new size."""
        super().resizeEvent(event)
        self._redraw()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw all arcs, from a picture of them, or those of one place."""
        if not self._titles:
            return
        painter = QPainter(self)
        place = self._place if self._place is not None else self._frozen
        if place is None:
            if self._base is None:
                self._base = QPixmap(self.size() * self.devicePixelRatio())
                self._base.setDevicePixelRatio(self.devicePixelRatio())
                self._base.fill(Qt.GlobalColor.transparent)
                inner = QPainter(self._base)
                self._draw_arcs(inner, None)
                self._draw_titles(inner, {})
                inner.end()
            painter.drawPixmap(0, 0, self._base)
            return
        self._draw_arcs(painter, place)
        self._draw_titles(painter, {key: share for _, key, share in self.arcs_of(place)} | {place: 2.0})

    # ---- drawing

    def _gap(self) -> float:
        return float(max(1.0, (self.height() - 2 * _MARGIN) / max(1, len(self._titles))))

    def _y(self, place: float) -> float:
        return _MARGIN + (place + 0.5) * self._gap()

    def _draw_arcs(self, painter: QPainter, place: int | None) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = max(20.0, self.width() - _TITLE - 3 * _MARGIN)
        widest = max(1.0, len(self._titles) * self._gap() / 2)
        paths: dict[int, QPainterPath] = {}
        arcs = self.arcs_of(place)
        # Many arcs cross each other: they are drawn finer and paler, so that crossings show.
        strength = min(1.0, max(0.3, 60 / max(1, len(arcs))))
        for query, key, share in arcs:
            top, bottom = sorted((self._y(query), self._y(key)))
            reach = (bottom - top) / 2 / widest * room
            path = paths.setdefault(min(_SHADES - 1, int(share * _SHADES)), QPainterPath())
            path.moveTo(QPointF(_TITLE + _MARGIN, top))
            path.arcTo(QRectF(_TITLE + _MARGIN - reach, top, 2 * reach, bottom - top), 90, -180)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        colour = QColor(theme().tokens.accent)
        for shade in sorted(paths):
            colour.setAlphaF(max(0.06, strength * ((shade + 1) / _SHADES) ** 1.5))
            painter.setPen(QPen(colour, 0.8 + 2.0 * strength * (shade + 1) / _SHADES))
            painter.drawPath(paths[shade])

    def _draw_titles(self, painter: QPainter, strong: dict[int, float]) -> None:
        tokens = theme().tokens
        painter.setFont(font(SMALL_PT))
        metrics = QFontMetrics(painter.font())
        step = max(1, int(np.ceil(_ROW_LABEL / self._gap())))
        shown = set(range(0, len(self._titles), step))
        if strong:
            # Titles of what is looked at take the room of those that are not.
            named = sorted(strong, key=lambda place: -strong[place])[:30]
            shown = {place for place in shown if all(abs(place - other) >= step for other in named)}
            for place in named:
                if all(abs(place - other) >= step for other in shown):
                    shown.add(place)
        for place in shown:
            painter.setPen(QColor(tokens.text if place in strong else tokens.text_secondary))
            if strong and place not in strong:
                painter.setPen(QColor(tokens.text_faint))
            text = metrics.elidedText(self._titles[place], Qt.TextElideMode.ElideRight, _TITLE - _MARGIN)
            flags = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            painter.drawText(QRectF(_MARGIN / 2, self._y(place) - 9, _TITLE, 18), flags, text)

    def _point(self, place: int | None) -> None:
        if place == self._place:
            return
        self._place = place
        self.update()
        if place is None:
            self.read.emit("")
            return
        arcs = sorted(self.arcs_of(place), key=lambda arc: -arc[2])[:4]
        looks = ", ".join(f"{self._titles[key]} {float(self._weights[place, key]):.3f}" for _, key, _ in arcs)
        self.read.emit(f"{self._titles[place]} → {looks}" if looks else self._titles[place])

    def _redraw(self) -> None:
        self._base = None
        self.update()

"""The small maps of all heads, a row a layer where they fit, each with what it does."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from workbench.explanation.heads import TRAITS, HeadDescription
from workbench.explanation.maps import HeadMap
from workbench.gui.components.icons import theme
from workbench.gui.panels.heads_table import trait_title
from workbench.gui.panels.heat_map import heat_image
from workbench.gui.theme import SMALL_PT, font
from workbench.gui.told import told

_TILES_PER_ROW = 3


class HeadTile(QWidget):
    """A small map of one head with its name below; a click or Return chooses it.

    Signals:
        chosen: emitted when it is chosen by the person.
    """

    chosen = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._does = ""
        self._image = QImage()
        self._weights = np.zeros((0, 0), np.float32)
        self.selected = False
        self.setFixedSize(112, 138)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(name)
        theme().changed.connect(self._redraw)

    def show_map(self, weights: npt.NDArray[np.float32]) -> None:
        """Show float32 [n, n]."""
        self._weights = weights
        self._redraw()

    def describe(self, does: str, tip: str) -> None:
        """Say what the head does, in a word, and how that is meant."""
        self._does = does
        self.setToolTip(tip)
        self.setAccessibleDescription(f"{does}: {tip}")
        self.update()

    def select(self, on: bool) -> None:
        """Frame the tile, or not."""
        self.selected = on
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the tile."""
        self.chosen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose the tile by Return or Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the map, the name and the frame."""
        tokens = theme().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.selected or self.hasFocus():
            painter.setPen(QColor(tokens.accent))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(1, 1, self.width() - 2, self.height() - 2), 6, 6)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, len(self._weights) > 96)
        painter.drawImage(QRect(8, 8, 96, 96), self._image)
        painter.setPen(QColor(tokens.text if self.selected else tokens.text_secondary))
        painter.setFont(font(SMALL_PT, QFont.Weight.DemiBold if self.selected else QFont.Weight.Normal))
        if not self._does:
            painter.drawText(QRect(0, 110, self.width(), 22), Qt.AlignmentFlag.AlignCenter, self._name)
            return
        metrics = QFontMetrics(painter.font())
        name, room = metrics.horizontalAdvance(self._name), 10
        does = metrics.elidedText(self._does, Qt.TextElideMode.ElideRight, self.width() - name - 2 * room - 4)
        wide = metrics.horizontalAdvance(does) + room
        left = (self.width() - name - 5 - wide) // 2
        painter.drawText(QRect(left, 110, name, 22), Qt.AlignmentFlag.AlignCenter, self._name)
        badge = QRect(left + name + 5, 112, wide, 18)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.accent_soft))
        painter.drawRoundedRect(badge, 9, 9)
        painter.setPen(QColor(tokens.accent_on_soft))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, does)

    def _redraw(self) -> None:
        if self._weights.size:
            self._image = heat_image(self._weights, theme().tokens.heat, float(self._weights.max()))
        self.update()


class HeadTiles(QScrollArea):
    """A tile a head.

    Signals:
        chosen: layer and head that the person chose.
    """

    chosen = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        self.tiles: dict[tuple[int, int], HeadTile] = {}
        holder = QWidget()
        self._grid = QGridLayout(holder)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(4)
        self._grid.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setWidgetResizable(True)
        self.setWidget(holder)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_maps(self, maps: Sequence[HeadMap]) -> None:
        """Show these maps, in the tiles that there are where they are for the same heads."""
        wanted = [(one.layer, one.head) for one in maps]
        if list(self.tiles) != wanted:
            self._make(wanted)
        for one in maps:
            self.tiles[one.layer, one.head].show_map(one.weights)

    def select(self, layer: int, head: int) -> None:
        """Frame one tile."""
        for at, tile in self.tiles.items():
            tile.select(at == (layer, head))

    def describe(self, described: Sequence[HeadDescription]) -> None:
        """Say on each tile what its head does."""
        for one in described:
            tile = self.tiles.get((one.layer, one.head))
            if tile is None:
                continue
            figure = one.figures.get(one.name)
            tile.describe(
                trait_title(one.name),
                "" if figure is None else f"{figure.mean:.2f} – {told(TRAITS[one.name].description)}",
            )

    def _make(self, wanted: list[tuple[int, int]]) -> None:
        for tile in self.tiles.values():
            self._grid.removeWidget(tile)
            tile.deleteLater()
        self.tiles = {}
        per_layer = max(sum(1 for layer, _ in wanted if layer == one) for one, _ in wanted)
        # One row a layer where its heads fit; a model of one head fills rows with its layers.
        flowing = per_layer == 1 or per_layer > _TILES_PER_ROW
        for number, (layer, head) in enumerate(wanted):
            tile = HeadTile(self.tr("L{layer} · H{head}").format(layer=layer + 1, head=head + 1))
            tile.chosen.connect(lambda at=(layer, head): self.chosen.emit(*at))
            place = divmod(number, _TILES_PER_ROW) if flowing else (layer, head)
            self._grid.addWidget(tile, *place)
            self.tiles[layer, head] = tile

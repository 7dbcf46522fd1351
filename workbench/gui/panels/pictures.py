"""Items' pictures for lists: fetched off the window's thread when a row is first painted, kept small."""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtCore import QObject, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPainterPath, QPixmap

from workbench.gui.components.icons import theme
from workbench.gui.context import Context
from workbench.gui.theme import TINY_PT, font
from workbench.workspace import Workspace

_KEPT = 2000
_HEIGHT = 96  # pixels; rows show pictures at most half as high, on screens of double density


class Pictures(QObject):
    """A cache of small pictures of one dataset's items.

    Signals:
        loaded: a picture arrived; views repaint.
    """

    loaded = Signal()

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._known: OrderedDict[tuple[int, int], QPixmap | None] = OrderedDict()

    def get(self, item: int) -> QPixmap | None:
        """Return an item's picture, or None while it is not here or where there is none."""
        dataset = self._context.dataset_id
        if dataset is None or not self._context.is_open:
            return None
        key = (dataset, item)
        if key not in self._known:
            self._known[key] = None
            if len(self._known) > _KEPT:
                self._known.popitem(last=False)
            self._context.ask(
                f"picture {dataset} {item}",
                lambda ws: _small(ws, dataset, item),
                lambda image: self._keep(key, image),
                lambda sentence: None,  # a missing picture is drawn as a tile; the row says the rest
            )
        return self._known[key]

    def _keep(self, key: tuple[int, int], image: QImage | None) -> None:
        if image is not None:
            self._known[key] = QPixmap.fromImage(image)
            self.loaded.emit()


def _small(workspace: Workspace, dataset: int, item: int) -> QImage | None:
    encoded = workspace.datasets.image(dataset, item)
    if encoded is None:
        return None
    image = QImage.fromData(encoded)
    return None if image.isNull() else image.scaledToHeight(_HEIGHT, Qt.TransformationMode.SmoothTransformation)


def paint_picture(painter: QPainter, rect: QRect, picture: QPixmap | None, title: str, item: int) -> None:
    """Draw an item's picture with rounded corners, or a tile with its first letter in a colour of its own."""
    tokens = theme().tokens
    painter.save()
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    path = QPainterPath()
    path.addRoundedRect(rect, 3, 3)
    painter.setClipPath(path)
    if picture is not None:
        painter.drawPixmap(rect, picture)
    else:
        colour = QColor(tokens.series[item % len(tokens.series)])
        colour.setAlpha(70)
        painter.fillRect(rect, colour)
        painter.setPen(QColor(tokens.text_secondary))
        painter.setFont(font(TINY_PT + 1, QFont.Weight.DemiBold))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, title.strip()[:1].upper())
    painter.restore()

"""Icons by what they mean, drawn from the Phosphor set and repainted when the theme changes."""

from __future__ import annotations

from functools import cache
from typing import Any

from PySide6.QtCore import QObject, QSize
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from workbench.gui.theme import Theme

NAMES = {
    "data": "ph.database",
    "train": "ph.chart-bar",
    "models": "ph.stack",
    "recommend": "ph.star",
    "attention": "ph.eye",
    "metrics": "ph.trend-up",
    "settings": "ph.gear",
    "search": "ph.magnifying-glass",
    "import": "ph.download-simple",
    "export": "ph.export",
    "sample": "ph.film-strip",
    "add": "ph.plus",
    "delete": "ph.trash",
    "pause": "ph.pause",
    "resume": "ph.play",
    "cancel": "ph.x",
    "more": "ph.dots-three",
    "info": "ph.info",
    "warning": "ph.warning",
    "rename": "ph.pencil-simple",
    "back": "ph.arrow-left",
    "up": "ph.arrow-up",
    "down": "ph.arrow-down",
    "fold": "ph.sliders-horizontal",
    "grip": "ph.dots-six-vertical",
    "restore": "ph.arrow-u-up-left",
    "undo": "ph.arrow-u-up-left",
    "redo": "ph.arrow-u-up-right",
    "like": "ph.thumbs-up",
    "dislike": "ph.thumbs-down",
    "rules": "ph.funnel",
    "link": "ph.git-branch",
    "user": "ph.user",
    "repeat": "ph.arrow-counter-clockwise",
    "zoom-in": "ph.magnifying-glass-plus",
    "zoom-out": "ph.magnifying-glass-minus",
    "fit": "ph.frame-corners",
    "file": "ph.file",
    "folder": "ph.folder",
    "command": "ph.command",
    "run": "ph.lightning",
    "check": "ph.check-circle",
    "expand": "ph.caret-down",
}


def theme() -> Theme:
    """Return the application's theme (created once, in `gui.app`)."""
    found: Theme | None = QApplication.instance().findChild(Theme)  # type: ignore[union-attr]
    assert found is not None, "the Theme is created before any widget"
    return found


@cache
def _phosphor() -> Any:
    """The one icon font that is used; loading qtawesome's whole collection takes three times as long."""
    import qtawesome
    from qtawesome.iconic_font import IconicFont

    return IconicFont(*[bundled for bundled in qtawesome._BUNDLED_FONTS if bundled[0] == "ph"])


def icon(name: str, colour: str) -> QIcon:
    """Return an icon in one colour."""
    made: QIcon = _phosphor().icon(NAMES[name], color=colour)
    return made


def themed_icon(
    widget: QAbstractButton | QLabel, name: str, *, role: str = "text_secondary", size: int = 16, checked_role: str = ""
) -> None:
    """Give a button or label an icon in the colour of a theme role, now and after each change of theme.

    Args:
        widget: what shows the icon.
        name: a key of `NAMES`.
        role: the theme's colour role.
        size: side in device-independent pixels.
        checked_role: the role while a checkable button is checked; empty for no difference.
    """
    _Painter(widget, name, role, size, checked_role)


class _Painter(QObject):
    """Repaints one widget's icon; a child of the widget, so that it goes with it."""

    def __init__(self, widget: QAbstractButton | QLabel, name: str, role: str, size: int, checked_role: str) -> None:
        super().__init__(widget)
        self._widget, self._name, self._role, self._size = widget, name, role, size
        self._checked_role = checked_role
        theme().changed.connect(self.paint)
        self.paint()

    def paint(self) -> None:
        """Draw the icon in the colour that its role has now."""
        tokens = theme().tokens
        size = QSize(self._size, self._size)
        ratio = self._widget.devicePixelRatio()
        made = icon(self._name, getattr(tokens, self._role))
        if isinstance(self._widget, QLabel):
            self._widget.setPixmap(made.pixmap(size, ratio))
            return
        if self._checked_role:
            both = QIcon()
            both.addPixmap(made.pixmap(size, ratio), state=QIcon.State.Off)
            checked = icon(self._name, getattr(tokens, self._checked_role))
            both.addPixmap(checked.pixmap(size, ratio), state=QIcon.State.On)
            made = both
        self._widget.setIcon(made)
        self._widget.setIconSize(size)

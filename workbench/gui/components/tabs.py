"""A row of tabs over pages that are made at their first visit."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from workbench.gui.theme import BODY_PT, font


class Tabs(QWidget):
    """One page at a time; arrow keys move between tabs.

    Signals:
        changed: key of the page that is shown now.
    """

    changed = Signal(str)

    def __init__(self, accessible_name: str) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        self.bar = QTabBar()
        self.bar.setDrawBase(False)
        self.bar.setExpanding(False)
        self.bar.setFont(font(BODY_PT))
        self.bar.setAccessibleName(accessible_name)
        self._pages = QStackedWidget()
        self._keys: list[str] = []
        self._makers: dict[str, Callable[[], QWidget]] = {}
        self._made: dict[str, QWidget] = {}
        layout.addWidget(self.bar)
        layout.addWidget(self._pages, 1)
        self.bar.currentChanged.connect(self._show)

    def add(self, key: str, title: str, make: Callable[[], QWidget]) -> None:
        """Add a tab; `make` is called when its page is first shown."""
        self._keys.append(key)
        self._makers[key] = make
        self.bar.addTab(title)

    @property
    def current(self) -> str:
        """Key of the page that is shown; empty before the first tab."""
        place = self.bar.currentIndex()
        return self._keys[place] if 0 <= place < len(self._keys) else ""

    def show_page(self, key: str) -> None:
        """Turn to a page."""
        self.bar.setCurrentIndex(self._keys.index(key))

    def made(self, key: str) -> QWidget | None:
        """Return a page that has been visited; None for others."""
        return self._made.get(key)

    def page(self, key: str) -> QWidget:
        """Return a page, making it at the first call."""
        if key not in self._made:
            made = self._makers[key]()
            self._made[key] = made
            self._pages.addWidget(made)
        return self._made[key]

    def _show(self, place: int) -> None:
        if place >= 0:
            key = self._keys[place]
            self._pages.setCurrentWidget(self.page(key))
            self.changed.emit(key)

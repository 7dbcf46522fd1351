"""A popup in which a few typed letters find lines of a list: the arrows move in it, Return takes one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QListView, QVBoxLayout, QWidget

from workbench.gui.components.basics import text_label

_TYPING_PAUSE_MS = 120
_WIDTH, _HEIGHT = 340, 380


class SearchPopup(QFrame):
    """Asks for what is typed after a short pause, and shows what was found.

    Args:
        owner: the widget that it opens under.
        placeholder: what the empty field says.
        nothing: what is said where nothing was found.

    Signals:
        asked: a text to look for; also when it opens.
        taken: the row of the line that the person took.
    """

    asked = Signal(str)
    taken = Signal(int)

    def __init__(self, owner: QWidget, placeholder: str, nothing: str) -> None:
        super().__init__(owner, Qt.WindowType.Popup)
        self.setObjectName("card")
        self._owner = owner
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        self.search = QLineEdit()
        self.search.setPlaceholderText(placeholder)
        self.search.setAccessibleName(placeholder)
        self.search.installEventFilter(self)
        self.list = QListView()
        self.list.setUniformItemSizes(True)
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setAccessibleName(self.tr("Found"))
        self._lines = QStringListModel(self)
        self.list.setModel(self._lines)
        self.list.clicked.connect(lambda index: self._take(index.row()))
        self.list.activated.connect(lambda index: self._take(index.row()))
        self.nothing = text_label(nothing, "faint")
        self.nothing.hide()
        self.foot = QHBoxLayout()
        for part in (self.search, self.list, self.nothing):
            layout.addWidget(part)
        layout.addLayout(self.foot)
        self.resize(_WIDTH, _HEIGHT)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_TYPING_PAUSE_MS)
        self._pause.timeout.connect(lambda: self.asked.emit(self.search.text()))
        self.search.textChanged.connect(lambda: self._pause.start())

    def open(self) -> None:
        """Show it under its owner (over it where there is no room below) with the cursor in the field."""
        below = self._owner.mapToGlobal(QPoint(0, self._owner.height() + 4))
        screen = self._owner.screen().availableGeometry()
        if below.y() + self.height() > screen.bottom():
            below.setY(self._owner.mapToGlobal(QPoint(0, 0)).y() - self.height() - 4)
        self.move(below)
        self.show()
        self.search.setFocus()
        self.search.selectAll()
        self.asked.emit(self.search.text())

    def show_lines(self, lines: Sequence[str]) -> None:
        """Show what was found."""
        self._lines.setStringList(list(lines))
        self.nothing.setVisible(not lines)
        if lines:
            self.list.setCurrentIndex(self._lines.index(0))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrow keys move in the list, and Return take its line, while typing."""
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None and self._lines.rowCount():
                row = min(max(self.list.currentIndex().row() + step, 0), self._lines.rowCount() - 1)
                self.list.setCurrentIndex(self._lines.index(row))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take(max(self.list.currentIndex().row(), 0))
                return True
        return super().eventFilter(watched, event)

    def _take(self, row: int) -> None:
        if 0 <= row < self._lines.rowCount():
            self.hide()
            self.taken.emit(row)

"""A button that opens a searchable list of users."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListView, QPushButton, QVBoxLayout

from workbench.gui import formatting
from workbench.gui.components.basics import text_label
from workbench.gui.context import Context
from workbench.workspace.views import UserRow

_SHOWN = 100
_TYPING_PAUSE_MS = 120


class UserPicker(QPushButton):
    """Shows the chosen user; a click or a key press opens a popup in which a part of an id finds users.

    Signals:
        chosen: external id of the user.
    """

    chosen = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._rows: list[UserRow] = []
        self._user: UserRow | None = None
        self.setMinimumWidth(220)
        self.setAccessibleName(self.tr("User"))
        self.clicked.connect(self._open)
        self.popup = QFrame(self, Qt.WindowType.Popup)
        self.popup.setObjectName("card")
        layout = QVBoxLayout(self.popup)
        layout.setContentsMargins(8, 8, 8, 8)
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Part of a user's id"))
        self.search.setAccessibleName(self.tr("Search for a user"))
        self.search.installEventFilter(self)
        self.list = QListView()
        self.list.setUniformItemSizes(True)
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setAccessibleName(self.tr("Users found"))
        self._model = QStringListModel(self)
        self.list.setModel(self._model)
        self.list.clicked.connect(lambda index: self._take(index.row()))
        self.list.activated.connect(lambda index: self._take(index.row()))
        self.nothing = text_label(self.tr("No user has this in the id."), "faint")
        self.nothing.hide()
        for part in (self.search, self.list, self.nothing):
            layout.addWidget(part)
        self.popup.resize(340, 380)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_TYPING_PAUSE_MS)
        self._pause.timeout.connect(self._look_up)
        self.search.textChanged.connect(lambda: self._pause.start())
        self._show()

    @property
    def user_id(self) -> str | None:
        """The chosen user's external id."""
        return None if self._user is None else self._user.id

    def choose(self, user: UserRow | None) -> None:
        """Show a user without emitting `chosen`."""
        self._user = user
        self._show()

    def choose_id(self, user_id: str) -> None:
        """Look a user up by the exact id and show it."""
        dataset = self._context.dataset_id
        if dataset is not None:
            self._context.ask(
                f"user {id(self)}",
                lambda ws: next((u for u in ws.datasets.find_users(dataset, user_id) if u.id == user_id), None),
                self.choose,
            )

    def _show(self) -> None:
        if self._user is None:
            self.setText(self.tr("Choose a user") + "  ▾")
            return
        count = formatting.whole(self._user.n_interactions)
        self.setText(self.tr("User {id} — {n} interactions").format(id=self._user.id, n=count) + "  ▾")
        self.setToolTip(self._user.attributes)

    def _open(self) -> None:
        if self._context.dataset_id is None:
            return
        self.popup.move(self.mapToGlobal(QPoint(0, self.height() + 4)))
        self.popup.show()
        self.search.setFocus()
        self.search.selectAll()
        self._look_up()

    def _look_up(self) -> None:
        dataset, text = self._context.dataset_id, self.search.text()
        if dataset is not None:
            self._context.ask(
                f"users {id(self)}", lambda ws: ws.datasets.find_users(dataset, text, _SHOWN), self._show_found
            )

    def _show_found(self, rows: list[UserRow]) -> None:
        self._rows = rows
        lines = []
        for row in rows:
            line = self.tr("{id} — {n} interactions").format(id=row.id, n=formatting.whole(row.n_interactions))
            lines.append(f"{line} · {row.attributes}" if row.attributes else line)
        self._model.setStringList(lines)
        self.nothing.setVisible(not rows)
        if rows:
            self.list.setCurrentIndex(self._model.index(0))

    def _take(self, row: int) -> None:
        if 0 <= row < len(self._rows):
            self.popup.hide()
            self.choose(self._rows[row])
            self.chosen.emit(self._rows[row].id)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrow keys move in the list, and Return take its line, while typing."""
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None and self._rows:
                row = min(max(self.list.currentIndex().row() + step, 0), len(self._rows) - 1)
                self.list.setCurrentIndex(self._model.index(row))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take(max(self.list.currentIndex().row(), 0))
                return True
        return super().eventFilter(watched, event)

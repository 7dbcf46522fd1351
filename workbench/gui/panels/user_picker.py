"""A button that opens a searchable list of users."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from workbench.gui import formatting
from workbench.gui.components.basics import button
from workbench.gui.components.search_popup import SearchPopup
from workbench.gui.context import Context
from workbench.workspace.views import UserRow

_SHOWN = 100


class UserPicker(QPushButton):
    """Shows the chosen user; a click or a key press opens a popup in which a part of an id or an attribute finds users.

    Signals:
        chosen: external id of the user.
        like_wanted: the person wants to see users like the one that is shown.
        new_wanted: the person wants to put somebody together from scratch.
    """

    chosen = Signal(str)
    like_wanted = Signal()
    new_wanted = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._rows: list[UserRow] = []
        self._user: UserRow | None = None
        self._name = ""
        self.setMinimumWidth(180)
        self.setAccessibleName(self.tr("User"))
        self.popup = SearchPopup(
            self, self.tr("Part of an id or attribute, or age=24"), self.tr("No user has this in the id or attributes.")
        )
        self.popup.search.setAccessibleName(self.tr("Search for a user"))
        self.popup.list.setAccessibleName(self.tr("Users found"))
        self.popup.asked.connect(self._look_up)
        self.popup.taken.connect(self._take)
        self.search, self.list, self.nothing = self.popup.search, self.popup.list, self.popup.nothing
        self.clicked.connect(self._open)
        self._show()

    @property
    def user_id(self) -> str | None:
        """The chosen user's external id; None where nobody stored is chosen."""
        return None if self._user is None else self._user.id

    def offer_more(self) -> None:
        """Offer users like the one shown, and a new person, under the list."""
        self.like = button(self.tr("People like this one"), self._want_like, link=True)
        self.new = button(self.tr("New person"), self._want_new, link=True)
        self.popup.foot.addWidget(self.like)
        self.popup.foot.addStretch(1)
        self.popup.foot.addWidget(self.new)

    def choose(self, user: UserRow | None) -> None:
        """Show a user without emitting `chosen`."""
        self._user, self._name = user, ""
        self._show()

    def choose_new(self, name: str) -> None:
        """Show that somebody is looked at who is not stored."""
        self._user, self._name = None, name
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

    def show_found(self, rows: Sequence[UserRow]) -> None:
        """Show users to choose from."""
        self._rows = list(rows)
        lines = []
        for row in rows:
            line = self.tr("{id} — {n} interactions").format(id=row.id, n=formatting.whole(row.n_interactions))
            lines.append(f"{line} · {row.attributes}" if row.attributes else line)
        self.popup.show_lines(lines)

    def _show(self) -> None:
        if self._user is None:
            self.setText((self._name or self.tr("Choose a user")) + "  ▾")
            return
        count = formatting.whole(self._user.n_interactions)
        self.setText(self.tr("User {id} — {n} interactions").format(id=self._user.id, n=count) + "  ▾")
        self.setToolTip(self._user.attributes)

    def _open(self) -> None:
        if self._context.dataset_id is not None:
            self.popup.open()

    def _look_up(self, text: str) -> None:
        dataset = self._context.dataset_id
        if dataset is not None:
            self._context.ask(
                f"users {id(self)}", lambda ws: ws.datasets.find_users(dataset, text, _SHOWN), self.show_found
            )

    def _take(self, row: int) -> None:
        if 0 <= row < len(self._rows):
            self.choose(self._rows[row])
            self.chosen.emit(self._rows[row].id)

    def _want_like(self) -> None:
        self.like_wanted.emit()

    def _want_new(self) -> None:
        self.popup.hide()
        self.new_wanted.emit()

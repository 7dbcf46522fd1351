"""The tables of all users and all items of a dataset, and the one of them that is looked at closely."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout

from workbench.gui.components.basics import Card, Notice, text_label
from workbench.gui.components.lazy_rows import Column, Kind, Rows, Wanted
from workbench.gui.components.lazy_table import SearchableTable
from workbench.gui.context import Context
from workbench.gui.panels.data_item import ItemView
from workbench.gui.panels.data_page import DatasetPage
from workbench.gui.panels.data_user import UserView
from workbench.gui.theme import SMALL_PT
from workbench.workspace.views import DatasetSummary

if TYPE_CHECKING:
    from workbench.data.profile_tables import TableColumn, TablePage

Of = Literal["users", "items"]


class EntitiesPage(DatasetPage):
    """A searchable, sortable table; a row opens the user's timeline or the item's page in its place.

    Signals:
        forget: external id of a user who is to be forgotten.
    """

    forget = Signal(str)

    def __init__(self, context: Context, of: Of) -> None:
        super().__init__()
        self._context, self._of = context, of
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.notice = Notice()
        outer.addWidget(self.notice)
        self._stack = QStackedLayout()
        outer.addLayout(self._stack, 1)
        listing = Card()
        column = listing.body
        if of == "users":
            self.table = SearchableTable(self.tr("Users"), self.tr("Part of an id or an attribute"))
            hint = self.tr("A double click or Enter shows what a user did, and when.")
        else:
            self.table = SearchableTable(self.tr("Items"), self.tr("Part of a title, an id or an attribute"))
            hint = self.tr("A double click or Enter shows who met an item, and what they met too.")
        column.addWidget(self.table, 1)
        column.addWidget(text_label(hint, "faint", size=SMALL_PT))
        self._view: UserView | ItemView | None = None  # made when a row is opened first
        self._stack.addWidget(listing)
        self.table.table.opened.connect(self.open)
        self.table.table.rows.failed.connect(lambda sentence: self.notice.say(sentence, "bad"))

    @property
    def view(self) -> UserView | ItemView:
        """The page of one user or item."""
        if self._view is None:
            if self._of == "users":
                self._view = UserView(self._context)
                self._view.forget.connect(self.forget)
            else:
                self._view = ItemView(self._context)
            self._view.left.connect(self.show_table)
            self._stack.addWidget(self._view)
        return self._view

    def ask(self, summary: DatasetSummary) -> None:
        """Show the table of another dataset."""
        self.notice.say("")
        self.show_table()
        self.table.show_source(DatasetRows(self._context, summary.id, self._of), "interactions", descending=True)

    def open(self, external_id: str) -> None:
        """Show one user or item."""
        if self.summary is not None:
            self.view.show_one(self.summary, external_id)
            self._stack.setCurrentWidget(self.view)
            self.view.back.setFocus()

    def show_table(self) -> None:
        """Go back to the table; the row that was opened is still chosen."""
        self._stack.setCurrentIndex(0)
        self.table.table.setFocus()


class DatasetRows:
    """The users or items of a stored dataset as a `PageSource`, asked for on the lookup thread."""

    def __init__(self, context: Context, dataset_id: int, of: Of) -> None:
        self._context, self._dataset_id, self._of = context, dataset_id, of

    def fetch(self, wanted: Wanted, on_rows: Callable[[Rows], None], on_error: Callable[[str], None]) -> None:
        """Ask the workspace for a window of rows."""
        self._context.ask(
            f"data/{self._of}",
            lambda ws: (ws.profile.users if self._of == "users" else ws.profile.items)(
                self._dataset_id,
                search=wanted.search,
                sort=wanted.sort,
                descending=wanted.descending,
                offset=wanted.first,
                limit=wanted.count,
            ),
            lambda page: on_rows(rows_of(page)),
            on_error,
        )


def rows_of(page: TablePage) -> Rows:
    """Return a page of the workspace's table as the lazy table takes it."""
    return Rows(
        columns=tuple(Column(c.name, column_title(c), _kind(c)) for c in page.columns),
        total=page.matching,
        keys=[str(key) for key in page.cells["id"]],
        cells=[page.cells[column.name] for column in page.columns],
    )


def column_title(column: TableColumn) -> str:
    """Return what people read above a column; attributes keep the name that the file gave them."""
    if column.attribute:
        return column.name.replace("_", " ")
    translate = QCoreApplication.translate
    titles: dict[str, Any] = {
        "id": translate("DatasetTables", "Id"),
        "title": translate("DatasetTables", "Title"),
        "interactions": translate("DatasetTables", "Interactions"),
        "distinct": translate("DatasetTables", "Different"),
        "mean_value": translate("DatasetTables", "Mean value"),
        "first_time": translate("DatasetTables", "First"),
        "last_time": translate("DatasetTables", "Last"),
    }
    return str(titles.get(column.name, column.name))


def _kind(column: TableColumn) -> Kind:
    # Whole numbers from the file are years and codes as often as counts: they are written as they stand there.
    if column.attribute:
        return "number" if column.kind == "count" else column.kind
    return "mean" if column.kind == "number" else column.kind

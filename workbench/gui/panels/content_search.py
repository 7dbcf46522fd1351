"""Search items by words, by likeness to another, and for near-duplicates, through one encoding."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QHeaderView, QLineEdit, QTableView

from workbench.gui.components.basics import Card, button, text_label
from workbench.gui.context import Context
from workbench.gui.preview import Preview
from workbench.gui.theme import SMALL_PT
from workbench.workspace.content_views import ContentHit, EncodingSummary, NearDuplicate

Index = QModelIndex | QPersistentModelIndex
TABLE_HEIGHT = 380


class HitRows(QAbstractTableModel):
    """What was found: title, another title for pairs, and how alike."""

    def __init__(self) -> None:
        super().__init__()
        self.hits: list[ContentHit] = []
        self.pairs: list[NearDuplicate] = []

    def show_hits(self, hits: list[ContentHit]) -> None:
        """Show items."""
        self.beginResetModel()
        self.hits, self.pairs = hits, []
        self.endResetModel()

    def show_pairs(self, pairs: list[NearDuplicate]) -> None:
        """Show pairs."""
        self.beginResetModel()
        self.hits, self.pairs = [], pairs
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return the number of items or pairs."""
        return 0 if parent.isValid() else len(self.hits) or len(self.pairs)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Two for items, three for pairs."""
        return 3 if self.pairs else 2

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the titles and the cosine."""
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == self.columnCount() - 1:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        if self.pairs:
            pair = self.pairs[index.row()]
            return (pair.first.title, pair.second.title, f"{pair.similarity:.3f}")[index.column()]
        hit = self.hits[index.row()]
        return (hit.title, f"{hit.similarity:.3f}")[index.column()]

    def item(self, row: int) -> ContentHit | None:
        """Return the item of a row, the first of a pair."""
        if self.pairs:
            return self.pairs[row].first if row < len(self.pairs) else None
        return self.hits[row] if row < len(self.hits) else None


class ContentSearchCard(Card):
    """A field for words, what was found, and more like it.

    Signals:
        found: list of item codes that are shown.
        busy: whether an answer is on its way.
        complained: one sentence.
    """

    found = Signal(list)
    busy = Signal(bool)
    complained = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._encoding: EncodingSummary | None = None
        row = QHBoxLayout()
        self.field = QLineEdit()
        self.field.setClearButtonEnabled(True)
        self.field.setPlaceholderText(self.tr("Words: slow, melancholic, black and white"))
        self.field.setAccessibleName(self.tr("Search by words"))
        self.field.returnPressed.connect(self.search)
        self.go = button(self.tr("Search"), self.search, icon="search")
        row.addWidget(self.field, 1)
        row.addWidget(self.go)
        self.body.addLayout(row)
        self.said = text_label("", "secondary", size=SMALL_PT, elide=True)
        self.body.addWidget(self.said)
        self.rows = HitRows()
        self.table = QTableView()
        self.table.setModel(self.rows)
        self.table.setAccessibleName(self.tr("Items found"))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setShowGrid(False)
        self.table.horizontalHeader().hide()
        self.table.verticalHeader().hide()
        self.table.setMinimumHeight(TABLE_HEIGHT)
        self.table.setTabKeyNavigation(False)
        self.table.doubleClicked.connect(lambda index: self._more_like(index.row()))
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._enable())
        self.body.addWidget(self.table, 1)
        row = QHBoxLayout()
        self.like = button(self.tr("More like this"), lambda: self._more_like(self.table.currentIndex().row()))
        self.duplicates = button(self.tr("Near-duplicates"), self._near_duplicates)
        row.addWidget(self.like)
        row.addWidget(self.duplicates)
        row.addStretch(1)
        self.body.addLayout(row)
        self.preview = Preview(context, self)
        self.preview.busy.connect(self.busy)
        self.preview.failed.connect(self.complained)
        self.preview.answered.connect(self._show)
        self._enable()

    def show_encoding(self, encoding: EncodingSummary) -> None:
        """Look through another encoding; words only where its encoder knows them."""
        if self._encoding is not None and self._encoding.id == encoding.id:
            return
        self._encoding = encoding
        self.clear()

        def say(searchable: bool) -> None:
            self.field.setEnabled(searchable)
            self.go.setEnabled(searchable)
            if not searchable:
                self.said.setText(
                    self.tr("This encoder knows no words: choose an item of the map, or near-duplicates.")
                )

        self._context.ask(
            "content/searchable", lambda ws: ws.content.searchable(encoding.id), say, self.complained.emit
        )

    def clear(self) -> None:
        """Show nothing."""
        self.preview.stop()
        self.rows.show_hits([])
        self.said.setText("")
        self._enable()

    def search(self) -> None:
        """Look for what was written."""
        encoding, words = self._encoding, self.field.text().strip()
        if encoding is None or not words:
            return
        said = self.tr("Nearest to “{words}”").format(words=words)
        self.preview.ask(lambda ws, progress: (said, ws.content.search(encoding.id, words)))

    def like_item(self, item: int, title: str) -> None:
        """Look for what is like an item."""
        encoding = self._encoding
        if encoding is None:
            return
        said = self.tr("Most like “{title}”").format(title=title)
        self.preview.ask(lambda ws, progress: (said, ws.content.more_like(encoding.id, item)))

    def _more_like(self, row: int) -> None:
        hit = self.rows.item(row) if row >= 0 else None
        if hit is not None:
            self.like_item(hit.item, hit.title)

    def _near_duplicates(self) -> None:
        encoding = self._encoding
        if encoding is not None:
            said = self.tr("Pairs whose contents are nearly the same")
            self.preview.ask(lambda ws, progress: (said, ws.content.near_duplicates(encoding.id, progress=progress)))

    def _show(self, answer: tuple[str, list[Any]]) -> None:
        said, found = answer
        pairs = [one for one in found if isinstance(one, NearDuplicate)]
        if pairs:
            self.rows.show_pairs(pairs)
        else:
            self.rows.show_hits(found)
        self.said.setText(said if found else self.tr("{said}: nothing.").format(said=said))
        header = self.table.horizontalHeader()
        last = self.rows.columnCount() - 1
        for column in range(last + 1):
            mode = QHeaderView.ResizeMode.ResizeToContents if column == last else QHeaderView.ResizeMode.Stretch
            header.setSectionResizeMode(column, mode)
        self._enable()
        both = [hit.item for pair in pairs for hit in (pair.first, pair.second)]
        self.found.emit(both or [hit.item for hit in found])

    def _enable(self) -> None:
        self.like.setEnabled(self.table.currentIndex().isValid())

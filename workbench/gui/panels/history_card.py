"""The history of whoever is looked at, to be edited: what changed, undo and redo, and items to add."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QDateTime, QPoint, Qt, QTimeZone, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDateTimeEdit, QDoubleSpinBox, QFormLayout, QFrame, QHBoxLayout, QMenu, QVBoxLayout

from workbench.gui import formatting
from workbench.gui.components.basics import Badge, Card, button, text_label
from workbench.gui.components.search_popup import SearchPopup
from workbench.gui.context import Context
from workbench.gui.panels.history_list import HistoryList, ItemFacts
from workbench.gui.theme import SMALL_PT
from workbench.recommendation.what_if import EditedHistory, EditLog, Entry
from workbench.workspace.views import HistoryRow, ItemRow

_FOUND = 60


class EntryEditor(QFrame):
    """A popup to change the value and the date of one interaction.

    Signals:
        applied: value (or None) and seconds since 1970 (or None).
        removed: the interaction should go.
    """

    applied = Signal(object, object)
    removed = Signal()

    def __init__(self, owner: HistoryList) -> None:
        super().__init__(owner, Qt.WindowType.Popup)
        self.setObjectName("card")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 10)
        self.title = text_label("", elide=True)
        layout.addWidget(self.title)
        form = QFormLayout()
        self.value = QDoubleSpinBox()
        self.value.setRange(-1e6, 1e6)
        self.value.setDecimals(2)
        self.value.setSingleStep(0.5)
        self.value.setAccessibleName(self.tr("Value"))
        self.time = QDateTimeEdit()
        self.time.setCalendarPopup(True)
        self.time.setTimeZone(QTimeZone.utc())
        self.time.setDisplayFormat("yyyy-MM-dd HH:mm")
        self.time.setAccessibleName(self.tr("Date"))
        self.value_name, self.time_name = text_label(self.tr("Value")), text_label(self.tr("Date"))
        form.addRow(self.value_name, self.value)
        form.addRow(self.time_name, self.time)
        layout.addLayout(form)
        row = QHBoxLayout()
        self.remove = button(self.tr("Remove"), self._remove, link=True)
        self.apply = button(self.tr("Apply"), self._apply, primary=True)
        row.addWidget(self.remove)
        row.addStretch(1)
        row.addWidget(self.apply)
        layout.addLayout(row)
        self.setFixedWidth(280)

    def open(self, at: QPoint, title: str, entry: Entry) -> None:
        """Show it at a point of the screen for one interaction."""
        self.title.setText(title)
        for name, part, known in (
            (self.value_name, self.value, entry.value is not None),
            (self.time_name, self.time, entry.time is not None),
        ):
            name.setVisible(known)
            part.setVisible(known)
        self.apply.setVisible(entry.value is not None or entry.time is not None)
        if entry.value is not None:
            self.value.setValue(entry.value)
        if entry.time is not None:
            self.time.setDateTime(QDateTime.fromSecsSinceEpoch(entry.time, QTimeZone.utc()))
        self._entry = entry
        self.adjustSize()
        self.move(at)
        self.show()
        (self.value if entry.value is not None else self.time if entry.time is not None else self.remove).setFocus()

    def _apply(self) -> None:
        self.hide()
        value = self.value.value() if self._entry.value is not None else None
        time = self._entry.time
        # The field shows minutes: seconds are kept unless the date was changed.
        if time is not None and self.time.dateTime().toSecsSinceEpoch() // 60 != time // 60:
            time = self.time.dateTime().toSecsSinceEpoch()
        self.applied.emit(value, time)

    def _remove(self) -> None:
        self.hide()
        self.removed.emit()


class HistoryCard(Card):
    """A history that a person edits.

    Signals:
        edited: the history is another one now; also after undo and redo.
    """

    edited = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(" ")
        self._context = context
        self.log = EditLog()
        self._facts: dict[int, ItemFacts] = {}
        self._found: list[ItemRow] = []
        self._editing = -1
        self._valued, self._usual, self._highest = False, 1.0, 1.0
        self.heading.setText(self.tr("History"))
        self.badge = Badge("")
        self.undo_button = button("", self.undo, icon="undo", tip=self.tr("Undo (Ctrl+Z)"))
        self.redo_button = button("", self.redo, icon="redo", tip=self.tr("Redo (Ctrl+Shift+Z)"))
        for part in (self.badge, self.undo_button, self.redo_button):
            self.head.addWidget(part)
        for part in (self.undo_button, self.redo_button):
            part.setFixedWidth(34)
        self.order = text_label("", "faint", size=SMALL_PT)
        self.body.addWidget(self.order)
        self.empty = text_label("", "secondary", wrap=True)
        self.body.addWidget(self.empty)
        self.list = HistoryList(context)
        self.body.addWidget(self.list, 1)
        self.add = button(self.tr("+ Add an item to try"), self._open_search)
        self.body.addWidget(self.add)
        self.popup = SearchPopup(self.add, self.tr("Part of a title or id"), self.tr("No item has this in its title."))
        self.popup.asked.connect(self._search)
        self.popup.taken.connect(lambda row: self.add_item(self._found[row]))
        self.editor = EntryEditor(self.list)
        self.editor.applied.connect(self._apply)
        self.editor.removed.connect(lambda: self.remove(self._editing))
        self.list.remove_wanted.connect(self.remove)
        self.list.move_wanted.connect(self.move_entry)
        self.list.change_wanted.connect(self._open_editor)
        for keys, act in (
            (QKeySequence.StandardKey.Undo, self.undo),
            (QKeySequence("Ctrl+Shift+Z"), self.redo),
            (QKeySequence("Ctrl+Y"), self.redo),
        ):
            # Anywhere in the window while the place is shown: an edit is taken back wherever the cursor is.
            QShortcut(keys, self, context=Qt.ShortcutContext.WindowShortcut).activated.connect(act)
        self.setFixedWidth(320)
        self._show()

    @property
    def now(self) -> EditedHistory:
        """The history as it is now."""
        return self.log.now

    def title(self, item: int) -> str:
        """Return the title of an item of the history."""
        return self._facts[item].title if item in self._facts else ""

    # ---- whose history

    def show_stored(self, rows: Sequence[HistoryRow], sentence: str = "") -> None:
        """Begin anew with a stored history (oldest first), or an empty one of somebody new.

        Args:
            rows: the interactions.
            sentence: what is said where there are none.
        """
        self._facts = {row.item: ItemFacts(row.item_id, row.title, row.categories) for row in rows}
        self.log = EditLog(EditedHistory.of([Entry(row.item, row.value, row.time) for row in rows]))
        if rows:
            self._valued = rows[0].value is not None
            values = sorted(row.value for row in rows if row.value is not None)
            self._usual = values[len(values) // 2] if values else 1.0
            self._highest = values[-1] if values else 1.0
        self.empty.setText(sentence)
        self._show()
        self.list.scrollToTop()

    def expect_values(self, valued: bool) -> None:
        """Say whether interactions of this dataset have values, for histories that begin empty."""
        self._valued = valued

    # ---- edits

    def remove(self, place: int) -> None:
        """Take one interaction out."""
        if 0 <= place < len(self.now):
            self._push(self.now.remove(place))
            self.list.show_current(min(place, len(self.now) - 1))

    def move_entry(self, source: int, target: int) -> None:
        """Let one interaction stand at another place."""
        self._push(self.now.move(source, target))
        self.list.show_current(target)

    def add_item(self, item: ItemRow, *, liked: bool = False) -> None:
        """Add an item as the newest interaction, with a middling value, or the highest if it is liked."""
        self._facts.setdefault(item.code, ItemFacts(item.id, item.title))
        value = self._highest if liked else self._usual
        self._push(self.now.add(item.code, value if self._valued else None))
        self.list.show_current(len(self.now) - 1)

    def undo(self) -> None:
        """Take the last edit back."""
        if self.log.can_undo:
            self.log.undo()
            self._changed()

    def redo(self) -> None:
        """Do the edit again that was taken back last."""
        if self.log.can_redo:
            self.log.redo()
            self._changed()

    def reset(self) -> None:
        """Go back to the history as it is stored, by an edit that can be taken back."""
        original = self.now.original
        self._push(EditedHistory(original, original))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the row under the mouse, and with the whole."""
        menu = QMenu(self)
        index = self.list.indexAt(self.list.viewport().mapFromGlobal(event.globalPos()))
        if index.isValid():
            place = self.list.history.place(index)
            menu.addAction(self.tr("Change value and date…"), lambda: self._open_editor(place))
            menu.addAction(self.tr("Remove"), lambda: self.remove(place))
            menu.addSeparator()
        reset = QAction(self.tr("Take all changes back"), menu)
        reset.setEnabled(self.now.n_changes > 0)
        reset.triggered.connect(self.reset)
        menu.addAction(reset)
        menu.exec(event.globalPos())

    def _push(self, edited: EditedHistory) -> None:
        before = self.now
        if self.log.push(edited) is not before:
            self._changed()

    def _changed(self) -> None:
        self._show()
        self.edited.emit()

    def _show(self) -> None:
        self.list.history.show(self.now, self._facts)
        n = self.now.n_changes
        self.badge.setText(self.tr("What-if: %n change(s)", "", n))
        self.badge.setVisible(n > 0)
        self.undo_button.setEnabled(self.log.can_undo)
        self.redo_button.setEnabled(self.log.can_redo)
        self.order.setText(self.tr("{n} interactions, newest first").format(n=formatting.whole(len(self.now))))
        self.order.setVisible(len(self.now) > 0)
        self.empty.setVisible(len(self.now) == 0)

    # ---- popups

    def _open_search(self) -> None:
        if self._context.dataset_id is not None:
            self.popup.open()

    def _search(self, text: str) -> None:
        dataset = self._context.dataset_id
        if dataset is not None:
            self._context.ask(
                f"items {id(self)}", lambda ws: ws.datasets.find_items(dataset, text, _FOUND), self._show_found
            )

    def _show_found(self, found: list[ItemRow]) -> None:
        self._found = found
        line = self.tr("{title} — {n} interactions")
        self.popup.show_lines([line.format(title=i.title, n=formatting.whole(i.n_interactions)) for i in found])

    def _open_editor(self, place: int) -> None:
        if not 0 <= place < len(self.now):
            return
        self._editing = place
        self.list.show_current(place)
        area = self.list.visualRect(self.list.currentIndex())
        at = self.list.viewport().mapToGlobal(area.bottomLeft())
        entry = self.now.entries[place]
        self.editor.open(at, self.title(entry.item), entry)

    def _apply(self, value: float | None, time: int | None) -> None:
        place, entry = self._editing, self.now.entries[self._editing]
        edited = self.now
        if value is not None and value != entry.value:
            edited = edited.rate(place, value)
        if time is not None and time != entry.time:
            edited = edited.date(place, time)
        self._push(edited)

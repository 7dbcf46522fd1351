"""The command palette: one field that finds places, commands, datasets, runs, users and items."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QGraphicsDropShadowEffect,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from workbench.gui.commands import Command, window_commands
from workbench.gui.components.icons import icon, theme
from workbench.gui.context import Context
from workbench.gui.theme import BODY_PT, SMALL_PT, font

if TYPE_CHECKING:
    from workbench.workspace import Workspace

WIDTH, ROW, ROWS_SHOWN = 560, 34, 10
FOUND_EACH = 6


class CommandList(QAbstractListModel):
    """The commands that match, in order."""

    CommandRole = Qt.ItemDataRole.UserRole + 1

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.commands: list[Command] = []

    def show(self, commands: list[Command]) -> None:
        """Replace the rows."""
        self.beginResetModel()
        self.commands = commands
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        """Return the number of commands."""
        return 0 if parent.isValid() else len(self.commands)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a row's title or its command."""
        command = self.commands[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return command.title
        return command if role == self.CommandRole else None


class _Row(QStyledItemDelegate):
    """Draws a row: icon, title, and on the right the group and the shortcut."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the fixed height of rows."""
        return QSize(WIDTH - 24, ROW)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one command."""
        command: Command = index.data(CommandList.CommandRole)
        tokens = theme().tokens
        area = QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.accent_soft))
            painter.drawRoundedRect(area.adjusted(2, 1, -2, -1), 6, 6)
        picture = icon(command.icon, tokens.text_secondary)
        picture.paint(painter, QRect(area.left() + 12, area.center().y() - 8, 16, 16))
        painter.setFont(font(SMALL_PT))
        painter.setPen(QColor(tokens.text_faint))
        keys = QKeySequence(command.shortcut).toString(QKeySequence.SequenceFormat.NativeText)
        aside = "   ".join(part for part in (command.group, keys) if part)
        right = area.adjusted(0, 0, -14, 0)
        painter.drawText(right, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), aside)
        room = right.width() - 52 - QFontMetrics(painter.font()).horizontalAdvance(aside)
        painter.setFont(font(BODY_PT))
        painter.setPen(QColor(tokens.text))
        title = QFontMetrics(painter.font()).elidedText(command.title, Qt.TextElideMode.ElideRight, room)
        painter.drawText(area.adjusted(40, 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), title)
        painter.restore()


class Palette(QFrame):
    """A field and the list of what it finds, laid over the window. Escape or a click elsewhere closes it."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("palette")
        self.setAccessibleName(self.tr("Command palette"))
        self._context = context
        self._window = parent
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Search users, items, models, commands"))
        self.field.setAccessibleName(self.field.placeholderText())
        self.field.setMinimumHeight(36)
        self.model = CommandList(self)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setItemDelegate(_Row(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName(self.tr("Found"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 10, 10, 10)
        layout.addWidget(self.field)
        layout.addWidget(self.list, 1)
        shade = QGraphicsDropShadowEffect(self)
        shade.setBlurRadius(32)
        shade.setOffset(0, 8)
        shade.setColor(QColor(0, 0, 0, 90))
        self.setGraphicsEffect(shade)
        self.field.textChanged.connect(self._search)
        self.list.clicked.connect(lambda index: self._run(index.row()))
        self.field.installEventFilter(self)
        self.hide()

    def open(self) -> None:
        """Show the palette, empty, with the cursor in its field."""
        self.field.clear()
        self._search("")
        self.place()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def place(self) -> None:
        """Lie centred under the top of the window."""
        window = self._window
        width = min(WIDTH, window.width() - 40)
        height = min(ROW * ROWS_SHOWN + 76, window.height() - 80)
        self.setGeometry((window.width() - width) // 2, 44, width, height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let arrows move through the list while the cursor stays in the field."""
        if watched is self.field and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}.get(
                Qt.Key(event.key())
            )
            if step is not None:
                self._select(self.list.currentIndex().row() + step)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._run(self.list.currentIndex().row())
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.close()
                return True
        if watched is self.field and event.type() == QEvent.Type.FocusOut and self.isVisible():
            self.close()
        return super().eventFilter(watched, event)

    def _select(self, row: int) -> None:
        row = max(0, min(row, self.model.rowCount() - 1))
        self.list.setCurrentIndex(self.model.index(row))

    def _run(self, row: int) -> None:
        if 0 <= row < self.model.rowCount():
            command = self.model.commands[row]
            self.close()
            command.run()

    def _search(self, text: str) -> None:
        standing = [c for c in window_commands(self._context) if c.matches(text)]
        self.model.show(standing)
        self._select(0)
        if not self._context.is_open:
            return
        chosen = self._context.dataset_id

        def find(workspace: Workspace) -> list[Command]:
            return self._found(workspace, text.strip(), chosen)

        def show(found: list[Command]) -> None:
            row = self.list.currentIndex().row()
            self.model.show(standing + found)
            self._select(row)

        self._context.ask("palette", find, show)

    def _found(self, workspace: Workspace, text: str, chosen: int | None) -> list[Command]:
        # Not before the first paint: it knows the metrics, which need numpy.
        from workbench.gui.panels.wording import run_label

        context = self._context
        go = context.go.emit
        made = [
            Command(f"dataset.{d.id}", d.name, partial(_open_dataset, context, d.id), self.tr("Dataset"), "data")
            for d in workspace.datasets.list()
        ]
        made += [
            Command(f"run.{r.id}", run_label(r), partial(go, "models", r.id), r.dataset_name, "run")
            for r in workspace.runs.list()
        ]
        made = [command for command in made if command.matches(text)]
        if chosen is not None and text:
            made += [
                Command(f"user.{u.id}", u.id, partial(go, "recommend", u.id), self.tr("User"), "user")
                for u in workspace.datasets.find_users(chosen, text, limit=FOUND_EACH)
            ]
            made += [
                Command(f"item.{i.id}", i.title, partial(go, "data", i), self.tr("Item"), "file")
                for i in workspace.datasets.find_items(chosen, text, limit=FOUND_EACH)
            ]
        return made


def _open_dataset(context: Context, dataset_id: int) -> None:
    context.choose_dataset(dataset_id)
    context.go.emit("data", None)

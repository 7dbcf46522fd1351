"""The first rows of a file as a table whose column heads carry the role of each column."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QActionGroup, QColor, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QMenu, QTableView, QWidget

from workbench.gui.components.icons import icon, theme
from workbench.gui.theme import SMALL_PT, TINY_PT, font

FETCHED_AT_ONCE = 50
HEAD_HEIGHT, NAMES_HEIGHT = 52, 28
NARROWEST, WIDEST = 84, 280


def role_title(role: str) -> str:
    """Return what a role is called in the language of the window; the role itself where it has no name here."""
    translate = QCoreApplication.translate
    return {
        "user": translate("Roles", "user"),
        "item": translate("Roles", "item"),
        "value": translate("Roles", "value"),
        "time": translate("Roles", "time"),
        "title": translate("Roles", "title"),
        "categories": translate("Roles", "categories"),
        "text": translate("Roles", "text"),
        "image": translate("Roles", "picture"),
        "audio": translate("Roles", "sound"),
        "year": translate("Roles", "year"),
        "attribute": translate("Roles", "attribute"),
        "user attribute": translate("Roles", "user attribute"),
        "ignore": translate("Roles", "ignore"),
    }.get(role, role)


def role_explanation(role: str) -> str:
    """Return what a column with this role holds, in the language of the window."""
    translate = QCoreApplication.translate
    return {
        "user": translate("Roles", "who: a person, a session, a playlist"),
        "item": translate("Roles", "what: a film, a product, a song"),
        "value": translate("Roles", "how much: a rating, a count, a weight"),
        "time": translate("Roles", "when"),
        "title": translate("Roles", "what the item is called"),
        "categories": translate("Roles", "genres or tags of the item"),
        "text": translate("Roles", "words about the item"),
        "image": translate("Roles", "path of the item's picture, from the file's folder"),
        "audio": translate("Roles", "path of the item's sound, from the file's folder"),
        "year": translate("Roles", "the item's year"),
        "attribute": translate("Roles", "anything else about the item"),
        "user attribute": translate("Roles", "anything about the user"),
        "ignore": translate("Roles", "not read"),
    }.get(role, "")


class HeadRows(QAbstractTableModel):
    """The first rows, fetched as far as they are scrolled to."""

    RoleRole = Qt.ItemDataRole.UserRole + 1  # a column's role, in headerData

    def __init__(self) -> None:
        super().__init__()
        self.columns: Sequence[str] = ()
        self.rows: Sequence[Sequence[str]] = ()
        self.roles: dict[str, str] = {}  # column → role
        self._fetched = 0

    def show(self, columns: Sequence[str], rows: Sequence[Sequence[str]], roles: dict[str, str]) -> None:
        """Replace everything; only what changed is drawn again where the columns stay."""
        if list(columns) == list(self.columns) and rows == self.rows:
            self.roles = roles
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, max(0, len(columns) - 1))
            if self._fetched and columns:
                self.dataChanged.emit(self.index(0, 0), self.index(self._fetched - 1, len(columns) - 1))
            return
        self.beginResetModel()
        self.columns, self.rows, self.roles = columns, rows, roles
        self._fetched = min(len(rows), FETCHED_AT_ONCE)
        self.endResetModel()

    def role_of(self, section: int) -> str:
        """The role of a column."""
        return self.roles.get(self.columns[section], "ignore")

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        """Return the number of rows that were fetched."""
        return 0 if parent.isValid() else self._fetched

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self.columns)

    def canFetchMore(self, parent: QModelIndex | QPersistentModelIndex) -> bool:
        """Whether rows lie below those that were fetched."""
        return not parent.isValid() and self._fetched < len(self.rows)

    def fetchMore(self, parent: QModelIndex | QPersistentModelIndex) -> None:
        """Take in some more rows."""
        more = min(FETCHED_AT_ONCE, len(self.rows) - self._fetched)
        self.beginInsertRows(QModelIndex(), self._fetched, self._fetched + more - 1)
        self._fetched += more
        self.endInsertRows()

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's text; cells of columns that are read are drawn stronger."""
        row = self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            text = row[index.column()] if index.column() < len(row) else ""
            if role == Qt.ItemDataRole.DisplayRole:
                return text.replace("\n", " ⏎ ")
            return text if len(text) > 24 else None
        if role == Qt.ItemDataRole.FontRole and self.role_of(index.column()) in ("user", "item"):
            return font(SMALL_PT, QFont.Weight.DemiBold)
        if role == Qt.ItemDataRole.ForegroundRole and self.roles and self.role_of(index.column()) == "ignore":
            return QColor(theme().tokens.text_faint)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a column's name and role."""
        if orientation == Qt.Orientation.Vertical or not 0 <= section < len(self.columns):
            return None
        name = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return name
        if role == self.RoleRole:
            return self.role_of(section)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{name}: {role_title(self.role_of(section))}" if self.roles else name
        return None


class RoleHeader(QHeaderView):
    """Column heads of two lines: the column's name, and its role as a box that opens a menu.

    The boxes are painted, not widgets, so that a matrix of ten thousand columns costs what is visible of it.

    Signals:
        role_wanted: a column whose role box was clicked.
    """

    role_wanted = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.open_to_change = True
        self._hovered = -1
        self.setSectionsClickable(True)
        self.setMouseTracking(True)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setMinimumSectionSize(NARROWEST)
        self.setMaximumSectionSize(WIDEST)
        self.setFixedHeight(HEAD_HEIGHT)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.setResizeContentsPrecision(FETCHED_AT_ONCE)

    def sectionSizeFromContents(self, section: int) -> QSize:
        """Give a column's name and its role box the room they need."""
        model = self.model()
        name = str(model.headerData(section, Qt.Orientation.Horizontal) or "")
        role = role_title(str(model.headerData(section, Qt.Orientation.Horizontal, HeadRows.RoleRole) or ""))
        wide = QFontMetrics(font(SMALL_PT, QFont.Weight.DemiBold)).horizontalAdvance(name) + 22
        box = QFontMetrics(font(TINY_PT, QFont.Weight.DemiBold)).horizontalAdvance(role) + 52
        return QSize(max(wide, box, NARROWEST), HEAD_HEIGHT)

    def show_roles(self, shown: bool) -> None:
        """Show role boxes, or names alone where the layout says what columns mean."""
        self.open_to_change = shown
        self.setFixedHeight(HEAD_HEIGHT if shown else NAMES_HEIGHT)

    def box_of(self, section: int) -> QRect:
        """Where a column's role box lies in the header's viewport."""
        left, width = self.sectionViewportPosition(section), self.sectionSize(section)
        return QRect(left + 6, 25, width - 12, 20)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Draw one column head."""
        tokens = theme().tokens
        model = self.model()
        name = str(model.headerData(section, Qt.Orientation.Horizontal) or "")
        role = str(model.headerData(section, Qt.Orientation.Horizontal, HeadRows.RoleRole) or "ignore")
        read = role != "ignore" or not self.open_to_change
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(rect, QColor(tokens.card))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(tokens.line))
        painter.setFont(font(SMALL_PT, QFont.Weight.DemiBold if read else QFont.Weight.Normal))
        painter.setPen(QColor(tokens.text if read else tokens.text_secondary))
        room = QRect(rect.left() + 10, rect.top() + 4, rect.width() - 16, 19)
        shown = QFontMetrics(painter.font()).elidedText(name, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)
        if self.open_to_change:
            self._paint_role(painter, QRect(rect.left() + 6, rect.top() + 25, rect.width() - 12, 20), section, role)
        painter.restore()

    def _paint_role(self, painter: QPainter, box: QRect, section: int, role: str) -> None:
        tokens, read = theme().tokens, role != "ignore"
        hovered = section == self._hovered
        painter.setPen(QColor(tokens.accent if hovered else tokens.accent_soft if read else tokens.line))
        painter.setBrush(QColor(tokens.accent_soft if read else tokens.field))
        painter.drawRoundedRect(box, 5, 5)
        colour = QColor(tokens.accent_on_soft if read else tokens.text_faint)
        painter.setFont(font(TINY_PT, QFont.Weight.DemiBold if read else QFont.Weight.Normal))
        painter.setPen(colour)
        inside = box.adjusted(8, 0, -22, 0)
        shown = QFontMetrics(painter.font()).elidedText(role_title(role), Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(inside, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)
        icon("expand", colour.name()).paint(painter, QRect(box.right() - 16, box.center().y() - 5, 11, 11))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Mark the box under the pointer."""
        section = self.logicalIndexAt(event.position().toPoint())
        self._hover(section if section >= 0 and self.box_of(section).contains(event.position().toPoint()) else -1)
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Mark no box."""
        self._hover(-1)
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Ask for another role where a box is pressed."""
        section = self.logicalIndexAt(event.position().toPoint())
        pressed = section >= 0 and self.box_of(section).contains(event.position().toPoint())
        if self.open_to_change and pressed and event.button() == Qt.MouseButton.LeftButton:
            self.role_wanted.emit(section)
            return
        super().mousePressEvent(event)

    def _hover(self, section: int) -> None:
        if section != self._hovered:
            self._hovered = section
            self.viewport().update()


class HeadTable(QTableView):
    """The first rows; a role is changed by the box in a column's head, or by Enter in one of its cells.

    Signals:
        role_chosen: column, role.
    """

    role_chosen = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.rows = HeadRows()
        self.setModel(self.rows)
        self.head = RoleHeader(self)
        self.setHorizontalHeader(self.head)
        self.head.role_wanted.connect(self.offer_roles)
        self.offered: tuple[str, ...] = ()
        self.menu: QMenu | None = None
        self.setAccessibleName(self.tr("First rows"))
        self.setAccessibleDescription(self.tr("Enter changes the role of a column."))
        self.setFont(font(SMALL_PT))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(26)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        theme().changed.connect(self.head.viewport().update)

    def show_rows(
        self,
        columns: Sequence[str],
        rows: Sequence[Sequence[str]],
        roles: dict[str, str],
        offered: Sequence[str],
    ) -> None:
        """Show rows.

        Args:
            columns: names of the columns.
            rows: text, a row each; short rows are filled up.
            roles: column → role; columns left out are not read.
            offered: the roles that a column may be given; none where the layout fixes them.
        """
        before = list(self.rows.columns)
        self.offered = tuple(offered)
        self.head.show_roles(bool(offered))
        self.rows.show(columns, rows, roles)
        if before != list(columns):
            visible = range(min(len(columns), FETCHED_AT_ONCE))
            for column in visible:
                wide = max(self.sizeHintForColumn(column) + 8, self.head.sectionSizeFromContents(column).width())
                self.setColumnWidth(column, min(wide, WIDEST))
        self.head.viewport().update()

    def offer_roles(self, section: int) -> None:
        """Open the menu of roles under a column's box."""
        if not self.offered or not 0 <= section < len(self.rows.columns):
            return
        column, now = self.rows.columns[section], self.rows.role_of(section)
        menu = QMenu(self)
        menu.setAccessibleName(self.tr("Role of {column}").format(column=column))
        group = QActionGroup(menu)
        for role in self.offered:
            if role in ("title", "user attribute", "ignore"):
                menu.addSeparator()
            action = menu.addAction(f"{role_title(role)}  –  {role_explanation(role)}")
            action.setData(role)
            action.setCheckable(True)
            action.setChecked(role == now)
            group.addAction(action)
            if role == now:
                menu.setActiveAction(action)
        menu.triggered.connect(lambda action: self._choose(column, str(action.data()), now))
        menu.aboutToHide.connect(menu.deleteLater)
        self.menu = menu
        menu.popup(self.head.viewport().mapToGlobal(self.head.box_of(section).bottomLeft() + QPoint(0, 3)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the menu of roles for the cell that the cursor is in."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2) and self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())
            self.offer_roles(self.currentIndex().column())
            return
        super().keyPressEvent(event)

    def _choose(self, column: str, role: str, before: str) -> None:
        if role != before:
            self.role_chosen.emit(column, role)

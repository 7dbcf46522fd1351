"""Files that belong to the one being imported: attributes of items and users, pictures, sounds."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QComboBox, QFileDialog, QFrame, QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout

from workbench.gui.components.basics import Card, button, text_label
from workbench.gui.components.icons import themed_icon
from workbench.gui.context import Context
from workbench.gui.panels.data_import_columns import CompanionColumns
from workbench.gui.theme import SMALL_PT, TINY_PT, font
from workbench.gui.told import told

if TYPE_CHECKING:
    from workbench.data.companion_files import Companion, CompanionKind


class CompanionRow(QFrame):
    """One companion: its name, what it is taken for, and what is known of it.

    Signals:
        changed: the companion, taken for something else.
        opened: the person wants to see what its columns mean.
        removed: the person takes it away.
    """

    changed = Signal(object)
    opened = Signal()
    removed = Signal()

    def __init__(self, companion: Companion) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 2)
        column.setSpacing(3)
        top = QHBoxLayout()
        top.setSpacing(6)
        name = text_label(companion.path.name, size=SMALL_PT, weight=QFont.Weight.Medium, elide=True)
        name.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        top.addWidget(name, 1)
        self.remove = button("", self.removed.emit, link=True, tip=self.tr("Take {name} away").format(name=name.text()))
        themed_icon(self.remove, "cancel", size=13)
        top.addWidget(self.remove)
        column.addLayout(top)
        self.kind = QComboBox()
        self.kind.setAccessibleName(self.tr("What {name} holds").format(name=companion.path.name))
        kinds: dict[CompanionKind, str] = {
            "items": self.tr("attributes of items"),
            "users": self.tr("attributes of users"),
            "image": self.tr("pictures of items"),
            "audio": self.tr("sounds of items"),
        }
        for kind, title in kinds.items():
            if kind in companion.may_be:
                self.kind.addItem(title, kind)
        self.kind.setCurrentIndex(self.kind.findData(companion.kind))
        self.kind.currentIndexChanged.connect(lambda _: self.changed.emit(companion.taken_for(self.kind.currentData())))
        below = QHBoxLayout()
        below.setSpacing(6)
        below.addWidget(self.kind, 1)
        self.columns = button(
            self.tr("Columns…"),
            self.opened.emit,
            link=True,
            tip=self.tr("What the columns of {name} mean").format(name=companion.path.name),
        )
        self.columns.setFont(font(SMALL_PT))
        self.columns.setVisible(bool(companion.columns))
        below.addWidget(self.columns)
        column.addLayout(below)
        said = text_label(told(companion.says), "faint", wrap=True)
        said.setFont(font(TINY_PT + 0.5))
        column.addWidget(said)


class CompanionsCard(Card):
    """The companions of a file that is being imported.

    Signals:
        changed: the companions are others now.
        failed: one sentence on why a file cannot be one.
    """

    changed = Signal()
    failed = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__(self.tr("More about items and users"))
        self._context = context
        self._columns: tuple[str, str] = ("", "")
        self._asked = 0
        self.companions: list[Companion] = []
        self.rows: list[CompanionRow] = []
        self.add = button(self.tr("Add…"), self._offer, link=True)
        self.add.setFont(font(SMALL_PT))
        self.head.addWidget(self.add)
        self.hint = text_label(
            self.tr(
                "A file with their attributes, or a folder of pictures or sounds named by item, can be dropped here."
            ),
            "secondary",
            size=SMALL_PT,
            wrap=True,
        )
        self.body.addWidget(self.hint)

    def clear(self) -> None:
        """Forget all companions, and those that are still being looked at."""
        self._asked += 1
        self._take([])

    def show_columns(self, user: str, item: str) -> None:
        """Take the names of the columns of users and items, by which files of attributes are recognised."""
        self._columns = (user, item)

    def add_path(self, path: Path) -> None:
        """Look at a file or folder off the window's thread, then add it."""
        user, item = self._columns
        asked = self._asked

        def added(companion: Companion) -> None:
            if asked == self._asked:
                self._take([*(c for c in self.companions if c.path != companion.path), companion])
                self.changed.emit()

        self._context.ask(
            f"import/companion/{path}", lambda ws: ws.datasets.companion(path, user, item), added, self.failed.emit
        )

    def _take(self, companions: list[Companion]) -> None:
        self.companions = companions
        for row in self.rows:
            self.body.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = []
        for companion in companions:
            row = CompanionRow(companion)
            row.changed.connect(self._change)
            row.opened.connect(lambda companion=companion: self._show_columns(companion))
            row.removed.connect(lambda companion=companion: self._remove(companion))
            self.body.addWidget(row)
            self.rows.append(row)
        self.hint.setVisible(not companions)

    def _change(self, companion: Companion) -> None:
        self._take([companion if c.path == companion.path else c for c in self.companions])
        self.changed.emit()

    def _show_columns(self, companion: Companion) -> None:
        dialog = CompanionColumns(companion, self)
        dialog.corrected.connect(self._change)
        dialog.open()

    def _remove(self, companion: Companion) -> None:
        self._take([c for c in self.companions if c is not companion])
        self.changed.emit()

    def _offer(self) -> None:
        menu = QMenu(self)
        menu.addAction(self.tr("A file…"), self._open_file)
        menu.addAction(self.tr("A folder…"), self._open_folder)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.add.mapToGlobal(self.add.rect().bottomLeft()))

    def _open_file(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, self.tr("Add a file about items or users"))
        if path:
            self.add_path(Path(path))

    def _open_folder(self) -> None:
        path = QFileDialog.getExistingDirectory(self, self.tr("Add a folder of pictures or sounds"))
        if path:
            self.add_path(Path(path))

"""The columns of a companion: its first rows, with the role of each column in its head, to be corrected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from workbench.gui.components.basics import Notice, button, text_label
from workbench.gui.panels.data_import_roles import companion_offered, companion_roles, companion_with_role
from workbench.gui.panels.data_import_rows import HeadTable
from workbench.gui.theme import HEADING_PT, SMALL_PT
from workbench.gui.told import told

if TYPE_CHECKING:
    from workbench.data.companion_files import Companion

WIDTH, HEIGHT = 760, 420


class CompanionColumns(QDialog):
    """Shows a companion's first rows; a role that is chosen in a column's head counts at once.

    Signals:
        corrected: the companion with its changed role.
    """

    corrected = Signal(object)

    def __init__(self, companion: Companion, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.companion = companion
        self.setWindowTitle(self.tr("Columns"))
        self.resize(WIDTH, HEIGHT)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        title = self.tr("The columns of {name}").format(name=companion.path.name)
        column.addWidget(text_label(title, size=HEADING_PT, weight=QFont.Weight.DemiBold, elide=True))
        self.says = text_label("", "secondary", size=SMALL_PT, wrap=True)
        column.addWidget(self.says)
        self.notice = Notice()
        column.addWidget(self.notice)
        self.table = HeadTable()
        self.table.role_chosen.connect(self._choose)
        column.addWidget(self.table, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        self.close_button = button(self.tr("Close"), self.accept, primary=True)
        row.addWidget(self.close_button)
        column.addLayout(row)
        self._show()

    def _show(self) -> None:
        made = self.companion
        self.says.setText(told(made.says))
        self.table.show_rows(made.columns, made.rows, companion_roles(made), companion_offered(made))

    def _choose(self, column: str, role: str) -> None:
        made = companion_with_role(self.companion, column, role)
        if made is None:
            self.notice.say(self.tr("The ids stand in this column. Give another column this role first."), "warning")
            return
        self.notice.say("")
        self.companion = made
        self._show()
        self.corrected.emit(made)

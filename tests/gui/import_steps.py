"""What a person does on the import page, as the tests of it do it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from workbench.gui.panels.data import DataPanel
from workbench.gui.panels.data_import import ImportPage
from workbench.gui.panels.data_import_columns import CompanionColumns


def opened(panel: DataPanel, path: Path, qtbot: Any) -> ImportPage:
    """Open a file and wait until it may be imported."""
    panel.show_argument(path)
    page: ImportPage = panel.findChild(ImportPage)
    qtbot.waitUntil(page.import_button.isEnabled, timeout=5000)
    return page


def choose_role(page: ImportPage, column: int, role: str, qtbot: Any) -> None:
    """Click the box in a column's head, then the role in its menu."""
    head = page.table.head
    qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=head.box_of(column).topLeft() + QPoint(6, 6))
    pick(page, role, qtbot)


def pick(page: ImportPage | CompanionColumns, role: str, qtbot: Any) -> None:
    """Choose a role in the menu that is open."""
    menu = page.table.menu
    assert isinstance(menu, QMenu)
    assert menu.isVisible()
    menu.setActiveAction(next(a for a in menu.actions() if a.data() == role))
    qtbot.keyClick(menu, Qt.Key.Key_Return)


def drop(target: QWidget, paths: Sequence[Path], at: QPoint) -> None:
    """Drag files over a widget and let them go at a point of it."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    button, keys, action = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, Qt.DropAction.CopyAction
    entering = QDragEnterEvent(at, action, data, button, keys)
    QApplication.sendEvent(target, entering)
    assert entering.isAccepted()
    QApplication.sendEvent(target, QDragMoveEvent(at, action, data, button, keys))
    QApplication.sendEvent(target, QDropEvent(QPointF(at), action, data, button, keys))

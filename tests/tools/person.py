"""Does with the window what a person does: drops files, clicks, types, chooses, waits and looks."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QWidget

from workbench.gui.app import Session
from workbench.gui.panels.data_import import ImportPage
from workbench.gui.panels.train import TrainPanel
from workbench.settings import load_settings, save_settings


class Person:
    """Somebody in front of one window.

    Args:
        app: the application.
        workspace: folder of the workspace.
        size: of the window, in device-independent pixels.
        language, scheme: chosen in an earlier session, so to say: they are in the workspace's settings.
    """

    def __init__(
        self,
        app: QApplication,
        workspace: Path,
        *,
        size: tuple[int, int] = (1440, 900),
        language: str = "en",
        scheme: str = "light",
    ) -> None:
        self.app = app
        workspace.mkdir(parents=True, exist_ok=True)
        save_settings(workspace, replace(load_settings(workspace), language=language, theme=scheme, geometry=""))
        self.session = Session(app, workspace, read_only=False, safe_mode=False, sample=False)
        self.window.resize(*size)

    @property
    def window(self) -> Any:
        """The window."""
        return self.session.window

    @property
    def context(self) -> Any:
        """What the panels share."""
        return self.session.context

    def open(self) -> None:
        """Show the window and wait until the workspace is open and the libraries are loaded."""
        self.window.show()
        QTest.qWaitForWindowExposed(self.window)
        warmed: list[str] = []
        self.session._opening.warmed.connect(lambda device: warmed.append(device))
        self.session.open()
        self.wait(lambda: bool(warmed), 60)
        self.settle()

    def close(self) -> None:
        """Cancel what runs and waits, close the window and end its threads."""
        runner = self.context.runner
        for job in (*runner.waiting, *([runner.current] if runner.current is not None else [])):
            runner.cancel(job)
        self.wait(lambda: runner.current is None)
        self.window.close()
        self.session.end()
        self.window.deleteLater()
        self.session.deleteLater()
        self.app.processEvents()

    # ---- waiting

    def wait(self, until: Callable[[], bool], longest: float = 30) -> None:
        """Let the window live until something holds.

        Raises:
            TimeoutError: it did not within `longest` seconds.
        """
        began = time.monotonic()
        while not until():
            if time.monotonic() - began > longest:
                raise TimeoutError(f"waited {longest} s in vain")
            QTest.qWait(10)

    def settle(self, seconds: float = 0.4) -> None:
        """Wait until nothing is asked and no job runs, for a while."""
        still_since = time.monotonic()
        while time.monotonic() - still_since < seconds:
            QTest.qWait(10)
            if not self.context.lookups.idle or self.context.runner.current is not None:
                still_since = time.monotonic()

    # ---- doing

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        """Click a widget, in its middle or at a point of it."""
        assert widget.isVisible(), f"{widget.accessibleName() or widget} cannot be seen"
        place = at if at is not None else widget.rect().center()
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)

    def go(self, place: str) -> Any:
        """Go to a place by the rail, and return its panel."""
        self.click(self.window.rail.buttons[place])
        self.settle()
        return self.window.panel(place)

    def drop(self, path: Path) -> None:
        """Drop a file or folder on the window."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path.resolve()))])
        buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        entering = QDragEnterEvent(QPoint(400, 300), Qt.DropAction.CopyAction, data, buttons, keys)
        self.app.sendEvent(self.window, entering)
        assert entering.isAccepted(), f"the window does not take {path}"
        dropping = QDropEvent(QPointF(400, 300), Qt.DropAction.CopyAction, data, buttons, keys)
        self.app.sendEvent(self.window, dropping)

    def import_dropped(self, path: Path) -> None:
        """Drop a dataset, look at its preview and import it."""
        self.drop(path)
        page = self.import_page()
        self.wait(page.import_button.isEnabled)
        self.click(page.import_button)
        self.settle()

    def import_page(self) -> ImportPage:
        """The page of the file that is being opened."""
        found: list[ImportPage] = self.window.findChildren(ImportPage)
        return found[-1]

    def choose(self, box: QComboBox, data: Any) -> None:
        """Choose an entry of a box, as the keyboard does."""
        place = box.findData(data)
        assert place >= 0, f"{data} is not offered"
        box.setCurrentIndex(place)
        box.activated.emit(place)

    def train(self, model: str, *, longest: float = 600, **config: Any) -> None:
        """Train a model from the Train place, and wait for its end."""
        panel: TrainPanel = self.go("train")
        self.wait(lambda: bool(panel.set_up.models))
        self.choose(panel.set_up.model, model)
        panel.set_up.model_form.set_values(config)
        self.settle()
        self.click(panel.start)
        self.wait(lambda: self.context.runner.current is None, longest)
        self.settle()

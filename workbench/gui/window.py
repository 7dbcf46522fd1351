"""The one window: bars and rail around a stack of places, of which one is shown at a time."""

from __future__ import annotations

import logging
from typing import Any

from PySide6.QtCore import QByteArray, QPoint, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QKeySequence,
    QPaintEvent,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QMessageBox, QStackedWidget, QVBoxLayout, QWidget

from workbench.gui.commands import window_commands
from workbench.gui.components.basics import EmptyState, Notice
from workbench.gui.components.drop_zones import DropZone, DropZones, dropped_paths
from workbench.gui.context import Context
from workbench.gui.jobs_bar import JobsBar
from workbench.gui.palette import Palette
from workbench.gui.places import PLACES
from workbench.gui.preferences import Preferences
from workbench.gui.rail import Rail
from workbench.gui.runner import CHECK
from workbench.gui.top_bar import TopBar

log = logging.getLogger(__name__)


class MainWindow(QMainWindow):
    """Shows the places; panels are made at their first visit.

    Signals:
        painted: the window has been drawn for the first time.
        closed: the person closed it.
    """

    painted = Signal()
    closed = Signal()

    def __init__(self, context: Context, preferences: Preferences) -> None:
        super().__init__()
        self._context = context
        self._preferences = preferences
        self._panels: dict[str, QWidget] = {}
        self._is_painted = False
        self._drop: DropZones | None = None  # made when something is dragged over the window
        self.setWindowTitle(self.tr("Recommendation Workbench"))
        self.setMinimumSize(960, 600)
        self.setAcceptDrops(True)
        self._take_geometry()
        self.top_bar = TopBar(context)
        self.rail = Rail()
        self.jobs_bar = JobsBar(context)
        self.notice = Notice()
        self.stack = QStackedWidget()
        self._lay_out()
        self.palette_box = Palette(context, self)
        self.top_bar.search.connect(self.palette_box.open)
        self.rail.chosen.connect(self.show_place)
        context.go.connect(self.show_place)
        context.complain.connect(self._complain)
        context.runner.ended.connect(self._job_ended)
        self._bind_shortcuts()
        self.show_place("data")

    @property
    def place(self) -> str:
        """Key of the place that is shown."""
        shown = self.stack.currentWidget()
        return next((key for key, panel in self._panels.items() if panel is shown), "")

    def panel(self, key: str) -> QWidget:
        """Return a place's panel, making it at the first visit."""
        if key not in self._panels:
            place = next(p for p in PLACES if p.key == key)
            try:
                made = place.make(self._context)
            except Exception as error:
                log.exception("the place %s cannot be shown", key)
                made = EmptyState(
                    self.tr("This place cannot be shown."), f"{type(error).__name__}: {error}", icon="warning"
                )
            self._panels[key] = made
            self.stack.addWidget(made)
        return self._panels[key]

    def show_place(self, key: str, argument: Any = None) -> None:
        """Show a place, and pass an argument to its panel's `show_argument`."""
        panel = self.panel(key)
        self.stack.setCurrentWidget(panel)
        self.rail.show_active(key)
        self._preferences.update(place=key)
        show_argument = getattr(panel, "show_argument", None)
        if argument is not None and show_argument is not None:
            show_argument(argument)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell once that the window was drawn; the signal follows when the frame is on the screen."""
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self.painted.emit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the palette in the middle."""
        super().resizeEvent(event)
        self.palette_box.place()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept local files and folders, and show that they may be let go anywhere."""
        if dropped_paths(event):
            event.acceptProposedAction()
            self._show_drop()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Show the page again."""
        self._hide_drop()

    def dropEvent(self, event: QDropEvent) -> None:
        """Offer to import what was dropped."""
        self._hide_drop()
        paths = dropped_paths(event)
        if paths:
            event.acceptProposedAction()
            self._context.go.emit("data", paths[0] if len(paths) == 1 else tuple(paths))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask first while a job runs that makes something."""
        job = self._context.runner.current
        if job is not None and job.kind != CHECK and not self.may_stop(job.title):
            event.ignore()
            return
        self._preferences.update(geometry=bytes(self.saveGeometry().toHex().data()).decode("ascii"))
        self.closed.emit()
        super().closeEvent(event)

    def may_stop(self, title: str) -> bool:
        """Ask whether a running job may be stopped, or put off."""
        job = self._context.runner.current
        text = self.tr("“{job}” is still running. Closing stops it; nothing half-made is kept.")
        if job is not None and job.can_resume:
            text = self.tr("“{job}” is still running. Closing pauses it; resume it in Train when you are back.")
        answer = QMessageBox.question(
            self,
            self.tr("Close the window?"),
            text.format(job=title),
            QMessageBox.StandardButton.Close | QMessageBox.StandardButton.Cancel,
            QMessageBox.StandardButton.Cancel,
        )
        return answer == QMessageBox.StandardButton.Close

    def _lay_out(self) -> None:
        centre = QWidget()
        centre.setObjectName("page")
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        pages = QVBoxLayout()
        pages.setSpacing(0)
        message = QHBoxLayout()
        message.setContentsMargins(20, 0, 20, 0)
        message.addWidget(self.notice)
        pages.addLayout(message)
        pages.addWidget(self.stack, 1)
        middle.addWidget(self.rail)
        middle.addLayout(pages, 1)
        column.addWidget(self.top_bar)
        column.addLayout(middle, 1)
        column.addWidget(self.jobs_bar)
        self.setCentralWidget(centre)

    def _show_drop(self) -> None:
        if self._drop is None:
            zone = DropZone(
                "open", self.tr("Open as a dataset"), self.tr("It is shown and checked before it is stored.")
            )
            self._drop = DropZones(self.stack, [zone])
        self._drop.follow(QPoint(0, 0))

    def _hide_drop(self) -> None:
        if self._drop is not None:
            self._drop.hide()

    def _take_geometry(self) -> None:
        kept = self._preferences.settings.geometry
        if not kept or not self.restoreGeometry(QByteArray.fromHex(kept.encode("ascii"))):
            available = self.screen().availableGeometry().size()
            self.resize(min(1440, available.width()), min(900, available.height()))

    def _bind_shortcuts(self) -> None:
        for command in window_commands(self._context):
            if command.shortcut:
                QShortcut(QKeySequence(command.shortcut), self).activated.connect(command.run)
        QShortcut(QKeySequence("Ctrl+K"), self).activated.connect(self.palette_box.open)
        QShortcut(QKeySequence.StandardKey.Quit, self).activated.connect(self.close)

    def _complain(self, sentence: str, tone: str) -> None:
        self.notice.say(sentence, tone if tone in ("bad", "warning", "good") else "neutral")  # type: ignore[arg-type]

    def _job_ended(self, job: Any) -> None:
        # A check says what failed on the page of the file that it is about.
        if job.state == "failed" and job.kind != CHECK:
            self._complain(self.tr("{job} failed: {error}").format(job=job.title, error=job.error), "bad")

"""The bar along the bottom: what runs, how fast, how long still, Pause and Cancel; and what the machine gives."""

from __future__ import annotations

import psutil
from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QSizePolicy, QWidget

from workbench.gui.components.basics import button, text_label
from workbench.gui.components.icons import theme
from workbench.gui.context import Context
from workbench.gui.formatting import duration, size
from workbench.gui.runner import Job
from workbench.gui.theme import SMALL_PT, font
from workbench.gui.told import told

MEMORY_EVERY_MS = 2_000


class JobsBar(QFrame):
    """Shows the running job of the context's runner."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("jobsBar")
        self.setFixedHeight(30)
        self.setAccessibleName(self.tr("Running job"))
        self._context = context
        self._process = psutil.Process()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 0, 14, 0)
        layout.setSpacing(6)
        self._dot = _Dot()
        self.job_title = text_label("", size=SMALL_PT, weight=QFont.Weight.DemiBold)
        self.message = text_label("", "secondary", size=SMALL_PT, elide=True)
        self.message.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.fraction = QProgressBar()
        self.fraction.setTextVisible(False)
        self.fraction.setFixedWidth(96)
        self.fraction.setAccessibleName(self.tr("Progress"))
        self.pace = text_label("", "secondary", size=SMALL_PT)
        self.pause = button(self.tr("Pause"), self._toggle_pause, link=True)
        self.cancel = button(self.tr("Cancel"), self._cancel, link=True)
        self.queue = text_label("", "secondary", size=SMALL_PT)
        self.device = text_label("", "secondary", size=SMALL_PT)
        self.memory = text_label("", "secondary", size=SMALL_PT)
        for made in (self.pause, self.cancel):
            made.setFont(self.pace.font())
        layout.addWidget(self._dot)
        layout.addWidget(self.job_title)
        layout.addWidget(self.message, 3)
        layout.addWidget(self.fraction)
        layout.addSpacing(4)
        layout.addWidget(self.pace)
        layout.addWidget(self.pause)
        layout.addWidget(self.cancel)
        layout.addWidget(self.queue)
        layout.addStretch(2)
        layout.addWidget(self.device)
        layout.addSpacing(8)
        layout.addWidget(self.memory)
        runner = context.runner
        runner.changed.connect(self.refresh)
        runner.polled.connect(self._show)
        self._timer = QTimer(self)
        self._timer.setInterval(MEMORY_EVERY_MS)
        self._timer.timeout.connect(self._measure)
        self._timer.start()
        self._measure()
        self.refresh()

    def say_device(self, text: str) -> None:
        """Show where models are trained, `CPU · 1 thread` for example."""
        self.device.setText(text)

    def refresh(self) -> None:
        """Show the state of the queue."""
        job = self._context.runner.current
        for widget in (self._dot, self.message, self.fraction, self.pace, self.cancel):
            widget.setVisible(job is not None)
        self.pause.setVisible(job is not None and job.can_pause)
        waiting = len(self._context.runner.waiting)
        self.queue.setVisible(waiting > 0)
        self.queue.setText(self.tr("%n waiting", "", waiting))
        if job is None:
            self.job_title.setText(self.tr("Ready"))
            self._set_idle(True)
        else:
            self._set_idle(False)
            self._show(job)

    def _set_idle(self, idle: bool) -> None:
        self.job_title.setProperty("role", "secondary" if idle else "plain")
        self.job_title.setFont(font(SMALL_PT, QFont.Weight.Normal if idle else QFont.Weight.DemiBold))
        self.job_title.style().unpolish(self.job_title)
        self.job_title.style().polish(self.job_title)

    def _show(self, job: Job) -> None:
        now = job.progress.snapshot()
        self.job_title.setText(job.title)
        self.message.setText(f"— {told(now.message)}" if now.message else "")
        self.fraction.setRange(0, 0 if now.fraction is None else 1000)
        if now.fraction is not None:
            self.fraction.setValue(round(now.fraction * 1000))
        parts = [told(now.speed)] if now.speed else []
        if now.cancelled:
            parts = [self.tr("stopping…")]
        elif now.paused:
            parts = [self.tr("paused")]
        elif now.seconds_left is not None:
            parts.append(self.tr("{time} left").format(time=duration(now.seconds_left)))
        self.pace.setText(" · ".join(parts))
        self.pause.setText(self.tr("Resume") if now.paused else self.tr("Pause"))
        self.pause.setAccessibleName(self.pause.text())
        self.cancel.setEnabled(not now.cancelled)

    def _toggle_pause(self) -> None:
        job = self._context.runner.current
        if job is not None:
            self._context.runner.toggle_pause(job)

    def _cancel(self) -> None:
        job = self._context.runner.current
        if job is not None:
            self._context.runner.cancel(job)

    def _measure(self) -> None:
        used = self._process.memory_info().rss
        self.memory.setText(self.tr("Memory {size}").format(size=size(used)))


class _Dot(QWidget):
    """The dot before a running job."""

    def sizeHint(self) -> QSize:
        """Take the height of small text."""
        return QSize(12, 12)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the dot in the accent colour."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme().tokens.accent))
        middle = self.rect().center()
        painter.drawEllipse(middle, 4, 4)

"""Starts the window: first what is seen, then the workspace, then the heavy libraries."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import IO

import psutil
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QMessageBox

from workbench.gui.collecting import TimedCollector
from workbench.gui.context import Context
from workbench.gui.languages import speak
from workbench.gui.opening import Opening, watch_for_crashes
from workbench.gui.preferences import Preferences
from workbench.gui.theme import Theme
from workbench.gui.told import told_all
from workbench.gui.window import MainWindow


def run(
    folder: Path | None = None,
    *,
    read_only: bool = False,
    safe_mode: bool = False,
    sample: bool = False,
    argv: Sequence[str] | None = None,
) -> int:
    """Open the window and stay until it is closed.

    Args:
        folder: the workspace; None for the person's own.
        read_only: only look, so that another process may write.
        safe_mode: start with default settings and store none.
        sample: create the built-in sample where the workspace has none.
        argv: the command line for Qt, program name first; with `--time-start` (or `WORKBENCH_TIME_START=1`) the
            window prints how many milliseconds passed from the start of the process to its first paint, and closes.

    Returns:
        the process's exit status.
    """
    words = list(sys.argv[:1] if argv is None else argv)
    timing = "--time-start" in words or os.environ.get("WORKBENCH_TIME_START") == "1"
    running = QApplication.instance()
    app = running if isinstance(running, QApplication) else QApplication([w for w in words if w != "--time-start"])
    app.setApplicationName("recommendation-workbench")
    app.setApplicationDisplayName("Recommendation Workbench")
    app.setDesktopFileName("recommendation-workbench")
    session = Session(app, folder, read_only=read_only, safe_mode=safe_mode, sample=sample)
    if timing:
        session.window.painted.connect(lambda: _print_and_quit(app))
    else:
        session.window.painted.connect(session.open)
    session.window.show()
    status = app.exec()
    session.end()
    return status


def own_folder() -> Path:
    """Return the person's workspace folder, as `workbench.workspace.default_folder` does, without loading its rooms."""
    from platformdirs import user_data_path

    return user_data_path("Recommendation Workbench", appauthor=False)


def _print_and_quit(app: QApplication) -> None:
    passed = seconds_since_start()
    torch = "loaded" if "torch" in sys.modules else "not loaded"
    sys.stdout.write(f"first paint after {passed * 1000:.0f} ms, torch {torch}\n")
    sys.stdout.flush()
    app.quit()


def seconds_since_start() -> float:
    """Return the wall time since this process began.

    On Linux from the kernel's tick count against the boot clock: psutil's absolute time rests on a boot time that is
    rounded to whole seconds.
    """
    kept_by_kernel = Path("/proc/self/stat")
    if kept_by_kernel.is_file():
        ticks = int(kept_by_kernel.read_text(encoding="ascii").rpartition(")")[2].split()[19])
        return time.clock_gettime(time.CLOCK_BOOTTIME) - ticks / os.sysconf("SC_CLK_TCK")
    return time.time() - psutil.Process().create_time()


class Session(QObject):
    """One window on one workspace, from its first paint to its end."""

    def __init__(
        self, app: QApplication, folder: Path | None, *, read_only: bool, safe_mode: bool, sample: bool
    ) -> None:
        super().__init__(app)
        self._app = app
        self._read_only = read_only
        self._sample = sample
        self._crash_file: IO[str] | None = None
        folder = folder if folder is not None else own_folder()
        self.preferences = Preferences(None if safe_mode else folder, self)
        speak(app, self.preferences.settings.language)
        self.theme = app.findChild(Theme) or Theme(app)
        self.theme.choose(self.preferences.settings.theme)
        self.context = Context(self.theme, self, self.preferences)
        self.collector = TimedCollector(self)
        self._opening = Opening(folder, self)
        self._opening.opened.connect(self._opened)
        self._opening.busy.connect(self._busy)
        self._opening.failed.connect(self._failed)
        self._opening.warmed.connect(self._warmed)
        self.theme.changed.connect(lambda: self.preferences.update(theme=self.theme.choice))
        self.window = MainWindow(self.context, self.preferences)

    def open(self) -> None:
        """Open the workspace off the window's thread."""
        self._opening.start(read_only=self._read_only)

    def end(self) -> None:
        """Stop the threads and close the workspace."""
        self._opening.wait()
        self.context.close()
        self.collector.stop()
        if self._crash_file is not None:
            import faulthandler

            faulthandler.disable()
            self._crash_file.close()

    def _opened(self, workspace: object) -> None:
        from workbench.workspace import Workspace

        assert isinstance(workspace, Workspace)
        self.preferences.attach(workspace)
        self.window.top_bar.read_only.setVisible(workspace.read_only)
        self.context.open_with(workspace)
        if not workspace.read_only:
            self._crash_file, crashed = watch_for_crashes(workspace.folder)
            if crashed:
                self.context.complain.emit(
                    self.tr("The last session ended unexpectedly. What happened is in the file crash-before.log."),
                    "warning",
                )
        self.context.ask("notices", lambda ws: ws.info().notices, self._tell_notices)
        self.context.ask("first datasets", lambda ws: ws.datasets.list(), self._first_datasets)

    def _tell_notices(self, notices: tuple[str, ...]) -> None:
        if notices:
            self.context.complain.emit(told_all(notices), "warning")

    def _first_datasets(self, found: list) -> None:  # type: ignore[type-arg]
        known = [d.id for d in found]
        last = self.preferences.settings.dataset_id
        if self.context.dataset_id is None and known:
            self.context.choose_dataset(last if last in known else known[0])
        self.context.dataset_chosen.connect(lambda chosen: self.preferences.update(dataset_id=chosen))
        if self._sample and not any(d.invented for d in found) and not self.context.workspace.read_only:
            self.context.go.emit("data", "sample")

    def _busy(self, sentence: str) -> None:
        box = QMessageBox(self.window)
        box.setIcon(QMessageBox.Icon.Information)
        box.setWindowTitle(self.tr("The workspace is in use"))
        box.setText(sentence)
        look = box.addButton(self.tr("Open read-only"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(self.tr("Quit"), QMessageBox.ButtonRole.RejectRole)
        box.exec()
        if box.clickedButton() is look:
            self._opening.start(read_only=True)
        else:
            self.window.close()

    def _failed(self, sentence: str) -> None:
        QMessageBox.critical(self.window, self.tr("The workspace cannot be opened"), sentence)
        self.window.close()

    def _warmed(self, device: str) -> None:
        self.window.jobs_bar.say_device(device)
        self.collector.set_aside()

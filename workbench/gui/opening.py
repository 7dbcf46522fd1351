"""Opens the workspace off the window's thread, and then loads the libraries that the first window does not show."""

from __future__ import annotations

import faulthandler
import logging
import threading
from importlib import import_module
from pathlib import Path
from typing import IO, Any

from PySide6.QtCore import QObject, Qt, Signal

from workbench.errors import WorkbenchError, WorkspaceBusyError
from workbench.gui.told import told_error

log = logging.getLogger(__name__)

CRASH_FILE = "crash.log"


class Opening(QObject):
    """One attempt after another to open a workspace. Signals arrive on the window's thread.

    Signals:
        opened: the workspace.
        busy: a sentence; another process writes to it.
        failed: a sentence; it cannot be opened.
        warmed: where models are trained, `CPU · 1 thread`; the heavy libraries are loaded.
    """

    opened = Signal(object)
    busy = Signal(str)
    failed = Signal(str)
    warmed = Signal(str)
    _told = Signal(str, object)

    def __init__(self, folder: Path | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._thread: threading.Thread | None = None
        self._told.connect(self._pass_on, Qt.ConnectionType.QueuedConnection)

    def start(self, *, read_only: bool) -> None:
        """Try to open the workspace."""
        self._thread = threading.Thread(target=self._open, args=(read_only,), name="opening", daemon=True)
        self._thread.start()

    def wait(self) -> None:
        """Wait for the thread, so that it does not outlive the window."""
        if self._thread is not None:
            self._thread.join(timeout=30)

    def _open(self, read_only: bool) -> None:
        try:
            from workbench.workspace import Workspace

            workspace = Workspace.open(self._folder, read_only=read_only)
        except WorkspaceBusyError as error:
            self._told.emit("busy", told_error(error))
            return
        except WorkbenchError as error:
            self._told.emit("failed", told_error(error))
            return
        except Exception as error:
            log.exception("the workspace cannot be opened")
            self._told.emit("failed", f"{type(error).__name__}: {error}")
            return
        self._told.emit("opened", workspace)
        try:
            place = _warm_up(workspace.settings.threads)
            # lupdate finds plurals in `self.tr` only.
            said = place if isinstance(place, str) else self.tr("CPU · %n thread(s)", "", place)
            self._told.emit("warmed", said)
        except Exception:
            log.exception("the libraries cannot be loaded ahead")

    def _pass_on(self, name: str, what: Any) -> None:
        getattr(self, name).emit(what)


def _warm_up(threads: int | None) -> str | int:
    """Import what training, charts and places need; return where models are trained: a device's name, or threads."""
    import pyqtgraph  # noqa: F401

    from workbench.gui.places import PLACES
    from workbench.training.device import configure_threads, place

    threads = configure_threads(threads)
    for other in PLACES:  # or the first visit of each would wait for its files to be read
        import_module(other.panel.split(":")[0])
    placement = place()
    if placement.device.type == "cpu":
        return threads
    return placement.description.rsplit(" · ", 1)[0]


def watch_for_crashes(folder: Path) -> tuple[IO[str] | None, bool]:
    """Let Python write where it was when the process dies by a fault.

    Returns:
        the open file, to be kept until the end, and whether an earlier session ended that way.
    """
    file = folder / CRASH_FILE
    try:
        crashed = file.is_file() and file.stat().st_size > 0
        if crashed:
            file.replace(file.with_name("crash-before.log"))
        kept = file.open("w", encoding="utf-8")
    except OSError:
        log.warning("no crash file in %s", folder, exc_info=True)
        return None, False
    faulthandler.enable(kept)
    return kept, crashed

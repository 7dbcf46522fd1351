"""What the person chose, at hand for the window before and after the workspace is open."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from workbench.settings import Settings, load_settings

if TYPE_CHECKING:
    from workbench.workspace import Workspace

log = logging.getLogger(__name__)


class Preferences(QObject):
    """The settings in force.

    The window needs its scheme and language before the workspace is open, so they are read from its folder first and
    stored through the workspace later.

    Args:
        folder: the workspace's folder; None takes the defaults and stores nothing (safe mode).
    """

    changed = Signal()

    def __init__(self, folder: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._remember = folder is not None
        self._workspace: Workspace | None = None
        self._settings = load_settings(folder) if folder is not None and folder.is_dir() else Settings()

    @property
    def settings(self) -> Settings:
        """The settings as they are now."""
        return self._settings

    def attach(self, workspace: Workspace) -> None:
        """Store changes in this workspace from now on."""
        self._workspace = workspace if self._remember else None

    def update(self, **changes: Any) -> None:
        """Change some settings, by name, and store them all.

        Raises:
            ConfigurationError: a value is out of its bounds.
        """
        made = replace(self._settings, **changes)
        if made == self._settings:
            return
        self._settings = made
        if self._workspace is not None:
            try:
                self._workspace.save_settings(made)
            except OSError:
                log.warning("the settings cannot be stored", exc_info=True)
        self.changed.emit()

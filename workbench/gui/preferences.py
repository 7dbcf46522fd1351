"""What the person chose, at hand for the window: the workspace's settings, written when they change."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from workbench.settings import Settings, load_settings, save_settings

log = logging.getLogger(__name__)


class Preferences(QObject):
    """The settings in force.

    Args:
        folder: the workspace's folder, in which they are stored.
        remember: False in safe mode and on a workspace that is only looked at: nothing is read or nothing written.
    """

    changed = Signal()

    def __init__(self, folder: Path, *, remember: bool = True, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self.remember = remember
        self._settings = load_settings(folder) if remember else Settings()

    @property
    def settings(self) -> Settings:
        """The settings as they are now."""
        return self._settings

    def update(self, **changes: Any) -> None:
        """Change some settings, by name, and store them all.

        Raises:
            ConfigurationError: a value is out of its bounds.
        """
        made = replace(self._settings, **changes)
        if made == self._settings:
            return
        self._settings = made
        if self.remember and self._folder.is_dir():
            try:
                save_settings(self._folder, made)
            except OSError:
                log.warning("the settings cannot be stored in %s", self._folder, exc_info=True)
        self.changed.emit()

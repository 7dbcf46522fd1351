"""What every panel is given: the workspace, the worker, the lookups, and news of what changed."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from workbench.gui.lookups import Lookups
from workbench.gui.preferences import Preferences
from workbench.gui.runner import ThreadRunner
from workbench.gui.theme import Theme

if TYPE_CHECKING:
    from workbench.workspace import Workspace

log = logging.getLogger(__name__)


class Context(QObject):
    """The shared ground of the panels. Panels know the context and not each other.

    Signals:
        opened: the workspace is open (it opens off the window's thread, after the first paint).
        datasets_changed, runs_changed: ask the workspace again for what you show.
        dataset_chosen: id of the dataset the person works with (or None).
        go: name of a place of the rail to show, and an argument for its `show_argument`, or None.
        complain: one sentence, tone; shown across the window.
    """

    opened = Signal()
    datasets_changed = Signal()
    runs_changed = Signal()
    dataset_chosen = Signal(object)
    go = Signal(str, object)
    complain = Signal(str, str)

    def __init__(self, theme: Theme, parent: QObject | None = None, preferences: Preferences | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.preferences = preferences if preferences is not None else Preferences(parent=self)
        self.runner = ThreadRunner(self)
        # What is counted while a person thinks it over: not in the jobs bar, never behind a training, thrown away at
        # the next change.
        self.previews = ThreadRunner(self)
        self.lookups = Lookups(self)
        self._workspace: Workspace | None = None
        self._dataset_id: int | None = None

    @property
    def workspace(self) -> Workspace:
        """The open workspace; only after `opened`."""
        assert self._workspace is not None, "the workspace is not open yet"
        return self._workspace

    @property
    def is_open(self) -> bool:
        """Whether the workspace is open."""
        return self._workspace is not None

    @property
    def dataset_id(self) -> int | None:
        """The dataset the person works with."""
        return self._dataset_id

    def open_with(self, workspace: Workspace) -> None:
        """Take the opened workspace and tell the panels."""
        self._workspace = workspace
        self.opened.emit()

    def choose_dataset(self, dataset_id: int | None) -> None:
        """Make a dataset the one the person works with, in every panel."""
        if dataset_id != self._dataset_id:
            self._dataset_id = dataset_id
            self.dataset_chosen.emit(dataset_id)

    def ask(
        self,
        key: str,
        question: Callable[[Workspace], Any],
        on_answer: Callable[[Any], None],
        on_error: Callable[[str], None] | None = None,
        *,
        urgent: bool = False,
    ) -> None:
        """Ask the workspace a short question off the window's thread (see `Lookups.ask`)."""
        workspace = self.workspace
        self.lookups.ask(
            key,
            lambda: question(workspace),
            on_answer,
            on_error or (lambda sentence: self.complain.emit(sentence, "bad")),
            urgent=urgent,
        )

    def close(self) -> None:
        """End the threads, then close the workspace."""
        self.runner.close()
        self.previews.close()
        self.lookups.close()
        if self._workspace is not None:
            self._workspace.close()
            self._workspace = None

"""The menu of files that may be opened: a file, a folder, and those that were imported last."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QFontMetrics
from PySide6.QtWidgets import QMenu, QWidget

from workbench.gui.context import Context

WIDEST_PATH = 420


class OpenMenu(QMenu):
    """Offers a file, a folder and the recent files; those that are not there any more are greyed.

    Whether they are there is asked off the window's thread: a share that is not mounted may take seconds to say no.

    Args:
        context: the shared ground.
        open_file, open_folder: called for the first two entries.
        open_path: called with a recent file.
        parent: the widget that owns the menu.
    """

    def __init__(
        self,
        context: Context,
        open_file: Callable[[], object],
        open_folder: Callable[[], object],
        open_path: Callable[[Path], object],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self.setToolTipsVisible(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.addAction(self.tr("A file…"), lambda: open_file())
        self.addAction(self.tr("A folder…"), lambda: open_folder())
        self.recent: dict[Path, QAction] = {}
        paths = [Path(kept) for kept in context.preferences.settings.recent]
        if not paths:
            return
        self.addSeparator()
        metrics = QFontMetrics(self.font())
        for path in paths:
            shown = metrics.elidedText(str(path), Qt.TextElideMode.ElideMiddle, WIDEST_PATH).replace("&", "&&")
            action = self.addAction(shown, partial(open_path, path))
            action.setToolTip(str(path))
            self.recent[path] = action
        self.addSeparator()
        forget = self.addAction(self.tr("Forget the recent files"), self._forget)
        forget.setToolTip(self.tr("Also how you corrected what was understood of them."))
        self.aboutToHide.connect(lambda: context.lookups.forget("data/recent"))
        context.ask("data/recent", lambda _: [path for path in paths if not path.exists()], self._grey)

    def _grey(self, missing: list[Path]) -> None:
        for path in missing:
            action = self.recent[path]
            action.setEnabled(False)
            action.setText(self.tr("{path}  (not there any more)").format(path=action.text()))

    def _forget(self) -> None:
        self._context.preferences.update(recent=())
        self._context.ask("data/forget-corrections", lambda ws: ws.datasets.forget_corrections(), lambda _: None)

"""Asks for which users lists are written, and to which file, and writes them as a job."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QInputDialog, QMenu, QPushButton, QWidget

from workbench.gui.context import Context
from workbench.gui.runner import Job
from workbench.recommendation.shaping import Shaping
from workbench.workspace.views import RunSummary

KIND = "export recommendations"
_SUFFIXES = {"CSV (*.csv)": ".csv", "Parquet (*.parquet)": ".parquet", "JSON (*.json)": ".json"}


class ListExport(QObject):
    """The menu of the Export button.

    Signals:
        ended: a sentence, and its tone.
    """

    ended = Signal(str, str)

    def __init__(self, context: Context, owner: QWidget, button: QPushButton) -> None:
        super().__init__(owner)
        self._context = context
        self._owner = owner
        self._run: RunSummary | None = None
        self._user: str | None = None
        self._shaping = Shaping()
        menu = QMenu(button)
        self.one = menu.addAction(self.tr("This user's list…"), lambda: self._one())
        menu.addAction(self.tr("The lists of chosen users…"), lambda: self._some())
        menu.addAction(self.tr("The lists of all users…"), lambda: self._write(None, ""))
        button.setMenu(menu)
        context.runner.ended.connect(self._on_end)

    def follow(self, run: RunSummary | None, user: str | None, shaping: Shaping) -> None:
        """Take what is looked at now: the run, the stored user (None for somebody new), and the wishes."""
        self._run, self._user, self._shaping = run, user, shaping
        self.one.setEnabled(user is not None)

    def _one(self) -> None:
        if self._user is not None:
            self._write([self._user], f"-{self._user}")

    def _some(self) -> None:
        text, good = QInputDialog.getMultiLineText(
            self._owner, self.tr("Export recommendations"), self.tr("Ids of users, one a line or with commas between")
        )
        users = [part.strip() for part in re.split(r"[\n,]", text) if part.strip()]
        if good and users:
            self._write(users, "-chosen")

    def _write(self, users: list[str] | None, what: str) -> None:
        run, shaping = self._run, self._shaping
        if run is None:
            return
        proposed = f"recommendations-{run.model}-{run.id}{what}.csv"
        name, chosen = QFileDialog.getSaveFileName(
            self._owner, self.tr("Export recommendations"), proposed, ";;".join(_SUFFIXES)
        )
        if not name:
            return
        path = Path(name) if Path(name).suffix else Path(name + _SUFFIXES.get(chosen, ".csv"))
        workspace = self._context.workspace
        self._context.runner.submit(
            Job(
                self.tr("Writing {file}").format(file=path.name),
                lambda progress: workspace.recommending.export(run.id, path, shaping, users=users, progress=progress),
                kind=KIND,
                about=path,
            )
        )

    def _on_end(self, job: Job) -> None:
        if job.kind != KIND:
            return
        if job.state == "done":
            self.ended.emit(self.tr("Wrote {path}.").format(path=job.about), "good")
        elif job.state == "failed":
            self.ended.emit(job.error, "bad")

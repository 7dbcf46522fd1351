"""The Export button of lists: for which users, to which file, and the job that writes them."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QInputDialog, QWidget

from workbench.gui.components.export_button import ExportButton
from workbench.gui.context import Context
from workbench.gui.runner import Job
from workbench.recommendation.shaping import Shaping
from workbench.workspace.views import RunSummary

KIND = "export recommendations"


class ListExport(QObject):
    """The button, and what it does.

    Signals:
        ended: a sentence, and its tone.
    """

    ended = Signal(str, str)

    def __init__(self, context: Context, owner: QWidget) -> None:
        super().__init__(owner)
        self._context = context
        self._owner = owner
        self._run: RunSummary | None = None
        self._user: str | None = None
        self._shaping = Shaping()
        self.button = ExportButton(
            [
                (self.tr("Table (CSV)…"), ".csv"),
                (self.tr("Columns (Parquet)…"), ".parquet"),
                (self.tr("Records (JSON)…"), ".json"),
            ],
            self._stem,
            parts=[
                ("one", self.tr("This user's list")),
                ("some", self.tr("The lists of chosen users")),
                ("all", self.tr("The lists of all users")),
            ],
        )
        self.button.chosen.connect(self._write)
        context.runner.ended.connect(self._on_end)

    def follow(self, run: RunSummary | None, user: str | None, shaping: Shaping) -> None:
        """Take what is looked at now: the run, the stored user (None for somebody new), and the wishes."""
        self._run, self._user, self._shaping = run, user, shaping
        self.button.part_menus["one"].setEnabled(user is not None)

    def _stem(self) -> str:
        run = self._run
        whose = {"one": f"-{self._user}", "some": "-chosen"}.get(self.button.part, "")
        return "recommendations" if run is None else f"recommendations-{run.model}-{run.id}{whose}"

    def _write(self, path: Path) -> None:
        run, shaping, users = self._run, self._shaping, self._users()
        if run is None or users == []:
            return
        workspace = self._context.workspace
        self._context.runner.submit(
            Job(
                self.tr("Writing {file}").format(file=path.name),
                lambda progress: workspace.recommending.export(run.id, path, shaping, users=users, progress=progress),
                kind=KIND,
                about=path,
            )
        )

    def _users(self) -> list[str] | None:
        """For whom lists are written: ids, None for everybody; none where the person thought better of it."""
        if self.button.part == "all":
            return None
        if self.button.part == "one":
            return [] if self._user is None else [self._user]
        text, good = QInputDialog.getMultiLineText(
            self._owner, self.tr("Export recommendations"), self.tr("Ids of users, one a line or with commas between")
        )
        return [part.strip() for part in re.split(r"[\n,]", text) if part.strip()] if good else []

    def _on_end(self, job: Job) -> None:
        if job.kind != KIND:
            return
        if job.state == "done":
            self.ended.emit(self.tr("Wrote {path}.").format(path=job.about), "good")
        elif job.state == "failed":
            self.ended.emit(job.error, "bad")

"""Writing a dataset out for other programs: which format, and where."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from workbench.gui.components.basics import Notice
from workbench.gui.context import Context
from workbench.gui.formatting import size
from workbench.gui.runner import Job
from workbench.gui.told import told
from workbench.workspace.views import DatasetSummary

if TYPE_CHECKING:
    from workbench.data.export import ExportResult, Format


class Exporter(QObject):
    """Asks for the format and the place, exports as a job, and says what was written."""

    def __init__(self, context: Context, notice: Notice, parent: QWidget) -> None:
        super().__init__(parent)
        self._context, self._notice, self._window = context, notice, parent
        context.runner.ended.connect(self._ended)

    def menu(self, chosen: Callable[[], DatasetSummary | None]) -> QMenu:
        """Return the menu of formats for the dataset that `chosen` returns then."""
        made = QMenu(self._window)
        formats: tuple[tuple[str, Format, bool], ...] = (
            (self.tr("CSV: interactions, one file…"), "csv", True),
            (self.tr("CSV: all tables, a folder…"), "csv", False),
            (self.tr("Parquet: interactions, one file…"), "parquet", True),
            (self.tr("Parquet: all tables, a folder…"), "parquet", False),
            (self.tr("RecBole atomic files, a folder…"), "recbole", False),
        )
        for title, form, alone in formats:
            made.addAction(title, partial(self._choose_place, chosen, form, alone))
        return made

    def export(self, summary: DatasetSummary, path: Path, form: Format) -> None:
        """Write a dataset to a file or a new folder, as a job."""
        workspace = self._context.workspace
        self._notice.say("")
        self._context.runner.submit(
            Job(
                self.tr("Exporting {name}").format(name=summary.label),
                lambda progress: workspace.datasets.export(summary.id, path, form, progress=progress),
                kind="export",
                about=path,
            )
        )

    def _choose_place(self, chosen: Callable[[], DatasetSummary | None], form: Format, alone: bool) -> None:
        summary = chosen()
        if summary is None:
            return
        name = _file_name(summary.name)
        if alone:
            proposed, kinds = f"{name}.{form}", {"csv": "CSV (*.csv)", "parquet": "Parquet (*.parquet)"}[form]
            path, _ = QFileDialog.getSaveFileName(self._window, self.tr("Export the interactions"), proposed, kinds)
            suffix = f".{form}"
            if path and not path.lower().endswith(suffix):
                path += suffix
        else:
            # A name for a new folder: the dialog for folders offers only those that are there.
            title = self.tr("Name of the new folder")
            path, _ = QFileDialog.getSaveFileName(
                self._window, title, name, options=QFileDialog.Option.DontConfirmOverwrite
            )
        if path:
            self.export(summary, Path(path), form)

    def _ended(self, job: Job) -> None:
        if job.kind != "export" or job.state != "done":
            return
        result: ExportResult = job.result
        place: Path = job.about
        said = self.tr("%n file(s), {size}, written to {path}.", "", len(result.files))
        said = said.format(size=size(result.n_bytes), path=place)
        folder = place if place.is_dir() else place.parent
        self._notice.say(
            " ".join([said, *map(told, result.notes)]),
            "good",
            action=self.tr("Show"),
            on_action=lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))),
        )


def _file_name(name: str) -> str:
    """Return a dataset's name as a file may be called on every system."""
    return "".join(c if c.isalnum() or c in " -_()." else "-" for c in name).strip(" .") or "dataset"

"""Data: the datasets of the workspace, and the doors through which more come in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtGui import QCursor
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QStackedLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from workbench.gui.components.basics import Badge, EmptyState, Notice, button, page_title, text_label
from workbench.gui.context import Context
from workbench.gui.formatting import whole
from workbench.gui.panels.data_bin import BinPage
from workbench.gui.panels.data_library import Library
from workbench.gui.panels.data_recent import OpenMenu
from workbench.gui.runner import Job
from workbench.workspace.views import DatasetSummary, ItemRow

# What files of interactions are usually called; “All files” shows the others.
SUFFIXES = (
    ".csv", ".tsv", ".tab", ".txt", ".dat", ".data", ".inter", ".json", ".jsonl", ".ndjson", ".parquet", ".feather",
    ".arrow", ".xlsx", ".xls", ".db", ".sqlite", ".sqlite3", ".gz", ".zst", ".bz2", ".xz", ".zip", ".tar", ".tgz",
)  # fmt: skip


class DataPanel(QWidget):
    """The Data place."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("page")
        self._context = context
        self._datasets: list[DatasetSummary] = []
        self._import_page: Any = None  # made when something is opened
        around = QVBoxLayout(self)
        around.setContentsMargins(20, 14, 20, 14)
        self._pages = QStackedWidget()
        around.addWidget(self._pages)
        overview = QWidget()
        self._pages.addWidget(overview)
        outer = QVBoxLayout(overview)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(12)
        outer.addLayout(self._title_row())
        self.notice = Notice()
        outer.addWidget(self.notice)
        self._stack = QStackedLayout()
        outer.addLayout(self._stack, 1)
        self.opening = EmptyState(self.tr("Opening the workspace…"), "", icon="data")
        self.empty = self._empty_state()
        self.library = Library(context, self.notice)
        self.bin = BinPage(context)
        for page in (self.opening, self.empty, self.library, self.bin):
            self._stack.addWidget(page)
        self.library.changed.connect(self._changed)
        self.bin.left.connect(self._show_current)
        self.bin.counted.connect(self._show_bin_count)
        self.bin.restored.connect(context.choose_dataset)
        context.opened.connect(self._ask)
        context.datasets_changed.connect(self._ask)
        context.runner.ended.connect(self._job_ended)
        self._enable()
        if context.is_open:
            self._ask()

    def show_argument(self, argument: Any) -> None:
        """Open the import for paths, ask for one for `open`, make the sample for `sample`, or show an item."""
        if isinstance(argument, Path):
            self.import_path(argument)
        elif isinstance(argument, tuple):
            self._import_together(argument)
        elif argument == "open":
            self._choose_kind()
        elif argument == "sample":
            self.create_sample()
        elif isinstance(argument, ItemRow):
            self._pages.setCurrentIndex(0)
            self.library.open_item(argument.id)

    # ---- what comes in

    def _import_together(self, paths: tuple[Path, ...]) -> None:
        """Import the largest of several files; the others tell more about its items and users."""
        if not self._may_write():
            return

        def bytes_of(path: Path) -> int:
            return path.stat().st_size if path.is_file() else -1

        self._context.ask(
            "data/together",
            lambda _: sorted(paths, key=bytes_of, reverse=True),
            lambda largest_first: self.import_path(largest_first[0], largest_first[1:]),
        )

    def import_path(self, path: Path, companions: Sequence[Path] = ()) -> None:
        """Show what a file or folder holds, with what belongs to it, and import it where the person wants it."""
        if not self._may_write():
            return
        self.notice.say("")
        page = self._importing()
        page.open_path(path, companions)
        self._pages.setCurrentWidget(page)

    def create_sample(self) -> None:
        """Generate the built-in sample as a job."""
        if not self._may_write():
            return
        workspace = self._context.workspace
        self.notice.say("")
        self._pages.setCurrentIndex(0)
        self._context.runner.submit(
            Job(self.tr("Inventing the sample"), lambda p: workspace.datasets.create_sample(progress=p), kind="import")
        )

    def _choose_kind(self) -> None:
        if not self._may_write():
            return
        menu = OpenMenu(self._context, self._open_file, self._open_folder, self.import_path, self)
        button_corner = self.open.mapToGlobal(self.open.rect().bottomLeft())
        menu.popup(button_corner if self.open.isVisible() else QCursor.pos())

    def _open_file(self) -> None:
        path, _ = QFileDialog.getOpenFileName(
            self,
            self.tr("Open a dataset"),
            "",
            self.tr("Tables") + f" ({' '.join('*' + suffix for suffix in SUFFIXES)});;" + self.tr("All files") + " (*)",
        )
        if path:
            self.import_path(Path(path))

    def _open_folder(self) -> None:
        path = QFileDialog.getExistingDirectory(self, self.tr("Open a dataset's folder"))
        if path:
            self.import_path(Path(path))

    def _importing(self) -> Any:
        if self._import_page is None:
            from workbench.gui.panels.data_import import ImportPage

            self._import_page = ImportPage(self._context)
            self._import_page.left.connect(lambda: self._pages.setCurrentIndex(0))
            self._pages.addWidget(self._import_page)
        return self._import_page

    def _may_write(self) -> bool:
        if not self._context.is_open:
            return False
        if self._context.workspace.read_only:
            self.notice.say(self.tr("This workspace is open read-only; nothing can be added."), "warning")
            return False
        return True

    def _job_ended(self, job: Job) -> None:
        if job.kind not in ("import", "prepare", "forget"):
            return
        self._enable()
        if job.state != "done":
            return
        if job.kind == "forget":
            self._changed()
            self._context.choose_dataset(job.result.dataset.id)
            return
        summary: DatasetSummary = job.result
        self._context.datasets_changed.emit()
        self._context.choose_dataset(summary.id)
        self.notice.say(
            self.tr("“{name}” is here: {rows} interactions.").format(name=summary.label, rows=whole(summary.n_rows)),
            "good",
        )

    # ---- what is there

    def _changed(self) -> None:
        self._context.datasets_changed.emit()
        self._context.runs_changed.emit()

    def _ask(self) -> None:
        self._enable()
        self._context.ask("data/list", lambda ws: ws.datasets.list(), self._show_datasets)
        self.bin.refresh()

    def _show_datasets(self, found: list[DatasetSummary]) -> None:
        self._datasets = found
        self._enable()
        self._count.setText(str(len(found)))
        self._count.setVisible(bool(found))
        known = [d.id for d in found]
        if self._context.dataset_id not in known:
            self._context.choose_dataset(known[0] if known else None)
        self.library.show_datasets(found)
        if self._stack.currentWidget() is not self.bin:
            self._show_current()

    def _show_current(self) -> None:
        self._stack.setCurrentWidget(self.library if self._datasets else self.empty)

    def _show_bin(self) -> None:
        self.notice.say("")
        self._stack.setCurrentWidget(self.bin)

    def _show_bin_count(self, count: int) -> None:
        self.open_bin.setText(self.tr("Bin · {n}").format(n=count))
        self.open_bin.setVisible(count > 0)

    # ---- what it is made of

    def _title_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(page_title(self.tr("Data")))
        self._count = Badge("", "accent")
        self._count.hide()
        row.addWidget(self._count)
        row.addStretch(1)
        self.open_bin = button(self.tr("Bin"), self._show_bin, icon="delete")
        self.open_bin.hide()
        row.addWidget(self.open_bin)
        self.sample = button(self.tr("Create the sample"), self.create_sample, icon="sample")
        self.open = button(self.tr("Open a dataset…"), self._choose_kind, primary=True, icon="import")
        row.addWidget(self.sample)
        row.addWidget(self.open)
        return row

    def _empty_state(self) -> EmptyState:
        made = EmptyState(
            self.tr("No dataset yet"),
            self.tr(
                "Open a table of who used what, or drop the file or folder on this window. Most public "
                "datasets, CSV, JSON, Parquet, Excel and SQLite are understood. To look around first, create the "
                "sample: a thousand invented films with posters and sounds."
            ),
            self.tr("Open a dataset…"),
            self._choose_kind,
            icon="data",
        )
        self.empty_sample = button(self.tr("Create the sample"), self.create_sample, icon="sample")
        layout = made.layout()
        assert isinstance(layout, QVBoxLayout)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.empty_sample)
        row.addStretch(1)
        layout.insertLayout(layout.count() - 1, row)
        hint = text_label(self.tr("Nothing leaves this computer."), "faint")
        hint_row = QHBoxLayout()
        hint_row.addStretch(1)
        hint_row.addWidget(hint)
        hint_row.addStretch(1)
        layout.insertLayout(layout.count() - 1, hint_row)
        return made

    def _enable(self) -> None:
        ready = self._context.is_open
        for made in (self.sample, self.open):
            made.setEnabled(ready)
        self.sample.setVisible(not any(d.invented for d in self._datasets))

"""Data: the datasets of the workspace, and the doors through which more come in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtGui import QCursor
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QInputDialog,
    QMessageBox,
    QStackedLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from workbench.gui.components.basics import Badge, EmptyState, Notice, button, page_title, text_label
from workbench.gui.context import Context
from workbench.gui.formatting import whole
from workbench.gui.panels.data_cards import DatasetCards
from workbench.gui.panels.data_recent import OpenMenu
from workbench.gui.runner import Job
from workbench.workspace.views import DatasetSummary, ItemRow

CARDS_WIDTH = 340


class DataPanel(QWidget):
    """The Data place."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("page")
        self._context = context
        self._datasets: list[DatasetSummary] = []
        self._detail: Any = None  # made when there is something to show: charts cost a third of a second to import
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
        self.cards = DatasetCards()
        self.cards.setFixedWidth(CARDS_WIDTH)
        self._content = QWidget()
        self._columns = QHBoxLayout(self._content)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(14)
        self._columns.addWidget(self.cards)
        self._columns.addStretch(1)
        for page in (self.opening, self.empty, self._content):
            self._stack.addWidget(page)
        self.cards.picked.connect(context.choose_dataset)
        context.opened.connect(self._ask)
        context.datasets_changed.connect(self._ask)
        context.dataset_chosen.connect(self._show_chosen)
        context.runner.ended.connect(self._job_ended)
        self._enable()
        if context.is_open:
            self._ask()

    def show_argument(self, argument: Any) -> None:
        """Open the import for a path, ask for one for `open`, make the sample for `sample`, or tell of an item."""
        if isinstance(argument, Path):
            self.import_path(argument)
        elif argument == "open":
            self._choose_kind()
        elif argument == "sample":
            self.create_sample()
        elif isinstance(argument, ItemRow):
            self.notice.say(
                self.tr("{title}: {count} interactions.").format(
                    title=argument.title, count=whole(argument.n_interactions)
                )
            )

    # ---- what comes in

    def import_path(self, path: Path) -> None:
        """Show what a file or folder holds, and import it where the person wants it."""
        if not self._may_write():
            return
        self.notice.say("")
        page = self._importing()
        page.open_path(path)
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
            self.tr("Tables")
            + " (*.csv *.tsv *.txt *.dat *.data *.inter *.parquet *.gz *.zip);;"
            + self.tr("All files")
            + " (*)",
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
        if job.kind != "import":
            return
        self._enable()
        if job.state != "done":
            return
        summary: DatasetSummary = job.result
        self._context.datasets_changed.emit()
        self._context.choose_dataset(summary.id)
        self.notice.say(
            self.tr("“{name}” is here: {rows} interactions.").format(name=summary.name, rows=whole(summary.n_rows)),
            "good",
        )

    # ---- what is there

    def _ask(self) -> None:
        self._enable()
        self._context.ask("data/list", lambda ws: ws.datasets.list(), self._show_datasets)

    def _show_datasets(self, found: list[DatasetSummary]) -> None:
        self._datasets = found
        self._enable()
        self._count.setText(str(len(found)))
        self._count.setVisible(bool(found))
        known = [d.id for d in found]
        if self._context.dataset_id not in known:
            self._context.choose_dataset(known[0] if known else None)
        self.cards.show_datasets(found, self._context.dataset_id)
        self._stack.setCurrentWidget(self._content if found else self.empty)
        self._show_chosen(self._context.dataset_id)

    def _show_chosen(self, chosen: int | None) -> None:
        self.cards.show_chosen(chosen)
        summary = next((d for d in self._datasets if d.id == chosen), None)
        if summary is None:
            return
        self._page().show_summary(summary)

    def _show_error(self, sentence: str) -> None:
        self.notice.say(sentence, "bad")

    def _page(self) -> Any:
        if self._detail is None:
            from workbench.gui.panels.data_detail import DatasetDetail

            self._detail = DatasetDetail(self._context)
            self._detail.rename.clicked.connect(self._rename)
            self._detail.delete.clicked.connect(self._delete)
            stretch = self._columns.takeAt(1)
            del stretch
            self._columns.addWidget(self._detail, 1)
        return self._detail

    def _chosen(self) -> DatasetSummary | None:
        return next((d for d in self._datasets if d.id == self._context.dataset_id), None)

    def _rename(self) -> None:
        summary = self._chosen()
        if summary is None or not self._may_write():
            return
        name, agreed = QInputDialog.getText(self, self.tr("Rename the dataset"), self.tr("Name"), text=summary.name)
        if agreed and name.strip() and name.strip() != summary.name:
            self._change(lambda ws: ws.datasets.rename(summary.id, name.strip()))

    def _delete(self) -> None:
        summary = self._chosen()
        if summary is None or not self._may_write():
            return
        answer = QMessageBox.question(
            self,
            self.tr("Delete the dataset?"),
            self.tr("“{name}” and every run that was trained on it will be deleted from the workspace.").format(
                name=summary.name
            ),
            QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.Cancel,
            QMessageBox.StandardButton.Cancel,
        )
        if answer == QMessageBox.StandardButton.Yes:
            self._change(lambda ws: ws.datasets.delete(summary.id))

    def _change(self, what: Any) -> None:
        def changed(_: Any) -> None:
            self._context.datasets_changed.emit()
            self._context.runs_changed.emit()

        self._context.ask("data/change", what, changed, self._show_error)

    # ---- what it is made of

    def _title_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(page_title(self.tr("Data")))
        self._count = Badge("", "accent")
        self._count.hide()
        row.addWidget(self._count)
        row.addStretch(1)
        self.sample = button(self.tr("Create the sample"), self.create_sample, icon="sample")
        self.open = button(self.tr("Open a dataset…"), self._choose_kind, primary=True, icon="import")
        row.addWidget(self.sample)
        row.addWidget(self.open)
        return row

    def _empty_state(self) -> EmptyState:
        made = EmptyState(
            self.tr("No dataset yet"),
            self.tr(
                "Open a table of who used what, or drop the file or folder on this window. MovieLens and RecBole "
                "files, sequences, CSV and Parquet are understood. To look around first, create the sample: "
                "a thousand invented films with posters and sounds."
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

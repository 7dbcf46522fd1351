"""The datasets as cards beside the pages of the one in use, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QInputDialog, QWidget

from workbench.gui.components.basics import Notice
from workbench.gui.context import Context
from workbench.gui.panels.data_cards import DatasetCards
from workbench.gui.panels.data_delete import DeleteDialog
from workbench.gui.panels.data_export import Exporter
from workbench.workspace.views import DatasetSummary, Dependents

if TYPE_CHECKING:
    from workbench.workspace import Workspace

CARDS_WIDTH = 296
PAGES = "workbench.gui.panels.data_detail"


class Library(QWidget):
    """Follows the dataset in use.

    Signals:
        changed: datasets or runs were changed from here.
    """

    changed = Signal()

    def __init__(self, context: Context, notice: Notice) -> None:
        super().__init__()
        self._context, self._notice = context, notice
        self._datasets: list[DatasetSummary] = []
        self._detail: Any = None  # made when there is something to show
        self.exporter = Exporter(context, notice, self)
        self._columns = QHBoxLayout(self)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(14)
        self.cards = DatasetCards()
        self.cards.setFixedWidth(CARDS_WIDTH)
        self._columns.addWidget(self.cards)
        self._columns.addStretch(1)
        self.cards.picked.connect(context.choose_dataset)
        context.dataset_chosen.connect(self.show_chosen)

    @property
    def detail(self) -> Any:
        """The pages of the dataset in use."""
        if self._detail is None:
            from workbench.gui.panels.data_detail import DatasetDetail

            self._detail = DatasetDetail(self._context)
            self._detail.export.clicked.connect(self._offer_export)
            self._detail.rename.clicked.connect(self._rename)
            self._detail.delete.clicked.connect(self._ask_dependents)
            self._detail.forget.connect(self._forget)
            stretch = self._columns.takeAt(1)
            del stretch
            self._columns.addWidget(self._detail, 1)
        return self._detail

    def show_datasets(self, found: list[DatasetSummary]) -> None:
        """Show the datasets that there are."""
        self._datasets = found
        self.cards.show_datasets(found, self._context.dataset_id)
        self.show_chosen(self._context.dataset_id)

    def show_chosen(self, chosen: int | None) -> None:
        """Show the pages of a dataset."""
        self.cards.show_chosen(chosen)
        if self._detail is None and self._chosen() is not None:
            # Charts take a third of a second to import: not on the window's thread.
            self._context.ask("data/pages", lambda _: import_module(PAGES), lambda _: self._show_pages(), self._fail)
        else:
            self._show_pages()

    def _show_pages(self) -> None:
        summary = self._chosen()
        if summary is not None:
            self.detail.show_summary(summary)

    def open_item(self, item_id: str) -> None:
        """Show one item of the dataset in use."""
        if self._chosen() is not None:
            self.detail.open_item(item_id)

    def _chosen(self) -> DatasetSummary | None:
        return next((d for d in self._datasets if d.id == self._context.dataset_id), None)

    def _to_change(self) -> DatasetSummary | None:
        """Return the dataset in use where it may be changed."""
        if self._context.workspace.read_only:
            self._notice.say(self.tr("This workspace is open read-only; nothing can be changed."), "warning")
            return None
        return self._chosen()

    def _rename(self) -> None:
        summary = self._to_change()
        if summary is None:
            return
        name, agreed = QInputDialog.getText(self, self.tr("Rename the dataset"), self.tr("Name"), text=summary.name)
        if agreed and name.strip() and name.strip() != summary.name:
            self._change(summary, lambda ws: ws.datasets.rename(summary.id, name.strip()))

    def _offer_export(self) -> None:
        menu = self.exporter.menu(self._chosen)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.detail.export.mapToGlobal(self.detail.export.rect().bottomLeft()))

    # ---- deleting

    def _ask_dependents(self) -> None:
        summary = self._to_change()
        if summary is not None:
            confirm = partial(self._confirm, summary)
            self._context.ask("data/delete", lambda ws: ws.lineage.dependents(summary.id), confirm, self._fail)

    def _confirm(self, summary: DatasetSummary, dependents: Dependents) -> None:
        dialog = DeleteDialog(summary, dependents, self)
        dialog.accepted.connect(partial(self._delete, summary))
        dialog.open()

    def _delete(self, summary: DatasetSummary) -> None:
        def say() -> None:
            self._notice.say(
                self.tr("“{name}” is in the bin.").format(name=summary.label),
                action=self.tr("Undo"),
                on_action=partial(self._restore, summary),
            )

        self._change(summary, lambda ws: ws.datasets.delete(summary.id), say)

    def _restore(self, summary: DatasetSummary) -> None:
        self._notice.say("")
        choose = partial(self._context.choose_dataset, summary.id)
        self._change(summary, lambda ws: ws.datasets.restore(summary.id), choose)

    def _forget(self, user_id: str) -> None:
        summary = self._to_change()
        if summary is not None:
            from workbench.gui.panels.data_forget import ForgetDialog

            ForgetDialog(self._context, summary, user_id, self).open()

    def _change(
        self,
        summary: DatasetSummary,
        what: Callable[[Workspace], object],
        then: Callable[[], object] = lambda: None,
    ) -> None:
        def changed(_: object) -> None:
            self.changed.emit()
            then()

        # A key of its own for each dataset: a change must never be overtaken by another one.
        self._context.ask(f"data/change {summary.id}", what, changed, self._fail)

    def _fail(self, sentence: str) -> None:
        self._notice.say(sentence, "bad")

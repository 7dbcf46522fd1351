"""The bin: what was deleted, to be brought back or emptied."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QMessageBox, QVBoxLayout, QWidget

from workbench.gui.components.basics import Card, EmptyState, Notice, button, text_label
from workbench.gui.components.columns import column_of_cards, emptied, scrolled
from workbench.gui.context import Context
from workbench.gui.formatting import day, size, whole
from workbench.gui.theme import HEADING_PT, SMALL_PT
from workbench.workspace.views import BinnedDataset

if TYPE_CHECKING:
    from workbench.workspace import Workspace


class BinPage(QWidget):
    """Lists what lies in the bin.

    Signals:
        left: the person wants the datasets back.
        counted: how many datasets lie in the bin.
        restored: id of a dataset that was taken out.
    """

    left = Signal()
    counted = Signal(int)
    restored = Signal(int)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._found: list[BinnedDataset] = []
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(10)
        top = QHBoxLayout()
        self.back = button(self.tr("Datasets"), self.left.emit, icon="back")
        self.empty = button(self.tr("Empty the bin…"), self._ask_to_empty, icon="delete")
        top.addWidget(self.back)
        top.addSpacing(6)
        top.addWidget(text_label(self.tr("Bin"), size=HEADING_PT, weight=QFont.Weight.DemiBold))
        top.addStretch(1)
        top.addWidget(self.empty)
        outer.addLayout(top)
        self.notice = Notice()
        outer.addWidget(self.notice)
        inside, self._column = column_of_cards()
        outer.addWidget(scrolled(inside), 1)

    def refresh(self) -> None:
        """Ask what lies in the bin."""
        self._context.ask("data/bin", lambda ws: ws.datasets.binned(), self._show, self._complain)

    def _show(self, found: list[BinnedDataset]) -> None:
        self._found = found
        writable = not self._context.workspace.read_only
        self.empty.setEnabled(bool(found) and writable)
        emptied(self._column)
        for one in found:
            self._column.addWidget(self._card(one, writable))
        if not found:
            nothing = self.tr("What is deleted stays here, with its runs, until the bin is emptied.")
            self._column.addWidget(EmptyState(self.tr("The bin is empty"), nothing, icon="delete"), 1)
        else:
            self._column.addStretch(1)
        self.counted.emit(len(found))

    def _card(self, one: BinnedDataset, writable: bool) -> Card:
        card = Card()
        row = QHBoxLayout()
        told = QVBoxLayout()
        told.setSpacing(2)
        told.addWidget(text_label(one.dataset.label, size=HEADING_PT, weight=QFont.Weight.DemiBold, elide=True))
        parts = [self.tr("{n} interactions").format(n=whole(one.dataset.n_rows))]
        if one.n_runs:
            parts.append(self.tr("%n run(s) trained on it", "", one.n_runs))
        parts.append(size(one.n_bytes))
        if one.dataset.binned_at is not None:
            binned = day(int(one.dataset.binned_at.timestamp()))
            parts.append(self.tr("deleted {day}").format(day=binned))
        told.addWidget(text_label(" · ".join(parts), "secondary", size=SMALL_PT, elide=True))
        row.addLayout(told, 1)
        restore = button(self.tr("Restore"), partial(self._restore, one), icon="restore")
        restore.setObjectName("restore")
        restore.setAccessibleName(self.tr("Restore {name}").format(name=one.dataset.label))
        gone = button(self.tr("Delete for good…"), partial(self._ask_to_delete, one))
        gone.setObjectName("gone")
        gone.setAccessibleName(self.tr("Delete {name} for good").format(name=one.dataset.label))
        for made in (restore, gone):
            made.setEnabled(writable)
            row.addWidget(made)
        card.body.addLayout(row)
        return card

    def _restore(self, one: BinnedDataset) -> None:
        def restored(_: Any) -> None:
            self._changed()
            self.restored.emit(one.dataset.id)

        self._context.ask(
            f"data/change {one.dataset.id}", lambda ws: ws.datasets.restore(one.dataset.id), restored, self._complain
        )

    def _ask_to_empty(self) -> None:
        if self._agreed(self._found):
            self._delete([one.dataset.id for one in self._found])

    def _ask_to_delete(self, one: BinnedDataset) -> None:
        if self._agreed([one]):
            self._delete([one.dataset.id])

    def _agreed(self, gone: list[BinnedDataset]) -> bool:
        """Ask whether some of the bin may be lost for good."""
        runs, n_bytes = sum(one.n_runs for one in gone), sum(one.n_bytes for one in gone)
        what = self.tr("“{name}”").format(name=gone[0].dataset.label) if len(gone) == 1 else ""
        what = what or self.tr("%n dataset(s)", "", len(gone))
        with_runs = self.tr(" and %n run(s) trained on it", "", runs) if runs else ""
        text = self.tr("{what}{runs} will be gone for good ({size}). This cannot be undone.")
        answer = QMessageBox.question(
            self,
            self.tr("Delete for good?"),
            text.format(what=what, runs=with_runs, size=size(n_bytes)),
            QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.Cancel,
            QMessageBox.StandardButton.Cancel,
        )
        return answer == QMessageBox.StandardButton.Yes

    def _delete(self, dataset_ids: list[int]) -> None:
        def emptying(workspace: Workspace) -> int:
            return workspace.datasets.empty_bin(dataset_ids)

        self._context.ask(f"data/empty {dataset_ids}", emptying, lambda _: self._changed(), self._complain)

    def _changed(self) -> None:
        self.notice.say("")
        self._context.datasets_changed.emit()
        self._context.runs_changed.emit()
        self.refresh()

    def _complain(self, sentence: str) -> None:
        self.notice.say(sentence, "bad")

"""Before a dataset goes into the bin: what goes with it, and what was made from it and stays."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from workbench.gui.components.basics import button, text_label
from workbench.gui.theme import HEADING_PT, SMALL_PT
from workbench.workspace.views import DatasetSummary, Dependents

SHOWN = 8


class DeleteDialog(QDialog):
    """Says what depends on a dataset; accepted where it may go."""

    def __init__(self, summary: DatasetSummary, dependents: Dependents, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Delete the dataset?"))
        self.setMinimumWidth(440)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        title = self.tr("Put “{name}” into the bin?").format(name=summary.label)
        column.addWidget(text_label(title, size=HEADING_PT, weight=QFont.Weight.DemiBold, wrap=True))
        column.addWidget(
            text_label(self.tr("Nothing is lost until the bin is emptied; until then it can be restored."), wrap=True)
        )
        if dependents.runs:
            count = self.tr("%n run(s) trained on it go with it:", "", len(dependents.runs))
            column.addLayout(self._listed(count, [run.label for run in dependents.runs]))
        else:
            column.addWidget(text_label(self.tr("No run was trained on it."), "secondary"))
        if dependents.children:
            count = self.tr("%n dataset(s) made from it stay:", "", len(dependents.children))
            column.addLayout(self._listed(count, [child.label for child in dependents.children]))
        column.addSpacing(6)
        row = QHBoxLayout()
        row.addStretch(1)
        self.cancel = button(self.tr("Cancel"), self.reject)
        self.agree = button(self.tr("Put into the bin"), self.accept, primary=True, icon="delete")
        row.addWidget(self.cancel)
        row.addWidget(self.agree)
        column.addLayout(row)
        self.cancel.setDefault(True)
        self.cancel.setFocus()

    def _listed(self, heading: str, names: Sequence[str]) -> QVBoxLayout:
        made = QVBoxLayout()
        made.setSpacing(2)
        made.addWidget(text_label(heading, weight=QFont.Weight.Medium))
        shown = list(names[:SHOWN])
        if len(names) > SHOWN:
            shown.append(self.tr("and %n more", "", len(names) - SHOWN))
        for name in shown:
            made.addWidget(text_label(f"   {name}", "secondary", size=SMALL_PT))
        return made

"""Where a dataset comes from: its file, or its parent and the recipe; and its other versions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout

from workbench.errors import NotFoundError
from workbench.gui.components.basics import Card, button, text_label
from workbench.gui.components.columns import emptied
from workbench.gui.context import Context
from workbench.gui.formatting import day, whole
from workbench.gui.panels.data_lists import ElidedLink, fact_list
from workbench.gui.theme import SMALL_PT
from workbench.gui.told import told
from workbench.workspace.views import DatasetSummary

if TYPE_CHECKING:
    from workbench.workspace import Workspace


@dataclass(frozen=True)
class _Origin:
    summary: DatasetSummary
    parent: DatasetSummary | None
    versions: Sequence[DatasetSummary]
    steps: Sequence[str]  # titles of the recipe's steps


class OriginCard(Card):
    """The provenance of the dataset in use.

    Signals:
        use_recipe: the recipe that made the dataset is to be edited or replayed.
    """

    use_recipe = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__(self.tr("Where it comes from"))
        self._context = context

    def ask(self, summary: DatasetSummary) -> None:
        """Ask for parent and versions."""
        self._context.ask("data/origin", lambda ws: _origin(ws, summary), self._show)

    def _show(self, origin: _Origin) -> None:
        emptied(self.body)
        summary = origin.summary
        facts = [(self.tr("Source"), told(summary.source))] if summary.source else []
        if summary.source_path:
            facts.append((self.tr("File"), summary.source_path))
        facts.append((self.tr("Stored"), day(int(summary.created.timestamp()))))
        facts.append((self.tr("Fingerprint"), summary.fingerprint[:16]))
        self.body.addLayout(fact_list(facts))
        if origin.parent is not None:
            self._row(self.tr("Made from"), origin.parent)
        if summary.recipe:
            for number, title in enumerate(origin.steps, start=1):
                note = summary.notes[number - 1] if number <= len(summary.notes) else title
                line = text_label(f"{number}. {told(title)}: {told(note)}", "secondary", size=SMALL_PT, wrap=True)
                self.body.addWidget(line)
            row = QHBoxLayout()
            use = button(self.tr("Use this recipe"), partial(self.use_recipe.emit, summary.recipe), icon="repeat")
            use.setToolTip(self.tr("Edit it, or replay it on another dataset"))
            use.setObjectName("use_recipe")
            row.addWidget(use)
            row.addStretch(1)
            self.body.addLayout(row)
        if len(origin.versions) > 1:
            self.body.addWidget(text_label(self.tr("Versions"), size=SMALL_PT, weight=QFont.Weight.DemiBold))
            for version in origin.versions:
                self._row(self._version(version), version)
        self.body.addStretch(1)

    def _version(self, version: DatasetSummary) -> str:
        return self.tr("{n} interactions").format(n=whole(version.n_rows))

    def _row(self, said: str, dataset: DatasetSummary) -> None:
        """Show a dataset as a link, where it is in use and not in the bin."""
        row = QHBoxLayout()
        row.addWidget(text_label(said, "secondary", size=SMALL_PT))
        if dataset.binned_at is None and dataset.id != self._context.dataset_id:
            row.addWidget(ElidedLink(dataset.label, partial(self._context.choose_dataset, dataset.id)), 1)
        else:
            name = self.tr("{name} (in the bin)").format(name=dataset.label) if dataset.binned_at else dataset.label
            row.addWidget(text_label(name, size=SMALL_PT, elide=True), 1)
        self.body.addLayout(row)


def _origin(workspace: Workspace, summary: DatasetSummary) -> _Origin:
    parent = None
    if summary.parent_id is not None:
        try:
            parent = workspace.datasets.get(summary.parent_id)
        except NotFoundError:
            parent = None
    titles = {kind.name: kind.title for kind in workspace.preparing.step_types()} if summary.recipe else {}
    steps = [titles.get(step.step, step.step) for step in summary.recipe or ()]
    return _Origin(summary, parent, workspace.datasets.versions(summary.id), steps)

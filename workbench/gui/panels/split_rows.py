"""The rows of a set-up card that say on which dataset, split in which way, models are trained or searched."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from workbench.gui.context import Context
from workbench.gui.panels.train_form import LABEL_WIDTH, ChoiceBox, ConfigForm, add_row, form_rows
from workbench.gui.told import told
from workbench.workspace.views import DatasetSummary, SplitType


class SplitRows(QWidget):
    """Dataset, way of splitting, and the form of its parameters.

    Args:
        context: what the panels share; the dataset chosen here is chosen everywhere.
        label_width: of the labels, in pixels.

    Signals:
        changed: another dataset, split or parameter.
    """

    changed = Signal()

    def __init__(self, context: Context, *, label_width: int = LABEL_WIDTH) -> None:
        super().__init__()
        self._splits: list[SplitType] = []
        self.dataset, self.split = ChoiceBox(), ChoiceBox()
        self.dataset.setObjectName("dataset")
        self.split.setObjectName("split")
        self.form = ConfigForm(label_width=label_width)
        rows = form_rows()
        add_row(rows, self.tr("Dataset"), self.dataset, label_width=label_width)
        add_row(rows, self.tr("Split"), self.split, label_width=label_width)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(rows)
        column.addWidget(self.form)
        self.dataset.activated.connect(lambda *_: context.choose_dataset(self.dataset.currentData()))
        self.dataset.currentIndexChanged.connect(lambda *_: self.changed.emit())
        self.split.currentIndexChanged.connect(lambda *_: self._on_split())
        self.form.changed.connect(self.changed)

    @property
    def splits(self) -> Sequence[SplitType]:
        """The ways of splitting that are offered."""
        return self._splits

    def show_datasets(self, datasets: Sequence[DatasetSummary], chosen: int | None) -> None:
        """Offer datasets and choose one, or keep the one that was chosen where that is not among them."""
        before = self.dataset.currentData()
        self.dataset.blockSignals(True)
        self.dataset.clear()
        for dataset in datasets:
            self.dataset.addItem(dataset.label, dataset.id)
        places = [self.dataset.findData(wanted) for wanted in (chosen, before) if wanted is not None]
        self.dataset.setCurrentIndex(next((place for place in places if place >= 0), 0))
        self.dataset.blockSignals(False)
        self.changed.emit()

    def show_splits(self, splits: Sequence[SplitType]) -> None:
        """Offer ways of splitting."""
        self._splits = list(splits)
        self.split.blockSignals(True)
        self.split.clear()
        for split in splits:
            self.split.addItem(told(split.title), split.name)
        self.split.blockSignals(False)
        self._on_split()

    def choose_dataset(self, dataset_id: int | None) -> None:
        """Follow the dataset chosen elsewhere."""
        place = self.dataset.findData(dataset_id)
        if place >= 0:
            self.dataset.setCurrentIndex(place)

    def choose_split(self, name: str, parameters: dict[str, Any]) -> None:
        """Choose a way of splitting with its parameters; the first where there is no such way."""
        self.split.setCurrentIndex(max(0, self.split.findData(name)))
        self.form.set_values(parameters)

    def _on_split(self) -> None:
        split = next((s for s in self._splits if s.name == self.split.currentData()), None)
        if split is not None:
            self.split.setToolTip(f"{told(split.summary)}\n{told(split.leaks)}")
            self.form.show_config(split.config)
        self.changed.emit()

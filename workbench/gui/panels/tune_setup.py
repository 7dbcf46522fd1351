"""The set-up card of Tuning: which models, on which split, with which budget."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem

from workbench.gui.components.basics import Card, button, text_label
from workbench.gui.components.segmented import SegmentedControl
from workbench.gui.context import Context
from workbench.gui.panels.split_rows import SplitRows
from workbench.gui.panels.train_form import MOST_INT, WholeBox, add_row, form_rows
from workbench.gui.panels.train_setup import USUAL_SEED
from workbench.gui.theme import SMALL_PT, SPACE
from workbench.gui.told import told
from workbench.workspace.views import DatasetSummary, ModelType, SplitType, TuneRequest

LABELS = 84
USUAL_MINUTES, MOST_MINUTES, USUAL_TRIALS, MOST_TRIALS = 10, 10_080, 30, 100_000
PRESELECTED = ("SASRec", "EASE")


class TuneSetUpCard(Card):
    """Makes one `TuneRequest` a chosen model, each with the same budget.

    Signals:
        changed: the requests changed.
        started: the person asked to start.
    """

    changed = Signal()
    started = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.heading.setText(self.tr("Set-up"))
        self.body.addWidget(self.heading)
        self.data = SplitRows(context, label_width=LABELS)
        self.dataset, self.split, self.split_form = self.data.dataset, self.data.split, self.data.form
        self.body.addWidget(self.data)

        self.body.addWidget(text_label(self.tr("Models"), "secondary"))
        self.models = QListWidget()
        self.models.setAccessibleName(self.tr("Models to tune"))
        self.models.setMinimumHeight(110)
        self.models.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.addWidget(self.models, 1)

        self.kind = SegmentedControl(self.tr("Budget of each model"))
        self.kind.set_choices([("time", self.tr("Time"), ""), ("trials", self.tr("Trials"), "")])
        self.kind.set_value("time")
        self.minutes, self.trials, self.seed = WholeBox(), WholeBox(), WholeBox()
        self.minutes.setRange(1, MOST_MINUTES)
        self.minutes.setValue(USUAL_MINUTES)
        self.minutes.setSuffix(self.tr(" min a model"))
        self.trials.setRange(1, MOST_TRIALS)
        self.trials.setValue(USUAL_TRIALS)
        self.trials.setSuffix(self.tr(" trials a model"))
        self.seed.setRange(0, MOST_INT)
        self.seed.setValue(USUAL_SEED)
        self.storage = QLineEdit()
        self.storage.setPlaceholderText(self.tr("This workspace"))
        self.storage.setClearButtonEnabled(True)
        rows = form_rows()
        add_row(rows, self.tr("Budget"), self.kind, label_width=LABELS)
        add_row(rows, self.tr("Time"), self.minutes, label_width=LABELS)
        add_row(rows, self.tr("Trials"), self.trials, label_width=LABELS)
        add_row(rows, self.tr("Seed"), self.seed, label_width=LABELS)
        add_row(
            rows,
            self.tr("Storage"),
            self.storage,
            self.tr("An SQLAlchemy URL, so that several machines can work on one study; empty for this workspace"),
            label_width=LABELS,
        )
        self._rows = rows
        self.body.addLayout(rows)
        self.body.addWidget(
            text_label(
                self.tr(
                    "Each model gets the same budget. Trials are judged on the validation part; "
                    "the test part is not looked at."
                ),
                "secondary",
                wrap=True,
                size=SMALL_PT,
            )
        )
        self.start = button(self.tr("Start tuning"), self.started.emit, primary=True)
        self.body.addWidget(self.start)
        self.body.setSpacing(SPACE)

        self.data.changed.connect(self._on_change)
        self.models.itemChanged.connect(lambda _item: self._on_change())
        self.kind.chosen.connect(lambda _kind: self._on_kind())
        self._on_kind()

    def show_datasets(self, datasets: Sequence[DatasetSummary], chosen: int | None) -> None:
        """Fill the datasets in and choose one."""
        self.data.show_datasets(datasets, chosen)

    def show_types(self, models: Sequence[ModelType], splits: Sequence[SplitType]) -> None:
        """Fill models and splits in, once."""
        if self.data.splits:
            return
        self.models.blockSignals(True)
        for model in sorted(models, key=lambda model: not model.shows_attention):
            item = QListWidgetItem(told(model.title))
            item.setData(Qt.ItemDataRole.UserRole, model.name)
            item.setToolTip(told(model.summary))
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsSelectable)
            item.setCheckState(Qt.CheckState.Checked if model.name in PRESELECTED else Qt.CheckState.Unchecked)
            self.models.addItem(item)
        self.models.blockSignals(False)
        self.data.show_splits(splits)

    def choose_dataset(self, dataset_id: int | None) -> None:
        """Follow the dataset chosen elsewhere."""
        self.data.choose_dataset(dataset_id)

    def choose_models(self, names: Sequence[str]) -> None:
        """Tick these models and no others."""
        for item in self._items():
            on = item.data(Qt.ItemDataRole.UserRole) in names
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    @property
    def storage_url(self) -> str | None:
        """The shared storage, None for the workspace."""
        return self.storage.text().strip() or None

    def requests(self) -> list[TuneRequest]:
        """Return one request a ticked model; none while something is missing."""
        dataset_id, split = self.dataset.currentData(), self.split.currentData()
        if dataset_id is None or split is None or self.split_form.mistake():
            return []
        by_time = self.kind.value() == "time"
        return [
            TuneRequest(
                dataset_id=dataset_id,
                model=item.data(Qt.ItemDataRole.UserRole),
                split=split,
                split_parameters=self.split_form.values(),
                seed=self.seed.value(),
                seconds=60.0 * self.minutes.value() if by_time else None,
                trials=None if by_time else self.trials.value(),
                storage=self.storage_url,
            )
            for item in self._items()
            if item.checkState() == Qt.CheckState.Checked
        ]

    def _items(self) -> list[QListWidgetItem]:
        return [self.models.item(row) for row in range(self.models.count())]

    def _on_kind(self) -> None:
        by_time = self.kind.value() == "time"
        self._rows.setRowVisible(self.minutes, by_time)
        self._rows.setRowVisible(self.trials, not by_time)
        self._on_change()

    def _on_change(self) -> None:
        self.start.setEnabled(bool(self.requests()))
        self.changed.emit()

"""The set-up card of Train: dataset, split, model, its form, the seed, and what the run will cost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QMenu, QScrollArea, QVBoxLayout, QWidget

from workbench.gui import formatting
from workbench.gui.components.basics import Card, button, separator, text_label
from workbench.gui.context import Context
from workbench.gui.panels import wording
from workbench.gui.panels.split_rows import SplitRows
from workbench.gui.panels.train_form import MOST_INT, ChoiceBox, ConfigForm, WholeBox, add_row, form_rows
from workbench.gui.theme import SMALL_PT, SPACE, font
from workbench.gui.told import told
from workbench.workspace.views import (
    DatasetSummary,
    Estimate,
    ModelType,
    RunDetails,
    RunSummary,
    SplitType,
    TrainRequest,
)

ESTIMATE_AFTER_MS = 350
USUAL_SEED = 42
# Newest runs that a hybrid is offered as parts; older ones can be typed by their number.
MOST_OFFERED = 30


@dataclass(frozen=True)
class SplitChoice:
    """A split that was chosen elsewhere to be trained with.

    Attributes:
        dataset_id: of which dataset.
        name: the strategy's registered name.
        parameters: fields of its configuration.
        seed: decides which people or items are drawn.
    """

    dataset_id: int
    name: str
    parameters: dict[str, Any]
    seed: int


class SetUpCard(Card):
    """Makes the `TrainRequest`.

    Signals:
        changed: the request changed, or whether it can be started.
    """

    changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._models: list[ModelType] = []
        self._wanted_model: str | None = None
        self._wanted_split: SplitChoice | None = None
        self._runs: Sequence[RunSummary] = ()
        self.heading.setText(self.tr("Set-up"))
        self.body.addWidget(self.heading)

        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(scroll.horizontalScrollBarPolicy().ScrollBarAlwaysOff)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(6)
        self.data = SplitRows(context)
        self.dataset, self.split, self.split_form = self.data.dataset, self.data.split, self.data.form
        self.model, self.model_form = ChoiceBox(), ConfigForm()
        self.model.setObjectName("model")
        self.seed = WholeBox()
        self.seed.setObjectName("seed")
        self.seed.setRange(0, MOST_INT)
        self.seed.setValue(USUAL_SEED)

        column.addWidget(self.data)
        rows = form_rows()
        add_row(rows, self.tr("Model"), self.model)
        column.addLayout(rows)
        column.addWidget(self.model_form)
        self.add_run = button(
            self.tr("Add a stored run"),
            link=True,
            tip=self.tr(
                "Take the model of a run of this dataset and split into the hybrid as it is, without training it"
            ),
        )
        self.add_run_menu = QMenu(self.add_run)
        self.add_run_menu.aboutToShow.connect(self._fill_run_menu)
        self.add_run.setMenu(self.add_run_menu)
        self.add_run.hide()
        column.addWidget(self.add_run, 0, Qt.AlignmentFlag.AlignLeft)
        rows = form_rows()
        add_row(
            rows,
            self.tr("Seed"),
            self.seed,
            self.tr("Everything random in the split and the training follows from it."),
        )
        self.refit = QCheckBox()
        self.refit.setObjectName("refit")
        add_row(
            rows,
            self.tr("Fit again"),
            self.refit,
            self.tr(
                "Once validation has selected settings and epochs, fit again on training and validation part together, "
                "and judge that model on the test part. Its figures are compared with such runs only."
            ),
        )
        column.addLayout(rows)
        column.addStretch(1)
        scroll.setWidget(inside)
        self.scroll_area = scroll
        self.body.addWidget(scroll, 1)

        self.body.addWidget(separator())
        self.mistake = text_label("", "bad", wrap=True, size=SMALL_PT)
        self.mistake.hide()
        self.estimate = text_label("", "secondary", wrap=True, size=SMALL_PT)
        self.promise = text_label(
            self.tr("Everything needed to repeat this run is saved with it."), "secondary", wrap=True, size=SMALL_PT
        )
        for line in (self.mistake, self.estimate, self.promise):
            line.setFont(font(SMALL_PT + 0.5))
            self.body.addWidget(line)
        self.body.setSpacing(SPACE)

        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(ESTIMATE_AFTER_MS)
        self._timer.timeout.connect(self._ask_estimate)
        self.data.changed.connect(self._on_change)
        self.model.currentIndexChanged.connect(self._on_model)
        self.model_form.changed.connect(self._on_change)
        self.seed.valueChanged.connect(self._on_change)
        self.refit.toggled.connect(self._on_change)

    @property
    def models(self) -> list[ModelType]:
        """The registered models."""
        return self._models

    def show_datasets(self, datasets: Sequence[DatasetSummary], chosen: int | None) -> None:
        """Fill the datasets in and choose one."""
        self.data.show_datasets(datasets, chosen)

    def show_types(self, models: Sequence[ModelType], splits: Sequence[SplitType]) -> None:
        """Fill models (attention first) and splits in; what was chosen before stays chosen."""
        if [m.name for m in self._models] == [m.name for m in models] and self.data.splits:
            return
        self._models = sorted(models, key=lambda model: not model.shows_attention)
        self.model.blockSignals(True)
        self.model.clear()
        for model in self._models:
            self.model.addItem(told(model.title), model.name)
        self.model.blockSignals(False)
        self.data.show_splits(splits)
        self._on_model()
        if self._wanted_model is not None:
            self.choose_model(self._wanted_model)
        if self._wanted_split is not None:
            self.choose_split(self._wanted_split)

    def show_runs(self, runs: Sequence[RunSummary]) -> None:
        """Know the runs of the dataset, newest first, which hybrids can be made of."""
        self._runs = runs

    def choose_dataset(self, dataset_id: int | None) -> None:
        """Follow the dataset chosen elsewhere."""
        self.data.choose_dataset(dataset_id)

    def choose_model(self, name: str) -> None:
        """Choose a model by name, now or once the models are known."""
        place = self.model.findData(name)
        self._wanted_model = name if place < 0 else None
        if place >= 0:
            self.model.setCurrentIndex(place)

    def choose_split(self, split: SplitChoice) -> None:
        """Fill a split in, now or once the ways of splitting are known."""
        self.choose_dataset(split.dataset_id)
        place = self.split.findData(split.name)
        self._wanted_split = split if place < 0 else None
        if place >= 0:
            self.data.choose_split(split.name, split.parameters)
            self.seed.setValue(split.seed)

    def repeat(self, run: RunDetails) -> None:
        """Fill in what made a run."""
        self.choose_dataset(run.summary.dataset_id)
        self.data.choose_split(run.split, run.split_parameters)
        self.choose_model(run.summary.model)
        self.model_form.set_values(run.config)
        self.seed.setValue(run.summary.seed)
        self.refit.setChecked(run.refit)

    def request(self, model: str | None = None) -> TrainRequest | None:
        """Return the request, or None while something is missing.

        Args:
            model: another model than the chosen one, with its default configuration on the same dataset and split.
        """
        dataset_id = self.dataset.currentData()
        name = model or self.model.currentData()
        if dataset_id is None or name is None or self.split.currentData() is None or self.mistakes():
            return None
        config: dict[str, Any] = self.model_form.values() if model is None else {}
        return TrainRequest(
            dataset_id=dataset_id,
            model=name,
            config=config,
            split=self.split.currentData(),
            split_parameters=self.split_form.values(),
            seed=self.seed.value(),
            refit=self.refit.isChecked(),
        )

    def mistakes(self) -> str:
        """Return why the settings do not fit together, or an empty text."""
        return self.split_form.mistake() or self.model_form.mistake()

    def _on_model(self) -> None:
        model = next((m for m in self._models if m.name == self.model.currentData()), None)
        if model is not None:
            self.model.setToolTip(told(model.summary))
            self.model_form.show_config(model.config)
            # Hybrids of the kind that a stored run can be a part of say so in their class of settings.
            self.add_run.setVisible(getattr(model.config, "takes_runs", False))
        self._on_change()

    def _fill_run_menu(self) -> None:
        self.add_run_menu.clear()
        hybrids = {model.name for model in self._models if "parts" in model.config.model_fields}
        fitting = [run for run in self._runs if run.state == "done" and run.model not in hybrids][:MOST_OFFERED]
        for run in fitting:
            action = self.add_run_menu.addAction(run.label)
            action.triggered.connect(lambda _=False, number=run.id: self._add_run(number))
        if not fitting:
            self.add_run_menu.addAction(self.tr("No run of this dataset has a model yet")).setEnabled(False)

    def _add_run(self, number: int) -> None:
        lines = str(self.model_form.values()["parts"]).splitlines()
        if f"#{number}" not in lines:
            self.model_form.set_values({"parts": "\n".join([*lines, f"#{number}"])})

    def _on_change(self) -> None:
        mistake = self.mistakes()
        self.mistake.setText(mistake)
        self.mistake.setVisible(bool(mistake))
        self.estimate.setVisible(not mistake)
        self._timer.start()
        self.changed.emit()

    def _ask_estimate(self) -> None:
        request = self.request()
        if request is None or not self._context.is_open:
            self._context.lookups.forget("train/estimate")
            return
        self._context.ask(
            "train/estimate",
            lambda workspace: workspace.runs.estimate(request),
            self._show_estimate,
            self._show_no_estimate,
        )

    def _show_estimate(self, estimate: Estimate) -> None:
        if estimate.parameters == 0 and estimate.seconds is None:
            # A model that only counts has nothing to estimate.
            self.estimate.setText(self.tr("Counts only: done within seconds."))
            return
        parts = [self.tr("{0} parameters").format(formatting.compact(estimate.parameters))]
        if estimate.seconds is not None:
            parts.append(self.tr("about {0} on this computer").format(wording.duration(estimate.seconds)))
        if estimate.memory_bytes:
            self.estimate.setToolTip(
                self.tr("Needs about {0} of memory.").format(formatting.size(estimate.memory_bytes))
            )
        self.estimate.setText(" · ".join(parts))

    def _show_no_estimate(self, sentence: str) -> None:
        self.estimate.setText(sentence)

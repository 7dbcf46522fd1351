"""Models: every run that was ever started, and all that is known of each."""

from __future__ import annotations

from typing import Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMessageBox, QStackedLayout, QVBoxLayout, QWidget

from workbench.gui.components.basics import Badge, Card, EmptyState, Notice, button, page_title
from workbench.gui.context import Context
from workbench.gui.panels import wording
from workbench.gui.panels.ablation_page import AblationPage, can_be_taken_apart
from workbench.gui.panels.run_details import RunDetailsCard
from workbench.gui.panels.run_table import RunTable
from workbench.gui.panels.train_form import ChoiceBox
from workbench.gui.panels.training_charts import TrainingCharts
from workbench.gui.panels.training_job import submit_training
from workbench.gui.runner import Job
from workbench.workspace import Workspace
from workbench.workspace.views import DatasetSummary, RunDetails, RunSummary, TrainRequest


class ModelsPanel(QWidget):
    """The Models place."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("page")
        self._context = context
        self._stale = True
        self._runs: list[RunSummary] = []
        self._details: RunDetails | None = None
        self._wanted: int | None = None

        self._make_title_row()
        self.notice = Notice()
        self.table = RunTable(("run", "model", "dataset", "ndcg@10", "time", "state"))
        table_card = Card()
        table_card.body.addWidget(self.table)
        self.charts = TrainingCharts(side_by_side=True)
        self.charts.setFixedHeight(240)
        self.details = RunDetailsCard()
        self.details.setFixedWidth(392)
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(table_card, 1)
        left.addWidget(self.charts)
        working = QWidget()
        columns = QHBoxLayout(working)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(14)
        columns.addLayout(left, 1)
        columns.addWidget(self.details)
        self.empty = EmptyState(
            self.tr("No models yet"),
            self.tr("Every training is kept here with all that is needed to repeat it. Train a first model."),
            self.tr("Go to Train"),
            lambda: context.go.emit("train", None),
            icon="models",
        )
        pages = QWidget()
        self._pages = QStackedLayout(pages)
        self._pages.addWidget(working)
        self._pages.addWidget(self.empty)
        self.ablation = AblationPage(context)
        self.ablation.left.connect(self._come_back)
        self._pages.addWidget(self.ablation)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 14, 20, 14)
        outer.setSpacing(12)
        outer.addLayout(self._title_row)
        outer.addWidget(self.notice)
        outer.addWidget(pages, 1)

        self.table.chosen.connect(self._on_chosen)
        self.table.opened.connect(lambda run_id: self._go("recommend"))
        for signal in (context.opened, context.datasets_changed, context.runs_changed):
            signal.connect(self._refresh)
        context.dataset_chosen.connect(self._on_dataset)
        context.runner.ended.connect(self._on_end)
        self._show_actions()

    def _make_title_row(self) -> None:
        self._title_row = QHBoxLayout()
        self._title_row.setSpacing(10)
        self._title_row.addWidget(page_title(self.tr("Models")))
        self.count = Badge("", "neutral")
        self.count.hide()
        self._title_row.addWidget(self.count)
        self.dataset = ChoiceBox()
        self.dataset.setAccessibleName(self.tr("Dataset"))
        self.dataset.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToContents)
        self.dataset.setMaximumWidth(280)
        self.dataset.activated.connect(lambda *_: self._show_table())
        self._title_row.addWidget(self.dataset)
        self._title_row.addStretch(1)
        self.delete = button(self.tr("Delete"), self._delete, icon="delete")
        self.again = button(
            self.tr("Train again"),
            self._train_again,
            icon="repeat",
            tip=self.tr("Repeat this run with the same data, configuration and seed"),
        )
        self.take_apart = button(
            self.tr("Ablation"),
            self._take_apart,
            tip=self.tr("What each modality is worth: train without it, and test the change"),
        )
        self.see_attention = button(self.tr("See attention"), lambda: self._go("attention"))
        self.see_recommendations = button(self.tr("See recommendations"), lambda: self._go("recommend"), primary=True)
        self.offers = (self.delete, self.again, self.take_apart, self.see_attention, self.see_recommendations)
        for made in self.offers:
            self._title_row.addWidget(made)

    # ---- what the window calls

    def show_argument(self, argument: Any) -> None:
        """Choose a run by its id, whatever its dataset."""
        if isinstance(argument, int):
            self._wanted = argument
            self._pages.setCurrentIndex(0)
            self.dataset.setCurrentIndex(0)
            self._show_table()

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for what changed while the place was hidden."""
        super().showEvent(event)
        if self._stale:
            self._refresh()

    # ---- asking and showing

    def _refresh(self) -> None:
        self._stale = True
        if not self._context.is_open or not self.isVisible():
            return
        self._stale = False
        self._context.ask("models/runs", lambda ws: (ws.datasets.list(), ws.runs.list()), self._show)

    def _show(self, answer: tuple[list[DatasetSummary], list[RunSummary]]) -> None:
        datasets, self._runs = answer
        chosen = self.dataset.currentData() if self.dataset.count() else self._context.dataset_id
        self.dataset.clear()
        self.dataset.addItem(self.tr("All datasets"), None)
        for dataset in datasets:
            self.dataset.addItem(dataset.name, dataset.id)
        if self._wanted is None:
            self.dataset.setCurrentIndex(max(0, self.dataset.findData(chosen)))
        self._show_table()

    def _on_dataset(self, dataset_id: int | None) -> None:
        self.dataset.setCurrentIndex(max(0, self.dataset.findData(dataset_id)))
        self._show_table()

    def _show_table(self) -> None:
        dataset_id = self.dataset.currentData()
        runs = [run for run in self._runs if dataset_id is None or run.dataset_id == dataset_id]
        self.count.setText(str(len(runs)))
        self.count.setVisible(bool(self._runs))
        if not (self._runs and self._apart):
            self._pages.setCurrentIndex(0 if self._runs else 1)
        self.table.show_runs(runs)
        if self._wanted is not None and self.table.choose(self._wanted):
            self._wanted = None
        elif self.table.chosen_run() is None and runs:
            done = next((run for run in runs if run.state == "done"), runs[0])
            self.table.choose(done.id)
        elif self.table.chosen_run() is not None:
            self._on_chosen(self.table.chosen_run())
        self._show_actions()

    def _on_chosen(self, run: RunSummary | None) -> None:
        if run is None:
            self._details = None
        else:
            self._context.ask("models/details", lambda ws: _details(ws, run), self._show_details)
        self._show_actions()

    def _show_details(self, answer: tuple[RunDetails, list[type[Any]]]) -> None:
        details, configs = answer
        self._details = details
        self.details.show_run(details, configs)
        self.charts.show_points(self.tr("run {0}").format(details.summary.id), details.points)
        self.charts.say(self.tr("This run has no curve: its model counts, or it ended before the first epoch."))
        self._show_actions()

    def _show_actions(self) -> None:
        run = self.table.chosen_run()
        self.details.setVisible(run is not None)
        self.charts.setVisible(run is not None)
        for made in (*self.offers, self.dataset):
            made.setVisible(bool(self._runs) and not self._apart)
        done = run is not None and run.state == "done"
        self.see_recommendations.setEnabled(done)
        self.see_attention.setVisible(run is not None and run.shows_attention and not self._apart)
        self.see_attention.setEnabled(done)
        self.delete.setEnabled(run is not None and run.state != "running")
        shown = self._details if run is not None and self._details is not None else None
        known = shown is not None and run is not None and shown.summary.id == run.id
        self.again.setEnabled(known)
        self.take_apart.setVisible(known and not self._apart and shown is not None and can_be_taken_apart(shown))

    @property
    def _apart(self) -> bool:
        """Whether one run is being taken apart, instead of all being listed."""
        return self._pages.currentWidget() is self.ablation

    # ---- acting

    def _go(self, place: str) -> None:
        run = self.table.chosen_run()
        if run is not None and run.state == "done":
            self._context.choose_dataset(run.dataset_id)
            self._context.go.emit(place, run.id)

    def _take_apart(self) -> None:
        run = self.table.chosen_run()
        if run is not None:
            self.ablation.show_run(run.id)
            self._pages.setCurrentWidget(self.ablation)
            self._show_actions()

    def _come_back(self) -> None:
        self._pages.setCurrentIndex(0)
        self._show_table()

    def _train_again(self) -> None:
        if self._details is None:
            return
        summary = self._details.summary
        request = TrainRequest(
            dataset_id=summary.dataset_id,
            model=summary.model,
            config=self._details.config,
            split=self._details.split,
            split_parameters=self._details.split_parameters,
            seed=summary.seed,
            refit=self._details.refit,
        )
        submit_training(self._context, request)
        self._context.choose_dataset(summary.dataset_id)
        self._context.go.emit("train", None)

    def _delete(self) -> None:
        run = self.table.chosen_run()
        if run is None:
            return
        question = QMessageBox(self)
        question.setIcon(QMessageBox.Icon.Question)
        question.setWindowTitle(self.tr("Delete a run"))
        question.setText(self.tr("Delete {0}?").format(wording.run_label(run)))
        question.setInformativeText(
            self.tr("Its model, curves and figures go with it. This cannot be undone; it can only be trained again.")
        )
        confirm = question.addButton(self.tr("Delete"), QMessageBox.ButtonRole.DestructiveRole)
        question.addButton(QMessageBox.StandardButton.Cancel)
        question.setDefaultButton(QMessageBox.StandardButton.Cancel)
        question.exec()
        if question.clickedButton() is confirm:
            self._context.ask(
                "models/delete",
                lambda ws: ws.runs.delete(run.id),
                lambda _: self._context.runs_changed.emit(),
                lambda sentence: self.notice.say(sentence, "bad"),
            )

    def _on_end(self, job: Job) -> None:
        # Each panel hears of a new run, whether or not the Train place was ever visited.
        if job.kind == "train":
            self._refresh()


def _details(ws: Workspace, run: RunSummary) -> tuple[RunDetails, list[type[Any]]]:
    """Return a run with the configuration classes of its model and split, where they are still installed."""
    details = ws.runs.get(run.id)
    models = [model.config for model in ws.runs.model_types() if model.name == run.model]
    splits = [split.config for split in ws.runs.split_types() if split.name == details.split]
    return details, models + splits

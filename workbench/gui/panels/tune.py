"""Tuning, the other page of Train: search models' settings, watch the search, and train what it found."""

from __future__ import annotations

import time
from typing import Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QStackedWidget, QVBoxLayout, QWidget

from workbench.gui.components.basics import Badge, Card, EmptyState, Notice, button, text_label
from workbench.gui.components.segmented import SegmentedControl
from workbench.gui.context import Context
from workbench.gui.panels import wording
from workbench.gui.panels.train_form import ChoiceBox
from workbench.gui.panels.training_job import submit_training
from workbench.gui.panels.trial_table import TrialTable
from workbench.gui.panels.tune_beside import StudiesBeside
from workbench.gui.panels.tune_charts import TuneCharts
from workbench.gui.panels.tune_setup import TuneSetUpCard
from workbench.gui.runner import Job
from workbench.gui.theme import SPACE
from workbench.gui.told import told
from workbench.workspace import Workspace
from workbench.workspace.views import DatasetSummary, ModelType, SplitType, StudyRecord, TrainRequest, TuneRequest

TUNE = "tune"
# The study is read again so often while a search runs.
REFRESH_SECONDS = 2.0


class TunePage(QWidget):
    """Set-up left; the chosen study's charts and trials right."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._stale = True
        self._studies: list[StudyRecord] = []
        self._job: Job | None = None
        self._read_at = 0.0
        self._wanted: str | None = None  # model whose study is to be shown once it is there
        self.set_up = TuneSetUpCard(context)
        self.set_up.setFixedWidth(300)
        self.notice = Notice()
        self.views = SegmentedControl(self.tr("What is shown"))
        self.views.set_choices(
            [
                ("one", self.tr("One model"), ""),
                ("all", self.tr("Side by side"), self.tr("All models searched on this split with this seed")),
            ]
        )
        self.views.set_value("one")
        self.study = ChoiceBox()
        self.study.setAccessibleName(self.tr("Study"))
        self.study.setMinimumWidth(200)
        self.badge = Badge()
        self.badge.hide()
        self.found = text_label("", "secondary", elide=True)
        self.stop = button(self.tr("Stop"), self._stop, tip=self.tr("End the search; the trials so far are kept"))
        self.delete = button("", self._delete, icon="delete", tip=self.tr("Delete this study and its trials"))
        self.delete.setAccessibleName(self.tr("Delete this study"))
        self.train_best = button(self.tr("Train the best"), self._train_best, primary=True)
        self.train_best.setToolTip(self.tr("Train the best settings as a run, judged once on the test part"))
        head = QHBoxLayout()
        head.setSpacing(SPACE)
        head.addWidget(self.views)
        head.addWidget(self.study)
        head.addWidget(self.badge)
        head.addWidget(self.found, 1)
        for made in (self.stop, self.delete, self.train_best):
            head.addWidget(made)
        self.charts, self.table, self.beside = TuneCharts(), TrialTable(), StudiesBeside()
        trials = Card()
        trials.body.addWidget(self.table)
        trials.setMinimumHeight(140)
        one = QWidget()
        column = QVBoxLayout(one)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.charts, 3)
        column.addWidget(trials, 2)
        self._closely = QStackedWidget()
        self._closely.addWidget(one)
        self._closely.addWidget(self.beside)
        shown = QWidget()
        column = QVBoxLayout(shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self._closely, 1)
        right = QWidget()
        self._pages = QStackedLayout(right)
        self._pages.addWidget(
            EmptyState(
                self.tr("Nothing tuned on this dataset yet"),
                self.tr(
                    "Choose models and a budget. The search begins with each model's own defaults, and goes on with "
                    "what the trials before have taught it. A fair comparison gives the baseline the same budget."
                ),
                icon="train",
            )
        )
        self._pages.addWidget(shown)
        columns = QHBoxLayout()
        columns.setSpacing(14)
        columns.addWidget(self.set_up)
        columns.addWidget(right, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(12)
        outer.addWidget(self.notice)
        outer.addLayout(columns, 1)

        self.set_up.started.connect(self._start)
        self.set_up.storage.editingFinished.connect(self._ask)
        self.study.activated.connect(lambda _row: self._show())
        self.views.chosen.connect(lambda _view: self._show())
        self.beside.chosen.connect(self._show_closely)
        for signal in (context.opened, context.datasets_changed):
            signal.connect(self._refresh)
        context.dataset_chosen.connect(self._on_dataset)
        context.runner.polled.connect(self._on_poll)
        context.runner.ended.connect(self._on_end)
        context.runner.changed.connect(self._update)
        self._update()

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for what changed while the page was hidden."""
        super().showEvent(event)
        if self._stale:
            self._refresh()

    # ---- asking

    def _refresh(self) -> None:
        self._stale = True
        if not self._context.is_open or not self.isVisible():
            return
        self._stale = False
        self._context.ask(
            "tune/types",
            lambda ws: (ws.datasets.list(), ws.tuning.model_types(), ws.runs.split_types()),
            self._show_types,
        )

    def _show_types(self, types: tuple[list[DatasetSummary], list[ModelType], list[SplitType]]) -> None:
        datasets, models, splits = types
        self.set_up.show_datasets(datasets, self._context.dataset_id)
        self.set_up.show_types(models, splits)
        self._ask()

    def _on_dataset(self, dataset_id: int | None) -> None:
        self.set_up.choose_dataset(dataset_id)
        if self.isVisible() and self._context.is_open:
            self._ask()

    def _ask(self) -> None:
        dataset_id, storage = self.set_up.dataset.currentData(), self.set_up.storage_url
        self._read_at = time.monotonic()
        if dataset_id is not None and self._context.is_open:
            self._context.ask(
                "tune/studies",
                lambda ws: ws.tuning.studies(dataset_id, storage),
                self._show_studies,
                lambda sentence: self.notice.say(sentence, "bad"),
            )

    def _show_studies(self, studies: list[StudyRecord]) -> None:
        self._studies = studies
        chosen = self.study.currentData()
        if self._wanted is not None:
            new = next((study.name for study in studies if study.model == self._wanted), None)
            if new is not None:
                chosen, self._wanted = new, None
        self.study.clear()
        for study in studies:
            text = self.tr("{model} · {split} · seed {seed}")
            self.study.addItem(text.format(model=study.model, split=study.split, seed=study.seed), study.name)
        self.study.setCurrentIndex(max(0, self.study.findData(chosen)))
        self._show()

    # ---- showing

    @property
    def shown(self) -> StudyRecord | None:
        """The study in view."""
        return next((study for study in self._studies if study.name == self.study.currentData()), None)

    @property
    def peers(self) -> list[StudyRecord]:
        """The study in view and those of other models on the same split with the same seed."""
        shown = self.shown
        if shown is None:
            return []
        about = (shown.split, shown.split_parameters, shown.seed)
        return [study for study in self._studies if (study.split, study.split_parameters, study.seed) == about]

    def _show_closely(self, name: str) -> None:
        self.study.setCurrentIndex(max(0, self.study.findData(name)))
        self.views.set_value("one")
        self._show()

    def _show(self) -> None:
        study, peers = self.shown, self.peers
        self._pages.setCurrentIndex(0 if study is None else 1)
        self.views.setVisible(len(peers) > 1)
        if len(peers) < 2:
            self.views.set_value("one")
        together = self.views.value() == "all"
        self.study.setVisible(not together)
        self._closely.setCurrentIndex(int(together))
        if together:
            self.beside.show_studies(peers)
            self.found.setText(self.tr("{split} · seed {seed}").format(split=peers[0].split, seed=peers[0].seed))
        elif study is not None:
            self.charts.show_study(study)
            self.table.show_study(study)
            best, first = study.best, next((trial for trial in study.trials if trial.defaults), None)
            said = [self.tr("%n trial(s)", "", len(study.trials))]
            if best is not None:
                said.append(
                    self.tr("best {value} in trial {number}").format(value=f"{best.value:.4f}", number=best.number)
                )
            if best is not None and first is not None and first.value and best.value is not None:
                gain = best.value / first.value - 1.0
                said.append(self.tr("{gain} over the defaults").format(gain=f"{gain:+.1%}"))
            said.append(wording.duration(study.seconds))
            self.found.setText(" · ".join(said))
        self._update()

    def _update(self) -> None:
        study = self.shown
        jobs = self._jobs()
        together = self.views.value() == "all"
        self.train_best.setText(self.tr("Train the best of each") if together else self.tr("Train the best"))
        self.train_best.setEnabled(bool(self._to_train()))
        self.delete.setVisible(not together)
        self.stop.setVisible(bool(jobs))
        self.delete.setEnabled(study is not None and not jobs)
        if not jobs:
            self.badge.hide()

    def _jobs(self) -> list[Job]:
        runner = self._context.runner
        running = [runner.current] if runner.current is not None else []
        return [job for job in (*running, *runner.waiting) if job.kind == TUNE]

    # ---- doing

    def _start(self) -> None:
        self.notice.hide()
        workspace = self._context.workspace
        for number, request in enumerate(self.set_up.requests()):
            if number == 0:
                self._wanted = request.model
            self._context.runner.submit(
                Job(
                    title=self.tr("Tuning {0}").format(request.model),
                    work=_search(workspace, request),
                    kind=TUNE,
                    about=request,
                    can_pause=True,
                )
            )

    def _stop(self) -> None:
        for job in reversed(self._jobs()):
            self._context.runner.cancel(job)

    def _delete(self) -> None:
        study = self.shown
        if study is None:
            return
        name, storage = study.name, study.storage
        self._context.ask("tune/delete", lambda ws: ws.tuning.delete(name, storage), lambda _: self._ask())

    def _to_train(self) -> list[StudyRecord]:
        """Return the studies whose best would be trained: the one in view, or all side by side."""
        studies = self.peers if self.views.value() == "all" else [self.shown]
        return [study for study in studies if study is not None and study.best is not None]

    def _train_best(self) -> None:
        dataset_id, studies = self.set_up.dataset.currentData(), self._to_train()
        if dataset_id is None or not studies:
            return
        for study in studies:
            self._submit_best(study, dataset_id)
        trained = ", ".join(study.model for study in studies)
        self.notice.say(
            self.tr("The best trial of {models} is being trained as a run.").format(models=trained),
            "good",
            action=self.tr("Compare in Metrics"),
            on_action=lambda: self._context.go.emit("metrics", None),
        )

    def _submit_best(self, study: StudyRecord, dataset_id: int) -> None:
        workspace, best = self._context.workspace, study.best
        assert best is not None
        about = TrainRequest(dataset_id, study.model, best.config, study.split, study.split_parameters, study.seed)
        submit_training(
            self._context,
            about,
            work=lambda progress: workspace.tuning.train_best(study.name, dataset_id, study.storage, progress=progress),
        )

    # ---- watching

    def _on_poll(self, job: Job) -> None:
        if job.kind != TUNE:
            return
        if job is not self._job:
            self._job, self._wanted = job, job.about.model
        snapshot = job.progress.snapshot()
        said = told(snapshot.message) or self.tr("starting")
        self.badge.setText(self.tr("Paused") if snapshot.paused else f"{job.about.model} · {said}")
        self.badge.show()
        if self.isVisible() and time.monotonic() - self._read_at > REFRESH_SECONDS:
            self._ask()

    def _on_end(self, job: Job) -> None:
        if job.kind != TUNE:
            return
        if job is self._job:
            self._job = None
        self._update()
        if self.isVisible():
            self._ask()
        else:
            self._stale = True


def _search(workspace: Workspace, request: TuneRequest) -> Any:
    return lambda progress: workspace.tuning.tune(request, progress=progress)

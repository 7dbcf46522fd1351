"""Preparing: a recipe of steps on the dataset in use, what it would do, and storing what comes out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QCursor, QFont
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
)

from workbench.data.preparing.recipe import RecipeStep
from workbench.gui.components.basics import Card, Notice, button, text_label
from workbench.gui.components.columns import emptied, scrolled
from workbench.gui.context import Context
from workbench.gui.formatting import day, percent, whole
from workbench.gui.panels.data_page import DatasetPage
from workbench.gui.panels.prepare_steps import RecipeSteps
from workbench.gui.panels.train_form import ChoiceBox
from workbench.gui.preview import Preview
from workbench.gui.runner import Job
from workbench.gui.theme import SMALL_PT
from workbench.gui.told import told
from workbench.workspace.views import DatasetSummary, RecipePreview, StepType

if TYPE_CHECKING:
    from workbench.workspace import Workspace

RESULT_WIDTH = 280


class PreparePage(DatasetPage):
    """The recipe stays while another dataset is chosen, so that it can be replayed on that one."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._kinds: list[StepType] = []
        self._wanted: tuple[RecipeStep, ...] | None = None
        self._result: RecipePreview | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addLayout(self._recipe_column(), 1)
        row.addWidget(self._result_card())
        self.preview = Preview(context, self)
        self.preview.busy.connect(self._show_busy)
        self.preview.answered.connect(self._show_result)
        self.preview.failed.connect(self._show_failure)
        self.steps.changed.connect(self._ask_preview)
        context.datasets_changed.connect(self._ask_prepared)

    def show_dataset(self, summary: DatasetSummary) -> None:
        """Offer a name for what comes out of the dataset."""
        if self.summary is None or self.summary.name != summary.name:
            self.name.setPlaceholderText(self.tr("{name} (prepared)").format(name=summary.name))
        super().show_dataset(summary)

    def ask(self, summary: DatasetSummary) -> None:
        """Ask for the kinds of steps, once, and preview the recipe on this dataset."""
        if not self._kinds:
            self._context.ask("data/steps", lambda ws: ws.preparing.step_types(), self._show_kinds)
        self._ask_prepared()
        self._context.ask("data/attributes", lambda ws: _attributes(ws, summary.id), self.steps.suggest)
        self._ask_preview()

    def _ask_prepared(self) -> None:
        self._context.ask("data/prepared", lambda ws: ws.datasets.list(), self._show_prepared)

    def show_recipe(self, recipe: Sequence[RecipeStep]) -> None:
        """Take a recipe over, to be edited or replayed."""
        self._wanted = tuple(recipe)
        if self._kinds:
            self.steps.show_recipe(self._wanted, self._kinds)
            self._wanted = None

    # ---- what is made

    def _recipe_column(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(8)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(text_label(self.tr("Recipe"), "secondary", size=SMALL_PT, weight=QFont.Weight.DemiBold))
        top.addStretch(1)
        self.replay = button(self.tr("Recipe of…"), self._choose_recipe, icon="repeat")
        self.replay.setToolTip(self.tr("Take the recipe of a dataset that was prepared before"))
        self.add = button(self.tr("Add a step"), self._choose_kind, icon="add")
        top.addWidget(self.replay)
        top.addWidget(self.add)
        column.addLayout(top)
        self.steps = RecipeSteps()
        column.addWidget(scrolled(self.steps), 1)
        return column

    def _result_card(self) -> Card:
        card = Card(self.tr("What comes out"))
        card.setFixedWidth(RESULT_WIDTH)
        self.busy = QProgressBar()
        self.busy.setRange(0, 0)
        self.busy.setTextVisible(False)
        self.busy.setFixedHeight(2)
        self.busy.setAccessibleName(self.tr("Counting"))
        kept = self.busy.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self.busy.setSizePolicy(kept)
        self.busy.hide()
        card.body.addWidget(self.busy)
        self.notice = Notice()
        card.body.addWidget(self.notice)
        self._figures = QGridLayout()
        self._figures.setHorizontalSpacing(10)
        self._figures.setVerticalSpacing(6)
        card.body.addLayout(self._figures)
        card.body.addStretch(1)
        self.store_as = ChoiceBox()
        self.store_as.setAccessibleName(self.tr("Store as"))
        self.store_as.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.store_as.currentIndexChanged.connect(self._enable)
        self.name = QLineEdit()
        self.name.setAccessibleName(self.tr("Name of the new dataset"))
        self.save: QPushButton = button(self.tr("Save as a new dataset"), self._save, primary=True)
        for part in (self.store_as, self.name, self.save):
            card.body.addWidget(part)
        self.promise = text_label(
            self.tr("The dataset itself stays as it is. The recipe is kept with what it makes."),
            "faint",
            size=SMALL_PT,
            wrap=True,
        )
        card.body.addWidget(self.promise)
        self._enable()
        return card

    # ---- steps

    def _show_kinds(self, kinds: list[StepType]) -> None:
        self._kinds = kinds
        if self._wanted is not None:
            self.show_recipe(self._wanted)

    def _choose_kind(self) -> None:
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        for kind in self._kinds:
            action = menu.addAction(told(kind.title), partial(self.steps.add, kind))
            action.setToolTip(told(kind.summary))
        self._pop_up(menu, self.add)

    def _choose_recipe(self) -> None:
        self._context.ask("data/recipes", lambda ws: ws.datasets.list(), self._offer_recipes)

    def _offer_recipes(self, found: list[DatasetSummary]) -> None:
        menu = QMenu(self)
        for dataset in found:
            if dataset.recipe:
                text = self.tr("{name} (%n step(s))", "", len(dataset.recipe)).format(name=dataset.label)
                menu.addAction(text.replace("&", "&&"), partial(self.show_recipe, dataset.recipe))
        if menu.isEmpty():
            menu.addAction(self.tr("No dataset here was made by a recipe")).setEnabled(False)
        self._pop_up(menu, self.replay)

    def _pop_up(self, menu: QMenu, under: QPushButton) -> None:
        menu.aboutToHide.connect(menu.deleteLater)
        corner = under.mapToGlobal(under.rect().bottomLeft())
        menu.popup(corner if under.isVisible() else QCursor.pos())

    # ---- what comes out

    def _ask_preview(self) -> None:
        self._result = None
        self._enable()
        summary, recipe = self.summary, self.steps.recipe()
        self.steps.show_effects(())
        if summary is None or self.steps.has_mistake() or not recipe:
            self.preview.stop()
            self.notice.say("")
            self._show_figures(None)
            return
        self.preview.ask(lambda ws, progress: ws.preparing.preview_recipe(summary.id, recipe, progress=progress))

    def _show_busy(self, busy: bool) -> None:
        self.busy.setVisible(busy)

    def _show_result(self, result: RecipePreview) -> None:
        self._result = result
        emptying = told(result.effects[-1].title) if result.effects and result.n_rows == 0 else ""
        self.notice.say(self.tr("Nothing is left after “{step}”.").format(step=emptying) if emptying else "", "warning")
        self.steps.show_effects(result.effects)
        self._show_figures(result)
        self._enable()

    def _show_failure(self, sentence: str) -> None:
        self.notice.say(sentence, "bad")
        self._show_figures(None)
        self._enable()

    def _show_figures(self, result: RecipePreview | None) -> None:
        emptied(self._figures)
        summary = self.summary
        if summary is None:
            return
        filled = None if result is None else result.n_rows / max(1, result.n_users * result.n_items)
        rows = [
            (self.tr("Interactions"), whole(summary.n_rows), None if result is None else whole(result.n_rows)),
            (self.tr("Users"), whole(summary.n_users), None if result is None else whole(result.n_users)),
            (self.tr("Items"), whole(summary.n_items), None if result is None else whole(result.n_items)),
            (self.tr("Filled"), percent(summary.density), None if filled is None else percent(filled)),
        ]
        if summary.first_time is not None and summary.last_time is not None:
            after_first = None if result is None or result.first_time is None else day(result.first_time)
            after_last = None if result is None or result.last_time is None else day(result.last_time)
            rows.append((self.tr("First"), day(summary.first_time), after_first))
            rows.append((self.tr("Last"), day(summary.last_time), after_last))
        for place, (name, before, after) in enumerate(rows):
            self._figures.addWidget(text_label(name, "secondary", size=SMALL_PT), place, 0)
            self._figures.addWidget(text_label(before, "secondary", size=SMALL_PT), place, 1)
            if after is not None:
                weight = QFont.Weight.Normal if after == before else QFont.Weight.DemiBold
                self._figures.addWidget(text_label(f"→ {after}", size=SMALL_PT, weight=weight), place, 2)
        self._figures.setColumnStretch(2, 1)

    # ---- storing

    def _show_prepared(self, found: list[DatasetSummary]) -> None:
        """Offer to store what comes out as the next version of what was prepared from this dataset."""
        summary = self.summary
        chosen = self.store_as.currentData()
        self.store_as.blockSignals(True)
        self.store_as.clear()
        self.store_as.addItem(self.tr("A new dataset"), None)
        family = {d.id for d in found if summary is not None and _first(d) == _first(summary)}
        for dataset in found:
            if dataset.recipe and dataset.parent_id in family:
                self.store_as.addItem(self.tr("The next version of {name}").format(name=dataset.name), dataset.id)
        self.store_as.setCurrentIndex(max(0, self.store_as.findData(chosen)))
        self.store_as.setVisible(self.store_as.count() > 1)
        self.store_as.blockSignals(False)
        self._enable()

    def _enable(self) -> None:
        newer = self.store_as.currentData() is not None
        self.name.setVisible(not newer)
        self.save.setText(self.tr("Save as the next version") if newer else self.tr("Save as a new dataset"))
        writable = self._context.is_open and not self._context.workspace.read_only
        self.save.setEnabled(writable and self._result is not None and self._result.n_rows > 0)

    def _save(self) -> None:
        summary, recipe = self.summary, self.steps.recipe()
        if summary is None:
            return
        workspace, name, newer = self._context.workspace, self.name.text().strip() or None, self.store_as.currentData()
        self._context.runner.submit(
            Job(
                self.tr("Preparing {name}").format(name=summary.name),
                lambda progress: workspace.preparing.prepare(
                    summary.id, recipe, name=name, newer_than=newer, progress=progress
                ),
                kind="prepare",
                about=summary.id,
            )
        )
        self.name.clear()


def _attributes(workspace: Workspace, dataset_id: int) -> list[str]:
    """Return the attributes of items, then those of users."""
    pages = (workspace.profile.items(dataset_id, limit=1), workspace.profile.users(dataset_id, limit=1))
    return [column.name for page in pages for column in page.columns if column.attribute]


def _first(dataset: DatasetSummary) -> int:
    """Return the id of a dataset's first version."""
    return dataset.version_of or dataset.id

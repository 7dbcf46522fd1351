"""Splits as they would be trained on, and recipes as lists of steps, on a real workspace."""

from __future__ import annotations

from typing import Any

import pytest
from conftest import texts
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QMenu, QPushButton

from workbench.gui.context import Context
from workbench.gui.panels.data import DataPanel
from workbench.gui.panels.data_splits import SplitsPage
from workbench.gui.panels.prepare import PreparePage
from workbench.gui.panels.train import TrainPanel
from workbench.jobs import Progress
from workbench.workspace import Workspace
from workbench.workspace.views import DatasetSummary


@pytest.fixture
def panel(qtbot: Any, context: Context, stocked: Workspace) -> DataPanel:
    made = DataPanel(context)
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    context.open_with(stocked)
    qtbot.waitUntil(lambda: context.dataset_id is not None, timeout=5000)
    context.choose_dataset(stocked.datasets.find("Films").id)
    return made


@pytest.fixture
def films(panel: DataPanel, stocked: Workspace) -> DatasetSummary:
    return stocked.datasets.find("Films")


# ---- splits


@pytest.fixture
def splits(panel: DataPanel, qtbot: Any) -> SplitsPage:
    panel.library.detail.tabs.show_page("splits")
    page = panel.library.detail.tabs.page("splits")
    qtbot.waitUntil(lambda: bool(page.timeline.names()), timeout=8000)
    assert isinstance(page, SplitsPage)
    return page


def choose(page: SplitsPage, strategy: str, qtbot: Any) -> str:
    before = page.verdict.text(), texts(page.result)
    page.strategy.setCurrentIndex(page.strategy.findData(strategy))
    qtbot.waitUntil(lambda: (page.verdict.text(), texts(page.result)) != before, timeout=8000)
    return texts(page.result)


def test_the_usual_split_is_drawn_at_once_with_its_parts_and_what_leaks(splits: SplitsPage, qtbot: Any) -> None:
    assert splits.timeline.names() == ["Training", "Validation", "Test"]
    assert splits.verdict.text() == "What others did later"
    qtbot.waitUntil(lambda: "Training sees nobody's own future" in texts(splits.result), timeout=2000)


def test_a_split_is_taken_along_to_training(
    splits: SplitsPage, context: Context, stocked: Workspace, qtbot: Any
) -> None:
    choose(splits, "global-time", qtbot)
    splits.seed.setValue(7)
    splits.form.set_values({"test_share": 0.2})
    went: list[tuple[str, Any]] = []
    context.go.connect(lambda place, argument=None: went.append((place, argument)))
    qtbot.mouseClick(splits.train, Qt.MouseButton.LeftButton)
    assert went[0][0] == "train"
    train = TrainPanel(context)
    qtbot.addWidget(train)
    train.show_argument(went[0][1])  # before it knows the datasets and the ways of splitting
    train.set_up.show_datasets(stocked.datasets.list(), context.dataset_id)
    train.set_up.show_types((), stocked.runs.split_types())
    assert splits.summary is not None
    assert train.set_up.dataset.currentData() == splits.summary.id
    assert train.set_up.split.currentData() == "global-time"
    assert train.set_up.split_form.values()["test_share"] == 0.2
    assert train.set_up.seed.value() == 7


def test_parts_stand_on_each_other_in_the_timeline(splits: SplitsPage) -> None:
    bars = {name: splits.timeline._series[name].opts for name in splits.timeline.names()}
    assert (bars["Validation"]["y0"] == bars["Training"]["height"]).all()
    assert (bars["Test"]["y0"] == bars["Training"]["height"] + bars["Validation"]["height"]).all()


def test_a_split_by_time_says_that_nothing_of_the_future_is_seen(
    splits: SplitsPage, stocked: Workspace, films: DatasetSummary, qtbot: Any
) -> None:
    choose(splits, "global-time", qtbot)
    assert splits.verdict.text() == "Nothing"
    told = stocked.preparing.split_picture(films.id, "global-time", progress=Progress())
    assert told.parts[2].cold_users > 0
    figures = [f"{part.rows:,}" for part in told.parts] + [str(told.parts[2].cold_users)]
    qtbot.waitUntil(lambda: set(figures) <= set(texts(splits.result).split("\n")), timeout=5000)


def test_parameters_come_from_the_generated_form_and_change_the_picture(splits: SplitsPage, qtbot: Any) -> None:
    choose(splits, "global-time", qtbot)
    heights = splits.timeline._series["Test"].opts["height"].sum()
    splits.form.fields["test_share"].setValue(0.4)
    qtbot.waitUntil(lambda: splits.timeline._series["Test"].opts["height"].sum() > 2 * heights, timeout=8000)


def test_a_split_that_does_not_suit_the_dataset_says_why(
    splits: SplitsPage, context: Context, stocked: Workspace, qtbot: Any
) -> None:
    context.choose_dataset(stocked.datasets.find("Pairs").id)
    qtbot.waitUntil(lambda: splits.verdict.text() == "Cannot be known", timeout=8000)
    assert not splits.timeline_card.isVisible()
    splits.strategy.setCurrentIndex(splits.strategy.findData("global-time"))
    qtbot.waitUntil(splits.notice.isVisible, timeout=8000)
    assert "no times" in splits.notice.text.text()
    assert not splits.result.isVisible()


# ---- recipes


@pytest.fixture
def prepare(panel: DataPanel, qtbot: Any) -> PreparePage:
    panel.library.detail.tabs.show_page("prepare")
    page = panel.library.detail.tabs.page("prepare")
    qtbot.waitUntil(lambda: bool(page._kinds), timeout=5000)
    assert isinstance(page, PreparePage)
    return page


def add(page: PreparePage, title: str, qtbot: Any) -> None:
    """Add a step as a person does: by the menu of the button."""
    qtbot.mouseClick(page.add, Qt.MouseButton.LeftButton)
    menu = next(m for m in page.findChildren(QMenu) if m.isVisible())
    next(action for action in menu.actions() if action.text() == title).trigger()
    menu.close()


def effects(page: PreparePage) -> list[str]:
    return [row.effect.text() for row in page.steps.rows]


def wait_for_effects(page: PreparePage, qtbot: Any) -> list[str]:
    qtbot.waitUntil(
        lambda: all(row.effect.text() for row in page.steps.rows) and not page.busy.isVisible(), timeout=8000
    )
    return effects(page)


def test_a_step_shows_what_it_does_in_numbers_before_anything_is_stored(
    prepare: PreparePage, films: DatasetSummary, stocked: Workspace, qtbot: Any
) -> None:
    assert not prepare.save.isEnabled()
    add(prepare, "Value threshold", qtbot)
    (said,) = wait_for_effects(prepare, qtbot)
    kept = int((stocked.datasets.load(films.id).interactions.value >= 4).sum())
    assert f"{films.n_rows:,} → {kept:,} interactions" in said
    assert prepare.save.isEnabled()
    assert len(stocked.datasets.list()) == 2


def test_a_change_in_the_form_changes_the_numbers(prepare: PreparePage, qtbot: Any) -> None:
    add(prepare, "Value threshold", qtbot)
    before = wait_for_effects(prepare, qtbot)
    prepare.steps.rows[0].form.fields["minimum"].setValue(5)
    qtbot.waitUntil(lambda: effects(prepare) not in (before, [""]), timeout=8000)


def test_a_step_is_dragged_to_another_place(prepare: PreparePage, films: DatasetSummary, qtbot: Any) -> None:
    for title in ("Value threshold", "K-core", "Duplicates"):
        add(prepare, title, qtbot)
    rows = list(prepare.steps.rows)
    for row in rows:
        row.fold.setChecked(False)
    qtbot.waitUntil(lambda: rows[2].geometry().top() > rows[1].geometry().top() > 0)
    grip = rows[2].grip
    qtbot.mousePress(grip, Qt.MouseButton.LeftButton)
    above = rows[0].mapToGlobal(QPoint(0, 2))
    move = QMouseEvent(
        QEvent.Type.MouseMove, QPointF(0, 0), QPointF(above), Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(grip, move)
    qtbot.mouseRelease(grip, Qt.MouseButton.LeftButton)
    assert [step.step for step in prepare.steps.recipe()] == ["duplicates", "value-threshold", "k-core"]
    assert [row.number.text() for row in prepare.steps.rows] == ["1", "2", "3"]


def test_steps_can_be_moved_switched_off_and_taken_out(prepare: PreparePage, films: DatasetSummary, qtbot: Any) -> None:
    add(prepare, "Value threshold", qtbot)
    add(prepare, "K-core", qtbot)
    rows = prepare.steps.rows
    assert not rows[0].up.isEnabled()
    assert not rows[1].down.isEnabled()
    qtbot.mouseClick(rows[1].up, Qt.MouseButton.LeftButton)
    assert [step.step for step in prepare.steps.recipe()] == ["k-core", "value-threshold"]
    said = wait_for_effects(prepare, qtbot)
    assert said[0].startswith(f"{films.n_rows:,}")
    prepare.steps.rows[0].on.setChecked(False)
    said = wait_for_effects(prepare, qtbot)
    assert said[0] == "Switched off"
    assert said[1].startswith(f"{films.n_rows:,} →")
    qtbot.mouseClick(prepare.steps.rows[1].remove, Qt.MouseButton.LeftButton)
    assert [row.kind.name for row in prepare.steps.rows] == ["k-core"]
    assert not prepare.save.isEnabled()


def test_settings_that_do_not_fit_say_so_at_their_step_and_nothing_can_be_saved(
    prepare: PreparePage, qtbot: Any
) -> None:
    add(prepare, "Time range", qtbot)
    row = prepare.steps.rows[0]
    assert "Give a first moment" in row.mistake.text()
    row.form.fields["start"].setText("yesterday")
    assert "no date" in row.mistake.text()
    assert not prepare.save.isEnabled()
    row.form.fields["start"].setText("2020-03-01")
    assert row.mistake.text() == ""
    qtbot.waitUntil(prepare.save.isEnabled, timeout=8000)


def test_the_name_of_an_attribute_is_completed(prepare: PreparePage, qtbot: Any) -> None:
    add(prepare, "By attribute", qtbot)
    field = prepare.steps.rows[0].form.fields["column"]
    qtbot.waitUntil(lambda: "city" in field.placeholderText(), timeout=5000)
    qtbot.keyClicks(field, "ci")
    assert field.completer().currentCompletion() == "city"


def test_a_recipe_that_leaves_nothing_cannot_be_saved(prepare: PreparePage, qtbot: Any) -> None:
    add(prepare, "Value threshold", qtbot)
    prepare.steps.rows[0].form.fields["minimum"].setValue(99)
    qtbot.waitUntil(lambda: "Nothing is left after “Value threshold”" in prepare.notice.text.text(), timeout=8000)
    assert not prepare.save.isEnabled()


def save(page: PreparePage, context: Context, name: str, qtbot: Any) -> None:
    qtbot.waitUntil(page.save.isEnabled, timeout=8000)
    before = context.dataset_id
    page.name.setText(name)
    qtbot.mouseClick(page.save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: context.dataset_id != before and context.runner.current is None, timeout=8000)


def test_what_comes_out_is_a_new_dataset_that_knows_its_recipe_and_parent(
    panel: DataPanel, prepare: PreparePage, films: DatasetSummary, stocked: Workspace, context: Context, qtbot: Any
) -> None:
    add(prepare, "Value threshold", qtbot)
    save(prepare, context, "Liked films", qtbot)
    made = stocked.datasets.get(context.dataset_id or 0)
    assert (made.name, made.parent_id) == ("Liked films", films.id)
    assert made.recipe is not None
    assert [step.step for step in made.recipe] == ["value-threshold"]
    qtbot.waitUntil(lambda: made.id in panel.library.cards.cards, timeout=3000)
    panel.library.detail.tabs.show_page("overview")
    origin = panel.library.detail.overview.origin
    qtbot.waitUntil(lambda: "Value threshold" in texts(origin), timeout=5000)
    assert origin.findChild(QPushButton, "use_recipe") is not None


def test_a_stored_recipe_is_replayed_on_another_dataset(
    panel: DataPanel, prepare: PreparePage, stocked: Workspace, context: Context, qtbot: Any
) -> None:
    add(prepare, "K-core", qtbot)
    save(prepare, context, "Core", qtbot)
    prepare.steps.show_recipe((), ())
    assert prepare.steps.rows == []
    pairs = stocked.datasets.find("Pairs")
    context.choose_dataset(pairs.id)
    qtbot.mouseClick(prepare.replay, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: any(m.isVisible() for m in prepare.findChildren(QMenu)), timeout=3000)
    menu = next(m for m in prepare.findChildren(QMenu) if m.isVisible())
    (offered,) = menu.actions()
    assert offered.text().startswith("Core")
    offered.trigger()
    menu.close()
    (said,) = wait_for_effects(prepare, qtbot)
    assert said.startswith(f"{pairs.n_rows:,}")
    save(prepare, context, "Core of pairs", qtbot)
    assert stocked.datasets.get(context.dataset_id or 0).parent_id == pairs.id


def test_an_edited_recipe_can_be_stored_as_the_next_version(
    prepare: PreparePage, films: DatasetSummary, stocked: Workspace, context: Context, qtbot: Any
) -> None:
    add(prepare, "Value threshold", qtbot)
    save(prepare, context, "Liked films", qtbot)
    first = context.dataset_id
    context.choose_dataset(films.id)
    qtbot.waitUntil(lambda: prepare.store_as.findData(first) > 0, timeout=5000)
    prepare.store_as.setCurrentIndex(prepare.store_as.findData(first))
    assert not prepare.name.isVisible()
    prepare.steps.rows[0].form.fields["minimum"].setValue(5)
    save(prepare, context, "", qtbot)
    made = stocked.datasets.get(context.dataset_id or 0)
    assert (made.name, made.version, made.version_of) == ("Liked films", 2, first)

"""Deleting into the bin, and forgetting a user, on a real workspace."""

from __future__ import annotations

from typing import Any

import pytest
from conftest import texts, wait_for_text
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QPushButton

from workbench.gui.context import Context
from workbench.gui.panels.data import DataPanel
from workbench.gui.panels.data_delete import DeleteDialog
from workbench.gui.panels.data_forget import ForgetDialog
from workbench.gui.panels.run_details import RunDetailsCard
from workbench.jobs import Progress
from workbench.workspace import Workspace
from workbench.workspace.views import DatasetSummary, RecipeStep, TrainRequest


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


def delete(panel: DataPanel, qtbot: Any) -> str:
    """Delete the dataset in use as a person does; return what the dialog said."""
    qtbot.mouseClick(panel.library.detail.delete, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: any(d.isVisible() for d in panel.findChildren(DeleteDialog)), timeout=5000)
    dialog = next(d for d in panel.findChildren(DeleteDialog) if d.isVisible())
    said = texts(dialog)
    qtbot.mouseClick(dialog.agree, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(panel.open_bin.isVisible, timeout=5000)
    return said


def test_deleting_names_the_runs_that_go_and_the_datasets_that_stay(
    panel: DataPanel, films: DatasetSummary, stocked: Workspace, qtbot: Any
) -> None:
    run = stocked.runs.train(TrainRequest(films.id, "Popularity"), progress=Progress())
    stocked.preparing.prepare(films.id, [RecipeStep("value-threshold")], name="Liked", progress=Progress())
    said = delete(panel, qtbot)
    assert run.label in said
    assert "Liked" in said
    assert [d.name for d in stocked.datasets.list()] == ["Liked", "Pairs"]


def test_deleting_can_be_undone_at_once(
    panel: DataPanel, films: DatasetSummary, stocked: Workspace, context: Context, qtbot: Any
) -> None:
    delete(panel, qtbot)
    assert "is in the bin" in panel.notice.text.text()
    qtbot.mouseClick(panel.notice.action, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: context.dataset_id == films.id, timeout=5000)
    assert stocked.datasets.binned() == []
    qtbot.waitUntil(lambda: not panel.open_bin.isVisible(), timeout=3000)


def test_what_lies_in_the_bin_can_be_restored(
    panel: DataPanel, films: DatasetSummary, context: Context, qtbot: Any
) -> None:
    delete(panel, qtbot)
    qtbot.mouseClick(panel.open_bin, Qt.MouseButton.LeftButton)
    wait_for_text(qtbot, panel.bin, "Films")
    qtbot.mouseClick(panel.bin.findChild(QPushButton, "restore"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "The bin is empty" in texts(panel.bin), timeout=5000)
    qtbot.waitUntil(lambda: context.dataset_id == films.id, timeout=5000)
    qtbot.mouseClick(panel.bin.back, Qt.MouseButton.LeftButton)
    assert panel.library.isVisible()


def test_emptying_the_bin_asks_and_cannot_be_undone(
    panel: DataPanel, stocked: Workspace, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    delete(panel, qtbot)
    qtbot.mouseClick(panel.open_bin, Qt.MouseButton.LeftButton)
    asked: list[str] = []
    for answer in (QMessageBox.StandardButton.Cancel, QMessageBox.StandardButton.Yes):
        monkeypatch.setattr(QMessageBox, "question", lambda *given, answer=answer: asked.append(given[2]) or answer)
        assert len(stocked.datasets.binned()) == 1
        qtbot.mouseClick(panel.bin.empty, Qt.MouseButton.LeftButton)
        qtbot.wait(30)
    qtbot.waitUntil(lambda: stocked.datasets.binned() == [], timeout=5000)
    assert "“Films”" in asked[0]
    assert "cannot be undone" in asked[0]


def test_forgetting_a_user_makes_a_version_without_them_and_marks_the_models(
    panel: DataPanel, films: DatasetSummary, stocked: Workspace, context: Context, qtbot: Any
) -> None:
    run = stocked.runs.train(TrainRequest(films.id, "Popularity"), progress=Progress())
    panel.library.detail.tabs.show_page("users")
    page = panel.library.detail.tabs.page("users")
    page.open("u0")
    qtbot.mouseClick(page.view.forget_button, Qt.MouseButton.LeftButton)
    dialog = panel.findChild(ForgetDialog)
    qtbot.waitUntil(lambda: run.label in texts(dialog), timeout=5000)
    wait_for_text(qtbot, dialog, "Every model that was trained with them is marked")
    assert stocked.datasets.find("Films") == films
    qtbot.mouseClick(dialog.agree, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(dialog.bin_old.isVisible, timeout=30_000)
    made = stocked.datasets.get(context.dataset_id or 0)
    assert (made.version, made.n_users) == (2, films.n_users - 1)
    assert stocked.runs.get(run.id).summary.forgotten_users == 1
    wait_for_text(qtbot, dialog, run.label)
    card = RunDetailsCard()
    qtbot.addWidget(card)
    card.show_run(stocked.runs.get(run.id))
    assert any("asked to be forgotten" in text for text in card.texts())
    qtbot.mouseClick(dialog.bin_old, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: [b.dataset.id for b in stocked.datasets.binned()] == [films.id], timeout=5000)


def test_a_read_only_workspace_deletes_and_forgets_nothing(panel: DataPanel, stocked: Workspace, qtbot: Any) -> None:
    stocked.read_only = True
    qtbot.mouseClick(panel.library.detail.delete, Qt.MouseButton.LeftButton)
    assert "read-only" in panel.notice.text.text()
    panel.library._forget("u0")
    assert panel.findChildren(DeleteDialog) == panel.findChildren(ForgetDialog) == []

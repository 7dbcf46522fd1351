from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from conftest import FakeWorkspace
from import_steps import choose_role, opened, pick
from PySide6.QtCore import Qt

from workbench.gui.context import Context
from workbench.gui.panels.data import DataPanel
from workbench.gui.panels.data_import import ImportPage
from workbench.gui.panels.data_import_rows import HeadRows
from workbench.gui.panels.data_recent import OpenMenu

CSV = "user,item,rating\nu1,i1,5\nu2,i1,3\n"


@pytest.fixture
def panel(qtbot: Any, context: Context, fake: FakeWorkspace) -> DataPanel:
    made = DataPanel(context)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    context.open_with(fake)  # type: ignore[arg-type]
    return made


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "my ratings.csv"
    made.write_text(CSV)
    return made


def test_a_file_is_previewed_and_imported_as_a_job(
    panel: DataPanel, context: Context, fake: FakeWorkspace, qtbot: Any, file: Path
) -> None:
    page = opened(panel, file, qtbot)
    assert page.isVisible()
    assert page.target.name == "my ratings"
    assert page.table.rows.rowCount() == 2
    assert [page.table.rows.role_of(c) for c in range(3)] == ["user", "item", "value"]
    page.target.name_field.selectAll()
    qtbot.keyClicks(page.target.name_field, "Mine")
    qtbot.mouseClick(page.import_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: [d.name for d in fake.datasets.known] == ["Mine"], timeout=3000)
    qtbot.waitUntil(lambda: "Mine" in panel.notice.text.text(), timeout=3000)
    assert not page.isVisible()
    assert context.preferences.settings.recent == (str(file),)


def test_a_role_chosen_in_a_columns_head_is_followed_at_once(
    panel: DataPanel, fake: FakeWorkspace, qtbot: Any, file: Path
) -> None:
    page = opened(panel, file, qtbot)
    choose_role(page, 2, "ignore", qtbot)
    qtbot.waitUntil(lambda: len(fake.datasets.guesses) == 2, timeout=3000)
    assert fake.datasets.guesses[1].value is None
    qtbot.waitUntil(lambda: page.table.rows.role_of(2) == "ignore", timeout=3000)
    choose_role(page, 2, "time", qtbot)
    qtbot.waitUntil(lambda: len(fake.datasets.guesses) == 3, timeout=3000)
    assert (fake.datasets.guesses[2].time, fake.datasets.guesses[2].time_unit) == ("rating", None)
    qtbot.waitUntil(page.form.boxes["time_unit"].isVisible, timeout=3000)
    qtbot.mouseClick(page.cancel_button, Qt.MouseButton.LeftButton)
    assert not fake.datasets.known
    assert not page.isVisible()


def test_users_and_items_change_places_by_one_choice_made_with_the_keyboard(
    panel: DataPanel, fake: FakeWorkspace, qtbot: Any, file: Path
) -> None:
    page = opened(panel, file, qtbot)
    page.table.setFocus()
    page.table.setCurrentIndex(page.table.rows.index(0, 0))
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    pick(page, "item", qtbot)
    qtbot.waitUntil(lambda: page.table.rows.role_of(1) == "user", timeout=3000)
    assert page.table.rows.role_of(0) == "item"


def test_a_table_is_never_without_its_users(panel: DataPanel, fake: FakeWorkspace, qtbot: Any, file: Path) -> None:
    page = opened(panel, file, qtbot)
    choose_role(page, 0, "ignore", qtbot)
    assert "A column with the users is needed" in page.notice.text.text()
    assert page.table.rows.role_of(0) == "user"
    assert len(fake.datasets.guesses) == 1


def test_a_file_that_is_no_dataset_says_why_and_cannot_be_imported(
    panel: DataPanel, qtbot: Any, tmp_path: Path
) -> None:
    file = tmp_path / "empty.csv"
    file.write_text("")
    panel.import_path(file)
    page = panel.findChild(ImportPage)
    qtbot.waitUntil(lambda: "The file is empty." in page.notice.text.text(), timeout=3000)
    assert not page.import_button.isEnabled()
    qtbot.keyClicks(page.target.name_field, "another name")
    assert not page.import_button.isEnabled()


def test_rows_are_fetched_as_far_as_they_are_scrolled_to() -> None:
    rows = HeadRows()
    rows.show(["user", "item"], [[f"u{n}", "i"] for n in range(120)], {"user": "user", "item": "item"})
    seen = [rows.rowCount()]
    while rows.canFetchMore(rows.index(-1, -1)):
        rows.fetchMore(rows.index(-1, -1))
        seen.append(rows.rowCount())
    assert seen == [50, 100, 120]
    assert rows.index(119, 0).data() == "u119"


def test_recent_files_are_offered_and_missing_ones_greyed(
    panel: DataPanel, context: Context, qtbot: Any, file: Path, tmp_path: Path
) -> None:
    gone = tmp_path / "gone.csv"
    context.preferences.update(recent=(str(gone), str(file)))
    qtbot.mouseClick(panel.open, Qt.MouseButton.LeftButton)
    menu = panel.findChild(OpenMenu)
    assert list(menu.recent) == [gone, file]
    qtbot.waitUntil(lambda: not menu.recent[gone].isEnabled(), timeout=3000)
    assert "not there any more" in menu.recent[gone].text()
    assert menu.recent[file].isEnabled()
    menu.setActiveAction(menu.recent[file])
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    page = panel.findChild(ImportPage)
    qtbot.waitUntil(page.import_button.isEnabled, timeout=3000)
    assert page.path == file


def test_the_recent_files_can_be_forgotten_with_their_corrections(
    panel: DataPanel, context: Context, fake: FakeWorkspace, qtbot: Any, file: Path
) -> None:
    context.preferences.update(recent=(str(file),))
    qtbot.mouseClick(panel.open, Qt.MouseButton.LeftButton)
    menu = panel.findChild(OpenMenu)
    menu.setActiveAction(menu.actions()[-1])
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert context.preferences.settings.recent == ()
    qtbot.waitUntil(lambda: fake.datasets.forgotten_corrections, timeout=3000)

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from conftest import FakeWorkspace
from import_steps import drop, opened, pick
from PySide6.QtCore import QPoint, Qt

from workbench.gui.context import Context
from workbench.gui.panels.data_import import ImportPage
from workbench.gui.panels.data_import_columns import CompanionColumns
from workbench.gui.window import MainWindow


@pytest.fixture
def window(qtbot: Any, context: Context, fake: FakeWorkspace) -> MainWindow:
    made = MainWindow(context, context.preferences)
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    context.open_with(fake)  # type: ignore[arg-type]
    return made


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    made = {name: tmp_path / name for name in ("ratings.csv", "films.csv", "people.csv", "posters", "other.csv")}
    made["ratings.csv"].write_text("user,item,rating\nu1,i1,5\nu2,i1,3\n" * 20)
    made["films.csv"].write_text("item,title,genres\ni1,Heat,Crime|Drama\n")
    made["people.csv"].write_text("user,age\nu1,24\nu2,31\n")
    made["other.csv"].write_text("user,item,rating\na,b,1\n")
    made["posters"].mkdir()
    (made["posters"] / "i1.png").write_bytes(b"picture")
    return made


def on(window: MainWindow) -> ImportPage:
    page = window.panel("data").findChild(ImportPage)
    assert isinstance(page, ImportPage)
    return page


def test_a_file_dropped_on_any_place_is_shown_on_the_import_page(
    window: MainWindow, qtbot: Any, files: dict[str, Path]
) -> None:
    window.show_place("models")
    drop(window, [files["ratings.csv"]], QPoint(600, 400))
    assert window.place == "data"
    qtbot.waitUntil(on(window).import_button.isEnabled, timeout=5000)
    assert on(window).path == files["ratings.csv"]


def test_while_a_file_is_dragged_over_the_window_it_says_what_letting_go_does(
    window: MainWindow, qtbot: Any, files: dict[str, Path]
) -> None:
    from PySide6.QtCore import QMimeData, QUrl
    from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent
    from PySide6.QtWidgets import QApplication

    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(files["ratings.csv"]))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(window, QDragEnterEvent(QPoint(9, 9), Qt.DropAction.CopyAction, data, buttons, keys))
    assert window._drop is not None
    assert window._drop.isVisible()
    QApplication.sendEvent(window, QDragLeaveEvent())
    assert not window._drop.isVisible()


def test_of_several_dropped_files_the_largest_is_the_dataset_and_the_others_tell_more_about_it(
    window: MainWindow, qtbot: Any, files: dict[str, Path]
) -> None:
    drop(window, [files["films.csv"], files["posters"], files["ratings.csv"]], QPoint(600, 400))
    qtbot.waitUntil(lambda: window.panel("data").findChild(ImportPage) is not None, timeout=5000)
    page = on(window)
    qtbot.waitUntil(lambda: len(page.companions.companions) == 2, timeout=5000)
    assert page.path == files["ratings.csv"]
    assert [(c.path.name, c.kind) for c in page.companions.companions] == [("films.csv", "items"), ("posters", "image")]


def test_a_file_dropped_on_the_right_of_the_page_is_added_and_goes_along(
    window: MainWindow, context: Context, fake: FakeWorkspace, qtbot: Any, files: dict[str, Path]
) -> None:
    page = opened(window.panel("data"), files["ratings.csv"], qtbot)  # type: ignore[arg-type]
    drop(page, [files["people.csv"]], QPoint(page.width() - 100, 300))
    qtbot.waitUntil(lambda: [c.kind for c in page.companions.companions] == ["users"], timeout=5000)
    assert page.path == files["ratings.csv"]
    box = page.companions.rows[0].kind
    box.setCurrentIndex(box.findData("items"))
    assert [c.kind for c in page.companions.companions] == ["items"]
    box = page.companions.rows[0].kind
    box.setCurrentIndex(box.findData("users"))
    qtbot.mouseClick(page.import_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(fake.datasets.stored) == 1, timeout=5000)
    assert [(c.path, c.kind) for c in fake.datasets.stored[0][1]["companions"]] == [(files["people.csv"], "users")]
    qtbot.waitUntil(lambda: context.runner.current is None, timeout=5000)


def test_a_file_dropped_on_the_left_of_the_page_is_opened_instead(
    window: MainWindow, qtbot: Any, files: dict[str, Path]
) -> None:
    page = opened(window.panel("data"), files["ratings.csv"], qtbot)  # type: ignore[arg-type]
    drop(page, [files["films.csv"]], QPoint(page.width() - 100, 300))
    qtbot.waitUntil(lambda: len(page.companions.companions) == 1, timeout=5000)
    drop(page, [files["other.csv"]], QPoint(100, 300))
    qtbot.waitUntil(page.import_button.isEnabled, timeout=5000)
    assert page.path == files["other.csv"]
    assert page.companions.companions == []


def test_a_companion_can_be_taken_away(window: MainWindow, qtbot: Any, files: dict[str, Path]) -> None:
    page = opened(window.panel("data"), files["ratings.csv"], qtbot)  # type: ignore[arg-type]
    page.companions.add_path(files["posters"])
    qtbot.waitUntil(lambda: len(page.companions.companions) == 1, timeout=5000)
    qtbot.mouseClick(page.companions.rows[0].remove, Qt.MouseButton.LeftButton)
    assert page.companions.companions == []


def test_the_roles_of_a_companions_columns_are_corrected_in_the_heads_of_its_first_rows(
    window: MainWindow, fake: FakeWorkspace, context: Context, qtbot: Any, files: dict[str, Path]
) -> None:
    files["films.csv"].write_text("nr,item,label\n1,i1,Heat\n2,i2,Fargo\n")
    page = opened(window.panel("data"), files["ratings.csv"], qtbot)  # type: ignore[arg-type]
    page.companions.add_path(files["films.csv"])
    qtbot.waitUntil(lambda: len(page.companions.companions) == 1, timeout=5000)
    qtbot.mouseClick(page.companions.rows[0].columns, Qt.MouseButton.LeftButton)
    dialog = page.companions.findChild(CompanionColumns)
    assert dialog.table.rows.roles == {"nr": "attribute", "item": "item", "label": "title"}
    for column, role in ((0, "ignore"), (2, "text")):
        dialog.table.offer_roles(column)
        pick(dialog, role, qtbot)
    dialog.table.offer_roles(1)
    pick(dialog, "ignore", qtbot)
    assert "Give another column this role first" in dialog.notice.text.text()
    assert dialog.says.text() == "By item: label."
    qtbot.mouseClick(dialog.close_button, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(page.import_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(fake.datasets.stored) == 1, timeout=5000)
    (companion,) = fake.datasets.stored[0][1]["companions"]
    assert companion.roles == {"nr": "ignore", "item": "id", "label": "text"}
    qtbot.waitUntil(lambda: context.runner.current is None, timeout=5000)


def test_a_folder_of_pictures_has_no_columns_to_correct(window: MainWindow, qtbot: Any, files: dict[str, Path]) -> None:
    page = opened(window.panel("data"), files["ratings.csv"], qtbot)  # type: ignore[arg-type]
    page.companions.add_path(files["posters"])
    qtbot.waitUntil(lambda: len(page.companions.companions) == 1, timeout=5000)
    assert not page.companions.rows[0].columns.isVisible()


def test_a_folder_without_pictures_or_sounds_is_refused_in_a_sentence(
    window: MainWindow, qtbot: Any, files: dict[str, Path], tmp_path: Path
) -> None:
    page = opened(window.panel("data"), files["ratings.csv"], qtbot)  # type: ignore[arg-type]
    (tmp_path / "nothing").mkdir()
    drop(page, [tmp_path / "nothing"], QPoint(page.width() - 100, 300))
    qtbot.waitUntil(lambda: "holds no pictures and no sounds" in page.notice.text.text(), timeout=5000)
    assert page.import_button.isEnabled()

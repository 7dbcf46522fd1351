from __future__ import annotations

from typing import Any

import pytest
from conftest import FakeWorkspace, summary
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from workbench.gui.commands import window_commands
from workbench.gui.context import Context
from workbench.gui.palette import Palette


@pytest.fixture
def palette(qtbot: Any, context: Context) -> Palette:
    window = QWidget()
    window.resize(1000, 700)
    qtbot.addWidget(window)
    made = Palette(context, window)
    window.palette_box = made
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    return made


def titles(palette: Palette) -> list[str]:
    return [command.title for command in palette.model.commands]


def test_every_command_has_its_own_id_and_a_title(context: Context) -> None:
    made = window_commands(context)
    assert len({c.id for c in made}) == len(made)
    assert all(c.title for c in made)


def test_typing_narrows_the_commands_and_enter_runs_the_first(palette: Palette, context: Context, qtbot: Any) -> None:
    gone: list[tuple[str, Any]] = []
    context.go.connect(lambda place, argument: gone.append((place, argument)))
    palette.open()
    qtbot.keyClicks(palette.field, "atten")
    assert titles(palette) == ["Attention"]
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert gone == [("attention", None)]
    assert not palette.isVisible()


def test_arrows_move_through_the_list_and_stop_at_its_ends(palette: Palette, qtbot: Any) -> None:
    palette.open()
    last = palette.model.rowCount() - 1
    qtbot.keyClick(palette.field, Qt.Key.Key_Up)
    assert palette.list.currentIndex().row() == 0
    qtbot.keyClick(palette.field, Qt.Key.Key_Down)
    assert palette.list.currentIndex().row() == 1
    for _ in range(last + 3):
        qtbot.keyClick(palette.field, Qt.Key.Key_Down)
    assert palette.list.currentIndex().row() == last


def test_escape_closes_the_palette(palette: Palette, qtbot: Any) -> None:
    palette.open()
    qtbot.keyClick(palette.field, Qt.Key.Key_Escape)
    assert not palette.isVisible()


def test_words_are_found_in_any_order(palette: Palette) -> None:
    palette.open()
    palette.field.setText("colours dark")
    assert titles(palette) == ["Dark colours"]


def test_datasets_users_and_items_are_found(
    palette: Palette, context: Context, fake: FakeWorkspace, qtbot: Any
) -> None:
    fake.datasets.known = [summary(1, "MovieLens 100K"), summary(2, "Heat maps")]
    context.open_with(fake)  # type: ignore[arg-type]
    context.choose_dataset(1)
    palette.open()
    palette.field.setText("heat")
    qtbot.waitUntil(lambda: titles(palette) == ["Heat maps", "Heat"], timeout=3000)
    palette.field.setText("405")
    gone: list[tuple[str, Any]] = []
    context.go.connect(lambda place, argument: gone.append((place, argument)))
    qtbot.waitUntil(lambda: titles(palette) == ["405"], timeout=3000)
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert gone == [("recommend", "405")]


def test_choosing_a_dataset_makes_it_the_one_in_use(
    palette: Palette, context: Context, fake: FakeWorkspace, qtbot: Any
) -> None:
    fake.datasets.known = [summary(1, "MovieLens 100K"), summary(2, "Books")]
    context.open_with(fake)  # type: ignore[arg-type]
    palette.open()
    palette.field.setText("books")
    qtbot.waitUntil(lambda: titles(palette) == ["Books"], timeout=3000)
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert context.dataset_id == 2

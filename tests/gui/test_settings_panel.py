"""The Settings place: colours at once, the language at the next start, threads, and whether the workspace is whole."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import texts
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QApplication

from workbench.gui.context import Context
from workbench.gui.languages import speak
from workbench.gui.panels.settings import SettingsPanel
from workbench.gui.preferences import Preferences
from workbench.gui.theme import DARK, LIGHT, Theme
from workbench.workspace import Workspace


@pytest.fixture
def panel(qtbot: Any, context: Context, trained: Workspace) -> SettingsPanel:
    context.preferences = Preferences(trained.folder, context)
    context.preferences.attach(trained)
    context.open_with(trained)
    made = SettingsPanel(context)
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    qtbot.waitUntil(lambda: made.folder.text() == str(trained.folder), timeout=5_000)
    return made


@pytest.fixture
def chinese(qapp: QApplication) -> Iterator[None]:
    """The window speaks Chinese for the length of a test."""
    speak(qapp, "zh_CN")
    yield
    speak(qapp, "en")
    QLocale.setDefault(QLocale("en_GB"))


def test_colours_change_at_a_click(panel: SettingsPanel, theme: Theme, qtbot: Any) -> None:
    qtbot.mouseClick(panel.schemes["dark"], Qt.MouseButton.LeftButton)
    assert theme.tokens is DARK
    assert panel.schemes["dark"].property("checked")
    qtbot.mouseClick(panel.schemes["light"], Qt.MouseButton.LeftButton)
    assert theme.tokens is LIGHT


def test_the_language_is_kept_for_the_next_start_and_that_is_said(
    panel: SettingsPanel, trained: Workspace, qtbot: Any
) -> None:
    assert not panel.restart.isVisible()
    panel.language.setFocus()
    panel.language.setCurrentIndex(panel.language.findText("简体中文"))
    assert panel.restart.isVisible()
    assert Preferences(trained.folder).settings.language == "zh_CN"


def test_the_minutes_between_checkpoints_are_kept(panel: SettingsPanel, trained: Workspace) -> None:
    assert panel.minutes.value() == 5
    panel.minutes.setValue(12)
    assert Preferences(trained.folder).settings.checkpoint_minutes == 12


def test_the_number_of_threads_is_kept_and_nought_means_all_but_one(panel: SettingsPanel, trained: Workspace) -> None:
    assert panel.threads.text() == "All cores but one"
    panel.threads.setValue(2)
    assert Preferences(trained.folder).settings.threads == 2
    panel.threads.setValue(0)
    assert Preferences(trained.folder).settings.threads is None


def test_a_whole_workspace_is_found_whole(panel: SettingsPanel, context: Context, qtbot: Any) -> None:
    with qtbot.waitSignal(context.runner.ended, timeout=10_000):
        qtbot.mouseClick(panel.check, Qt.MouseButton.LeftButton)
    assert panel.notice.text.text().startswith("Everything is whole")
    assert panel.check.isEnabled()


@pytest.mark.parametrize("left", [b"", b"changed"], ids=["0 bytes", "7 bytes"])
def test_a_damaged_file_of_the_workspace_is_told_in_a_sentence(
    panel: SettingsPanel, context: Context, trained: Workspace, qtbot: Any, left: bytes
) -> None:
    damaged = max((trained.folder / "artifacts").glob("??/*"), key=lambda path: path.stat().st_size)
    damaged.chmod(0o644)
    damaged.write_bytes(left)
    with qtbot.waitSignal(context.runner.ended, timeout=10_000):
        qtbot.mouseClick(panel.check, Qt.MouseButton.LeftButton)
    assert panel.notice.property("tone") == "bad"
    assert f"has {len(left)} bytes where" in panel.notice.text.text()


def test_the_window_speaks_chinese_in_its_own_texts_and_in_those_of_the_rooms_below(
    chinese: None, context: Context, trained: Workspace, qtbot: Any
) -> None:
    from workbench.gui.panels.train import TrainPanel

    context.open_with(trained)
    made = SettingsPanel(context)
    train = TrainPanel(context)
    for widget in (made, train):
        qtbot.addWidget(widget)
        widget.show()
    assert "设置" in texts(made)
    qtbot.waitUntil(lambda: bool(train.set_up.models), timeout=20_000)
    assert train.start.text() == "开始训练"
    assert train.set_up.model_form.fields["learning_rate"].accessibleName() == "学习率"


def test_the_interface_has_chinese_letters_beside_inter(theme: Theme, qapp: QApplication, tmp_path: Path) -> None:
    families = qapp.font().families()
    assert families[0] == "Inter"
    assert any(name in families[1] for name in ("Noto Sans", "PingFang", "YaHei"))

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QLabel, QWidget

from workbench.errors import DataFormatError
from workbench.gui.context import Context
from workbench.gui.places import PLACES, Place
from workbench.gui.preferences import Preferences
from workbench.gui.runner import Job
from workbench.gui.window import MainWindow
from workbench.jobs import Progress


class Blank(QWidget):
    """A panel that keeps what it was asked to show."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.shown: list[Any] = []

    def show_argument(self, argument: Any) -> None:
        self.shown.append(argument)


@pytest.fixture
def window(qtbot: Any, context: Context, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    monkeypatch.setattr(Place, "make", lambda self, context: Blank(context))
    made = MainWindow(context, Preferences())
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    return made


@pytest.mark.parametrize(("number", "place"), list(enumerate(PLACES, start=1)))
def test_a_place_is_reached_by_its_shortcut_and_by_a_click(
    window: MainWindow, qtbot: Any, number: int, place: Place
) -> None:
    window.show_place("data" if place.key != "data" else "train")
    qtbot.keyClick(window, str(number), Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.place == place.key)
    window.show_place("data" if place.key != "data" else "train")
    qtbot.mouseClick(window.rail.buttons[place.key], Qt.MouseButton.LeftButton)
    assert window.place == place.key
    assert window.rail.buttons[place.key].isChecked()


def test_the_rail_is_reached_by_tab_and_pressed_by_space(window: MainWindow, qtbot: Any) -> None:
    made = window.rail.buttons["metrics"]
    assert made.focusPolicy() & Qt.FocusPolicy.TabFocus
    made.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(made, Qt.Key.Key_Space)
    assert window.place == "metrics"


def test_panels_are_made_at_their_first_visit_and_kept(window: MainWindow, context: Context) -> None:
    assert window.stack.count() == 1
    context.go.emit("models", 7)
    first = window.panel("models")
    context.go.emit("data", None)
    context.go.emit("models", 8)
    assert window.panel("models") is first
    assert first.shown == [7, 8]


def test_a_place_that_fails_says_so_and_leaves_the_window_usable(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(self: Place, context: Context) -> QWidget:
        raise RuntimeError("no such library")

    monkeypatch.setattr(Place, "make", fail)
    window.show_place("attention")
    texts = [label.text() for label in window.panel("attention").findChildren(QLabel)]
    assert "RuntimeError: no such library" in texts
    window.show_place("data")
    assert window.place == "data"


def test_a_sentence_for_the_person_is_shown_and_can_be_dismissed(
    window: MainWindow, context: Context, qtbot: Any
) -> None:
    context.complain.emit("The disk is full.", "bad")
    assert window.notice.isVisible()
    assert window.notice.text.text() == "The disk is full."
    qtbot.mouseClick(window.notice.dismiss, Qt.MouseButton.LeftButton)
    assert not window.notice.isVisible()


def test_a_failed_job_shows_its_sentence(window: MainWindow, context: Context, qtbot: Any) -> None:
    def work(progress: Progress) -> None:
        raise DataFormatError("The rating “five” is not a number.", where="line 3")

    with qtbot.waitSignal(context.runner.ended, timeout=5000):
        context.runner.submit(Job("Importing ratings", work))
    assert "Importing ratings" in window.notice.text.text()
    assert "The rating “five” is not a number. (line 3)" in window.notice.text.text()


def test_a_running_job_is_shown_and_stops_within_a_second(window: MainWindow, context: Context, qtbot: Any) -> None:
    def work(progress: Progress) -> None:
        for step in range(10_000):
            progress.report(step / 10_000, f"epoch {step}", "6.8k sequences/s")
            time.sleep(0.01)

    bar = window.jobs_bar
    assert bar.job_title.text() == "Ready"
    job = context.runner.submit(Job("Training SASRec", work, can_pause=True))
    context.runner.submit(Job("Training ItemKNN", lambda p: None))
    qtbot.waitUntil(lambda: "epoch" in bar.message.text(), timeout=3000)
    assert bar.job_title.text() == "Training SASRec"
    assert "6.8k sequences/s" in bar.pace.text()
    assert bar.queue.text().startswith("1")
    qtbot.mouseClick(bar.pause, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bar.pause.text() == "Resume", timeout=2000)
    began = time.monotonic()
    with qtbot.waitSignal(context.runner.ended, timeout=3000):
        qtbot.mouseClick(bar.cancel, Qt.MouseButton.LeftButton)
    assert time.monotonic() - began < 1.0
    assert job.state == "cancelled"
    qtbot.waitUntil(lambda: bar.job_title.text() == "Ready", timeout=3000)
    assert not window.notice.isVisible()


def test_closing_asks_while_a_job_runs(
    window: MainWindow, context: Context, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def work(progress: Progress) -> None:
        while True:
            progress.report(0.5)
            time.sleep(0.01)

    job = context.runner.submit(Job("Training SASRec", work))
    asked: list[str] = []
    monkeypatch.setattr(window, "may_stop", lambda title: asked.append(title) or False)
    window.close()
    assert window.isVisible()
    assert asked == ["Training SASRec"]
    with qtbot.waitSignal(context.runner.ended, timeout=3000):
        context.runner.cancel(job)
    window.close()
    assert not window.isVisible()


def test_a_dropped_file_goes_to_the_data_place(window: MainWindow, tmp_path: Path) -> None:
    file = tmp_path / "ratings.csv"
    file.write_text("user,item\n1,2\n")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    window.show_place("train")
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPoint(40, 40), Qt.DropAction.CopyAction, data, buttons, keys)
    window.dragEnterEvent(entering)
    assert entering.isAccepted()
    window.dropEvent(QDropEvent(QPointF(40, 40), Qt.DropAction.CopyAction, data, buttons, keys))
    assert window.place == "data"
    assert window.panel("data").shown == [file]


def test_a_dropped_text_is_not_taken(window: MainWindow) -> None:
    data = QMimeData()
    data.setText("hello")
    entering = QDragEnterEvent(
        QPoint(40, 40), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    entering.ignore()
    window.dragEnterEvent(entering)
    assert not entering.isAccepted()

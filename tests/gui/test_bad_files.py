"""A file that is no dataset, dropped on the window or given to the command line: one sentence, and nothing changes."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import texts
from gui_stock import write_pairs
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from workbench.cli import session
from workbench.cli.main import run
from workbench.gui.context import Context
from workbench.gui.panels.data_import import ImportPage
from workbench.gui.preferences import Preferences
from workbench.gui.window import MainWindow
from workbench.workspace import Workspace


def empty(folder: Path) -> Path:
    (folder / "ratings.csv").touch()
    return folder / "ratings.csv"


def truncated_archive(folder: Path) -> Path:
    whole = gzip.compress(write_pairs(folder / "pairs.csv").read_bytes() * 50)
    (folder / "pairs.csv").unlink()
    (folder / "ratings.csv.gz").write_bytes(whole[: len(whole) // 2])
    return folder / "ratings.csv.gz"


def no_delimiter(folder: Path) -> Path:
    (folder / "ratings.csv").write_text("user/item/rating\n1/2/5\n3/4/5\n", encoding="utf-8")
    return folder / "ratings.csv"


def word_for_a_rating(folder: Path) -> Path:
    lines = [f"{n % 9}\t{n}\t{1 + n % 5}\t{881250949 + n}" for n in range(500)]
    lines[300] = "3\t300\tfive\t881251249"
    (folder / "u.data").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def truncated_line(folder: Path) -> Path:
    lines = [f"{n % 9}\t{n}\t{1 + n % 5}\t{881250949 + n}" for n in range(500)]
    (folder / "u.data").write_text("\n".join(lines)[:-14], encoding="utf-8")
    return folder


def empty_folder(folder: Path) -> Path:
    (folder / "nothing").mkdir()
    return folder / "nothing"


BAD: list[tuple[Callable[[Path], Path], str]] = [
    (empty, "empty"),
    (truncated_archive, "cut off"),
    (no_delimiter, "delimiter"),
    (word_for_a_rating, "five"),
    (truncated_line, "cut off"),
    (empty_folder, "an empty folder"),
]
bad = pytest.mark.parametrize(("make", "word"), BAD, ids=[make.__name__ for make, _ in BAD])


@pytest.fixture
def window(qtbot: Any, context: Context, tmp_path: Path) -> MainWindow:
    context.open_with(Workspace.open(tmp_path / "workspace"))
    made = MainWindow(context, Preferences())
    qtbot.addWidget(made)
    made.show()
    return made


def drop(window: MainWindow, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(window, QDragEnterEvent(QPoint(40, 40), Qt.DropAction.CopyAction, data, buttons, keys))
    QApplication.sendEvent(window, QDropEvent(QPointF(40, 40), Qt.DropAction.CopyAction, data, buttons, keys))


@bad
def test_dropped_on_the_window_it_is_told_in_one_sentence_and_nothing_is_stored(
    window: MainWindow, context: Context, qtbot: Any, tmp_path: Path, make: Callable[[Path], Path], word: str
) -> None:
    (tmp_path / "files").mkdir()
    drop(window, make(tmp_path / "files"))
    page = window.findChildren(ImportPage)[-1]

    def told() -> str:
        """The sentence across the page, or what the check of the whole file found further down."""
        if page.notice.isVisible():
            return page.notice.text.text()
        return texts(page.check_card) if page.report is not None else ""

    qtbot.waitUntil(lambda: word in told(), timeout=10_000)
    assert "Traceback" not in told()
    assert "\n" not in page.notice.text.text()
    assert context.workspace.datasets.list() == []
    assert not [p for p in (context.workspace.folder / "artifacts").rglob("*") if p.is_file()]


@bad
def test_given_to_the_command_line_it_is_told_in_one_sentence_and_nothing_is_stored(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    make: Callable[[Path], Path],
    word: str,
) -> None:
    monkeypatch.setattr(session.OUT, "file", None)
    monkeypatch.setattr(session.ERR, "file", None)
    (tmp_path / "files").mkdir()
    status = run(["import", str(make(tmp_path / "files")), "--workspace", str(tmp_path / "workspace")])
    printed = capsys.readouterr()
    assert status == 65
    assert word in printed.err
    assert "Traceback" not in printed.err
    with Workspace.open(tmp_path / "workspace") as workspace:
        assert workspace.datasets.list() == []
        assert not [p for p in (workspace.folder / "artifacts").rglob("*") if p.is_file()]

"""A small workspace held in memory, and the window's ground to stand on."""

from __future__ import annotations

import gc
import hashlib
import os
import shutil
import sys
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
import shiboken6
from gui_stock import write_films, write_pairs
from PySide6.QtCore import QCoreApplication, QEvent, QLocale, QTimer, QTranslator
from PySide6.QtWidgets import QApplication, QLabel, QWidget

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from workbench.data.companion_files import Companion, recognise_companion
from workbench.data.import_report import Example, Finding, ImportReport
from workbench.data.table_guess import TableGuess
from workbench.errors import DataFormatError, NotFoundError
from workbench.gui.context import Context
from workbench.gui.theme import Theme
from workbench.jobs import Progress
from workbench.settings import Settings
from workbench.workspace import Workspace
from workbench.workspace.corrections import OpenedFile
from workbench.workspace.views import (
    BinnedDataset,
    DatasetShape,
    DatasetSummary,
    Dependents,
    ItemRow,
    TrainRequest,
    UserRow,
    WorkspaceInfo,
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The plug-in that draws without a screen says of every window and menu that no window manager is there."""
    for item in items:
        item.add_marker(
            pytest.mark.qt_log_ignore("This plugin does not support (propagateSizeHints|raise|grabbing the keyboard)")
        )


def unspoken(app: QApplication) -> None:
    """Take every translation away again, so that the texts of other tests are those in the code."""
    for one in app.findChildren(QTranslator):
        app.removeTranslator(one)
        one.setParent(None)
        one.deleteLater()
    QLocale.setDefault(QLocale("en_GB"))


def texts(widget: QWidget) -> str:
    """Everything that the labels of a widget say, one a line."""
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


def wait_for_text(qtbot: Any, widget: QWidget, *parts: str) -> None:
    """Wait until the labels of a widget say all of this: labels that are new are shown by the next event only."""
    qtbot.waitUntil(lambda: all(part in texts(widget) for part in parts), timeout=5000)


def summary(number: int, name: str, **changes: Any) -> DatasetSummary:
    known: dict[str, Any] = {
        "id": number,
        "name": name,
        "source": "Table",
        "invented": False,
        "fingerprint": "0" * 64,
        "n_rows": 100_000,
        "n_users": 943,
        "n_items": 1682,
        "first_time": 874_724_710,
        "last_time": 893_286_638,
        "has_values": True,
        "has_titles": True,
        "media": (),
        "created": datetime(2026, 1, 2, tzinfo=UTC),
        "notes": ("12 repeated rows were dropped.",),
    }
    return DatasetSummary(**(known | changes))


SHAPE = DatasetShape(
    month_starts=np.array([873072000, 875664000, 878342400], dtype=np.int64),
    month_counts=np.array([5, 9, 2], dtype=np.int64),
    popularity=np.array([9, 4, 2, 1, 0], dtype=np.int64),
    history_edges=np.array([0.0, 1.0, 10.0, 100.0]),
    history_counts=np.array([0, 3, 2], dtype=np.int64),
    value_levels=np.array([1.0, 2.5, 5.0]),
    value_counts=np.array([4, 6, 6], dtype=np.int64),
    categories=(("Drama", 9), ("War", 3)),
    top_items=(("Heat", 9), ("Fargo", 4)),
)


class Checked:
    """A file of CSV that was checked: lines without an item are left out, repeated ones may be."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.source_hash = hashlib.sha256(path.read_bytes()).hexdigest()
        self.lines = list(enumerate(path.read_text().splitlines(), start=1))[1:]

    def report(self, decisions: Any) -> ImportReport:
        good = [(n, line) for n, line in self.lines if line.split(",")[1]]
        bad = [(n, line) for n, line in self.lines if not line.split(",")[1]]
        again = [(n, line) for n, line in good if line in [x for m, x in good if m < n]]
        chosen = decisions.get("duplicates", "keep")
        kept = [pair for pair in good if chosen == "keep" or pair not in again]
        findings = []
        if bad:
            examples = tuple(Example(n, line) for n, line in bad)
            sentence = f"{len(bad)} lines have no item."
            findings.append(
                Finding("no-item", sentence, len(bad), examples, ("drop",), ("Left out.",), "drop", len(bad))
            )
        if again:
            examples = tuple(Example(n, line) for n, line in again)
            effects = ("They stay.", "The first stays.")
            dropped = len(again) if chosen == "drop" else 0
            sentence = f"{len(again)} lines come again."
            findings.append(
                Finding("duplicates", sentence, len(again), examples, ("keep", "drop"), effects, chosen, dropped)
            )
        users = len({line.split(",")[0] for _, line in kept})
        items = len({line.split(",")[1] for _, line in kept})
        density = len(kept) / max(1, users * items)
        return ImportReport(
            len(self.lines), len(kept), users, items, 874_724_710, 893_286_638, density, tuple(findings), ()
        )


class Datasets:
    """The dataset use-cases over a list."""

    def __init__(self) -> None:
        self.known: list[DatasetSummary] = []
        self.bin: list[DatasetSummary] = []
        self.deleted: list[int] = []
        self.guesses: list[TableGuess | None] = []
        self.forgotten_corrections = False
        self.checks: list[Path] = []
        self.stored: list[tuple[dict[str, str], dict[str, Any]]] = []
        self.hold = threading.Event()  # set to let checks go on until they are cancelled
        self.check_fails = ""

    def list(self) -> list[DatasetSummary]:
        return list(self.known)

    def get(self, dataset_id: int) -> DatasetSummary:
        for one in self.known:
            if one.id == dataset_id:
                return one
        raise NotFoundError(f"There is no dataset {dataset_id}.")

    def shape(self, dataset_id: int) -> DatasetShape:
        return SHAPE

    def find_users(self, dataset_id: int, text: str, limit: int = 50) -> Any:
        return [UserRow(4, "405", 737, "")] if text in "405" else []

    def find_items(self, dataset_id: int, text: str, limit: int = 50) -> Any:
        return [ItemRow(7, "x7", "Heat", 9)] if text.lower() in "heat" else []

    def preview(self, path: Path, guess: TableGuess | None = None, *, as_table: bool = False) -> Any:
        self.guesses.append(guess)
        lines = path.read_text().splitlines()
        if not lines:
            raise DataFormatError("The file is empty.", where=str(path))
        guess = guess or TableGuess(",", True, "utf-8", "user", "item", "rating", None, None)
        rows = [line.split(guess.delimiter) for line in lines]
        return SimpleNamespace(layout_title="Table", guess=guess, columns=rows[0], rows=rows[1:], notes=[], parts=[])

    def reopen(self, path: Path) -> OpenedFile:
        return OpenedFile(self.preview(path))

    def correct(self, path: Path, guess: TableGuess | None, *, as_table: bool = False) -> Any:
        return self.preview(path, guess, as_table=as_table)

    def forget_corrections(self) -> None:
        self.forgotten_corrections = True

    def check(self, path: Path, guess: TableGuess | None = None, *, progress: Progress) -> Checked:
        progress.report(0.5, f"reading {path.name}")
        self.checks.append(path)
        while self.hold.is_set():
            progress.check()
            time.sleep(0.01)
        if self.check_fails:
            raise DataFormatError(self.check_fails)
        return Checked(path)

    def earlier_import(self, path: Path) -> DatasetSummary | None:
        return next((d for d in self.known if d.source_path == str(path)), None)

    def companion(self, path: Path, user: str = "", item: str = "") -> Companion:
        return recognise_companion(path, user, item)

    def store(self, checked: Checked, decisions: Any, *, progress: Progress, **options: Any) -> DatasetSummary:
        self.stored.append((dict(decisions), options))
        kept = checked.report(decisions).rows_kept
        made = summary(
            len(self.known) + 1,
            options["name"],
            n_rows=kept,
            source_path=str(checked.path),
            version=1 if options["replaces"] is None else 2,
            source_hash=checked.source_hash,
        )
        self.known.insert(0, made)
        return made

    def create_sample(self, *, progress: Progress, seed: int = 7) -> DatasetSummary:
        made = summary(len(self.known) + 1, "Invented films", invented=True)
        self.known.append(made)
        return made

    def delete(self, dataset_id: int) -> None:
        self.deleted.append(dataset_id)
        self.bin += [d for d in self.known if d.id == dataset_id]
        self.known = [d for d in self.known if d.id != dataset_id]

    def binned(self) -> Any:
        return [BinnedDataset(d, 0, 1000) for d in self.bin]

    def versions(self, dataset_id: int) -> Any:
        return [self.get(dataset_id)]


def _not_counted(dataset_id: int) -> Any:
    raise NotFoundError("This is counted by the real workspace only.")


class FakeWorkspace:
    """As much of a workspace as the shell and the Data place ask for."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.read_only, self.settings = folder, False, Settings()
        self.datasets = Datasets()
        self.runs = SimpleNamespace(list=lambda dataset_id=None: [], model_types=list, split_types=list)
        self.profile = SimpleNamespace(sparsity=_not_counted, quality=_not_counted)
        self.lineage = SimpleNamespace(dependents=lambda dataset_id: Dependents((), ()))
        self.closed = False
        self.wrong: list[str] = []

    def info(self) -> WorkspaceInfo:
        return WorkspaceInfo(self.folder, self.read_only, 42_000_000, "0002")

    def check(self) -> list[str]:
        return self.wrong

    def save_settings(self, settings: Settings) -> None:
        self.settings = settings

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    """The application's one theme, light."""
    found = qapp.findChild(Theme) or Theme(qapp, "light")
    found.choose("light")
    QLocale.setDefault(QLocale("en_GB"))
    return found


@pytest.fixture
def fake(tmp_path: Path) -> FakeWorkspace:
    return FakeWorkspace(tmp_path)


@pytest.fixture
def context(theme: Theme) -> Iterator[Context]:
    """A context whose threads end with the test."""
    made = Context(theme)
    yield made
    made.close()
    made.deleteLater()
    gc.collect()
    if "torch" in sys.modules and not gc.get_freeze_count():
        # Its half a million objects would be looked through after each test.
        gc.freeze()


@pytest.fixture(scope="session")
def stock(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a real workspace with two datasets: films with everything known, and pairs with nothing known."""
    base = tmp_path_factory.mktemp("stock")
    with Workspace.open(base / "workspace") as workspace:
        workspace.datasets.import_file(write_films(base / "films"), name="Films", progress=Progress())
        workspace.datasets.import_file(write_pairs(base / "pairs.csv"), name="Pairs", progress=Progress())
    return base / "workspace"


@pytest.fixture
def stocked(stock: Path, tmp_path: Path) -> Workspace:
    """A copy of the stocked workspace, open; the context that takes it closes it."""
    shutil.copytree(stock, tmp_path / "workspace")
    return Workspace.open(tmp_path / "workspace")


TINY_SASREC = {"epochs": 2, "width": 16, "layers": 2, "heads": 2, "history_length": 12, "batch_size": 32}


@pytest.fixture(scope="session")
def trained_stock(stock: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The stocked workspace with runs on Films: 1 Popularity, 2 SASRec (two layers of two heads)."""
    folder = tmp_path_factory.mktemp("trained") / "workspace"
    shutil.copytree(stock, folder)
    with Workspace.open(folder) as workspace:
        films = workspace.datasets.find("Films").id
        workspace.runs.train(TrainRequest(films, "Popularity"), progress=Progress())
        workspace.runs.train(TrainRequest(films, "SASRec", dict(TINY_SASREC)), progress=Progress())
    return folder


@pytest.fixture
def trained(trained_stock: Path, tmp_path: Path) -> Workspace:
    """A copy of the workspace with runs, open; the context that takes it closes it."""
    shutil.copytree(trained_stock, tmp_path / "workspace")
    return Workspace.open(tmp_path / "workspace")


@pytest.fixture(autouse=True)
def nothing_is_left_running() -> Iterator[None]:
    """Fail a test that leaves a thread or a running timer behind."""
    threads = set(threading.enumerate())
    started: list[QTimer] = []
    start = QTimer.start

    def note(timer: QTimer, *arguments: Any) -> None:
        started.append(timer)
        start(timer, *arguments)

    QTimer.start = note  # type: ignore[method-assign, assignment]
    try:
        yield
    finally:
        QTimer.start = start  # type: ignore[method-assign]
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    # Qt's own threads leave a stand-in behind in `threading` when they have run Python once.
    now = [thread for thread in threading.enumerate() if not isinstance(thread, threading._DummyThread)]
    left = [thread.name for thread in now if thread not in threads and thread.is_alive()]
    assert not left, f"threads are left: {left}"
    running = [timer for timer in started if shiboken6.isValid(timer) and timer.isActive() and not timer.isSingleShot()]
    assert not running, f"timers are left running: {[timer.parent() for timer in running]}"

from __future__ import annotations

import dataclasses
import threading
from pathlib import Path
from typing import Any

import pytest
from conftest import FakeWorkspace
from import_steps import choose_role, opened
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from workbench.data.import_report import Example, Finding
from workbench.gui.context import Context
from workbench.gui.panels.data import DataPanel
from workbench.gui.panels.data_import import ImportPage
from workbench.gui.panels.data_import_report import FindingRow
from workbench.gui.panels.data_import_target import SEPARATE, VERSION
from workbench.gui.runner import Job
from workbench.jobs import Progress

CLEAN = "user,item,rating\nu1,i1,5\nu2,i1,3\n"
DIRTY = "user,item,rating\nu1,i1,5\nu2,,3\nu2,i2,4\nu1,i1,5\nu1,i1,5\n"


@pytest.fixture
def panel(qtbot: Any, context: Context, fake: FakeWorkspace) -> DataPanel:
    made = DataPanel(context)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    context.open_with(fake)  # type: ignore[arg-type]
    return made


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    made = tmp_path / "clean.csv"
    made.write_text(CLEAN)
    return made


@pytest.fixture
def dirty(tmp_path: Path) -> Path:
    made = tmp_path / "dirty.csv"
    made.write_text(DIRTY)
    return made


def texts(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


def test_the_check_runs_behind_the_page_and_nothing_is_imported_before_it_ends(
    panel: DataPanel, fake: FakeWorkspace, qtbot: Any, clean: Path
) -> None:
    fake.datasets.hold.set()
    panel.import_path(clean)
    page = panel.findChild(ImportPage)
    qtbot.waitUntil(lambda: "50%" in page.check_card.pace.text(), timeout=5000)
    assert page.check_card.bar.isVisible()
    assert not page.import_button.isEnabled()
    assert page.table.isEnabled()
    fake.datasets.hold.clear()
    qtbot.waitUntil(page.import_button.isEnabled, timeout=5000)
    assert page.import_button.text() == "Import 2 interactions"
    assert not page.check_card.bar.isVisible()
    assert "Every row can be read." in texts(page.check_card)


def test_a_changed_guess_cancels_the_check_and_starts_another(
    panel: DataPanel, context: Context, fake: FakeWorkspace, qtbot: Any, clean: Path
) -> None:
    fake.datasets.hold.set()
    panel.import_path(clean)
    page = panel.findChild(ImportPage)
    qtbot.waitUntil(lambda: len(fake.datasets.checks) == 1, timeout=5000)
    first = context.runner.current
    assert first is not None
    choose_role(page, 2, "ignore", qtbot)
    qtbot.waitUntil(lambda: len(fake.datasets.checks) == 2, timeout=5000)
    assert first.state == "cancelled"
    fake.datasets.hold.clear()
    qtbot.waitUntil(page.import_button.isEnabled, timeout=5000)
    assert page.guess.value is None


def test_a_check_can_be_stopped_and_started_again(
    panel: DataPanel, context: Context, fake: FakeWorkspace, qtbot: Any, clean: Path
) -> None:
    fake.datasets.hold.set()
    panel.import_path(clean)
    page = panel.findChild(ImportPage)
    qtbot.waitUntil(lambda: len(fake.datasets.checks) == 1, timeout=5000)
    qtbot.mouseClick(page.check_card.stop, Qt.MouseButton.LeftButton)
    assert "The check was stopped" in page.check_card.verdict.text()
    qtbot.waitUntil(lambda: context.runner.current is None, timeout=2000)
    assert not page.import_button.isEnabled()
    fake.datasets.hold.clear()
    qtbot.mouseClick(page.check_card.again, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(page.import_button.isEnabled, timeout=5000)


def test_a_check_says_which_job_it_waits_for(
    panel: DataPanel, context: Context, fake: FakeWorkspace, qtbot: Any, clean: Path
) -> None:
    may_end = threading.Event()

    def work(progress: Progress) -> None:
        while not may_end.wait(0.01):
            progress.check()

    context.runner.submit(Job("Training SASRec", work))
    panel.import_path(clean)
    page = panel.findChild(ImportPage)
    qtbot.waitUntil(lambda: page.check_card.pace.text() == "waits for “Training SASRec”", timeout=5000)
    may_end.set()
    qtbot.waitUntil(page.import_button.isEnabled, timeout=5000)


def test_leaving_the_page_ends_the_check(
    panel: DataPanel, context: Context, fake: FakeWorkspace, qtbot: Any, clean: Path
) -> None:
    fake.datasets.hold.set()
    panel.import_path(clean)
    page = panel.findChild(ImportPage)
    qtbot.waitUntil(lambda: len(fake.datasets.checks) == 1, timeout=5000)
    qtbot.mouseClick(page.cancel_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: context.runner.current is None, timeout=2000)
    assert not page.isVisible()


def test_a_check_that_fails_says_why_on_the_page(
    panel: DataPanel, fake: FakeWorkspace, qtbot: Any, clean: Path
) -> None:
    fake.datasets.check_fails = "The file is cut off in its second half."
    panel.import_path(clean)
    page = panel.findChild(ImportPage)
    qtbot.waitUntil(lambda: "cut off in its second half" in page.notice.text.text(), timeout=5000)
    assert not page.import_button.isEnabled()
    assert page.check_card.again.isVisible()


def test_findings_name_their_lines_and_what_cannot_be_read_is_left_out(
    panel: DataPanel, qtbot: Any, dirty: Path
) -> None:
    page = opened(panel, dirty, qtbot)
    row = page.check_card.findings["no-item"]
    qtbot.waitUntil(lambda: "line 3" in texts(row), timeout=2000)
    assert "u2,,3" in texts(row)
    assert row.only.text() == "left out"
    assert not row.choice.isVisible()
    assert page.check_card.figures["rows"].number.text() == "4"
    assert page.check_card.figures["rows"].caption.text() == "of 5 rows read"
    assert page.check_card.state.text() == "2 findings"


def test_a_gap_that_can_be_filled_offers_to_be_left_out_or_fixed(qtbot: Any) -> None:
    effects = ("Left out.", "Each gets the middle one of all values, 4.")
    example = Example(7, "u1,i1,")
    finding = Finding("no-value", "1 line has no value.", 1, (example,), ("drop", "fix"), effects, "drop", 1)
    row = FindingRow(finding)
    qtbot.addWidget(row)
    row.show()
    assert list(row.choice.buttons) == ["fix", "drop"]
    with qtbot.waitSignal(row.decided) as decided:
        qtbot.mouseClick(row.choice.buttons["fix"], Qt.MouseButton.LeftButton)
    assert decided.args == ["no-value", "fix"]
    row.show_finding(dataclasses.replace(finding, chosen="fix", dropped=0))
    assert row.effect.text() == effects[1]


def test_what_is_done_with_a_finding_is_chosen_and_the_numbers_follow(
    panel: DataPanel, fake: FakeWorkspace, qtbot: Any, dirty: Path
) -> None:
    page = opened(panel, dirty, qtbot)
    row = page.check_card.findings["duplicates"]
    assert row.choice.value() == "keep"
    assert page.import_button.text() == "Import 4 interactions"
    qtbot.mouseClick(row.choice.buttons["drop"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.import_button.text() == "Import 2 interactions", timeout=2000)
    assert page.check_card.figures["rows"].number.text() == "2"
    assert "3 rows are left out" in page.target.outcome.text()
    assert row.effect.text() == "The first stays."
    assert page.check_card.findings["duplicates"] is row
    qtbot.mouseClick(page.import_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(fake.datasets.stored) == 1, timeout=5000)
    decisions, options = fake.datasets.stored[0]
    assert decisions == {"duplicates": "drop"}
    assert (options["name"], options["replaces"]) == ("dirty", None)


def test_an_unchanged_file_says_that_it_was_imported_before(
    panel: DataPanel, fake: FakeWorkspace, qtbot: Any, clean: Path
) -> None:
    page = opened(panel, clean, qtbot)
    qtbot.mouseClick(page.import_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(fake.datasets.known) == 1, timeout=5000)
    page = opened(panel, clean, qtbot)
    qtbot.waitUntil(page.target.said.isVisible, timeout=2000)
    assert "“clean”, and has not changed since" in page.target.said.text()
    assert not page.target.choice.isVisible()
    assert page.target.replaces is None


@pytest.mark.parametrize("choice", [VERSION, SEPARATE])
def test_a_changed_file_becomes_a_new_version_unless_a_separate_dataset_is_chosen(
    panel: DataPanel, fake: FakeWorkspace, qtbot: Any, clean: Path, choice: str
) -> None:
    page = opened(panel, clean, qtbot)
    qtbot.mouseClick(page.import_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(fake.datasets.known) == 1, timeout=5000)
    clean.write_text(CLEAN + "u3,i2,4\n")
    page = opened(panel, clean, qtbot)
    qtbot.waitUntil(page.target.choice.isVisible, timeout=2000)
    assert "has changed since" in page.target.said.text()
    assert page.target.choice.value() == VERSION
    if choice == SEPARATE:
        qtbot.mouseClick(page.target.choice.buttons[SEPARATE], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(page.import_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(fake.datasets.stored) == 2, timeout=5000)
    assert fake.datasets.stored[1][1]["replaces"] == (1 if choice == VERSION else None)
    assert fake.datasets.known[-1].id == 1

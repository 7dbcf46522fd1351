"""The runner, the lookups, the theme, the collector, preferences and the opening of a workspace."""

from __future__ import annotations

import gc
import sys
import threading
import time
from dataclasses import fields
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from PySide6.QtCore import QLocale

from workbench.errors import ConfigurationError, NotFoundError
from workbench.gui.app import own_folder
from workbench.gui.collecting import LIBRARY_MODULES, TimedCollector
from workbench.gui.components.one_by_one import OneByOne
from workbench.gui.context import Context
from workbench.gui.formatting import day, duration, percent, size, whole
from workbench.gui.opening import Opening, watch_for_crashes
from workbench.gui.preferences import Preferences
from workbench.gui.runner import Job
from workbench.gui.theme import DARK, LIGHT, Theme, Tokens, style_sheet
from workbench.settings import Settings
from workbench.workspace import Workspace, default_folder


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a: str, b: str) -> float:
    high, low = sorted((luminance(a), luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_contrast_of_black_on_white_is_21() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=lambda t: t.name)
@pytest.mark.parametrize(
    ("text", "behind"),
    [
        *((t, b) for t in ("text", "text_secondary", "text_faint") for b in ("card", "window", "rail", "field")),
        *((t, "card") for t in ("accent_on_soft", "good", "warning", "bad")),
        ("text", "accent_soft"),
        ("accent_text", "accent"),
        ("accent_on_soft", "accent_soft"),
        ("good", "good_soft"),
        ("warning", "warning_soft"),
        ("bad", "bad_soft"),
        ("text_secondary", "field_hover"),
    ],
)
def test_text_stands_out_from_what_is_behind_it(tokens: Tokens, text: str, behind: str) -> None:
    assert contrast(getattr(tokens, text), getattr(tokens, behind)) >= 4.5


def test_every_token_is_a_colour_and_the_style_uses_no_other_name() -> None:
    for tokens in (LIGHT, DARK):
        for field in fields(Tokens):
            value = getattr(tokens, field.name)
            for colour in value if isinstance(value, tuple) else (value,):
                assert field.name == "name" or (len(colour) == 7 and int(colour[1:], 16) >= 0)
        assert "$" not in style_sheet(tokens)


def test_a_choice_of_scheme_is_followed_at_once(theme: Theme, qtbot: Any) -> None:
    with qtbot.waitSignal(theme.changed, timeout=1000):
        theme.choose("dark")
    assert theme.tokens is DARK
    theme.choose("light")
    assert theme.tokens is LIGHT


def test_jobs_run_one_after_another_in_their_order(context: Context, qtbot: Any) -> None:
    done: list[int] = []
    threads: set[int] = set()

    def work(number: int) -> int:
        threads.add(threading.get_ident())
        done.append(number)
        return number * 10

    jobs = [Job(str(n), lambda p, n=n: work(n)) for n in range(3)]
    for job in jobs:
        context.runner.submit(job)
    qtbot.waitUntil(lambda: all(job.state == "done" for job in jobs), timeout=5000)
    assert done == [0, 1, 2]
    assert [job.result for job in jobs] == [0, 10, 20]
    assert threading.get_ident() not in threads


def test_a_waiting_job_is_cancelled_without_being_run(context: Context, qtbot: Any) -> None:
    hold = threading.Event()
    ran: list[int] = []
    first = context.runner.submit(Job("first", lambda p: hold.wait(5)))
    second = context.runner.submit(Job("second", lambda p: ran.append(2)))
    context.runner.cancel(second)
    hold.set()
    qtbot.waitUntil(lambda: first.state == "done", timeout=5000)
    assert second.state == "cancelled"
    assert not ran


def test_a_defect_in_a_job_becomes_a_sentence(context: Context, qtbot: Any, caplog: Any) -> None:
    job = Job("work", lambda p: 1 // 0)
    with qtbot.waitSignal(context.runner.ended, timeout=5000):
        context.runner.submit(job)
    assert (job.state, job.error) == ("failed", "ZeroDivisionError: integer division or modulo by zero")
    assert "a job failed" in caplog.text


def test_a_newer_question_overtakes_an_older_one_of_its_kind(context: Context, qtbot: Any) -> None:
    answers: list[str] = []
    hold = threading.Event()

    def slow() -> str:
        hold.wait(5)
        return "old"

    lookups = context.lookups
    lookups.ask("list", slow, answers.append, answers.append)
    time.sleep(0.05)
    lookups.ask("list", lambda: "newer", answers.append, answers.append)
    lookups.ask("list", lambda: "newest", answers.append, answers.append)
    lookups.ask("other", lambda: "other", answers.append, answers.append)
    hold.set()
    qtbot.waitUntil(lambda: len(answers) == 2, timeout=5000)
    qtbot.wait(50)
    assert answers == ["newest", "other"]


def test_a_question_that_fails_is_answered_by_its_sentence(context: Context, qtbot: Any) -> None:
    said: list[str] = []

    def fail() -> None:
        raise NotFoundError("There is no user 7.", hint="Search again.")

    context.lookups.ask("user", fail, lambda _: None, said.append)
    qtbot.waitUntil(lambda: bool(said), timeout=3000)
    assert said == ["There is no user 7. Search again."]


def test_garbage_is_collected_on_the_windows_thread_only_when_due(qapp: Any) -> None:
    collector = TimedCollector(qapp)
    try:
        assert not gc.isenabled()
        gc.collect()
        assert collector.collect_due() == -1
        kept = [[] for _ in range(5000)]
        assert collector.collect_due() == 0
        assert kept
    finally:
        collector.stop()
        collector.deleteLater()
    assert gc.isenabled()


def test_the_objects_of_a_library_that_was_just_imported_are_set_aside_and_not_looked_through(qapp: Any) -> None:
    collector = TimedCollector(qapp)
    names = [f"a_library.part_{n}" for n in range(LIBRARY_MODULES)]
    try:
        before = gc.get_freeze_count()
        sys.modules |= {name: ModuleType(name) for name in names}
        kept = [[] for _ in range(5000)]
        assert collector.collect_due() == -1
        assert gc.get_freeze_count() >= before + len(kept)
        more = [[] for _ in range(5000)]
        assert collector.collect_due() == 0
        assert more
    finally:
        for name in names:
            sys.modules.pop(name, None)
        collector.stop()
        collector.deleteLater()
        gc.unfreeze()


def test_preferences_are_stored_through_the_workspace(tmp_path: Path) -> None:
    with Workspace.open(tmp_path / "ws") as workspace:
        kept = Preferences(workspace.folder)
        assert kept.settings == Settings()
        kept.attach(workspace)
        kept.update(theme="dark", place="models")
        assert Preferences(workspace.folder).settings.theme == "dark"
        with pytest.raises(ConfigurationError):
            kept.update(theme="pink")


def test_safe_mode_takes_and_stores_nothing(tmp_path: Path) -> None:
    with Workspace.open(tmp_path / "ws") as workspace:
        workspace.save_settings(Settings(theme="dark"))
        safe = Preferences(None)
        safe.attach(workspace)
        safe.update(language="zh_CN")
        assert safe.settings.theme == "system"
        assert Preferences(workspace.folder).settings == Settings(theme="dark")


def test_the_window_and_the_workspace_agree_on_the_persons_folder() -> None:
    assert own_folder() == default_folder()


def test_a_workspace_in_use_is_reported_as_busy_and_opens_read_only(tmp_path: Path, qtbot: Any) -> None:
    with Workspace.open(tmp_path / "ws"):
        opening = Opening(tmp_path / "ws")
        with qtbot.waitSignal(opening.busy, timeout=10_000) as told:
            opening.start(read_only=False)
        assert told.args[0].count(".") >= 1
        with qtbot.waitSignal(opening.opened, timeout=10_000) as opened:
            opening.start(read_only=True)
        opening.wait()
        assert opened.args[0].read_only
        opened.args[0].close()


def test_a_crash_file_with_content_tells_of_the_last_session(tmp_path: Path) -> None:
    import faulthandler

    try:
        first, crashed = watch_for_crashes(tmp_path)
        assert first is not None
        assert not crashed
        first.write("Fatal Python error")
        first.close()
        second, crashed = watch_for_crashes(tmp_path)
        assert crashed
        assert second is not None
        second.close()
        assert (tmp_path / "crash-before.log").read_text() == "Fatal Python error"
    finally:
        faulthandler.disable()


def test_numbers_sizes_times_and_dates_read_well() -> None:
    QLocale.setDefault(QLocale("en_GB"))
    assert whole(100_000) == "100,000"
    assert [percent(x) for x in (0.063, 0.5, 0.00041)] == ["6.3%", "50%", "0.04%"]
    assert [size(x) for x in (512, 2048, 3 * 2**20, 1.1 * 2**30)] == ["512 B", "2 KB", "3 MB", "1.1 GB"]
    assert [duration(x) for x in (0.9, 31, 70, 3 * 3600 + 240)] == ["0.9 s", "31 s", "1 min 10 s", "3 h 4 min"]
    assert day(889_660_800) == "12 Mar 1998"


def test_steps_are_done_in_events_of_their_own_and_a_newer_piece_of_work_replaces_what_is_left(
    qapp: Any, qtbot: Any
) -> None:
    done: list[str] = []
    steps = OneByOne(qapp)
    steps.do(partial(done.append, name) for name in ("a", "b", "c"))
    assert done == ["a"]
    qapp.processEvents()
    assert done[:2] == ["a", "b"]
    steps.do([partial(done.append, name) for name in ("x", "y")])
    qtbot.waitUntil(lambda: done[-1] == "y", timeout=2000)
    assert "".join(done) in ("abxy", "abcxy")
    steps.deleteLater()

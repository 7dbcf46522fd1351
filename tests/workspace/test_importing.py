"""Checking a file before it is stored, deciding, and storing it as a dataset or as a newer version of one."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from workbench.errors import Cancelled, ConfigurationError, DataFormatError, NotFoundError
from workbench.jobs import Progress
from workbench.workspace import Workspace

ROWS = "".join(f"u{n % 9},i{n},{1 + n % 5},17000000{n:02}\n" for n in range(40))


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.open(tmp_path / "workspace") as opened:
        yield opened


def written(path: Path, more: str = "") -> Path:
    path.write_text("user,item,rating,time\n" + ROWS + more, encoding="utf-8")
    return path


def test_what_is_stored_is_what_the_report_promised(workspace: Workspace, tmp_path: Path) -> None:
    path = written(tmp_path / "mine.csv", ROWS.splitlines()[3] + "\nu1,,3,1700000000\nu1,i2,x,1700000000\n")
    checked = workspace.datasets.check(path, progress=Progress())
    assert workspace.datasets.list() == []
    decisions = {"duplicates": "drop"}
    report = checked.report(decisions)
    stored = workspace.datasets.store(checked, decisions, name="Mine", progress=Progress())
    assert (stored.name, stored.n_rows, stored.n_users, stored.n_items) == ("Mine", 40, 9, 40)
    assert (report.rows_read, report.rows_kept) == (43, 40)
    assert "1 row repeats another one in every column; left out." in stored.notes
    assert "1 line has no item; left out." in stored.notes
    assert stored.source_path == str(path)
    assert stored.source_hash == hashlib.sha256(path.read_bytes()).hexdigest()
    clean = workspace.datasets.import_file(written(tmp_path / "clean.csv"), progress=Progress())
    assert stored.fingerprint == clean.fingerprint


def test_a_changed_file_becomes_a_newer_version_and_the_older_stays(workspace: Workspace, tmp_path: Path) -> None:
    path = written(tmp_path / "mine.csv")
    assert workspace.datasets.earlier_import(path) is None
    first = workspace.datasets.import_file(path, name="Mine", progress=Progress())
    assert workspace.datasets.earlier_import(path) == first
    same = workspace.datasets.import_file(path, replaces=first.id, progress=Progress())
    assert same == first
    written(path, "u1,i2,3,1700000050\n")
    checked = workspace.datasets.check(path, progress=Progress())
    assert checked.source_hash != first.source_hash
    second = workspace.datasets.store(checked, replaces=first.id, progress=Progress())
    assert (second.name, second.version, second.version_of) == ("Mine", 2, first.id)
    assert [made.id for made in workspace.datasets.versions(first.id)] == [second.id, first.id]
    assert workspace.datasets.earlier_import(path) == second
    with pytest.raises(NotFoundError):
        workspace.datasets.store(checked, replaces=99, progress=Progress())


def test_one_bad_row_stops_an_import_unless_it_is_to_be_left_out(workspace: Workspace, tmp_path: Path) -> None:
    path = written(tmp_path / "mine.csv", "u1,i2,good,1700000050\n")
    with pytest.raises(DataFormatError, match="“good” is not a number"):
        workspace.datasets.import_file(path, progress=Progress())
    assert workspace.datasets.list() == []
    assert workspace.datasets.import_file(path, bad_rows="drop", progress=Progress()).n_rows == 40


def test_impossible_decisions_store_nothing(workspace: Workspace, tmp_path: Path) -> None:
    checked = workspace.datasets.check(written(tmp_path / "mine.csv"), progress=Progress())
    with pytest.raises(ConfigurationError):
        workspace.datasets.store(checked, {"duplicates": "fix"}, progress=Progress())
    assert workspace.datasets.list() == []


def test_a_check_stops_within_a_second_of_cancelling_and_leaves_nothing(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_text("user,item,rating,time\n" + ROWS * 20_000, encoding="utf-8")
    progress = Progress()
    timer = threading.Timer(0.1, progress.cancel)
    timer.start()
    with pytest.raises(Cancelled):
        workspace.datasets.import_file(path, progress=progress)
    timer.join()
    assert not [thread.name for thread in threading.enumerate() if thread.name.startswith(("reading", "hashing"))]
    assert not list((workspace.folder / "artifacts").rglob("*.*"))

"""How a person corrected a guess is remembered with the file's content, and where it lies."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from workbench.data.table_guess import TableGuess
from workbench.workspace import Workspace

ROWS = "".join(f"u{n},i{n % 7},{n % 5}\n" for n in range(60))


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "table.csv"
    path.write_text("who,what,stars\n" + ROWS)
    return path


def swapped(workspace: Workspace, path: Path) -> TableGuess:
    """Correct the guess: users and items change places, and the encoding is another."""
    guess = workspace.datasets.preview(path).guess
    assert guess is not None
    changed = replace(guess, user=guess.item, item=guess.user, encoding="latin-1", item_columns=(), value=None)
    workspace.datasets.correct(path, changed)
    return changed


def test_a_correction_outlives_the_session(tmp_path: Path, table: Path) -> None:
    with Workspace.open(tmp_path / "workspace") as workspace:
        assert not workspace.datasets.reopen(table).corrected
        changed = swapped(workspace, table)
    with Workspace.open(tmp_path / "workspace") as workspace:
        again = workspace.datasets.reopen(table)
    assert again.corrected
    assert again.preview.guess == changed


def test_a_file_that_was_moved_is_known_by_its_content(tmp_path: Path, table: Path) -> None:
    with Workspace.open(tmp_path / "workspace") as workspace:
        changed = swapped(workspace, table)
        moved = table.rename(tmp_path / "renamed.csv")
        assert workspace.datasets.reopen(moved).preview.guess == changed


def test_a_file_that_has_grown_is_known_by_where_it_lies(tmp_path: Path, table: Path) -> None:
    with Workspace.open(tmp_path / "workspace") as workspace:
        changed = swapped(workspace, table)
        table.write_text(table.read_text() + "u99,i99,5\n")
        assert workspace.datasets.reopen(table).preview.guess == changed


def test_another_file_is_guessed_for_itself(tmp_path: Path, table: Path) -> None:
    other = tmp_path / "other.csv"
    other.write_text("who,what,stars\n" + ROWS.replace("u", "v"))
    with Workspace.open(tmp_path / "workspace") as workspace:
        swapped(workspace, table)
        opened = workspace.datasets.reopen(other)
        assert not opened.corrected
        assert opened.preview.guess == workspace.datasets.preview(other).guess


def test_a_correction_is_forgotten_when_the_file_is_guessed_anew(tmp_path: Path, table: Path) -> None:
    with Workspace.open(tmp_path / "workspace") as workspace:
        swapped(workspace, table)
        workspace.datasets.correct(table, None)
        assert not workspace.datasets.reopen(table).corrected


def test_a_known_layout_that_was_read_as_a_table_is_so_read_again(tmp_path: Path) -> None:
    path = tmp_path / "u.data"
    path.write_text("".join(f"{n % 9 + 1}\t{n % 7 + 1}\t3\t88125{n:04d}\n" for n in range(60)))
    with Workspace.open(tmp_path / "workspace") as workspace:
        assert workspace.datasets.reopen(path).preview.guess is None
        workspace.datasets.correct(path, None, as_table=True)
        again = workspace.datasets.reopen(path)
    assert again.preview.guess is not None
    assert again.known_layout == "MovieLens 100K"


@pytest.mark.parametrize("content", ["{", '[1, {"path": 3}]', "{}"])
def test_damaged_corrections_are_no_hindrance(tmp_path: Path, table: Path, content: str) -> None:
    with Workspace.open(tmp_path / "workspace") as workspace:
        swapped(workspace, table)
    (tmp_path / "workspace" / "corrections.json").write_text(content)
    with Workspace.open(tmp_path / "workspace") as workspace:
        assert not workspace.datasets.reopen(table).corrected


def test_an_entry_that_is_no_guess_is_ignored(tmp_path: Path, table: Path) -> None:
    file = tmp_path / "workspace" / "corrections.json"
    with Workspace.open(tmp_path / "workspace") as workspace:
        swapped(workspace, table)
    file.write_text(file.read_text().replace('"latin-1"', "7"))
    with Workspace.open(tmp_path / "workspace") as workspace:
        assert not workspace.datasets.reopen(table).corrected


def test_forgotten_corrections_leave_no_trace(tmp_path: Path, table: Path) -> None:
    folder = tmp_path / "workspace"
    with Workspace.open(folder) as workspace:
        swapped(workspace, table)
        workspace.datasets.forget_corrections()
        assert not workspace.datasets.reopen(table).corrected
        assert str(table) not in (folder / "corrections.json").read_text()
    with Workspace.open(folder) as workspace:
        assert not workspace.datasets.reopen(table).corrected

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from conftest import FakeWorkspace
from import_steps import choose_role, opened
from PySide6.QtCore import Qt

from workbench.data.reading import check_dataset, preview
from workbench.data.table_guess import TableGuess
from workbench.gui.context import Context
from workbench.gui.panels.data import DataPanel
from workbench.gui.panels.data_import import ImportPage
from workbench.gui.panels.data_import_roles import offered_roles, roles_of, with_role
from workbench.jobs import Progress
from workbench.workspace import Workspace


@pytest.fixture
def panel(qtbot: Any, context: Context, fake: FakeWorkspace) -> DataPanel:
    """The Data place over the true recognition of files."""

    def look(path: Path, guess: TableGuess | None = None, *, as_table: bool = False) -> Any:
        fake.datasets.guesses.append(guess)
        return preview(path, guess, as_table=as_table)

    def check(path: Path, guess: TableGuess | None = None, *, progress: Progress) -> Any:
        return check_dataset(path, guess=guess, progress=progress)

    fake.datasets.preview = look  # type: ignore[method-assign]
    fake.datasets.check = check  # type: ignore[method-assign]
    made = DataPanel(context)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    context.open_with(fake)  # type: ignore[arg-type]
    return made


def choose(page: ImportPage, key: str, value: Any, qtbot: Any) -> None:
    """Choose in one of the boxes, and wait until the page has followed."""
    box = page.form.boxes[key]
    assert box.isVisible(), key
    box.setCurrentIndex(box.findData(value))
    qtbot.waitUntil(page.import_button.isEnabled, timeout=5000)


def write(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def test_the_form_of_a_semicolon_file_in_latin_1_is_shown_and_can_be_corrected(
    panel: DataPanel, fake: FakeWorkspace, qtbot: Any, tmp_path: Path
) -> None:
    rows = "".join(f"u{n},x;i{n % 3};{n % 5},5;Käse aus Bünden;{1 + n % 28:02d}.03.2023\n" for n in range(60))
    file = write(tmp_path / "f.csv", "user;item;rating;title;date\n" + rows, "latin-1")
    page = opened(panel, file, qtbot)
    boxes = page.form.boxes
    assert [boxes[key].currentData() for key in ("delimiter", "header", "decimal", "time_unit")] == [
        ";",
        True,
        ",",
        "day-first",
    ]
    assert boxes["encoding"].currentData() in ("latin-1", "cp1252")
    assert page.table.rows.roles == {
        "user": "user",
        "item": "item",
        "rating": "value",
        "date": "time",
        "title": "title",
    }
    choose(page, "encoding", "cp1251", qtbot)
    assert page.table.rows.index(0, 3).data() == "Kдse aus Bьnden"
    choose(page, "header", False, qtbot)
    assert page.table.rows.columns[0] == "column 1"
    assert page.table.rows.index(0, 0).data() == "user"
    choose(page, "quoted", False, qtbot)
    assert fake.datasets.guesses[-1] is not None
    assert fake.datasets.guesses[-1].quoted is False


def test_corrections_are_there_again_when_the_file_is_opened_again_until_it_is_guessed_anew(
    qtbot: Any, context: Context, tmp_path: Path
) -> None:
    file = write(tmp_path / "f.csv", "who,what,stars\n" + "".join(f"u{n},i{n % 3},{n % 5}\n" for n in range(60)))
    panel = DataPanel(context)
    qtbot.addWidget(panel)
    panel.resize(1200, 800)
    panel.show()
    with Workspace.open(tmp_path / "workspace") as workspace:
        context.open_with(workspace)
        page = opened(panel, file, qtbot)
        first = dict(page.table.rows.roles)
        assert not page.notice.isVisible()
        choose_role(page, 0, "item", qtbot)
        qtbot.waitUntil(page.import_button.isEnabled, timeout=5000)
        corrected = dict(page.table.rows.roles)
        assert corrected != first
        page = opened(panel, file, qtbot)
        assert page.table.rows.roles == corrected
        assert page.notice.isVisible()
        assert "corrected" in page.notice.text.text()
        page.notice.action.click()
        qtbot.waitUntil(page.import_button.isEnabled, timeout=5000)
        assert page.table.rows.roles == first
        assert not page.notice.isVisible()
        page = opened(panel, file, qtbot)
        assert page.table.rows.roles == first
        page.cancel_button.click()


def test_a_file_of_a_known_layout_can_be_read_as_any_other_table_and_back(
    panel: DataPanel, qtbot: Any, tmp_path: Path
) -> None:
    folder = tmp_path / "ml"
    folder.mkdir()
    write(folder / "u.data", "".join(f"{n % 9 + 1}\t{n % 7 + 1}\t{n % 5 + 1}\t88125{n:04d}\n" for n in range(60)))
    page = opened(panel, folder, qtbot)
    assert page.file_card.layout_badge.text() == "MovieLens 100K"
    assert page.guess is None
    assert not page.form.boxes["delimiter"].isVisible()
    choose(page, "layout", True, qtbot)
    assert page.guess is not None
    assert page.form.boxes["delimiter"].currentData() == "\t"
    choose(page, "layout", False, qtbot)
    assert page.guess is None


def test_a_layout_that_fixes_its_columns_offers_no_roles(panel: DataPanel, qtbot: Any, tmp_path: Path) -> None:
    file = write(tmp_path / "u.data", "".join(f"{n % 9 + 1}\t{n % 7 + 1}\t3\t88125{n:04d}\n" for n in range(60)))
    page = opened(panel, file, qtbot)
    head = page.table.head
    qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=head.box_of(0).topLeft())
    assert page.table.menu is None
    assert not head.open_to_change


def test_a_column_that_tells_about_items_gets_its_role_in_its_head(
    panel: DataPanel, fake: FakeWorkspace, qtbot: Any, tmp_path: Path
) -> None:
    file = write(tmp_path / "f.csv", "user,item,rating,what,age\n" + "u1,i1,5,Crime|Drama,24\nu2,i2,3,War,31\n" * 9)
    page = opened(panel, file, qtbot)
    choose_role(page, 3, "categories", qtbot)
    qtbot.waitUntil(lambda: page.table.rows.role_of(3) == "categories", timeout=3000)
    choose_role(page, 4, "user attribute", qtbot)
    qtbot.waitUntil(lambda: page.table.rows.role_of(4) == "user attribute", timeout=3000)
    assert page.guess.item_columns == (("what", "categories"),)
    assert page.guess.user_columns == (("age", "attribute"),)
    choose_role(page, 3, "ignore", qtbot)
    qtbot.waitUntil(lambda: page.table.rows.role_of(3) == "ignore", timeout=3000)
    assert page.guess.item_columns == ()


def test_how_a_column_is_written_is_told_anew_when_it_gets_its_role(
    panel: DataPanel, qtbot: Any, tmp_path: Path
) -> None:
    rows = "".join(f"u{n};i{n % 3};{n % 5},5;{1 + n % 28:02d}.03.2023\n" for n in range(60))
    page = opened(panel, write(tmp_path / "f.csv", "Kunde;Artikel;Zahl;Datum\n" + rows), qtbot)
    assert page.table.rows.role_of(2) == "ignore"
    choose_role(page, 2, "value", qtbot)
    qtbot.waitUntil(lambda: page.guess.decimal == ",", timeout=5000)
    choose_role(page, 3, "ignore", qtbot)
    qtbot.waitUntil(lambda: not page.form.boxes["time_unit"].isVisible(), timeout=5000)
    choose_role(page, 3, "time", qtbot)
    qtbot.waitUntil(lambda: page.guess.time_unit == "day-first", timeout=5000)
    qtbot.waitUntil(page.import_button.isEnabled, timeout=5000)
    assert page.import_button.text() == "Import 60 interactions"


GUESS = TableGuess(",", True, "utf-8", "u", "i", "v", "t", "date", item_columns=(("x", "title"),))


@pytest.mark.parametrize(
    ("column", "role", "expected"),
    [
        ("u", "item", {"u": "item", "i": "user", "v": "value", "t": "time", "x": "title"}),
        ("v", "time", {"u": "user", "i": "item", "v": "time", "x": "title"}),
        ("x", "value", {"u": "user", "i": "item", "x": "value", "t": "time"}),
        ("t", "ignore", {"u": "user", "i": "item", "v": "value", "x": "title"}),
        ("x", "text", {"u": "user", "i": "item", "v": "value", "t": "time", "x": "text"}),
        ("v", "user", {"v": "user", "i": "item", "t": "time", "x": "title"}),
    ],
)
def test_a_role_that_one_column_takes_the_other_loses(column: str, role: str, expected: dict[str, str]) -> None:
    made = with_role(GUESS, column, role)
    assert made is not None
    assert roles_of(made, ["u", "i", "v", "t", "x"]) == expected
    assert made.time_unit == ("date" if made.time == "t" else None)


def test_users_and_items_cannot_be_left_without_a_column() -> None:
    assert with_role(GUESS, "u", "ignore") is None
    assert with_role(GUESS, "i", "title") is None


def test_in_a_matrix_only_the_column_of_users_can_be_chosen() -> None:
    matrix = TableGuess(",", True, "utf-8", "u", "i", matrix=True)
    assert offered_roles(matrix) == ("user", "ignore")
    assert roles_of(matrix, ["u", "a", "b"]) == {"u": "user", "a": "item", "b": "item"}
    made = with_role(matrix, "a", "user")
    assert made is not None
    assert made.user == "a"
    assert with_role(matrix, "u", "ignore") is None

"""The tables of users and items, and looking at one of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from conftest import texts, wait_for_text
from PySide6.QtCore import Qt

from workbench.gui.components.lazy_rows import PAGE_ROWS, Column, LazyTableModel, Rows, Wanted, cell_text
from workbench.gui.components.lazy_table import LazyTable
from workbench.gui.context import Context
from workbench.gui.panels.data import DataPanel
from workbench.gui.panels.data_entities import EntitiesPage
from workbench.gui.theme import Theme
from workbench.workspace import Workspace
from workbench.workspace.views import ItemRow

MILLION = 1_000_000


class Numbers:
    """A million rows: their number as key, and as a cell. Answers come when `answer` is called, or at once."""

    def __init__(self, *, at_once: bool = True) -> None:
        self.at_once = at_once
        self.asked: list[Wanted] = []
        self._waiting: list[Callable[[], None]] = []

    def fetch(self, wanted: Wanted, on_rows: Callable[[Rows], None], on_error: Callable[[str], None]) -> None:
        self.asked.append(wanted)
        total = MILLION if not wanted.search else 3
        numbers = range(wanted.first, min(total, wanted.first + wanted.count))
        shown: Sequence[int] = [MILLION - 1 - n for n in numbers] if wanted.descending else list(numbers)
        columns = (Column("id", "Id"), Column("n", "Number", "count"))
        rows = Rows(columns, total, [str(n) for n in shown], [[f"row {n}" for n in shown], list(shown)])
        if self.at_once:
            on_rows(rows)
        else:
            self._waiting.append(lambda: on_rows(rows))

    def answer(self) -> None:
        self._waiting.pop(0)()


@pytest.fixture
def table(theme: Theme, qtbot: Any) -> LazyTable:
    made = LazyTable("Numbers")
    qtbot.addWidget(made)
    made.resize(500, 400)
    made.show()
    return made


def test_a_table_of_a_million_rows_fetches_only_what_is_looked_at(table: LazyTable, qtbot: Any) -> None:
    source = Numbers()
    table.show_source(source, "n")
    assert table.rows.rowCount() == MILLION
    qtbot.wait(20)
    bar = table.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    table.viewport().repaint()
    qtbot.waitUntil(lambda: len(source.asked) == 2, timeout=2000)
    middle = table.rowAt(40)
    assert table.rows.index(middle, 1).data() == f"{middle:,}"
    assert sum(wanted.count for wanted in source.asked) <= 4 * PAGE_ROWS


def test_a_click_on_a_title_sorts_and_a_second_click_turns_the_order(table: LazyTable, qtbot: Any) -> None:
    source = Numbers()
    table.show_source(source, "id")
    for descending in (False, True):
        titles = table.horizontalHeader()
        place = titles.sectionViewportPosition(1) + 20
        qtbot.mouseClick(titles.viewport(), Qt.MouseButton.LeftButton, pos=titles.rect().center().__class__(place, 10))
        assert (source.asked[-1].sort, source.asked[-1].descending) == ("n", descending)
    assert table.rows.index(0, 0).data() == f"row {MILLION - 1}"


def test_rows_that_are_not_here_yet_are_asked_for_once(theme: Theme, qtbot: Any) -> None:
    source, model = Numbers(at_once=False), LazyTableModel()
    model.show_source(source, "n")
    source.answer()
    for _ in range(3):
        assert model.index(5 * PAGE_ROWS, 0).data() == "…"
    qtbot.wait(20)
    model.index(5 * PAGE_ROWS, 0).data()
    qtbot.wait(20)
    assert [wanted.first for wanted in source.asked] == [0, 5 * PAGE_ROWS]
    source.answer()
    assert model.index(5 * PAGE_ROWS, 0).data() == f"row {5 * PAGE_ROWS}"


def test_an_answer_to_a_search_that_was_overtaken_is_dropped(theme: Theme) -> None:
    source, model = Numbers(at_once=False), LazyTableModel()
    model.show_source(source, "n")
    source.answer()
    model.search("a")
    model.search("")
    source.answer()
    assert model.total == MILLION
    source.answer()
    assert model.total == MILLION


def test_rows_of_before_stay_until_those_of_the_search_are_here(theme: Theme) -> None:
    source, model = Numbers(at_once=False), LazyTableModel()
    model.show_source(source, "n")
    source.answer()
    model.search("a")
    assert model.total == MILLION
    assert model.index(0, 0).data() == "row 0"
    source.answer()
    assert model.total == 3


def test_cells_are_written_as_people_read_them() -> None:
    assert cell_text(1234, "count") == "1,234"
    assert cell_text(3.5, "number") == "3.5"
    assert cell_text(3.5, "mean") == "3.50"
    assert cell_text(1995, "number") == "1995"
    assert cell_text(("War", "Drama"), "list") == "War, Drama"
    assert cell_text((), "list") == cell_text(None, "text") == cell_text("", "text") == "—"
    assert cell_text(86_400, "time") == "2 Jan 1970"


# ---- in the window, on a real workspace


@pytest.fixture
def panel(qtbot: Any, context: Context, stocked: Workspace) -> DataPanel:
    made = DataPanel(context)
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    context.open_with(stocked)
    films = stocked.datasets.find("Films").id
    qtbot.waitUntil(lambda: context.dataset_id is not None, timeout=5000)
    context.choose_dataset(films)
    return made


def entities(panel: DataPanel, of: str, qtbot: Any) -> EntitiesPage:
    panel.library.detail.tabs.show_page(of)
    page = panel.library.detail.tabs.page(of)
    qtbot.waitUntil(lambda: page.table.table.rows.total > 0, timeout=5000)
    assert isinstance(page, EntitiesPage)
    return page


def column(page: EntitiesPage, key: str) -> int:
    return [c.key for c in page.table.table.rows.columns].index(key)


def cells(page: EntitiesPage, key: str) -> list[str]:
    rows = page.table.table.rows
    return [rows.index(row, column(page, key)).data() for row in range(rows.total)]


def test_users_are_listed_with_their_attributes_the_most_active_first(panel: DataPanel, qtbot: Any) -> None:
    page = entities(panel, "users", qtbot)
    assert page.table.count.text() == "60 in all"
    assert [c.title for c in page.table.table.rows.columns][-2:] == ["age", "city"]
    counts = [int(count) for count in cells(page, "interactions")]
    assert counts == sorted(counts, reverse=True)
    assert "北京" in cells(page, "city")


def test_typing_leaves_the_users_that_match(panel: DataPanel, qtbot: Any) -> None:
    page = entities(panel, "users", qtbot)
    qtbot.keyClicks(page.table.search, "lyon")
    qtbot.waitUntil(lambda: page.table.count.text() == "30 found", timeout=3000)
    assert set(cells(page, "city")) == {"Lyon"}
    qtbot.keyClick(page.table.search, Qt.Key.Key_Down)
    assert page.table.table.selected_key() == cells(page, "id")[0]


def test_enter_on_a_user_shows_their_timeline_and_back_the_table(
    panel: DataPanel, stocked: Workspace, context: Context, qtbot: Any
) -> None:
    page = entities(panel, "users", qtbot)
    page.table.table.selectRow(0)
    user_id = page.table.table.selected_key()
    qtbot.keyClick(page.table.table, Qt.Key.Key_Return)
    view = page.view
    qtbot.waitUntil(lambda: view.history.history.rowCount() > 0, timeout=5000)
    told = stocked.datasets.history(context.dataset_id or 0, user_id or "")
    assert view.history.history.rowCount() == len(told)
    x, y = view.timeline.plot.listDataItems()[0].getOriginalDataset()
    assert list(zip(x.tolist(), y.tolist(), strict=True)) == [(row.time, row.value) for row in told]
    wait_for_text(qtbot, view, f"User {user_id}", "age")
    qtbot.mouseClick(view.back, Qt.MouseButton.LeftButton)
    assert page.table.table.isVisible()
    assert page.table.table.selected_key() == user_id


def test_an_item_shows_who_met_it_and_leads_to_what_they_met_too(panel: DataPanel, qtbot: Any) -> None:
    page = entities(panel, "items", qtbot)
    assert cells(page, "title")[0] == "Heat"
    page.open("f0")
    view = page.view
    qtbot.waitUntil(lambda: "Heat" in texts(view) and "Id" in texts(view), timeout=5000)
    wait_for_text(qtbot, view, "Drama", "1980", "by popularity", "× chance")
    assert sum(view.values.plot.items[0].opts["height"]) == int(cells(page, "interactions")[0])
    link = view.cards["companions"].body.itemAt(0).layout().itemAtPosition(0, 0).widget()
    title = link.accessibleName()
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: view.item_id != "f0" and title in texts(view), timeout=5000)


def test_an_item_of_the_palette_opens_its_page(panel: DataPanel, qtbot: Any) -> None:
    qtbot.waitUntil(lambda: bool(panel.library.cards.cards), timeout=3000)
    panel.show_argument(ItemRow(0, "f0", "Heat", 9))
    page = panel.library.detail.tabs.page("items")
    qtbot.waitUntil(lambda: page.view.isVisible() and "Heat" in texts(page.view), timeout=5000)


def test_a_dataset_without_times_values_and_titles_has_its_tables_too(
    panel: DataPanel, context: Context, stocked: Workspace, qtbot: Any
) -> None:
    context.choose_dataset(stocked.datasets.find("Pairs").id)
    page = entities(panel, "users", qtbot)
    assert [c.key for c in page.table.table.rows.columns] == ["id", "interactions", "distinct"]
    page.open("p0")
    qtbot.waitUntil(lambda: page.view.history.history.rowCount() == 5, timeout=5000)
    assert not page.view.timeline_card.isVisible()

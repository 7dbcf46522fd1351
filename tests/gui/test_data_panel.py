from __future__ import annotations

from typing import Any

import pytest
from conftest import FakeWorkspace, summary, texts
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QInputDialog

from workbench.gui.context import Context
from workbench.gui.panels.data import DataPanel
from workbench.gui.panels.data_delete import DeleteDialog
from workbench.gui.panels.data_overview import month_ticks


@pytest.fixture
def panel(qtbot: Any, context: Context) -> DataPanel:
    made = DataPanel(context)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    return made


def test_before_the_workspace_is_open_the_place_says_so_and_offers_nothing(panel: DataPanel) -> None:
    assert panel.opening.isVisible()
    assert not panel.open.isEnabled()
    assert not panel.sample.isEnabled()


def test_an_empty_workspace_offers_a_file_and_the_sample(
    panel: DataPanel, context: Context, fake: FakeWorkspace, qtbot: Any
) -> None:
    context.open_with(fake)  # type: ignore[arg-type]
    qtbot.waitUntil(panel.empty.isVisible, timeout=3000)
    assert "No dataset yet" in texts(panel.empty)
    qtbot.mouseClick(panel.empty_sample, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: context.dataset_id == 1, timeout=3000)
    qtbot.waitUntil(lambda: list(panel.library.cards.cards) == [1], timeout=3000)
    assert "Invented" in texts(panel.library.cards.cards[1])
    assert not panel.sample.isVisible()


def test_a_click_or_enter_on_a_card_chooses_its_dataset(
    panel: DataPanel, context: Context, fake: FakeWorkspace, qtbot: Any
) -> None:
    fake.datasets.known = [summary(1, "MovieLens 100K"), summary(2, "Books", first_time=None, last_time=None)]
    context.open_with(fake)  # type: ignore[arg-type]
    qtbot.waitUntil(lambda: len(panel.library.cards.cards) == 2, timeout=3000)
    assert context.dataset_id == 1
    assert panel.library.cards.cards[1].property("selected")
    qtbot.mouseClick(panel.library.cards.cards[2], Qt.MouseButton.LeftButton)
    assert context.dataset_id == 2
    assert panel.library.cards.cards[2].property("selected")
    assert not panel.library.cards.cards[1].property("selected")
    qtbot.keyClick(panel.library.cards.cards[1], Qt.Key.Key_Return)
    assert context.dataset_id == 1


def test_a_card_says_how_much_how_full_and_when(
    panel: DataPanel, context: Context, fake: FakeWorkspace, qtbot: Any
) -> None:
    fake.datasets.known = [summary(1, "MovieLens 100K", media=("text", "image"))]
    context.open_with(fake)  # type: ignore[arg-type]
    qtbot.waitUntil(lambda: len(panel.library.cards.cards) == 1, timeout=3000)
    said = texts(panel.library.cards.cards[1])
    for part in ("100,000", "943", "1,682", "6.3% filled", "20 Sept 1997", "22 Apr 1998", "texts", "pictures"):
        assert part in said or part.replace("Sept", "Sep") in said, (part, said)
    assert "Invented" not in said


def test_the_page_of_a_dataset_draws_its_curves_and_tells_its_notes(
    panel: DataPanel, context: Context, fake: FakeWorkspace, qtbot: Any
) -> None:
    fake.datasets.known = [summary(1, "MovieLens 100K")]
    context.open_with(fake)  # type: ignore[arg-type]
    qtbot.waitUntil(lambda: bool(panel.library.detail.overview.values.names()), timeout=5000)
    detail = panel.library.detail.overview
    assert list(detail.over_time.plot.items[0].opts["height"]) == [5, 9, 2]
    x, y = detail.long_tail.plot.listDataItems()[0].getOriginalDataset()
    assert (list(x), list(y)) == ([1, 2, 3, 4], [9, 4, 2, 1])
    qtbot.waitUntil(lambda: "Heat" in texts(detail), timeout=1000)
    said = texts(detail)
    for part in ("12 repeated rows were dropped.", "Drama", "106.0"):
        assert part in said


def test_deleting_asks_first(panel: DataPanel, context: Context, fake: FakeWorkspace, qtbot: Any) -> None:
    fake.datasets.known = [summary(1, "MovieLens 100K"), summary(2, "Books")]
    context.open_with(fake)  # type: ignore[arg-type]
    qtbot.waitUntil(lambda: context.dataset_id == 1, timeout=5000)
    assert not panel.open_bin.isVisible()
    for answer in ("cancel", "agree"):
        qtbot.mouseClick(panel.library.detail.delete, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: any(d.isVisible() for d in panel.findChildren(DeleteDialog)), timeout=3000)
        dialog = next(d for d in panel.findChildren(DeleteDialog) if d.isVisible())
        assert "MovieLens 100K" in texts(dialog)
        assert fake.datasets.deleted == []
        qtbot.mouseClick(getattr(dialog, answer), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: list(panel.library.cards.cards) == [2], timeout=3000)
    assert fake.datasets.deleted == [1]
    assert context.dataset_id == 2
    qtbot.waitUntil(panel.open_bin.isVisible, timeout=3000)
    assert panel.open_bin.text() == "Bin · 1"


def test_an_empty_or_equal_name_renames_nothing(
    panel: DataPanel, context: Context, fake: FakeWorkspace, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake.datasets.known = [summary(1, "Books")]
    renamed: list[str] = []
    fake.datasets.rename = lambda dataset_id, name: renamed.append(name)  # type: ignore[attr-defined]
    context.open_with(fake)  # type: ignore[arg-type]
    qtbot.waitUntil(lambda: context.dataset_id == 1, timeout=5000)
    for name in ("  ", "Books", "Novels "):
        monkeypatch.setattr(QInputDialog, "getText", lambda *_, name=name, **__: (name, True))
        qtbot.mouseClick(panel.library.detail.rename, Qt.MouseButton.LeftButton)
        qtbot.wait(20)
    qtbot.waitUntil(lambda: renamed == ["Novels"], timeout=3000)


def test_a_read_only_workspace_takes_nothing_in(
    panel: DataPanel, context: Context, fake: FakeWorkspace, qtbot: Any
) -> None:
    fake.read_only = True
    context.open_with(fake)  # type: ignore[arg-type]
    panel.show_argument("sample")
    assert "read-only" in panel.notice.text.text()
    assert context.runner.current is None


def test_month_ticks_are_years_over_long_spans_and_months_over_short_ones() -> None:
    import numpy as np

    months = np.arange(np.datetime64("2001-01"), np.datetime64("2005-01"), dtype="datetime64[M]")
    seconds = months.astype("datetime64[s]").astype(np.int64)
    assert month_ticks(seconds) == [(0.0, "2001"), (12.0, "2002"), (24.0, "2003"), (36.0, "2004")]
    assert month_ticks(seconds[:3]) == [(0.0, "2001-01"), (1.0, "2001-02"), (2.0, "2001-03")]

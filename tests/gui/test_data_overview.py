"""The overview, features and export of a dataset, on a real workspace."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from conftest import texts, unspoken, wait_for_text
from pyqtgraph.graphicsItems.DateAxisItem import (
    DAY_HOUR_ZOOM_LEVEL,
    DAY_SPACING,
    MONTH_DAY_ZOOM_LEVEL,
    MONTH_SPACING,
)
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFileDialog, QMenu

from workbench.gui.components.card_grid import CardGrid
from workbench.gui.components.chart import TimeAxis
from workbench.gui.context import Context
from workbench.gui.languages import speak
from workbench.gui.panels.data import DataPanel
from workbench.gui.panels.data_features import FeaturesPage
from workbench.gui.panels.data_lists import ElidedLink
from workbench.gui.panels.data_overview import OverviewPage, log_ticks
from workbench.jobs import Progress
from workbench.workspace import Workspace
from workbench.workspace.views import RecipeStep


@pytest.fixture
def panel(qtbot: Any, context: Context, stocked: Workspace) -> DataPanel:
    made = DataPanel(context)
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    context.open_with(stocked)
    qtbot.waitUntil(lambda: context.dataset_id is not None, timeout=5000)
    context.choose_dataset(stocked.datasets.find("Films").id)
    return made


@pytest.fixture
def overview(panel: DataPanel, qtbot: Any) -> OverviewPage:
    page = panel.library.detail.overview
    qtbot.waitUntil(page.quality.verdict.isVisible, timeout=5000)
    assert isinstance(page, OverviewPage)
    return page


def test_the_overview_draws_what_is_filled_and_reads_it_under_the_pointer(
    overview: OverviewPage, stocked: Workspace, context: Context
) -> None:
    told = stocked.profile.sparsity(context.dataset_id or 0)
    view = overview.sparsity
    said = view.read(view.width() - 2, 1)
    assert said.startswith("Users 1 – 1 by activity, items 40 – 40 by popularity")
    assert ("0% filled" in said) == (told.density[0, -1] == 0)
    assert view.read(0, view.height() - 1) == ""


def test_the_overview_says_what_stands_out_and_where_it_comes_from(
    overview: OverviewPage, stocked: Workspace, context: Context, qtbot: Any
) -> None:
    told = stocked.profile.quality(context.dataset_id or 0)
    wait_for_text(qtbot, overview.quality, *told.remarks, f"{told.gini:.2f}")
    qtbot.waitUntil(lambda: "Fingerprint" in texts(overview.origin), timeout=3000)
    wait_for_text(qtbot, overview.origin, stocked.datasets.find("Films").fingerprint[:16])


def test_versions_lead_to_each_other(
    panel: DataPanel, overview: OverviewPage, stocked: Workspace, context: Context, qtbot: Any
) -> None:
    films = stocked.datasets.find("Films")
    newer = stocked.preparing.prepare(
        films.id, [RecipeStep("value-threshold")], newer_than=films.id, progress=Progress()
    )
    context.datasets_changed.emit()
    qtbot.waitUntil(lambda: newer.id in panel.library.cards.cards, timeout=3000)
    context.choose_dataset(newer.id)

    def older() -> list[ElidedLink]:
        links = overview.origin.findChildren(ElidedLink)
        return [link for link in links if link.accessibleName() == films.label and link.isVisible()]

    qtbot.waitUntil(lambda: bool(older()), timeout=8000)
    qtbot.mouseClick(older()[0], Qt.MouseButton.LeftButton)
    assert context.dataset_id == films.id


def test_logarithmic_ticks_are_few_and_round() -> None:
    assert log_ticks(1, 3706) == [(0.0, "1"), (1.0, "10"), (2.0, "100"), (3.0, "1,000")]
    assert [label for _, label in log_ticks(8, 60)] == ["10", "20", "50"]
    assert log_ticks(5, 5) == [(pytest.approx(0.699, abs=1e-3), "5")]


def test_a_dataset_without_times_shows_no_empty_cards(
    overview: OverviewPage, context: Context, stocked: Workspace, qtbot: Any
) -> None:
    context.choose_dataset(stocked.datasets.find("Pairs").id)
    empty = [overview.cards[name] for name in ("over_time", "categories", "values")]
    qtbot.waitUntil(lambda: not any(card.isVisible() for card in empty), timeout=5000)
    assert overview.cards["top_items"].isVisible()


def test_cards_take_as_many_columns_as_there_is_room_for(qtbot: Any, theme: Any) -> None:
    from workbench.gui.components.basics import Card

    grid, cards = CardGrid(300, 3), [Card(str(n)) for n in range(4)]
    qtbot.addWidget(grid)
    grid.add(*cards)
    grid.show()
    for width, columns in ((320, 1), (650, 2), (1000, 3), (1400, 3)):
        grid.resize(width, 600)
        qtbot.waitUntil(lambda columns=columns: grid.columns == columns, timeout=2000)
    grid.want(cards[:1], False)
    qtbot.waitUntil(lambda: cards[1].mapTo(grid, QPoint(0, 0)).x() == 0, timeout=2000)
    assert not cards[0].isVisible()


# ---- features


@pytest.fixture
def features(panel: DataPanel, qtbot: Any) -> FeaturesPage:
    panel.library.detail.tabs.show_page("features")
    page = panel.library.detail.tabs.page("features")
    qtbot.waitUntil(page.ranked.isVisible, timeout=8000)
    assert isinstance(page, FeaturesPage)
    return page


def test_attributes_are_ranked_by_what_they_tell_and_the_others_say_why_not(
    features: FeaturesPage, stocked: Workspace, context: Context, qtbot: Any
) -> None:
    told = stocked.profile.features(context.dataset_id or 0, progress=Progress())
    telling = [one for one in told.attributes if one.status == "informative"]
    assert features.verdict.text() == f"{len(telling)} of {len(told.attributes)} tell something"
    wait_for_text(qtbot, features.useless, "title", "names things rather than describing them")
    assert told.definition in features.definition.text()


def test_a_dataset_without_attributes_says_so(
    features: FeaturesPage, context: Context, stocked: Workspace, qtbot: Any
) -> None:
    context.choose_dataset(stocked.datasets.find("Pairs").id)
    qtbot.waitUntil(features.nothing.isVisible, timeout=8000)
    assert not features.ranked.isVisible()


# ---- export


def export(panel: DataPanel, title: str, path: Path, qtbot: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Export as a person does: the button, an entry of its menu, a name in the file dialog."""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(path), ""))
    qtbot.mouseClick(panel.library.detail.export, Qt.MouseButton.LeftButton)
    menu = next(m for m in panel.findChildren(QMenu) if m.isVisible())
    next(action for action in menu.actions() if title in action.text()).trigger()
    menu.close()


def test_interactions_are_exported_as_one_csv_file(
    panel: DataPanel, tmp_path: Path, qtbot: Any, monkeypatch: pytest.MonkeyPatch, stocked: Workspace
) -> None:
    qtbot.waitUntil(lambda: bool(panel.library.cards.cards), timeout=3000)
    export(panel, "CSV: interactions", tmp_path / "out", qtbot, monkeypatch)
    qtbot.waitUntil(lambda: "written to" in panel.notice.text.text(), timeout=8000)
    rows = np.loadtxt(tmp_path / "out.csv", delimiter=",", skiprows=1, dtype=str)
    assert len(rows) == stocked.datasets.find("Films").n_rows
    assert panel.notice.action.text() == "Show"


def test_atomic_files_are_exported_into_a_new_folder(
    panel: DataPanel, tmp_path: Path, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    qtbot.waitUntil(lambda: bool(panel.library.cards.cards), timeout=3000)
    export(panel, "RecBole", tmp_path / "films", qtbot, monkeypatch)
    qtbot.waitUntil(lambda: "written to" in panel.notice.text.text(), timeout=8000)
    assert sorted(p.name for p in (tmp_path / "films").iterdir()) == ["films.inter", "films.item", "films.user"]


@pytest.mark.parametrize(("language", "named", "day"), [("zh_CN", "3月", "周三 1"), ("en", "Mar", "Wed 1")])
def test_months_and_weekdays_on_an_axis_of_time_are_named_in_the_language(
    qapp: Any, language: str, named: str, day: str
) -> None:
    speak(qapp, language)
    try:
        axis = TimeAxis()
        march = 951_868_800
        axis.zoomLevel = MONTH_DAY_ZOOM_LEVEL
        assert axis.tickStrings([march], 1, MONTH_SPACING) == [named]
        assert axis.tickStrings([march], 1, DAY_SPACING) == ["01"]
        axis.zoomLevel = DAY_HOUR_ZOOM_LEVEL
        assert axis.tickStrings([march], 1, DAY_SPACING) == [day]
    finally:
        unspoken(qapp)

"""The Content page: what items hold is encoded, searched by words, compared and laid out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from workbench.gui.context import Context
from workbench.gui.panels.data_content import ContentPage
from workbench.workspace import Workspace

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "encoders"))
import tiny_folders


@pytest.fixture
def page(qtbot: Any, context: Context, stocked: Workspace) -> ContentPage:
    made = ContentPage(context)
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    context.open_with(stocked)
    made.show_dataset(stocked.datasets.find("Films"))
    qtbot.waitUntil(lambda: made.cards["text"].encoder.count() > 1, timeout=60_000)
    return made


def encoded(page: ContentPage, qtbot: Any) -> None:
    card = page.cards["text"]
    card.encoder.setCurrentIndex(card.encoder.findData("tfidf"))
    card.start.click()
    qtbot.waitUntil(lambda: page.encoding.count() == 1, timeout=60_000)


def test_each_modality_says_how_many_items_have_it(page: ContentPage) -> None:
    assert "%" in page.cards["text"].share.text()
    assert page.cards["text"].start.isEnabled()
    assert not page.encoding.isVisible()
    assert page.hint.isVisible()


def test_items_are_found_by_words_and_by_likeness_and_are_ringed_on_the_map(page: ContentPage, qtbot: Any) -> None:
    encoded(page, qtbot)
    assert page.search.isVisible()
    title = page.cards["text"].examples.itemAt(0).widget().text()
    page.search.field.setText(title.split()[1])
    page.search.search()
    qtbot.waitUntil(lambda: page.search.rows.rowCount() > 0, timeout=30_000)
    qtbot.waitUntil(lambda: page.map._map is not None, timeout=30_000)
    page.map.mark([hit.item for hit in page.search.rows.hits])
    assert len(page.map.view.marks["found"].data) == len(page.search.rows.hits)
    first = page.search.rows.hits[0]
    page.search.table.selectRow(0)
    page.search.like.click()
    qtbot.waitUntil(lambda: first.title in page.search.said.text(), timeout=30_000)
    assert first.item not in [hit.item for hit in page.search.rows.hits]


def test_a_folder_that_is_no_model_is_refused_in_a_sentence(
    page: ContentPage, qtbot: Any, monkeypatch: Any, tmp_path: Path
) -> None:
    monkeypatch.setattr(
        "workbench.gui.panels.content_encoding.QFileDialog.getExistingDirectory", lambda *_: str(tmp_path)
    )
    card = page.cards["text"]
    before = card.encoder.currentData()
    place = card.encoder.count() - 1
    card.encoder.setCurrentIndex(place)
    card.encoder.activated.emit(place)
    qtbot.waitUntil(lambda: page.notice.isVisible(), timeout=60_000)
    assert card.encoder.currentData() == before


def test_the_encoder_that_was_chosen_is_remembered_a_folder_too(
    page: ContentPage, qtbot: Any, context: Context, monkeypatch: Any, tmp_path: Path
) -> None:
    card = page.cards["text"]
    place = card.encoder.findData("tfidf")
    card.encoder.setCurrentIndex(place)
    card.encoder.activated.emit(place)
    assert context.preferences.settings.encoders == {"text": "tfidf"}

    monkeypatch.setattr("tqdm.tqdm.monitor_interval", 0)  # the library that writes the folder would leave a thread
    folder = tmp_path / "bert"
    folder.mkdir()
    tiny_folders.bert(folder)
    monkeypatch.setattr(
        "workbench.gui.panels.content_encoding.QFileDialog.getExistingDirectory", lambda *_: str(folder)
    )
    last = card.encoder.count() - 1
    card.encoder.activated.emit(last)
    qtbot.waitUntil(lambda: str(card.encoder.currentData()).startswith(str(folder)), timeout=60_000)
    chosen = card.encoder.currentData()
    assert context.preferences.settings.encoders == {"text": chosen}

    again = ContentPage(context)
    qtbot.addWidget(again)
    again.show_dataset(context.workspace.datasets.find("Films"))
    qtbot.waitUntil(lambda: again.cards["text"].encoder.count() > 1, timeout=60_000)
    assert again.cards["text"].encoder.currentData() == chosen

    context.preferences.update(encoders={"text": str(tmp_path / "gone")})
    third = ContentPage(context)
    qtbot.addWidget(third)
    third.show_dataset(context.workspace.datasets.find("Films"))
    qtbot.waitUntil(lambda: third.cards["text"].encoder.count() > 1, timeout=60_000)
    assert third.cards["text"].encoder.currentIndex() == 0

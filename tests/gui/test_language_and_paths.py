"""Re-ranking by a local language model, and paths through attributes, in the Recommend place."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from workbench.gui.context import Context
from workbench.gui.panels.recommend import RecommendPanel
from workbench.jobs import Progress
from workbench.workspace import Workspace
from workbench.workspace.views import TrainRequest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "encoders"))
import tiny_folders


def settle(qtbot: Any, panel: RecommendPanel) -> None:
    """Wait until nothing has been asked for a while."""
    qtbot.waitUntil(lambda: panel.live.view is not None and bool(panel.history.now.entries), timeout=30_000)
    quiet = 0
    while quiet < 6:
        qtbot.wait(30)
        quiet = quiet + 1 if panel._context.lookups.idle else 0


@pytest.fixture
def panel(qtbot: Any, context: Context, stocked: Workspace) -> RecommendPanel:
    films = stocked.datasets.find("Films").id
    stocked.runs.train(TrainRequest(films, "ItemTransition"), progress=Progress())
    stocked.runs.train(TrainRequest(films, "KGAttention", {"epochs": 1, "factors": 8}), progress=Progress())
    context.open_with(stocked)
    context.choose_dataset(films)
    made = RecommendPanel(context)
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    made.show_argument("u17")
    settle(qtbot, made)
    return made


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: Any) -> Path:
    monkeypatch.setattr("tqdm.tqdm.monitor_interval", 0)  # the library that writes the folder would leave a thread
    made = tmp_path / "gpt2"
    made.mkdir()
    return tiny_folders.gpt2(made, vocabulary=21, places=256)


def choose(panel: RecommendPanel, folder: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr("workbench.gui.panels.language_page.QFileDialog.getExistingDirectory", lambda *_: str(folder))
    panel.language._choose()


def test_a_list_is_re_ranked_by_a_folder_that_is_remembered_and_its_prompt_is_shown(
    panel: RecommendPanel, qtbot: Any, context: Context, folder: Path, monkeypatch: Any
) -> None:
    page = panel.language
    panel.views.buttons["language"].click()
    qtbot.waitUntil(lambda: "{history}" in page.prompt.toPlainText(), timeout=20_000)
    assert not page.start.isEnabled()
    choose(panel, folder, monkeypatch)
    qtbot.waitUntil(page.start.isEnabled, timeout=60_000)
    assert "of memory" in page.need.text()
    assert context.preferences.settings.language_model == str(folder)

    page.prompt.setPlainText("liked:\n{history}\nnext: ")
    page.sentence.setChecked(True)
    page.start.click()
    assert not page.start.isEnabled()
    qtbot.waitUntil(page.answer.isVisible, timeout=60_000)
    assert page.read.toPlainText().startswith("liked:\n")
    assert page.list.rowCount() == 10
    scores = [one.score for one in page.list.items]
    assert scores == sorted(scores, reverse=True)
    # Either a sentence marked as generated with its evidence, or the reason why there is none.
    written = page.generated.isVisible()
    assert page.written.text()
    assert page.evidence.isVisible() == written

    page.prompt.setPlainText("nothing of the history")
    page.start.click()
    qtbot.waitUntil(panel.notice.isVisible, timeout=60_000)


def test_a_folder_that_is_no_language_model_is_refused_in_a_sentence(
    panel: RecommendPanel, qtbot: Any, tmp_path: Path, monkeypatch: Any
) -> None:
    page = panel.language
    panel.views.buttons["language"].click()
    choose(panel, tmp_path, monkeypatch)
    qtbot.waitUntil(lambda: page.need.property("role") == "bad", timeout=60_000)
    assert not page.start.isEnabled()


def test_paths_to_the_picked_item_are_shown_for_models_that_weigh_relations(
    panel: RecommendPanel, qtbot: Any, context: Context
) -> None:
    run = panel.runs.run
    assert run is not None
    assert run.model == "KGAttention"
    qtbot.waitUntil(panel.paths.isVisible, timeout=20_000)
    item = panel.top.list.top.items[0].item
    found = context.workspace.explaining.paths(run.id, "u17", item=item)
    best = found.shared[0]
    assert f"shares {best.relation} {best.value} with {found.titles[best.places[0]]}" in panel.paths.paths.text()

    panel.show_argument(1)  # ItemTransition knows no attributes
    qtbot.waitUntil(lambda: not panel.paths.isVisible(), timeout=20_000)

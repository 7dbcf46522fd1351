"""The ablation of a run: which variants there are, training them as a job, and what they say."""

from __future__ import annotations

from typing import Any

import pytest
from conftest import texts

from workbench.gui.context import Context
from workbench.gui.panels.ablation_table import CHANGE, P_VALUE, VALUE, VARIANT, IntervalRole
from workbench.gui.panels.models import ModelsPanel
from workbench.jobs import Progress
from workbench.workspace import Workspace
from workbench.workspace.views import TrainRequest

TINY = {"width": 8, "epochs": 1, "history_length": 4}


@pytest.fixture
def panel(qtbot: Any, context: Context, stocked: Workspace) -> ModelsPanel:
    films = stocked.datasets.find("Films").id
    stocked.content.encode(films, "text", "tfidf", progress=Progress())
    stocked.runs.train(TrainRequest(films, "MultimodalAttention", dict(TINY)), progress=Progress())
    stocked.runs.train(TrainRequest(films, "Popularity"), progress=Progress())
    context.open_with(stocked)
    made = ModelsPanel(context)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    qtbot.waitUntil(lambda: made._details is not None, timeout=20_000)
    return made


def test_a_run_of_modalities_is_taken_apart_and_another_is_not(
    panel: ModelsPanel, qtbot: Any, context: Context
) -> None:
    assert not panel.take_apart.isVisible()  # the newest run is of Popularity
    panel.table.choose(1)
    qtbot.waitUntil(panel.take_apart.isVisible, timeout=20_000)
    panel.take_apart.click()
    page = panel.ablation
    page.cold.setChecked(False)
    qtbot.waitUntil(lambda: page.start.isVisible() and "1" in page.start.text(), timeout=20_000)
    assert not panel.delete.isVisible()
    assert "Texts" in page.names.accessibleName()

    page.start.click()
    assert not page.start.isEnabled()
    qtbot.waitUntil(lambda: context.runner.current is None, timeout=60_000)
    qtbot.waitUntil(lambda: not page.start.isVisible(), timeout=20_000)
    (_, table), (_, cold) = page.cards
    model = table.variants

    def row(number: int, column: int) -> str:
        return str(model.data(model.index(number, column)))

    part = context.workspace.ablations.result(1, cold=False).parts[0]
    (change,) = part.differences["ndcg@10"]
    assert change is not None
    assert [row(0, VARIANT), row(1, VARIANT)] == ["Everything", "Without texts"]
    assert row(1, CHANGE) == f"{change.mean:+.4f}"
    low, mean, high, reach = model.data(model.index(1, 3), IntervalRole)
    assert (low, mean, high) == (change.low, change.mean, change.high)
    assert reach == max(abs(low), abs(high), 1e-9)
    assert row(1, P_VALUE) in ("< 0.001", f"{change.p_corrected:.3f}")
    assert not cold.isVisible()

    page.measure.buttons["recall@10"].click()
    assert row(1, VALUE) == f"{part.runs[0].test.metrics['recall@10']:.4f}"  # type: ignore[union-attr]
    assert "Holm" in texts(page)

    page.left.emit()
    assert panel.delete.isVisible()
    qtbot.waitUntil(lambda: panel.table.runs.rowCount() == 3, timeout=20_000)


def test_a_cancelled_ablation_says_what_is_left(panel: ModelsPanel, qtbot: Any, context: Context) -> None:
    panel.table.choose(1)
    qtbot.waitUntil(panel.take_apart.isVisible, timeout=20_000)
    panel.take_apart.click()
    page = panel.ablation
    qtbot.waitUntil(lambda: "3" in page.start.text(), timeout=20_000)
    page.start.click()
    job = context.runner.current
    assert job is not None
    context.runner.cancel(job)
    qtbot.waitUntil(lambda: job.state == "cancelled", timeout=20_000)
    qtbot.waitUntil(lambda: page.start.isEnabled() and "3" in page.start.text(), timeout=20_000)

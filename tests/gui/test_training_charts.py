from __future__ import annotations

from typing import Any

import pytest

from workbench.gui.panels.training_charts import LEAST_MS_BETWEEN_DRAWINGS, TrainingCharts
from workbench.gui.theme import Theme
from workbench.jobs import MetricPoint


def test_a_curve_that_grows_is_drawn_a_few_times_a_second_and_in_the_end_whole(
    qtbot: Any, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    charts = TrainingCharts()
    qtbot.addWidget(charts)
    charts.start("run 1")
    drawn: list[int] = []
    set_series = charts.loss.set_series

    def seen(name: str, x: Any, y: Any, **how: Any) -> None:
        drawn.append(len(x))
        set_series(name, x, y, **how)

    monkeypatch.setattr(charts.loss, "set_series", seen)
    for step in range(40):
        charts.add([MetricPoint("loss", float(step), 1.0)])
        assert len(charts.points["loss"]) == step + 1, "what is known does not wait"
    assert drawn == [1]
    qtbot.waitUntil(lambda: drawn[-1] == 40, timeout=5_000)
    assert len(drawn) == 2
    qtbot.wait(3 * LEAST_MS_BETWEEN_DRAWINGS)
    assert len(drawn) == 2, "what does not grow is not drawn again"

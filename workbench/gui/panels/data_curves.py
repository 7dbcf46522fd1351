"""The charts that several pages of a dataset draw in the same way: counts over time, and values."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from workbench.gui.components.basics import Card
from workbench.gui.components.chart import Chart

if TYPE_CHECKING:
    from workbench.data.profile import TimeCounts, ValueCounts

CHART_HEIGHT = 168


def chart_card(heading: str, chart: Chart, height: int = CHART_HEIGHT) -> Card:
    """Return a card with one chart."""
    made = Card(heading)
    chart.setFixedHeight(height)
    chart.setAccessibleName(heading)
    made.body.addWidget(chart)
    made.body.addStretch(1)
    return made


def draw_over_time(chart: Chart, counts: TimeCounts) -> bool:
    """Draw interactions over time on a chart with an axis of times; return whether there are any."""
    chart.clear()
    if not len(counts.counts):
        return False
    width = float(counts.edges[1] - counts.edges[0])
    middles = (counts.edges[:-1] + counts.edges[1:]) / 2
    chart.set_bars("interactions", middles, counts.counts, width=0.86 * width)
    return True


def draw_values(chart: Chart, values: ValueCounts) -> bool:
    """Draw how often each value occurs; return whether there is more than one."""
    chart.clear()
    if not len(values.levels):
        return False
    places = np.arange(len(values.levels))
    chart.set_bars("interactions", places, values.counts, colour=1)
    every = max(1, -(-len(places) // 10))
    chart.set_ticks("bottom", [(float(i), f"{values.levels[i]:g}") for i in places[::every]])
    return len(values.levels) > 1

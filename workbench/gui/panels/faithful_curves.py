"""Curves of what happens while interactions are removed, or put back, in the orders of several methods."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from workbench.explanation.attributions import METHODS
from workbench.gui.components.chart import Chart
from workbench.gui.components.icons import theme
from workbench.gui.panels.verdict_words import method_title
from workbench.gui.theme import Tokens

_COLOURS = (0, 2, 1, 4)  # of attention, the other method, recency and random order


def draw_curves(chart: Chart, shown: Sequence[str], x: npt.NDArray[np.float64], curves: Mapping[str, Any]) -> None:
    """Draw the curves of some methods, as `shown_curves` chooses them, the controls dashed."""
    for name in chart.names():
        if name not in shown:
            chart.remove_series(name)
    for index, name in enumerate(shown):
        colour = _COLOURS[index - len(shown)]
        chart.set_series(name, x, curves[name], colour=colour, dashed=METHODS[name].control)


def shown_curves(drops: Mapping[str, float], method: str) -> list[str]:
    """Return which methods have a curve: the best by attention, the best of all others, and both controls."""
    others = [name for name in drops if not METHODS[name].control and not METHODS[name].attention]
    best = max(others, key=lambda name: drops[name])
    return [*([method] if method else []), best, "recency", "random"]


def legend_of(shown: Sequence[str]) -> str:
    """Return the legend of the curves as rich text."""
    tokens: Tokens = theme().tokens
    parts = []
    for index, name in enumerate(shown):
        colour = tokens.series[_COLOURS[index - len(shown)]]
        line = "┄" if METHODS[name].control else "━"
        parts.append(f'<span style="color:{colour}">{line}</span>&nbsp;{method_title(name)}')
    return " &nbsp; ".join(parts)

"""The chart of several runs' metrics, drawn without a screen, with the rules they were measured by beneath it."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from workbench.drawing import BAD, LINE, SECONDARY, SERIES, TEXT, drawing_style
from workbench.evaluation.candidates import SAMPLED_WARNING
from workbench.evaluation.latex import title
from workbench.evaluation.metrics import is_lower_better, split_name
from workbench.evaluation.protocol import Evaluation, ProtocolCard

_PANELS = ("ndcg", "recall", "mrr", "coverage", "novelty", "diversity")
MOST_RUNS = 24  # bars that can be told apart below each other
_LETTERS = 30  # of a run's name
_WIDTH, _BAR, _LINE = 3.9, 0.3, 0.145  # inches: of a panel, for a bar, for a line of text
_LETTERS_PER_INCH = 19  # of the text beneath

Entry = tuple[str, str, Evaluation]


def write_figure(entries: Sequence[Entry], path: Path, *, cutoff: int = 10, warnings: Sequence[str] = ()) -> None:
    """Draw one small bar chart a metric, one bar a run with its 95 % interval, and every protocol below.

    Of more than 24 runs the best by the first metric are drawn, which the chart says. Runs over sampled candidates
    are hatched and named in red. What training was found to give away stands beneath.

    Args:
        entries: label, dataset and test evaluation of each run.
        path: `.png` or `.svg`.
        cutoff: where to measure; the nearest cut-off that a run has.
        warnings: sentences that belong under the chart.
    """
    shown = [name for name in _PANELS if any(_name(e, name, cutoff) for _, _, e in entries)]
    drawn = _best(entries, shown[0], cutoff) if shown else list(entries)[:MOST_RUNS]
    columns = min(3, max(1, len(shown)))
    rows = max(1, -(-len(shown) // columns))
    heading = ", ".join(dict.fromkeys(dataset for _, dataset, _ in drawn))
    if len(drawn) < len(entries):
        by = title(_name(drawn[0][2], shown[0], cutoff) if shown else "")
        heading += f" · the best {len(drawn)} of {len(entries)} runs by {by}"
    said = _said(drawn, warnings, int(_WIDTH * columns * _LETTERS_PER_INCH))
    heights = [_BAR * len(drawn) + 0.7] * rows + [_LINE * (len(said) + 1)]
    with drawing_style():
        figure = Figure(figsize=(_WIDTH * columns, sum(heights) + 0.5), layout="constrained", dpi=160)
        FigureCanvasAgg(figure)
        grid = figure.add_gridspec(rows + 1, columns, height_ratios=heights)
        for place, metric in enumerate(shown):
            _bars(figure.add_subplot(grid[place // columns, place % columns]), drawn, metric, cutoff)
        figure.suptitle(heading, color=TEXT, fontweight="bold")
        _write(figure.add_subplot(grid[rows, :]), said)
        figure.savefig(path, format=path.suffix.lstrip(".").lower())


def _best(entries: Sequence[Entry], metric: str, cutoff: int) -> list[Entry]:
    """Return the runs to draw: all where they are few, else the best by a metric, best first."""
    if len(entries) <= MOST_RUNS:
        return list(entries)
    sign = 1.0 if is_lower_better(metric) else -1.0
    named = [(entry, _name(entry[2], metric, cutoff)) for entry in entries]
    ranked = sorted((entry for entry in named if entry[1]), key=lambda e: sign * e[0][2].metrics[e[1]])
    return [entry for entry, _ in ranked[:MOST_RUNS]]


def _bars(axis: Axes, entries: Sequence[Entry], metric: str, cutoff: int) -> None:
    labels = [textwrap.shorten(label, _LETTERS, placeholder="…") for label, _, _ in entries]
    names = [_name(evaluation, metric, cutoff) for _, _, evaluation in entries]
    values = [e.metrics[n] if n else np.nan for (_, _, e), n in zip(entries, names, strict=True)]
    widths = [e.intervals.get(n, np.nan) if n else np.nan for (_, _, e), n in zip(entries, names, strict=True)]
    positions = np.arange(len(entries))
    bars = axis.barh(positions, values, height=0.62, color=[SERIES[i % len(SERIES)] for i in positions])
    axis.errorbar(values, positions, xerr=widths, fmt="none", ecolor=TEXT, elinewidth=0.9, capsize=2)
    axis.set_yticks(positions, labels)
    axis.invert_yaxis()
    axis.set_title(title(next((n for n in names if n), metric)), loc="left", fontsize=9, color=TEXT, fontweight="bold")
    axis.grid(axis="x", color=LINE, linewidth=0.6)
    axis.set_axisbelow(True)
    axis.tick_params(length=0, labelsize=8, colors=SECONDARY)
    for spine in axis.spines.values():
        spine.set_visible(False)
    for bar, name, (_, _, evaluation) in zip(bars, axis.get_yticklabels(), entries, strict=True):
        if evaluation.protocol.sampled:
            name.set_color(BAD)
            bar.set(facecolor="none", edgecolor=BAD, hatch="////", linewidth=0.8)


def _name(evaluation: Evaluation, metric: str, cutoff: int) -> str:
    """Return the evaluation's name for a metric at the cut-off nearest to the wanted one, or an empty string."""
    found = [name for name in evaluation.metrics if split_name(name)[0] == metric]
    return min(found, key=lambda name: abs((split_name(name)[1] or 0) - cutoff), default="")


# ---- what stands beneath


def _said(entries: Sequence[Entry], warnings: Sequence[str], width: int) -> list[tuple[str, str]]:
    """Return the lines beneath the charts with their colours: each protocol with its leaks, then what is amiss."""
    cards: dict[ProtocolCard, list[str]] = {}
    for label, _, evaluation in entries:
        cards.setdefault(evaluation.protocol, []).append(label)
    said = []
    for card, labels in cards.items():
        of = f"{', '.join(labels)}: " if len(cards) > 1 else ""
        said.append((of + protocol_sentence(card), SECONDARY))
        said += [(f"Found: {' '.join(card.leak_findings)}", TEXT)] if card.leak_findings else []
    if any(card.sampled for card in cards):
        said.append((f"Red and hatched: {SAMPLED_WARNING}", BAD))
    said += [(warning, BAD) for warning in warnings]
    return [(line, colour) for text, colour in said for line in textwrap.wrap(text, width)]


def _write(axis: Axes, said: Sequence[tuple[str, str]]) -> None:
    axis.set_axis_off()
    for place, (line, colour) in enumerate(said):
        axis.text(0.0, 1.0 - (place + 0.8) / (len(said) + 1), line, color=colour, fontsize=7, transform=axis.transAxes)


def protocol_sentence(card: ProtocolCard) -> str:
    """Return the rules of a protocol card as one line of text."""
    return (
        f"{card.split} {card.leaks} {card.candidates.capitalize()}; seen items {card.seen_items}; "
        f"{card.users:,} users. {card.tie_rule}"
    )

"""The chart of several runs' metrics, drawn without a screen."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from workbench.drawing import LINE, SECONDARY, SERIES, TEXT, drawing_style
from workbench.evaluation.metrics import split_name
from workbench.evaluation.protocol import Evaluation

_PANELS = ("ndcg", "recall", "mrr", "coverage", "novelty", "diversity")


def write_figure(entries: Sequence[tuple[str, str, Evaluation]], path: Path, *, cutoff: int = 10) -> None:
    """Draw one small bar chart a metric, one bar a run with its 95 % interval, and the protocol below.

    Args:
        entries: label, dataset and test evaluation of each run.
        path: `.png` or `.svg`.
        cutoff: where to measure; the nearest cut-off that all runs have.
    """
    shown = [name for name in _PANELS if any(_name(e, name, cutoff) for _, _, e in entries)]
    columns = min(3, max(1, len(shown)))
    rows = -(-len(shown) // columns)
    with drawing_style():
        figure = Figure(
            figsize=(3.7 * columns, (0.36 * len(entries) + 1.0) * rows + 1.0), layout="constrained", dpi=160
        )
        FigureCanvasAgg(figure)
        axes = np.atleast_1d(figure.subplots(rows, columns, squeeze=False)).ravel()
        for axis, metric in zip(axes, shown, strict=False):
            _bars(axis, entries, metric, cutoff)
        for axis in axes[len(shown) :]:
            axis.set_visible(False)
        figure.suptitle(", ".join(dict.fromkeys(dataset for _, dataset, _ in entries)), color=TEXT, fontweight="bold")
        figure.supxlabel(textwrap.fill(_protocol(entries), 118), color=SECONDARY, fontsize=7)
        figure.savefig(path, format=path.suffix.lstrip(".").lower())


def _bars(axis: object, entries: Sequence[tuple[str, str, Evaluation]], metric: str, cutoff: int) -> None:
    labels = [label for label, _, _ in entries]
    names = [_name(evaluation, metric, cutoff) for _, _, evaluation in entries]
    values = [e.metrics[n] if n else np.nan for (_, _, e), n in zip(entries, names, strict=True)]
    widths = [e.intervals.get(n, np.nan) if n else np.nan for (_, _, e), n in zip(entries, names, strict=True)]
    positions = np.arange(len(entries))
    axis.barh(positions, values, height=0.62, color=[SERIES[i % len(SERIES)] for i in positions])  # type: ignore[attr-defined]
    axis.errorbar(values, positions, xerr=widths, fmt="none", ecolor=TEXT, elinewidth=0.9, capsize=2)  # type: ignore[attr-defined]
    axis.set_yticks(positions, labels)  # type: ignore[attr-defined]
    axis.invert_yaxis()  # type: ignore[attr-defined]
    axis.set_title(next((n for n in names if n), metric), loc="left", fontsize=9, color=TEXT, fontweight="bold")  # type: ignore[attr-defined]
    axis.grid(axis="x", color=LINE, linewidth=0.6)  # type: ignore[attr-defined]
    axis.set_axisbelow(True)  # type: ignore[attr-defined]
    axis.tick_params(length=0, labelsize=8, colors=SECONDARY)  # type: ignore[attr-defined]
    for spine in axis.spines.values():  # type: ignore[attr-defined]
        spine.set_visible(False)


def _name(evaluation: Evaluation, metric: str, cutoff: int) -> str:
    """Return the evaluation's name for a metric at the cut-off nearest to the wanted one, or an empty string."""
    found = [name for name in evaluation.metrics if split_name(name)[0] == metric]
    return min(found, key=lambda name: abs((split_name(name)[1] or 0) - cutoff), default="")


def _protocol(entries: Sequence[tuple[str, str, Evaluation]]) -> str:
    sentences = dict.fromkeys(protocol_sentence(evaluation) for _, _, evaluation in entries)
    return "  |  ".join(sentences)


def protocol_sentence(evaluation: Evaluation) -> str:
    """Return the protocol card as one line of text."""
    card = evaluation.protocol
    return (
        f"{card.split} {card.leaks} {card.candidates.capitalize()}; seen items {card.seen_items}; "
        f"{card.users:,} users. {card.tie_rule}"
    )

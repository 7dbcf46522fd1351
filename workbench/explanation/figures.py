"""One attention map as a picture or a table, drawn without a screen."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure

from workbench.data.interactions import Float32
from workbench.drawing import HEAT, SECONDARY, TEXT, drawing_style
from workbench.errors import ConfigurationError, WorkbenchError
from workbench.explanation.attention import AttentionRecord

_LONGEST_TITLE = 30
_MOST_LABELS = 60
_HEAT = LinearSegmentedColormap.from_list("attention", HEAT)


def write_attention(record: AttentionRecord, path: Path, *, layer: int, head: int | None, caption: str = "") -> None:
    """Write one map as `.png`, `.svg`, `.pdf` or `.csv` (query, key, weight with positions and titles).

    Args:
        record: what was captured.
        path: the file; its suffix is the format. One that is there is replaced.
        layer: 0 … n_layers − 1.
        head: 0 … n_heads − 1, or None for the mean over the heads.
        caption: a line under the picture: dataset, run and user.

    Raises:
        ConfigurationError: no such layer or head, or an unknown suffix.
        WorkbenchError: the file cannot be written.
    """
    weights = map_of(record, layer, head)
    suffix = path.suffix.lower()
    if suffix not in (".csv", ".png", ".svg", ".pdf"):
        raise ConfigurationError(
            f"Attention cannot be written as “{suffix or path.name}”.",
            hint="Use a name that ends in .png, .svg, .pdf or .csv.",
        )
    try:
        if suffix == ".csv":
            _write_csv(record, weights, path)
        else:
            with drawing_style():
                figure = attention_figure(record, layer=layer, head=head, caption=caption)
                figure.savefig(path, format=suffix.lstrip("."))
    except OSError as error:
        raise WorkbenchError(
            f"The file cannot be written: {error.strerror or error}.", where=str(path), hint="Choose another folder."
        ) from error


def map_of(record: AttentionRecord, layer: int, head: int | None) -> Float32:
    """Return float32 [n, n] of one head, or the mean over a layer's heads. Raises `ConfigurationError`."""
    n_layers, n_heads = record.weights.shape[:2]
    if not 0 <= layer < n_layers or (head is not None and not 0 <= head < n_heads):
        raise ConfigurationError(
            f"There is no layer {layer + 1}, head {'mean' if head is None else head + 1}.",
            hint=f"This model has {n_layers} layer(s) of {n_heads} head(s).",
        )
    chosen = record.weights[layer].mean(axis=0) if head is None else record.weights[layer, head]
    return np.asarray(chosen, dtype=np.float32)


def attention_figure(record: AttentionRecord, *, layer: int, head: int | None, caption: str = "") -> Figure:
    """Draw one map: rows are queries, columns are keys, oldest first; what a query cannot see stays blank."""
    weights = map_of(record, layer, head)
    n = len(record.titles)
    side = float(np.clip(0.3 * n, 3.2, 15.0))
    figure = Figure(figsize=(side + 3.4, side + 2.6), layout="constrained", dpi=150 if n <= 60 else 110)
    FigureCanvasAgg(figure)
    axis = figure.subplots()
    # A causal model gives exact zeros above the diagonal; drawing them would read as "looked and found nothing".
    hidden = np.triu(np.ones((n, n), bool), 1) & (weights == 0.0)
    image = axis.imshow(np.ma.masked_array(weights, hidden), cmap=_HEAT, vmin=0.0, interpolation="nearest")
    step = -(-n // _MOST_LABELS)
    places = np.arange(n)[::step]
    labels = [elided(record.titles[i]) for i in places]
    axis.set_yticks(places, labels)
    axis.set_xticks(places, labels, rotation=-45, ha="left", rotation_mode="anchor")
    axis.tick_params(length=0, labelsize=8 if n <= 30 else 6, colors=SECONDARY)
    if n <= 60:
        axis.set_xticks(np.arange(n + 1) - 0.5, minor=True)
        axis.set_yticks(np.arange(n + 1) - 0.5, minor=True)
        axis.grid(which="minor", color="white", linewidth=0.8)
        axis.tick_params(which="minor", length=0)
    for spine in axis.spines.values():
        spine.set_visible(False)
    name = "mean over heads" if head is None else f"head {head + 1}"
    axis.set_title(f"Layer {layer + 1} · {name} — rows attend to columns", loc="left", color=TEXT, fontweight="bold")
    bar = figure.colorbar(image, ax=axis, shrink=0.6, pad=0.02, aspect=24)
    bar.outline.set_visible(False)
    bar.ax.tick_params(length=0, labelsize=7, colors=SECONDARY)
    bar.set_label(
        "attention weight" if record.rows_sum_to_one else "attention weight (rows do not sum to 1)", fontsize=8
    )
    if caption:
        figure.supxlabel(caption, fontsize=8, color=SECONDARY)
    return figure


def elided(title: str) -> str:
    """Return a title short enough for an axis."""
    return title if len(title) <= _LONGEST_TITLE else title[: _LONGEST_TITLE - 1].rstrip() + "…"


def _write_csv(record: AttentionRecord, weights: Float32, path: Path) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["query_position", "query_title", "key_position", "key_title", "weight"])
        for query, row in enumerate(weights.tolist()):
            writer.writerows(
                [
                    record.positions[query],
                    record.titles[query],
                    record.positions[key],
                    record.titles[key],
                    f"{weight:.6f}",
                ]
                for key, weight in enumerate(row)
                if weight > 0.0 or key <= query
            )

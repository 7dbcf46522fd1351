"""Views of attention as files: pictures, vectors, tables, arrays, and a record that a notebook reads."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure
from matplotlib.patches import Arc

from workbench.data.interactions import Float32
from workbench.drawing import HEAT, SECONDARY, TEXT, drawing_style
from workbench.errors import ConfigurationError, WorkbenchError
from workbench.explanation.figures import elided

_PICTURES = (".png", ".svg", ".pdf")
FORMATS = (*_PICTURES, ".csv", ".npz", ".json")
_LEAST_ARC = 0.02  # of the largest weight; what is thinner cannot be seen


@dataclass(frozen=True)
class View:
    """What is looked at: a matrix with names on both sides, and how it is drawn.

    Attributes:
        kind: `map`, `arcs`, or `bars` (the last row alone).
        title: over the picture.
        rows, columns: names.
        weights: float32 [n_rows, n_columns].
        caption: a line under the picture: dataset, run, user.
        record: everything behind it, JSON-ready but for arrays; written as `.json` and `.npz`.
    """

    kind: str
    title: str
    rows: Sequence[str]
    columns: Sequence[str]
    weights: Float32
    caption: str
    record: dict[str, Any]


def write_view(view: View, path: Path) -> None:
    """Write a view as `.png`, `.svg`, `.pdf`, `.csv`, `.npz` or `.json`; the suffix says which.

    `.npz` holds `weights`, `rows`, `columns` and each array of the record under its path, `layers/0/weights`, and no
    pickled objects. `.json` is the record, arrays as nested lists.

    Raises:
        ConfigurationError: an unknown suffix.
        WorkbenchError: the file cannot be written.
    """
    suffix = path.suffix.lower()
    if suffix not in FORMATS:
        raise ConfigurationError(
            f"Attention cannot be written as “{suffix or path.name}”.",
            hint="Use a name that ends in .png, .svg, .pdf, .csv, .npz or .json.",
        )
    try:
        if suffix == ".csv":
            _write_csv(view, path)
        elif suffix == ".npz":
            arrays = {"weights": view.weights, "rows": np.array(view.rows), "columns": np.array(view.columns)}
            np.savez_compressed(path, **arrays, **dict(_arrays(view.record)))  # type: ignore[arg-type]
        elif suffix == ".json":
            path.write_text(json.dumps(_plain(view.record), ensure_ascii=False), encoding="utf-8")
        else:
            with drawing_style():
                _figure(view).savefig(path, format=suffix[1:])
    except OSError as error:
        raise WorkbenchError(
            f"The file cannot be written: {error.strerror or error}.", where=str(path), hint="Choose another folder."
        ) from error


def _figure(view: View) -> Figure:
    n_rows, n_columns = view.weights.shape
    if view.kind == "map":
        size = float(np.clip(0.3 * n_columns, 3.2, 15.0)) + 3.4, float(np.clip(0.3 * n_rows, 1.2, 15.0)) + 2.6
    elif view.kind == "arcs":
        size = float(np.clip(0.28 * n_columns, 5.0, 24.0)), 6.0
    else:
        size = 7.0, float(np.clip(0.26 * n_columns, 2.0, 30.0)) + 1.2
    figure = Figure(figsize=size, layout="constrained", dpi=150 if n_columns <= 60 else 110)
    FigureCanvasAgg(figure)
    axis = figure.subplots()
    {"map": _draw_map, "arcs": _draw_arcs, "bars": _draw_bars}[view.kind](axis, view)
    for spine in axis.spines.values():
        spine.set_visible(False)
    axis.tick_params(length=0, labelsize=8 if n_columns <= 30 else 6, colors=SECONDARY)
    axis.set_title(view.title, loc="left", color=TEXT, fontweight="bold")
    if view.caption:
        figure.supxlabel(view.caption, fontsize=8, color=SECONDARY)
    return figure


def _draw_map(axis: Axes, view: View) -> None:
    highest = float(np.abs(view.weights).max()) or 1.0
    if (view.weights < 0).any():
        image = axis.imshow(view.weights, cmap="RdBu", vmin=-highest, vmax=highest, interpolation="nearest")
    else:
        heat = LinearSegmentedColormap.from_list("attention", HEAT)
        shown = np.ma.masked_array(view.weights, np.triu(view.weights == 0.0, 1))
        image = axis.imshow(shown, cmap=heat, vmin=0.0, interpolation="nearest")
    for names, place in ((view.rows, "y"), (view.columns, "x")):
        step = -(-len(names) // 60)
        at = np.arange(len(names))[::step]
        labels = [elided(names[i]) for i in at]
        if place == "y":
            axis.set_yticks(at, labels)
        else:
            axis.set_xticks(at, labels, rotation=-45, ha="left", rotation_mode="anchor")
    axis.figure.colorbar(image, ax=axis, shrink=0.6, pad=0.02, aspect=24)


def _draw_arcs(axis: Axes, view: View) -> None:
    n = len(view.columns)
    highest = float(np.abs(view.weights).max()) or 1.0
    query, key = np.nonzero(np.abs(view.weights) >= _LEAST_ARC * highest)
    for q, k in zip(query.tolist(), key.tolist(), strict=True):
        if q != k:
            share = abs(float(view.weights[q, k])) / highest
            axis.add_patch(
                Arc(((q + k) / 2, 0), abs(q - k), abs(q - k), theta1=0, theta2=180, alpha=share, color=HEAT[-3], lw=1.2)
            )
    step = -(-n // 60)
    axis.set_xticks(np.arange(n)[::step], [elided(name) for name in view.columns[::step]], rotation=-60, ha="left")
    axis.set_yticks([])
    axis.set_xlim(-1, n)
    axis.set_ylim(0, n / 2 + 1)


def _draw_bars(axis: Axes, view: View) -> None:
    row = view.weights[-1]
    axis.barh(np.arange(len(row)), row, color=[HEAT[-3] if weight >= 0 else SECONDARY for weight in row])
    axis.set_yticks(np.arange(len(row)), [elided(name) for name in view.columns])
    axis.axvline(0.0, color=SECONDARY, linewidth=0.8)


def _write_csv(view: View, path: Path) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["query", "query_title", "key", "key_title", "weight"])
        rows = range(len(view.rows) - 1, len(view.rows)) if view.kind == "bars" else range(len(view.rows))
        for query in rows:
            for key, weight in enumerate(view.weights[query].tolist()):
                if weight != 0.0 or view.kind == "bars":
                    writer.writerow([query, view.rows[query], key, view.columns[key], f"{weight:.6g}"])


def _plain(value: Any) -> Any:
    if isinstance(value, np.ndarray):
        return np.round(value, 7).tolist() if value.dtype.kind == "f" else value.tolist()
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return value


def _arrays(value: Any, at: str = "") -> list[tuple[str, Any]]:
    if isinstance(value, np.ndarray):
        return [(at, value)]
    parts: Any = ()
    if isinstance(value, dict):
        parts = value.items()
    elif isinstance(value, list | tuple):
        parts = enumerate(value)
    return [found for key, part in parts for found in _arrays(part, f"{at}/{key}" if at else str(key))]

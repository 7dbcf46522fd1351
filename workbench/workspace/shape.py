"""The curves that show a dataset's shape: over time, over items, over users."""

from __future__ import annotations

import numpy as np

from workbench.data.dataset import Dataset
from workbench.workspace.views import DatasetShape

_MOST_LEVELS = 20
_TOP = 12


def dataset_shape(dataset: Dataset) -> DatasetShape:
    """Compute the curves of a dataset's page; a few array operations over its rows."""
    parts = dataset.interactions
    counts = parts.item_counts
    months, month_counts = np.zeros(0, np.int64), np.zeros(0, np.int64)
    if parts.time is not None and len(parts):
        stamps = parts.time.astype("datetime64[s]").astype("datetime64[M]").astype(np.int64)
        first = int(stamps.min())
        month_counts = np.bincount(stamps - first).astype(np.int64)
        months = (
            np.arange(first, first + len(month_counts)).astype("datetime64[M]").astype("datetime64[s]").astype(np.int64)
        )
    lengths = np.diff(parts.offsets)
    lengths = lengths[lengths > 0]
    top = max(2, int(lengths.max())) if len(lengths) else 2
    # Histories' lengths span orders of magnitude: equal steps in the logarithm, whole numbers as edges.
    edges = np.unique(np.round(np.geomspace(1, top + 1, 25)))
    history_counts, _ = np.histogram(lengths, edges)
    levels, level_counts = np.unique(parts.value, return_counts=True)
    if len(levels) > _MOST_LEVELS:
        level_counts, bounds = np.histogram(parts.value, _MOST_LEVELS)
        levels = (bounds[:-1] + bounds[1:]) / 2
    codes, offsets, names = dataset.item_table.category_matrix
    categories: list[tuple[str, int]] = []
    if names:
        weights = np.repeat(counts, np.diff(offsets))
        totals = np.bincount(codes, weights=weights, minlength=len(names))
        categories = [(names[c], int(totals[c])) for c in np.argsort(-totals, kind="stable")[:_TOP]]
    best = np.argsort(-counts, kind="stable")[:_TOP]
    return DatasetShape(
        month_starts=months,
        month_counts=month_counts,
        popularity=np.sort(counts)[::-1],
        history_edges=edges.astype(np.float64),
        history_counts=history_counts.astype(np.int64),
        value_levels=levels.astype(np.float64),
        value_counts=level_counts.astype(np.int64),
        categories=tuple(categories),
        top_items=tuple((dataset.title(int(i)), int(counts[i])) for i in best if counts[i] > 0),
    )

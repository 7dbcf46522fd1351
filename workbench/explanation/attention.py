"""Attention over one history, with the item of each position: what the model used, ready to be looked at."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from workbench.data.interactions import Float32


@dataclass(frozen=True)
class AttentionRecord:
    """Attention captured from the very modules that score.

    Attributes:
        weights: float32 [n_layers, n_heads, n, n]; row = query, column = key, oldest position first.
        titles: n titles.
        items: n item codes.
        positions: n indices into the history that was asked about (a model reads only the latest of a long one).
        rows_sum_to_one: whether each row is a distribution over the keys.
    """

    weights: Float32
    titles: tuple[str, ...]
    items: tuple[int, ...]
    positions: tuple[int, ...]
    rows_sum_to_one: bool

    def last_row(self) -> Float32:
        """float32 [n]: what the prediction looks at: the last query's row, averaged over the last layer's heads."""
        return np.asarray(self.weights[-1, :, -1, :].mean(axis=0), dtype=np.float32)

"""Attention over one history, with the item of each position: what the model used, ready to be looked at."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from workbench.data.dataset import Dataset
from workbench.data.interactions import Float32, Histories
from workbench.errors import ConfigurationError
from workbench.models.recommender import Recommender, ShowsAttention


@dataclass(frozen=True)
class AttentionRecord:
    """Attention captured from the very modules that score.

    Attributes:
        weights: float32 [n_layers, n_heads, n, n]; row = query, column = key, oldest position first.
        titles: n titles.
        items: n item codes.
        positions: n indices into the history that was asked about (a model reads only the latest of a long one).
        rows_sum_to_one: whether each row is a distribution over the keys.
        layers: what each layer is called, where they are more than numbers.
    """

    weights: Float32
    titles: tuple[str, ...]
    items: tuple[int, ...]
    positions: tuple[int, ...]
    rows_sum_to_one: bool
    layers: tuple[str, ...] = ()

    def last_row(self) -> Float32:
        """float32 [n]: what the prediction looks at: the last query's row, averaged over the last layer's heads."""
        return np.asarray(self.weights[-1, :, -1, :].mean(axis=0), dtype=np.float32)


def capture(model: Recommender, history: Histories, dataset: Dataset) -> AttentionRecord:
    """Return what the model attends to when it scores this history.

    Args:
        model: fitted on this dataset, and one that `ShowsAttention`.
        history: exactly one history, with at least one interaction.
        dataset: where the titles come from.

    Raises:
        ConfigurationError: the model has no attention to show, or the history is empty or not one history.
    """
    if not isinstance(model, ShowsAttention):
        raise ConfigurationError(
            f"{model.title} has no attention to show.", hint="Choose a run of an attention model, SASRec for example."
        )
    if len(history) != 1:
        raise ConfigurationError("Attention is shown for one history at a time.", where=f"{len(history)} histories")
    if len(history.item) == 0:
        raise ConfigurationError(
            "An empty history has nothing to attend to.", hint="Choose a user with interactions, or add some items."
        )
    seen = model.attention(history)
    codes = tuple(int(code) for code in seen.item)
    return AttentionRecord(
        weights=np.asarray(seen.weights, dtype=np.float32),
        titles=tuple(dataset.title(code) for code in codes),
        items=codes,
        positions=tuple(int(position) for position in seen.position),
        rows_sum_to_one=seen.rows_sum_to_one,
        layers=seen.layers,
    )

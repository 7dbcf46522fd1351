"""What models of ratings share: the mean, the items' biases, and the scale that a prediction stays within."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import numpy as np
from pydantic import Field

from workbench.data.interactions import Float32, Histories, Int64, Interactions
from workbench.errors import ConfigurationError
from workbench.models.artifacts import Arrays, StoredModel, check_shape
from workbench.models.recommender import ModelConfig

# Ratings that an item's bias is drawn towards the mean by, before it has enough of its own (Koren, TKDD 2010, 2.1).
DAMPING = 10.0

RatingPrice = Annotated[
    float,
    Field(gt=0.0, le=10.0, title="Regularisation", description="Price of large numbers for each rating."),
]


class RatingConfig(ModelConfig):
    """How many factors, and how they are held back."""

    factors: int = Field(
        20, ge=1, le=256, title="Factors", description="Numbers that describe a person's taste, and an item."
    )
    regularisation: RatingPrice = 0.1


@dataclass(frozen=True)
class ItemBiases:
    """How far each item's ratings lie from the mean of all.

    Attributes:
        mean: μ, of all training ratings.
        item: float32 [n_items], b_i.
        lowest, highest: ends of the scale, as met in training.
    """

    mean: float
    item: Float32
    lowest: float
    highest: float

    @property
    def scale(self) -> tuple[float, float]:
        """Lowest and highest rating."""
        return self.lowest, self.highest

    @staticmethod
    def of(data: Interactions) -> ItemBiases:
        """Count them: `b_i = Σ_u (r_ui − μ) / (DAMPING + n_i)`."""
        mean = float(data.value.mean(dtype=np.float64))
        sums = np.bincount(data.item, weights=data.value - mean, minlength=data.n_items)
        bias = (sums / (DAMPING + data.item_counts)).astype(np.float32)
        return ItemBiases(mean, bias, float(data.value.min()), float(data.value.max()))

    def within(self, ratings: Float32) -> Float32:
        """Return predictions cut to the scale."""
        return np.clip(ratings, np.float32(self.lowest), np.float32(self.highest))

    def arrays(self) -> Arrays:
        """Return what is stored of them."""
        return {
            "item_bias": self.item,
            "mean_and_scale": np.array([self.mean, self.lowest, self.highest], np.float64),
        }

    @staticmethod
    def stored(folder: Path, stored: StoredModel) -> ItemBiases:
        """Read what `arrays` gave. Raises `ArtifactDamagedError`."""
        mean, lowest, highest = check_shape(folder, stored.arrays, "mean_and_scale", np.float64, (3,))
        bias = check_shape(folder, stored.arrays, "item_bias", np.float32, (stored.n_items,))
        return ItemBiases(float(mean), bias, float(lowest), float(highest))


def refuse_without_ratings(data: Interactions) -> None:
    """Raise `ConfigurationError` where no value differs from another."""
    if len(data) == 0 or float(data.value.min()) == float(data.value.max()):
        raise ConfigurationError(
            "This model predicts ratings, and all values of this dataset are equal.",
            hint="Choose a model of who meets what, iALS or EASE for example.",
        )


def rated(histories: Histories, biases: ItemBiases) -> tuple[Int64, Int64, Float32]:
    """Return who rated what, and what of each rating the mean and the item's bias leave to explain.

    An item that is rated twice in a history counts with both ratings.

    Returns:
        Items int64 [n], offsets int64 [n_histories + 1], and float32 [n].
    """
    item = histories.item.astype(np.int64)
    left = histories.value - np.float32(biases.mean) - biases.item[item]
    return item, histories.offsets, left.astype(np.float32)

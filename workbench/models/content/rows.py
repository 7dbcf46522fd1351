"""Vectors of content as models read them: centred, of few numbers, and with a measure of what they tell."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from workbench.data.content import MODALITIES, Content, ContentVectors
from workbench.data.interactions import Float32, Interactions

WIDTH = 128
_PAIRS = 20_000
_DRAWS = 4


def modalities_of(config: object) -> tuple[str, ...]:
    """Return the modalities that a configuration has switched on: fields `text`, `image` and `audio`."""
    return tuple(name for name in MODALITIES if getattr(config, name, False))


def rows(content: ContentVectors, width: int | None = WIDTH) -> Float32:
    """Return float32 [n_items, ≤ width]: centred, on the directions of most variance, of length 1.

    The mean of all items is taken away first, since what all items share tells none from another (Mu & Viswanath,
    All-but-the-Top, ICLR 2018). Items without content get zeros.

    Args:
        content: from an encoder.
        width: most numbers a row; None keeps the encoder's own.
    """
    made = np.zeros_like(content.vectors)
    there = content.vectors[content.present].astype(np.float64)
    if len(there) == 0:
        return made[:, :width]
    there -= there.mean(axis=0)
    if width is not None and there.shape[1] > width:
        # The covariance has as many rows as the encoder has numbers, however many items there are.
        _, directions = np.linalg.eigh(there.T @ there)
        there = there @ directions[:, ::-1][:, :width]
    there /= np.maximum(np.linalg.norm(there, axis=1, keepdims=True), 1e-12)
    made = np.zeros((len(made), there.shape[1]), np.float32)
    made[content.present] = there
    return made


def signal(vectors: Float32, present: npt.NDArray[np.bool_], train: Interactions) -> float:
    """Return how much content tells of what people take next, 0 … 1.

    Is the next item of a history more like the one before it than an item that somebody else took is? That is the area
    under the ROC curve of the cosine (Hanley & McNeil, Radiology 1982), 1/2 for vectors drawn by lot. Returned is
    `2 · (AUC − 3 standard errors) − 1`, not under 0: what could be chance does not count.

    Args:
        vectors: float32 [n_items, width], rows of length 1.
        present: bool [n_items], which items have a vector.
        train: the training part only.
    """
    before = np.arange(len(train) - 1)
    same_person = train.user[1:] == train.user[:-1] if len(train) else np.zeros(0, np.bool_)
    kept = before[same_person]
    first, second = train.item[kept], train.item[kept + 1]
    usable = present[first] & present[second] & (first != second)
    first, second = first[usable], second[usable]
    draw = np.random.default_rng(0)
    if len(first) > _PAIRS:
        chosen = draw.choice(len(first), _PAIRS, replace=False)
        first, second = first[chosen], second[chosen]
    if len(first) < 2:
        return 0.0
    cosine = np.einsum("nc,nc->n", vectors[first], vectors[second])
    wins = np.zeros(len(first))
    for _ in range(_DRAWS):
        others = np.einsum("nc,nc->n", vectors[first], vectors[draw.permutation(second)])
        wins += (cosine > others) + 0.5 * (cosine == others)
    wins /= _DRAWS
    # Items repeat in the pairs: as many are independent as there are different items, at most.
    n_independent = min(len(first), len(np.unique(np.concatenate((first, second)))))
    error = float(wins.std() / np.sqrt(n_independent))
    return float(np.clip(2.0 * (wins.mean() - 3.0 * error) - 1.0, 0.0, 1.0))


def signals(content: Content, reduced: dict[str, Float32], train: Interactions) -> dict[str, float]:
    """Return the signal of each modality."""
    return {name: signal(made, content[name].present, train) for name, made in reduced.items()}

"""Lists that are not all of a kind: three greedy ways to trade scores for diversity, by one number.

Each takes a pool of candidates with a relevance 0 … 1 and returns an order. `diversity` is 0 for the model's own order
and 1 for diversity alone. Ties go to the candidate that stands first in the pool.
"""

from __future__ import annotations

from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from workbench.data.interactions import Float32, Int64

Method = Literal["mmr", "dpp", "calibrated"]
Float64 = npt.NDArray[np.float64]
SMOOTHING = 0.01  # Steck's α: so much of the wanted mix is in every list's, so that the divergence stays finite
_LEAST = 1e-10


def relevance(scores: npt.NDArray[Any]) -> Float64:
    """Return float64 [m], scores brought to 0 … 1 by the least and the greatest of the pool; ones where all are equal.

    Scores of different models, and those of one model for different people, have no common scale.
    """
    scores = np.asarray(scores, dtype=np.float64)
    if len(scores) == 0:
        return scores
    low, high = scores.min(), scores.max()
    return np.ones(len(scores)) if high <= low else (scores - low) / (high - low)


def mmr(relevant: Float64, similarity: Float32, k: int, diversity: float) -> Int64:
    """Maximal marginal relevance (Carbonell & Goldstein, SIGIR 1998): next comes

        argmax_i  (1 − diversity)·rel_i − diversity·max_{j chosen} sim_ij

    Args:
        relevant: float64 [m], 0 … 1.
        similarity: float32 [m, m], 0 … 1.
        k: how many to choose.
        diversity: 0 … 1.

    Returns:
        int64 [min(k, m)], places in the pool, the first first.
    """
    chosen: list[int] = []
    nearest = np.zeros(len(relevant))
    left = np.ones(len(relevant), bool)
    for _ in range(min(k, len(relevant))):
        value = np.where(left, (1.0 - diversity) * relevant - diversity * nearest, -np.inf)
        best = int(np.argmax(value))
        chosen.append(best)
        left[best] = False
        nearest = np.maximum(nearest, similarity[best])
    return np.array(chosen, np.int64)


def dpp(relevant: Float64, similarity: Float32, k: int, diversity: float) -> Int64:
    """Greedy inference of a determinantal point process (Chen, Zhang & Zhou, NeurIPS 2018, algorithm 1).

    The objective is that paper's eq. 16 with `θ = 1 − diversity`: `θ·Σ rel_i + (1 − θ)·log det S_chosen`. A new item's
    part of the determinant comes from one row of the Cholesky factor, O(m) each. Where no candidate has any volume
    left (the rank of S is used up), the rest follow by relevance.

    Args:
        relevant, similarity, k, diversity: as for `mmr`; the similarity is positive semi-definite.

    Returns:
        int64 [min(k, m)].
    """
    m = len(relevant)
    k = min(k, m)
    theta = 1.0 - diversity
    factor = np.zeros((k, m))
    volume = np.diag(similarity).astype(np.float64).copy()
    left = np.ones(m, bool)
    chosen: list[int] = []
    for step in range(k):
        # Nothing may weigh a volume of zero: at θ = 1 it does not count, and below it loses to any other.
        gain = theta * relevant + ((1.0 - theta) * np.log(np.maximum(volume, _LEAST)) if theta < 1.0 else 0.0)
        best = int(np.argmax(np.where(left, gain, -np.inf)))
        chosen.append(best)
        left[best] = False
        if volume[best] > _LEAST:
            row = (similarity[best] - factor[:step, best] @ factor[:step]) / np.sqrt(volume[best])
            factor[step] = row
            volume = np.maximum(volume - row**2, 0.0)
    return np.array(chosen, np.int64)


def calibrated(relevant: Float64, categories: Float64, wanted: Float64, k: int, diversity: float) -> Int64:
    """Calibrated recommendations (Steck, RecSys 2018, eq. 3 and 6): the list's categories in the history's proportions.

    Greedily maximises `(1 − diversity)·Σ rel_i − diversity·KL(wanted ‖ q̃)` with `q̃ = (1 − α)·q + α·wanted`, where
    `q` is the mean of the chosen items' distributions over categories.

    Args:
        relevant: float64 [m], 0 … 1.
        categories: float64 [m, n_categories], each item's distribution; zeros where it has no category.
        wanted: float64 [n_categories], the history's distribution; zeros where nothing is known: then relevance only.
        k: how many.
        diversity: 0 … 1.

    Returns:
        int64 [min(k, m)].
    """
    left = np.ones(len(relevant), bool)
    chosen: list[int] = []
    total = np.zeros(len(wanted))
    summed = 0.0
    for step in range(min(k, len(relevant))):
        if wanted.sum() > 0:
            divergence = calibration_gap((total + categories) / (step + 1), wanted)
        else:
            divergence = np.zeros(len(relevant))
        value = (1.0 - diversity) * (summed + relevant) - diversity * divergence
        best = int(np.argmax(np.where(left, value, -np.inf)))
        chosen.append(best)
        left[best] = False
        total = total + categories[best]
        summed += float(relevant[best])
    return np.array(chosen, np.int64)


def calibration_gap(mixes: Float64, wanted: Float64) -> Float64:
    """Return float64 [n], `KL(wanted ‖ (1 − α)·mix + α·wanted)` in nats of each row of `mixes` [n, n_categories]."""
    there = wanted > 0
    p = wanted[there]
    q = (1.0 - SMOOTHING) * mixes[:, there] + SMOOTHING * p
    gap: Float64 = (p * np.log(p / q)).sum(axis=1)
    return gap


def spread(similarity: Float32) -> float | None:
    """Return the mean of `1 − sim` over all pairs of a list's items; None for fewer than two.

    The list's intra-list diversity (Ziegler et al., WWW 2005) under this similarity.
    """
    n = len(similarity)
    if n < 2:
        return None
    return float((1.0 - similarity[np.triu_indices(n, 1)]).mean())

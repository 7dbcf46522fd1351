"""Whether people are satisfied: as they said themselves, and as can be estimated from what they chose without asking.

Held-out interactions over-represent what is popular, since people mostly meet what is shown to everybody. Weighing
each by the inverse of its chance of being observed takes that out, at the price of more noise, which the effective
sample size tells.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from workbench.data.interactions import Int64
from workbench.evaluation.metrics import Float64, ratio

# The exponent of the popularity in which observation is taken to grow: Yang et al. find 1.5 … 2.5 for γ.
GAMMA = 2.0


@dataclass(frozen=True)
class Satisfaction:
    """What people's feedback says of the lists they were shown.

    Attributes:
        value: share liked, weighted by rank, 0 … 1; NaN without any feedback.
        judged: how many recommendations were judged.
        liked: how many of them were liked.
        low, high: ends of the 95 % interval (Wilson's, at the effective number of judgements); NaN without feedback.
    """

    value: float
    judged: int
    liked: int
    low: float
    high: float


NOTHING_JUDGED = Satisfaction(float("nan"), 0, 0, float("nan"), float("nan"))


def satisfaction(liked: npt.NDArray[Any], ranks: npt.NDArray[Any]) -> Satisfaction:
    """Return how satisfied people were with what they were shown: `Σ w_r·liked / Σ w_r`, `w_r = 1 / log2(r + 1)`.

    What stands at the top of a list weighs most, with the discount of DCG (Järvelin & Kekäläinen, 2002). Ends of the
    interval are Wilson's (Journal of the American Statistical Association 22, 1927) with `(Σ w)² / Σ w²` judgements.

    Args:
        liked: bool [n], one feedback each.
        ranks: int [n], at which place of its list the item stood, from 1.
    """
    liked = np.asarray(liked, bool)
    if len(liked) == 0:
        return NOTHING_JUDGED
    weights = 1.0 / np.log2(np.asarray(ranks, np.float64) + 1.0)
    value = float(weights @ liked / weights.sum())
    n, z = effective_sample_size(weights), 1.96
    middle = (value + z * z / (2 * n)) / (1 + z * z / n)
    spread = z * np.sqrt(value * (1 - value) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return Satisfaction(value, len(liked), int(liked.sum()), float(middle - spread), float(middle + spread))


def observation_propensity(users_of_item: Int64, gamma: float = GAMMA) -> Float64:
    """Return float64 [n_items], the chance of being observed that an item's popularity suggests, up to a factor.

    `p_i ∝ n_i^((γ + 1) / 2)` (Yang et al., Unbiased Offline Recommender Evaluation for Missing-Not-At-Random Implicit
    Feedback, RecSys 2018, eq. 11). An item that nobody met in training counts as met by one.
    """
    counts = np.maximum(users_of_item, 1).astype(np.float64)
    return np.asarray((counts / counts.max()) ** ((gamma + 1.0) / 2.0), np.float64)


@dataclass(frozen=True)
class WeightedGains:
    """Of each case: its targets' gain and weight, from which the estimate is `Σ weight·value / Σ weight`.

    Attributes:
        values: float64 [n, n_cutoffs], the mean gain of the case's targets, each by its weight.
        weights: float64 [n], the sum of `1 / p` over the case's targets.
        effective: the effective sample size `(Σ w)² / Σ w²` over all targets.
    """

    values: Float64
    weights: Float64
    effective: float


def inverse_propensity(
    places: Int64, target_rows: Int64, propensities: Float64, n_cases: int, cutoffs: tuple[int, ...]
) -> WeightedGains:
    """Estimate how satisfied people would be, if everything had the same chance of being met.

    The self-normalised inverse-propensity estimate over the observed targets `(u, t)`:
    `S@k = Σ_(u,t) g(rank) / p_t ÷ Σ_(u,t) 1 / p_t`, with the gain `g = [rank ≤ k] / log2(rank + 1)` (Swaminathan &
    Joachims, The Self-Normalized Estimator for Counterfactual Learning, NeurIPS 2015, eq. 9; Yang et al., RecSys
    2018, eq. 7). Normalised over all people together: within one person's single target the weight would cancel.

    Args:
        places: int64 [m], rank of each target, from 1; 0 where it is in no list.
        target_rows: int64 [m], the case of each.
        propensities: float64 [m], of each target, above 0.
        n_cases: number of cases.
        cutoffs: cut-offs.
    """
    weights = 1.0 / propensities
    gains = ratio(np.ones(len(places)), np.log2(places + 1.0))
    sums: Float64 = np.bincount(target_rows, weights, n_cases).astype(np.float64)
    columns = [
        ratio(
            np.bincount(target_rows, weights * np.where((places > 0) & (places <= k), gains, 0.0), n_cases),
            sums,
            otherwise=np.nan,
        )
        for k in cutoffs
    ]
    return WeightedGains(np.stack(columns, axis=1), sums, effective_sample_size(weights))


def effective_sample_size(weights: Float64) -> float:
    """Return `(Σ w)² / Σ w²`: how many equally weighted observations say as much (Kish, Survey Sampling, 1965)."""
    squares = float(weights @ weights)
    return float(weights.sum()) ** 2 / squares if squares > 0.0 else 0.0

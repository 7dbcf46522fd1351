"""LinUCB: show what might be best, as far as the uncertainty allows."""

from __future__ import annotations

from typing import Any

import numpy.typing as npt

from workbench.recommendation.linear_reward import Belief, Float64


def values(belief: Belief, features: npt.NDArray[Any], exploration: float) -> Float64:
    """Return float64 [n], `θ̂ᵀx + α·√(xᵀA⁻¹x)` (Li, Chu, Langford & Schapire, WWW 2010, eq. 5).

    Args:
        belief: what is known so far.
        features: float [n, d].
        exploration: `α`; 0 shows what is expected to be best.
    """
    return belief.estimates(features) + exploration * belief.uncertainties(features)

"""Thompson sampling: show what is best under one guess drawn from what is known."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from workbench.recommendation.linear_reward import Belief, Float64


def values(belief: Belief, features: npt.NDArray[Any], exploration: float, seed: tuple[int, int]) -> Float64:
    """Return float64 [n], `θ̃ᵀx` with one draw `θ̃ ~ N(θ̂, v²A⁻¹)` (Agrawal & Goyal, ICML 2013, algorithm 1).

    Args:
        belief: what is known so far.
        features: float [n, d].
        exploration: `v`; 0 shows what is expected to be best.
        seed: the session's seed and the number of the step: the same draw each time.
    """
    draw = np.random.default_rng(seed)
    # The Cholesky factor of A gives the same θ̃ on every platform; an eigenvector's sign would not.
    factor = np.linalg.cholesky(belief.precision)
    guess = belief.mean + exploration * np.linalg.solve(factor.T, draw.standard_normal(len(belief.mean)))
    made: Float64 = np.asarray(features, dtype=np.float64) @ guess
    return made

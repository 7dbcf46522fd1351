"""What is known of a reward that is linear in an item's features: a Gaussian belief, updated by each answer."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

Float64 = npt.NDArray[np.float64]
RIDGE = 1.0


@dataclass(frozen=True)
class Belief:
    """`reward = θᵀx` with θ normal of mean `A⁻¹b` and covariance `A⁻¹`, up to the noise's scale.

    Bayesian linear regression as LinUCB (Li, Chu, Langford & Schapire, WWW 2010, algorithm 1, one θ for all arms) and
    linear Thompson sampling (Agrawal & Goyal, ICML 2013, algorithm 1) keep it.

    Attributes:
        precision: float64 [d, d], `A = λI + Σ x xᵀ`.
        moment: float64 [d], `b = λθ₀ + Σ r x`.
    """

    precision: Float64
    moment: Float64

    @staticmethod
    def before(expected: npt.ArrayLike) -> Belief:
        """Begin with an expectation `θ₀`, float [d], that weighs as much as `RIDGE` answers in each direction."""
        mean = np.asarray(expected, dtype=np.float64)
        return Belief(RIDGE * np.eye(len(mean)), RIDGE * mean)

    def after(self, features: npt.NDArray[Any], reward: float) -> Belief:
        """Return the belief after one answer to an item with these features, float [d]."""
        x = np.asarray(features, dtype=np.float64)
        return Belief(self.precision + np.outer(x, x), self.moment + reward * x)

    @cached_property
    def covariance(self) -> Float64:
        """float64 [d, d], `A⁻¹`."""
        return np.asarray(np.linalg.inv(self.precision), dtype=np.float64)

    @cached_property
    def mean(self) -> Float64:
        """float64 [d], `θ̂ = A⁻¹b`."""
        made: Float64 = self.covariance @ self.moment
        return made

    def estimates(self, features: npt.NDArray[Any]) -> Float64:
        """Return float64 [n], the expected reward of items with features [n, d]."""
        made: Float64 = np.asarray(features, dtype=np.float64) @ self.mean
        return made

    def uncertainties(self, features: npt.NDArray[Any]) -> Float64:
        """Return float64 [n], `√(xᵀA⁻¹x)`: how little is known in the direction of each item."""
        x = np.asarray(features, dtype=np.float64)
        made: Float64 = np.sqrt(np.maximum(np.einsum("nd,de,ne->n", x, self.covariance, x), 0.0))
        return made

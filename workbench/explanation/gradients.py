"""Integrated gradients: what each interaction adds to an item's lead, by way of derivatives.

Sundararajan, Taly & Yan (ICML 2017), eq. 1, along the straight path on which all interactions of a history grow
together from the average item (presence 0) to themselves (presence 1). The presence of an interaction scales all that
it brings, its vector and, in a model with a memory, the rows that are looked up for it. The integral is taken by
Gauss-Legendre quadrature, with more points until the parts add up to the whole (completeness, their proposition 1).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from workbench.data.interactions import Float32, Histories
from workbench.explanation.removal import check_single, places_read, rivals
from workbench.jobs import Progress
from workbench.models.recommender import ShowsGradients

TOLERANCE = 0.01
FEWEST_POINTS, MOST_POINTS = 8, 256
# Interactions that are differentiated together.
_TOGETHER = 2_048


@dataclass(frozen=True)
class IntegratedGradients:
    """What interactions add to the lead of an item.

    Attributes:
        parts: float32 [n], one an interaction of the history; 0 for those that the model does not read.
        whole: lead with the history less lead with average items in its places: what the parts should sum to.
        points: points of the quadrature.
        gap: `|Σ parts − whole|`, as a share of `|whole|`.
    """

    parts: Float32
    whole: float
    points: int
    gap: float

    @property
    def complete(self) -> bool:
        """Whether the parts add up to the whole to 1 %."""
        return self.gap <= TOLERANCE


def integrated_gradients(
    model: ShowsGradients,
    history: Histories,
    item: int,
    *,
    n_items: int,
    most_points: int = MOST_POINTS,
    progress: Progress | None = None,
) -> IntegratedGradients:
    """Return what each interaction adds to the lead of an item (`removal.leads`) by integrated gradients.

    Args:
        model: fitted.
        history: exactly one.
        item: code of the item to be explained.
        n_items: size of the catalogue.
        most_points: of the quadrature; a score that jumps on the way may not be complete even with all of them, and
            `gap` says so.
        progress: checked.

    Raises:
        ConfigurationError: not exactly one history.
    """
    check_single(history)
    n = len(history.item)
    if n == 0:
        return IntegratedGradients(np.zeros(0, np.float32), 0.0, 0, 0.0)
    against = rivals(n_items)
    read = places_read(model, history)
    ends, _ = model.presence_gradients(
        history, np.repeat(np.array([[0.0], [1.0]], np.float32), len(read), axis=1), item, against
    )
    whole = float(ends[1] - ends[0])
    points = FEWEST_POINTS
    while True:
        at, weight = np.polynomial.legendre.leggauss(points)
        presence = np.repeat(((at + 1.0) / 2.0).astype(np.float32)[:, None], len(read), axis=1)
        summed = np.zeros(len(read))
        step = max(1, _TOGETHER // len(read))
        for start in range(0, points, step):
            if progress is not None:
                progress.check()
            _, found = model.presence_gradients(history, presence[start : start + step], item, against)
            summed += weight[start : start + step] @ found.astype(np.float64) / 2.0
        # A lead that hardly moves has no share to speak of; what is then left is rounding.
        gap = abs(float(summed.sum()) - whole) / max(abs(whole), 1e-3)
        if gap <= TOLERANCE / 2 or points * 2 > most_points:
            parts = np.zeros(n, np.float32)
            parts[read] = summed
            return IntegratedGradients(parts, whole, points, gap)
        points *= 2

"""SLIM: sparse, non-negative item-to-item weights by elastic net (Ning & Karypis, ICDM 2011).

For every item `j`, `min ½‖x_j − X·w‖² + ½β‖w‖² + α‖w‖₁` over `w ≥ 0` with `w_j = 0` (equation 3), over the item's
nearest items only (fsSLIM, section 4.2), by coordinate descent on the products among them, for many items at once.
"""

from __future__ import annotations

from typing import ClassVar

import numpy as np
import torch
from pydantic import Field

from workbench.data.splits import EvaluationPart, Split
from workbench.jobs import Progress
from workbench.models.item_graph import ItemGraph, ItemGraphRecommender, relative_popularity
from workbench.models.item_products import meetings
from workbench.models.neighbourhoods import Neighbourhoods
from workbench.models.recommender import FitReport, ModelConfig
from workbench.training.device import configure_threads
from workbench.training.stopwatch import Stopwatch

UNKNOWNS_PER_BATCH = 5_000_000
# A sweep that moves no weight further than this ends the descent.
SMALL = 1e-4


class SLIMConfig(ModelConfig):
    """How strongly weights are held back, and among how many items they are looked for."""

    neighbours: int = Field(
        100,
        ge=1,
        le=2_000,
        title="Neighbours",
        description="Nearest items among which an item's weights are found.",
        json_schema_extra={"tune": {"low": 20, "high": 500, "log": True}},
    )
    l1: float = Field(
        1.0,
        ge=0.0,
        le=1e5,
        title="Sparsity (L1)",
        description="Price of every weight: larger keeps fewer items.",
        json_schema_extra={"tune": {"low": 0.01, "high": 50, "log": True}},
    )
    l2: float = Field(
        50.0,
        ge=0.0,
        le=1e6,
        title="Smoothness (L2)",
        description="Price of large weights: larger for sparser data.",
        json_schema_extra={"tune": {"low": 1, "high": 2000, "log": True}},
    )
    sweeps: int = Field(
        60,
        ge=1,
        le=1_000,
        title="Sweeps",
        description="Most rounds of the descent.",
        json_schema_extra={"advanced": True},
    )


class SLIM(ItemGraphRecommender):
    """Scores an item by the few learned weights of the history's items, whatever their order."""

    name: ClassVar[str] = "SLIM"
    title: ClassVar[str] = "SLIM (sparse linear)"
    family: ClassVar[str] = "linear"
    summary: ClassVar[str] = "Learns for every item which few others announce it, and how strongly."
    Config: ClassVar[type[ModelConfig]] = SLIMConfig

    config: SLIMConfig

    def fit(self, split: Split, *, validation: EvaluationPart | None, seed: int, progress: Progress) -> FitReport:
        """Descend; see `Recommender.fit`. There is nothing random in it."""
        watch, train, config = Stopwatch(progress), split.train, self.config
        configure_threads()
        near = Neighbourhoods.find(meetings(train), config.neighbours, progress, share=0.2)
        step = max(1, UNKNOWNS_PER_BATCH // max(1, near.width) ** 2)
        weights = np.empty(near.items.shape, np.float32)
        for start in range(0, near.n_items, step):
            progress.report(0.2 + 0.78 * start / near.n_items, "descending")
            stop = min(start + step, near.n_items)
            among, towards = near.systems(start, stop, progress)
            weights[start:stop] = elastic_net(among, towards, config.l1, config.l2, config.sweeps, progress).numpy()
        self._graph = ItemGraph(near.transposed(weights), relative_popularity(train.item_counts))
        progress.report(1.0, "learned weights")
        return FitReport(seconds=watch.seconds, parameters=int(self._graph.matrix.nnz))


def elastic_net(
    among: torch.Tensor, towards: torch.Tensor, l1: float, l2: float, sweeps: int, progress: Progress
) -> torch.Tensor:
    """Minimise `½wᵀGw − wᵀc + ½·l2·‖w‖² + l1·‖w‖₁` over `w ≥ 0` for many small problems at once.

    Coordinate descent (Friedman, Hastie & Tibshirani, Journal of Statistical Software 2010, equation 5, covariance
    updates), all problems moving the same coordinate together.

    Args:
        among: G, float32 (B, K, K).
        towards: c, float32 (B, K).
        l1: α.
        l2: β.
        sweeps: most rounds over the coordinates.
        progress: checked at every round.

    Returns:
        w, float32 (B, K).
    """
    weights = torch.zeros_like(towards)
    pull = torch.zeros_like(towards)  # G·w
    scale = torch.diagonal(among, dim1=1, dim2=2) + l2
    scale = torch.where(scale > 0, scale, torch.ones_like(scale))
    by_coordinate = among.transpose(0, 1).contiguous()  # (K, B, K): row k of every problem
    for _ in range(sweeps):
        progress.check()
        moved = 0.0
        before = weights.clone()
        for k in range(weights.shape[1]):
            own = by_coordinate[k, :, k]
            best = ((towards[:, k] - pull[:, k] + own * weights[:, k] - l1) / scale[:, k]).clamp_(min=0.0)
            step = best - weights[:, k]
            weights[:, k] = best
            pull.addcmul_(by_coordinate[k], step[:, None])
        moved = float((weights - before).abs().max()) if weights.numel() else 0.0
        if moved < SMALL:
            break
    return weights

"""EASE: the best linear item-to-item weights in closed form (Steck, Embarrassingly Shallow Autoencoders, WWW 2019).

Minimises `‖X − X·B‖² + λ‖B‖²` with a diagonal of zeros: with `P = (XᵀX + λI)⁻¹`, `B_ij = −P_ij / P_jj` (equation 8).
For catalogues whose P does not fit into memory, every item's weights are solved for over its nearest items only
(Steck, Markov Random Fields for Collaborative Filtering, NeurIPS 2019, section 3.2, with one item's neighbourhood as
the sub-problem).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar, Self

import numpy as np
import numpy.typing as npt
import psutil
import torch
from pydantic import Field
from scipy import sparse

from workbench.data.interactions import Float32, Histories
from workbench.data.splits import EvaluationPart, Split
from workbench.errors import ConfigurationError
from workbench.jobs import Progress
from workbench.models.artifacts import check_shape, read_model, write_model
from workbench.models.data_shape import DataShape, ShapedConfig
from workbench.models.item_graph import POPULARITY_WEIGHT, ItemGraph, relative_popularity
from workbench.models.item_products import meetings, product_blocks
from workbench.models.neighbourhoods import Neighbourhoods
from workbench.models.positive_definite import invert_in_place
from workbench.models.recommender import CostEstimate, FitReport, ModelConfig, Recommender
from workbench.models.sums import summed_rows
from workbench.training.device import configure_threads
from workbench.training.stopwatch import Stopwatch

# Neighbourhoods that are solved together: 256 systems of 200 unknowns take 40 MB.
UNKNOWNS_PER_BATCH = 10_000_000


class EASEConfig(ShapedConfig):
    """How strongly the weights are held back, and over which items they are solved for."""

    regularisation: float = Field(
        0.0,
        ge=0.0,
        le=1e6,
        title="Regularisation",
        description="Added to each item's count before solving. 0: by how many people an item has on average.",
        json_schema_extra={"automatic": 0.0, "tune": {"low": 1, "high": 10000, "log": True}},
    )
    neighbours: int = Field(
        0,
        ge=0,
        le=2_000,
        title="Neighbours",
        description="Solve each item over only so many nearest items, for large catalogues; 0 solves over all at once.",
    )

    def suited(self, shape: DataShape) -> dict[str, Any]:
        """Return the regularisation: larger where items were met by more people, but less than in proportion.

        Validation prefers about 25 to 50 for Amazon Beauty (13 meetings of the mean item), 100 for MovieLens 100K (58)
        and 250 for MovieLens 1M (267); the rule goes through these.
        """
        return {"regularisation": float(max(1, round(8.75 * shape.per_item**0.6)))}


class EASE(Recommender):
    """Scores an item by the learned weights of the history's items, whatever their order."""

    name: ClassVar[str] = "EASE"
    title: ClassVar[str] = "EASE (linear autoencoder)"
    family: ClassVar[str] = "linear"
    summary: ClassVar[str] = "The best linear weights from item to item, solved for in one step."
    Config: ClassVar[type[ModelConfig]] = EASEConfig

    config: EASEConfig
    _weights: torch.Tensor | ItemGraph  # float32 (V, V): row i is what item i adds; or the sparse variant
    _popularity: Float32

    def fit(self, split: Split, *, validation: EvaluationPart | None, seed: int, progress: Progress) -> FitReport:
        """Solve; see `Recommender.fit`. There is nothing random in it.

        Raises:
            ConfigurationError: the square of the catalogue does not fit into this machine's memory.
        """
        watch, train = Stopwatch(progress), split.train
        self.config = self.config.for_data(train)
        configure_threads()
        self._popularity = relative_popularity(train.item_counts)
        by_user = meetings(train)
        if self.config.neighbours:
            self._weights = self._solve_neighbourhoods(by_user, progress)
            parameters = int(self._weights.matrix.nnz)
        else:
            require_memory(train.n_items)
            self._weights = self._solve(by_user, progress)
            parameters = train.n_items * (train.n_items - 1)
        progress.report(1.0, "solved")
        return FitReport(seconds=watch.seconds, parameters=parameters)

    def _solve(self, by_user: sparse.csr_array, progress: Progress) -> torch.Tensor:
        n_items = by_user.shape[1]
        # Kept transposed, so that what a history's item adds is one row in memory.
        products = torch.empty((n_items, n_items))

        def keep(start: int, stop: int, block: Float32) -> None:
            products[start:stop] = torch.from_numpy(block)

        for _ in product_blocks(by_user, keep, progress, "counting pairs", share=0.2):
            pass
        products.diagonal().add_(self.config.regularisation)
        invert_in_place(products, progress=progress, share=(0.2, 0.98))
        products /= -products.diagonal().clone()
        products.fill_diagonal_(0.0)
        return products

    def _solve_neighbourhoods(self, by_user: sparse.csr_array, progress: Progress) -> ItemGraph:
        near = Neighbourhoods.find(by_user, self.config.neighbours, progress, share=0.3)
        step = max(1, UNKNOWNS_PER_BATCH // max(1, near.width) ** 2)
        weights = np.empty(near.items.shape, np.float32)
        for start in range(0, near.n_items, step):
            progress.report(0.3 + 0.68 * start / near.n_items, "solving")
            stop = min(start + step, near.n_items)
            gram, towards = near.systems(start, stop, progress)
            gram.diagonal(dim1=1, dim2=2).add_(self.config.regularisation)
            weights[start:stop] = torch.linalg.solve(gram, towards).numpy()
        return ItemGraph(near.transposed(weights), self._popularity)

    def score(self, histories: Histories, candidates: npt.NDArray[Any] | None = None) -> Float32:
        """See `Recommender.score`. Safe to call from several threads."""
        if isinstance(self._weights, ItemGraph):
            return self._weights.score(histories, np.ones(len(histories.item), np.float32), candidates)
        scores = torch.from_numpy(np.float32(POPULARITY_WEIGHT) * self._popularity).repeat(len(histories), 1)
        scores += summed_rows(self._weights, histories.item, histories.offsets)
        found: Float32 = scores.numpy()
        return found if candidates is None else found[:, candidates]

    def estimate(self, split: Split) -> CostEstimate:
        """See `EstimatesCost`; the time is not estimated."""
        n = split.train.n_items
        if self.config.neighbours:
            return CostEstimate(n * self.config.neighbours, n * self.config.neighbours * 12, None)
        return CostEstimate(n * (n - 1), dense_bytes(n), None)

    def save(self, folder: Path) -> None:
        """See `Recommender.save`."""
        if isinstance(self._weights, ItemGraph):
            arrays = self._weights.arrays()
        else:
            arrays = {"weights": self._weights.numpy(), "popularity": self._popularity}
        write_model(folder, self, arrays, n_items=len(self._popularity))

    @classmethod
    def load(cls, folder: Path) -> Self:
        """See `Recommender.load`."""
        stored = read_model(folder, cls)
        model = cls(stored.config)
        n = stored.n_items
        if model.config.neighbours:
            model._weights = ItemGraph.from_stored(folder, stored)
            model._popularity = model._weights.popularity
        else:
            model._popularity = check_shape(folder, stored.arrays, "popularity", np.float32, (n,))
            model._weights = torch.from_numpy(check_shape(folder, stored.arrays, "weights", np.float32, (n, n)))
        return model


def dense_bytes(n_items: int) -> int:
    """Return the peak memory of the dense solution: the matrix, and the blocks beside it."""
    return n_items * n_items * 4 + n_items * 768 * 4 * 3


def require_memory(n_items: int) -> None:
    """Raise `ConfigurationError` where the dense solution does not fit into the memory that is free."""
    needed, free = dense_bytes(n_items), psutil.virtual_memory().available
    if needed > free:
        raise ConfigurationError(
            f"EASE over {n_items:,} items needs {needed / 1e9:.1f} GB of memory, and {free / 1e9:.1f} GB are free.",
            hint="Set neighbours to 100 or so to solve each item over its nearest items only.",
        )

"""LightGCN: vectors of items smoothed over the graph of who met what, learned from pairs.

He, Deng, Wang, Li, Zhang & Wang, LightGCN, SIGIR 2020, equations 7 to 9: a layer replaces each vector by the sum of its
neighbours' over `√(n_u n_i)`, and the layers' mean is what products are taken of. Here people have no vector of their
own (theirs begin at zero), so that a person is what their history makes them after the layers of the training graph:
known, new and edited histories are one case, exactly. With `S` the smoothing from items through people to items, an
item's vectors are `Σ_k S^k e / (K + 1)`, and a history's the sum of its items' over `√(n_u n_i)`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import numpy as np
import numpy.typing as npt
import torch
from pydantic import Field
from scipy import sparse
from torch import nn

from workbench.data.interactions import Float32, Histories, Interactions
from workbench.data.splits import EvaluationPart, Split
from workbench.jobs import Progress
from workbench.models.bpr import FactorTables, pairwise_loss
from workbench.models.factor_model import (
    Epochs,
    FactorConfig,
    FactorModel,
    Factors,
    LearningRate,
    Negatives,
    Patience,
    Regularisation,
)
from workbench.models.item_products import meetings
from workbench.models.met_items import MetItems
from workbench.models.recommender import FitReport, ModelConfig
from workbench.models.sums import summed_rows


class LightGCNConfig(FactorConfig):
    """How many factors and layers, and how they are learned.

    The first numbers are small and smoothing makes them smaller, so that steps are large. One layer was better than two
    on validation of MovieLens 100K: a history is a sum over its items already, which smooths as a layer does.
    """

    factors: Factors = 64
    layers: int = Field(
        1,
        ge=0,
        le=6,
        title="Layers",
        description="Times that vectors are smoothed from items through the people who met them to items.",
    )
    negatives: Negatives = 128
    epochs: Epochs = 100
    patience: Patience = 15
    learning_rate: LearningRate = 0.02
    regularisation: Regularisation = 0.001


class _Graph:
    """Who met what, as sums over neighbours.

    Attributes:
        people: float32 (U, 1), `n_u^−½`.
        items: float32 (V, 1), `n_i^−½`.
    """

    def __init__(self, by_user: sparse.csr_array) -> None:
        self._by_user, self._by_item = by_user, sparse.csr_array(by_user.T)
        degrees = (np.diff(matrix.indptr) for matrix in (self._by_user, self._by_item))
        self.people, self.items = (
            torch.from_numpy(np.maximum(degree, 1) ** -0.5).float()[:, None] for degree in degrees
        )

    def smooth(self, vectors: torch.Tensor) -> torch.Tensor:
        """Return float (V, D): vectors of items, passed to the people who met them and back to items."""
        people = summed_rows(vectors * self.items, self._by_user.indices, self._by_user.indptr) * self.people
        return summed_rows(people * self.people, self._by_item.indices, self._by_item.indptr) * self.items


class LightGCN(FactorModel):
    """Ranks by the product of smoothed vectors."""

    name: ClassVar[str] = "LightGCN"
    title: ClassVar[str] = "LightGCN (graph of who met what)"
    family: ClassVar[str] = "factors"
    summary: ClassVar[str] = "Smooths items' vectors over the graph of who met what, and learns them from pairs."
    Config: ClassVar[type[ModelConfig]] = LightGCNConfig

    config: LightGCNConfig
    network: FactorTables
    _graph: _Graph | None = None  # only while it learns

    def fit(self, split: Split, *, validation: EvaluationPart | None, seed: int, progress: Progress) -> FitReport:
        """See `FactorModel.fit`."""
        self._graph = _Graph(meetings(split.train))
        try:
            report = super().fit(split, validation=validation, seed=seed, progress=progress)
        finally:
            self._graph = None
        return report

    def build(self, n_items: int, facts: Mapping[str, torch.Tensor]) -> FactorTables:
        """The tables that scores are made of; what is learned is `items`, the vectors before they are smoothed."""
        tables = FactorTables(n_items, self.config.factors)
        tables.taste.requires_grad_(False)
        tables.register_buffer("smoothed", torch.empty(n_items, self.config.factors))
        return tables

    def initialise(self, network: nn.Module, data: Interactions, generator: torch.Generator) -> None:
        """See `FactorModel.initialise`."""
        assert isinstance(network, FactorTables)
        network.initialise(data.item_counts, generator)
        with torch.no_grad():
            network.items.normal_(0.0, 0.1, generator=generator)

    def step_size(self, interactions: int) -> int:
        """See `FactorModel.step_size`: every step smooths over the whole graph, so an epoch has few of them."""
        return max(2_048, interactions // 50)

    def loss(self, data: Interactions, people: npt.NDArray[np.int64], generator: torch.Generator) -> torch.Tensor:
        """The loss of BPR over smoothed vectors."""
        taste, items = self._smoothed()
        return pairwise_loss(
            MetItems.of(data, people),
            taste,
            items,
            self.network.bias,
            power=0.5,
            dropout=0.0,
            negatives=self.config.negatives,
            generator=generator,
        )

    def settle(self) -> None:
        """Smooth what was learned; a stored model holds it smoothed already."""
        if self._graph is None:
            return
        with torch.no_grad():
            taste, items = self._smoothed()
            self.network.taste.copy_(taste)
            self.network.get_buffer("smoothed").copy_(items)

    def _smoothed(self) -> tuple[torch.Tensor, torch.Tensor]:
        """float (V, D) twice: what an item gives a history, before the history's length, and what it offers."""
        assert self._graph is not None
        layer, total = self.network.items, self.network.items
        for _ in range(self.config.layers):
            layer = self._graph.smooth(layer)
            total = total + layer
        smooth = total / (self.config.layers + 1.0)
        return smooth * self._graph.items, smooth

    def scores(self, histories: Histories, candidates: torch.Tensor | None) -> torch.Tensor:
        """See `FactorModel.scores`."""
        length = torch.from_numpy(np.maximum(histories.lengths, 1)).float()[:, None]
        taste = summed_rows(self.network.taste, histories.item, histories.offsets) / length.sqrt()
        items, bias = self.network.get_buffer("smoothed"), self.network.bias
        if candidates is not None:
            items, bias = items[candidates], bias[candidates]
        return torch.addmm(bias, taste, items.T)

    def item_vectors(self) -> Float32:
        """Return float32 [n_items, factors], smoothed."""
        vectors: Float32 = self.network.get_buffer("smoothed").numpy()
        return vectors

"""NeuMF: a product of factors beside a small network, mixed by a last layer.

He, Liao, Zhang, Nie, Hu & Chua, Neural Collaborative Filtering, WWW 2017, equation 12: the elementwise product of one
pair of vectors (GMF) and a multilayer perceptron over another pair, joined to one logit, learned by cross-entropy over
what was met and random items that were not. The vectors of a person are means over their history instead of numbers of
their own, so that known, new and edited histories are one case.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import numpy as np
import numpy.typing as npt
import torch
import torch.nn.functional as F
from torch import nn

from workbench.data.interactions import Float32, Histories, Interactions
from workbench.models.factor_model import Dropout, FactorConfig, FactorModel, Factors, Negatives
from workbench.models.met_items import MetItems, dropped
from workbench.models.recommender import ModelConfig
from workbench.models.sums import summed_rows

# Numbers of the perceptron's first layer that one block of scores may hold: 64 MB.
NUMBERS_PER_BLOCK = 16_000_000


class NeuMFConfig(FactorConfig):
    """How many factors, and how they are learned."""

    factors: Factors = 32
    negatives: Negatives = 64
    dropout: Dropout = 0.3


class NeuMFNetwork(nn.Module):
    """Tables of items as they stand in a history and as they are recommended, for each of the two ways.

    Shapes: V items, D factors, N pairs.
    """

    def __init__(self, n_items: int, factors: int) -> None:
        super().__init__()
        self.product_taste = nn.Parameter(torch.empty(n_items, factors))
        self.product_items = nn.Parameter(torch.empty(n_items, factors))
        self.deep_taste = nn.Parameter(torch.empty(n_items, factors))
        self.deep_items = nn.Parameter(torch.empty(n_items, factors))
        self.of_taste = nn.Linear(factors, 2 * factors)  # the first layer of the perceptron, a person's half
        self.of_items = nn.Linear(factors, 2 * factors, bias=False)  # and an item's
        self.second = nn.Linear(2 * factors, factors)
        self.mix_product = nn.Parameter(torch.empty(factors))
        self.mix_deep = nn.Linear(factors, 1, bias=False)
        self.bias = nn.Parameter(torch.empty(n_items))

    def pairs(self, product_taste: torch.Tensor, deep_taste: torch.Tensor, items: torch.Tensor) -> torch.Tensor:
        """Return logits float (N, J) of every taste, two vectors (N, D) each, with every one of `items` int64 (J,)."""
        product = (product_taste * self.mix_product) @ self.product_items[items].T
        first = F.relu(self.of_taste(deep_taste)[:, None] + self.of_items(self.deep_items[items])[None])  # (N, J, 2D)
        deep: torch.Tensor = self.mix_deep(F.relu(self.second(first)))[:, :, 0]
        return product + deep + self.bias[items]

    def own(self, product_taste: torch.Tensor, deep_taste: torch.Tensor, items: torch.Tensor) -> torch.Tensor:
        """Return logits float (N,) of every taste with its own item of `items` int64 (N,)."""
        product = (product_taste * self.mix_product * self.product_items[items]).sum(1)
        first = F.relu(self.of_taste(deep_taste) + self.of_items(self.deep_items[items]))
        deep: torch.Tensor = self.mix_deep(F.relu(self.second(first)))[:, 0]
        return product + deep + self.bias[items]


class NeuMF(FactorModel):
    """Ranks by what a product and a perceptron say together."""

    name: ClassVar[str] = "NeuMF"
    title: ClassVar[str] = "NeuMF (neural factors)"
    family: ClassVar[str] = "factors"
    summary: ClassVar[str] = "Mixes a product of factors with a small network over them."
    Config: ClassVar[type[ModelConfig]] = NeuMFConfig

    config: NeuMFConfig
    network: NeuMFNetwork

    def build(self, n_items: int, facts: Mapping[str, torch.Tensor]) -> NeuMFNetwork:
        """See `FactorModel.build`."""
        return NeuMFNetwork(n_items, self.config.factors)

    def initialise(self, network: nn.Module, data: Interactions, generator: torch.Generator) -> None:
        """Small tables, He's normal layers, and biases at log popularity."""
        assert isinstance(network, NeuMFNetwork)
        with torch.no_grad():
            for name, parameter in network.named_parameters():
                if name.endswith(("taste", "items")):
                    parameter.normal_(0.0, 0.05, generator=generator)
                elif parameter.ndim == 2:
                    parameter.normal_(0.0, (2.0 / parameter.shape[1]) ** 0.5, generator=generator)
                else:
                    parameter.zero_()
            network.mix_product.fill_(1.0)
            network.bias.copy_(torch.log((torch.from_numpy(data.item_counts).float() + 1.0) / (data.n_users + 1.0)))

    def loss(self, data: Interactions, people: npt.NDArray[np.int64], generator: torch.Generator) -> torch.Tensor:
        """Cross-entropy of what was met and of random items that were not, each half of the sum."""
        network, met = self.network, MetItems.of(data, people)
        product = dropped(met.others(network.product_taste, 1.0), self.config.dropout, generator)
        deep = dropped(met.others(network.deep_taste, 1.0), self.config.dropout, generator)
        drawn = torch.randint(len(network.bias), (self.config.negatives,), generator=generator)
        allowed = met.not_met(drawn, len(network.bias))
        missed = F.softplus(network.pairs(product, deep, drawn)) * allowed
        hit = F.softplus(-network.own(product, deep, met.item))
        # A random item stands for all the catalogue has of its kind: as many as were met, four times over.
        return hit.mean() + 4.0 * missed.sum() / allowed.sum().clamp(min=1)

    def scores(self, histories: Histories, candidates: torch.Tensor | None) -> torch.Tensor:
        """See `FactorModel.scores`."""
        network = self.network
        length = torch.from_numpy(np.maximum(histories.lengths, 1)).float()[:, None]
        product = summed_rows(network.product_taste, histories.item, histories.offsets) / length
        deep = summed_rows(network.deep_taste, histories.item, histories.offsets) / length
        wanted = torch.arange(len(network.bias)) if candidates is None else candidates
        made = torch.empty(len(histories), len(wanted))
        rows = max(1, NUMBERS_PER_BLOCK // max(1, len(wanted) * 2 * self.config.factors))
        for start in range(0, len(histories), rows):
            made[start : start + rows] = network.pairs(
                product[start : start + rows], deep[start : start + rows], wanted
            )
        return made

    def item_vectors(self) -> Float32:
        """Return float32 [n_items, factors], of the product."""
        vectors: Float32 = self.network.product_items.detach().numpy()
        return vectors

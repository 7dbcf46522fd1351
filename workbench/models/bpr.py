"""BPR: factors learned from pairs, so that what a person chose stands above what they did not.

Rendle, Freudenthaler, Gantner & Schmidt-Thieme, BPR: Bayesian Personalized Ranking from Implicit Feedback, UAI 2009:
minimise `−ln σ(x̂_ui − x̂_uj)` over items `i` that `u` met and `j` that `u` did not, plus a price of large numbers. The
factors of a person are a sum over their history, as in asymmetric factor models (Paterek, KDD Cup 2007; Kabbur, Ning &
Karypis, FISM, KDD 2013):

    x̂_ui = b_i + h_i · |H \\ i|^−α Σ_{j ∈ H \\ i} y_j

so that a new person or an edited history is scored as exactly as a known one. While it learns, an item is predicted
from the others of its history (equation 3 of FISM), since it would otherwise learn to recommend an item to itself.
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
from workbench.models.factor_model import Dropout, FactorConfig, FactorModel, Factors, HistoryPower, Negatives
from workbench.models.met_items import MetItems, dropped
from workbench.models.recommender import ModelConfig
from workbench.models.sums import summed_rows


class BPRConfig(FactorConfig):
    """How many factors, and how they are learned."""

    factors: Factors = 64
    negatives: Negatives = 256
    dropout: Dropout = 0.5
    history_power: HistoryPower = 0.5


class FactorTables(nn.Module):
    """Two vectors and a bias an item.

    Attributes:
        taste: float (V, D), y: what an item in a history says of a taste.
        items: float (V, D), h: what an item offers to a taste.
        bias: float (V,), b.
    """

    def __init__(self, n_items: int, factors: int) -> None:
        super().__init__()
        self.taste = nn.Parameter(torch.empty(n_items, factors))
        self.items = nn.Parameter(torch.empty(n_items, factors))
        self.bias = nn.Parameter(torch.empty(n_items))

    def initialise(self, counts: npt.NDArray[np.int64], generator: torch.Generator) -> None:
        """Small random vectors; the biases start at log popularity, which is what they alone would learn."""
        with torch.no_grad():
            self.taste.normal_(0.0, 0.02, generator=generator)
            self.items.normal_(0.0, 0.02, generator=generator)
            popular = torch.log(torch.from_numpy(counts).float() + 1.0)
            self.bias.copy_(popular - popular.mean())


class BPR(FactorModel):
    """Ranks by the product of an item's factors with the sum of the history's."""

    name: ClassVar[str] = "BPR"
    title: ClassVar[str] = "BPR (pairwise factors)"
    family: ClassVar[str] = "factors"
    summary: ClassVar[str] = "Learns factors so that what people chose stands above random items they did not choose."
    Config: ClassVar[type[ModelConfig]] = BPRConfig

    config: BPRConfig
    network: FactorTables

    def build(self, n_items: int, facts: Mapping[str, torch.Tensor]) -> FactorTables:
        """See `FactorModel.build`."""
        return FactorTables(n_items, self.config.factors)

    def initialise(self, network: nn.Module, data: Interactions, generator: torch.Generator) -> None:
        """See `FactorModel.initialise`."""
        assert isinstance(network, FactorTables)
        network.initialise(data.item_counts, generator)

    def loss(self, data: Interactions, people: npt.NDArray[np.int64], generator: torch.Generator) -> torch.Tensor:
        """Mean of `−ln σ(x̂_ui − x̂_uj)` over these people's items and the step's negatives that they did not meet."""
        tables, config = self.network, self.config
        return pairwise_loss(
            MetItems.of(data, people),
            tables.taste,
            tables.items,
            tables.bias,
            power=config.history_power,
            dropout=config.dropout,
            negatives=config.negatives,
            generator=generator,
        )

    def scores(self, histories: Histories, candidates: torch.Tensor | None) -> torch.Tensor:
        """See `FactorModel.scores`."""
        tables = self.network
        length = torch.from_numpy(np.maximum(histories.lengths, 1)).float()[:, None]
        taste = summed_rows(tables.taste, histories.item, histories.offsets) / length**self.config.history_power
        items, bias = tables.items, tables.bias
        if candidates is not None:
            items, bias = items[candidates], bias[candidates]
        return torch.addmm(bias, taste, items.T)

    def item_vectors(self) -> Float32:
        """Return float32 [n_items, factors]."""
        vectors: Float32 = self.network.items.detach().numpy()
        return vectors


def pairwise_loss(
    met: MetItems,
    taste: torch.Tensor,
    items: torch.Tensor,
    bias: torch.Tensor,
    *,
    power: float,
    dropout: float,
    negatives: int,
    generator: torch.Generator,
) -> torch.Tensor:
    """Return the mean of `−ln σ(x̂_ui − x̂_uj)` over what was met and random items that its person did not meet.

    Args:
        met: the interactions.
        taste, items: float (V, D), y and h.
        bias: float (V,).
        power: α.
        dropout: share of a history's vector that is dropped.
        negatives: random items, the same for all interactions.
        generator: draws them.
    """
    vectors = dropped(met.others(taste, power), dropout, generator)  # (N, D)
    drawn = torch.randint(len(items), (negatives,), generator=generator)  # (J,)
    positive = (vectors * items[met.item]).sum(1) + bias[met.item]  # (N,)
    negative = vectors @ items[drawn].T + bias[drawn]  # (N, J)
    allowed = met.not_met(drawn, len(items))
    losses = F.softplus(negative - positive[:, None]) * allowed
    return losses.sum() / allowed.sum().clamp(min=1)

"""KGAttention: an item is its own vector and what its attributes say, weighed by attention over relations.

Wang, He, Cao, Liu & Chua, KGAT: Knowledge Graph Attention Network for Recommendation, KDD 2019. For an item `i` and its
edges `(r, a)` to values of attributes, equations 4 and 5:

    π(i, r, a) = softmax over the edges of i of (W_r e_a)ᵀ tanh(W_r e_i + e_r)
    vector(i) = e_i + Σ π(i, r, a) e_a

Differences: people are no nodes with vectors of their own but what their history holds, as in BPR here, so that known,
new and edited histories are one case; the two vectors are added without a further layer (GCN's aggregation, equation 6,
without weights and nonlinearity, of which He et al., LightGCN, SIGIR 2020, found that they do harm), so that a score is
exactly a sum over paths item – value – item; and attention learns from the pairs alone, without TransR beside it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import numpy as np
import numpy.typing as npt
import torch
from pydantic import Field
from torch import nn

from workbench.data.interactions import Float32, Histories, Interactions
from workbench.data.splits import Split
from workbench.errors import ConfigurationError
from workbench.models.bpr import pairwise_loss
from workbench.models.factor_model import (
    FACT,
    Dropout,
    Epochs,
    FactorConfig,
    FactorModel,
    Factors,
    HistoryPower,
    Negatives,
    Patience,
)
from workbench.models.item_relations import ItemRelations, names_from_bytes
from workbench.models.met_items import MetItems
from workbench.models.recommender import ModelConfig, RelationWeights
from workbench.models.sums import summed_rows


class KGAttentionConfig(FactorConfig):
    """Widths, and how it is learned."""

    factors: Factors = 64
    relation_width: int = Field(
        32, ge=2, le=512, title="Relation width", description="Numbers in which a relation compares items and values."
    )
    negatives: Negatives = 512
    dropout: Dropout = 0.3
    id_dropout: float = Field(
        0.2,
        ge=0.0,
        le=0.95,
        title="Forgotten items",
        description="Share of items known by their attributes alone at a step, so that attributes learn to speak.",
    )
    epochs: Epochs = 100
    patience: Patience = 12
    history_power: HistoryPower = 0.5


class RelationAttention(nn.Module):
    """Vectors of items, values and relations, and the attention between them.

    Shapes: V items, A values, R relations, E edges, D factors, K relation width.

    Args:
        n_items: V.
        relations: int64 (R + 1) twice, where each relation's edges and values begin.
        edges: int64 (E,) twice, items and values.
        factors: D.
        width: K.
    """

    def __init__(
        self,
        n_items: int,
        relations: tuple[torch.Tensor, torch.Tensor],
        edges: tuple[torch.Tensor, torch.Tensor],
        factors: int,
        width: int,
    ) -> None:
        super().__init__()
        self._edges, self._values = relations[0].tolist(), relations[1].tolist()
        self._item, self._value = edges
        n_relations = len(self._edges) - 1
        self.taste = nn.Parameter(torch.empty(n_items, factors))  # what an item in a history says
        self.items = nn.Parameter(torch.empty(n_items, factors))  # what an item offers
        self.bias = nn.Parameter(torch.empty(n_items))
        self.values = nn.Parameter(torch.empty(self._values[-1], factors))
        self.relations = nn.Parameter(torch.empty(n_relations, width))
        self.projections = nn.Parameter(torch.empty(n_relations, factors, width))

    def attention(self) -> torch.Tensor:
        """Return float (E,), π; the edges of an item sum to one."""
        parts = []
        for r, projection in enumerate(self.projections):
            edges, values = slice(*self._edges[r : r + 2]), slice(*self._values[r : r + 2])
            queries = torch.tanh(self.items @ projection + self.relations[r])[self._item[edges]]
            keys = (self.values[values] @ projection)[self._value[edges] - self._values[r]]
            parts.append((queries * keys).sum(1))
        logits = torch.cat(parts)
        n_items = len(self.items)
        highest = logits.detach().new_full((n_items,), -torch.inf)
        highest = highest.scatter_reduce(0, self._item, logits.detach(), "amax")
        powers = (logits - highest[self._item]).exp()
        return powers / powers.new_zeros(n_items).index_add(0, self._item, powers)[self._item]

    def told(self) -> torch.Tensor:
        """Return float (V, D), what each item's attributes say; zeros for an item without any."""
        parts = self.values[self._value] * self.attention()[:, None]
        return parts.new_zeros(len(self.items), parts.shape[1]).index_add(0, self._item, parts)


class KGAttention(FactorModel):
    """Ranks by the product of an item's vector with the sum of the history's, attributes included in both."""

    name: ClassVar[str] = "KGAttention"
    title: ClassVar[str] = "KGAttention (relations of items)"
    family: ClassVar[str] = "attention"
    summary: ClassVar[str] = "Weighs what an item's attributes say by attention over relations, and learns from pairs."
    Config: ClassVar[type[ModelConfig]] = KGAttentionConfig

    config: KGAttentionConfig
    network: RelationAttention
    _ready: tuple[torch.Tensor, torch.Tensor, Float32]  # taste (V, D), items (V, D), π float32 [E]

    def facts(self, split: Split) -> dict[str, torch.Tensor]:
        """The graph of the items. Raises `ConfigurationError` where no attribute relates two of them."""
        graph = ItemRelations.of(split.dataset.item_table)
        if not graph.relation_names:
            raise ConfigurationError(
                "KGAttention needs attributes that items share, and this dataset has none.",
                where=split.dataset.name,
                hint="Import a table of items with it (categories, people, series, years), or choose another model.",
            )
        return {
            "item": torch.from_numpy(graph.item),
            "value": torch.from_numpy(graph.value),
            "edges": torch.from_numpy(graph.edges),
            "values": torch.from_numpy(graph.values),
            "names": torch.from_numpy(graph.names_as_bytes()),
        }

    def build(self, n_items: int, facts: Mapping[str, torch.Tensor]) -> RelationAttention:
        """See `FactorModel.build`."""
        return RelationAttention(
            n_items,
            (facts["edges"], facts["values"]),
            (facts["item"], facts["value"]),
            self.config.factors,
            self.config.relation_width,
        )

    def initialise(self, network: nn.Module, data: Interactions, generator: torch.Generator) -> None:
        """Small random vectors; the biases start at log popularity."""
        assert isinstance(network, RelationAttention)
        with torch.no_grad():
            for table in (network.taste, network.items):
                table.normal_(0.0, 0.02, generator=generator)
            network.values.normal_(0.0, 0.1, generator=generator)
            network.relations.normal_(0.0, 0.1, generator=generator)
            shape = network.projections.shape
            network.projections.normal_(0.0, (2.0 / (shape[1] + shape[2])) ** 0.5, generator=generator)
            popular = torch.log(torch.from_numpy(data.item_counts).float() + 1.0)
            network.bias.copy_(popular - popular.mean())

    def step_size(self, interactions: int) -> int:
        """See `FactorModel.step_size`: every step attends over the whole graph, so an epoch has few of them."""
        return max(2_048, interactions // 50)

    def loss(self, data: Interactions, people: npt.NDArray[np.int64], generator: torch.Generator) -> torch.Tensor:
        """The loss of BPR over vectors with attributes."""
        network, config = self.network, self.config
        told = network.told()
        known = (torch.rand(len(told), 1, generator=generator) >= config.id_dropout).to(told.dtype)
        return pairwise_loss(
            MetItems.of(data, people),
            network.taste * known + told,
            network.items * known + told,
            network.bias,
            power=config.history_power,
            dropout=config.dropout,
            negatives=config.negatives,
            generator=generator,
        )

    def settle(self) -> None:
        """Add what attributes say to the vectors once, for all that is scored from now on."""
        network = self.network
        with torch.no_grad():
            told = network.told()
            self._ready = network.taste + told, network.items + told, network.attention().numpy()

    def scores(self, histories: Histories, candidates: torch.Tensor | None) -> torch.Tensor:
        """See `FactorModel.scores`."""
        taste, items, _ = self._ready
        bias = self.network.bias
        length = torch.from_numpy(np.maximum(histories.lengths, 1)).float()[:, None]
        person = summed_rows(taste, histories.item, histories.offsets) / length**self.config.history_power
        if candidates is not None:
            items, bias = items[candidates], bias[candidates]
        return torch.addmm(bias, person, items.T)

    def relation_weights(self, items: npt.NDArray[np.int64]) -> RelationWeights:
        """See `WeighsRelations`."""
        get = self.network.get_buffer
        owner, value = get(FACT + "item").numpy(), get(FACT + "value").numpy()
        begins = get(FACT + "edges").numpy()
        relations, values = names_from_bytes(get(FACT + "names").numpy())
        order = np.argsort(owner, kind="stable")
        first, last = np.searchsorted(owner[order], items), np.searchsorted(owner[order], items, side="right")
        rows = np.concatenate([np.zeros(0, np.int64), *(order[a:b] for a, b in zip(first, last, strict=True))])
        return RelationWeights(
            offsets=np.concatenate(([0], np.cumsum(last - first))).astype(np.int64),
            relation=(np.searchsorted(begins, rows, side="right") - 1).astype(np.int64),
            value=value[rows],
            weight=self._ready[2][rows],
            relation_names=relations,
            value_names=values,
        )

    def item_vectors(self) -> Float32:
        """Return float32 [n_items, factors], attributes included."""
        vectors: Float32 = self._ready[1].numpy()
        return vectors

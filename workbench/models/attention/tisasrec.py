"""TiSASRec: self-attention that knows the time between two interactions (Li, Wang & McAuley, WSDM 2020).

Two things bought within an hour say more about each other than two bought a year apart. Datasets without times use the
steps in between. Intervals are in logarithmic buckets here, the same for all people; see `IntervalAttention`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import torch
from torch import nn

from workbench.models.attention.configuration import SequenceConfig
from workbench.models.attention.layers import Dropout, ItemEmbedding
from workbench.models.attention.network import BlockNetwork
from workbench.models.attention.relative_layers import IntervalBlock, Surroundings
from workbench.models.attention.sequence_model import SequenceModel
from workbench.models.recommender import ModelConfig
from workbench.training.batches import SequenceBatch


class TiSASRecConfig(SequenceConfig):
    """How TiSASRec is built and trained."""


class TiSASRecNetwork(BlockNetwork):
    """SASRec's network with intervals in its attention.

    Shapes: R rows, T places, C width, V items, L history length.
    """

    def __init__(self, n_items: int, config: TiSASRecConfig, facts: Mapping[str, torch.Tensor]) -> None:
        super().__init__(n_items, facts)
        self.length = config.history_length
        self.item = ItemEmbedding(n_items, config.width)  # (V, C), input and output
        self.position = nn.Embedding(config.history_length, config.width)  # (L, C)
        self.dropout = Dropout(config.dropout)
        self.blocks = nn.ModuleList(
            IntervalBlock(config.width, config.heads, config.expansion, config.dropout) for _ in range(config.layers)
        )
        self.norm = nn.LayerNorm(config.width)

    def embed(self, batch: SequenceBatch) -> torch.Tensor:
        """See `BlockNetwork.embed`."""
        embedded: torch.Tensor = self.dropout(self.history_vectors(batch) + self.position(batch.position))  # (R, T, C)
        return embedded

    def visible(self, batch: SequenceBatch) -> Surroundings:
        """Return the past of each place, with the intervals."""
        return Surroundings(batch, self.length)


class TiSASRec(SequenceModel):
    """Self-attention with time intervals."""

    name: ClassVar[str] = "TiSASRec"
    title: ClassVar[str] = "TiSASRec (time-interval attention)"
    summary: ClassVar[str] = "SASRec that also knows how much time lies between two interactions."
    Config: ClassVar[type[ModelConfig]] = TiSASRecConfig

    config: TiSASRecConfig

    def build(self, n_items: int, facts: Mapping[str, torch.Tensor]) -> TiSASRecNetwork:
        """See `SequenceModel.build`."""
        return TiSASRecNetwork(n_items, self.config, facts)

"""eSASRec: SASRec with LiGR blocks and a sampled softmax (Tikhonovich et al., RecSys 2025).

What its authors found best after trying the parts of many later models: shifted targets, gated blocks (LiGR; Borisyuk
et al., 2025) and a softmax over shared sampled negatives with the logQ correction.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import torch
from torch import nn

from workbench.models.attention.configuration import Loss
from workbench.models.attention.described_items import DescribedConfig, DescribedModel, DescribedNetwork
from workbench.models.attention.layers import Dropout, GatedBlock, ItemEmbedding
from workbench.models.recommender import ModelConfig
from workbench.training.batches import SequenceBatch


class ESASRecConfig(DescribedConfig):
    """How eSASRec is built and trained."""

    loss: Loss = "sampled"


class ESASRecNetwork(DescribedNetwork):
    """Gated blocks over items and positions.

    Shapes: R rows, T places, C width, V items, L history length.
    """

    def __init__(self, n_items: int, config: ESASRecConfig, facts: Mapping[str, torch.Tensor]) -> None:
        super().__init__(n_items, facts)
        self.item = ItemEmbedding(n_items, config.width)  # (V, C), input and output
        self.position = nn.Embedding(config.history_length, config.width)  # (L, C)
        self.dropout = Dropout(config.dropout)
        self.blocks = nn.ModuleList(
            GatedBlock(config.width, config.heads, config.expansion, config.dropout) for _ in range(config.layers)
        )
        self.norm = nn.LayerNorm(config.width)
        self.features = self.features_of(config, facts)

    def embed(self, batch: SequenceBatch) -> torch.Tensor:
        """See `BlockNetwork.embed`."""
        embedded: torch.Tensor = self.dropout(self.history_vectors(batch) + self.position(batch.position))  # (R, T, C)
        return embedded


class ESASRec(DescribedModel):
    """SASRec with gated blocks."""

    name: ClassVar[str] = "eSASRec"
    title: ClassVar[str] = "eSASRec (gated self-attention)"
    summary: ClassVar[str] = "SASRec with gated LiGR blocks and a sampled softmax, the best of many later ideas."
    Config: ClassVar[type[ModelConfig]] = ESASRecConfig

    config: ESASRecConfig

    def build(self, n_items: int, facts: Mapping[str, torch.Tensor]) -> ESASRecNetwork:
        """See `SequenceModel.build`."""
        return ESASRecNetwork(n_items, self.config, facts)

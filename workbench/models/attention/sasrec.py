"""SASRec: causal self-attention over the history predicts the next item (Kang & McAuley, ICDM 2018).

With what later work added to it: a softmax over the catalogue or over shared sampled negatives with the logQ correction
(Klenitskiy & Vasilev, RecSys 2023), pre-norm blocks with GELU, one table of item vectors for input and output, and
learning-rate schedule, early stopping and best weights by the engine.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import torch
from torch import nn

from workbench.models.attention.described_items import DescribedConfig, DescribedModel, DescribedNetwork
from workbench.models.attention.layers import Block, Dropout, ItemEmbedding
from workbench.models.recommender import ModelConfig
from workbench.training.batches import SequenceBatch


class SASRecConfig(DescribedConfig):
    """How SASRec is built and trained."""


class SASRecNetwork(DescribedNetwork):
    """From items and positions to one vector a position, to be compared with the item vectors.

    Shapes: R rows, T places, C width, V items, L history length.
    """

    def __init__(self, n_items: int, config: DescribedConfig, facts: Mapping[str, torch.Tensor]) -> None:
        super().__init__(n_items, facts)
        self.item = ItemEmbedding(n_items, config.width)  # (V, C), input and output
        self.position = nn.Embedding(config.history_length, config.width)  # (L, C)
        self.dropout = Dropout(config.dropout)
        self.blocks = nn.ModuleList(
            Block(config.width, config.heads, config.expansion, config.dropout) for _ in range(config.layers)
        )
        self.norm = nn.LayerNorm(config.width)
        self.features = self.features_of(config, facts)

    def embed(self, batch: SequenceBatch) -> torch.Tensor:
        """See `BlockNetwork.embed`."""
        embedded: torch.Tensor = self.dropout(self.history_vectors(batch) + self.position(batch.position))  # (R, T, C)
        return embedded


class SASRec(DescribedModel):
    """Self-attention over the most recent interactions; its attention can be read."""

    name: ClassVar[str] = "SASRec"
    title: ClassVar[str] = "SASRec (self-attention)"
    summary: ClassVar[str] = "Each item looks back over the history by self-attention to predict the next one."
    Config: ClassVar[type[ModelConfig]] = SASRecConfig

    config: SASRecConfig

    def build(self, n_items: int, facts: Mapping[str, torch.Tensor]) -> SASRecNetwork:
        """See `SequenceModel.build`."""
        return SASRecNetwork(n_items, self.config, facts)

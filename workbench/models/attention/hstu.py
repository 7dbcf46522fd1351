"""HSTU: attention without a softmax, biased by steps and by time (Zhai et al., ICML 2024).

This is the variant that does not know when the item to be predicted is met: its bias by time looks from the newest
interaction back. The published code looks from the target's own time, which tells a model of a dataset with sessions
when the person comes back; figures made that way must not be compared with these.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import torch
from torch import nn

from workbench.models.attention.configuration import SequenceConfig
from workbench.models.attention.layers import Dropout, ItemEmbedding
from workbench.models.attention.network import BlockNetwork
from workbench.models.attention.relative_layers import HSTUBlock, Surroundings
from workbench.models.attention.sequence_model import SequenceModel
from workbench.models.recommender import ModelConfig
from workbench.training.batches import SequenceBatch


class HSTUConfig(SequenceConfig):
    """How HSTU is built and trained. There is no feed-forward part, so that its expansion says nothing here."""


class HSTUNetwork(BlockNetwork):
    """Blocks of pointwise attention over items and positions.

    Shapes: R rows, T places, C width, V items, L history length.
    """

    def __init__(self, n_items: int, config: HSTUConfig, facts: Mapping[str, torch.Tensor]) -> None:
        super().__init__(n_items, facts)
        self.length = config.history_length
        self.item = ItemEmbedding(n_items, config.width)  # (V, C), input and output
        self.position = nn.Embedding(config.history_length, config.width)  # (L, C)
        self.dropout = Dropout(config.dropout)
        self.blocks = nn.ModuleList(
            HSTUBlock(config.width, config.heads, config.history_length, config.dropout) for _ in range(config.layers)
        )
        self.norm = nn.LayerNorm(config.width)

    def embed(self, batch: SequenceBatch) -> torch.Tensor:
        """See `BlockNetwork.embed`."""
        embedded: torch.Tensor = self.dropout(self.item(batch.item) + self.position(batch.position))  # (R, T, C)
        return embedded

    def visible(self, batch: SequenceBatch) -> Surroundings:
        """Return the past of each place, with steps and times."""
        return Surroundings(batch, self.length)


class HSTU(SequenceModel):
    """Pointwise attention; its rows do not sum to one."""

    name: ClassVar[str] = "HSTU"
    title: ClassVar[str] = "HSTU (pointwise attention)"
    summary: ClassVar[str] = "Attention without a softmax, biased by steps and by time; knows no time of the target."
    Config: ClassVar[type[ModelConfig]] = HSTUConfig
    rows_sum_to_one: ClassVar[bool] = False

    config: HSTUConfig

    def build(self, n_items: int, facts: Mapping[str, torch.Tensor]) -> HSTUNetwork:
        """See `SequenceModel.build`."""
        return HSTUNetwork(n_items, self.config, facts)

"""HSTU: attention without a softmax, biased by steps and by time (Zhai et al., ICML 2024).

Unless `target_time` is set, the model does not know when the item to be predicted is met: its bias by time looks back
from the newest interaction. The published code looks back from the target's own time, which tells it on a dataset with
sessions when the person comes back. Figures made that way say so on their protocol card, and comparing them warns.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import torch
from pydantic import Field
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

    target_time: bool = Field(
        False,
        title="Knows the time asked for",
        description="Tell the model when the item to be predicted is met. Its metrics then compare with no others.",
        json_schema_extra={"advanced": True},
    )


class HSTUNetwork(BlockNetwork):
    """Blocks of pointwise attention over items and positions.

    Shapes: R rows, T places, C width, V items, L history length.
    """

    def __init__(self, n_items: int, config: HSTUConfig, facts: Mapping[str, torch.Tensor]) -> None:
        super().__init__(n_items, facts)
        self.length = config.history_length
        self.target_time = config.target_time
        self.item = ItemEmbedding(n_items, config.width)  # (V, C), input and output
        self.position = nn.Embedding(config.history_length, config.width)  # (L, C)
        self.dropout = Dropout(config.dropout)
        self.blocks = nn.ModuleList(
            HSTUBlock(config.width, config.heads, config.history_length, config.dropout) for _ in range(config.layers)
        )
        self.norm = nn.LayerNorm(config.width)

    def embed(self, batch: SequenceBatch) -> torch.Tensor:
        """See `BlockNetwork.embed`."""
        embedded: torch.Tensor = self.dropout(self.history_vectors(batch) + self.position(batch.position))  # (R, T, C)
        return embedded

    def visible(self, batch: SequenceBatch) -> Surroundings:
        """Return the past of each place, with steps and times."""
        return Surroundings(batch, self.length, target_time=self.target_time)


class HSTU(SequenceModel):
    """Pointwise attention; its rows do not sum to one."""

    name: ClassVar[str] = "HSTU"
    title: ClassVar[str] = "HSTU (pointwise attention)"
    summary: ClassVar[str] = "Attention without a softmax, biased by the steps and the time between interactions."
    Config: ClassVar[type[ModelConfig]] = HSTUConfig
    rows_sum_to_one: ClassVar[bool] = False

    config: HSTUConfig

    @property
    def knows_target_time(self) -> bool:
        """See `KnowsTargetTime`."""
        return self.config.target_time

    def build(self, n_items: int, facts: Mapping[str, torch.Tensor]) -> HSTUNetwork:
        """See `SequenceModel.build`."""
        return HSTUNetwork(n_items, self.config, facts)

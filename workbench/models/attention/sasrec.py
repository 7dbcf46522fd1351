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

from workbench.data.splits import Split
from workbench.errors import ConfigurationError
from workbench.jobs import Progress
from workbench.models.attention.configuration import SequenceConfig
from workbench.models.attention.item_features import Features, ItemFeatures, category_codes
from workbench.models.attention.layers import Block, Dropout, ItemEmbedding
from workbench.models.attention.network import BlockNetwork
from workbench.models.attention.sequence_model import SequenceModel
from workbench.models.recommender import ModelConfig
from workbench.training.batches import SequenceBatch


class SASRecConfig(SequenceConfig):
    """How SASRec is built and trained."""

    features: Features = "none"


class SASRecNetwork(BlockNetwork):
    """From items and positions to one vector a position, to be compared with the item vectors.

    Shapes: R rows, T places, C width, V items, L history length.
    """

    def __init__(self, n_items: int, config: SequenceConfig, facts: Mapping[str, torch.Tensor]) -> None:
        super().__init__(n_items, facts)
        self.item = ItemEmbedding(n_items, config.width)  # (V, C), input and output
        self.position = nn.Embedding(config.history_length, config.width)  # (L, C)
        self.dropout = Dropout(config.dropout)
        self.blocks = nn.ModuleList(
            Block(config.width, config.heads, config.expansion, config.dropout) for _ in range(config.layers)
        )
        self.norm = nn.LayerNorm(config.width)
        self.features: ItemFeatures | None = None
        if "categories" in facts:
            assert isinstance(config, SASRecConfig)
            n_categories = int(facts["n_categories"])
            self.features = ItemFeatures(n_categories, config.width, config.features)

    def embed(self, batch: SequenceBatch) -> torch.Tensor:
        """See `BlockNetwork.embed`."""
        embedded: torch.Tensor = self.dropout(self.history_vectors(batch) + self.position(batch.position))  # (R, T, C)
        return embedded

    def item_vectors(self, items: torch.Tensor | None = None) -> torch.Tensor:
        """See `SequenceNetwork.item_vectors`."""
        if self.features is None:
            return super().item_vectors(items)
        return self.described(torch.arange(self.n_items, device=self.item.weight.device) if items is None else items)

    def described(self, items: torch.Tensor) -> torch.Tensor:
        """See `SequenceNetwork.described`: with their features, where there are any."""
        vectors = self.item(items)
        if self.features is None:
            return vectors
        described: torch.Tensor = self.features(vectors, self.get_buffer("fact_categories")[items])
        return described


class SASRec(SequenceModel):
    """Self-attention over the most recent interactions; its attention can be read."""

    name: ClassVar[str] = "SASRec"
    title: ClassVar[str] = "SASRec (self-attention)"
    summary: ClassVar[str] = "Each item looks back over the history by self-attention to predict the next one."
    Config: ClassVar[type[ModelConfig]] = SASRecConfig

    config: SASRecConfig

    def build(self, n_items: int, facts: Mapping[str, torch.Tensor]) -> SASRecNetwork:
        """See `SequenceModel.build`."""
        return SASRecNetwork(n_items, self.config, facts)

    def facts(self, split: Split, progress: Progress) -> dict[str, torch.Tensor]:
        """Return the items' categories, where they are used.

        Raises:
            ConfigurationError: they are to be used, and the dataset has none.
        """
        if self.config.features == "none":
            return {}
        items = split.dataset.item_table
        n_categories = len(items.category_matrix[2])
        if n_categories == 0:
            raise ConfigurationError(
                "The items of this dataset have no categories.", hint="Set “Categories” to “Not used”."
            )
        return {"categories": category_codes(items), "n_categories": torch.tensor(n_categories)}

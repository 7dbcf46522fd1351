"""FeatureSASRec: SASRec whose items are nothing but their texts, so that it knows items of another dataset too.

After UniSRec (Hou et al., Towards Universal Sequence Representation Learning, KDD 2022): frozen vectors of texts go
through an adaptor of several experts (equations 2 to 4, without noise) into self-attention. There are no ids, so a
trained model is moved to other data by giving it other texts.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar, Self

import numpy as np
import torch
from pydantic import Field
from torch import nn

from workbench.data.dataset import Dataset
from workbench.data.interactions import Interactions
from workbench.data.splits import Split
from workbench.errors import ConfigurationError
from workbench.jobs import Progress
from workbench.models.attention.configuration import SequenceConfig
from workbench.models.attention.layers import Block, Dropout, ItemEmbedding
from workbench.models.attention.network import BlockNetwork, SequenceNetwork
from workbench.models.attention.sequence_model import NextItem, SequenceModel
from workbench.models.content.rows import rows
from workbench.models.recommender import ModelConfig
from workbench.training.batches import SequenceBatch
from workbench.training.seen_items import SeenItems


class FeatureSASRecConfig(SequenceConfig):
    """How FeatureSASRec is built and trained."""

    experts: Annotated[
        int,
        Field(
            ge=1, le=64, title="Experts", description="Linear maps between which the adaptor of texts chooses.",
            json_schema_extra={"advanced": True},
        ),
    ] = 8  # fmt: skip


class FeatureNetwork(BlockNetwork):
    """Self-attention over adapted texts.

    Shapes: R rows, T places, C width, V items, L history length, D width of the texts' vectors, G experts.
    """

    def __init__(self, n_items: int, config: FeatureSASRecConfig, facts: Mapping[str, torch.Tensor]) -> None:
        super().__init__(n_items, facts)
        self.item = ItemEmbedding(0, config.width)  # there are no ids
        width = facts["text"].shape[1]
        self.n_experts = config.experts
        self.experts = nn.Linear(width, config.experts * config.width)
        self.router = nn.Linear(width, config.experts)
        self.position = nn.Embedding(config.history_length, config.width)
        self.dropout = Dropout(config.dropout)
        self.blocks = nn.ModuleList(
            Block(config.width, config.heads, config.expansion, config.dropout) for _ in range(config.layers)
        )
        self.norm = nn.LayerNorm(config.width)

    def embed(self, batch: SequenceBatch) -> torch.Tensor:
        """See `BlockNetwork.embed`."""
        embedded: torch.Tensor = self.dropout(self.history_vectors(batch) + self.position(batch.position))
        return embedded

    def described(self, items: torch.Tensor) -> torch.Tensor:
        """See `SequenceNetwork.described`: their texts; each item's once, where that is less."""
        return self.item_vectors()[items] if items.numel() > self.n_items else self.item_vectors(items)

    def item_vectors(self, items: torch.Tensor | None = None) -> torch.Tensor:
        """See `SequenceNetwork.item_vectors`: the experts' answers mixed by the router."""
        text = self.get_buffer("fact_text")
        text = (text if items is None else text[items]).to(self.router.weight.dtype)  # (…, D)
        share = self.router(text).softmax(-1)  # (…, G)
        answers = self.experts(text).unflatten(-1, (self.n_experts, -1))  # (…, G, C)
        return (answers * share[..., None]).sum(-2)


class FeatureSASRec(SequenceModel):
    """Self-attention over texts instead of ids; moves to another dataset without training."""

    name: ClassVar[str] = "FeatureSASRec"
    title: ClassVar[str] = "FeatureSASRec (texts instead of ids)"
    summary: ClassVar[str] = "SASRec over frozen vectors of texts: knows new items, and moves to other data."
    Config: ClassVar[type[ModelConfig]] = FeatureSASRecConfig

    config: FeatureSASRecConfig
    network: FeatureNetwork
    _encoder: str = ""

    def modalities(self) -> tuple[str, ...]:
        """See `UsesContent`."""
        return ("text",)

    def build(self, n_items: int, facts: Mapping[str, torch.Tensor]) -> FeatureNetwork:
        """See `SequenceModel.build`."""
        return FeatureNetwork(n_items, self.config, facts)

    def facts(self, split: Split, progress: Progress) -> dict[str, torch.Tensor]:
        """Return the texts' vectors, and which encoder made them.

        Raises:
            ConfigurationError: the items have no texts that are encoded.
        """
        return _texts_of(split.dataset)

    def facts_of_cost(self, split: Split) -> dict[str, torch.Tensor]:
        """See `SequenceModel.facts_of_cost`; texts that are not encoded yet are counted as 256 numbers each."""
        if "text" in split.dataset.content:
            return self.facts(split, Progress())
        return {"text": torch.zeros(split.train.n_items, 256).half(), "encoder": torch.zeros(32, dtype=torch.uint8)}

    def objective(self, network: SequenceNetwork, data: Interactions, generator: torch.Generator) -> nn.Module:
        """See `SequenceModel.objective`: what nobody met is no negative, since nothing could speak for it."""
        met = SeenItems(data)
        return _MetItems(network, self.loss(met.only(data), generator), met)

    def moved_to(self, dataset: Dataset, train: Interactions) -> Self:
        """Return this model for the items of another dataset, without any training.

        Args:
            dataset: with vectors of its texts in `content`, made by the encoder that this model learned from.
            train: of which the popularity answers for empty histories.

        Raises:
            ConfigurationError: it has no texts, or another encoder made their vectors.
        """
        facts = _texts_of(dataset)
        if not torch.equal(facts["encoder"], self.network.get_buffer("fact_encoder")):
            raise ConfigurationError(
                f"The texts of “{dataset.name}” were encoded by another encoder than this model learned from.",
                hint="Encode them with the same one.",
            )
        model = type(self)(self.config)
        network = model._empty_network(train.n_items, facts)
        learned = {n: t for n, t in self.network.state_dict().items() if not n.startswith("fact_")}
        network.load_state_dict({**{f"fact_{n}": fact for n, fact in facts.items()}, **learned})
        assert isinstance(network, FeatureNetwork)
        model.network = network.eval()
        model._log_popularity = np.log((train.item_counts + 1.0) / (len(train) + train.n_items)).astype(np.float32)
        return model

    def _trains_by_rows(self, n_items: int, placement: object) -> bool:
        """There is no table of items."""
        return False


class _MetItems(NextItem):
    """The loss of the next item among those that anybody met."""

    def __init__(self, network: SequenceNetwork, loss: nn.Module, met: SeenItems) -> None:
        super().__init__(network, loss)
        self.met = met

    def forward(self, batch: SequenceBatch) -> torch.Tensor:
        hidden = self.network.read(self.network(batch), batch)
        loss: torch.Tensor = self.loss(
            hidden, self.met.vectors(self.network.item_vectors), self.met.place(batch.target)
        )
        return loss


def _texts_of(dataset: Dataset) -> dict[str, torch.Tensor]:
    made = dataset.content.get("text")
    if made is None or not made.present.any():
        raise ConfigurationError(
            f"The items of “{dataset.name}” have no texts.", hint="Import titles or descriptions, or choose SASRec."
        )
    # The encoder's own numbers, not their main directions: those would be others in another dataset.
    return {
        "text": torch.from_numpy(rows(made, width=None)).half(),
        "encoder": torch.frombuffer(bytearray.fromhex(made.fingerprint), dtype=torch.uint8),
    }

"""MultiInterest: several learned queries look over the history, each for one of a person's interests.

After ComiRec (Cen et al., KDD 2020, §3.2, the self-attentive variant): a person is not one vector but a few, an item is
scored by the interest it suits best, and in training the target teaches that interest only. The history is first read
by self-attention, and every place has its interests, so that a pass learns from all of a history at once.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import ClassVar

import torch
from pydantic import Field
from torch import nn

from workbench.data.interactions import Interactions
from workbench.models.attention.configuration import SequenceConfig
from workbench.models.attention.layers import Block, Dropout, ItemEmbedding, Visibility
from workbench.models.attention.network import SequenceNetwork
from workbench.models.attention.sequence_model import SequenceModel
from workbench.models.recommender import ModelConfig
from workbench.training.batches import SequenceBatch
from workbench.training.losses import CatalogueSoftmax, SampledLoss


class MultiInterestConfig(SequenceConfig):
    """How MultiInterest is built and trained."""

    interests: int = Field(
        4,
        ge=1,
        le=32,
        title="Interests",
        description="Vectors that describe a person.",
        json_schema_extra={"tune": {"low": 2, "high": 8}},
    )


class InterestAttention(nn.Module):
    """Learned queries that look over the visible places: `weights = softmax(query · tanh(W x) / √C)`.

    Args:
        width: C.
        interests: I.
    """

    def __init__(self, width: int, interests: int) -> None:
        super().__init__()
        self.key = nn.Linear(width, width)
        self.query = nn.Linear(width, interests, bias=False)
        self.value = nn.Linear(width, width)

    def forward(self, x: torch.Tensor, visible: Visibility) -> tuple[torch.Tensor, torch.Tensor]:
        """Return what each interest found, float (R, T, I, C), and the weights (R, I, T, T); rows sum to 1."""
        scores = self.query(self.key(x).tanh()).transpose(1, 2) / math.sqrt(x.shape[-1])  # (R, I, T)
        weights = scores[:, :, None, :].masked_fill(~visible.allowed, -torch.inf).softmax(-1)  # (R, I, T, T)
        values = self.value(x)[:, None]  # (R, 1, T, C)
        if visible.watch is not None:
            weights = visible.watch("interest", weights, lambda: values.norm(dim=-1)[:, :, None])
        return (weights @ values).transpose(1, 2), weights


class MultiInterestNetwork(SequenceNetwork):
    """Self-attention, then interests.

    Shapes: R rows, T places, N read-outs, C width, V items, L history length, I interests.
    """

    def __init__(self, n_items: int, config: MultiInterestConfig, facts: Mapping[str, torch.Tensor]) -> None:
        super().__init__(n_items, facts)
        self.interests = config.interests
        self.item = ItemEmbedding(n_items, config.width)  # (V, C), input and output
        self.position = nn.Embedding(config.history_length, config.width)  # (L, C)
        self.dropout = Dropout(config.dropout)
        self.blocks = nn.ModuleList(
            Block(config.width, config.heads, config.expansion, config.dropout) for _ in range(config.layers)
        )
        self.look = InterestAttention(config.width, config.interests)
        self.norm = nn.LayerNorm(config.width)

    def forward(self, batch: SequenceBatch) -> torch.Tensor:
        """Return float (R, T, I · C), the interests at each place."""
        return self.forward_with_weights(batch)[0]

    def forward_with_weights(self, batch: SequenceBatch) -> tuple[torch.Tensor, torch.Tensor]:
        """Return the same and the weights of the interests (R, 1, I, T, T): a head is an interest."""
        visible = Visibility.of(batch, causal=True)
        x = self.dropout(self.history_vectors(batch) + self.position(batch.position))  # (R, T, C)
        for block in self.blocks:
            x = self.through(block, x, visible)  # (R, T, C)
        found, weights = self.look(x, visible)  # (R, T, I, C), (R, I, T, T)
        interests = self.norm(x[:, :, None] + self.dropout(found))  # (R, T, I, C)
        return interests.flatten(2), weights[:, None]

    def read_interests(self, batch: SequenceBatch) -> torch.Tensor:
        """Return float (N, I, C)."""
        return self.read(self(batch), batch).view(len(batch.readout), self.interests, -1)

    def scores(self, batch: SequenceBatch, candidates: torch.Tensor | None) -> torch.Tensor:
        """See `SequenceNetwork.scores`: an item is worth what the interest that suits it best gives it."""
        return (self.read_interests(batch) @ self.item_vectors(candidates).T).amax(1)


class InterestObjective(nn.Module):
    """The loss of the interest that suits the target best.

    Args:
        network: to be trained.
        loss: from `make_loss`.
    """

    def __init__(self, network: MultiInterestNetwork, loss: CatalogueSoftmax | SampledLoss) -> None:
        super().__init__()
        self.network = network
        self.loss = loss

    def forward(self, batch: SequenceBatch) -> torch.Tensor:
        """Return the mean loss over the batch's targets."""
        interests = self.network.read_interests(batch)  # (N, I, C)
        wanted = self.network.item_vectors(batch.target).detach()  # (N, C)
        best = (interests.detach() @ wanted[:, :, None])[:, :, 0].argmax(1)  # (N,)
        hidden = interests[torch.arange(len(best), device=best.device), best]
        loss: torch.Tensor = self.loss(hidden, self.network.item_vectors, batch.target)
        return loss


class MultiInterest(SequenceModel):
    """Several interests a person; the heads shown are the interests."""

    name: ClassVar[str] = "MultiInterest"
    title: ClassVar[str] = "MultiInterest (several interests)"
    summary: ClassVar[str] = "Several learned queries look over the history; an item suits the best of the interests."
    Config: ClassVar[type[ModelConfig]] = MultiInterestConfig

    config: MultiInterestConfig

    def build(self, n_items: int, facts: Mapping[str, torch.Tensor]) -> MultiInterestNetwork:
        """See `SequenceModel.build`."""
        return MultiInterestNetwork(n_items, self.config, facts)

    def objective(self, network: SequenceNetwork, data: Interactions, generator: torch.Generator) -> nn.Module:
        """See `SequenceModel.objective`."""
        assert isinstance(network, MultiInterestNetwork)
        return InterestObjective(network, self.loss(data, generator))

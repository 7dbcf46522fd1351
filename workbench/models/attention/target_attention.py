"""TargetAttention: each candidate looks over the history for itself (DIN; Zhou et al., KDD 2018).

One vector a person must do for all items at once. Here a candidate is the query and the history's places are the keys:
a film asks for the films it resembles and hears of nothing else. That is too dear for a whole catalogue, so that it
works in two stages, as rankers do: a self-attentive network finds `shortlist` candidates by dot products, and target
attention reorders them; the rest of the catalogue follows in the first stage's order.
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
from workbench.models.attention.layers import Block, Dropout, ItemEmbedding, value_sizes
from workbench.models.attention.network import BlockNetwork, SequenceNetwork
from workbench.models.attention.sequence_model import SequenceModel
from workbench.models.recommender import ModelConfig
from workbench.training.batches import SequenceBatch, Watch
from workbench.training.losses import CatalogueSoftmax, SampledLoss, compare, sampled_softmax
from workbench.training.negatives import NegativeSampler

# Read-outs of a step at which target attention is taught, and negatives beside each target.
MOST_TAUGHT = 512
N_RIVALS = 64


class TargetAttentionConfig(SequenceConfig):
    """How TargetAttention is built and trained."""

    shortlist: int = Field(
        200, ge=10, le=10_000, title="Shortlist", description="Candidates that look over the history for themselves."
    )


class CandidateAttention(nn.Module):
    """Candidates look over a history; multi-head, and biased by age.

    Shapes: N histories, J candidates, M places, C width, H heads, D = C / H.

    Args:
        width: C, a multiple of `heads`.
        heads: H.
        length: most places of a history.
    """

    def __init__(self, width: int, heads: int, length: int) -> None:
        super().__init__()
        self.heads = heads
        self.query = nn.Linear(width, width)
        self.key_value = nn.Linear(width, 2 * width)
        self.age = nn.Embedding(length, heads)
        self.out = nn.Linear(width, width)

    def forward(
        self,
        candidates: torch.Tensor,
        places: torch.Tensor,
        visible: torch.Tensor,
        watch: Watch | None = None,
        listed: torch.Tensor | None = None,
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Return what each candidate found and where it looked.

        Args:
            candidates: float (N, J, C).
            places: float (N, M, C), newest first.
            visible: bool (N, M), at least one place a history.
            watch: is shown the weights.
            listed: int64 (N, J), which items the candidates are, for `watch`.

        Returns:
            float (N, J, C), and weights float (N, H, J, M) that sum to 1 over the places.
        """
        N, J, C = candidates.shape
        q = self.query(candidates).view(N, J, self.heads, -1).transpose(1, 2)  # (N, H, J, D)
        k, v = self.key_value(places).view(N, places.shape[1], 2, self.heads, -1).permute(2, 0, 3, 1, 4)
        scores = q @ k.transpose(-1, -2) / math.sqrt(q.shape[-1]) + self.age.weight[: places.shape[1]].T[:, None]
        weights = scores.masked_fill(~visible[:, None, None], -torch.inf).softmax(-1)  # (N, H, J, M)
        if watch is not None:
            weights = watch("candidate", weights, lambda: value_sizes(v, self.out), candidates=listed)
        return self.out((weights @ v).transpose(1, 2).reshape(N, J, C)), weights


class TargetAttentionNetwork(BlockNetwork):
    """A self-attentive network that finds candidates, and candidates that look back.

    Shapes: R rows, T places, N read-outs, C width, V items, L history length, J candidates, M places looked at.
    """

    def __init__(self, n_items: int, config: TargetAttentionConfig, facts: Mapping[str, torch.Tensor]) -> None:
        super().__init__(n_items, facts)
        self.length = config.history_length
        self.shortlist = min(config.shortlist, n_items)
        self.item = ItemEmbedding(n_items, config.width)  # (V, C), input and output
        self.position = nn.Embedding(config.history_length, config.width)  # (L, C)
        self.dropout = Dropout(config.dropout)
        self.blocks = nn.ModuleList(
            Block(config.width, config.heads, config.expansion, config.dropout) for _ in range(config.layers)
        )
        self.norm = nn.LayerNorm(config.width)
        self.look = CandidateAttention(config.width, config.heads, config.history_length)

    def embed(self, batch: SequenceBatch) -> torch.Tensor:
        """See `BlockNetwork.embed`."""
        embedded: torch.Tensor = self.dropout(self.history_vectors(batch) + self.position(batch.position))  # (R, T, C)
        return embedded

    def ages(self, batch: SequenceBatch, readout: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Return the flat places that read-outs (N,) look back at, int64 (N, M), newest first, and which are theirs."""
        back = torch.arange(min(self.length, batch.item.shape[1]), device=readout.device)
        flat = (readout[:, None] - back).clamp(min=0)
        segment = batch.segment.flatten()
        return flat, (segment[flat] == segment[readout][:, None]) & (readout[:, None] >= back)

    def refine(
        self,
        batch: SequenceBatch,
        readout: torch.Tensor,
        hidden: torch.Tensor,
        vectors: torch.Tensor,
        listed: torch.Tensor | None = None,
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Return the second stage's scores float (N, J) and its weights (N, H, J, M).

        Args:
            batch: with the histories.
            readout: int64 (N,), places to look back from.
            hidden: float (N, C), the first stage's vectors there.
            vectors: float (N, J, C), the candidates'.
            listed: int64 (N, J), which items they are, where somebody watches.
        """
        flat, visible = self.ages(batch, readout)
        found, weights = self.look(
            vectors, self.history_vectors(batch).flatten(0, 1)[flat], visible, batch.watch, listed
        )
        return ((hidden[:, None] + found) * vectors).sum(-1), weights

    def scores(self, batch: SequenceBatch, candidates: torch.Tensor | None) -> torch.Tensor:
        """See `SequenceNetwork.scores`: the shortlist by target attention, above all others by dot products."""
        hidden = self.read(self(batch), batch)  # (N, C)
        scores = hidden @ self.item_vectors().T  # (N, V)
        listed = scores.topk(self.shortlist, dim=1).indices  # (N, J)
        refined, _ = self.refine(batch, batch.readout, hidden, self.item(listed), listed)
        best_other = scores.scatter(1, listed, -torch.inf).amax(1, keepdim=True)
        lift = (best_other - refined.amin(1, keepdim=True)).clamp(min=0.0)
        scores = scores.scatter(1, listed, refined + lift)
        return scores if candidates is None else scores[:, candidates]

    def forward_with_weights(self, batch: SequenceBatch) -> tuple[torch.Tensor, torch.Tensor]:
        """Return the same as `forward`, and where a candidate looks, (R, 1, heads, T, T).

        The candidate of a row is the first of its list that is not in the row, read at its first read-out; row `t` of
        the weights is what it sees from place `t`.
        """
        hidden = self(batch)  # (R, T, C)
        R, T, _ = hidden.shape
        rows = batch.readout.div(T, rounding_mode="floor")
        dots = (self.read(hidden, batch) @ self.item_vectors().T).scatter(1, batch.item[rows], -torch.inf)  # (N, V)
        candidate = batch.item.new_zeros(R).scatter(0, rows.flip(0), dots.argmax(1).flip(0))  # (R,)
        everywhere = torch.arange(R * T, device=hidden.device)
        vectors = self.item(candidate)[:, None].expand(R, T, -1).reshape(R * T, 1, -1)
        _, weights = self.refine(batch, everywhere, hidden.flatten(0, 1), vectors)  # (R · T, H, 1, M)
        seen = weights.new_zeros(R * T, weights.shape[1], T)
        flat, visible = self.ages(batch, everywhere)
        at = flat.remainder(T)[:, None].expand(-1, weights.shape[1], -1)
        seen.scatter_add_(2, at, weights[:, :, 0] * visible[:, None])
        return hidden, seen.view(R, T, -1, T).transpose(1, 2)[:, None]


class TwoStageObjective(nn.Module):
    """The first stage's loss everywhere, and the second stage's at some places.

    Args:
        network: to be trained.
        loss: of the first stage, from `make_loss`.
        sampler: draws the rivals of the second stage.
        generator: draws the places that it learns at.
    """

    def __init__(
        self,
        network: TargetAttentionNetwork,
        loss: CatalogueSoftmax | SampledLoss,
        sampler: NegativeSampler,
        generator: torch.Generator,
    ) -> None:
        super().__init__()
        self.network = network
        self.loss = loss
        self.sampler = sampler
        self._generator = generator

    def forward(self, batch: SequenceBatch) -> torch.Tensor:
        """Return the sum of both mean losses."""
        network = self.network
        hidden = network.read(network(batch), batch)  # (N, C)
        first: torch.Tensor = self.loss(hidden, network.item_vectors, batch.target)
        n_taught = min(MOST_TAUGHT, len(hidden))
        taught = torch.randperm(len(hidden), generator=self._generator)[:n_taught].to(hidden.device)
        target = batch.target[taught]
        rivals, log_expected = self.sampler.draw(target)  # (J,)
        vectors = torch.cat((network.item(target)[:, None], network.item(rivals).expand(n_taught, -1, -1)), dim=1)
        scores, _ = network.refine(batch, batch.readout[taught], hidden[taught], vectors)  # (n, 1 + J)
        rival = (scores[:, 1:] - log_expected).masked_fill(rivals == target[:, None], -torch.inf)
        return first + compare(sampled_softmax, scores[:, 0], rival)


class TargetAttention(SequenceModel):
    """Two stages; the attention shown is that of the first recommendation over the history."""

    name: ClassVar[str] = "TargetAttention"
    title: ClassVar[str] = "TargetAttention (candidates look back)"
    summary: ClassVar[str] = "Finds candidates by self-attention, then lets each look over the history for itself."
    Config: ClassVar[type[ModelConfig]] = TargetAttentionConfig

    config: TargetAttentionConfig

    def build(self, n_items: int, facts: Mapping[str, torch.Tensor]) -> TargetAttentionNetwork:
        """See `SequenceModel.build`."""
        return TargetAttentionNetwork(n_items, self.config, facts)

    def objective(self, network: SequenceNetwork, data: Interactions, generator: torch.Generator) -> nn.Module:
        """See `SequenceModel.objective`."""
        assert isinstance(network, TargetAttentionNetwork)
        sampler = NegativeSampler(torch.from_numpy(data.item_counts), N_RIVALS, self.config.sampling, generator)
        return TwoStageObjective(network, self.loss(data, generator), sampler, generator)

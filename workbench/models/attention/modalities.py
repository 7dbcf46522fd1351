"""Items of several modalities: vectors of each, which of them are there, and a gate that says what share each has.

Shapes: V items, M modalities (the id first), C width, H heads, R rows, T places.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import NamedTuple

import torch
import torch.nn.functional as F
from torch import nn

from workbench.models.attention.layers import Dropout, FeedForward, ItemEmbedding, Visibility, value_sizes

# A modality that tells nothing begins with this share of what one that tells everything has.
LEAST_SIGNAL = 1e-3
# What a cosine weighs in a score, to begin with, where a modality tells everything.
_COSINE_SCALE = 8.0


class Described(NamedTuple):
    """Items by their modalities.

    Attributes:
        vectors: float (…, M, C).
        present: bool (…, M), which modalities an item has; at least one.
        share: float (…, M), what share each has; sums to 1, 0 where absent.
    """

    vectors: torch.Tensor
    present: torch.Tensor
    share: torch.Tensor

    @property
    def fused(self) -> torch.Tensor:
        """float (…, C), the vectors mixed by their shares."""
        return (self.vectors * self.share[..., None]).sum(-2)


class ModalityDropout(Dropout):
    """Takes whole modalities from items in training, so that one that is missing is normal (Neverova et al., 2016)."""

    def forward(self, present: torch.Tensor) -> torch.Tensor:
        """Return bool (…, M): `present` with modalities dropped, all of them nowhere."""
        if not self.training or self.dropped == 0:
            return present
        if self.generator is None:
            raise RuntimeError("training with dropout needs a generator: call use_generator first")
        drawn = torch.randint(256, present.shape, generator=self.generator, device=present.device)
        kept = present & (drawn >= self.dropped)
        return torch.where(kept.any(-1, keepdim=True), kept, present)


class ItemModalities(nn.Module):
    """Vectors and shares of items.

    The gate is learned and depends on the item's vectors and on how often it was met; it begins at what each modality
    was measured to tell (`models/content/rows.py: signal`), since a modality of noise could otherwise serve as a
    second id, which helps in training and harms everywhere else.

    Args:
        item: the table of ids.
        facts: `text_vectors` float16 (V, D) and `text_present` bool (V,), the same for other modalities, `met` float32
            (V,): log of one plus the interactions of each item, divided by the largest; `signal` float32 (M,).
        names: the modalities, `id` first.
        width: C.
        dropout: probability of a modality to be dropped.
    """

    def __init__(
        self, item: ItemEmbedding, facts: Mapping[str, torch.Tensor], names: tuple[str, ...], width: int, dropout: float
    ) -> None:
        super().__init__()
        self.item = item
        self.names = names
        self.adapters = nn.ModuleDict({n: nn.Linear(facts[f"{n}_vectors"].shape[1], width) for n in names[1:]})
        self.gates = nn.ModuleList(nn.Linear(width, 1) for _ in names)
        self.by_met = nn.Linear(1, len(names), bias=False)
        self.drop = ModalityDropout(dropout)
        self.blur = Dropout(dropout)  # of the contents' numbers, by which an item could be learned by heart

    def begin_at(self, signal: torch.Tensor) -> None:
        """Let the gate begin at the signal float32 (M,) of the modalities."""
        with torch.no_grad():
            for gate, told in zip(self.gates, signal.tolist(), strict=True):
                gate.bias.fill_(math.log(max(LEAST_SIGNAL, told)))

    def forward(self, items: torch.Tensor, facts: Mapping[str, torch.Tensor]) -> Described:
        """Describe `items` int64 (…)."""
        n_items = len(facts["met"])
        if items.numel() <= n_items:
            return self._described(items, facts)
        # Each item once, then looked up: fewer products than places.
        whole = self._described(torch.arange(n_items, device=items.device), facts)
        return Described(whole.vectors[items], whole.present[items], whole.share[items])

    def _described(self, items: torch.Tensor, facts: Mapping[str, torch.Tensor]) -> Described:
        met = facts["met"][items]
        vectors, present = [self.item(items)], [met > 0]
        for name in self.names[1:]:
            vectors.append(self.adapters[name](self.blur(facts[f"{name}_vectors"][items].to(vectors[0].dtype))))
            present.append(facts[f"{name}_present"][items])
        stacked, there = torch.stack(vectors, -2), torch.stack(present, -1)  # (…, M, C), (…, M)
        # What nobody met and nothing tells of has its id, untaught as that is.
        there = torch.cat((there[..., :1] | ~there.any(-1, keepdim=True), there[..., 1:]), -1)
        there = self.drop(there)
        normed = F.layer_norm(stacked, stacked.shape[-1:])
        logits = torch.cat([gate(normed[..., m, :]) for m, gate in enumerate(self.gates)], -1)  # (…, M)
        logits = logits + self.by_met(met[..., None].to(logits.dtype))
        return Described(stacked, there, logits.masked_fill(~there, -torch.inf).softmax(-1))


class ContentMemory(nn.Module):
    """What the contents of a history look like, to be compared with items as they are.

    Each place attends over the contents before it, and what it reads is their own vectors, not learned ones. So an item
    that nobody met is compared in the very space of its encoder, in which nothing could be learned by heart.

    Args:
        width: C.
        kept: K, how many of the directions of most variance are compared.
    """

    def __init__(self, width: int, kept: int) -> None:
        super().__init__()
        self.kept = kept
        self.query = nn.Linear(width, 16)
        self.key = nn.Linear(width, 16)
        self.scale = nn.Linear(1, 1, bias=False)  # holds the logarithm of the weight of a cosine in the score

    def begin_at(self, told: float) -> None:
        """Let a cosine weigh as much as the modality was measured to tell, 0 … 1."""
        with torch.no_grad():
            self.scale.weight.fill_(math.log(_COSINE_SCALE * max(LEAST_SIGNAL, told)))

    def forward(
        self, states: torch.Tensor, contents: torch.Tensor, present: torch.Tensor, visible: Visibility
    ) -> torch.Tensor:
        """Return float (R, T, K).

        Args:
            states: float (R, T, C), of this modality.
            contents: float (R, T, K), what the items' contents are; zeros where there is none.
            present: bool (R, T), which items have some.
            visible: which places each place may look at.
        """
        # Where a history has none, the place itself is read, and its content is zeros.
        own = torch.eye(present.shape[1], dtype=torch.bool, device=present.device)
        allowed = visible.allowed & (present[:, None, None] | own)
        q, k = self.query(states)[:, None], self.key(states)[:, None]  # (R, 1, T, 16)
        values = contents[:, None].to(q.dtype)
        if visible.watch is None:
            bias = torch.zeros(allowed.shape, dtype=q.dtype, device=q.device).masked_fill_(~allowed, -torch.inf)
            read = F.scaled_dot_product_attention(q, k, values, attn_mask=bias)
        else:
            scores = (q @ k.transpose(-1, -2) / math.sqrt(q.shape[-1])).masked_fill(~allowed, -torch.inf)
            read = visible.watch("content", scores.softmax(-1), lambda: values.norm(dim=-1)[:, :, None]) @ values
        remembered: torch.Tensor = read[:, 0] * self.scale.weight.exp()[0, 0]
        return remembered


class AcrossModalities(nn.Module):
    """One query a place looks at all modalities of all places before it; then a feed-forward part. Pre-norm.

    Args:
        n_modalities: M.
        width: C, a multiple of `heads`.
        heads: H.
        expansion: of the feed-forward part.
        dropout: on both branches.
    """

    def __init__(self, n_modalities: int, width: int, heads: int, expansion: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.kind = nn.Embedding(n_modalities, width)
        self.query_norm, self.key_norm = nn.LayerNorm(width), nn.LayerNorm(width)
        self.query = nn.Linear(width, width)
        self.key_value = nn.Linear(width, 2 * width)
        self.out = nn.Linear(width, width)
        self.feed_forward_norm = nn.LayerNorm(width)
        self.feed_forward = FeedForward(width, expansion)
        self.dropout = Dropout(dropout)

    def forward(
        self, x: torch.Tensor, states: torch.Tensor, present: torch.Tensor, visible: Visibility
    ) -> torch.Tensor:
        """Return float (R, T, C).

        Args:
            x: float (R, T, C), one query a place.
            states: float (R, M, T, C).
            present: bool (R, M, T), which modalities each place's item has.
            visible: which places each place may look at.
        """
        if visible.watch is not None:
            return self.forward_with_weights(x, states, present, visible)[0]
        q, k, v, allowed = self._split(x, states, present, visible)
        bias = torch.zeros(allowed.shape, dtype=q.dtype, device=q.device).masked_fill_(~allowed, -torch.inf)
        return self._finish(x, F.scaled_dot_product_attention(q, k, v, attn_mask=bias))

    def forward_with_weights(
        self, x: torch.Tensor, states: torch.Tensor, present: torch.Tensor, visible: Visibility
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Return the same and the weights (R, H, T, M, T): query place, modality, key place."""
        q, k, v, allowed = self._split(x, states, present, visible)
        scores = (q @ k.transpose(-1, -2) / math.sqrt(q.shape[-1])).masked_fill(~allowed, -torch.inf)
        weights = scores.softmax(-1)  # (R, H, T, M · T)
        if visible.watch is not None:
            sizes = value_sizes(v, self.out)  # (R, H, 1, M · T)
            seen = visible.watch("across", self._apart(weights, present), lambda: self._apart(sizes, present))
            weights = seen.unflatten(1, (self.heads, -1)).transpose(2, 3).flatten(-2)
        return self._finish(x, weights @ v), weights.unflatten(-1, present.shape[1:])

    @staticmethod
    def _apart(weights: torch.Tensor, present: torch.Tensor) -> torch.Tensor:
        """float (R, H · M, queries, T), a head and modality each, from (R, H, queries, M · T)."""
        return weights.unflatten(-1, present.shape[1:]).transpose(2, 3).flatten(1, 2)

    def _split(
        self, x: torch.Tensor, states: torch.Tensor, present: torch.Tensor, visible: Visibility
    ) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
        R, M, T, C = states.shape
        keys = self.key_norm(states) + self.kind.weight[:, None]
        q = self.query(self.query_norm(x)).view(R, T, self.heads, -1).transpose(1, 2)  # (R, H, T, D)
        k, v = self.key_value(keys).view(R, M * T, 2, self.heads, C // self.heads).permute(2, 0, 3, 1, 4)
        allowed = visible.allowed.repeat(1, 1, 1, M) & present.reshape(R, 1, 1, M * T)
        return q, k, v, allowed  # (R, 1, T, M · T)

    def _finish(self, x: torch.Tensor, heads: torch.Tensor) -> torch.Tensor:
        x = x + self.dropout(self.out(heads.transpose(1, 2).flatten(2)))
        mixed: torch.Tensor = x + self.dropout(self.feed_forward(self.feed_forward_norm(x)))
        return mixed

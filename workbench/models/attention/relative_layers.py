"""Attention that knows how far apart two places are, in steps and in time, with a path that shows its weights.

`Surroundings` is a `Visibility` that also says, for each query and key, the steps between them and a bucket of the time
between them. Its layers know the times of the history only; that of the item to be predicted where asked to, no other.

Shapes: R rows, T places, C width, H heads, D = C / H, L history length, S buckets of time.
"""

from __future__ import annotations

import math
from functools import cached_property

import torch
import torch.nn.functional as F
from torch import nn

from workbench.models.attention.layers import Dropout, FeedForward, Visibility, by_head
from workbench.training.batches import SequenceBatch

# Buckets of time are logarithmic: a bucket more is a third longer (Zhai et al., ICML 2024, use the same base); the last
# one begins after 40 years.
BUCKET_WIDTH = 0.301
N_BUCKETS = 71


def time_buckets(seconds: torch.Tensor) -> torch.Tensor:
    """Return int64, the bucket of each time difference: `log(max(1, |seconds|)) / 0.301`, whole, 0 … 70."""
    return (seconds.abs().clamp(min=1).double().log() / BUCKET_WIDTH).long().clamp(max=N_BUCKETS - 1)


class Surroundings(Visibility):
    """What a place may look at, causally, and how far away it is.

    Args:
        batch: with times or without.
        length: L.
        target_time: whether a query that is read out looks from the time of its target, where that is known, and not
            from its own. Keys keep their own times.
    """

    def __init__(self, batch: SequenceBatch, length: int, *, target_time: bool = False) -> None:
        super().__init__(batch.segment, causal=True, watch=batch.watch)
        self._time = batch.time
        self._looks_from = batch.time
        if target_time and batch.time is not None and batch.target_time is not None:
            looks_from = batch.time.flatten().scatter(0, batch.readout, batch.target_time)
            self._looks_from = looks_from.view(batch.time.shape)
        self._length = length

    @cached_property
    def steps(self) -> torch.Tensor:
        """int64 (T, T), steps from key to query, 0 … L − 1; meaningless where a key is not allowed."""
        places = torch.arange(self.segment.shape[1], device=self.segment.device)
        return (places[:, None] - places).clamp(0, self._length - 1)

    @cached_property
    def buckets(self) -> torch.Tensor | None:
        """int64 (R, T, T), bucket of the time from key to query; None where the dataset has no times."""
        if self._time is None or self._looks_from is None:
            return None
        return time_buckets(self._looks_from[:, :, None] - self._time[:, None, :])


class PointwiseAttention(nn.Module):
    """HSTU's attention: every weight is a SiLU of its own, with no softmax over the keys (Zhai et al., ICML 2024, §3).

    `weights = silu(q·k + steps_bias + time_bias) / L`, masked; they do not sum to one, so that how much a history holds
    of something is not lost. The result is normed and multiplied by a gate: `out(norm(weights v) ⊙ u)`.

    Args:
        width: C, a multiple of `heads`.
        heads: H.
        length: L.
    """

    def __init__(self, width: int, heads: int, length: int) -> None:
        super().__init__()
        self.heads = heads
        self.length = length
        self.gate_value_query_key = nn.Linear(width, 4 * width, bias=False)
        self.steps_bias = nn.Embedding(length, heads)
        self.time_bias = nn.Embedding(N_BUCKETS, heads)
        self.norm = nn.LayerNorm(width)
        self.out = nn.Linear(width, width)

    def forward(self, x: torch.Tensor, around: Surroundings) -> torch.Tensor:
        """Return float (R, T, C) for `x` (R, T, C)."""
        return self.forward_with_weights(x, around)[0]

    def forward_with_weights(self, x: torch.Tensor, around: Surroundings) -> tuple[torch.Tensor, torch.Tensor]:
        """Return the same and the weights (R, H, T, T); rows do not sum to one."""
        R, T, C = x.shape
        gate, v, q, k = F.silu(self.gate_value_query_key(x)).chunk(4, dim=-1)
        v, q, k = (part.view(R, T, self.heads, -1).transpose(1, 2) for part in (v, q, k))  # (R, H, T, D)
        scores = q @ k.transpose(-1, -2) + self.steps_bias(around.steps).permute(2, 0, 1)  # (R, H, T, T)
        if around.buckets is not None:
            scores = scores + self.time_bias(around.buckets).permute(0, 3, 1, 2)
        weights = F.silu(scores).masked_fill(~around.allowed, 0.0) / self.length
        if around.watch is not None:
            weights = around.watch("self", weights, lambda: v.norm(dim=-1)[:, :, None])
        mixed = (weights @ v).transpose(1, 2).reshape(R, T, C)
        return self.out(self.norm(mixed) * gate), weights


class HSTUBlock(nn.Module):
    """Pointwise attention behind a norm on a residual branch; the gate stands for the feed-forward part.

    Args:
        width: C.
        heads: H.
        length: L.
        dropout: on the branch.
    """

    def __init__(self, width: int, heads: int, length: int, dropout: float) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(width)
        self.attention = PointwiseAttention(width, heads, length)
        self.dropout = Dropout(dropout)

    def forward(self, x: torch.Tensor, around: Surroundings) -> torch.Tensor:
        """Return float (R, T, C) for `x` (R, T, C)."""
        return x + self.dropout(self.attention(self.norm(x), around))

    def forward_with_weights(self, x: torch.Tensor, around: Surroundings) -> tuple[torch.Tensor, torch.Tensor]:
        """Return the same and the weights (R, H, T, T)."""
        mixed, weights = self.attention.forward_with_weights(self.norm(x), around)
        return x + self.dropout(mixed), weights


class IntervalAttention(nn.Module):
    """Self-attention whose keys and values also hold the time in between (TiSASRec; Li et al., WSDM 2020, eq. 6–9).

    `scores = q·(k + K[bucket]) / √D` and `result = Σ weight · (v + V[bucket])`, with learned vectors for each bucket of
    the interval between query and key. Intervals are in logarithmic buckets, where the paper counts them in a person's
    own shortest one; without times, the steps in between stand for them. Nothing of shape (R, T, T, D) is built:
    products with all buckets are made first, and picked or summed by bucket.

    Args:
        width: C, a multiple of `heads`.
        heads: H.
    """

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.query_key_value = nn.Linear(width, 3 * width)
        self.interval_key = nn.Embedding(N_BUCKETS, width)  # (S, C)
        self.interval_value = nn.Embedding(N_BUCKETS, width)
        self.out = nn.Linear(width, width)

    def forward(self, x: torch.Tensor, around: Surroundings) -> torch.Tensor:
        """Return float (R, T, C) for `x` (R, T, C)."""
        return self.forward_with_weights(x, around)[0]

    def forward_with_weights(self, x: torch.Tensor, around: Surroundings) -> tuple[torch.Tensor, torch.Tensor]:
        """Return the same and the weights (R, H, T, T); rows sum to 1."""
        R, T, C = x.shape
        q, k, v = self.query_key_value(x).view(R, T, 3, self.heads, -1).permute(2, 0, 3, 1, 4)  # (R, H, T, D) each
        buckets = around.buckets
        if buckets is None:
            buckets = around.steps.clamp(max=N_BUCKETS - 1).expand(R, T, T)
        index = buckets[:, None].expand(R, self.heads, T, T)
        interval_k, interval_v = (
            table.weight.view(N_BUCKETS, self.heads, -1).transpose(0, 1)  # (H, S, D)
            for table in (self.interval_key, self.interval_value)
        )
        scores = q @ k.transpose(-1, -2) + (q @ interval_k.transpose(-1, -2)).gather(-1, index)
        weights = (scores / math.sqrt(q.shape[-1])).masked_fill(~around.allowed, -torch.inf).softmax(dim=-1)
        if around.watch is not None:
            weights = around.watch("self", weights, lambda: self._sizes(v, interval_v, index))
        by_bucket = weights.new_zeros(R, self.heads, T, N_BUCKETS).scatter_add(-1, index, weights)
        mixed = weights @ v + by_bucket @ interval_v  # (R, H, T, D)
        return self.out(mixed.transpose(1, 2).reshape(R, T, C)), weights

    def _sizes(self, v: torch.Tensor, interval_v: torch.Tensor, index: torch.Tensor) -> torch.Tensor:
        """float (R, H, T, T), `‖(v + V[bucket]) W‖`: what a key can add depends on how far away it is."""
        place, interval = by_head(v, self.out), by_head(interval_v, self.out)  # (R, H, T, C), (H, S, C)
        both = (place @ interval.transpose(-1, -2)).transpose(-1, -2)  # (R, H, S, T)
        squares = place.square().sum(-1)[:, :, None] + interval.square().sum(-1)[..., None] + 2.0 * both
        # Row `bucket` of each key's column; the index is (query, key).
        return squares.gather(2, index).clamp(min=0.0).sqrt()


class IntervalBlock(nn.Module):
    """`Block` with attention over intervals.

    Args:
        width: C.
        heads: H.
        expansion: of the feed-forward part.
        dropout: on both branches.
    """

    def __init__(self, width: int, heads: int, expansion: int, dropout: float) -> None:
        super().__init__()
        self.attention_norm = nn.LayerNorm(width)
        self.attention = IntervalAttention(width, heads)
        self.feed_forward_norm = nn.LayerNorm(width)
        self.feed_forward = FeedForward(width, expansion)
        self.dropout = Dropout(dropout)

    def forward(self, x: torch.Tensor, around: Surroundings) -> torch.Tensor:
        """Return float (R, T, C) for `x` (R, T, C)."""
        return self.forward_with_weights(x, around)[0]

    def forward_with_weights(self, x: torch.Tensor, around: Surroundings) -> tuple[torch.Tensor, torch.Tensor]:
        """Return the same and the attention weights (R, H, T, T)."""
        mixed, weights = self.attention.forward_with_weights(self.attention_norm(x), around)
        x = x + self.dropout(mixed)
        return x + self.dropout(self.feed_forward(self.feed_forward_norm(x))), weights

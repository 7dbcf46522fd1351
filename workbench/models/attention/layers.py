"""The attention layers, written once: a fast path, and one that returns the weights it used.

Both paths run the same parameters of the same modules. The fast one calls torch's scaled dot-product attention, which
never builds the (T, T) weights; the other builds and returns them. Tests hold the two equal to 1e-5.

Shapes: B histories, T positions, C width, H heads, D = C / H.
"""

from __future__ import annotations

import math

import torch
import torch.nn.functional as F
from torch import nn


class Dropout(nn.Module):
    """Dropout (Srivastava et al., JMLR 2014) that draws from a generator of its own.

    Torch's own dropout draws from the global generator, which every thread of the process shares: a fit would then
    depend on what a window does beside it. Without a generator this module must not be in training mode.

    Args:
        probability: of a number to become 0; the others grow by `1 / (1 − probability)`.
    """

    def __init__(self, probability: float) -> None:
        super().__init__()
        self.probability = probability
        self.generator: torch.Generator | None = None

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Return `x` with numbers dropped in training, unchanged otherwise."""
        if not self.training or self.probability == 0.0:
            return x
        if self.generator is None:
            raise RuntimeError("training with dropout needs a generator: call use_generator first")
        kept = torch.empty_like(x).bernoulli_(1.0 - self.probability, generator=self.generator)
        return x * kept.mul_(1.0 / (1.0 - self.probability))


def use_generator(module: nn.Module, generator: torch.Generator | None) -> None:
    """Let all dropout inside `module` draw from `generator`, which must be on the module's device."""
    for part in module.modules():
        if isinstance(part, Dropout):
            part.generator = generator


class CausalSelfAttention(nn.Module):
    """Multi-head self-attention in which a position sees itself and what came before (Vaswani et al., 2017, §3.2).

    Args:
        width: C, a multiple of `heads`.
        heads: H.
    """

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.query_key_value = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Return float (B, T, C) for `x` (B, T, C)."""
        q, k, v = self._split(x)  # (B, H, T, D) each
        return self._join(F.scaled_dot_product_attention(q, k, v, is_causal=True))

    def forward_with_weights(self, x: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Return the same and the weights (B, H, T, T), row = query, column = key; rows sum to 1."""
        q, k, v = self._split(x)
        scores = q @ k.transpose(-1, -2) / math.sqrt(q.shape[-1])  # (B, H, T, T)
        future = torch.ones(scores.shape[-2:], dtype=torch.bool, device=x.device).triu(1)
        weights = scores.masked_fill(future, -torch.inf).softmax(dim=-1)
        return self._join(weights @ v), weights

    def _split(self, x: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        B, T, C = x.shape
        q, k, v = self.query_key_value(x).view(B, T, 3, self.heads, C // self.heads).permute(2, 0, 3, 1, 4)
        return q, k, v

    def _join(self, heads: torch.Tensor) -> torch.Tensor:
        B, H, T, D = heads.shape
        joined: torch.Tensor = self.out(heads.transpose(1, 2).reshape(B, T, H * D))
        return joined


class FeedForward(nn.Module):
    """Two linear maps with a GELU between, at each position alone.

    Args:
        width: C.
        expansion: the inner width is `expansion · C`.
    """

    def __init__(self, width: int, expansion: int) -> None:
        super().__init__()
        self.up = nn.Linear(width, expansion * width)
        self.down = nn.Linear(expansion * width, width)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Return float (B, T, C) for `x` (B, T, C)."""
        mapped: torch.Tensor = self.down(F.gelu(self.up(x), approximate="tanh"))
        return mapped


class Block(nn.Module):
    """Attention and feed-forward, each behind its own norm on a residual branch (pre-norm; Xiong et al., ICML 2020).

    Args:
        width: C.
        heads: H.
        expansion: of the feed-forward part.
        dropout: on both branches.
    """

    def __init__(self, width: int, heads: int, expansion: int, dropout: float) -> None:
        super().__init__()
        self.attention_norm = nn.LayerNorm(width)
        self.attention = CausalSelfAttention(width, heads)
        self.feed_forward_norm = nn.LayerNorm(width)
        self.feed_forward = FeedForward(width, expansion)
        self.dropout = Dropout(dropout)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Return float (B, T, C) for `x` (B, T, C)."""
        x = x + self.dropout(self.attention(self.attention_norm(x)))
        return x + self.dropout(self.feed_forward(self.feed_forward_norm(x)))

    def forward_with_weights(self, x: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Return the same and the attention weights (B, H, T, T)."""
        mixed, weights = self.attention.forward_with_weights(self.attention_norm(x))
        x = x + self.dropout(mixed)
        return x + self.dropout(self.feed_forward(self.feed_forward_norm(x))), weights


def initialise(module: nn.Module, generator: torch.Generator, *, deviation: float = 0.02) -> None:
    """Fill all parameters anew: matrices normal with `deviation`, gains 1, biases 0 (Radford et al., GPT-2, 2019).

    Args:
        module: its parameters are changed in place.
        generator: the only source of randomness.
        deviation: standard deviation of the matrices.
    """
    with torch.no_grad():
        for part in module.modules():
            if isinstance(part, nn.LayerNorm):
                part.weight.fill_(1.0)
                part.bias.zero_()
            elif isinstance(part, nn.Linear | nn.Embedding):
                part.weight.normal_(0.0, deviation, generator=generator)
                if isinstance(part, nn.Linear) and part.bias is not None:
                    part.bias.zero_()

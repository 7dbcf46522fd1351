"""The attention layers, written once: a fast path, and one that returns the weights it used.

Both paths run the same parameters of the same modules. The fast one calls torch's scaled dot-product attention, which
never builds the (T, T) weights; the other builds and returns them. Tests hold the two equal to 1e-5.

What a position may look at is a `Visibility`, made once a batch and given to every layer: its own history, and of that
what came before it (causal) or all of it (bidirectional). A layer of another kind goes here too, takes the same
`Visibility`, and has the same two methods `forward` and `forward_with_weights`.

Shapes: R rows, T places, C width, H heads, D = C / H.
"""

from __future__ import annotations

import math
from functools import cached_property

import torch
import torch.nn.functional as F
from torch import nn

from workbench.training.batches import SequenceBatch, Watch


class Visibility:
    """Which places each place of a row may look at.

    Args:
        segment: int64 (R, T), the history that each place belongs to. Padding has a number of its own, so that it
            looks at padding only and no row of weights is empty.
        causal: whether a place sees itself and what came before only; otherwise the whole of its history.
        watch: is shown the weights of every layer; see `SequenceBatch`.
    """

    def __init__(self, segment: torch.Tensor, *, causal: bool, watch: Watch | None = None) -> None:
        self.segment = segment
        self.causal = causal
        self.watch = watch

    @staticmethod
    def of(batch: SequenceBatch, *, causal: bool) -> Visibility:
        """Return the visibility of a batch."""
        return Visibility(batch.segment, causal=causal, watch=batch.watch)

    @cached_property
    def allowed(self) -> torch.Tensor:
        """bool (R, 1, T, T), row = query, column = key: block-diagonal, and below the diagonal where causal."""
        same = self.segment[:, None, :, None] == self.segment[:, None, None, :]
        return same.tril() if self.causal else same

    def bias_at(self, places: torch.Tensor) -> torch.Tensor:
        """float32 (R, 1, Q, T), the rows of `bias` of some places int64 (R, Q) of each row."""
        same = self.segment.gather(1, places)[:, :, None] == self.segment[:, None, :]
        if self.causal:
            same &= torch.arange(self.segment.shape[1], device=places.device) <= places[:, :, None]
        allowed = same[:, None]
        return torch.zeros(allowed.shape, device=places.device).masked_fill_(~allowed, -torch.inf)

    @cached_property
    def bias(self) -> torch.Tensor:
        """float32 (R, 1, T, T): 0 where allowed, −∞ elsewhere, to be added to scores."""
        return torch.zeros(self.allowed.shape, device=self.segment.device).masked_fill_(~self.allowed, -torch.inf)


class Dropout(nn.Module):
    """Dropout (Srivastava et al., JMLR 2014) that draws from a generator of its own.

    Torch's own dropout draws from the global generator, which every thread of the process shares: a fit would then
    depend on what a window does beside it. Without a generator this module must not be in training mode.

    Args:
        probability: of a number to become 0, kept to a 256th: one byte of randomness decides, which is four times as
            fast as one float. The others grow by `1 / (1 − probability)`.
    """

    def __init__(self, probability: float) -> None:
        super().__init__()
        self.dropped = round(probability * 256)  # of 256
        self.generator: torch.Generator | None = None

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Return `x` with numbers dropped in training, unchanged otherwise."""
        if not self.training or self.dropped == 0:
            return x
        if self.generator is None:
            raise RuntimeError("training with dropout needs a generator: call use_generator first")
        words = torch.empty(-(-x.numel() // 8), dtype=torch.int64, device=x.device)
        drawn = words.random_(-(2**63), None, generator=self.generator).view(torch.uint8)[: x.numel()]
        kept = (drawn >= self.dropped).view(x.shape).to(x.dtype)
        return x * kept.mul_(256 / (256 - self.dropped))


def use_generator(module: nn.Module, generator: torch.Generator | None) -> None:
    """Let all dropout inside `module` draw from `generator`, which must be on the module's device."""
    for part in module.modules():
        if isinstance(part, Dropout):
            part.generator = generator


class SelfAttention(nn.Module):
    """Multi-head self-attention over what is visible (Vaswani et al., 2017, §3.2).

    Args:
        width: C, a multiple of `heads`.
        heads: H.
    """

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.query_key_value = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)

    def forward(self, x: torch.Tensor, visible: Visibility) -> torch.Tensor:
        """Return float (R, T, C) for `x` (R, T, C)."""
        if visible.watch is not None:
            return self.forward_with_weights(x, visible)[0]
        q, k, v = self._split(x)  # (R, H, T, D) each
        return self._join(F.scaled_dot_product_attention(q, k, v, attn_mask=visible.bias.to(q.dtype)))

    def forward_at(self, x: torch.Tensor, visible: Visibility, places: torch.Tensor) -> torch.Tensor:
        """Return float (R, Q, C): what `forward` gives at the places int64 (R, Q) of each row."""
        R, T, C = x.shape
        weight, bias = self.query_key_value.weight, self.query_key_value.bias
        k, v = F.linear(x, weight[C:], bias[C:]).view(R, T, 2, self.heads, -1).permute(2, 0, 3, 1, 4)  # (R, H, T, D)
        q = F.linear(taken(x, places), weight[:C], bias[:C]).view(R, places.shape[1], self.heads, -1).transpose(1, 2)
        return self._join(F.scaled_dot_product_attention(q, k, v, attn_mask=visible.bias_at(places).to(q.dtype)))

    def forward_with_weights(self, x: torch.Tensor, visible: Visibility) -> tuple[torch.Tensor, torch.Tensor]:
        """Return the same and the weights (R, H, T, T), row = query, column = key; rows sum to 1."""
        q, k, v = self._split(x)
        scores = q @ k.transpose(-1, -2) / math.sqrt(q.shape[-1])  # (R, H, T, T)
        weights = scores.masked_fill(~visible.allowed, -torch.inf).softmax(dim=-1)
        if visible.watch is not None:
            weights = visible.watch("self", weights, lambda: value_sizes(v, self.out))
        return self._join(weights @ v), weights

    def keys_and_values(self, x: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Return what places offer those that look at them, float (R, H, T, D) each."""
        _, k, v = self._split(x)
        return k, v

    def forward_behind(
        self, x: torch.Tensor, before: tuple[torch.Tensor, torch.Tensor], *, newest_only: bool = False
    ) -> torch.Tensor:
        """Return what places that stand behind others look at: those others, and themselves causally.

        Args:
            x: float (R, T, C), the places behind.
            before: keys and values (1, H, S, D) of the S places in front, the same for all rows.
            newest_only: whether only the last place looks.

        Returns:
            float (R, T, C), or (R, 1, C).
        """
        R, T, _ = x.shape
        q, k, v = self._split(x)  # (R, H, T, D) each
        k, v = (torch.cat((front.expand(R, -1, -1, -1), own), dim=2) for front, own in zip(before, (k, v), strict=True))
        if newest_only:
            return self._join(F.scaled_dot_product_attention(q[:, :, -1:], k, v))
        seen = torch.ones(T, k.shape[2], dtype=torch.bool, device=x.device).tril(k.shape[2] - T)
        bias = torch.zeros(seen.shape, dtype=q.dtype, device=x.device).masked_fill_(~seen, -torch.inf)
        return self._join(F.scaled_dot_product_attention(q, k, v, attn_mask=bias))

    def _split(self, x: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        R, T, C = x.shape
        q, k, v = self.query_key_value(x).view(R, T, 3, self.heads, C // self.heads).permute(2, 0, 3, 1, 4)
        return q, k, v

    def _join(self, heads: torch.Tensor) -> torch.Tensor:
        R, H, T, D = heads.shape
        joined: torch.Tensor = self.out(heads.transpose(1, 2).reshape(R, T, H * D))
        return joined


def taken(x: torch.Tensor, places: torch.Tensor) -> torch.Tensor:
    """Return float (R, Q, C), the vectors of `x` (R, T, C) at the places int64 (R, Q) of each row."""
    return x.gather(1, places[..., None].expand(-1, -1, x.shape[2]))


def value_sizes(values: torch.Tensor, out: nn.Linear) -> torch.Tensor:
    """Return float (R, H, 1, T), `‖v W‖`: how much each place can add to a query (Kobayashi et al., EMNLP 2020, eq. 6).

    Args:
        values: float (R, H, T, D).
        out: the map that joins the heads, from H · D.
    """
    return by_head(values, out).norm(dim=-1)[:, :, None]


def by_head(values: torch.Tensor, out: nn.Linear) -> torch.Tensor:
    """Return float (…, H, T, C), `values` (…, H, T, D) by each head's own share of the map `out`."""
    shares = out.weight.view(out.weight.shape[0], values.shape[-3], -1).permute(1, 2, 0)  # (H, D, C)
    return values @ shares


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
        """Return float (R, T, C) for `x` (R, T, C)."""
        mapped: torch.Tensor = self.down(F.gelu(self.up(x), approximate="tanh"))
        return mapped


class ItemEmbedding(nn.Module):
    """The table of item vectors: a person's history is read from it, and the next item compared with it.

    Args:
        n_rows: V, or more where a model has tokens of its own behind the items.
        width: C.

    Attributes:
        rowwise: in training, gradients exist only for the rows that a step touched, and the engine updates only
            those: what makes a catalogue of a million items affordable. Only for losses that never see the whole table.
    """

    def __init__(self, n_rows: int, width: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.empty(n_rows, width))
        self.rowwise = False

    def forward(self, items: torch.Tensor) -> torch.Tensor:
        """Return float (…, C), the vectors of `items` int64 (…)."""
        return F.embedding(items, self.weight, sparse=self.rowwise and self.training)


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
        self.attention = SelfAttention(width, heads)
        self.feed_forward_norm = nn.LayerNorm(width)
        self.feed_forward = FeedForward(width, expansion)
        self.dropout = Dropout(dropout)

    def forward(self, x: torch.Tensor, visible: Visibility) -> torch.Tensor:
        """Return float (R, T, C) for `x` (R, T, C)."""
        return self.after_attention(x, self.attention(self.attention_norm(x), visible))

    def forward_with_weights(self, x: torch.Tensor, visible: Visibility) -> tuple[torch.Tensor, torch.Tensor]:
        """Return the same and the attention weights (R, H, T, T)."""
        mixed, weights = self.attention.forward_with_weights(self.attention_norm(x), visible)
        return self.after_attention(x, mixed), weights

    def after_attention(self, x: torch.Tensor, mixed: torch.Tensor) -> torch.Tensor:
        """Return what the block makes of its input `x` and what attention has `mixed`, float (R, T, C) each."""
        x = x + self.dropout(mixed)
        return x + self.dropout(self.feed_forward(self.feed_forward_norm(x)))


class GatedBlock(nn.Module):
    """Attention and a gated feed-forward, each let through by a gate of the residual (LiGR; Borisyuk et al., 2025).

    `x + σ(W x) ⊙ attention(norm(x))`, then the same with SwiGLU, `down(silu(gate(x)) ⊙ up(x))` (Shazeer, GLU Variants
    Improve Transformer, 2020). The blocks of eSASRec (Tikhonovich et al., RecSys 2025).

    Args:
        width: C.
        heads: H.
        expansion: of the feed-forward part.
        dropout: on both branches.
    """

    def __init__(self, width: int, heads: int, expansion: int, dropout: float) -> None:
        super().__init__()
        self.attention_norm = nn.LayerNorm(width)
        self.attention = SelfAttention(width, heads)
        self.attention_gate = nn.Linear(width, width)
        self.feed_forward_norm = nn.LayerNorm(width)
        self.gate_and_up = nn.Linear(width, 2 * expansion * width, bias=False)
        self.down = nn.Linear(expansion * width, width, bias=False)
        self.feed_forward_gate = nn.Linear(width, width)
        self.dropout = Dropout(dropout)

    def forward(self, x: torch.Tensor, visible: Visibility) -> torch.Tensor:
        """Return float (R, T, C) for `x` (R, T, C)."""
        return self.after_attention(x, self.attention(self.attention_norm(x), visible))

    def forward_with_weights(self, x: torch.Tensor, visible: Visibility) -> tuple[torch.Tensor, torch.Tensor]:
        """Return the same and the attention weights (R, H, T, T)."""
        mixed, weights = self.attention.forward_with_weights(self.attention_norm(x), visible)
        return self.after_attention(x, mixed), weights

    def after_attention(self, x: torch.Tensor, mixed: torch.Tensor) -> torch.Tensor:
        """See `Block.after_attention`."""
        x = x + self.dropout(mixed * self.attention_gate(x).sigmoid())
        gate, up = self.gate_and_up(self.feed_forward_norm(x)).chunk(2, dim=-1)  # (R, T, expansion · C) each
        return x + self.dropout(self.down(F.silu(gate) * up) * self.feed_forward_gate(x).sigmoid())


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
            elif isinstance(part, nn.Linear | nn.Embedding | ItemEmbedding):
                part.weight.normal_(0.0, deviation, generator=generator)
                if isinstance(part, nn.Linear) and part.bias is not None:
                    part.bias.zero_()

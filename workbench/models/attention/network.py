"""What every sequence network offers: a vector at each position, item vectors to compare it with, and scores.

Most networks are a `BlockNetwork`: something that embeds the batch, and blocks on top of each other.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import torch
from torch import nn

from workbench.models.attention.layers import (
    Block,
    Dropout,
    GatedBlock,
    ItemEmbedding,
    Visibility,
    initialise,
    taken,
)
from workbench.training.batches import SequenceBatch
from workbench.training.recompute import recomputed


class SequenceNetwork(nn.Module):
    """Base of the networks. Shapes: R rows, T places, N read-outs, C width, V items, L history length.

    A subclass calls `super().__init__`, sets `self.item`, and writes the two forward methods; it reads the history by
    `history_vectors`. It overrides `described` and `item_vectors` where items are more than their row of the table
    (side features), and `scores` where a score is more
    than one dot product (candidates that attend, several interests).

    The modules are built without memory first and filled by `initialise`, so that torch's global generator is never
    drawn from: constructors must not compute tensors. What is known from the training part before learning (features
    of items, counts of transitions) comes in as `facts`.

    Args:
        n_items: V.
        facts: by name; each is kept as the buffer `fact_<name>`, stored with the weights and there again when loaded.
    """

    item: ItemEmbedding
    recompute = False  # in training, keep only what goes into each block, and compute the rest again going back

    def __init__(self, n_items: int, facts: Mapping[str, torch.Tensor]) -> None:
        super().__init__()
        self.n_items = n_items
        for name, fact in facts.items():
            self.register_buffer(f"fact_{name}", fact)

    def forward(self, batch: SequenceBatch) -> torch.Tensor:
        """Return float (R, T, C), by the fast path."""
        raise NotImplementedError

    def forward_with_weights(self, batch: SequenceBatch) -> tuple[torch.Tensor, torch.Tensor]:
        """Return the same and the attention weights (R, layers, heads, T, T)."""
        raise NotImplementedError

    def through(self, block: nn.Module, x: torch.Tensor, visible: Any) -> torch.Tensor:
        """Return `block(x, visible)`, float (R, T, C); see `recompute` for what is kept of it."""
        if not (self.recompute and self.training and torch.is_grad_enabled()):
            passed: torch.Tensor = block(x, visible)
            return passed
        drawn = next((part.generator for part in block.modules() if isinstance(part, Dropout) and part.dropped), None)
        return recomputed(block, drawn, x, visible)

    def item_vectors(self, items: torch.Tensor | None = None) -> torch.Tensor:
        """Return the vectors that a position is compared with.

        Args:
            items: int64 (K,), or None for all items.

        Returns:
            float (K, C) or (V, C).
        """
        if items is not None:
            return self.item(items)
        table = self.item.weight
        return table if len(table) == self.n_items else table[: self.n_items]

    def history_vectors(self, batch: SequenceBatch) -> torch.Tensor:
        """Return float (R, T, C), the vectors of the history's items, each as far as it is there (`batch.presence`)."""
        vectors = self.described(batch.item)
        if batch.presence is None:
            return vectors
        absent = self.item_vectors().mean(0)
        return absent + batch.presence[..., None] * (vectors - absent)

    def described(self, items: torch.Tensor) -> torch.Tensor:
        """Return float (…, C), what the network reads of `items` (…): their row of the table."""
        vectors: torch.Tensor = self.item(items)
        return vectors

    def read(self, hidden: torch.Tensor, batch: SequenceBatch) -> torch.Tensor:
        """Return float (N, C), what `forward` gave at the read-outs."""
        return hidden.flatten(0, 1).index_select(0, batch.readout)

    def scores(self, batch: SequenceBatch, candidates: torch.Tensor | None) -> torch.Tensor:
        """Score items at the read-outs of a prediction batch.

        Args:
            batch: one read-out a history.
            candidates: int64 (K,), or None for all items.

        Returns:
            float (N, K) or (N, V).
        """
        return self.at_readouts(batch) @ self.item_vectors(candidates).T

    def at_readouts(self, batch: SequenceBatch) -> torch.Tensor:
        """Return float (N, C), what `forward` gives at the read-outs, for when nothing else of it is needed."""
        return self.read(self(batch), batch)

    def initialise(self, generator: torch.Generator) -> None:
        """Fill all parameters anew; everything random comes from `generator`. Buffers are left alone."""
        initialise(self, generator)


class BlockNetwork(SequenceNetwork):
    """Blocks on top of each other, over embedded items.

    A subclass sets `blocks`, each with `forward(x, visible)` and `forward_with_weights(x, visible)` like `Block`, and
    `norm`, and writes `embed`. Where what a place may look at is more than causal, it overrides `visible`.
    """

    blocks: nn.ModuleList
    norm: nn.Module

    def embed(self, batch: SequenceBatch) -> torch.Tensor:
        """Return float (R, T, C), what the first block reads."""
        raise NotImplementedError

    def visible(self, batch: SequenceBatch) -> Visibility:
        """Return which places each place may look at."""
        return Visibility.of(batch, causal=True)

    def forward(self, batch: SequenceBatch) -> torch.Tensor:
        """Return float (R, T, C), by the fast path."""
        x, visible = self.embed(batch), self.visible(batch)
        for block in self.blocks:
            x = self.through(block, x, visible)  # (R, T, C)
        normed: torch.Tensor = self.norm(x)
        return normed

    def at_readouts(self, batch: SequenceBatch) -> torch.Tensor:
        """See `SequenceNetwork.at_readouts`: the last block computes them alone, where it can and nobody watches."""
        last = self.blocks[-1] if len(self.blocks) else None
        if batch.watch is not None or not isinstance(last, Block | GatedBlock):
            return super().at_readouts(batch)
        x, visible = self.embed(batch), self.visible(batch)
        for block in self.blocks[:-1]:
            x = block(x, visible)  # (R, T, C)
        places, flat = places_by_row(batch.readout, *batch.item.shape)
        mixed = last.attention.forward_at(last.attention_norm(x), visible, places)  # (R, Q, C)
        read = last.after_attention(taken(x, places), mixed).flatten(0, 1)[flat]  # (N, C)
        normed: torch.Tensor = self.norm(read)
        return normed

    def forward_with_weights(self, batch: SequenceBatch) -> tuple[torch.Tensor, torch.Tensor]:
        """Return the same and the attention weights (R, layers, heads, T, T)."""
        x, visible = self.embed(batch), self.visible(batch)
        seen = []
        for block in self.blocks:
            x, weights = block.forward_with_weights(x, visible)
            seen.append(weights)
        return self.norm(x), torch.stack(seen, dim=1)


def places_by_row(readout: torch.Tensor, n_rows: int, width: int) -> tuple[torch.Tensor, torch.Tensor]:
    """Sort read-outs by the row that they are in.

    Args:
        readout: int64 (N,), flat places `r · T + t`.
        n_rows: R.
        width: T.

    Returns:
        Int64 (R, Q), the places `t` to be read in each row, filled up with 0 to as many as the fullest row has; and
        int64 (N,), where in its flat form each read-out is.
    """
    row = readout // width
    order = torch.argsort(row, stable=True)
    counts = torch.bincount(row, minlength=n_rows)
    slots = int(counts.max())
    nth = torch.arange(len(readout), device=readout.device) - (counts.cumsum(0) - counts)[row[order]]
    flat = torch.empty_like(readout)
    flat[order] = row[order] * slots + nth
    places = torch.zeros(n_rows * slots, dtype=torch.int64, device=readout.device)
    places[flat] = readout - row * width
    return places.view(n_rows, slots), flat

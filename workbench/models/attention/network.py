"""What every sequence network offers: a vector at each position, item vectors to compare it with, and scores."""

from __future__ import annotations

from collections.abc import Mapping

import torch
from torch import nn

from workbench.models.attention.layers import ItemEmbedding, initialise
from workbench.training.batches import SequenceBatch


class SequenceNetwork(nn.Module):
    """Base of the networks. Shapes: R rows, T places, N read-outs, C width, V items, L history length.

    A subclass calls `super().__init__`, sets `self.item`, and writes the two forward methods. It overrides
    `item_vectors` where items are more than their row of the table (side features), and `scores` where a score is more
    than one dot product (candidates that attend, several interests).

    The modules are built without memory first and filled by `initialise`, so that torch's global generator is never
    drawn from: constructors must not compute tensors. What is known from the training part before learning (features
    of items, counts of transitions) comes in as `facts`.

    Args:
        n_items: V.
        facts: by name; each is kept as the buffer `fact_<name>`, stored with the weights and there again when loaded.
    """

    item: ItemEmbedding

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
        return self.read(self(batch), batch) @ self.item_vectors(candidates).T

    def initialise(self, generator: torch.Generator) -> None:
        """Fill all parameters anew; everything random comes from `generator`. Buffers are left alone."""
        initialise(self, generator)

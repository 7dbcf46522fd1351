"""What is known of an item beside who met it: its categories, added to its vector.

An item that few people met has a vector that few steps have taught; its categories were taught by all items that share
them. Three ways of adding them, from the simplest to the most learned: their mean; the mean behind a gate, so that
features need not drown the item itself; and attention over them, in which the item says which of its categories
matters.
"""

from __future__ import annotations

import math
from typing import Annotated, Literal

import torch
from pydantic import Field
from torch import nn

from workbench.data.dataset import ItemTable

FeatureUse = Literal["none", "mean", "gated", "attention"]

Features = Annotated[
    FeatureUse,
    Field(
        title="Categories",
        description="Whether and how the items' categories are added to their vectors, where the dataset has them.",
        json_schema_extra={
            "advanced": True,
            "choices": {
                "none": "Not used",
                "mean": "Their mean",
                "gated": "Mean behind a gate",
                "attention": "Attention",
            },
        },
    ),
]


def category_codes(items: ItemTable) -> torch.Tensor:
    """Return int64 (V, G), the category codes of each item, padded with −1; G is 0 where the items have none."""
    codes, offsets, _ = items.category_matrix
    lengths = torch.from_numpy(offsets[1:] - offsets[:-1])
    made = torch.full((len(items), int(lengths.max()) if len(lengths) else 0), -1, dtype=torch.int64)
    made[torch.arange(made.shape[1]) < lengths[:, None]] = torch.from_numpy(codes.astype("int64"))
    return made


class ItemFeatures(nn.Module):
    """Adds categories to item vectors.

    Args:
        n_categories: F.
        width: C.
        use: `mean`, `gated` or `attention`.
    """

    def __init__(self, n_categories: int, width: int, use: FeatureUse) -> None:
        super().__init__()
        self.use = use
        self.table = nn.Embedding(n_categories, width)  # (F, C)
        if use == "gated":
            self.gate = nn.Linear(2 * width, width)
        if use == "attention":
            self.query = nn.Linear(width, width)

    def forward(self, vectors: torch.Tensor, codes: torch.Tensor) -> torch.Tensor:
        """Return float (…, C): `vectors` (…, C) and what `codes` int64 (…, G), −1 for none, say of the items."""
        present = (codes >= 0).to(vectors.dtype)  # (…, G)
        features = self.table(codes.clamp(min=0))  # (…, G, C)
        if self.use == "attention":
            scores = (features @ self.query(vectors)[..., None])[..., 0] / math.sqrt(vectors.shape[-1])  # (…, G)
            share = scores.exp() * present
        else:
            share = present
        share = share / share.sum(-1, keepdim=True).clamp(min=1e-12)
        mixed = (share[..., None, :] @ features)[..., 0, :]  # (…, C)
        if self.use == "gated":
            mixed = mixed * self.gate(torch.cat((vectors, mixed), dim=-1)).sigmoid()
        return vectors + mixed

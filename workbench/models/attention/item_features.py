"""What is known of an item beside who met it: its categories and its text, added to its vector.

An item that few people met has a vector that few steps have taught; its categories were taught by all items that share
them, and its text by all items that read alike. Each category is a feature with a learned vector, the text is one more,
mapped from the vector that an encoder made of it. Three ways of adding them, from the simplest to the most learned:
their mean; the mean behind a gate, so that features need not drown the item itself; and attention over them, in which
the item says which of its features matters.
"""

from __future__ import annotations

import math
from typing import Annotated, Literal

import torch
from pydantic import Field
from torch import nn

from workbench.data.dataset import ItemTable

FeatureUse = Literal["none", "mean", "gated", "attention"]
FeatureSource = Literal["categories", "text", "both"]

Features = Annotated[
    FeatureUse,
    Field(
        title="Item features",
        description="Whether and how what is known of the items is added to their vectors.",
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
FeaturesFrom = Annotated[
    FeatureSource,
    Field(
        title="Features from",
        description="What is added, where item features are used: categories, texts (encoded first), or both.",
        json_schema_extra={
            "advanced": True,
            "choices": {"categories": "Categories", "text": "Texts", "both": "Categories and texts"},
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
    """Adds features to item vectors.

    Args:
        n_categories: F; 0 where categories are not used.
        text_width: D, numbers of a text's vector; 0 where texts are not used.
        width: C.
        use: `mean`, `gated` or `attention`.
    """

    def __init__(self, n_categories: int, text_width: int, width: int, use: FeatureUse) -> None:
        super().__init__()
        self.use = use
        self.table = nn.Embedding(n_categories, width) if n_categories else None  # (F, C)
        self.read_text = nn.Linear(text_width, width, bias=False) if text_width else None
        if use == "gated":
            self.gate = nn.Linear(2 * width, width)
        if use == "attention":
            self.query = nn.Linear(width, width)

    def forward(
        self, vectors: torch.Tensor, codes: torch.Tensor | None = None, text: torch.Tensor | None = None
    ) -> torch.Tensor:
        """Return float (…, C): `vectors` (…, C) and what the features say of the items.

        Args:
            vectors: the items' own.
            codes: int64 (…, G), categories, −1 for none; where categories are used.
            text: float (…, D), all zeros for an item without a text; where texts are used.
        """
        features, share = self._shared(vectors, codes, text)  # (…, G, C), (…, G)
        mixed = (share[..., None, :] @ features)[..., 0, :]  # (…, C)
        if self.use == "gated":
            mixed = mixed * self._gate(vectors, mixed)
        return vectors + mixed

    def lengths(
        self, vectors: torch.Tensor, codes: torch.Tensor | None = None, text: torch.Tensor | None = None
    ) -> torch.Tensor:
        """Return float (…, 1 + kinds): the lengths of what is added up, the items' own vectors first.

        A kind is all categories together, and the text, as far as each is used; see `forward` for the arguments.
        """
        features, share = self._shared(vectors, codes, text)
        gate = torch.ones_like(vectors)
        if self.use == "gated":
            gate = self._gate(vectors, (share[..., None, :] @ features)[..., 0, :])
        n_categories = codes.shape[-1] if self.table is not None and codes is not None else 0
        parts = [vectors]
        for used, kind in ((self.table, slice(0, n_categories)), (self.read_text, slice(n_categories, None))):
            if used is not None:
                parts.append((share[..., None, kind] @ features[..., kind, :])[..., 0, :] * gate)
        return torch.stack([part.norm(dim=-1) for part in parts], dim=-1)

    def _shared(
        self, vectors: torch.Tensor, codes: torch.Tensor | None, text: torch.Tensor | None
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Each feature's vector float (…, G, C), and its share of them float (…, G), all 0 where there is none."""
        features, present = self._features(codes, text)  # (…, G, C), (…, G)
        if self.use == "attention":
            scores = (features @ self.query(vectors)[..., None])[..., 0] / math.sqrt(vectors.shape[-1])  # (…, G)
            scores = scores.masked_fill(present == 0, torch.finfo(scores.dtype).min)
            share = (scores - scores.amax(-1, keepdim=True)).exp() * present
        else:
            share = present
        return features, share / share.sum(-1, keepdim=True).clamp(min=1e-12)

    def _gate(self, vectors: torch.Tensor, mixed: torch.Tensor) -> torch.Tensor:
        opened: torch.Tensor = self.gate(torch.cat((vectors, mixed), dim=-1)).sigmoid()
        return opened

    def _features(self, codes: torch.Tensor | None, text: torch.Tensor | None) -> tuple[torch.Tensor, torch.Tensor]:
        """Each feature's vector float (…, G, C), the text last, and whether the item has it, float (…, G)."""
        features, present = [], []
        if self.table is not None and codes is not None:
            features.append(self.table(codes.clamp(min=0)))
            present.append((codes >= 0).to(features[0].dtype))
        if self.read_text is not None and text is not None:
            features.append(self.read_text(text.to(self.read_text.weight.dtype))[..., None, :])
            present.append((text != 0).any(-1, keepdim=True).to(features[-1].dtype))
        return torch.cat(features, dim=-2), torch.cat(present, dim=-1)

"""Item-based nearest neighbours: items that the same people met are alike.

Sarwar, Karypis, Konstan & Riedl, Item-based Collaborative Filtering, WWW 2001; Deshpande & Karypis, TOIS 2004.
"""

from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np
from pydantic import Field
from scipy import sparse

from workbench.data.interactions import Float32
from workbench.data.splits import EvaluationPart, Split
from workbench.jobs import Progress
from workbench.models.item_graph import ItemGraph, ItemGraphRecommender, relative_popularity
from workbench.models.item_products import meetings
from workbench.models.recommender import FitReport, ModelConfig
from workbench.training.stopwatch import Stopwatch

# The usual constants of BM25: how soon a term saturates, and how far long documents are held back.
BM25_K1, BM25_B = 1.2, 0.75


class ItemKNNConfig(ModelConfig):
    """How alike items are, and how many neighbours count."""

    similarity: Literal["cosine", "jaccard", "dice", "tfidf", "bm25"] = Field(
        "cosine",
        title="Similarity",
        description="How the people whom two items share are compared with the people whom each has.",
        json_schema_extra={
            "tune": True,
            "choices": {
                "cosine": "Cosine",
                "jaccard": "Jaccard",
                "dice": "Dice",
                "tfidf": "Cosine, people with long histories count less (TF-IDF)",
                "bm25": "BM25",
            },
        },
    )
    neighbours: int = Field(
        50,
        ge=1,
        le=10_000,
        title="Neighbours",
        description="Most similar items that each item of a history supports.",
        json_schema_extra={"tune": {"low": 5, "high": 500, "log": True}},
    )
    shrinkage: float = Field(
        20.0,
        ge=0.0,
        le=10_000.0,
        title="Shrinkage",
        description="Added to the denominator, so that a similarity from few people counts less.",
        json_schema_extra={"tune": {"low": 0.1, "high": 500, "log": True}},
    )


class ItemKNN(ItemGraphRecommender):
    """Scores an item by the summed similarity to the items of the history, whatever their order."""

    name: ClassVar[str] = "ItemKNN"
    title: ClassVar[str] = "Item neighbours (kNN)"
    family: ClassVar[str] = "neighbours"
    summary: ClassVar[str] = "Recommends items that were met by the same people as the items of the history."
    Config: ClassVar[type[ModelConfig]] = ItemKNNConfig

    config: ItemKNNConfig

    def fit(self, split: Split, *, validation: EvaluationPart | None, seed: int, progress: Progress) -> FitReport:
        """Find every item's neighbours; see `Recommender.fit`. There is nothing random in it."""
        watch = Stopwatch(progress)
        train = split.train
        progress.report(0.0, "finding neighbours")
        by_user = _weighted(meetings(train), self.config.similarity)
        # Each item's product with itself.
        own = np.bincount(by_user.indices, by_user.data**2, minlength=train.n_items).astype(np.float32)

        def weigh(start: int, stop: int, shared: Float32) -> Float32:
            shared /= np.maximum(self._denominator(shared, own[start:stop, None], own), np.float32(1e-12))
            return shared

        popularity = relative_popularity(train.item_counts)
        self._graph = ItemGraph.of_strongest(
            by_user, weigh, self.config.neighbours, popularity, progress, "finding neighbours"
        )
        progress.report(1.0, "found neighbours")
        return FitReport(seconds=watch.seconds, parameters=int(self._graph.matrix.nnz))

    def _denominator(self, shared: Float32, left: Float32, right: Float32) -> Float32:
        if self.config.similarity == "bm25":
            return np.ones((), np.float32)
        if self.config.similarity in ("cosine", "tfidf"):
            denominator = np.sqrt(left) * np.sqrt(right)
        elif self.config.similarity == "dice":
            denominator = (left + right) / np.float32(2.0)
        else:
            denominator = left + right - shared
        return denominator + np.float32(self.config.shrinkage)


def _weighted(by_user: sparse.csr_array, similarity: str) -> sparse.csr_array:
    """Weigh who met what, float32 [n_users, n_items].

    With `n_u` the length of a history and `n_i` the people of an item: TF-IDF gives each meeting `ln(1 + |I| / n_u)`,
    and BM25 the same times `(k₁ + 1) / (k₁·(1 − b + b·n_i / mean n_i) + 1)` (Robertson & Zaragoza, 2009, equation 3.15,
    with items as documents and people as terms).
    """
    if similarity not in ("tfidf", "bm25"):
        return by_user
    lengths = np.maximum(np.diff(by_user.indptr), 1)
    weighted = sparse.diags_array(np.log1p(by_user.shape[1] / lengths)) @ by_user
    if similarity == "bm25":
        people = np.asarray(by_user.sum(axis=0), dtype=np.float64).ravel()
        relative = people / max(float(people[people > 0].mean()) if people.any() else 0.0, 1.0)
        weighted = weighted @ sparse.diags_array((BM25_K1 + 1) / (BM25_K1 * (1 - BM25_B + BM25_B * relative) + 1))
    return sparse.csr_array(weighted)

"""Item-based nearest neighbours: items that the same people met are alike.

Sarwar, Karypis, Konstan & Riedl, Item-based Collaborative Filtering, WWW 2001; Deshpande & Karypis, TOIS 2004.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar, Literal, Self

import numpy as np
import numpy.typing as npt
from pydantic import Field
from scipy import sparse

from workbench.data.interactions import Float32, Histories
from workbench.data.splits import EvaluationPart, Split
from workbench.jobs import Progress
from workbench.models.artifacts import read_model, write_model
from workbench.models.item_graph import ItemGraph, relative_popularity
from workbench.models.item_products import Float64, meetings, product_blocks
from workbench.models.ranking import top_items
from workbench.models.recommender import FitReport, ModelConfig, Recommender
from workbench.training.stopwatch import Stopwatch


class ItemKNNConfig(ModelConfig):
    """How alike items are, and how many neighbours count."""

    similarity: Literal["cosine", "jaccard", "dice"] = Field(
        "cosine",
        title="Similarity",
        description="How the people whom two items share are compared with the people whom each has.",
        json_schema_extra={"choices": {"cosine": "Cosine", "jaccard": "Jaccard", "dice": "Dice"}},
    )
    neighbours: int = Field(
        50, ge=1, le=10_000, title="Neighbours", description="Most similar items that each item of a history supports."
    )
    shrinkage: float = Field(
        20.0,
        ge=0.0,
        le=10_000.0,
        title="Shrinkage",
        description="Added to the denominator, so that a similarity from few people counts less.",
    )


class ItemKNN(Recommender):
    """Scores an item by the summed similarity to the items of the history, whatever their order."""

    name: ClassVar[str] = "ItemKNN"
    title: ClassVar[str] = "Item neighbours (kNN)"
    family: ClassVar[str] = "neighbours"
    summary: ClassVar[str] = "Recommends items that were met by the same people as the items of the history."
    Config: ClassVar[type[ModelConfig]] = ItemKNNConfig

    config: ItemKNNConfig
    _graph: ItemGraph

    def fit(self, split: Split, *, validation: EvaluationPart | None, seed: int, progress: Progress) -> FitReport:
        """Find every item's neighbours; see `Recommender.fit`. There is nothing random in it."""
        watch = Stopwatch(progress)
        train = split.train
        progress.report(0.0, "finding neighbours")
        by_user = meetings(train)
        people = np.asarray(by_user.sum(axis=0), dtype=np.float64).ravel()
        k = min(self.config.neighbours, train.n_items)

        columns, values, lengths = [], [], []
        for start, stop, shared in product_blocks(by_user, progress, "finding neighbours"):
            similarity = shared / np.maximum(self._denominator(shared, people[start:stop, None], people[None]), 1e-12)
            similarity[np.arange(stop - start), np.arange(start, stop)] = 0.0
            items, best = top_items(similarity.astype(np.float32), k)
            kept = best > 0.0
            columns.append(items[kept])
            values.append(best[kept])
            lengths.append(kept.sum(axis=1))
        offsets = np.concatenate(([0], np.cumsum(np.concatenate(lengths)))).astype(np.int64)
        matrix = sparse.csr_array(
            (np.concatenate(values), np.concatenate(columns), offsets), shape=(train.n_items, train.n_items)
        )
        self._graph = ItemGraph(matrix, relative_popularity(train.item_counts))
        progress.report(1.0, "found neighbours")
        return FitReport(seconds=watch.seconds, parameters=int(offsets[-1]))

    def _denominator(self, shared: Float64, left: Float64, right: Float64) -> Float64:
        if self.config.similarity == "cosine":
            denominator = np.sqrt(left * right)
        elif self.config.similarity == "dice":
            denominator = (left + right) / 2.0
        else:
            denominator = left + right - shared
        return denominator + self.config.shrinkage

    def score(self, histories: Histories, candidates: npt.NDArray[Any] | None = None) -> Float32:
        """See `Recommender.score`. Safe to call from several threads."""
        return self._graph.score(histories, np.ones(len(histories.item), np.float32), candidates)

    def save(self, folder: Path) -> None:
        """See `Recommender.save`."""
        write_model(folder, self, self._graph.arrays(), n_items=len(self._graph.popularity))

    @classmethod
    def load(cls, folder: Path) -> Self:
        """See `Recommender.load`."""
        stored = read_model(folder, cls)
        model = cls(stored.config)
        model._graph = ItemGraph.from_stored(folder, stored)
        return model

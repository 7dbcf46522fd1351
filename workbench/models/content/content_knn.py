"""Content neighbours: items that hold the same words and categories are alike, whoever met them.

Lops, de Gemmis & Semeraro, Content-based Recommender Systems, in: Recommender Systems Handbook, 2011.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar, Self

import numpy as np
import numpy.typing as npt
from pydantic import Field
from scipy import sparse

from workbench.data.interactions import Float32, Histories
from workbench.data.splits import EvaluationPart, Split
from workbench.jobs import Progress
from workbench.models.artifacts import check_shape, read_model, write_model
from workbench.models.content.terms import CategoryShare, ContentUse, TermWeighting, item_content, reduced
from workbench.models.item_graph import ItemGraph, ItemGraphRecommender, relative_popularity
from workbench.models.recommender import FitReport, ModelConfig
from workbench.training.stopwatch import Stopwatch

# Numbers of an item's vector; more terms than this are drawn together.
VECTOR_WIDTH = 128


class ContentKNNConfig(ModelConfig):
    """What is compared, and how many neighbours count."""

    content: ContentUse = "both"
    weighting: TermWeighting = "bm25"
    category_share: CategoryShare = 0.5
    neighbours: int = Field(
        100, ge=1, le=10_000, title="Neighbours", description="Most similar items that each item of a history supports."
    )
    age_decay: float = Field(
        0.95,
        gt=0.0,
        le=1.0,
        title="Age decay",
        description="Weight of each item further back in the history; 1 lets all count alike.",
    )


class ContentKNN(ItemGraphRecommender):
    """Scores an item by the summed cosine of its content to the items of the history, the latest ones counting most.

    Every item of the catalogue is compared, whether anybody met it or not: an item that came yesterday is recommended
    like any other.
    """

    name: ClassVar[str] = "ContentKNN"
    title: ClassVar[str] = "Content neighbours (kNN)"
    family: ClassVar[str] = "content"
    summary: ClassVar[str] = "Recommends items whose categories and words are like those of the history, new items too."
    limits: ClassVar[str] = (
        "It judges by content alone, never by who met what: it is made for items that few people or nobody has met."
    )
    Config: ClassVar[type[ModelConfig]] = ContentKNNConfig

    config: ContentKNNConfig
    _vectors: Float32  # [n_items, ≤ VECTOR_WIDTH]

    def fit(self, split: Split, *, validation: EvaluationPart | None, seed: int, progress: Progress) -> FitReport:
        """Compare all items by content; see `Recommender.fit`. There is nothing random in it.

        Raises:
            ConfigurationError: no two items share anything that is known of them.
        """
        watch, config = Stopwatch(progress), self.config
        progress.report(0.0, "reading the items")
        content = item_content(
            split.dataset.item_table, config.content, config.weighting, config.category_share, progress
        )
        by_term = sparse.csr_array(content.T)
        popularity = relative_popularity(split.train.item_counts)

        def weigh(_: int, __: int, alike: Float32) -> Float32:
            return alike

        self._graph = ItemGraph.of_strongest(
            by_term, weigh, config.neighbours, popularity, progress, "finding neighbours", share=0.8
        )
        progress.report(0.8, "drawing vectors together")
        self._vectors = reduced(content, VECTOR_WIDTH, progress)
        progress.report(1.0, "found neighbours")
        return FitReport(seconds=watch.seconds, parameters=int(self._graph.matrix.nnz))

    def score(self, histories: Histories, candidates: npt.NDArray[Any] | None = None) -> Float32:
        """See `Recommender.score`. Safe to call from several threads."""
        age = np.repeat(histories.offsets[1:], histories.lengths) - 1 - np.arange(len(histories.item))
        return self._graph.score(histories, np.float32(self.config.age_decay) ** age.astype(np.float32), candidates)

    def item_vectors(self) -> Float32:
        """Return float32 [n_items, ≤ 128]: the items' weighed terms, drawn together where there are more of them."""
        return self._vectors

    def save(self, folder: Path) -> None:
        """See `Recommender.save`."""
        arrays = self._graph.arrays() | {"vectors": self._vectors}
        write_model(folder, self, arrays, n_items=len(self._vectors))

    @classmethod
    def load(cls, folder: Path) -> Self:
        """See `Recommender.load`."""
        stored = read_model(folder, cls)
        model = cls(stored.config)
        model._graph = ItemGraph.from_stored(folder, stored)
        model._vectors = check_shape(folder, stored.arrays, "vectors", np.float32, (stored.n_items, None))
        return model

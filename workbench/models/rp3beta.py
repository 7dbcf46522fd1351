"""RP3beta: walks of three steps from person to item to person to item, held back for popular ends.

Paudel, Christoffel, Newell & Bernstein, Updatable, Accurate, Diverse, and Scalable Recommendations for Interactive
Applications, ACM TiiS 7, 2017, equations 1 and 3. The first step, from a person to the history's items, is taken at
scoring, so that any history can be scored.
"""

from __future__ import annotations

from typing import ClassVar

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


class RP3betaConfig(ModelConfig):
    """How walks spread, and how strongly popular items are held back."""

    spread: float = Field(
        0.8,
        ge=0.0,
        le=2.0,
        title="Spread (alpha)",
        description="Power of the probability of each step: larger trusts short histories and rare items more.",
        json_schema_extra={"tune": {"low": 0.1, "high": 1.6}},
    )
    popularity_discount: float = Field(
        0.4,
        ge=0.0,
        le=2.0,
        title="Popularity discount (beta)",
        description="Power of an item's number of people that walks to it are divided by.",
        json_schema_extra={"tune": {"low": 0, "high": 1}},
    )
    neighbours: int = Field(
        100,
        ge=1,
        le=10_000,
        title="Neighbours",
        description="Best ends of the walks that each item keeps.",
        json_schema_extra={"tune": {"low": 20, "high": 1000, "log": True}},
    )


class RP3beta(ItemGraphRecommender):
    """Scores an item by the probability of reaching it from the history in a walk over people."""

    name: ClassVar[str] = "RP3beta"
    title: ClassVar[str] = "RP3beta (random walks)"
    family: ClassVar[str] = "neighbours"
    summary: ClassVar[str] = "Walks from the history's items over people to items, and holds popular ends back."
    Config: ClassVar[type[ModelConfig]] = RP3betaConfig

    config: RP3betaConfig

    def fit(self, split: Split, *, validation: EvaluationPart | None, seed: int, progress: Progress) -> FitReport:
        """Multiply the steps out; see `Recommender.fit`. There is nothing random in it."""
        watch, train, config = Stopwatch(progress), split.train, self.config
        by_user = meetings(train)
        people = np.maximum(np.asarray(by_user.sum(axis=0), dtype=np.float64).ravel(), 1.0)
        lengths = np.maximum(np.diff(by_user.indptr), 1.0)
        # Both steps of a walk pass the person: XᵀDX with D = 1 / length^α is ZᵀZ with Z = √D·X.
        walk = sparse.diags_array(lengths ** (-config.spread / 2.0)) @ by_user
        first = (people**-config.spread).astype(np.float32)
        last = (people**-config.popularity_discount).astype(np.float32)

        def weigh(start: int, stop: int, walks: Float32) -> Float32:
            return walks * first[start:stop, None] * last

        popularity = relative_popularity(train.item_counts)
        self._graph = ItemGraph.of_strongest(walk.tocsr(), weigh, config.neighbours, popularity, progress, "walking")
        # Walks end with tiny probabilities; the largest becomes 1, so that popularity stays a tie-breaker.
        matrix = self._graph.matrix
        matrix.data /= max(float(matrix.data.max(initial=0.0)), 1e-30)
        progress.report(1.0, "walked")
        return FitReport(seconds=watch.seconds, parameters=int(matrix.nnz))

"""PureSVD: the directions in which histories differ most (Cremonesi, Koren & Turrin, RecSys 2010).

With V the first right singular vectors of the matrix of who met what, a history `x` is scored by `x·V·Vᵀ` (equation 7).
The vectors are found by subspace iteration from a random start (Halko, Martinsson & Tropp, SIAM Review 53, 2011,
algorithms 4.4 and 5.1).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar, Self

import numpy as np
import numpy.typing as npt
import torch
from pydantic import Field

from workbench.data.interactions import Float32, Histories
from workbench.data.splits import EvaluationPart, Split
from workbench.jobs import Progress
from workbench.models.artifacts import check_shape, read_model, write_model
from workbench.models.item_graph import POPULARITY_WEIGHT, relative_popularity
from workbench.models.item_products import meetings
from workbench.models.recommender import FitReport, ModelConfig, Recommender
from workbench.models.sums import summed_rows
from workbench.training.device import configure_threads
from workbench.training.stopwatch import Stopwatch

# Directions beyond those that are kept, so that the last kept ones are exact as well.
OVERSAMPLING = 16


class PureSVDConfig(ModelConfig):
    """How many directions are kept."""

    factors: int = Field(
        40,
        ge=1,
        le=1_000,
        title="Factors",
        description="Directions of taste that are kept; few of them generalise.",
        json_schema_extra={"tune": {"low": 5, "high": 300, "log": True}},
    )
    iterations: int = Field(
        6,
        ge=0,
        le=100,
        title="Iterations",
        description="Rounds that sharpen the directions.",
        json_schema_extra={"advanced": True},
    )


class PureSVD(Recommender):
    """Scores an item by how well it fits the history along the main directions of taste."""

    name: ClassVar[str] = "PureSVD"
    title: ClassVar[str] = "PureSVD (singular vectors)"
    family: ClassVar[str] = "factors"
    summary: ClassVar[str] = "Keeps the main directions in which histories differ, and completes a history along them."
    Config: ClassVar[type[ModelConfig]] = PureSVDConfig

    config: PureSVDConfig
    _items: torch.Tensor  # float32 (V, D), orthonormal columns
    _popularity: Float32

    def fit(self, split: Split, *, validation: EvaluationPart | None, seed: int, progress: Progress) -> FitReport:
        """Find the directions; see `Recommender.fit`. Only where the iteration starts is random."""
        watch, train = Stopwatch(progress), split.train
        configure_threads()
        matrix = meetings(train)
        transposed = matrix.T.tocsr()
        kept = min(self.config.factors, min(matrix.shape))
        width = min(kept + OVERSAMPLING, min(matrix.shape))
        generator = torch.Generator().manual_seed(seed)
        basis = torch.linalg.qr(torch.randn(train.n_items, width, generator=generator))[0]  # (V, W)
        rounds = self.config.iterations + 1
        for done in range(rounds):
            progress.report(done / rounds, f"iteration {done + 1} / {rounds}")
            people = summed_rows(basis, matrix.indices, matrix.indptr)  # (U, W)
            basis = torch.linalg.qr(summed_rows(people, transposed.indices, transposed.indptr))[0]
        # The basis spans the directions; the singular vectors inside it order them by how much they tell.
        people = summed_rows(basis, matrix.indices, matrix.indptr)
        turned = torch.linalg.svd(people, full_matrices=False)[2]  # (W, W)
        self._items = (basis @ turned.T)[:, :kept].contiguous()
        self._popularity = relative_popularity(train.item_counts)
        progress.report(1.0, "found directions")
        return FitReport(seconds=watch.seconds, parameters=self._items.numel())

    def score(self, histories: Histories, candidates: npt.NDArray[Any] | None = None) -> Float32:
        """See `Recommender.score`. Safe to call from several threads."""
        vectors = summed_rows(self._items, histories.item, histories.offsets)
        scores: Float32 = (vectors @ self._items.T).numpy()
        scores += np.float32(POPULARITY_WEIGHT) * self._popularity
        return scores if candidates is None else scores[:, candidates]

    def item_vectors(self) -> Float32:
        """Return float32 [n_items, factors]."""
        vectors: Float32 = self._items.numpy()
        return vectors

    def save(self, folder: Path) -> None:
        """See `Recommender.save`."""
        arrays = {"items": self._items.numpy(), "popularity": self._popularity}
        write_model(folder, self, arrays, n_items=len(self._items))

    @classmethod
    def load(cls, folder: Path) -> Self:
        """See `Recommender.load`."""
        stored = read_model(folder, cls)
        model = cls(stored.config)
        items = check_shape(folder, stored.arrays, "items", np.float32, (stored.n_items, None))
        model._items = torch.from_numpy(items)
        model._popularity = check_shape(folder, stored.arrays, "popularity", np.float32, (stored.n_items,))
        return model

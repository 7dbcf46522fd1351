"""Everybody's history as a memory: the people whose history is like a given one, and what they met."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Self

import numpy as np
import numpy.typing as npt
from scipy import sparse

from workbench.data.interactions import Float32, Histories, Int64, Interactions
from workbench.data.splits import EvaluationPart, Split
from workbench.jobs import Progress
from workbench.models.artifacts import Arrays, StoredModel, check_shape, damaged, read_model, write_model
from workbench.models.compiled import in_threads
from workbench.models.item_graph import POPULARITY_WEIGHT, relative_popularity
from workbench.models.item_products import meetings
from workbench.models.ranking import top_items
from workbench.models.recommender import FitReport, Recommender
from workbench.models.sparse_products import SparseProduct
from workbench.training.stopwatch import Stopwatch


@dataclass(frozen=True)
class People:
    """Who met what in the training part.

    Attributes:
        met: float32 [n_users, n_items], ones.
        popularity: float32 [n_items], 0 … 1.
    """

    met: sparse.csr_array
    popularity: Float32

    @staticmethod
    def of(train: Interactions) -> People:
        """Remember a training part."""
        return People(meetings(train).astype(np.float32), relative_popularity(train.item_counts))

    @cached_property
    def lengths(self) -> Int64:
        """int64 [n_users], how many items each person met."""
        return np.diff(self.met.indptr).astype(np.int64)

    @cached_property
    def counts(self) -> Int64:
        """int64 [n_items], how many people met each item."""
        return np.bincount(self.met.indices, minlength=self.met.shape[1]).astype(np.int64)

    @cached_property
    def inverse_frequency(self) -> Float32:
        """float32 [n_items], `ln(1 + |U| / n_i)`, which is largest for items that few people met."""
        return np.log1p(self.met.shape[0] / np.maximum(self.counts, 1)).astype(np.float32)

    def score(
        self,
        histories: Histories,
        weight: Float32,
        per_person: Float32,
        neighbours: int,
        candidates: npt.NDArray[np.int32] | None,
    ) -> Float32:
        """Sum what the nearest people met, each by the similarity to the history, plus the popularity's share.

        The similarity to person `p` is `per_person[p] · Σ_{i in the history that p met} weight_i`, divided by the
        largest one of the history, so that the popularity's share means the same everywhere.

        Args:
            histories: n of them; an item that comes again counts again.
            weight: float32, one for each interaction of `histories`.
            per_person: float32 [n_users].
            neighbours: how many people count.
            candidates: item codes, or None for all.
        """
        n, n_users = len(histories), self.met.shape[0]
        taken = sparse.csr_array((weight, histories.item, histories.offsets), shape=(n, self.met.shape[1]))
        alike = SparseProduct(taken, self.by_item)
        scores = np.empty((n, self.met.shape[1]), np.float32)

        def sum_nearest(block: tuple[int, int]) -> None:
            start, stop = block
            nearest, similarity = top_items(alike.rows(start, stop) * per_person, min(neighbours, n_users))
            similarity = np.where(similarity > 0.0, similarity, 0.0)
            similarity /= np.maximum(similarity.max(axis=1, keepdims=True, initial=0.0), 1e-12)
            rows = np.repeat(np.arange(stop - start), nearest.shape[1])
            kept = (similarity > 0.0).ravel()
            shape = (stop - start, n_users)
            chosen = sparse.coo_array((similarity.ravel()[kept], (rows[kept], nearest.ravel()[kept])), shape=shape)
            scores[start:stop] = SparseProduct(chosen.tocsr(), self.met).rows(0, stop - start)

        for _ in in_threads(sum_nearest, alike.blocks(), Progress()):
            pass
        scores += np.float32(POPULARITY_WEIGHT) * self.popularity
        return scores if candidates is None else scores[:, candidates]

    @cached_property
    def by_item(self) -> sparse.csr_array:
        """float32 [n_items, n_users], the same transposed."""
        return self.met.T.tocsr()

    def arrays(self) -> Arrays:
        """Return what `from_stored` needs, by name."""
        return {
            "columns": self.met.indices.astype(np.int32),
            "row_offsets": self.met.indptr.astype(np.int64),
            "popularity": self.popularity,
        }

    @staticmethod
    def from_stored(folder: Path, stored: StoredModel) -> People:
        """Build the memory from stored arrays. Raises `ArtifactDamagedError` where they do not fit together."""
        n_items = stored.n_items
        columns = check_shape(folder, stored.arrays, "columns", np.int32, (None,))
        offsets = check_shape(folder, stored.arrays, "row_offsets", np.int64, (None,))
        popularity = check_shape(folder, stored.arrays, "popularity", np.float32, (n_items,))
        ordered = len(offsets) > 0 and offsets[0] == 0 and offsets[-1] == len(columns)
        if not ordered or (np.diff(offsets) < 0).any():
            raise damaged(folder, "The stored histories do not fit together.")
        if len(columns) and not 0 <= columns.min() <= columns.max() < n_items:
            raise damaged(folder, "The stored histories name items that are not in the catalogue.")
        ones = np.ones(len(columns), np.float32)
        return People(sparse.csr_array((ones, columns, offsets), shape=(len(offsets) - 1, n_items)), popularity)


class PeopleRecommender(Recommender):
    """A model whose whole memory is everybody's history; its `score` says who is alike."""

    _people: People

    def fit(self, split: Split, *, validation: EvaluationPart | None, seed: int, progress: Progress) -> FitReport:
        """Remember who met what; see `Recommender.fit`. There is nothing random in it."""
        watch = Stopwatch(progress)
        progress.report(0.0, "remembering histories")
        self._people = People.of(split.train)
        progress.report(1.0, "remembered")
        return FitReport(seconds=watch.seconds, parameters=int(self._people.met.nnz))

    def save(self, folder: Path) -> None:
        """See `Recommender.save`."""
        write_model(folder, self, self._people.arrays(), n_items=len(self._people.popularity))

    @classmethod
    def load(cls, folder: Path) -> Self:
        """See `Recommender.load`."""
        stored = read_model(folder, cls)
        model = cls(stored.config)
        model._people = People.from_stored(folder, stored)
        return model

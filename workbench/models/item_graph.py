"""A sparse matrix of weights from item to item: how the neighbour models remember, score and are stored."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Self

import numpy as np
import numpy.typing as npt
from scipy import sparse

from workbench.data.interactions import Float32, Histories, Int32, Int64
from workbench.jobs import Progress
from workbench.models.artifacts import Arrays, StoredModel, check_shape, damaged, read_model, write_model
from workbench.models.item_products import product_blocks
from workbench.models.ranking import top_items
from workbench.models.recommender import Recommender

# What popularity adds at most: far less than one observed co-occurrence, so that it orders only what the memory leaves
# equal, and answers for an empty history.
POPULARITY_WEIGHT = 1e-3

# A sparse product holds the interpreter lock, and a window beside it waits: products are made in blocks of some 10 ms.
PRODUCTS_PER_BLOCK = 1_000_000


class ItemGraph:
    """Weights between items and the popularity that breaks ties.

    Args:
        matrix: float32 [n_items, n_items]; row `i` holds what item `i` in a history adds to the others' scores.
        popularity: float32 [n_items], 0 … 1.
    """

    def __init__(self, matrix: sparse.csr_array, popularity: Float32) -> None:
        self.matrix = matrix
        self.popularity = popularity

    def score(self, histories: Histories, weight: Float32, candidates: npt.NDArray[Any] | None) -> Float32:
        """Return the weighted sum of the rows of a history's items, plus the popularity's share.

        Args:
            histories: n of them.
            weight: float32, one for each interaction of `histories`.
            candidates: item codes, or None for all.
        """
        n, n_items = len(histories), len(self.popularity)
        taken = sparse.csr_array((weight, histories.item, histories.offsets), shape=(n, n_items))
        added = np.concatenate(([0], np.cumsum(np.diff(self.matrix.indptr)[histories.item])))[histories.offsets]
        scores = np.empty((n, n_items), np.float32)
        for start, stop in affordable_blocks(added, most_rows=n):
            (taken[start:stop] @ self.matrix).toarray(out=scores[start:stop])
        scores += np.float32(POPULARITY_WEIGHT) * self.popularity
        return scores if candidates is None else scores[:, candidates]

    @staticmethod
    def of_strongest(
        by_user: sparse.csr_array,
        weigh: Callable[[int, int, Float32], Float32],
        neighbours: int,
        popularity: Float32,
        progress: Progress,
        message: str,
        *,
        share: float = 1.0,
    ) -> ItemGraph:
        """Keep the strongest positive weights of each item to others.

        Args:
            by_user: X, sparse [n_users, n_items]; weights come from `XᵀX`.
            weigh: turns rows `start … stop − 1` of it, float32 [rows, n_items], into weights. Called from threads.
            neighbours: how many to keep of each row.
            popularity: float32 [n_items], 0 … 1.
            progress, message, share: as for `product_blocks`.
        """

        def strongest(start: int, stop: int, shared: Float32) -> tuple[Int32, Float32]:
            weights = weigh(start, stop, shared)
            weights[np.arange(stop - start), np.arange(start, stop)] = 0.0  # never its own neighbour
            return top_items(weights, min(neighbours, len(popularity)))

        n_items = len(popularity)
        columns, values, lengths = [np.zeros(0, np.int32)], [np.zeros(0, np.float32)], [np.zeros(1, np.int64)]
        for _, _, (items, best) in product_blocks(by_user, strongest, progress, message, share=share):
            kept = best > 0.0
            columns.append(items[kept])
            values.append(best[kept])
            lengths.append(kept.sum(axis=1))
        offsets = np.cumsum(np.concatenate(lengths)).astype(np.int64)
        shape = (n_items, n_items)
        matrix = sparse.csr_array((np.concatenate(values), np.concatenate(columns), offsets), shape=shape)
        return ItemGraph(matrix, popularity)

    def arrays(self) -> Arrays:
        """Return what `from_stored` needs, by name."""
        return {
            "data": self.matrix.data.astype(np.float32),
            "columns": self.matrix.indices.astype(np.int32),
            "row_offsets": self.matrix.indptr.astype(np.int64),
            "popularity": self.popularity,
        }

    @staticmethod
    def from_stored(folder: Path, stored: StoredModel) -> ItemGraph:
        """Build the graph from stored arrays. Raises `ArtifactDamagedError` where they do not fit together."""
        n_items = stored.n_items
        data = check_shape(folder, stored.arrays, "data", np.float32, (None,))
        columns = check_shape(folder, stored.arrays, "columns", np.int32, (len(data),))
        offsets = check_shape(folder, stored.arrays, "row_offsets", np.int64, (n_items + 1,))
        popularity = check_shape(folder, stored.arrays, "popularity", np.float32, (n_items,))
        ordered = offsets[0] == 0 and offsets[-1] == len(data) and bool((np.diff(offsets) >= 0).all())
        if not ordered or (len(columns) and not 0 <= columns.min() <= columns.max() < n_items):
            raise damaged(folder, "The stored item-to-item weights do not fit together.")
        return ItemGraph(sparse.csr_array((data, columns, offsets), shape=(n_items, n_items)), popularity)


class ItemGraphRecommender(Recommender):
    """A model whose whole memory is an `ItemGraph`; its `fit` makes it."""

    _graph: ItemGraph

    def score(self, histories: Histories, candidates: npt.NDArray[Any] | None = None) -> Float32:
        """See `Recommender.score`: all items of a history count alike. Safe to call from several threads."""
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


def relative_popularity(item_counts: Int64) -> Float32:
    """Return float32 [n_items], counts divided by the largest."""
    return (item_counts / max(1, int(item_counts.max(initial=0)))).astype(np.float32)


def affordable_blocks(products: npt.NDArray[Any], *, most_rows: int) -> Iterator[tuple[int, int]]:
    """Yield ranges of rows whose sparse products stay within `PRODUCTS_PER_BLOCK`; at least one row each.

    Args:
        products: [n_rows + 1], multiplications of all rows before each, ascending from 0.
        most_rows: of a range, at least 1.
    """
    start, n_rows = 0, len(products) - 1
    while start < n_rows:
        affordable = int(np.searchsorted(products, products[start] + PRODUCTS_PER_BLOCK, side="right")) - 1
        stop = min(max(affordable, start + 1), start + most_rows, n_rows)
        yield start, stop
        start = stop

"""Vectors of items and users, and who or what is nearest by their cosine."""

from __future__ import annotations

import weakref
from typing import Any

import numpy as np
import numpy.typing as npt

from workbench.data.dataset import Dataset, ItemTable
from workbench.data.interactions import Float32, Histories, Int32, Int64
from workbench.errors import ConfigurationError
from workbench.jobs import Progress
from workbench.models.recommender import FindsSimilar, Recommender

MOST_CONTENT_WIDTH = 128  # categories beyond so many are drawn together by their leading singular vectors
_ROWS_AT_ONCE = 1_000_000

# Keyed by identity: models and tables hold arrays and cannot be hashed; each answer lives as long as they do.
_known: dict[int, Float32] = {}


def learned_vectors(model: Recommender) -> Float32:
    """Return float32 [n_items, width], the model's item vectors scaled to length 1; a vector of zeros stays one.

    Raises:
        ConfigurationError: the model has no vectors of items.
    """
    if not isinstance(model, FindsSimilar):
        raise ConfigurationError(
            f"{model.title} learns no vectors of items.", hint="Compare items by their content, or choose another run."
        )
    return _remembered(model, lambda: unit_rows(model.item_vectors()))


def content_vectors(table: ItemTable) -> Float32:
    """Return float32 [n_items, width], the items' categories as vectors of length 1: one place a category.

    Rare categories weigh more, by `log(n_items / items with it)` (Spärck Jones, Journal of Documentation 28, 1972).
    More than `MOST_CONTENT_WIDTH` categories become as many leading left singular vectors, times their values.

    Raises:
        ConfigurationError: the items have no categories.
    """
    return _remembered(table, lambda: _content(table))


def has_content(table: ItemTable) -> bool:
    """Whether anything is known of the items by which they can be compared."""
    return len(table.category_matrix[0]) > 0


def comparing_vectors(model: Recommender, dataset: Dataset) -> Float32 | None:
    """Return the vectors by which lists are made diverse: content where it is known, else learned ones, else None."""
    if has_content(dataset.item_table):
        return content_vectors(dataset.item_table)
    return learned_vectors(model) if isinstance(model, FindsSimilar) else None


def nearest(vectors: Float32, wanted: Float32, k: int, *, exclude: npt.ArrayLike = ()) -> tuple[Int64, Float32]:
    """Return the codes int64 [k] and cosines float32 [k] of the rows nearest to one vector, the nearest first.

    Args:
        vectors: float32 [n, width], rows of length 1 or 0; rows of zeros are never near to anything.
        wanted: float32 [width].
        k: how many; fewer where fewer rows are left.
        exclude: codes to leave out.
    """
    length = float(np.linalg.norm(wanted))
    cosines = vectors @ (wanted / length if length > 0 else wanted)
    cosines = np.where(np.abs(vectors).sum(axis=1) > 0, cosines, -np.inf)
    cosines[np.asarray(exclude, dtype=np.int64)] = -np.inf
    k = min(k, len(cosines))
    best = np.argpartition(-cosines, k - 1)[:k] if 0 < k < len(cosines) else np.arange(len(cosines))
    best = best[np.lexsort((best, -cosines[best]))]
    best = best[np.isfinite(cosines[best])]
    return best.astype(np.int64), cosines[best].astype(np.float32)


def history_vectors(histories: Histories, vectors: Float32, progress: Progress | None = None) -> Float32:
    """Return float32 [n_histories, width]: the mean of the vectors of what each history holds, scaled to length 1.

    An empty history has a vector of zeros.
    """
    made = np.zeros((len(histories), vectors.shape[1]), np.float32)
    ends = np.searchsorted(histories.offsets, np.arange(_ROWS_AT_ONCE, len(histories.item), _ROWS_AT_ONCE))
    bounds = np.unique(np.concatenate(([0], ends, [len(histories)])))
    for start, stop in zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True):
        if progress is not None:
            progress.check()
        part = histories.chunk(start, stop)
        made[start:stop] = _summed(part.item, part.offsets, vectors)
    return unit_rows(made)


def unit_rows(vectors: npt.NDArray[Any]) -> Float32:
    """Return float32, each row scaled to length 1; rows of zeros stay."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    made = np.zeros(vectors.shape, np.float32)
    np.divide(vectors, lengths, out=made, where=lengths > 0, casting="unsafe")
    return made


def similarity_of(items: npt.NDArray[Any], vectors: Float32) -> Float32:
    """Return float32 [n, n], the cosines between items, 0 … 1 (opposites count as unlike); 1 on the diagonal."""
    rows = vectors[items]
    made: Float32 = np.clip(rows @ rows.T, 0.0, 1.0).astype(np.float32)
    np.fill_diagonal(made, 1.0)
    return made


def _summed(item: Int32, offsets: Int64, vectors: Float32) -> Float32:
    from scipy.sparse import csr_array

    shape = (len(offsets) - 1, len(vectors))
    summed: Float32 = csr_array((np.ones(len(item), np.float32), item, offsets), shape=shape) @ vectors
    return summed


def _content(table: ItemTable) -> Float32:
    from scipy.sparse import csr_array

    codes, offsets, names = table.category_matrix
    if len(codes) == 0:
        raise ConfigurationError(
            "Nothing is known of the items but their ids and titles.", hint="Import a file with their categories."
        )
    with_it = np.bincount(codes, minlength=len(names))
    weights = np.log(1.0 + len(table) / np.maximum(with_it, 1)).astype(np.float32)
    whole = csr_array((weights[codes], codes, offsets), shape=(len(table), len(names)))
    if len(names) <= MOST_CONTENT_WIDTH:
        return unit_rows(whole.toarray())
    from scipy.sparse.linalg import svds

    width = min(MOST_CONTENT_WIDTH, len(table) - 1)
    left, values, _ = svds(whole.astype(np.float64), k=width, rng=np.random.default_rng(0))
    return unit_rows(left * values)


def _remembered(owner: object, make: Any) -> Float32:
    key = id(owner)
    if key not in _known:
        made: Float32 = make()
        made.flags.writeable = False  # shared by all callers
        _known[key] = made
        weakref.finalize(owner, _known.pop, key, None)
    return _known[key]

"""Items as points of a plane: their vectors' two principal axes, or UMAP's layout of their neighbourhoods."""

from __future__ import annotations

import numpy as np

from workbench.data.interactions import Float32, Int64
from workbench.errors import ConfigurationError
from workbench.jobs import Progress

UMAP_SEED = 0
UMAP_NEIGHBOURS, UMAP_DISTANCE = 15, 0.1
_COSINES_AT_ONCE = 2_000_000


def pca(vectors: Float32) -> Float32:
    """Return float32 [n_items, 2], the vectors along their two leading principal axes, signs fixed.

    Items whose vectors are zeros (nothing is known of them) lie where the mean of all does.
    """
    known = np.abs(vectors).sum(axis=1) > 0
    if int(known.sum()) < 3 or vectors.shape[1] < 2:
        raise ConfigurationError(
            "A map needs three items with vectors of two numbers or more.", hint="Choose other vectors."
        )
    centred = vectors - vectors[known].mean(axis=0)
    centred[~known] = 0.0
    values, axes = np.linalg.eigh(centred.T.astype(np.float64) @ centred)
    axes = axes[:, np.argsort(-values, kind="stable")[:2]]
    signs = np.sign(axes[np.abs(axes).argmax(axis=0), np.arange(2)])
    placed: Float32 = (centred @ (axes * np.where(signs == 0, 1.0, signs))).astype(np.float32)
    return placed


def neighbours(vectors: Float32, k: int, progress: Progress) -> tuple[Int64, Float32]:
    """Return the `k` nearest rows of each row by cosine, exactly, itself first.

    Args:
        vectors: float32 [n, width], rows of length 1.
        k: at most n.
        progress: reported after each piece of some ten milliseconds.

    Returns:
        int64 [n, k] and distances `1 − cosine` float32 [n, k], ascending.
    """
    n = len(vectors)
    step = max(1, _COSINES_AT_ONCE // n)
    places, distances = np.empty((n, k), np.int64), np.empty((n, k), np.float32)
    for start in range(0, n, step):
        progress.report(start / n, "finding neighbours")
        apart = 1.0 - vectors[start : start + step] @ vectors.T
        rows = np.arange(len(apart))
        apart[rows, start + rows] = -1.0  # itself first, whatever its twins
        near = np.argpartition(apart, k - 1, axis=1)[:, :k]
        ordered = np.take_along_axis(near, np.argsort(np.take_along_axis(apart, near, 1), axis=1, kind="stable"), 1)
        places[start : start + step] = ordered
        distances[start : start + step] = np.maximum(np.take_along_axis(apart, ordered, 1), 0.0)
    return places, distances


class _Teller:
    """What UMAP's progress bar writes to: it hears of a cancel there, in the middle of its epochs."""

    def __init__(self, progress: Progress, n_epochs: int) -> None:
        self._progress, self._n_epochs, self._told = progress, n_epochs, 0

    def write(self, text: str) -> int:
        self._told += 1
        self._progress.report(min(0.99, self._told / self._n_epochs), "laying out")
        return len(text)

    def flush(self) -> None:
        """Nothing is kept back."""


def umap(vectors: Float32, progress: Progress) -> Float32:
    """Return float32 [n_items, 2] by UMAP (McInnes, Healy & Melville, 2018) with the cosine, from the seed `UMAP_SEED`.

    It begins at the principal axes, so that both maps lie the same way round. The neighbours are exact.

    Args:
        vectors: float32 [n_items, width], rows of length 1 or 0.
        progress: checked while neighbours are sought and between the epochs of the layout; loading the library takes
            some seconds the first time, in which no cancel is heard.

    Raises:
        ConfigurationError: fewer than 20 items.
        Cancelled: the person cancelled.
    """
    import warnings

    if len(vectors) < UMAP_NEIGHBOURS + 5:
        raise ConfigurationError("UMAP needs 20 items or more.", hint="Look at the map by PCA.")
    begin = pca(vectors)
    # Vectors of zeros have no direction; an equal share of all axes is one.
    whole = np.where(np.abs(vectors).sum(axis=1, keepdims=True) > 0, vectors, vectors.shape[1] ** -0.5)
    whole = np.asarray(whole, dtype=np.float32)
    progress.span(0.0, 0.5)
    near = neighbours(whole, UMAP_NEIGHBOURS, progress)
    progress.span(0.5, 1.0)
    progress.report(0.0, "loading UMAP")
    from tqdm.auto import tqdm

    tqdm.monitor_interval = 0  # no thread of its own for a bar that nobody sees
    import umap as library  # numba with it: seconds

    epochs = 200 if len(vectors) > 10_000 else 500  # UMAP's own choice
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        reducer = library.UMAP(
            n_neighbors=UMAP_NEIGHBOURS,
            min_dist=UMAP_DISTANCE,
            metric="cosine",
            init=10.0 * begin / (float(np.abs(begin).max()) or 1.0),
            random_state=UMAP_SEED,
            n_jobs=1,
            n_epochs=epochs,
            precomputed_knn=near,
            tqdm_kwds={"disable": False, "file": _Teller(progress, epochs), "miniters": 1, "mininterval": 0.0},
        )
        placed = reducer.fit_transform(whole)
    progress.report(1.0)
    return np.asarray(placed, dtype=np.float32)

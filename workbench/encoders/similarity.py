"""Looking through vectors of content: the nearest, near-duplicates, and a picture in two dimensions."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from workbench.data.content import ContentVectors
from workbench.encoders.contract import Float32
from workbench.jobs import Progress

_ROWS = 512
# From so many items on, clusters are found in small batches, and neighbours for UMAP are searched approximately.
_MANY = 5_000


@dataclass(frozen=True)
class Projection:
    """Items in the plane.

    Attributes:
        item: int32 [n], the items that have a vector.
        place: float32 [n, 2].
        cluster: int32 [n], numbered by size, the largest first.
    """

    item: npt.NDArray[np.int32]
    place: Float32
    cluster: npt.NDArray[np.int32]


def directions(content: ContentVectors, *, centred: bool) -> Float32:
    """Return float32 [n_items, width], each vector divided by its length; zeros where an item has none.

    Args:
        content: the vectors.
        centred: subtract the mean of all first: what all items share says nothing of which are alike.
    """
    made = content.vectors.astype(np.float32, copy=True)
    if centred and content.present.any():
        made -= made[content.present].mean(axis=0)
    made /= np.maximum(np.linalg.norm(made, axis=1, keepdims=True), 1e-12)
    made[~content.present] = 0.0
    return made


def nearest(
    rows: Float32, present: npt.NDArray[np.bool_], query: Float32, k: int, *, without: int | None = None
) -> tuple[npt.NDArray[np.int32], Float32]:
    """Return the `k` items whose direction is closest to a query's, and the cosines, the closest first.

    Args:
        rows: float32 [n_items, width], from `directions`.
        present: bool [n_items].
        query: float32 [width], any length.
        k: how many, at most.
        without: an item never to list, the one that was asked about.
    """
    cosine = rows @ (query / max(1e-12, float(np.linalg.norm(query))))
    cosine[~present] = -np.inf
    if without is not None:
        cosine[without] = -np.inf
    order = np.argsort(-cosine, kind="stable")[:k]
    order = order[np.isfinite(cosine[order])]
    return order.astype(np.int32), cosine[order].astype(np.float32)


def near_duplicates(
    rows: Float32, present: npt.NDArray[np.bool_], least: float, limit: int, progress: Progress
) -> tuple[npt.NDArray[np.int32], Float32]:
    """Return the pairs of items whose cosine is at least `least`, the closest first.

    Args:
        rows: float32 [n_items, width], from `directions`.
        present: bool [n_items].
        least: smallest cosine.
        limit: most pairs.
        progress: reported to after each block of items.

    Returns:
        int32 [n, 2] with the smaller code first, and float32 [n].
    """
    items = np.flatnonzero(present)
    kept = rows[items]
    pairs, cosines = np.zeros((0, 2), np.int64), np.zeros(0, np.float32)
    for start in range(0, len(items), _ROWS):
        progress.report(start / max(1, len(items)), "comparing items")
        block = kept[start : start + _ROWS] @ kept[start:].T  # each pair once: with itself and what comes after
        first, second = np.nonzero(np.triu(block >= least, k=1))
        pairs = np.concatenate((pairs, np.stack((items[start + first], items[start + second]), axis=1)))
        cosines = np.concatenate((cosines, block[first, second]))
        best = np.argsort(-cosines, kind="stable")[:limit]
        pairs, cosines = pairs[best], cosines[best]
    return pairs.astype(np.int32), cosines.astype(np.float32)


def project(
    content: ContentVectors, method: Literal["pca", "umap"], n_clusters: int, progress: Progress, seed: int = 0
) -> Projection:
    """Return the items in the plane, coloured by cluster.

    Clusters are those of k-means in the space of the encoder (Lloyd, 1982), so that the picture can be judged by them.

    Args:
        content: the vectors.
        method: `pca`, the two directions of most variance, or `umap` (McInnes et al., 2018), which keeps neighbours.
        n_clusters: at most; no more than items.
        progress: checked; the libraries themselves cannot be stopped, and are left behind where it is cancelled.
        seed: of clusters and places.
    """
    items = np.flatnonzero(content.present)
    if len(items) == 0:
        return Projection(items.astype(np.int32), np.zeros((0, 2), np.float32), items.astype(np.int32))
    rows = directions(content, centred=True)[items]
    pool = ThreadPoolExecutor(1, "projecting")
    try:
        work = pool.submit(_projected, rows, method, min(n_clusters, len(items)), seed)
        progress.report(None, "looking for clusters")
        while not wait([work], timeout=0.05).done:
            progress.check()
        place, cluster = work.result()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
    return Projection(items.astype(np.int32), place, cluster)


def _projected(rows: Float32, method: str, n_clusters: int, seed: int) -> tuple[Float32, npt.NDArray[np.int32]]:
    from sklearn.cluster import KMeans, MiniBatchKMeans
    from sklearn.decomposition import PCA

    kind: Any = KMeans if len(rows) <= _MANY else MiniBatchKMeans
    labels = kind(n_clusters, n_init=3, random_state=seed).fit_predict(rows)
    order = np.argsort(-np.bincount(labels, minlength=n_clusters), kind="stable")
    cluster = np.empty(n_clusters, np.int32)
    cluster[order] = np.arange(n_clusters)
    if len(rows) < 3:
        place = np.pad(rows, ((0, 0), (0, 2)))[:, :2]
    elif method == "umap" and len(rows) > 3:
        from umap import UMAP

        place = UMAP(n_neighbors=min(15, len(rows) - 1), metric="cosine", random_state=seed).fit_transform(rows)
    else:
        place = PCA(min(2, *rows.shape), random_state=seed).fit_transform(rows)
        place = np.pad(place, ((0, 0), (0, 2)))[:, :2]
    return np.ascontiguousarray(place, dtype=np.float32), cluster[labels]

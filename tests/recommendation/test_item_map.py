"""Neighbours and maps: exact, the same each time, and stopped when asked."""

from __future__ import annotations

import numpy as np
import pytest

from workbench.data.interactions import Histories
from workbench.errors import Cancelled, ConfigurationError
from workbench.jobs import Progress
from workbench.recommendation.item_map import neighbours, pca, umap
from workbench.recommendation.similarity import history_vectors, nearest, similarity_of, unit_rows


def vectors(n: int = 60, width: int = 5) -> np.ndarray:
    return unit_rows(np.random.default_rng(0).normal(size=(n, width)))


def test_the_nearest_are_those_of_brute_force_and_what_is_unknown_is_near_to_nothing() -> None:
    made = vectors()
    made[7] = 0.0
    codes, cosines = nearest(made, made[3], 5, exclude=[3])
    all_cosines = {i: float(made[i] @ made[3]) for i in range(60) if i not in (3, 7)}
    assert codes.tolist() == sorted(all_cosines, key=lambda i: -all_cosines[i])[:5]
    assert cosines == pytest.approx([all_cosines[i] for i in codes.tolist()])
    assert 7 not in nearest(made, made[3], 60)[0].tolist()


def test_a_history_s_vector_is_the_direction_of_its_mean() -> None:
    made = vectors()
    histories = Histories(np.array([1, 2, 5], np.int32), np.ones(3, np.float32), None, np.array([0, 2, 2, 3], np.int64))
    found = history_vectors(histories, made)
    mean = made[[1, 2]].mean(axis=0)
    assert found[0] == pytest.approx(mean / np.linalg.norm(mean), abs=1e-6)
    assert not found[1].any()
    assert found[2] == pytest.approx(made[5], abs=1e-6)


def test_opposites_count_as_unlike() -> None:
    made = np.array([[1, 0], [-1, 0], [0, 1]], np.float32)
    assert similarity_of(np.array([0, 1, 2]), made).tolist() == [[1, 0, 0], [0, 1, 0], [0, 0, 1]]


def test_principal_axes_are_those_of_the_singular_value_decomposition() -> None:
    made = vectors()
    placed = pca(made)
    _, values, _ = np.linalg.svd(made - made.mean(axis=0))
    assert placed.std(axis=0) == pytest.approx(values[:2] / np.sqrt(60), rel=1e-4)
    assert abs(np.corrcoef(placed.T)[0, 1]) < 1e-5
    with pytest.raises(ConfigurationError):
        pca(np.zeros((5, 3), np.float32))


def test_neighbours_are_exact_with_itself_first() -> None:
    made = vectors()
    places, distances = neighbours(made, 4, Progress())
    assert places[:, 0].tolist() == list(range(60))
    for row in range(60):
        apart = 1.0 - made @ made[row]
        assert distances[row, 1:] == pytest.approx(np.sort(np.delete(apart, row))[:3], abs=1e-6)


def test_a_cancelled_map_stops_and_a_small_one_is_refused() -> None:
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        neighbours(vectors(), 4, progress)
    with pytest.raises(ConfigurationError, match="20 items"):
        umap(vectors(10), Progress())

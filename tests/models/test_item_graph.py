from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from scipy import sparse

from workbench.data.interactions import Histories
from workbench.errors import ArtifactDamagedError
from workbench.models import item_graph
from workbench.models.artifacts import StoredModel
from workbench.models.item_graph import POPULARITY_WEIGHT, ItemGraph, affordable_blocks
from workbench.models.recommender import ModelConfig


def _graph(seed: int = 0) -> ItemGraph:
    random = np.random.default_rng(seed)
    dense = np.where(random.random((7, 7)) < 0.4, random.random((7, 7)), 0.0).astype(np.float32)
    return ItemGraph(sparse.csr_array(dense), random.random(7).astype(np.float32))


@pytest.mark.parametrize("products", [1, 5, 1_000_000])
def test_scores_are_weighted_sums_of_rows_whatever_the_block(monkeypatch: pytest.MonkeyPatch, products: int) -> None:
    monkeypatch.setattr(item_graph, "PRODUCTS_PER_BLOCK", products)
    graph, dense = _graph(), _graph().matrix.toarray()
    histories = Histories(np.array([1, 4, 4, 6, 0], np.int32), np.ones(5, np.float32), None, np.array([0, 2, 2, 5]))
    weight = np.array([1.0, 0.5, 2.0, 0.25, 3.0], np.float32)
    expected = np.array([dense[1] + 0.5 * dense[4], np.zeros(7), 2 * dense[4] + 0.25 * dense[6] + 3 * dense[0]])
    expected += POPULARITY_WEIGHT * graph.popularity
    np.testing.assert_allclose(graph.score(histories, weight, None), expected, rtol=1e-5)
    np.testing.assert_allclose(graph.score(histories, weight, np.array([5, 2])), expected[:, [5, 2]], rtol=1e-5)


def test_blocks_cover_all_rows_within_both_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(item_graph, "PRODUCTS_PER_BLOCK", 10)
    products = np.cumsum([0, 3, 3, 3, 50, 0, 0, 0, 0, 9, 2])
    assert list(affordable_blocks(products, most_rows=3)) == [(0, 3), (3, 4), (4, 7), (7, 9), (9, 10)]


@pytest.mark.parametrize(
    ("name", "damage"),
    [
        ("columns", lambda array: array + 7),
        ("columns", lambda array: array - 7),
        ("columns", lambda array: array[:-1]),
        ("row_offsets", lambda array: array[::-1].copy()),
        ("row_offsets", lambda array: array + 1),
        ("data", lambda array: array.astype(np.float64)),
        ("popularity", lambda array: array[:3]),
    ],
)
def test_arrays_that_do_not_fit_together_are_refused(name: str, damage: object, tmp_path: Path) -> None:
    arrays = _graph().arrays()
    intact = ItemGraph.from_stored(tmp_path, StoredModel(ModelConfig(), 7, arrays))
    np.testing.assert_array_equal(intact.matrix.toarray(), _graph().matrix.toarray())
    arrays[name] = damage(arrays[name])  # type: ignore[operator]
    with pytest.raises(ArtifactDamagedError):
        ItemGraph.from_stored(tmp_path, StoredModel(ModelConfig(), 7, arrays))

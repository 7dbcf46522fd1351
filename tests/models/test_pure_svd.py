from __future__ import annotations

import numpy as np
import pytest
from model_contract import ModelContract
from small_world import circles, split_of

from workbench.data.interactions import Histories
from workbench.jobs import Progress
from workbench.models.item_graph import POPULARITY_WEIGHT, relative_popularity
from workbench.models.item_products import meetings
from workbench.models.pure_svd import PureSVD, PureSVDConfig


class TestPureSVDKeepsTheContract(ModelContract):
    kind = PureSVD
    config = PureSVDConfig(factors=4)


@pytest.mark.parametrize("factors", [2, 5, 100])
def test_scores_are_those_of_the_exact_singular_vectors(factors: int) -> None:
    random = np.random.default_rng(4)
    split = split_of(np.repeat(np.arange(40), 6).tolist(), random.integers(0, 10, 240).tolist(), n_items=10)
    model = PureSVD(PureSVDConfig(factors=factors, iterations=40))
    model.fit(split, validation=None, seed=0, progress=Progress())
    _, _, turned = np.linalg.svd(meetings(split.train).toarray())
    kept = min(factors, 10)
    history = np.zeros(10)
    history[[1, 2]] = 1.0
    expected = history @ turned[:kept].T @ turned[:kept]
    expected += POPULARITY_WEIGHT * relative_popularity(split.train.item_counts)
    np.testing.assert_allclose(model.score(Histories.single([1, 2]))[0], expected, atol=1e-4)


def test_item_vectors_are_orthonormal_directions() -> None:
    model = PureSVD(PureSVDConfig(factors=5))
    model.fit(circles(), validation=None, seed=3, progress=Progress())
    vectors = model.item_vectors()
    np.testing.assert_allclose(vectors.T @ vectors, np.eye(5), atol=1e-5)

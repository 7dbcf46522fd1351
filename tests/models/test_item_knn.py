from __future__ import annotations

import numpy as np
import pytest
from model_contract import HISTORIES, ModelContract
from small_world import CIRCLE, circles, split_of

from workbench.data.interactions import Histories
from workbench.jobs import Progress
from workbench.models import sparse_products
from workbench.models.item_graph import POPULARITY_WEIGHT, relative_popularity
from workbench.models.item_knn import ItemKNN, ItemKNNConfig
from workbench.models.ranking import rank_all


class TestItemKNNKeepsTheContract(ModelContract):
    kind = ItemKNN
    config = ItemKNNConfig(neighbours=4, shrinkage=1.0)


def _fitted(split: object, config: ItemKNNConfig) -> ItemKNN:
    model = ItemKNN(config)
    model.fit(split, validation=None, seed=0, progress=Progress())  # type: ignore[arg-type]
    return model


@pytest.mark.parametrize(
    ("similarity", "expected"),
    # Item 0 was met by users 0, 1, 2; item 1 by 0, 1; item 2 by 2 only. The last two of each history are held out.
    [
        ("cosine", [0.0, 2 / (6**0.5 + 1), 1 / (3**0.5 + 1), 0.0]),
        ("jaccard", [0.0, 2 / (3 + 1), 1 / (3 + 1), 0.0]),
        ("dice", [0.0, 2 / (2.5 + 1), 1 / (2 + 1), 0.0]),
    ],
)
def test_similarities_are_those_computed_by_hand(similarity: str, expected: list[float]) -> None:
    split = split_of([0] * 4 + [1] * 4 + [2] * 5, [0, 1, 3, 3, 0, 1, 3, 3, 0, 2, 0, 3, 3], n_items=4)
    model = _fitted(split, ItemKNNConfig.model_validate({"similarity": similarity, "shrinkage": 1.0}))
    popularity = POPULARITY_WEIGHT * relative_popularity(split.train.item_counts)
    np.testing.assert_allclose(model.score(Histories.single([0]))[0], expected + popularity, rtol=1e-6)


def test_blocks_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = _fitted(circles(), ItemKNNConfig()).score(HISTORIES)
    monkeypatch.setattr(sparse_products, "NUMBERS_PER_BLOCK", 1)
    np.testing.assert_array_equal(_fitted(circles(), ItemKNNConfig()).score(HISTORIES), whole)


def test_only_the_nearest_neighbours_are_kept() -> None:
    model = _fitted(circles(), ItemKNNConfig(neighbours=2))
    assert (model.score(Histories.single([0]))[0] > 2 * POPULARITY_WEIGHT).sum() == 2


def test_a_circle_recommends_itself() -> None:
    items, _ = rank_all(_fitted(circles(), ItemKNNConfig()), Histories.single([CIRCLE, CIRCLE + 1]), 2)
    assert (items // CIRCLE == 1).all()

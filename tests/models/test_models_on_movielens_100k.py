"""The training-free models reach their known figures on real data; skipped where the data are not."""

from __future__ import annotations

import numpy as np
import pytest
from real_data import real_data
from small_world import split_of

from workbench.data.splits import Split
from workbench.jobs import Progress
from workbench.models.item_knn import ItemKNN
from workbench.models.item_transition import ItemTransition
from workbench.models.popularity import Popularity
from workbench.models.ranking import ndcg_at, rank_all
from workbench.models.recommender import Recommender


@pytest.fixture(scope="module")
def split() -> Split:
    columns = np.loadtxt(real_data("ml-100k") / "u.data", dtype=np.int64)
    user, item = (np.unique(columns[:, column], return_inverse=True)[1] for column in (0, 1))
    return split_of(user.tolist(), item.tolist(), int(item.max()) + 1, columns[:, 3].tolist())


def _measured(model: Recommender, split: Split) -> tuple[float, float]:
    model.fit(split, validation=split.validation, seed=0, progress=Progress())
    assert len(split.test) == 943
    items, _ = rank_all(model, split.test.histories, 10)
    recall = float((items == split.test.target_item[:, None]).any(axis=1).mean())
    return recall, ndcg_at(model, split.test, 10)


def test_popularity_is_where_other_libraries_put_it(split: Split) -> None:
    recall, ndcg = _measured(Popularity(), split)
    assert 0.08 <= recall <= 0.09
    assert 0.043 <= ndcg <= 0.0455


def test_item_transition_is_a_strong_baseline(split: Split) -> None:
    recall, ndcg = _measured(ItemTransition(), split)
    assert recall >= 0.21
    assert ndcg >= 0.11


def test_item_neighbours_beat_popularity(split: Split) -> None:
    recall, ndcg = _measured(ItemKNN(), split)
    assert recall >= 0.10
    assert ndcg >= 0.05

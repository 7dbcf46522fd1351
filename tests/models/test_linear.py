from __future__ import annotations

import numpy as np
import psutil
import pytest
import torch
from model_contract import ModelContract
from small_world import N_ITEMS, circles, split_of

from workbench.data.interactions import Histories
from workbench.errors import ConfigurationError
from workbench.jobs import Progress
from workbench.models.data_shape import DataShape
from workbench.models.ease import EASE, EASEConfig
from workbench.models.item_graph import POPULARITY_WEIGHT, relative_popularity
from workbench.models.item_products import meetings, product_blocks
from workbench.models.neighbourhoods import Neighbourhoods
from workbench.models.recommender import Recommender
from workbench.models.slim import SLIM, SLIMConfig, elastic_net


class TestEASEKeepsTheContract(ModelContract):
    kind = EASE
    config = EASEConfig(regularisation=2.0)


class TestSparseEASEKeepsTheContract(ModelContract):
    kind = EASE
    config = EASEConfig(regularisation=2.0, neighbours=5)


class TestSLIMKeepsTheContract(ModelContract):
    kind = SLIM
    config = SLIMConfig(neighbours=5, l1=0.1, l2=1.0)


def _dense() -> np.ndarray:
    return meetings(circles().train).toarray()


def _weights(model: Recommender) -> np.ndarray:
    """float [n_items, n_items]: what each item alone adds to each other's score."""
    alone = Histories(np.arange(N_ITEMS, dtype=np.int32), np.ones(N_ITEMS, np.float32), None, np.arange(N_ITEMS + 1))
    popularity = POPULARITY_WEIGHT * relative_popularity(circles().train.item_counts)
    return np.asarray(model.score(alone) - popularity, dtype=np.float64)


def _fitted(model: Recommender) -> Recommender:
    model.fit(circles(), validation=None, seed=0, progress=Progress())
    return model


def test_products_count_the_people_that_items_share() -> None:
    x = _dense()
    blocks = list(product_blocks(meetings(circles().train), lambda start, stop, rows: rows + start, Progress(), ""))
    assert [block[0] for block in blocks[1:]] == [block[1] for block in blocks[:-1]]
    np.testing.assert_array_equal(np.concatenate([rows - start for start, _, rows in blocks]), x.T @ x)
    assert set(np.unique(x)) == {0.0, 1.0}


def test_ease_holds_back_more_where_items_were_met_more_often() -> None:
    beauty, movielens = DataShape(22_363, 12_101, 153_776, 4.0, 22_363), DataShape(6_040, 3_706, 988_129, 94.0, 6_040)
    assert EASEConfig().suited(beauty)["regularisation"] < EASEConfig().suited(movielens)["regularisation"]
    model = _fitted(EASE())
    assert model.config == EASEConfig(**EASEConfig().suited(DataShape.of(circles().train)))
    assert EASEConfig(regularisation=3.0).for_data(circles().train) == EASEConfig(regularisation=3.0)


def test_ease_is_the_closed_form_of_its_paper() -> None:
    x = _dense()
    p = np.linalg.inv(x.T @ x + 2.0 * np.eye(N_ITEMS))
    expected = -p / np.diag(p)
    np.fill_diagonal(expected, 0.0)
    np.testing.assert_allclose(_weights(_fitted(EASE(EASEConfig(regularisation=2.0)))), expected, atol=2e-5)


def test_ease_weights_are_at_a_minimum() -> None:
    """No single weight off the diagonal can be moved to lower the ridge loss."""
    x = _dense()
    b = _weights(_fitted(EASE(EASEConfig(regularisation=2.0))))
    gradient = -x.T @ (x - x @ b) + 2.0 * b
    np.fill_diagonal(gradient, 0.0)
    assert np.abs(gradient).max() < 1e-3


def test_sparse_ease_solves_each_item_over_its_nearest() -> None:
    x = _dense()
    gram = x.T @ x
    near = Neighbourhoods.find(meetings(circles().train), 4, Progress(), share=1.0)
    expected = np.zeros((N_ITEMS, N_ITEMS))
    for item in range(N_ITEMS):
        kept = near.items[item][near.items[item] >= 0]
        ridge = gram[np.ix_(kept, kept)] + 2.0 * np.eye(len(kept))
        expected[kept, item] = np.linalg.solve(ridge, gram[kept, item])
    sparse = _weights(_fitted(EASE(EASEConfig(regularisation=2.0, neighbours=4))))
    np.testing.assert_allclose(sparse, expected, atol=2e-5)


def test_the_nearest_items_are_those_with_the_highest_cosine() -> None:
    x = _dense()
    lengths = np.maximum(np.linalg.norm(x, axis=0), 1e-12)
    cosine = (x.T @ x) / (lengths[:, None] * lengths)
    np.fill_diagonal(cosine, 0.0)
    near = Neighbourhoods.find(meetings(circles().train), 3, Progress(), share=1.0)
    for item in range(N_ITEMS):
        kept = near.items[item][near.items[item] >= 0]
        best = np.sort(cosine[item])[::-1][: len(kept)]
        np.testing.assert_allclose(cosine[item, kept], best, atol=1e-6)


def test_slim_is_at_the_minimum_of_its_paper() -> None:
    l1, l2 = 0.5, 1.0
    x = _dense()
    w = _weights(_fitted(SLIM(SLIMConfig(neighbours=N_ITEMS, l1=l1, l2=l2, sweeps=500))))
    assert (w > -1e-9).all()
    assert np.abs(np.diag(w)).max() < 1e-9
    gradient = -x.T @ (x - x @ w) + l2 * w + l1
    np.fill_diagonal(gradient, 0.0)
    positive = w > 1e-6
    assert positive.any()
    assert np.abs(gradient[positive]).max() < 0.02, "where a weight is kept, nothing pulls at it"
    assert gradient[~positive].min() > -0.02, "where a weight is 0, everything pushes it down"


def test_a_high_price_leaves_no_weight() -> None:
    among, towards = torch.eye(3).expand(2, 3, 3).clone(), torch.full((2, 3), 4.0)
    assert not elastic_net(among, towards, l1=5.0, l2=0.0, sweeps=5, progress=Progress()).any()
    free = elastic_net(among, towards, l1=0.0, l2=1.0, sweeps=50, progress=Progress())
    torch.testing.assert_close(free, torch.full((2, 3), 2.0))


def test_a_catalogue_beyond_memory_is_refused_with_the_memory_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    class Little:
        available = 1_000

    monkeypatch.setattr(psutil, "virtual_memory", Little)
    with pytest.raises(ConfigurationError, match="neighbours") as told:
        _fitted(EASE())
    assert "13 items" in told.value.what
    _fitted(EASE(EASEConfig(neighbours=3)))


def test_what_everybody_met_together_is_announced() -> None:
    split = split_of([0] * 5 + [1] * 5 + [2] * 5, [0, 1, 2, 4, 4, 0, 1, 3, 4, 4, 2, 3, 0, 4, 4], n_items=5)
    for model in (EASE(EASEConfig(regularisation=0.5)), SLIM(SLIMConfig(l1=0.01, l2=0.1))):
        model.fit(split, validation=None, seed=0, progress=Progress())
        scores = model.score(Histories.single([0]))[0]
        assert scores[1] == max(scores[1:]), "items 0 and 1 came together twice, others less"

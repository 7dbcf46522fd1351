from __future__ import annotations

import numpy as np
from model_contract import HISTORIES, ModelContract
from small_world import N_ITEMS, circles

from workbench.data.interactions import Histories
from workbench.jobs import Progress
from workbench.models.random_order import Random, RandomConfig


class TestRandomKeepsTheContract(ModelContract):
    kind = Random
    config = RandomConfig()

    def test_a_new_person_is_recommended_what_is_popular(self) -> None:
        """Not by this model: a new person gets an order like everybody's."""
        assert len(set(self.fitted().score(Histories.single([]))[0].tolist())) == N_ITEMS


def _fitted(seed: int) -> Random:
    model = Random()
    model.fit(circles(), validation=None, seed=seed, progress=Progress())
    return model


def test_another_seed_and_another_history_give_another_order() -> None:
    first, second = _fitted(1).score(HISTORIES), _fitted(2).score(HISTORIES)
    assert (first != second).all()
    assert (first[0] != first[1]).all()


def test_the_order_of_a_history_does_not_matter() -> None:
    model = _fitted(1)
    np.testing.assert_array_equal(model.score(Histories.single([3, 5])), model.score(Histories.single([5, 3])))


def test_scores_are_even_over_items_and_histories() -> None:
    pairs = Histories(
        np.random.default_rng(0).integers(0, 13, 20_000).astype(np.int32),
        np.ones(20_000, np.float32),
        None,
        np.arange(0, 20_001, 4),
    )
    scores = _fitted(5).score(pairs)
    distinct = np.unique(scores, axis=0)
    assert abs(float(distinct.mean()) - 0.5) < 0.02
    assert (np.abs(distinct.mean(axis=0) - 0.5) < 0.06).all()

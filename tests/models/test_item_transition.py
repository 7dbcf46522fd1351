from __future__ import annotations

import numpy as np
import pytest
from model_contract import ModelContract
from small_world import circles, next_in_circle, split_of

from workbench.data.interactions import Histories
from workbench.jobs import Progress
from workbench.models import item_transition
from workbench.models.item_graph import POPULARITY_WEIGHT
from workbench.models.item_transition import ItemTransition, ItemTransitionConfig, transition_counts
from workbench.models.ranking import rank_all


class TestItemTransitionKeepsTheContract(ModelContract):
    kind = ItemTransition
    config = ItemTransitionConfig()


def _brute_force(split: object, distance: int, decay: float, backward: float) -> np.ndarray:
    train = split.train  # type: ignore[attr-defined]
    counts = np.zeros((train.n_items, train.n_items))
    for user in range(train.n_users):
        history = train.item[train.offsets[user] : train.offsets[user + 1]].tolist()
        for place, earlier in enumerate(history):
            for d in range(1, distance + 1):
                if place + d < len(history) and history[place + d] != earlier:
                    counts[earlier, history[place + d]] += decay ** (d - 1)
                    counts[history[place + d], earlier] += backward * decay ** (d - 1)
    return counts


def _random_split() -> object:
    random = np.random.default_rng(3)
    user = np.sort(random.integers(0, 12, 200))
    return split_of(user.tolist(), random.integers(0, 9, 200).tolist(), n_items=9)


@pytest.mark.parametrize("rows_per_block", [1, 7, 1_000])
@pytest.mark.parametrize(("distance", "decay", "backward"), [(1, 1.0, 0.0), (3, 0.5, 0.5), (4, 0.9, 1.0)])
def test_counts_equal_a_brute_force_whatever_the_block(
    monkeypatch: pytest.MonkeyPatch, rows_per_block: int, distance: int, decay: float, backward: float
) -> None:
    monkeypatch.setattr(item_transition, "ROWS_PER_BLOCK", rows_per_block)
    split = _random_split()
    keys, counts = transition_counts(split.train, distance, decay, backward, Progress())  # type: ignore[attr-defined]
    dense = np.zeros(81)
    dense[keys] = counts
    assert (np.diff(keys) > 0).all()
    np.testing.assert_allclose(dense.reshape(9, 9), _brute_force(split, distance, decay, backward), rtol=1e-12)


def test_scores_are_those_computed_by_hand() -> None:
    # Training parts: 0 1 2 | 0 1. Pairs: 0→1 twice, 1→2 once, 0→2 at distance 2 once (weight 1/2).
    split = split_of([0] * 5 + [1] * 4, [0, 1, 2, 3, 3, 0, 1, 3, 3], n_items=4)
    config = ItemTransitionConfig(
        distance=2, distance_decay=0.5, recent=2, recent_decay=0.5, backward=0.0, source_power=1.0, target_power=0.0
    )
    model = ItemTransition(config)
    model.fit(split, validation=None, seed=0, progress=Progress())
    # Row 0 is (2, 1/2) / 2.5, row 1 is 1 / 1. The history 3 0 1 is cut to 0 (weight 1/2) and 1 (weight 1).
    expected = np.array([0.0, 0.5 * 0.8, 0.5 * 0.2 + 1.0, 0.0]) + POPULARITY_WEIGHT * np.array([1.0, 1.0, 0.5, 0.0])
    np.testing.assert_allclose(model.score(Histories.single([3, 0, 1]))[0], expected, rtol=1e-6)


def test_the_next_item_of_the_circle_comes_first() -> None:
    model = ItemTransition()
    split = circles()
    model.fit(split, validation=None, seed=0, progress=Progress())
    for start in (0, 2, 7):
        walk = [next_in_circle(start, step) for step in range(3)]
        items, _ = rank_all(model, Histories.single(walk), 1)
        assert items[0, 0] == next_in_circle(start, 3)


def test_the_normalisation_is_the_documented_one() -> None:
    split = _random_split()
    config = ItemTransitionConfig(distance=2, recent=1)
    model = ItemTransition(config)
    model.fit(split, validation=None, seed=0, progress=Progress())  # type: ignore[arg-type]
    a = _brute_force(split, 2, config.distance_decay, config.backward)
    expected = a / a.sum(axis=1, keepdims=True) ** config.source_power / a.sum(axis=0) ** config.target_power
    counts = split.train.item_counts  # type: ignore[attr-defined]
    expected += POPULARITY_WEIGHT * counts / counts.max()
    every = Histories(np.arange(9, dtype=np.int32), np.ones(9, np.float32), None, np.arange(10))
    np.testing.assert_allclose(model.score(every), expected, rtol=1e-5)

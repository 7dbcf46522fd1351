"""Re-ranking for diversity: each greedy step against brute force, and the slider's two ends."""

from __future__ import annotations

import numpy as np
import pytest

from workbench.recommendation.rerank import calibrated, calibration_gap, dpp, mmr, relevance, spread


def pool(seed: int, m: int = 8, width: int = 6) -> tuple[np.ndarray, np.ndarray]:
    draw = np.random.default_rng(seed)
    vectors = np.abs(draw.normal(size=(m, width)))
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.sort(draw.random(m))[::-1].copy(), (vectors @ vectors.T).astype(np.float32)


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("diversity", [0.1, 0.5, 0.9])
def test_mmr_takes_the_best_marginal_relevance_at_each_step(seed: int, diversity: float) -> None:
    relevant, similarity = pool(seed)
    order = mmr(relevant, similarity, 5, diversity).tolist()
    for step, chosen in enumerate(order):
        before = order[:step]

        def value(i: int, before: list[int] = before) -> float:
            return (1 - diversity) * relevant[i] - diversity * max((similarity[i, j] for j in before), default=0.0)

        left = [i for i in range(len(relevant)) if i not in before]
        assert value(chosen) == pytest.approx(max(value(i) for i in left))


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("diversity", [0.1, 0.5, 0.9])
def test_dpp_takes_the_largest_determinant_at_each_step(seed: int, diversity: float) -> None:
    relevant, similarity = pool(seed)
    order = dpp(relevant, similarity, 5, diversity).tolist()
    for step, chosen in enumerate(order):
        before = order[:step]

        def value(i: int, before: list[int] = before) -> float:
            subset = [*before, i]
            determinant = np.linalg.det(similarity[np.ix_(subset, subset)].astype(np.float64))
            return (1 - diversity) * relevant[subset].sum() + diversity * np.log(determinant)

        left = [i for i in range(len(relevant)) if i not in before]
        assert value(chosen) == pytest.approx(max(value(i) for i in left), abs=1e-4)


@pytest.mark.parametrize("seed", range(8))
def test_calibration_takes_the_list_nearest_to_the_wanted_mix_at_each_step(seed: int) -> None:
    draw = np.random.default_rng(seed)
    relevant, diversity = np.sort(draw.random(8))[::-1].copy(), 0.6
    categories = draw.dirichlet(np.ones(4), 8)
    wanted = draw.dirichlet(np.ones(4))
    order = calibrated(relevant, categories, wanted, 5, diversity).tolist()
    for step, chosen in enumerate(order):
        before = order[:step]

        def value(i: int, before: list[int] = before) -> float:
            subset = [*before, i]
            mix = 0.99 * categories[subset].mean(axis=0) + 0.01 * wanted
            return (1 - diversity) * relevant[subset].sum() - diversity * float((wanted * np.log(wanted / mix)).sum())

        left = [i for i in range(8) if i not in before]
        assert value(chosen) == pytest.approx(max(value(i) for i in left))


@pytest.mark.parametrize("seed", range(4))
def test_without_diversity_the_model_s_order_stays(seed: int) -> None:
    relevant, similarity = pool(seed)
    categories, wanted = np.eye(8), np.full(8, 1 / 8)
    expected = list(range(5))
    assert mmr(relevant, similarity, 5, 0.0).tolist() == expected
    assert dpp(relevant, similarity, 5, 0.0).tolist() == expected
    assert calibrated(relevant, categories, wanted, 5, 0.0).tolist() == expected


def test_twins_are_torn_apart_by_diversity() -> None:
    relevant = np.array([1.0, 0.99, 0.5])
    similarity = np.array([[1, 1, 0], [1, 1, 0], [0, 0, 1]], np.float32)
    assert mmr(relevant, similarity, 2, 0.5).tolist() == [0, 2]
    assert dpp(relevant, similarity, 2, 0.5).tolist() == [0, 2]
    assert dpp(relevant, similarity, 3, 0.5).tolist() == [0, 2, 1]


def test_a_history_of_two_halves_gets_a_list_of_two_halves() -> None:
    relevant = np.array([1.0, 0.9, 0.8, 0.2, 0.1])
    categories = np.array([[1, 0], [1, 0], [1, 0], [0, 1], [0, 1]], float)
    assert sorted(calibrated(relevant, categories, np.array([0.5, 0.5]), 4, 0.95).tolist()) == [0, 1, 3, 4]
    assert calibrated(relevant, categories, np.zeros(2), 3, 0.95).tolist() == [0, 1, 2]


def test_a_perfect_mix_has_no_gap_and_an_empty_pool_no_list() -> None:
    wanted = np.array([0.25, 0.75])
    assert calibration_gap(wanted[None], wanted)[0] == pytest.approx(0.0)
    assert mmr(np.zeros(0), np.zeros((0, 0), np.float32), 5, 0.5).tolist() == []
    assert relevance(np.array([2.0, 4.0, 3.0])).tolist() == [0.0, 1.0, 0.5]
    assert relevance(np.array([2.0, 2.0])).tolist() == [1.0, 1.0]
    assert spread(np.array([[1.0, 0.25], [0.25, 1.0]], np.float32)) == pytest.approx(0.75)
    assert spread(np.ones((1, 1), np.float32)) is None

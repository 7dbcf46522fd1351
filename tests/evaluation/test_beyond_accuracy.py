"""Breadth, surprise and calibration against slow second implementations, word by word from their formulas."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from scipy import stats

from workbench.data.interactions import Histories
from workbench.evaluation import beyond_accuracy, metrics

N, N_ITEMS, K = 30, 25, 8
CUTOFFS = (1, 3, 8)


def histories_of(lists: list[list[int]]) -> Histories:
    offsets = np.concatenate(([0], np.cumsum([len(one) for one in lists]))).astype(np.int64)
    items = np.array([item for one in lists for item in one], np.int32)
    return Histories(items, np.ones(len(items), np.float32), None, offsets)


def world(seed: int) -> tuple[np.ndarray, list[list[int]], list[set[int]], np.ndarray]:
    """Return lists, histories (with repeats), each item's categories, and an order of items as places."""
    random = np.random.default_rng(seed)
    lists = np.stack([random.permutation(N_ITEMS)[:K] for _ in range(N)]).astype(np.int32)
    lists[0, 3:], lists[1, :] = metrics.PADDING, metrics.PADDING
    seen = [random.integers(0, N_ITEMS, random.integers(0, 12)).tolist() for _ in range(N)]
    categories = [set(random.integers(0, 6, random.integers(0, 4)).tolist()) for _ in range(N_ITEMS)]
    return lists, seen, categories, random.permutation(N_ITEMS)


def ragged(categories: list[set[int]]) -> tuple[np.ndarray, np.ndarray]:
    offsets = np.concatenate(([0], np.cumsum([len(one) for one in categories]))).astype(np.int64)
    return np.array([c for one in categories for c in sorted(one)], np.int32), offsets


@pytest.mark.parametrize("seed", range(3))
def test_personalisation_is_the_mean_distance_of_all_pairs(seed: int) -> None:
    lists, *_ = world(seed)
    for k in CUTOFFS:
        sets = [set(row[:k].tolist()) - {metrics.PADDING} for row in lists]
        pairs = [1.0 - len(a & b) / k for a, b in itertools.combinations(sets, 2)]
        exposed = beyond_accuracy.exposure(lists[:, :k], N_ITEMS)
        assert beyond_accuracy.personalisation(exposed, N, k) == pytest.approx(np.mean(pairs), abs=1e-12)
    assert math.isnan(beyond_accuracy.personalisation(exposed, 1, 3))


def test_entropy_is_that_of_scipy() -> None:
    exposed = np.array([3, 0, 1, 8, 8])
    assert beyond_accuracy.shannon_entropy(exposed) == pytest.approx(stats.entropy(exposed, base=2), abs=1e-12)
    assert beyond_accuracy.shannon_entropy(np.full(16, 2)) == pytest.approx(4.0)
    assert beyond_accuracy.shannon_entropy(np.zeros(4, int)) == 0.0


def test_widths_of_exposure_figures_are_those_of_a_bootstrap() -> None:
    random = np.random.default_rng(3)
    n, n_items, k = 400, 60, 5
    chances = np.arange(1, n_items + 1) ** -0.7
    lists = np.stack([random.choice(n_items, k, replace=False, p=chances / chances.sum()) for _ in range(n)])
    found = beyond_accuracy.exposure_half_widths(lists, beyond_accuracy.exposure(lists, n_items), k)
    drawn: dict[str, list[float]] = {"gini": [], "entropy": [], "personalisation": []}
    for _ in range(600):
        exposed = beyond_accuracy.exposure(lists[random.integers(0, n, n)], n_items)
        drawn["gini"].append(beyond_accuracy.gini(exposed))
        drawn["entropy"].append(beyond_accuracy.shannon_entropy(exposed))
        drawn["personalisation"].append(beyond_accuracy.personalisation(exposed, n, k))
    for name, values in drawn.items():
        assert found[name] == pytest.approx(1.96 * np.std(values), rel=0.12), name
    rare = np.concatenate((np.zeros((98, 1), int), [[1], [2]]))
    alone = beyond_accuracy.exposure_half_widths(rare, beyond_accuracy.exposure(rare, 4), 1)
    left_out = [3 - (case >= 98) for case in range(100)]
    jackknife = 99 / 100 * sum((count / 4 - np.mean(left_out) / 4) ** 2 for count in left_out)
    assert alone["coverage"] == pytest.approx(1.96 * math.sqrt(jackknife), rel=0.01)


@pytest.mark.parametrize("seed", range(3))
def test_unexpected_is_what_the_most_popular_unseen_items_do_not_hold(seed: int) -> None:
    lists, seen, _, place = world(seed)
    seen = [[item for item in history if item not in row] for history, row in zip(seen, lists.tolist(), strict=True)]
    hits = (np.random.default_rng(seed).random(lists.shape) < 0.4) & (lists != metrics.PADDING)
    rows, places = beyond_accuracy.met_places(histories_of(seen), place)
    expected = beyond_accuracy.expected_before(rows, places, N, CUTOFFS)
    surprising = beyond_accuracy.unexpectedness(lists, place, expected, CUTOFFS)
    serendipitous = beyond_accuracy.serendipity(lists, hits, place, expected, CUTOFFS)
    popular_first = np.argsort(place).tolist()
    for case, (row, history) in enumerate(zip(lists, seen, strict=True)):
        for column, k in enumerate(CUTOFFS):
            primitive = [item for item in popular_first if item not in history][:k]
            listed = [item for item in row[:k].tolist() if item != metrics.PADDING]
            odd = [item not in primitive for item in listed]
            if listed:
                assert surprising[case, column] == pytest.approx(sum(odd) / len(listed))
            else:
                assert np.isnan(surprising[case, column])
            right = hits[case, : len(listed)]
            assert serendipitous[case, column] == pytest.approx(
                sum(o and h for o, h in zip(odd, right, strict=True)) / k
            )


@pytest.mark.parametrize("seed", range(3))
def test_calibration_is_steck_s_divergence(seed: int) -> None:
    lists, seen, categories, _ = world(seed)
    codes, offsets = ragged(categories)
    shares = beyond_accuracy.category_shares(codes, offsets, 6)
    found = beyond_accuracy.calibration(lists, histories_of(seen), shares, CUTOFFS)

    def distribution(items: list[int]) -> dict[int, float]:
        sums = {g: sum(1 / len(categories[i]) for i in items if g in categories[i]) for g in range(6)}
        total = sum(sums.values())
        return {g: value / total for g, value in sums.items()} if total else {}

    for case, (row, history) in enumerate(zip(lists, seen, strict=True)):
        for column, k in enumerate(CUTOFFS):
            p, q = distribution(history), distribution([i for i in row[:k].tolist() if i != metrics.PADDING])
            if not p or not q:
                assert np.isnan(found[case, column])
                continue
            slow = sum(p[g] * math.log(p[g] / (0.99 * q[g] + 0.01 * p[g])) for g in p if p[g] > 0)
            assert found[case, column] == pytest.approx(slow, abs=1e-12)


def test_a_list_like_the_history_is_calibrated() -> None:
    codes, offsets = ragged([{0}, {1}, {0}, {1}])
    shares = beyond_accuracy.category_shares(codes, offsets, 2)
    found = beyond_accuracy.calibration(np.array([[2, 3]], np.int32), histories_of([[0, 1]]), shares, (1, 2))
    assert found[0, 1] == pytest.approx(0.0, abs=1e-12)
    assert found[0, 0] == pytest.approx(0.5 * math.log(0.5 / 0.995) + 0.5 * math.log(0.5 / 0.005))


@pytest.mark.parametrize("seed", range(3))
def test_content_diversity_is_the_mean_cosine_distance_of_pairs(seed: int) -> None:
    lists, *_ = world(seed)
    random = np.random.default_rng(seed)
    vectors, present = random.normal(size=(N_ITEMS, 5)).astype(np.float32), random.random(N_ITEMS) < 0.8
    vectors[~present] = 0
    found = beyond_accuracy.content_diversity(lists, vectors, present, CUTOFFS)
    for case, row in enumerate(lists):
        for column, k in enumerate(CUTOFFS):
            known = [vectors[i] for i in row[:k].tolist() if i != metrics.PADDING and present[i]]
            apart = [
                1 - float(a @ b / (np.linalg.norm(a) * np.linalg.norm(b))) for a, b in itertools.combinations(known, 2)
            ]
            if apart:
                assert found[case, column] == pytest.approx(np.mean(apart), abs=1e-5)
            else:
                assert np.isnan(found[case, column])


@pytest.mark.parametrize("seed", range(3))
def test_category_diversity_of_random_lists_is_the_mean_jaccard_distance(seed: int) -> None:
    lists, _, categories, _ = world(seed)
    codes, offsets = ragged(categories)
    found = beyond_accuracy.intra_list_diversity(lists, beyond_accuracy.category_bits(codes, offsets, 6), CUTOFFS)
    for case, row in enumerate(lists):
        for column, k in enumerate(CUTOFFS):
            known = [categories[i] for i in row[:k].tolist() if i != metrics.PADDING and categories[i]]
            apart = [1 - len(a & b) / len(a | b) for a, b in itertools.combinations(known, 2)]
            assert (np.isnan(found[case, column]) and not apart) or found[case, column] == pytest.approx(np.mean(apart))


def test_repeats_are_counted_among_the_listed() -> None:
    lists = np.array([[3, 1, 2], [5, -1, -1], [-1, -1, -1]], np.int32)
    found = beyond_accuracy.repeat_rate(lists, histories_of([[1, 1, 9], [5], [2]]), N_ITEMS, (1, 3))
    assert found[0].tolist() == [0.0, pytest.approx(1 / 3)]
    assert found[1].tolist() == [1.0, 1.0]
    assert np.isnan(found[2]).all()

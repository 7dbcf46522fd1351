"""Agreement of two lists against numbers worked out by hand, and against another implementation."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import kendalltau

from workbench.recommendation.rank_agreement import compare_lists, kendall_tau_b, rank_biased_overlap


def test_rank_biased_overlap_of_two_short_lists_by_hand() -> None:
    # a b | a c: overlaps 1, 1. (1−p)/p·(1·p + ½·p²) + ½·p² with p = ½: ½ + ⅛ + ⅛.
    assert rank_biased_overlap([1, 2], [1, 3], p=0.5) == pytest.approx(0.75)


def test_rank_biased_overlap_of_lists_of_different_length_by_hand() -> None:
    # a | b a: s = 1, l = 2, overlaps 0, 1, x_s = 0, x_l = 1; p = ½: (1−p)/p·(½·p²) + ½·p² = ⅛ + ⅛.
    assert rank_biased_overlap([1], [2, 1], p=0.5) == pytest.approx(0.25)


def test_equal_lists_agree_wholly_and_disjoint_ones_not_at_all() -> None:
    assert rank_biased_overlap([3, 1, 2], [3, 1, 2]) == pytest.approx(1.0)
    assert rank_biased_overlap([3, 1, 2], [4, 5, 6]) == 0.0
    assert rank_biased_overlap([], []) == 1.0
    assert rank_biased_overlap([], [1]) == 0.0


def test_a_change_at_the_top_weighs_more_than_one_at_the_end() -> None:
    base = list(range(10))
    assert rank_biased_overlap(base, [99, *base[1:]]) < rank_biased_overlap(base, [*base[:-1], 99])


def test_kendall_s_tau_b_by_hand() -> None:
    # Pairs: (1,2) agree, (1,3) agree, (2,3) disagree: (2 − 1) / 3.
    assert kendall_tau_b([1, 2, 3], [1, 3, 2]) == pytest.approx(1 / 3)
    # One pair is tied on the left: (2 − 0) / √(2 · 3).
    assert kendall_tau_b([1, 2, 2], [1, 2, 3]) == pytest.approx(2 / np.sqrt(6))
    assert kendall_tau_b([1, 1], [1, 2]) is None
    assert kendall_tau_b([1], [1]) is None


@pytest.mark.parametrize("seed", range(5))
def test_kendall_s_tau_b_is_that_of_another_implementation(seed: int) -> None:
    a, b = np.random.default_rng(seed).integers(0, 6, (2, 12))
    assert kendall_tau_b(a.tolist(), b.tolist()) == pytest.approx(kendalltau(a, b).statistic)


def test_two_lists_side_by_side_say_where_each_item_stands() -> None:
    found = compare_lists([7, 8, 9], [9, 7, 5])
    assert (found.shared, found.longest) == (2, 3)
    assert [(c.item, c.first, c.second) for c in found.changes] == [(7, 1, 2), (8, 2, None), (9, 3, 1), (5, None, 3)]
    assert found.tau == pytest.approx(kendalltau([1, 2, 3, 4], [2, 4, 1, 3]).statistic)

"""Paired tests against exact counts, a second implementation, and what they promise over many trials."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from scipy import stats

from workbench.errors import Cancelled
from workbench.evaluation.significance import compare_paired, holm, permutation_p
from workbench.jobs import Progress


def test_the_permutation_test_counts_all_flips_of_few_differences() -> None:
    differences = np.array([0.5, -0.1, 0.3, 0.0, 0.2])
    moved = differences[differences != 0]
    sums = [
        abs(sum(s * d for s, d in zip(signs, moved, strict=True))) for signs in itertools.product((1, -1), repeat=4)
    ]
    expected = np.mean([total >= abs(moved.sum()) - 1e-12 for total in sums])
    assert permutation_p(differences) == pytest.approx(expected)


def test_many_differences_give_what_scipy_gives() -> None:
    differences = np.random.default_rng(0).normal(0.15, 1.0, 200)
    second = stats.permutation_test(
        (differences,), np.mean, permutation_type="samples", n_resamples=9_999, random_state=1
    )
    assert permutation_p(differences) == pytest.approx(float(second.pvalue), abs=0.012)


def test_no_difference_is_no_evidence() -> None:
    assert permutation_p(np.zeros(50)) == 1.0
    (found,) = compare_paired(np.ones(50), [np.ones(50)])
    assert (found.mean, found.p_t, found.p_corrected, found.wins, found.losses) == (0.0, 1.0, 1.0, 0, 0)


def test_runs_that_are_alike_are_called_different_five_times_in_a_hundred() -> None:
    random = np.random.default_rng(5)
    p = np.array([permutation_p(random.normal(0.0, 1.0, 12)) for _ in range(600)])
    assert 0.03 <= (p <= 0.05).mean() <= 0.075


def test_holm_equals_its_definition() -> None:
    assert holm([0.01, 0.04, 0.03]) == pytest.approx([0.03, 0.06, 0.06])
    assert holm([0.5, 0.6]) == [1.0, 1.0]
    assert holm([]) == []


def test_a_difference_is_told_with_its_size_interval_and_people() -> None:
    random = np.random.default_rng(2)
    baseline = (random.random(400) < 0.2).astype(np.float64)
    better = np.where(random.random(400) < 0.15, 1.0, baseline)
    baseline[7] = np.nan
    better_found, same = compare_paired(baseline, [better, baseline])
    d = (better - baseline)[np.isfinite(baseline)]
    assert better_found.people == 399
    assert better_found.mean == pytest.approx(d.mean())
    assert better_found.effect == pytest.approx(d.mean() / d.std(ddof=1))
    assert better_found.low < d.mean() < better_found.high
    assert better_found.low > 0.0
    assert (better_found.wins, better_found.losses) == (int((d > 0).sum()), 0)
    assert better_found.p_t == pytest.approx(float(stats.ttest_rel(better, baseline, nan_policy="omit").pvalue))
    assert better_found.p_corrected == pytest.approx(2 * better_found.p_permutation)
    assert same.p_corrected == 1.0


def test_the_same_seed_gives_the_same_p_and_cancelling_is_heard() -> None:
    d = np.random.default_rng(1).normal(0.1, 1, 500)
    assert permutation_p(d) == permutation_p(d)
    assert permutation_p(d) != permutation_p(d, seed=2)
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        compare_paired(np.zeros(500), [d], progress=progress)

"""Satisfaction: what people said, weighted by place, and the estimate that takes popularity out."""

from __future__ import annotations

import math

import numpy as np
import pytest

from workbench.evaluation import satisfaction
from workbench.evaluation.intervals import bootstrap_half_widths


def test_what_stands_first_weighs_most() -> None:
    found = satisfaction.satisfaction(np.array([True, False, True]), np.array([1, 2, 3]))
    weights = [1.0, 1 / math.log2(3), 0.5]
    assert found.value == pytest.approx((weights[0] + weights[2]) / sum(weights))
    assert (found.judged, found.liked) == (3, 2)
    assert 0.0 < found.low < found.value < found.high < 1.0
    nothing = satisfaction.satisfaction(np.zeros(0, bool), np.zeros(0, int))
    assert math.isnan(nothing.value)


def test_the_interval_is_wilson_s_where_all_stand_at_one_place() -> None:
    from scipy.stats import binomtest

    found = satisfaction.satisfaction(np.arange(40) < 13, np.full(40, 4))
    wilson = binomtest(13, 40).proportion_ci(0.95, "wilson")
    assert (found.low, found.high) == (pytest.approx(wilson.low, abs=1e-3), pytest.approx(wilson.high, abs=1e-3))


def test_the_estimate_equals_its_formula() -> None:
    random = np.random.default_rng(2)
    rows = np.sort(random.integers(0, 30, 200))
    places, propensities = random.integers(0, 40, 200), random.random(200) + 0.01
    found = satisfaction.inverse_propensity(places, rows, propensities, 30, (5, 20))
    for column, k in enumerate((5, 20)):
        above = sum(1 / p / math.log2(r + 1) for r, p in zip(places, propensities, strict=True) if 0 < r <= k)
        means = np.nansum(found.values[:, column] * found.weights) / found.weights.sum()
        assert means == pytest.approx(above / sum(1 / propensities))
    assert found.effective == pytest.approx(sum(1 / propensities) ** 2 / sum(1 / propensities**2))
    assert satisfaction.effective_sample_size(np.full(7, 3.0)) == pytest.approx(7.0)
    assert np.isfinite(bootstrap_half_widths(found.values, weights=np.tile(found.weights[:, None], 2))).all()


def test_the_estimate_finds_the_truth_that_popularity_hides() -> None:
    """People meet popular items four times as often; a model that finds those only looks better than it is."""
    random = np.random.default_rng(5)
    popular = random.random(40_000) < 0.5
    met = random.random(40_000) < np.where(popular, 0.8, 0.2)
    places = np.where(popular, 1, 0)[met]
    found = satisfaction.inverse_propensity(
        places, np.arange(met.sum()), np.where(popular, 0.8, 0.2)[met], met.sum(), (5,)
    )
    naive = float((places == 1).mean())
    estimate = float((found.values[:, 0] * found.weights).sum() / found.weights.sum())
    assert naive > 0.75
    assert estimate == pytest.approx(0.5, abs=0.02)
    assert found.effective < met.sum()


def test_what_nobody_met_has_the_propensity_of_what_one_person_met() -> None:
    found = satisfaction.observation_propensity(np.array([0, 1, 4]), gamma=1.0)
    assert found.tolist() == [0.25, 0.25, 1.0]

"""Groups of cases: every case in the groups that it belongs to, means and intervals of exactly those."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from random_dataset import Row, dataset_of, random_dataset

from workbench.data.split_strategies import make_split
from workbench.data.splits import Split
from workbench.evaluation import slices
from workbench.evaluation.intervals import bootstrap_intervals
from workbench.evaluation.slices import Grouping, groupings, measure

CATEGORIES = {"a": ["war", "love"], "b": ["love"], "c": [], "d": ["war"]}


def known_split() -> Split:
    """Five people whose targets, in order, are a, b, c, d and e; e is in no history."""
    items = "abcde"
    rows = []
    for user in range(5):
        walked = [items[(user + step) % 4] for step in range(3 + user)]
        rows += [Row(f"u{user}", item, 1.0, 86_400 * (10 * user + step)) for step, item in enumerate(walked)]
        rows.append(Row(f"u{user}", items[user], 1.0, 86_400 * (10 * user + 9)))
    dataset = dataset_of(
        rows,
        {"categories": [CATEGORIES.get(item, ["odd"]) for item in items]},
        {"age": [20, 30, 40, None, 60], "sex": ["f", "f", "m", "m", "f"], "name": list("vwxyz")},
    )
    return make_split(dataset, "leave-last-out")


def found(split: Split) -> dict[str, Grouping]:
    return {grouping.name: grouping for grouping in groupings(split, split.test)}


def members(grouping: Grouping) -> dict[str, list[int]]:
    return {
        title: sorted(grouping.cases[grouping.groups == group].tolist()) for group, title in enumerate(grouping.titles)
    }


def test_cases_are_grouped_by_all_that_the_dataset_knows() -> None:
    by = found(known_split())
    assert set(by) == {"history", "popularity", "category", "cold", "time", "user:age", "user:sex"}
    assert members(by["history"]) == {"3": [0], "4": [1], "5": [2], "6": [3], "7": [4]}
    assert members(by["category"]) == {"love": [0, 1], "war": [0, 3], "odd": [4]}
    assert members(by["cold"]) == {"Met in training": [0, 1, 2, 3], "New item": [4]}
    assert members(by["time"])["1970-01-10"] == [0]
    assert members(by["user:sex"]) == {"f": [0, 1, 4], "m": [2, 3]}
    assert members(by["user:age"])["Unknown"] == [3]


def test_an_attribute_that_everybody_has_a_value_of_their_own_in_makes_no_groups() -> None:
    rows = [Row(f"u{u:02d}", f"i{(u + step) % 7}", 1.0, step) for u in range(60) for step in range(4)]
    dataset = dataset_of(rows, users={"postcode": [f"p{u}" for u in range(60)], "club": ["x", "y"] * 30})
    assert "user:postcode" not in found(make_split(dataset))
    assert "user:club" in found(make_split(dataset))


def test_ranges_hold_about_equally_many_cases_and_are_called_by_what_is_in_them() -> None:
    split = make_split(random_dataset(3, n_rows=3_000, n_users=200, n_items=60), "ratio")
    history = found(split)["history"]
    lengths = split.test.histories.lengths
    sizes = np.bincount(history.groups)
    assert len(sizes) == slices.RANGES
    assert sizes.min() > len(split.test) / slices.RANGES / 3
    for title, cases in members(history).items():
        low, _, high = title.partition(" – ")
        assert (lengths[cases].min(), lengths[cases].max()) == (int(low), int(high or low))


def test_many_categories_leave_the_rare_ones_together() -> None:
    rows = [Row(f"u{u:02d}", f"i{(u + step) % 20:02d}", 1.0, step) for u in range(60) for step in range(4)]
    dataset = dataset_of(rows, {"categories": [[f"c{item:02d}"] for item in range(20)]})
    category = found(make_split(dataset))["category"]
    assert len(category.titles) == slices.NAMES + 1
    assert category.titles[-1] == "Other"
    assert sorted(category.cases.tolist()) == list(range(60)), "everybody's one target has one category"


def test_a_slice_is_the_mean_and_the_interval_of_its_own_cases() -> None:
    random = np.random.default_rng(4)
    values = random.random(300)
    values[::7] = np.nan
    groups = random.integers(0, 3, 300)
    grouping = Grouping("x", "x", ("a", "b", "c", "nobody"), np.arange(300), groups)
    made = measure(grouping, values)
    for group in range(3):
        own = values[groups == group]
        counted = own[np.isfinite(own)]
        assert (made[group].cases, made[group].n) == (len(own), len(counted))
        assert made[group].mean == pytest.approx(counted.mean(), abs=1e-12)
        spread = 1.96 * counted.std() / np.sqrt(len(counted))
        assert made[group].low == pytest.approx(counted.mean() - spread, abs=0.02)
        assert made[group].high == pytest.approx(counted.mean() + spread, abs=0.02)
    assert made[3].cases == 0
    assert np.isnan(made[3].mean)


def test_a_weighted_interval_is_that_of_the_weighted_mean() -> None:
    random = np.random.default_rng(5)
    values, weights = random.random((400, 1)), random.integers(1, 9, (400, 1)).astype(float)
    low, high = bootstrap_intervals(values, weights=weights)
    draws = np.random.default_rng(6).integers(0, 400, (4_000, 400))
    means = (values[draws, 0] * weights[draws, 0]).sum(1) / weights[draws, 0].sum(1)
    assert low[0] == pytest.approx(np.percentile(means, 2.5), abs=0.005)
    assert high[0] == pytest.approx(np.percentile(means, 97.5), abs=0.005)

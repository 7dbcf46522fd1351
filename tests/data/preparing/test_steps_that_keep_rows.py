"""Steps that keep some of the rows, each against a loop over plain rows."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pyarrow as pa
import pytest
from applied_steps import apply, around
from hypothesis import given, settings
from hypothesis import strategies as st
from random_dataset import Row, check_whole, dataset_of, random_dataset, rows_of

from workbench.data.dataset import Dataset
from workbench.data.preparing.apply import apply_recipe, complete, config_of, kinds
from workbench.data.preparing.k_core import core
from workbench.data.preparing.recipe import RecipeStep
from workbench.errors import ConfigurationError
from workbench.jobs import Progress

SEEDS = range(6)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_time_range_keeps_its_first_moment_and_not_its_last(seed: int) -> None:
    dataset = random_dataset(seed, spread=50)
    made = apply(dataset, "time-range", start="2017-07-14 02:40:10", end="2017-07-14T02:40:30Z")
    wanted = [r for r in rows_of(dataset) if r.time is not None and 1_500_000_010 <= r.time < 1_500_000_030]
    assert rows_of(made) == wanted
    check_whole(made)


def test_dates_alone_and_zones_are_understood() -> None:
    dataset = dataset_of([Row("a", "x", 1, 0), Row("a", "y", 1, 86_400), Row("a", "z", 1, 2 * 86_400)])
    assert [r.item for r in rows_of(apply(dataset, "time-range", start="1970-01-02"))] == ["y", "z"]
    assert [r.item for r in rows_of(apply(dataset, "time-range", end="1970/01/02"))] == ["x"]
    kept = apply(dataset, "time-range", start="1970-01-01T02:00:00+02:00", end="1970-01-02")
    assert [r.item for r in rows_of(kept)] == ["x"]


@pytest.mark.parametrize(
    "parameters", [{}, {"start": "2020-13-01"}, {"start": "2020-01-02", "end": "2020-01-02"}, {"end": "soon"}]
)
def test_a_range_that_cannot_be_is_refused(parameters: dict[str, str]) -> None:
    with pytest.raises(ConfigurationError, match="Time range"):
        apply(random_dataset(), "time-range", **parameters)


def test_a_dataset_without_times_has_no_time_range() -> None:
    with pytest.raises(ConfigurationError, match="no times"):
        apply(random_dataset(times=False), "time-range", start="2020-01-01")


@pytest.mark.parametrize("seed", SEEDS)
def test_a_threshold_keeps_values_from_minimum_to_maximum(seed: int) -> None:
    dataset = random_dataset(seed)
    made = apply(dataset, "value-threshold", minimum=2, maximum=4)
    assert rows_of(made) == [r for r in rows_of(dataset) if 2 <= r.value <= 4]
    check_whole(made)


def test_a_threshold_of_a_tenth_keeps_a_tenth() -> None:
    dataset = dataset_of([Row("a", "x", 0.1, 1), Row("a", "y", 0.09, 2)])
    assert [r.item for r in rows_of(apply(dataset, "value-threshold", minimum=0.1))] == ["x"]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_sample_keeps_whole_histories_of_as_many_people(seed: int) -> None:
    dataset = random_dataset(seed)
    made = apply(dataset, "sample-users", count=4, seed=seed)
    chosen = set(made.users.arrow.to_pylist())
    assert len(chosen) == 4
    assert rows_of(made) == [r for r in rows_of(dataset) if r.user in chosen]
    check_whole(made)
    assert apply(dataset, "sample-users", count=4, seed=seed).fingerprint == made.fingerprint
    assert len(apply(dataset, "sample-users", share=0.5).users) == round(len(dataset.users) * 0.5)


def test_samples_of_all_seeds_reach_everybody() -> None:
    dataset = random_dataset()
    seen = {u for seed in range(40) for u in apply(dataset, "sample-users", count=3, seed=seed).users.arrow.to_pylist()}
    assert seen == set(dataset.users.arrow.to_pylist())


# ---- duplicates


def naive_duplicates(rows: list[Row], keep: str) -> list[Row]:
    groups: dict[tuple[str, str], list[int]] = {}
    for number, row in enumerate(rows):
        groups.setdefault((row.user, row.item), []).append(number)
    kept: dict[int, Row] = {}
    for numbers in groups.values():
        if keep == "first":
            kept[numbers[0]] = rows[numbers[0]]
        elif keep == "last":
            kept[numbers[-1]] = rows[numbers[-1]]
        elif keep == "sum":
            kept[numbers[-1]] = rows[numbers[-1]]._replace(value=sum(rows[n].value for n in numbers))
        else:
            best = max(numbers, key=lambda n: (rows[n].value, -n))
            kept[best] = rows[best]
    return [kept[number] for number in sorted(kept)]


@pytest.mark.parametrize("keep", ["first", "last", "sum", "max"])
@pytest.mark.parametrize("times", [True, False])
@pytest.mark.parametrize("seed", SEEDS)
def test_duplicates_leave_one_row_a_pair(keep: str, seed: int, times: bool) -> None:
    dataset = random_dataset(seed, times=times, spread=40)
    made = apply(dataset, "duplicates", keep=keep)
    assert rows_of(made) == naive_duplicates(rows_of(dataset), keep)
    check_whole(made)
    again = apply(made, "duplicates", keep=keep)
    assert again is made


def test_the_parent_of_a_sum_keeps_its_values() -> None:
    dataset = random_dataset()
    before = rows_of(dataset)
    apply(dataset, "duplicates", keep="sum")
    assert rows_of(dataset) == before


# ---- k-core


def naive_core(rows: list[Row], users: int, items: int, distinct: bool) -> list[Row]:
    while True:
        counted = {(r.user, r.item) for r in rows} if distinct else [(r.user, r.item) for r in rows]
        of_user, of_item = Counter(u for u, _ in counted), Counter(i for _, i in counted)
        left = [r for r in rows if of_user[r.user] >= users and of_item[r.item] >= items]
        if len(left) == len(rows):
            return left
        rows = left


@pytest.mark.parametrize("distinct", [True, False])
@pytest.mark.parametrize("seed", SEEDS)
def test_the_core_is_the_fixed_point(seed: int, distinct: bool) -> None:
    dataset = random_dataset(seed, n_rows=120, n_users=25, n_items=20)
    for users, items in ((2, 2), (4, 3), (3, 6), (1, 4), (5, 1)):
        made = apply(dataset, "k-core", users=users, items=items, distinct=distinct)
        assert rows_of(made) == naive_core(rows_of(dataset), users, items, distinct)
        if len(made.interactions):
            check_whole(made)


@given(
    pairs=st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=80),
    users=st.integers(1, 4),
    items=st.integers(1, 4),
)
@settings(max_examples=150, deadline=None)
def test_the_core_equals_a_loop_whatever_the_graph(pairs: list[tuple[int, int]], users: int, items: int) -> None:
    rows = [Row(f"{u:02d}", f"{i:02d}", 1.0, 0) for u, i in sorted(pairs)]
    user = np.array([int(r.user) for r in rows], np.int32)
    item = np.array([int(r.item) for r in rows], np.int32)
    kept_users, kept_items, _ = core(user, item, 13, 13, users, items, Progress())
    left = naive_core(rows, users, items, False)
    assert set(np.flatnonzero(kept_users)) == {int(r.user) for r in left}
    assert set(np.flatnonzero(kept_items)) == {int(r.item) for r in left}


def test_a_long_chain_unravels_to_nothing_without_a_round_over_all_rows_each() -> None:
    # Person n met items n and n + 1: a path, of which every round takes the two ends.
    length = 4_000
    user = np.repeat(np.arange(length, dtype=np.int32), 2)
    item = user + np.tile(np.array([0, 1], np.int32), length)
    kept_users, kept_items, rounds = core(user, item, length, length + 1, 2, 2, Progress())
    assert not kept_users.any()
    assert not kept_items.any()
    assert rounds == length


def test_judged_once_means_items_then_people() -> None:
    rows = [Row("a", "x", 1, 1), Row("a", "y", 1, 2), Row("b", "x", 1, 3), Row("b", "z", 1, 4), Row("c", "z", 1, 5)]
    made = apply(dataset_of(rows), "k-core", users=2, items=2, iterate=False)
    assert [(r.user, r.item) for r in rows_of(made)] == [("b", "x"), ("b", "z")]
    assert len(apply(dataset_of(rows), "k-core", users=2, items=2).interactions) == 0


# ---- attributes


def with_attributes() -> Dataset:
    rows = [Row(u, i, 1.0, n) for n, (u, i) in enumerate((u, i) for u in "abc" for i in "vwxyz")]
    items = {
        "categories": pa.array([["Drama", "War"], ["Comedy"], [], None, ["war drama"]], pa.list_(pa.string())),
        "year": pa.array([1990, 2000, None, 2010, 2020], pa.int32()),
        "colour": pa.array(["Red", "red ", "blue", "", None], pa.string()),
        "price": pa.array(["1.5", "12", "", "7", "100"], pa.string()),
    }
    return dataset_of(rows, items, {"age": [20, 30, 40], "town": ["Oslo", None, "São Paulo"]})


@pytest.mark.parametrize(
    ("parameters", "left"),
    [
        ({"column": "categories", "value": "drama"}, "v"),
        ({"column": "categories", "value": "DRAMA; comedy"}, "vw"),
        ({"column": "categories", "rule": "none-of", "value": "Drama"}, "wxyz"),
        ({"column": "categories", "rule": "contains", "value": "drama"}, "vz"),
        ({"column": "categories", "rule": "known"}, "vwz"),
        ({"column": "categories", "rule": "unknown"}, "xy"),
        ({"column": "year", "rule": "at-least", "value": "2000"}, "wyz"),
        ({"column": "year", "rule": "at-most", "value": "2000"}, "vw"),
        ({"column": "year", "rule": "one-of", "value": "1990; 2020"}, "vz"),
        ({"column": "year", "rule": "unknown"}, "x"),
        ({"column": "colour", "value": "red"}, "vw"),
        ({"column": "colour", "rule": "none-of", "value": "red"}, "xyz"),
        ({"column": "colour", "rule": "known"}, "vwx"),
        ({"column": "price", "rule": "at-least", "value": "7"}, "wyz"),
        ({"column": "id", "value": "v;z"}, "vz"),
    ],
)
def test_items_are_chosen_by_what_is_known_of_them(parameters: dict[str, str], left: str) -> None:
    made = apply(with_attributes(), "attribute", of="items", **parameters)
    assert "".join(made.items.arrow.to_pylist()) == left
    assert len(made.interactions) == 3 * len(left)
    check_whole(made)


def test_people_are_chosen_by_what_is_known_of_them() -> None:
    assert apply(with_attributes(), "attribute", of="users", column="age", rule="at-least", value="30").users.take(
        np.arange(2)
    ) == ["b", "c"]
    made = apply(with_attributes(), "attribute", of="users", column="town", value="são paulo")
    assert made.users.arrow.to_pylist() == ["c"]
    assert made.user_table is not None
    assert made.user_table.to_pylist() == [{"age": 40, "town": "São Paulo"}]


def test_attributes_that_are_not_there_or_no_numbers_are_named() -> None:
    with pytest.raises(ConfigurationError, match="age, town"):
        apply(with_attributes(), "attribute", of="users", column="gender", value="x")
    with pytest.raises(ConfigurationError, match="not made of numbers"):
        apply(with_attributes(), "attribute", column="colour", rule="at-least", value="3")
    with pytest.raises(ConfigurationError, match="not a number"):
        apply(with_attributes(), "attribute", column="year", rule="at-least", value="old")


# ---- recipes


def test_steps_follow_each_other_and_the_last_one_is_the_one_that_leaves_nothing() -> None:
    dataset = random_dataset(1)
    steps = [RecipeStep("value-threshold", {"minimum": 3}), RecipeStep("k-core", {"users": 3, "items": 3})]
    made, effects = apply_recipe(dataset, steps, around())
    by_hand = apply(apply(dataset, "value-threshold", minimum=3), "k-core", users=3, items=3)
    assert made.fingerprint == by_hand.fingerprint
    assert effects[0].rows_after == effects[1].rows_before
    made, effects = apply_recipe(dataset, [RecipeStep("value-threshold", {"minimum": 9}), *steps], around())
    assert (len(made.interactions), len(effects)) == (0, 1)


def test_an_error_says_which_step() -> None:
    steps = [RecipeStep("duplicates"), RecipeStep("time-range", {"start": "2020-01-01"})]
    with pytest.raises(ConfigurationError, match="step 2, Time range"):
        apply_recipe(random_dataset(times=False), steps, around())


def test_a_complete_recipe_says_every_setting_and_is_json() -> None:
    import json

    wanted = [RecipeStep(kind.name, {}) for kind in kinds() if kind.name not in ("time-range", "attribute")]
    made = complete(wanted)
    for step in made:
        assert set(step.parameters) == set(type(config_of(step)).model_fields)
    assert json.loads(json.dumps([s.parameters for s in made])) == [s.parameters for s in made]
    assert complete(made) == made


@pytest.mark.parametrize("name", [k.name for k in kinds() if k.name not in ("time-range", "attribute", "sessions")])
def test_no_step_changes_its_parent(name: str) -> None:
    dataset = random_dataset(2)
    before, fingerprint = rows_of(dataset), dataset.fingerprint
    apply(dataset, name)
    assert rows_of(dataset) == before
    assert dataset_of(before).fingerprint == fingerprint

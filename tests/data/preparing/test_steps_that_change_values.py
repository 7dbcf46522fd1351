"""Steps that change values or ids, each against hand-computed numbers or a loop."""

from __future__ import annotations

import hashlib
import hmac
import math

import numpy as np
import pytest
from applied_steps import KEY, apply
from random_dataset import Row, check_whole, dataset_of, random_dataset, rows_of

from workbench.data.dataset import Dataset
from workbench.data.preparing.pseudonyms import pseudonym
from workbench.errors import ConfigurationError


def valued(*values: float) -> Dataset:
    return dataset_of([Row("a", f"i{n:03d}", value, n) for n, value in enumerate(values)])


def values_of(dataset: Dataset) -> list[float]:
    return [float(v) for v in dataset.interactions.value]


def test_implicit_weights_are_those_of_the_paper() -> None:
    dataset = valued(0, 1, 3)
    assert values_of(apply(dataset, "implicit-weights")) == [1, 1, 1]
    assert values_of(apply(dataset, "implicit-weights", weights="linear", alpha=40)) == [1, 41, 121]
    made = values_of(apply(dataset, "implicit-weights", weights="log", alpha=2, epsilon=0.5))
    assert made == pytest.approx([1, 1 + 2 * math.log(3), 1 + 2 * math.log(7)], rel=1e-6)
    with pytest.raises(ConfigurationError, match="negative"):
        apply(valued(-1, 1), "implicit-weights", weights="linear")


def test_levels_of_equal_width_hold_their_lower_edge_and_the_last_both() -> None:
    made = apply(valued(0, 1.9, 2, 5, 9.99, 10), "bins", by="width", levels=5)
    assert values_of(made) == [1, 1, 2, 3, 5, 5]
    assert values_of(apply(valued(7, 7), "bins", levels=4)) == [1, 1]


def test_levels_of_equal_count_hold_about_as_many_each() -> None:
    made = values_of(apply(valued(*range(100)), "bins", by="count", levels=4))
    assert [made.count(level) for level in (1, 2, 3, 4)] == [25, 25, 25, 25]
    tied = values_of(apply(valued(1, 1, 1, 1, 1, 1, 2, 3), "bins", by="count", levels=4))
    assert len(set(tied[:6])) == 1
    assert sorted(tied) == tied


@pytest.mark.parametrize("seed", range(4))
def test_each_persons_values_are_brought_to_their_own_scale(seed: int) -> None:
    dataset = random_dataset(seed)
    rows = rows_of(dataset)
    for to in ("person-mean", "person-standard"):
        made = values_of(apply(dataset, "normalise", to=to))
        for user in {r.user for r in rows}:
            own = [r.value for r in rows if r.user == user]
            got = [v for r, v in zip(rows, made, strict=True) if r.user == user]
            deviation = float(np.std(own)) or 1.0
            wanted = [(v - np.mean(own)) / (deviation if to == "person-standard" else 1.0) for v in own]
            assert got == pytest.approx(wanted, abs=1e-6)


def test_all_values_are_brought_to_one_scale() -> None:
    assert values_of(apply(valued(2, 4, 10), "normalise", to="unit")) == pytest.approx([0, 0.25, 1])
    made = values_of(apply(valued(2, 4, 9), "normalise", to="standard"))
    assert (np.mean(made), np.std(made)) == pytest.approx((0, 1), abs=1e-6)
    for to in ("unit", "standard", "person-mean", "person-standard"):
        assert values_of(apply(valued(3, 3, 3), "normalise", to=to)) == [0, 0, 0]


# ---- sessions


@pytest.mark.parametrize("seed", range(5))
def test_a_pause_longer_than_the_gap_begins_a_session(seed: int) -> None:
    dataset = random_dataset(seed, spread=20_000)
    made = apply(dataset, "sessions", gap_minutes=5)
    wanted, number, before = [], 0, None
    for row in rows_of(dataset):
        assert row.time is not None
        if before is None or row.user != before.user:
            number = 1
        elif row.time - before.time > 300:
            number += 1
        wanted.append(row._replace(user=f"{row.user}/{number}"))
        before = row
    assert rows_of(made) == wanted
    check_whole(made)
    assert made.user_table is not None
    people = made.user_table["person"].to_pylist()
    assert people == [name.rpartition("/")[0] for name in made.users.arrow.to_pylist()]


def test_sessions_inherit_what_is_known_of_the_person() -> None:
    rows = [Row("a", "x", 1, 0), Row("a", "y", 1, 10_000), Row("b", "x", 1, 0)]
    made = apply(dataset_of(rows, users={"age": [20, 30]}), "sessions", gap_minutes=30)
    assert made.users.arrow.to_pylist() == ["a/1", "a/2", "b/1"]
    assert made.user_table is not None
    assert made.user_table.to_pylist() == [
        {"person": "a", "age": 20},
        {"person": "a", "age": 20},
        {"person": "b", "age": 30},
    ]
    finer = apply(made, "sessions", gap_minutes=1)
    assert finer.user_table is not None
    assert finer.user_table["person"].to_pylist() == ["a", "a", "b"]
    with pytest.raises(ConfigurationError, match="no times"):
        apply(random_dataset(times=False), "sessions")


# ---- pseudonyms


def test_a_pseudonym_is_the_hmac_of_the_id() -> None:
    dataset = random_dataset()
    made = apply(dataset, "pseudonyms", digits=20)
    for old, new in zip(dataset.users.arrow.to_pylist(), made.users.arrow.to_pylist(), strict=True):
        assert new == hmac.new(KEY, b"user\0" + old.encode(), hashlib.sha256).hexdigest()[:20]
    assert made.items is dataset.items
    assert np.array_equal(made.interactions.item, dataset.interactions.item)


def test_users_and_items_of_one_id_get_different_pseudonyms() -> None:
    assert pseudonym("7", "user", KEY, 32) != pseudonym("7", "item", KEY, 32)
    made = apply(random_dataset(), "pseudonyms", users=False, items=True)
    assert made.users.arrow.to_pylist() == random_dataset().users.arrow.to_pylist()
    assert made.item_table.columns["title"].to_pylist()[0].startswith("Title")
    with pytest.raises(ConfigurationError, match="choose"):
        apply(random_dataset(), "pseudonyms", users=False)


def test_a_key_that_is_thrown_away_gives_other_pseudonyms_each_time() -> None:
    first, second = (apply(random_dataset(), "pseudonyms", key="thrown-away") for _ in range(2))
    assert not set(first.users.arrow.to_pylist()) & set(second.users.arrow.to_pylist())


def test_sessions_of_a_person_carry_their_pseudonym_and_not_their_name() -> None:
    rows = [Row("ann", "x", 1, 0), Row("ann", "y", 1, 10_000), Row("bob", "x", 1, 0)]
    cut = apply(dataset_of(rows, users={"town": ["Oslo", "Bonn"]}), "sessions")
    made = apply(cut, "pseudonyms")
    assert made.user_table is not None
    people = made.user_table["person"].to_pylist()
    assert people == [pseudonym(name, "user", KEY, 32) for name in ("ann", "ann", "bob")]
    bare = apply(cut, "pseudonyms", drop_attributes=True)
    assert bare.user_table is not None
    assert bare.user_table.column_names == ["person"]
    assert (
        apply(dataset_of(rows, users={"town": ["Oslo", "Bonn"]}), "pseudonyms", drop_attributes=True).user_table is None
    )

"""Splits against brute force over Python lists."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest

from workbench.data.dataset import Dataset, ItemTable
from workbench.data.interactions import Interactions, Vocabulary
from workbench.data.split_strategies import make_split, strategies
from workbench.errors import ConfigurationError

NAMES = ["leave-last-out", "global-time", "ratio", "held-out-users", "cold-items"]


def world(seed: int = 1, *, users: int = 60, items: int = 40, rows: int = 900, times: bool = True) -> Dataset:
    """Random people, some with one or two interactions or none at all; many equal times."""
    rng = np.random.default_rng(seed)
    weights = rng.random(users) ** 3
    weights[:3] = 0
    user = np.concatenate((rng.choice(users - 5, rows, p=weights[:-5] / weights[:-5].sum()), [55, 56, 56, 57, 57, 57]))
    item = rng.integers(0, items - 2, len(user))
    time = rng.integers(1_000_000_000, 1_000_000_200, len(user)) if times else None
    return Dataset(
        "World",
        Interactions.from_columns(user, item, None, time, n_users=users, n_items=items),
        Vocabulary([f"u{u}" for u in range(users)]),
        Vocabulary([f"i{i}" for i in range(items)]),
        ItemTable(pa.table({"title": [f"Item {i}" for i in range(items)]})),
    )


def histories(dataset: Dataset) -> dict[int, list[int]]:
    """User → row positions in order, by a plain loop."""
    found: dict[int, list[int]] = {}
    for row, user in enumerate(dataset.interactions.user.tolist()):
        found.setdefault(user, []).append(row)
    return found


def test_the_strategies_are_listed_with_the_usual_one_first():
    assert [s.name for s in strategies()] == NAMES
    for strategy in strategies():
        assert strategy.title
        assert strategy.summary.endswith(".")
        assert strategy.leaks.endswith(".")
        for name, field in strategy.Config.model_fields.items():
            assert field.title, name
            assert field.description, name


def test_leave_last_out_holds_the_last_two_of_everyone_with_three():
    dataset = world()
    split = make_split(dataset)
    train, validation, test, test_history = [], [], [], []
    few = 0
    for rows in histories(dataset).values():
        if len(rows) < 3:
            train += rows
            test_history += rows
            few += 1
        else:
            train += rows[:-2]
            validation.append(rows[-2])
            test.append(rows[-1])
            test_history += rows[:-1]
    assert split.train_rows.tolist() == train
    assert split.validation_rows.tolist() == validation
    assert split.test_rows.tolist() == test
    assert split.validation_history_rows.tolist() == train
    assert split.test_history_rows.tolist() == test_history
    assert f"{few} people with fewer than 3" in split.description


def test_the_test_history_of_leave_last_out_ends_with_the_validation_interaction():
    split = make_split(world())
    validation, test = split.validation, split.test
    assert validation.users.tolist() == test.users.tolist()
    ends = test.histories.offsets[1:] - 1
    assert test.histories.item[ends].tolist() == validation.target_item.tolist()


def test_without_times_the_order_of_rows_decides():
    dataset = world(times=False)
    split = make_split(dataset)
    last = {user: rows[-1] for user, rows in histories(dataset).items() if len(rows) >= 3}
    assert split.test_rows.tolist() == [last[u] for u in sorted(last)]


def test_nothing_in_training_is_later_than_a_judged_moment_under_global_time():
    dataset = world()
    time = dataset.interactions.time
    assert time is not None
    split = make_split(dataset, "global-time", {"validation_share": 0.1, "test_share": 0.2})
    assert time[split.train_rows].max() < time[split.validation_rows].min()
    assert time[split.validation_rows].max() < time[split.test_rows].min()
    ordered = sorted(time.tolist())
    validation_from, test_from = ordered[int(len(ordered) * 0.7)], ordered[int(len(ordered) * 0.8)]
    rows_of = histories(dataset)
    expected = []
    for rows in rows_of.values():
        if any(time[row] < test_from for row in rows):
            expected += [row for row in rows if time[row] >= test_from]
    assert split.test_rows.tolist() == expected
    assert split.train_rows.tolist() == [r for r in range(len(time)) if time[r] < validation_from]
    assert split.test_history_rows.tolist() == [r for r in range(len(time)) if time[r] < test_from]


def test_global_time_leaves_out_people_who_appear_only_later_and_counts_them():
    interactions = Interactions.from_columns(
        np.array([0] * 10 + [1, 1]),
        np.arange(12),
        None,
        np.array([*range(10), 9, 9]),
        n_users=2,
        n_items=12,
    )
    ids = Vocabulary([str(i) for i in range(12)])
    dataset = Dataset("Late", interactions, Vocabulary(["a", "b"]), ids, ItemTable(pa.table({"title": ["x"] * 12})))
    split = make_split(dataset, "global-time", {"validation_share": 0.2, "test_share": 0.2})
    assert split.test.users.tolist() == [0]
    assert "2 later interactions of people without any earlier one are left out" in split.description


def test_ratio_takes_the_latest_shares_and_leaves_something_to_train_on():
    dataset = world()
    split = make_split(dataset, "ratio", {"validation_share": 0.3, "test_share": 0.4})
    train, validation, test = [], [], []
    for rows in histories(dataset).values():
        count = len(rows)
        if count < 3:
            train += rows
            continue
        n_test = min(max(int(count * 0.4 + 0.5), 1), count - 2)
        n_validation = min(max(int(count * 0.3 + 0.5), 1), count - 1 - n_test)
        train += rows[: count - n_test - n_validation]
        validation += rows[count - n_test - n_validation : count - n_test]
        test += rows[count - n_test :]
    assert split.train_rows.tolist() == train
    assert split.validation_rows.tolist() == validation
    assert split.test_rows.tolist() == test
    assert split.test_history_rows.tolist() == sorted(train + validation)


def test_held_out_people_are_not_trained_on_and_are_asked_for_their_latest():
    dataset = world()
    split = make_split(dataset, "held-out-users", {"target_share": 0.25}, seed=5)
    rows_of = histories(dataset)
    eligible = [u for u, rows in rows_of.items() if len(rows) >= 2]
    test_users, validation_users = set(split.test.users.tolist()), set(split.validation.users.tolist())
    assert len(test_users) == len(validation_users) == int(len(eligible) * 0.1 + 0.5)
    assert not test_users & validation_users
    held = test_users | validation_users
    assert split.train_rows.tolist() == [r for u, rows in rows_of.items() if u not in held for r in rows]
    expected = []
    for user in sorted(test_users):
        rows = rows_of[user]
        expected += rows[len(rows) - min(max(int(len(rows) * 0.25 + 0.5), 1), len(rows) - 1) :]
    assert split.test_rows.tolist() == expected
    assert "drawn with seed 5" in split.description


def test_no_interaction_with_a_cold_item_is_trained_on_or_shown():
    dataset = world()
    split = make_split(dataset, "cold-items", seed=2)
    items = dataset.interactions.item
    cold = set(items[split.test_rows].tolist()) | set(items[split.validation_rows].tolist())
    assert not set(items[split.test_rows].tolist()) & set(items[split.validation_rows].tolist())
    assert not cold & set(items[split.train_rows].tolist())
    assert not cold & set(split.test.histories.item.tolist())
    known = set(dataset.interactions.user[split.train_rows].tolist())
    cold_rows = [r for r, i in enumerate(items.tolist()) if i in cold and dataset.interactions.user[r] in known]
    assert sorted([*split.test_rows.tolist(), *split.validation_rows.tolist()]) == cold_rows


@pytest.mark.parametrize("name", NAMES)
def test_every_case_has_a_history_and_a_target_and_no_row_is_both(name):
    split = make_split(world(3), name)
    for part in (split.validation, split.test):
        assert len(part) > 0
        assert part.histories.lengths.min() > 0
        assert np.diff(part.target_offsets).min() > 0
    assert not set(split.train_rows) & set(split.test_rows)
    assert not set(split.train_rows) & set(split.validation_rows)
    assert not set(split.test_history_rows) & set(split.test_rows)
    assert not set(split.validation_history_rows) & (set(split.validation_rows) | set(split.test_rows))


@pytest.mark.parametrize("name", NAMES)
def test_the_same_seed_gives_the_same_split_and_stored_parameters_repeat_it(name):
    dataset = world(4)
    first = make_split(dataset, name, seed=9)
    again = make_split(dataset, name, first.parameters, seed=9)
    assert first.test_rows.tolist() == again.test_rows.tolist()
    assert first.description == again.description
    other = make_split(dataset, name, seed=10)
    drawn = name in ("held-out-users", "cold-items")
    assert (first.test_rows.tolist() != other.test_rows.tolist()) == drawn


@pytest.mark.parametrize(
    ("name", "parameters", "words"),
    [
        ("leave-one", {}, "There is no way of splitting called “leave-one”."),
        ("ratio", {"share": 0.1}, "The split “ratio” has no parameter “share”."),
        ("ratio", {"test_share": 0.9}, "The parameter “test_share” of the split “ratio” is wrong"),
        ("ratio", {"test_share": "much"}, "The parameter “test_share” of the split “ratio” is wrong"),
    ],
)
def test_wrong_settings_are_told_in_one_sentence(name, parameters, words):
    with pytest.raises(ConfigurationError) as caught:
        make_split(world(), name, parameters)
    assert words in str(caught.value)


def test_global_time_needs_times():
    with pytest.raises(ConfigurationError, match="World has no times"):
        make_split(world(times=False), "global-time")


@pytest.mark.parametrize("name", NAMES)
def test_a_dataset_too_small_to_split_says_so(name):
    interactions = Interactions.from_columns(
        np.array([0, 1]), np.array([0, 0]), None, np.array([5, 5]), n_users=2, n_items=1
    )
    dataset = Dataset(
        "Tiny", interactions, Vocabulary(["a", "b"]), Vocabulary(["x"]), ItemTable(pa.table({"title": ["x"]}))
    )
    with pytest.raises(ConfigurationError, match="Tiny"):
        make_split(dataset, name)

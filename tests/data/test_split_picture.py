"""A split's picture and leak check, counted again by loops over plain rows."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from random_dataset import Row, dataset_of, random_dataset, rows_of

from workbench.data.split_picture import LeakCheck, leak_check, picture
from workbench.data.split_strategies import make_split, strategies
from workbench.data.splits import Split
from workbench.jobs import Progress

STRATEGIES = [strategy.name for strategy in strategies()]


def split_of(name: str, seed: int = 0, **parameters: Any) -> Split:
    return make_split(random_dataset(seed, n_rows=300, n_users=20, spread=400), name, parameters, seed=seed)


def rows_in(split: Split, rows: np.ndarray) -> list[Row]:
    every = rows_of(split.dataset)
    return [every[row] for row in rows.tolist()]


def naive_check(split: Split) -> tuple[int, int, int, int]:
    train, test = rows_in(split, split.train_rows), rows_in(split, split.test_rows)
    after = sum(r.time > min(t.time for t in test) for r in train)
    others = {r.user for r in train for t in test if t.user != r.user and r.time > t.time}
    own = {r.user for r in train for t in test if t.user == r.user and r.time > t.time}
    met = {(r.user, r.item) for r in train}
    return after, len(others), len(own), sum((t.user, t.item) in met for t in test)


@pytest.mark.parametrize("name", STRATEGIES)
@pytest.mark.parametrize("seed", range(3))
def test_the_leak_check_counts_what_a_loop_counts(name: str, seed: int) -> None:
    split = split_of(name, seed)
    check = leak_check(split, Progress())
    after, others, own, again = naive_check(split)
    assert (check.rows_after_first_test, check.users_after_others_test) == (after, others)
    assert (check.users_with_own_future, check.rows_met_before) == (own, again)
    assert check.share_after_first_test == pytest.approx(after / len(split.train_rows))


@pytest.mark.parametrize("name", STRATEGIES)
def test_parts_are_counted_with_who_is_cold_in_them(name: str) -> None:
    split = split_of(name, 1)
    seen = picture(split, Progress())
    parts = {"train": split.train_rows, "validation": split.validation_rows, "test": split.test_rows}
    train = rows_in(split, split.train_rows)
    for figures in seen.parts:
        rows = rows_in(split, parts[figures.part])
        assert figures.rows == len(rows)
        assert figures.share == pytest.approx(len(rows) / 300)
        assert (figures.users, figures.items) == (len({r.user for r in rows}), len({r.item for r in rows}))
        assert figures.cold_users == len({r.user for r in rows} - {r.user for r in train})
        assert figures.cold_items == len({r.item for r in rows} - {r.item for r in train})
        assert (figures.first_time, figures.last_time) == (min(r.time for r in rows), max(r.time for r in rows))
    assert sum(figures.rows for figures in seen.parts) + seen.left_out_rows == 300


@pytest.mark.parametrize("name", STRATEGIES)
def test_the_timeline_holds_every_interaction_once(name: str) -> None:
    split = split_of(name, 2)
    seen = picture(split, Progress())
    edges = seen.time_edges
    assert (np.diff(edges) == edges[1] - edges[0]).all()
    parts = {"train": split.train_rows, "validation": split.validation_rows, "test": split.test_rows}
    for part, rows in parts.items():
        times = split.dataset.interactions.time[rows]
        assert seen.time_counts[part].tolist() == np.histogram(times, edges)[0].tolist()
    assert sum(int(c.sum()) for c in seen.time_counts.values()) == 300
    assert int(seen.time_counts["left out"].sum()) == seen.left_out_rows


def test_one_moment_for_all_leaks_nothing() -> None:
    check = leak_check(split_of("global-time"), Progress())
    assert check.verdict == "none"
    assert check.rows_after_first_test == 0
    assert check.sentences[0].startswith("Training sees nothing of the future")


def test_leaving_the_last_out_leaks_trends_and_says_how_many() -> None:
    check = leak_check(split_of("leave-last-out"), Progress())
    assert check.verdict == "trends"
    assert "nobody's own future" in check.sentences[0]
    assert f"{check.rows_after_first_test:,}" in check.sentences[1]


@pytest.mark.parametrize("name", STRATEGIES)
def test_no_strategy_shows_training_the_own_future_of_a_held_out_interaction_but_cold_items(name: str) -> None:
    for seed in range(5):
        check = leak_check(split_of(name, seed), Progress())
        # Cold items are taken out wherever they lie in a history, so that later meetings with others remain.
        assert check.users_with_own_future == 0 or name == "cold-items"


def test_a_split_that_trains_on_the_own_future_is_caught() -> None:
    rows = [Row("a", "x", 1, 10), Row("a", "y", 1, 20), Row("b", "x", 1, 5), Row("b", "z", 1, 6)]
    honest = make_split(dataset_of([*rows, Row("a", "z", 1, 30), Row("b", "y", 1, 7)]), "leave-last-out", {}, seed=0)
    cheating = replace(honest, train_rows=np.array([1, 2, 3]), test_rows=np.array([0]))
    check = leak_check(cheating, Progress())
    assert (check.verdict, check.users_with_own_future) == ("own-future", 1)
    assert "own future of 1 person" in check.sentences[0]


def test_a_test_that_repeats_training_is_told() -> None:
    rows = [Row("a", "x", 1, 1), Row("a", "y", 1, 2), Row("a", "x", 1, 3)]
    split = make_split(dataset_of([*rows, *[r._replace(user="b") for r in rows]]), "leave-last-out", {}, seed=0)
    check: LeakCheck = leak_check(split, Progress())
    assert check.rows_met_before == 2
    assert "2 of 2 test interactions (100.0%)" in check.sentences[-1]


def test_without_times_nobody_can_say() -> None:
    split = make_split(random_dataset(times=False), "leave-last-out", {}, seed=0)
    check = leak_check(split, Progress())
    assert check.verdict == "unknown"
    assert "no times" in check.sentences[0]
    seen = picture(split, Progress())
    assert len(seen.time_edges) == 0
    assert seen.parts[0].first_time is None

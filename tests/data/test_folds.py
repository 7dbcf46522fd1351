"""Folds: whoever or whatever is judged is judged exactly once, and what is not judged is trained on."""

from __future__ import annotations

import sys
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from random_dataset import random_dataset

from workbench.data.split_strategies import make_split, strategies
from workbench.errors import ConfigurationError


@pytest.mark.parametrize("strategy", ["leave-last-out", "ratio"])
def test_each_person_is_judged_in_one_fold_only(strategy: str) -> None:
    dataset = random_dataset(4, n_rows=900, n_users=53)
    whole = make_split(dataset, strategy, seed=7)
    folds = [make_split(dataset, strategy, {"fold": fold, "folds": 5}, seed=7) for fold in range(1, 6)]
    judged = [np.unique(dataset.interactions.user[fold.test_rows]) for fold in folds]
    assert sorted(np.concatenate(judged).tolist()) == np.unique(dataset.interactions.user[whole.test_rows]).tolist()
    assert max(map(len, judged)) - min(map(len, judged)) <= 1
    assert sorted(np.concatenate([fold.test_rows for fold in folds]).tolist()) == whole.test_rows.tolist()
    for fold, people in zip(folds, judged, strict=True):
        held = np.concatenate((fold.validation_rows, fold.test_rows))
        assert sorted(np.concatenate((fold.train_rows, held)).tolist()) == list(range(len(dataset.interactions)))
        assert np.isin(dataset.interactions.user[held], people).all()
        assert np.isin(fold.test.users, people).all()
    assert "Fold 2 of 5" in folds[1].description
    again = make_split(dataset, strategy, folds[1].parameters, seed=7)
    assert np.array_equal(again.test_rows, folds[1].test_rows), "a split is made again from its parameters"


def test_windows_of_time_follow_each_other_and_learn_from_all_before() -> None:
    dataset = random_dataset(4, n_rows=900, n_users=53)
    time = dataset.interactions.time
    assert time is not None
    whole = make_split(dataset, "global-time", {"test_share": 0.3})
    folds = [make_split(dataset, "global-time", {"test_share": 0.3, "fold": f, "folds": 4}) for f in range(1, 5)]
    assert sorted(np.concatenate([fold.test_rows for fold in folds]).tolist()) == whole.test_rows.tolist()
    for earlier, later in pairwise(folds):
        assert time[earlier.test_rows].max() < time[later.test_rows].min()
        assert np.isin(earlier.train_rows, later.train_rows).all(), "training goes on as time does"
    for fold in folds:
        assert time[fold.train_rows].max() < time[fold.validation_rows].min()
        assert time[fold.validation_rows].max() < time[fold.test_rows].min()
        assert fold.test_history_rows.tolist() == np.flatnonzero(time < time[fold.test_rows].min()).tolist()
    assert "window 4 of 4" in folds[3].description


def test_each_person_is_held_out_in_one_fold_only() -> None:
    dataset = random_dataset(4, n_rows=900, n_users=53)
    folds = [make_split(dataset, "held-out-users", {"fold": f, "folds": 5}, seed=7) for f in range(1, 6)]
    assert sorted(np.concatenate([fold.test.users for fold in folds]).tolist()) == list(range(53))
    for fold in folds:
        assert 10 <= len(fold.test.users) <= 11
        assert len(fold.validation.users) == 5
        learned = np.unique(dataset.interactions.user[fold.train_rows])
        assert not np.isin(learned, np.concatenate((fold.test.users, fold.validation.users))).any()
    drawn = make_split(dataset, "held-out-users", {"fold": 2, "folds": 5, "test_users": 0.4}, seed=7)
    assert np.array_equal(drawn.test.users, folds[1].test.users), "the number of folds says how many, no share"
    again = make_split(dataset, "held-out-users", folds[1].parameters, seed=7)
    assert np.array_equal(again.test_rows, folds[1].test_rows), "a split is made again from its parameters"


def test_each_item_is_cold_in_one_fold_only() -> None:
    dataset = random_dataset(4, n_rows=900, n_users=53, n_items=40)
    folds = [make_split(dataset, "cold-items", {"fold": f, "folds": 4}, seed=7) for f in range(1, 5)]
    asked = [np.unique(fold.test.target_item) for fold in folds]
    assert sorted(np.concatenate(asked).tolist()) == list(range(len(dataset.items)))
    for fold, items in zip(folds, asked, strict=True):
        assert not np.isin(fold.train.item, items).any()
        assert np.isin(dataset.interactions.item[fold.test_rows], items).all()


def test_folds_that_do_not_exist_are_refused() -> None:
    dataset = random_dataset(4)
    for parameters in ({"fold": 6, "folds": 5}, {"fold": 0, "folds": 5}, {"folds": 5}, {"fold": 1, "folds": 1}):
        with pytest.raises(ConfigurationError, match="fold"):
            make_split(dataset, "ratio", parameters)
    with pytest.raises(ConfigurationError, match="too few for 20 folds") as refused:
        make_split(dataset, "held-out-users", {"fold": 1, "folds": 20})
    assert refused.value.hint == "Choose fewer folds."
    with pytest.raises(ConfigurationError, match="leaves nothing to") as refused:
        make_split(random_dataset(4, spread=1), "global-time", {"fold": 1, "folds": 5})
    assert "fewer folds" in refused.value.hint


def test_every_way_of_splitting_has_folds_and_says_what_they_are() -> None:
    dataset = random_dataset(4, n_rows=900, n_users=53)
    for strategy in strategies():
        assert strategy.folds.startswith("Each fold ")
        split = make_split(dataset, strategy.name, {"fold": 3, "folds": 3}, seed=1)
        assert "3 of 3" in split.description
        assert split.parameters["fold"] == 3

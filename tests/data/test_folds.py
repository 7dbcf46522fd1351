"""Folds: everybody is judged exactly once, and what is not judged is trained on."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from random_dataset import random_dataset

from workbench.data.split_strategies import make_split
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


def test_folds_that_do_not_exist_are_refused() -> None:
    dataset = random_dataset(4)
    for parameters in ({"fold": 6, "folds": 5}, {"fold": 0, "folds": 5}, {"folds": 5}, {"fold": 1, "folds": 1}):
        with pytest.raises(ConfigurationError, match="fold"):
            make_split(dataset, "ratio", parameters)
    with pytest.raises(ConfigurationError, match="cannot be folded"):
        make_split(dataset, "global-time", {"fold": 1, "folds": 5})

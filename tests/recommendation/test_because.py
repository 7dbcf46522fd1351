"""Reasons by removal are exactly what rescoring says."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "models"))
from small_world import N_ITEMS, circles

from workbench.data.interactions import Histories
from workbench.jobs import Progress
from workbench.models.item_knn import ItemKNN
from workbench.recommendation.because import drops, strongest, without_each


def test_each_history_lacks_one_interaction() -> None:
    history = Histories.single([4, 5, 6], [1, 2, 3], [10, 20, 30])
    made = without_each(history, [2, 0])
    assert [made.chunk(i, i + 1).item.tolist() for i in range(2)] == [[4, 5], [5, 6]]
    assert made.value.tolist() == [1, 2, 2, 3]
    assert made.time is not None
    assert made.time.tolist() == [10, 20, 20, 30]


def test_drops_are_those_of_rescoring_each_history_by_itself() -> None:
    split = circles()
    model = ItemKNN()
    model.fit(split, validation=None, seed=0, progress=Progress())
    history = Histories.single([0, 1, 2, 7])
    items = np.array([3, 8, N_ITEMS - 1], np.int32)
    whole = model.score(history, items)[0]
    fallen = drops(model, history, [0, 1, 2, 3], items, whole)
    for place in range(4):
        left = [item for i, item in enumerate([0, 1, 2, 7]) if i != place]
        assert fallen[place] == pytest.approx(whole - model.score(Histories.single(left), items)[0])


def test_the_strongest_are_named_and_weak_or_harmful_ones_are_not() -> None:
    fallen = np.array([[0.1, -1.0], [0.5, -0.1], [0.4, 0.0]], np.float32)
    assert strongest(fallen, [3, 5, 9]) == [(5, 9), ()]


def test_nothing_is_asked_where_there_is_nothing_to_remove() -> None:
    split = circles()
    model = ItemKNN()
    model.fit(split, validation=None, seed=0, progress=Progress())
    assert drops(model, Histories.single([]), [], np.array([1], np.int32), np.ones(1, np.float32)).shape == (0, 1)

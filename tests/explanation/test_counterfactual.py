"""What is said to change a list changes it, and nothing smaller does."""

from __future__ import annotations

import sys
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent))
from known_reasons import N_ITEMS, KnownReasons, a_history, honest

from workbench.data.interactions import Histories
from workbench.errors import ConfigurationError
from workbench.explanation.counterfactual import bring_in, drop_out
from workbench.models.ranking import rank_all

MODEL = KnownReasons(honest)


def top(history: Histories, but: Histories) -> list[int]:
    """The first ten of a changed history, without what the person met before the change."""
    items = rank_all(MODEL, history, N_ITEMS)[0][0]
    return [int(item) for item in items if item >= 0 and item not in but.item][:10]


def without(history: Histories, removed: tuple[int, ...]) -> Histories:
    return Histories.single(np.delete(history.item, removed))


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("place", [0, 5])
def test_the_smallest_removal_is_found_by_trying_all_smaller_ones(seed: int, place: int) -> None:
    history = a_history(seed, 8)
    item = top(history, history)[place]
    found = drop_out(MODEL, history, item, n_items=N_ITEMS)
    assert found is not None
    assert found.minimal
    assert found.rank_before == place + 1
    assert item not in top(without(history, found.removed), history)
    for size in range(1, len(found.removed)):
        for smaller in combinations(range(8), size):
            assert item in top(without(history, smaller), history)


def test_beyond_what_can_be_tried_nothing_of_the_answer_can_be_spared() -> None:
    history = a_history(3, 20)
    item = top(history, history)[0]
    found = drop_out(MODEL, history, item, n_items=N_ITEMS, most_tried=5)
    assert found is not None
    assert item not in top(without(history, found.removed), history)
    for spared in found.removed:
        rest = tuple(place for place in found.removed if place != spared)
        assert item in top(without(history, rest), history)


def test_what_is_not_in_the_list_cannot_drop_out_of_it() -> None:
    history = a_history(1, 8)
    outside = rank_all(MODEL, history, N_ITEMS)[0][0, 20]
    with pytest.raises(ConfigurationError):
        drop_out(MODEL, history, int(outside), n_items=N_ITEMS)


def test_an_item_that_is_brought_in_is_in() -> None:
    history = a_history(2, 8)
    others = [item for item in rank_all(MODEL, history, N_ITEMS)[0][0].tolist() if item >= 0]
    found = bring_in(MODEL, history, others[20], range(N_ITEMS))
    assert found is not None
    assert found.rank_before == 21
    assert found.rank_after <= 10
    changed = Histories.single([*np.delete(history.item, found.removed), *found.added])
    seen = Histories.single([*history.item, *found.added])
    assert others[20] in top(changed, seen)
    with pytest.raises(ConfigurationError):
        bring_in(MODEL, history, others[0], [])
    with pytest.raises(ConfigurationError):
        bring_in(MODEL, history, int(history.item[0]), [])


def test_where_nothing_helps_nothing_is_said() -> None:
    history = a_history(2, 8)
    last = [item for item in rank_all(MODEL, history, N_ITEMS)[0][0].tolist() if item >= 0][-1]
    assert bring_in(MODEL, history, last, [], top=1) is None

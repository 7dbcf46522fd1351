"""Leave-one-out is what it says: the model's own scores, without one interaction."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "models"))
from small_world import N_ITEMS, circles

from workbench.data.interactions import Histories
from workbench.errors import ConfigurationError
from workbench.explanation.removal import leads, leave_one_out, rivals, subsets
from workbench.jobs import Progress
from workbench.models.recommender import Recommender, ReplaysAttention, ScoresRemovals
from workbench.models.registry import model_class

COUNTING = ("Popularity", "ItemKNN", "ItemTransition", "EASE", "UserKNN", "RP3beta")
LEARNED = ("SASRec", "BERT4Rec", "TransitionSASRec")
SMALL = {"epochs": 2, "width": 16, "heads": 2, "layers": 2, "history_length": 5}
HISTORY = Histories.single([0, 1, 2, 3, 7, 1], [5, 4, 3, 2, 1, 5], [10, 20, 30, 40, 50, 60])


@cache
def model(name: str) -> Recommender:
    kind = model_class(name)
    made = kind(kind.Config(**SMALL) if name in LEARNED else None)
    made.fit(circles(), validation=None, seed=0, progress=Progress())
    return made


def without(place: int) -> Histories:
    assert HISTORY.time is not None
    return Histories.single(*(np.delete(part, place) for part in (HISTORY.item, HISTORY.value, HISTORY.time)))


@pytest.mark.parametrize("name", [*COUNTING, *LEARNED])
def test_it_equals_scoring_again_by_hand_to_the_last_bit(name: str) -> None:
    def lead(history: Histories) -> np.ndarray:
        scores = model(name).score(history, np.array([4, 8, *range(N_ITEMS)], np.int32))[0]
        return np.asarray(scores[:2] - scores[2:].mean())

    whole = lead(HISTORY)
    expected = np.stack([whole - lead(without(place)) for place in range(6)], axis=1)
    if name in LEARNED:
        expected[:, 0] = 0.0  # it reads five
    found = leave_one_out(model(name), HISTORY, [4, 8], n_items=N_ITEMS, together=1)
    assert found.dtype == np.float32
    np.testing.assert_array_equal(found, expected)
    batched = leave_one_out(model(name), HISTORY, [4, 8], n_items=N_ITEMS)
    np.testing.assert_allclose(batched, expected, atol=2e-5)


@pytest.mark.parametrize("name", ["SASRec", "gSASRec", "eSASRec"])
@pytest.mark.parametrize("n", [2, 7, 30, 31, 45])
@pytest.mark.parametrize("layers", [1, 3])
def test_histories_read_together_score_as_each_alone(name: str, n: int, layers: int) -> None:
    kind = model_class(name)
    made = kind(kind.Config(**SMALL | {"epochs": 1, "layers": layers, "history_length": 30}))
    made.fit(circles(), validation=None, seed=0, progress=Progress())
    assert isinstance(made, ScoresRemovals)
    random, checked = np.random.default_rng(n), []
    history = Histories.single(random.integers(0, N_ITEMS, n))
    candidates, places = np.arange(N_ITEMS, dtype=np.int32), np.arange(max(0, n - 30), n)
    together = made.score_without(history, places, candidates, lambda: checked.append(1))
    assert together is not None
    alone = [made.score(Histories.single(np.delete(history.item, place)), candidates)[0] for place in places]
    np.testing.assert_allclose(together, alone, atol=2e-5)
    assert len(checked) == -(-len(places) // 8)
    some = made.score_without(history, places[1::3], candidates, lambda: None)
    if len(places) > 1:
        np.testing.assert_allclose(some, together[1::3], atol=2e-5)


@pytest.mark.parametrize("name", ["BERT4Rec", "TransitionSASRec", "HSTU", "TiSASRec", "MultiInterest"])
def test_models_that_see_more_than_the_past_are_scored_one_by_one(name: str) -> None:
    kind = model_class(name)
    made = kind(kind.Config(**SMALL | {"epochs": 1}))
    made.fit(circles(), validation=None, seed=0, progress=Progress())
    assert isinstance(made, ScoresRemovals)
    assert made.score_without(HISTORY, np.array([2]), np.array([4], np.int32), lambda: None) is None


def test_a_head_that_is_switched_off_stays_off_when_interactions_are_removed() -> None:
    sasrec = model("SASRec")
    assert isinstance(sasrec, ReplaysAttention)
    silenced = sasrec.without_head(1, 0)
    found = leave_one_out(silenced, HISTORY, 4, n_items=N_ITEMS)
    np.testing.assert_allclose(found, leave_one_out(silenced, HISTORY, 4, n_items=N_ITEMS, together=1), atol=2e-5)
    assert not np.allclose(found, leave_one_out(sasrec, HISTORY, 4, n_items=N_ITEMS), atol=1e-4)


def test_what_is_never_read_is_worth_nothing() -> None:
    sasrec = model("SASRec")
    assert leave_one_out(sasrec, HISTORY, 4, n_items=N_ITEMS)[0, 0] == 0.0
    np.testing.assert_array_equal(sasrec.score(HISTORY), sasrec.score(without(0)))


def test_subsets_keep_order_values_and_times() -> None:
    kept = np.array([[1, 0, 1, 0, 0, 1], [0, 0, 0, 0, 0, 0], [0, 1, 0, 0, 0, 0]], np.bool_)
    made = subsets(HISTORY, kept)
    assert made.lengths.tolist() == [3, 0, 1]
    assert made.item.tolist() == [0, 2, 1, 1]
    assert made.value.tolist() == [5, 3, 5, 4]
    assert made.time is not None
    assert made.time.tolist() == [10, 30, 60, 20]


def test_leads_ignore_what_is_added_to_all_scores_of_a_history() -> None:
    ease = model("EASE")
    found = leads(ease, HISTORY, [4], n_items=N_ITEMS)

    class Louder(type(ease)):  # type: ignore[misc]
        def score(self, histories: Histories, candidates: np.ndarray | None = None) -> np.ndarray:
            return np.asarray(ease.score(histories, candidates) + np.float32(8.0))

    np.testing.assert_allclose(leads(Louder(), HISTORY, [4], n_items=N_ITEMS), found, atol=1e-5)


def test_rivals_are_a_fixed_sample_of_the_catalogue() -> None:
    assert rivals(13).tolist() == list(range(13))
    many = rivals(50_000)
    assert len(np.unique(many)) == 1_000
    assert many is rivals(50_000)


def test_an_empty_history_has_no_reasons_and_two_histories_are_refused() -> None:
    assert leave_one_out(model("EASE"), Histories.single([]), [4], n_items=N_ITEMS).shape == (1, 0)
    with pytest.raises(ConfigurationError):
        leave_one_out(model("EASE"), subsets(HISTORY, np.ones((2, 6), np.bool_)), [4], n_items=N_ITEMS)

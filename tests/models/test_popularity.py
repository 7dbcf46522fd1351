from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from model_contract import ModelContract
from small_world import split_of

from workbench.data.dataset import Dataset, ItemTable
from workbench.data.interactions import Histories, Interactions, Vocabulary
from workbench.data.splits import Split
from workbench.errors import ConfigurationError
from workbench.jobs import Progress
from workbench.models.popularity import Popularity, PopularityConfig


class TestPopularityKeepsTheContract(ModelContract):
    kind = Popularity
    config = PopularityConfig()


def test_training_interactions_are_counted_and_held_out_ones_are_not() -> None:
    split = split_of([0] * 4 + [1] * 4, [0, 0, 1, 2, 0, 1, 2, 3], n_items=4)
    model = Popularity()
    model.fit(split, validation=None, seed=0, progress=Progress())
    assert model.score(Histories.single([])).tolist() == [[3.0, 1.0, 0.0, 0.0]]


@pytest.mark.parametrize(
    ("counting", "expected"),
    [("interactions", [3.0, 2.0, 0.0]), ("users", [2.0, 1.0, 0.0]), ("values", [8.0, 0.5, 0.0])],
)
def test_each_way_of_counting_counts_what_it_says(counting: str, expected: list[float]) -> None:
    assert _fitted({"counting": counting}).score(Histories.single([1])).tolist() == [expected]


DAY = 86_400
CATEGORIES = pa.array([["war"], ["war", "love"], []], pa.list_(pa.string()))


def _fitted(config: dict[str, object], *, times: bool = True, categories: bool = False) -> Popularity:
    """Two people, three items; the days of the five meetings are 0, 8, 9, 5 and 10."""
    user, item = np.array([0, 0, 0, 1, 0]), np.array([0, 0, 1, 0, 1])
    value = np.array([1.0, 2.0, 0.25, 5.0, 0.25])
    days = np.array([0, 8, 9, 5, 10]) * DAY if times else None
    whole = Interactions.from_columns(user, item, value, days, n_users=2, n_items=3)
    nothing, everything = np.zeros(0, np.int64), np.arange(5)
    columns: dict[str, object] = {"title": ["a", "b", "c"], **({"categories": CATEGORIES} if categories else {})}
    dataset = Dataset("d", whole, Vocabulary(["x", "y"]), Vocabulary(["a", "b", "c"]), ItemTable(pa.table(columns)))
    split = Split(dataset, "all", {}, "", "", everything, nothing, nothing, nothing, nothing)
    model = Popularity(PopularityConfig.model_validate(config))
    model.fit(split, validation=None, seed=0, progress=Progress())
    return model


def test_a_recent_period_counts_only_its_days() -> None:
    scores = _fitted({"period": "recent", "days": 2.0}).score(Histories.single([]))
    assert scores.tolist() == [[1.0, 2.0, 0.0]]


def test_what_decays_halves_with_its_days() -> None:
    scores = _fitted({"period": "decayed", "days": 5.0}).score(Histories.single([]))
    expected = [0.25 + 2 ** (-2 / 5) + 0.5, 2 ** (-1 / 5) + 1.0, 0.0]
    np.testing.assert_allclose(scores[0], expected, rtol=1e-6)


def test_a_person_counts_once_by_the_latest_meeting() -> None:
    scores = _fitted({"period": "recent", "days": 2.0, "counting": "users"}).score(Histories.single([]))
    assert scores.tolist() == [[1.0, 1.0, 0.0]]


def test_within_categories_an_item_counts_by_the_share_of_the_history_in_them(tmp_path: Path) -> None:
    model = _fitted({"within_categories": True}, categories=True)
    scores = model.score(Histories.single([0]))[0]
    # The history is all war; item 0 is all war, item 1 half, item 2 nothing.
    np.testing.assert_allclose(scores, [3.0, 2.0 * 0.5, 0.0], atol=1e-4)
    assert model.score(Histories.single([2])).tolist() == [[3.0, 2.0, 0.0]], "nothing is known of this history"
    model.save(tmp_path)
    np.testing.assert_array_equal(Popularity.load(tmp_path).score(Histories.single([0]))[0], scores)


def test_what_the_dataset_does_not_tell_cannot_be_counted() -> None:
    with pytest.raises(ConfigurationError, match="times"):
        _fitted({"period": "recent"}, times=False)
    with pytest.raises(ConfigurationError, match="categories"):
        _fitted({"within_categories": True})

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest
from model_contract import ModelContract
from small_world import split_of

from workbench.data.dataset import Dataset, ItemTable
from workbench.data.interactions import Histories, Interactions, Vocabulary
from workbench.data.splits import Split
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
    user, item = np.array([0, 0, 0, 1, 0]), np.array([0, 0, 1, 0, 1])
    value = np.array([1.0, 2.0, 0.25, 5.0, 0.25])
    whole = Interactions.from_columns(user, item, value, None, n_users=2, n_items=3)
    nothing, everything = np.zeros(0, np.int64), np.arange(5)
    table = ItemTable(pa.table({"title": ["a", "b", "c"]}))
    dataset = Dataset("d", whole, Vocabulary(["x", "y"]), Vocabulary(["a", "b", "c"]), table)
    split = Split(dataset, "all", {}, "", "", everything, nothing, nothing, nothing, nothing)
    model = Popularity(PopularityConfig.model_validate({"counting": counting}))
    model.fit(split, validation=None, seed=0, progress=Progress())
    assert model.score(Histories.single([1])).tolist() == [expected]

from __future__ import annotations

import numpy as np
import pytest
from small_world import circles

from workbench.data.interactions import Interactions
from workbench.jobs import Progress
from workbench.models.attention.configuration import SequenceConfig
from workbench.models.attention.defaults import suited
from workbench.models.attention.sasrec import SASRec, SASRecConfig
from workbench.models.attention.transition_settings import TransitionSASRecConfig
from workbench.models.data_shape import DataShape

MOVIELENS_100K = DataShape(943, 1_680, 98_114, 63.0, 943)
MOVIELENS_1M = DataShape(6_040, 3_706, 988_129, 94.0, 6_040)
BEAUTY = DataShape(22_363, 12_101, 153_776, 4.0, 22_363)
SAMPLE = DataShape(800, 969, 59_367, 52.0, 800)


def test_the_shape_is_measured_on_the_training_part() -> None:
    data = circles().train
    shape = DataShape.of(data)
    assert shape == DataShape(48, 12, len(data), 3.0, 48)
    alone = Interactions.from_columns(np.array([0, 1, 1]), np.array([0, 0, 1]), None, None, n_users=3, n_items=2)
    assert DataShape.of(alone) == DataShape(2, 2, 3, 1.5, 1), "who has one interaction shows nothing that follows"


@pytest.mark.parametrize(
    ("shape", "expected"),
    [
        (MOVIELENS_100K, ("softmax", 50, 2, 16, 0.3)),
        (MOVIELENS_1M, ("sampled", 200, 2, 32, 0.1)),
        (BEAUTY, ("sampled", 50, 1, 128, 0.5)),
    ],
)
def test_known_data_get_their_known_settings(shape: DataShape, expected: tuple[object, ...]) -> None:
    chosen = suited(shape)
    names = ("loss", "history_length", "layers", "batch_size", "dropout")
    assert tuple(chosen[name] for name in names) == expected


def test_the_memory_needs_few_epochs_where_both_learn_as_one_sum() -> None:
    epochs = [TransitionSASRecConfig().suited(shape)["epochs"] for shape in (BEAUTY, MOVIELENS_100K, MOVIELENS_1M)]
    assert epochs == [5, 12, 50], "of long histories the network learns as much as without a memory"


def test_small_data_get_enough_steps_before_a_fit_may_stop() -> None:
    """On the sample validation stands still from step 100 to 900, and then doubles."""
    for shape in (SAMPLE, MOVIELENS_100K, DataShape(48, 12, 200, 3.0, 48), DataShape(610, 9_681, 99_616, 68.5, 610)):
        chosen = suited(shape)
        steps = -(-shape.n_sequences // chosen["batch_size"])
        assert chosen["epochs"] == 200 or chosen["epochs"] * steps >= (1_500 if shape.short else 3_000)
        assert chosen["earliest_stop"] == 200 or chosen["earliest_stop"] * steps >= 1_000
        assert chosen["patience"] == 200 or chosen["patience"] * steps >= 600
    assert [suited(shape)["epochs"] for shape in (SAMPLE, MOVIELENS_100K, MOVIELENS_1M, BEAUTY)] == [60, 51, 50, 20]
    many = suited(DataShape(10**6, 10**5, 10**8, 100.0, 10**6))
    assert (many["epochs"], many["patience"], many["earliest_stop"]) == (50, 10, 1)


def test_no_shape_gives_a_setting_out_of_bounds() -> None:
    for shape in (
        DataShape(0, 0, 0, 0.0, 0),
        DataShape(1, 1, 1, 1.0, 0),
        DataShape(10**8, 10**8, 10**9, 10.0**6, 10**8),
    ):
        chosen = suited(shape)
        assert SequenceConfig(**chosen).model_dump(include=set(chosen)) == chosen
        chosen = TransitionSASRecConfig().suited(shape)
        assert TransitionSASRecConfig(**chosen).model_dump(include=set(chosen)) == chosen


def test_only_what_is_automatic_is_chosen() -> None:
    given = SASRecConfig(epochs=3, dropout=0.0, layers=4)
    made = given.for_data(circles().train)
    assert (made.epochs, made.dropout, made.layers) == (3, 0.0, 4)
    assert made.loss == "softmax"
    assert made.batch_size == 16
    assert made.for_data(circles().train) == made


def test_a_fit_keeps_what_was_chosen() -> None:
    model, split = SASRec(SASRecConfig(epochs=1, width=16)), circles()
    assert model.estimate(split).seconds is not None
    assert model.config.batch_size == 0  # an estimate chooses nothing for good
    model.fit(split, validation=None, seed=1, progress=Progress())
    assert model.config == SASRecConfig(epochs=1, width=16).for_data(split.train)

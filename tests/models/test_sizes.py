from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from small_world import circles

from workbench.data.interactions import Interactions
from workbench.data.splits import Split
from workbench.errors import ConfigurationError
from workbench.jobs import Progress
from workbench.models.attention.hstu import HSTU
from workbench.models.attention.sasrec import SASRec
from workbench.models.attention.sequence_model import SequenceModel
from workbench.models.attention.sizes import TARGETS, parameters_of, shapes, size_table
from workbench.models.attention.transition_sasrec import TransitionSASRec


def walks(n_users: int = 40, n_items: int = 60, length: int = 8) -> Interactions:
    draw = np.random.default_rng(0)
    return Interactions.from_columns(
        np.repeat(np.arange(n_users), length),
        draw.integers(0, n_items, n_users * length),
        None,
        None,
        n_users=n_users,
        n_items=n_items,
    )


def split(data: Interactions) -> Split:
    return replace(circles(), dataset=replace(circles().dataset, interactions=data), train_rows=np.arange(len(data)))


@pytest.mark.parametrize("kind", [SASRec, HSTU])
def test_one_code_makes_models_from_one_to_five_hundred_million_numbers(kind: type[SequenceModel]) -> None:
    data = walks()
    found = shapes(kind, kind().config.for_data(data), data.n_items)  # type: ignore[attr-defined]
    counted = [parameters_of(kind, config, data.n_items) for config in found]
    assert len(counted) == len(TARGETS)
    for parameters, target in zip(counted, TARGETS, strict=True):
        assert abs(parameters / target - 1) < 0.35
    assert all(config.width % config.heads == 0 for config in found)


def test_a_target_that_the_table_of_items_exceeds_alone_is_left_out() -> None:
    data = walks()
    config = SASRec().config.for_data(data)
    found = shapes(SASRec, config, n_items=1_000_000, targets=(1_000_000, 100_000_000))
    assert [config.width for config in found] == [96]


def test_small_sizes_are_measured_and_large_ones_computed_from_them() -> None:
    table = size_table(
        SASRec, SASRec().config, split(walks()), targets=(50_000, 200_000, 100_000_000), seconds=20.0,
        free_bytes=200_000_000, progress=Progress(),
    )  # fmt: skip
    assert [one.measured for one in table] == [True, True, False]
    for one in table:
        # Weights, gradients and two moments, at least.
        assert one.memory_bytes > 16 * one.parameters
        assert one.epoch_seconds > one.step_seconds > 0
    assert table[2].step_seconds > 20 * table[1].step_seconds
    assert table[2].memory_bytes > 16 * 70_000_000


def test_without_time_to_measure_everything_is_computed() -> None:
    table = size_table(SASRec, SASRec().config, split(walks()), targets=(50_000,), seconds=0.0, progress=Progress())
    assert not table[0].measured
    assert np.isnan(table[0].step_seconds)


def test_facts_of_a_model_count_too() -> None:
    (one,) = size_table(
        TransitionSASRec, TransitionSASRec().config, circles(), targets=(50_000,), seconds=20.0, progress=Progress()
    )
    assert one.measured


def test_histories_of_one_interaction_give_nothing_to_measure() -> None:
    with pytest.raises(ConfigurationError, match="two or more"):
        size_table(SASRec, SASRec().config, split(walks(length=1)), progress=Progress())

"""Where a search looks follows from the configuration classes."""

from __future__ import annotations

from typing import Literal

import pytest
from pydantic import Field

from workbench.models.attention.sasrec import SASRecConfig
from workbench.models.ease import EASEConfig
from workbench.models.random_order import RandomConfig
from workbench.models.recommender import ModelConfig
from workbench.models.registry import model_classes
from workbench.tuning.space import Dimension, space_of


def test_learning_rates_and_regularisation_are_searched_by_their_orders_of_magnitude() -> None:
    of_sasrec = {d.name: d for d in space_of(SASRecConfig)}
    assert of_sasrec["learning_rate"].log
    assert of_sasrec["dropout"].low == 0.0  # below 0 it would be automatic
    assert "device" not in of_sasrec
    (regularisation,) = space_of(EASEConfig)
    assert (regularisation.low, regularisation.high, regularisation.log) == (1.0, 10_000.0, True)


@pytest.mark.parametrize("name", sorted(model_classes()))
def test_every_end_of_every_space_is_a_valid_configuration(name: str) -> None:
    config = model_classes()[name].Config
    for dimension in space_of(config):
        ends = dimension.choices or (dimension.low, dimension.high)
        for value in ends:
            given = int(value) if dimension.kind == "whole" else value
            assert getattr(config.model_validate({dimension.name: given}), dimension.name) == value
            assert dimension.holds(value)


def test_a_model_without_settings_has_no_space() -> None:
    assert space_of(RandomConfig) == ()


class Foreign(ModelConfig):
    """Of a package that knows nothing of tuning."""

    strength: float = Field(1.0, gt=0.0, le=100.0, title="Strength")
    rounds: int = Field(0, ge=0, le=9, json_schema_extra={"automatic": 0})
    kind: Literal["auto", "a", "b"] = Field("auto", json_schema_extra={"automatic": "auto"})
    fast: bool = False
    free: float = 1.0
    depth: int = Field(3, ge=1, le=9, json_schema_extra={"advanced": True})


def test_the_space_of_an_unmarked_configuration_comes_from_bounds_and_choices() -> None:
    space = {d.name: d for d in space_of(Foreign)}
    assert list(space) == ["strength", "rounds", "kind", "fast"]
    assert space["strength"].low > 0.0
    assert space["strength"].log
    assert (space["rounds"].low, space["rounds"].high) == (1, 9)
    assert space["kind"].choices == ("a", "b")
    assert space["fast"].choices == (False, True)


def test_a_dimension_knows_what_it_holds() -> None:
    width = Dimension("width", "Width", "whole", 32, 128, step=32)
    assert width.holds(64)
    assert not width.holds(65)
    assert not width.holds(160)
    assert not width.holds(True)

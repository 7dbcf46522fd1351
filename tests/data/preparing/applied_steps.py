"""Applying one step or several, as tests write it."""

from __future__ import annotations

from typing import Any

from workbench.data.dataset import Dataset
from workbench.data.preparing.apply import apply_recipe
from workbench.data.preparing.recipe import RecipeStep
from workbench.data.preparing.step import Surroundings
from workbench.jobs import Progress

KEY = bytes(range(32))


def around() -> Surroundings:
    return Surroundings(Progress(), lambda: KEY)


def apply(dataset: Dataset, step: str, **parameters: Any) -> Dataset:
    made, (effect,) = apply_recipe(dataset, [RecipeStep(step, parameters)], around())
    before, after = dataset.interactions, made.interactions
    assert (effect.rows_before, effect.users_before, effect.items_before) == (
        len(before),
        before.n_users,
        before.n_items,
    )
    assert (effect.rows_after, effect.users_after, effect.items_after) == (len(after), after.n_users, after.n_items)
    assert effect.description.endswith(".")
    return made

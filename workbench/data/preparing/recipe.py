"""What a recipe is made of: plain data, cheap to import, that a list can show and the catalog can store."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class RecipeStep:
    """One step of a recipe.

    Attributes:
        step: the registered name, `k-core` for example.
        parameters: the fields of the step's configuration, JSON-ready; those left out have their defaults.
    """

    step: str
    parameters: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class StepEffect:
    """What one step did, in numbers.

    Attributes:
        step, title: the registered name, and what people read.
        description: one sentence on what was done with these parameters.
        rows_before, rows_after: interactions.
        users_before, users_after, items_before, items_after: people and items that have interactions.
        seconds: wall time.
    """

    step: str
    title: str
    description: str
    rows_before: int
    rows_after: int
    users_before: int
    users_after: int
    items_before: int
    items_after: int
    seconds: float

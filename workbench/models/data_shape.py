"""The shape of a training part, and configurations that choose by it what a person left automatic."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Self

import numpy as np

from workbench.data.interactions import Interactions
from workbench.models.recommender import ModelConfig


@dataclass(frozen=True)
class DataShape:
    """What the rule looks at.

    Attributes:
        n_users: people with at least one interaction.
        n_items: items met at least once.
        n_interactions: rows.
        median_history: interactions of the median person.
        n_sequences: people with two interactions or more, who show what follows what.
    """

    n_users: int
    n_items: int
    n_interactions: int
    median_history: float
    n_sequences: int

    @staticmethod
    def of(data: Interactions) -> DataShape:
        """Measure a training part."""
        lengths = np.diff(data.offsets)
        lengths = lengths[lengths > 0]
        return DataShape(
            n_users=len(lengths),
            n_items=int(np.count_nonzero(data.item_counts)),
            n_interactions=len(data),
            median_history=float(np.median(lengths)) if len(lengths) else 0.0,
            n_sequences=int(np.count_nonzero(lengths >= 2)),
        )

    @property
    def short(self) -> bool:
        """Whether most histories are short."""
        return self.median_history < 20

    @property
    def long(self) -> bool:
        """Whether most histories are long."""
        return self.median_history >= 80

    @property
    def per_item(self) -> float:
        """Interactions of the mean item."""
        return self.n_interactions / max(1, self.n_items)


class ShapedConfig(ModelConfig):
    """A configuration some of whose settings are chosen by the shape of the data when the fit begins.

    Such a setting says `"automatic": value` in its extras; below zero, everything negative means the same.
    """

    def for_data(self, data: Interactions) -> Self:
        """Return this configuration with everything automatic chosen by the shape of a training part."""
        chosen = self.suited(DataShape.of(data))
        automatic = {name: value for name, value in chosen.items() if self._is_automatic(name)}
        return type(self).model_validate(self.model_dump() | automatic)

    def suited(self, shape: DataShape) -> dict[str, Any]:
        """Return what is chosen for each automatic setting."""
        raise NotImplementedError

    def _is_automatic(self, name: str) -> bool:
        extra, value = type(self).model_fields[name].json_schema_extra, getattr(self, name)
        if not isinstance(extra, dict) or "automatic" not in extra:
            return False
        automatic: Any = extra["automatic"]
        return bool(value < 0 if isinstance(automatic, int | float) and automatic < 0 else value == automatic)

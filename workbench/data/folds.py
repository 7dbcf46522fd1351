"""Folds: the same way of splitting several times, each judging other people, items or times, so that all are once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from workbench.errors import ConfigurationError

MOST_FOLDS = 50


@dataclass(frozen=True)
class Fold:
    """Which part of the people, items or times is judged.

    Attributes:
        number: from 1.
        of: how many folds there are, at least 2.
    """

    number: int
    of: int

    def bounds(self, count: int) -> tuple[int, int]:
        """Return which of `count` things, in a drawn order, belong to this fold; the folds together are all of them."""
        return count * (self.number - 1) // self.of, count * self.number // self.of

    @property
    def parameters(self) -> dict[str, int]:
        """The fold as parameters of a split."""
        return {"fold": self.number, "folds": self.of}


def fold_of(parameters: Mapping[str, Any]) -> tuple[dict[str, Any], Fold | None]:
    """Take the fold out of a split's parameters: `fold` (from 1) and `folds`.

    Raises:
        ConfigurationError: only one of both, or there is no such fold.
    """
    own = {name: value for name, value in parameters.items() if name not in ("fold", "folds")}
    if "fold" not in parameters and "folds" not in parameters:
        return own, None
    number, of = parameters.get("fold"), parameters.get("folds")
    if not isinstance(number, int) or not isinstance(of, int) or not 2 <= of <= MOST_FOLDS or not 1 <= number <= of:
        raise ConfigurationError(
            f"There is no fold {number} of {of}.", hint=f"Give folds from 2 to {MOST_FOLDS}, and a fold from 1 to that."
        )
    return own, Fold(number, of)

"""Folds: the same way of splitting several times, each time judged on other people or items, so that all are once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from workbench.data.interactions import Int64, Interactions
from workbench.data.split_rows import SplitRows
from workbench.errors import ConfigurationError

MOST_FOLDS = 50


@dataclass(frozen=True)
class Fold:
    """Which part of the people or items is judged.

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


def only_people_of(fold: Fold, rows: SplitRows, interactions: Interactions, seed: int) -> SplitRows:
    """Judge the people of one fold only; what was held out of all others is trained on.

    Args:
        fold: which people.
        rows: a split that holds something out of each person.
        interactions: what was split.
        seed: decides who is in which fold.
    """
    judged = np.unique(interactions.user[rows.test])
    drawn = np.random.default_rng(seed).permutation(judged)
    start, stop = fold.bounds(len(drawn))
    inside = np.zeros(interactions.n_users, bool)
    inside[drawn[start:stop]] = True

    def of_fold(part: Int64) -> Int64:
        return part[inside[interactions.user[part]]]

    validation, test = of_fold(rows.validation), of_fold(rows.test)
    others = [part[~inside[interactions.user[part]]] for part in (rows.validation, rows.test)]
    return replace(
        rows,
        train=np.sort(np.concatenate((rows.train, *others))),
        validation=validation,
        test=test,
        description=f"{rows.description} Fold {fold.number} of {fold.of} (seed {seed}): only {stop - start:,} people "
        "are judged, and everything of the others is trained on.",
    )

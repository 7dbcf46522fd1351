"""Paths from a history to an item through what they share: “shares director Ray with Pather Panchali”.

In a model that weighs attributes by attention (`WeighsRelations`), a path item – value – item has as its weight the
product of the attention that both ends give the value: that part of the model's score which differs between items
sharing the value. It says what the model looked at; how much a removal costs is measured elsewhere (`removal`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from workbench.models.recommender import RelationWeights


@dataclass(frozen=True)
class SharedValue:
    """A value that an item shares with items of a history.

    Attributes:
        relation, value: `director` and `Ray`.
        places: places in the history of items that have it too, the heaviest path first, the latest among equals.
        weights: the weight of each of these paths, 0 … 1.
        weight: their sum; lists are ranked by it.
    """

    relation: str
    value: str
    places: tuple[int, ...]
    weights: tuple[float, ...]
    weight: float


def shared_values(item: RelationWeights, history: RelationWeights, most: int = 5) -> tuple[SharedValue, ...]:
    """Return what an item shares with a history, ranked by the weight of all paths through it.

    Args:
        item: of exactly one item.
        history: of each interaction in order, from the same model.
        most: how many values to return.
    """
    place = np.repeat(np.arange(len(history.offsets) - 1), np.diff(history.offsets))
    found: list[SharedValue] = []
    for relation, value, weight in zip(item.relation.tolist(), item.value.tolist(), item.weight.tolist(), strict=True):
        rows = np.flatnonzero(history.value == value)
        if len(rows) == 0:
            continue
        order = np.lexsort((-place[rows], -history.weight[rows]))
        paths = weight * history.weight[rows[order]].astype(np.float64)
        found.append(
            SharedValue(
                relation=item.relation_names[relation],
                value=item.value_names[value],
                places=tuple(place[rows[order]].tolist()),
                weights=tuple(paths.tolist()),
                weight=float(paths.sum()),
            )
        )
    found.sort(key=lambda one: -one.weight)
    return tuple(found[:most])


def path_sentence(shared: SharedValue, titles: Sequence[str], most: int = 2) -> str:
    """Say a path in words: “shares director Ray with Pather Panchali and 3 more”.

    Args:
        shared: from `shared_values`.
        titles: of the history, in order.
        most: different titles to name.
    """
    names = list(dict.fromkeys(titles[place] for place in shared.places))
    named = ", ".join(names[:most])
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return f"shares {shared.relation} {shared.value} with {named}{more}"

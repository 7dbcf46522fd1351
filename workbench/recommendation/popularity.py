"""How many people met each item, counted once a dataset."""

from __future__ import annotations

import weakref

import numpy as np

from workbench.data.counting import users_per_item
from workbench.data.interactions import Float32, Interactions

# Keyed by identity: interactions are immutable but hold arrays, so they cannot be hashed.
_known: dict[int, Float32] = {}


def share_of_users(interactions: Interactions) -> Float32:
    """Return float32 [n_items], the share of users with any interaction who met the item, 0 … 1.

    Repeated meetings count once. The answer is kept as long as `interactions` lives.
    """
    key = id(interactions)
    if key not in _known:
        _known[key] = _count(interactions)
        weakref.finalize(interactions, _known.pop, key, None)
    return _known[key]


def _count(interactions: Interactions) -> Float32:
    active = int(np.count_nonzero(np.diff(interactions.offsets)))
    return (users_per_item(interactions) / float(max(1, active))).astype(np.float32)

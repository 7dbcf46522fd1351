"""How many people met each item, counted once a dataset."""

from __future__ import annotations

import weakref

import numpy as np

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
    n_items, offsets = interactions.n_items, interactions.offsets
    counts = np.zeros(n_items, np.int64)
    step = max(1, len(offsets) // (1 + len(interactions) // 2_000_000))
    for first in range(0, len(offsets) - 1, step):
        low, high = offsets[first], offsets[min(first + step, len(offsets) - 1)]
        keys = interactions.user[low:high].astype(np.int64) * n_items + interactions.item[low:high]
        # Sorting is some ten times as fast as the hashing of `np.unique`, and users come sorted already.
        keys.sort(kind="stable")
        met = keys[np.concatenate(([True], keys[1:] != keys[:-1]))] if len(keys) else keys
        counts += np.bincount(met % n_items, minlength=n_items)
    active = int(np.count_nonzero(np.diff(offsets)))
    return (counts / float(max(1, active))).astype(np.float32)

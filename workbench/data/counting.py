"""Counting codes and meetings without stopping the window: numpy's own count holds the interpreter lock to the end."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from workbench.data.interactions import Int64, Interactions
from workbench.jobs import Progress

_ROWS_AT_ONCE = 4_000_000  # about 10 ms


def count_codes(codes: npt.NDArray[Any], size: int, progress: Progress | None = None) -> Int64:
    """Count codes 0 … size − 1, int64 [size], in pieces that let other threads run in between."""
    counts = np.zeros(size, np.int64)
    for start in range(0, len(codes), _ROWS_AT_ONCE):
        if progress is not None:
            progress.check()
        counts += np.bincount(codes[start : start + _ROWS_AT_ONCE], minlength=size)
    return counts


def users_per_item(interactions: Interactions, rows_per_step: int = 2_000_000) -> Int64:
    """Return int64 [n_items], how many different users met each item; repeated meetings count once.

    Args:
        interactions: the part to count in, usually the training part.
        rows_per_step: about how many rows are looked at together, so that memory stays bounded.
    """
    n_items, offsets = interactions.n_items, interactions.offsets
    counts = np.zeros(n_items, np.int64)
    for start, stop in _blocks(offsets, rows_per_step):
        keys = interactions.user[start:stop].astype(np.int64) * n_items + interactions.item[start:stop]
        # Sorting is some ten times as fast as the hashing of `np.unique`, and users come sorted already.
        keys.sort(kind="stable")
        met = keys[np.concatenate(([True], keys[1:] != keys[:-1]))] if len(keys) else keys
        counts += np.bincount(met % n_items, minlength=n_items)
    return counts


def _blocks(offsets: Int64, rows_per_step: int) -> list[tuple[int, int]]:
    """Cut rows into blocks of about `rows_per_step` that end where a user ends."""
    n_rows = int(offsets[-1])
    wanted = np.arange(rows_per_step, n_rows + rows_per_step, rows_per_step)
    ends = np.unique(offsets[np.minimum(np.searchsorted(offsets, wanted), len(offsets) - 1)])
    return list(zip([0, *ends[:-1].tolist()], ends.tolist(), strict=True))


def counted_people(count: int) -> str:
    """Return a number of people in words."""
    people = "1 person" if count == 1 else f"{count:,} people"
    return people

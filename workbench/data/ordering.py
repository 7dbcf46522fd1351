"""Rows into the order of histories: by user, then time, then as they came; in pieces, on several threads.

A comparison sort of all rows at once is what an import would spend most of its time on. Instead one counting sort
brings the rows of each user together (none at all where the file has them so), and then pieces of some hundred thousand
rows are sorted by time, each small enough to stay in the processor's cache and to be cancelled in between.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from workbench.jobs import Progress

THREADS = max(1, min(os.cpu_count() or 1, 8))
_ROWS_A_PIECE = 500_000
Piece = TypeVar("Piece")
Made = TypeVar("Made")


def by_user(user: npt.NDArray[np.int32], n_users: int) -> tuple[npt.NDArray[Any] | None, npt.NDArray[np.int64]]:
    """Bring the rows of each user together, in the order in which they came.

    Args:
        user: int32 [n], codes 0 … n_users − 1.
        n_users: how many there are.

    Returns:
        The positions of the rows in the new order, None where it is the old one; and int64 [n_users + 1], where each
        user's rows begin.
    """
    offsets = np.concatenate(([0], np.cumsum(np.bincount(user, minlength=n_users)))).astype(np.int64)
    if bool((user[1:] >= user[:-1]).all()):
        return None, offsets
    from scipy.sparse import csr_array

    # Transposing a matrix of one row is a counting sort of its columns, stable and free of comparisons.
    n = len(user)
    index = np.int32 if n < 2**31 else np.int64
    positions = np.arange(n, dtype=index)
    row: Any = csr_array((positions, user, np.array([0, n], index)), shape=(1, n_users))
    return row.tocsc().data, offsets


def pieces(offsets: npt.NDArray[np.int64], rows: int = _ROWS_A_PIECE) -> Iterator[tuple[int, int]]:
    """Cut users into runs `first … last − 1` of about so many rows each, at least one user."""
    first, n_users = 0, len(offsets) - 1
    while first < n_users:
        last = int(np.searchsorted(offsets, offsets[first] + rows, side="right")) - 1
        last = min(max(last, first + 1), n_users)
        yield first, last
        first = last


def time_order(user: npt.NDArray[np.int32], time: npt.NDArray[np.int64]) -> npt.NDArray[np.int64] | None:
    """Return the stable order by user, then time, of rows whose users never decrease; None where they are in it."""
    times = time - time.min()
    highest = int(times.max())
    people = user - user[0]
    if highest < 2**40 and int(people[-1]) < 2**23:
        # One sort of a packed key is far cheaper than lexsort.
        key = (people.astype(np.int64) << 40) | times
        return None if bool((key[1:] >= key[:-1]).all()) else np.argsort(key, kind="stable")
    return np.lexsort((times, user))


def at_once(work: Callable[[Piece], Made], parts: Iterable[Piece], progress: Progress | None = None) -> Iterator[Made]:
    """Do independent work on several threads and yield what it makes, in order; the progress is checked in between.

    `work` should spend its time in NumPy or Arrow, which release the interpreter lock.
    """
    with ThreadPoolExecutor(THREADS, thread_name_prefix="sorting") as pool:
        waiting = [pool.submit(work, part) for part in parts]
        try:
            for future in waiting:
                yield future.result()
                if progress is not None:
                    progress.check()
        finally:
            for future in waiting:
                future.cancel()

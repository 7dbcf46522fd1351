"""Rows of a product of two sparse matrices, made dense: what neighbours and walks are counted by."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse

from workbench.data.interactions import Float32
from workbench.models.compiled import compiled

# Additions of one block of rows: some 20 ms.
ADDITIONS_PER_BLOCK = 20_000_000
# Numbers of one dense block: 1 MB; whoever reads it has a few arrays of its size beside it, on every thread.
NUMBERS_PER_BLOCK = 250_000


class SparseProduct:
    """`A·B`, of which rows are asked for.

    scipy's product first counts what it will hold and then builds it sparse, holding the interpreter lock; the rows
    here are nearly full, and are added up where they will be read, three to five times faster.

    Args:
        left: A, sparse [n, k].
        right: B, sparse [k, m].
    """

    def __init__(self, left: sparse.csr_array, right: sparse.csr_array) -> None:
        self._left, self._right = _arrays(left), _arrays(right)
        self.shape = (left.shape[0], right.shape[1])
        self._ones = bool((self._right[2] == 1.0).all())
        self._costs = np.zeros(left.shape[0] + 1, np.int64)
        _count_additions(*self._left[:2], self._right[0], self._costs)

    def rows(self, start: int, stop: int) -> Float32:
        """Return the rows `start … stop − 1`, float32 [stop − start, m]. Safe to call from several threads."""
        found = np.empty((stop - start, self.shape[1]), np.float32)
        if self._ones:  # who met what is all ones: not reading them takes a third of the time away
            _add_rows_of_ones(*self._left, *self._right[:2], start, stop, found)
        else:
            _add_rows(*self._left, *self._right, start, stop, found)
        return found

    def blocks(self) -> Iterator[tuple[int, int]]:
        """Yield ranges of rows that take at most some 20 ms and 1 MB each; at least one row."""
        start, n = 0, self.shape[0]
        most_rows = max(1, NUMBERS_PER_BLOCK // max(1, self.shape[1]))
        while start < n:
            affordable = int(np.searchsorted(self._costs, self._costs[start] + ADDITIONS_PER_BLOCK, side="right")) - 1
            stop = min(max(affordable, start + 1), start + most_rows, n)
            yield start, stop
            start = stop


def _arrays(matrix: sparse.csr_array) -> tuple[npt.NDArray[Any], npt.NDArray[Any], Float32]:
    """Return offsets int64, columns uint32 (they are never negative, and the loop need not look) and values float32."""
    columns = matrix.indices.astype(np.int32, copy=False).view(np.uint32)
    return matrix.indptr.astype(np.int64, copy=False), columns, matrix.data.astype(np.float32, copy=False)


def turned(
    columns: npt.NDArray[np.uint32], offsets: npt.NDArray[np.int64], n_columns: int
) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.int64]]:
    """Return for every column the rows that name it, ascending, and where each column's begin: the transpose of ones.

    Args:
        columns: uint32 [n], row by row.
        offsets: int64 [n_rows + 1].
        n_columns: how many there are.

    Returns:
        uint32 [n] and int64 [n_columns + 1]. scipy's transpose would take twice the memory, for values of one.
    """
    rows, starts = np.empty(len(columns), np.uint32), np.zeros(n_columns + 1, np.int64)
    _turn(columns, offsets, rows, starts)
    return rows, starts


@compiled
def _turn(
    columns: npt.NDArray[Any], offsets: npt.NDArray[Any], rows: npt.NDArray[Any], starts: npt.NDArray[Any]
) -> None:
    for column in columns:
        starts[column + 1] += 1
    for column in range(1, len(starts)):
        starts[column] += starts[column - 1]
    free = starts.copy()
    for row in range(len(offsets) - 1):
        for column in columns[offsets[row] : offsets[row + 1]]:
            rows[free[column]] = row
            free[column] += 1


@compiled
def _count_additions(
    left_offsets: npt.NDArray[Any],
    left_columns: npt.NDArray[Any],
    right_offsets: npt.NDArray[Any],
    before: npt.NDArray[Any],
) -> None:
    """Write into `before` int64 [n + 1] how many additions all rows before each need."""
    for row in range(len(before) - 1):
        own = 0
        for middle in left_columns[left_offsets[row] : left_offsets[row + 1]]:
            own += right_offsets[middle + 1] - right_offsets[middle]
        before[row + 1] = before[row] + own


@compiled
def _add_rows(
    left_offsets: npt.NDArray[Any],
    left_columns: npt.NDArray[Any],
    left_values: npt.NDArray[Any],
    right_offsets: npt.NDArray[Any],
    right_columns: npt.NDArray[Any],
    right_values: npt.NDArray[Any],
    start: int,
    stop: int,
    found: npt.NDArray[Any],
) -> None:
    for row in range(start, stop):
        own = found[row - start]
        own[:] = 0.0
        for entry in range(left_offsets[row], left_offsets[row + 1]):
            middle, times = left_columns[entry], left_values[entry]
            for other in range(right_offsets[middle], right_offsets[middle + 1]):
                own[right_columns[other]] += times * right_values[other]


@compiled
def _add_rows_of_ones(
    left_offsets: npt.NDArray[Any],
    left_columns: npt.NDArray[Any],
    left_values: npt.NDArray[Any],
    right_offsets: npt.NDArray[Any],
    right_columns: npt.NDArray[Any],
    start: int,
    stop: int,
    found: npt.NDArray[Any],
) -> None:
    for row in range(start, stop):
        own = found[row - start]
        own[:] = 0.0
        for entry in range(left_offsets[row], left_offsets[row + 1]):
            middle, times = left_columns[entry], left_values[entry]
            for column in right_columns[right_offsets[middle] : right_offsets[middle + 1]]:
                own[column] += times

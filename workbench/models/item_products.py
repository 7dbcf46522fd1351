"""How many people two items share: the products that neighbour and linear models start from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

import numpy as np
from scipy import sparse

from workbench.data.interactions import Float32, Interactions
from workbench.jobs import Progress
from workbench.models.compiled import in_threads
from workbench.models.sparse_products import SparseProduct

Made = TypeVar("Made")


def meetings(train: Interactions) -> sparse.csr_array:
    """Who met what, float32 [n_users, n_items] of ones; a repeated meeting counts once."""
    shape = (train.n_users, train.n_items)
    matrix = sparse.csr_array((np.ones(len(train), np.float32), train.item.copy(), train.offsets.copy()), shape=shape)
    matrix.sum_duplicates()
    matrix.data[:] = 1.0
    return matrix


def product_blocks(
    by_user: sparse.csr_array,
    make: Callable[[int, int, Float32], Made],
    progress: Progress,
    message: str,
    *,
    share: float = 1.0,
) -> Iterator[tuple[int, int, Made]]:
    """Go through the rows of `XᵀX`, a block at a time, on all threads.

    Args:
        by_user: X, sparse [n_users, n_items].
        make: what becomes of a block: gets its first item, its last + 1, and float32 [rows, n_items], which it may
            change; counts are exact up to 2²⁴ people. Called from several threads at once.
        progress: reported to from 0 to `share`.
        message: what it says meanwhile.
        share: of the work that these products are.

    Yields:
        First item, last item + 1, and what `make` returned, in order.
    """
    product = SparseProduct(by_user.T.tocsr(), by_user)

    def work(block: tuple[int, int]) -> tuple[int, int, Made]:
        start, stop = block
        return start, stop, make(start, stop, product.rows(start, stop))

    for start, stop, made in in_threads(work, product.blocks(), progress):
        progress.report(share * start / by_user.shape[1], message)
        yield start, stop, made

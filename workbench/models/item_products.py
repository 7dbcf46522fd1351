"""How many people two items share: the products that neighbour and linear models start from."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
from scipy import sparse

from workbench.data.interactions import Interactions
from workbench.jobs import Progress
from workbench.models.item_graph import affordable_blocks

Float64 = npt.NDArray[np.float64]

# Products that a dense block may hold.
PRODUCTS_PER_DENSE_BLOCK = 1_000_000


def meetings(train: Interactions) -> sparse.csr_array:
    """Who met what, float64 [n_users, n_items] of ones; a repeated meeting counts once."""
    shape = (train.n_users, train.n_items)
    matrix = sparse.csr_array((np.ones(len(train)), train.item.copy(), train.offsets.copy()), shape=shape)
    matrix.sum_duplicates()
    matrix.data[:] = 1.0
    return matrix


def product_blocks(
    by_user: sparse.csr_array, progress: Progress, message: str, *, share: float = 1.0
) -> Iterator[tuple[int, int, Float64]]:
    """Yield the rows of `XᵀX`, a block at a time, each small enough that a window beside it does not wait.

    Args:
        by_user: X, float64 [n_users, n_items].
        progress: reported to from 0 to `share`.
        message: what it says meanwhile.
        share: of the work that these products are.

    Yields:
        First item, last item + 1, and float64 [rows, n_items].
    """
    n_items = by_user.shape[1]
    by_item = by_user.T.tocsr()
    # A row of the product costs, for each person who met the item, the length of that person's history.
    costs = by_item.astype(bool) @ np.diff(by_user.indptr).astype(np.float64)
    products = np.concatenate(([0.0], np.cumsum(costs)))
    for start, stop in affordable_blocks(products, most_rows=max(1, PRODUCTS_PER_DENSE_BLOCK // n_items)):
        progress.report(share * start / n_items, message)
        yield start, stop, (by_item[start:stop] @ by_user).toarray()

"""Sums of rows of a table over ragged groups: the product of a sparse matrix with a dense one."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import torch


def summed_rows(
    table: torch.Tensor, rows: npt.NDArray[Any], offsets: npt.NDArray[Any], weights: npt.NDArray[Any] | None = None
) -> torch.Tensor:
    """Return float (n, C), for each group the sum of its rows of `table`; zeros for an empty group.

    Torch's bags of embeddings do this on all threads and without the interpreter lock, which scipy's sparse products
    hold.

    Args:
        table: float (V, C).
        rows: int [m], group by group.
        offsets: int [n + 1].
        weights: [m], what each row counts; None lets all count 1.
    """
    if len(rows) == 0:
        return table.new_zeros(len(offsets) - 1, table.shape[1])
    found: torch.Tensor = torch.nn.functional.embedding_bag(
        torch.from_numpy(np.asarray(rows, np.int64)),
        table,
        torch.from_numpy(np.asarray(offsets[:-1], np.int64)),
        mode="sum",
        per_sample_weights=None if weights is None else torch.from_numpy(np.asarray(weights)).to(table.dtype),
    )
    return found

"""Many small ridge regressions at once: the vector of every row, given the vectors of what it met."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import torch

from workbench.data.interactions import Int64
from workbench.jobs import Progress

# Gathered vectors of one batch of equations: 16 MB of float32.
NUMBERS_PER_BATCH = 4_000_000


def solve_rows(
    others: torch.Tensor,
    met: Int64,
    offsets: Int64,
    price: npt.NDArray[Any],
    progress: Progress,
    *,
    values: npt.NDArray[Any] | None = None,
    everything: torch.Tensor | None = None,
) -> torch.Tensor:
    """Return for every row `r` the solution of `(Σ_{i met} h_i h_iᵀ + G + price_r·I) w_r = Σ_{i met} value_i h_i`.

    Rows of similar length are solved together, so that little padding is multiplied.

    Args:
        others: H, float32 (V, D).
        met: int64 [n], the others that each row met, row by row.
        offsets: int64 [n_rows + 1].
        price: float [n_rows], of large numbers.
        progress: checked before every batch.
        values: float [n], what each meeting is worth; None for ones.
        everything: G, float32 (D, D), symmetric; None for zeros.

    Returns:
        float32 (n_rows, D); zeros for a row that met nobody.
    """
    n_others, width = others.shape
    lengths = np.diff(offsets)
    found = torch.zeros(len(lengths), width)
    shared = torch.zeros(width, width) if everything is None else everything
    padded = torch.cat((others, torch.zeros(1, width)))  # the last row stands for padding
    order = np.argsort(lengths, kind="stable")
    order = order[lengths[order] > 0]
    start = 0
    while start < len(order):
        progress.check()
        # The last row of a batch is its longest: grow the batch while rows × longest stays affordable.
        longest = lengths[order[start:]]
        affordable = np.arange(1, len(longest) + 1) * np.maximum(longest, width) * width <= NUMBERS_PER_BATCH
        rows = order[start : start + max(1, int(affordable.argmin()) if not affordable.all() else len(longest))]
        start += len(rows)
        steps = np.arange(int(lengths[rows[-1]]))
        inside = steps < lengths[rows, None]
        places = np.where(inside, np.minimum(offsets[rows, None] + steps, len(met) - 1), 0)
        vectors = padded[torch.from_numpy(np.where(inside, met[places], n_others))]  # (B, L, D)
        left = torch.baddbmm(shared.expand(len(rows), -1, -1), vectors.transpose(1, 2), vectors)
        left.diagonal(dim1=1, dim2=2).add_(torch.from_numpy(price[rows]).float()[:, None] + 1e-8)
        factor = torch.linalg.cholesky(left)
        if values is None:
            right = vectors.sum(dim=1)[:, :, None]
        else:
            worth = torch.from_numpy(np.where(inside, values[places], 0.0).astype(np.float32))
            right = vectors.transpose(1, 2) @ worth[:, :, None]  # (B, D, 1)
        found[torch.from_numpy(rows)] = torch.cholesky_solve(right, factor)[:, :, 0]
    return found

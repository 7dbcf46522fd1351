"""Many small ridge regressions at once: the vector of every row, given the vectors of what it met."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import torch

from workbench.data.interactions import Int64
from workbench.jobs import Progress

# Gathered vectors of one batch of equations: 4 MB of float32.
NUMBERS_PER_BATCH = 1_000_000

# The short way divides by the shared part: where that is smaller than this, the long way is taken.
LEAST_DIVISOR = 1e-3


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

    Rows of similar length are solved together, so that little padding is multiplied. With `G = QΛQᵀ` and all vectors
    turned by Q, a row's shared part `S = Λ + price_r·I` is diagonal; a row that met fewer than D others is then solved
    for as `S⁻¹Hᵀ(I + H S⁻¹ Hᵀ)⁻¹ value` (push-through identity), a system of as many unknowns as it met others.

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
    shared, turn = torch.zeros(width), None  # Λ and Q
    if everything is not None:
        shared, turn = torch.linalg.eigh(everything)
        others = others @ turn
    padded = torch.cat((others, torch.zeros(1, width)))  # the last row stands for padding
    padded_met = np.append(met, n_others)
    padded_values = None if values is None else np.append(values, 0.0).astype(np.float32)
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
        places = np.where(inside, offsets[rows, None] + steps, len(met))
        chosen = torch.from_numpy(padded_met[places].ravel())
        vectors = padded.index_select(0, chosen).view(len(rows), len(steps), width)  # (B, L, D)
        if padded_values is None:
            worth = torch.ones(1, len(steps), 1).expand(len(rows), -1, -1)
        else:
            worth = torch.from_numpy(padded_values[places])[:, :, None]
        diagonal = (shared + torch.from_numpy(price[rows]).float()[:, None]).clamp_min(0.0) + 1e-8  # S, (B, D)
        if len(steps) < width and float(diagonal.min()) > LEAST_DIVISOR:
            divided = vectors / diagonal[:, None, :]
            left = torch.bmm(divided, vectors.transpose(1, 2))  # (B, L, L)
            left.diagonal(dim1=1, dim2=2).add_(1.0)
            mixed = torch.cholesky_solve(worth, torch.linalg.cholesky(left))  # (B, L, 1)
            solved = divided.transpose(1, 2) @ mixed
        else:
            left = torch.bmm(vectors.transpose(1, 2), vectors)  # (B, D, D)
            left.diagonal(dim1=1, dim2=2).add_(diagonal)
            solved = torch.cholesky_solve(vectors.transpose(1, 2) @ worth, torch.linalg.cholesky(left))
        found[torch.from_numpy(rows)] = solved[:, :, 0]
    return found if turn is None else found @ turn.T

"""Many small ridge regressions at once, each improved by a few steps from where it stood: least squares' fast way.

Takács, Pilászy & Tikk, Applications of the Conjugate Gradient Method for Implicit Feedback Collaborative Filtering,
RecSys 2011. A step multiplies a row's matrix with one vector, and needs that matrix never: 2·n·D multiplications for a
row that met n others, where building the matrix alone takes n·D².
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
import torch

from workbench.data.interactions import Int64
from workbench.jobs import Progress
from workbench.models.compiled import compiled, in_threads

# Multiplications of one part of the rows: some 20 ms.
MULTIPLICATIONS_PER_PART = 100_000_000

# A row whose remaining error squares to less than this is solved.
SOLVED = 1e-20


def improve_rows(
    others: torch.Tensor,
    met: npt.NDArray[Any],
    offsets: Int64,
    price: npt.NDArray[Any],
    everything: torch.Tensor,
    rows: torch.Tensor,
    steps: int,
    progress: Progress,
) -> None:
    """Improve `rows`, in place, towards the solutions of `(Σ_{i met} h_i h_iᵀ + G + price_r·I) w_r = Σ_{i met} h_i`.

    Args:
        others: H, float32 (V, D).
        met: uint32 [n], the others that each row met, row by row.
        offsets: int64 [n_rows + 1].
        price: float [n_rows], of large numbers.
        everything: G, float32 (D, D), symmetric.
        rows: w, float32 (n_rows, D); a row that met nobody becomes zeros.
        steps: of conjugate gradients, each row on its own.
        progress: checked every few milliseconds.
    """
    arrays = (others.contiguous().numpy(), everything.numpy(), met, offsets, price.astype(np.float32), rows.numpy())
    width = others.shape[1]
    cost = np.cumsum(np.diff(offsets) * width + width * width) * (2 * (steps + 1))  # after each row
    end = cost[-1] if len(cost) else 0
    cuts = np.searchsorted(cost, np.arange(MULTIPLICATIONS_PER_PART, end, MULTIPLICATIONS_PER_PART))
    bounds = np.unique(np.concatenate(([0], cuts, [len(rows)]))).tolist()

    def improve(part: tuple[int, int]) -> None:
        _improve(*arrays, steps, *part)

    for _ in in_threads(improve, pairwise(bounds), progress):
        pass


@compiled
def _improve(
    others: npt.NDArray[Any],
    everything: npt.NDArray[Any],
    met: npt.NDArray[Any],
    offsets: npt.NDArray[Any],
    price: npt.NDArray[Any],
    rows: npt.NDArray[Any],
    steps: int,
    start: int,
    stop: int,
) -> None:
    width = others.shape[1]
    error, towards, moved = np.empty(width, np.float32), np.empty(width, np.float32), np.empty(width, np.float32)
    for row in range(start, stop):
        first, last, own = offsets[row], offsets[row + 1], rows[row]
        if first == last:
            own[:] = 0.0
            continue
        error[:] = 0.0
        _subtract_shared(everything, price[row], own, error)
        _subtract_met(others, met, first, last, np.float32(-1.0), own, error)
        squares = np.float32(0.0)
        for d in range(width):
            towards[d] = error[d]
            squares += error[d] * error[d]
        for _ in range(steps):
            if squares < SOLVED:
                break
            moved[:] = 0.0
            _subtract_shared(everything, price[row], towards, moved)
            _subtract_met(others, met, first, last, np.float32(0.0), towards, moved)
            curvature = np.float32(0.0)
            for d in range(width):
                curvature -= towards[d] * moved[d]
            if not curvature > 0.0:
                break
            length, before, squares = squares / curvature, squares, np.float32(0.0)
            for d in range(width):
                own[d] += length * towards[d]
                error[d] += length * moved[d]
                squares += error[d] * error[d]
            for d in range(width):
                towards[d] = error[d] + squares / before * towards[d]


@compiled
def _subtract_shared(
    everything: npt.NDArray[Any], price: float, vector: npt.NDArray[Any], found: npt.NDArray[Any]
) -> None:
    """Let `found −= (G + price·I)·vector`, four columns at a time, so that `found` is read and written less often."""
    width = len(vector)
    for d in range(width):
        found[d] -= price * vector[d]
    whole = width - width % 4
    for c in range(0, whole, 4):
        g0, g1, g2, g3 = everything[c], everything[c + 1], everything[c + 2], everything[c + 3]
        v0, v1, v2, v3 = vector[c], vector[c + 1], vector[c + 2], vector[c + 3]
        for d in range(width):
            found[d] -= v0 * g0[d] + v1 * g1[d] + v2 * g2[d] + v3 * g3[d]
    for c in range(whole, width):
        for d in range(width):
            found[d] -= vector[c] * everything[c, d]


@compiled
def _subtract_met(
    others: npt.NDArray[Any],
    met: npt.NDArray[Any],
    first: int,
    last: int,
    plus: np.float32,
    vector: npt.NDArray[Any],
    found: npt.NDArray[Any],
) -> None:
    """Let `found −= Σ_{i met} (h_i·vector + plus) h_i`, four others at a time, for the same reason."""
    width = len(vector)
    whole = last - (last - first) % 4
    for m in range(first, whole, 4):
        h0, h1, h2, h3 = others[met[m]], others[met[m + 1]], others[met[m + 2]], others[met[m + 3]]
        s0, s1, s2, s3 = plus, plus, plus, plus
        for d in range(width):
            s0 += h0[d] * vector[d]
            s1 += h1[d] * vector[d]
            s2 += h2[d] * vector[d]
            s3 += h3[d] * vector[d]
        for d in range(width):
            found[d] -= s0 * h0[d] + s1 * h1[d] + s2 * h2[d] + s3 * h3[d]
    for m in range(whole, last):
        h0, s0 = others[met[m]], plus
        for d in range(width):
            s0 += h0[d] * vector[d]
        for d in range(width):
            found[d] -= s0 * h0[d]

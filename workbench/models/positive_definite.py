"""The inverse of a large positive definite matrix, in place and in steps that can be cancelled.

LAPACK's `potrf` and `potri` do the same work in one call each, which takes many seconds for ten thousand rows and
cannot be stopped. Here the same three stages (Higham, Accuracy and Stability of Numerical Algorithms, 2002, section
14.3, method 1; blocked as in section 13.1) run over blocks of columns as matrix products: n³ multiplications in all,
no second matrix.
"""

from __future__ import annotations

import torch

from workbench.errors import ConfigurationError
from workbench.jobs import Progress

# Columns a block: the products are then large enough for full speed, and one step takes well under a second.
BLOCK = 768


def invert_in_place(
    matrix: torch.Tensor, *, progress: Progress, share: tuple[float, float] = (0.0, 1.0), block: int = BLOCK
) -> None:
    """Replace a symmetric positive definite matrix by its inverse.

    Args:
        matrix: float (n, n); only its lower triangle is read. Holds the whole inverse afterwards.
        progress: reported to.
        share: from which fraction of the work to which this is.
        block: columns a step.

    Raises:
        ConfigurationError: the matrix is not positive definite to working precision.
        Cancelled: the person cancelled; the matrix is then of no use.
    """
    n = len(matrix)
    bounds = [(start, min(start + block, n)) for start in range(0, n, block)]
    steps = _Steps(progress, share, total=3 * len(bounds))
    _factorise(matrix, bounds, steps)
    _invert_lower(matrix, bounds, steps)
    _multiply_with_transpose(matrix, bounds, steps)
    for start, stop in bounds:
        progress.check()
        matrix[start:stop, stop:] = matrix[stop:, start:stop].T


class _Steps:
    """Counts block columns into progress."""

    def __init__(self, progress: Progress, share: tuple[float, float], total: int) -> None:
        self._progress, self._share, self._total, self._done = progress, share, total, 0

    def check(self) -> None:
        self._progress.check()

    def finish(self) -> None:
        self._done += 1
        low, high = self._share
        self._progress.report(low + (high - low) * self._done / self._total, "solving")


def _factorise(a: torch.Tensor, bounds: list[tuple[int, int]], steps: _Steps) -> None:
    """A = L·Lᵀ: leave L in the lower triangle, whole blocks of the diagonal included."""
    for low, high in bounds:
        factor, failed = torch.linalg.cholesky_ex(a[low:high, low:high])
        if int(failed):
            raise ConfigurationError(
                "The items' products are singular to working precision.", hint="Choose a larger regularisation."
            )
        a[low:high, low:high] = factor
        below = a[high:, low:high]
        if len(below):
            # X·Lᵀ = B, solved as L·Xᵀ = Bᵀ.
            below.copy_(torch.linalg.solve_triangular(factor, below.T, upper=False).T)
        for left, right in bounds:
            if left >= high:
                steps.check()
                a[left:, left:right].addmm_(a[left:, low:high], a[left:right, low:high].T, alpha=-1.0)
        steps.finish()


def _invert_lower(a: torch.Tensor, bounds: list[tuple[int, int]], steps: _Steps) -> None:
    """L → L⁻¹, from the last block column to the first."""
    for low, high in reversed(bounds):
        own = a[low:high, low:high]
        inverse = torch.linalg.solve_triangular(own, torch.eye(high - low, dtype=a.dtype), upper=False)
        below = a[high:, low:high] @ inverse  # (m, b)
        for top, bottom in bounds:
            if top >= high:
                # The block row [top, bottom) of L⁻¹ reaches no further right than its diagonal.
                steps.check()
                a[top:bottom, low:high] = -(a[top:bottom, high:bottom] @ below[: bottom - high])
        own.copy_(inverse)
        steps.finish()


def _multiply_with_transpose(a: torch.Tensor, bounds: list[tuple[int, int]], steps: _Steps) -> None:
    """L⁻¹ → (L⁻¹)ᵀ·L⁻¹, row block by row block: what a row needs lies in itself and below it."""
    for top, bottom in bounds:
        column = a[top:, top:bottom].clone()  # (n − top, b)
        for left, right in bounds:
            if left <= top:
                steps.check()
                a[top:bottom, left:right] = column.T @ a[top:, left:right]
        steps.finish()

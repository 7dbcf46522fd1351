"""How far a figure would move if other people had been asked: bootstrap intervals."""

from __future__ import annotations

import numpy as np

from workbench.evaluation.metrics import Float64
from workbench.jobs import Progress

SEED = 20_071
MOST_RESAMPLES, FEWEST_RESAMPLES = 1_000, 200
DRAWS = 20_000_000
# Draws that are counted together: some 10 ms of work, and 16 MB.
DRAWS_PER_STEP = 1_000_000


def bootstrap_intervals(
    values: Float64, *, weights: Float64 | None = None, progress: Progress | None = None, seed: int = SEED
) -> tuple[Float64, Float64]:
    """Return both ends, float64 [m] each, of the 95 % percentile bootstrap interval of each column's mean.

    Cases are drawn with replacement, the same draw for all columns (Efron & Tibshirani, An Introduction to the
    Bootstrap, 1993, chapter 13). There are 1,000 resamples up to 20,000 cases and fewer beyond, 200 at the least: with
    so many cases the interval is narrow and its own error small. The same seed gives the same ends everywhere. NaN
    where a resample holds no value of a column, and for fewer than two cases.

    Args:
        values: float64 [n, m], one row a case; NaN where a case has no value of a column.
        weights: float64 [n, m], how much a case counts in the mean of a column; None counts all alike.
        progress: checked after every million draws.
        seed: of the draws.
    """
    n, m = values.shape
    low, high = np.full(m, np.nan), np.full(m, np.nan)
    if n < 2 or m == 0:
        return low, high
    present = np.isfinite(values)
    counted = present.astype(np.float64) if weights is None else np.where(present, weights, 0.0)
    summed = np.where(present, values, 0.0) * counted
    # Columns in which every case counts alike have the same denominator in every resample.
    plain = (counted == 1.0).all(axis=0)
    resamples = int(np.clip(DRAWS // n, FEWEST_RESAMPLES, MOST_RESAMPLES))
    step = max(1, DRAWS_PER_STEP // n)
    random = np.random.default_rng(seed)
    means = np.empty((resamples, m))
    for start in range(0, resamples, step):
        if progress is not None:
            progress.check()
        rows = min(step, resamples - start)
        drawn = random.integers(0, n, (rows, n), dtype=np.int32) + n * np.arange(rows)[:, None]
        times = np.bincount(drawn.ravel(), minlength=rows * n).reshape(rows, n).astype(np.float64)
        below = np.full((rows, m), float(n))
        if not plain.all():
            below[:, ~plain] = times @ counted[:, ~plain]
        above = times @ summed
        means[start : start + rows] = np.divide(above, below, out=np.full((rows, m), np.nan), where=below > 0)
    everywhere = np.isfinite(means).all(axis=0)
    if everywhere.any():
        low[everywhere], high[everywhere] = np.percentile(means[:, everywhere], [2.5, 97.5], axis=0)
    return low, high


def bootstrap_half_widths(
    values: Float64, *, weights: Float64 | None = None, progress: Progress | None = None, seed: int = SEED
) -> Float64:
    """Return float64 [m], half the width of each column's interval; see `bootstrap_intervals`."""
    low, high = bootstrap_intervals(values, weights=weights, progress=progress, seed=seed)
    return (high - low) / 2.0

"""How far a mean over cases would move if other people had been asked: bootstrap intervals."""

from __future__ import annotations

import numpy as np

from workbench.evaluation.metrics import Float64
from workbench.jobs import Progress

SEED = 20_071
MOST_RESAMPLES, FEWEST_RESAMPLES = 1_000, 200
DRAWS = 20_000_000


def bootstrap_half_widths(values: Float64, *, progress: Progress | None = None, seed: int = SEED) -> Float64:
    """Return float64 [m], half the width of the 95 % percentile bootstrap interval of each column's mean.

    Cases are drawn with replacement, the same draw for all columns (Efron & Tibshirani, An Introduction to the
    Bootstrap, 1993, chapter 13). There are 1,000 resamples up to 20,000 cases and fewer beyond, 200 at the least: with
    so many cases the interval is narrow and its own error small. The same seed gives the same widths everywhere.

    Args:
        values: float64 [n, m], one row a case; NaN where a case has no value of a column.
        progress: checked at every resample.
        seed: of the draws.
    """
    n, m = values.shape
    if n < 2:
        return np.full(m, np.nan)
    present = np.isfinite(values)
    complete = bool(present.all())
    filled = values if complete else np.where(present, values, 0.0)
    resamples = int(np.clip(DRAWS // n, FEWEST_RESAMPLES, MOST_RESAMPLES))
    random = np.random.default_rng(seed)
    means = np.empty((resamples, m))
    for resample in range(resamples):
        if progress is not None:
            progress.check()
        weights = np.bincount(random.integers(0, n, n, dtype=np.int32), minlength=n).astype(np.float64)
        if complete:
            means[resample] = weights @ filled / n
        else:
            counted = weights @ present
            means[resample] = np.where(counted > 0, weights @ filled / np.maximum(counted, 1), np.nan)
    everywhere = np.isfinite(means).all(axis=0)
    widths = np.full(m, np.nan)
    low, high = np.percentile(means[:, everywhere], [2.5, 97.5], axis=0)
    widths[everywhere] = (high - low) / 2.0
    return widths

"""What several runs of one set-up say together: mean, spread and interval over the runs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import stats


@dataclass(frozen=True)
class RepeatedFigure:
    """A metric over repeated runs.

    Attributes:
        mean: over the runs.
        deviation: their standard deviation (n − 1); NaN for one run.
        half_width: half the width of the 95 % t interval of the mean; NaN for one run.
        n: how many runs have the metric.
    """

    mean: float
    deviation: float
    half_width: float
    n: int


def repeated_figure(values: Sequence[float], *, folds: bool) -> RepeatedFigure:
    """Summarise a metric of repeated runs.

    The interval is `mean ± t(0.975, n − 1) · √(σ² / n)` over seeds. Over folds the runs share most of their training
    data, so that their spread is too small: the variance is multiplied by `1/n + 1/(n − 1)` instead of `1/n`, the
    second term being test over training size in `n` folds (Nadeau & Bengio, Inference for the Generalization Error,
    Machine Learning 52, 2003, section 3).

    Args:
        values: one a run.
        folds: whether the runs are folds of one split, not seeds.
    """
    given = np.asarray(values, np.float64)
    n = len(given)
    if n < 2:
        return RepeatedFigure(float(given.mean()) if n else float("nan"), float("nan"), float("nan"), n)
    deviation = float(given.std(ddof=1))
    factor = 1.0 / n + (1.0 / (n - 1.0) if folds else 0.0)
    half = float(stats.t.ppf(0.975, n - 1)) * deviation * factor**0.5
    return RepeatedFigure(float(given.mean()), deviation, half, n)

"""How far predicted ratings are from the true ones."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from workbench.data.interactions import Int64
from workbench.evaluation.metrics import Float64, ratio


def squared_and_absolute(
    predicted: npt.NDArray[Any], true: npt.NDArray[Any], rows: Int64, n_cases: int
) -> tuple[Float64, Float64, Int64]:
    """Return each case's mean squared error and mean absolute error, float64 [n_cases], and its number of ratings.

    `MAE = Σ |r̂ − r| / m` and `RMSE = √(Σ (r̂ − r)² / m)` over all `m` held-out ratings (Herlocker et al., Evaluating
    Collaborative Filtering Recommender Systems, TOIS 22, 2004, section 4.1): with the numbers as weights the means
    over cases are those over ratings, and the root of the first is RMSE. NaN for a case without ratings.

    Args:
        predicted, true: float [m].
        rows: int64 [m], the case of each rating.
        n_cases: number of cases.
    """
    errors = np.asarray(predicted, np.float64) - np.asarray(true, np.float64)
    counts = np.bincount(rows, minlength=n_cases).astype(np.int64)
    squared = ratio(np.bincount(rows, errors**2, n_cases), counts, otherwise=np.nan)
    absolute = ratio(np.bincount(rows, np.abs(errors), n_cases), counts, otherwise=np.nan)
    return squared, absolute, counts

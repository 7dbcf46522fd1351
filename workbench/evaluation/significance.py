"""Whether one run is really better than another: paired tests over the people that both were judged on.

Two means over the same people differ for two reasons: the models differ, and these people are a sample. Each person's
own difference takes out what makes people easy or hard, so that far smaller differences can be told from chance than
overlapping intervals suggest (Smucker, Allan & Carterette, A Comparison of Statistical Significance Tests for
Information Retrieval Evaluation, CIKM 2007).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import stats

from workbench.evaluation.metrics import Float64
from workbench.jobs import Progress

PERMUTATIONS = 10_000
RESAMPLES = 2_000
SEED = 20_071
# Signs that one step draws: 20 ms of work.
SIGNS_PER_STEP = 2_000_000


@dataclass(frozen=True)
class PairedDifference:
    """How one run differs from another in one metric, over the people who have a value in both.

    Attributes:
        mean: of the differences, positive where the run is above the baseline.
        low, high: 95 % percentile bootstrap interval of that mean.
        effect: Cohen's d of paired samples: the mean divided by the differences' standard deviation; 0 where all are 0.
        wins, losses: people for whom the run is above and below the baseline.
        people: people counted.
        p_permutation: two-sided p of the sign-flip permutation test.
        p_t: two-sided p of Student's paired t test.
        p_corrected: the permutation's p after Holm's correction for all comparisons made together.
    """

    mean: float
    low: float
    high: float
    effect: float
    wins: int
    losses: int
    people: int
    p_permutation: float
    p_t: float
    p_corrected: float


def compare_paired(
    baseline: Float64, others: Sequence[Float64], *, progress: Progress | None = None, seed: int = SEED
) -> list[PairedDifference]:
    """Compare runs with a baseline, person by person, and correct for the number of comparisons.

    Args:
        baseline: float64 [n], a metric of each person; NaN where a person has none.
        others: float64 [n] each, of the same people in the same order.
        progress: checked about every 20 ms of work.
        seed: of the permutations and resamples; the same seed gives the same p everywhere.
    """
    found = [_compare(other - baseline, progress, seed) for other in others]
    corrected = holm([difference.p_permutation for difference in found])
    return [
        PairedDifference(**{**vars(difference), "p_corrected": p})
        for difference, p in zip(found, corrected, strict=True)
    ]


def holm(p_values: Sequence[float]) -> list[float]:
    """Return p-values corrected by Holm's step-down method (Scandinavian Journal of Statistics 6, 1979).

    The smallest of `m` is multiplied by `m`, the next by `m − 1`, …; none becomes smaller than one before it, or larger
    than 1.
    """
    order = np.argsort(np.asarray(p_values), kind="stable")
    corrected = np.empty(len(order))
    steps = np.asarray(p_values)[order] * (len(order) - np.arange(len(order)))
    corrected[order] = np.minimum(np.maximum.accumulate(steps), 1.0) if len(order) else steps
    return [float(p) for p in corrected]


def permutation_p(differences: Float64, *, progress: Progress | None = None, seed: int = SEED) -> float:
    """Return the two-sided p of the paired permutation test.

    If the runs were alike, each difference could as well have the other sign: p is the share of sign flips whose mean
    lies at least as far from 0 as the observed one, that one counted too (Phipson & Smyth, 2010): exact over all flips
    for up to 13 differences that are not 0, else of 10,000 random ones.
    """
    moved = differences[differences != 0.0]
    n = len(moved)
    if n == 0:
        return 1.0
    observed = abs(float(moved.sum()))
    # Sums of the same numbers in another order differ in their last bits and must count as equal.
    enough = observed * (1.0 - 1e-9)
    if 2**n <= PERMUTATIONS:
        flips = (np.arange(2**n)[:, None] >> np.arange(n)) & 1
        return float((np.abs((1.0 - 2.0 * flips) @ moved) >= enough).mean())
    random = np.random.default_rng(seed)
    step = max(1, SIGNS_PER_STEP // n)
    as_far = 0
    for start in range(0, PERMUTATIONS, step):
        if progress is not None:
            progress.check()
        rows = min(step, PERMUTATIONS - start)
        bits = np.unpackbits(random.integers(0, 256, (rows, -(-n // 8)), dtype=np.uint8), axis=1, count=n)
        # Flipping the chosen ones turns the sum S into S − 2·(their sum).
        as_far += int((np.abs(moved.sum() - 2.0 * (bits @ moved)) >= enough).sum())
    return (as_far + 1) / (PERMUTATIONS + 1)


def _compare(differences: Float64, progress: Progress | None, seed: int) -> PairedDifference:
    counted = differences[np.isfinite(differences)]
    n = len(counted)
    if n == 0:
        nothing = float("nan")
        return PairedDifference(nothing, nothing, nothing, 0.0, 0, 0, 0, 1.0, 1.0, 1.0)
    mean = float(counted.mean())
    deviation = float(counted.std(ddof=1)) if n > 1 else 0.0
    low, high = _interval(counted, progress, seed)
    p_t = float(stats.ttest_1samp(counted, 0.0).pvalue) if deviation > 0.0 else (1.0 if mean == 0.0 else 0.0)
    return PairedDifference(
        mean=mean,
        low=low,
        high=high,
        effect=mean / deviation if deviation > 0.0 else 0.0,
        wins=int((counted > 0).sum()),
        losses=int((counted < 0).sum()),
        people=n,
        p_permutation=permutation_p(counted, progress=progress, seed=seed),
        p_t=p_t,
        p_corrected=1.0,
    )


def _interval(counted: Float64, progress: Progress | None, seed: int) -> tuple[float, float]:
    random, n = np.random.default_rng(seed), len(counted)
    means = np.empty(RESAMPLES)
    for resample in range(RESAMPLES):
        if progress is not None:
            progress.check()
        means[resample] = counted[random.integers(0, n, n, dtype=np.int32)].mean()
    low, high = np.percentile(means, [2.5, 97.5])
    return float(low), float(high)

"""Where the targets stand in the order of the whole catalogue, for metrics that no list of fixed length can give."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from workbench.data.interactions import Float32, Int64
from workbench.evaluation.metrics import Bool, Float64, ratio
from workbench.models.ranking import tie_places

# Scores that one step compares: they fit into the cache.
_SCORES_PER_STEP = 1_000_000


@dataclass(frozen=True)
class TargetRanks:
    """Where each distinct target of some cases stands.

    Attributes:
        rows: int64 [m], the case of each target, ascending.
        scores: float32 [m], −∞ where the target is no candidate (it was seen, and seen items are left out).
        above: int64 [m], how many candidates have a higher score.
        equal: int64 [m], how many candidates have the same score, itself included; 0 where it is none.
        places: int64 [m], its rank, from 1, equal scores by the tie rule; 0 where it is no candidate.
        candidates: int64 [n], how many candidates each case has.
    """

    rows: Int64
    scores: Float32
    above: Int64
    equal: Int64
    places: Int64
    candidates: Int64


def target_ranks(scores: Float32, targets: Int64, candidates: Int64) -> TargetRanks:
    """Rank the targets of a chunk of cases.

    Args:
        scores: float32 [n, n_items], −∞ where an item is no candidate.
        targets: int64 [m], ascending distinct keys `case · n_items + item` from `distinct_targets`.
        candidates: int64 [n], how many scores of each case are finite.
    """
    n_items = scores.shape[1]
    rows, items = np.divmod(targets, n_items)
    own = scores[rows, items]
    above, equal, before = (np.zeros(len(rows), np.int64) for _ in range(3))
    step = max(1, _SCORES_PER_STEP // max(1, n_items))
    for start in range(0, len(rows), step):
        block = slice(start, start + step)
        of_case = _rows(scores, rows[block])
        bound = own[block, None]
        above[block] = _count(of_case > bound)
        same = of_case == bound
        equal[block] = _count(same)
        tied = np.flatnonzero(equal[block] > 1)
        if len(tied):
            earlier = tie_places(n_items) < tie_places(n_items)[items[block][tied], None]
            before[start + tied] = _count(same[tied] & earlier)
    listed = np.isfinite(own)
    return TargetRanks(
        rows=rows,
        scores=own,
        above=above,
        equal=np.where(listed, equal, 0),
        places=np.where(listed, above + before + 1, 0),
        candidates=candidates,
    )


def _rows(scores: Float32, rows: Int64) -> Float32:
    """Return some rows, as a view where they follow each other."""
    if len(rows) and rows[-1] - rows[0] == len(rows) - 1 and (np.diff(rows) == 1).all():
        return scores[rows[0] : rows[-1] + 1]
    return scores[rows]


def _count(mask: Bool) -> Int64:
    """Count along rows by packing eight booleans into a byte: some four times as fast as their sum."""
    return np.asarray(np.bitwise_count(np.packbits(mask, axis=1)).sum(axis=1, dtype=np.int64))


def auc(found: TargetRanks) -> Float64:
    """`AUC = mean over targets t of (|{negatives below t}| + ½·|{negatives equal to t}|) / |negatives|`; float64 [n].

    The probability that a target has a higher score than a candidate that is none: the area under the ROC curve
    (Rendle et al., BPR, UAI 2009, section 4.1.1; Hanley & McNeil, 1982, for ties). A target that is no candidate is
    below everything. NaN for a case without targets or without negatives.
    """
    n = len(found.candidates)
    listed = found.equal > 0
    # What stands above or beside a target may be a target too: those are taken out.
    order = np.lexsort((-found.scores, found.rows))
    rows, scores = found.rows[order], found.scores[order]
    first_of_case = np.searchsorted(rows, rows)
    new = np.ones(len(rows), bool)
    new[1:] = (rows[1:] != rows[:-1]) | (scores[1:] != scores[:-1])
    group = np.cumsum(new) - 1
    starts = np.flatnonzero(new)
    sizes = np.diff(np.append(starts, len(rows)))
    targets_above, targets_equal = np.empty(len(rows), np.int64), np.empty(len(rows), np.int64)
    targets_above[order] = starts[group] - first_of_case
    targets_equal[order] = sizes[group]
    n_targets = np.bincount(found.rows, minlength=n)
    negatives = found.candidates - np.bincount(found.rows, listed, n).astype(np.int64)
    above, equal = found.above - targets_above, found.equal - targets_equal
    of_case = negatives[found.rows]
    won = np.where(listed, of_case - above - 0.5 * equal, 0.0)
    shares = ratio(won, of_case)
    sums = np.bincount(found.rows, shares, n)
    return np.where((n_targets > 0) & (negatives > 0), ratio(sums, n_targets), np.nan)


def r_precision(found: TargetRanks) -> Float64:
    """`R-precision = |{i_1 … i_R} ∩ T_u| / R` with `R = |T_u|`; float64 [n].

    Each case is cut at as many places as it has targets, where precision and recall are equal (Manning et al., 2008,
    section 8.4). 0 for a case without targets.
    """
    n = len(found.candidates)
    n_targets = np.bincount(found.rows, minlength=n)
    inside = (found.places > 0) & (found.places <= n_targets[found.rows])
    return ratio(np.bincount(found.rows, inside, n), n_targets)

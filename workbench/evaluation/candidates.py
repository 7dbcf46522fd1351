"""Which items compete with the targets: the whole catalogue, or a sample of it where a person asks for that.

Metrics over sampled candidates are not those of the full ranking, and may even order models differently (Krichene &
Rendle, On Sampled Metrics for Item Recommendation, KDD 2020). They are there to compare with published figures only.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from workbench.data.interactions import Histories, Int64
from workbench.evaluation.metrics import Bool
from workbench.models.ranking import mixed_codes

SAMPLED_WARNING = (
    "Sampled candidates: these figures are far higher than those of the full ranking, and may order models differently."
)


@dataclass(frozen=True)
class CandidateRules:
    """Which items are ranked.

    Attributes:
        sampled: how many items beside the targets each person's ranking holds; 0 is the whole catalogue.
        by: how they are drawn, without replacement, from what the person neither met nor chose: `popularity`, in
            proportion to the training users who met them, or `uniform`.
        seed: of the draw; a person's sample follows from it and the person's place among the cases alone.
        keep_seen: whether what the history holds may be recommended again.
    """

    sampled: int = 0
    by: Literal["popularity", "uniform"] = "popularity"
    seed: int = 0
    keep_seen: bool = False


FULL = CandidateRules()


def sampled_candidates(
    rules: CandidateRules, first_case: int, histories: Histories, targets: Int64, users_of_item: Int64
) -> Bool:
    """Draw the candidates of some cases: bool [n, n_items], the targets among them.

    Drawing without replacement in proportion to `w` is taking the largest of `log w − log(−log z)`, `z` uniform (the
    Gumbel-max trick; Efraimidis & Spirakis, Weighted Random Sampling with a Reservoir, 2006). The `z` are a hash of
    case, item and seed, so that neither chunks nor a library's generator decide them.

    Args:
        rules: with `sampled` above 0.
        first_case: the position of the first of these cases.
        histories: their histories.
        targets: int64 [m], distinct keys `case · n_items + item`, cases counted from 0 here.
        users_of_item: int64 [n_items], training users who met each item.
    """
    n, n_items = len(histories), len(users_of_item)
    codes = np.arange(first_case * n_items, (first_case + n) * n_items, dtype=np.uint64).reshape(n, n_items)
    uniform = (np.right_shift(mixed_codes(codes, rules.seed), np.uint64(11)) + 0.5) * 2.0**-53
    weights = users_of_item if rules.by == "popularity" else np.ones(n_items)
    with np.errstate(divide="ignore"):
        keys: npt.NDArray[np.float64] = np.log(weights) - np.log(-np.log(uniform))
    keys[histories.rows, histories.item] = -np.inf
    keys.ravel()[targets] = -np.inf
    count = min(rules.sampled, n_items)
    drawn = np.argpartition(-keys, count - 1, axis=1)[:, :count]
    rows = np.arange(n)[:, None]
    mask = np.zeros((n, n_items), np.bool_)
    mask[rows, drawn] = np.isfinite(keys[rows, drawn])
    mask.ravel()[targets] = True
    return mask

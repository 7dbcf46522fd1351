"""Judge a model on the cases of a split: rank the whole catalogue in chunks, measure, and say by which rules."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from workbench.data.interactions import Histories, Int32, Int64
from workbench.data.splits import EvaluationPart, Split
from workbench.errors import ConfigurationError
from workbench.evaluation import metrics
from workbench.evaluation.intervals import bootstrap_half_widths
from workbench.evaluation.metrics import ACCURACY, METRICS_BY_NAME, Bool, Float64
from workbench.evaluation.protocol import Evaluation, ProtocolCard
from workbench.jobs import Progress
from workbench.models.ranking import TIE_RULE, histories_per_chunk, rank_all
from workbench.models.recommender import KnowsTargetTime, Recommender

CUTOFFS = (5, 10, 20)
TARGET_TIME_IS_KNOWN = "The model is told when the item to be predicted is met, which others are not."
# Scores that one chunk may hold: small enough that a cancel is heard at once and memory stays at some 30 MB.
SCORES_PER_CHUNK = 8_000_000
MOST_CASES_PER_CHUNK = 256


@dataclass(frozen=True)
class CaseMeasures:
    """What was measured for every case, before any mean is taken.

    Attributes:
        names: metric at cut-off, one a column.
        values: float64 [n_cases, n_names]; NaN where a case has no value of a metric.
        exposures: for each cut-off int64 [n_items], how many lists hold each item.
    """

    names: tuple[str, ...]
    values: Float64
    exposures: dict[int, Int64]

    def means(self) -> dict[str, float]:
        """Return each metric's mean over the cases that have a value; a metric without any is left out."""
        present = np.isfinite(self.values)
        counts = present.sum(axis=0)
        sums = np.where(present, self.values, 0.0).sum(axis=0)
        return {name: float(total / n) for name, total, n in zip(self.names, sums, counts, strict=True) if n}


def evaluate(
    model: Recommender,
    part: EvaluationPart,
    split: Split,
    *,
    cutoffs: Sequence[int] = CUTOFFS,
    progress: Progress,
) -> Evaluation:
    """Measure a fitted model on the cases of `part`.

    Each case's history is scored against the whole catalogue, what the history holds is taken out, and the first
    `max(cutoffs)` items are compared with what the person really chose next. Memory is bounded by the chunk and one row
    of numbers a case.

    Args:
        model: fitted.
        part: `split.validation` or `split.test`.
        split: where the training part, for novelty, and the protocol's words come from.
        cutoffs: lengths of the list at which to measure, each at least 1.
        progress: reported after every chunk of at most 256 cases.

    Returns:
        Metrics at every cut-off, `ndcg@10` for example, with half widths of 95 % bootstrap intervals for those that
        are means over cases. Diversity is left out where the items have no categories.

    Raises:
        ConfigurationError: no cut-off, or one below 1; or a part without any case.
        Cancelled: the person cancelled.
    """
    return judge(model, part, split, cutoffs=cutoffs, progress=progress)[0]


def judge(
    model: Recommender,
    part: EvaluationPart,
    split: Split,
    *,
    cutoffs: Sequence[int] = CUTOFFS,
    progress: Progress,
) -> tuple[Evaluation, CaseMeasures]:
    """Measure as `evaluate` does, and return what was measured for every case as well."""
    began = time.perf_counter()
    lengths = tuple(sorted({int(k) for k in cutoffs}))
    if not lengths or lengths[0] < 1:
        raise ConfigurationError("A cut-off must be 1 or more.", where=f"cut-offs {list(cutoffs)}")
    if len(part) == 0:
        raise ConfigurationError(
            "This split leaves nobody to evaluate on.", hint="Choose a split that holds some interactions out."
        )
    measured = measure_cases(model, part, split, cutoffs=lengths, progress=progress)
    values = measured.means()
    for k, exposed in measured.exposures.items():
        values[f"coverage@{k}"] = metrics.catalogue_coverage(exposed)
        values[f"gini@{k}"] = metrics.gini(exposed)
    widths = bootstrap_half_widths(measured.values, progress=progress)
    intervals = {name: float(width) for name, width in zip(measured.names, widths, strict=True) if np.isfinite(width)}
    progress.report(1.0, "measured")
    evaluation = Evaluation(
        protocol=protocol_card(
            part, split, lengths, target_time=isinstance(model, KnowsTargetTime) and model.knows_target_time
        ),
        metrics={name: values[name] for name in metrics.in_display_order(set(values))},
        intervals={name: intervals[name] for name in metrics.in_display_order(set(intervals))},
        seconds=time.perf_counter() - began,
    )
    return evaluation, measured


def measure_cases(
    model: Recommender, part: EvaluationPart, split: Split, *, cutoffs: tuple[int, ...], progress: Progress
) -> CaseMeasures:
    """Rank and measure every case; see `evaluate` for the arguments."""
    n_items = len(split.dataset.items)
    train = split.train
    users_of_item = metrics.users_per_item(train)
    n_training_users = int(np.count_nonzero(np.diff(train.offsets)))
    information = metrics.self_information(users_of_item, n_training_users)
    share = users_of_item / float(max(1, n_training_users))
    codes, offsets, categories = split.dataset.item_table.category_matrix
    bits = metrics.category_bits(codes, offsets, len(categories)) if categories else None

    blocks: list[Float64] = []
    exposures = {k: np.zeros(n_items, np.int64) for k in cutoffs}
    n_cases = len(part)
    for start, stop in _chunks(n_cases, n_items):
        progress.report(start / n_cases, f"measuring {start:,} / {n_cases:,} people")
        items, _ = rank_all(model, part.histories.chunk(start, stop), cutoffs[-1], chunk=histories_per_chunk(n_items))
        hits, n_targets = _hits(items, part, start, stop, n_items)
        columns = [ACCURACY[name](hits, n_targets, k)[:, None] for name in ACCURACY for k in cutoffs]
        columns += [metrics.list_means(items, information, cutoffs), metrics.list_means(items, share, cutoffs)]
        if bits is not None:
            columns.append(metrics.intra_list_diversity(items, bits, cutoffs))
        blocks.append(np.concatenate(columns, axis=1))
        for k in cutoffs:
            exposures[k] += metrics.exposure(items[:, :k], n_items)
    names = [*ACCURACY, "novelty", "popularity", *(["diversity"] if bits is not None else [])]
    return CaseMeasures(
        names=tuple(f"{name}@{k}" for name in names for k in cutoffs),
        values=np.concatenate(blocks, axis=0),
        exposures=exposures,
    )


def protocol_card(
    part: EvaluationPart, split: Split, cutoffs: tuple[int, ...], *, target_time: bool = False
) -> ProtocolCard:
    """Say by which rules `evaluate` measures; `target_time` is whether the model is told when the target happens."""
    n_items = len(split.dataset.items)
    repeats = repeated_targets(part, n_items)
    seen = "filtered" if repeats == 0 else f"filtered ({repeats:,} targets were seen before and cannot be hit)"
    return ProtocolCard(
        split=split.description,
        leaks=f"{split.leaks} {TARGET_TIME_IS_KNOWN}" if target_time else split.leaks,
        candidates=f"full ranking over {n_items:,} items",
        seen_items=seen,
        cutoffs=cutoffs,
        users=len(part),
        tie_rule=TIE_RULE,
        dataset_fingerprint=split.dataset.fingerprint,
    )


def repeated_targets(part: EvaluationPart, n_items: int) -> int:
    """Return how many targets stand in their own case's history already, so that filtering seen items hides them."""
    return sum(_repeats(part, start, stop, n_items) for start, stop in _chunks(len(part), n_items))


def _repeats(part: EvaluationPart, start: int, stop: int, n_items: int) -> int:
    histories: Histories = part.histories.chunk(start, stop)
    low, high = part.target_offsets[start], part.target_offsets[stop]
    targets = metrics.distinct_targets(part.target_item[low:high], part.target_offsets[start : stop + 1] - low, n_items)
    return int(np.isin(targets, histories.rows * n_items + histories.item).sum())


def _hits(items: Int32, part: EvaluationPart, start: int, stop: int, n_items: int) -> tuple[Bool, Int64]:
    low, high = part.target_offsets[start], part.target_offsets[stop]
    return metrics.hit_matrix(items, part.target_item[low:high], part.target_offsets[start : stop + 1] - low, n_items)


def _chunks(n_cases: int, n_items: int) -> Iterable[tuple[int, int]]:
    step = int(np.clip(SCORES_PER_CHUNK // max(1, n_items), 1, MOST_CASES_PER_CHUNK))
    return [(start, min(start + step, n_cases)) for start in range(0, n_cases, step)]


def headline(evaluation: Evaluation) -> str:
    """Return the metric that a list of runs shows first: ndcg@10, or the first accuracy metric there is."""
    if "ndcg@10" in evaluation.metrics:
        return "ndcg@10"
    return next(name for name in evaluation.metrics if metrics.split_name(name)[0] in METRICS_BY_NAME)

"""What is measured for every case of an evaluation, and the figures that follow from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
from scipy import sparse

from workbench.data.content import ContentVectors
from workbench.data.counting import users_per_item
from workbench.data.interactions import Int32, Int64
from workbench.data.splits import EvaluationPart, Split
from workbench.evaluation import beyond_accuracy, metrics
from workbench.evaluation.candidates import FULL, CandidateRules, sampled_candidates
from workbench.evaluation.intervals import bootstrap_half_widths
from workbench.evaluation.metrics import ACCURACY, Bool, Float64
from workbench.evaluation.rating_errors import squared_and_absolute
from workbench.evaluation.satisfaction import inverse_propensity, observation_propensity
from workbench.evaluation.target_ranks import auc, r_precision, target_ranks
from workbench.jobs import Progress
from workbench.models.ranking import ranked_chunks, tie_places
from workbench.models.recommender import PredictsRatings, Recommender

# Scores that one chunk may hold: small enough that a cancel is heard at once and memory stays at some 30 MB.
SCORES_PER_CHUNK = 8_000_000
MOST_CASES_PER_CHUNK = 256
_CASES_PER_BLOCK = 4_096


@dataclass(frozen=True)
class CaseMeasures:
    """What was measured for every case, before any mean is taken.

    Attributes:
        names: metric at cut-off, one a column.
        values: float64 [n_cases, n_names]; NaN where a case has no value of a metric.
        weights: how much each case counts in the mean of a column, float64 [n_cases], where that is not alike.
        lists: int32 [n_cases, k], what was recommended, −1 where a list is shorter.
        exposures: for each cut-off int64 [n_items], how many lists hold each item.
        others: figures that are no means over cases, by name.
        hidden: how many targets stood in their own history and were left out with it.
    """

    names: tuple[str, ...]
    values: Float64
    weights: dict[str, Float64]
    lists: Int32
    exposures: dict[int, Int64]
    others: dict[str, float] = field(default_factory=dict)
    hidden: int = 0

    def of_people(self) -> tuple[tuple[str, ...], Float64]:
        """Return names and float64 [n_cases, n] of what is a plain mean over people: what can be compared in pairs."""
        kept = [column for column, name in enumerate(self.names) if name not in self.weights]
        return tuple(self.names[column] for column in kept), self.values[:, kept]

    def figures(self, progress: Progress) -> tuple[dict[str, float], dict[str, float]]:
        """Return every figure, and half the width of its 95 % interval over people where there is one.

        Means over cases have bootstrap intervals; for figures of all lists together see `exposure_half_widths`. A
        metric that no case has a value of is left out.
        """
        counted = np.isfinite(self.values).astype(np.float64)
        for name, weight in self.weights.items():
            counted[:, self.names.index(name)] *= weight
        means = metrics.ratio(
            (np.where(np.isfinite(self.values), self.values, 0.0) * counted).sum(axis=0), counted.sum(axis=0), np.nan
        )
        half = bootstrap_half_widths(self.values, weights=counted, progress=progress)
        values = {name: float(mean) for name, mean in zip(self.names, means, strict=True) if np.isfinite(mean)}
        widths = {name: float(width) for name, width in zip(self.names, half, strict=True) if np.isfinite(width)}
        if values.get("rmse", 0.0) > 0.0:
            # The column holds squared errors; the root's width follows from its slope there.
            values["rmse"] = values["rmse"] ** 0.5
            if "rmse" in widths:
                widths["rmse"] /= 2.0 * values["rmse"]
        for k, exposed in self.exposures.items():
            values[f"coverage@{k}"] = beyond_accuracy.catalogue_coverage(exposed)
            values[f"gini@{k}"] = beyond_accuracy.gini(exposed)
            values[f"entropy@{k}"] = beyond_accuracy.shannon_entropy(exposed)
            if len(self.lists) > 1:
                values[f"personalisation@{k}"] = beyond_accuracy.personalisation(exposed, len(self.lists), k)
            found = beyond_accuracy.exposure_half_widths(self.lists[:, :k], exposed, k)
            widths.update({f"{name}@{k}": width for name, width in found.items()})
        return values | self.others, widths


def measure_cases(
    model: Recommender,
    part: EvaluationPart,
    split: Split,
    *,
    cutoffs: tuple[int, ...],
    rules: CandidateRules = FULL,
    progress: Progress,
) -> CaseMeasures:
    """Rank and measure every case; see `evaluate` for the arguments."""
    n_items, n = len(split.dataset.items), len(part)
    ground = _ground(split)
    lists = np.full((n, cutoffs[-1]), metrics.PADDING, np.int32)
    areas, precisions = np.full(n, np.nan), np.zeros(n)
    expected = np.empty((n, len(cutoffs)), np.int64)
    chunk = int(np.clip(SCORES_PER_CHUNK // max(1, n_items), 1, MOST_CASES_PER_CHUNK))
    places: list[Int64] = []

    def sampled(start: int, stop: int) -> Bool:
        targets = _targets(part, start, stop, n_items)
        return sampled_candidates(rules, start, part.histories.chunk(start, stop), targets, ground.users_of_item)

    for ranked in ranked_chunks(
        model,
        part.histories,
        cutoffs[-1],
        chunk=chunk,
        exclude_seen=not rules.keep_seen,
        candidates=sampled if rules.sampled else None,
        progress=progress,
    ):
        cases = slice(ranked.start, ranked.stop)
        lists[cases] = ranked.items
        histories = part.histories.chunk(ranked.start, ranked.stop)
        # With seen items kept, the most popular items are those that were seen, too.
        met = beyond_accuracy.met_places(histories.latest(0) if rules.keep_seen else histories, ground.place)
        expected[cases] = beyond_accuracy.expected_before(*met, len(histories), cutoffs)
        candidates = n_items - np.bincount(met[0], minlength=len(histories))
        if rules.sampled:
            candidates = np.isfinite(ranked.scores).sum(axis=1)
        found = target_ranks(ranked.scores, _targets(part, ranked.start, ranked.stop, n_items), candidates)
        areas[cases], precisions[cases] = auc(found), r_precision(found)
        places.append(found.places)
        progress.report(0.9 * ranked.stop / n, f"measuring {ranked.stop:,} / {n:,} people")
    blocks = []
    for start in range(0, n, _CASES_PER_BLOCK):
        progress.report(0.9 + 0.05 * start / n)
        cases = slice(start, min(start + _CASES_PER_BLOCK, n))
        blocks.append(_measure(lists[cases], part, cases, expected[cases], ground, cutoffs, rules))
    columns = {name: np.concatenate([block[name] for block in blocks]) for name in blocks[0]}
    columns |= {"auc": areas, "r_precision": precisions}
    rows, items = np.divmod(_targets(part, 0, n, n_items), n_items)
    gains = inverse_propensity(np.concatenate(places), rows, ground.propensity[items], n, cutoffs)
    columns |= {f"satisfaction@{k}": gains.values[:, column] for column, k in enumerate(cutoffs)}
    weights = {f"satisfaction@{k}": gains.weights for k in cutoffs}
    if isinstance(model, PredictsRatings) and part.target_value is not None and np.ptp(part.target_value) > 0:
        columns["rmse"], columns["mae"], counts = _rating_errors(model, part, chunk, progress)
        weights["rmse"] = counts
        if (counts != 1).any():
            weights["mae"] = counts
    return CaseMeasures(
        names=tuple(columns),
        values=np.stack(list(columns.values()), axis=1),
        weights=weights,
        lists=lists,
        exposures={k: beyond_accuracy.exposure(lists[:, :k], n_items) for k in cutoffs},
        others={"satisfaction_ess": gains.effective},
        hidden=sum(int((of_chunk == 0).sum()) for of_chunk in places),
    )


def _rating_errors(
    model: PredictsRatings, part: EvaluationPart, chunk: int, progress: Progress
) -> tuple[Float64, Float64, Float64]:
    """Return each case's squared and absolute errors of the predicted ratings, and its number of ratings."""
    assert part.target_value is not None
    n = len(part)
    rows = np.repeat(np.arange(n), np.diff(part.target_offsets))
    predicted = np.empty(len(rows))
    for start in range(0, n, chunk):
        progress.check()
        stop = min(start + chunk, n)
        targets = slice(part.target_offsets[start], part.target_offsets[stop])
        ratings = model.predict(part.histories.chunk(start, stop))
        predicted[targets] = ratings[rows[targets] - start, part.target_item[targets]]
    squared, absolute, counts = squared_and_absolute(predicted, part.target_value, rows, n)
    return squared, absolute, counts.astype(np.float64)


@dataclass(frozen=True)
class _Ground:
    """What is known of each item before anything is recommended; arrays over the catalogue."""

    users_of_item: Int64
    share: Float64  # of training users who met it
    information: Float64  # bits
    propensity: Float64
    place: Int64  # by popularity, 0 the most popular; equals by the tie rule
    bits: npt.NDArray[np.uint64] | None  # sets of categories; None where there are none
    shares: sparse.csr_array | None  # weight on each category
    content: Mapping[str, ContentVectors]


def _ground(split: Split) -> _Ground:
    users_of_item = users_per_item(split.train)
    n_users = int(np.count_nonzero(np.diff(split.train.offsets)))
    n_items = len(users_of_item)
    codes, offsets, names = split.dataset.item_table.category_matrix
    place = np.empty(n_items, np.int64)
    place[np.lexsort((tie_places(n_items), -users_of_item))] = np.arange(n_items)
    return _Ground(
        users_of_item=users_of_item,
        share=users_of_item / float(max(1, n_users)),
        information=beyond_accuracy.self_information(users_of_item, n_users),
        propensity=observation_propensity(users_of_item),
        place=place,
        bits=beyond_accuracy.category_bits(codes, offsets, len(names)) if names else None,
        shares=beyond_accuracy.category_shares(codes, offsets, len(names)) if names else None,
        content=split.dataset.content,
    )


def _targets(part: EvaluationPart, start: int, stop: int, n_items: int) -> Int64:
    low, high = part.target_offsets[start], part.target_offsets[stop]
    return metrics.distinct_targets(part.target_item[low:high], part.target_offsets[start : stop + 1] - low, n_items)


def _measure(
    items: Int32,
    part: EvaluationPart,
    cases: slice,
    expected: Int64,
    ground: _Ground,
    cutoffs: tuple[int, ...],
    rules: CandidateRules,
) -> dict[str, Float64]:
    """Return float64 [n] for each metric at each cut-off, from the lists of these cases, int32 [n, k]."""
    histories, n_items = part.histories.chunk(cases.start, cases.stop), len(ground.place)
    low, high = part.target_offsets[cases.start], part.target_offsets[cases.stop]
    offsets = part.target_offsets[cases.start : cases.stop + 1] - low
    hits, n_targets = metrics.hit_matrix(items, part.target_item[low:high], offsets, n_items)
    found = {f"{name}@{k}": ACCURACY[name](hits, n_targets, k) for name in ACCURACY for k in cutoffs}
    at_cutoffs = {
        "novelty": beyond_accuracy.list_means(items, ground.information, cutoffs),
        "popularity": beyond_accuracy.list_means(items, ground.share, cutoffs),
        "unexpectedness": beyond_accuracy.unexpectedness(items, ground.place, expected, cutoffs),
        "serendipity": beyond_accuracy.serendipity(items, hits, ground.place, expected, cutoffs),
    }
    if ground.bits is not None and ground.shares is not None:
        at_cutoffs["diversity"] = beyond_accuracy.intra_list_diversity(items, ground.bits, cutoffs)
        at_cutoffs["calibration"] = beyond_accuracy.calibration(items, histories, ground.shares, cutoffs)
    for modality, content in ground.content.items():
        at_cutoffs[f"diversity_{modality}"] = beyond_accuracy.content_diversity(
            items, content.vectors, content.present, cutoffs
        )
    if rules.keep_seen:
        at_cutoffs["repeat_rate"] = beyond_accuracy.repeat_rate(items, histories, n_items, cutoffs)
    for name, values in at_cutoffs.items():
        found |= {f"{name}@{k}": values[:, column] for column, k in enumerate(cutoffs)}
    return found

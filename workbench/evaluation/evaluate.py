"""Judge a model on the cases of a split: rank the whole catalogue in chunks, measure, and say by which rules."""

from __future__ import annotations

import time
from collections.abc import Sequence

from workbench.data.splits import EvaluationPart, Split
from workbench.errors import ConfigurationError
from workbench.evaluation import metrics
from workbench.evaluation.candidates import FULL, CandidateRules
from workbench.evaluation.case_measures import CaseMeasures, measure_cases
from workbench.evaluation.leaks import leak_findings
from workbench.evaluation.metrics import METRICS_BY_NAME
from workbench.evaluation.protocol import Evaluation, ProtocolCard
from workbench.jobs import Progress
from workbench.models.ranking import TIE_RULE
from workbench.models.recommender import KnowsTargetTime, Recommender

CUTOFFS = (5, 10, 20)
TARGET_TIME_IS_KNOWN = "The model is told when the item to be predicted is met, which others are not."


def evaluate(
    model: Recommender,
    part: EvaluationPart,
    split: Split,
    *,
    cutoffs: Sequence[int] = CUTOFFS,
    rules: CandidateRules = FULL,
    progress: Progress,
) -> Evaluation:
    """Measure a fitted model on the cases of `part`.

    Each case's history is scored against the whole catalogue, what the history holds is taken out, and the first
    `max(cutoffs)` items are compared with what the person really chose next. Memory is bounded by the chunk and a few
    rows of numbers a case.

    Args:
        model: fitted.
        part: `split.validation` or `split.test`.
        split: where the training part, for novelty, and the protocol's words come from.
        cutoffs: lengths of the list at which to measure, each at least 1.
        rules: which items are ranked; the whole catalogue without what was seen, unless said otherwise.
        progress: reported after every chunk of at most 256 cases.

    Returns:
        Metrics at every cut-off, `ndcg@10` for example, with half widths of 95 % intervals over people. What the
        items or the model do not allow (categories, vectors, predicted ratings) is left out.

    Raises:
        ConfigurationError: no cut-off, or one below 1; or a part without any case.
        Cancelled: the person cancelled.
    """
    return judge(model, part, split, cutoffs=cutoffs, rules=rules, progress=progress)[0]


def judge(
    model: Recommender,
    part: EvaluationPart,
    split: Split,
    *,
    cutoffs: Sequence[int] = CUTOFFS,
    rules: CandidateRules = FULL,
    progress: Progress,
) -> tuple[Evaluation, CaseMeasures]:
    """Measure as `evaluate` does, and return what was measured for every case as well."""
    began = time.perf_counter()
    lengths = tuple(sorted({int(k) for k in cutoffs}))
    if not lengths or lengths[0] < 1:
        raise ConfigurationError("A cut-off must be 1 or more.", where=f"cut-offs {list(cutoffs)}")
    if rules.sampled < 0:
        raise ConfigurationError("The number of sampled candidates cannot be negative.", where=f"{rules.sampled}")
    if len(part) == 0:
        raise ConfigurationError(
            "This split leaves nobody to evaluate on.", hint="Choose a split that holds some interactions out."
        )
    measured = measure_cases(model, part, split, cutoffs=lengths, rules=rules, progress=progress)
    values, widths = measured.figures(progress)
    progress.report(1.0, "measured")
    evaluation = Evaluation(
        protocol=protocol_card(
            part,
            split,
            lengths,
            rules=rules,
            hidden=measured.hidden,
            findings=leak_findings(split, progress),
            target_time=isinstance(model, KnowsTargetTime) and model.knows_target_time,
        ),
        metrics={name: values[name] for name in metrics.in_display_order(set(values))},
        intervals={name: widths[name] for name in metrics.in_display_order(set(widths))},
        seconds=time.perf_counter() - began,
    )
    return evaluation, measured


def protocol_card(
    part: EvaluationPart,
    split: Split,
    cutoffs: tuple[int, ...],
    *,
    rules: CandidateRules = FULL,
    hidden: int = 0,
    target_time: bool = False,
    findings: tuple[str, ...] = (),
) -> ProtocolCard:
    """Say by which rules `evaluate` measures.

    Args:
        part, split, cutoffs, rules: as there.
        hidden: how many targets were seen before and are left out with what was seen.
        target_time: whether the model is told when the target happens.
        findings: what training gives away, from `leak_findings`.
    """
    n_items = len(split.dataset.items)
    candidates = f"full ranking over {n_items:,} items"
    if rules.sampled and rules.by == "popularity":
        candidates = f"the targets and {rules.sampled:,} items sampled by popularity (seed {rules.seed}) of {n_items:,}"
    elif rules.sampled:
        candidates = f"the targets and {rules.sampled:,} items sampled uniformly (seed {rules.seed}) of {n_items:,}"
    seen = "filtered" if hidden == 0 else f"filtered ({hidden:,} targets were seen before and cannot be hit)"
    if rules.keep_seen:
        seen = "kept"
    return ProtocolCard(
        split=split.description,
        leaks=f"{split.leaks} {TARGET_TIME_IS_KNOWN}" if target_time else split.leaks,
        candidates=candidates,
        seen_items=seen,
        cutoffs=cutoffs,
        users=len(part),
        tie_rule=TIE_RULE,
        dataset_fingerprint=split.dataset.fingerprint,
        sampled=rules.sampled > 0,
        leak_findings=findings,
    )


def headline(evaluation: Evaluation) -> str:
    """Return the metric that a list of runs shows first: ndcg@10, or the first accuracy metric there is."""
    if "ndcg@10" in evaluation.metrics:
        return "ndcg@10"
    return next(name for name in evaluation.metrics if metrics.split_name(name)[0] in METRICS_BY_NAME)

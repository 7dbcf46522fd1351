"""Results that are too good to be believed at once."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.evaluation.protocol import Evaluation

METRIC = "ndcg@10"
# Above this, held-out choices are nearly all foreseen; beyond this multiple of all others, a leak is as likely.
HIGH, TIMES, FEWEST_OTHERS = 0.8, 3.0, 2


def cautions(runs: Sequence[tuple[str, str, Evaluation]], beside: Sequence[tuple[str, str, Evaluation]]) -> list[str]:
    """Return one sentence for each run whose ndcg@10 is surprisingly good.

    Args:
        runs: label, model and test evaluation of the runs that are looked at.
        beside: the same of all finished runs; those of other models under the same protocol are what is expected.
    """
    found = []
    for label, model, evaluation in runs:
        value = evaluation.metrics.get(METRIC)
        if value is None or evaluation.protocol.sampled:
            continue
        if value > HIGH:
            found.append(
                f"{METRIC} of {label} is {value:.2f}, which is rarely real: look for a leak in the data first."
            )
            continue
        best: dict[str, float] = {}
        for _, other, judged in beside:
            if other != model and METRIC in judged.metrics and not judged.protocol.differs(evaluation.protocol):
                best[other] = max(best.get(other, 0.0), judged.metrics[METRIC])
        if len(best) >= FEWEST_OTHERS and value > TIMES * max(best.values()):
            name = max(best, key=lambda other: best[other])
            times = value / max(best.values()) if best[name] > 0 else float("inf")
            found.append(
                f"{METRIC} of {label} is {times:.1f} times that of {name}, the best of {len(best)} other models: look "
                "for a leak in the data first."
            )
    return found

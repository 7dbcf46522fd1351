"""What an ablation says: a model trained again without each modality, beside the whole one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.workspace.views import RunSummary

if TYPE_CHECKING:
    from workbench.evaluation.significance import PairedDifference

# The metrics that an ablation tests.
TESTED = ("ndcg@10", "recall@10")


@dataclass(frozen=True)
class AblationPlan:
    """What an ablation would train.

    Attributes:
        run: the run that is taken apart.
        variants: what each variant leaves out; the last leaves out all content where ids alone are a model.
        missing: how many runs are not there yet.
        seconds: about how long those take, by what the run took; None where that is unknown.
    """

    run: RunSummary
    variants: tuple[tuple[str, ...], ...]
    missing: int
    seconds: float | None


@dataclass(frozen=True)
class AblationPart:
    """The variants beside the whole model on one split.

    Attributes:
        split: by which way of splitting.
        cold: whether it asks for items that were never met in training.
        whole: the whole model; None where it is not trained on this split yet.
        runs: the run of each variant; None where it is not trained yet.
        differences: for each metric of `TESTED`, the paired difference of each variant that is there: its value less
            the whole model's, person by person, corrected (Holm) for the number of variants. Empty without the whole.
    """

    split: str
    cold: bool
    whole: RunSummary | None
    runs: tuple[RunSummary | None, ...]
    differences: dict[str, tuple[PairedDifference | None, ...]]


@dataclass(frozen=True)
class Ablation:
    """All of it.

    Attributes:
        plan: what it consists of.
        parts: the run's own split, and items that were never met.
        shares: mean share of each modality over the items that the whole model met; empty where the model tells none.
    """

    plan: AblationPlan
    parts: tuple[AblationPart, ...]
    shares: dict[str, float]

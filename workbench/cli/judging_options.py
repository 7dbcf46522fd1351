"""The options by which a person changes the protocol that models are judged by."""

from __future__ import annotations

from dataclasses import asdict
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from workbench.evaluation.candidates import CandidateRules


class SampleBy(StrEnum):
    """How sampled candidates are drawn."""

    popularity = "popularity"
    uniform = "uniform"


def chosen_rules(sampled: int, by: SampleBy, seed: int, *, keep_seen: bool) -> dict[str, Any]:
    """Return the same as a run stores them: empty for the full ranking without what was seen."""
    if not sampled and not keep_seen:
        return {}
    return asdict(candidate_rules(sampled, by, seed, keep_seen=keep_seen))


def candidate_rules(sampled: int, by: SampleBy, seed: int, *, keep_seen: bool) -> CandidateRules:
    """Return which items are ranked, from the options of a command."""
    from workbench.evaluation.candidates import CandidateRules

    return CandidateRules(
        sampled=sampled, by="uniform" if by is SampleBy.uniform else "popularity", seed=seed, keep_seen=keep_seen
    )

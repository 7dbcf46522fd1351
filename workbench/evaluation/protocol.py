"""Under which rules metrics were measured: the card without which no metric is shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class ProtocolCard:
    """Under which rules a metric was measured; no metric is shown without it.

    `sampled` is whether only a sample of the catalogue was ranked: whatever shows such figures marks them.
    `leak_findings` are sentences with counts of what training was found to give away, beside what `leaks` says of the
    way of splitting.
    """

    split: str  # in words
    leaks: str  # in words
    candidates: str  # "full ranking over 1,682 items"
    seen_items: str  # "filtered"
    cutoffs: tuple[int, ...]
    users: int  # cases counted
    tie_rule: str
    dataset_fingerprint: str
    sampled: bool = False
    leak_findings: tuple[str, ...] = ()

    def differs(self, other: ProtocolCard) -> list[str]:
        """Return the names of the rules in which two cards differ; what was found by them is no rule."""
        names = [name for name in self.__dataclass_fields__ if name != "leak_findings"]
        return [name for name in names if getattr(self, name) != getattr(other, name)]


@dataclass(frozen=True)
class Evaluation:
    """All metrics of a run under one protocol.

    Attributes:
        metrics: name at cut-off, `ndcg@10`, to value.
        intervals: the same names to the half width of a 95 % bootstrap interval over users, where there is one.
    """

    protocol: ProtocolCard
    metrics: dict[str, float]
    intervals: dict[str, float] = field(default_factory=dict)
    seconds: float = 0.0


def card_of(stored: Mapping[str, Any]) -> ProtocolCard:
    """Return the card that was stored as plain data (`dataclasses.asdict`, then JSON)."""
    rules: dict[str, Any] = {rule: tuple(value) if isinstance(value, list) else value for rule, value in stored.items()}
    return ProtocolCard(**rules)

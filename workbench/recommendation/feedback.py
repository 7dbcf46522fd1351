"""What a person says of recommendations, and what follows from it for the next list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from workbench.data.interactions import Float32

Kind = Literal["up", "down", "more", "not-now"]
KINDS: tuple[Kind, ...] = ("up", "down", "more", "not-now")
# By how many standard deviations of the scores items as like as twins are raised or lowered.
PULL: dict[Kind, float] = {"more": 1.0, "down": -0.5}
REWARD: dict[Kind, float] = {"up": 1.0, "more": 1.0, "down": 0.0, "not-now": 0.0}
LEAVES: frozenset[Kind] = frozenset({"down", "not-now"})


@dataclass(frozen=True)
class Judgement:
    """One thing that was said.

    Attributes:
        item: item code.
        kind: `up` (liked: it joins the history), `down` (not liked: it leaves the list, and what is like it is
            lowered), `more` (what is like it is raised), `not-now` (it leaves the list; nothing else follows).
    """

    item: int
    kind: Kind


def weigh(scores: Float32, judgements: Sequence[Judgement], vectors: Float32 | None) -> Float32:
    """Return float32 [n_items], the scores after what was said of some items.

    An item's score moves by `PULL[kind] · σ · max(0, cosine to the judged item)`, with `σ` the standard deviation of
    the scores; items that leave get −∞.

    Args:
        scores: float32 [n_items]; not changed.
        judgements: in any order; each counts.
        vectors: float32 [n_items, width] of length 1, or None where nothing tells items apart: then none is pulled.
    """
    made = scores.astype(np.float32, copy=True)
    spread = float(scores[np.isfinite(scores)].std())
    for said in judgements:
        if said.kind in PULL and vectors is not None:
            like = np.maximum(vectors @ vectors[said.item], 0.0)
            like[said.item] = 0.0
            made += np.float32(PULL[said.kind] * spread) * like
    leaving = [said.item for said in judgements if said.kind in LEAVES]
    made[leaving] = -np.inf
    return made

"""Two tests that any explanation by attention has to pass before it is believed.

*Untrained weights* (Adebayo et al., NeurIPS 2018): the same model with the weights that it had before its first step
has learned nothing. If its attention orders the history as the trained one's does, the order shows how the model is
built, not what it knows.

*Permuted attention* (Jain & Wallace, NAACL 2019): the weights of every row are shuffled among the places that it may
look at, and the model scores from that. If its list stays as it was, attention does not decide it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from workbench.data.interactions import Float32, Histories
from workbench.explanation.attention_methods import look, raw
from workbench.explanation.faithfulness import rank_correlation
from workbench.explanation.removal import rivals
from workbench.models.ranking import rank_all
from workbench.models.recommender import (
    AttentionLayer,
    CanBeUntrained,
    Recommender,
    ReplaysAttention,
    ShowsAttention,
)

TOP = 10


@dataclass(frozen=True)
class Randomised:
    """What randomisation did to one recommendation.

    Attributes:
        untrained: rank correlation of raw attention with that of the untrained model; NaN where there is none.
        kept: share of the top 10 that stays when attention is permuted, the mean over draws; NaN where a model cannot
            be scored from changed attention.
        moved: how far the item's lead moves then, as a share of it.
    """

    untrained: float
    kept: float
    moved: float


def randomise(
    model: Recommender,
    blank: Recommender | None,
    history: Histories,
    item: int,
    *,
    n_items: int,
    draws: int = 5,
    seed: int = 0,
) -> Randomised:
    """Put one recommendation to both tests.

    Args:
        model: fitted, and one that `ShowsAttention`.
        blank: `CanBeUntrained.untrained` of it; None where it cannot.
        history: exactly one, not empty.
        item: code of the recommended item.
        n_items: size of the catalogue.
        draws: permutations.
        seed: of the permutations.
    """
    looked = look(model, history, item, n_items=n_items)
    untrained = float("nan")
    if blank is not None:
        untrained = rank_correlation(raw(looked), raw(look(blank, history, item, n_items=n_items)))
    if not isinstance(model, ReplaysAttention):
        return Randomised(untrained, float("nan"), float("nan"))
    against = np.concatenate(([item], rivals(n_items))).astype(np.int32)
    unseen = np.ones(n_items, np.bool_)
    unseen[history.item] = False
    before, lead = _top(model.score(history)[0], unseen), _lead(model.score(history, against)[0])
    random = np.random.default_rng((seed, item))
    kept, moved = [], []
    for _ in range(draws):
        shuffled = [replace(layer, weights=permuted(layer, random)) for layer in looked.layers]
        scores = model.score_from(history, shuffled)[0]
        kept.append(len(before & _top(scores, unseen)) / max(1, len(before)))
        moved.append(abs(_lead(scores[against]) - lead) / max(abs(lead), 1e-9))
    return Randomised(untrained, float(np.mean(kept)), float(np.mean(moved)))


def permuted(layer: AttentionLayer, random: np.random.Generator) -> Float32:
    """Return the weights of a layer, each row shuffled among the places that it may look at."""
    weights = layer.weights
    n_queries, n_places = weights.shape[1:]
    # What no head gives a weight to is out of sight: later places, and those beyond the reach of a memory.
    seen = (weights != 0.0).any(axis=0)
    keys = np.where(seen, random.random((n_queries, n_places)), 2.0)
    target = np.argsort(np.argsort(~seen, axis=1, kind="stable"), axis=1)
    source = np.argsort(keys, axis=1)
    moved = np.take_along_axis(weights, np.broadcast_to(source, weights.shape), axis=2)
    return np.ascontiguousarray(np.take_along_axis(moved, np.broadcast_to(target, weights.shape), axis=2))


def blank_of(model: Recommender, seed: int = 0) -> Recommender | None:
    """Return the untrained model, where a model with attention can give it."""
    if isinstance(model, CanBeUntrained) and isinstance(model, ShowsAttention):
        return model.untrained(seed)
    return None


def first_recommendation(model: Recommender, history: Histories) -> int:
    """Return the code of the item that the model recommends first, none of the history; −1 where there is none."""
    return int(rank_all(model, history, 1)[0][0, 0])


def _top(scores: Float32, unseen: npt.NDArray[np.bool_]) -> set[int]:
    left = np.where(unseen, scores, -np.inf)
    return set(np.argsort(-left, kind="stable")[: min(TOP, int(unseen.sum()))].tolist())


def _lead(scores: Float32) -> float:
    return float(scores[0] - scores[1:].mean())

"""Because of what: the few interactions whose removal lowers a listed item's score most."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from workbench.data.interactions import Float32, Histories, Int32
from workbench.models.recommender import Recommender


def without_each(history: Histories, places: Sequence[int]) -> Histories:
    """Return one history for each of `places`: the given one (exactly one) without the interaction there."""
    n = len(history.item)
    keep = ~np.eye(n, dtype=bool)[np.asarray(places, dtype=np.int64)]
    rows = np.broadcast_to(np.arange(n), keep.shape)[keep]
    offsets = np.arange(len(places) + 1, dtype=np.int64) * (n - 1)
    time = None if history.time is None else history.time[rows]
    asked = None if history.asked is None else np.repeat(history.asked, len(places))
    return Histories(history.item[rows], history.value[rows], time, offsets, asked)


def drops(model: Recommender, history: Histories, places: Sequence[int], items: Int32, scores: Float32) -> Float32:
    """Return float32 [n_places, n_items]: how much each item's score falls without each interaction, exactly.

    Args:
        model: fitted.
        history: exactly one.
        places: which interactions to remove, one at a time.
        items: int32 [n_items], whose scores to look at.
        scores: float32 [n_items], their scores with the whole history.
    """
    if not places or len(items) == 0:
        return np.zeros((len(places), len(items)), np.float32)
    changed = model.score(without_each(history, places), items)
    fallen: Float32 = (scores[None, :] - changed).astype(np.float32)
    return fallen


def strongest(fallen: Float32, places: Sequence[int], most: int = 2, share: float = 0.4) -> list[tuple[int, ...]]:
    """Return for each item the places that lower its score most, the strongest first.

    Args:
        fallen: from `drops`.
        places: as given to it.
        most: how many to name.
        share: of the greatest fall, which a second one must reach to be named too.
    """
    found: list[tuple[int, ...]] = []
    for column in fallen.T:
        order = np.argsort(-column, kind="stable")[:most]
        named = [places[i] for i in order.tolist() if column[i] > 0 and column[i] >= share * column[order[0]]]
        found.append(tuple(named))
    return found

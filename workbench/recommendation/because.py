"""Because of what: the few interactions that a listed item owes its place to."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from workbench.data.interactions import Float32


def strongest(fallen: Float32, places: Sequence[int], most: int = 2, share: float = 0.4) -> list[tuple[int, ...]]:
    """Return for each item the places that it owes most to, the strongest first.

    Args:
        fallen: float32 [n_places, n_items], what each item loses without the interaction at each place.
        places: n_places places in the history.
        most: how many to name.
        share: of the greatest loss, which a second one must reach to be named too.
    """
    found: list[tuple[int, ...]] = []
    for column in fallen.T:
        order = np.argsort(-column, kind="stable")[:most]
        named = [places[i] for i in order.tolist() if column[i] > 0 and column[i] >= share * column[order[0]]]
        found.append(tuple(named))
    return found

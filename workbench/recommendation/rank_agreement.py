"""How far two top lists agree: what they share, where it stands, and two coefficients of rank agreement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

PERSISTENCE = 0.9  # Webber's p: the first ten ranks then carry 86 % of the weight


@dataclass(frozen=True)
class RankChange:
    """One item in either list; a rank is None where it is not listed."""

    item: int
    first: int | None
    second: int | None


@dataclass(frozen=True)
class Agreement:
    """Two lists beside each other.

    Attributes:
        shared: how many items both hold.
        longest: length of the longer list.
        rbo: rank-biased overlap, 0 … 1.
        tau: Kendall's τ-b over the items of either list; None where it is not defined.
        changes: every item of the first list in its order, then those that only the second has.
    """

    shared: int
    longest: int
    rbo: float
    tau: float | None
    changes: tuple[RankChange, ...]


def compare_lists(first: Sequence[int], second: Sequence[int]) -> Agreement:
    """Compare two lists of distinct item codes, best first."""
    places = {item: rank for rank, item in enumerate(first, start=1)}
    others = {item: rank for rank, item in enumerate(second, start=1)}
    union = [*first, *(item for item in second if item not in places)]
    # An item that a list does not hold stands below its end; all such items are tied there.
    ranks = [places.get(item, len(first) + 1) for item in union], [others.get(item, len(second) + 1) for item in union]
    return Agreement(
        shared=len(places.keys() & others.keys()),
        longest=max(len(first), len(second)),
        rbo=rank_biased_overlap(first, second),
        tau=kendall_tau_b(*ranks),
        changes=tuple(RankChange(item, places.get(item), others.get(item)) for item in union),
    )


def rank_biased_overlap(first: Sequence[int], second: Sequence[int], p: float = PERSISTENCE) -> float:
    """Extrapolated rank-biased overlap, `RBO_EXT` (Webber, Moffat & Zobel, TOIS 28(4), 2010, eq. 32).

    Args:
        first, second: distinct items, best first; the lists may differ in length.
        p: persistence, 0 < p < 1; the larger, the more the lower ranks count.

    Returns:
        0 (nothing in common) … 1 (the same list); 1 for two empty lists and 0 where only one is empty.
    """
    short, long = sorted((list(first), list(second)), key=len)
    s, l = len(short), len(long)  # noqa: E741 - the paper's own letters
    if l == 0:
        return 1.0
    if s == 0:
        return 0.0
    seen_short: set[int] = set()
    seen_long: set[int] = set()
    overlap: list[int] = []
    for depth in range(l):
        seen_long.add(long[depth])
        if depth < s:
            seen_short.add(short[depth])
        overlap.append(len(seen_short & seen_long))
    x_s, x_l = overlap[s - 1], overlap[l - 1]
    total = sum(overlap[d - 1] / d * p**d for d in range(1, l + 1))
    total += sum(x_s * (d - s) / (s * d) * p**d for d in range(s + 1, l + 1))
    return (1 - p) / p * total + ((x_l - x_s) / l + x_s / s) * p**l


def kendall_tau_b(first: Sequence[float], second: Sequence[float]) -> float | None:
    """Kendall's τ-b, which allows for ties (Kendall, Biometrika 33, 1945): `(P − Q) / √((n₀ − n₁)(n₀ − n₂))`.

    Args:
        first, second: ranks of the same items.

    Returns:
        −1 … 1; None where either side has no two different ranks.
    """
    a, b = np.asarray(first, dtype=np.float64), np.asarray(second, dtype=np.float64)
    upper = np.triu_indices(len(a), 1)
    left = np.sign(a[:, None] - a[None, :])[upper]
    right = np.sign(b[:, None] - b[None, :])[upper]
    untied = float(np.count_nonzero(left)) * float(np.count_nonzero(right))
    return None if untied == 0 else float((left * right).sum() / np.sqrt(untied))

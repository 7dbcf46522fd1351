"""The top of the catalogue for one history, as a person reads it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class RecommendedItem:
    """One line of a recommendation list."""

    rank: int
    item: int
    item_id: str
    title: str
    categories: tuple[str, ...]
    score: float
    popularity: float  # share of users who met it, 0 … 1

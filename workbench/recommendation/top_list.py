"""The top of the catalogue for one history, as a person reads it."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.data.dataset import Dataset
from workbench.data.interactions import Float32, Histories, Int32
from workbench.errors import ConfigurationError
from workbench.models.ranking import rank_all
from workbench.models.recommender import Recommender
from workbench.recommendation.popularity import share_of_users


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


def recommend(model: Recommender, history: Histories, dataset: Dataset, k: int = 10) -> tuple[RecommendedItem, ...]:
    """Return the first `k` items for one history, best first, ranked by the same rules as in evaluation.

    Args:
        model: fitted on this dataset.
        history: exactly one history; what it holds is never recommended. It may be empty.
        dataset: where titles, categories and popularity come from.
        k: length of the list; it is shorter where fewer items are left.

    Raises:
        ConfigurationError: `k` below 1, or not exactly one history.
    """
    if k < 1:
        raise ConfigurationError("A list must have 1 item or more.", where=f"length {k}")
    if len(history) != 1:
        raise ConfigurationError("A list is made for one history at a time.", where=f"{len(history)} histories")
    items, scores = rank_all(model, history, min(k, len(dataset.items)))
    real = items[0] >= 0
    return as_read(dataset, items[0][real], scores[0][real])


def as_read(dataset: Dataset, items: Int32, scores: Float32) -> tuple[RecommendedItem, ...]:
    """Return a list of item codes, best first, with what a person reads of each.

    Args:
        dataset: where titles, categories and popularity come from.
        items: int32 [k].
        scores: float32 [k].
    """
    popularity = share_of_users(dataset.interactions)
    return tuple(
        RecommendedItem(
            rank=rank,
            item=code,
            item_id=dataset.items[code],
            title=dataset.title(code),
            categories=tuple(dataset.item_table.cell("categories", code) or ()),
            score=score,
            popularity=float(popularity[code]),
        )
        for rank, (code, score) in enumerate(zip(items.tolist(), scores.tolist(), strict=True), start=1)
    )

"""What the use-cases of lists return: plain frozen data for the window and the command line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from workbench.explanation.attention import AttentionRecord
    from workbench.recommendation.exploration import Policy, Replay
    from workbench.recommendation.rank_agreement import Agreement
    from workbench.recommendation.shaping import Effect, ListMeasures
    from workbench.workspace.views import RecommendationView


@dataclass(frozen=True)
class LiveView:
    """A list for a history as it is being edited, and what attention looked at.

    Attributes:
        list: the recommendations.
        original: item codes of the list for the history before all edits, best first.
        left: titles of those of them that the list does not hold any more.
        record: what attention looked at; None for a model without attention, or an empty history.
        effects: what each filter, rule and re-ranking changed.
        before, after: the list's measures without and with re-ranking.
        explored: what the bandit knew when it made the list; None where none did.
    """

    list: RecommendationView
    original: tuple[int, ...]
    left: tuple[str, ...]
    record: AttentionRecord | None
    effects: tuple[Effect, ...]
    before: ListMeasures
    after: ListMeasures
    explored: ExploredList | None = None


@dataclass(frozen=True)
class ListComparison:
    """Two lists side by side.

    Attributes:
        first, second: the lists.
        agreement: what they share, and where it stands.
    """

    first: RecommendationView
    second: RecommendationView
    agreement: Agreement


@dataclass(frozen=True)
class FilterChoices:
    """What lists of a dataset can be filtered by.

    Attributes:
        categories: names, the most frequent first.
        years: first and last year that occur; None where no year is known.
        attributes: columns of the items.
    """

    categories: tuple[str, ...]
    years: tuple[int, int] | None
    attributes: tuple[str, ...]


@dataclass(frozen=True)
class ExploredList:
    """What a bandit chose from, and what it knew of it.

    Attributes:
        policy: how it explores.
        step: how many answers it had.
        candidates: int32 [n], item codes of the pool, the best score first.
        features: float64 [n, d] of them.
        order: int64 [n], places in the pool in the order shown.
        estimates, uncertainties: float64 [n], expected reward (0 … 1) and how little is known of it.
    """

    policy: Policy
    step: int
    candidates: npt.NDArray[np.int32]
    features: npt.NDArray[np.float64]
    order: npt.NDArray[np.int64]
    estimates: npt.NDArray[np.float64]
    uncertainties: npt.NDArray[np.float64]


@dataclass(frozen=True)
class FeedbackRow:
    """One thing that was said, as it is stored."""

    id: int
    session: str
    step: int
    run_id: int | None
    item: int  # code; −1 where the dataset has no such item any more
    item_id: str
    title: str
    kind: str
    algorithm: str
    created: datetime


@dataclass(frozen=True)
class SessionReplay:
    """A session gone through again.

    Attributes:
        policy: what it explored by.
        rows: what was said, in order.
        replay: orders, estimates, uncertainties, rewards and regret.
        same: whether every list of the replay begins as it was shown then.
    """

    policy: Policy
    rows: tuple[FeedbackRow, ...]
    replay: Replay
    same: bool


@dataclass(frozen=True)
class SimilarItem:
    """An item and how near it is."""

    item: int
    item_id: str
    title: str
    cosine: float


@dataclass(frozen=True)
class SimilarUser:
    """A user and how near."""

    id: str
    n_interactions: int
    attributes: str
    cosine: float


@dataclass(frozen=True)
class ItemMap:
    """All items as points.

    Attributes:
        points: float32 [n_items, 2].
        popularity: float32 [n_items], share of people who met each item.
        category: int32 [n_items], index into `categories` of each item's first category; −1 where it has none.
        categories: names, the most frequent first.
        titles: of all items, an Arrow string array.
    """

    points: npt.NDArray[np.float32]
    popularity: npt.NDArray[np.float32]
    category: npt.NDArray[np.int32]
    categories: tuple[str, ...]
    titles: object

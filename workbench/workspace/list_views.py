"""What the use-cases of lists return: plain frozen data for the window and the command line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.explanation.attention import AttentionRecord
    from workbench.recommendation.rank_agreement import Agreement
    from workbench.recommendation.shaping import Effect, ListMeasures
    from workbench.workspace.views import RecommendationView


@dataclass(frozen=True)
class LiveView:
    """A list for a history as it is being edited, and what attention looked at.

    Attributes:
        list: the recommendations.
        original: item codes of the list for the history before all edits, best first.
        record: what attention looked at; None for a model without attention, or an empty history.
        effects: what each filter, rule and re-ranking changed.
        before, after: the list's measures without and with re-ranking.
    """

    list: RecommendationView
    original: tuple[int, ...]
    record: AttentionRecord | None
    effects: tuple[Effect, ...]
    before: ListMeasures
    after: ListMeasures


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
        counts_cold: how many items at most five people met.
    """

    categories: tuple[str, ...]
    years: tuple[int, int] | None
    attributes: tuple[str, ...]
    counts_cold: int

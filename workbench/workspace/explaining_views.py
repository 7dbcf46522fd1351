"""What the use-cases of reasons return: plain frozen data for the window and the command line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.data.interactions import Float32
from workbench.recommendation.top_list import RecommendedItem

if TYPE_CHECKING:
    from workbench.explanation.faithfulness import Explained
    from workbench.explanation.maps import HeadMap
    from workbench.explanation.paths import SharedValue
    from workbench.explanation.verdict import Verdict
    from workbench.models.recommender import AttentionLayer


@dataclass(frozen=True)
class LookView:
    """All attention with which one item is scored for one user.

    Attributes:
        run_id, run_label, user_id: whose.
        target: the item.
        listed: what is recommended, best first.
        positions: n_read indices into the user's history, oldest first: what the model read.
        items, titles: of these.
        maps: one for each head.
        attributions: float32 [n_read] for each method made of attention.
        candidates: float32 [n_listed, n_read], where each recommended item looks; None where items do not look.
        layers: everything, as it was used.
        signals: what items are made of for this model: `id`, `categories`, `text`, …; empty for ids alone.
        shares: float32 [n_listed + n_read, n_signals], of the recommended items, then of the history; rows sum to one.
        hidden: indices of interactions that the model was not shown.
    """

    run_id: int
    run_label: str
    user_id: str
    target: RecommendedItem
    listed: tuple[RecommendedItem, ...]
    positions: tuple[int, ...]
    items: tuple[int, ...]
    titles: tuple[str, ...]
    maps: tuple[HeadMap, ...]
    attributions: dict[str, Float32]
    candidates: Float32 | None
    layers: tuple[AttentionLayer, ...]
    hidden: tuple[int, ...] = ()
    signals: tuple[str, ...] = ()
    shares: Float32 | None = None


@dataclass(frozen=True)
class ExplainedView:
    """One recommendation, explained by every method, measured and judged.

    Attributes:
        run_id, run_label, user_id: whose.
        item, title: what is recommended.
        positions: indices into the user's history of the interactions that `explained` is about.
        titles: of these.
        explained: the figures.
        verdict: in short.
    """

    run_id: int
    run_label: str
    user_id: str
    item: int
    title: str
    positions: tuple[int, ...]
    titles: tuple[str, ...]
    explained: Explained
    verdict: Verdict


@dataclass(frozen=True)
class Reasons:
    """The interactions behind each of some recommendations.

    Attributes:
        method: name of the method that says so.
        measured: whether it was chosen because this model's faithfulness was measured.
        places: for each item, indices into the history, the strongest first; empty where nothing speaks for it.
        items: their codes.
        worth: float32 [n_items, n], what each interaction of the history is worth to each item by this method, 0 where
            it is not read. Numbers of one item compare with each other only.
        read: indices into the history of what was asked about: what the model reads, or the latest of it.
        partial: whether there are older interactions that could be asked about, too.
    """

    method: str
    measured: bool
    places: tuple[tuple[int, ...], ...]
    items: tuple[int, ...]
    worth: Float32
    read: tuple[int, ...]
    partial: bool = False


@dataclass(frozen=True)
class PathsView:
    """What an item shares with a history, in a model that weighs relations.

    Attributes:
        run_id, run_label, user_id: whose.
        item, title: the item.
        relations: name of the attribute, name of its value and the attention the item gives it, the highest first.
        shared: paths through what is shared, the heaviest first; places are indices into the history.
        sentences: one for each of `shared`.
        titles: of the history, in order.
    """

    run_id: int
    run_label: str
    user_id: str
    item: int
    title: str
    relations: tuple[tuple[str, str, float], ...]
    shared: tuple[SharedValue, ...]
    sentences: tuple[str, ...]
    titles: tuple[str, ...]


@dataclass(frozen=True)
class ChangeView:
    """What would have to be otherwise for an item to drop out of the top 10, or to come in.

    Attributes:
        item, title: the item.
        positions: of what would have to be missing.
        removed, added: titles.
        rank_before, rank_after: of the item.
        minimal: whether there is no smaller change of this kind.
        found: false where nothing that was tried does it.
    """

    item: int
    title: str
    positions: tuple[int, ...]
    removed: tuple[str, ...]
    added: tuple[str, ...]
    rank_before: int
    rank_after: int
    minimal: bool
    found: bool


@dataclass(frozen=True)
class HeadWorth:
    """What a head is for: ndcg@10 with it, and how it changes without it.

    Attributes:
        layer, head: from 0.
        with_it: ndcg@10.
        change: without less with, with its 95 % interval `low` … `high`, over the same people.
        n_people: how many.
    """

    layer: int
    head: int
    with_it: float
    change: float
    low: float
    high: float
    n_people: int

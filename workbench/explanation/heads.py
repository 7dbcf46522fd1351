"""What heads do, over the histories of many people, each in numbers that are defined here.

A head is described by where its rows look, compared with rows that look everywhere alike. Only rows that can look at
`FEWEST_KEYS` places or more are counted. Each figure is a mean over people of the mean over their rows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from workbench.data.dataset import Dataset
from workbench.data.interactions import Histories, Int64
from workbench.explanation.attention_methods import Looked, look
from workbench.explanation.randomisation import first_recommendation
from workbench.explanation.verdict import Figure, Intervals
from workbench.jobs import Progress
from workbench.models.recommender import Recommender

Float64 = npt.NDArray[np.float64]

FEWEST_KEYS = 4
LATEST = 3
# What a head must have beyond looking everywhere alike to be called after it, as a share of what is possible.
WORTH_A_NAME = 0.1
SPREAD = 0.8


@dataclass(frozen=True)
class Trait:
    """Something that a head may do.

    Attributes:
        name: `recency`.
        title: for people, a word or two.
        description: its definition.
    """

    name: str
    title: str
    description: str


TRAITS: dict[str, Trait] = {
    trait.name: trait
    for trait in (
        Trait("recency", title="recent", description="Share of the weight on the three latest interactions in sight."),
        Trait(
            "category",
            title="category",
            description="Share of the weight on items that share a category with the item that asks.",
        ),
        Trait(
            "popularity",
            title="popular",
            description="Mean popularity of what is looked at: 0 is the least popular item, 1 the most popular one.",
        ),
        Trait(
            "series",
            title="series",
            description="Share of the weight on items whose titles name the same series as the item that asks.",
        ),
        Trait("first", title="first", description="Share of the weight on the first interaction that is read."),
        Trait(
            "spread",
            title="spread",
            description="Entropy of a row, as a share of the largest possible: 1 looks everywhere alike.",
        ),
    )
}


@dataclass(frozen=True)
class HeadDescription:
    """What one head does.

    Attributes:
        layer, head: as in `Looked.layers`, from 0.
        name: the trait that it has most of, `spread`, or `mixed`.
        figures: for each trait, the mean over people.
        expected: for each trait, what a head that looks everywhere alike would have.
    """

    layer: int
    head: int
    name: str
    figures: dict[str, Figure]
    expected: dict[str, float]


def describe_heads(
    model: Recommender,
    histories: Histories,
    dataset: Dataset,
    intervals: Intervals,
    *,
    progress: Progress | None = None,
) -> tuple[HeadDescription, ...]:
    """Describe every head by what it does over these histories.

    Args:
        model: fitted, and one that `ShowsAttention`.
        histories: of many people; those of fewer than `FEWEST_KEYS` interactions say nothing.
        dataset: where categories and titles come from.
        intervals: makes intervals of means over people.
        progress: checked for each person.
    """
    known = _Known(dataset)
    people: list[Float64] = []  # (heads, traits, own and expected)
    at: list[tuple[int, int]] = []
    for case in np.flatnonzero(histories.lengths >= FEWEST_KEYS).tolist():
        if progress is not None:
            progress.report(case / len(histories), "looking at heads")
        history = histories.chunk(case, case + 1)
        looked = look(model, history, first_recommendation(model, history), n_items=len(dataset.items))
        at = [(layer, head) for layer, one in enumerate(looked.layers) for head in range(len(one.weights))]
        people.append(known.traits(looked, history))
    if not people:
        return ()
    rows = np.stack(people)  # (people, heads, traits, 2)
    flat = rows[..., 0].reshape(len(rows), -1)
    low, high = intervals(flat)
    shape = rows.shape[1:3]
    low, high = low.reshape(shape), high.reshape(shape)
    means = _nanmean(rows)
    return tuple(
        HeadDescription(
            layer=layer,
            head=head,
            name=_name(means[place]),
            figures={
                trait: Figure(float(means[place, column, 0]), float(low[place, column]), float(high[place, column]))
                for column, trait in enumerate(TRAITS)
            },
            expected={trait: float(means[place, column, 1]) for column, trait in enumerate(TRAITS)},
        )
        for place, (layer, head) in enumerate(at)
    )


def series_of(titles: Sequence[str]) -> Int64:
    """Return int64 [n], a number for each title: equal for titles of one series, −1 − i for one that stands alone.

    Two titles are of one series where they begin with the same words: what follows a colon, a dash or a comma, words
    such as *Part* and *Episode*, numerals at the end and a year in brackets are left off. *Alien (1979)*, *Aliens* and
    *Alien 3* thus give one series of two, since another word is another name.
    """
    names = [_SERIES.sub("", _YEAR.sub("", title.casefold())).strip() for title in titles]
    stems = [re.split(r"[:–—(]| - |, ", name)[0] for name in names]
    stems = [_SERIES.sub("", stem).strip() for stem in stems]
    numbers: dict[str, int] = {}
    counts: dict[str, int] = {}
    for stem in stems:
        numbers.setdefault(stem, len(numbers))
        counts[stem] = counts.get(stem, 0) + 1
    return np.array(
        [numbers[stem] if len(stem) > 2 and counts[stem] > 1 else -1 - i for i, stem in enumerate(stems)], np.int64
    )


_YEAR = re.compile(r"\s*\(\d{4}\)\s*$")
_SERIES = re.compile(
    r"[\s,:.\-–—]*\b(part|episode|chapter|vol\.?|volume|no\.?)?\s*(\d{1,3}|[ivx]+|one|two|three|four|five)\s*$",
    re.IGNORECASE,
)


class _Known:
    """What is known of the items: categories, series, popularity."""

    def __init__(self, dataset: Dataset) -> None:
        codes, offsets, _ = dataset.item_table.category_matrix
        n = len(dataset.items)
        self._codes, self._offsets = codes, offsets
        self._series = series_of([dataset.title(code) for code in range(n)])
        order = np.argsort(np.argsort(dataset.interactions.item_counts, kind="stable"), kind="stable")
        self._popularity = order / max(1, n - 1)

    def traits(self, looked: Looked, history: Histories) -> Float64:
        """float64 [heads, traits, 2]: what each head of a record does, and what a level one would do."""
        items = history.item[looked.read].astype(np.int64)
        n = len(items)
        found = []
        for layer in looked.layers:
            weights = layer.weights[:, :, :n].astype(np.float64)
            if layer.candidates is not None:
                asking = np.flatnonzero(layer.candidates == looked.item)
                weights, queries = weights[:, asking], layer.candidates[asking].astype(np.int64)
            elif weights.shape[1] == 1:
                queries = items[-1:]
            else:
                # A mask behind the history asks for the newest interaction.
                queries = items[np.minimum(np.arange(weights.shape[1]), n - 1)]
            found.append(self._of_layer(np.abs(weights), queries, items))
        return np.concatenate(found)

    def _of_layer(self, weights: Float64, queries: Int64, items: Int64) -> Float64:
        heads = len(weights)
        visible = (weights != 0.0).any(axis=0)  # (Q, n)
        counted = visible.sum(axis=1) >= FEWEST_KEYS
        if not counted.any():
            return np.full((heads, len(TRAITS), 2), np.nan)
        weights, visible, queries = weights[:, counted], visible[counted], queries[counted]
        level = visible / visible.sum(axis=1, keepdims=True)
        total = weights.sum(axis=2, keepdims=True)
        shares = np.divide(weights, total, out=np.broadcast_to(level, weights.shape).copy(), where=total > 0)
        both = np.concatenate((shares, level[None]))  # the last one looks everywhere alike
        last = visible.cumsum(axis=1) > visible.sum(axis=1, keepdims=True) - LATEST
        category = self._shared(queries, items) & ~self._itself(queries, items)
        series = (self._series[queries][:, None] == self._series[items]) & ~self._itself(queries, items)
        masks = {"recency": last & visible, "category": category & visible, "series": series & visible}
        columns = {name: (both * mask).sum(axis=2) for name, mask in masks.items()}
        columns["first"] = both[:, :, 0]
        columns["popularity"] = both @ self._popularity[items]
        logs = np.log(both, out=np.zeros_like(both), where=both > 0)
        columns["spread"] = -(both * logs).sum(axis=2) / np.log(visible.sum(axis=1))
        means = np.stack([columns[name].mean(axis=1) for name in TRAITS], axis=1)  # (heads + 1, traits)
        return np.stack((means[:-1], np.broadcast_to(means[-1], means[:-1].shape)), axis=2)

    def _shared(self, queries: Int64, items: Int64) -> npt.NDArray[np.bool_]:
        own, theirs = self._of(queries), self._of(items)
        return np.asarray(own @ theirs.T > 0)

    def _of(self, items: Int64) -> npt.NDArray[np.float32]:
        width = int(self._codes.max()) + 1 if len(self._codes) else 1
        made = np.zeros((len(items), width), np.float32)
        for row, item in enumerate(items.tolist()):
            made[row, self._codes[self._offsets[item] : self._offsets[item + 1]]] = 1.0
        return made

    @staticmethod
    def _itself(queries: Int64, items: Int64) -> npt.NDArray[np.bool_]:
        return np.asarray(queries[:, None] == items)


def _name(figures: Float64) -> str:
    """The trait that a head has most of beyond a level one, as a share of what is possible."""
    own, level = figures[:, 0], figures[:, 1]
    lifts = {
        name: (own[column] - level[column]) / max(1e-9, 1.0 - level[column])
        for column, name in enumerate(TRAITS)
        if name != "spread"
    }
    lifts = {name: lift for name, lift in lifts.items() if lift == lift}
    best = max(lifts, key=lambda name: lifts[name], default="")
    if best and lifts[best] >= WORTH_A_NAME:
        return best
    return "spread" if own[list(TRAITS).index("spread")] >= SPREAD else "mixed"


def _nanmean(rows: Float64) -> Float64:
    present = np.isfinite(rows)
    counted = present.sum(axis=0)
    summed = np.where(present, rows, 0.0).sum(axis=0)
    means: Float64 = np.divide(summed, counted, out=np.full(summed.shape, np.nan), where=counted > 0)
    return means

"""For whom a model is good: the cases of an evaluation in groups, and a metric's mean in each.

A mean over everybody hides that a model may serve people with long histories well and newcomers badly, or find what is
popular and nothing else. Groups are made from the split alone, so that all runs of one split have the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from workbench.data.counting import users_per_item
from workbench.data.interactions import Int64
from workbench.data.splits import EvaluationPart, Split
from workbench.evaluation.intervals import bootstrap_intervals
from workbench.evaluation.metrics import Float64
from workbench.jobs import Progress

# Into how many groups of about equal size numbers are cut, and how many names are shown on their own.
RANGES = 5
NAMES = 12


@dataclass(frozen=True)
class Grouping:
    """One way of putting the cases of an evaluation into groups.

    Attributes:
        name: `history`, `popularity`, `category`, `cold`, `time`, or `user:` and the name of an attribute.
        title: what the groups are made by, in words.
        titles: what each group is called: `10 – 19`, `Drama`.
        cases: int64 [m], positions of cases; a case may be in several groups (categories) or in none.
        groups: int64 [m], the group of each of them.
    """

    name: str
    title: str
    titles: tuple[str, ...]
    cases: Int64
    groups: Int64


@dataclass(frozen=True)
class Slice:
    """A metric over the cases of one group.

    Attributes:
        title: what the group is called.
        cases: how many cases are in it.
        n: of these, how many have a value of the metric.
        mean: over those; NaN where there are none.
        low, high: ends of the 95 % bootstrap interval of the mean; NaN where too few cases have a value.
    """

    title: str
    cases: int
    n: int
    mean: float
    low: float
    high: float


def groupings(split: Split, part: EvaluationPart) -> list[Grouping]:
    """Return the ways of grouping that this dataset allows.

    - `history`: by the number of interactions that the model is shown.
    - `popularity`: by how many training users met the target; the mean over the targets where there are several.
    - `category`: by each category of a target: the twelve most frequent ones, then the others together.
    - `cold`: whether any target was never met in training.
    - `time`: by when the first target was met.
    - `user:…`: by each attribute of the users that tells people apart.

    Args:
        split: where training, items and users are known from.
        part: its validation or test part.
    """
    n = len(part)
    every = np.arange(n, dtype=np.int64)
    met = users_per_item(split.train)[part.target_item]
    rows = np.repeat(every, np.diff(part.target_offsets))
    mean_met = np.rint(np.bincount(rows, met, n) / np.maximum(1, np.bincount(rows, minlength=n)))
    found = [
        _ranges("history", title="History length", values=part.histories.lengths.astype(np.float64), cases=every),
        _ranges("popularity", title="People who met the target", values=mean_met, cases=every),
    ]
    found += _by_category(split, part, rows)
    cold = (np.bincount(rows, met == 0, n) > 0).astype(np.int64)
    if cold.any():
        found.append(
            Grouping(
                "cold",
                title="Whether the target is new",
                titles=("Met in training", "New item"),
                cases=every,
                groups=cold,
            )
        )
    if part.histories.asked is not None:
        found.append(_by_time(part.histories.asked, every))
    if split.dataset.user_table is not None:
        for name in split.dataset.user_table.column_names:
            column = split.dataset.user_table[name].combine_chunks().take(pa.array(part.users))
            found += _by_attribute(name, column, every)
    return [grouping for grouping in found if len(grouping.titles) > 1]


def measure(grouping: Grouping, values: Float64, *, progress: Progress | None = None) -> tuple[Slice, ...]:
    """Return a metric's mean and interval in every group.

    Args:
        grouping: of the same cases.
        values: float64 [n_cases], the metric of each case; NaN where a case has none.
        progress: checked while intervals are drawn.
    """
    n_groups = len(grouping.titles)
    members = np.full((len(values), n_groups), np.nan)
    members[grouping.cases, grouping.groups] = values[grouping.cases]
    low, high = bootstrap_intervals(members, progress=progress)
    sizes = np.bincount(grouping.groups, minlength=n_groups)
    made = []
    for group, title in enumerate(grouping.titles):
        counted = members[np.isfinite(members[:, group]), group]
        mean = float(counted.mean()) if len(counted) else float("nan")
        made.append(Slice(title, int(sizes[group]), len(counted), mean, float(low[group]), float(high[group])))
    return tuple(made)


def _ranges(name: str, title: str, values: Float64, cases: Int64) -> Grouping:
    """Cut numbers into ranges that hold about equally many cases; each is called by the numbers that are in it."""
    groups = _equal_parts(values)
    spans = [(values[groups == group].min(), values[groups == group].max()) for group in range(int(groups.max()) + 1)]
    titles = tuple(_number(low) if low == high else f"{_number(low)} – {_number(high)}" for low, high in spans)
    return Grouping(name, title, titles, cases, groups)


def _equal_parts(values: npt.NDArray[Any]) -> Int64:
    edges = np.unique(np.quantile(values, np.arange(1, RANGES) / RANGES, method="higher"))
    _, groups = np.unique(np.searchsorted(edges, values, side="right"), return_inverse=True)
    return groups.astype(np.int64)


def _number(value: float) -> str:
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:.4g}"


def _by_category(split: Split, part: EvaluationPart, rows: Int64) -> list[Grouping]:
    codes, offsets, names = split.dataset.item_table.category_matrix
    if not names:
        return []
    lengths = np.diff(offsets)[part.target_item]
    firsts = np.repeat(offsets[part.target_item] - np.concatenate(([0], np.cumsum(lengths)[:-1])), lengths)
    keys = np.unique(np.repeat(rows, lengths) * len(names) + codes[firsts + np.arange(len(firsts))])
    cases, categories = keys // len(names), keys % len(names)
    sizes = np.bincount(categories, minlength=len(names))
    common = np.argsort(-sizes, kind="stable")[:NAMES]
    common = common[sizes[common] > 0]
    group_of = np.full(len(names), len(common))
    group_of[common] = np.arange(len(common))
    named = tuple(names[code] for code in common)
    pairs = np.unique(cases * (len(common) + 1) + group_of[categories])
    cases, groups = pairs // (len(common) + 1), pairs % (len(common) + 1)
    title = "Category of the target"
    if (groups == len(common)).any():
        return [Grouping("category", title=title, titles=(*named, "Other"), cases=cases, groups=groups)]
    return [Grouping("category", title="Category of the target", titles=named, cases=cases, groups=groups)]


def _by_time(asked: Int64, cases: Int64) -> Grouping:
    groups = _equal_parts(asked)
    days = asked.astype("datetime64[s]").astype("datetime64[D]")
    spans = [(days[groups == group].min(), days[groups == group].max()) for group in range(int(groups.max()) + 1)]
    titles = tuple(str(first) if first == last else f"{first} – {last}" for first, last in spans)
    return Grouping("time", title="Time of the target", titles=titles, cases=cases, groups=groups)


def _by_attribute(name: str, column: Any, cases: Int64) -> list[Grouping]:
    """Group by one attribute of the users: Arrow array [n_cases]. Nothing where it is no number and no text."""
    key = f"user:{name}"
    known = np.asarray(column.is_valid())
    if pa.types.is_floating(column.type):
        known &= ~np.asarray(pc.is_nan(column).fill_null(True))
    if not known.any():
        return []
    if pa.types.is_integer(column.type) or pa.types.is_floating(column.type):
        values = np.asarray(column.filter(pa.array(known)).cast(pa.float64()))
        made = _ranges(key, name, values, cases[known])
        names, groups = made.titles, made.groups
    elif pa.types.is_string(column.type) or pa.types.is_boolean(column.type) or pa.types.is_dictionary(column.type):
        encoded = column.filter(pa.array(known)).cast(pa.string()).dictionary_encode()
        codes, texts = np.asarray(encoded.indices, np.int64), encoded.dictionary.to_pylist()
        if len(texts) > len(codes) // 2:
            return []  # nearly everybody has a value of their own, a name for example: that makes no groups
        sizes = np.bincount(codes, minlength=len(texts))
        order = np.argsort(-sizes, kind="stable")
        place = np.empty(len(texts), np.int64)
        place[order] = np.minimum(np.arange(len(texts)), NAMES)
        names, groups = tuple(str(texts[code]) for code in order[:NAMES]), place[codes]
    else:
        return []
    members = cases[known]
    other = bool((groups == NAMES).any()) and len(names) == NAMES
    if other and np.count_nonzero(groups == NAMES) > len(members) // 2:
        return []  # most people are outside the largest groups: a postcode for example
    if known.all():
        titles = (*names, "Other") if other else names
        return [Grouping(key, name, titles=titles, cases=members, groups=groups)]
    last = len(names) + other
    members, groups = np.concatenate((members, cases[~known])), np.concatenate((groups, np.full((~known).sum(), last)))
    titles = (*names, "Other", "Unknown") if other else (*names, "Unknown")
    return [Grouping(key, name, titles=titles, cases=members, groups=groups)]

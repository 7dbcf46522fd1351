"""One plain verdict on whether attention may be believed, computed from what removing interactions does.

**Faster than.** An order's drop is how far the lead has fallen on the average of the way while interactions are removed
in that order. *2.4× faster than random* says that the drop is 2.4 times that of random orders; a figure for several
people is the ratio of the mean drops.

**The score, 0 … 1.** Where an order's drop stands between that of random orders (0) and the largest drop of any method
that was measured, leave-one-out and integrated gradients among them (1). It is a share of what is known to be
possible, not a probability.

**The verdict of a model** is about the attention method with the largest mean drop over a sample of people, with 95 %
bootstrap intervals over these people:

- *faithful*: its drop is surely larger than that of random orders and than that of recency (the intervals of both
  differences lie above 0), its score is at least 0.5, and it passes the randomisation tests: permuting attention
  changes the top 10 (at most 90 % of it stays), and the untrained model orders histories otherwise (a rank correlation
  of at most 0.7);
- *partly*: its drop is surely larger than that of random orders, but not all of the rest holds: the sentence says what;
- *unfaithful*: its drop is not surely larger than that of random orders, or permuting attention leaves the lists as
  they were.

**The verdict of one recommendation** has no intervals: faithful from a score of 0.5 on where the drop is larger than
that of recency too, partly where it is larger than that of random orders by a tenth, else unfaithful. With fewer than
three interactions nothing is said.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from workbench.explanation.attributions import METHODS
from workbench.explanation.faithfulness import MEASURES, Explained
from workbench.explanation.randomisation import Randomised

Float64 = npt.NDArray[np.float64]
#: Takes float64 [n, m], one row a person, and returns both ends of the interval of each column's mean, float64 [m].
Intervals = Callable[[Float64], tuple[Float64, Float64]]

ENOUGH = 0.5
MOST_KEPT = 0.9
MOST_ALIKE = 0.7
FEWEST_PEOPLE, FEWEST_INTERACTIONS = 10, 3


@dataclass(frozen=True)
class Figure:
    """A mean over people with its 95 % interval; NaN ends where there are too few."""

    mean: float
    low: float
    high: float


@dataclass(frozen=True)
class Verdict:
    """Whether attention may be believed.

    Attributes:
        level: `faithful`, `partly`, `unfaithful`, or `unknown` where there is no attention or too little to go by.
        method: the attention method that it is about; empty where there is none.
        best: the method with the largest drop of all, the controls aside; where attention is unfaithful, of those that
            are not made of attention.
        score: 0 … 1.
        than_random, than_recency: how many times larger the drop is; NaN where the control has none.
        doubts: `random`, `recency`, `score`, `permuted`, `untrained`: what did not hold.
    """

    level: str
    method: str
    best: str
    score: float
    than_random: float
    than_recency: float
    doubts: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """The verdict in plain words, in English."""
        best = METHODS[self.best].title.lower() if self.best else "leave-one-out"
        if not self.method:
            return f"This model has no attention; use {best}."
        if self.level == "unknown":
            return "There is too little to judge by."
        measured = (
            f"removing items in the order of {METHODS[self.method].title.lower()} lowers the score "
            f"{_times(self.than_random)} faster than random, {_times(self.than_recency)} faster than recency"
        )
        if self.level == "unfaithful":
            return f"Attention is no explanation here; use {best} ({measured})."
        if self.level == "partly":
            return f"Partly faithful {self.score:.2f}: {measured}; {', '.join(_DOUBTS[d] for d in self.doubts)}."
        return f"Faithful {self.score:.2f}: {measured}."


_DOUBTS = {
    "random": "it is not surely better than random orders",
    "recency": "it tells no more than which interactions are recent",
    "score": "other methods find much more",
    "permuted": "other weights would give the same list",
    "untrained": "an untrained model looks at the same places",
}


@dataclass(frozen=True)
class ModelVerdict:
    """Faithfulness of a model's explanations over a sample of people.

    Attributes:
        verdict: in short.
        score: of `verdict.method`, with its interval.
        than_random, than_recency: the ratios with their intervals.
        n_people: how many recommendations it is from, one a person.
        table: for each method, a figure for each of `MEASURES`.
        scores: for each method, its score.
        removed: float64 [s], share removed at each step of the mean curves.
        curves: for each method, its mean deletion and insertion curve, float64 [s] each.
        kept, moved, untrained: the randomisation tests; see `Randomised`.
    """

    verdict: Verdict
    score: Figure
    than_random: Figure
    than_recency: Figure
    n_people: int
    table: dict[str, dict[str, Figure]]
    scores: dict[str, float]
    removed: Float64
    curves: dict[str, tuple[Float64, Float64]]
    kept: Figure
    moved: Figure
    untrained: Figure


def judge_one(explained: Explained) -> Verdict:
    """Return the verdict on one recommendation."""
    drops = {name: measures.drop for name, measures in explained.measures.items()}
    method, best = _best(drops, attention=True), _best(drops, attention=False)
    score, than_random, than_recency = _standing(drops, method or best)
    if not method or len(explained.read) < FEWEST_INTERACTIONS:
        return Verdict("unknown", method, best, score, than_random, than_recency)
    doubts = []
    if drops[method] <= drops["recency"] and method != "recency":
        doubts.append("recency")
    if score < ENOUGH:
        doubts.append("score")
    if not drops[method] > drops["random"] + 0.1 * abs(drops["random"]):
        best = _best({name: drop for name, drop in drops.items() if not METHODS[name].attention}, attention=False)
        return Verdict("unfaithful", method, best, score, than_random, than_recency, ("random", *doubts))
    level = "partly" if doubts else "faithful"
    return Verdict(level, method, best, score, than_random, than_recency, tuple(doubts))


def judge_model(explained: Sequence[Explained], randomised: Sequence[Randomised], intervals: Intervals) -> ModelVerdict:
    """Return the verdict on a model.

    Args:
        explained: one recommendation each of several people, all by the same methods.
        randomised: the same recommendations under randomisation; empty for a model without attention.
        intervals: makes intervals of means over people.
    """
    names = list(explained[0].measures)
    rows = np.stack([[one.measures[name].row() for name in names] for one in explained])  # (people, methods, measures)
    flat = rows.reshape(len(rows), -1)
    low, high = intervals(flat)
    means = _mean(flat)
    table = {
        name: {
            measure: Figure(*(float(part[at * len(MEASURES) + column]) for part in (means, low, high)))
            for column, measure in enumerate(MEASURES)
        }
        for at, name in enumerate(names)
    }
    drops = {name: table[name]["drop"].mean for name in names}
    method, best = _best(drops, attention=True), _best(drops, attention=False)
    about = method or best
    people = {name: rows[:, at, 0] for at, name in enumerate(names)}
    kept, moved, untrained = (
        _figure(np.array([getattr(one, field) for one in randomised], np.float64), intervals)
        for field in ("kept", "moved", "untrained")
    )
    score, than_random, than_recency = _standing(drops, about)
    ratios = _resampled(people, about, intervals)
    doubts = [
        control
        for control in ("random", "recency")
        if not intervals((people[about] - people[control])[:, None])[0][0] > 0
    ]
    if score < ENOUGH:
        doubts.append("score")
    if kept.mean > MOST_KEPT:
        doubts.append("permuted")
    if untrained.mean > MOST_ALIKE:
        doubts.append("untrained")
    if not method or len(explained) < FEWEST_PEOPLE:
        level = "unknown"
    elif "random" in doubts or "permuted" in doubts:
        level = "unfaithful"
        best = _best({name: drop for name, drop in drops.items() if not METHODS[name].attention}, attention=False)
    else:
        level = "partly" if doubts else "faithful"
    at = np.linspace(0.0, 1.0, 11)
    return ModelVerdict(
        verdict=Verdict(level, method, best, score, than_random, than_recency, tuple(doubts)),
        score=Figure(score, *ratios[0]),
        than_random=Figure(than_random, *ratios[1]),
        than_recency=Figure(than_recency, *ratios[2]),
        n_people=len(explained),
        table=table,
        scores={name: _standing(drops, name)[0] for name in names},
        removed=at,
        curves={name: _mean_curves(explained, name, at) for name in names},
        kept=kept,
        moved=moved,
        untrained=untrained,
    )


def _best(drops: dict[str, float], *, attention: bool) -> str:
    """The method with the largest drop; empty where there is none."""
    asked = [name for name in drops if not METHODS[name].control and (METHODS[name].attention or not attention)]
    return max(asked, key=lambda name: drops[name]) if asked else ""


def _standing(drops: dict[str, float], name: str) -> tuple[float, float, float]:
    """Score of a method, and how many times its drop is that of random orders and of recency."""
    highest = max(drop for other, drop in drops.items() if not METHODS[other].control)
    room = highest - drops["random"]
    score = float(np.clip((drops[name] - drops["random"]) / room, 0.0, 1.0)) if room > 1e-12 else 0.0
    return score, _ratio(drops[name], drops["random"]), _ratio(drops[name], drops["recency"])


def _ratio(above: float, below: float) -> float:
    return above / below if below > 1e-9 else float("nan")


def _resampled(people: dict[str, Float64], name: str, intervals: Intervals) -> list[tuple[float, float]]:
    """Intervals of the score and of the two ratios, by linearising them around the means (the delta method).

    The bootstrap then runs over one number a person, `r(means) + ∂r · (person − means)`, as for every other figure.
    """
    best = max((n for n in people if not METHODS[n].control), key=lambda n: float(people[n].mean()))
    own, random, recency, top = (people[n] for n in (name, "random", "recency", best))
    columns = []
    for above, below in ((own - random, top - random), (own, random), (own, recency)):
        a, b = float(above.mean()), float(below.mean())
        if abs(b) < 1e-9:
            columns.append(np.full(len(own), np.nan))
        else:
            columns.append(a / b + (above - a) / b - a * (below - b) / b**2)
    low, high = intervals(np.stack(columns, axis=1))
    low[0], high[0] = np.clip((low[0], high[0]), 0.0, 1.0)
    return list(zip(low.tolist(), high.tolist(), strict=True))


def _mean(values: Float64) -> Float64:
    present = np.isfinite(values)
    counted = present.sum(axis=0)
    summed = np.where(present, values, 0.0).sum(axis=0)
    means: Float64 = np.divide(summed, counted, out=np.full(values.shape[1], np.nan), where=counted > 0)
    return means


def _figure(values: Float64, intervals: Intervals) -> Figure:
    if len(values) == 0 or not np.isfinite(values).any():
        return Figure(float("nan"), float("nan"), float("nan"))
    low, high = intervals(values[:, None])
    return Figure(float(_mean(values[:, None])[0]), float(low[0]), float(high[0]))


def _mean_curves(explained: Sequence[Explained], name: str, at: Float64) -> tuple[Float64, Float64]:
    deletion = np.mean([np.interp(at, one.removed, one.measures[name].deletion) for one in explained], axis=0)
    insertion = np.mean([np.interp(at, one.removed, one.measures[name].insertion) for one in explained], axis=0)
    return deletion, insertion


def _times(ratio: float) -> str:
    return "many times" if ratio != ratio else f"{ratio:.1f}×"

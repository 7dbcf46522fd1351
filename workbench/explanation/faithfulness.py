"""Does an explanation tell the truth? Remove interactions in its order and watch the recommendation.

If an order names the real reasons first, the lead of the item (`removal.leads`) falls at once when interactions are
removed in that order (deletion), and is back at once when they are put into an empty history in it (insertion; Petsiuk
et al., BMVC 2018). Comprehensiveness and sufficiency are the fall of the lead without, and with nothing but, the first
1, 5, 10, 20 and 50 % (DeYoung et al., ACL 2020, §4.1, their area over the perturbation curve). All are shares of the
lead with the whole history. Two controls are always measured with them: random orders, the mean of several draws, and
the latest first, since what is recent moves most recommenders, and an explanation has to know more than that.

The history is cut to what the model reads before anything is removed, so that nothing older takes an empty place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.stats import rankdata

from workbench.data.interactions import Float32, Histories
from workbench.errors import ConfigurationError
from workbench.explanation.attributions import attribute, methods_of
from workbench.explanation.removal import check_single, leads, subsets
from workbench.jobs import Progress
from workbench.models.recommender import ReadsRecent, Recommender

Float64 = npt.NDArray[np.float64]

N_STEPS = 10
BINS = (0.01, 0.05, 0.10, 0.20, 0.50)
DRAWS = 20
#: The columns of `Measures.row`.
MEASURES = ("drop", "deletion", "insertion", "comprehensiveness", "sufficiency", "correlation")


@dataclass(frozen=True)
class Measures:
    """How well the order of one method fares for one recommendation.

    Attributes:
        deletion: float64 [s], the lead as a share of the whole one, when the first `removed` are gone.
        insertion: float64 [s], the same when they are all there is.
        deletion_area: under the curve, over the share removed; low is good.
        insertion_area: high is good.
        comprehensiveness: mean fall without the first of `BINS`; high is good.
        sufficiency: mean fall with only these; low is good.
        correlation: Spearman's rank correlation with leave-one-out; NaN where either says the same of all.
    """

    deletion: Float64
    insertion: Float64
    deletion_area: float
    insertion_area: float
    comprehensiveness: float
    sufficiency: float
    correlation: float

    @property
    def drop(self) -> float:
        """How far the lead has fallen on the average of the way: 1 less the area under the deletion curve."""
        return 1.0 - self.deletion_area

    def row(self) -> Float64:
        """float64 [6], in the order of `MEASURES`."""
        return np.array(
            [
                self.drop,
                self.deletion_area,
                self.insertion_area,
                self.comprehensiveness,
                self.sufficiency,
                self.correlation,
            ]
        )


@dataclass(frozen=True)
class Explained:
    """One recommendation, explained by several methods and measured.

    Attributes:
        item: its code.
        read: int64 [n], the interactions that the model reads, as indices into the history.
        lead: with the whole history.
        lead_of_nobody: with an empty one.
        removed: float64 [s], the share of interactions removed at each step of the curves, 0 … 1.
        attributions: float32 [n] for each method.
        measures: for each method; those of `random` are means over the draws.
    """

    item: int
    read: npt.NDArray[np.int64]
    lead: float
    lead_of_nobody: float
    removed: Float64
    attributions: dict[str, Float32]
    measures: dict[str, Measures]


def explain(
    model: Recommender,
    history: Histories,
    item: int,
    *,
    n_items: int,
    methods: Sequence[str] | None = None,
    draws: int = DRAWS,
    seed: int = 0,
    most_points: int = 64,
    progress: Progress | None = None,
) -> Explained:
    """Explain one recommendation by several methods, and measure each of them.

    Args:
        model: fitted.
        history: exactly one, with at least two interactions.
        item: code of the recommended item.
        n_items: size of the catalogue.
        methods: names from `methods_of`; None takes all. Both controls and leave-one-out are always among them.
        draws: random orders.
        seed: of the random orders.
        most_points: of integrated gradients.
        progress: checked.

    Raises:
        ConfigurationError: not one history, or fewer than two interactions.
    """
    check_single(history)
    n_all = len(history.item)
    cut = history.latest(model.reads_at_most) if isinstance(model, ReadsRecent) else history
    n = len(cut.item)
    if n < 2:
        raise ConfigurationError(
            "A history of fewer than two interactions leaves no order to judge.", hint="Choose a longer history."
        )
    allowed = methods_of(model)
    wanted = [
        name for name in allowed if methods is None or name in methods or name in ("leave-one-out", "recency", "random")
    ]
    worth = attribute(model, cut, item, wanted, n_items=n_items, seed=seed, most_points=most_points, progress=progress)
    orders = {name: [_order(values)] for name, values in worth.items() if name != "random"}
    random = np.random.default_rng((seed, n, item))
    orders["random"] = [random.permutation(n) for _ in range(draws)]

    steps = np.unique(np.rint(np.linspace(0, n, min(n, N_STEPS) + 1)).astype(np.int64))
    bins = np.minimum(np.ceil(np.array(BINS) * n).astype(np.int64), n)
    counts = np.union1d(steps, bins)
    kept = np.concatenate([_masks(order, counts) for made in orders.values() for order in made])
    unique, where = np.unique(np.packbits(kept, axis=1), axis=0, return_inverse=True)
    flags = np.unpackbits(unique, axis=1, count=n).astype(np.bool_)
    values = leads(model, subsets(cut, flags), item, n_items=n_items, progress=progress)[:, 0].astype(np.float64)
    found = values[where.ravel()].reshape(-1, 2, len(counts))  # order, (without, with only), how many
    whole, nobody = float(found[0, 0, 0]), float(found[0, 1, 0])
    shares = found / (abs(whole) if abs(whole) > 1e-9 else 1.0)

    measures: dict[str, Measures] = {}
    at_steps, at_bins = np.searchsorted(counts, steps), np.searchsorted(counts, bins)
    first = 0
    for name, made in orders.items():
        mean = shares[first : first + len(made)].mean(axis=0)
        first += len(made)
        full = mean[0, 0]
        measures[name] = Measures(
            deletion=mean[0, at_steps],
            insertion=mean[1, at_steps],
            deletion_area=float(np.trapezoid(mean[0, at_steps], steps / n)),
            insertion_area=float(np.trapezoid(mean[1, at_steps], steps / n)),
            comprehensiveness=float((full - mean[0, at_bins]).mean()),
            sufficiency=float((full - mean[1, at_bins]).mean()),
            correlation=0.0 if name == "random" else rank_correlation(worth[name], worth["leave-one-out"]),
        )
    return Explained(
        item=item,
        read=np.arange(n_all - n, n_all),
        lead=whole,
        lead_of_nobody=nobody,
        removed=steps / n,
        attributions=worth,
        measures={name: measures[name] for name in wanted},
    )


def rank_correlation(one: npt.ArrayLike, other: npt.ArrayLike) -> float:
    """Return Spearman's rank correlation, ties sharing their mean rank; NaN where one of them says the same of all."""
    first, second = rankdata(np.asarray(one)), rankdata(np.asarray(other))
    if len(first) < 2 or first.std() == 0 or second.std() == 0:
        return float("nan")
    return float(np.corrcoef(first, second)[0, 1])


def _order(worth: Float32) -> npt.NDArray[np.int64]:
    """int64 [n], the most important first; of equals the latest, which is what a person would guess."""
    return np.asarray(len(worth) - 1 - np.argsort(-worth[::-1], kind="stable"), dtype=np.int64)


def _masks(order: npt.NDArray[np.int64], counts: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """bool [2 · c, n]: without the first `counts` of the order, then with only these."""
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    gone = place[None, :] < counts[:, None]
    return np.concatenate((~gone, gone))

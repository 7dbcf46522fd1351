"""Explain one recommendation each of several people, put each to the tests, and judge the model by all of them."""

from __future__ import annotations

from typing import Any

import numpy as np

from workbench.data.interactions import Histories
from workbench.errors import ConfigurationError
from workbench.explanation.faithfulness import BINS, DRAWS, N_STEPS, explain
from workbench.explanation.randomisation import blank_of, first_recommendation, randomise
from workbench.explanation.removal import MOST_RIVALS
from workbench.explanation.verdict import ENOUGH, MOST_ALIKE, MOST_KEPT, Intervals, ModelVerdict, judge_model
from workbench.jobs import Progress
from workbench.models.recommender import Recommender, ShowsAttention

#: People with fewer interactions leave too little to order.
FEWEST = 5
_POINTS = 64

#: How each recommendation is measured; figures compare only where all of this is the same.
SETTINGS: dict[str, Any] = {
    "version": 1,  # to be raised when a figure is computed in another way
    "fewest_interactions": FEWEST,
    "steps": N_STEPS,
    "bins": list(BINS),
    "random_orders": DRAWS,
    "rivals": MOST_RIVALS,
    "gradient_points": _POINTS,
    "enough": ENOUGH,
    "most_kept": MOST_KEPT,
    "most_alike": MOST_ALIKE,
}


def judge_sample(
    model: Recommender,
    histories: Histories,
    *,
    people: int,
    seed: int,
    n_items: int,
    intervals: Intervals,
    progress: Progress,
) -> ModelVerdict:
    """Judge a model's explanations of its first recommendation, for a sample of people.

    Args:
        model: fitted.
        histories: of everybody who may be drawn; those of fewer than `FEWEST` interactions are not.
        people: size of the sample; all where there are no more.
        seed: it is drawn by.
        n_items: size of the catalogue.
        intervals: makes intervals of means over people.
        progress: told which share of the people is done, and checked at least every 100 ms.

    Raises:
        ConfigurationError: nobody has a history of `FEWEST` interactions.
    """
    long_enough = np.flatnonzero(histories.lengths >= FEWEST)
    if len(long_enough) == 0:
        raise ConfigurationError(
            "Nobody's history is long enough to judge by.", hint="At least five interactions are needed."
        )
    chosen = np.random.default_rng(seed).choice(long_enough, min(people, len(long_enough)), replace=False)
    blank = blank_of(model)
    explained, randomised = [], []
    for number, case in enumerate(np.sort(chosen).tolist()):
        progress.report(number / len(chosen), "removing items")
        history = histories.chunk(case, case + 1)
        item = first_recommendation(model, history)
        explained.append(explain(model, history, item, n_items=n_items, most_points=_POINTS, progress=progress))
        if isinstance(model, ShowsAttention):
            randomised.append(randomise(model, blank, history, item, n_items=n_items))
    return judge_model(explained, randomised, intervals)

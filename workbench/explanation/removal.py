"""What a recommendation owes to each interaction of a history: take it out and score again (leave-one-out).

A score is comparable within one history only (`Recommender.score`), so that scores of two histories must not be
subtracted from each other. What is compared here is the **lead** of an item: its score less the mean score of its
rivals, a fixed sample of the catalogue, for the same history. A model that adds a constant to all scores of a history
changes no lead.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt

from workbench.data.interactions import Float32, Histories, Int32
from workbench.errors import ConfigurationError
from workbench.jobs import Progress
from workbench.models.recommender import ReadsRecent, Recommender, ScoresRemovals

MOST_RIVALS = 1_000
SEED = 4_711
# Interactions scored together: enough for full speed, and some 10 ms between two checks.
TOGETHER = 4_096

Flags = npt.NDArray[np.bool_]


@lru_cache(maxsize=32)
def rivals(n_items: int) -> Int32:
    """Return int32 [n], ascending: the items that a lead is measured against; all of a catalogue of up to 1,000."""
    if n_items <= MOST_RIVALS:
        chosen = np.arange(n_items, dtype=np.int32)
    else:
        drawn = np.random.default_rng(SEED).choice(n_items, MOST_RIVALS, replace=False)
        chosen = np.sort(drawn).astype(np.int32)
    chosen.setflags(write=False)
    return chosen


def subsets(history: Histories, kept: Flags) -> Histories:
    """Return one history a row of `kept`, in its order.

    Args:
        history: exactly one, with n interactions.
        kept: bool [m, n], which interactions each of the m histories holds.
    """
    _, places = np.nonzero(kept)
    offsets = np.concatenate(([0], np.cumsum(kept.sum(axis=1)))).astype(np.int64)
    time = None if history.time is None else history.time[places]
    asked = None if history.asked is None else np.repeat(history.asked, len(kept))
    users = None if history.users is None else np.repeat(history.users, len(kept))
    return Histories(history.item[places], history.value[places], time, offsets, asked, users)


def leads(
    model: Recommender,
    histories: Histories,
    items: npt.ArrayLike,
    *,
    n_items: int,
    together: int | None = None,
    progress: Progress | None = None,
) -> Float32:
    """Score items for each history, less the mean score of the rivals there.

    Args:
        model: fitted.
        histories: any number; empty ones get the model's answer for a new person.
        items: int [k], item codes.
        n_items: size of the catalogue.
        together: histories scored in one call; None chooses by their length. With other histories beside it, the last
            bits of a network's score can differ, since sums are then taken in another order; 1 avoids that.
        progress: checked after every call.

    Returns:
        float32 [n_histories, k].
    """
    codes = np.atleast_1d(np.asarray(items, dtype=np.int32))
    against = rivals(n_items)
    candidates = np.concatenate((codes, against))
    found = np.empty((len(histories), len(codes)), np.float32)
    if together is None:
        longest = max(1, int(histories.lengths.max(initial=1)))
        if isinstance(model, ReadsRecent):
            longest = min(longest, model.reads_at_most)
        together = max(1, TOGETHER // longest)
    for start in range(0, len(histories), together):
        if progress is not None:
            progress.check()
        stop = min(start + together, len(histories))
        scores = model.score(histories.chunk(start, stop), candidates)
        found[start:stop] = scores[:, : len(codes)] - scores[:, len(codes) :].mean(axis=1, keepdims=True)
    return found


def leave_one_out(
    model: Recommender,
    history: Histories,
    items: npt.ArrayLike,
    *,
    n_items: int,
    together: int | None = None,
    most: int | None = None,
    progress: Progress | None = None,
) -> Float32:
    """Return what each interaction is worth to each item: its lead less its lead without that interaction.

    Nothing is estimated: the model scores every history with one interaction less. An interaction that a model never
    reads (`ReadsRecent`) is worth 0 without asking. Interactions that say the same twice are each worth little: to
    take one of them away changes little.

    Args:
        model: fitted.
        history: exactly one history with n interactions.
        items: int [k], codes of the items to be explained.
        n_items: size of the catalogue.
        together: see `leads`; None also lets a model that `ScoresRemovals` do so, which differs in the last bits.
        most: how many interactions to take out at most, the latest that are read; None takes out each.
        progress: checked at least every 100 ms of scoring.

    Returns:
        float32 [k, n]; positive where an interaction speaks for an item.

    Raises:
        ConfigurationError: not exactly one history.
    """
    check_single(history)
    n = len(history.item)
    codes = np.atleast_1d(np.asarray(items, dtype=np.int32))
    worth = np.zeros((len(codes), n), np.float32)
    read = places_read(model, history, most)
    if len(read) == 0:
        return worth
    if together is None and isinstance(model, ScoresRemovals) and n > 1:
        check = _never if progress is None else progress.check
        candidates = np.concatenate((codes, rivals(n_items)))
        scores = model.score_without(history, read, candidates, check)
        if scores is not None:
            without = scores[:, : len(codes)] - scores[:, len(codes) :].mean(axis=1, keepdims=True)
            worth[:, read] = (leads(model, history, codes, n_items=n_items) - without).T
            return worth
    kept = np.ones((len(read) + 1, n), np.bool_)
    kept[np.arange(1, len(read) + 1), read] = False
    found = leads(model, subsets(history, kept), codes, n_items=n_items, together=together, progress=progress)
    worth[:, read] = (found[0] - found[1:]).T
    return worth


def places_read(model: object, history: Histories, most: int | None = None) -> npt.NDArray[np.int64]:
    """Return int64 [n], ascending, the interactions that the model reads: all, or the latest (`ReadsRecent`).

    With `most`, the latest of these, so many at most.
    """
    n = len(history.item)
    read = min(n, model.reads_at_most) if isinstance(model, ReadsRecent) else n
    return np.arange(n - (read if most is None else min(read, most)), n)


def check_single(history: Histories) -> None:
    """Raise `ConfigurationError` where this is not exactly one history."""
    if len(history) != 1:
        raise ConfigurationError("One history is explained at a time.", where=f"{len(history)} histories")


def _never() -> None:
    """Nobody waits for a check."""

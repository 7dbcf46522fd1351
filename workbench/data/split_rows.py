"""Which rows of a dataset go where, one function a splitting strategy."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
import numpy.typing as npt
from pydantic import BaseModel, ConfigDict, Field

from workbench.data.counting import counted_people
from workbench.data.dataset import Dataset
from workbench.data.folds import Fold
from workbench.data.interactions import Int64, Interactions
from workbench.errors import ConfigurationError

Mask = npt.NDArray[np.bool_]
_TRAIN, _VALIDATION, _TEST = 0, 1, 2


@dataclass(frozen=True)
class SplitRows:
    """Row sets of a split, each int64 and ascending, as `Split` names them, and one sentence on what was done."""

    train: Int64
    validation: Int64
    test: Int64
    validation_history: Int64
    test_history: Int64
    description: str


class _Parameters(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class LeaveLastOut(_Parameters):
    """There is nothing to set."""


class GlobalTime(_Parameters):
    """How much of the end is held out."""

    validation_share: float = Field(
        0.1, ge=0.01, le=0.4, title="Validation share", description="Share of all interactions, before the test."
    )
    test_share: float = Field(
        0.1, ge=0.01, le=0.5, title="Test share", description="Share of all interactions, the latest ones."
    )


class Ratio(_Parameters):
    """How much of each person's history is held out."""

    validation_share: float = Field(
        0.1, ge=0.01, le=0.4, title="Validation share", description="Share of each person's interactions, at least 1."
    )
    test_share: float = Field(
        0.2, ge=0.01, le=0.5, title="Test share", description="Share of each person's latest interactions, at least 1."
    )


class HeldOutUsers(_Parameters):
    """How many people are held out, and what they are asked for."""

    validation_users: float = Field(
        0.1, ge=0.01, le=0.4, title="Validation people", description="Share of the people held out for validation."
    )
    test_users: float = Field(
        0.1, ge=0.01, le=0.5, title="Test people", description="Share of the people held out for the test."
    )
    target_share: float = Field(
        0.2,
        ge=0.01,
        le=0.9,
        title="Asked for",
        description="Share of a held-out person's latest interactions that the model must find, at least 1.",
    )


class ColdItems(_Parameters):
    """How many items are held out."""

    validation_items: float = Field(
        0.1, ge=0.01, le=0.4, title="Validation items", description="Share of the items held out for validation."
    )
    test_items: float = Field(
        0.1, ge=0.01, le=0.5, title="Test items", description="Share of the items held out for the test."
    )


def leave_last_out(dataset: Dataset, config: LeaveLastOut, seed: int, fold: Fold | None = None) -> SplitRows:
    """Hold out each person's last interaction for the test, the one before for validation; see `make_split`."""
    parts = dataset.interactions
    lengths = np.diff(parts.offsets)
    eligible = lengths >= 3
    ends = parts.offsets[1:][eligible]
    test, validation = ends - 1, ends - 2
    train = np.ones(len(parts), bool)
    train[test] = False
    test_history = np.flatnonzero(train | _mask(parts, validation))
    train[validation] = False
    train_rows = np.flatnonzero(train)
    few = int(np.count_nonzero((lengths > 0) & ~eligible))
    whole = SplitRows(
        train_rows,
        validation,
        test,
        train_rows,
        test_history,
        f"The last interaction of each of {counted_people(len(ends))} is the test and the one before it validation; "
        f"{counted_people(few)} with fewer than 3 interactions {_serve(few)} training only.",
    )
    return whole if fold is None else _only_people_of(fold, whole, parts, seed)


def global_time(dataset: Dataset, config: GlobalTime, seed: int, fold: Fold | None = None) -> SplitRows:
    """Cut at two moments; interactions of one second stay together; see `make_split`."""
    parts = dataset.interactions
    if parts.time is None:
        raise ConfigurationError(
            f"{dataset.name} has no times, so it cannot be split at one moment.",
            hint="Choose “leave-last-out” or “ratio”, which use the order of the rows.",
        )
    count = len(parts)
    last = max(count - 1, 0)
    first = min(int(count * (1.0 - config.test_share - config.validation_share)), last)
    second, end = min(int(count * (1.0 - config.test_share)), last), count
    if fold is not None:
        (start, stop), before = fold.bounds(count - second), second - first
        second, end = second + start, second + stop
        first = second - before
    ordered = np.sort(parts.time)
    validation_from, test_from = (int(ordered[first]), int(ordered[min(second, last)])) if count else (0, 0)
    train = parts.time < validation_from
    before_test = parts.time < test_from
    judged = ~before_test if end == count else ~before_test & (parts.time < ordered[end])
    validation, without = _with_history(parts, before_test & ~train, train)
    test, without_test = _with_history(parts, judged, before_test)
    dropped = without + without_test
    whole = SplitRows(
        np.flatnonzero(train),
        validation,
        test,
        np.flatnonzero(train),
        np.flatnonzero(before_test),
        f"Training ends before {_moment(validation_from)} UTC, validation before {_moment(test_from)} UTC, the test is "
        f"the rest; {dropped:,} later interactions of people without any earlier one are left out.",
    )
    if fold is None or count == 0:
        return whole
    ends = _moment(int(ordered[end]) if end < count else int(ordered[-1]) + 1)
    return replace(
        whole,
        description=f"Training ends before {_moment(validation_from)} UTC, validation before {_moment(test_from)} UTC, "
        f"the test before {ends} UTC: window {fold.number} of {fold.of}, each judged by what was learned from the time "
        f"before it; {dropped:,} interactions of people without any earlier one are left out.",
    )


def ratio(dataset: Dataset, config: Ratio, seed: int, fold: Fold | None = None) -> SplitRows:
    """Hold out the latest shares of each person's interactions; see `make_split`."""
    parts = dataset.interactions
    lengths = np.diff(parts.offsets)
    eligible = lengths >= 3
    n_test = np.clip(_share(lengths, config.test_share), 1, lengths - 2) * eligible
    n_validation = np.clip(_share(lengths, config.validation_share), 1, lengths - 1 - n_test) * eligible
    left = np.repeat(parts.offsets[1:], lengths) - np.arange(len(parts))
    test = left <= np.repeat(n_test, lengths)
    validation = ~test & (left <= np.repeat(n_test + n_validation, lengths))
    train = np.flatnonzero(~test & ~validation)
    few = int(np.count_nonzero((lengths > 0) & ~eligible))
    whole = SplitRows(
        train,
        np.flatnonzero(validation),
        np.flatnonzero(test),
        train,
        np.flatnonzero(~test),
        f"Of each of {counted_people(int(eligible.sum()))} the latest {config.test_share:.0%} are the test and the "
        f"{config.validation_share:.0%} before them validation, at least one each; {counted_people(few)} with fewer "
        f"than 3 interactions {_serve(few)} training only.",
    )
    return whole if fold is None else _only_people_of(fold, whole, parts, seed)


def held_out_users(dataset: Dataset, config: HeldOutUsers, seed: int, fold: Fold | None = None) -> SplitRows:
    """Hold whole people out (strong generalisation, Marlin 2004), asking for their latest; see `make_split`."""
    parts = dataset.interactions
    lengths = np.diff(parts.offsets)
    eligible = np.flatnonzero(lengths >= 2)
    shares = config.validation_users, config.test_users
    drawn = _drawn(eligible, parts.n_users, shares, fold, seed, dataset, "people")
    n_validation, n_test = (int(np.count_nonzero(drawn == role)) for role in (_VALIDATION, _TEST))
    roles = np.repeat(drawn, lengths)
    n_targets = np.clip(_share(lengths, config.target_share), 1, np.maximum(lengths - 1, 1))
    left = np.repeat(parts.offsets[1:], lengths) - np.arange(len(parts))
    target = left <= np.repeat(n_targets, lengths)
    whole = SplitRows(
        np.flatnonzero(roles == _TRAIN),
        np.flatnonzero((roles == _VALIDATION) & target),
        np.flatnonzero((roles == _TEST) & target),
        np.flatnonzero((roles == _VALIDATION) & ~target),
        np.flatnonzero((roles == _TEST) & ~target),
        f"{counted_people(n_validation)} for validation and {counted_people(n_test)} for the test, drawn with seed "
        f"{seed}, are not trained on; the latest {config.target_share:.0%} of their interactions are asked for, at "
        "least one each.",
    )
    if fold is None:
        return whole
    said = f"{whole.description} Fold {fold.number} of {fold.of}: everybody is in the test of one fold."
    return replace(whole, description=said)


def cold_items(dataset: Dataset, config: ColdItems, seed: int, fold: Fold | None = None) -> SplitRows:
    """Hold items out with all their interactions; see `make_split`."""
    parts = dataset.interactions
    met = np.flatnonzero(parts.item_counts)
    shares = config.validation_items, config.test_items
    drawn = _drawn(met, parts.n_items, shares, fold, seed, dataset, "items")
    n_validation, n_test = (int(np.count_nonzero(drawn == role)) for role in (_VALIDATION, _TEST))
    roles = drawn[parts.item]
    train = roles == _TRAIN
    validation, without = _with_history(parts, roles == _VALIDATION, train)
    test, without_test = _with_history(parts, roles == _TEST, train)
    rows = np.flatnonzero(train)
    dropped = without + without_test
    whole = SplitRows(
        rows,
        validation,
        test,
        rows,
        rows,
        f"{n_validation:,} items for validation and {n_test:,} for the test, drawn with seed {seed}, are taken out of "
        f"training with all their interactions; {dropped:,} interactions of people who met no other item are left out.",
    )
    if fold is None:
        return whole
    said = f"{whole.description} Fold {fold.number} of {fold.of}: each item is in the test of one fold."
    return replace(whole, description=said)


def _with_history(parts: Interactions, targets: Mask, history: Mask) -> tuple[Int64, int]:
    """Return the target rows of people who have a history, and how many targets had none."""
    known = np.bincount(parts.user[history], minlength=parts.n_users) > 0
    kept = np.flatnonzero(targets & known[parts.user])
    return kept, int(np.count_nonzero(targets)) - len(kept)


def _drawn(
    codes: Int64, n_all: int, shares: tuple[float, float], fold: Fold | None, seed: int, dataset: Dataset, noun: str
) -> npt.NDArray[np.int8]:
    """Draw who or what is held out: int8 [n_all], `_VALIDATION` and `_TEST` among `codes`, `_TRAIN` for all else.

    With a fold the order drawn is cut into as many groups as there are folds: one of them is the test, whatever the
    share, and those that follow it are validation.
    """
    count = len(codes)
    if count < 3:
        raise ConfigurationError(
            f"{dataset.name} has too few {noun} to hold some out: {count}.", hint="Choose another way of splitting."
        )
    if fold is not None and fold.of >= count:
        raise ConfigurationError(
            f"{dataset.name} has {count} {noun}, too few for {fold.of} folds.", hint="Choose fewer folds."
        )
    drawn = np.random.default_rng(seed).permutation(codes)
    n_test = max(1, int(count * shares[1] + 0.5))
    if fold is not None:
        start, stop = fold.bounds(count)
        drawn, n_test = np.roll(drawn, -start), stop - start
    n_validation = max(1, min(int(count * shares[0] + 0.5), count - 1 - n_test))
    roles = np.full(n_all, _TRAIN, np.int8)
    roles[drawn[:n_test]] = _TEST
    roles[drawn[n_test : n_test + n_validation]] = _VALIDATION
    return roles


def _only_people_of(fold: Fold, rows: SplitRows, interactions: Interactions, seed: int) -> SplitRows:
    """Judge the people of one fold only; what was held out of all others is trained on.

    Args:
        fold: which people.
        rows: a split that holds something out of each person.
        interactions: what was split.
        seed: decides who is in which fold.
    """
    judged = np.unique(interactions.user[rows.test])
    drawn = np.random.default_rng(seed).permutation(judged)
    start, stop = fold.bounds(len(drawn))
    inside = np.zeros(interactions.n_users, bool)
    inside[drawn[start:stop]] = True

    def of_fold(part: Int64) -> Int64:
        return part[inside[interactions.user[part]]]

    validation, test = of_fold(rows.validation), of_fold(rows.test)
    others = [part[~inside[interactions.user[part]]] for part in (rows.validation, rows.test)]
    return replace(
        rows,
        train=np.sort(np.concatenate((rows.train, *others))),
        validation=validation,
        test=test,
        description=f"{rows.description} Fold {fold.number} of {fold.of} (seed {seed}): only {stop - start:,} people "
        "are judged, and everything of the others is trained on.",
    )


def _mask(parts: Interactions, rows: Int64) -> Mask:
    mask = np.zeros(len(parts), bool)
    mask[rows] = True
    return mask


def _share(lengths: npt.NDArray[Any], share: float) -> Int64:
    return np.floor(lengths * share + 0.5).astype(np.int64)


def _serve(count: int) -> str:
    return "serves" if count == 1 else "serve"


def _moment(seconds: int) -> str:
    try:
        moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
    except OverflowError:
        return f"second {seconds}"
    return f"{moment:%Y-%m-%d %H:%M:%S}"

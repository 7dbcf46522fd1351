"""What a split looks like: its parts over time, their sizes, who is cold in them, and what training sees of the future.

Everything is counted from the rows of the very split that models are trained on; nothing is taken from its description.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from workbench.data.counting import count_codes, counted_people
from workbench.data.interactions import Int64
from workbench.data.splits import Split
from workbench.jobs import Progress

PARTS: tuple[Literal["train", "validation", "test"], ...] = ("train", "validation", "test")
_BINS = 60


@dataclass(frozen=True)
class PartFigures:
    """The size of one part.

    Attributes:
        part: `train`, `validation` or `test`.
        rows: interactions: those learned from, or those that must be found.
        share: of all interactions of the dataset, 0 … 1.
        users, items: how many different ones are in these rows.
        cold_users: of these users, those without any interaction in training. 0 for training itself.
        cold_items: of these items, those without any interaction in training.
        first_time, last_time: seconds since 1970; None without times or rows.
    """

    part: str
    rows: int
    share: float
    users: int
    items: int
    cold_users: int
    cold_items: int
    first_time: int | None
    last_time: int | None


@dataclass(frozen=True)
class LeakCheck:
    """What training sees of the future of the test, counted.

    Attributes:
        verdict: `none` (nothing), `trends` (what other people did later), `own-future` (what a person who is judged
            did later themselves) or `unknown` (the dataset has no times).
        rows_after_first_test: training interactions later than the earliest test interaction.
        share_after_first_test: the same as a share of the training interactions.
        users_after_others_test: people with training interactions later than the earliest test interaction of
            somebody else.
        users_with_own_future: people with a training interaction later than one of their own test interactions.
        rows_met_before: test interactions whose person and item meet in training too (a repeat, not a discovery).
        sentences: the same in words, most important first.
    """

    verdict: Literal["none", "trends", "own-future", "unknown"]
    rows_after_first_test: int
    share_after_first_test: float
    users_after_others_test: int
    users_with_own_future: int
    rows_met_before: int
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class SplitPicture:
    """A split to look at.

    Attributes:
        strategy, description, leaks: as in `Split`; `leaks` is what the strategy promises, `check` what was counted.
        parts: train, validation and test.
        left_out_rows: interactions that neither serve training nor are asked for (held-out people's histories,
            interactions of people without a history).
        time_edges: int64 [n_bins + 1], seconds since 1970, equal steps; empty without times.
        time_counts: part name → int64 [n_bins], its interactions between the edges; also `left out`.
        check: what of the future training sees.
    """

    strategy: str
    description: str
    leaks: str
    parts: tuple[PartFigures, ...]
    left_out_rows: int
    time_edges: Int64
    time_counts: dict[str, Int64]
    check: LeakCheck


def picture(split: Split, progress: Progress) -> SplitPicture:
    """Count a split; some array operations over its rows."""
    interactions = split.dataset.interactions
    rows = {"train": split.train_rows, "validation": split.validation_rows, "test": split.test_rows}
    role = np.full(len(interactions), len(PARTS), np.int8)
    columns = {}
    for number, part in enumerate(PARTS):
        role[rows[part]] = number
        columns[part] = _columns(split, rows[part])
        progress.check()
    trained_users = _present(columns["train"].user, interactions.n_users)
    trained_items = _present(columns["train"].item, interactions.n_items)
    progress.check()
    edges, counts = _over_time(interactions.time, role)
    progress.check()
    return SplitPicture(
        strategy=split.strategy,
        description=split.description,
        leaks=split.leaks,
        parts=tuple(_figures(split, part, columns[part], trained_users, trained_items) for part in PARTS),
        left_out_rows=int(np.count_nonzero(role == len(PARTS))),
        time_edges=edges,
        time_counts={name: counts[number] for number, name in enumerate((*PARTS, "left out"))},
        check=_check(split, columns["train"], columns["test"], progress),
    )


def leak_check(split: Split, progress: Progress) -> LeakCheck:
    """Count what the training part of a split sees of the future of its test part."""
    return _check(split, _columns(split, split.train_rows), _columns(split, split.test_rows), progress)


@dataclass(frozen=True)
class _Columns:
    """The columns of some rows, in the dataset's order."""

    user: npt.NDArray[np.int32]
    item: npt.NDArray[np.int32]
    time: Int64 | None


def _columns(split: Split, rows: Int64) -> _Columns:
    parts = split.dataset.interactions
    return _Columns(parts.user[rows], parts.item[rows], None if parts.time is None else parts.time[rows])


def _check(split: Split, train: _Columns, test: _Columns, progress: Progress) -> LeakCheck:
    n_users = split.dataset.interactions.n_users
    n_train, n_test = len(train.user), len(test.user)
    again = _met_before(train, test, n_users, split.dataset.interactions.n_items)
    progress.check()
    if train.time is None or test.time is None or n_train == 0 or n_test == 0:
        missing = "The dataset has no times" if train.time is None else "Training or test is empty"
        said = [f"{missing}, so nobody can say what training sees of the future."]
        return LeakCheck("unknown", 0, 0.0, 0, 0, again, (*said, *_said_again(again, n_test)))
    later = int(np.count_nonzero(train.time > test.time.min()))
    progress.check()
    # The end of each person's training and the beginning of their test; the far ends where they have none.
    far = np.iinfo(np.int64)
    last_train = _of_users(train.user, train.time, n_users, far.min, np.maximum)
    first_test = _of_users(test.user, test.time, n_users, far.max, np.minimum)
    progress.check()
    earliest, second = int(np.argmin(first_test)), far.max
    if len(first_test) > 1:
        second = int(np.partition(first_test, 1)[1])
    others = np.full(n_users, int(first_test[earliest]), np.int64)
    others[earliest] = second
    after_others = int(np.count_nonzero(last_train > others))
    own = int(np.count_nonzero(last_train > first_test))
    share = later / n_train
    verdict: Literal["none", "trends", "own-future"] = "own-future" if own else "trends" if later else "none"
    said = _sentences(later, share, after_others, own, int(np.count_nonzero(last_train > far.min)))
    return LeakCheck(verdict, later, share, after_others, own, again, (*said, *_said_again(again, n_test)))


def _figures(
    split: Split,
    part: str,
    columns: _Columns,
    trained_users: npt.NDArray[np.bool_],
    trained_items: npt.NDArray[np.bool_],
) -> PartFigures:
    interactions = split.dataset.interactions
    users, items = _present(columns.user, interactions.n_users), _present(columns.item, interactions.n_items)
    times = columns.time if len(columns.user) else None
    return PartFigures(
        part=part,
        rows=len(columns.user),
        share=len(columns.user) / max(1, len(interactions)),
        users=int(users.sum()),
        items=int(items.sum()),
        cold_users=int((users & ~trained_users).sum()),
        cold_items=int((items & ~trained_items).sum()),
        first_time=None if times is None else int(times.min()),
        last_time=None if times is None else int(times.max()),
    )


def _present(codes: npt.NDArray[np.int32], size: int) -> npt.NDArray[np.bool_]:
    mask = np.zeros(size, bool)
    mask[codes] = True
    return mask


def _over_time(time: Int64 | None, role: npt.NDArray[np.int8]) -> tuple[Int64, Int64]:
    """Return edges int64 [n_bins + 1] and counts int64 [n_roles, n_bins]."""
    if time is None or len(time) == 0:
        return np.zeros(0, np.int64), np.zeros((len(PARTS) + 1, 0), np.int64)
    first, last = int(time.min()), int(time.max())
    width = max(1, -(-(last - first + 1) // _BINS))
    n_bins = (last - first) // width + 1
    place = ((time - first) // width) + role.astype(np.int64) * n_bins
    counts = count_codes(place, (len(PARTS) + 1) * n_bins).reshape(-1, n_bins)
    return first + np.arange(n_bins + 1, dtype=np.int64) * width, counts


def _of_users(user: npt.NDArray[np.int32], time: Int64, n_users: int, start: int, best: Any) -> Int64:
    """Reduce the times of each user's rows (sorted by user), int64 [n_users]; `start` where there are none."""
    result = np.full(n_users, start, np.int64)
    if len(user):
        begins = np.flatnonzero(np.diff(user, prepend=-1))
        result[user[begins]] = best.reduceat(time, begins)
    return result


def _met_before(train: _Columns, test: _Columns, n_users: int, n_items: int) -> int:
    """Count test rows whose (user, item) pair occurs in training."""
    size = max(n_items, 1)
    wanted = test.user.astype(np.int64) * size + test.item
    asked = _present(test.user, n_users)[train.user]
    known = np.sort(train.user[asked].astype(np.int64) * size + train.item[asked])
    if len(known) == 0 or len(wanted) == 0:
        return 0
    places = np.minimum(np.searchsorted(known, wanted), len(known) - 1)
    return int(np.count_nonzero(known[places] == wanted))


def _sentences(later: int, share: float, after_others: int, own: int, trained: int) -> list[str]:
    if later == 0:
        return ["Training sees nothing of the future: none of its interactions is later than the earliest in the test."]
    said = []
    if own:
        said.append(
            f"Training sees the own future of {counted_people(own)}: something they did after a test interaction "
            "of theirs."
        )
    else:
        said.append("Training sees nobody's own future: nothing that a person did after a test interaction of theirs.")
    said.append(
        f"{later:,} training interactions ({_percent(share)}) are later than the earliest test interaction, "
        "so trends of the future leak in."
    )
    said.append(
        f"{after_others:,} of {trained:,} people in training did something after somebody else's test interaction."
    )
    return said


def _said_again(again: int, tests: int) -> list[str]:
    if again == 0:
        return []
    return [
        f"{again:,} of {tests:,} test interactions ({_percent(again / tests)}) repeat a meeting that training "
        "has seen; where seen items are left out of lists, they cannot be found."
    ]


def _percent(share: float) -> str:
    return f"{share:.1%}" if share >= 0.001 else "under 0.1%"

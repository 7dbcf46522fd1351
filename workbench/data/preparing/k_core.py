"""The k-core: everybody has met at least so many items, every item at least so many people, to the fixed point."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from pydantic import Field, model_validator

from workbench.data.counting import count_codes
from workbench.data.dataset import Dataset
from workbench.data.interactions import Int32, Int64
from workbench.data.preparing.selection import Mask, keep_rows
from workbench.data.preparing.step import StepConfig, StepResult, Surroundings
from workbench.jobs import Progress

_SMALL_SHARE = 0.01


class KCore(StepConfig):
    """How many interactions each person and each item must have."""

    users: int = Field(
        5, ge=1, le=1_000_000, title="A person has at least", description="Interactions; 1 to keep everybody."
    )
    items: int = Field(
        5, ge=1, le=1_000_000, title="An item has at least", description="Interactions; 1 to keep every item."
    )
    iterate: bool = Field(
        True,
        title="Repeat",
        description="Until everybody and everything that is left has enough; otherwise items are judged once, "
        "then people once.",
    )
    distinct: bool = Field(
        False,
        title="Count repeats once",
        description="Count different items a person and different people an item, not interactions.",
        json_schema_extra={"advanced": True},
    )

    @model_validator(mode="after")
    def _asks_something(self) -> KCore:
        if self.users == 1 and self.items == 1:
            raise ValueError("at least 1 is no condition; ask for 2 or more of people or of items")
        return self


def k_core(dataset: Dataset, config: KCore, around: Surroundings) -> StepResult:
    """Take people and items with too few interactions out, until nobody has too few (Seidman 1983, bipartite)."""
    parts = dataset.interactions
    counted = parts.first_meetings if config.distinct else np.ones(len(parts), bool)
    user, item = parts.user[counted], parts.item[counted]
    if config.iterate:
        users, items, rounds = core(
            user, item, parts.n_users, parts.n_items, config.users, config.items, around.progress
        )
        said = f"{rounds:,} {'round' if rounds == 1 else 'rounds'} until nothing changed"
    else:
        items = count_codes(item, parts.n_items, around.progress) >= config.items
        users = count_codes(user[items[item]], parts.n_users, around.progress) >= config.users
        said = "judged once, so that some may have fewer now"
    mask = users[parts.user] & items[parts.item]
    noun = "different meetings" if config.distinct else "interactions"
    return StepResult(
        keep_rows(dataset, mask, around.progress),
        f"People with at least {config.users:,} and items with at least {config.items:,} {noun} were kept: {said}.",
    )


def core(
    user: Int32, item: Int32, n_users: int, n_items: int, least_user: int, least_item: int, progress: Progress
) -> tuple[Mask, Mask, int]:
    """Return which users and items are in the core, and the number of rounds.

    Each round takes out all that has too few. While many leave, a round counts what is left, O(rows); once few leave,
    only their own rows are visited, so that long chains cost O(rows) in all.

    Args:
        user, item: int32 [n] codes, sorted by user.
        n_users, n_items: how many codes there are.
        least_user, least_item: 1 or more.
        progress: checked every round.

    Returns:
        bool [n_users], bool [n_items]: what is left; the rounds, counting only those in which something left.
    """
    users, items = np.ones(n_users, bool), np.ones(n_items, bool)
    total, rounds = len(user), 0
    while True:
        user_counts = count_codes(user, n_users, progress)
        item_counts = count_codes(item, n_items, progress)
        # What has no rows left left with them; what never had any is not in a core either.
        few_users, few_items = user_counts < least_user, item_counts < least_item
        changed = bool((few_users & (user_counts > 0)).any() or (few_items & (item_counts > 0)).any())
        users &= ~few_users
        items &= ~few_items
        if not changed:
            return users, items, rounds
        rounds += 1
        left = users[user] & items[item]
        progress.check()
        user, item = user[left], item[left]
        if len(left) - len(user) < _SMALL_SHARE * total:
            break
    return _peel(user, item, users, items, least_user, least_item, rounds, progress)


def _peel(
    user: Int32,
    item: Int32,
    users: Mask,
    items: Mask,
    least_user: int,
    least_item: int,
    rounds: int,
    progress: Progress,
) -> tuple[Mask, Mask, int]:
    """Go on from a set of rows, visiting only the rows of what leaves."""
    user_counts = count_codes(user, len(users), progress)
    item_counts = count_codes(item, len(items), progress)
    by_user = np.arange(len(user))
    by_item = np.argsort(item, kind="stable")
    user_offsets = np.concatenate(([0], np.cumsum(user_counts)))
    item_offsets = np.concatenate(([0], np.cumsum(item_counts)))
    alive = np.ones(len(user), bool)
    leaving_users: npt.NDArray[Any] = np.flatnonzero(users & (user_counts < least_user))
    leaving_items: npt.NDArray[Any] = np.flatnonzero(items & (item_counts < least_item))
    while len(leaving_users) or len(leaving_items):
        progress.check()
        users[leaving_users] = False
        items[leaving_items] = False
        rows = np.concatenate(
            (_rows_of(by_user, user_offsets, leaving_users), _rows_of(by_item, item_offsets, leaving_items))
        )
        rows = np.unique(rows[alive[rows]])
        rounds += bool(len(rows))
        alive[rows] = False
        touched_users, lost = np.unique(user[rows], return_counts=True)
        user_counts[touched_users] -= lost
        touched_items, lost = np.unique(item[rows], return_counts=True)
        item_counts[touched_items] -= lost
        leaving_users = touched_users[users[touched_users] & (user_counts[touched_users] < least_user)]
        leaving_items = touched_items[items[touched_items] & (item_counts[touched_items] < least_item)]
    return users, items, rounds


def _rows_of(order: Int64, offsets: Int64, codes: npt.NDArray[Any]) -> Int64:
    lengths = offsets[codes + 1] - offsets[codes]
    starts = np.repeat(offsets[codes] - (np.cumsum(lengths) - lengths), lengths)
    rows: Int64 = order[starts + np.arange(len(starts))]
    return rows

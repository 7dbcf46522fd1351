"""A small world with a known answer: two circles of items that people walk along."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pyarrow as pa

from workbench.data.content import ContentVectors
from workbench.data.dataset import Dataset, ItemTable
from workbench.data.interactions import Interactions, Vocabulary
from workbench.data.splits import Split

CIRCLE = 6
N_ITEMS = 2 * CIRCLE + 1  # the last item is in the catalogue, but nobody ever met it
STEPS = 5


def next_in_circle(item: int, steps: int = 1) -> int:
    first = item // CIRCLE * CIRCLE
    return first + (item - first + steps) % CIRCLE


def split_of(user: list[int], item: list[int], n_items: int, time: list[int] | None = None) -> Split:
    """Leave the last out of each history; the one before it is for validation."""
    n_users = max(user) + 1
    whole = Interactions.from_columns(
        np.array(user), np.array(item), None, None if time is None else np.array(time), n_users=n_users, n_items=n_items
    )
    dataset = Dataset(
        name="small",
        interactions=whole,
        users=Vocabulary([f"u{code}" for code in range(n_users)]),
        items=Vocabulary([f"i{code}" for code in range(n_items)]),
        item_table=ItemTable(pa.table({"title": [f"Item {code}" for code in range(n_items)]})),
    )
    enough = np.diff(whole.offsets) >= 3
    test = whole.offsets[1:][enough] - 1
    rows = np.arange(len(whole))
    seen_at_test = rows[~np.isin(rows, test)]
    train = seen_at_test[~np.isin(seen_at_test, test - 1)]
    return Split(dataset, "leave-last-out", {}, "last out", "nothing", train, test - 1, test, train, seen_at_test)


def circles(n_users: int = 48) -> Split:
    """People walk `STEPS` items along their circle. Walks start evenly, but for some that start at item 0."""
    user, item = [], []
    for code in range(n_users):
        start = code % (2 * CIRCLE) if code < n_users - 6 else 0
        user += [code] * STEPS
        item += [next_in_circle(start, step) for step in range(STEPS)]
    return split_of(user, item, N_ITEMS)


def circles_with_texts() -> Split:
    """The circles, with vectors of texts that tell an item's circle and roughly its place; 12 reads like 3."""
    draw = np.random.default_rng(4)
    place = np.append(np.arange(2 * CIRCLE), 3)
    angle = 2 * np.pi * (place % CIRCLE) / CIRCLE
    meaning = np.stack((np.cos(angle), np.sin(angle), 2.0 * (place // CIRCLE)), axis=1)
    vectors = np.concatenate((meaning, 0.05 * draw.standard_normal((N_ITEMS, 5))), axis=1).astype(np.float32)
    return with_content(circles(), text=vectors)


def with_content(split: Split, **vectors: np.ndarray) -> Split:
    """Return the split with vectors of content; an item whose row is all zeros has none."""
    content = {
        name: ContentVectors(rows.astype(np.float32), rows.any(axis=1), f"encoder of {name}", "ab" * 32)
        for name, rows in vectors.items()
    }
    return replace(split, dataset=replace(split.dataset, content=content))

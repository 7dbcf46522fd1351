"""Small random datasets, and their rows as plain Python to compare with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from workbench.data.dataset import Dataset, ItemTable
from workbench.data.interactions import Interactions, Vocabulary


class Row(NamedTuple):
    user: str
    item: str
    value: float
    time: int | None


def random_dataset(
    seed: int = 0, *, n_rows: int = 200, n_users: int = 15, n_items: int = 12, times: bool = True, spread: int = 5_000
) -> Dataset:
    """Draw interactions with repeats and equal times; every user and item of it has at least one."""
    draw = np.random.default_rng(seed)
    return dataset_of(
        [
            Row(
                f"u{draw.integers(n_users)}",
                f"i{int(n_items * draw.random() ** 2)}",
                float(draw.integers(1, 6)),
                int(1_500_000_000 + draw.integers(spread)) if times else None,
            )
            for _ in range(n_rows)
        ]
    )


def dataset_of(
    rows: Sequence[Row], items: dict[str, Sequence[Any]] | None = None, users: dict[str, Sequence[Any]] | None = None
) -> Dataset:
    """Build a dataset of rows; codes in order of the names, attributes in that order too."""
    user_ids, item_ids = sorted({row.user for row in rows}), sorted({row.item for row in rows})
    place = {name: code for code, name in enumerate(user_ids)}, {name: code for code, name in enumerate(item_ids)}
    timed = bool(rows) and rows[0].time is not None
    parts = Interactions.from_columns(
        np.array([place[0][row.user] for row in rows], np.int32),
        np.array([place[1][row.item] for row in rows], np.int32),
        np.array([row.value for row in rows], np.float32),
        np.array([row.time for row in rows], np.int64) if timed else None,
        n_users=len(user_ids),
        n_items=len(item_ids),
    )
    table = pa.table({"title": [f"Title {name}" for name in item_ids], **(items or {})})
    ids = Vocabulary(pa.array(user_ids, pa.string())), Vocabulary(pa.array(item_ids, pa.string()))
    return Dataset("random", parts, *ids, ItemTable(table), None if users is None else pa.table(users))


def rows_of(dataset: Dataset) -> list[Row]:
    """Return all rows in the dataset's order, with external ids."""
    parts = dataset.interactions
    times = [None] * len(parts) if parts.time is None else parts.time.tolist()
    return [
        Row(dataset.users[u], dataset.items[i], v, t)
        for u, i, v, t in zip(parts.user.tolist(), parts.item.tolist(), parts.value.tolist(), times, strict=True)
    ]


def check_whole(dataset: Dataset) -> None:
    """Assert that a dataset keeps the contract: sorted, offsets right, everybody and everything with a row."""
    parts = dataset.interactions
    assert parts.n_users == len(dataset.users)
    assert parts.n_items == len(dataset.items)
    assert dataset.item_table.columns.num_columns == 0 or len(dataset.item_table) == len(dataset.items)
    assert dataset.user_table is None or dataset.user_table.num_rows == len(dataset.users)
    assert np.array_equal(np.diff(parts.offsets), np.bincount(parts.user, minlength=parts.n_users))
    assert (np.diff(parts.offsets) > 0).all()
    assert (np.bincount(parts.item, minlength=parts.n_items) > 0).all()
    assert (np.diff(parts.user) >= 0).all()
    if parts.time is not None and len(parts):
        assert ((np.diff(parts.time) >= 0) | (np.diff(parts.user) > 0)).all()
    assert (parts.user.dtype, parts.item.dtype, parts.value.dtype) == (np.int32, np.int32, np.float32)
    assert parts.offsets.dtype == np.int64
    if dataset.item_table.has("title"):
        titles = dataset.item_table.columns["title"].to_pylist()
        assert titles == [f"Title {name}" for name in dataset.items.arrow.to_pylist()]

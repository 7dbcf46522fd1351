"""Keeping a part of the rows, with the people and items that are left in it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from workbench.data.counting import count_codes
from workbench.data.dataset import Dataset, ItemTable
from workbench.data.interactions import Interactions, Vocabulary
from workbench.jobs import Progress

Mask = npt.NDArray[np.bool_]


def keep_rows(dataset: Dataset, rows: Mask, progress: Progress) -> Dataset:
    """Return the dataset of the rows under a mask; people and items left without any leave too, the rest keep order.

    Args:
        dataset: stays as it is; it is returned itself where nothing leaves.
        rows: bool [n], which interactions to keep.
        progress: checked between array operations.
    """
    parts = dataset.interactions
    kept = parts if bool(rows.all()) else parts.select(rows)
    progress.check()
    user_counts = np.diff(kept.offsets)
    item_counts = count_codes(kept.item, parts.n_items, progress)
    users, items = user_counts > 0, item_counts > 0
    if kept is parts and users.all() and items.all():
        return dataset
    new_items = (np.cumsum(items) - 1).astype(np.int32)
    interactions = Interactions(
        item=new_items[kept.item],
        value=kept.value,
        time=kept.time,
        offsets=np.concatenate(([0], np.cumsum(user_counts[users]))).astype(np.int64),
        n_items=int(np.count_nonzero(items)),
    )
    progress.check()
    return replace(
        dataset,
        interactions=interactions,
        users=_kept_ids(dataset.users, users),
        items=_kept_ids(dataset.items, items),
        item_table=ItemTable(_kept(dataset.item_table.columns, items)),
        user_table=None if dataset.user_table is None else _kept(dataset.user_table, users),
    )


def _kept_ids(ids: Vocabulary, mask: Mask) -> Vocabulary:
    return ids if mask.all() else Vocabulary(ids.arrow.filter(pa.array(mask)))


def _kept(table: pa.Table, mask: Mask) -> pa.Table:
    # A table without columns has no rows to filter.
    return table if mask.all() or table.num_columns == 0 else table.filter(pa.array(mask))

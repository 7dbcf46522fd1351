"""Users found by a few letters: of their id, or of what is known of them."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from workbench.data.dataset import Dataset
from workbench.data.interactions import Int64


def find_users(dataset: Dataset, text: str, limit: int) -> Int64:
    """Return up to `limit` user codes: those with `text` in the id first, then those with it in an attribute.

    `column=value` asks for one attribute to be that value. Capitals make no difference. A number has to be the whole
    of a numeric attribute, a text may be a part. Those found by an attribute come by their number of interactions;
    without a text everybody does.
    """
    wanted = text.strip()
    lengths = np.diff(dataset.interactions.offsets)
    if not wanted:
        return np.argsort(-lengths, kind="stable")[:limit].astype(np.int64)
    by_id = dataset.users.search(wanted, limit)
    if len(by_id) >= limit or dataset.user_table is None:
        return by_id
    column, equals, value = (part.strip() for part in wanted.partition("="))
    hits = np.zeros(len(dataset.users), bool)
    for name in dataset.user_table.column_names:
        if not equals or name.casefold() == column.casefold():
            hits |= _holds(dataset.user_table[name], value if equals else wanted, whole=bool(equals))
    hits[by_id] = False
    found = np.flatnonzero(hits)
    found = found[np.argsort(-lengths[found], kind="stable")][: limit - len(by_id)]
    return np.concatenate((by_id, found)).astype(np.int64)


def _holds(column: pa.ChunkedArray, value: str, *, whole: bool) -> npt.NDArray[np.bool_]:
    kind: Any = column.type
    if pa.types.is_list(kind) or pa.types.is_large_list(kind):
        return np.zeros(len(column), bool)
    if pa.types.is_integer(kind) or pa.types.is_floating(kind):
        try:
            hits = pc.equal(pc.cast(column, pa.float64()), pa.scalar(float(value)))
        except ValueError:
            return np.zeros(len(column), bool)
    else:
        lowered = pc.utf8_lower(pc.cast(column, pa.string()))
        low = value.casefold()
        hits = pc.equal(lowered, pa.scalar(low)) if whole else pc.match_substring(lowered, low)
    return np.asarray(pc.fill_null(hits, False))

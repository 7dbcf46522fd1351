"""The words that people gave to items most often: tags, and categories with a row for each."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa

from workbench.data.attributes import Attributes

MOST_TAGS = 5


def most_frequent(ids: Any, words: Any, limit: int | None, column: str = "categories") -> Attributes:
    """Return each id's words as a column of lists, the most frequent first, at most `limit` of them."""
    counted = (
        pa.table({"id": ids, "word": words}).group_by(["id", "word"], use_threads=False).aggregate([([], "count_all")])
    )
    counted = counted.combine_chunks()
    names = counted["id"].combine_chunks().dictionary_encode()
    names = names if not isinstance(names, pa.ChunkedArray) else names.combine_chunks()
    codes = np.asarray(names.indices)
    order = np.lexsort((np.arange(len(codes)), -np.asarray(counted["count_all"]), codes))
    sorted_codes = codes[order]
    starts = np.searchsorted(sorted_codes, np.arange(len(names.dictionary)))
    rank = np.arange(len(order)) - starts[sorted_codes]
    kept = order if limit is None else order[rank < limit]
    lengths = np.bincount(codes[kept], minlength=len(names.dictionary))
    offsets = np.concatenate(([0], np.cumsum(lengths))).astype(np.int32)
    texts = counted["word"].combine_chunks().take(pa.array(kept))
    texts = texts if not isinstance(texts, pa.ChunkedArray) else texts.combine_chunks()
    return Attributes(names.dictionary, pa.table({column: pa.ListArray.from_arrays(pa.array(offsets), texts)}))

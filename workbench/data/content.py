"""What items hold beside ids: the raw content by modality, and the vectors that an encoder made of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Modality = Literal["text", "image", "audio"]
MODALITIES: tuple[Modality, ...] = ("text", "image", "audio")
_FIRST = ("title", "categories", "text")
_MEDIA = ("image", "audio")


@dataclass(frozen=True)
class ContentVectors:
    """One vector an item, made of its content of one modality.

    Attributes:
        vectors: float32 [n_items, width]; zeros where the item has no such content.
        present: bool [n_items], which items have a vector.
        encoder: what the encoder is called.
        fingerprint: SHA-256 (hex) of the encoder: its weights and how they are used. Vectors of equal fingerprints
            lie in one space, whatever the dataset.
    """

    vectors: npt.NDArray[np.float32]
    present: npt.NDArray[np.bool_]
    encoder: str
    fingerprint: str

    @property
    def width(self) -> int:
        """Numbers a vector."""
        return int(self.vectors.shape[1])

    def take(self, items: npt.NDArray[Any]) -> ContentVectors:
        """Return the vectors of some item codes, in their order."""
        return ContentVectors(self.vectors[items], self.present[items], self.encoder, self.fingerprint)


Content = Mapping[str, ContentVectors]


def item_texts(columns: pa.Table) -> pa.StringArray:
    """Return what can be read about each item as one text; null where there is nothing.

    Title, categories and text come first. Any further column of texts or of lists of texts follows, if it describes
    (its values repeat) rather than names: people, brand, series, mood.

    Args:
        columns: one row an item, the columns of an `ItemTable`.
    """
    names = [name for name in _FIRST if name in columns.column_names]
    names += [
        name
        for name in columns.column_names
        if name not in (*_FIRST, *_MEDIA) and _is_text(columns.schema.field(name).type) and _repeats(columns[name])
    ]
    if not names:
        return pa.nulls(columns.num_rows, pa.string())
    parts = []
    for name in names:
        column = columns[name].combine_chunks()
        if not pa.types.is_string(column.type) and not pa.types.is_large_string(column.type):
            column = pc.binary_join(column.cast(pa.list_(pa.string())), ", ")
        column = pc.utf8_trim_whitespace(column.cast(pa.string()))
        parts.append(pc.if_else(pc.equal(column, ""), pa.scalar(None, pa.string()), column))
    # An empty text at the end keeps the row of an item of which nothing is known: Arrow drops rows of nulls alone.
    joined = pc.binary_join_element_wise(*parts, pa.scalar(""), ". ", null_handling="skip")
    joined = pc.utf8_slice_codeunits(joined, 0, -len(". "))
    return pc.if_else(pc.equal(joined, ""), pa.scalar(None, pa.string()), joined)


def _is_text(kind: pa.DataType) -> bool:
    if pa.types.is_list(kind) or pa.types.is_large_list(kind):
        kind = kind.value_type
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))


def _repeats(column: Any) -> bool:
    values = column.combine_chunks()
    if not (pa.types.is_string(values.type) or pa.types.is_large_string(values.type)):
        values = values.flatten()
    known = len(values) - values.null_count
    return bool(known > 0 and pc.count_distinct(values).as_py() <= known / 2)

"""Sequence files: one line a user, `user item item item …`, oldest first, cut by spaces or tabs.

The layout of S3-Rec's and many papers' benchmark files (github.com/RUCAIBox/CIKM2020-S3Rec, `data/Beauty.txt`).
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from workbench.data.readers.assemble import ReadResult, assemble
from workbench.data.readers.rows import RawRows
from workbench.data.readers.source import Source
from workbench.data.readers.text_blocks import TextShape, text_blocks
from workbench.data.table_guess import guess_delimiter, head_text
from workbench.errors import DataFormatError
from workbench.jobs import Progress

_ONE_COLUMN = "\x1e"  # a character that no line holds, so that a line stays whole


def looks_like_sequences(data: bytes, whole: bool) -> bool:
    """Whether lines are cut by blanks alone into two or more tokens, not all the same number."""
    text, _ = head_text(data)
    lines = [line for line in text.splitlines() if line.strip()]
    if not whole and len(lines) > 1:
        lines.pop()
    counts = [len(line.split()) for line in lines[:200]]
    if not counts or any(delimiter in line for line in lines[:200] for delimiter in (",", ";", "|", "::", '"')):
        return False
    if guess_delimiter(lines[:200]) is not None:
        return False
    return sum(count >= 2 for count in counts) >= 0.9 * len(counts) and max(counts) > min(counts)


def first_rows(data: bytes, whole: bool, limit: int = 50) -> list[list[str]]:
    """Return the first (user, item) pairs for a preview."""
    text, _ = head_text(data)
    lines = [line.split() for line in text.splitlines() if line.strip()]
    if not whole and len(lines) > 1:
        lines.pop()
    return [[line[0], item] for line in lines for item in line[1:]][:limit]


def read(source: Source, *, name: str, title: str, progress: Progress) -> ReadResult:
    """Read a sequence file; there are no values and no times, the order of the items is the order.

    Raises:
        DataFormatError: there is no line with an item, or the bytes are no text.
    """
    users: list[Any] = []
    items: list[Any] = []
    alone = 0
    _, encoding = head_text(source.head())
    kind = pa.dictionary(pa.int32(), pa.string())
    for block in text_blocks(source, TextShape(_ONE_COLUMN, encoding), ["line"], ["line"], progress):
        lines = pc.utf8_trim_whitespace(block.table["line"].combine_chunks())
        lines = lines.filter(pc.not_equal(lines, ""))
        tokens = pc.utf8_split_whitespace(lines)
        lengths = np.asarray(pc.list_value_length(tokens), dtype=np.int64)
        flat = tokens.flatten()
        starts = np.concatenate(([0], np.cumsum(lengths)[:-1])).astype(np.int64)[: len(lengths)]
        is_item = np.ones(len(flat), bool)
        is_item[starts] = False
        alone += int(np.count_nonzero(lengths == 1))
        active, counts = starts[lengths > 1], lengths[lengths > 1] - 1
        people = flat.take(pa.array(active)).dictionary_encode().cast(kind)
        users.append(people.take(pa.array(np.repeat(np.arange(len(active)), counts))))
        items.append(flat.filter(pa.array(is_item)).dictionary_encode().cast(kind))
        progress.check()
    if not any(map(len, items)):
        raise DataFormatError(f"{source.label} is empty: there is no interaction in it.", where=str(source.path))
    rows = RawRows(
        pa.chunked_array(users, kind).unify_dictionaries(),
        pa.chunked_array(items, kind).unify_dictionaries(),
        None,
        None,
    )
    notes = ["There are no times: the order on each line is the order in which things happened."]
    if alone:
        notes.append(f"{alone:,} {'person' if alone == 1 else 'people'} without any item left without interactions.")
    return assemble(rows, name=name, source=title, progress=progress, notes=tuple(notes))

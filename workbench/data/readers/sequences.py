"""Sequence files: one line a user, `user item item item …`, oldest first, cut by spaces or tabs.

The layout of S3-Rec's and many papers' benchmark files (github.com/RUCAIBox/CIKM2020-S3Rec, `data/Beauty.txt`).
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from workbench.data.readers.attribute_columns import read_attributes
from workbench.data.readers.keyed_json import ID, VALUE, KeyedJson, is_keyed
from workbench.data.readers.layout import HEAD, Found, Head, ImportPreview, Layout, Parts, known_preview
from workbench.data.readers.rows import Columns, RowCollector, read_block
from workbench.data.readers.source import Place, Source
from workbench.data.readers.text_blocks import TextShape, line_blocks, shown
from workbench.data.readers.text_table import parse_tolerantly
from workbench.data.table_guess import TableGuess
from workbench.data.table_head import guess_delimiter, head_text
from workbench.jobs import Progress

_ONE_COLUMN = "\x1e"  # a character that no line holds, so that a line stays whole


def _matches(head: Head, _: Place) -> bool:
    """Whether lines are cut by blanks alone into two or more tokens, not all the same number."""
    counts = [len(line.split()) for line in head.lines]
    if not counts or any(delimiter in line for line in head.lines for delimiter in (",", ";", "|", "::", '"')):
        return False
    if guess_delimiter(head.lines) is not None:
        return False
    return sum(count >= 2 for count in counts) >= 0.9 * len(counts) and max(counts) > min(counts)


def _preview(found: Found, _: TableGuess | None) -> ImportPreview:
    lines = [line.split() for line in Head(found.source).lines]
    rows = [[line[0], item] for line in lines for item in line[1:]]
    notes = ["Each line is a person and then items, oldest first; shown as one row an item."]
    if (told := _attributes(found)) is not None:
        notes.append(f"Categories, which are numbers, come from {told.name}.")
    return known_preview(found, ["user", "item"], rows, notes)


def _read(found: Found, _: TableGuess | None, progress: Progress) -> Parts:
    """Read a sequence file; there are no values and no times, the order of the items is the order.

    Raises:
        DataFormatError: there is no line with an item, or the bytes are no text.
    """
    source = found.source
    columns = Columns("user", "item")
    collector = RowCollector(source.label, columns)
    alone = 0
    shape = TextShape(_ONE_COLUMN, head_text(source.head(HEAD))[1])
    for block in line_blocks(source, shape, progress):
        parsed = parse_tolerantly(block, source.label, shape, ["line"], ["line"])
        for fault, (count, faults) in parsed.faults.items():
            collector.unreadable.add(fault, faults, count)
        numbers = np.asarray(parsed.lines)
        lines = pc.utf8_trim_whitespace(parsed.table["line"].combine_chunks())
        filled = pc.not_equal(lines, "")
        lines, numbers = lines.filter(filled), numbers[np.asarray(filled)]
        tokens = pc.utf8_split_whitespace(lines)
        lengths = np.asarray(pc.list_value_length(tokens), dtype=np.int64)
        flat = tokens.flatten()
        starts = np.concatenate(([0], np.cumsum(lengths)[:-1])).astype(np.int64)[: len(lengths)]
        is_item = np.ones(len(flat), bool)
        is_item[starts] = False
        alone += int(np.count_nonzero(lengths == 1))
        active, counts = starts[lengths > 1], lengths[lengths > 1] - 1
        places = np.repeat(np.flatnonzero(lengths > 1), counts)
        people = flat.take(pa.array(active)).dictionary_encode()
        users = people.take(pa.array(np.repeat(np.arange(len(active)), counts)))

        def show(row: int, lines: Any = lines, places: Any = places) -> str:
            return shown(str(lines[int(places[row])]).encode())

        items = flat.filter(pa.array(is_item))
        collector.take(read_block(columns, users, items, lines=numbers[places], show=show))
        progress.check()
    notes = ["There are no times: the order on each line is the order in which things happened."]
    if alone:
        notes.append(f"{alone:,} {'person' if alone == 1 else 'people'} without any item left without interactions.")
    told = _attributes(found)
    items = None
    if told is not None:
        items, said = read_attributes(KeyedJson(told), ID, [(VALUE, "categories")], progress)
        notes += said
    return Parts(collector.finish(str(source.path)), items, notes=tuple(notes))


def _attributes(found: Found) -> Source | None:
    """Return S3-Rec's file of the items' attributes, which are numbers without names."""
    stem = found.source.name.removesuffix(".txt")
    source = found.place.find(f"{stem}_item2attributes.json")
    return source if source is not None and is_keyed(Head(source)) else None


LAYOUT = Layout("sequences", "Sequences, one line a user", _matches, _read, _preview)

"""Tables whose rows are a history and what came next: `user_id`, `history_item_id` (a list) and `item_id`.

The layout in which MiniOneRec ships Amazon's categories (github.com/AkaliKong/MiniOneRec, `data/Amazon`): each row
repeats the rows before it, so the longest row of a person holds them all. Titles lie in `NAME.item.json`, by item id.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from workbench.data.readers.attribute_columns import read_attributes
from workbench.data.readers.keyed_json import ID, KeyedJson, is_keyed
from workbench.data.readers.layout import Found, Head, ImportPreview, Layout, Parts, known_preview
from workbench.data.readers.rows import Columns, RowCollector, read_block
from workbench.data.readers.source import Place, Source
from workbench.data.readers.text_frames import open_text
from workbench.data.table_guess import ItemRole, TableGuess
from workbench.jobs import Progress

_USER, _HISTORY, _NEXT = "user_id", "history_item_id", "item_id"
_ROLES: tuple[tuple[str, ItemRole], ...] = (
    ("title", "title"),
    ("categories", "categories"),
    ("description", "text"),
    ("brand", "attribute"),
)


def _matches(head: Head, _: Place) -> bool:
    return {_USER, _HISTORY, _NEXT} <= set(head.header)


def _preview(found: Found, _: TableGuess | None) -> ImportPreview:
    frames = open_text(found.source)
    places = [frames.columns.index(name) for name in (_USER, _HISTORY, _NEXT) if name in frames.columns]
    rows = [[row[place] if place < len(row) else "" for place in places] for row in frames.head(50)]
    titles = _items(found)
    notes = [
        "The longest row of each person is taken: its history, then what came next. There are no times.",
        f"Titles, categories and texts come from {titles.name}."
        if titles
        else "There is no file of titles by item id.",
    ]
    return known_preview(found, [frames.columns[place] for place in places], rows, notes)


def _items(found: Found) -> Source | None:
    return next((s for s in found.place.ending(".item.json") if is_keyed(Head(s))), None)


def _read(found: Found, _: TableGuess | None, progress: Progress) -> Parts:
    columns = Columns("user", "item")
    collector = RowCollector(found.source.label if len(found.sources) == 1 else found.place.path.name, columns)
    blocks = []
    for source in found.sources:
        for block in open_text(source).blocks([_USER, _HISTORY, _NEXT], progress):
            for kind, (count, faults) in block.faults.items():
                collector.unreadable.add(kind, faults, count)
            lines = block.lines
            n = len(block.columns[_USER])
            blocks.append((block.columns, np.arange(lines, lines + n) if isinstance(lines, int) else lines))
            progress.check()
    users, histories, following = (
        pa.concat_arrays([block[name] for block, _ in blocks]) if blocks else pa.array([], pa.string())
        for name in (_USER, _HISTORY, _NEXT)
    )
    line = np.concatenate([numbers for _, numbers in blocks]) if blocks else np.zeros(0, np.int64)
    tokens = pc.split_pattern_regex(pc.replace_substring_regex(histories, r"[\[\]'\"\s]", ""), ",")
    lengths = np.asarray(pc.list_value_length(tokens))
    codes = np.asarray(users.dictionary_encode().indices)
    order = np.lexsort((np.arange(len(codes)), -lengths, codes))
    longest = np.sort(order[np.unique(codes[order], return_index=True)[1]]) if len(codes) else order
    kept = tokens.take(pa.array(longest))
    rows, flat = np.asarray(pc.list_parent_indices(kept)), pc.list_flatten(kept)
    filled = np.asarray(pc.not_equal(flat, ""))
    # What came next is the last of each row: sorted in by row, stably.
    owner = np.concatenate((rows[filled], np.arange(len(longest))))
    sequence = np.argsort(owner, kind="stable")
    items = pa.concat_arrays([flat.filter(pa.array(filled)), following.take(pa.array(longest))]).take(
        pa.array(sequence)
    )
    of_row = longest[owner[sequence]]

    def show(row: int) -> str:
        return f"{users[int(of_row[row])]}, {items[row]}"

    collector.take(read_block(columns, users.take(pa.array(of_row)), items, lines=line[of_row], show=show))
    source_of_items = _items(found)
    notes: tuple[str, ...] = (
        f"The longest of each person's {len(codes):,} rows holds the others: {len(longest):,} were taken.",
    )
    told: Any = None
    if source_of_items is not None:
        frames = KeyedJson(source_of_items)
        told, said = read_attributes(frames, ID, [r for r in _ROLES if r[0] in frames.columns], progress)
        notes += said
    return Parts(collector.finish(str(found.path)), told, notes=notes)


LAYOUT = Layout(
    "histories",
    "Histories with what came next",
    _matches,
    _read,
    _preview,
    usual_names=("*.csv",),
    many=True,
    named_by="place",
)

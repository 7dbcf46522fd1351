"""MIND news: `behaviors.tsv` (impressions with what was clicked) and `news.tsv`.

A line of behaviors is impression, user, time, the news clicked before (without times), and the news shown, each with
`-1` where it was clicked and `-0` where not. Format: the introduction at msnews.github.io (assets/doc/introduction.md).
"""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from workbench.data.attributes import Attributes
from workbench.data.readers.cells import read_times
from workbench.data.readers.frames import ColumnBlock
from workbench.data.readers.layout import Found, Head, ImportPreview, Layout, Parts, known_preview, most_fit
from workbench.data.readers.rows import Columns, RowCollector, read_block
from workbench.data.readers.source import Place, Source
from workbench.data.readers.text_frames import TextFrames, open_text
from workbench.data.table_guess import TableGuess
from workbench.jobs import Progress

_NAMES = ("impression", "user", "time", "history", "shown")
_NEWS = ("id", "category", "subcategory", "title", "abstract", "url", "title_entities", "abstract_entities")
_COLUMNS = Columns("user", "item", None, "time", "seconds")
_SHOWN = re.compile(r"\S+-[01]")


def _matches(head: Head, _: Place) -> bool:
    return most_fit(
        head, "\t", 5, lambda row: row[0].isdecimal() and all(_SHOWN.fullmatch(x) for x in row[4].split()[:5])
    )


def _preview(found: Found, _: TableGuess | None) -> ImportPreview:
    rows = [
        [row[1], shown[:-2], row[2]]
        for row in Head(found.source).fields("\t")
        if len(row) == len(_NAMES)
        for shown in row[4].split()
        if shown.endswith("-1")
    ]
    news = found.place.find("news.tsv")
    notes = [
        "Rows are clicks; what a person had clicked before the first impression comes before them, at its time.",
        f"Titles, categories and texts come from {news.name}." if news else "There is no news.tsv: no titles.",
    ]
    return known_preview(found, ["user", "item", "time"], rows, notes)


def _read(found: Found, _: TableGuess | None, progress: Progress) -> Parts:
    # What was clicked in the weeks of training comes before what was clicked in those of validation.
    sources = sorted(found.sources, key=lambda s: "train" not in f"{s.folder} {s.name}".lower())
    label = found.source.label if len(sources) == 1 else found.place.path.name
    collector = RowCollector(label, _COLUMNS)
    frames = [open_text(source, "\t", _NAMES) for source in sources]
    for opened in frames:
        _take_histories(opened, collector, progress)
    skipped = sum(_take_clicks(opened, collector, progress) for opened in frames)
    notes = (
        "What a person had clicked before has no times of its own: it stands at the time of the first impression.",
        f"{skipped:,} news shown without a click left out.",
    )
    news = [s for s in found.place.sources if s.name.lower() == "news.tsv"]
    items = _news(news, progress) if news else None
    return Parts(collector.finish(str(found.path)), items, notes=notes)


def _take_histories(frames: TextFrames, collector: RowCollector, progress: Progress) -> None:
    """Add each person's earlier clicks once, at the time of the person's first impression in the file."""
    people, firsts, texts, lines = [], [], [], []
    for block in frames.blocks(["user", "time", "history"], progress):
        users = block.columns["user"].dictionary_encode()
        times = read_times(block.columns["time"], "month-first").read
        codes = np.asarray(users.indices)
        order = np.lexsort((times, codes))
        first = order[np.unique(codes[order], return_index=True)[1]]
        people.append(block.columns["user"].take(pa.array(first)))
        texts.append(block.columns["history"].take(pa.array(first)))
        firsts.append(times[first])
        lines.append((np.arange(len(codes)) + block.lines if isinstance(block.lines, int) else block.lines)[first])
        progress.check()
    if not people:
        return
    users, time, line = pa.concat_arrays(people).dictionary_encode(), np.concatenate(firsts), np.concatenate(lines)
    codes = np.asarray(users.indices)
    order = np.lexsort((time, codes))
    first = order[np.unique(codes[order], return_index=True)[1]]
    known = collector.known_users()
    first = first[~np.asarray(pc.is_in(users.dictionary, value_set=known))] if len(known) else first
    tokens = pc.utf8_split_whitespace(pc.utf8_trim_whitespace(pa.concat_arrays(texts).take(pa.array(first))))
    items = pc.list_flatten(tokens)
    rows = np.asarray(pc.list_parent_indices(tokens))
    filled = np.asarray(pc.not_equal(items, ""))
    rows, items = first[rows[filled]], items.filter(pa.array(filled))
    who = users.dictionary_decode().take(pa.array(rows))
    if len(items):
        collector.take(
            read_block(
                _COLUMNS, who, items, None, pa.array(time[rows]), lines=line[rows], show=lambda row: str(items[row])
            )
        )


def _take_clicks(frames: TextFrames, collector: RowCollector, progress: Progress) -> int:
    """Add what was clicked; return how many news were shown and not clicked."""
    skipped = 0
    for block in frames.blocks(_NAMES[1:], progress):
        for kind, (count, faults) in block.faults.items():
            collector.unreadable.add(kind, faults, count)
        tokens = pc.utf8_split_whitespace(pc.utf8_trim_whitespace(block.columns["shown"]))
        shown = pc.list_flatten(tokens)
        rows = np.asarray(pc.list_parent_indices(tokens))
        clicked = np.asarray(pc.ends_with(shown, "-1"))
        skipped += int(np.count_nonzero(~clicked))
        items = pc.utf8_slice_codeunits(shown.filter(pa.array(clicked)), 0, -2)
        rows = rows[clicked]
        collector.take(_clicks(block, rows, items))
        progress.check()
    return skipped


def _clicks(block: ColumnBlock, rows: Any, items: Any) -> Any:
    lines = rows + block.lines if isinstance(block.lines, int) else block.lines[rows]
    user, time = (block.columns[name].take(pa.array(rows)) for name in ("user", "time"))
    columns = Columns("user", "item", None, "time", "month-first")
    return read_block(columns, user, items, None, time, lines=lines, show=lambda row: block.show(int(rows[row])))


def _news(sources: list[Source], progress: Progress) -> Attributes:
    found = [
        pa.table(dict(block.columns))
        for source in sources
        for block in open_text(source, "\t", _NEWS).blocks(_NEWS[:5], progress)
    ]
    table = pa.concat_tables(found).combine_chunks()
    columns = {name: pa.concat_arrays(table[name].chunks) for name in table.column_names}
    pairs = np.repeat(np.arange(table.num_rows), 2)
    both = pa.concat_arrays([columns["category"], columns["subcategory"]])
    mixed = both.take(pa.array(pairs + np.tile([0, table.num_rows], table.num_rows)))
    offsets = pa.array(np.arange(0, 2 * table.num_rows + 1, 2, dtype=np.int32))
    told = {
        "title": columns["title"],
        "categories": pa.ListArray.from_arrays(offsets, mixed),
        "text": columns["abstract"],
    }
    return Attributes(columns["id"], pa.table(told))


LAYOUT = Layout(
    "mind",
    "MIND news",
    _matches,
    _read,
    _preview,
    usual_names=("behaviors.tsv",),
    many=True,
    named_by="title",
)

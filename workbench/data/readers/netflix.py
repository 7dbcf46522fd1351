"""Netflix Prize: `mv_0000001.txt` … or `combined_data_1.txt` …, and `movie_titles.csv`.

A line `17:` names a film; the lines below it, `user,rating,date`, are its ratings. Format: the README of the training
set (archive.org/details/nf_prize_dataset.tar). Titles hold commas that nothing quotes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from workbench.data.attributes import Attributes
from workbench.data.readers.cells import ID
from workbench.data.readers.film_tables import text_column, whole_numbers
from workbench.data.readers.frames import one_array
from workbench.data.readers.layout import Found, Head, ImportPreview, Layout, Parts, companion_notes, known_preview
from workbench.data.readers.rows import Columns, RowCollector, read_block
from workbench.data.readers.source import Place, Source, in_order
from workbench.data.readers.text_blocks import LineBlock, TextShape
from workbench.data.readers.text_frames import open_text
from workbench.data.readers.text_table import parse, parse_tolerantly
from workbench.data.table_guess import TableGuess
from workbench.jobs import Progress

_COLUMNS = Columns("user", "item", "rating", "date", "date")
_NAMES = ("user", "rating", "date")
_SHAPE = TextShape(",")
_KINDS = {"user": ID, "rating": pa.float32(), "date": pa.date32()}
_FILM = re.compile(rb"^(\d+):\r?\n", re.MULTILINE)
_BLOCK = 8_000_000
_TITLES = ("movie_titles.csv", "movie_titles.txt")


def _matches(head: Head, _: Place) -> bool:
    if not head.lines or not re.fullmatch(r"\d+:", head.lines[0]):
        return False
    ratings = [line for line in head.lines[:50] if not line.endswith(":")]
    fitting = sum(re.fullmatch(r"\d+,\d,\d{4}-\d{2}-\d{2}", line) is not None for line in ratings)
    return bool(ratings) and fitting >= 0.5 * len(ratings)


def _preview(found: Found, _: TableGuess | None) -> ImportPreview:
    rows, film = [], ""
    for line in Head(found.source).lines:
        if line.endswith(":"):
            film = line[:-1]
        else:
            user, *rest = line.split(",")
            rows.append([user, film, *rest])
    titles = next((name for name in _TITLES if found.place.find(name)), _TITLES[0])
    return known_preview(
        found, ["user", "item", "rating", "date"], rows, companion_notes(found.place, {titles: "titles and years"})
    )


def _read(found: Found, _: TableGuess | None, progress: Progress) -> Parts:
    one = len(found.sources) == 1
    collector = RowCollector(found.source.label if one else found.place.path.name, _COLUMNS)
    film, line = b"", 1
    for data in _joined(found.sources, progress):
        film = _take(data, film, line, collector)
        line += data.count(b"\n")
        progress.check()
    titles = found.place.find(*_TITLES)
    items = None if titles is None else _titles(titles, progress)
    return Parts(collector.finish(str(found.path)), items)


def _joined(sources: tuple[Source, ...], progress: Progress) -> Iterator[bytes]:
    """Yield whole lines of all files, small files together; each file begins with the line of a film."""
    parts: list[bytes] = []
    held = 0
    for _, blocks in in_order(sources, progress):
        for block in blocks:
            parts.append(block)
            held += len(block)
            if held >= _BLOCK:
                data = b"".join(parts)
                cut = data.rfind(b"\n") + 1
                if cut:
                    yield data[:cut]
                parts, held = [data[cut:]], len(data) - cut
        if parts and parts[-1] and not parts[-1].endswith(b"\n"):
            parts.append(b"\n")
    if rest := b"".join(parts):
        yield rest


def _take(data: bytes, film: bytes, first_line: int, collector: RowCollector) -> bytes:
    """Read the ratings of some lines; `film` is the one that they begin with, and that they end with is returned."""
    films, segments, at = [film], [], 0
    for mark in _FILM.finditer(data):
        segments.append(data[at : mark.start()])
        films.append(mark.group(1))
        at = mark.end()
    segments.append(data[at:])
    counts = np.array([segment.count(b"\n") + (not segment.endswith(b"\n") and bool(segment)) for segment in segments])
    content = b"".join(segments)
    if not content.isascii():
        content = content.decode("utf-8", "replace").encode()
    if not content.strip():
        return films[-1]
    block = LineBlock(content, 0, int(counts.sum()), at_end=False, quoted=False)
    label = collector.unreadable.label
    parsed = parse(block, _SHAPE, _NAMES, _KINDS) or parse_tolerantly(block, label, _SHAPE, _NAMES, _NAMES)
    of_line = np.repeat(np.arange(len(segments)), counts)
    for kind, (count, faults) in parsed.faults.items():
        placed = [type(f)(first_line + f.line + int(of_line[f.line]), f.text, f.what) for f in faults]
        collector.unreadable.add(kind, placed, count)
    table = parsed.table
    places = np.arange(len(table)) if isinstance(parsed.lines, int) else parsed.lines
    of_row = of_line[places]
    used, codes = np.unique(of_row, return_inverse=True)
    names = pa.array([films[n].decode() for n in used.tolist()], pa.string())
    items: Any = (
        names.take(pa.array(codes))
        if len(set(films)) < len(films)
        else pa.DictionaryArray.from_arrays(pa.array(codes.astype(np.int32)), names)
    )
    user, rating, date = (one_array(table[name]) for name in _NAMES)
    collector.take(
        read_block(_COLUMNS, user, items, rating, date, lines=first_line + places + of_row, show=parsed.shown)
    )
    return films[-1]


def _titles(source: Source, progress: Progress) -> Attributes:
    frames = open_text(source, "\x1e", ["line"])
    lines = pa.concat_arrays([block.columns["line"] for block in frames.blocks(["line"], progress)])
    fields = pc.extract_regex(lines, r"^(?P<id>\d+),(?P<year>\d{4}|NULL),(?P<title>.*?)\s*$").drop_null()
    table = pa.table({name: pc.struct_field(fields, name) for name in ("id", "year", "title")})
    titles = {"title": text_column(table, "title"), "year": whole_numbers(text_column(table, "year"))}
    return Attributes(text_column(table, "id"), pa.table(titles))


LAYOUT = Layout(
    "netflix",
    "Netflix Prize",
    _matches,
    _read,
    _preview,
    usual_names=("combined_data_*.txt", "mv_*.txt"),
    many=True,
    named_by="title",
)

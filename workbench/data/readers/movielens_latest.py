"""MovieLens "latest", 20M, 25M and 32M: ratings, movies, tags and links as CSV, in a folder or the zip as it is.

The genome of tags, 1,128 numbers a film, is not read.

Format: the README.txt inside the archive (files.grouplens.org/datasets/movielens/ml-latest-small-README.html).
"""

from __future__ import annotations

from typing import Any

import pyarrow as pa

from workbench.data.attributes import Attributes
from workbench.data.readers.film_tables import films, read_table, text_column, with_tags
from workbench.data.readers.layout import Found, Head, ImportPreview, Layout, Parts, cut_preview
from workbench.data.readers.rows import Columns
from workbench.data.readers.source import Place, Source
from workbench.data.readers.text_blocks import TextShape
from workbench.data.readers.text_rows import read_rows
from workbench.data.table_guess import TableGuess
from workbench.jobs import Progress

NAMES = ("userId", "movieId", "rating", "timestamp")
SHAPE = TextShape(",", header=True, quoted=True)
# What they tell, and their header, by which they are told from other files of the name.
_MORE = {
    "tags.csv": ("people's tags", ("userId", "movieId", "tag", "timestamp")),
    "links.csv": ("numbers at IMDb and TMDB", ("movieId", "imdbId", "tmdbId")),
}


def _matches(head: Head, _: Place) -> bool:
    return bool(head.lines) and head.lines[0].strip() == ",".join(NAMES)


def _more(found: Found, name: str) -> Source | None:
    source = found.place.find(name)
    header = ",".join(_MORE[name][1]).encode()
    return source if source is not None and source.head(100).split(b"\n")[0].strip() == header else None


def _preview(found: Found, _: TableGuess | None) -> ImportPreview:
    companions = {"movies.csv": "titles, genres and years"}
    companions |= {name: what for name, (what, _) in _MORE.items() if _more(found, name)}
    return cut_preview(found, ",", NAMES, companions, header=True)


def _read(found: Found, _: TableGuess | None, progress: Progress) -> Parts:
    """Read the folder or archive; `movies.csv` may be missing."""
    columns = Columns("userId", "movieId", "rating", "timestamp", "seconds")
    rows = read_rows(found.source, SHAPE, NAMES, columns, progress)
    movies = found.place.find("movies.csv")
    if movies is None:
        return Parts(rows)
    said: list[str] = []

    def columns_of(source: Source, names: tuple[str, ...]) -> list[Any]:
        table = read_table(source, ",", names, said, progress, header=True, quoted=True)
        return [text_column(table, name) for name in names]

    items = films(*columns_of(movies, ("id", "title", "genres")))
    tags, links = _more(found, "tags.csv"), _more(found, "links.csv")
    if tags is not None:
        _, tagged, words, _ = columns_of(tags, _MORE["tags.csv"][1])
        items = with_tags(items, tagged, words)
    if links is not None:
        ids, *others = columns_of(links, _MORE["links.csv"][1])
        told = Attributes(ids, pa.table(dict(zip(("imdbId", "tmdbId"), others, strict=True)))).aligned(items.ids)
        for name in told.column_names:
            items = Attributes(items.ids, items.columns.append_column(name, told[name]))
    return Parts(rows, items, notes=tuple(said))


LAYOUT = Layout(
    "movielens-latest",
    "MovieLens latest",
    _matches,
    _read,
    _preview,
    usual_names=("ratings.csv",),
    named_by="place",
    promise="MovieLens' columns userId,movieId,rating,timestamp",
)

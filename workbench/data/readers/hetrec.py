"""HetRec 2011: Last.fm (`user_artists.dat`, artists, tags) and MovieLens (`user_ratedmovies-timestamps.dat`, movies).

Tab-separated with headers. Format: the readme files of grouplens.org/datasets/hetrec-2011.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from workbench.data.attributes import Attributes
from workbench.data.readers.dataset_spec import Companion, Spec, described
from workbench.data.readers.frequent_words import MOST_TAGS, most_frequent
from workbench.data.readers.layout import Found, Layout, Parts
from workbench.data.readers.rows import Columns
from workbench.data.readers.source import Source
from workbench.data.readers.text_frames import TextFrames, open_text
from workbench.data.table_guess import TableGuess
from workbench.jobs import Progress


def _open(source: Source) -> TextFrames:
    return open_text(source, "\t")


def _pairs(source: Source, id_column: str, word_column: str, progress: Progress) -> tuple[Any, Any]:
    """Return two columns of a file as text arrays."""
    blocks = list(_open(source).blocks([id_column, word_column], progress))
    return tuple(
        pa.concat_arrays([block.columns[name] for block in blocks]) if blocks else pa.array([], pa.string())
        for name in (id_column, word_column)
    )


def _tags(found: Found, progress: Progress) -> Attributes | None:
    tagged, tags = found.place.find("user_taggedartists.dat"), found.place.find("tags.dat")
    if tagged is None or tags is None:
        return None
    ids, numbers = _pairs(tagged, "artistID", "tagID", progress)
    known, words = _pairs(tags, "tagID", "tagValue", progress)
    return most_frequent(ids, pc.fill_null(words.take(pc.index_in(numbers, value_set=known)), ""), MOST_TAGS)


def _genres(found: Found, progress: Progress) -> Attributes | None:
    source = found.place.find("movie_genres.dat")
    return None if source is None else most_frequent(*_pairs(source, "movieID", "genre", progress), None)


def _with_categories(layout: Layout, categories: Any) -> Layout:
    """Return a layout whose items also get categories from a file that has a row for each."""

    def read(found: Found, guess: TableGuess | None, progress: Progress) -> Parts:
        parts = layout.read(found, guess, progress)
        told = categories(found, progress)
        if told is None:
            return parts
        if parts.items is None:
            return replace(parts, items=told)
        column = told.aligned(parts.items.ids)["categories"]
        return replace(
            parts, items=Attributes(parts.items.ids, parts.items.columns.append_column("categories", column))
        )

    return replace(layout, read=read)


LASTFM = _with_categories(
    described(
        "hetrec-lastfm",
        "HetRec Last.fm",
        lambda head, _: head.header == ("userid", "artistid", "weight"),
        Spec(
            lambda sources: _open(sources[0]),
            Columns("userID", "artistID", "weight"),
            items=Companion(("artists.dat",), "artists' names", "id", (("name", "title"),), _open),
            notes=("Values are plays; there are no times.",),
        ),
        usual_names=("user_artists.dat",),
        named_by="title",
    ),
    _tags,
)
MOVIELENS = _with_categories(
    described(
        "hetrec-movielens",
        "HetRec MovieLens",
        lambda head, _: head.header == ("userid", "movieid", "rating", "timestamp") and "\t" in head.lines[0],
        Spec(
            lambda sources: _open(sources[0]),
            Columns("userID", "movieID", "rating", "timestamp", "milliseconds"),
            items=Companion(("movies.dat",), "titles and years", "id", (("title", "title"), ("year", "year")), _open),
        ),
        usual_names=("user_ratedmovies-timestamps.dat",),
        named_by="title",
    ),
    _genres,
)

"""MovieLens 100K in GroupLens' layout: `u.data` (tabs), `u.item` and `u.user` (bars, Latin-1), `u.genre`.

Format: the README that GroupLens ships with the dataset (files.grouplens.org/datasets/movielens/ml-100k-README.txt).
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa

from workbench.data.attributes import Attributes
from workbench.data.readers.film_tables import read_table, text_column, whole_numbers, years
from workbench.data.readers.layout import Found, Head, ImportPreview, Layout, Parts, cut_preview, most_fit
from workbench.data.readers.rows import Columns
from workbench.data.readers.source import Place
from workbench.data.readers.text_blocks import TextShape
from workbench.data.readers.text_rows import read_rows
from workbench.data.table_guess import TableGuess
from workbench.jobs import Progress

GENRES = [
    "unknown",
    "Action",
    "Adventure",
    "Animation",
    "Children's",
    "Comedy",
    "Crime",
    "Documentary",
    "Drama",
    "Fantasy",
    "Film-Noir",
    "Horror",
    "Musical",
    "Mystery",
    "Romance",
    "Sci-Fi",
    "Thriller",
    "War",
    "Western",
]
NAMES = ("user", "item", "rating", "timestamp")
SHAPE = TextShape("\t")
_ITEM = ("id", "title", "released", "video", "link", *GENRES)
_USER = ("id", "age", "gender", "occupation", "zip")


def _matches(head: Head, place: Place) -> bool:
    """Four columns of whole numbers say little: the name or a companion must say the rest."""
    named = head.source.name.lower() == "u.data" or place.find("u.item", "u.user") is not None
    return named and most_fit(head, "\t", 4, lambda row: row[0].isdecimal())


def _preview(found: Found, _: TableGuess | None) -> ImportPreview:
    return cut_preview(found, "\t", NAMES, {"u.item": "titles, genres and years", "u.user": "people"})


def _read(found: Found, _: TableGuess | None, progress: Progress) -> Parts:
    """Read the folder or archive; `u.item` and `u.user` may be missing."""
    items, users = found.place.find("u.item"), found.place.find("u.user")
    rows = read_rows(found.source, SHAPE, NAMES, Columns("user", "item", "rating", "timestamp", "seconds"), progress)
    films = people = None
    said: list[str] = []
    if items is not None:
        table = read_table(items, "|", _ITEM, said, progress)
        titles = text_column(table, "title")
        films = Attributes(
            text_column(table, "id"),
            pa.table({"title": titles, "categories": _flagged(table), "year": years(titles)}),
        )
    if users is not None:
        table = read_table(users, "|", _USER, said, progress)
        columns = {c: text_column(table, c) for c in _USER[1:]}
        people = Attributes(text_column(table, "id"), pa.table({**columns, "age": whole_numbers(columns["age"])}))
    return Parts(rows, films, people, tuple(said))


def _flagged(table: pa.Table) -> Any:
    """Turn the 19 flags of each film into a list of genres; `unknown` is none."""
    flags = np.stack([text_column(table, g).to_numpy(zero_copy_only=False) == "1" for g in GENRES[1:]], axis=1)
    offsets = np.concatenate(([0], np.cumsum(flags.sum(axis=1)))).astype(np.int32)
    return pa.ListArray.from_arrays(pa.array(offsets), pa.array(GENRES[1:]).take(pa.array(np.nonzero(flags)[1])))


LAYOUT = Layout(
    "movielens-100k",
    "MovieLens 100K",
    _matches,
    _read,
    _preview,
    usual_names=("u.data",),
    named_by="title",
    promise="MovieLens 100K's four columns between tabs",
)

"""Files cut by `::`: MovieLens 1M and 10M, and MovieTweetings, which took the layout over.

`ratings.dat` (user::item::rating::timestamp, also gzipped), `movies.dat` (id::title::genres), `users.dat`, and in 10M
`tags.dat` (user::item::tag::timestamp). Formats: the README files that GroupLens ships with the datasets;
github.com/sidooms/MovieTweetings.
"""

from __future__ import annotations

from collections.abc import Callable

import pyarrow as pa

from workbench.data.attributes import Attributes
from workbench.data.readers.film_tables import films, labelled, read_table, text_column, with_tags
from workbench.data.readers.layout import Found, Head, ImportPreview, Layout, Parts, cut_preview, most_fit
from workbench.data.readers.rows import Columns
from workbench.data.readers.source import Place
from workbench.data.readers.text_blocks import TextShape
from workbench.data.readers.text_rows import read_rows
from workbench.data.table_guess import TableGuess
from workbench.jobs import Progress

NAMES = ("user", "item", "rating", "timestamp")
TAGS = ("user", "item", "tag", "timestamp")
SHAPE = TextShape("::")
_USER = ("id", "gender", "age", "occupation", "zip")
_AGES = {
    "1": "under 18",
    "18": "18–24",
    "25": "25–34",
    "35": "35–44",
    "45": "45–49",
    "50": "50–55",
    "56": "56 and over",
}
_OCCUPATIONS = [
    "other or not specified",
    "academic/educator",
    "artist",
    "clerical/admin",
    "college/grad student",
    "customer service",
    "doctor/health care",
    "executive/managerial",
    "farmer",
    "homemaker",
    "K-12 student",
    "lawyer",
    "programmer",
    "retired",
    "sales/marketing",
    "scientist",
    "self-employed",
    "technician/engineer",
    "tradesman/craftsman",
    "unemployed",
    "writer",
]


def _matches(head: Head, place: Place) -> bool:
    named = head.source.name.lower() == "ratings.dat" or place.find("movies.dat") is not None
    return named and most_fit(head, "::", 4, lambda row: row[0].isdecimal() and row[2].replace(".", "", 1).isdecimal())


def _matches_1m(head: Head, place: Place) -> bool:
    return _matches(head, place) and place.find("users.dat") is not None


def _matches_tweetings(head: Head, place: Place) -> bool:
    """Whether film ids are IMDb's, seven digits padded with zeros."""
    if not _matches(head, place):
        return False
    films = place.find("movies.dat")
    lines = head.lines if films is None else Head(films).lines[:50]
    ids = [line.split("::")[1 if films is None else 0] for line in lines if "::" in line]
    return bool(ids) and sum(len(found) >= 7 and found.startswith("0") for found in ids) >= 0.6 * len(ids)


def _preview(found: Found, _: TableGuess | None) -> ImportPreview:
    companions = {"movies.dat": "titles, genres and years"}
    if found.place.find("tags.dat"):
        companions["tags.dat"] = "people's tags"
    if found.layout is MOVIELENS_1M:
        companions["users.dat"] = "people"
    return cut_preview(found, "::", NAMES, companions)


def _read(found: Found, _: TableGuess | None, progress: Progress) -> Parts:
    """Read the folder or archive; `movies.dat` and `users.dat` may be missing."""
    movies, users = found.place.find("movies.dat"), found.place.find("users.dat")
    rows = read_rows(found.source, SHAPE, NAMES, Columns("user", "item", "rating", "timestamp", "seconds"), progress)
    items = people = None
    said: list[str] = []
    if movies is not None:
        table = read_table(movies, "::", ("id", "title", "genres"), said, progress)
        items = films(*(text_column(table, column) for column in ("id", "title", "genres")))
        tags = found.place.find("tags.dat")
        if tags is not None and tags.head(2_000).split(b"\n")[0].count(b"::") >= 3:
            table = read_table(tags, "::", TAGS, said, progress)
            items = with_tags(items, text_column(table, "item"), text_column(table, "tag"))
    if users is not None and users.head(2_000).split(b"\n")[0].count(b"::") == len(_USER) - 1:
        table = read_table(users, "::", _USER, said, progress)
        columns = {c: text_column(table, c) for c in _USER[1:]}
        columns["age"] = labelled(columns["age"], _AGES)
        columns["occupation"] = labelled(columns["occupation"], {str(n): word for n, word in enumerate(_OCCUPATIONS)})
        people = Attributes(text_column(table, "id"), pa.table(columns))
    return Parts(rows, items, people, tuple(said))


def _layout(name: str, title: str, matches: Callable[[Head, Place], bool]) -> Layout:
    return Layout(
        name,
        title,
        matches,
        _read,
        _preview,
        usual_names=("ratings.dat",),
        named_by="title",
        promise="four columns between ::",
    )


MOVIETWEETINGS = _layout("movietweetings", "MovieTweetings", _matches_tweetings)
MOVIELENS_1M = _layout("movielens-1m", "MovieLens 1M", _matches_1m)
MOVIELENS_10M = _layout("movielens-10m", "MovieLens 10M", _matches)

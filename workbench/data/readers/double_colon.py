"""Files cut by `::`: MovieLens 1M and 10M, and MovieTweetings, which took the layout over.

`ratings.dat` (user::item::rating::timestamp, also gzipped), `movies.dat` (id::title::genres), `users.dat`. Formats: the
README files that GroupLens ships with the datasets; github.com/sidooms/MovieTweetings.
"""

from __future__ import annotations

import pyarrow as pa

from workbench.data.readers.assemble import Attributes, ReadResult, assemble
from workbench.data.readers.film_tables import films, labelled, read_table, text_column
from workbench.data.readers.rows import Columns, read_rows
from workbench.data.readers.source import Place
from workbench.data.readers.text_blocks import TextShape
from workbench.jobs import Progress

NAMES = ("user", "item", "rating", "timestamp")
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


def read(place: Place, *, name: str, title: str, progress: Progress) -> ReadResult:
    """Read the folder or archive; `movies.dat` and `users.dat` may be missing."""
    source, movies, users = (place.find(file) for file in ("ratings.dat", "movies.dat", "users.dat"))
    assert source is not None
    rows = read_rows(source, SHAPE, NAMES, Columns("user", "item", "rating", "timestamp", "seconds"), progress)
    items = people = None
    if movies is not None:
        table = read_table(movies, "::", ("id", "title", "genres"), progress)
        items = films(*(text_column(table, column) for column in ("id", "title", "genres")))
    if users is not None and users.head(2_000).split(b"\n")[0].count(b"::") == len(_USER) - 1:
        table = read_table(users, "::", _USER, progress)
        columns = {c: text_column(table, c) for c in _USER[1:]}
        columns["age"] = labelled(columns["age"], _AGES)
        columns["occupation"] = labelled(columns["occupation"], {str(n): word for n, word in enumerate(_OCCUPATIONS)})
        people = Attributes(text_column(table, "id"), pa.table(columns))
    return assemble(rows, name=name, source=title, progress=progress, items=items, users=people)

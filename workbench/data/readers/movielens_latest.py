"""MovieLens "latest", 20M, 25M and 32M: `ratings.csv`, `movies.csv`, and links, in a folder or the zip as it is.

Format: the README.txt inside the archive (files.grouplens.org/datasets/movielens/ml-latest-small-README.html).
"""

from __future__ import annotations

from workbench.data.readers.film_tables import films, read_table, text_column
from workbench.data.readers.layout import Found, Head, ImportPreview, Layout, Parts, cut_preview
from workbench.data.readers.rows import Columns
from workbench.data.readers.source import Place
from workbench.data.readers.text_blocks import TextShape
from workbench.data.readers.text_rows import read_rows
from workbench.data.table_guess import TableGuess
from workbench.jobs import Progress

NAMES = ("userId", "movieId", "rating", "timestamp")
SHAPE = TextShape(",", header=True, quoted=True)


def _matches(head: Head, _: Place) -> bool:
    return bool(head.lines) and head.lines[0].strip() == ",".join(NAMES)


def _preview(found: Found, _: TableGuess | None) -> ImportPreview:
    return cut_preview(found, ",", NAMES, {"movies.csv": "titles, genres and years"}, header=True)


def _read(found: Found, _: TableGuess | None, progress: Progress) -> Parts:
    """Read the folder or archive; `movies.csv` may be missing."""
    columns = Columns("userId", "movieId", "rating", "timestamp", "seconds")
    rows = read_rows(found.source, SHAPE, NAMES, columns, progress)
    movies = found.place.find("movies.csv")
    if movies is None:
        return Parts(rows)
    table = read_table(movies, ",", ("id", "title", "genres"), progress, header=True, quoted=True)
    return Parts(rows, films(*(text_column(table, column) for column in ("id", "title", "genres"))))


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

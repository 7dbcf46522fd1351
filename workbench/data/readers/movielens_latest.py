"""MovieLens "latest", 20M, 25M and 32M: `ratings.csv`, `movies.csv`, and links, in a folder or the zip as it is.

Format: the README.txt inside the archive (files.grouplens.org/datasets/movielens/ml-latest-small-README.html).
"""

from __future__ import annotations

from workbench.data.readers.assemble import ReadResult, assemble
from workbench.data.readers.film_tables import films, read_table, text_column
from workbench.data.readers.rows import Columns, read_rows
from workbench.data.readers.source import Place
from workbench.data.readers.text_blocks import TextShape
from workbench.jobs import Progress

NAMES = ("userId", "movieId", "rating", "timestamp")
SHAPE = TextShape(",", header=True, quoted=True)


def read(place: Place, *, name: str, title: str, progress: Progress) -> ReadResult:
    """Read the folder or archive; `movies.csv` may be missing."""
    source, movies = place.find("ratings.csv"), place.find("movies.csv")
    assert source is not None
    rows = read_rows(source, SHAPE, NAMES, Columns("userId", "movieId", "rating", "timestamp", "seconds"), progress)
    items = None
    if movies is not None:
        table = read_table(movies, ",", ("id", "title", "genres"), progress, header=True, quoted=True)
        items = films(*(text_column(table, column) for column in ("id", "title", "genres")))
    return assemble(rows, name=name, source=title, progress=progress, items=items)

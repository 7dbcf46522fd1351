"""Which layout a file, folder or archive has, told by its content; names only say where to look."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from workbench.data.readers import double_colon, movielens_100k, movielens_latest, recbole, sequences
from workbench.data.readers.source import Place, Source
from workbench.data.readers.table import HEAD, open_parquet, table_head
from workbench.data.table_guess import head_text
from workbench.errors import DataFormatError

_HINT = (
    "Open a file of interactions, or a folder or zip of MovieLens (u.data, ratings.dat or ratings.csv), "
    "MovieTweetings or RecBole (.inter) files."
)


@dataclass(frozen=True)
class Layout:
    """What was recognised.

    Attributes:
        name: `movielens-100k`, `movielens-1m`, `movielens-latest`, `movietweetings`, `recbole`, `sequences`, `table`
            or `parquet`.
        title: what people read.
        path: what was opened.
        source: the file with the interactions.
        place: the folder or archive with its companions; None where it stands alone.
    """

    name: str
    title: str
    path: Path
    source: Source
    place: Place | None = None

    @property
    def dataset_name(self) -> str:
        """What to call the dataset where the person says nothing."""
        if self.name in ("movielens-100k", "movielens-1m", "movietweetings"):
            return self.title
        if self.place is not None and self.name == "movielens-latest":
            return self.place.path.stem if self.place.path.is_file() else self.place.path.name
        return self.source.name.rsplit(".", 1)[0] or self.source.name


def recognise(path: Path) -> Layout:
    """Look at the head of the files and say which layout they have.

    Raises:
        DataFormatError: there is nothing here, it is empty or damaged, or it is no known layout.
    """
    path = Path(path)
    try:
        path.stat()
    except (OSError, ValueError) as error:
        raise DataFormatError(
            f"There is no file or folder {path.name or path}, or it may not be looked at.",
            where=str(path),
            hint="Check the path.",
        ) from error
    if path.is_dir():
        place = Place.folder(path)
        found = _in_place(path, place)
        archives = place.ending(".zip")
        if found is None and len(archives) == 1:
            return recognise(archives[0].path)
        if found is None:
            what = "is an empty folder" if not place.entries else "is a folder without a dataset of a known layout"
            raise DataFormatError(f"{path.name or path} {what}.", where=str(path), hint=_HINT)
        return found
    if not path.is_file():
        raise DataFormatError(f"{path.name} is no ordinary file.", where=str(path), hint=_HINT)
    if path.stat().st_size == 0:
        raise DataFormatError(f"{path.name} is empty (0 bytes).", where=str(path), hint="Download or copy it again.")
    start = Source(path).head(8)
    if start[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return _in_archive(path)
    if start[:4] == b"PAR1":
        open_parquet(path).close()
        return Layout("parquet", "Parquet table", path, Source(path))
    return _file(path, Source(path), Place.folder(path.resolve().parent))


def _in_archive(path: Path) -> Layout:
    place = Place.archive(path)
    found = _in_place(path, place)
    if found is not None:
        return found
    tables = [s for n, s in place.entries.items() if n.lower().endswith((".csv", ".tsv", ".txt", ".dat", ".data"))]
    tables = [s for s in tables if not s.name.lower().startswith(("readme", "license"))]
    if len(tables) != 1:
        raise DataFormatError(
            f"{path.name} is an archive without a dataset of a known layout.",
            where=str(path),
            hint="Unpack it and open the file with the interactions.",
        )
    return _file(path, tables[0], place)


def _file(path: Path, source: Source, place: Place) -> Layout:
    found = _known(path, source, place)
    if found is not None:
        return found
    data = source.head(HEAD)
    _check_text(source, data)
    if sequences.looks_like_sequences(data, len(data) < HEAD):
        return Layout("sequences", "Sequences, one line a user", path, source)
    if table_head(source) is None:
        raise DataFormatError(
            f"{source.label} is no table of interactions: its lines have no common delimiter.",
            where=str(path),
            hint="Give every line its user and item, separated by commas or tabs.",
        )
    return Layout("table", "Table", path, source)


def _in_place(path: Path, place: Place) -> Layout | None:
    """Find the file with the interactions; one that has the right name and the wrong content is an error."""
    for name, described in (
        ("u.data", "MovieLens 100K's four columns between tabs"),
        ("ratings.dat", "four columns between ::"),
        ("ratings.csv", "MovieLens' columns userId,movieId,rating,timestamp"),
    ):
        source = place.find(name)
        if source is None:
            continue
        found = _known(path, source, place)
        if found is None:
            _check_text(source, source.head(HEAD))
            raise DataFormatError(
                f"{source.label} is not in the layout that its name promises: {described}.",
                where=str(path),
                hint="Open the file itself to say how it is written.",
            )
        return found
    inter = place.ending(".inter")
    if len(inter) > 1:
        raise DataFormatError(
            f"{path.name} holds {len(inter)} RecBole datasets.", where=str(path), hint="Open one of the .inter files."
        )
    return _known(path, inter[0], place) if inter else None


def _known(path: Path, source: Source, place: Place) -> Layout | None:
    name = source.name
    if name == "u.data" and _fits(source, movielens_100k.SHAPE.delimiter, 4):
        return Layout("movielens-100k", "MovieLens 100K", path, source, place)
    if name == "ratings.dat" and _fits(source, double_colon.SHAPE.delimiter, 4):
        if _has_padded_films(place):
            return Layout("movietweetings", "MovieTweetings", path, source, place)
        title = "MovieLens 1M" if place.find("users.dat") else "MovieLens 10M"
        return Layout("movielens-1m", title, path, source, place)
    if name == "ratings.csv" and _first_line(source) == ",".join(movielens_latest.NAMES):
        return Layout("movielens-latest", "MovieLens latest", path, source, place)
    if name.endswith(".inter"):
        recbole.columns_of(source)
        return Layout("recbole", "RecBole atomic files", path, source, place)
    return None


def _fits(source: Source, delimiter: str, count: int) -> bool:
    """Whether most of the first lines have `count` fields that begin with a number for the user."""
    lines = [line for line in head_text(source.head(4_000))[0].splitlines()[:20] if line.strip()]
    if not lines:
        raise DataFormatError(f"{source.label} is empty.", where=str(source.path), hint="Download or copy it again.")
    fitting = sum(len(f) == count and f[0].isdecimal() for f in (line.split(delimiter) for line in lines))
    return fitting >= 0.6 * len(lines)


def _has_padded_films(place: Place) -> bool:
    """Whether film ids are IMDb's, seven digits padded with zeros, as MovieTweetings writes them."""
    films = place.find("movies.dat")
    if films is None:
        return False
    ids = [line.split("::")[0] for line in head_text(films.head(20_000))[0].splitlines()[:50]]
    return sum(len(found) >= 7 and found.startswith("0") for found in ids) >= 0.6 * len(ids)


def _first_line(source: Source) -> str:
    return head_text(source.head(1_000))[0].split("\n")[0].strip()


def _check_text(source: Source, data: bytes) -> None:
    if not data.strip():
        raise DataFormatError(
            f"{source.label} is empty: there is no interaction in it.", where=str(source.path), hint=_HINT
        )
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return
    odd = sum(data.count(bytes([code])) for code in range(32) if code not in (9, 10, 12, 13, 30, 31))
    if b"\0" in data or odd > 0.01 * len(data):
        raise DataFormatError(
            f"{source.label} is not text, so it is no table of interactions.", where=str(source.path), hint=_HINT
        )

"""Public datasets of delimited text that are told by their columns: Book-Crossing, Last.fm 360K, Steam 200k, Jester 2.

Formats: informatik.uni-freiburg.de/~cziegler/BX; the README of lastfm-dataset-360K
(ocelma.net/MusicRecommendationDataset); kaggle.com/datasets/tamber/steam-video-games; eigentaste.berkeley.edu/dataset.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import pyarrow.compute as pc

from workbench.data.readers.dataset_spec import Companion, Spec, described
from workbench.data.readers.frames import ColumnBlock
from workbench.data.readers.layout import Head, most_fit
from workbench.data.readers.rows import Columns
from workbench.data.readers.source import Place, Source
from workbench.data.readers.text_frames import TextFrames, open_text
from workbench.jobs import Progress

_SHA1 = re.compile(r"[0-9a-f]{40}")
_UUID = re.compile(r"([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})?")


def _open_books(source: Source) -> TextFrames:
    first = source.head(2_000).split(b"\n")[0]
    return open_text(source, ";" if first.count(b";") else ",", quoted=True, escaped=True)


BOOK_CROSSING = described(
    "book-crossing",
    "Book-Crossing",
    lambda head, _: {"user-id", "isbn", "book-rating"} <= set(head.header),
    Spec(
        lambda sources: _open_books(sources[0]),
        Columns("User-ID", "ISBN", "Book-Rating"),
        items=Companion(
            names=("bx-books.csv", "bx_books.csv", "books.csv"),
            what="titles, authors and years",
            id_column="ISBN",
            roles=(
                ("Book-Title", "title"),
                ("Year-Of-Publication", "year"),
                ("Book-Author", "attribute"),
                ("Publisher", "attribute"),
            ),
            open=_open_books,
            matches=lambda head: {"isbn", "book-title"} <= set(head.header),
        ),
        users=Companion(
            names=("bx-users.csv", "bx_users.csv", "users.csv"),
            what="people",
            id_column="User-ID",
            roles=(("Location", "attribute"), ("Age", "attribute")),
            open=_open_books,
            matches=lambda head: {"user-id", "location"} <= set(head.header),
        ),
        notes=("A rating of 0 says that the book was met but not rated.",),
    ),
    usual_names=("bx-book-ratings.csv", "bx_book_ratings.csv", "ratings.csv"),
    named_by="title",
)


class _Plays(TextFrames):
    """Plays of artists, whose id is their MusicBrainz id, or their name where they have none."""

    @property
    def columns(self) -> list[str]:
        return ["user", "id", "artist", "plays"]

    def head(self, limit: int) -> list[list[str]]:
        return [[row[0], row[1] or row[2], *row[2:]] for row in super().head(limit) if len(row) == 4]

    def blocks(self, wanted: Sequence[str], progress: Progress) -> Iterator[ColumnBlock]:
        read = list(dict.fromkeys([*(name for name in wanted if name != "id"), "mbid", "artist"]))
        for block in super().blocks(read, progress):
            mbid = block.columns["mbid"]
            ids = pc.if_else(pc.equal(mbid, ""), block.columns["artist"], mbid)
            yield ColumnBlock({**block.columns, "id": ids}, block.lines, block.show, block.faults)


def _open_plays(sources: Sequence[Source]) -> TextFrames:
    plain = open_text(sources[0], "\t", ("user", "mbid", "artist", "plays"))
    return _Plays(plain.source, plain.shape, ("user", "mbid", "artist", "plays"))


LASTFM_360K = described(
    "lastfm-360k",
    "Last.fm 360K",
    lambda head, _: most_fit(
        head,
        "\t",
        4,
        lambda row: bool(_SHA1.fullmatch(row[0]) and _UUID.fullmatch(row[1]) and row[3].strip().isdecimal()),
    ),
    Spec(
        _open_plays,
        Columns("user", "id", "plays"),
        users=Companion(
            names=("usersha1-profile.tsv",),
            what="people",
            id_column="user",
            roles=(("gender", "attribute"), ("age", "attribute"), ("country", "attribute"), ("signup", "attribute")),
            open=lambda source: open_text(source, "\t", ("user", "gender", "age", "country", "signup")),
        ),
        item_columns=(("artist", "title"),),
        notes=("Values are plays; an artist without a MusicBrainz id goes by the name.",),
    ),
    usual_names=("usersha1-artmbid-artname-plays.tsv",),
    named_by="title",
)

_STEAM = ("user", "game", "behaviour", "hours", "zero")
STEAM_200K = described(
    "steam-200k",
    "Steam 200k",
    lambda head, _: most_fit(head, ",", 5, lambda row: row[2] in ("purchase", "play") and row[4].strip() == "0"),
    Spec(
        lambda sources: open_text(sources[0], ",", _STEAM, quoted=True),
        Columns("user", "game", "hours"),
        item_columns=(("game", "title"),),
        notes=("A purchase and the hours of play are rows of their own; the value of a purchase is 1.",),
    ),
    usual_names=("steam-200k.csv",),
    named_by="title",
)


def _is_jester(row: list[str]) -> bool:
    try:
        return row[0].isdecimal() and row[1].isdecimal() and -10 <= float(row[2]) <= 10 and "." in row[2]
    except ValueError:
        return False


def _matches_jester(head: Head, place: Place) -> bool:
    named = head.source.name.lower() == "jester_ratings.dat" or place.find("jester_items.dat") is not None
    return named and most_fit(head, "\t\t", 3, _is_jester)


JESTER_2 = described(
    "jester-2",
    "Jester 2",
    _matches_jester,
    Spec(
        lambda sources: open_text(sources[0], "\t\t", ("user", "joke", "rating")),
        Columns("user", "joke", "rating"),
        notes=("Ratings go from −10 to 10; there are no times.",),
    ),
    usual_names=("jester_ratings.dat",),
    named_by="title",
)

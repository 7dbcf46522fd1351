"""Spotify's million-playlist slices: JSON documents `mpd.slice.0-999.json` with playlists of tracks.

Format: the README that ships with the dataset (aicrowd.com/challenges/spotify-million-playlist-dataset-challenge).
"""

from __future__ import annotations

from workbench.data.readers.dataset_spec import Spec, described
from workbench.data.readers.json_frames import JsonDocuments
from workbench.data.readers.layout import Head
from workbench.data.readers.rows import Columns
from workbench.data.readers.source import Place

_TRACKS = "playlists[].tracks[]"


def _matches(head: Head, _: Place) -> bool:
    start = head.data[:200_000]
    return b'"playlists"' in start and b'"track_uri"' in start and b'"pid"' in start


LAYOUT = described(
    "spotify",
    "Spotify playlists",
    _matches,
    Spec(
        JsonDocuments,
        Columns("playlists[].pid", f"{_TRACKS}.track_uri"),
        item_columns=(
            (f"{_TRACKS}.track_name", "title"),
            (f"{_TRACKS}.artist_name", "attribute"),
            (f"{_TRACKS}.album_name", "attribute"),
            (f"{_TRACKS}.duration_ms", "attribute"),
        ),
        user_columns=(
            ("playlists[].name", "attribute"),
            ("playlists[].num_followers", "attribute"),
            ("playlists[].modified_at", "attribute"),
        ),
        notes=("Each playlist counts as a person; the order of its tracks is the order in time.",),
    ),
    usual_names=("mpd.slice.*.json",),
    many=True,
    named_by="title",
)

"""The one door to datasets on disk: look at the head, or read it all."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from workbench.data.attributes import Attributes
from workbench.data.checked_import import CheckedImport
from workbench.data.dataset import Dataset
from workbench.data.media import MEDIA, MediaKind
from workbench.data.media_paths import LocatedMedia, locate_media
from workbench.data.readers.layout import Found, ImportPreview
from workbench.data.recognise import recognise
from workbench.data.source_hash import hashing
from workbench.data.table_guess import TableGuess
from workbench.jobs import Progress

__all__ = ["ImportPreview", "ReadResult", "check_dataset", "preview", "read_dataset"]


def preview(
    path: Path, guess: TableGuess | None = None, *, as_table: bool = False, layout: str = "", delimiter: str = ""
) -> ImportPreview:
    """Read the head of a dataset and say how it would be understood.

    Args:
        path: a file, folder or archive.
        guess: a corrected guess for a table; columns that do not exist under its delimiter are guessed anew.
        as_table: whether a file of a known layout is to be taken for any other table.
        layout: the name of the layout that it is to be taken for; empty to tell by its head.
        delimiter: what stands between fields, where a person knows that alone; a guess says it itself.

    Raises:
        DataFormatError: it cannot be a dataset.
        ConfigurationError: there is no layout of this name.
    """
    found = _found(path, guess, as_table, layout, delimiter)
    return found.layout.preview(found, guess)


@dataclass(frozen=True)
class ReadResult:
    """A dataset that was read, and what a person should know of the reading, one sentence each."""

    dataset: Dataset
    notes: list[str]


def check_dataset(
    path: Path, *, name: str | None = None, guess: TableGuess | None = None, layout: str = "", progress: Progress
) -> CheckedImport:
    """Read a dataset whole and check it.

    Args:
        path: a file, folder or archive of a layout that `recognise` knows.
        name: what to call the dataset; the layout's title or the file's name where None.
        guess: how a table is to be read, see `preview`; with one, a known layout is taken for any other table.
        layout: see `preview`.
        progress: told how far reading is; cancelling is noticed between blocks of a few megabytes.

    Raises:
        DataFormatError: one sentence on what is wrong: nothing could be read, or most of the rows cannot.
    """
    found = _found(path, guess, False, layout, "")
    with hashing(path, progress) as source_hash:
        parts = found.layout.read(found, guess, progress)
        hashed = source_hash()
    return CheckedImport(
        parts.rows,
        name=name or found.dataset_name,
        source=found.title,
        progress=progress,
        items=parts.items,
        users=parts.users,
        notes=parts.notes,
        path=path,
        source_hash=hashed,
        media=_media(found, parts.items, progress),
    )


def _found(path: Path, guess: TableGuess | None, as_table: bool, layout: str, delimiter: str) -> Found:
    if guess is not None:
        delimiter = guess.delimiter
    return recognise(path, as_table=as_table or guess is not None, layout=layout, delimiter=delimiter)


def _media(found: Found, items: Attributes | None, progress: Progress) -> dict[MediaKind, LocatedMedia]:
    """Find the pictures and sounds that the items' columns of paths name."""
    columns = {} if items is None else {n: items.columns[n] for n in items.columns.column_names}
    return {
        kind: locate_media(kind, columns[kind].combine_chunks(), found.source, found.place.path, progress)
        for kind in MEDIA
        if kind in columns and pa.types.is_string(columns[kind].type)
    }


def read_dataset(
    path: Path, *, name: str | None = None, guess: TableGuess | None = None, progress: Progress
) -> ReadResult:
    """Read a dataset of which every row can be read; what is suspicious is treated as we would propose.

    Raises:
        DataFormatError: see `check_dataset`; also where some row cannot be read, with its line.
    """
    checked = check_dataset(path, name=name, guess=guess, progress=progress)
    if (refusal := checked.refusal()) is not None:
        raise refusal
    return ReadResult(checked.dataset(progress=progress), checked.report().told)

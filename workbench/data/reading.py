"""The one door to datasets on disk: look at the head, or read it all."""

from __future__ import annotations

from pathlib import Path

from workbench.data.readers.assemble import ReadResult, assemble
from workbench.data.readers.layout import ImportPreview
from workbench.data.recognise import recognise
from workbench.data.table_guess import TableGuess
from workbench.jobs import Progress

__all__ = ["ImportPreview", "ReadResult", "preview", "read_dataset"]


def preview(path: Path, guess: TableGuess | None = None) -> ImportPreview:
    """Read the head of a dataset and say how it would be understood.

    Args:
        path: a file, folder or archive.
        guess: a corrected guess for a table; columns that do not exist under its delimiter are guessed anew.

    Raises:
        DataFormatError: it cannot be a dataset.
    """
    found = recognise(path)
    return found.layout.preview(found, guess)


def read_dataset(
    path: Path, *, name: str | None = None, guess: TableGuess | None = None, progress: Progress
) -> ReadResult:
    """Read a dataset whole.

    Args:
        path: a file, folder or archive of a layout that `recognise` knows.
        name: what to call the dataset; the layout's title or the file's name where None.
        guess: how a table is to be read, see `preview`; other layouts ignore it.
        progress: told how far reading is; cancelling is noticed between blocks of a few megabytes.

    Returns:
        the dataset and notes: what was left out, repeated or missing.

    Raises:
        DataFormatError: one sentence on what is wrong, with file and line; nothing was read.
    """
    found = recognise(path)
    parts = found.layout.read(found, guess, progress)
    return assemble(
        parts.rows,
        name=name or found.dataset_name,
        source=found.title,
        progress=progress,
        items=parts.items,
        users=parts.users,
        notes=parts.notes,
    )

"""How people corrected the guesses about their files, so that a file opened again is understood as it was left."""

from __future__ import annotations

import json
import logging
import os
import threading
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.data.source_hash import content_mark
from workbench.errors import WorkbenchError

if TYPE_CHECKING:
    from workbench.data.reading import ImportPreview
    from workbench.data.table_guess import TableGuess

log = logging.getLogger(__name__)

FILE = "corrections.json"
MOST_KEPT = 200


@dataclass(frozen=True)
class OpenedFile:
    """A file as it is understood when a person opens it.

    Attributes:
        preview: its head, and what is understood of it.
        corrected: whether it is understood as somebody corrected it before.
        known_layout: the layout that it was recognised to have though it is read as any other table, else empty.
    """

    preview: ImportPreview
    corrected: bool = False
    known_layout: str = ""


class Corrections:
    """Corrected guesses by what is in the file, and by where it lies for a file that has changed since.

    Methods may be called from any thread.

    Args:
        folder: the workspace's folder; they are kept there as one JSON file.
        read_only: whether to keep them for this session only.
    """

    def __init__(self, folder: Path, *, read_only: bool) -> None:
        self._file = folder / FILE
        self._read_only = read_only
        self._lock = threading.Lock()
        self._entries: list[dict[str, Any]] | None = None  # newest first

    def recall(self, path: Path) -> TableGuess | None:
        """Return how this file was corrected the last time; None where it was not."""
        from pydantic import TypeAdapter, ValidationError

        from workbench.data.table_guess import TableGuess

        with self._lock:
            entries = self._all()
            if not entries:
                return None
            keys = _keys(path)
            for key, value in keys.items():
                for entry in entries:
                    if value and entry.get(key) == value:
                        try:
                            return TypeAdapter(TableGuess).validate_python(entry["guess"])
                        except (KeyError, ValidationError):
                            log.warning("a remembered correction of %s cannot be read and is ignored", path)
            return None

    def remember(self, path: Path, guess: TableGuess | None) -> None:
        """Keep a corrected guess about a file in place of the one before; None forgets it."""
        with self._lock:
            before, keys = self._all(), _keys(path)
            others = [e for e in before if not any(value and e.get(key) == value for key, value in keys.items())]
            made = [] if guess is None else [{**keys, "guess": asdict(guess)}]
            if not made and len(others) == len(before):
                return
            self._entries = [*made, *others][:MOST_KEPT]
            if not self._read_only:
                self._write()

    def forget_all(self) -> None:
        """Forget every correction: files are guessed anew."""
        with self._lock:
            self._entries = []
            if not self._read_only and self._file.exists():
                self._write()

    def _all(self) -> list[dict[str, Any]]:
        if self._entries is None:
            try:
                stored = json.loads(self._file.read_text(encoding="utf-8"))
            except FileNotFoundError:
                stored = []
            except (OSError, ValueError):
                log.warning("the corrections in %s cannot be read; files are guessed anew", self._file)
                stored = []
            self._entries = [e for e in stored if isinstance(e, dict)] if isinstance(stored, list) else []
        return self._entries

    def _write(self) -> None:
        temporary = self._file.with_suffix(".json.tmp")
        try:
            with temporary.open("w", encoding="utf-8") as handle:
                json.dump(self._entries, handle, indent=1, ensure_ascii=False)
                handle.flush()
                os.fsync(handle.fileno())
            temporary.replace(self._file)
        except OSError:
            log.warning("the corrections cannot be written to %s", self._file, exc_info=True)


def open_corrected(path: Path, corrections: Corrections) -> OpenedFile:
    """Look at a file as it was corrected before; as it is guessed where it was not, or no longer can be so read.

    Raises:
        DataFormatError: it cannot be a dataset.
    """
    from workbench.data.reading import preview

    guess = corrections.recall(path)
    if guess is None:
        return OpenedFile(preview(path))
    try:
        found = preview(path, guess)
    except WorkbenchError:
        return OpenedFile(preview(path))
    try:
        by_itself = preview(path)
    except WorkbenchError:  # read only thanks to the correction
        return OpenedFile(found, corrected=True)
    known = by_itself.layout_title if by_itself.guess is None else ""
    return OpenedFile(found, corrected=found.guess != by_itself.guess, known_layout=known)


def _keys(path: Path) -> dict[str, str]:
    """Return what a file is known again by, the surer first."""
    return {"content": content_mark(path) or "", "path": str(path.resolve())}

"""Content-addressed files beside the catalog: written whole or not at all, and verified by hash when read."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
import threading
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from workbench.errors import ArtifactDamagedError

_BLOCK = 1 << 20  # hashlib releases the interpreter lock for blocks of this size


@dataclass(frozen=True)
class Artifact:
    """One stored file: the SHA-256 (hex) of its bytes, and their number."""

    sha256: str
    n_bytes: int


class ArtifactStore:
    """The files under one folder, `ab/cdef…` for the hash `abcdef…`.

    Args:
        folder: made on first use.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._staging = folder / "tmp"
        self._lock = threading.Lock()
        self._pinned: Counter[str] = Counter()
        self._verified: set[str] = set()

    @contextmanager
    def staging(self) -> Iterator[Path]:
        """Give a temporary folder on the same disk, so that files written there can be moved in at once."""
        self._staging.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(dir=self._staging))
        try:
            yield made
        finally:
            shutil.rmtree(made, ignore_errors=True)

    @contextmanager
    def storing(self, files: Iterable[Path]) -> Iterator[dict[str, Artifact]]:
        """Move staged files in, by name, and keep them from being collected until the block ends.

        The caller commits the rows that refer to them inside the block; where it doesn't, they are collected later.
        """
        stored: dict[str, Artifact] = {}
        try:
            for file in files:
                stored[file.name] = self._put(file)
            yield stored
        finally:
            with self._lock:
                for artifact in stored.values():
                    self._pinned[artifact.sha256] -= 1

    def _put(self, file: Path) -> Artifact:
        with file.open("rb+") as handle:
            os.fsync(handle.fileno())
        digest, n_bytes = _sha256(file), file.stat().st_size
        target = self._path(digest)
        with self._lock:
            self._pinned[digest] += 1
        target.parent.mkdir(parents=True, exist_ok=True)
        file.replace(target)
        _sync_folder(target.parent)
        return Artifact(digest, n_bytes)

    def path(self, sha256: str, n_bytes: int, what: str) -> Path:
        """Return where an artifact lies, after its bytes were compared with its hash (once a process).

        Args:
            sha256, n_bytes: as stored in the catalog.
            what: what it is part of, for the error: `the dataset “MovieLens 100K”`.

        Raises:
            ArtifactDamagedError: the file is missing, or its bytes are not those that were stored.
        """
        target = self._path(sha256)
        hint = "Import or train it again, or restore the workspace from a backup."
        try:
            found = target.stat().st_size
        except OSError:
            raise ArtifactDamagedError(f"A file of {what} is missing.", where=str(target), hint=hint) from None
        if found != n_bytes:
            raise ArtifactDamagedError(
                f"A file of {what} has {found:,} bytes where {n_bytes:,} were stored.", where=str(target), hint=hint
            )
        if sha256 not in self._verified:
            if _sha256(target) != sha256:
                raise ArtifactDamagedError(
                    f"A file of {what} was changed since it was stored.", where=str(target), hint=hint
                )
            self._verified.add(sha256)
        return target

    def collect(self, unreferenced: Iterable[str]) -> None:
        """Delete artifacts that no row refers to any more, except those being stored right now."""
        for digest in unreferenced:
            with self._lock:
                if self._pinned[digest] > 0:
                    continue
                self._verified.discard(digest)
                self._path(digest).unlink(missing_ok=True)

    def sweep(self, referenced: set[str]) -> int:
        """Delete everything that an ended process left behind, and return how many files that were.

        Only for the one process that holds the workspace, before it stores anything.
        """
        swept = 0
        shutil.rmtree(self._staging, ignore_errors=True)
        for file in self._files():
            if file.parent.name + file.name not in referenced:
                file.unlink(missing_ok=True)
                swept += 1
        return swept

    def n_bytes(self) -> int:
        """Return the size of all artifacts on disk."""
        return sum(file.stat().st_size for file in self._files())

    def _files(self) -> Iterator[Path]:
        return (f for f in self._folder.glob("??/*") if f.is_file()) if self._folder.is_dir() else iter(())

    def _path(self, sha256: str) -> Path:
        return self._folder / sha256[:2] / sha256[2:]


def _sha256(file: Path) -> str:
    digest = hashlib.sha256()
    with file.open("rb") as handle:
        while block := handle.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def _sync_folder(folder: Path) -> None:
    """Make a rename survive a power cut; Windows has no such call and needs none."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

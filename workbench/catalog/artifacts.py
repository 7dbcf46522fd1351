"""Content-addressed files beside the catalog: written whole or not at all, and verified by hash when read.

A large file that is only looked at need not wait for its hash: it is verified meanwhile, and everything that is to last
(training, preparing, exporting) asks for it again and waits.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, wait
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from workbench.errors import ArtifactDamagedError

_BLOCK = 1 << 20  # hashlib releases the interpreter lock for blocks of this size
_LARGE = 32_000_000


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
        self._verifying: dict[str, threading.Thread] = {}
        self._closing = threading.Event()

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
    def storing(self, files: Iterable[Path], check: Callable[[], None] = lambda: None) -> Iterator[dict[str, Artifact]]:
        """Move staged files in, by name, and keep them from being collected until the block ends.

        The caller commits the rows that refer to them inside the block; where it doesn't, they are collected later.
        `check` is called between blocks of a megabyte, and may raise to give up.
        """
        stored: dict[str, Artifact] = {}
        try:
            for file in files:
                stored[file.name] = self._put(file, check)
            yield stored
        finally:
            with self._lock:
                for artifact in stored.values():
                    self._pinned[artifact.sha256] -= 1

    def _put(self, file: Path, check: Callable[[], None]) -> Artifact:
        # The disk writes while the processor hashes.
        written: Future[None] = Future()
        threading.Thread(target=_flush, args=(file, written), name="flushing", daemon=True).start()
        digest, n_bytes = _sha256(file, check), file.stat().st_size
        while not wait([written], timeout=0.05).done:
            check()
        written.result()
        target = self._path(digest)
        with self._lock:
            self._pinned[digest] += 1
        target.parent.mkdir(parents=True, exist_ok=True)
        file.replace(target)
        _sync_folder(target.parent)
        return Artifact(digest, n_bytes)

    def path(self, sha256: str, n_bytes: int, what: str, *, only_looked_at: bool = False) -> Path:
        """Return where an artifact lies, after its bytes were compared with its hash (once a process).

        Args:
            sha256, n_bytes: as stored in the catalog.
            what: what it is part of, for the error: `the dataset “MovieLens 100K”`.
            only_looked_at: return at once where the file is large, and compare it meanwhile; a later call tells.

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
        if sha256 in self._verified:
            return target
        with self._lock:
            verifying = self._verifying.get(sha256)
            if verifying is None and only_looked_at and n_bytes >= _LARGE:
                verifying = threading.Thread(target=self._verify, args=(sha256,), name="verifying", daemon=True)
                self._verifying[sha256] = verifying
                verifying.start()
        if verifying is not None and only_looked_at and verifying.is_alive():
            return target
        if verifying is not None:
            verifying.join()
        else:
            self._verify(sha256)
        if sha256 not in self._verified and not self._closing.is_set():
            with self._lock:
                self._verifying.pop(sha256, None)
            raise ArtifactDamagedError(
                f"A file of {what} was changed since it was stored.", where=str(target), hint=hint
            )
        return target

    def _verify(self, sha256: str) -> None:
        with suppress(OSError, _Closing):
            if _sha256(self._path(sha256), self._give_up) == sha256:
                self._verified.add(sha256)

    def _give_up(self) -> None:
        if self._closing.is_set():
            raise _Closing

    def close(self) -> None:
        """Stop verifying."""
        self._closing.set()
        for thread in list(self._verifying.values()):
            thread.join()

    def collect(self, unreferenced: Iterable[str]) -> None:
        """Delete artifacts that no row refers to any more, except those being stored right now."""
        for digest in unreferenced:
            with self._lock:
                if self._pinned[digest] > 0:
                    continue
                self._verified.discard(digest)
                # Where a file that is still mapped cannot be deleted (Windows), the next start sweeps it.
                with suppress(PermissionError):
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


class _Closing(Exception):
    """The store is closed while a file is verified."""


def _sha256(file: Path, check: Callable[[], None]) -> str:
    digest = hashlib.sha256()
    with file.open("rb", buffering=0) as handle:
        while block := handle.read(_BLOCK):
            digest.update(block)
            check()
    return digest.hexdigest()


def _flush(file: Path, written: Future[None]) -> None:
    try:
        with file.open("rb+") as handle:
            os.fsync(handle.fileno())
    except OSError as error:
        written.set_exception(error)
    else:
        written.set_result(None)


def _sync_folder(folder: Path) -> None:
    """Make a rename survive a power cut; Windows has no such call and needs none."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

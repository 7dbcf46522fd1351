"""The hash of a file that is imported, taken beside the reading: it tells later whether the file has changed."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from workbench.jobs import Progress

_BLOCK = 1 << 20  # hashlib releases the interpreter lock for blocks of this size


@contextmanager
def hashing(path: Path, progress: Progress) -> Iterator[Callable[[], str | None]]:
    """Hash a file on a thread of its own for the length of the block.

    Yields:
        a function that waits for the hash and returns it, SHA-256 in hex; None where the path is no single file or
        cannot be read to its end.
    """
    stop = threading.Event()
    found: list[str] = []

    def work() -> None:
        digest = hashlib.sha256()
        try:
            with path.open("rb") as file:
                while block := file.read(_BLOCK):
                    digest.update(block)
                    if stop.is_set():
                        return
        except OSError:
            return
        found.append(digest.hexdigest())

    def result() -> str | None:
        while thread.is_alive():
            thread.join(0.05)
            progress.check()
        return found[0] if found else None

    thread = threading.Thread(target=work, name="hashing", daemon=True)
    if path.is_file():
        thread.start()
    try:
        yield result
    finally:
        stop.set()
        if thread.ident is not None:
            thread.join()

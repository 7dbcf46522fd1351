"""The hash of a file that is imported, taken beside the reading, and a quick mark by which it is known again."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from workbench.jobs import Progress

_BLOCK = 1 << 20  # hashlib releases the interpreter lock for blocks of this size


def content_mark(path: Path) -> str | None:
    """Return SHA-256 (hex) over a file's size, its first and its last mebibyte; None for a folder or no file.

    It takes a millisecond whatever the size: enough to know a file again, not to say that nothing in it changed.
    """
    try:
        if not path.is_file():
            return None
        with path.open("rb") as file:
            size = file.seek(0, 2)
            digest = hashlib.sha256(b"%d\0" % size)
            for start in (0, max(_BLOCK, size - _BLOCK)):
                file.seek(start)
                digest.update(file.read(_BLOCK))
    except OSError:
        return None
    return digest.hexdigest()


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

"""Blocks of a file read on several threads, a few of them ahead of whoever takes them, in the file's order."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

# More threads than these wait for the disk and for the one that takes the blocks.
THREADS = max(1, min(os.cpu_count() or 1, 6))
_AHEAD = 2
Block = TypeVar("Block")
Read = TypeVar("Read")


def read_ahead(read: Callable[[Block], Read], blocks: Iterable[Block]) -> Iterator[Read]:
    """Read blocks on several threads and yield what comes out, in their order.

    No more blocks are asked for than are read or wait to be taken, so that memory is bounded whatever the file's size.
    `read` should spend its time in Arrow or NumPy, which release the interpreter lock; what it raises is raised here.
    """
    waiting: deque[Future[Read]] = deque()
    with ThreadPoolExecutor(THREADS, thread_name_prefix="reading") as pool:
        try:
            for block in blocks:
                waiting.append(pool.submit(read, block))
                if len(waiting) > THREADS + _AHEAD:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()

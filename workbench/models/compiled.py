"""Loops that numpy has no words for, compiled by numba, and run on all threads beside the interpreter.

numba translates such a loop to machine code when it is first called, within a second or two, and keeps the result on
disk for the next process. It comes with umap anyhow; importing it takes half a second, so that only modules of loops
import this one, and those are imported late.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

import numba

from workbench.jobs import Progress
from workbench.training.device import configure_threads

Loop = TypeVar("Loop", bound=Callable[..., None])
Range = TypeVar("Range")
Result = TypeVar("Result")


def compiled(loop: Loop) -> Loop:
    """Compile a loop over arrays: without the interpreter lock, and free to add in another order."""
    options = {"nogil": True, "fastmath": True}
    try:
        made: Loop = numba.njit(cache=True, **options)(loop)
    except RuntimeError:  # no folder in which the machine code could be kept: each process compiles anew
        made = numba.njit(**options)(loop)
    return made


def in_threads(work: Callable[[Range], Result], parts: Iterable[Range], progress: Progress) -> Iterator[Result]:
    """Yield `work(part)` of every part, in order, as many at once as torch may use threads.

    Results do not depend on the number of threads, and no more of them wait than there are threads. `progress` is
    checked before each is yielded.
    """
    threads = configure_threads()
    waiting: deque[Future[Result]] = deque()
    with ThreadPoolExecutor(threads, thread_name_prefix="loops") as pool:
        try:
            for part in parts:
                waiting.append(pool.submit(work, part))
                if len(waiting) > threads:
                    progress.check()
                    yield waiting.popleft().result()
            while waiting:
                progress.check()
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()

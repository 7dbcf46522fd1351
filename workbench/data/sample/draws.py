"""Random draws that are the same on every platform and under every version of numpy.

numpy promises a stable stream for its bit generators only; `Generator.integers` and `choice` may change, and float
probabilities round by platform. So the sample maps the raw 64-bit stream to integers itself.
"""

from __future__ import annotations

import zlib
from bisect import bisect_right
from collections.abc import Sequence
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

T = TypeVar("T")

_BATCH = 512


class Draws:
    """A stream of integer draws.

    Args:
        seed: not negative; the sample's seed.
        stream: a name; streams of different names are independent, so that a change in one part of the sample
            leaves the other parts as they are.
    """

    def __init__(self, seed: int, stream: str) -> None:
        self._bits = np.random.PCG64(np.random.SeedSequence([seed, zlib.crc32(stream.encode())]))
        self._ready: list[int] = []

    def below(self, bound: int) -> int:
        """Return one integer of 0 … bound − 1 (multiply and shift; its bias is under bound / 2³²)."""
        if not self._ready:
            self._ready = (self._bits.random_raw(_BATCH) >> np.uint64(32)).tolist()
        return (self._ready.pop() * bound) >> 32

    def between(self, low: int, high: int) -> int:
        """Return one integer of low … high, both ends included."""
        return low + self.below(high - low + 1)

    def chance(self, percent: int) -> bool:
        """Return true in `percent` of a hundred cases."""
        return self.below(100) < percent

    def choose(self, options: Sequence[T]) -> T:
        """Return one of the options, all alike."""
        return options[self.below(len(options))]

    def weighted(self, cumulative: Sequence[int]) -> int:
        """Return a position, by the running sums of integer weights."""
        return bisect_right(cumulative, self.below(cumulative[-1]))

    def shuffled(self, options: Sequence[T]) -> list[T]:
        """Return the options in a random order (Fisher–Yates)."""
        made = list(options)
        for last in range(len(made) - 1, 0, -1):
            other = self.below(last + 1)
            made[last], made[other] = made[other], made[last]
        return made

    def array(self, bound: int, size: int) -> npt.NDArray[np.int64]:
        """Return int64 [size] integers of 0 … bound − 1."""
        raw: npt.NDArray[Any] = self._bits.random_raw(size) >> np.uint64(32)
        return ((raw * np.uint64(bound)) >> np.uint64(32)).astype(np.int64)

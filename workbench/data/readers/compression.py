"""Compressed streams, told by their first bytes, and a bound on what may come out of them."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO, Any, cast

import pyarrow as pa

from workbench.errors import DataFormatError

SUFFIXES = (".gz", ".zst", ".bz2", ".xz")
# Logs of few distinct lines pack 100:1, a nearly empty matrix 300:1; deflate's most is 1032:1, Zstandard has no bound.
_ALWAYS_ALLOWED = 128_000_000
_MOST_RATIO = 400


class Damaged(Exception):
    """Compressed bytes that cannot be unpacked to the end."""


@contextmanager
def decompressed(stream: IO[bytes]) -> Iterator[IO[bytes]]:
    """Unpack gzip, Zstandard, bzip2 or xz where the stream begins like one; otherwise the stream as it is."""
    start = _peek(stream)
    if start[:2] == b"\x1f\x8b":
        with gzip.open(stream) as plain:
            yield cast(IO[bytes], plain)
    elif start[:4] == b"\x28\xb5\x2f\xfd":
        yield cast(IO[bytes], _Zstandard(stream))
    elif start[:3] == b"BZh" and start[3:4].isdigit() and start[4:6] in (b"1A", b"\x17r"):
        with bz2.open(stream) as packed:
            yield cast(IO[bytes], packed)
    elif start[:6] == b"\xfd7zXZ\0":
        with lzma.open(stream) as packed:
            yield cast(IO[bytes], packed)
    else:
        yield stream


def bounded(stream: IO[bytes], packed: Callable[[], int], label: str) -> IO[bytes]:
    """Let a stream yield at most 128 MB, or 400 times as many bytes as `packed` says went in.

    Reading on raises a DataFormatError: such content is no table but a trap, known as a zip bomb.
    """
    return cast(IO[bytes], _Bounded(stream, packed, label))


def _peek(stream: IO[bytes]) -> bytes:
    if hasattr(stream, "peek"):
        return bytes(stream.peek(8)[:8])
    start = stream.read(8)
    stream.seek(0)
    return start


class _Zstandard(io.BufferedIOBase):
    """Arrow's reader of Zstandard, whose errors say that the bytes are damaged."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._plain: Any = pa.CompressedInputStream(pa.PythonFile(stream, mode="r"), "zstd")

    def readable(self) -> bool:
        return True

    def read(self, size: int | None = -1) -> bytes:
        try:
            return bytes(self._plain.read(None if size is None or size < 0 else size))
        except (OSError, pa.ArrowException) as error:
            raise Damaged(str(error)) from error


class _Bounded(io.BufferedIOBase):
    def __init__(self, stream: IO[bytes], packed: Callable[[], int], label: str) -> None:
        self._stream = stream
        self._packed = packed
        self._label = label
        self._count = 0

    def readable(self) -> bool:
        return True

    def read(self, size: int | None = -1) -> bytes:
        if size is None or size < 0:
            parts = []
            while part := self.read(16_000_000):
                parts.append(part)
            return b"".join(parts)
        parts, missing = [], size
        while missing and (part := self._stream.read(min(missing, 16_000_000))):
            parts.append(part)
            missing -= len(part)
            self._count += len(part)
            if self._count > _ALWAYS_ALLOWED and self._count > _MOST_RATIO * max(self._packed(), 1):
                raise DataFormatError(
                    f"{self._label} unpacks to more than {_MOST_RATIO} times its size, which no table does: "
                    "it may be a zip bomb.",
                    hint="Unpack it yourself if you trust it.",
                )
        return parts[0] if len(parts) == 1 else b"".join(parts)

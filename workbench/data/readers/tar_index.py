"""What a tar archive holds and where, found in one pass and remembered while the file does not change."""

from __future__ import annotations

import io
import tarfile
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import IO

from workbench.data.readers.compression import bounded, decompressed
from workbench.errors import DataFormatError

_KEPT_HEAD = 200_000
_KEPT_HEADS = 40_000_000
_MOST_MEMBERS = 200_000


@dataclass(frozen=True)
class Member:
    """One file of a tar archive.

    Attributes:
        offset: where its bytes begin, in the archive unpacked.
        size: how many there are.
        is_plain: whether the archive itself is not compressed, so that `offset` is a place in the file.
        head: its first bytes where the archive is compressed (reading them again would cost the way there).
    """

    offset: int
    size: int
    is_plain: bool
    head: bytes | None


def looks_like_tar(start: bytes) -> bool:
    """Whether the first 512 bytes of (unpacked) content are a tar header, by its mark or by its checksum."""
    if len(start) < 512 or not start[0]:
        return False
    if start[257:262] == b"ustar":
        return True
    try:
        said = int(start[148:156].strip(b"\0 ") or b"x", 8)
    except ValueError:
        return False
    return said == sum(start[:148]) + 8 * 32 + sum(start[156:512])


def tar_members(path: Path) -> dict[str, Member]:
    """Return the ordinary files of an archive by name; links, devices and the like are left out.

    Raises:
        tarfile.TarError, OSError: it is damaged, or cannot be read.
        DataFormatError: it unpacks to far more than a dataset does.
    """
    state = path.stat()
    return _members(path, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=2)
def _members(path: Path, _changed: int, size: int) -> dict[str, Member]:
    found: dict[str, Member] = {}
    kept = 0
    with path.open("rb") as raw, decompressed(raw) as plain:
        is_plain = plain is raw
        stream = bounded(plain, raw.tell, path.name)
        with tarfile.open(fileobj=raw if is_plain else stream, mode="r:" if is_plain else "r|") as archive:
            for info in archive:
                if not info.isreg():
                    continue
                head = None
                if not is_plain and kept < _KEPT_HEADS:
                    content = archive.extractfile(info)
                    head = content.read(_KEPT_HEAD) if content is not None else b""
                    kept += len(head)
                if is_plain and info.offset_data + info.size > size:
                    raise tarfile.ReadError("unexpected end of data")
                found.setdefault(info.name, Member(info.offset_data, info.size, is_plain, head))
                if len(found) > _MOST_MEMBERS:
                    raise DataFormatError(
                        f"{path.name} holds more than {_MOST_MEMBERS:,} files, too many to look through.",
                        where=str(path),
                        hint="Unpack it and open the file with the interactions.",
                    )
    return found


class Slice(io.RawIOBase):
    """The bytes `start … start + size` of a file, as a file of their own."""

    def __init__(self, raw: IO[bytes], start: int, size: int) -> None:
        self._raw = raw
        self._start = start
        self._size = size
        self._at = 0

    def readable(self) -> bool:
        """True: it is for reading."""
        return True

    def seekable(self) -> bool:
        """True: any place can be reached."""
        return True

    def tell(self) -> int:
        """Return the place within the slice."""
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place within the slice."""
        self._at = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence] + offset
        return self._at

    def readinto(self, buffer: object) -> int:
        """Fill a buffer as far as the slice goes."""
        view = memoryview(buffer)  # type: ignore[arg-type]
        count = max(min(len(view), self._size - self._at), 0)
        self._raw.seek(self._start + self._at)
        data = self._raw.read(count)
        view[: len(data)] = data
        self._at += len(data)
        return len(data)

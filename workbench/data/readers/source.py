"""Where bytes of a dataset come from: a file, a gzip file or an entry of a zip archive, read in place."""

from __future__ import annotations

import gzip
import io
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, cast

from workbench.errors import DataFormatError
from workbench.jobs import Progress

BLOCK = 4_000_000
_BROKEN = (EOFError, zlib.error, lzma.LZMAError, zipfile.BadZipFile, gzip.BadGzipFile)


@dataclass(frozen=True)
class Source:
    """One stream of bytes.

    Attributes:
        path: the file on disk.
        entry: the entry's name where `path` is a zip archive, else empty.
    """

    path: Path
    entry: str = ""

    @property
    def name(self) -> str:
        """The file's own name without `.gz`."""
        name = PurePosixPath(self.entry).name if self.entry else self.path.name
        return name.removesuffix(".gz")

    @property
    def label(self) -> str:
        """How errors call it."""
        return f"{self.entry} in {self.path.name}" if self.entry else self.path.name

    @contextmanager
    def open(self) -> Iterator[tuple[IO[bytes], IO[bytes], int]]:
        """Open for reading.

        Yields:
            the stream of content, the stream whose position tells how much is done, and that position's end.

        Raises:
            DataFormatError: the file is missing, cannot be opened, or its compression is damaged.
        """
        try:
            if self.entry:
                with (
                    zipfile.ZipFile(self.path) as archive,
                    archive.open(self.entry) as content,
                    _decompressed(content) as plain,
                ):
                    yield plain, content, archive.getinfo(self.entry).file_size
            else:
                with self.path.open("rb") as raw, _decompressed(raw) as plain:
                    yield plain, raw, self.path.stat().st_size
        except FileNotFoundError as error:
            raise DataFormatError(f"There is no file {self.path.name}.", where=str(self.path.parent)) from error
        except _BROKEN as error:
            raise DataFormatError(
                f"{self.label} is damaged or cut off: its compressed content cannot be unpacked to the end.",
                hint="Download or copy it again.",
            ) from error
        except (OSError, RuntimeError, NotImplementedError) as error:
            raise DataFormatError(f"{self.label} cannot be read: {_reason(error)}.", where=str(self.path)) from error

    def head(self, size: int = 200_000) -> bytes:
        """Return the first bytes of the content; see `open` for what is raised."""
        with self.open() as (stream, _, _):
            return stream.read(size)

    def everything(self) -> bytes:
        """Return the whole content; for tables of items and users, not for interactions."""
        with self.open() as (stream, _, _):
            return stream.read()

    def blocks(self, progress: Progress, size: int = BLOCK) -> Iterator[bytes]:
        """Yield the content in blocks of about `size` bytes, telling the progress; see `open` for what is raised."""
        with self.open() as (stream, measured, end):
            while block := stream.read(size):
                progress.report(measured.tell() / max(end, 1), f"reading {self.name}")
                yield block


@dataclass(frozen=True)
class Place:
    """A folder or a zip archive with several files of one dataset.

    Attributes:
        path: the folder or archive.
        entries: each file's base name (without `.gz`) and where it lies; the least deeply nested wins.
    """

    path: Path
    entries: dict[str, Source]

    def find(self, name: str) -> Source | None:
        """Return the file of this base name."""
        return self.entries.get(name)

    def ending(self, suffix: str) -> list[Source]:
        """Return the files whose base name ends with `suffix`, in the order of their names."""
        return [source for name, source in sorted(self.entries.items()) if name.endswith(suffix)]

    @staticmethod
    def folder(path: Path) -> Place:
        """List a folder; sub-folders are not looked into."""
        try:
            files = sorted(p for p in path.iterdir() if p.is_file())
        except OSError as error:
            raise DataFormatError(
                f"The folder {path.name} cannot be read: {_reason(error)}.", where=str(path)
            ) from error
        return Place(path, {Source(file).name: Source(file) for file in files})

    @staticmethod
    def archive(path: Path) -> Place:
        """List a zip archive."""
        try:
            with zipfile.ZipFile(path) as archive:
                names = [info.filename for info in archive.infolist() if not info.is_dir()]
        except (zipfile.BadZipFile, OSError) as error:
            raise DataFormatError(
                f"{path.name} is damaged or cut off: it is no whole zip archive.",
                where=str(path),
                hint="Download or copy it again.",
            ) from error
        kept = [name for name in names if not name.startswith("__MACOSX/")]
        entries: dict[str, Source] = {}
        for name in sorted(kept, key=lambda n: (n.count("/"), n)):
            source = Source(path, name)
            entries.setdefault(source.name, source)
        return Place(path, entries)


@contextmanager
def _decompressed(stream: IO[bytes]) -> Iterator[IO[bytes]]:
    start = stream.read(2)
    stream.seek(0)
    if start == b"\x1f\x8b":
        with gzip.open(stream) as plain:
            yield cast(IO[bytes], plain)
    else:
        yield stream


def _reason(error: BaseException) -> str:
    if isinstance(error, OSError) and error.strerror:
        return error.strerror.lower()
    return str(error).rstrip(".") or io.UnsupportedOperation.__name__

"""Where bytes of a dataset come from: a file or an entry of an archive, compressed or not, read in place.

Nothing is ever unpacked to disk, so no name inside an archive can lead out of it; and whatever unpacks to far more than
any table does is refused before it fills the memory.
"""

from __future__ import annotations

import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Literal, cast

from workbench.data.readers.compression import SUFFIXES, Damaged, bounded, decompressed
from workbench.data.readers.tar_index import Member, Slice, tar_members
from workbench.errors import DataFormatError
from workbench.jobs import Progress

BLOCK = 4_000_000
MOST_FILES = 50_000
_LARGEST_WHOLE = 512_000_000
_BROKEN = (EOFError, Damaged, zlib.error, lzma.LZMAError, zipfile.BadZipFile, tarfile.TarError, UnicodeDecodeError)

Container = Literal["", "zip", "tar"]


@dataclass(frozen=True)
class Source:
    """One stream of bytes.

    Attributes:
        path: the file on disk.
        entry: the entry's name where `path` is an archive, else empty.
        container: which kind of archive `path` is; empty for a file of its own.
        size: bytes as they lie there, compressed or not; 0 where unknown.
    """

    path: Path
    entry: str = ""
    container: Container = ""
    size: int = 0

    @property
    def name(self) -> str:
        """The file's own name without `.gz` and its like."""
        name = PurePosixPath(self.entry).name if self.entry else self.path.name
        for suffix in SUFFIXES:
            if name.lower().endswith(suffix) and len(name) > len(suffix):
                return name[: -len(suffix)]
        return name

    @property
    def folder(self) -> str:
        """The name of the folder that the file lies in, inside its archive too; empty at an archive's top."""
        return PurePosixPath(self.entry).parent.name if self.entry else self.path.parent.name

    @property
    def label(self) -> str:
        """How errors call it."""
        return f"{self.entry} in {self.path.name}" if self.entry else self.path.name

    @property
    def is_plain_file(self) -> bool:
        """Whether it is a file of its own that no compression wraps, so that a library may map it into memory."""
        return not self.container and self.name == self.path.name

    @contextmanager
    def open(self) -> Iterator[tuple[IO[bytes], IO[bytes], int]]:
        """Open for reading.

        Yields:
            the stream of content, the stream whose position tells how much is done, and that position's end.

        Raises:
            DataFormatError: the file is missing, cannot be opened, its compression is damaged, or it unpacks to far
                more than a dataset does.
        """
        with self._explained(), ExitStack() as stack:
            raw: IO[bytes]
            if self.container == "zip":
                archive = stack.enter_context(zipfile.ZipFile(self.path))
                raw = stack.enter_context(archive.open(self.entry))
                info = archive.getinfo(self.entry)
                packed = info.compress_size
                plain = bounded(stack.enter_context(decompressed(raw)), lambda: packed, self.label)
                yield plain, raw, info.file_size
            elif self.container == "tar":
                member = tar_members(self.path).get(self.entry)
                if member is None:
                    raise FileNotFoundError(self.entry)
                yield stack.enter_context(_tar_entry(self, member))
            else:
                raw = stack.enter_context(self.path.open("rb"))
                plain = stack.enter_context(decompressed(raw))
                yield bounded(plain, raw.tell, self.label), raw, self.path.stat().st_size

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except FileNotFoundError as error:
            raise DataFormatError(f"There is no file {self.label}.", where=str(self.path.parent)) from error
        except _BROKEN as error:
            raise DataFormatError(
                f"{self.label} is damaged or cut off: its compressed content cannot be unpacked to the end.",
                where=str(self.path),
                hint="Download or copy it again.",
            ) from error
        except (OSError, RuntimeError, NotImplementedError, ValueError, KeyError) as error:
            raise DataFormatError(
                f"{self.label} cannot be read: {reason(error)}.",
                where=str(self.path),
                hint="Check that it is whole and may be read.",
            ) from error

    def head(self, size: int = 200_000) -> bytes:
        """Return the first bytes of the content; see `open` for what is raised."""
        if self.container == "tar":
            with self._explained():
                member = tar_members(self.path).get(self.entry)
            if member is not None and member.head is not None and len(member.head) >= min(size, member.size):
                with self._explained(), decompressed(cast(IO[bytes], io.BytesIO(member.head))) as plain:
                    return plain.read(size) if member.is_plain else _as_far_as_it_goes(plain, size)
        with self.open() as (stream, _, _):
            return stream.read(size)

    def everything(self) -> bytes:
        """Return the whole content; for tables of items and users, not for interactions.

        Raises:
            DataFormatError: as `open`, or it is larger than 512 MB.
        """
        with self.open() as (stream, _, _):
            content = stream.read(_LARGEST_WHOLE + 1)
        if len(content) > _LARGEST_WHOLE:
            raise DataFormatError(
                f"{self.label} holds more than {_LARGEST_WHOLE // 1_000_000} MB, too much to be read at once.",
                where=str(self.path),
                hint="Move it away to import without it.",
            )
        return content

    def blocks(self, progress: Progress, size: int = BLOCK) -> Iterator[bytes]:
        """Yield the content in blocks of about `size` bytes, telling the progress; see `open` for what is raised."""
        with self.open() as (stream, measured, end):
            while block := stream.read(size):
                progress.report(measured.tell() / max(end, 1), f"reading {self.name}")
                yield block


def in_order(sources: Sequence[Source], progress: Progress) -> Iterator[tuple[Source, Iterator[bytes]]]:
    """Yield many files with their blocks, each archive gone through once; take a file's blocks before the next file.

    Raises:
        DataFormatError: as `Source.open`.
    """
    packed = {s.path for s in sources if s.container == "tar"}
    if len(packed) == 1 and all(s.container == "tar" for s in sources) and not _is_plain_tar(sources[0]):
        wanted = {s.entry: s for s in sources}
        path = sources[0].path
        with sources[0]._explained(), path.open("rb") as raw, decompressed(raw) as plain:
            stream = bounded(plain, raw.tell, path.name)
            with tarfile.open(fileobj=stream, mode="r|") as archive:
                for info in archive:
                    source = wanted.get(info.name) if info.isreg() else None
                    content = archive.extractfile(info) if source is not None else None
                    if source is not None and content is not None:
                        progress.report(raw.tell() / max(path.stat().st_size, 1), f"reading {source.name}")
                        yield source, iter(lambda c=content: c.read(BLOCK), b"")  # type: ignore[misc]
        return
    total = max(sum(s.size for s in sources), 1)
    done = 0
    for source in sources:
        progress.report(done / total, f"reading {source.name}")
        yield source, _checked_blocks(source, progress)
        done += source.size


def _checked_blocks(source: Source, progress: Progress) -> Iterator[bytes]:
    with source.open() as (stream, _, _):
        while block := stream.read(BLOCK):
            progress.check()
            yield block


@contextmanager
def _tar_entry(source: Source, member: Member) -> Iterator[tuple[IO[bytes], IO[bytes], int]]:
    with source.path.open("rb") as raw:
        if member.is_plain:
            content = cast(IO[bytes], io.BufferedReader(Slice(raw, member.offset, member.size)))
            with decompressed(content) as plain:
                yield bounded(plain, content.tell, source.label), content, member.size
            return
        with decompressed(raw) as unpacked:
            stream = bounded(unpacked, raw.tell, source.path.name)
            with tarfile.open(fileobj=stream, mode="r|") as archive:
                for info in archive:
                    if info.name == source.entry and info.isreg():
                        inside = archive.extractfile(info)
                        assert inside is not None
                        with decompressed(inside) as plain:
                            yield bounded(plain, lambda: member.size, source.label), raw, source.path.stat().st_size
                        return
        raise EOFError(source.entry)


def _is_plain_tar(source: Source) -> bool:
    return all(member.is_plain for member in tar_members(source.path).values())


def _as_far_as_it_goes(plain: IO[bytes], size: int) -> bytes:
    """Read from content whose end may be missing because only its beginning was kept."""
    found = b""
    try:
        while len(found) < size and (more := plain.read(min(size - len(found), 8_192))):
            found += more
    except _BROKEN:
        pass
    return found


@dataclass(frozen=True)
class Place:
    """A folder or an archive with several files of one dataset.

    Attributes:
        path: the folder or archive.
        sources: all files, the least deeply nested first, then by name.
    """

    path: Path
    sources: tuple[Source, ...]

    @property
    def entries(self) -> dict[str, Source]:
        """Each file's base name (without `.gz` and its like) and where it lies; the least deeply nested wins."""
        return {source.name: source for source in reversed(self.sources)}

    def find(self, *names: str) -> Source | None:
        """Return the first file of one of these base names, case ignored."""
        for name in names:
            for source in self.sources:
                if source.name.lower() == name.lower():
                    return source
        return None

    def ending(self, *suffixes: str) -> list[Source]:
        """Return the files whose base name ends so, in the order of their names."""
        return sorted((s for s in self.sources if s.name.lower().endswith(suffixes)), key=lambda s: s.name)

    @staticmethod
    def folder(path: Path, depth: int = 1) -> Place:
        """List a folder and `depth - 1` levels of folders in it; hidden ones are left out."""
        found: list[Source] = []
        level = [path]
        try:
            for _ in range(depth):
                following: list[Path] = []
                for folder in level:
                    for entry in sorted(folder.iterdir()):
                        if entry.name.startswith("."):
                            continue
                        if entry.is_file():
                            found.append(Source(entry, size=entry.stat().st_size))
                        elif entry.is_dir() and not entry.is_symlink():
                            following.append(entry)
                        if len(found) > MOST_FILES:
                            raise _too_many(path)
                level = following
        except OSError as error:
            raise DataFormatError(
                f"The folder {path.name} cannot be read: {reason(error)}.", where=str(path)
            ) from error
        return Place(path, tuple(found))

    @staticmethod
    def zip(path: Path) -> Place:
        """List a zip archive."""
        try:
            with zipfile.ZipFile(path) as archive:
                infos = [info for info in archive.infolist() if not info.is_dir()]
        except (*_BROKEN, OSError, ValueError, NotImplementedError, RuntimeError) as error:
            raise DataFormatError(
                f"{path.name} is damaged or cut off: it is no whole zip archive.",
                where=str(path),
                hint="Download or copy it again.",
            ) from error
        return Place._of_archive(path, [Source(path, info.filename, "zip", info.file_size) for info in infos])

    @staticmethod
    def tar(path: Path) -> Place:
        """List a tar archive, compressed or not; a compressed one is gone through once and remembered."""
        with Source(path)._explained():
            members = tar_members(path)
        return Place._of_archive(path, [Source(path, name, "tar", member.size) for name, member in members.items()])

    @staticmethod
    def _of_archive(path: Path, sources: list[Source]) -> Place:
        if len(sources) > MOST_FILES:
            raise _too_many(path)
        kept = [s for s in sources if not s.entry.startswith("__MACOSX/") and not s.name.startswith(".")]
        return Place(path, tuple(sorted(kept, key=lambda s: (s.entry.count("/"), s.entry))))


def _too_many(path: Path) -> DataFormatError:
    return DataFormatError(
        f"{path.name} holds more than {MOST_FILES:,} files, too many to look through.",
        where=str(path),
        hint="Open the file with the interactions.",
    )


def reason(error: BaseException) -> str:
    """Return why the system refused, as the rest of a sentence."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror.lower()
    text = " ".join(str(error).split()).rstrip(".")[:120]
    return text or type(error).__name__

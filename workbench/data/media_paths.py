"""Pictures and sounds that a table names by paths: found beside the table, never outside its folder or archive."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

import pyarrow as pa

from workbench.data.media import MEDIA, MEDIA_NOUNS, MediaKind
from workbench.data.readers.source import Place, Source
from workbench.jobs import Progress

_SHOWN = 3
_CHECKED_EVERY = 256


@dataclass(frozen=True)
class LocatedMedia:
    """The files that the cells of one column name.

    Attributes:
        files: cell → its file, for the cells whose file is there.
        notes: what a person should know, one sentence each: how many are there, which are missing and why.
    """

    files: dict[str, Source] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def locate_media(kind: MediaKind, cells: Any, table: Source, root: Path, progress: Progress) -> LocatedMedia:
    """Find the files that a column of paths names.

    A path is looked for from the table's own folder first, then from `root`; in an archive the same among its entries.
    What lies outside of `root` is not looked at, by whatever way (`..`, a link, a path from the drive's top) it leads
    there. Addresses on the net are never fetched.

    Args:
        kind: whether pictures or sounds are named.
        cells: Arrow string array of paths; nulls and blanks name nothing.
        table: the file that the column stands in.
        root: the folder that was opened, or the archive.
        progress: checked on the way.
    """
    named = [cell for cell in pa.chunked_array([cells]).unique().to_pylist() if cell and str(cell).strip()]
    find = _in_archive(table) if table.container else _in_folder(table, root)
    found = LocatedMedia()
    missing: list[str] = []
    outside: list[str] = []
    addresses: list[str] = []
    others: list[str] = []
    for number, cell in enumerate(named):
        if number % _CHECKED_EVERY == 0:
            progress.check()
        path = cell.strip().replace("\\", "/")
        if "://" in path:
            addresses.append(cell)
        elif not path.lower().endswith(MEDIA[kind]):
            others.append(cell)
        else:
            source = find(path)
            if isinstance(source, Source):
                found.files[cell] = source
            else:
                (outside if source == "outside" else missing).append(cell)
    return LocatedMedia(found.files, _notes(kind, table, len(named), missing, outside, addresses, others))


def _in_folder(table: Source, root: Path) -> Any:
    real = root.resolve()

    def find(path: str) -> Source | str:
        verdict = "missing"
        for base in dict.fromkeys((table.path.parent, root)):
            candidate = base / path
            try:
                if not candidate.resolve().is_relative_to(real):
                    verdict = "outside"
                elif candidate.is_file():
                    return Source(candidate, size=candidate.stat().st_size)
            except (OSError, ValueError, RuntimeError):  # a name that no file can have, or links in a circle
                continue
        return verdict

    return find


def _in_archive(table: Source) -> Any:
    place = Place.zip(table.path) if table.container == "zip" else Place.tar(table.path)
    entries = {posixpath.normpath(source.entry): source for source in place.sources}
    folder = str(PurePosixPath(table.entry).parent)

    def find(path: str) -> Source | str:
        outside = path.startswith("/")
        for base in ("" if outside else folder, ""):
            wanted = posixpath.normpath(posixpath.join(base, path))
            if wanted in entries and not wanted.startswith(("../", "/")):
                return entries[wanted]
            outside |= wanted.startswith("../")
        return "outside" if outside else "missing"

    return find


def _notes(
    kind: MediaKind,
    table: Source,
    count: int,
    missing: Sequence[str],
    outside: Sequence[str],
    addresses: Sequence[str],
    others: Sequence[str],
) -> tuple[str, ...]:
    if not count:
        return ()
    noun = MEDIA_NOUNS[kind][1]
    there = count - len(missing) - len(outside) - len(addresses) - len(others)
    said = [f"{there:,} of {count:,} {noun} that {table.name} names are there."]
    if missing:
        said.append(f"{len(missing):,} of the {noun} that it names were not found: {_some(missing)}.")
    if outside:
        said.append(
            f"{len(outside):,} of the {noun} that it names lie outside its folder and are left out: {_some(outside)}."
        )
    if addresses:
        said.append(
            f"{len(addresses):,} of the {noun} that it names are addresses on the net, from where nothing is fetched: "
            f"{_some(addresses)}."
        )
    if others:
        said.append(f"{len(others):,} of the {noun} that it names have no ending of such a file: {_some(others)}.")
    return tuple(said)


def _some(cells: Sequence[str]) -> str:
    """Name the first few."""
    shown = ", ".join(cell if len(cell) <= 60 else f"{cell[:59]}…" for cell in cells[:_SHOWN])
    more = len(cells) - _SHOWN
    return shown if more <= 0 else f"{shown} and {more:,} more"

"""Pictures and sounds of items: which files are such, and how those of a dataset go into one archive a kind."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any, Literal

import numpy as np
import pyarrow as pa

from workbench.data.readers.source import Source, in_order
from workbench.errors import DataFormatError
from workbench.jobs import Progress

MediaKind = Literal["image", "audio"]
MEDIA: Mapping[MediaKind, tuple[str, ...]] = {
    "image": (".png", ".jpg", ".jpeg", ".webp", ".gif", ".bmp"),
    "audio": (".wav", ".mp3", ".flac", ".ogg", ".m4a", ".aac", ".opus"),
}
PICTURES = ("picture", "pictures")
SOUNDS = ("sound", "sounds")
MEDIA_NOUNS: Mapping[MediaKind, tuple[str, str]] = {"image": PICTURES, "audio": SOUNDS}
_LARGEST_ENTRY = 64_000_000


def media_kind(name: str) -> MediaKind | None:
    """Return what a file of this name holds, told by its ending; None where it is neither a picture nor a sound."""
    lower = name.lower()
    return next((kind for kind, suffixes in MEDIA.items() if lower.endswith(suffixes)), None)


def pack_media(files: Mapping[int, Source], n_items: int, archive: Path, progress: Progress) -> Any:
    """Put the files of items into one archive, each once, under the code of the first item that it belongs to.

    The bytes are copied as they are: what is damaged in them shows where they are looked at.

    Args:
        files: item code → its file.
        n_items: how many items the dataset has.
        archive: the zip archive to write, entries stored, not compressed; it is there whole, or not at all.
        progress: told how far it is; checked for every file.

    Returns:
        Arrow string array [n_items], the entry of each item; null where it has none.

    Raises:
        DataFormatError: a file cannot be read, or is larger than 64 MB.
    """
    owners: dict[str, list[int]] = {}
    sources: dict[str, Source] = {}
    for code, source in sorted(files.items()):
        place = f"{source.path}\0{source.entry}"
        owners.setdefault(place, []).append(code)
        sources[place] = source
    entries = np.full(n_items, None, dtype=object)
    unfinished = archive.with_suffix(".zip.part")
    try:
        with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_STORED) as packed:
            for source, blocks in in_order(list(sources.values()), progress):
                codes = owners[f"{source.path}\0{source.entry}"]
                entry = f"{codes[0]}{PurePosixPath(source.name).suffix.lower()}"
                # ZipInfo's default date is fixed, so that equal entries make equal archives.
                packed.writestr(zipfile.ZipInfo(entry), _whole(source, blocks))
                entries[codes] = entry
        unfinished.replace(archive)
    finally:
        unfinished.unlink(missing_ok=True)
    return pa.array(entries.tolist(), pa.string())


def _whole(source: Source, blocks: Iterator[bytes]) -> bytes:
    content = bytearray()
    for block in blocks:
        content += block
        if len(content) > _LARGEST_ENTRY:
            raise DataFormatError(
                f"{source.label} holds more than {_LARGEST_ENTRY // 1_000_000} MB, too much for one item.",
                where=str(source.path),
                hint="Move it away to import without it.",
            )
    return bytes(content)

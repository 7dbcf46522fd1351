"""The raw content of a dataset's items, one modality at a time, with a hash of each item's."""

from __future__ import annotations

import hashlib
import zipfile
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from workbench.data.content import Modality, item_texts
from workbench.data.dataset import Dataset
from workbench.jobs import Progress

# What a picture or a sound may have at most; one with more is skipped, and listed.
MOST_BYTES = 64_000_000


class RawContent(ABC):
    """One modality of all items.

    Attributes:
        modality: which.
        n_items: how many items there are.
        hashes: SHA-256 of each item's content; None where it has none, or it cannot be read.
        unreadable: item code and reason of those that are there and cannot be read.
        content_hash: SHA-256 (hex) over all of them, in item order.
    """

    modality: Modality

    def __init__(self, hashes: list[bytes | None], unreadable: dict[int, str]) -> None:
        self.hashes = hashes
        self.unreadable = unreadable

    @property
    def n_items(self) -> int:
        """How many items there are."""
        return len(self.hashes)

    @property
    def content_hash(self) -> str:
        """SHA-256 (hex) over the hashes of all items."""
        digest = hashlib.sha256(self.modality.encode())
        for one in self.hashes:
            digest.update(one if one is not None else bytes(32))
        return digest.hexdigest()

    @abstractmethod
    def read(self, items: Sequence[int]) -> list[Any]:
        """Return the content of items that have some: texts, or the bytes of files. Safe from any thread."""


class TextContent(RawContent):
    """What can be read about each item; see `item_texts`."""

    modality: Modality = "text"

    def __init__(self, texts: Sequence[str | None]) -> None:
        self.texts = list(texts)
        super().__init__([None if t is None else hashlib.sha256(t.encode()).digest() for t in self.texts], {})

    def read(self, items: Sequence[int]) -> list[str]:
        """See `RawContent.read`."""
        return [self.texts[item] or "" for item in items]


class FileContent(RawContent):
    """Pictures or sounds: entries of a dataset's media archive.

    Args:
        modality: `image` or `audio`.
        path: the archive.
        entries: the entry of each item, or None.
        progress: checked between entries.
    """

    def __init__(self, modality: Modality, path: Path, entries: Sequence[str | None], progress: Progress) -> None:
        self.modality = modality
        self._entries = list(entries)
        self._archive = zipfile.ZipFile(path)
        hashes: list[bytes | None] = [None] * len(self._entries)
        unreadable: dict[int, str] = {}
        for item, entry in enumerate(self._entries):
            if not entry:
                continue
            progress.check()
            try:
                size = self._archive.getinfo(entry).file_size
                if size > MOST_BYTES:
                    unreadable[item] = f"the file has {size / 1e6:,.0f} MB; {MOST_BYTES / 1e6:,.0f} MB are read at most"
                else:
                    hashes[item] = hashlib.sha256(self._archive.read(entry)).digest()
            except KeyError:
                unreadable[item] = "the file is missing from the archive"
            except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError) as error:
                unreadable[item] = f"the file cannot be read: {error}"
        super().__init__(hashes, unreadable)

    def read(self, items: Sequence[int]) -> list[bytes]:
        """See `RawContent.read`."""
        return [self._archive.read(self._entries[item] or "") for item in items]

    def close(self) -> None:
        """Close the archive."""
        self._archive.close()


@contextmanager
def raw_content(dataset: Dataset, modality: Modality, progress: Progress) -> Iterator[RawContent]:
    """Give one modality of a dataset's items; empty where the dataset has none of it."""
    table = dataset.item_table
    if modality == "text":
        columns = table.columns
        yield TextContent(item_texts(columns).to_pylist() if columns.num_columns else [None] * len(dataset.items))
    elif modality in dataset.media and table.has(modality):
        made = FileContent(modality, Path(dataset.media[modality]), table.columns[modality].to_pylist(), progress)
        try:
            yield made
        finally:
            made.close()
    else:
        empty = TextContent([None] * len(dataset.items))
        empty.modality = modality
        yield empty

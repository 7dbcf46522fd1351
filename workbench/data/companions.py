"""What files beside the interactions tell, joined to a dataset: attributes of items or users, pictures or sounds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Any, cast

import pyarrow as pa
import pyarrow.compute as pc

from workbench.data.companion_files import Companion, media_place, open_companion
from workbench.data.dataset import Dataset, ItemTable
from workbench.data.interactions import Vocabulary
from workbench.data.media import MEDIA, MEDIA_NOUNS, MediaKind, media_kind, pack_media
from workbench.data.media_paths import LocatedMedia, locate_media
from workbench.data.readers.attribute_columns import read_attributes
from workbench.data.readers.source import Source
from workbench.data.table_guess import ItemRole
from workbench.errors import DataFormatError
from workbench.jobs import Progress


def attach(
    dataset: Dataset,
    companions: Sequence[Companion],
    folder: Path,
    progress: Progress,
    *,
    named: Mapping[MediaKind, LocatedMedia] = MappingProxyType({}),
) -> tuple[Dataset, list[str]]:
    """Return the dataset with what its companions tell, and with the pictures and sounds that its tables name.

    Where a companion and the dataset's own files know the same of an item, the companion has the last word.

    Args:
        dataset: what was read.
        companions: in this order, the later overruling the earlier.
        folder: an existing folder for the archives of pictures and sounds, `image.zip` and `audio.zip`.
        progress: told how far it is; checked for every file.
        named: the files that paths in the dataset's own columns `image` and `audio` name.

    Returns:
        The dataset, and what a person should know, one sentence each.

    Raises:
        DataFormatError: a companion is damaged, or speaks of nothing that the dataset has.
    """
    said: list[str] = []
    items, users = dataset.item_table.columns, dataset.user_table
    files: dict[MediaKind, dict[int, Source]] = {kind: {} for kind in MEDIA}
    for kind, located in named.items():
        items = _taken_out(items, kind, located, files[kind])
    for number, companion in enumerate(companions):
        progress.report(number / len(companions), f"reading {companion.path.name}")
        if companion.kind == "items":
            told = _told(dataset.items, companion, "item", said, progress)
            for kind in MEDIA:
                if kind in told.column_names:
                    cells = told[kind].combine_chunks()
                    located = locate_media(kind, cells, Source(companion.path), companion.path.parent, progress)
                    said += located.notes
                    told = _taken_out(told, kind, located, files[kind])
            items = _all_with(items, told)
        elif companion.kind == "users":
            none = pa.table({"id": dataset.users.arrow}).select([])
            users = _all_with(none if users is None else users, _told(dataset.users, companion, "user", said, progress))
        else:
            files[companion.kind].update(_named_by_item(companion, dataset.items, said))
    media = dict(dataset.media)
    for kind, chosen in files.items():
        if chosen:
            media[kind] = str(folder / f"{kind}.zip")
            items = _with(items, kind, pack_media(chosen, len(dataset.items), Path(media[kind]), progress))
    return replace(dataset, item_table=ItemTable(items), user_table=users, media=media), said


# ---- attributes


def _told(ids: Vocabulary, companion: Companion, noun: str, said: list[str], progress: Progress) -> pa.Table:
    """Read a table of attributes; return one row for each of `ids`."""
    roles = [(name, cast(ItemRole, role)) for name, role in companion.roles.items() if role not in ("id", "ignore")]
    if not roles:
        return pa.table({"id": ids.arrow}).select([])
    frames = open_companion(companion.path)
    told, notes = read_attributes(frames, companion.key, roles, progress)
    said += notes
    known = len(ids) - pc.index_in(ids.arrow, value_set=told.ids.cast(ids.arrow.type)).null_count
    if known == 0:
        raise DataFormatError(
            f"{companion.path.name} speaks of none of the {len(ids):,} {noun}s: no id in its column "
            f"“{companion.key}” is one of theirs.",
            where=str(companion.path),
            hint="Check whether it belongs to these interactions.",
        )
    said.append(f"{companion.path.name} tells about {known:,} of {len(ids):,} {noun}s.")
    return told.aligned(ids.arrow)


def _all_with(columns: pa.Table, told: pa.Table) -> pa.Table:
    for name in told.column_names:
        columns = _with(columns, name, told[name].combine_chunks())
    return columns


def _with(columns: pa.Table, name: str, told: Any) -> pa.Table:
    """Return a table with a column added, or with its own cells where the new column has none."""
    if name not in columns.column_names:
        return columns.append_column(name, told)
    own = columns[name].combine_chunks()
    if own.type != told.type:
        return _with(columns, f"{name} (added)", told)
    merged = pc.if_else(pc.is_valid(told), told, own)
    return columns.set_column(columns.column_names.index(name), name, merged)


# ---- pictures and sounds


def _named_by_item(companion: Companion, ids: Vocabulary, said: list[str]) -> dict[int, Source]:
    """Return the files that are named by an item, by the item's code; the first of several for one item."""
    found: dict[int, Source] = {}
    strange = 0
    for source in media_place(companion.path).sources:
        if media_kind(source.name) != companion.kind:
            continue
        code = ids.code(PurePosixPath(source.name).stem)
        if code is None:
            strange += 1
        else:
            found.setdefault(code, source)
    if not found:
        raise DataFormatError(
            f"No file of {companion.path.name} is named by an item.",
            where=str(companion.path),
            hint="Name the files by the ids of their items: 17.jpg is the picture of item 17.",
        )
    noun = MEDIA_NOUNS["image" if companion.kind == "image" else "audio"][1]
    said.append(f"{len(found):,} of {len(ids):,} items have {noun} in {companion.path.name}.")
    if strange:
        said.append(f"{strange:,} of its {noun} are named by no item and were left out.")
    return found


def _taken_out(table: pa.Table, kind: MediaKind, located: LocatedMedia, files: dict[int, Source]) -> pa.Table:
    """Return a table without its column of paths, the files of its items put into `files`."""
    if kind not in table.column_names:
        return table
    for code, cell in enumerate(table[kind].to_pylist()):
        if cell in located.files:
            files[code] = located.files[cell]
    return table.drop_columns([kind])

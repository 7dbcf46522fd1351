"""Files that a person puts beside a file of interactions: attributes of items or users, pictures or sounds of items."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Any, Literal

import pyarrow as pa
import pyarrow.compute as pc

from workbench.data.column_guess import item_roles
from workbench.data.column_names import NAMES, plain_name
from workbench.data.dataset import Dataset, ItemTable
from workbench.data.interactions import Vocabulary
from workbench.data.media import MEDIA, MEDIA_NOUNS, MediaKind, media_kind, pack_media
from workbench.data.media_paths import LocatedMedia, locate_media
from workbench.data.readers.arrow_files import FEATHER_MARK, PARQUET_MARK, ArrowFiles
from workbench.data.readers.attribute_columns import read_attributes
from workbench.data.readers.frames import Frames
from workbench.data.readers.json_frames import JsonDocuments, JsonLines, is_document
from workbench.data.readers.keyed_json import KeyedJson, is_keyed
from workbench.data.readers.layout import Head
from workbench.data.readers.source import Place, Source
from workbench.data.readers.sqlite_table import SQLITE_MARK, SqliteTable
from workbench.data.readers.text_frames import open_text
from workbench.data.readers.unread_forms import refusal_of_form
from workbench.data.readers.workbook import Sheet, is_workbook
from workbench.data.table_guess import ItemRole
from workbench.errors import DataFormatError
from workbench.jobs import Progress

CompanionKind = Literal["items", "users", "image", "audio"]
_DEPTH = 2
_ARCHIVES = (".zip", ".tar", ".tar.gz", ".tgz", ".tar.zst")


@dataclass(frozen=True)
class Companion:
    """A file or folder that tells more about items or users.

    Attributes:
        path: where it lies.
        kind: what it is taken for.
        may_be: all kinds that it can be taken for.
        says: what it holds, one sentence.
        key: for attributes, the column with the ids.
    """

    path: Path
    kind: CompanionKind
    may_be: tuple[CompanionKind, ...]
    says: str
    key: str = ""

    def taken_for(self, kind: CompanionKind) -> Companion:
        """Return the same file, taken for something else."""
        return replace(self, kind=kind)


def recognise_companion(path: Path, user: str = "", item: str = "") -> Companion:
    """Look at a file or folder and say what it can tell about items or users.

    Args:
        path: a table with an id in each row; or a folder, zip or tar of files named by item id.
        user, item: what the columns of users and items are called among the interactions.

    Raises:
        DataFormatError: it is neither.
    """
    if path.is_dir() or path.name.lower().endswith(_ARCHIVES):
        held = Counter(medium for source in _place(path).sources if (medium := media_kind(source.name)) is not None)
        if not held:
            raise DataFormatError(
                f"{path.name} holds no pictures and no sounds.",
                where=str(path),
                hint="Name the files by their items: 17.jpg is the picture of item 17.",
            )
        parts = [f"{n:,} {MEDIA_NOUNS[k][n != 1]}" for k, n in held.most_common()]
        return Companion(path, held.most_common(1)[0][0], tuple(held), f"{' and '.join(parts)}, named by item.")
    columns = _frames(path).columns
    if len(columns) < 2:
        raise DataFormatError(
            f"{path.name} has a single column: it tells nothing about its ids.",
            where=str(path),
            hint="Check its delimiter.",
        )
    key, kind = _key(columns, user, item)
    others = [name for name in columns if name != key]
    shown = ", ".join(others[:4]) + (" …" if len(others) > 4 else "")
    return Companion(path, kind, ("items", "users"), f"By {key}: {shown}.", key)


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


def _frames(path: Path) -> Frames:
    """Open a table of any form, told by its content."""
    source = Source(path)
    if (refusal := refusal_of_form(source)) is not None:
        raise refusal
    head = Head(source)
    if head.data.startswith((PARQUET_MARK, FEATHER_MARK)):
        return ArrowFiles([source])
    if head.data.startswith(SQLITE_MARK):
        return SqliteTable(source)
    if is_workbook(head):
        return Sheet(source)
    if is_keyed(head):
        return KeyedJson(source)
    if head.objects:
        return JsonLines(source)
    if is_document(head.data):
        return JsonDocuments([source])
    if not head.lines:
        raise DataFormatError(
            f"{path.name} is empty, or no table.",
            where=str(path),
            hint="Give each item or user a line with its id first.",
        )
    return open_text(source)


def _key(columns: Sequence[str], user: str, item: str) -> tuple[str, CompanionKind]:
    """Return the column with the ids, and whose ids they are: by the interactions' names, then by usual ones."""
    plain = {_plain(name): name for name in reversed(columns)}
    wanted: list[tuple[str, CompanionKind]] = [(item, "items"), (user, "users")]
    for name, kind in wanted:
        if name and _plain(name) in plain:
            return plain[_plain(name)], kind
    first = columns[0]
    known = {*NAMES["user"]} - {*NAMES["item"]}
    of_users = _plain(first) in known or re.search(
        r"user|customer|member|person|profile|reviewer|visitor", first.lower()
    )
    return first, "users" if of_users else "items"


def _plain(name: str) -> str:
    return plain_name(name.split(":")[0])


def _told(ids: Vocabulary, companion: Companion, noun: str, said: list[str], progress: Progress) -> pa.Table:
    """Read a table of attributes; return one row for each of `ids`."""
    frames = _frames(companion.path)
    roles: Sequence[tuple[str, ItemRole]]
    if noun == "item":
        roles = item_roles(frames.columns, taken=[companion.key], of_items=True)
    else:
        roles = [(name, "attribute") for name in frames.columns if name != companion.key]
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


def _place(path: Path) -> Place:
    if path.is_dir():
        return Place.folder(path, depth=_DEPTH)
    return Place.zip(path) if path.name.lower().endswith(".zip") else Place.tar(path)


def _named_by_item(companion: Companion, ids: Vocabulary, said: list[str]) -> dict[int, Source]:
    """Return the files that are named by an item, by the item's code; the first of several for one item."""
    found: dict[int, Source] = {}
    strange = 0
    for source in _place(companion.path).sources:
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

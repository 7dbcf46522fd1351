"""A file that a person puts beside the interactions: looked at, taken for something, its columns' roles corrected."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from workbench.data.column_guess import item_roles
from workbench.data.column_names import NAMES, plain_name
from workbench.data.media import MEDIA_NOUNS, media_kind
from workbench.data.readers.arrow_files import FEATHER_MARK, PARQUET_MARK, ArrowFiles
from workbench.data.readers.frames import Frames
from workbench.data.readers.json_frames import JsonDocuments, JsonLines, is_document
from workbench.data.readers.keyed_json import KeyedJson, is_keyed
from workbench.data.readers.layout import PREVIEW_ROWS, Head
from workbench.data.readers.source import Place, Source
from workbench.data.readers.sqlite_table import SQLITE_MARK, SqliteTable
from workbench.data.readers.text_frames import open_text
from workbench.data.readers.unread_forms import refusal_of_form
from workbench.data.readers.workbook import Sheet, is_workbook
from workbench.errors import ConfigurationError, DataFormatError

CompanionKind = Literal["items", "users", "image", "audio"]
CompanionRole = Literal["id", "title", "categories", "year", "text", "image", "audio", "attribute", "ignore"]
# What the columns of a file may be, by what it is taken for; pictures and sounds have no columns.
ROLES: Mapping[CompanionKind, tuple[CompanionRole, ...]] = {
    "items": ("id", "title", "categories", "year", "text", "image", "audio", "attribute", "ignore"),
    "users": ("id", "attribute", "ignore"),
    "image": (),
    "audio": (),
}
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
        columns: for attributes, the names of its columns.
        rows: their first rows as text, to be shown.
        key: the column with the ids.
        chosen: the roles that a person gave to columns, as (column, role) pairs; `with_role` makes them.
    """

    path: Path
    kind: CompanionKind
    may_be: tuple[CompanionKind, ...]
    says: str
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    key: str = ""
    chosen: tuple[tuple[str, CompanionRole], ...] = ()

    @property
    def roles(self) -> dict[str, CompanionRole]:
        """Column → role, the column of ids among them: as the person chose, otherwise told by the columns' names."""
        if self.kind == "items":
            guessed: dict[str, CompanionRole] = dict(item_roles(self.columns, taken=[self.key], of_items=True))
        else:
            guessed = {column: "attribute" for column in self.columns if column != self.key}
        found = {**guessed, **{column: role for column, role in self.chosen if role in ROLES[self.kind]}}
        found[self.key] = "id"
        return {column: found[column] for column in self.columns}

    def taken_for(self, kind: CompanionKind) -> Companion:
        """Return the same file, taken for something else."""
        return replace(self, kind=kind)

    def with_role(self, column: str, role: CompanionRole) -> Companion:
        """Return the same file with another role for a column; the ids' column changes when another becomes that.

        Raises:
            ConfigurationError: it has no such column, this file has no such roles, or no column of ids would be left.
        """
        offered = ROLES[self.kind]
        if column not in self.columns:
            raise ConfigurationError(
                f"{self.path.name} has no column “{column}”.", hint=f"Its columns are {', '.join(self.columns)}."
            )
        if role not in offered:
            raise ConfigurationError(
                f"“{role}” is no role of a column in {self.path.name}.", hint=f"Choose {', '.join(offered)}."
            )
        if role == "id":
            return replace(self, key=column)._said()
        if column == self.key:
            raise ConfigurationError(
                f"{self.path.name} needs a column of ids, which is “{column}”.",
                hint="Give another column this role first.",
            )
        others = tuple(pair for pair in self.chosen if pair[0] != column)
        return replace(self, chosen=(*others, (column, role)))._said()

    def _said(self) -> Companion:
        return replace(self, says=_by_columns(self.key, [c for c, role in self.roles.items() if role != "ignore"]))


def recognise_companion(path: Path, user: str = "", item: str = "") -> Companion:
    """Look at a file or folder and say what it can tell about items or users.

    Args:
        path: a table with an id in each row; or a folder, zip or tar of files named by item id.
        user, item: what the columns of users and items are called among the interactions.

    Raises:
        DataFormatError: it is neither.
    """
    if path.is_dir() or path.name.lower().endswith(_ARCHIVES):
        held = Counter(
            medium for source in media_place(path).sources if (medium := media_kind(source.name)) is not None
        )
        if not held:
            raise DataFormatError(
                f"{path.name} holds no pictures and no sounds.",
                where=str(path),
                hint="Name the files by their items: 17.jpg is the picture of item 17.",
            )
        parts = [f"{n:,} {MEDIA_NOUNS[k][n != 1]}" for k, n in held.most_common()]
        return Companion(path, held.most_common(1)[0][0], tuple(held), f"{' and '.join(parts)}, named by item.")
    frames = open_companion(path)
    columns = frames.columns
    if len(columns) < 2:
        raise DataFormatError(
            f"{path.name} has a single column: it tells nothing about its ids.",
            where=str(path),
            hint="Check its delimiter.",
        )
    key, kind = _key(columns, user, item)
    rows = tuple(tuple(row) for row in frames.head(PREVIEW_ROWS))
    return Companion(path, kind, ("items", "users"), _by_columns(key, columns), tuple(columns), rows, key)


def _by_columns(key: str, columns: Sequence[str]) -> str:
    others = [name for name in columns if name != key]
    shown = ", ".join(others[:4]) + (" …" if len(others) > 4 else "")
    return f"By {key}: {shown}." if shown else f"By {key}, and nothing else is read."


def open_companion(path: Path) -> Frames:
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


def media_place(path: Path) -> Place:
    """Return the files of a folder or an archive of pictures or sounds."""
    if path.is_dir():
        return Place.folder(path, depth=_DEPTH)
    return Place.zip(path) if path.name.lower().endswith(".zip") else Place.tar(path)

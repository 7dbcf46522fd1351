"""Datasets that are described rather than programmed: which columns mean what, and which files beside tell the rest."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

from workbench.data.attributes import Attributes
from workbench.data.readers.attribute_columns import read_attributes
from workbench.data.readers.frames import Frames, read_interactions
from workbench.data.readers.layout import (
    PREVIEW_ROWS,
    Found,
    Head,
    ImportPreview,
    Layout,
    Parts,
    known_preview,
)
from workbench.data.readers.rows import Columns
from workbench.data.readers.source import Place, Source
from workbench.data.table_guess import ItemRole, TableGuess
from workbench.jobs import Progress

Roles = tuple[tuple[str, ItemRole], ...]
_LOOKED_AT = 20


@dataclass(frozen=True)
class Companion:
    """A file beside the interactions that tells about items or users.

    Attributes:
        names: how it is usually called, as patterns in lower case; `{stem}` stands for the name of the interactions'
            file up to its first point.
        what: what it tells, for the preview.
        id_column: its column of ids; several where its editions differ, the first that it has counts.
        roles: its other columns; those that it does not have are passed over.
        open: opens it.
        matches: tells it by content where no file has a usual name.
    """

    names: tuple[str, ...]
    what: str
    id_column: str | tuple[str, ...]
    roles: Roles
    open: Callable[[Source], Frames]
    matches: Callable[[Head], bool] | None = None

    def find(self, found: Found) -> Source | None:
        """Return the file, or None where there is none."""
        stem = found.source.name.split(".")[0].lower()
        others = [s for s in found.place.sources if s not in found.sources]
        for pattern in self.names:
            wanted = pattern.format(stem=stem)
            hit = next((s for s in others if fnmatchcase(s.name.lower(), wanted)), None)
            if hit is not None:
                return hit
        if self.matches is None or found.alone or len(others) > _LOOKED_AT:
            return None
        return next((s for s in others if self.matches(Head(s))), None)

    def read(self, source: Source, progress: Progress) -> tuple[Attributes | None, tuple[str, ...]]:
        """Read it; None where it has not the columns that it should."""
        frames = self.open(source)
        columns = frames.columns
        ids = (self.id_column,) if isinstance(self.id_column, str) else self.id_column
        id_column = next((name for name in ids if name in columns), None)
        if id_column is None:
            return None, (f"{source.label} has no column {' or '.join(ids)}: it was passed over.",)
        present = [role for role in self.roles if role[0] in columns]
        if not present:
            return None, (f"{source.label} has none of the columns that tell {self.what}: it was passed over.",)
        return read_attributes(frames, id_column, present, progress)


@dataclass(frozen=True)
class Spec:
    """What a dataset's columns mean.

    Attributes:
        open: opens the interactions.
        columns: what their columns mean.
        items, users: the files that tell about them.
        item_columns, user_columns: columns of the interactions that tell about items and users.
        notes: what a person should know.
    """

    open: Callable[[Sequence[Source]], Frames]
    columns: Columns
    items: Companion | None = None
    users: Companion | None = None
    item_columns: Roles = ()
    user_columns: Roles = ()
    notes: tuple[str, ...] = ()


def described(
    name: str,
    title: str,
    matches: Callable[[Head, Place], bool],
    spec: Spec,
    *,
    usual_names: tuple[str, ...] = (),
    many: bool = False,
    named_by: str = "file",
) -> Layout:
    """Return the layout of a described dataset."""

    def preview(found: Found, _: TableGuess | None) -> ImportPreview:
        frames = spec.open(found.sources)
        told = [column for column, _ in (*spec.item_columns, *spec.user_columns)]
        shown = [c for c in frames.columns if c in (*spec.columns.wanted, *told)]
        places = [frames.columns.index(column) for column in shown]
        rows = [[row[p] if p < len(row) else "" for p in places] for row in frames.head(PREVIEW_ROWS)]
        return known_preview(found, shown, rows, [*spec.notes, *_companion_notes(spec, found)])

    def read(found: Found, _: TableGuess | None, progress: Progress) -> Parts:
        frames = spec.open(found.sources)
        rows = read_interactions(frames, spec.columns, progress)
        notes = list(spec.notes)
        made: list[Attributes | None] = []
        for companion, own, ids in (
            (spec.items, spec.item_columns, spec.columns.item),
            (spec.users, spec.user_columns, spec.columns.user),
        ):
            source = None if companion is None else companion.find(found)
            attributes = None
            if companion is not None and source is not None:
                attributes, said = companion.read(source, progress)
                notes += said
            elif own:
                present = [role for role in own if role[0] in frames.columns]
                attributes = read_attributes(frames, ids, present, progress)[0] if present else None
            made.append(attributes)
        return Parts(rows, made[0], made[1], tuple(notes))

    return Layout(name, title, matches, read, preview, usual_names, many, named_by)


def _companion_notes(spec: Spec, found: Found) -> list[str]:
    notes = []
    for companion in (spec.items, spec.users):
        if companion is None:
            continue
        source, what = companion.find(found), companion.what
        usual = companion.names[0].format(stem=found.source.name.split(".")[0])
        notes.append(
            f"{what[0].upper()}{what[1:]} come from {source.name}." if source else f"There is no {usual}: no {what}."
        )
    return notes

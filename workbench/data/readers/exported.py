"""A dataset as this program exports it: a folder of `interactions`, `items` and `users`, as CSV or Parquet.

Written by `data/export.py`. Parquet keeps the type of every attribute; in CSV lists are texts between bars.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pyarrow as pa

from workbench.data.attributes import Attributes
from workbench.data.readers.arrow_files import PARQUET_MARK, ArrowFiles
from workbench.data.readers.attribute_columns import read_attributes
from workbench.data.readers.frames import Frames, read_interactions
from workbench.data.readers.layout import Found, Head, ImportPreview, Layout, Parts, companion_notes, known_preview
from workbench.data.readers.rows import Columns
from workbench.data.readers.source import Place, Source
from workbench.data.readers.text_frames import open_text
from workbench.data.table_guess import ItemRole, TableGuess
from workbench.jobs import Progress

_INTERACTIONS = ("user_id", "item_id", "rating", "timestamp")
_ROLES: dict[str, ItemRole] = {"title": "title", "categories": "categories", "year": "year", "text": "text"}


def _columns_match(columns: Sequence[str]) -> bool:
    return list(columns[:2]) == ["user_id", "item_id"] and set(columns) <= set(_INTERACTIONS)


def _matches_csv(head: Head, place: Place) -> bool:
    if head.source.name != "interactions.csv" or not head.lines:
        return False
    return _columns_match([name.strip('"') for name in head.lines[0].split(",")]) and _beside(place, "csv")


def _matches_parquet(head: Head, place: Place) -> bool:
    if head.source.name != "interactions.parquet" or not head.data.startswith(PARQUET_MARK):
        return False
    return _beside(place, "parquet") and _columns_match(ArrowFiles([head.source]).columns)


def _beside(place: Place, form: str) -> bool:
    """Whether attributes lie beside the interactions; alone they are a table like any other."""
    return place.find(f"items.{form}", f"users.{form}") is not None


def _form(source: Source) -> str:
    return source.name.rsplit(".", 1)[1]


def _open(source: Source) -> Frames:
    if _form(source) == "parquet":
        return ArrowFiles([source])
    return open_text(source, ",", quoted=True)


def _preview(found: Found, _: TableGuess | None) -> ImportPreview:
    frames, form = _open(found.source), _form(found.source)
    notes = companion_notes(found.place, {f"items.{form}": "attributes of items", f"users.{form}": "people"})
    return known_preview(found, frames.columns, frames.head(50), notes)


def _read(found: Found, _: TableGuess | None, progress: Progress) -> Parts:
    frames, form = _open(found.source), _form(found.source)
    value, time = (name if name in frames.columns else None for name in ("rating", "timestamp"))
    columns = Columns("user_id", "item_id", value, time, "seconds" if time else None)
    rows = read_interactions(frames, columns, progress)
    said: list[str] = []
    items = _attributes(found.place.find(f"items.{form}"), "item_id", said, progress)
    users = _attributes(found.place.find(f"users.{form}"), "user_id", said, progress)
    return Parts(rows, items, users, tuple(said))


def _attributes(source: Source | None, id_column: str, said: list[str], progress: Progress) -> Attributes | None:
    if source is None:
        return None
    frames = _open(source)
    others = [name for name in frames.columns if name != id_column]
    if isinstance(frames, ArrowFiles):
        blocks = [block.columns for block in frames.blocks([id_column, *others], progress)]
        joined: dict[str, Any] = {n: pa.chunked_array([b[n] for b in blocks]) for n in (id_column, *others)}
        return Attributes(joined[id_column].combine_chunks(), pa.table({n: joined[n] for n in others}))
    roles = [(name, _ROLES.get(name, "attribute") if id_column == "item_id" else "attribute") for name in others]
    told, notes = read_attributes(frames, id_column, roles, progress)
    said += notes
    return told


def _layout(form: str, matches: Any) -> Layout:
    name = f"interactions.{form}"
    return Layout(f"exported-{form}", "Exported dataset", matches, _read, _preview, (name,), named_by="place")


CSV, PARQUET = _layout("csv", _matches_csv), _layout("parquet", _matches_parquet)

"""RecBole's atomic files: `NAME.inter`, and `NAME.item` and `NAME.user` where they are.

Tab-separated with a header of `field:type` names, types `token`, `token_seq`, `float` and `float_seq`, sequences cut by
spaces. Format: recbole.io/docs/user_guide/data/atomic_files.html.
"""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from workbench.data.attributes import Attributes
from workbench.data.column_guess import time_unit
from workbench.data.readers.cells import NUMBER
from workbench.data.readers.film_tables import genres, read_table, text_column, whole_numbers
from workbench.data.readers.knowledge_graph import relations
from workbench.data.readers.layout import Found, Head, ImportPreview, Layout, Parts, cut_preview
from workbench.data.readers.rows import Columns
from workbench.data.readers.source import Place, Source
from workbench.data.readers.text_blocks import TextShape
from workbench.data.readers.text_rows import read_rows
from workbench.data.table_guess import TableGuess
from workbench.data.table_head import head_text, read_head
from workbench.errors import DataFormatError
from workbench.jobs import Progress

_CATEGORIES = ("class", "genre", "genres", "category", "categories")


def fields(source: Source) -> list[tuple[str, str]] | None:
    """Return the (name, type) pairs of the header, or None where the first line is no such header."""
    text, _ = head_text(source.head(20_000))
    line = text.split("\n")[0].strip("\r")
    pairs = [tuple(field.rsplit(":", 1)) for field in line.split("\t")]
    if not all(len(pair) == 2 and pair[1] in ("token", "token_seq", "float", "float_seq") for pair in pairs):
        return None
    return [(str(name), str(kind)) for name, kind in pairs]


def columns_of(source: Source) -> tuple[TextShape, list[str], Columns]:
    """Say how a `.inter` file is written, its column names, and what they mean.

    Raises:
        DataFormatError: the header is not RecBole's, or names no users or items.
    """
    pairs = fields(source)
    if pairs is None:
        raise DataFormatError(
            f"{source.label} does not begin with RecBole's header of field:type names.",
            where="line 1",
            hint="It should read like user_id:token, item_id:token, timestamp:float, separated by tabs.",
        )
    names = [name for name, _ in pairs]
    tokens = [name for name, kind in pairs if kind == "token"]
    floats = [name for name, kind in pairs if kind == "float"]
    user = "user_id" if "user_id" in tokens else next((t for t in tokens if "item" not in t), None)
    item = "item_id" if "item_id" in tokens else next((t for t in tokens if t != user), None)
    if user is None or item is None:
        raise DataFormatError(
            f"{source.label} names no users or no items.", where="line 1", hint="It needs two columns of type token."
        )
    time = next((name for name in floats if "time" in name), None)
    value = "rating" if "rating" in floats else next((name for name in floats if name != time), None)
    shape = TextShape("\t", "utf-8", header=True)
    unit = None
    if time is not None:
        head = read_head(source.head(), False, delimiter="\t", header=True)
        place = names.index(time)
        unit = time_unit([row[place] for row in head.rows if len(row) > place]) if head else None
    return shape, names, Columns(user, item, value, time, (unit or "seconds") if time else None)


def _matches(head: Head, _: Place) -> bool:
    if head.source.name.endswith(".inter"):
        return True
    named = (
        [field.split(":")[0] for field in head.lines[0].split("\t") if field.endswith(":token")] if head.lines else []
    )
    return any("user" in name for name in named) and any("item" in name for name in named)


def _preview(found: Found, _: TableGuess | None) -> ImportPreview:
    columns = columns_of(found.source)[1]
    stem = found.source.name.removesuffix(".inter")
    companions = {f"{stem}.item": "items", f"{stem}.user": "people"}
    if found.place.find(f"{stem}.kg"):
        companions[f"{stem}.link"] = f"attributes of {stem}.kg"
    return cut_preview(found, "\t", columns, companions, header=True)


def _read(found: Found, _: TableGuess | None, progress: Progress) -> Parts:
    """Read the interactions and the `.item` and `.user` files of the same name beside them."""
    shape, names, columns = columns_of(found.source)
    rows = read_rows(found.source, shape, names, columns, progress)
    stem = found.source.name.removesuffix(".inter")
    said: list[str] = []
    items = _attributes(found.place.find(f"{stem}.item"), columns.item, said, progress, of_items=True)
    users = _attributes(found.place.find(f"{stem}.user"), columns.user, said, progress, of_items=False)
    graph, link = found.place.find(f"{stem}.kg"), found.place.find(f"{stem}.link")
    if graph is not None and link is not None:
        items = _joined(items, relations(graph, link, progress))
    return Parts(rows, items, users, tuple(said))


def _joined(items: Attributes | None, told: Attributes) -> Attributes:
    """Add the columns of a knowledge graph to those of the `.item` file."""
    if items is None:
        return told
    ids = pc.unique(pa.concat_arrays([items.ids, told.ids]))
    columns, more = items.aligned(ids), told.aligned(ids)
    for name in more.column_names:
        taken = name in columns.column_names
        columns = columns.append_column(f"{name} (graph)" if taken else name, more[name])
    return Attributes(ids, columns)


def _attributes(
    source: Source | None, id_name: str, said: list[str], progress: Progress, *, of_items: bool
) -> Attributes | None:
    if source is None:
        return None
    pairs = fields(source)
    names = [] if pairs is None else [name for name, _ in pairs]
    if pairs is None or id_name not in names:
        raise DataFormatError(
            f"{source.label} has no column {id_name}.",
            where="line 1",
            hint="Correct its header, or move the file away to import without it.",
        )
    table = read_table(source, "\t", names, said, progress, header=True)
    columns: dict[str, Any] = {}
    for name, kind in pairs:
        if name == id_name:
            continue
        texts = text_column(table, name)
        meaning = _meaning(name, kind) if of_items else name
        if meaning in columns:
            meaning = name
        columns[meaning] = _typed(texts, meaning if of_items else "", kind)
        if kind == "float" and meaning != "year":
            empty = pc.sum(pc.equal(pc.utf8_trim_whitespace(texts), ""), min_count=0).as_py()
            wrong = columns[meaning].null_count - texts.null_count - empty
            if wrong:
                noun = "value is no number" if wrong == 1 else "values are no numbers"
                said.append(f"{wrong:,} {name} {noun} in {source.label}; left empty.")
    return Attributes(text_column(table, id_name), pa.table(columns))


def _meaning(name: str, kind: str) -> str:
    if name in _CATEGORIES and kind == "token_seq":
        return "categories"
    if name in ("title", "name") or name.endswith(("_title", "_name")):
        return "title"
    if name in ("year", "release_year", "movie_year"):
        return "year"
    return f"{name} (text)" if name in ("categories", "image", "audio") else name


def _typed(texts: Any, meaning: str, kind: str) -> Any:
    if meaning == "categories":
        return genres(texts, " ")
    if meaning == "year":
        return whole_numbers(texts)
    if kind == "float":
        plain = pc.utf8_trim_whitespace(texts)
        numbers = pc.match_substring_regex(plain, NUMBER)
        return pc.if_else(numbers, plain, pa.scalar(None, pa.string())).cast(pa.float64())
    return texts


LAYOUT = Layout("recbole", "RecBole atomic files", _matches, _read, _preview, usual_names=("*.inter",))

"""What the film datasets have in common: titles that end with a year, genres between bars."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from workbench.data.attributes import Attributes
from workbench.data.readers.frequent_words import MOST_TAGS, most_frequent
from workbench.data.readers.source import Source
from workbench.data.readers.text_blocks import TextShape
from workbench.data.readers.text_table import text_tables
from workbench.data.readers.unreadable import Unreadable
from workbench.jobs import Progress

_NO_GENRES = ("(no genres listed)", "unknown", "")


def years(titles: Any) -> Any:
    """Return the year that a title ends with, `Toy Story (1995)`, as int32; null where there is none.

    A span of years, `Friends (1994–2004)`, counts by its first.
    """
    found = pc.extract_regex(titles, r"\((?P<year>\d{4})(?:[-–]\d{0,4})?\)\s*$")
    return pc.struct_field(found, "year").cast(pa.int32())


def genres(texts: Any, separator: str = "|") -> Any:
    """Return the genres of texts such as `Comedy|Drama` as list<string>; none listed is an empty list."""
    known = pc.if_else(pc.is_in(texts, value_set=pa.array(_NO_GENRES)), pa.scalar(None, pa.string()), texts)
    parts = pc.split_pattern(known, separator)
    return parts.fill_null(pa.scalar([], parts.type))


def attribute_text(source: Source, progress: Progress) -> str:
    """Return the encoding of a table of attributes: UTF-8 where all of it is that, else Latin-1."""
    try:
        source.everything().decode("utf-8")
    except UnicodeDecodeError:
        return "latin-1"
    progress.check()
    return "utf-8"


def read_table(
    source: Source, delimiter: str, names: Sequence[str], said: list[str], progress: Progress, **shape: bool
) -> pa.Table:
    """Read a whole table of attributes as text columns; lines that cannot be read are left out.

    Args:
        source, delimiter, names: the file, and how it is cut.
        said: gets a sentence where lines are left out.
        progress: told how far it is.
        shape: may set `header` and `quoted`.

    Raises:
        DataFormatError: most lines cannot be read.
    """
    unreadable = Unreadable(source.label)
    written = TextShape(delimiter, attribute_text(source, progress), **shape)
    tables = [made.select(list(names)) for made in text_tables(source, written, names, names, unreadable, progress)]
    said += unreadable.left_out()
    if not tables:
        return pa.table({name: pa.array([], pa.string()) for name in names})
    return pa.concat_tables(tables).combine_chunks()


def text_column(table: pa.Table, name: str) -> Any:
    """Return one column of `read_table` as a single array."""
    column = table[name].combine_chunks()
    return column if not isinstance(column, pa.ChunkedArray) else pa.concat_arrays(column.chunks)


def films(ids: Any, titles: Any, genre_texts: Any) -> Attributes:
    """Build the attributes of films from ids, titles with years, and genres between bars."""
    return Attributes(ids, pa.table({"title": titles, "categories": genres(genre_texts), "year": years(titles)}))


def with_tags(items: Attributes, ids: Any, tags: Any) -> Attributes:
    """Add a column `tags`: the words that people gave each film most often, at most five, capitals aside.

    Args:
        items: the films.
        ids, tags: one row for each time that somebody gave a tag.
    """
    words = pc.utf8_lower(pc.utf8_trim_whitespace(tags))
    told = most_frequent(ids, words, MOST_TAGS, "tags").aligned(items.ids)
    return Attributes(items.ids, items.columns.append_column("tags", told["tags"]))


def whole_numbers(texts: Any) -> Any:
    """Return texts as int32, null where one is no whole number."""
    plain = pc.if_else(pc.match_substring_regex(texts, r"^\d{1,9}$"), texts, pa.scalar(None, pa.string()))
    return plain.cast(pa.int32())


def labelled(texts: Any, labels: dict[str, str]) -> Any:
    """Return the words that codes stand for; a code without one stays."""
    places = pc.index_in(texts, value_set=pa.array(list(labels)))
    return pc.coalesce(pa.array(list(labels.values())).take(places), texts)

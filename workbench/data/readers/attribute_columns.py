"""What a table tells about items or users: titles, categories, years, texts, paths of media and plain attributes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from workbench.data.attributes import Attributes
from workbench.data.readers.cells import as_dictionary, read_ids
from workbench.data.readers.film_tables import whole_numbers, years
from workbench.data.readers.frames import Frames
from workbench.data.readers.unreadable import Unreadable
from workbench.data.table_guess import ItemRole
from workbench.jobs import Progress

LIST = pa.list_(pa.string())
_ROLES = ("title", "categories", "year", "text", "image", "audio")
_SEPARATORS = ("|", ";", " > ", "::", ",", "/")
_NOTHING = ("", "nan", "none", "null", "n/a", "\\n", "(no genres listed)", "unknown")


def read_attributes(
    frames: Frames, id_column: str, roles: Sequence[tuple[str, ItemRole]], progress: Progress
) -> tuple[Attributes, tuple[str, ...]]:
    """Read a table of items or users; the first row of an id counts.

    Args:
        frames: the table; it may be the interactions themselves, whose rows repeat what they say of an item.
        id_column: its column of ids.
        roles: the columns to read and what they are.
        progress: told how far reading is.

    Returns:
        the attributes, and a sentence on rows that could not be read, where there are such.

    Raises:
        DataFormatError: the file is damaged.
    """
    unreadable = Unreadable(frames.label, frames.unit)
    wanted = list(dict.fromkeys([id_column, *(name for name, _ in roles)]))
    ids: list[Any] = []
    cells: dict[str, list[Any]] = {name: [] for name, _ in roles}
    for block in frames.blocks(wanted, progress):
        for kind, (count, faults) in block.faults.items():
            unreadable.add(kind, faults, count)
        found = read_ids(block.columns[id_column])
        known = as_dictionary(found.read)
        codes = np.asarray(known.indices)
        first = np.unique(codes, return_index=True)[1]
        if found.missing is not None:
            unreadable.counts["no-id"] = unreadable.counts.get("no-id", 0) + int(found.missing.sum())
            first = first[~found.missing[first]]
        rows = pa.array(np.sort(first))
        ids.append(known.take(rows).dictionary_decode())
        for name, into in cells.items():
            into.append(as_cells(block.columns[name].take(rows)))
        progress.check()
    columns: dict[str, Any] = {}
    for name, role in roles:
        column = _joined(cells[name])
        made = with_role(column, role)
        columns[_column_name(name, role, columns)] = made
    all_ids = pa.concat_arrays(ids) if ids else pa.array([], pa.string())
    return Attributes(all_ids, pa.table(columns)), unreadable.left_out()


def as_cells(column: Any) -> Any:
    """Return a column as text, or as lists of texts; nulls stay."""
    kind = column.type
    if pa.types.is_dictionary(kind):
        column, kind = column.dictionary_decode(), kind.value_type
    if pa.types.is_list(kind) or pa.types.is_large_list(kind) or pa.types.is_fixed_size_list(kind):
        inner = kind.value_type
        if pa.types.is_list(inner):
            return _flat_lists(column)
        if pa.types.is_nested(inner):
            return pa.nulls(len(column), pa.string())
        return column.cast(LIST)
    if pa.types.is_nested(kind) or pa.types.is_null(kind):
        return pa.nulls(len(column), pa.string())
    if pa.types.is_boolean(kind):
        column = column.cast(pa.uint8())
    if pa.types.is_binary(kind) or pa.types.is_large_binary(kind) or pa.types.is_fixed_size_binary(kind):
        return pa.array([None if cell is None else cell.hex() for cell in column.to_pylist()], pa.string())
    if pa.types.is_floating(kind):
        with suppress(pa.ArrowInvalid):
            column = column.cast(pa.int64())
    return column.cast(pa.string())


def with_role(cells: Any, role: ItemRole) -> Any:
    """Return the column that a role makes of texts or lists."""
    if role == "categories":
        return cells if pa.types.is_list(cells.type) else split_categories(cells)
    if pa.types.is_list(cells.type):
        if role == "attribute":
            return cells
        cells = pc.binary_join(cells, "\n" if role == "text" else " ")
    texts = pc.utf8_trim_whitespace(cells)
    texts = pc.if_else(pc.is_in(pc.utf8_lower(texts), pa.array(_NOTHING[:6])), pa.scalar(None, pa.string()), texts)
    if role == "year":
        return _years(texts)
    if role == "attribute":
        return _numbers_or_text(texts)
    return texts


def split_categories(texts: Any) -> Any:
    """Return texts of several categories as lists: written as a list, or separated by whatever most of them hold."""
    plain = pc.utf8_trim_whitespace(pc.fill_null(texts, ""))
    known = pc.invert(pc.is_in(pc.utf8_lower(plain), pa.array(_NOTHING)))
    filled = plain.filter(known)
    if len(filled) and pc.mean(pc.match_substring_regex(filled, r"^\[.*\]$").cast(pa.float64())).as_py() > 0.6:
        plain = pc.replace_substring_regex(plain, r"^\[+|\]+$", "")
        plain = pc.replace_substring_regex(plain, r"""['"]\]?\s*,\s*\[?['"]""", "|")
        plain = pc.utf8_trim(plain, characters="'\" ")
        separator = "|" if _share(plain.filter(known), "|") > 0 else ","
    else:
        shares = {separator: _share(filled, separator) for separator in _SEPARATORS}
        best = next((s for s in _SEPARATORS if shares[s] >= 0.3), max(shares, key=lambda s: shares[s]))
        separator = best if shares[best] >= 0.02 else "\0"
    parts = pc.split_pattern(pc.if_else(known, plain, pa.scalar(None, pa.string())), separator)
    trimmed = pc.utf8_trim_whitespace(pc.list_flatten(parts))
    lengths = np.asarray(pc.fill_null(pc.list_value_length(parts), 0), dtype=np.int64)
    kept = np.asarray(pc.not_equal(trimmed, ""))
    owners = np.repeat(np.arange(len(lengths)), lengths)[kept]
    offsets = np.concatenate(([0], np.cumsum(np.bincount(owners, minlength=len(lengths))))).astype(np.int32)
    return pa.ListArray.from_arrays(pa.array(offsets), trimmed.filter(pa.array(kept)))


def _share(texts: Any, separator: str) -> float:
    return float(pc.mean(pc.match_substring(texts, separator).cast(pa.float64())).as_py() or 0.0) if len(texts) else 0.0


def _years(texts: Any) -> Any:
    """Return years of texts such as `1995`, `1995.0`, `1995-05-01`, `Released 1995` or `Heat (1995)`."""
    ending = years(texts)
    found = pc.struct_field(pc.extract_regex(texts, r"(?:^|\D)(?P<year>1[5-9]\d\d|20\d\d)(?:\D|$)"), "year")
    return pc.coalesce(ending, whole_numbers(pc.fill_null(found, "")))


def _numbers_or_text(texts: Any) -> Any:
    """Return numbers where every filled cell is one whose digits say all of it (no leading zeros), else the texts."""
    filled = texts.drop_null()
    if (
        not len(filled)
        or not pc.all(pc.match_substring_regex(filled, r"^-?(0|[1-9]\d{0,14})(\.\d+)?([eE][+-]\d{1,3})?$")).as_py()
    ):
        return texts
    return texts.cast(pa.float64())


def _joined(parts: list[Any]) -> Any:
    """Join the blocks of a column; where some are lists and some are texts, the texts become lists of one."""
    if not parts:
        return pa.array([], pa.string())
    if len({part.type for part in parts}) > 1:
        parts = [part if pa.types.is_list(part.type) else _singletons(part) for part in parts]
    return pa.concat_arrays(parts)


def _singletons(texts: Any) -> Any:
    lengths = np.asarray(texts.is_valid()).astype(np.int32)
    offsets = np.concatenate(([0], np.cumsum(lengths))).astype(np.int32)
    return pa.ListArray.from_arrays(pa.array(offsets), texts.drop_null())


def _flat_lists(column: Any) -> Any:
    """Return lists of lists of texts as lists of their distinct texts."""
    rows = [
        None if cell is None else list(dict.fromkeys(str(x) for inner in cell if inner for x in inner if x is not None))
        for cell in column.to_pylist()
    ]
    return pa.array(rows, LIST)


def _column_name(name: str, role: ItemRole, taken: dict[str, Any]) -> str:
    """Call a column by its role; further ones and attributes by their own names, which no role may have."""
    plain = re.split(r"\.|\[\]", name)[-1]
    made = base = role if role != "attribute" and role not in taken else plain
    if made != role and made in _ROLES:
        made = base = f"{plain} (text)"
    n = 2
    while made in taken:
        made, n = f"{base} ({n})", n + 1
    return made

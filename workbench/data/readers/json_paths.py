"""Columns out of JSON objects: a path per column, lists of objects unfolded into a row an element.

A path is written with dots, and `[]` where a list is unfolded: `events[].aid` is the `aid` of each object in the list
`events`, and `session` beside it is repeated for each of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from workbench.data.interactions import Int64
from workbench.errors import DataFormatError

_DEEPEST = 6
_MOST_PATHS = 120
UNFOLD = None  # the step of a path that goes into each element of a list
TEXT = pa.string()

Steps = tuple[str | None, ...]


@dataclass(frozen=True)
class Path:
    """Where a column's cells stand in each object.

    Attributes:
        steps: names of fields, and `UNFOLD` for a list.
        kind: the Arrow type that the first objects have there; None where they have several, which only text holds.
    """

    steps: Steps
    kind: Any

    @property
    def name(self) -> str:
        """How people write it."""
        return "".join("[]" if step is UNFOLD else f".{step}" for step in self.steps).lstrip(".")

    @property
    def unfolded(self) -> Steps:
        """The steps up to the last list that is unfolded; empty where none is."""
        places = [n for n, step in enumerate(self.steps) if step is UNFOLD]
        return self.steps[: places[-1] + 1] if places else ()

    @property
    def is_list(self) -> bool:
        """Whether its cells are lists of texts."""
        return self.kind is not None and pa.types.is_list(self.kind)


def find_paths(objects: Sequence[Any]) -> dict[str, Path]:
    """Return the paths that occur in some objects, by name, in order of appearance."""
    kinds: dict[Steps, Any] = {}
    for found in objects:
        for steps, kind in _leaves(found, ()):
            known = kinds.get(steps)
            if steps not in kinds or known == pa.null():
                if len(kinds) < _MOST_PATHS or steps in kinds:
                    kinds[steps] = kind
            elif kind not in (known, pa.null()):
                kinds[steps] = pa.float64() if {known, kind} == {pa.int64(), pa.float64()} else None
    # A field that is a list in one object and something else in another cannot be unfolded.
    inner = {steps for steps in kinds if any(other[: len(steps)] == steps != other for other in kinds)}
    paths = [Path(steps, TEXT if kind == pa.null() else kind) for steps, kind in kinds.items() if steps not in inner]
    return {path.name: path for path in paths}


def _leaves(value: Any, steps: Steps) -> Iterator[tuple[Steps, Any]]:
    if isinstance(value, dict) and len(steps) < _DEEPEST:
        for name, inner in value.items():
            yield from _leaves(inner, (*steps, str(name)))
    elif isinstance(value, list) and any(isinstance(inner, dict) for inner in value) and len(steps) < _DEEPEST:
        for inner in value[:20]:
            yield from _leaves(inner, (*steps, UNFOLD))
    elif isinstance(value, list):
        nested = any(isinstance(inner, list) for inner in value)
        yield steps, pa.list_(pa.list_(TEXT) if nested else TEXT) if value else pa.null()
    else:
        yield steps, _scalar_kind(value)


def _scalar_kind(value: Any) -> Any:
    if value is None:
        return pa.null()
    if isinstance(value, bool):
        return pa.bool_()
    if isinstance(value, int):
        return pa.int64() if -(2**63) <= value < 2**63 else None
    return pa.float64() if isinstance(value, float) else TEXT


def schema_of(paths: Sequence[Path], *, as_text: bool = False) -> pa.Schema:
    """Return the Arrow schema in which objects hold just these paths.

    Args:
        paths: the wanted paths.
        as_text: let all cells be text (or lists of texts), which can hold whatever an object has.
    """
    tree: dict[str | None, Any] = {}
    for path in paths:
        node = tree
        for step in path.steps[:-1]:
            node = node.setdefault(step, {})
        kind = path.kind
        if as_text or kind is None:
            kind = pa.list_(TEXT) if path.is_list else TEXT
        node[path.steps[-1]] = kind
    return pa.schema([(str(name), _kind_of(node)) for name, node in tree.items()])


def _kind_of(node: Any) -> Any:
    if not isinstance(node, dict):
        return node
    if UNFOLD in node:
        return pa.list_(_kind_of(node[UNFOLD]))
    return pa.struct([(str(name), _kind_of(inner)) for name, inner in node.items()])


def project(value: Any, kind: Any) -> Any:
    """Bring a parsed value into the form of a type that `schema_of` made with `as_text`; None where it has none."""
    if pa.types.is_struct(kind):
        if not isinstance(value, dict):
            return None
        return {field.name: project(value.get(field.name), field.type) for field in kind}
    if pa.types.is_list(kind):
        if not isinstance(value, list):
            return None if value is None or isinstance(value, dict) else [project(value, kind.value_type)]
        if kind.value_type == TEXT:
            if not any(isinstance(inner, list) for inner in value):
                return [text_of(inner) for inner in value]
            flat = (inner for outer in value for inner in (outer if isinstance(outer, list) else [outer]))
            return list(dict.fromkeys(text_of(inner) for inner in flat))
        return [project(inner, kind.value_type) for inner in value]
    return text_of(value)


def text_of(value: Any) -> str | None:
    """Return a parsed JSON value as the text of a cell."""
    if value is None or isinstance(value, str):
        # A half of a surrogate pair is no character: JSON can write it, UTF-8 cannot.
        return value if value is None or value.isascii() else value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, list):
        return " ".join(filter(None, map(text_of, value)))
    return str(value)


def unfold(table: pa.Table, paths: Mapping[str, Path], label: str) -> tuple[dict[str, Any], Int64 | None]:
    """Return the columns of some paths, lists unfolded.

    Args:
        table: what `schema_of` describes, a row an object.
        paths: the wanted paths by name; the lists that they unfold must lie within one another.
        label: how errors call the file.

    Returns:
        the columns, Arrow arrays of equal length; and the row of `table` that each of theirs came from, int64 [n], or
        None where nothing was unfolded.

    Raises:
        DataFormatError: two lists lie side by side.
    """
    deepest = max((path.unfolded for path in paths.values()), key=len, default=())
    for path in paths.values():
        if deepest[: len(path.unfolded)] != path.unfolded:
            raise DataFormatError(
                f"The lists of “{path.name}” and “{Path(deepest, None).name}” in {label} lie side by side, so that "
                "their elements make no rows together.",
                hint="Choose columns of one list.",
            )
    try:
        arrays, parents = _levels(table, deepest)
        fields = {
            name: _field(arrays[sum(step is UNFOLD for step in path.unfolded)], path.steps[len(path.unfolded) :])
            for name, path in paths.items()
        }
    except pa.ArrowException as error:
        raise DataFormatError(
            f"The objects of {label} hold under one name now a list and now something else.",
            hint="Write all objects alike.",
        ) from error
    indices: list[Int64 | None] = [None] * len(parents)
    down: Int64 | None = None
    for level in range(len(parents) - 1, -1, -1):
        down = parents[level] if down is None else parents[level][down]
        indices[level] = down
    columns = {}
    for name, path in paths.items():
        depth = sum(step is UNFOLD for step in path.unfolded)
        array = fields[name]
        index = indices[depth] if depth < len(parents) else None
        columns[name] = array if index is None else array.take(pa.array(index))
    return columns, down


def _levels(table: pa.Table, deepest: Steps) -> tuple[list[Any], list[Int64]]:
    """Return the objects at each depth of unfolding, and for each depth but the first their places in the one above."""
    arrays: list[Any] = [table]
    parents: list[Int64] = []
    since: list[str] = []
    for step in deepest:
        if step is not UNFOLD:
            since.append(step)
            continue
        lists = _field(arrays[-1], tuple(since))
        parents.append(np.asarray(pc.list_parent_indices(lists), dtype=np.int64))
        arrays.append(pc.list_flatten(lists))
        since = []
    return arrays, parents


def _field(objects: Any, steps: Steps) -> Any:
    array = objects
    for step in steps:
        if isinstance(array, pa.Table):
            column = array[step]
            array = column.chunk(0) if column.num_chunks == 1 else pa.concat_arrays(column.chunks or [_none(column)])
        else:
            array = pc.struct_field(array, step)
    return array


def _none(column: pa.ChunkedArray) -> Any:
    return pa.array([], column.type)

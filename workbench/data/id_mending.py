"""External ids that were written carelessly: with spaces around them, control characters in them, or as `12.0`."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

_SPACES = r"^\s|\s$"
_CONTROL = r"[\x00-\x08\x0e-\x1f\x7f]"
_FLOAT = r"^-?\d+\.0+$"
_WHOLE_OR_FLOAT = r"^-?\d+(\.0+)?$"

# In the order in which they are mended.
MENDABLE = ("spaces", "control-characters", "float-ids")


def careless(ids: Any, kind: str) -> npt.NDArray[np.int64]:
    """Return the codes of ids that are careless in one way.

    Args:
        ids: Arrow string array of distinct ids.
        kind: one of `MENDABLE`.
    """
    if _surely_plain(ids):
        return np.zeros(0, np.int64)
    if kind == "spaces":
        found = pc.not_equal(pc.utf8_trim_whitespace(ids), ids)
    else:
        found = pc.match_substring_regex(ids, _CONTROL if kind == "control-characters" else _FLOAT)
    return np.flatnonzero(np.asarray(found))


def _surely_plain(ids: Any) -> bool:
    """Whether no id can be careless, told by all their bytes at once: visible ASCII without a point."""
    if len(ids) == 0 or ids.type != pa.string() or ids.buffers()[2] is None:
        return False
    begins = np.frombuffer(ids.buffers()[1], np.int32)[ids.offset : ids.offset + len(ids) + 1]
    text = np.frombuffer(ids.buffers()[2], np.uint8)[begins[0] : begins[-1]]
    return len(text) > 0 and text.min() > 32 and text.max() < 127 and not np.any(text == ord("."))


def all_are_whole(ids: Any) -> bool:
    """Whether every id is a whole number, perhaps written as floating point: then `12.0` is surely meant as `12`."""
    return bool(pc.all(pc.match_substring_regex(pc.utf8_trim_whitespace(ids), _WHOLE_OR_FLOAT)).as_py())


def mended(ids: Any, kinds: Collection[str]) -> Any:
    """Return ids mended in these ways; one of which nothing would remain stays as it is."""
    made = ids
    if "spaces" in kinds:
        made = pc.utf8_trim_whitespace(made)
    if "control-characters" in kinds:
        made = pc.replace_substring_regex(made, _CONTROL, "")
    if "float-ids" in kinds:
        floats = pc.match_substring_regex(made, _FLOAT)
        made = pc.if_else(floats, pc.replace_substring_regex(made, r"\.0+$", ""), made)
    return pc.if_else(pc.equal(made, ""), ids, made)


def merged(ids: Any, kinds: Collection[str]) -> tuple[npt.NDArray[np.int32] | None, Any]:
    """Return the new code of each id and the mended, again distinct ids; None for the codes where they stay."""
    if not any(len(careless(ids, kind)) for kind in kinds):
        return None, ids
    encoded = mended(ids, kinds).dictionary_encode()
    if len(encoded.dictionary) == len(ids):
        return None, encoded.dictionary
    return np.asarray(encoded.indices, dtype=np.int32), encoded.dictionary.cast(pa.string())

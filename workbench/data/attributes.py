"""What files say about items and users, brought into the order of their codes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc


@dataclass(frozen=True)
class Attributes:
    """What a file says about items or users.

    Attributes:
        ids: Arrow string array of external ids.
        columns: table of as many rows.
    """

    ids: Any
    columns: pa.Table

    def aligned(self, ids: Any) -> pa.Table:
        """Return one row for each of `ids`, the first where an id comes twice, nulls where it does not come."""
        return self.columns.take(pc.index_in(ids, value_set=self.ids.cast(ids.type)))

    def notes(self, ids: Any, noun: str) -> list[str]:
        """Say how many of `ids` have no attributes, and how many others have: nobody met those, they are left out.

        Args:
            ids: Arrow string array of distinct ids.
            noun: `item` or `user`.
        """
        said = []
        unknown = pc.index_in(ids, value_set=self.ids.cast(ids.type)).null_count
        if unknown:
            said.append(f"{unknown:,} of {len(ids):,} {noun}s have no attributes.")
        left_out = len(pc.unique(self.ids)) - (len(ids) - unknown)
        if left_out:
            said.append(f"{left_out:,} {noun}{'' if left_out == 1 else 's'} without any interaction left out.")
        return said

"""A column of ids to codes, block by block, in order of first appearance."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from workbench.data.interactions import Int32
from workbench.data.readers.cells import ID, as_dictionary

_SMALL = 1 << 22


class IdColumn:
    """Takes the ids of a file's rows and gives each distinct one the next code.

    Whole numbers that are not far larger than there are rows are looked up in a table, which costs next to nothing.
    Everything else keeps a dictionary for each block, and these are made one in the end.
    """

    def __init__(self) -> None:
        self._table: npt.NDArray[np.int32] = np.full(1024, -1, np.int32)
        self._numbers: list[npt.NDArray[np.int64]] = []
        self._n_ids = 0
        self._codes: list[Int32] = []
        self._n_rows = 0
        self._blocks: list[Any] | None = None

    def add(self, ids: Any) -> None:
        """Take the ids of a block: an Arrow array of whole numbers, or a dictionary of texts; without nulls."""
        self._n_rows += len(ids)
        whole = pa.types.is_integer(ids.type)
        if self._blocks is None and whole:
            numbers = np.asarray(ids, dtype=np.int64)
            if len(numbers) == 0 or (numbers.min() >= 0 and numbers.max() < max(_SMALL, 2 * self._n_rows)):
                self._codes.append(self._looked_up(numbers))
                return
        if self._blocks is None:
            self._blocks = [pa.DictionaryArray.from_arrays(*self._of_numbers())] if self._codes else []
        self._blocks.append(as_dictionary(ids).cast(ID))

    def known(self) -> Any:
        """Return the ids so far, an Arrow string array in which some may come twice."""
        texts = [pa.array(numbers).cast(pa.string()) for numbers in self._numbers]
        texts += [block.dictionary for block in self._blocks or ()]
        return pa.concat_arrays(texts) if texts else pa.array([], pa.string())

    def finish(self) -> tuple[Int32, Any]:
        """Return the code of every row, int32 [n], and the ids in code order, an Arrow string array. Empties this."""
        if self._blocks is None:
            return self._of_numbers()
        chunks = pa.chunked_array(self._blocks, ID).unify_dictionaries().chunks
        self._blocks = None
        return np.concatenate([np.asarray(chunk.indices) for chunk in chunks]), chunks[0].dictionary

    def _looked_up(self, numbers: npt.NDArray[np.int64]) -> Int32:
        if len(numbers) == 0:
            return np.zeros(0, np.int32)
        highest = int(numbers.max())
        if highest >= len(self._table):
            more = np.full(max(highest + 1, 2 * len(self._table)) - len(self._table), -1, np.int32)
            self._table = np.concatenate((self._table, more))
        codes = self._table[numbers]
        unseen = codes < 0
        if unseen.any():
            new = np.asarray(pa.array(numbers[unseen]).unique())
            self._table[new] = np.arange(self._n_ids, self._n_ids + len(new), dtype=np.int32)
            self._numbers.append(new)
            self._n_ids += len(new)
            codes = self._table[numbers]
        return codes

    def _of_numbers(self) -> tuple[Int32, Any]:
        codes = np.concatenate(self._codes) if self._codes else np.zeros(0, np.int32)
        numbers = np.concatenate(self._numbers) if self._numbers else np.zeros(0, np.int64)
        self._codes.clear()
        self._numbers.clear()
        self._table = self._table[:0]
        return codes, pa.array(numbers).cast(pa.string())

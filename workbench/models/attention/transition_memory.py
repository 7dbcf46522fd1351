"""What followed what in the training part, remembered cell by cell, for a network that attends over it.

The cell `(i, j)` says how often item `j` stood near item `i`, once for each of `KERNELS`. A kernel is a way of counting
nearness: right after, soon after, soon before, anywhere around. All kernels share one symmetric pattern of cells.

A network that is trained on the same histories that were counted would read its own answer in the memory: the count of
its target holds the very transition that it is asked for. `TransitionMemory.pairs` therefore leaves it out.

Shapes: V items, K kernels, E cells.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import torch

from workbench.data.interactions import Interactions
from workbench.jobs import Progress
from workbench.models.item_transition import transition_counts


class Kernel(NamedTuple):
    """A way of counting how near two items stand in a history.

    Attributes:
        title: for people.
        distance: most steps apart.
        decay: weight of each further step.
        forward: weight of a pair from the earlier to the later item.
        backward: weight of the same pair from the later to the earlier one.
    """

    title: str
    distance: int
    decay: float
    forward: float
    backward: float


KERNELS = (
    Kernel("right after", 1, 1.0, 1.0, 0.0),
    Kernel("soon after", 5, 0.7, 1.0, 0.0),
    Kernel("soon before", 5, 0.7, 0.0, 1.0),
    Kernel("around", 20, 0.9, 1.0, 1.0),
)
NAMES = ("offsets", "columns", "mirror", "values", "row_scale", "column_scale")


def remember(
    train: Interactions, *, source_power: float, target_power: float, most_neighbours: int, progress: Progress
) -> dict[str, torch.Tensor]:
    """Count the transitions of a training part; what `TransitionMemory` is made of, by name.

    With `c_k(i, j)` the decayed count of a kernel, a cell holds `c_k(i, j) · row_scale(i, k) · column_scale(j, k)`:
    `(Σ_j c_k)^−source_power`, `(Σ_i c_k)^−target_power`, and a constant that makes the median cell 1.

    Args:
        train: histories.
        source_power: 1 makes rows probabilities, 0 leaves counts.
        target_power: how far the popularity of what followed is taken out.
        most_neighbours: cells kept of a row, the largest by the widest kernel; a cell stays where either of its two
            items keeps it.
        progress: checked.
    """
    n_items = train.n_items
    widest = KERNELS[-1]
    keys, around = transition_counts(train, widest.distance, widest.decay, 1.0, progress)
    counts = np.zeros((len(keys), len(KERNELS)), np.float64)
    counts[:, -1] = around
    counted: dict[tuple[int, float], tuple[np.ndarray, np.ndarray]] = {}
    for column, kernel in enumerate(KERNELS[:-1]):
        kind = (kernel.distance, kernel.decay)
        if kind not in counted:
            counted[kind] = transition_counts(train, *kind, 0.0, progress)
        pairs, times = counted[kind]
        for weight, asked in ((kernel.forward, pairs), (kernel.backward, pairs % n_items * n_items + pairs // n_items)):
            if weight:
                counts[np.searchsorted(keys, asked), column] += weight * times
        progress.check()
    source, target = np.divmod(keys, n_items)
    scales = []
    for side, power in ((source, source_power), (target, target_power)):
        totals = np.stack([np.bincount(side, weights=column, minlength=n_items) for column in counts.T], axis=1)
        scales.append(np.where(totals > 0.0, np.maximum(totals, 1e-12), 1.0) ** -power)
        progress.check()
    row_scale, column_scale = scales
    values = counts * row_scale[source] * column_scale[target]
    for column in range(len(KERNELS)):
        present = values[:, column] > 0.0
        constant = 1.0 / np.median(values[present, column]) if present.any() else 1.0
        values[:, column] *= constant
        row_scale[:, column] *= constant

    mirror = np.argsort(target, kind="stable")  # cell (j, i) of each cell (i, j): the pattern is symmetric
    kept = _largest(source, around, n_items, most_neighbours)
    kept |= kept[mirror]
    source, target, values = source[kept], target[kept], values[kept]
    progress.check()
    return {
        "offsets": torch.from_numpy(np.searchsorted(source, np.arange(n_items + 1)).astype(np.int64)),
        "columns": torch.from_numpy(target.astype(np.int32)),
        "mirror": torch.from_numpy(np.argsort(target, kind="stable").astype(np.int32)),
        "values": torch.from_numpy(values.astype(np.float32)),
        "row_scale": torch.from_numpy(row_scale.astype(np.float32)),
        "column_scale": torch.from_numpy(column_scale.astype(np.float32)),
    }


def _largest(source: np.ndarray, size: np.ndarray, n_items: int, most: int) -> np.ndarray:
    """bool [E]: the `most` largest cells of each row, the first of equals."""
    order = np.lexsort((-size, source))
    starts = np.searchsorted(source, np.arange(n_items))
    kept = np.zeros(len(source), np.bool_)
    kept[order] = np.arange(len(source)) - starts[source[order]] < most
    return kept


class TransitionMemory(NamedTuple):
    """The remembered cells; see `remember`.

    Attributes:
        offsets: int64 (V + 1,); row `i` holds the cells `offsets[i]:offsets[i + 1]`, by ascending column.
        columns: int32 (E,), the item that stood near.
        mirror: int32 (E,), for each cell `(i, j)` the place of the cell `(j, i)`.
        values: float32 (E, K).
        row_scale: float32 (V, K), what one count in a row is worth.
        column_scale: float32 (V, K), and in a column.
    """

    offsets: torch.Tensor
    columns: torch.Tensor
    mirror: torch.Tensor
    values: torch.Tensor
    row_scale: torch.Tensor
    column_scale: torch.Tensor

    def cells(self, items: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Return all cells of the rows `items` int64 (n,).

        Returns:
            Which of `items` each cell belongs to, int64 (m,), and the cells, int64 (m,).
        """
        starts, lengths = self.offsets[items], self.offsets[items + 1] - self.offsets[items]
        row = torch.repeat_interleave(lengths)
        first = starts - (lengths.cumsum(0) - lengths)
        return row, torch.arange(len(row), device=items.device) + first[row]

    def block(self, sources: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
        """Return float (K, S, J), the values between `sources` int64 (S,) and `targets` int64 (J,), both distinct."""
        n_sources, n_targets = len(sources), len(targets)
        by_source = n_sources <= n_targets  # read the rows of whichever are fewer
        ours, theirs = (sources, targets) if by_source else (targets, sources)
        place = torch.full((len(self.offsets) - 1,), -1, dtype=torch.int64, device=sources.device)
        place[theirs] = torch.arange(len(theirs), device=sources.device)
        row, cell = self.cells(ours)
        other = place[self.columns[cell].long()]
        found = other >= 0
        row, cell, other = row[found], cell[found], other[found]
        at = row * n_targets + other if by_source else other * n_targets + row
        made = self.values.new_zeros(self.values.shape[1], n_sources * n_targets)
        made[:, at] = self.values[cell if by_source else self.mirror[cell].long()].T
        return made.view(-1, n_sources, n_targets)

    def facing(self, items: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
        """Return float (K, R, T, J), the values between `items` int64 (R, T) and `targets` int64 (J,), distinct."""
        sources, place = torch.unique(items, return_inverse=True)
        return self.block(sources, targets)[:, place]

    def pairs(self, source: torch.Tensor, target: torch.Tensor, distance: torch.Tensor) -> torch.Tensor:
        """Return the values of pairs from a counted history, as they were without that one pair.

        Args:
            source: int64 (n,), earlier items.
            target: int64 (n,), later items of the same history.
            distance: int64 (n,), steps between them, at least 1.

        Returns:
            float (n, K).
        """
        n_cells = len(self.columns)
        if n_cells == 0 or len(source) == 0:
            return self.values.new_zeros(len(source), self.values.shape[1])
        low, end = self.offsets[source], self.offsets[source + 1]
        high = end
        for _ in range(int((end - low).max()).bit_length()):  # binary search inside each row
            middle = (low + high) // 2
            before = (middle < high) & (self.columns[middle.clamp(max=n_cells - 1)] < target)
            low, high = torch.where(before, middle + 1, low), torch.where(before, high, middle)
        at = low.clamp(max=n_cells - 1)
        found = (low < end) & (self.columns[at] == target)
        own = counted_once(distance)
        own = own * self.row_scale[source] * self.column_scale[target]
        return torch.where(found[:, None], without_own(self.values[at], own), 0.0)

    def dense(self) -> DenseMemory:
        """Return the same as whole matrices; see `DenseMemory`."""
        n_items, n_kernels = len(self.offsets) - 1, self.values.shape[1]
        source, cell = self.cells(torch.arange(n_items, device=self.columns.device))
        values = self.values.new_zeros(n_kernels, n_items * n_items)
        values[:, self.columns[cell].long() * n_items + source] = self.values[cell].T
        return DenseMemory(values.view(n_kernels, n_items, n_items), self.row_scale, self.column_scale)

    @property
    def dense_bytes(self) -> int:
        """What `dense` would take."""
        return 4 * self.values.shape[1] * (len(self.offsets) - 1) ** 2


class DenseMemory(NamedTuple):
    """The remembered cells as whole matrices: for small catalogues, read several times faster than cell by cell.

    Attributes:
        values: float32 (K, V, V): kernel, what is asked for, what stood near it. A target's row lies together, and
            fits into a core's nearest cache.
        row_scale: float32 (V, K), as of `TransitionMemory`.
        column_scale: float32 (V, K).
    """

    values: torch.Tensor
    row_scale: torch.Tensor
    column_scale: torch.Tensor

    def facing(self, items: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
        """See `TransitionMemory.facing`; a view whose last axis is not contiguous."""
        rows = [one.index_select(0, targets).index_select(1, items.flatten()) for one in self.values]  # (J, R · T) each
        return torch.stack(rows).view(len(rows), len(targets), *items.shape).permute(0, 2, 3, 1)

    def pairs(self, source: torch.Tensor, target: torch.Tensor, distance: torch.Tensor) -> torch.Tensor:
        """See `TransitionMemory.pairs`."""
        n_kernels, n_items, _ = self.values.shape
        values = self.values.view(n_kernels, -1)[:, target * n_items + source].T
        own = counted_once(distance) * self.row_scale[source] * self.column_scale[target]
        return without_own(values, own)


def counted_once(distance: torch.Tensor) -> torch.Tensor:
    """Return float (n, K), what one pair adds to each kernel's count.

    Args:
        distance: int64 (n,), steps from the earlier to the later item, at least 1.
    """
    widest = max(kernel.distance for kernel in KERNELS)
    steps = torch.arange(widest + 2, device=distance.device)
    counted = torch.stack(
        [kernel.forward * kernel.decay ** (steps - 1.0) * (steps <= kernel.distance) for kernel in KERNELS], dim=-1
    )
    return counted[distance.clamp(max=widest + 1)]


def without_own(values: torch.Tensor, own: torch.Tensor) -> torch.Tensor:
    """Return float (n, K), `values` without `own`; what is left of a count that was the pair's own only is rounding."""
    rest = values - own
    return torch.where(rest > 1e-3 * own, rest, 0.0)

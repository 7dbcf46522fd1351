"""A batch of people's histories as sets: which items each met, and what the others say of each one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch

from workbench.data.interactions import Interactions


@dataclass(frozen=True)
class MetItems:
    """The interactions of some people.

    Attributes:
        item: int64 (N,), what was met.
        owner: int64 (N,), 0 … n_people − 1.
        length: float32 (n_people,), interactions of each.
    """

    item: torch.Tensor
    owner: torch.Tensor
    length: torch.Tensor

    @staticmethod
    def of(data: Interactions, people: npt.NDArray[np.int64]) -> MetItems:
        """Gather the histories of `people`."""
        histories = data.histories(people)
        return MetItems(
            torch.from_numpy(histories.item.astype(np.int64)),
            torch.from_numpy(histories.rows),
            torch.from_numpy(histories.lengths).float(),
        )

    def others(self, table: torch.Tensor, power: float) -> torch.Tensor:
        """Return float (N, D): for each item the sum of the rows of the others in its history, over their number^power.

        What is predicted must not be read: a model would learn to recommend an item to itself.

        Args:
            table: float (V, D).
            power: 0 for sums, 1 for means.
        """
        vectors = table[self.item]
        sums = vectors.new_zeros(len(self.length), table.shape[1]).index_add(0, self.owner, vectors)
        n_others: torch.Tensor = (self.length[self.owner] - 1.0).clamp(min=1.0)[:, None] ** power
        return (sums[self.owner] - vectors) / n_others

    def not_met(self, items: torch.Tensor, n_items: int) -> torch.Tensor:
        """Return bool (N, J), whether the owner of each interaction did not meet each of `items` int64 (J,)."""
        unique, column = torch.unique(items, return_inverse=True)
        place = torch.full((n_items,), -1, dtype=torch.int64)
        place[unique] = torch.arange(len(unique))
        met = torch.zeros(len(self.length), len(unique), dtype=torch.bool)
        at = place[self.item]
        met[self.owner[at >= 0], at[at >= 0]] = True
        allowed: torch.Tensor = ~met[self.owner][:, column]
        return allowed


def dropped(numbers: torch.Tensor, share: float, generator: torch.Generator) -> torch.Tensor:
    """Return `numbers` with a random share of them zero and the others larger for it."""
    if share <= 0.0:
        return numbers
    kept = torch.rand(numbers.shape, generator=generator) >= share
    return numbers * kept / (1.0 - share)

"""Every item's nearest items and the products among them: small systems in place of one of the catalogue's size."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from scipy import sparse

from workbench.data.interactions import Float32, Int32
from workbench.jobs import Progress
from workbench.models.item_products import product_blocks
from workbench.models.ranking import top_items


@dataclass(frozen=True)
class Neighbourhoods:
    """The nearest items of every item by the cosine of who met them.

    Attributes:
        by_item: Xᵀ, float64 [n_items, n_users], ones where a person met an item.
        items: int32 [n_items, K], nearest first, never the item itself, −1 where there are fewer that share anybody.
    """

    by_item: sparse.csr_array
    items: Int32

    @property
    def n_items(self) -> int:
        """Size of the catalogue."""
        return len(self.items)

    @property
    def width(self) -> int:
        """K, most neighbours of an item."""
        return int(self.items.shape[1])

    @staticmethod
    def find(by_user: sparse.csr_array, k: int, progress: Progress, *, share: float) -> Neighbourhoods:
        """Look for the `k` nearest items of each; `share` of the work is told to `progress`."""
        n_items = by_user.shape[1]
        lengths = np.sqrt(np.maximum(np.asarray(by_user.sum(axis=0)).ravel(), 1.0)).astype(np.float32)
        found = np.empty((n_items, min(k, n_items)), np.int32)

        def nearest(start: int, stop: int, shared: Float32) -> None:
            cosine = shared / (lengths[start:stop, None] * lengths)
            cosine[np.arange(stop - start), np.arange(start, stop)] = 0.0
            items, best = top_items(cosine, found.shape[1])
            found[start:stop] = np.where(best > 0.0, items, -1)

        for _ in product_blocks(by_user, nearest, progress, "finding neighbours", share=share):
            pass
        return Neighbourhoods(by_user.T.tocsr(), found)

    def systems(self, start: int, stop: int, progress: Progress) -> tuple[torch.Tensor, torch.Tensor]:
        """Return the products among the neighbours of items `start … stop − 1`, and of those with the item itself.

        Returns:
            float32 (B, K, K) and (B, K); where a neighbour is missing, its row, column and entry are 0.
        """
        among = np.zeros((stop - start, self.width, self.width), np.float32)
        towards = np.zeros((stop - start, self.width), np.float32)
        for row in range(start, stop):
            progress.check()
            near = self.items[row][self.items[row] >= 0]
            chosen = self.by_item[np.append(near, row)]
            shared = (chosen @ chosen.T).toarray()
            among[row - start, : len(near), : len(near)] = shared[:-1, :-1]
            towards[row - start, : len(near)] = shared[:-1, -1]
        return torch.from_numpy(among), torch.from_numpy(towards)

    def transposed(self, weights: Float32) -> sparse.csr_array:
        """Return float32 [n_items, n_items] in which row `i` holds what item `i` adds to the others.

        Args:
            weights: float32 [n_items, K]: what each neighbour adds to the item of the row.
        """
        real = (self.items >= 0) & (weights != 0.0)
        to = np.repeat(np.arange(self.n_items), self.width).reshape(self.items.shape)[real]
        shape = (self.n_items, self.n_items)
        return sparse.coo_array((weights[real], (self.items[real], to)), shape=shape).tocsr()

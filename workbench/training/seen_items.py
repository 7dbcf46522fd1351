"""The items that anybody met, numbered without gaps: what a loss compares with where others are not to be taught."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import torch
from torch import nn

from workbench.data.interactions import Interactions

Vectors = Callable[[torch.Tensor | None], torch.Tensor]


class SeenItems(nn.Module):
    """Translates between item codes and numbers of met items.

    Args:
        data: the training part.
    """

    codes: torch.Tensor  # int64 (S,), the met items
    numbers: torch.Tensor  # int64 (V,), their numbers; 0 for others

    def __init__(self, data: Interactions) -> None:
        super().__init__()
        codes = np.flatnonzero(data.item_counts)
        numbers = np.zeros(data.n_items, np.int64)
        numbers[codes] = np.arange(len(codes))
        self.register_buffer("codes", torch.from_numpy(codes), persistent=False)
        self.register_buffer("numbers", torch.from_numpy(numbers), persistent=False)

    def only(self, data: Interactions) -> Interactions:
        """Return the training part with the numbers in the place of the codes."""
        numbers = self.numbers.cpu().numpy().astype(np.int32)
        return replace(data, item=numbers[data.item], n_items=len(self.codes))

    def place(self, items: torch.Tensor) -> torch.Tensor:
        """Return the numbers of met items."""
        return self.numbers[items]

    def vectors(self, of_codes: Vectors) -> Vectors:
        """Return the function that gives vectors of numbers, made from one of codes."""

        def of_numbers(items: torch.Tensor | None) -> torch.Tensor:
            return of_codes(self.codes if items is None else self.codes[items])

        return of_numbers

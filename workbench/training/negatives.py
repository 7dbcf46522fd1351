"""The shared negatives of a batch: drawn from one of three distributions, with how often each was to be expected."""

from __future__ import annotations

from typing import Literal

import torch
from torch import nn

SamplingName = Literal["uniform", "popularity", "mixed"]


class NegativeSampler(nn.Module):
    """Draws the items that all targets of a batch are compared with.

    - `uniform`: every item alike.
    - `popularity`: an item as often as it was met, with 1 added so that every item can be drawn.
    - `mixed`: half of them uniform, half targets of the same batch (Yang et al., Mixed Negative Sampling for Learning
      Two-tower Neural Networks in Recommendations, WWW 2020), which are popular and therefore hard, and whose vectors
      the step changes anyhow.

    Args:
        counts: int64 [V], interactions of each item.
        n_negatives: K, negatives a batch.
        sampling: the distribution.
        generator: the only source of randomness, on the CPU, so that every device draws the same.
    """

    log_expected: torch.Tensor

    def __init__(
        self, counts: torch.Tensor, n_negatives: int, sampling: SamplingName, generator: torch.Generator
    ) -> None:
        super().__init__()
        n_items = len(counts)
        uniform = torch.full((n_items,), 1.0 / n_items, dtype=torch.float64)
        popular = (counts.double() + 1.0) / (counts.sum() + n_items)
        share = {"uniform": uniform, "popularity": popular, "mixed": 0.5 * uniform + 0.5 * counts / counts.sum()}
        self._cumulative = popular.cumsum(0) if sampling == "popularity" else None
        self._n_items = n_items
        self._of_batch = n_negatives // 2 if sampling == "mixed" else 0
        self.n_negatives = n_negatives
        self._generator = generator
        log_expected = (share[sampling] * n_negatives).log().float()
        self.register_buffer("log_expected", log_expected, persistent=False)  # float32 (V,)

    def draw(self, target: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Return the next negatives for a batch with these targets, int64 (N,).

        Returns:
            Items int64 (K,), drawn with replacement, and float32 (K,), log(K · q) of each, q its probability in a draw.
        """
        n_drawn = self.n_negatives - self._of_batch
        if self._cumulative is None:
            drawn = torch.randint(self._n_items, (n_drawn,), generator=self._generator)
        else:
            uniform = torch.rand(n_drawn, dtype=torch.float64, generator=self._generator)
            drawn = torch.searchsorted(self._cumulative, uniform, right=True).clamp_(max=self._n_items - 1)
        drawn = drawn.to(target.device)
        if self._of_batch:
            places = torch.randint(len(target), (self._of_batch,), generator=self._generator)
            drawn = torch.cat((drawn, target[places.to(target.device)]))
        return drawn, self.log_expected[drawn]

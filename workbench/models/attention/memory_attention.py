"""Where to look in the transition memory: attention over the last interactions, for each kind of nearness."""

from __future__ import annotations

import math

import torch
from torch import nn

from workbench.models.attention.transition_memory import KERNELS

KEY_WIDTH = 16
# Places of a row that look back together; each block sees as far back as the memory is read, and no further.
QUERIES_PER_BLOCK = 64


class MemoryAttention(nn.Module):
    """Attention whose values are rows of a transition memory: it says where to look, for each kernel.

    Scores are `q·k / √16`, with `q` from the network's vector at a place and `k` from the item there, plus a learned
    number for each age and kernel; one softmax runs over the visible interactions of each kernel, another one mixes the
    kernels, so that all weights of a place sum to one.

    Args:
        width: C.
        reach: M, most recent interactions that are looked at.
    """

    def __init__(self, width: int, reach: int) -> None:
        super().__init__()
        self.reach = reach
        self.query = nn.Linear(width, len(KERNELS) * KEY_WIDTH)
        self.key = nn.Linear(width, len(KERNELS) * KEY_WIDTH)
        self.age = nn.Parameter(torch.empty(len(KERNELS), reach))
        self.mix = nn.Linear(width, len(KERNELS))

    def forward(
        self, hidden: torch.Tensor, items: torch.Tensor, segment: torch.Tensor
    ) -> list[tuple[int, int, torch.Tensor]]:
        """Return the weights, in blocks of queries and the keys that they can reach.

        Args:
            hidden: float (R, T, C), the network's vectors.
            items: float (R, T, C), the vectors of the items alone.
            segment: int64 (R, T), the history of each place.

        Returns:
            For each block its first key `low`, its first query `start`, and float (R, K, Q, S): the weights of the
            queries `start … start + Q − 1` over the keys `low … low + S − 1`, zero where nothing is visible.
        """
        R, T, _ = hidden.shape
        query = self.query(hidden).view(R, T, len(KERNELS), KEY_WIDTH).transpose(1, 2)  # (R, K, T, 16)
        key = self.key(items).view(R, T, len(KERNELS), KEY_WIDTH).transpose(1, 2)
        mix = self.mix(hidden).softmax(-1).transpose(1, 2)[..., None]  # (R, K, T, 1)
        blocks = []
        for start in range(0, T, QUERIES_PER_BLOCK):
            low, stop = max(0, start - self.reach + 1), min(T, start + QUERIES_PER_BLOCK)
            age = torch.arange(start, stop, device=hidden.device)[:, None] - torch.arange(
                low, stop, device=hidden.device
            )
            same = segment[:, start:stop, None] == segment[:, None, low:stop]
            visible = (same & (age >= 0) & (age < self.reach))[:, None]  # (R, 1, Q, S)
            scores = query[:, :, start:stop] @ key[:, :, low:stop].transpose(-1, -2) / math.sqrt(KEY_WIDTH)
            scores = scores + self.age[:, age.clamp(0, self.reach - 1)]
            weights = scores.masked_fill(~visible, -torch.inf).softmax(-1) * mix[:, :, start:stop]
            blocks.append((low, start, weights))
        return blocks

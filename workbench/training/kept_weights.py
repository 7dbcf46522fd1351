"""The weights that a fit keeps beside the ones it moves: the best so far, and their moving average."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import torch
from torch import nn
from torch.optim.swa_utils import get_ema_multi_avg_fn


class BestWeights:
    """A copy of the weights that were best on the validation cases; the first of equals is kept."""

    def __init__(self, module: nn.Module) -> None:
        self._module = module
        self.weights: dict[str, torch.Tensor] = {}
        self.value = -float("inf")
        self.epoch = 0

    def offer(self, value: float, epoch: int) -> None:
        """Keep the module's weights if `value` is higher than any before."""
        if value <= self.value:
            return
        self.value, self.epoch = value, epoch
        for name, parameter in self._module.named_parameters():
            kept = self.weights.get(name)
            if kept is None:
                self.weights[name] = parameter.detach().clone()
            else:
                kept.copy_(parameter.detach())

    @torch.no_grad()
    def restore(self) -> None:
        """Put the kept weights back into the module."""
        for name, parameter in self._module.named_parameters():
            if name in self.weights:
                parameter.copy_(self.weights[name])


class MovingAverage:
    """An exponential moving average of the weights (Polyak & Juditsky, 1992; as in Izmailov et al., UAI 2018).

    Args:
        module: whose parameters are averaged.
        decay: share of the average that each step keeps. The first steps keep less, `(1 + n) / (10 + n)`, so that the
            random start is soon forgotten.
    """

    def __init__(self, module: nn.Module, decay: float) -> None:
        self._module = module
        self._decay = decay
        self.n_steps = 0
        self.swapped = False  # whether the module has the average, and `weights` what is trained
        self.weights = {name: parameter.detach().clone() for name, parameter in module.named_parameters()}

    def update(self) -> None:
        """Take in the weights after a step."""
        decay = min(self._decay, (1.0 + self.n_steps) / (10.0 + self.n_steps))
        named = dict(self._module.named_parameters())
        kept, current = [self.weights[name] for name in named], [p.detach() for p in named.values()]
        get_ema_multi_avg_fn(decay)(kept, current, self.n_steps)
        self.n_steps += 1

    @contextmanager
    def in_place(self) -> Iterator[None]:
        """Let the module have the averaged weights inside the block."""
        self.swap()
        try:
            yield
        finally:
            self.swap()

    def swap(self) -> None:
        """Exchange the module's weights and the average."""
        self.swapped = not self.swapped
        for name, parameter in self._module.named_parameters():
            parameter.data, self.weights[name] = self.weights[name], parameter.data

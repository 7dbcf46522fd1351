"""The loss curve of a fit, read rarely enough that neither the device nor the window waits for it."""

from __future__ import annotations

import math
import time

import torch

from workbench.errors import ConfigurationError
from workbench.jobs import Progress

# Reading a loss waits for the device, so losses are summed there and read once in a while.
STEPS_PER_READING = 20
SECONDS_PER_POINT = 0.05


class LossMeter:
    """Sums losses on the device and turns them into points of the loss curve."""

    def __init__(self, progress: Progress, steps_per_epoch: int) -> None:
        self._progress = progress
        self._steps_per_epoch = steps_per_epoch
        self._sum: torch.Tensor | None = None
        self._n = 0
        self._last_point = -1.0

    def add(self, loss: torch.Tensor, step: int) -> None:
        """Take in the loss of optimizer step number `step`, a scalar on any device."""
        self._sum = loss if self._sum is None else self._sum + loss
        self._n += 1
        if self._n >= STEPS_PER_READING:
            self.read(step)

    def read(self, step: int) -> None:
        """Make a point of what came in, at most 20 a second.

        Raises:
            ConfigurationError: the loss is no longer finite.
        """
        if self._sum is None:
            return
        mean = float(self._sum.item()) / self._n
        if not math.isfinite(mean):
            raise ConfigurationError(
                "The loss is no longer a finite number.",
                where=f"epoch {step / self._steps_per_epoch:.1f}",
                hint="Lower the learning rate or lengthen the warm-up.",
            )
        if time.monotonic() - self._last_point >= SECONDS_PER_POINT:
            self._progress.point("loss", step / self._steps_per_epoch, mean)
            self._last_point = time.monotonic()
            self._sum, self._n = None, 0

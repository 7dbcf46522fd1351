"""The loop that trains any torch module whose forward pass returns the loss of a batch."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import torch
from torch import nn

from workbench.errors import ConfigurationError
from workbench.jobs import Progress
from workbench.training.device import Placement
from workbench.training.schedule import ScheduleName, learning_rate_factor
from workbench.training.stopwatch import Stopwatch

# Reading a loss waits for the device, so losses are summed there and read once in a while.
STEPS_PER_READING = 20
SECONDS_PER_POINT = 0.05


class Step(Protocol):
    """The data of one optimizer step."""

    @property
    def n_rows(self) -> int:
        """Rows in the step, for the speed."""
        ...

    def piece(self, index: int, n_pieces: int) -> Any:
        """Return one of `n_pieces` batches, a tuple of tensors, that make up the step."""
        ...


class BatchSource(Protocol):
    """What serves the steps of a training."""

    def __len__(self) -> int:
        """Steps an epoch."""
        ...

    @property
    def n_rows(self) -> int:
        """Rows an epoch, for the speed."""
        ...

    def epoch(self, random: np.random.Generator) -> Iterator[Step]:
        """Yield one epoch's steps."""
        ...


@dataclass(frozen=True)
class TrainingOptions:
    """How to train.

    Attributes:
        epochs: most passes over the data.
        learning_rate: the highest one, after the warm-up.
        schedule: how it moves.
        warmup_steps: optimizer steps of linear warm-up.
        weight_decay: decoupled, on matrices only: gains, biases and the like are left alone.
        clip_norm: gradients are scaled down to this norm; 0 leaves them.
        patience: stop after this many validations without a gain; 0 never stops early.
        seed: of the order of the batches. Dropout and negatives have generators of their own.
    """

    epochs: int
    learning_rate: float
    schedule: ScheduleName = "cosine"
    warmup_steps: int = 0
    weight_decay: float = 0.01
    clip_norm: float = 1.0
    patience: int = 0
    seed: int = 0


@dataclass(frozen=True)
class TrainingResult:
    """How a training went; the best weights are in the module.

    Attributes:
        seconds: of everything, validation included, pauses excluded.
        epochs: passes made.
        best_epoch: the pass after which the kept weights stood.
        best_value: their validation value; NaN without validation.
        stopped: `finished` or `early`.
        throughput: rows per second of training, validation excluded.
    """

    seconds: float
    epochs: int
    best_epoch: int
    best_value: float
    stopped: str
    throughput: float


def train(
    module: nn.Module,
    batches: BatchSource,
    options: TrainingOptions,
    *,
    placement: Placement,
    progress: Progress,
    validate: Callable[[], float] | None = None,
    validation_name: str = "ndcg@10",
) -> TrainingResult:
    """Train `module` in place and leave the best weights in it, in evaluation mode.

    On the same CPU, with the same number of threads, the result is the same bit by bit for the same seed: the order of
    the batches comes from `options.seed`, and modules must draw from generators of their own, never from torch's
    global one, from which any other thread may draw at the same time.

    Args:
        module: its forward pass takes a batch and returns the mean loss, a scalar.
        batches: the training data.
        options: how to train.
        placement: device and precision.
        progress: reported to at every step; gets the series `loss` and `validation_name` over fractional epochs.
        validate: returns the value to select by, higher is better; called after every epoch, in evaluation mode
            without gradients. None keeps the last weights.
        validation_name: the series of its values.

    Raises:
        ConfigurationError: there is nothing to train on, or the loss is no longer finite.
        Cancelled: the person cancelled.
    """
    steps_per_epoch = len(batches)
    if steps_per_epoch == 0:
        raise ConfigurationError(
            "No user has two or more interactions to learn from.", hint="Choose another split or a larger dataset."
        )
    fabric, total_steps = placement.fabric, steps_per_epoch * options.epochs
    wrapped, optimizer = fabric.setup(module, _optimizer(module, options))
    random = np.random.default_rng(options.seed)
    watch, meter = Stopwatch(progress), _LossMeter(progress, steps_per_epoch)
    best = _Best(module)
    training_seconds, rows, step, epoch = 0.0, 0, 0, 0

    for epoch in range(1, options.epochs + 1):
        module.train()
        epoch_began = watch.seconds
        message = f"epoch {epoch} / {options.epochs}"
        for data in batches.epoch(random):
            factor = learning_rate_factor(
                step, total_steps, schedule=options.schedule, warmup_steps=options.warmup_steps
            )
            for group in optimizer.param_groups:
                group["lr"] = options.learning_rate * factor
            loss = wrapped(fabric.to_device(data.piece(0, 1)))
            fabric.backward(loss)
            if options.clip_norm > 0:
                nn.utils.clip_grad_norm_(module.parameters(), options.clip_norm)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            step += 1
            rows += data.n_rows
            meter.add(loss.detach(), step)
            speed = rows / max(training_seconds + watch.seconds - epoch_began, 1e-9)
            progress.report(step / total_steps, message, f"{speed:,.0f} sequences/s")
        training_seconds += watch.seconds - epoch_began
        meter.read(step)
        if validate is None:
            continue
        module.eval()
        with torch.no_grad():
            value = validate()
        progress.point(validation_name, float(epoch), value)
        best.offer(value, epoch)
        if options.patience and epoch - best.epoch >= options.patience:
            break

    if validate is not None:
        best.restore()
    module.eval()
    return TrainingResult(
        seconds=watch.seconds,
        epochs=epoch,
        best_epoch=best.epoch if validate is not None else epoch,
        best_value=best.value if validate is not None else float("nan"),
        stopped="early" if epoch < options.epochs else "finished",
        throughput=rows / max(training_seconds, 1e-9),
    )


def _optimizer(module: nn.Module, options: TrainingOptions) -> torch.optim.Optimizer:
    matrices = [p for p in module.parameters() if p.requires_grad and p.ndim >= 2]
    vectors = [p for p in module.parameters() if p.requires_grad and p.ndim < 2]
    groups = [
        {"params": matrices, "weight_decay": options.weight_decay},
        {"params": vectors, "weight_decay": 0.0},
    ]
    return torch.optim.AdamW(groups, lr=options.learning_rate, betas=(0.9, 0.98), fused=True)


class _LossMeter:
    """Sums losses on the device and turns them into points of the loss curve."""

    def __init__(self, progress: Progress, steps_per_epoch: int) -> None:
        self._progress = progress
        self._steps_per_epoch = steps_per_epoch
        self._sum: torch.Tensor | None = None
        self._n = 0
        self._last_point = -1.0

    def add(self, loss: torch.Tensor, step: int) -> None:
        self._sum = loss if self._sum is None else self._sum + loss
        self._n += 1
        if self._n >= STEPS_PER_READING:
            self.read(step)

    def read(self, step: int) -> None:
        if self._sum is None:
            return
        mean = float(self._sum.item()) / self._n
        if not np.isfinite(mean):
            raise ConfigurationError(
                "The loss is no longer a finite number.",
                where=f"epoch {step / self._steps_per_epoch:.1f}",
                hint="Lower the learning rate or lengthen the warm-up.",
            )
        if time.monotonic() - self._last_point >= SECONDS_PER_POINT:
            self._progress.point("loss", step / self._steps_per_epoch, mean)
            self._last_point = time.monotonic()
            self._sum, self._n = None, 0


class _Best:
    """A copy of the weights that were best on the validation cases; the first of equals is kept."""

    def __init__(self, module: nn.Module) -> None:
        self._module = module
        self._weights: dict[str, torch.Tensor] = {}
        self.value = -float("inf")
        self.epoch = 0

    def offer(self, value: float, epoch: int) -> None:
        if value <= self.value:
            return
        self.value, self.epoch = value, epoch
        self._weights = {name: tensor.detach().clone() for name, tensor in self._module.state_dict().items()}

    def restore(self) -> None:
        self._module.load_state_dict(self._weights)

"""The loop that trains any torch module whose forward pass returns the loss of a batch.

A step's data can be had in pieces, each with its weight in the step's mean. The engine gives every process its piece,
and computes a process's share in several parts where memory would not hold it at once, so that neither changes what
is learned. Between two steps its state can be written down; a fit that goes on from there ends with the same weights
to the bit, on the same CPU with the same number of threads, as one that never stopped.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import nullcontext
from dataclasses import asdict, dataclass, field
from itertools import islice
from typing import Any, Protocol

import numpy as np
import torch
from torch import nn

from workbench.errors import ConfigurationError
from workbench.jobs import Progress
from workbench.training.checkpoints import Checkpoint, CheckpointStore, read_checkpoint, write_checkpoint
from workbench.training.device import Placement
from workbench.training.kept_weights import BestWeights, MovingAverage
from workbench.training.loss_meter import LossMeter
from workbench.training.memory import free_memory, is_out_of_memory
from workbench.training.optimizer import clip_gradients, make_optimizers
from workbench.training.schedule import ScheduleName, learning_rate_factor
from workbench.training.stopwatch import Stopwatch


class Step(Protocol):
    """The data of one optimizer step."""

    @property
    def n_rows(self) -> int:
        """Rows in the step, for the speed."""
        ...

    def piece(self, index: int, n_pieces: int) -> Any:
        """Return one of `n_pieces` batches that make up the step.

        A batch is a tuple of tensors with an attribute `weight`, its share in the step's mean loss. A piece that would
        be empty repeats another with the weight 0, since its mean has to be a number.
        """
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
        """Yield one epoch's steps; everything random is drawn from `random` before the first."""
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
        least_epochs: validations after which the patience begins to count, since a young fit may stand still a while.
        parts: how many pieces of a step are computed one after the other; more need less memory.
        average: share that a moving average of the weights keeps at each step; it is then what is validated and kept.
            0 keeps the weights themselves.
        seed: of the order of the batches. Dropout and negatives have generators of their own.
    """

    epochs: int
    learning_rate: float
    schedule: ScheduleName = "cosine"
    warmup_steps: int = 0
    weight_decay: float = 0.01
    clip_norm: float = 1.0
    patience: int = 0
    least_epochs: int = 0
    parts: int = 1
    average: float = 0.0
    seed: int = 0


@dataclass(frozen=True)
class TrainingResult:
    """How a training went; the best weights are in the module.

    Attributes:
        seconds: of everything, validation included, pauses excluded, over all sittings.
        epochs: passes made.
        best_epoch: the pass after which the kept weights stood.
        best_value: their validation value; NaN without validation.
        stopped: `finished` or `early`.
        throughput: rows per second of training, validation excluded.
        parts: pieces that a step was computed in at the end; more than asked for where memory ran out.
    """

    seconds: float
    epochs: int
    best_epoch: int
    best_value: float
    stopped: str
    throughput: float
    parts: int


def train(
    module: nn.Module,
    batches: BatchSource,
    options: TrainingOptions,
    *,
    placement: Placement,
    progress: Progress,
    validate: Callable[[], float] | None = None,
    validation_name: str = "ndcg@10",
    generators: Mapping[str, torch.Generator] | None = None,
    noise: torch.Generator | None = None,
    checkpoints: CheckpointStore | None = None,
) -> TrainingResult:
    """Train `module` in place and leave the best weights in it, in evaluation mode.

    On the same CPU, with the same number of threads, the result is the same bit by bit for the same seed: the order of
    the batches comes from `options.seed`, and modules must draw from generators of their own, never from torch's
    global one, from which any other thread may draw at the same time.

    Where memory runs out, the step is computed again in twice as many parts, and so are all later ones.

    Args:
        module: its forward pass takes a batch and returns the mean loss, a scalar.
        batches: the training data.
        options: how to train.
        placement: device, precision and processes.
        progress: reported to at every step; gets the series `loss` and `validation_name` over fractional epochs.
        validate: returns the value to select by, higher is better; called after every epoch, in evaluation mode
            without gradients, by the first process. None keeps the last weights.
        validation_name: the series of its values.
        generators: what the module draws from alike in all processes, by name; part of every checkpoint.
        noise: what it draws from otherwise in each process. It is seeded anew for every step, by the step and the
            process, so that a checkpoint of one process serves all.
        checkpoints: where to save the state, every so often and on pause, and where to go on from.

    Raises:
        ConfigurationError: there is nothing to train on, the loss is no longer finite, or memory does not hold a
            single row.
        Cancelled: the person cancelled; `Suspended` where the state was saved before.
    """
    if len(batches) == 0:
        raise ConfigurationError(
            "No user has two or more interactions to learn from.", hint="Choose another split or a larger dataset."
        )
    loop = _Loop(module, batches, options, placement, progress, dict(generators or {}))
    loop.validate, loop.validation_name, loop.noise = validate, validation_name, noise
    loop.checkpoints = checkpoints if placement.fabric.is_global_zero else None
    try:
        if checkpoints is not None:
            with checkpoints.latest() as folder:
                if folder is not None:
                    loop.restore(read_checkpoint(folder))
            progress.keep(loop)
        return loop.run()
    except (RuntimeError, MemoryError) as error:
        if not is_out_of_memory(error):
            raise
        raise _too_large("weights and what the optimizer keeps of them") from error
    finally:
        progress.keep(None)


@dataclass
class _Place:
    """Where a fit stands between two steps."""

    step: int = 0  # optimizer steps made
    epoch: int = 1  # the epoch going on, from 1
    in_epoch: int = 0  # steps of it made
    random_at_epoch: dict[str, Any] = field(default_factory=dict)  # state of the batches' generator at its start
    rows: int = 0
    training_seconds: float = 0.0
    seconds_before: float = 0.0  # of earlier sittings
    parts: int = 1


class _Loop:
    def __init__(
        self,
        module: nn.Module,
        batches: BatchSource,
        options: TrainingOptions,
        placement: Placement,
        progress: Progress,
        generators: dict[str, torch.Generator],
    ) -> None:
        self.options, self.batches, self.module, self.progress = options, batches, module, progress
        self.fabric = placement.fabric
        self.raw_optimizers = make_optimizers(module, options.learning_rate, options.weight_decay)
        self.wrapped, *made = self.fabric.setup(module, *self.raw_optimizers)
        self.optimizers: list[Any] = list(made)
        self.parameters = [p for p in module.parameters() if p.requires_grad]
        self.generators = generators
        self.random = np.random.default_rng(options.seed)
        self.at = _Place(random_at_epoch=dict(self.random.bit_generator.state), parts=options.parts)
        self.best = BestWeights(module)
        self.average = MovingAverage(module, options.average) if options.average > 0 else None
        self.steps_per_epoch = len(batches)
        self.total_steps = self.steps_per_epoch * options.epochs
        self.watch, self.meter = Stopwatch(progress), LossMeter(progress, self.steps_per_epoch)
        self.validate: Callable[[], float] | None = None
        self.validation_name = ""
        self.noise: torch.Generator | None = None
        self.checkpoints: CheckpointStore | None = None
        self._saved_at = time.monotonic()

    # ---- the loop

    def run(self) -> TrainingResult:
        options, at, stopped = self.options, self.at, "finished"
        while at.epoch <= options.epochs:
            self._epoch()
            if self.validate is not None:
                self._validate(self.validate)
            waited = at.epoch - max(self.best.epoch, options.least_epochs)
            early = bool(self.validate is not None and options.patience and waited >= options.patience)
            if early or at.epoch == options.epochs:
                stopped = "early" if early and at.epoch < options.epochs else "finished"
                break
            at.epoch, at.in_epoch = at.epoch + 1, 0
            at.random_at_epoch = dict(self.random.bit_generator.state)
        if self.validate is not None:
            self.best.restore()
        elif self.average is not None:
            self.average.swap()
        self.module.eval()
        return TrainingResult(
            seconds=at.seconds_before + self.watch.seconds,
            epochs=at.epoch,
            best_epoch=self.best.epoch if self.validate is not None else at.epoch,
            best_value=self.best.value if self.validate is not None else float("nan"),
            stopped=stopped,
            throughput=at.rows / max(at.training_seconds, 1e-9),
            parts=at.parts,
        )

    def _epoch(self) -> None:
        at, options = self.at, self.options
        self.module.train()
        message = f"epoch {at.epoch} / {options.epochs}"
        self.random.bit_generator.state = at.random_at_epoch
        for data in islice(self.batches.epoch(self.random), at.in_epoch, None):
            began = self.watch.seconds
            factor = learning_rate_factor(
                at.step, self.total_steps, schedule=options.schedule, warmup_steps=options.warmup_steps
            )
            for optimizer in self.optimizers:
                for group in optimizer.param_groups:
                    group["lr"] = options.learning_rate * factor
            loss = self._gradients(data)
            if options.clip_norm > 0:
                clip_gradients(self.parameters, options.clip_norm)
            for optimizer in self.optimizers:
                optimizer.step()
                optimizer.zero_grad(set_to_none=True)
            if self.average is not None:
                self.average.update()
            at.step, at.in_epoch, at.rows = at.step + 1, at.in_epoch + 1, at.rows + data.n_rows
            self.meter.add(loss, at.step)
            at.training_seconds += self.watch.seconds - began
            speed = f"{at.rows / max(at.training_seconds, 1e-9):,.0f} sequences/s"
            if at.parts > options.parts:
                speed += f" · memory was short, steps are computed in {at.parts} parts"
            self._save_sometimes()
            self.progress.report(at.step / self.total_steps, message, speed)
        self.meter.read(at.step)

    def _gradients(self, data: Step) -> torch.Tensor:
        """Compute a step's gradients, in as many parts as memory asks for, and return its mean loss (detached)."""
        rank, processes = self.fabric.global_rank, self.fabric.world_size
        while True:
            try:
                parts = self.at.parts
                self._seed_noise()
                total = torch.zeros((), device=self.fabric.device)
                for part in range(parts):
                    batch = data.piece(rank + processes * part, processes * parts)
                    last = part == parts - 1
                    # The gradients of processes are averaged, so that a share counts `processes` times.
                    with nullcontext() if last else self.fabric.no_backward_sync(self.wrapped):
                        loss = self.wrapped(self.fabric.to_device(batch)) * (batch.weight * processes)
                        self.fabric.backward(loss)
                    total += loss.detach()
                return total if processes == 1 else self.fabric.all_reduce(total, reduce_op="mean")
            except (RuntimeError, MemoryError) as error:
                if not is_out_of_memory(error):
                    raise
                if processes > 1 or self.at.parts >= data.n_rows:
                    raise _too_large(f"{data.n_rows} histories a step, in {self.at.parts} parts") from error
            # Outside the handler: the exception's traceback held the tensors that have to go.
            for optimizer in self.optimizers:
                optimizer.zero_grad(set_to_none=True)
            free_memory()
            self.at.parts *= 2

    def _seed_noise(self) -> None:
        if self.noise is not None:
            words = np.random.SeedSequence((self.options.seed, self.at.step, self.fabric.global_rank))
            self.noise.manual_seed(int(words.generate_state(1, np.uint32)[0]))

    def _validate(self, validate: Callable[[], float]) -> None:
        """Offer the weights that are to be kept, with their value, which the first process measures for all."""
        self.module.eval()
        with torch.no_grad(), self.average.in_place() if self.average is not None else nullcontext():
            value = validate() if self.fabric.is_global_zero else 0.0
            value = float(self.fabric.broadcast(value)) if self.fabric.world_size > 1 else value
            self.best.offer(value, self.at.epoch)
        self.progress.point(self.validation_name, float(self.at.epoch), value)

    # ---- checkpoints

    def before_waiting(self) -> None:
        """Save the state; see `jobs.Keeper`."""
        if self.checkpoints is not None:
            self._save(self.checkpoints)
            self.checkpoints.paused()

    def after_waiting(self) -> None:
        """See `jobs.Keeper`."""
        if self.checkpoints is not None:
            self.checkpoints.resumed()

    def _save_sometimes(self) -> None:
        if self.checkpoints is not None and time.monotonic() - self._saved_at >= self.checkpoints.every_seconds:
            self._save(self.checkpoints)

    def _save(self, checkpoints: CheckpointStore) -> None:
        checkpoints.save(lambda folder: write_checkpoint(folder, self._state()))
        self._saved_at = time.monotonic()

    def _state(self) -> Checkpoint:
        """Return the state now, between two steps or inside a validation."""
        state = Checkpoint()
        average = self.average
        current = {name: parameter.detach() for name, parameter in self.module.named_parameters()}
        if average is not None:
            state.add("average", current if average.swapped else average.weights)
            current = average.weights if average.swapped else current
        state.add("weights", current)
        state.add("best", self.best.weights)
        state.add("generators", {name: generator.get_state() for name, generator in self.generators.items()})
        for number, optimizer in enumerate(self.raw_optimizers):
            for place, kept in optimizer.state_dict()["state"].items():
                state.add(f"optimizer {number}", {f"{place}/{name}": tensor for name, tensor in kept.items()})
        state.numbers = {
            "at": {**asdict(self.at), "seconds_before": self.at.seconds_before + self.watch.seconds},
            "best": {"value": self.best.value, "epoch": self.best.epoch} if self.best.weights else None,
            "averaged steps": 0 if average is None else average.n_steps,
        }
        return state

    def restore(self, state: Checkpoint) -> None:
        """Go on from a state that `_state` returned."""
        numbers = state.numbers
        self.at = _Place(**numbers["at"])
        with torch.no_grad():
            weights = state.part("weights")
            for name, parameter in self.module.named_parameters():
                parameter.copy_(weights[name])
        device = self.fabric.device
        if numbers["best"] is not None:
            self.best.value, self.best.epoch = numbers["best"]["value"], numbers["best"]["epoch"]
            self.best.weights = {name: tensor.to(device) for name, tensor in state.part("best").items()}
        if self.average is not None:
            self.average.n_steps = numbers["averaged steps"]
            self.average.weights = {name: tensor.to(device) for name, tensor in state.part("average").items()}
        for name, tensor in state.part("generators").items():
            self.generators[name].set_state(tensor)
        for number, optimizer in enumerate(self.raw_optimizers):
            kept: dict[int, dict[str, torch.Tensor]] = {}
            for name, tensor in state.part(f"optimizer {number}").items():
                place, key = name.split("/")
                kept.setdefault(int(place), {})[key] = tensor
            optimizer.load_state_dict({"state": kept, "param_groups": optimizer.state_dict()["param_groups"]})
        self.progress.begin_at(self.at.step / self.total_steps)


def _too_large(where: str) -> ConfigurationError:
    return ConfigurationError(
        "There is not enough memory to train this model.",
        where=where,
        hint="Choose a smaller width, a shorter history or a smaller batch.",
    )

"""How large a model may be here: parameters, memory and time of a training step, measured as far as that goes.

The same code trains all sizes: a size is a width and a number of layers. What the machine holds and computes in good
time is measured by true training steps on the dataset's own histories; beyond that, memory is counted from the shapes
and time from the operations, at the speed that the largest measured size reached.
"""

from __future__ import annotations

import math
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import psutil
import torch

from workbench.data.interactions import Interactions
from workbench.data.splits import Split
from workbench.errors import ConfigurationError
from workbench.jobs import Progress
from workbench.models.attention.configuration import SequenceConfig
from workbench.models.attention.layers import use_generator
from workbench.models.attention.sequence_model import SequenceModel
from workbench.training.device import Placement, place
from workbench.training.memory import free_memory, is_out_of_memory
from workbench.training.optimizer import clip_gradients, make_optimizers
from workbench.training.recompute import kept_for_backward

TARGETS = (1_000_000, 5_000_000, 20_000_000, 100_000_000, 500_000_000)
WIDTHS = (16, 32, 64, 96, 128, 192, 256, 384, 512, 768, 1_024, 1_536, 2_048)
MOST_LAYERS = 32
# A size that misses its target by more is left out: the table of items alone may hold more than a small target.
LARGEST_MISS = 0.35
# Share of the free memory that a measurement may take.
MEMORY_SHARE = 0.6
_STEPS = 2

Facts = Mapping[str, torch.Tensor]
NO_FACTS: Facts = {}


@dataclass(frozen=True)
class ModelSize:
    """One size of a model.

    Attributes:
        width, layers, heads: its shape.
        parameters: learned numbers, the table of items among them.
        memory_bytes: weights, gradients, the optimizer's two moments, and what a step keeps for its backward pass.
        step_seconds: of one optimizer step.
        epoch_seconds: of all steps of one pass over the training part.
        measured: whether memory and time were measured by training steps, or computed.
    """

    width: int
    layers: int
    heads: int
    parameters: int
    memory_bytes: int
    step_seconds: float
    epoch_seconds: float
    measured: bool


def shapes(
    kind: type[SequenceModel],
    base: SequenceConfig,
    n_items: int,
    targets: Sequence[int] = TARGETS,
    facts: Facts = NO_FACTS,
) -> list[SequenceConfig]:
    """Return the configurations whose numbers of parameters are nearest to the targets, the smallest first.

    Depth grows with width: from one layer in 256 numbers of width to one in 16. Heads have 64 numbers, as usual.

    Args:
        kind: the model.
        base: everything else; nothing in it is automatic.
        n_items: size of the catalogue.
        targets: wanted numbers of parameters.
        facts: see `SequenceNetwork`.
    """
    candidates: list[tuple[int, SequenceConfig]] = []
    for width in WIDTHS:
        one, two = (parameters_of(kind, _shaped(base, width, layers), n_items, facts) for layers in (1, 2))
        most = min(MOST_LAYERS, max(1, width // 16))
        candidates += [
            (one + (two - one) * (layers - 1), _shaped(base, width, layers))
            for layers in range(max(1, width // 256), most + 1)
        ]
    found: dict[tuple[int, int], SequenceConfig] = {}
    for target in sorted(targets):
        # Of sizes that miss by about the same, the one nearest to a layer in 64 numbers of width.
        best = min(
            candidates,
            key=lambda one: (
                round(abs(math.log(one[0] / target)), 1),
                abs(math.log(one[1].width / one[1].layers / 64)),
            ),
        )
        if abs(best[0] / target - 1) <= LARGEST_MISS:
            found.setdefault((best[1].width, best[1].layers), best[1])
    return list(found.values())


def parameters_of(kind: type[SequenceModel], config: SequenceConfig, n_items: int, facts: Facts = NO_FACTS) -> int:
    """Return how many numbers a model learns; nothing is allocated."""
    with torch.device("meta"):
        network = kind(config).build(n_items, facts)
    return sum(parameter.numel() for parameter in network.parameters())


def size_table(
    kind: type[SequenceModel],
    base: SequenceConfig,
    split: Split,
    *,
    targets: Sequence[int] = TARGETS,
    seconds: float = 60.0,
    free_bytes: int | None = None,
    progress: Progress,
) -> list[ModelSize]:
    """Return the sizes of a model on a training part, measured in ascending order as far as memory and time allow.

    Args:
        kind: the model.
        base: its settings; what is automatic is chosen by the data's shape.
        split: whose training part it would learn from.
        targets: numbers of parameters.
        seconds: what all measurements together may take; a size that would exceed it is computed.
        free_bytes: memory that is free on the device; None asks the machine.
        progress: reported to before each size.

    Raises:
        ConfigurationError: the dataset has not what the model needs, or there is no history to learn from.
    """
    data = split.train
    base = base.for_data(data)
    if len(kind(base).batches(data)) == 0:
        raise ConfigurationError("No user has two or more interactions to learn from.", hint="Choose a larger dataset.")
    facts = kind(base).facts(split, progress)
    placement = place(base.device)
    free = _free_bytes(placement) if free_bytes is None else free_bytes
    wanted = shapes(kind, base, data.n_items, targets, facts)
    made: list[ModelSize] = []
    rate, left = 0.0, seconds
    for place_, config in enumerate(wanted):
        parameters = parameters_of(kind, config, data.n_items, facts)
        progress.report(place_ / len(wanted), f"{parameters / 1e6:,.0f} M parameters")
        model = kind(config)
        cost, steps = model.cost(data), len(model.batches(data))
        operations = cost.of_epoch() / steps
        counted = cost.estimate(parameters, 0).memory_bytes
        fits = counted <= MEMORY_SHARE * free
        in_time = rate == 0.0 or (1 + _STEPS) * operations / rate <= left
        began = time.perf_counter()
        found = measure_step(model, data, facts, placement, progress) if fits and in_time and left > 0 else None
        left -= time.perf_counter() - began
        if found is None:
            left = 0.0  # what is larger is computed too, so that the table is measured up to a size
            second = operations / rate if rate else float("nan")
            memory = counted
        else:
            memory, second = found
            rate = operations / second
        made.append(
            ModelSize(
                config.width, config.layers, config.heads, parameters, memory, second, second * steps, found is not None
            )
        )
    progress.report(1.0, "done")
    return made


def measure_step(
    model: SequenceModel, data: Interactions, facts: Facts, placement: Placement, progress: Progress
) -> tuple[int, float] | None:
    """Return the bytes and the seconds of a training step: a first one whose time does not count, then the best of two.

    None where memory does not hold it.
    """
    config = model.config
    try:
        network = model._empty_network(data.n_items, facts)
        network.initialise(torch.Generator().manual_seed(0))
        network.to(placement.device)
        network.item.rowwise = model._trains_by_rows(data.n_items, placement)
        use_generator(network, torch.Generator(placement.device).manual_seed(0))
        objective = model.objective(network, data, torch.Generator().manual_seed(0)).to(placement.device).train()
        optimizers = make_optimizers(objective, config.learning_rate, config.weight_decay)
        step = next(model.batches(data).epoch(np.random.default_rng(0)))
        batch = step.piece(0, 1).to(placement.device)
        best, kept = float("inf"), 0
        if placement.device.type == "cuda":
            torch.cuda.reset_peak_memory_stats(placement.device)
        for number in range(1 + _STEPS):
            progress.check()
            began = time.perf_counter()
            with placement.fabric.autocast():
                loss, kept = kept_for_backward(lambda: objective(batch))
            loss.backward()
            clip_gradients(list(network.parameters()), max(config.clip_norm, 1e-3))
            for optimizer in optimizers:
                optimizer.step()
                optimizer.zero_grad()
            float(loss.detach())  # waits for the device
            if number:
                best = min(best, time.perf_counter() - began)
        if placement.device.type == "cuda":
            return int(torch.cuda.max_memory_allocated(placement.device)), best
        weights = sum(p.numel() * p.element_size() for p in network.parameters())
        # Saved tensors hold the weights themselves too, which are counted once.
        return 4 * weights + max(0, kept - weights), best
    except (RuntimeError, MemoryError) as error:
        if not is_out_of_memory(error):
            raise
        return None
    finally:
        free_memory()


def _shaped(base: SequenceConfig, width: int, layers: int) -> SequenceConfig:
    heads = max(1, width // 64)
    return base.model_copy(update={"width": width, "layers": layers, "heads": heads if heads <= 16 else 16})


def _free_bytes(placement: Placement) -> int:
    if placement.device.type == "cuda":
        return int(torch.cuda.mem_get_info(placement.device)[0])
    return int(psutil.virtual_memory().available)

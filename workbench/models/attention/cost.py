"""What training an attention model will cost, from its shapes and a short measurement of this machine."""

from __future__ import annotations

import time
from functools import lru_cache

import torch

from workbench.models.recommender import CostEstimate
from workbench.training.batches import SequenceBatches
from workbench.training.device import configure_threads
from workbench.training.losses import LOGITS_PER_CHUNK

# Share of a plain matrix product's speed that whole training steps reach, measured on MovieLens 100K on a CPU.
TRAINING_EFFICIENCY = 0.45
BYTES = 4


def training_cost(
    batches: SequenceBatches,
    *,
    parameters: int,
    n_compared: int,
    width: int,
    layers: int,
    expansion: int,
    length: int,
    batch_size: int,
    epochs: int,
    n_validated: int,
    n_items: int,
) -> CostEstimate:
    """Estimate memory and time of a training on the CPU.

    A multiplication and addition count as two operations; a backward pass costs twice the forward pass.

    Args:
        batches: for the number of rows and targets.
        parameters: learned numbers.
        n_compared: items that each target is compared with.
        width: C.
        layers: attention layers.
        expansion: of the feed-forward parts.
        length: most positions a row.
        batch_size: rows a step.
        epochs: most passes.
        n_validated: histories ranked after each epoch.
        n_items: size of the catalogue.
    """
    per_position = layers * (2 * width * width * (4 + 2 * expansion) + 2 * width * length)
    per_target = 2 * width * n_compared
    epoch = 3 * batches.n_targets * (per_position + per_target)
    epoch += n_validated * (length * per_position + 2 * width * n_items)
    # Kept for the backward pass of each layer: about ten arrays of the width, and two of the inner one.
    positions = min(batch_size, max(1, batches.n_rows)) * length
    activations = positions * width * layers * (10 + 2 * expansion) * BYTES
    logits = max(LOGITS_PER_CHUNK, n_compared * 16 if n_compared == n_items else positions * n_compared) * BYTES * 2
    # Weights, gradients, two moments of the optimizer, and the best weights so far.
    return CostEstimate(
        parameters=parameters,
        memory_bytes=parameters * BYTES * 5 + activations + logits,
        seconds=epochs * epoch / (operations_per_second(configure_threads()) * TRAINING_EFFICIENCY),
    )


@lru_cache(maxsize=4)
def operations_per_second(threads: int) -> float:
    """Measure how many operations a second a matrix product reaches with `threads` threads; takes about 20 ms."""
    left, right = torch.ones(1_024, 64), torch.ones(64, 1_024)
    best = float("inf")
    for _ in range(6):
        began = time.perf_counter()
        torch.mm(left, right)
        best = min(best, time.perf_counter() - began)
    return 2.0 * 1_024 * 64 * 1_024 / best

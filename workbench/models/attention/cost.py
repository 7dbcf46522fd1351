"""What training an attention model will cost, from its shapes and a short measurement of this machine."""

from __future__ import annotations

import time
from dataclasses import dataclass
from functools import lru_cache

import torch

from workbench.models.attention.configuration import SequenceConfig
from workbench.models.recommender import CostEstimate
from workbench.training.batches import SequenceBatches
from workbench.training.device import configure_threads
from workbench.training.losses import LOGITS_PER_CHUNK

# Share of a plain matrix product's speed that whole training steps reach, measured on MovieLens 100K on a CPU.
TRAINING_EFFICIENCY = 0.45
# What finding the best of an item's scores takes, in multiplications.
RANKING_OPERATIONS = 64
# Validation after each epoch may take this share of the epoch, but always looks at so many cases where there are any.
VALIDATION_SHARE = 0.15
LEAST_VALIDATED = 1_024
BYTES = 4


@dataclass(frozen=True)
class FitCost:
    """Counts the operations of a fit: a multiplication with its addition as two, a backward pass as two forward ones.

    Attributes:
        config: width, layers, lengths, batch and loss.
        batches: for the number of rows and targets.
        n_items: size of the catalogue.
        beyond_blocks: operations of one position, forward, that the model does beside its blocks and its logits.
    """

    config: SequenceConfig
    batches: SequenceBatches
    n_items: int
    beyond_blocks: float = 0.0

    @property
    def n_compared(self) -> int:
        """Items that each target is compared with."""
        return self.n_items if self.config.loss == "softmax" else self.config.negatives

    @property
    def inputs_a_row(self) -> float:
        """Mean number of positions of a user sequence."""
        return self.batches.n_targets / max(1, self.batches.n_rows)

    def of_position(self) -> float:
        """Return the operations of one position, forward."""
        c = self.config
        blocks = c.layers * (2.0 * c.width * c.width * (4 + 2 * c.expansion) + 2.0 * c.width * c.history_length)
        return blocks + self.beyond_blocks

    def of_epoch(self) -> float:
        """Return the operations of one pass over the data."""
        forward = self.of_position() + 2.0 * self.config.width * self.n_compared
        again = self.of_position() if self.config.recompute else 0.0
        return self.batches.n_targets * (3.0 * forward + again)

    def of_case(self) -> float:
        """Return the operations of scoring and ranking the catalogue for one history."""
        return self.inputs_a_row * self.of_position() + (2.0 * self.config.width + RANKING_OPERATIONS) * self.n_items

    def validated(self, n_cases: int) -> int:
        """Return how many of `n_cases` to validate by after each epoch.

        The budget is one of time, but it is counted in operations, so that the same fit validates by the same cases
        on every machine and in every resumed sitting.
        """
        affordable = int(VALIDATION_SHARE * self.of_epoch() / self.of_case())
        return min(n_cases, max(LEAST_VALIDATED, affordable))

    def estimate(self, parameters: int, n_cases: int) -> CostEstimate:
        """Estimate memory and time on the CPU until the last epoch, without early stopping.

        Args:
            parameters: learned numbers.
            n_cases: validation cases there are.
        """
        c = self.config
        epoch = self.of_epoch() + self.validated(n_cases) * self.of_case()
        # Kept for the backward pass of each layer: about ten arrays of the width, and two of the inner one.
        positions = min(c.batch_size, max(1, self.batches.n_rows)) * self.inputs_a_row / c.parts
        of_layer = 10 + 2 * c.expansion
        # Recomputed, a layer keeps its input, and one layer at a time has the rest.
        kept = c.layers + of_layer if c.recompute else c.layers * of_layer
        activations = positions * c.width * kept * BYTES
        logits = max(LOGITS_PER_CHUNK, self.n_compared * 16) * BYTES * 2
        # Weights, gradients, two moments of the optimizer, the best weights so far, and their average.
        copies = 6 if c.average else 5
        return CostEstimate(
            parameters=parameters,
            memory_bytes=int(parameters * BYTES * copies + activations + logits),
            seconds=c.epochs * epoch / (operations_per_second(configure_threads()) * TRAINING_EFFICIENCY),
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

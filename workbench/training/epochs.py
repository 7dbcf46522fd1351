"""Train any set of parameters epoch by epoch, keep those that validation likes best, and stop when it likes no more.

For models that are no sequence networks: those are trained by `engine.py`, which packs histories.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch

from workbench.jobs import Progress


@dataclass(frozen=True)
class EpochsResult:
    """What happened.

    Attributes:
        epochs: how many were run.
        best_epoch: whose parameters were kept; the last one where nothing was validated.
        best_value: what validation said of it, or None.
        stopped: `finished` or `early`.
    """

    epochs: int
    best_epoch: int
    best_value: float | None
    stopped: str


def train_epochs(
    parameters: dict[str, torch.Tensor],
    run_epoch: Callable[[Callable[[float], None]], float],
    *,
    epochs: int,
    patience: int,
    validate: Callable[[], float] | None,
    progress: Progress,
) -> EpochsResult:
    """Run epochs and leave the best parameters behind.

    Args:
        parameters: what is learned, changed in place.
        run_epoch: runs one epoch and returns its mean loss; it calls the function it is given with the share that is
            done, at least every 100 ms.
        epochs: most of them.
        patience: stop after so many epochs without a gain; 0 never.
        validate: higher is better; None keeps the last epoch.
        progress: reported to; loss and validation become metric points.

    Raises:
        Cancelled: the person cancelled.
    """
    best_value, best_epoch, kept = -np.inf, 0, {}
    for epoch in range(1, epochs + 1):
        message = f"epoch {epoch} / {epochs}"

        def report(share: float, epoch: int = epoch, message: str = message) -> None:
            progress.report((epoch - 1 + share) / epochs, message)

        report(0.0)
        progress.point("loss", float(epoch), run_epoch(report))
        if validate is None:
            continue
        value = validate()
        progress.point("ndcg@10", float(epoch), value)
        if value > best_value:
            best_value, best_epoch = value, epoch
            kept = {name: tensor.detach().clone() for name, tensor in parameters.items()}
        elif patience and epoch - best_epoch >= patience:
            break
    with torch.no_grad():
        for name, tensor in kept.items():
            parameters[name].copy_(tensor)
    if validate is None:
        return EpochsResult(epochs, epochs, None, "finished")
    return EpochsResult(epoch, best_epoch, float(best_value), "finished" if epoch == epochs else "early")


def batches_of_people(
    offsets: npt.NDArray[np.int64], interactions: int, generator: torch.Generator
) -> Iterator[tuple[float, npt.NDArray[np.int64]]]:
    """Yield random batches of people who together have about so many interactions, everybody with any once.

    Args:
        offsets: int64 [n_users + 1].
        interactions: of a batch; somebody who has more is a batch alone.
        generator: for the order.

    Yields:
        The share of people already given out, and int64 [n], ascending codes of people.
    """
    lengths = np.diff(offsets)
    people = np.flatnonzero(lengths > 0)
    order = people[torch.randperm(len(people), generator=generator).numpy()]
    ends = np.cumsum(lengths[order])
    start = 0
    while start < len(order):
        before = ends[start - 1] if start else 0
        stop = max(start + 1, int(np.searchsorted(ends, before + interactions, side="right")))
        yield start / len(order), np.sort(order[start:stop])
        start = stop

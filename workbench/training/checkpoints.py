"""Checkpoints: what a fit needs to go on as if it had never stopped, as safetensors and JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file

from workbench.errors import ArtifactDamagedError

STATE_FILE = "checkpoint.json"
TENSORS_FILE = "checkpoint.safetensors"
FORMAT = "recommendation-workbench checkpoint"
FORMAT_VERSION = 1


@dataclass
class Checkpoint:
    """The state of a fit between two steps.

    Attributes:
        tensors: by name: weights, the optimizers' moments, kept weights, the states of generators.
        numbers: JSON-ready: where in the epochs the fit is, the state of the batches' generator, what was best.
    """

    tensors: dict[str, torch.Tensor] = field(default_factory=dict)
    numbers: dict[str, Any] = field(default_factory=dict)

    def part(self, prefix: str) -> dict[str, torch.Tensor]:
        """Return the tensors whose name begins with `prefix` and a slash, without it."""
        start = prefix + "/"
        return {name[len(start) :]: tensor for name, tensor in self.tensors.items() if name.startswith(start)}

    def add(self, prefix: str, tensors: dict[str, torch.Tensor]) -> None:
        """Put tensors under a prefix."""
        for name, tensor in tensors.items():
            self.tensors[f"{prefix}/{name}"] = tensor.detach().cpu().contiguous()


class CheckpointStore(Protocol):
    """Where the checkpoints of one fit go; the newest replaces the one before."""

    @property
    def every_seconds(self) -> float:
        """How much work may be lost when the process is killed."""
        ...

    def latest(self) -> AbstractContextManager[Path | None]:
        """Give the folder of the checkpoint to go on from, or None to begin anew."""
        ...

    def save(self, write: Callable[[Path], None]) -> None:
        """Store what `write` puts into the empty folder that it is given."""
        ...

    def paused(self) -> None:
        """Hear that the fit waits, or ends for now; its checkpoint was saved just before."""
        ...

    def resumed(self) -> None:
        """Hear that the fit goes on."""
        ...


def write_checkpoint(folder: Path, checkpoint: Checkpoint) -> None:
    """Write `checkpoint.safetensors` and `checkpoint.json` into an existing folder."""
    save_file(checkpoint.tensors, folder / TENSORS_FILE)
    description = {"format": FORMAT, "version": FORMAT_VERSION, "state": checkpoint.numbers}
    (folder / STATE_FILE).write_text(json.dumps(description), encoding="utf-8")


def read_checkpoint(folder: Path) -> Checkpoint:
    """Read what `write_checkpoint` wrote.

    Raises:
        ArtifactDamagedError: a file is missing or not what it should be.
    """
    try:
        description = json.loads((folder / STATE_FILE).read_text(encoding="utf-8"))
        if description["format"] != FORMAT or int(description["version"]) > FORMAT_VERSION:
            raise ValueError(description["format"])
        return Checkpoint(load_file(folder / TENSORS_FILE), dict(description["state"]))
    except (OSError, ValueError, KeyError, TypeError, SafetensorError) as error:
        raise ArtifactDamagedError(
            "The checkpoint of this run cannot be read.",
            where=str(folder),
            hint="Train the model again from the start.",
        ) from error

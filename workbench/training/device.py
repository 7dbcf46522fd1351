"""Where a fit runs: device and precision through lightning-fabric, and how many CPU threads torch may take."""

from __future__ import annotations

import os
from dataclasses import dataclass

import torch
from lightning_fabric import Fabric

from workbench.errors import ConfigurationError

DEVICES = ("auto", "cpu", "cuda", "mps")
_threads: int | None = None


def available_cores() -> int:
    """Return the number of CPU cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):  # not on macOS and Windows
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def configure_threads(threads: int | None = None) -> int:
    """Set how many CPU threads torch uses in this process, and return their number.

    Sums are split by threads, so that this number is part of what a fit's last bits depend on: it is set here and
    nowhere else, the same for both doors, and recorded with every fit.

    Args:
        threads: at least 1. None keeps what was set before, and the first time means all cores but one, so that a
            window beside the fit stays usable.
    """
    global _threads
    if threads is None:
        threads = _threads if _threads is not None else max(1, available_cores() - 1)
    if threads < 1:
        raise ConfigurationError("Training needs at least 1 thread.", where=f"threads {threads}")
    if threads != _threads or torch.get_num_threads() != threads:
        torch.set_num_threads(threads)
        _threads = threads
    return threads


@dataclass(frozen=True)
class Placement:
    """A chosen device and precision.

    Attributes:
        fabric: moves modules and batches, and wraps steps in the right precision.
        description: for people, `cpu · 1 thread · float32`.
    """

    fabric: Fabric
    description: str

    @property
    def device(self) -> torch.device:
        """The device that modules are moved to."""
        return self.fabric.device


def place(device: str = "auto") -> Placement:
    """Choose device and precision: bfloat16 autocast on GPUs that have it, float32 everywhere else.

    Args:
        device: one of `DEVICES`; `auto` takes a GPU where there is one.

    Raises:
        ConfigurationError: this machine has no such device.
    """
    present = {"auto": True, "cpu": True, "cuda": torch.cuda.is_available(), "mps": torch.backends.mps.is_available()}
    if not present.get(device, False):
        raise ConfigurationError(
            f"This machine has no device “{device}” that torch can use.", hint="Choose the device “auto” or “cpu”."
        )
    chosen = device if device != "auto" else next(name for name in ("cuda", "mps", "cpu") if present[name])
    mixed = chosen == "cuda" and torch.cuda.is_bf16_supported()
    fabric = Fabric(accelerator=chosen, devices=1, precision="bf16-mixed" if mixed else "32-true")
    threads = configure_threads()
    if chosen == "cpu":
        where = f"cpu · {threads} thread{'s' if threads != 1 else ''}"
    else:
        where = torch.cuda.get_device_name(fabric.device) if chosen == "cuda" else chosen
    return Placement(fabric, f"{where} · {'bfloat16' if mixed else 'float32'}")

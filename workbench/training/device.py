"""Where a fit runs: device, precision and processes through lightning-fabric, and how many CPU threads torch may take.

Several processes: the first one starts the others by running its own command again (lightning-fabric's launcher, or
`torchrun` from outside), and each takes its share of every step. Only the process of rank 0 validates, reports and
stores; the others are *helpers* that follow it through the same fit.
"""

from __future__ import annotations

import os
from dataclasses import dataclass

import torch
from lightning_fabric import Fabric

from workbench.errors import ConfigurationError

DEVICES = ("auto", "cpu", "cuda", "mps")
_threads: int | None = None
_processes = (1, 1)  # devices a node, nodes
_launched: dict[str, Placement] = {}


def available_cores() -> int:
    """Return the number of CPU cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):  # not on macOS and Windows
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def configure_threads(threads: int | None = None) -> int:
    """Set how many CPU threads torch uses in this process, and return their number.

    OpenMP's own waiting is left as it is: with `OMP_WAIT_POLICY=PASSIVE` a quiet machine lost 20 to 25 % of the
    training speed (MovieLens 100K, two threads), and one core is left free for the window anyhow.

    Sums are split by threads, so that this number is part of what a fit's last bits depend on: it is set here and
    nowhere else, the same for both doors, and recorded with every fit.

    Args:
        threads: at least 1. None keeps what was set before, and the first time means all cores but one, so that a
            window beside the fit stays usable.
    """
    global _threads
    if threads is None:
        threads = _threads if _threads is not None else max(1, (available_cores() - 1) // _processes[0])
    if threads < 1:
        raise ConfigurationError("Training needs at least 1 thread.", where=f"threads {threads}")
    if threads != _threads or torch.get_num_threads() != threads:
        torch.set_num_threads(threads)
        _threads = threads
    return threads


def configure_processes(devices: int, nodes: int) -> None:
    """Let every fit of this process run on several processes, one a device.

    Args:
        devices: processes on this machine, each with a GPU of its own, or with a share of the CPU.
        nodes: machines; each runs the same command, told its place by `NODE_RANK`, `MASTER_ADDR` and `MASTER_PORT`.

    Raises:
        ConfigurationError: fewer than one of either.
    """
    global _processes
    if devices < 1 or nodes < 1:
        raise ConfigurationError("Training needs at least one device and one node.", where=f"{devices} × {nodes}")
    _processes = (devices, nodes)


def is_helper() -> bool:
    """Return whether this process was started to help another one train."""
    return any(int(os.environ.get(name, "0")) > 0 for name in ("LOCAL_RANK", "NODE_RANK", "GROUP_RANK"))


def training_processes() -> int:
    """Return the number of processes that share each fit."""
    return _processes[0] * _processes[1]


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
    precision = "bf16-mixed" if mixed else "32-true"
    threads = configure_threads()
    devices, nodes = _processes
    if devices * nodes == 1:
        fabric = Fabric(accelerator=chosen, devices=1, precision=precision)
    elif chosen in _launched:
        return _launched[chosen]
    else:
        if chosen == "cuda" and torch.cuda.device_count() < devices:
            raise ConfigurationError(
                f"This machine has {torch.cuda.device_count()} GPUs, not {devices}.", hint="Ask for fewer devices."
            )
        fabric = Fabric(accelerator=chosen, devices=devices, num_nodes=nodes, strategy="ddp", precision=precision)
        fabric.launch()
    if chosen == "cpu":
        where = f"cpu · {threads} thread{'s' if threads != 1 else ''}"
    else:
        where = torch.cuda.get_device_name(fabric.device) if chosen == "cuda" else chosen
    many = f" · {devices * nodes} processes" if devices * nodes > 1 else ""
    made = Placement(fabric, f"{where} · {'bfloat16' if mixed else 'float32'}{many}")
    if devices * nodes > 1:
        _launched[chosen] = made  # the processes stay for the next fit
    return made

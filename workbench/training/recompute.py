"""Trading time for memory: a block's inner activations are not kept for the backward pass but computed again in it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any

import torch
from torch.utils.checkpoint import checkpoint


def recomputed(block: Callable[..., torch.Tensor], generator: torch.Generator | None, *inputs: Any) -> torch.Tensor:
    """Return `block(*inputs)`, of which only the inputs are kept (Chen et al., Training Deep Nets with Sublinear
    Memory Cost, 2016).

    What the block drops out must be the same the second time. It draws from a generator of its own, not from torch's
    global one, so that its state is put back for the second time, and afterwards to where it was.

    Args:
        block: computes without side effects, but for drawing from `generator`.
        generator: what the block draws from; None where it draws nothing.
        inputs: of the block; tensors among them get their gradients.
    """
    if generator is None:
        made: torch.Tensor = checkpoint(block, *inputs, use_reentrant=False, preserve_rng_state=False)
        return made
    at_first: list[torch.Tensor] = [generator.get_state()]

    @contextmanager
    def again() -> Any:
        now = generator.get_state()
        generator.set_state(at_first[0])
        try:
            yield
        finally:
            generator.set_state(now)

    def contexts() -> tuple[AbstractContextManager[None], AbstractContextManager[None]]:
        return nullcontext(), again()

    made = checkpoint(block, *inputs, use_reentrant=False, preserve_rng_state=False, context_fn=contexts)
    return made


def kept_for_backward(run: Callable[[], torch.Tensor]) -> tuple[torch.Tensor, int]:
    """Return what `run` returns, and the bytes of the different tensors that it keeps for the backward pass.

    Parameters and buffers that are read by several operations count once; views of one storage count once.

    Args:
        run: a forward pass.
    """
    seen: dict[tuple[int, torch.device], int] = {}

    def keep(tensor: torch.Tensor) -> torch.Tensor:
        storage = tensor.untyped_storage()
        seen[storage.data_ptr(), tensor.device] = storage.nbytes()
        return tensor

    with torch.autograd.graph.saved_tensors_hooks(keep, lambda tensor: tensor):
        result = run()
    return result, sum(seen.values())

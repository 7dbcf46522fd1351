"""How the learning rate moves during a fit."""

from __future__ import annotations

import math
from typing import Literal

ScheduleName = Literal["cosine", "constant"]


def learning_rate_factor(
    step: int, total_steps: int, *, schedule: ScheduleName, warmup_steps: int, final: float = 0.0
) -> float:
    """Return what the learning rate is multiplied by at `step`, 0 … 1.

    It rises linearly over the warm-up, `(step + 1) / warmup_steps`, so that the first step already learns. Then it
    stays at 1 (`constant`) or falls along half a cosine to `final` (Loshchilov & Hutter, SGDR, ICLR 2017, equation 5).

    Args:
        step: 0 … total_steps − 1.
        total_steps: optimizer steps until the last epoch ends.
        schedule: `cosine` or `constant`.
        warmup_steps: 0 for none.
        final: where the cosine ends.
    """
    if step < warmup_steps:
        return (step + 1) / warmup_steps
    if schedule == "constant":
        return 1.0
    done = (step - warmup_steps) / max(1, total_steps - warmup_steps)
    return final + (1.0 - final) * 0.5 * (1.0 + math.cos(math.pi * min(done, 1.0)))

"""AdamW in the two forms that a fit needs: fused over whole tensors, and over touched rows of a large table."""

from __future__ import annotations

import torch
from torch import nn

BETAS = (0.9, 0.98)
EPSILON = 1e-8


def make_optimizers(module: nn.Module, learning_rate: float, weight_decay: float) -> list[torch.optim.Optimizer]:
    """Return the optimizers of a module's parameters; weight decay falls on matrices only.

    Args:
        module: a submodule whose attribute `rowwise` is true has a parameter `weight` with sparse gradients, which is
            updated row by row.
        learning_rate: the engine sets it anew before every step.
        weight_decay: decoupled.
    """
    tables = {id(part.weight): part.weight for part in module.modules() if getattr(part, "rowwise", False)}
    others = [p for p in module.parameters() if p.requires_grad and id(p) not in tables]
    groups = [
        {"params": [p for p in others if p.ndim >= 2], "weight_decay": weight_decay},
        {"params": [p for p in others if p.ndim < 2], "weight_decay": 0.0},
    ]
    made: list[torch.optim.Optimizer] = []
    if others:
        made.append(torch.optim.AdamW(groups, lr=learning_rate, betas=BETAS, eps=EPSILON, fused=True))
    if tables:
        made.append(RowAdamW(list(tables.values()), learning_rate, weight_decay))
    return made


class RowAdamW(torch.optim.Optimizer):
    """AdamW (Loshchilov & Hutter, ICLR 2019) in which a row moves only in the steps that touched it.

    Each row keeps a count of its own steps for the bias correction, so that it moves exactly as AdamW would move it
    over the steps in which it had a gradient. A step costs as much as the rows it touched, however long the table.

    Args:
        tables: parameters float (V, C) with sparse gradients over their first dimension.
        learning_rate: as for AdamW.
        weight_decay: decoupled, on the touched rows.
    """

    def __init__(self, tables: list[nn.Parameter], learning_rate: float, weight_decay: float) -> None:
        super().__init__(tables, {"lr": learning_rate, "weight_decay": weight_decay})
        for table in tables:
            self.state[table] = {
                "mean": torch.zeros_like(table),  # (V, C)
                "square": torch.zeros_like(table),  # (V, C)
                "steps": torch.zeros(len(table), dtype=torch.float32, device=table.device),  # (V,)
            }

    @torch.no_grad()
    def step(self, closure: None = None) -> None:
        """Move the rows that have a gradient."""
        first, second = BETAS
        for group in self.param_groups:
            for table in group["params"]:
                if table.grad is None:
                    continue
                gradient = table.grad.coalesce()
                rows, slope = gradient.indices()[0], gradient.values()  # (U,), (U, C)
                state = self.state[table]
                steps = state["steps"][rows] + 1.0
                mean = state["mean"][rows].lerp_(slope, 1.0 - first)
                square = state["square"][rows].mul_(second).addcmul_(slope, slope, value=1.0 - second)
                state["steps"][rows] = steps
                state["mean"][rows] = mean
                state["square"][rows] = square
                spread = square.div_((1.0 - second**steps)[:, None]).sqrt_().add_(EPSILON)
                move = mean.div_((1.0 - first**steps)[:, None]).div_(spread)
                table[rows] = table[rows].mul_(1.0 - group["lr"] * group["weight_decay"]).sub_(move, alpha=group["lr"])


@torch.no_grad()
def clip_gradients(parameters: list[nn.Parameter], largest: float) -> None:
    """Scale all gradients down so that their common norm is `largest` at most; sparse ones count in full.

    Args:
        parameters: those without a gradient are left out.
        largest: over 0.
    """
    gradients = []
    for parameter in parameters:
        if parameter.grad is None:
            continue
        if parameter.grad.is_sparse:
            parameter.grad = parameter.grad.coalesce()
            gradients.append(parameter.grad.values())
        else:
            gradients.append(parameter.grad)
    if not gradients:
        return
    norm = nn.utils.get_total_norm(gradients)
    scale = (largest / (norm + 1e-6)).clamp_(max=1.0)
    for gradient in gradients:
        gradient.mul_(scale.to(gradient.device))

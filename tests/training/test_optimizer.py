from __future__ import annotations

import pytest
import torch
from torch import nn

from workbench.training.kept_weights import MovingAverage
from workbench.training.optimizer import BETAS, EPSILON, RowAdamW, clip_gradients, make_optimizers


class _Table(nn.Module):
    rowwise = True

    def __init__(self) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.randn(9, 4, generator=torch.Generator().manual_seed(0)))


def _slope(table: nn.Parameter, rows: list[int], seed: int) -> torch.Tensor:
    """Rows may come twice: their gradients add up."""
    values = torch.randn(len(rows), table.shape[1], generator=torch.Generator().manual_seed(seed))
    return torch.sparse_coo_tensor(torch.tensor([rows]), values, table.shape, check_invariants=True)


def test_a_row_moves_as_adamw_moves_it_over_the_steps_that_touched_it() -> None:
    table = _Table().weight
    start = table.detach().clone()
    ours = RowAdamW([table], 0.05, 0.1)
    touched = [[1, 3, 3], [3], [0, 1], [3, 0, 0], [1]]
    for step, rows in enumerate(touched):
        table.grad = _slope(table, rows, step)
        ours.step()
    for row in range(9):
        alone = nn.Parameter(start[row].clone())
        plain = torch.optim.AdamW([alone], lr=0.05, betas=BETAS, eps=EPSILON, weight_decay=0.1)
        for step, rows in enumerate(touched):
            if row in rows:
                alone.grad = _slope(table, rows, step).to_dense()[row]
                plain.step()
        torch.testing.assert_close(table[row], alone, rtol=1e-5, atol=1e-6)


def test_tables_that_say_so_are_trained_row_by_row_and_the_rest_as_a_whole() -> None:
    module = nn.Sequential(nn.Linear(4, 2), _Table())
    kinds = [type(optimizer) for optimizer in make_optimizers(module, 0.1, 0.01)]
    assert kinds == [torch.optim.AdamW, RowAdamW]
    module[1].rowwise = False
    assert [type(optimizer) for optimizer in make_optimizers(module, 0.1, 0.01)] == [torch.optim.AdamW]


@pytest.mark.parametrize("largest", [0.5, 1e6])
def test_sparse_and_dense_gradients_are_clipped_by_their_common_norm(largest: float) -> None:
    table, dense = _Table().weight, nn.Parameter(torch.zeros(3))
    table.grad, dense.grad = _slope(table, [2, 5, 2], 1), torch.tensor([1.0, -2.0, 3.0])
    whole = table.grad.to_dense().clone()
    norm = float((whole.square().sum() + dense.grad.square().sum()).sqrt())
    scale = min(1.0, largest / norm)
    clip_gradients([table, dense, nn.Parameter(torch.zeros(1))], largest)
    torch.testing.assert_close(table.grad.to_dense(), whole * scale)
    torch.testing.assert_close(dense.grad, torch.tensor([1.0, -2.0, 3.0]) * scale)


def test_the_average_follows_the_weights_with_its_decay() -> None:
    module = nn.Linear(1, 1, bias=False)
    with torch.no_grad():
        module.weight.fill_(1.0)
    average, expected = MovingAverage(module, 0.5), 1.0
    for step in range(12):
        with torch.no_grad():
            module.weight.fill_(float(step))
        average.update()
        decay = min(0.5, (1 + step) / (10 + step))
        expected = decay * expected + (1 - decay) * step
    with average.in_place():
        assert module.weight.item() == pytest.approx(expected)
    assert module.weight.item() == 11.0

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
import torch

from workbench.errors import Cancelled
from workbench.jobs import Progress
from workbench.models import conjugate_gradients
from workbench.models.conjugate_gradients import improve_rows

WIDTH, N_OTHERS = 6, 40
LENGTHS = [9, 0, 30, 1, 5, 2, 6, 12]  # fewer and more than there are numbers, and not a multiple of four


def _problem() -> tuple[torch.Tensor, np.ndarray, np.ndarray, np.ndarray, torch.Tensor]:
    random = np.random.default_rng(4)
    others = random.normal(size=(N_OTHERS, WIDTH)).astype(np.float32)
    met = np.concatenate([random.permutation(N_OTHERS)[:n] for n in LENGTHS]).astype(np.uint32)
    offsets = np.concatenate(([0], np.cumsum(LENGTHS))).astype(np.int64)
    everything = (0.3 * others.T @ others).astype(np.float32)
    return torch.from_numpy(others), met, offsets, 0.5 + np.arange(len(LENGTHS)), torch.from_numpy(everything)


def _improved(steps: int, start: torch.Tensor | None = None) -> np.ndarray:
    others, met, offsets, price, everything = _problem()
    rows = torch.ones(len(LENGTHS), WIDTH) if start is None else start.clone()
    improve_rows(others, met, offsets, price, everything, rows, steps, Progress())
    return rows.numpy()


def _solution() -> np.ndarray:
    others, met, offsets, price, everything = (np.asarray(part, np.float64) for part in _problem())
    found = np.zeros((len(LENGTHS), WIDTH))
    for row, (first, last) in enumerate(pairwise(offsets.astype(int))):
        h = others[met[first:last].astype(int)]
        found[row] = np.linalg.solve(h.T @ h + everything + price[row] * np.eye(WIDTH), h.sum(axis=0))
    return found


def test_as_many_steps_as_numbers_solve_every_row() -> None:
    np.testing.assert_allclose(_improved(2 * WIDTH), _solution(), rtol=1e-3, atol=1e-4)


def test_every_step_comes_closer() -> None:
    others, met, offsets, price, everything = _problem()
    left = []
    for steps in range(4):
        error = _improved(steps) - _solution()
        error[1] = 0.0  # met nobody
        energy = 0.0
        for row, (first, last) in enumerate(pairwise(offsets)):
            h = others[met[first:last].astype(np.int64)].numpy()
            matrix = h.T @ h + everything.numpy() + price[row] * np.eye(WIDTH)
            energy += float(error[row] @ matrix @ error[row])
        left.append(energy)
    assert left == sorted(left, reverse=True)
    assert left[3] < 0.05 * left[0]


def test_a_row_that_met_nobody_becomes_zeros_and_a_solved_one_stays() -> None:
    assert not _improved(3)[1].any()
    solution = torch.from_numpy(_solution().astype(np.float32))
    np.testing.assert_allclose(_improved(3, solution), solution.numpy(), rtol=1e-4, atol=1e-5)


def test_parts_and_threads_change_no_bit(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = _improved(3)
    monkeypatch.setattr(conjugate_gradients, "MULTIPLICATIONS_PER_PART", 1)
    np.testing.assert_array_equal(_improved(3), whole)


def test_it_can_be_cancelled() -> None:
    others, met, offsets, price, everything = _problem()
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        improve_rows(others, met, offsets, price, everything, torch.ones(len(LENGTHS), WIDTH), 3, progress)

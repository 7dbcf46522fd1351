from __future__ import annotations

import numpy as np
import pytest
import torch

from workbench.jobs import Progress
from workbench.models import least_squares
from workbench.models.least_squares import solve_rows


@pytest.mark.parametrize("weighted", [False, True])
@pytest.mark.parametrize("with_everything", [False, True])
@pytest.mark.parametrize("least_price", [0.5, 1e-5])
def test_every_row_solves_its_own_equation(weighted: bool, with_everything: bool, least_price: float) -> None:
    random = np.random.default_rng(4)
    width, n_others = 6, 40
    others = random.normal(size=(n_others, width)).astype(np.float32)
    lengths = [9, 0, 30, 1, 5, 2, 6, 12]  # fewer and more than there are numbers
    met = [random.permutation(n_others)[:n] for n in lengths]
    offsets = np.concatenate(([0], np.cumsum(lengths))).astype(np.int64)
    price = np.full(len(lengths), least_price) + np.arange(len(lengths))
    values = random.normal(size=int(offsets[-1])) if weighted else None
    everything = 0.3 * others.T @ others if with_everything else np.zeros((width, width), np.float32)
    found = solve_rows(
        torch.from_numpy(others),
        np.concatenate(met).astype(np.int64),
        offsets,
        price,
        Progress(),
        values=values,
        everything=torch.from_numpy(everything) if with_everything else None,
    ).numpy()
    for row, own in enumerate(met):
        h = others[own].astype(np.float64)
        worth = np.ones(len(own)) if values is None else values[offsets[row] : offsets[row + 1]]
        expected = np.linalg.solve(h.T @ h + everything + price[row] * np.eye(width), h.T @ worth)
        np.testing.assert_allclose(found[row], expected, rtol=2e-3, atol=2e-4)


def test_the_short_way_and_the_long_way_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    random = np.random.default_rng(5)
    others = torch.from_numpy(random.normal(size=(50, 16)).astype(np.float32))
    offsets = np.arange(0, 61, 4, dtype=np.int64)
    met, price = random.integers(0, 50, int(offsets[-1])), np.full(len(offsets) - 1, 0.7)
    everything = 0.1 * others.T @ others
    short = solve_rows(others, met, offsets, price, Progress(), everything=everything)
    monkeypatch.setattr(least_squares, "LEAST_DIVISOR", float("inf"))
    long = solve_rows(others, met, offsets, price, Progress(), everything=everything)
    torch.testing.assert_close(short, long, rtol=1e-4, atol=1e-5)

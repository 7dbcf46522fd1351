from __future__ import annotations

import numpy as np
import pytest
import torch

from workbench.errors import Cancelled, ConfigurationError
from workbench.jobs import Progress
from workbench.models.positive_definite import invert_in_place


def _matrix(n: int, seed: int = 0) -> torch.Tensor:
    made = np.random.default_rng(seed).normal(size=(n + 5, n))
    return torch.from_numpy(made.T @ made + np.eye(n))


@pytest.mark.parametrize(("n", "block"), [(1, 4), (4, 4), (37, 8), (64, 16), (65, 16), (50, 50)])
def test_it_equals_numpys_inverse(n: int, block: int) -> None:
    matrix = _matrix(n)
    expected = np.linalg.inv(matrix.numpy())
    invert_in_place(matrix, progress=Progress(), block=block)
    np.testing.assert_allclose(matrix.numpy(), expected, rtol=1e-9, atol=1e-11)


def test_only_the_lower_triangle_is_read() -> None:
    matrix = _matrix(30)
    expected = np.linalg.inv(matrix.numpy())
    spoiled = matrix.tril() + torch.full_like(matrix, 1e9).triu(1)
    invert_in_place(spoiled, progress=Progress(), block=30)
    np.testing.assert_allclose(spoiled.numpy(), expected, rtol=1e-9, atol=1e-11)


def test_a_matrix_that_is_not_positive_definite_is_refused() -> None:
    with pytest.raises(ConfigurationError, match="singular"):
        invert_in_place(torch.ones(8, 8), progress=Progress(), block=4)


def test_it_reports_and_stops() -> None:
    progress = Progress()
    invert_in_place(_matrix(20), progress=progress, block=4)
    assert progress.snapshot().fraction == 1.0
    progress.cancel()
    with pytest.raises(Cancelled):
        invert_in_place(_matrix(20), progress=progress, block=4)

from __future__ import annotations

from pathlib import Path

import numba
import numpy as np
import pytest
from scipy import sparse

from workbench.errors import Cancelled
from workbench.jobs import Progress
from workbench.models import sparse_products
from workbench.models.compiled import compiled, in_threads
from workbench.models.sparse_products import SparseProduct, turned


def _factors(*, ones: bool) -> tuple[sparse.csr_array, sparse.csr_array]:
    random = np.random.default_rng(2)
    left = np.where(random.random((9, 7)) < 0.4, random.random((9, 7)), 0.0)
    right = np.where(random.random((7, 5)) < 0.5, 1.0 if ones else random.random((7, 5)), 0.0)
    left[3] = 0.0
    right[2] = 0.0
    return sparse.csr_array(left.astype(np.float32)), sparse.csr_array(right.astype(np.float32))


@pytest.mark.parametrize("ones", [False, True])
def test_rows_are_those_of_the_product(ones: bool) -> None:
    left, right = _factors(ones=ones)
    product = SparseProduct(left, right)
    np.testing.assert_allclose(product.rows(0, 9), left.toarray() @ right.toarray(), rtol=1e-6)
    np.testing.assert_allclose(product.rows(2, 5), (left.toarray() @ right.toarray())[2:5], rtol=1e-6)
    assert product.rows(4, 4).shape == (0, 5)


def test_wide_offsets_and_columns_are_understood() -> None:
    left, right = _factors(ones=True)
    left.indices, left.indptr = left.indices.astype(np.int64), left.indptr.astype(np.int64)
    np.testing.assert_allclose(SparseProduct(left, right).rows(0, 9), left.toarray() @ right.toarray(), rtol=1e-6)


def test_turning_rows_into_columns_is_the_transpose() -> None:
    matrix = _factors(ones=True)[0]
    expected = matrix.T.tocsr()
    rows, starts = turned(matrix.indices.astype(np.uint32), matrix.indptr.astype(np.int64), 7)
    np.testing.assert_array_equal(starts, expected.indptr)
    np.testing.assert_array_equal(rows, expected.indices)


@pytest.mark.parametrize(("numbers", "additions"), [(10, 1_000), (1_000, 4), (1, 1)])
def test_blocks_cover_all_rows_within_both_limits(
    monkeypatch: pytest.MonkeyPatch, numbers: int, additions: int
) -> None:
    monkeypatch.setattr(sparse_products, "NUMBERS_PER_BLOCK", numbers)
    monkeypatch.setattr(sparse_products, "ADDITIONS_PER_BLOCK", additions)
    left, right = _factors(ones=False)
    blocks = list(SparseProduct(left, right).blocks())
    assert [row for start, stop in blocks for row in range(start, stop)] == list(range(9))
    costs = (left != 0).astype(np.int64) @ np.diff(right.indptr)
    for start, stop in blocks:
        assert stop - start == 1 or ((stop - start) * 5 <= numbers and costs[start:stop].sum() <= additions)


def test_parts_come_in_order_and_cancelling_stops_them() -> None:
    assert list(in_threads(lambda part: part * part, range(50), Progress())) == [n * n for n in range(50)]
    progress, done = Progress(), []
    parts = in_threads(lambda part: done.append(part), range(1_000), progress)
    next(parts)
    progress.cancel()
    with pytest.raises(Cancelled):
        next(parts)
    assert len(done) < 10


def test_loops_compile_where_nothing_can_be_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    whole = numba.njit

    def refusing(*given: object, cache: bool = False, **options: object) -> object:
        if cache:
            raise RuntimeError(f"cannot cache function: no locator available for file {tmp_path}")
        return whole(*given, **options)

    monkeypatch.setattr(numba, "njit", refusing)

    def double(numbers: np.ndarray) -> None:
        for n in range(len(numbers)):
            numbers[n] *= 2.0

    numbers = np.arange(3.0)
    compiled(double)(numbers)
    np.testing.assert_array_equal(numbers, [0.0, 2.0, 4.0])

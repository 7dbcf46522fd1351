"""The curves of a dataset's page against counting each by itself."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest

from workbench.data.dataset import Dataset, ItemTable
from workbench.data.interactions import Interactions, Vocabulary
from workbench.workspace import shape
from workbench.workspace.shape import dataset_shape

N_USERS, N_ITEMS = 40, 70


def dataset(n: int, value: np.ndarray | None, time: np.ndarray | None, seed: int = 3) -> Dataset:
    generator = np.random.default_rng(seed)
    user = generator.integers(0, N_USERS, n).astype(np.int32)
    item = (N_ITEMS * generator.random(n) ** 2).astype(np.int32)
    made = Interactions.from_columns(user, item, value, time, n_users=N_USERS, n_items=N_ITEMS)
    table = ItemTable(pa.table({"id": [""] * N_ITEMS}).select([]))
    ids = [str(n) for n in range(max(N_USERS, N_ITEMS))]
    return Dataset("D", made, Vocabulary(ids[:N_USERS]), Vocabulary(ids[:N_ITEMS]), table)


VALUES = {
    "stars": lambda g, n: g.integers(1, 11, n) / 2,
    "signs": lambda g, n: g.choice([-0.0, 0.0, -1.5, 1.0], n),
    "tenths": lambda g, n: g.integers(1, 11, n) / 10,
    "many": lambda g, n: g.integers(0, 200, n),
    "weights": lambda g, n: g.lognormal(1, 2, n),
}
TIMES = {
    "years": lambda g, n: g.integers(-10_000_000, 1_600_000_000, n),
    "a day": lambda g, n: g.integers(1_600_000_000, 1_600_000_900, n),
    "millennia": lambda g, n: g.choice([-(2**37), 0, 2**38], n),
}


@pytest.mark.parametrize("piece", [7, 1 << 20])
@pytest.mark.parametrize("times", TIMES)
@pytest.mark.parametrize("values", VALUES)
def test_one_pass_counts_what_counting_each_by_itself_counts(
    monkeypatch: pytest.MonkeyPatch, values: str, times: str, piece: int
) -> None:
    monkeypatch.setattr(shape, "_ROWS_A_PIECE", piece)
    generator, n = np.random.default_rng(1), 1_500
    value = VALUES[values](generator, n).astype(np.float32)
    time = TIMES[times](generator, n).astype(np.int64)
    made = dataset(n, value, time)
    found = dataset_shape(made)
    assert found.popularity.tolist() == sorted(np.bincount(made.interactions.item, minlength=N_ITEMS), reverse=True)
    months = time.astype("datetime64[s]").astype("datetime64[M]").astype(np.int64)
    assert found.month_counts.tolist() == np.bincount(months - months.min()).tolist()
    assert found.month_starts[0] == months.min().astype("datetime64[M]").astype("datetime64[s]").astype(np.int64)
    levels, counts = np.unique(value, return_counts=True)
    if len(levels) > 20:
        counts, bounds = np.histogram(value, 20)
        levels = (bounds[:-1] + bounds[1:]) / 2
    np.testing.assert_allclose(found.value_levels, levels, rtol=1e-6)
    assert found.value_counts.tolist() == counts.tolist()


def test_a_dataset_without_times_or_rows_has_empty_curves() -> None:
    assert dataset_shape(dataset(50, None, None)).month_counts.tolist() == []
    empty = dataset_shape(dataset(0, None, np.zeros(0, np.int64)))
    assert (empty.month_counts.tolist(), empty.value_counts.tolist(), empty.top_items) == ([], [], ())
    assert empty.popularity.tolist() == [0] * N_ITEMS

from __future__ import annotations

import numpy as np
import pytest

from workbench.data.interactions import Histories
from workbench.data.splits import EvaluationPart
from workbench.errors import Cancelled
from workbench.jobs import Progress
from workbench.models.ranking import TIE_RULE, TIE_SEED, ndcg_at, rank_all, tie_order, tie_places, top_items


class _Table:
    """Scores history `h` by row `item[0]` of a table."""

    def __init__(self, table: np.ndarray) -> None:
        self.table = table
        self.rows_asked: list[int] = []

    def score(self, histories: Histories, candidates: np.ndarray | None = None) -> np.ndarray:
        self.rows_asked.append(len(histories))
        return self.table[histories.item[histories.offsets[:-1]]]


def _brute_force(scores: np.ndarray, k: int) -> np.ndarray:
    places = tie_places(scores.shape[1])
    lists = []
    for row in scores:
        order = sorted(range(len(row)), key=lambda item: (-row[item], places[item]))
        kept = [item for item in order if row[item] > -np.inf][:k]
        lists.append(kept + [-1] * (k - len(kept)))
    return np.array(lists)


@pytest.mark.parametrize("n_items", [40, 1_777])
@pytest.mark.parametrize("levels", [1, 2, 5, 300, 1_000_000])
@pytest.mark.parametrize("k", [1, 3, 10, 40, 60])
def test_lists_equal_a_full_sort_however_many_ties_there_are(levels: int, k: int, n_items: int) -> None:
    random = np.random.default_rng(levels + k)
    scores = random.integers(0, levels, (17, n_items)).astype(np.float32)
    scores[random.random(scores.shape) < 0.2] = -np.inf
    items, values = top_items(scores, k)
    np.testing.assert_array_equal(items, _brute_force(scores, k))
    assert items.dtype == np.int32
    assert values.dtype == np.float32
    np.testing.assert_array_equal(values[items >= 0], np.take_along_axis(scores, items.clip(0), 1)[items >= 0])
    assert np.isneginf(values[items < 0]).all()


def test_the_tie_order_is_fixed_for_ever() -> None:
    assert tie_order(10).tolist() == [int(i) for i in np.argsort([_splitmix(i) for i in range(10)])]
    assert sorted(tie_order(1_000).tolist()) == list(range(1_000))
    assert f"{TIE_SEED:,}" in TIE_RULE


def _splitmix(code: int) -> int:
    z = (code + TIE_SEED * 0x9E3779B97F4A7C15) % 2**64
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9 % 2**64
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB % 2**64
    return z ^ (z >> 31)


def test_ties_do_not_favour_low_codes() -> None:
    items, _ = top_items(np.zeros((1, 1_000), np.float32), 100)
    assert 350 < items.mean() < 650


def test_excluded_items_are_left_out_and_the_scores_stay_as_they_were() -> None:
    scores = np.array([[3.0, 2.0, 1.0], [3.0, 2.0, 1.0], [3.0, 2.0, 1.0]], np.float32)
    before = scores.copy()
    items, values = top_items(scores, 2, exclude=(np.array([0, 1, 1, 3]), np.array([0, 1, 0], np.int32)))
    assert items.tolist() == [[1, 2], [0, 1], [2, -1]]
    assert values.tolist() == [[2.0, 1.0], [3.0, 2.0], [1.0, -np.inf]]
    np.testing.assert_array_equal(scores, before)


def test_a_score_that_is_not_a_number_is_never_listed() -> None:
    items, _ = top_items(np.array([[np.nan, 1.0, np.nan, 0.0]], np.float32), 3)
    assert items.tolist() == [[1, 3, -1]]


@pytest.mark.parametrize("chunk", [None, 1, 3, 100])
def test_chunks_change_nothing(chunk: int | None) -> None:
    random = np.random.default_rng(0)
    table = random.integers(0, 4, (10, 10)).astype(np.float32)
    histories = Histories(np.arange(10, dtype=np.int32), np.ones(10, np.float32), None, np.arange(11))
    items, _ = rank_all(_Table(table), histories, 4, chunk=chunk)
    masked = table.copy()
    np.fill_diagonal(masked, -np.inf)
    np.testing.assert_array_equal(items, _brute_force(masked, 4))
    kept, _ = rank_all(_Table(table), histories, 4, chunk=chunk, exclude_seen=False)
    np.testing.assert_array_equal(kept, _brute_force(table, 4))


def test_chunks_shrink_as_the_catalogue_grows() -> None:
    model = _Table(np.zeros((1, 200_000), np.float32))
    many = Histories(np.zeros(25, np.int32), np.ones(25, np.float32), None, np.arange(26))
    rank_all(model, many, 1)
    assert max(model.rows_asked) == 10


def test_ranking_can_be_cancelled() -> None:
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        rank_all(_Table(np.zeros((1, 3), np.float32)), Histories.single([0]), 1, progress=progress)


def test_ndcg_is_the_one_computed_by_hand() -> None:
    table = np.array([[0.0, 5.0, 4.0, 3.0, 2.0], [5.0, 0.0, 4.0, 3.0, 2.0], [1.0, 2.0, 0.0, 4.0, 5.0]], np.float32)
    part = EvaluationPart(
        users=np.arange(3, dtype=np.int32),
        histories=Histories(np.arange(3, dtype=np.int32), np.ones(3, np.float32), None, np.arange(4)),
        target_item=np.array([2, 4, 4, 2, 4], np.int32),  # case 0: second place; case 1: 4 twice and 2; case 2: first
        target_offsets=np.array([0, 1, 4, 5], np.int64),
    )
    first = 1 / np.log2(3)
    second = (1 / np.log2(3)) / (1 + 1 / np.log2(3))  # list 0 2 3: only item 2 is hit, at rank 2, of two targets
    assert ndcg_at(_Table(table), part, 3) == pytest.approx((first + second + 1.0) / 3)

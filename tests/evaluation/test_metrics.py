"""Every metric against numbers made by hand and against a slow second implementation."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pyarrow as pa
import pytest

from workbench.data.counting import users_per_item
from workbench.data.dataset import ItemTable
from workbench.data.interactions import Interactions
from workbench.evaluation import beyond_accuracy, metrics

N_ITEMS = 12


def one_case(listed: list[int], targets: list[int]) -> tuple[metrics.Bool, np.ndarray]:
    offsets = np.array([0, len(targets)])
    return metrics.hit_matrix(np.array([listed], np.int32), np.array(targets, np.int32), offsets, N_ITEMS)


def random_cases(seed: int, n: int = 40, k: int = 6) -> tuple[np.ndarray, list[list[int]]]:
    random = np.random.default_rng(seed)
    lists = np.stack([random.permutation(N_ITEMS)[:k] for _ in range(n)]).astype(np.int32)
    for row, length in enumerate(random.integers(0, k + 1, n)):
        lists[row, length:] = metrics.PADDING
    targets = [random.integers(0, N_ITEMS, random.integers(1, 9)).tolist() for _ in range(n)]
    return lists, targets


def slow(name: str, listed: list[int], targets: list[int], k: int) -> float:
    wanted = set(targets)
    top = [item for item in listed[:k] if item != metrics.PADDING]
    hits = [item in wanted for item in top]
    precision, recall = sum(hits) / k, sum(hits) / len(wanted)
    if name == "precision":
        return precision
    if name == "recall":
        return recall
    if name == "recall_capped":
        return sum(hits) / min(k, len(wanted))
    if name == "f1":
        return 0.0 if not any(hits) else 2 * precision * recall / (precision + recall)
    if name == "hit_rate":
        return float(any(hits))
    if name == "mrr":
        return 1.0 / (hits.index(True) + 1) if any(hits) else 0.0
    if name == "map":
        return sum(sum(hits[: r + 1]) / (r + 1) for r, hit in enumerate(hits) if hit) / min(k, len(wanted))
    gain = sum(1 / math.log2(r + 2) for r, hit in enumerate(hits) if hit)
    return gain / sum(1 / math.log2(r + 2) for r in range(min(k, len(wanted))))


@pytest.mark.parametrize("name", list(metrics.ACCURACY))
@pytest.mark.parametrize("seed", range(5))
def test_accuracy_equals_a_slow_second_implementation(name: str, seed: int) -> None:
    lists, targets = random_cases(seed)
    offsets = np.concatenate(([0], np.cumsum([len(t) for t in targets])))
    hits, n_targets = metrics.hit_matrix(
        lists, np.array([t for case in targets for t in case], np.int32), offsets, N_ITEMS
    )
    for k in (1, 3, 6, 10):
        got = metrics.ACCURACY[name](hits, n_targets, k)
        expected = [slow(name, row.tolist(), wanted, k) for row, wanted in zip(lists, targets, strict=True)]
        np.testing.assert_allclose(got, expected, rtol=0, atol=1e-12)


def test_a_hit_at_the_third_place_by_hand() -> None:
    hits, n_targets = one_case([7, 3, 5, 1], [5])
    values = {name: float(metric(hits, n_targets, 4)[0]) for name, metric in metrics.ACCURACY.items()}
    assert values == pytest.approx(
        {
            "recall": 1,
            "precision": 0.25,
            "f1": 0.4,
            "hit_rate": 1,
            "ndcg": 0.5,
            "mrr": 1 / 3,
            "map": 1 / 3,
            "recall_capped": 1,
        }
    )
    assert metrics.ndcg(hits, n_targets, 2)[0] == 0.0


def test_choosing_an_item_twice_is_one_target() -> None:
    hits, n_targets = one_case([2, 4], [4, 4, 9])
    assert n_targets.tolist() == [2]
    assert metrics.recall(hits, n_targets, 2)[0] == 0.5


def test_places_that_a_short_list_leaves_open_are_never_hits() -> None:
    hits, n_targets = one_case([3, -1, -1], [N_ITEMS - 1])
    assert not hits.any()
    assert metrics.hit_rate(hits, n_targets, 3)[0] == 0.0


def test_diversity_is_the_mean_jaccard_distance_of_pairs() -> None:
    categories = [["a", "b"], ["a"], ["c"], [], ["a", "b"]]
    table = ItemTable(pa.table({"categories": pa.array(categories, pa.list_(pa.string()))}))
    codes, offsets, names = table.category_matrix
    bits = beyond_accuracy.category_bits(codes, offsets, len(names))
    items = np.array([[0, 1, 2, 3], [0, 4, 3, -1], [3, -1, -1, -1]], np.int32)
    found = beyond_accuracy.intra_list_diversity(items, bits, (2, 4))
    assert found[0, 0] == pytest.approx(0.5)
    assert found[0, 1] == pytest.approx((0.5 + 1.0 + 1.0) / 3)
    assert found[1].tolist() == [0.0, 0.0]
    assert np.isnan(found[2]).all(), "nothing is known of this list"


def test_diversity_of_more_than_64_categories_equals_sets() -> None:
    random = np.random.default_rng(3)
    sets = [sorted(set(random.integers(0, 150, 5).tolist())) for _ in range(30)]
    offsets = np.concatenate(([0], np.cumsum([len(s) for s in sets]))).astype(np.int64)
    bits = beyond_accuracy.category_bits(np.array([c for one in sets for c in one], np.int32), offsets, 150)
    items = random.permutation(30)[:8].astype(np.int32)[None]
    pairs = list(itertools.combinations([set(sets[i]) for i in items[0]], 2))
    expected = np.mean([1 - len(a & b) / len(a | b) for a, b in pairs])
    assert beyond_accuracy.intra_list_diversity(items, bits, (8,))[0, 0] == pytest.approx(expected)


def test_novelty_counts_each_person_once_and_never_becomes_infinite() -> None:
    train = Interactions.from_columns(
        np.array([0, 0, 1, 2, 3]), np.array([5, 5, 5, 1, 1]), None, None, n_users=4, n_items=N_ITEMS
    )
    met = users_per_item(train, rows_per_step=2)
    assert met[5] == 2
    assert met[1] == 2
    bits = beyond_accuracy.self_information(met, 4)
    assert bits[5] == 1.0
    assert bits[0] == 2.0, "an item that nobody met counts as met by one"


def test_coverage_and_gini_at_their_ends() -> None:
    even = np.full(8, 3)
    one = np.array([0, 0, 0, 9])
    assert beyond_accuracy.catalogue_coverage(even) == 1.0
    assert beyond_accuracy.gini(even) == pytest.approx(0.0)
    assert beyond_accuracy.catalogue_coverage(one) == 0.25
    assert beyond_accuracy.gini(one) == pytest.approx(1 - 1 / 4)
    spread = np.array([1, 5, 2, 0, 7])
    pairwise = np.abs(spread[:, None] - spread).sum() / (2 * len(spread) * spread.sum())
    assert beyond_accuracy.gini(spread) == pytest.approx(pairwise)


def test_means_of_lists_leave_padding_out() -> None:
    of_item = np.arange(N_ITEMS, dtype=np.float64)
    found = beyond_accuracy.list_means(np.array([[4, 2, -1], [-1, -1, -1]], np.int32), of_item, (1, 3))
    assert found[0].tolist() == [4.0, 3.0]
    assert np.isnan(found[1]).all()


def test_names_stand_in_the_order_of_tables() -> None:
    names = {"ndcg@10", "recall@20", "recall@5", "unknown@3", "gini@5"}
    assert metrics.in_display_order(names) == ("recall@5", "recall@20", "ndcg@10", "gini@5", "unknown@3")

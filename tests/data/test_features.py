"""What attributes tell: mutual information by its formula, found where it was planted and nowhere else."""

from __future__ import annotations

import math
from collections import Counter

import numpy as np
import pyarrow as pa
import pytest
from random_dataset import Row, dataset_of

from workbench.data import features
from workbench.data.dataset import Dataset
from workbench.data.features import AttributeReport, feature_report, mutual_information
from workbench.jobs import Progress

N_ITEMS, N_USERS = 60, 80


def naive_information(pairs: list[tuple[int, int]], weights: list[float]) -> float:
    """The sum that scikit-learn's `mutual_info_score` computes too (there in nats)."""
    total = sum(weights)
    joint: Counter[tuple[int, int]] = Counter()
    left: Counter[int] = Counter()
    right: Counter[int] = Counter()
    for (a, b), weight in zip(pairs, weights, strict=True):
        joint[a, b] += weight / total
        left[a] += weight / total
        right[b] += weight / total
    return sum(p * math.log2(p / (left[a] * right[b])) for (a, b), p in joint.items())


@pytest.mark.parametrize("seed", range(4))
def test_mutual_information_is_the_sum_of_its_formula(seed: int) -> None:
    draw = np.random.default_rng(seed)
    left, right = draw.integers(0, 7, 300), draw.integers(0, 4, 300)
    right = np.where(draw.random(300) < 0.5, left % 4, right)
    weight = draw.random(300)
    pairs = list(zip(left.tolist(), right.tolist(), strict=True))
    assert mutual_information(left, right, 4)[0] == pytest.approx(naive_information(pairs, [1.0] * 300))
    got, entropy = mutual_information(left, right, 4, weight)
    assert got == pytest.approx(naive_information(pairs, weight.tolist()))
    assert 0 < got < entropy


def test_information_of_a_copy_is_its_entropy_and_of_a_constant_nothing() -> None:
    codes = np.array([0, 0, 1, 1, 2, 2, 3, 3])
    assert mutual_information(codes, codes, 4) == pytest.approx((2.0, 2.0))
    assert mutual_information(codes, np.zeros(8, np.int64), 1) == (0.0, 0.0)
    assert mutual_information(codes[:0], codes[:0], 1) == (0.0, 0.0)


def planted(seed: int = 0) -> Dataset:
    """People of taste 0 … 3 mostly meet items of genre 0 … 3; everything else is drawn by lot."""
    draw = np.random.default_rng(seed)
    genre = np.arange(N_ITEMS) % 4
    rows = []
    for user in range(N_USERS):
        for step in range(20):
            item = int(draw.integers(N_ITEMS))
            if draw.random() < 0.7:
                item = int(draw.choice(np.flatnonzero(genre == user % 4)))
            rows.append(Row(f"u{user:02d}", f"i{item:02d}", 1.0, step))
    names = ("rock", "jazz", "folk", "soul")
    known = sorted({row.item for row in rows})
    of = [int(name[1:]) for name in known]
    lot = draw.integers(0, 4, len(of))
    items = {
        "genre": [names[genre[i]] for i in of],
        "genre_number": pa.array([int(genre[i]) * 10 for i in of], pa.int32()),
        "tags": pa.array([[names[genre[i]], f"mood {i % 3}"] for i in of], pa.list_(pa.string())),
        "colour": [("red", "green", "blue", "grey")[c] for c in lot],
        "language": ["en"] * len(of),
        "isbn": [f"978-{i}" for i in of],
        "nothing": pa.array([None] * len(of), pa.string()),
        "length": pa.array(genre[of] * 100 + draw.random(len(of)) * 30),
        "image": [f"{i}.png" for i in of],
    }
    users = {"taste": [f"t{n % 4}" for n in range(N_USERS)], "lot": [f"l{draw.integers(4)}" for _ in range(N_USERS)]}
    return dataset_of(rows, items, users)


def report_of(dataset: Dataset) -> dict[tuple[str, str], AttributeReport]:
    return {(a.of, a.name): a for a in feature_report(dataset, progress=Progress()).attributes}


def test_what_was_planted_is_found_and_what_was_drawn_is_not() -> None:
    found = report_of(planted())
    for key in (("items", "genre"), ("items", "tags"), ("items", "length"), ("users", "taste")):
        assert found[key].status == "informative", key
        assert found[key].told_bits > 0.25, key
    for key in (("items", "colour"), ("users", "lot")):
        assert found[key].told_bits < 0.05, key
        assert found[key].bits > 0.05, key  # what a count without correction would have believed
    ranked = feature_report(planted(), progress=Progress()).attributes
    assert [a.told_bits for a in ranked] == sorted((a.told_bits for a in ranked), reverse=True)


def test_constants_copies_ids_and_empty_columns_are_named_not_measured() -> None:
    found = report_of(planted())
    assert found["items", "language"].status == "constant"
    assert (found["items", "genre_number"].status, found["items", "genre_number"].duplicate_of) == (
        "duplicate",
        "genre",
    )
    assert found["items", "isbn"].status == "identifier"
    assert found["items", "title"].status == "identifier"
    assert found["items", "nothing"].status == "empty"
    assert (found["items", "nothing"].missing, found["items", "genre"].missing) == (1.0, 0.0)
    assert ("items", "image") not in found
    assert found["items", "tags"].levels == 7


def test_the_information_of_items_attributes_is_that_between_user_and_value() -> None:
    dataset = planted()
    parts = dataset.interactions
    genre = dataset.item_table.columns["genre"].to_pylist()
    numbers = {name: n for n, name in enumerate(sorted(set(genre)))}
    pairs = [(u, numbers[genre[i]]) for u, i in zip(parts.user.tolist(), parts.item.tolist(), strict=True)]
    assert report_of(dataset)["items", "genre"].bits == pytest.approx(naive_information(pairs, [1.0] * len(pairs)))
    taste = (dataset.user_table or pa.table({}))["taste"].to_pylist()
    pairs = [(i, int(taste[u][1:])) for u, i in zip(parts.user.tolist(), parts.item.tolist(), strict=True)]
    assert report_of(dataset)["users", "taste"].bits == pytest.approx(naive_information(pairs, [1.0] * len(pairs)))


def test_an_item_of_two_categories_counts_half_for_each() -> None:
    dataset = planted()
    parts = dataset.interactions
    tags = dataset.item_table.columns["tags"].to_pylist()
    names = {name: n for n, name in enumerate(sorted({t for some in tags for t in some}))}
    pairs = [(u, names[tag]) for u, i in zip(parts.user.tolist(), parts.item.tolist(), strict=True) for tag in tags[i]]
    wanted = naive_information(pairs, [0.5] * len(pairs))
    assert report_of(dataset)["items", "tags"].bits == pytest.approx(wanted)


def test_attributes_drawn_by_lot_are_seldom_called_informative() -> None:
    wrong = 0
    for seed in range(20):
        draw = np.random.default_rng(seed)
        rows = [Row(f"u{draw.integers(20):02d}", f"i{draw.integers(30):02d}", 1.0, n) for n in range(300)]
        n_items = len({r.item for r in rows})
        dataset = dataset_of(rows, {"lot": [f"l{draw.integers(3)}" for _ in range(n_items)]})
        wrong += report_of(dataset)["items", "lot"].status == "informative"
    assert wrong <= 4  # 1 of 20 is expected


def test_missing_values_are_left_out_of_the_count() -> None:
    dataset = planted()
    genre = dataset.item_table.columns["genre"].to_pylist()
    holes = [None if n % 5 == 0 else name for n, name in enumerate(genre)]
    items = {"genre": pa.array(holes, pa.string())}
    from random_dataset import rows_of

    found = report_of(dataset_of(rows_of(dataset), items))["items", "genre"]
    assert found.missing == pytest.approx(sum(h is None for h in holes) / len(holes))
    assert found.status == "informative"


def test_large_datasets_are_measured_on_whole_histories_of_some(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(features, "MOST_INTERACTIONS", 500)
    report = feature_report(planted(), progress=Progress())
    assert 400 < report.n_interactions <= 500
    assert report.n_interactions % 20 == 0
    assert {a.name for a in report.attributes if a.status == "informative"} >= {"genre"}
    again = feature_report(planted(), progress=Progress())
    assert again == report

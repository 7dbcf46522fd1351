"""Heads are described by what they do, in numbers that can be checked by hand."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent))
from known_reasons import KnownReasons, honest

from workbench.data.dataset import Dataset, ItemTable
from workbench.data.interactions import Histories, Interactions, Vocabulary
from workbench.evaluation.intervals import bootstrap_intervals
from workbench.explanation.heads import TRAITS, describe_heads, series_of
from workbench.models.recommender import AttentionWeights

N = 60
WALK = np.arange(12)


def dataset() -> Dataset:
    titles = [
        f"Film of {'abcdefghijklmnopqrst'[code // 3]}{code // 3} {['', 'II', 'III'][code % 3]}" for code in range(N)
    ]
    counts = np.repeat(np.arange(N), 1 + np.arange(N))  # the higher the code, the more popular
    data = Interactions.from_columns(np.zeros(len(counts), int), counts, None, None, n_users=1, n_items=N)
    table = pa.table({"title": titles, "categories": [["even" if code % 2 == 0 else "odd"] for code in range(N)]})
    return Dataset("films", data, Vocabulary(["u"]), Vocabulary([str(code) for code in range(N)]), ItemTable(table))


class Looking(KnownReasons):
    """Each head looks at what its rule allows, alike; where nothing is allowed, everywhere."""

    def attention(self, histories: Histories) -> AttentionWeights:
        items = histories.item
        n = len(items)
        places = np.arange(n)
        rules: list[Any] = [
            places[None, :] > places[:, None] - 3,
            np.broadcast_to(places == 0, (n, n)),
            (items[:, None] % 2 == items % 2) & (places[:, None] != places),
            (items[:, None] // 3 == items // 3) & (places[:, None] != places),
            np.ones((n, n), bool),
        ]
        causal = np.tril(np.ones((n, n), bool))
        weights = np.stack([causal * (rule + 1e-6) for rule in rules]).astype(np.float32)
        weights /= weights.sum(axis=-1, keepdims=True)
        return AttentionWeights(weights[None], items, places)


def described() -> dict[str, Any]:
    random = np.random.default_rng(0)
    walks = [random.permutation(WALK) + 12 * (number % 4) for number in range(12)]
    many = Histories(
        np.concatenate(walks).astype(np.int32), np.ones(144, np.float32), None, np.arange(13, dtype=np.int64) * 12
    )
    found = describe_heads(Looking(honest), many, dataset(), bootstrap_intervals)
    return dict(zip(("recency", "first", "category", "series", "spread"), found, strict=True))


def test_each_head_is_called_after_what_it_does() -> None:
    assert {wanted: head.name for wanted, head in described().items()} == {name: name for name in described()}


def test_figures_are_shares_that_can_be_checked_by_hand() -> None:
    heads = described()
    assert heads["recency"].figures["recency"].mean == pytest.approx(1.0, abs=1e-3)
    assert heads["first"].figures["first"].mean == pytest.approx(1.0, abs=1e-3)
    # A level head over 4 … 12 places in sight has a share of 1/n on the first, and 3/n on the latest three.
    expected = np.mean([1 / n for n in range(4, 13)])
    assert heads["spread"].figures["first"].mean == pytest.approx(expected, abs=1e-3)
    assert heads["first"].expected["recency"] == pytest.approx(3 * expected, abs=1e-3)
    assert heads["spread"].figures["spread"].mean == pytest.approx(1.0, abs=1e-3)
    assert heads["first"].figures["spread"].mean < 0.01
    for head in heads.values():
        assert set(head.figures) == set(TRAITS)
        figure = head.figures["popularity"]
        assert figure.low <= figure.mean <= figure.high


def test_series_are_told_by_the_beginnings_of_titles() -> None:
    titles = [
        "Alien (1979)",
        "Alien 3",
        "The Mirror: Part II",
        "The Mirror",
        "Heat",
        "Star Wars: Episode IV",
        "Star Wars",
    ]
    found = series_of(titles)
    assert found[0] == found[1]
    assert found[2] == found[3]
    assert found[5] == found[6]
    assert found[4] < 0
    assert len({found[0], found[2], found[4], found[5]}) == 4

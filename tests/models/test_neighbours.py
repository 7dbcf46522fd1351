from __future__ import annotations

import numpy as np
import pytest
from model_contract import HISTORIES, ModelContract
from small_world import CIRCLE, N_ITEMS, circles

from workbench.data.interactions import Histories
from workbench.jobs import Progress
from workbench.models import sparse_products
from workbench.models.item_graph import POPULARITY_WEIGHT, relative_popularity
from workbench.models.item_knn import BM25_B, BM25_K1, ItemKNN, ItemKNNConfig
from workbench.models.item_products import meetings
from workbench.models.ranking import rank_all
from workbench.models.recommender import Recommender
from workbench.models.rp3beta import RP3beta, RP3betaConfig
from workbench.models.session_knn import SessionKNN, SessionKNNConfig
from workbench.models.user_knn import UserKNN, UserKNNConfig


class TestUserKNNKeepsTheContract(ModelContract):
    kind = UserKNN
    config = UserKNNConfig(neighbours=8)


class TestSessionKNNKeepsTheContract(ModelContract):
    kind = SessionKNN
    config = SessionKNNConfig(neighbours=8)


class TestRP3betaKeepsTheContract(ModelContract):
    kind = RP3beta
    config = RP3betaConfig(neighbours=4)


X = meetings(circles().train).toarray()
POPULARITY = POPULARITY_WEIGHT * relative_popularity(circles().train.item_counts)


def _fitted(model: Recommender) -> Recommender:
    model.fit(circles(), validation=None, seed=0, progress=Progress())
    return model


def _slow_people(history: list[int], weight: np.ndarray, power: float, k: int) -> np.ndarray:
    """What the `k` nearest people met, by a loop over all; which of equally near ones count must not matter."""
    alike = np.array([weight @ row[history] / max(row.sum(), 1) ** power for row in X])
    best = np.argsort(-alike, kind="stable")[:k]
    return (alike[best] / alike.max()) @ X[best]


@pytest.mark.parametrize("weighting", ["equal", "rare"])
def test_user_neighbours_equal_a_loop_over_everybody(weighting: str) -> None:
    model = _fitted(UserKNN(UserKNNConfig.model_validate({"neighbours": len(X), "weighting": weighting})))
    rarity = np.log1p(len(X) / np.maximum(X.sum(axis=0), 1))
    for history in ([0, 1, 2], [7], [3, 9, 4]):
        weight = rarity[history] if weighting == "rare" else np.ones(len(history))
        expected = _slow_people(history, weight, 0.5, len(X)) + POPULARITY
        np.testing.assert_allclose(model.score(Histories.single(history))[0], expected, rtol=1e-4)


def test_session_neighbours_weigh_the_latest_items_most() -> None:
    config = SessionKNNConfig(neighbours=len(X), recent=2, recent_decay=0.5, length_power=1.0)
    model = _fitted(SessionKNN(config))
    rarity = np.log1p(len(X) / np.maximum(X.sum(axis=0), 1))
    expected = _slow_people([8, 2], np.array([0.5, 1.0]) * rarity[[8, 2]], 1.0, len(X)) + POPULARITY
    np.testing.assert_allclose(model.score(Histories.single([0, 8, 2]))[0], expected, rtol=1e-4)
    # What came last decides between two circles.
    items, _ = rank_all(model, Histories.single([CIRCLE + 1, 1]), 1)
    assert items[0, 0] < CIRCLE


def test_only_the_nearest_people_count() -> None:
    model = _fitted(UserKNN(UserKNNConfig(neighbours=1)))
    added = model.score(Histories.single([0, 1, 2]))[0] - POPULARITY
    met = set(np.flatnonzero(added > 1e-6).tolist())
    assert any(met == set(np.flatnonzero(row).tolist()) for row in X), "exactly one person's items"


def test_blocks_of_histories_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    model = _fitted(UserKNN())
    whole = model.score(HISTORIES)
    monkeypatch.setattr(sparse_products, "NUMBERS_PER_BLOCK", 1)
    np.testing.assert_allclose(model.score(HISTORIES), whole, rtol=1e-6)


def test_walks_are_the_product_of_their_three_probabilities() -> None:
    model = _fitted(RP3beta(RP3betaConfig(spread=0.7, popularity_discount=0.3, neighbours=N_ITEMS)))
    counts, lengths = np.maximum(X.sum(axis=0), 1), np.maximum(X.sum(axis=1), 1)
    to_person = (X.T / counts[:, None]) ** 0.7
    to_item = (X / lengths[:, None]) ** 0.7
    expected = to_person @ to_item / counts**0.3
    np.fill_diagonal(expected, 0.0)
    expected /= expected.max()
    alone = Histories(np.arange(N_ITEMS, dtype=np.int32), np.ones(N_ITEMS, np.float32), None, np.arange(N_ITEMS + 1))
    np.testing.assert_allclose(model.score(alone), expected + POPULARITY, rtol=1e-4, atol=1e-6)


@pytest.mark.parametrize("similarity", ["tfidf", "bm25"])
def test_weighted_similarities_equal_their_formulas(similarity: str) -> None:
    config = ItemKNNConfig.model_validate({"similarity": similarity, "shrinkage": 2.0, "neighbours": N_ITEMS})
    model = _fitted(ItemKNN(config))
    weighted = X * np.log1p(N_ITEMS / np.maximum(X.sum(axis=1, keepdims=True), 1))
    counts = X.sum(axis=0)
    if similarity == "bm25":
        weighted = weighted * (BM25_K1 + 1) / (BM25_K1 * (1 - BM25_B + BM25_B * counts / counts[counts > 0].mean()) + 1)
        expected = weighted.T @ weighted
    else:
        lengths = np.linalg.norm(weighted, axis=0)
        expected = weighted.T @ weighted / (lengths[:, None] * lengths + 2.0)
    np.fill_diagonal(expected, 0.0)
    alone = Histories(np.arange(N_ITEMS, dtype=np.int32), np.ones(N_ITEMS, np.float32), None, np.arange(N_ITEMS + 1))
    np.testing.assert_allclose(model.score(alone), expected + POPULARITY, rtol=1e-4, atol=1e-6)

"""Every metric of accuracy against ranx or scikit-learn, on random cases full of ties."""

from __future__ import annotations

import numba
import numpy as np
import pytest
from sklearn.metrics import mean_absolute_error, roc_auc_score, root_mean_squared_error

from workbench.data.interactions import Float32, Histories, Int64
from workbench.evaluation import metrics
from workbench.evaluation.rating_errors import squared_and_absolute
from workbench.evaluation.target_ranks import TargetRanks, auc, r_precision, target_ranks
from workbench.models.ranking import rank_all

# Compiling ranx takes a minute, its plain Python a moment; the choice is made when it is imported.
_compiled = numba.config.DISABLE_JIT
numba.config.DISABLE_JIT = True
from ranx import metrics as ranx  # noqa: E402

numba.config.DISABLE_JIT = _compiled

N_CASES, N_ITEMS = 60, 40
CUTOFFS = (1, 5, 12, 30)


class Scores:
    """Few different scores, so that most items are tied with many."""

    def __init__(self, seed: int, levels: int) -> None:
        self.scores = np.random.default_rng(seed).integers(0, levels, (N_CASES, N_ITEMS)).astype(np.float32)

    def score(self, histories: Histories, candidates: object = None) -> Float32:
        return self.scores


def cases(seed: int) -> tuple[Scores, Histories, np.ndarray, Int64]:
    """Return scores, histories, and targets (1 to 9 a case, none of them in its history)."""
    random = np.random.default_rng(seed)
    history, target = [], []
    for _ in range(N_CASES):
        shuffled = random.permutation(N_ITEMS)
        seen = int(random.integers(0, 10))
        history.append(shuffled[:seen])
        target.append(shuffled[seen : seen + int(random.integers(1, 10))])
    lengths = np.array([len(h) for h in history])
    items = np.concatenate(history).astype(np.int32)
    offsets = np.concatenate(([0], np.cumsum(lengths))).astype(np.int64)
    target_offsets = np.concatenate(([0], np.cumsum([len(t) for t in target]))).astype(np.int64)
    histories = Histories(items, np.ones(len(items), np.float32), None, offsets)
    return Scores(seed, 6), histories, np.concatenate(target).astype(np.int32), target_offsets


@pytest.mark.parametrize("seed", range(3))
def test_accuracy_equals_ranx(seed: int) -> None:
    model, histories, targets, offsets = cases(seed)
    lists, _ = rank_all(model, histories, N_ITEMS, chunk=N_CASES)
    hits, n_targets = metrics.hit_matrix(lists, targets, offsets, N_ITEMS)
    # Ranx takes items and scores, best first: places make the order, with its ties resolved, the same there.
    wanted = [relevant(targets[offsets[u] : offsets[u + 1]]) for u in range(N_CASES)]
    given = [np.stack((row, N_ITEMS - np.arange(N_ITEMS)), axis=1)[row >= 0] for row in lists]
    ours = {"precision": ranx.precision, "recall": ranx.recall, "f1": ranx.f1, "hit_rate": ranx.hit_rate}
    ours |= {"ndcg": ranx.ndcg, "mrr": ranx.reciprocal_rank}
    for k in CUTOFFS:
        for name, theirs in ours.items():
            got = metrics.ACCURACY[name](hits, n_targets, k)
            np.testing.assert_allclose(got, theirs(wanted, given, k), rtol=0, atol=1e-9, err_msg=f"{name}@{k}")
        room = n_targets / np.minimum(n_targets, k)  # ranx divides by all targets here
        mean = metrics.average_precision(hits, n_targets, k)
        np.testing.assert_allclose(mean, ranx.average_precision(wanted, given, k) * room, rtol=0, atol=1e-9)
        capped = metrics.recall_capped(hits, n_targets, k)
        np.testing.assert_allclose(capped, ranx.recall(wanted, given, k) * room, rtol=0, atol=1e-9)
    ranks = ranked(model, histories, targets, offsets)
    np.testing.assert_allclose(r_precision(ranks), ranx.r_precision(wanted, given), rtol=0, atol=1e-9)


def relevant(items: np.ndarray) -> np.ndarray:
    return np.stack((items, np.ones(len(items), items.dtype)), axis=1)


def ranked(model: Scores, histories: Histories, targets: np.ndarray, offsets: Int64) -> TargetRanks:
    scores = masked(model.scores, histories)
    candidates = np.isfinite(scores).sum(axis=1)
    return target_ranks(scores, metrics.distinct_targets(targets, offsets, N_ITEMS), candidates)


def masked(scores: Float32, histories: Histories) -> Float32:
    made = scores.copy()
    made[histories.rows, histories.item] = -np.inf
    return made


@pytest.mark.parametrize("seed", range(3))
def test_auc_equals_scikit_learn(seed: int) -> None:
    model, histories, targets, offsets = cases(seed)
    scores = masked(model.scores, histories)
    found = auc(ranked(model, histories, targets, offsets))
    for case in range(N_CASES):
        listed = np.isfinite(scores[case])
        right = np.isin(np.arange(N_ITEMS), targets[offsets[case] : offsets[case + 1]])
        assert found[case] == pytest.approx(roc_auc_score(right[listed], scores[case][listed]), abs=1e-9)


def test_rating_errors_equal_scikit_learn() -> None:
    random = np.random.default_rng(8)
    true, predicted = random.integers(1, 6, 500), random.random(500) * 5
    rows = np.sort(random.integers(0, 80, 500))
    squared, absolute, counts = squared_and_absolute(predicted, true, rows, 82)
    assert np.isnan(squared[80:]).all()
    weights = counts / counts.sum()
    assert np.sqrt(np.nansum(squared * weights)) == pytest.approx(root_mean_squared_error(true, predicted), abs=1e-9)
    assert np.nansum(absolute * weights) == pytest.approx(mean_absolute_error(true, predicted), abs=1e-9)

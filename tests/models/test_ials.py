from __future__ import annotations

import numpy as np
import pytest
import torch
from model_contract import HISTORIES, ModelContract
from small_world import CIRCLE, N_ITEMS, circles

from workbench.data.interactions import Histories
from workbench.jobs import Progress
from workbench.models import ials
from workbench.models.data_shape import DataShape
from workbench.models.ials import IALS, IALSConfig, solve
from workbench.models.item_products import meetings
from workbench.models.ranking import rank_all


class TestIALSKeepsTheContract(ModelContract):
    kind = IALS
    config = IALSConfig(factors=6, iterations=4)


def _problem(seed: int = 0) -> tuple[torch.Tensor, np.ndarray, np.ndarray, IALSConfig]:
    random = np.random.default_rng(seed)
    others = torch.from_numpy(random.normal(size=(9, 3)).astype(np.float32))
    rows = [random.permutation(9)[:n] for n in (3, 0, 7, 1, 9, 3)]
    offsets = np.concatenate(([0], np.cumsum([len(row) for row in rows]))).astype(np.int64)
    config = IALSConfig(factors=3, regularisation=0.2, unobserved=0.3, frequency_scaling=0.5)
    return others, np.concatenate(rows).astype(np.int64), offsets, config


def test_each_row_is_the_minimum_of_the_papers_loss() -> None:
    others, met, offsets, config = _problem()
    found = solve(others, met, offsets, config, Progress()).numpy().astype(np.float64)
    h = others.numpy().astype(np.float64)
    for row in range(len(offsets) - 1):
        own = met[offsets[row] : offsets[row + 1]]
        price = 0.2 * (len(own) + 0.3 * len(h)) ** 0.5
        w = found[row]
        if not len(own):
            assert not w.any()
            continue
        gradient = -2 * h[own].T @ (1 - h[own] @ w) + 2 * 0.3 * h.T @ (h @ w) + 2 * price * w
        assert np.abs(gradient).max() < 1e-4


def test_batches_change_nothing(monkeypatch: object) -> None:
    others, met, offsets, config = _problem()
    whole = solve(others, met, offsets, config, Progress())
    monkeypatch.setattr(ials, "NUMBERS_PER_BATCH", 1)  # type: ignore[attr-defined]
    torch.testing.assert_close(solve(others, met, offsets, config, Progress()), whole, rtol=1e-5, atol=1e-6)


def _loss(model: IALS, config: IALSConfig) -> float:
    x = meetings(circles().train)
    users = solve(model._items, x.indices.astype(np.int64), x.indptr.astype(np.int64), config, Progress()).numpy()
    items = model._items.numpy()
    dense, scores = x.toarray(), users @ items.T
    a = config.unobserved
    own = (dense * (1 - scores) ** 2).sum() + a * (scores**2).sum()
    for vectors, counts, others in ((users, dense.sum(1), dense.shape[1]), (items, dense.sum(0), dense.shape[0])):
        own += config.regularisation * ((counts + a * others) ** config.frequency_scaling @ (vectors**2).sum(1))
    return float(own)


def test_every_iteration_lowers_the_papers_loss() -> None:
    losses = []
    for iterations in (1, 2, 4, 8):
        config = IALSConfig(factors=4, iterations=iterations, regularisation=0.005, unobserved=0.3)
        model = IALS(config)
        model.fit(circles(), validation=None, seed=3, progress=Progress())
        losses.append(_loss(model, config))
    assert losses == sorted(losses, reverse=True)


def test_a_few_steps_a_round_end_where_exact_rounds_end() -> None:
    losses = {}
    for steps in (0, 3):
        config = IALSConfig(factors=4, iterations=30, regularisation=0.005, unobserved=0.3, steps=steps)
        model = IALS(config)
        model.fit(circles(), validation=None, seed=3, progress=Progress())
        losses[steps] = _loss(model, config)
    assert losses[3] == pytest.approx(losses[0], rel=0.02)


def test_a_circle_recommends_itself() -> None:
    model = IALS(IALSConfig(factors=4))
    model.fit(circles(), validation=None, seed=0, progress=Progress())
    items, _ = rank_all(model, Histories.single([CIRCLE, CIRCLE + 1]), 2)
    assert (items // CIRCLE == 1).all()
    assert model.item_vectors().shape == (N_ITEMS, 4)


def test_meeting_an_item_again_changes_nothing() -> None:
    model = IALS(IALSConfig(factors=4, iterations=2))
    model.fit(circles(), validation=None, seed=0, progress=Progress())
    once, twice = model.score(Histories.single([1, 2])), model.score(Histories.single([1, 2, 1]))
    np.testing.assert_allclose(once, twice, rtol=1e-5)
    assert len(model.score(HISTORIES)) == 5


def test_what_is_automatic_follows_the_shape_of_the_data() -> None:
    model, split = IALS(IALSConfig(factors=4, iterations=1)), circles()
    model.fit(split, validation=None, seed=0, progress=Progress())
    shape = DataShape.of(split.train)
    assert model.config == IALSConfig(factors=4, iterations=1, **IALSConfig().suited(shape))
    assert model.config.regularisation > 0.0
    assert model.config.unobserved > 0.0
    given = IALSConfig(factors=4, iterations=1, regularisation=0.0, unobserved=0.7).for_data(split.train)
    assert (given.regularisation, given.unobserved) == (0.0, 0.7)


def test_short_histories_let_unmet_items_count_less() -> None:
    beauty, movielens = DataShape(22_363, 12_101, 153_776, 4.0, 22_363), DataShape(943, 1_680, 98_114, 63.0, 943)
    assert IALSConfig().suited(beauty)["unobserved"] < IALSConfig().suited(movielens)["unobserved"]

from __future__ import annotations

import numpy as np
import pytest
from model_contract import EMPTY, HISTORIES, ModelContract
from small_world import circles, split_of

from workbench.data.interactions import Histories, Interactions
from workbench.data.splits import Split
from workbench.errors import Cancelled, ConfigurationError
from workbench.jobs import Progress
from workbench.models.biased_mf import BiasedMF, BiasedMFConfig
from workbench.models.bpr import BPR, BPRConfig
from workbench.models.logistic_mf import STEPS_OF_A_HISTORY, LogisticMF, LogisticMFConfig
from workbench.models.random_order import Random
from workbench.models.ranking import ndcg_at
from workbench.models.recommender import PredictsRatings, Recommender
from workbench.models.svd_plus_plus import SVDPlusPlus, SVDPlusPlusConfig

BPR_SMALL = BPRConfig(factors=8, epochs=30, learning_rate=0.05, dropout=0.0, negatives=16, patience=0)
LOGISTIC_SMALL = LogisticMFConfig(factors=4, iterations=10, regularisation=0.1)


class TestBPRKeepsTheContract(ModelContract):
    kind = BPR
    config = BPR_SMALL


class TestLogisticMFKeepsTheContract(ModelContract):
    kind = LogisticMF
    config = LOGISTIC_SMALL


def rated_split(noise: float = 0.0) -> Split:
    """Ratings from two factors and biases, most of them for training."""
    random = np.random.default_rng(5)
    n_users, n_items = 60, 30
    taste, traits = random.normal(size=(n_users, 2)), random.normal(size=(n_items, 2))
    truth = 3.0 + random.normal(0, 0.3, (n_users, 1)) + random.normal(0, 0.5, n_items) + taste @ traits.T * 0.5
    user = np.repeat(np.arange(n_users), 20)
    item = np.concatenate([random.permutation(n_items)[:20] for _ in range(n_users)])
    value = np.clip(truth[user, item] + random.normal(0, noise, len(user)), 0.5, 5.5)
    split = split_of(user.tolist(), item.tolist(), n_items)
    whole = split.dataset.interactions
    rated = Interactions(whole.user, whole.item, value.astype(np.float32), None, whole.offsets, n_items)
    from dataclasses import replace

    return replace(split, dataset=replace(split.dataset, interactions=rated))


class _RatingsContract(ModelContract):
    """The small world has no ratings; people here give their second item twice the value."""

    def fitted(self, seed: int = 1) -> Recommender:
        return _fit(self.kind(self.config), seed)

    def test_a_new_person_is_recommended_what_is_popular(self) -> None:
        """What is rated highly, here: popularity is no rating."""
        model = self.fitted()
        np.testing.assert_allclose(
            model.score(HISTORIES.chunk(EMPTY, EMPTY + 1))[0], model._biases.item + model._biases.mean, rtol=1e-6
        )

    def test_the_same_seed_gives_the_same_scores_to_the_bit(self) -> None:
        np.testing.assert_array_equal(self.fitted(3).score(HISTORIES), self.fitted(3).score(HISTORIES))
        assert not np.array_equal(self.fitted(3).score(HISTORIES), self.fitted(4).score(HISTORIES))

    def test_a_cancelled_fit_stops(self) -> None:
        progress = Progress()
        progress.cancel()
        with pytest.raises(Cancelled):
            self.kind(self.config).fit(_circles_with_ratings(), validation=None, seed=1, progress=progress)


def _circles_with_ratings() -> Split:
    from dataclasses import replace

    split = circles()
    whole = split.dataset.interactions
    value = (1.0 + np.arange(len(whole)) % 4).astype(np.float32)
    return replace(
        split,
        dataset=replace(
            split.dataset,
            interactions=Interactions(whole.user, whole.item, value, whole.time, whole.offsets, whole.n_items),
        ),
    )


def _fit(model: Recommender, seed: int = 1, split: Split | None = None) -> Recommender:
    model.fit(split or _circles_with_ratings(), validation=None, seed=seed, progress=Progress())
    return model


class TestBiasedMFKeepsTheContract(_RatingsContract):
    kind = BiasedMF
    config = BiasedMFConfig(factors=3, iterations=4)


class TestSVDPlusPlusKeepsTheContract(_RatingsContract):
    kind = SVDPlusPlus
    config = SVDPlusPlusConfig(factors=3, epochs=4)


@pytest.mark.parametrize("model", [BPR(BPR_SMALL), LogisticMF(LOGISTIC_SMALL)], ids=["BPR", "LogisticMF"])
def test_factors_learn_in_which_circle_somebody_walks(model: Recommender) -> None:
    split = circles()
    model.fit(split, validation=None, seed=2, progress=Progress())
    scores = model.score(Histories.single([0, 1, 2]))[0]
    assert scores[3:6].mean() > scores[6:12].mean() + 0.5


@pytest.mark.parametrize("model", [BPR(BPR_SMALL), LogisticMF(LOGISTIC_SMALL)], ids=["BPR", "LogisticMF"])
def test_factors_are_better_than_chance(model: Recommender) -> None:
    split = circles()
    chance = Random()
    for each in (model, chance):
        each.fit(split, validation=None, seed=2, progress=Progress())
    assert ndcg_at(model, split.test, 5) > ndcg_at(chance, split.test, 5)


def test_bpr_scores_are_the_formulas() -> None:
    model = BPR(BPR_SMALL)
    model.fit(circles(), validation=None, seed=2, progress=Progress())
    taste, items, bias = model._taste.numpy(), model._items.numpy(), model._bias.numpy()
    expected = bias + items @ (taste[[3, 4, 4]].sum(axis=0) / 3**0.5)
    np.testing.assert_allclose(model.score(Histories.single([3, 4, 4]))[0], expected, rtol=1e-4, atol=1e-5)


def test_bprs_loss_compares_each_item_with_what_its_person_did_not_meet_from_the_others_of_the_history() -> None:
    import torch

    split = circles()
    data = split.train
    model = BPR(BPR_SMALL)
    model.fit(split, validation=None, seed=2, progress=Progress())
    generator = torch.Generator().manual_seed(7)
    loss = float(model._loss(data, np.array([0, 3]), generator))
    drawn = torch.randint(data.n_items, (BPR_SMALL.negatives,), generator=torch.Generator().manual_seed(7)).numpy()
    taste, items, bias = model._taste.numpy(), model._items.numpy(), model._bias.numpy()
    losses = []
    for user in (0, 3):
        history = data.item[data.offsets[user] : data.offsets[user + 1]].tolist()
        for place, item in enumerate(history):
            rest = history[:place] + history[place + 1 :]
            vector = taste[rest].sum(axis=0) / max(1, len(rest)) ** 0.5
            for other in drawn:
                if other not in history:
                    gap = vector @ items[item] + bias[item] - vector @ items[other] - bias[other]
                    losses.append(np.log1p(np.exp(-gap)))
    assert loss == pytest.approx(np.mean(losses), rel=1e-4)


def test_a_history_gets_the_vector_that_makes_it_most_probable() -> None:
    from scipy.optimize import minimize

    model = LogisticMF(LOGISTIC_SMALL)
    model.fit(circles(), validation=None, seed=2, progress=Progress())
    items, bias = model._items.numpy().astype(np.float64), model._bias.numpy().astype(np.float64)
    met = np.zeros(len(items))
    met[[0, 2]] = 1.0

    def loss(x: np.ndarray) -> float:
        logits = items @ x + bias
        a = LOGISTIC_SMALL.confidence
        return float(
            (-a * met * logits + (1 + a * met) * np.logaddexp(0, logits)).sum()
            + 0.5 * LOGISTIC_SMALL.regularisation * (x * x).sum()
        )

    best = minimize(loss, np.zeros(5), method="BFGS").x
    import torch
    from scipy import sparse

    def found(steps: int) -> np.ndarray:
        start, seen = torch.zeros(1, 5), sparse.csr_array(met[None])
        return model._ascend(start, seen, model._items, model._bias, model._shared, steps, Progress())[0].numpy()

    assert loss(found(200)) == pytest.approx(loss(best), abs=1e-3)
    gain = loss(np.zeros(5)) - loss(best)
    assert loss(np.zeros(5)) - loss(found(STEPS_OF_A_HISTORY)) > 0.8 * gain


@pytest.mark.parametrize(
    "model",
    [
        BiasedMF(BiasedMFConfig(factors=2, regularisation=0.02)),
        SVDPlusPlus(SVDPlusPlusConfig(factors=2, epochs=80, regularisation=0.02)),
    ],
    ids=["BiasedMF", "SVDPlusPlus"],
)
def test_ratings_are_predicted_better_than_by_the_mean_of_items(model: Recommender) -> None:
    split = rated_split()
    _fit(model, split=split)
    assert isinstance(model, PredictsRatings)
    whole, rows = split.dataset.interactions, split.test_rows
    histories = split.dataset.interactions.select(split.test_history_rows).histories(whole.user[rows])
    predicted = model.predict(histories)[np.arange(len(rows)), whole.item[rows]]
    train = split.train
    means = np.bincount(train.item, weights=train.value, minlength=30) / np.maximum(train.item_counts, 1)
    ours = np.sqrt(np.mean((predicted - whole.value[rows]) ** 2))
    theirs = np.sqrt(np.mean((means[whole.item[rows]] - whole.value[rows]) ** 2))
    assert ours < 0.6 * theirs
    assert predicted.min() >= train.value.min()
    assert predicted.max() <= train.value.max()


def test_a_persons_factors_are_the_ridge_regression_over_their_ratings() -> None:
    split = rated_split()
    model = BiasedMF(BiasedMFConfig(factors=2, iterations=3, regularisation=0.05))
    _fit(model, split=split)
    history = Histories.single([3, 7, 9], [4.0, 2.0, 5.0])
    features = model._items.numpy()[[3, 7, 9]].astype(np.float64)
    left = np.array([4.0, 2.0, 5.0]) - model._biases.mean - model._biases.item[[3, 7, 9]]
    vector = np.linalg.solve(features.T @ features + 0.05 * 3 * np.eye(3), features.T @ left)
    expected = model._items.numpy() @ vector + model._biases.item + model._biases.mean
    np.testing.assert_allclose(model.score(history)[0], expected, atol=1e-4)


@pytest.mark.parametrize("kind", [BiasedMF, SVDPlusPlus])
def test_data_without_ratings_is_refused(kind: type[Recommender]) -> None:
    with pytest.raises(ConfigurationError, match="equal"):
        _fit(kind(), split=circles())

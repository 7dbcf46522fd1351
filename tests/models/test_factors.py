from __future__ import annotations

from dataclasses import replace

import numpy as np
import pyarrow as pa
import pytest
import torch
from model_contract import EMPTY, HISTORIES, ModelContract
from small_world import circles, split_of

from workbench.data.interactions import Histories, Interactions
from workbench.data.splits import Split
from workbench.errors import Cancelled, ConfigurationError
from workbench.jobs import Progress
from workbench.models.biased_mf import BiasedMF, BiasedMFConfig
from workbench.models.bpr import BPR, BPRConfig
from workbench.models.item_products import meetings
from workbench.models.light_gcn import LightGCN, LightGCNConfig
from workbench.models.logistic_mf import STEPS_OF_A_HISTORY, LogisticMF, LogisticMFConfig
from workbench.models.mult_vae import MultVAE, MultVAEConfig
from workbench.models.neu_mf import NeuMF, NeuMFConfig
from workbench.models.random_order import Random
from workbench.models.ranking import ndcg_at
from workbench.models.recommender import PredictsRatings, Recommender
from workbench.models.svd_plus_plus import SVDPlusPlus, SVDPlusPlusConfig
from workbench.models.two_tower import TwoTower, TwoTowerConfig

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
    rated = Interactions(whole.item, value.astype(np.float32), None, whole.offsets, n_items)
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
    split = circles()
    whole = split.dataset.interactions
    value = (1.0 + np.arange(len(whole)) % 4).astype(np.float32)
    return replace(
        split,
        dataset=replace(
            split.dataset,
            interactions=Interactions(whole.item, value, whole.time, whole.offsets, whole.n_items),
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
    taste, items, bias = (
        part.detach().numpy() for part in (model.network.taste, model.network.items, model.network.bias)
    )
    expected = bias + items @ (taste[[3, 4, 4]].sum(axis=0) / 3**0.5)
    np.testing.assert_allclose(model.score(Histories.single([3, 4, 4]))[0], expected, rtol=1e-4, atol=1e-5)


def test_bprs_loss_compares_each_item_with_what_its_person_did_not_meet_from_the_others_of_the_history() -> None:
    split = circles()
    data = split.train
    model = BPR(BPR_SMALL)
    model.fit(split, validation=None, seed=2, progress=Progress())
    generator = torch.Generator().manual_seed(7)
    loss = float(model.loss(data, np.array([0, 3]), generator).detach())
    drawn = torch.randint(data.n_items, (BPR_SMALL.negatives,), generator=torch.Generator().manual_seed(7)).numpy()
    taste, items, bias = (
        part.detach().numpy() for part in (model.network.taste, model.network.items, model.network.bias)
    )
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


LEARNED = [
    LightGCN(LightGCNConfig(factors=8, epochs=20, learning_rate=0.05, negatives=16, patience=0)),
    MultVAE(MultVAEConfig(hidden=24, latent=8, epochs=60, learning_rate=0.01, patience=0)),
    NeuMF(NeuMFConfig(factors=8, epochs=60, learning_rate=0.02, negatives=8, dropout=0.0, patience=0)),
    TwoTower(TwoTowerConfig(factors=8, hidden=16, epochs=40, learning_rate=0.02, dropout=0.0, patience=0)),
]


class TestLightGCNKeepsTheContract(ModelContract):
    kind = LightGCN
    config = LightGCNConfig(factors=8, epochs=3, negatives=16)


class TestMultVAEKeepsTheContract(ModelContract):
    kind = MultVAE
    config = MultVAEConfig(hidden=16, latent=4, epochs=3)


class TestNeuMFKeepsTheContract(ModelContract):
    kind = NeuMF
    config = NeuMFConfig(factors=4, epochs=3, negatives=8)


class TestTwoTowerKeepsTheContract(ModelContract):
    kind = TwoTower
    config = TwoTowerConfig(factors=8, hidden=8, epochs=3)


@pytest.mark.parametrize("model", LEARNED, ids=lambda model: model.name)
def test_networks_over_histories_learn_in_which_circle_somebody_walks(model: Recommender) -> None:
    split = circles()
    model.fit(split, validation=None, seed=2, progress=Progress())
    scores = model.score(Histories.single([0, 1, 2]))[0]
    assert scores[3:6].mean() > scores[6:12].mean() + 0.3 * scores[:12].std()


def test_light_gcns_vectors_are_the_mean_of_the_layers_of_the_papers_graph() -> None:
    split = circles()
    model = LightGCN(LightGCNConfig(factors=4, epochs=2, layers=2, negatives=8))
    model.fit(split, validation=None, seed=2, progress=Progress())
    met = meetings(split.train).toarray()
    degree_u, degree_i = np.maximum(met.sum(1), 1.0), np.maximum(met.sum(0), 1.0)
    graph = met / np.sqrt(degree_u[:, None] * degree_i)  # equation 3 of the paper, people by items
    start = model.network.items.detach().numpy().astype(np.float64)
    people, items = np.zeros((len(met), 4)), start
    sums = items.copy()
    for _ in range(2):
        people = graph @ items
        items = graph.T @ people
        sums = sums + items
    smooth = sums / 3
    np.testing.assert_allclose(model.item_vectors(), smooth, atol=1e-5)
    history = [0, 1, 2]
    person = (smooth[history] / np.sqrt(degree_i[history])[:, None]).sum(0) / np.sqrt(3)
    expected = smooth @ person + model.network.bias.detach().numpy()
    np.testing.assert_allclose(model.score(Histories.single(history))[0], expected, atol=1e-4)


def test_neumf_scores_pairs_as_it_learns_them() -> None:
    model = LEARNED[2]
    model.fit(circles(), validation=None, seed=2, progress=Progress())
    network = model.network
    product, deep = network.product_taste[:5], network.deep_taste[:5]
    items = torch.tensor([3, 9, 0, 12, 7])
    pairs = network.pairs(product, deep, items)
    np.testing.assert_allclose(network.own(product, deep, items).detach(), pairs.diagonal().detach(), atol=1e-5)


def test_a_tower_reads_only_what_was_met_before() -> None:
    split = circles()
    model = TwoTower(TwoTowerConfig(factors=8, hidden=8, epochs=1, dropout=0.0))
    model.fit(split, validation=None, seed=2, progress=Progress())
    data = split.train
    with torch.no_grad():
        loss = float(model.loss(data, np.array([4, 9]), torch.Generator().manual_seed(1)))
        network = model.network
        described, share = network.described(), network.get_buffer("fact_log_share")
        rows = [(u, p) for u in (4, 9) for p in range(1, int(np.diff(data.offsets)[u]))]
        sequences = {u: data.item[data.offsets[u] : data.offsets[u + 1]].astype(np.int64) for u in (4, 9)}
        targets = torch.tensor([sequences[u][p] for u, p in rows])
        columns = torch.unique(targets)
        losses = []
        for (u, p), target in zip(rows, targets, strict=True):
            before = described[torch.from_numpy(sequences[u][:p])]
            person = network.people(before.mean(0)[None], before[-1:], torch.zeros(1, 0, dtype=torch.int64))
            logits = (person @ network.items(described[columns]).T)[0] / 0.1 - share[columns]
            losses.append(-logits.log_softmax(0)[int((columns == target).nonzero())])
    assert loss == pytest.approx(float(torch.stack(losses).mean()), rel=1e-4)


def test_a_tower_reads_what_is_known_of_people() -> None:
    split = circles()
    ages = pa.table(
        {"age": [20 + code % 40 for code in range(48)], "job": ["a" if code % 3 else None for code in range(48)]}
    )
    split = replace(split, dataset=replace(split.dataset, user_table=ages))
    model = TwoTower(TwoTowerConfig(factors=8, hidden=8, epochs=3))
    model.fit(split, validation=None, seed=2, progress=Progress())
    history = Histories.single([0, 1])
    scores = [
        model.score(replace(history, users=None if user is None else np.array([user], np.int32)))[0]
        for user in (None, -1, 0, 30)
    ]
    np.testing.assert_array_equal(scores[0], scores[1])
    assert not np.allclose(scores[0], scores[2])
    assert not np.allclose(scores[2], scores[3])

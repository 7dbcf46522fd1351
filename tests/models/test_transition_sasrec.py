from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch
from model_contract import HISTORIES, ModelContract
from small_world import N_ITEMS, circles, next_in_circle, split_of

from workbench.data.interactions import Histories, Interactions
from workbench.jobs import Progress
from workbench.models.attention import transition_sasrec
from workbench.models.attention.memory_attention import KEY_WIDTH, QUERIES_PER_BLOCK
from workbench.models.attention.sequence_model import SequenceModel
from workbench.models.attention.transition_memory import KERNELS, NAMES, TransitionMemory, remember
from workbench.models.attention.transition_sasrec import TransitionSASRec
from workbench.models.attention.transition_settings import TransitionSASRecConfig
from workbench.models.data_shape import DataShape
from workbench.models.item_transition import ItemTransition
from workbench.models.ranking import ndcg_at, rank_all
from workbench.models.recommender import EstimatesCost, FindsSimilar, ShowsAttention
from workbench.training.batches import SequenceBatches

SMALL = TransitionSASRecConfig(
    loss="softmax",
    width=16,
    layers=1,
    heads=2,
    history_length=4,
    reach=3,
    epochs=6,
    batch_size=8,
    learning_rate=0.01,
    warmup_steps=5,
    dropout=0.1,
)


class TestTransitionSASRecKeepsTheContract(ModelContract):
    kind = TransitionSASRec
    config = SMALL


class TestTransitionSASRecWithSampledNegativesKeepsTheContract(ModelContract):
    kind = TransitionSASRec
    config = SMALL.model_copy(update={"loss": "sampled", "negatives": 6})


class TestTransitionSASRecLearnedApartKeepsTheContract(ModelContract):
    kind = TransitionSASRec
    config = SMALL.model_copy(update={"learning": "apart", "blocks": "gated"})


@pytest.fixture(scope="module")
def model() -> TransitionSASRec:
    made = TransitionSASRec(SMALL)
    split = circles()
    made.fit(split, validation=split.validation, seed=3, progress=Progress())
    return made


def _random_histories(n_users: int = 12, n_items: int = 30, longest: int = 30) -> Interactions:
    random = np.random.default_rng(3)
    parts = [random.permutation(n_items)[: random.integers(5, longest)] for _ in range(n_users)]
    user = np.repeat(np.arange(n_users), [len(part) for part in parts])
    return Interactions.from_columns(user, np.concatenate(parts), None, None, n_users=n_users, n_items=n_items)


def _counted(data: Interactions, *, without: tuple[int, int, int] | None = None) -> np.ndarray:
    """float64 [K, V, V] by loops; `without` leaves out one pair: a user and two places."""
    counts = np.zeros((len(KERNELS), data.n_items, data.n_items))
    for user in range(data.n_users):
        history = data.item[data.offsets[user] : data.offsets[user + 1]].tolist()
        for first in range(len(history)):
            for second in range(first + 1, len(history)):
                if (user, first, second) == without:
                    continue
                for k, kernel in enumerate(KERNELS):
                    if second - first <= kernel.distance:
                        weight = kernel.decay ** (second - first - 1)
                        counts[k, history[first], history[second]] += kernel.forward * weight
                        counts[k, history[second], history[first]] += kernel.backward * weight
    return counts


def _memory(data: Interactions, most_neighbours: int = 1_000) -> TransitionMemory:
    made = remember(data, source_power=0.7, target_power=0.25, most_neighbours=most_neighbours, progress=Progress())
    return TransitionMemory(*(made[name] for name in NAMES))


def _dense(memory: TransitionMemory) -> np.ndarray:
    everything = torch.arange(len(memory.offsets) - 1)
    return memory.block(everything, everything).double().numpy()


def test_the_memory_holds_scaled_counts() -> None:
    data = _random_histories()
    memory, counts = _memory(data), _counted(data)
    scale = memory.row_scale.T[:, :, None] * memory.column_scale.T[:, None, :]
    np.testing.assert_allclose(_dense(memory), counts * scale.double().numpy(), rtol=1e-5)
    for k in range(len(KERNELS)):
        ratio = memory.row_scale[:, k].double().numpy() * np.maximum(counts[k].sum(1), 1e-12) ** 0.7
        present = counts[k].sum(1) > 0
        np.testing.assert_allclose(ratio[present], ratio[present][0], rtol=1e-5)
        assert np.median(_dense(memory)[k][counts[k] > 0]) == pytest.approx(1.0, rel=1e-5)


@pytest.mark.parametrize(("n_sources", "n_targets"), [(3, 12), (12, 3), (1, 1)])
def test_a_block_is_read_the_same_from_either_side(n_sources: int, n_targets: int) -> None:
    memory = _memory(_random_histories())
    order = torch.randperm(30, generator=torch.Generator().manual_seed(1))
    sources, targets = order[:n_sources], order[-n_targets:]
    expected = _dense(memory)[:, sources.numpy()][:, :, targets.numpy()]
    np.testing.assert_allclose(memory.block(sources, targets), expected, rtol=1e-6)


def test_whole_matrices_say_the_same_as_cells() -> None:
    data = _random_histories()
    cells, random = _memory(data, most_neighbours=12), torch.Generator().manual_seed(1)
    items = torch.randint(data.n_items, (3, 7), generator=random)
    targets = torch.randperm(data.n_items, generator=random)[:11]
    assert torch.equal(cells.dense().facing(items, targets), cells.facing(items, targets))
    source, target = torch.randint(data.n_items, (2, 500), generator=random)
    distance = torch.randint(1, 30, (500,), generator=random)
    assert torch.equal(cells.dense().pairs(source, target, distance), cells.pairs(source, target, distance))
    assert cells.dense().values.nbytes == cells.dense_bytes


@pytest.mark.parametrize("loss", ["softmax", "sampled"])
def test_reading_whole_matrices_changes_no_training(loss: str, monkeypatch: pytest.MonkeyPatch) -> None:
    split = circles()
    scores = []
    for most in (0, transition_sasrec.MOST_DENSE_BYTES):
        monkeypatch.setattr(transition_sasrec, "MOST_DENSE_BYTES", most)
        made = TransitionSASRec(SMALL.model_copy(update={"loss": loss, "negatives": 6, "epochs": 2}))
        made.fit(split, validation=None, seed=3, progress=Progress())
        scores.append(made.score(HISTORIES))
    np.testing.assert_allclose(*scores, atol=1e-5)


def test_only_the_largest_neighbours_are_remembered_and_on_both_sides() -> None:
    data = _random_histories()
    whole, cut = _dense(_memory(data)), _dense(_memory(data, most_neighbours=5))
    kept = cut[-1] > 0
    np.testing.assert_array_equal(kept, kept.T)
    np.testing.assert_allclose(cut[-1][kept], whole[-1][kept], rtol=1e-6)
    counts = _counted(data)[-1]
    for item in range(30):
        least = np.sort(counts[item])[-5]
        assert kept[item][counts[item] > least].all()


def test_training_never_reads_its_own_transition() -> None:
    """A pair's value equals that of a memory counted without the pair."""
    data = _random_histories()
    memory = _memory(data)
    scale = (memory.row_scale.T[:, :, None] * memory.column_scale.T[:, None, :]).double().numpy()
    for user, first, second in ((0, 0, 1), (2, 0, 3), (4, 1, 3), (5, 2, 3)):
        history = data.item[data.offsets[user] : data.offsets[user + 1]]
        assert len(history) > second
        source, target = int(history[first]), int(history[second])
        expected = (_counted(data, without=(user, first, second)) * scale)[:, source, target]
        got = memory.pairs(torch.tensor([source]), torch.tensor([target]), torch.tensor([second - first]))
        np.testing.assert_allclose(got[0], expected, rtol=1e-4, atol=1e-5)


def test_a_transition_seen_once_says_nothing_to_the_one_who_made_it() -> None:
    data = Interactions.from_columns(np.zeros(3, int), np.arange(3), None, None, n_users=1, n_items=4)
    memory = _memory(data)
    assert memory.block(torch.tensor([0]), torch.tensor([1]))[0] > 0
    assert (memory.pairs(torch.tensor([0, 3]), torch.tensor([1, 0]), torch.tensor([1, 1])) == 0).all()


def test_scores_equal_a_plain_reference_in_double_precision(model: TransitionSASRec) -> None:
    network = model.network
    batch = model.prediction(Histories.single([9, 0, 1, 2, 3]))
    with torch.no_grad():
        hidden = network.read(network(batch), batch)[0].double()
        items = network.item.weight.double()
    look = network.look_back
    read = [0, 1, 2, 3][-look.reach :]
    q = (look.query.weight.double() @ hidden + look.query.bias).view(len(KERNELS), -1)
    mix = (look.mix.weight.double() @ hidden + look.mix.bias).softmax(0)
    values = _dense(network.memory)
    remembered = np.zeros(N_ITEMS)
    for k in range(len(KERNELS)):
        scores = []
        for place, item in enumerate(read):
            key = (look.key.weight.double() @ items[item] + look.key.bias).view(len(KERNELS), -1)[k]
            scores.append((q[k] @ key / 4.0 + look.age[k, len(read) - 1 - place]).item())
        share = np.exp(scores) / np.exp(scores).sum()
        remembered += mix[k].item() * sum(s * values[k, item] for s, item in zip(share, read, strict=True))
    trust = np.log1p(np.exp((network.trust.weight.double() @ hidden + network.trust.bias).item()))
    expected = network.attention_scale.item() * (items @ hidden).detach().numpy()
    expected += trust * np.log1p(remembered * np.exp(network.log_sharpness.item()))
    np.testing.assert_allclose(model.score(Histories.single([9, 0, 1, 2, 3]))[0], expected, rtol=1e-4, atol=1e-5)
    assert model.trust(Histories.single([9, 0, 1, 2, 3]))[0] == pytest.approx(trust, rel=1e-4)


@pytest.mark.parametrize("loss", ["softmax", "sampled"])
def test_learned_apart_the_network_follows_its_own_products_alone(loss: str) -> None:
    split, gradients = circles(), []
    batch = next(SequenceBatches(split.train, 4, 8).epoch(np.random.default_rng(0))).piece(0, 1)
    for trust in (0.0, 3.0):  # how loud the memory speaks
        config = SMALL.model_copy(update={"learning": "apart", "dropout": 0.0, "loss": loss, "negatives": 6})
        made = TransitionSASRec(config.for_data(split.train))
        network = made.build(split.train.n_items, made.facts(split, Progress()))
        network.initialise(torch.Generator().manual_seed(1))
        with torch.no_grad():
            network.trust.bias.fill_(trust)
        objective = made.objective(network, split.train, torch.Generator().manual_seed(2))
        objective(batch).backward()
        gradients.append(network)
    quiet, loud = (dict(network.named_parameters()) for network in gradients)
    memory = ("look_back.", "trust.", "attention_scale", "log_sharpness")
    for name, parameter in quiet.items():
        if not name.startswith(memory):
            torch.testing.assert_close(parameter.grad, loud[name].grad, msg=name)
    for name in ("look_back.query.weight", "trust.weight", "attention_scale"):
        assert not torch.allclose(quiet[name].grad, loud[name].grad), "the memory is heard by its own part"


def test_long_histories_are_learned_apart_and_others_as_one_sum() -> None:
    shape = DataShape(n_users=6_000, n_items=3_700, n_interactions=1_000_000, median_history=96.0, n_sequences=6_000)
    automatic = TransitionSASRecConfig()
    assert automatic.suited(shape)["learning"] == "apart"
    assert automatic.suited(replace(shape, median_history=65.0))["learning"] == "together"


def test_no_future_item_can_influence_a_prediction(model: TransitionSASRec) -> None:
    batch = next(iter(SequenceBatches(circles().train, 4, 100).epoch(np.random.default_rng(0)))).piece(0, 1)
    changed = batch._replace(item=torch.cat((batch.item[:, :1], (batch.item[:, 1:] + 3) % N_ITEMS), dim=1))
    weights = []
    for version in (batch, changed):
        with torch.no_grad():
            hidden, seen = model.network.forward_with_weights(version)
        weights.append((hidden[:, :1], seen[..., :1, :]))
    torch.testing.assert_close(weights[0], weights[1], atol=1e-6, rtol=0)


@pytest.mark.parametrize("loss", ["softmax", "sampled"])
def test_packed_and_padded_batches_give_equal_losses_and_gradients(model: TransitionSASRec, loss: str) -> None:
    split = split_of([0] * 6 + [1] * 4 + [2] * 4, [0, 1, 2, 3, 4, 5, 7, 8, 9, 10, 3, 2, 1, 0], N_ITEMS)
    other = TransitionSASRec(SMALL.model_copy(update={"loss": loss, "negatives": 6}))
    results = []
    for packed in (True, False):
        objective = other.objective(model.network, split.train, torch.Generator().manual_seed(1)).eval()
        batches = SequenceBatches(split.train, 4, 10, packed=packed)
        batch = batches.make(split.train.offsets[:-1], split.train.offsets[1:], np.random.default_rng(0))
        objective.zero_grad()
        value = objective(batch)
        value.backward()
        results.append((value.detach(), [p.grad.clone() for p in model.network.parameters() if p.grad is not None]))
    torch.testing.assert_close(results[0], results[1], atol=1e-5, rtol=1e-4)


def test_blocks_of_queries_change_nothing(model: TransitionSASRec, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = model.score(HISTORIES)
    monkeypatch.setattr("workbench.models.attention.transition_sasrec.QUERIES_PER_BLOCK", 2)
    monkeypatch.setattr("workbench.models.attention.transition_sasrec.CELLS_PER_CHUNK", 3)
    np.testing.assert_allclose(model.score(HISTORIES), expected, rtol=1e-5, atol=1e-6)


def test_its_attention_shows_the_layers_and_then_the_memory(model: TransitionSASRec) -> None:
    shown = model.attention(Histories.single([9, 0, 1, 2, 3]))
    assert shown.weights.shape == (2, 2, 4, 4)
    assert shown.item.tolist() == [0, 1, 2, 3]
    np.testing.assert_allclose(shown.weights.sum(-1), 1.0, atol=1e-5)
    assert (np.triu(shown.weights, 1) == 0).all()
    assert shown.weights[1, 0, 3, 0] == 0  # beyond the reach of 3


def test_before_it_learns_it_is_about_as_good_as_counting() -> None:
    split = circles()
    untrained = TransitionSASRec(SMALL.model_copy(update={"epochs": 1, "learning_rate": 1e-9}))
    untrained.fit(split, validation=None, seed=1, progress=Progress())
    counting = ItemTransition()
    counting.fit(split, validation=None, seed=1, progress=Progress())
    assert ndcg_at(untrained, split.test) >= 0.95 * ndcg_at(counting, split.test)


def test_the_next_item_of_the_circle_comes_first(model: TransitionSASRec) -> None:
    for start in (0, 2, 7, 10):
        walk = [next_in_circle(start, step) for step in range(3)]
        items, _ = rank_all(model, Histories.single(walk), 1)
        assert items[0, 0] == next_in_circle(start, 3)


def test_it_says_what_else_it_can_do(model: TransitionSASRec) -> None:
    assert isinstance(model, ShowsAttention)
    assert isinstance(model, FindsSimilar)
    assert isinstance(model, EstimatesCost)
    assert model.estimate(circles()).parameters == sum(p.numel() for p in model.network.parameters())


def test_reading_the_memory_is_part_of_what_a_fit_is_expected_to_take() -> None:
    model, data = TransitionSASRec(SMALL), circles().train
    read = model.cost(data).of_position() - SequenceModel.cost(model, data).of_position()
    assert read == 4.0 * len(KERNELS) * (QUERIES_PER_BLOCK + SMALL.reach) * (N_ITEMS + KEY_WIDTH)

from __future__ import annotations

import json
import threading
import time
from pathlib import Path

import numpy as np
import pytest
import torch
from model_contract import HISTORIES, ModelContract
from pydantic import ValidationError
from small_world import N_ITEMS, circles, next_in_circle

from workbench.data.interactions import Histories, Interactions
from workbench.errors import ArtifactDamagedError, Cancelled, ConfigurationError
from workbench.jobs import Progress
from workbench.models.attention.cost import LEAST_VALIDATED, VALIDATION_SHARE, FitCost
from workbench.models.attention.sasrec import SASRec, SASRecConfig
from workbench.models.ranking import ndcg_at, rank_all
from workbench.models.recommender import EstimatesCost, FindsSimilar, ShowsAttention
from workbench.training.batches import SequenceBatches

SMALL = SASRecConfig(
    width=16,
    layers=2,
    heads=2,
    history_length=4,
    epochs=25,
    batch_size=8,
    learning_rate=0.01,
    warmup_steps=5,
    dropout=0.1,
)


class TestSASRecKeepsTheContract(ModelContract):
    kind = SASRec
    config = SMALL


class TestSASRecWithSampledNegativesKeepsTheContract(ModelContract):
    kind = SASRec
    config = SMALL.model_copy(update={"loss": "sampled", "negatives": 6})


def _fitted(**changes: object) -> SASRec:
    model = SASRec(SMALL.model_copy(update=changes))
    split = circles()
    model.fit(split, validation=split.validation, seed=3, progress=Progress())
    return model


@pytest.fixture(scope="module")
def model() -> SASRec:
    return _fitted()


@pytest.mark.parametrize("loss", ["softmax", "sampled"])
def test_the_next_item_of_the_circle_comes_first(loss: str) -> None:
    trained = _fitted(loss=loss, negatives=6)
    for start in (0, 2, 7, 10):
        walk = [next_in_circle(start, step) for step in range(3)]
        items, _ = rank_all(trained, Histories.single(walk), 1)
        assert items[0, 0] == next_in_circle(start, 3)


def test_no_future_item_can_influence_a_prediction(model: SASRec) -> None:
    """Training predicts at every position at once: change what comes later, and earlier outputs stay."""
    batches = SequenceBatches(circles().train, 4, 100)
    batch = next(iter(batches.epoch(np.random.default_rng(0)))).piece(0, 1)
    changed = batch.item.clone()
    changed[:, 1:] = (changed[:, 1:] + 3) % N_ITEMS
    with torch.no_grad():
        before, after = model.network(batch), model.network(batch._replace(item=changed))
    torch.testing.assert_close(before[:, :1], after[:, :1], atol=1e-6, rtol=0)
    assert (before[:, 1:] - after[:, 1:]).abs().max() > 0.01


@pytest.mark.parametrize("loss", ["softmax", "sampled", "gbce", "bpr", "bce"])
def test_packed_and_padded_batches_give_equal_losses_and_gradients(model: SASRec, loss: str) -> None:
    random = np.random.default_rng(4)
    lengths = random.integers(2, 6, 30)
    user, item = np.repeat(np.arange(30), lengths), random.integers(0, N_ITEMS, int(lengths.sum()))
    data = Interactions.from_columns(user, item, None, None, n_users=30, n_items=N_ITEMS)
    found = []
    for packed in (True, False):
        batch = next(SequenceBatches(data, 4, 100, packed=packed).epoch(np.random.default_rng(0))).piece(0, 1)
        other = SASRec(SMALL.model_copy(update={"loss": loss, "negatives": 6}))
        objective = other.objective(model.network, data, torch.Generator().manual_seed(1))
        model.network.zero_grad()
        value = objective(batch)
        value.backward()
        gradients = {name: p.grad.clone() for name, p in model.network.named_parameters() if p.grad is not None}
        found.append((batch, value.detach(), gradients))
    (packed_batch, packed_value, packed_gradients), (padded_batch, padded_value, padded_gradients) = found
    model.network.zero_grad()
    assert packed_batch.item.numel() < 0.8 * padded_batch.item.numel()
    torch.testing.assert_close(packed_value, padded_value, atol=1e-6, rtol=1e-6)
    assert packed_gradients.keys() == padded_gradients.keys()
    for name, gradient in packed_gradients.items():
        torch.testing.assert_close(gradient, padded_gradients[name], atol=1e-6, rtol=1e-4, msg=name)


def test_padding_changes_no_prediction(model: SASRec) -> None:
    short = Histories.single([7, 8])
    beside_a_long_one = Histories(
        np.array([7, 8, 0, 1, 2, 3], np.int32), np.ones(6, np.float32), None, np.array([0, 2, 6], np.int64)
    )
    np.testing.assert_allclose(model.score(short)[0], model.score(beside_a_long_one)[0], atol=1e-5)


def test_only_the_most_recent_items_are_read(model: SASRec) -> None:
    long, recent = Histories.single([9, 9, 0, 1, 2, 3]), Histories.single([0, 1, 2, 3])
    np.testing.assert_array_equal(model.score(long), model.score(recent))


def test_attention_is_that_of_the_modules_that_score(model: SASRec) -> None:
    """Scores made from the path with weights equal the fast path's to 1e-5."""
    history = Histories.single([9, 0, 1, 2, 3])
    batch = model.prediction(history)
    with torch.no_grad():
        hidden, weights = model.network.forward_with_weights(batch)
        scores = model.network.read(hidden, batch) @ model.network.item_vectors().T
    np.testing.assert_allclose(scores.numpy(), model.score(history), atol=1e-5)
    shown = model.attention(history)
    np.testing.assert_array_equal(shown.weights, weights[0].numpy())


def test_attention_names_the_item_and_the_place_of_each_position(model: SASRec) -> None:
    shown = model.attention(Histories.single([9, 0, 1, 2, 3]))
    assert shown.weights.shape == (2, 2, 4, 4)
    assert shown.weights.dtype == np.float32
    assert shown.item.tolist() == [0, 1, 2, 3]
    assert shown.position.tolist() == [1, 2, 3, 4]
    np.testing.assert_allclose(shown.weights.sum(axis=-1), 1.0, atol=1e-6)
    assert (np.triu(shown.weights, 1) == 0).all()


def test_attention_needs_one_history_with_an_item(model: SASRec) -> None:
    for histories in (HISTORIES, Histories.single([])):
        with pytest.raises(ConfigurationError):
            model.attention(histories)


def test_it_says_what_else_it_can_do(model: SASRec) -> None:
    assert isinstance(model, ShowsAttention)
    assert isinstance(model, FindsSimilar)
    assert isinstance(model, EstimatesCost)
    assert model.item_vectors().shape == (N_ITEMS, 16)


def test_the_estimate_counts_the_parameters_exactly() -> None:
    split = circles()
    model = SASRec(SMALL)
    estimated = model.estimate(split)
    report = model.fit(split, validation=None, seed=0, progress=Progress())
    assert estimated.parameters == report.parameters
    assert estimated.memory_bytes > 4 * estimated.parameters
    longer = SASRec(SMALL.model_copy(update={"epochs": 50})).estimate(split)
    assert longer.seconds == pytest.approx(2 * estimated.seconds)


def test_a_large_table_is_trained_row_by_row_and_learns_the_circle_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workbench.models.attention.sequence_model.ROWWISE_FROM", 1)
    trained = _fitted(loss="sampled", negatives=6)
    assert trained.network.item.rowwise
    items, _ = rank_all(trained, Histories.single([7, 8, 9]), 1)
    assert items[0, 0] == next_in_circle(7, 3)
    assert not _fitted(loss="softmax", epochs=1).network.item.rowwise


def test_validation_looks_at_as_many_cases_as_its_share_of_time_allows() -> None:
    data = circles().train
    cost = FitCost(SMALL, SequenceBatches(data, 4, 8), data.n_items)
    assert cost.validated(40) == 40
    assert cost.validated(1_000_000) == LEAST_VALIDATED
    user, item = np.repeat(np.arange(30_000), 5), np.tile(np.arange(5), 30_000)
    many = Interactions.from_columns(user, item, None, None, n_users=30_000, n_items=13)
    larger = FitCost(SMALL, SequenceBatches(many, 4, 8), 13)
    assert larger.validated(1_000_000) == int(VALIDATION_SHARE * larger.of_epoch() / larger.of_case()) > LEAST_VALIDATED


def test_the_report_tells_what_happened() -> None:
    progress = Progress()
    split = circles()
    model = SASRec(SMALL.model_copy(update={"patience": 3, "earliest_stop": 0}))
    report = model.fit(split, validation=split.validation, seed=3, progress=progress)
    validated = [point for point in progress.points_since(0) if point.series == "ndcg@10"]
    best = max(validated, key=lambda point: point.value)
    assert report.epochs == len(validated)
    assert report.best_epoch == best.step
    assert report.stopped == "early"
    assert report.epochs == report.best_epoch + 3
    assert report.device.startswith("cpu · ")
    assert report.device.endswith(" · float32")
    assert report.throughput > 0
    assert ndcg_at(model, split.validation) == best.value, "the best weights are kept"


def test_other_threads_that_use_torch_do_not_change_a_fit() -> None:
    expected = _fitted(epochs=4).score(HISTORIES)
    stop = threading.Event()
    scorer = _fitted(epochs=1)

    def disturb() -> None:
        while not stop.is_set():
            torch.rand(100)
            scorer.score(HISTORIES)

    thread = threading.Thread(target=disturb)
    thread.start()
    try:
        np.testing.assert_array_equal(_fitted(epochs=4).score(HISTORIES), expected)
    finally:
        stop.set()
        thread.join()


def test_a_fit_leaves_the_global_generator_alone() -> None:
    before = torch.random.get_rng_state()
    _fitted(epochs=1, loss="sampled")
    assert torch.equal(torch.random.get_rng_state(), before)


def test_another_seed_gives_another_model() -> None:
    split = circles()
    other = SASRec(SMALL.model_copy(update={"epochs": 1}))
    other.fit(split, validation=None, seed=4, progress=Progress())
    assert not np.array_equal(other.score(HISTORIES), _fitted(epochs=1).score(HISTORIES))


def test_scoring_from_many_threads_gives_what_one_gives(model: SASRec) -> None:
    expected = model.score(HISTORIES)
    equal: list[bool] = []

    def ask() -> None:
        equal.extend(np.array_equal(model.score(HISTORIES), expected) for _ in range(50))

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert equal == [True] * 200


def test_a_cancel_in_the_middle_is_heard_at_once() -> None:
    split = circles()
    progress = Progress()
    asked: list[float] = []

    def cancel() -> None:
        asked.append(time.monotonic())
        progress.cancel()

    timer = threading.Timer(0.3, cancel)
    timer.start()
    model = SASRec(SMALL.model_copy(update={"epochs": 1_000, "patience": 0}))
    with pytest.raises(Cancelled):
        model.fit(split, validation=split.validation, seed=0, progress=progress)
    assert time.monotonic() - asked[0] < 0.5


def test_a_pause_holds_the_training_until_resume() -> None:
    split = circles()
    progress = Progress()
    progress.pause()
    thread = threading.Thread(
        target=SASRec(SMALL.model_copy(update={"epochs": 1})).fit,
        args=(split,),
        kwargs={"validation": None, "seed": 0, "progress": progress},
    )
    thread.start()
    time.sleep(0.2)
    assert thread.is_alive()
    progress.resume()
    thread.join(timeout=30)
    assert not thread.is_alive()


def test_a_width_that_the_heads_cannot_share_is_refused() -> None:
    with pytest.raises(ValidationError, match="multiple of heads"):
        SASRecConfig(width=10, heads=4)


def test_a_model_of_a_newer_version_is_refused(model: SASRec, tmp_path: Path) -> None:
    model.save(tmp_path)
    path = tmp_path / "model.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"version": 99}))
    with pytest.raises(ArtifactDamagedError, match="newer version"):
        SASRec.load(tmp_path)


def test_weights_that_do_not_fit_the_configuration_are_refused(model: SASRec, tmp_path: Path) -> None:
    model.save(tmp_path)
    path = tmp_path / "model.json"
    stored = json.loads(path.read_text())
    stored["config"]["width"] = 32
    path.write_text(json.dumps(stored))
    with pytest.raises(ArtifactDamagedError):
        SASRec.load(tmp_path)

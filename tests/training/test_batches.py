from __future__ import annotations

import numpy as np
import pytest

from workbench.data.interactions import Histories, Interactions
from workbench.training.batches import SequenceBatch, SequenceBatches, prediction_batch


def _interactions(lengths: list[int]) -> Interactions:
    """User `u` has the items 100 u, 100 u + 1, …"""
    user = np.repeat(np.arange(len(lengths)), lengths)
    item = np.concatenate([100 * u + np.arange(n) for u, n in enumerate(lengths)])
    return Interactions.from_columns(user, item, None, None, n_users=len(lengths), n_items=100 * len(lengths))


def _rows(batch: SequenceBatch) -> list[tuple[list[int], list[int], list[int]]]:
    """Inputs, positions and targets of each row, padding removed."""
    width = batch.item.shape[1]
    row = (batch.real // width).tolist()
    items, positions = batch.item.flatten()[batch.real].tolist(), batch.position.flatten()[batch.real].tolist()
    made: list[tuple[list[int], list[int], list[int]]] = [([], [], []) for _ in range(len(batch.item))]
    for r, item, position, target in zip(row, items, positions, batch.target.tolist(), strict=True):
        for part, number in zip(made[r], (item, position, target), strict=True):
            part.append(number)
    return made


def test_each_row_predicts_the_item_that_follows_each_input() -> None:
    batch = next(SequenceBatches(_interactions([3, 2]), 10, 8).epoch(np.random.default_rng(0)))
    rows = sorted(_rows(batch))
    assert rows == [([0, 1], [8, 9], [1, 2]), ([100], [9], [101])]


def test_padding_is_on_the_right_only_and_is_never_real() -> None:
    batch = next(SequenceBatches(_interactions([6, 2, 4]), 10, 8).epoch(np.random.default_rng(0)))
    width = batch.item.shape[1]
    assert width == 5
    real = np.zeros(batch.item.shape, bool)
    real.reshape(-1)[batch.real.numpy()] = True
    assert (np.diff(real.astype(int), axis=1) <= 0).all()
    assert (batch.item.numpy()[~real] == 0).all()
    assert batch.position.max() < 10


def test_every_user_with_two_interactions_comes_once_an_epoch() -> None:
    batches = SequenceBatches(_interactions([3, 1, 0, 5, 2, 9, 4]), 20, 2)
    assert (batches.n_rows, len(batches), batches.n_targets) == (5, 3, 2 + 4 + 1 + 8 + 3)
    random = np.random.default_rng(1)
    for _ in range(3):
        made = list(batches.epoch(random))
        assert len(made) == 3
        assert sorted(inputs[0] // 100 for batch in made for inputs, _, _ in _rows(batch)) == [0, 3, 4, 5, 6]


def test_long_histories_show_their_recent_window_half_of_the_time_and_reach_everything() -> None:
    batches = SequenceBatches(_interactions([40]), 5, 1)
    random = np.random.default_rng(2)
    starts = []
    for _ in range(600):
        ((inputs, positions, targets),) = _rows(next(batches.epoch(random)))
        assert inputs == list(range(inputs[0], inputs[0] + 5))
        assert targets == [item + 1 for item in inputs]
        assert positions == [0, 1, 2, 3, 4]
        starts.append(inputs[0])
    assert 0.4 < np.mean(np.array(starts) == 34) < 0.62
    assert set(starts) == set(range(35))


def test_the_same_generator_state_gives_the_same_epoch() -> None:
    batches = SequenceBatches(_interactions([5, 9, 30, 2, 7]), 6, 2)
    epochs = [[batch.item.tolist() for batch in batches.epoch(np.random.default_rng(seed))] for seed in (7, 7, 8)]
    assert epochs[0] == epochs[1]
    assert epochs[0] != epochs[2]


def test_rows_of_similar_length_share_a_batch() -> None:
    lengths = np.random.default_rng(0).integers(2, 60, 64).tolist()
    batches = SequenceBatches(_interactions(lengths), 100, 8)
    padded = sum(batch.item.numel() for batch in batches.epoch(np.random.default_rng(0)))
    assert padded < 1.25 * batches.n_targets


@pytest.mark.parametrize("length", [2, 3, 10])
def test_prediction_sees_the_most_recent_items_at_the_positions_of_training(length: int) -> None:
    histories = Histories(np.array([5, 1, 2, 3, 4], np.int32), np.ones(5, np.float32), None, np.array([0, 1, 5]))
    batch = prediction_batch(histories, length)
    width = batch.item.shape[1]
    items = [batch.item[0, :1].tolist(), batch.item[1, : min(4, length)].tolist()]
    assert items == [[5], [1, 2, 3, 4][-length:]]
    assert batch.position[0, 0] == length - 1
    assert batch.position[1, min(4, length) - 1] == length - 1
    assert width == min(4, length)
    assert len(batch.target) == 0

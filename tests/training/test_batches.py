from __future__ import annotations

import numpy as np
import pytest

from workbench.data.interactions import Histories, Interactions
from workbench.training.batches import SequenceBatch, SequenceBatches, prediction_batch
from workbench.training.packing import pack


def _interactions(lengths: list[int], *, timed: bool = False) -> Interactions:
    """User `u` has the items 100 u, 100 u + 1, …, at the times 10 times as large."""
    user = np.repeat(np.arange(len(lengths)), lengths)
    item = np.concatenate([100 * u + np.arange(n) for u, n in enumerate(lengths)])
    time = 10 * item if timed else None
    return Interactions.from_columns(user, item, None, time, n_users=len(lengths), n_items=100 * len(lengths))


def _batches(batches: SequenceBatches, seed: int = 0) -> list[SequenceBatch]:
    return [step.piece(0, 1) for step in batches.epoch(np.random.default_rng(seed))]


def _histories(batch: SequenceBatch) -> list[tuple[list[int], list[int], list[int]]]:
    """Inputs, positions and targets of each history, in order."""
    of_readout = batch.segment.flatten()[batch.readout].tolist()
    items, positions = batch.item.flatten()[batch.readout].tolist(), batch.position.flatten()[batch.readout].tolist()
    made: list[tuple[list[int], list[int], list[int]]] = [([], [], []) for _ in range(1 + max(of_readout))]
    for history, item, position, target in zip(of_readout, items, positions, batch.target.tolist(), strict=True):
        for part, number in zip(made[history], (item, position, target), strict=True):
            part.append(number)
    return made


@pytest.mark.parametrize("packed", [True, False])
def test_each_input_predicts_the_item_that_follows_it(packed: bool) -> None:
    (batch,) = _batches(SequenceBatches(_interactions([3, 2]), 10, 8, packed=packed))
    assert sorted(_histories(batch)) == [([0, 1], [8, 9], [1, 2]), ([100], [9], [101])]


@pytest.mark.parametrize("packed", [True, False])
def test_every_place_belongs_to_one_history_or_is_padding(packed: bool) -> None:
    (batch,) = _batches(SequenceBatches(_interactions([6, 2, 3, 2]), 10, 8, packed=packed))
    segment, read = batch.segment.numpy(), np.zeros(batch.item.shape, bool)
    read.reshape(-1)[batch.readout.numpy()] = True
    np.testing.assert_array_equal(read, segment >= 0)
    assert (batch.item.numpy()[~read] == 0).all()
    assert np.bincount(segment[read]).tolist() == [len(inputs) for inputs, _, _ in _histories(batch)]
    assert batch.item.shape == ((2, 5) if packed else (4, 5))
    for row in segment:  # a history lies in one piece, in one row
        changes = np.flatnonzero(np.diff(row)) + 1
        parts = [part[0] for part in np.split(row, changes)]
        assert len(parts) == len(set(parts))


def test_times_go_along_with_inputs_and_targets_and_are_none_without_times() -> None:
    (batch,) = _batches(SequenceBatches(_interactions([3, 4, 2], timed=True), 10, 8))
    assert batch.time is not None
    assert batch.target_time is not None
    inputs = batch.item.flatten()[batch.readout]
    assert (batch.time.flatten()[batch.readout] == 10 * inputs).all()
    assert (batch.target_time == 10 * batch.target).all()
    (plain,) = _batches(SequenceBatches(_interactions([3, 4, 2]), 10, 8))
    assert plain.time is None
    assert plain.target_time is None


def test_every_user_with_two_interactions_comes_once_an_epoch() -> None:
    batches = SequenceBatches(_interactions([3, 1, 0, 5, 2, 9, 4]), 20, 2)
    assert (batches.n_rows, len(batches), batches.n_targets) == (5, 3, 2 + 4 + 1 + 8 + 3)
    for seed in range(3):
        made = _batches(batches, seed)
        assert len(made) == 3
        assert sorted(inputs[0] // 100 for batch in made for inputs, _, _ in _histories(batch)) == [0, 3, 4, 5, 6]


def test_long_histories_show_their_recent_window_half_of_the_time_and_reach_everything() -> None:
    batches = SequenceBatches(_interactions([40]), 5, 1)
    random = np.random.default_rng(2)
    starts = []
    for _ in range(600):
        ((inputs, positions, targets),) = _histories(next(batches.epoch(random)).piece(0, 1))
        assert inputs == list(range(inputs[0], inputs[0] + 5))
        assert targets == [item + 1 for item in inputs]
        assert positions == [0, 1, 2, 3, 4]
        starts.append(inputs[0])
    assert 0.4 < np.mean(np.array(starts) == 34) < 0.62
    assert set(starts) == set(range(35))


def test_the_same_generator_state_gives_the_same_epoch() -> None:
    batches = SequenceBatches(_interactions([5, 9, 30, 2, 7]), 6, 2)
    epochs = [[batch.item.tolist() for batch in _batches(batches, seed)] for seed in (7, 7, 8)]
    assert epochs[0] == epochs[1]
    assert epochs[0] != epochs[2]


@pytest.mark.parametrize("n_pieces", [1, 2, 3, 7])
def test_pieces_hold_each_history_once_and_weigh_as_their_targets(n_pieces: int) -> None:
    (step,) = SequenceBatches(_interactions([5, 9, 3, 2, 7]), 6, 8).epoch(np.random.default_rng(0))
    whole = step.piece(0, 1)
    pieces = [step.piece(index, n_pieces) for index in range(n_pieces)]
    counted = [piece for piece in pieces if piece.weight > 0]
    assert len(counted) == min(n_pieces, 5)
    assert sorted(t for piece in counted for t in piece.target.tolist()) == sorted(whole.target.tolist())
    assert sum(piece.weight for piece in pieces) == pytest.approx(1.0)
    for piece in counted:
        assert piece.weight == pytest.approx(len(piece.target) / len(whole.target))


def test_packing_leaves_hardly_any_padding() -> None:
    lengths = np.minimum(2 + np.random.default_rng(0).geometric(0.15, 1_000), 60).tolist()
    batches = SequenceBatches(_interactions(lengths), 50, 128)
    packed = sum(batch.item.numel() for batch in _batches(batches))
    padded = sum(
        batch.item.numel() for batch in _batches(SequenceBatches(_interactions(lengths), 50, 128, packed=False))
    )
    assert packed < 1.06 * batches.n_targets
    assert padded > 4 * packed


@pytest.mark.parametrize("seed", range(5))
def test_packed_histories_never_overlap_nor_leave_their_row(seed: int) -> None:
    random = np.random.default_rng(seed)
    width = int(random.integers(1, 60))
    lengths = random.integers(1, width + 1, int(random.integers(1, 200)))
    row, start, n_rows = pack(lengths, width)
    taken = np.zeros((n_rows, width), int)
    for history, length in enumerate(lengths):
        assert start[history] + length <= width
        taken[row[history], start[history] : start[history] + length] += 1
    assert taken.max() == 1
    assert taken.any(axis=1).all(), "no row is empty"
    # Best fit leaves at most one row less than half full.
    assert (2 * taken.sum(axis=1) < width).sum() <= 1


@pytest.mark.parametrize("length", [2, 3, 10])
@pytest.mark.parametrize("packed", [True, False])
def test_prediction_sees_the_most_recent_items_at_the_positions_of_training(length: int, packed: bool) -> None:
    histories = Histories(np.array([5, 1, 2, 3, 4], np.int32), np.ones(5, np.float32), None, np.array([0, 1, 5]))
    batch = prediction_batch(histories, length, packed=packed)
    flat, segment = batch.item.flatten().numpy(), batch.segment.flatten().numpy()
    assert [flat[segment == h].tolist() for h in (0, 1)] == [[5], [1, 2, 3, 4][-length:]]
    assert batch.item.flatten()[batch.readout].tolist() == [5, 4]
    assert batch.position.flatten()[batch.readout].tolist() == [length - 1, length - 1]
    assert batch.item.shape[1] == min(4, length)
    assert len(batch.target) == 0

from __future__ import annotations

import numpy as np
import torch
from sequence_contract import SMALL, SequenceContract
from small_world import N_ITEMS, circles

from workbench.data.interactions import Histories
from workbench.jobs import Progress
from workbench.models.attention.bert4rec import BERT4Rec, BERT4RecConfig, MaskedBatches


class TestBERT4RecKeepsTheContract(SequenceContract):
    kind = BERT4Rec
    config = BERT4RecConfig(**{**SMALL, "epochs": 80, "patience": 0})
    causal = False
    rows_sum_to_one = False
    least_known = 3


def test_hidden_items_are_the_targets_and_something_is_hidden_in_every_history() -> None:
    data = circles(400).train
    batches = MaskedBatches(data, 4, 1_000, hidden_share=0.5)
    batch = batches.make(data.offsets[:-1], data.offsets[1:], np.random.default_rng(1))
    item, segment = batch.item.flatten(), batch.segment.flatten()
    assert (item[batch.readout] == N_ITEMS).all()
    assert int((item == N_ITEMS).sum()) == len(batch.readout)
    assert segment[batch.readout].unique().tolist() == list(range(400))
    restored = item.clone()
    restored[batch.readout] = batch.target
    np.testing.assert_array_equal(restored[segment >= 0].sort().values, np.sort(data.item))
    newest = batch.position.flatten()[batch.readout] == 4
    alone = newest & (torch.bincount(segment[batch.readout])[segment[batch.readout]] == 1)
    assert 0.4 < int(alone.sum()) / 400 < 0.8


def test_the_last_row_shown_is_that_of_the_place_to_be_filled() -> None:
    split = circles()
    model = BERT4Rec(BERT4RecConfig(**{**SMALL, "epochs": 1}))
    model.fit(split, validation=None, seed=1, progress=Progress())
    history = Histories.single([0, 1, 2])
    batch = model.prediction(history)
    assert batch.item.tolist() == [[0, 1, 2, N_ITEMS]]
    with torch.no_grad():
        _, weights = model.network.forward_with_weights(batch)
    shown = model.attention(history).weights
    np.testing.assert_allclose(shown[0, :, -1], weights[0, 0, :, 3, :3], atol=1e-6)
    np.testing.assert_allclose(shown[0, :, 0], weights[0, 0, :, 0, :3], atol=1e-6)

"""What every attention model must keep beside the contract of all models."""

from __future__ import annotations

import numpy as np
import torch
from model_contract import HISTORIES, ModelContract
from small_world import N_ITEMS, next_in_circle

from workbench.data.interactions import Histories
from workbench.models.attention.sequence_model import SequenceModel
from workbench.models.ranking import rank_all
from workbench.models.recommender import EstimatesCost, FindsSimilar, ShowsAttention
from workbench.training.batches import SequenceBatch

# Enough for a model to learn circles of six items in a second.
SMALL = {
    "width": 16,
    "layers": 1,
    "heads": 2,
    "history_length": 4,
    "epochs": 12,
    "batch_size": 8,
    "learning_rate": 0.01,
    "warmup_steps": 5,
    "dropout": 0.1,
    "negatives": 6,
}


class SequenceContract(ModelContract):
    """Mix in, and set `kind` and `config`."""

    #: Whether training predicts at many places at once, so that places must not see later ones.
    causal = True
    rows_sum_to_one = True
    #: How many of four walks a model of this size must know how to continue.
    least_known = 4

    def model(self) -> SequenceModel:
        model = self.fitted()
        assert isinstance(model, SequenceModel)
        return model

    def training_batch(self, *, packed: bool = True) -> SequenceBatch:
        batches = self.model().batches(self.world().train)
        batches.packed = packed
        offsets = self.world().train.offsets
        return batches.make(offsets[:-1], offsets[1:], np.random.default_rng(0))

    def test_scores_are_those_of_a_pass_over_all_places(self) -> None:
        """Scoring computes no more of the last block than is read; several histories share a row here."""
        model = self.model()
        batch = model.prediction(self.world().train.histories(np.arange(9)))
        with torch.no_grad():
            expected = model.network.read(model.network(batch), batch)
            torch.testing.assert_close(model.network.at_readouts(batch), expected, rtol=1e-5, atol=1e-5)

    def test_no_future_item_can_influence_a_prediction(self) -> None:
        """Training predicts at every place at once: change what comes later, and earlier vectors stay."""
        if not self.causal:
            return
        batch = self.training_batch(packed=False)
        changed = batch.item.clone()
        changed[:, 1:] = (changed[:, 1:] + 3) % N_ITEMS
        network = self.model().network
        with torch.no_grad():
            before, after = network(batch), network(batch._replace(item=changed))
        torch.testing.assert_close(before[:, :1], after[:, :1], atol=1e-6, rtol=0)
        assert (before[:, 1:] - after[:, 1:]).abs().max() > 1e-3

    def test_packed_and_padded_batches_give_equal_losses_and_gradients(self) -> None:
        model = self.model()
        results = []
        for packed in (True, False):
            objective = model.objective(model.network, self.world().train, torch.Generator().manual_seed(1)).eval()
            objective.zero_grad()
            value = objective(self.training_batch(packed=packed))
            value.backward()
            gradients = [p.grad.to_dense() for p in model.network.parameters() if p.grad is not None]
            results.append((value.detach(), gradients))
            objective.zero_grad()
        torch.testing.assert_close(results[0], results[1], atol=1e-5, rtol=1e-3)

    def test_the_path_that_shows_weights_is_the_one_that_scores(self) -> None:
        network, batch = self.model().network, self.model().prediction(Histories.single([0, 1, 2]))
        with torch.no_grad():
            torch.testing.assert_close(network(batch), network.forward_with_weights(batch)[0], atol=1e-5, rtol=1e-5)

    def test_attention_names_its_items_and_says_whether_rows_sum_to_one(self) -> None:
        shown = self.model().attention(Histories.single([9, 0, 1, 2, 3]))
        assert shown.item.tolist() == [0, 1, 2, 3]
        assert shown.position.tolist() == [1, 2, 3, 4]
        assert shown.weights.dtype == np.float32
        assert shown.weights.shape[2:] == (4, 4)
        assert shown.rows_sum_to_one is self.rows_sum_to_one
        sums = shown.weights.sum(axis=-1)
        assert np.allclose(sums, 1.0, atol=1e-5) is self.rows_sum_to_one
        if self.causal:
            assert (np.triu(shown.weights, 1) == 0).all()

    def test_the_next_item_of_the_circle_comes_first(self) -> None:
        walks = [[next_in_circle(start, step) for step in range(3)] for start in (0, 2, 7, 10)]
        items = [rank_all(self.model(), Histories.single(walk), 1)[0][0, 0] for walk in walks]
        known = [item == next_in_circle(start, 3) for item, start in zip(items, (0, 2, 7, 10), strict=True)]
        assert sum(known) >= self.least_known

    def test_only_the_most_recent_items_are_read(self) -> None:
        long, recent = Histories.single([9, 9, 0, 1, 2, 3]), Histories.single([0, 1, 2, 3])
        np.testing.assert_array_equal(self.model().score(long), self.model().score(recent))

    def test_it_says_what_else_it_can_do(self) -> None:
        model = self.model()
        assert isinstance(model, ShowsAttention)
        assert isinstance(model, FindsSimilar)
        assert isinstance(model, EstimatesCost)
        assert model.item_vectors().shape[0] == N_ITEMS
        assert model.estimate(self.world()).parameters == sum(p.numel() for p in model.network.parameters())
        assert np.isfinite(model.score(HISTORIES)).all()

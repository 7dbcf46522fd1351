from __future__ import annotations

import numpy as np
import torch
from sequence_contract import SMALL, SequenceContract

from workbench.data.interactions import Histories
from workbench.models.attention.layers import Visibility, initialise
from workbench.models.attention.multi_interest import InterestAttention, MultiInterest, MultiInterestConfig


class TestMultiInterestKeepsTheContract(SequenceContract):
    kind = MultiInterest
    config = MultiInterestConfig(**SMALL, interests=3)

    def test_an_item_is_scored_by_the_interest_it_suits_best(self) -> None:
        model, history = self.model(), Histories.single([0, 1, 2])
        with torch.no_grad():
            interests = model.network.read_interests(model.prediction(history))[0].double()
            dots = interests @ model.network.item.weight.double().T
        assert dots.shape == (3, 13)
        np.testing.assert_allclose(model.score(history)[0], dots.amax(0), rtol=1e-5, atol=1e-5)

    def test_a_head_is_an_interest(self) -> None:
        assert self.model().attention(Histories.single([0, 1, 2])).weights.shape == (1, 3, 3, 3)


def test_interests_equal_a_plain_reference_in_double_precision() -> None:
    layer = InterestAttention(8, 3)
    initialise(layer, torch.Generator().manual_seed(5), deviation=0.5)
    x = torch.randn(2, 5, 8, generator=torch.Generator().manual_seed(6))
    segment = torch.tensor([[0, 0, 0, 1, 1], [2, 2, 2, 2, -1]])
    with torch.no_grad():
        found, weights = layer(x, Visibility(segment, causal=True))
    p = {name: value.detach().double().numpy() for name, value in layer.named_parameters()}
    y = x.double().numpy()
    scores = np.tanh(y @ p["key.weight"].T + p["key.bias"]) @ p["query.weight"].T / np.sqrt(8)
    values = y @ p["value.weight"].T + p["value.bias"]
    for row in range(2):
        for place in range(5):
            keys = [key for key in range(place + 1) if segment[row, key] == segment[row, place]]
            for interest in range(3):
                share = np.exp(scores[row, keys, interest])
                share /= share.sum()
                np.testing.assert_allclose(weights[row, interest, place, keys], share, atol=1e-5)
                np.testing.assert_allclose(found[row, place, interest], share @ values[row, keys], atol=1e-5)

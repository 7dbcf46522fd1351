from __future__ import annotations

import numpy as np
import torch
from sequence_contract import SMALL, SequenceContract

from workbench.data.interactions import Histories
from workbench.models.attention.layers import initialise
from workbench.models.attention.target_attention import CandidateAttention, TargetAttention, TargetAttentionConfig
from workbench.models.ranking import rank_all


class TestTargetAttentionKeepsTheContract(SequenceContract):
    kind = TargetAttention
    config = TargetAttentionConfig(**SMALL, shortlist=10)

    def test_the_shortlist_stands_above_the_rest_in_the_first_stages_order(self) -> None:
        model, history = self.model(), Histories.single([0, 1, 2])
        network, batch = model.network, model.prediction(history)
        with torch.no_grad():
            first = (network.read(network(batch), batch) @ network.item_vectors().T)[0].numpy()
        scores = model.score(history)[0]
        order = np.argsort(-first)
        listed, rest = order[:10], order[10:]
        assert scores[listed].min() >= scores[rest].max()
        np.testing.assert_allclose(scores[rest], first[rest], rtol=1e-5)

    def test_the_attention_shown_is_that_of_the_first_recommendation(self) -> None:
        model, history = self.model(), Histories.single([0, 1, 2])
        network, batch = model.network, model.prediction(history)
        with torch.no_grad():
            hidden = network(batch)
            dots = (network.read(hidden, batch) @ network.item_vectors().T)[0]
            dots[[0, 1, 2]] = -torch.inf
            vector = network.item(dots.argmax())[None, None]
            _, weights = network.refine(batch, batch.readout, network.read(hidden, batch), vector)
        shown = model.attention(history).weights
        np.testing.assert_allclose(shown[0, :, -1], weights[0, :, 0].flip(-1), atol=1e-6)
        assert rank_all(model, history, 1)[0].shape == (1, 1)


def test_candidates_look_back_as_a_plain_reference_does_in_double_precision() -> None:
    layer = CandidateAttention(8, 2, 6)
    initialise(layer, torch.Generator().manual_seed(5), deviation=0.5)
    random = torch.Generator().manual_seed(6)
    candidates, places = torch.randn(3, 4, 8, generator=random), torch.randn(3, 5, 8, generator=random)
    visible = torch.tensor([[1, 1, 1, 1, 1], [1, 0, 0, 0, 0], [1, 1, 0, 1, 0]], dtype=torch.bool)
    with torch.no_grad():
        found, weights = layer(candidates, places, visible)
    p = {name: value.detach().double().numpy() for name, value in layer.named_parameters()}
    q = candidates.double().numpy() @ p["query.weight"].T + p["query.bias"]
    k, v = np.split(places.double().numpy() @ p["key_value.weight"].T + p["key_value.bias"], 2, axis=-1)
    for n in range(3):
        keys = np.flatnonzero(visible[n])
        for j in range(4):
            mixed = np.zeros(8)
            for head in range(2):
                part = slice(4 * head, 4 * head + 4)
                scores = k[n, keys, part] @ q[n, j, part] / 2.0 + p["age.weight"][keys, head]
                share = np.exp(scores - scores.max())
                share /= share.sum()
                np.testing.assert_allclose(weights[n, head, j, keys], share, atol=1e-5)
                mixed[part] = share @ v[n, keys, part]
            np.testing.assert_allclose(found[n, j], mixed @ p["out.weight"].T + p["out.bias"], atol=2e-5)

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest
import torch

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "models"))
from small_world import circles, circles_with_texts

from workbench.jobs import Progress
from workbench.models.attention.sequence_model import SequenceModel
from workbench.models.registry import model_class
from workbench.training.recompute import kept_for_backward

SMALL = {"width": 16, "layers": 3, "heads": 2, "history_length": 4, "batch_size": 8, "dropout": 0.3, "epochs": 2}


def gradients(name: str, *, recompute: bool) -> tuple[dict[str, torch.Tensor], int, torch.Tensor]:
    """One training step's gradients, the bytes kept for it, and where its generator of dropout stood in the end."""
    from workbench.models.attention.layers import use_generator

    split = circles_with_texts() if name == "MultimodalAttention" else circles()
    made = model_class(name)
    model = made(made.Config(**SMALL, recompute=recompute, loss="softmax"))
    assert isinstance(model, SequenceModel)
    network = model._empty_network(split.train.n_items, model.facts(split, Progress()))
    network.initialise(torch.Generator().manual_seed(1))
    generator = torch.Generator().manual_seed(2)
    use_generator(network, generator)
    objective = model.objective(network, split.train, torch.Generator().manual_seed(3)).train()
    offsets = split.train.offsets
    batch = model.batches(split.train).make(offsets[:-1], offsets[1:], np.random.default_rng(0))
    loss, kept = kept_for_backward(lambda: objective(batch))
    loss.backward()
    found = {n: p.grad for n, p in network.named_parameters() if p.grad is not None}
    return found, kept, generator.get_state()


@pytest.mark.parametrize("name", ["SASRec", "HSTU", "eSASRec", "TiSASRec", "MultiInterest", "MultimodalAttention"])
def test_recomputed_activations_give_the_same_gradients_and_take_less_memory(name: str) -> None:
    plain, kept, drawn = gradients(name, recompute=False)
    again, kept_less, drawn_again = gradients(name, recompute=True)
    assert plain.keys() == again.keys()
    for part, gradient in plain.items():
        torch.testing.assert_close(again[part], gradient, rtol=0.0, atol=0.0)
    assert torch.equal(drawn, drawn_again)  # what is drawn afterwards is the same too
    assert kept_less < 0.7 * kept


def test_a_fit_that_recomputes_ends_with_the_same_weights() -> None:
    split = circles()

    def weights(*, recompute: bool) -> dict[str, torch.Tensor]:
        made = model_class("SASRec")
        model = made(made.Config(**SMALL, recompute=recompute))
        model.fit(split, validation=None, seed=1, progress=Progress())
        assert isinstance(model, SequenceModel)
        return model.network.state_dict()

    plain, again = weights(recompute=False), weights(recompute=True)
    assert all(torch.equal(plain[name], again[name]) for name in plain)


def test_tensors_that_are_kept_are_counted_once() -> None:
    weight = torch.ones(10, 10, requires_grad=True)
    _, kept = kept_for_backward(lambda: (weight @ weight).sin().sum())
    assert kept == 2 * 10 * 10 * 4  # the weight, twice used, and what the sine is taken of

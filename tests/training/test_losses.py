from __future__ import annotations

import numpy as np
import pytest
import torch

from workbench.training import losses
from workbench.training.losses import NegativeSampler, sampled_softmax, softmax_over_catalogue

N, C, V = 50, 6, 23


def _tensors() -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    generator = torch.Generator().manual_seed(0)
    hidden = torch.randn(N, C, dtype=torch.float64, generator=generator, requires_grad=True)
    items = torch.randn(V, C, dtype=torch.float64, generator=generator, requires_grad=True)
    return hidden, items, torch.randint(0, V, (N,), generator=generator)


def _softmax_by_hand(hidden: np.ndarray, items: np.ndarray, target: np.ndarray) -> float:
    total = 0.0
    for h, t in zip(hidden, target, strict=True):
        logits = [float(h @ item) for item in items]
        total -= logits[t] - np.log(sum(np.exp(logit) for logit in logits))
    return total / len(hidden)


@pytest.mark.parametrize("logits_per_chunk", [1, 20 * V, 2**20])
def test_softmax_equals_a_brute_force_whatever_the_chunk(
    monkeypatch: pytest.MonkeyPatch, logits_per_chunk: int
) -> None:
    monkeypatch.setattr(losses, "LOGITS_PER_CHUNK", logits_per_chunk)
    hidden, items, target = _tensors()
    loss = softmax_over_catalogue(hidden, items, target)
    by_hand = _softmax_by_hand(hidden.detach().numpy(), items.detach().numpy(), target.numpy())
    assert loss.item() == pytest.approx(by_hand, rel=1e-6)
    (3.0 * loss).backward()
    gradients = hidden.grad, items.grad
    hidden.grad = items.grad = None
    (3.0 * torch.nn.functional.cross_entropy(hidden @ items.T, target)).backward()
    torch.testing.assert_close(gradients[0], hidden.grad, rtol=1e-6, atol=1e-9)
    torch.testing.assert_close(gradients[1], items.grad, rtol=1e-6, atol=1e-9)


def test_softmax_stays_finite_for_large_logits() -> None:
    hidden, items, target = _tensors()
    assert torch.isfinite(softmax_over_catalogue(hidden * 1e4, items, target))


def test_sampled_softmax_equals_a_brute_force() -> None:
    hidden, items, target = _tensors()
    negatives = torch.tensor([0, 3, 3, 9, 22])
    log_expected = torch.tensor([0.1, -0.5, -0.5, 0.3, -2.0], dtype=torch.float64)
    loss = sampled_softmax(hidden, items, target, negatives, log_expected)
    total = 0.0
    for h, t in zip(hidden.detach().numpy(), target.tolist(), strict=True):
        vectors = items.detach().numpy()
        positive = np.exp(h @ vectors[t])
        sampled = sum(
            np.exp(h @ vectors[j] - q) for j, q in zip(negatives.tolist(), log_expected.tolist(), strict=True) if j != t
        )
        total -= np.log(positive / (positive + sampled))
    assert loss.item() == pytest.approx(total / N, rel=1e-9)


def test_the_correction_makes_the_sampled_sum_unbiased() -> None:
    """The mean over many samples of Σ exp(logit) / expected equals the sum over the catalogue."""
    hidden, items, _ = _tensors()
    counts = torch.tensor([100, *[1] * (V - 1)])
    sampler = NegativeSampler(counts, 200_000, torch.Generator().manual_seed(1))
    negatives, log_expected = sampler.draw()
    logits = (hidden @ items.T).detach()
    estimated = (logits[:, negatives] - log_expected).exp().sum(dim=1)
    torch.testing.assert_close(estimated, logits.exp().sum(dim=1), rtol=0.05, atol=0)


def test_negatives_are_half_uniform_and_half_by_popularity() -> None:
    counts = torch.tensor([90, 10, 0, 0])
    drawn, log_expected = NegativeSampler(counts, 100_000, torch.Generator().manual_seed(2)).draw()
    share = torch.bincount(drawn, minlength=4) / 100_000
    expected = torch.tensor([0.125 + 0.45, 0.125 + 0.05, 0.125, 0.125])
    torch.testing.assert_close(share, expected, atol=0.01, rtol=0)
    torch.testing.assert_close(log_expected[drawn == 2][0].exp(), torch.tensor(12_500.0))


def test_negatives_follow_their_generator_alone() -> None:
    counts = torch.tensor([5, 3, 1])
    first = NegativeSampler(counts, 20, torch.Generator().manual_seed(3)).draw()[0]
    torch.rand(7)
    assert torch.equal(NegativeSampler(counts, 20, torch.Generator().manual_seed(3)).draw()[0], first)

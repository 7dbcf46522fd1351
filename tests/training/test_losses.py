from __future__ import annotations

import math

import numpy as np
import pytest
import torch

from workbench.training import losses
from workbench.training.losses import (
    SampledLoss,
    calibrated_beta,
    compare,
    make_loss,
    pair_loss,
    softmax_over_catalogue,
)
from workbench.training.negatives import NegativeSampler

N, C, V = 50, 6, 23
COUNTS = torch.arange(V)


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


def _sigmoid(x: float) -> float:
    return 1.0 / (1.0 + math.exp(-x))


def _by_hand(name: str, h: np.ndarray, items: np.ndarray, t: int, negatives: list[int], expected: list[float]) -> float:
    """One target's loss, term by term as in the papers; a negative that is the target is left out."""
    positive, k = float(h @ items[t]), len(negatives)
    others = [(float(h @ items[j]), e) for j, e in zip(negatives, expected, strict=True) if j != t]
    if name == "sampled":
        mass = math.exp(positive) + sum(math.exp(logit) / e for logit, e in others)
        return -math.log(math.exp(positive) / mass)
    if name == "gbce":
        alpha = k / (V - 1)
        beta = alpha * (0.75 * (1 - 1 / alpha) + 1 / alpha)
        terms = math.log(_sigmoid(positive) ** beta) + sum(math.log(1 - _sigmoid(logit)) for logit, _ in others)
        return -terms / (k + 1)
    if name == "bpr":
        return -sum(math.log(_sigmoid(positive - logit)) for logit, _ in others) / k
    return -math.log(_sigmoid(positive)) - sum(math.log(1 - _sigmoid(logit)) for logit, _ in others) / k


@pytest.mark.parametrize("sampling", ["uniform", "popularity", "mixed"])
@pytest.mark.parametrize("name", ["sampled", "gbce", "bpr", "bce"])
@pytest.mark.parametrize("logits_per_chunk", [1, 2**20])
def test_sampled_losses_equal_a_brute_force(
    monkeypatch: pytest.MonkeyPatch, name: str, sampling: str, logits_per_chunk: int
) -> None:
    monkeypatch.setattr(losses, "LOGITS_PER_CHUNK", logits_per_chunk)
    hidden, items, target = _tensors()

    def loss_of(seed: int) -> tuple[torch.nn.Module, torch.Tensor, torch.Tensor]:
        made = make_loss(
            name,  # type: ignore[arg-type]
            COUNTS,
            n_negatives=8,
            sampling=sampling,  # type: ignore[arg-type]
            calibration=0.75,
            generator=torch.Generator().manual_seed(seed),
        )
        assert isinstance(made, SampledLoss)
        return made, *made.sampler.draw(target)

    _, negatives, log_expected = loss_of(1)
    loss, *_ = loss_of(1)
    loss.sampler._generator.manual_seed(1)  # type: ignore[union-attr]
    value = loss(hidden, lambda codes: items if codes is None else items[codes], target)
    expected = log_expected.double().exp().tolist()
    rows = zip(hidden.detach().numpy(), target.tolist(), strict=True)
    by_hand = [_by_hand(name, h, items.detach().numpy(), t, negatives.tolist(), expected) for h, t in rows]
    assert value.item() == pytest.approx(np.mean(by_hand), rel=1e-6)

    # The gradients are those of the same logits by autograd.
    (2.0 * value).backward()
    gradients = hidden.grad, items.grad
    hidden.grad = items.grad = None
    logits = hidden @ items[negatives].T - (log_expected if name == "sampled" else 0.0)
    logits = logits.masked_fill(negatives == target[:, None], -torch.inf)
    positive = (hidden * items[target]).sum(1)
    (2.0 * _plain(name, positive, logits)).backward()
    torch.testing.assert_close(gradients[0], hidden.grad, rtol=1e-6, atol=1e-9)
    torch.testing.assert_close(gradients[1], items.grad, rtol=1e-6, atol=1e-9)


def _plain(name: str, positive: torch.Tensor, negative: torch.Tensor) -> torch.Tensor:
    """The losses by torch's own functions, for autograd."""
    f, k = torch.nn.functional, negative.shape[1]
    if name == "sampled":
        return (torch.logsumexp(torch.cat((positive[:, None], negative), 1), 1) - positive).mean()
    if name == "bpr":
        return f.softplus(negative - positive[:, None]).sum(1).mean() / k
    beta = calibrated_beta(V, k, 0.75) if name == "gbce" else k
    terms = beta * f.softplus(-positive) + f.softplus(negative).sum(1)
    return terms.mean() / (k + 1 if name == "gbce" else k)


@pytest.mark.parametrize("name", ["sampled", "gbce", "bpr", "bce"])
def test_logits_that_a_model_made_itself_give_the_same_loss_and_gradients(name: str) -> None:
    hidden, items, target = _tensors()
    negatives = torch.tensor([0, 3, 3, 9, 22])
    logits = (hidden @ items[negatives].T).masked_fill(negatives == target[:, None], -torch.inf)
    positive = (hidden * items[target]).sum(1)
    made = compare(pair_loss(name, V, 5, 0.75), positive, logits), _plain(name, positive, logits)  # type: ignore[arg-type]
    found = [(loss.detach(), *torch.autograd.grad(loss, (hidden, items), retain_graph=True)) for loss in made]
    for ours, plain in zip(*found, strict=True):
        torch.testing.assert_close(ours, plain, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("name", ["sampled", "gbce", "bpr", "bce"])
def test_sampled_losses_stay_finite_for_large_logits(name: str) -> None:
    positive, negative = torch.tensor([1e4, -1e4]), torch.tensor([[-1e4, 1e4], [1e4, -torch.inf]])
    slopes = pair_loss(name, V, 2, 0.75)(positive, negative)  # type: ignore[arg-type]
    assert all(torch.isfinite(part).all() for part in slopes)


def test_full_calibration_undoes_the_sampling_and_none_is_binary_cross_entropy() -> None:
    assert calibrated_beta(101, 10, 0.0) == pytest.approx(1.0)
    assert calibrated_beta(101, 10, 1.0) == pytest.approx(0.1)
    assert calibrated_beta(101, 10, 0.75) == pytest.approx(0.1 * (0.75 * (1 - 10) + 10))


def test_the_correction_makes_the_sampled_sum_unbiased() -> None:
    """The mean over many samples of Σ exp(logit) / expected equals the sum over the catalogue."""
    hidden, items, _ = _tensors()
    logits = (hidden @ items.T).detach()
    counts = torch.tensor([100, *[1] * (V - 1)])
    target = torch.repeat_interleave(torch.arange(V), counts)
    for sampling in ("uniform", "popularity", "mixed"):
        sampler = NegativeSampler(counts, 200_000, sampling, torch.Generator().manual_seed(1))  # type: ignore[arg-type]
        negatives, log_expected = sampler.draw(target)
        estimated = (logits[:, negatives] - log_expected).exp().sum(dim=1)
        torch.testing.assert_close(estimated, logits.exp().sum(dim=1), rtol=0.05, atol=0)


@pytest.mark.parametrize(
    ("sampling", "expected"),
    [
        ("uniform", [0.25, 0.25, 0.25, 0.25]),
        ("popularity", [91 / 104, 11 / 104, 1 / 104, 1 / 104]),
        ("mixed", [0.125 + 0.45, 0.125 + 0.05, 0.125, 0.125]),
    ],
)
def test_negatives_follow_their_distribution(sampling: str, expected: list[float]) -> None:
    counts = torch.tensor([90, 10, 0, 0])
    sampler = NegativeSampler(counts, 100_000, sampling, torch.Generator().manual_seed(2))  # type: ignore[arg-type]
    drawn, log_expected = sampler.draw(torch.repeat_interleave(torch.arange(4), counts))
    share = torch.bincount(drawn, minlength=4) / 100_000
    torch.testing.assert_close(share, torch.tensor(expected), atol=0.01, rtol=0)
    torch.testing.assert_close(log_expected.exp(), 100_000 * torch.tensor(expected)[drawn])


def test_half_of_the_mixed_negatives_are_targets_of_the_batch() -> None:
    sampler = NegativeSampler(torch.ones(1_000), 10, "mixed", torch.Generator().manual_seed(2))
    drawn, _ = sampler.draw(torch.tensor([7, 7, 7]))
    assert drawn[5:].tolist() == [7] * 5


def test_negatives_follow_their_generator_alone() -> None:
    counts, target = torch.tensor([5, 3, 1]), torch.tensor([0, 1])
    first = NegativeSampler(counts, 20, "popularity", torch.Generator().manual_seed(3)).draw(target)[0]
    torch.rand(7)
    again = NegativeSampler(counts, 20, "popularity", torch.Generator().manual_seed(3)).draw(target)[0]
    assert torch.equal(again, first)

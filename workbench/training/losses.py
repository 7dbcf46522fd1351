"""Losses of next-item prediction, computed at real targets only, over the catalogue or against shared negatives.

A model chooses one by name with `make_loss` and calls it as `loss(hidden, vectors, target)`:

- `hidden` float (N, C), one row a target;
- `vectors`, a function: item codes int64 (K,) to their vectors float (K, C), and None to all of them (V, C). A loss
  that samples asks for a few rows only, so that the whole table is neither computed nor changed;
- `target` int64 (N,).

It returns the mean over the targets. Logits exist for a chunk of targets at a time and gradients are made in the same
pass, so that memory does not grow with batch × catalogue and nothing leaves the cache between forward and backward.

A model whose scores are no dot products (a candidate that attends over the history, several interests) makes its own
logits, and calls `compare(pair_loss, positive, negative)` on them: the same losses, by autograd.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Literal, NamedTuple

import torch
from torch import nn

from workbench.training.negatives import NegativeSampler, SamplingName

# Logits of one chunk: 2 MB of float32, which stay in a core's cache.
LOGITS_PER_CHUNK = 2**19

LossName = Literal["softmax", "sampled", "gbce", "bpr", "bce"]
Vectors = Callable[[torch.Tensor | None], torch.Tensor]


class Slopes(NamedTuple):
    """The sum of a loss over n targets, and its derivatives.

    Attributes:
        total: scalar.
        positive: float (n,), by the logit of each target.
        negative: float (n, K), by the logits of the negatives.
    """

    total: torch.Tensor
    positive: torch.Tensor
    negative: torch.Tensor


# From the logits of targets (n,) and negatives (n, K), −∞ where a negative is the row's own target; the latter are
# overwritten.
PairLoss = Callable[[torch.Tensor, torch.Tensor], Slopes]


def sampled_softmax(positive: torch.Tensor, negative: torch.Tensor) -> Slopes:
    """Softmax of the target among itself and the negatives.

    Each negative's logit must have been lowered by the log of how often it is expected in the sample (the logQ
    correction), which makes the sum over the negatives an unbiased estimate of the sum over all other items (Bengio &
    Senécal, Adaptive Importance Sampling, IEEE TNN 2008, equation 9).
    """
    peak = torch.maximum(negative.amax(dim=1), positive)
    share = negative.sub_(peak[:, None]).exp_()
    own = (positive - peak).exp()
    mass = share.sum(dim=1) + own
    total = (mass.log() + peak - positive).sum()
    return Slopes(total, own / mass - 1.0, share.div_(mass[:, None]))


def binary(positive: torch.Tensor, negative: torch.Tensor, *, beta: float, share: float) -> Slopes:
    """Cross-entropy of independent yes or no: `−β log σ(positive) − share · Σ log(1 − σ(negative))`."""
    total = beta * nn.functional.softplus(-positive).sum() + share * nn.functional.softplus(negative).sum()
    return Slopes(total, beta * (torch.sigmoid(positive) - 1.0), negative.sigmoid_().mul_(share))


def bpr(positive: torch.Tensor, negative: torch.Tensor) -> Slopes:
    """Mean over the negatives of `−log σ(positive − negative)` (Rendle et al., BPR, UAI 2009, section 4.1)."""
    gap = negative.sub_(positive[:, None])
    n_negatives = gap.shape[1]
    total = nn.functional.softplus(gap).sum() / n_negatives
    slope = gap.sigmoid_().div_(n_negatives)
    return Slopes(total, -slope.sum(dim=1), slope)


def calibrated_beta(n_items: int, n_negatives: int, calibration: float) -> float:
    """Return the power β of gBCE: `α (t (1 − 1/α) + 1/α)` with the sampling rate `α = K / (V − 1)`.

    Petrov & Macdonald, gSASRec, RecSys 2023, equation 9. `t = 0` is plain binary cross-entropy, whose scores are too
    high where few negatives are drawn; `t = 1` calibrates them fully.
    """
    rate = min(1.0, n_negatives / max(1, n_items - 1))
    return rate * (calibration * (1.0 - 1.0 / rate) + 1.0 / rate)


def pair_loss(name: LossName, n_items: int, n_negatives: int, calibration: float) -> PairLoss:
    """Return the loss `name` of logits, for every name but `softmax`.

    Args:
        name: which one. `bce` weighs the target as all negatives together (SASRec had one negative; Kang & McAuley,
            ICDM 2018, equation 6); `gbce` is divided by K + 1 (Petrov & Macdonald, equation 8).
        n_items: V.
        n_negatives: K.
        calibration: t of gBCE, 0 … 1.
    """
    share = 1.0 / (n_negatives + 1)
    beta = calibrated_beta(n_items, n_negatives, calibration)
    named: dict[str, PairLoss] = {
        "sampled": sampled_softmax,
        "gbce": partial(binary, beta=beta * share, share=share),
        "bpr": bpr,
        "bce": partial(binary, beta=1.0, share=1.0 / n_negatives),
    }
    return named[name]


def make_loss(
    name: LossName,
    counts: torch.Tensor,
    *,
    n_negatives: int,
    sampling: SamplingName,
    calibration: float,
    generator: torch.Generator,
) -> CatalogueSoftmax | SampledLoss:
    """Return the loss `name`, a module to be called as this file's first lines say.

    Args:
        name: `softmax` over all items, or a loss against shared negatives.
        counts: int64 [V], interactions of each item.
        n_negatives: K, for the sampled losses.
        sampling: how they are drawn.
        calibration: t of gBCE.
        generator: of the negatives, on the CPU.
    """
    if name == "softmax":
        return CatalogueSoftmax()
    sampler = NegativeSampler(counts, n_negatives, sampling, generator)
    # Only the softmax estimates a sum over the catalogue, and only it is corrected for how its sample was drawn.
    return SampledLoss(pair_loss(name, len(counts), n_negatives, calibration), sampler, corrected=name == "sampled")


class CatalogueSoftmax(nn.Module):
    """Softmax over all items."""

    def forward(self, hidden: torch.Tensor, vectors: Vectors, target: torch.Tensor) -> torch.Tensor:
        """Return the mean loss."""
        return softmax_over_catalogue(hidden, vectors(None), target)


class SampledLoss(nn.Module):
    """A loss against the shared negatives of a batch. A negative that is the row's own target does not count.

    Args:
        pair: the loss of logits.
        sampler: draws the negatives.
        corrected: whether logits of negatives are lowered by the log of their expected number.
    """

    def __init__(self, pair: PairLoss, sampler: NegativeSampler, *, corrected: bool) -> None:
        super().__init__()
        self.pair = pair
        self.sampler = sampler
        self._corrected = corrected

    def forward(self, hidden: torch.Tensor, vectors: Vectors, target: torch.Tensor) -> torch.Tensor:
        """Return the mean loss."""
        negatives, log_expected = self.sampler.draw(target)
        shift = log_expected if self._corrected else torch.zeros_like(log_expected)
        # Looked up at once: the gradient of a lookup is a table of its own.
        wanted, others = vectors(torch.cat((target, negatives))).split((len(target), len(negatives)))
        loss: torch.Tensor = _ChunkedPairs.apply(hidden, wanted, others, shift, target, negatives, self.pair)
        return loss


def softmax_over_catalogue(hidden: torch.Tensor, item_vectors: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    """Return the mean of `−log softmax(hidden · item_vectorsᵀ)[target]` over the targets.

    Args:
        hidden: float (N, C).
        item_vectors: float (V, C).
        target: int64 (N,).
    """
    loss: torch.Tensor = _ChunkedSoftmax.apply(hidden, item_vectors, target)
    return loss


def compare(pair: PairLoss, positive: torch.Tensor, negative: torch.Tensor) -> torch.Tensor:
    """Return the mean of a loss over targets whose logits a model made itself.

    Args:
        pair: from `pair_loss`.
        positive: float (N,).
        negative: float (N, K), −∞ where a negative does not count; corrected where the loss wants it. Not changed.
    """
    loss: torch.Tensor = _Pairs.apply(positive, negative, pair)
    return loss


class _Pairs(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, positive: torch.Tensor, negative: torch.Tensor, pair: PairLoss) -> torch.Tensor:
        slopes = pair(positive, negative.clone())
        ctx.save_for_backward(slopes.positive, slopes.negative)
        return slopes.total / len(positive)

    @staticmethod
    def backward(ctx: Any, *grad_outputs: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, None]:
        positive, negative = ctx.saved_tensors
        scale = grad_outputs[0] / len(positive)
        return positive * scale, negative * scale, None


class _ChunkedPairs(torch.autograd.Function):
    @staticmethod
    def forward(
        ctx: Any,
        hidden: torch.Tensor,  # (N, C)
        wanted: torch.Tensor,  # (N, C), the targets' vectors
        others: torch.Tensor,  # (K, C), the negatives' vectors
        shift: torch.Tensor,  # (K,)
        target: torch.Tensor,  # (N,)
        negatives: torch.Tensor,  # (K,)
        pair: PairLoss,
    ) -> torch.Tensor:
        n_targets, n_negatives = len(hidden), len(others)
        exact = torch.promote_types(hidden.dtype, torch.float32)
        total = torch.zeros((), dtype=exact, device=hidden.device)
        grad_hidden, grad_wanted = torch.empty_like(hidden), torch.empty_like(wanted)
        grad_others = torch.zeros_like(others)
        target, negatives = target.int(), negatives.int()  # half the bytes to compare
        step = max(16, LOGITS_PER_CHUNK // n_negatives)
        for start in range(0, n_targets, step):
            h, w = hidden[start : start + step], wanted[start : start + step]  # (n, C)
            positive = (h * w).sum(dim=1, dtype=exact)  # (n,)
            negative = (h @ others.T).to(exact).sub_(shift)  # (n, K)
            negative.masked_fill_(target[start : start + step, None] == negatives, -torch.inf)
            slopes = pair(positive, negative)
            total = total + slopes.total
            own = slopes.positive[:, None].to(h.dtype)
            grad_hidden[start : start + step] = (slopes.negative @ others.to(exact)).to(h.dtype) + own * w
            grad_wanted[start : start + step] = own * h
            grad_others += (slopes.negative.T @ h.to(exact)).to(others.dtype)
        ctx.save_for_backward(grad_hidden, grad_wanted, grad_others)
        ctx.n_targets = n_targets
        return total / n_targets

    @staticmethod
    def backward(ctx: Any, *grad_outputs: torch.Tensor) -> tuple[torch.Tensor | None, ...]:
        scale = grad_outputs[0] / ctx.n_targets
        hidden, wanted, others = (grad * scale.to(grad.dtype) for grad in ctx.saved_tensors)
        return hidden, wanted, others, None, None, None, None


class _ChunkedSoftmax(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, hidden: torch.Tensor, item_vectors: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
        n_targets, n_items = len(hidden), len(item_vectors)
        exact = torch.promote_types(hidden.dtype, torch.float32)
        total = torch.zeros((), dtype=torch.float32, device=hidden.device)
        grad_hidden = torch.empty_like(hidden)
        grad_items = torch.zeros_like(item_vectors, dtype=exact)
        vectors = item_vectors.to(exact)
        step = max(16, LOGITS_PER_CHUNK // n_items)
        for start in range(0, n_targets, step):
            h = hidden[start : start + step]  # (n, C)
            t = target[start : start + step, None]  # (n, 1)
            logits = (h @ item_vectors.T).to(exact)  # (n, V)
            peak, of_target = logits.amax(dim=1, keepdim=True), logits.gather(1, t)  # (n, 1)
            share = logits.sub_(peak).exp_()
            mass = share.sum(dim=1, keepdim=True)  # (n, 1)
            total = total + (mass.log() + peak - of_target).sum()
            # Divided by their mass after the products, which have a row of C numbers each instead of one of V.
            grad_hidden[start : start + step] = (share @ vectors).div_(mass)
            grad_items.addmm_(share.T, h / mass)
        # The gradient is the softmax's distance from the truth: the targets are taken off at the end.
        grad_hidden -= item_vectors[target]
        grad_items.index_add_(0, target, hidden.to(exact), alpha=-1.0)
        ctx.save_for_backward(grad_hidden, grad_items)
        ctx.n_targets, ctx.of_items = n_targets, item_vectors.dtype
        return total / n_targets

    @staticmethod
    def backward(ctx: Any, *grad_outputs: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, None]:
        grad_hidden, grad_items = ctx.saved_tensors
        scale = grad_outputs[0] / ctx.n_targets
        return grad_hidden * scale.to(grad_hidden.dtype), (grad_items * scale).to(ctx.of_items), None

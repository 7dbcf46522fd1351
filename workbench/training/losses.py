"""Losses of next-item prediction, computed at real targets only.

All take `hidden` float (N, C), one row a target, and score an item by the dot product with its vector.
"""

from __future__ import annotations

from typing import Any

import torch

# Logits of one chunk of the softmax over the catalogue: 4 MB of float32, which stay in a core's cache.
LOGITS_PER_CHUNK = 2**20


def softmax_over_catalogue(hidden: torch.Tensor, item_vectors: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    """Return the mean of `−log softmax(hidden · item_vectorsᵀ)[target]` over the targets.

    Logits exist for one chunk of targets at a time, and gradients are made in the same pass: memory does not grow with
    batch × catalogue, and nothing leaves the cache between the forward and the backward pass.

    Args:
        hidden: float (N, C).
        item_vectors: float (V, C).
        target: int64 (N,).
    """
    loss: torch.Tensor = _ChunkedSoftmax.apply(hidden, item_vectors, target)
    return loss


class _ChunkedSoftmax(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, hidden: torch.Tensor, item_vectors: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
        n_targets, n_items = len(hidden), len(item_vectors)
        total = torch.zeros((), dtype=torch.float32, device=hidden.device)
        grad_hidden = torch.empty_like(hidden)
        grad_items = torch.zeros_like(item_vectors)
        step = max(16, LOGITS_PER_CHUNK // n_items)
        for start in range(0, n_targets, step):
            h = hidden[start : start + step]  # (n, C)
            t = target[start : start + step, None]  # (n, 1)
            logits = (h @ item_vectors.T).to(torch.promote_types(hidden.dtype, torch.float32))  # (n, V)
            peak, of_target = logits.amax(dim=1, keepdim=True), logits.gather(1, t)  # (n, 1)
            error = logits.sub_(peak).exp_()
            mass = error.sum(dim=1, keepdim=True)  # (n, 1)
            total = total + (mass.log() + peak - of_target).sum()
            error.div_(mass)  # the softmax, and after the next line its distance from the truth
            error.scatter_add_(1, t, error.new_full(t.shape, -1.0))
            grad_hidden[start : start + step] = error @ item_vectors.to(error.dtype)
            grad_items += (error.T @ h.to(error.dtype)).to(grad_items.dtype)
        ctx.save_for_backward(grad_hidden, grad_items)
        ctx.n_targets = n_targets
        return total / n_targets

    @staticmethod
    def backward(ctx: Any, *grad_outputs: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, None]:
        grad_hidden, grad_items = ctx.saved_tensors
        scale = grad_outputs[0] / ctx.n_targets
        return grad_hidden * scale.to(grad_hidden.dtype), grad_items * scale.to(grad_items.dtype), None


def sampled_softmax(
    hidden: torch.Tensor,
    item_vectors: torch.Tensor,
    target: torch.Tensor,
    negatives: torch.Tensor,
    log_expected: torch.Tensor,
) -> torch.Tensor:
    """Return the mean softmax loss against a sample of items that all targets of the batch share.

    Each negative's logit is lowered by the log of how often it is expected in the sample (the logQ correction), which
    makes the sum over the negatives an unbiased estimate of the sum over all other items (Bengio & Senécal, Adaptive
    Importance Sampling, IEEE TNN 2008, equation 9). A negative that is the row's own target does not count.

    Args:
        hidden: float (N, C).
        item_vectors: float (V, C).
        target: int64 (N,).
        negatives: int64 (K,), drawn with replacement.
        log_expected: float (K,), log(K · q) of each negative, q its probability in one draw.
    """
    positive = (hidden * item_vectors[target]).sum(dim=1, keepdim=True)  # (N, 1)
    logits = hidden @ item_vectors[negatives].T - log_expected  # (N, K)
    logits = logits.masked_fill(negatives == target[:, None], -torch.inf)
    return (torch.logsumexp(torch.cat((positive, logits), dim=1), dim=1) - positive[:, 0]).mean()


class NegativeSampler:
    """Draws the shared negatives of a batch.

    Half of the probability is uniform and half follows the items' counts: popular items are the hard negatives, and
    the uniform half keeps the correction of rare ones bounded.

    Args:
        counts: int64 [V], interactions of each item.
        n_negatives: K, negatives a batch.
        generator: the only source of randomness, on the CPU, so that every device draws the same.
    """

    def __init__(self, counts: torch.Tensor, n_negatives: int, generator: torch.Generator) -> None:
        share = counts.double() / counts.sum()
        probability = 0.5 / len(counts) + 0.5 * share
        self._cumulative = probability.cumsum(0)
        self._log_expected = (probability * n_negatives).log().float()
        self._n_negatives = n_negatives
        self._generator = generator

    def draw(self) -> tuple[torch.Tensor, torch.Tensor]:
        """Return the next negatives, int64 (K,), and their `log_expected`, float32 (K,)."""
        uniform = torch.rand(self._n_negatives, dtype=torch.float64, generator=self._generator)
        drawn = torch.searchsorted(self._cumulative, uniform, right=True).clamp_(max=len(self._cumulative) - 1)
        return drawn, self._log_expected[drawn]

"""Scoring one history while its attention is watched: what was used, the same again from a record, and gradients.

Nothing here computes attention. The very modules that score hand their weights to a `Watch`, which notes them, puts
recorded ones in their place, or silences a head; what comes out is what the model makes of that.

Shapes: T places (a mask that a model adds behind the history is a place too), H heads, J candidates, M places back.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import torch

from workbench.data.interactions import Float32
from workbench.models.attention.network import SequenceNetwork
from workbench.models.recommender import AttentionLayer
from workbench.training.batches import SequenceBatch

# Attention that looks back from one place, newest first; records hold it like all others, oldest first.
_BACKWARD = ("memory", "candidate")


class Noting:
    """Notes all weights as they are, still attached to what they were computed from."""

    def __init__(self) -> None:
        self.kinds: list[str] = []
        self.weights: list[torch.Tensor] = []
        self.sizes: list[torch.Tensor] = []
        self.candidates: list[torch.Tensor | None] = []

    def __call__(
        self,
        kind: str,
        weights: torch.Tensor,
        sizes: Callable[[], torch.Tensor],
        *,
        candidates: torch.Tensor | None = None,
    ) -> torch.Tensor:
        """See `Watch`."""
        self.kinds.append(kind)
        self.weights.append(weights)
        self.sizes.append(sizes().detach())
        self.candidates.append(candidates)
        return weights

    def layers(self, n_places: int) -> tuple[AttentionLayer, ...]:
        """Return what was noted of a single history of T places."""
        made = []
        for kind, weights, sizes, candidates in zip(self.kinds, self.weights, self.sizes, self.candidates, strict=True):
            shown = weights.detach()[0].float()
            size = sizes[0].float().expand_as(shown)
            items = None if candidates is None else candidates[0].cpu().numpy().astype(np.int32)
            made.append(
                AttentionLayer(
                    kind=kind,
                    weights=oldest_first(kind, shown, n_places),
                    sizes=oldest_first(kind, size, n_places),
                    candidates=items,
                )
            )
        return tuple(made)


class Replaying:
    """Puts recorded weights in the place of those that would be used."""

    def __init__(self, layers: Sequence[AttentionLayer]) -> None:
        self._layers = iter(layers)

    def __call__(
        self,
        kind: str,
        weights: torch.Tensor,
        sizes: Callable[[], torch.Tensor],
        *,
        candidates: torch.Tensor | None = None,
    ) -> torch.Tensor:
        """See `Watch`."""
        layer = next(self._layers)
        recorded = torch.from_numpy(np.array(layer.weights)).to(weights)
        if candidates is not None and layer.candidates is not None:
            # The list of candidates may stand in another order, or hold others, when other weights came before.
            recorded, known = _in_order(recorded, layer.candidates, candidates[0].cpu().numpy())
            recorded = torch.where(torch.from_numpy(known).to(weights.device)[:, None], recorded, 0.0)
            own = torch.from_numpy(~known).to(weights.device)[:, None]
            forward = _newest_first(recorded, weights.shape[-1]) if kind in _BACKWARD else recorded
            return torch.where(own, weights, forward[None])
        if kind in _BACKWARD:
            recorded = _newest_first(recorded, weights.shape[-1])
        return recorded[None].expand_as(weights)


class Silencing:
    """Switches one head off: nothing of what it looks at gets through."""

    def __init__(self, layer: int, head: int) -> None:
        self._layer, self._head, self._met = layer, head, 0

    def __call__(
        self,
        kind: str,
        weights: torch.Tensor,
        sizes: Callable[[], torch.Tensor],
        *,
        candidates: torch.Tensor | None = None,
    ) -> torch.Tensor:
        """See `Watch`."""
        self._met += 1
        if self._met - 1 != self._layer:
            return weights
        loud = torch.ones(weights.shape[1], dtype=weights.dtype, device=weights.device)
        loud[self._head] = 0.0
        return weights * loud[:, None, None]


def lead_of(scores: torch.Tensor) -> torch.Tensor:
    """Return float (N,), the first candidate's score less the mean of the others'; `scores` is (N, 1 + rivals)."""
    return scores[:, 0] - scores[:, 1:].mean(1)


def presence_gradients(
    network: SequenceNetwork, batch: SequenceBatch, candidates: torch.Tensor, presence: torch.Tensor
) -> tuple[Float32, Float32]:
    """Return the leads float32 [N] of the first candidate, and their derivatives by the presence float32 [N, T].

    Args:
        network: that scores.
        batch: N histories of T places, a row each.
        candidates: int64 (1 + rivals,).
        presence: float (N, T).
    """
    with torch.enable_grad():
        there = presence.clone().requires_grad_(True)
        lead = lead_of(network.scores(batch._replace(presence=there), candidates))
        (found,) = torch.autograd.grad(lead.sum(), there)
    return lead.detach().float().cpu().numpy(), found.float().cpu().numpy()


def watched(
    network: SequenceNetwork, batch: SequenceBatch, candidates: torch.Tensor
) -> tuple[tuple[AttentionLayer, ...], tuple[Float32, ...]]:
    """Return every layer of attention that scores one history, and the lead's derivatives by its weights.

    Args:
        network: that scores.
        batch: one history.
        candidates: int64 (1 + rivals,); the lead is that of the first.

    Returns:
        The layers, and float32 arrays of the shape of their weights.
    """
    noting = Noting()
    with torch.enable_grad():
        lead = lead_of(network.scores(batch._replace(watch=noting), candidates))
        found = torch.autograd.grad(lead.sum(), noting.weights, allow_unused=True)
    n_places = batch.item.shape[1]
    gradients = tuple(
        oldest_first(kind, torch.zeros_like(w)[0] if g is None else g[0], n_places)
        for kind, w, g in zip(noting.kinds, noting.weights, found, strict=True)
    )
    return noting.layers(n_places), gradients


def oldest_first(kind: str, weights: torch.Tensor, n_places: int) -> Float32:
    """Return float32 [H, queries, T] for (H, queries, keys) as a network has them."""
    if kind in _BACKWARD:
        weights = weights[..., :n_places].flip(-1)
        if weights.shape[-1] < n_places:
            weights = torch.nn.functional.pad(weights, (n_places - weights.shape[-1], 0))
    return np.ascontiguousarray(weights.detach().float().cpu().numpy())


def _newest_first(weights: torch.Tensor, n_keys: int) -> torch.Tensor:
    turned = weights.flip(-1)[..., :n_keys]
    return torch.nn.functional.pad(turned, (0, n_keys - turned.shape[-1]))


def _in_order(weights: torch.Tensor, recorded: np.ndarray, wanted: np.ndarray) -> tuple[torch.Tensor, np.ndarray]:
    order = np.argsort(recorded, kind="stable")
    at = np.clip(np.searchsorted(recorded[order], wanted), 0, len(recorded) - 1)
    known = recorded[order][at] == wanted
    return weights[:, torch.from_numpy(order[at])], known

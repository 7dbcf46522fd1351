"""How attention becomes one number an interaction: raw, rolled out, as a flow, by the size of values, by gradients.

All of them describe one recommendation. Where a model ends in a last look over the history beside its layers (a memory,
candidates that look back), the two looks count alike, each as shares of one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from workbench.data.interactions import Float32, Histories
from workbench.errors import ConfigurationError
from workbench.explanation.removal import check_single, places_read, rivals
from workbench.models.recommender import AttentionLayer, ReplaysAttention, ShowsAttention

Float64 = npt.NDArray[np.float64]

# Capacities of the flow are whole numbers for the solver: a millionth of a share is the finest that is told apart.
_CAPACITY = 1_000_000
# Attention between places: within a model's layers, and across modalities.
_OWN = ("self", "across")


@dataclass(frozen=True)
class Looked:
    """All attention that scored one item for one history.

    Attributes:
        layers: in the order in which they are used.
        gradients: the derivatives of the item's lead by each layer's weights, of their shape; None where the model
            does not tell.
        read: int64 [n_read], the interactions of the history that the first n_read places stand for.
        item: code of the item.
    """

    layers: tuple[AttentionLayer, ...]
    gradients: tuple[Float32, ...] | None
    read: npt.NDArray[np.int64]
    item: int

    @property
    def n_places(self) -> int:
        """Places in the model; one more than interactions read where a mask stands behind them."""
        return int(self.layers[0].weights.shape[-1])

    @property
    def own(self) -> tuple[AttentionLayer, ...]:
        """The layers in which every place of the history asks; those that stand beside each other one by one too."""
        return tuple(layer for layer in self.layers if layer.kind in _OWN)


def look(model: object, history: Histories, item: int, *, n_items: int) -> Looked:
    """Return the attention that scores an item for a history.

    Args:
        model: fitted, and one that `ShowsAttention`; one that `ReplaysAttention` tells more.
        history: exactly one, not empty.
        item: code of the item.
        n_items: size of the catalogue.

    Raises:
        ConfigurationError: the model has no attention, or this is not one history with an interaction.
    """
    check_single(history)
    if len(history.item) == 0:
        raise ConfigurationError("An empty history has nothing to attend to.", hint="Choose a user with interactions.")
    if isinstance(model, ReplaysAttention):
        layers, gradients = model.attention_layers(history, item, rivals(n_items))
        return Looked(layers, gradients, places_read(model, history), item)
    if not isinstance(model, ShowsAttention):
        raise ConfigurationError("This model has no attention.", hint="Choose leave-one-out.")
    shown = model.attention(history)
    layers = tuple(
        AttentionLayer("self", np.asarray(weights, np.float32), np.ones_like(weights)) for weights in shown.weights
    )
    return Looked(layers, None, np.asarray(shown.position, np.int64), item)


def raw(looked: Looked) -> Float64:
    """Return float64 [n_read], where the last layer looked from the place that is read out, averaged over its heads."""
    return _of_interactions(looked, _last(looked, [layer.weights for layer in looked.layers]))


def value_weighted(looked: Looked) -> Float64:
    """Return float64 [n_read], raw attention times the size of what is attended to.

    `‖α v W‖` by head (Kobayashi et al., EMNLP 2020, eq. 5 and 6), summed over the heads of the last layer: a place with
    a small vector may be looked at for lack of anything better.
    """
    return _of_interactions(looked, _last(looked, [np.abs(layer.weights) * layer.sizes for layer in looked.layers]))


def rollout(looked: Looked) -> Float64:
    """Return float64 [n_read], attention multiplied through the layers (Abnar & Zuidema, ACL 2020, eq. 1 and 2).

    Each layer is half what it attends to and half the residual; rows are made to sum to one.
    """
    row = _unit(looked.n_places)
    for layer in reversed(looked.own):
        row = row @ _mixed(layer)
    return _of_interactions(looked, _joined(looked, row, lambda asked: asked @ _product(looked)))


def flow(looked: Looked) -> Float64:
    """Return float64 [n_read], how much can flow from each interaction to the place that is read out.

    The layers are pipes whose capacities are the weights, half of them residual (Abnar & Zuidema, ACL 2020, §3); the
    maximum flow is found for each interaction alone. One or two layers need no solver: it is then a sum of minima.
    """
    mixed = [_mixed(layer) for layer in looked.own]
    row = max_flow(mixed) if mixed else _unit(looked.n_places)
    return _of_interactions(looked, _joined(looked, row, lambda asked: asked @ _product(looked)))


def gradient_weighted(looked: Looked) -> Float64:
    """Return float64 [n_read], attention times the derivative of the lead by it, over all layers, heads and queries.

    To first order, how much of the lead is lost when nobody looks at an interaction (after Serrano & Smith, ACL 2019).

    Raises:
        ConfigurationError: the model does not tell derivatives.
    """
    if looked.gradients is None:
        raise ConfigurationError("This model does not tell gradients of its attention.", hint="Choose raw attention.")
    total = np.zeros(looked.n_places)
    for layer, gradient in zip(looked.layers, looked.gradients, strict=True):
        total += (layer.weights.astype(np.float64) * gradient).sum(axis=(0, 1))
    return total[: len(looked.read)]


def last_look(looked: Looked) -> Float64 | None:
    """Return float64 [n_read], where the item's own last look went; None where a model has none beside its layers."""
    asked = _asked(looked, [layer.weights for layer in looked.layers])
    return None if asked is None else _of_interactions(looked, asked)


def max_flow(layers: Sequence[Float64]) -> Float64:
    """Return float64 [n], the maximum flow from the last place of the last layer to each place below the first.

    Args:
        layers: float64 [n, n] each, first layer first; row = query, column = key, the capacities.
    """
    top = layers[-1][-1]
    if len(layers) == 1:
        return np.asarray(top.copy())
    if len(layers) == 2:
        return np.asarray(np.minimum(top[:, None], layers[0]).sum(axis=0))
    return _solved(layers)


def _solved(layers: Sequence[Float64]) -> Float64:
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import maximum_flow

    n, depth = len(layers[0]), len(layers)
    rows, columns, capacities = [], [], []
    for level, weights in enumerate(layers):
        query, key = np.nonzero(weights)
        rows.append((level + 1) * n + query)
        columns.append(level * n + key)
        capacities.append(np.rint(weights[query, key] * _CAPACITY))
    size = (depth + 1) * n
    graph = csr_array(
        (np.concatenate(capacities).astype(np.int32), (np.concatenate(rows), np.concatenate(columns))),
        shape=(size, size),
    )
    source = size - 1
    return np.array([maximum_flow(graph, source, place).flow_value for place in range(n)]) / _CAPACITY


def _mixed(layer: AttentionLayer) -> Float64:
    """float64 [n, n]: half attention averaged over heads, rows made to sum to one, half residual."""
    mean = np.maximum(layer.weights, 0.0).astype(np.float64).mean(axis=0)
    total = mean.sum(axis=1, keepdims=True)
    # A row that looks at nothing is all residual.
    shares = np.divide(mean, total, out=np.eye(len(mean)), where=total > 0)
    return np.asarray(0.5 * shares + 0.5 * np.eye(len(mean)))


def _product(looked: Looked) -> Float64:
    made = np.eye(looked.n_places)
    for layer in looked.own:
        made = _mixed(layer) @ made
    return made


def _unit(n: int) -> Float64:
    row = np.zeros(n)
    row[-1] = 1.0
    return row


def _last(looked: Looked, weights: Sequence[npt.NDArray[Any]]) -> Float64:
    """float64 [n_places]: the last look, from `weights` as changed by the caller, one an attention layer."""
    row = np.zeros(looked.n_places)
    for layer, changed in zip(looked.layers, weights, strict=True):
        if layer.kind in _OWN:
            row = changed[:, -1].astype(np.float64).mean(axis=0)
    asked = _asked(looked, weights)
    if asked is None:
        return row
    if looked.layers[-1].kind == "interest":
        return asked
    return _share(row) + _share(asked)


def _joined(looked: Looked, row: Float64, through: Any) -> Float64:
    """float64 [n_places]: what came through the layers, and the last look beside or above them."""
    asked = _asked(looked, [layer.weights for layer in looked.layers])
    if asked is None:
        return row
    if not looked.own:  # the last look is the only one
        return asked
    if looked.layers[-1].kind == "interest":
        return _share(row) + _share(through(asked))
    return _share(row) + _share(asked)


def _asked(looked: Looked, weights: Sequence[npt.NDArray[Any]]) -> Float64 | None:
    """float64 [n_places]: the last look, where a model has one that is no layer like the others."""
    layer, changed = looked.layers[-1], weights[-1].astype(np.float64)
    if layer.kind in _OWN:
        return None
    if layer.kind == "content":
        several = [
            one[:, -1].sum(axis=0) for one, of in zip(weights, looked.layers, strict=True) if of.kind == "content"
        ]
        return np.asarray(np.sum(several, axis=0), dtype=np.float64)
    if layer.candidates is not None:
        own = np.flatnonzero(layer.candidates == looked.item)
        return None if len(own) == 0 else np.asarray(changed[:, own[0]].mean(axis=0))
    rows = changed[:, -1]
    if layer.kind == "interest" and looked.gradients is not None:
        # The interest that suits the item is the one that its score depends on.
        used = np.abs(looked.gradients[-1][:, -1]).sum(axis=1)
        return np.asarray(rows[int(used.argmax())])
    return np.asarray(rows.sum(axis=0))


def _share(row: Float64) -> Float64:
    total = float(np.abs(row).sum())
    return row / total if total > 0 else row


def _of_interactions(looked: Looked, row: Float64) -> Float64:
    return row[: len(looked.read)]

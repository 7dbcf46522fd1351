"""Attention as maps of queries over keys, for the eye: one a head, the differences of two, and their largest parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from workbench.data.interactions import Float32, Histories
from workbench.explanation.attention_methods import Looked, last_look, look


@dataclass(frozen=True)
class HeadMap:
    """One head over the interactions that are read.

    Attributes:
        layer, head: as in `Looked.layers`, from 0.
        kind: of the layer; see `AttentionLayer`.
        weights: float32 [n, n], row = query, column = key. A layer in which only the newest place, or an item, asks has
            a last row only.
        rows_sum_to_one: whether the rows that are there do, a place behind the history aside.
    """

    layer: int
    head: int
    kind: str
    weights: Float32
    rows_sum_to_one: bool


def head_maps(looked: Looked) -> tuple[HeadMap, ...]:
    """Return a map for every head, in the order of the layers."""
    n = len(looked.read)
    made = []
    for number, layer in enumerate(looked.layers):
        weights = layer.weights
        if layer.candidates is not None:
            own = np.flatnonzero(layer.candidates == looked.item)
            if len(own) == 0:
                continue
            weights = weights[:, own[:1]]
        if weights.shape[1] == 1:
            square = np.zeros((len(weights), n, n), np.float32)
            square[:, -1] = weights[:, 0, :n]
        else:
            # The last row is the one that is read out, which may stand behind the history.
            rows = [*range(n - 1), weights.shape[1] - 1]
            square = weights[:, rows, :n]
        totals = layer.weights.sum(axis=-1)
        sums = bool(np.allclose(totals, 1.0, atol=1e-4))
        made += [HeadMap(number, head, layer.kind, square[head], sums) for head in range(len(square))]
    return tuple(made)


def candidate_rows(
    model: object, history: Histories, looked: Looked, candidates: npt.NDArray[np.int32], *, n_items: int
) -> Float32 | None:
    """Return float32 [k, n], where each candidate looks, averaged over heads; None where candidates do not look.

    Where a person has several interests, a candidate looks by the one that its score comes from. A row of zeros stands
    for a candidate that was not on the list of those that look.

    Args:
        model, history: what `looked` is from.
        looked: for one of the items.
        candidates: codes int32 [k].
        n_items: size of the catalogue.
    """
    layer, n = looked.layers[-1], len(looked.read)
    rows = np.zeros((len(candidates), n), np.float32)
    if layer.kind == "interest":
        for place, code in enumerate(candidates.tolist()):
            seen = last_look(looked if code == looked.item else look(model, history, code, n_items=n_items))
            if seen is not None:
                rows[place] = seen
        return rows
    if layer.candidates is None:
        return None
    for place, code in enumerate(candidates.tolist()):
        own = np.flatnonzero(layer.candidates == code)
        if len(own):
            rows[place] = layer.weights[:, own[0], :n].mean(axis=0)
    return rows


def largest(weights: Float32, mass: float) -> Float32:
    """Return the map with only the largest weights of each row, as many as hold `mass` (0 … 1) of it; others are 0."""
    if mass >= 1.0 or weights.size == 0:
        return weights
    sizes = np.abs(weights)
    order = np.argsort(-sizes, axis=1, kind="stable")
    ranked = np.take_along_axis(sizes, order, axis=1)
    before = np.cumsum(ranked, axis=1) - ranked
    kept = np.zeros(weights.shape, np.bool_)
    np.put_along_axis(kept, order, before < mass * ranked.sum(axis=1, keepdims=True), axis=1)
    return np.where(kept, weights, np.float32(0.0))


def difference(one: Float32, other: Float32) -> Float32:
    """Return `one` less `other`, float32 [n, n]; maps of two lengths meet at their newest places."""
    n = min(len(one), len(other))
    made = np.zeros_like(one)
    if n:
        made[-n:, -n:] = one[-n:, -n:] - other[-n:, -n:]
    return made


def at_places(values: Float32, places: Sequence[int], wanted: Sequence[int]) -> Float32:
    """Return a map, or a row, for other places of one history: what stands at none of `places` has weight 0.

    Args:
        values: float32 [n, n] or [n].
        places: the n indices into the history that it is about, ascending.
        wanted: m indices.

    Returns:
        float32 [m, m] or [m].
    """
    known = {place: at for at, place in enumerate(places)}
    here = [(row, known[place]) for row, place in enumerate(wanted) if place in known]
    made = np.zeros((len(wanted),) * values.ndim, np.float32)
    if here:
        target, source = (np.array(part) for part in zip(*here, strict=True))
        made[np.ix_(*[target] * values.ndim)] = values[np.ix_(*[source] * values.ndim)]
    return made

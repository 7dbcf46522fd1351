"""Rollout, flow and value-weighted attention against their definitions, on every model with attention."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "models"))
from small_world import N_ITEMS
from test_what_was_used import HISTORY, SHOWING, model

from workbench.explanation.attention_methods import (
    Looked,
    _solved,
    flow,
    gradient_weighted,
    look,
    max_flow,
    raw,
    rollout,
    value_weighted,
)
from workbench.explanation.attributions import METHODS, attribute, methods_of
from workbench.models.recommender import AttentionLayer


def layers_of(n_layers: int, n: int = 5) -> Looked:
    random = np.random.default_rng(n_layers)
    made = []
    for _ in range(n_layers):
        weights = np.tril(random.random((2, n, n)) + 0.05)
        weights /= weights.sum(axis=-1, keepdims=True)
        sizes = np.broadcast_to(random.random((2, 1, n)), weights.shape)
        made.append(AttentionLayer("self", weights.astype(np.float32), sizes.astype(np.float32)))
    return Looked(tuple(made), tuple(layer.sizes for layer in made), np.arange(n), 0)


def test_raw_attention_is_the_last_row_of_the_last_layer() -> None:
    looked = layers_of(2)
    np.testing.assert_allclose(raw(looked), looked.layers[-1].weights[:, -1].mean(axis=0), atol=1e-7)


def test_rollout_is_the_product_of_half_attention_and_half_residual() -> None:
    looked = layers_of(3)
    product = np.eye(5)
    for layer in looked.layers:
        product = (0.5 * layer.weights.mean(axis=0) + 0.5 * np.eye(5)) @ product
    np.testing.assert_allclose(rollout(looked), product[-1], atol=1e-6)
    assert rollout(looked).sum() == pytest.approx(1.0, abs=1e-6)


@pytest.mark.parametrize("n_layers", [1, 2, 3])
def test_flow_is_the_maximum_flow_by_a_solver(n_layers: int) -> None:
    looked = layers_of(n_layers)
    mixed = [0.5 * layer.weights.astype(np.float64).mean(axis=0) + 0.5 * np.eye(5) for layer in looked.layers]
    np.testing.assert_allclose(max_flow(mixed), _solved(mixed), atol=1e-5)
    np.testing.assert_allclose(flow(looked), max_flow(mixed), atol=1e-5)


def test_values_and_gradients_weigh_attention() -> None:
    looked = layers_of(2)
    last = looked.layers[-1]
    np.testing.assert_allclose(value_weighted(looked), (last.weights * last.sizes)[:, -1].mean(axis=0), atol=1e-6)
    expected = sum((layer.weights * layer.sizes).sum(axis=(0, 1)) for layer in looked.layers)
    np.testing.assert_allclose(gradient_weighted(looked), expected, atol=1e-5)


@pytest.mark.parametrize("name", SHOWING)
def test_every_method_says_something_of_every_interaction_that_is_read(name: str) -> None:
    made = model(name)
    names = methods_of(made)
    assert set(names) == set(METHODS)
    found = attribute(made, HISTORY, 4, names, n_items=N_ITEMS)
    for method, worth in found.items():
        assert worth.shape == (6,), method
        assert worth[0] == 0.0, "five are read"
        assert np.isfinite(worth).all()
        assert np.abs(worth[1:]).sum() > 0, method
    looked = look(made, HISTORY, 4, n_items=N_ITEMS)
    # Pointwise attention may count against an interaction; a softmax cannot.
    assert name == "HSTU" or (raw(looked) >= 0).all()

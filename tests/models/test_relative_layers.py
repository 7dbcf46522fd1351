from __future__ import annotations

import numpy as np
import pytest
import torch

from workbench.models.attention.layers import initialise
from workbench.models.attention.relative_layers import (
    N_BUCKETS,
    HSTUBlock,
    IntervalAttention,
    IntervalBlock,
    PointwiseAttention,
    Surroundings,
    time_buckets,
)
from workbench.training.batches import SequenceBatch

WIDTH, HEADS, LENGTH = 12, 3, 6
SEGMENT = torch.tensor([[0, 0, 0, 0, 1, 1, 1, -1], [2] * 6 + [3, 3]])
TIME = torch.tensor([[0, 5, 5, 4_000, 10, 90_000, 90_060, 0], [1, 2, 4, 8, 1_600, 3_200_000, 7, 7]])


def _batch(*, times: bool = True, time: torch.Tensor = TIME) -> SequenceBatch:
    empty = torch.zeros(0, dtype=torch.int64)
    return SequenceBatch(SEGMENT * 0, SEGMENT * 0, SEGMENT, empty, empty, time if times else None)


def _layer(layer: torch.nn.Module) -> torch.nn.Module:
    initialise(layer, torch.Generator().manual_seed(5), deviation=0.5)
    return layer.eval()


def _inputs() -> torch.Tensor:
    return torch.randn(2, 8, WIDTH, generator=torch.Generator().manual_seed(6))


def _silu(x: np.ndarray) -> np.ndarray:
    return x / (1.0 + np.exp(-x))


def _bucket(seconds: int) -> int:
    return min(N_BUCKETS - 1, int(np.log(max(1, abs(seconds))) / 0.301))


def test_buckets_of_time_are_logarithmic() -> None:
    seconds = torch.tensor([0, 1, -1, 2, 60, 86_400, 2**62])
    assert time_buckets(seconds).tolist() == [_bucket(s) for s in seconds.tolist()]
    assert _bucket(2**62) == N_BUCKETS - 1


@pytest.mark.parametrize("times", [True, False])
def test_pointwise_attention_equals_a_plain_reference_in_double_precision(times: bool) -> None:
    layer, x = _layer(PointwiseAttention(WIDTH, HEADS, LENGTH)), _inputs()
    with torch.no_grad():
        got, got_weights = layer.forward_with_weights(x, Surroundings(_batch(times=times), LENGTH))
    p = {name: value.detach().double().numpy() for name, value in layer.named_parameters()}
    projected = _silu(x.double().numpy() @ p["gate_value_query_key.weight"].T)
    gate, v, q, k = np.split(projected, 4, axis=-1)
    d = WIDTH // HEADS
    weights, mixed = np.zeros((2, HEADS, 8, 8)), np.zeros((2, 8, WIDTH))
    for row in range(2):
        for head in range(HEADS):
            part = slice(head * d, (head + 1) * d)
            for query in range(8):
                for key in range(query + 1):
                    if SEGMENT[row, key] != SEGMENT[row, query]:
                        continue
                    score = q[row, query, part] @ k[row, key, part] + p["steps_bias.weight"][query - key, head]
                    if times:
                        apart = int(TIME[row, query] - TIME[row, key])
                        score += p["time_bias.weight"][_bucket(apart), head]
                    weights[row, head, query, key] = _silu(score) / LENGTH
                    mixed[row, query, part] += weights[row, head, query, key] * v[row, key, part]
    normed = (mixed - mixed.mean(-1, keepdims=True)) / np.sqrt(mixed.var(-1, keepdims=True) + 1e-5)
    expected = (normed * gate) @ p["out.weight"].T + p["out.bias"]
    np.testing.assert_allclose(got_weights, weights, atol=1e-5)
    np.testing.assert_allclose(got, expected, atol=2e-3)


@pytest.mark.parametrize("times", [True, False])
def test_interval_attention_equals_a_plain_reference_in_double_precision(times: bool) -> None:
    layer, x = _layer(IntervalAttention(WIDTH, HEADS)), _inputs()
    with torch.no_grad():
        got, got_weights = layer.forward_with_weights(x, Surroundings(_batch(times=times), LENGTH))
    p = {name: value.detach().double().numpy() for name, value in layer.named_parameters()}
    q, k, v = np.split(x.double().numpy() @ p["query_key_value.weight"].T + p["query_key_value.bias"], 3, axis=-1)
    d = WIDTH // HEADS
    weights, mixed = np.zeros((2, HEADS, 8, 8)), np.zeros((2, 8, WIDTH))
    for row in range(2):
        for head in range(HEADS):
            part = slice(head * d, (head + 1) * d)
            for query in range(8):
                keys = [key for key in range(query + 1) if SEGMENT[row, key] == SEGMENT[row, query]]
                between = [
                    _bucket(int(TIME[row, query] - TIME[row, key])) if times else min(query - key, LENGTH - 1)
                    for key in keys
                ]
                scores = np.array(
                    [
                        q[row, query, part] @ (k[row, key, part] + p["interval_key.weight"][b, part]) / np.sqrt(d)
                        for key, b in zip(keys, between, strict=True)
                    ]
                )
                share = np.exp(scores - scores.max())
                share /= share.sum()
                weights[row, head, query, keys] = share
                for s, key, b in zip(share, keys, between, strict=True):
                    mixed[row, query, part] += s * (v[row, key, part] + p["interval_value.weight"][b, part])
    np.testing.assert_allclose(got_weights, weights, atol=1e-5)
    np.testing.assert_allclose(got, mixed @ p["out.weight"].T + p["out.bias"], atol=5e-5)


@pytest.mark.parametrize(
    "block", [HSTUBlock(WIDTH, HEADS, LENGTH, 0.0), IntervalBlock(WIDTH, HEADS, 2, 0.0)], ids=["hstu", "interval"]
)
def test_no_future_item_or_time_changes_an_earlier_output(block: torch.nn.Module) -> None:
    x, later = _inputs(), TIME.clone()
    changed = x.clone()
    changed[:, 3:] += 3.0
    later[:, 3:] += 10**6
    with torch.no_grad():
        before = _layer(block)(x, Surroundings(_batch(), LENGTH))
        after = block(changed, Surroundings(_batch(time=later), LENGTH))
    torch.testing.assert_close(before[:, :3], after[:, :3], atol=1e-6, rtol=0)
    assert (before[:, 3:] - after[:, 3:]).abs().max() > 0.1


def test_time_matters() -> None:
    x = _inputs()
    for block in (HSTUBlock(WIDTH, HEADS, LENGTH, 0.0), IntervalBlock(WIDTH, HEADS, 2, 0.0)):
        with torch.no_grad():
            near = _layer(block)(x, Surroundings(_batch(), LENGTH))
            far = block(x, Surroundings(_batch(time=TIME * 1_000), LENGTH))
        assert (near - far).abs().max() > 1e-3

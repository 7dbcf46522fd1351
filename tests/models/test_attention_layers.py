from __future__ import annotations

import numpy as np
import pytest
import torch

from workbench.models.attention.layers import (
    Block,
    Dropout,
    FeedForward,
    GatedBlock,
    SelfAttention,
    Visibility,
    initialise,
    use_generator,
)

WIDTH, HEADS = 12, 3


def _layer(kind: type[torch.nn.Module], *arguments: object) -> torch.nn.Module:
    layer = kind(*arguments)
    # A large deviation makes the attention far from even, so that a wrong path cannot pass by.
    initialise(layer, torch.Generator().manual_seed(5), deviation=0.5)
    return layer.eval()


def _inputs(length: int = 9, rows: int = 4) -> torch.Tensor:
    return torch.randn(rows, length, WIDTH, generator=torch.Generator().manual_seed(6))


# Two histories and padding in one row; one history; two; three.
SEGMENT = torch.tensor(
    [[0, 0, 0, 0, 1, 1, 1, 1, -1], [2] * 9, [3, 4, 4, 4, 4, 4, 4, 4, 4], [5, 5, 6, 6, 6, 7, 7, -1, -1]]
)


def _visible(length: int = 9, *, causal: bool = True) -> Visibility:
    return Visibility(SEGMENT[:, :length], causal=causal)


def _reference(layer: SelfAttention, x: np.ndarray, causal: bool) -> tuple[np.ndarray, np.ndarray]:
    """Plain loops in float64 over rows, heads, queries and keys."""
    weight, bias = (p.detach().double().numpy() for p in layer.query_key_value.parameters())
    out_weight, out_bias = (p.detach().double().numpy() for p in layer.out.parameters())
    rows, length, width = x.shape
    d = width // layer.heads
    weights = np.zeros((rows, layer.heads, length, length))
    mixed = np.zeros((rows, length, width))
    for row in range(rows):
        projected = x[row] @ weight.T + bias
        for head in range(layer.heads):
            q, k, v = (projected[:, part * width + head * d :][:, :d] for part in range(3))
            for query in range(length):
                keys = [
                    key for key in range(query + 1 if causal else length) if SEGMENT[row, key] == SEGMENT[row, query]
                ]
                scores = np.array([q[query] @ k[key] / np.sqrt(d) for key in keys])
                share = np.exp(scores - scores.max())
                share /= share.sum()
                weights[row, head, query, keys] = share
                mixed[row, query, head * d : (head + 1) * d] = share @ v[keys]
    return mixed @ out_weight.T + out_bias, weights


@pytest.mark.parametrize("causal", [True, False])
@pytest.mark.parametrize("length", [1, 2, 9])
def test_attention_equals_a_plain_reference_in_double_precision(length: int, causal: bool) -> None:
    layer, x, visible = _layer(SelfAttention, WIDTH, HEADS), _inputs(length), _visible(length, causal=causal)
    expected, expected_weights = _reference(layer, x.double().numpy(), causal)  # type: ignore[arg-type]
    with torch.no_grad():
        fast = layer(x, visible)
        slow, weights = layer.forward_with_weights(x, visible)
    np.testing.assert_allclose(fast, expected, atol=2e-5)
    np.testing.assert_allclose(slow, expected, atol=2e-5)
    np.testing.assert_allclose(weights, expected_weights, atol=1e-5)


def test_the_feed_forward_part_equals_a_plain_reference_in_double_precision() -> None:
    layer, x = _layer(FeedForward, WIDTH, 4), _inputs()
    up, up_bias, down, down_bias = (p.detach().double().numpy() for p in layer.parameters())
    inner = x.double().numpy() @ up.T + up_bias
    # GELU by its tanh form (Hendrycks & Gimpel, 2016, section 2).
    inner = 0.5 * inner * (1 + np.tanh(np.sqrt(2 / np.pi) * (inner + 0.044715 * inner**3)))
    with torch.no_grad():
        np.testing.assert_allclose(layer(x), inner @ down.T + down_bias, atol=2e-5)


def _norm(x: np.ndarray, layer: torch.nn.Module) -> np.ndarray:
    gain, bias = (p.detach().double().numpy() for p in layer.parameters())
    centred = x - x.mean(-1, keepdims=True)
    return centred / np.sqrt((centred**2).mean(-1, keepdims=True) + 1e-5) * gain + bias


def test_a_block_equals_a_plain_reference_in_double_precision() -> None:
    block, x = _layer(Block, WIDTH, HEADS, 4, 0.2), _inputs()
    whole = x.double().numpy()
    whole = whole + _reference(block.attention, _norm(whole, block.attention_norm), True)[0]  # type: ignore[arg-type]
    normed = torch.from_numpy(_norm(whole, block.feed_forward_norm))  # type: ignore[arg-type]
    with torch.no_grad():
        whole = whole + block.feed_forward.double()(normed).numpy()  # type: ignore[operator,union-attr]
        np.testing.assert_allclose(block.float()(x, _visible()), whole, atol=5e-5)


def test_the_fast_path_and_the_path_with_weights_are_equal() -> None:
    block, x = _layer(Block, WIDTH, HEADS, 4, 0.2), _inputs()
    with torch.no_grad():
        fast = block(x, _visible())
        slow, weights = block.forward_with_weights(x, _visible())
    torch.testing.assert_close(fast, slow, atol=1e-5, rtol=1e-5)
    torch.testing.assert_close(weights.sum(-1), torch.ones(4, HEADS, 9))
    assert (weights.triu(1) == 0).all()


def test_both_paths_have_the_same_gradients() -> None:
    block, x = _layer(Block, WIDTH, HEADS, 4, 0.2), _inputs()
    gradients = []
    for output in (block(x, _visible()), block.forward_with_weights(x, _visible())[0]):
        block.zero_grad()
        output.square().sum().backward()
        gradients.append([p.grad.clone() for p in block.parameters()])
    for fast, slow in zip(*gradients, strict=True):
        torch.testing.assert_close(fast, slow, atol=1e-3, rtol=1e-4)


def test_no_future_position_changes_an_earlier_output() -> None:
    block, x = _layer(Block, WIDTH, HEADS, 4, 0.0), _inputs()
    changed = x.clone()
    changed[:, 5:] += 3.0
    with torch.no_grad():
        before, after = block(x, _visible()), block(changed, _visible())
    torch.testing.assert_close(before[:, :5], after[:, :5], atol=1e-6, rtol=0)
    assert (before[:, 5:] - after[:, 5:]).abs().max() > 0.1


def test_dropout_draws_from_its_own_generator_only() -> None:
    dropout = Dropout(0.5).train()
    x = torch.ones(4_000)
    with pytest.raises(RuntimeError):
        dropout(x)
    before = torch.random.get_rng_state()
    use_generator(dropout, torch.Generator().manual_seed(1))
    first = dropout(x)
    assert torch.equal(torch.random.get_rng_state(), before)
    use_generator(dropout, torch.Generator().manual_seed(1))
    torch.rand(10)  # somebody else uses the global generator meanwhile
    assert torch.equal(dropout(x), first)
    assert set(first.unique().tolist()) == {0.0, 2.0}
    assert 0.45 < (first == 0).float().mean() < 0.55
    assert torch.equal(dropout.eval()(x), x)


def test_the_gated_block_equals_a_plain_reference_in_double_precision() -> None:
    block, x = _layer(GatedBlock, WIDTH, HEADS, 2, 0.2), _inputs()
    with torch.no_grad():
        mixed = block.attention(block.attention_norm(x), _visible()).double().numpy()
        fast = block(x, _visible())
        slow, weights = block.forward_with_weights(x, _visible())
    parameters = {name: p.detach().double().numpy() for name, p in block.named_parameters()}

    def gate(name: str, y: np.ndarray) -> np.ndarray:
        return 1.0 / (1.0 + np.exp(-(y @ parameters[f"{name}.weight"].T + parameters[f"{name}.bias"])))

    y = x.double().numpy()
    y = y + mixed * gate("attention_gate", y)
    normed = (y - y.mean(-1, keepdims=True)) / np.sqrt(y.var(-1, keepdims=True) + 1e-5)
    opened, up = np.split(normed @ parameters["gate_and_up.weight"].T, 2, axis=-1)
    inner = opened / (1.0 + np.exp(-opened)) * up
    expected = y + inner @ parameters["down.weight"].T * gate("feed_forward_gate", y)
    np.testing.assert_allclose(fast, expected, atol=5e-5)
    torch.testing.assert_close(fast, slow, atol=1e-5, rtol=1e-5)
    torch.testing.assert_close(weights.sum(-1), torch.ones(4, HEADS, 9))

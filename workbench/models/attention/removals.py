"""Histories that lack one interaction each, read together: what they have in common is computed once.

Positions count from the newest interaction. Take one out, and all that came after it stands where it stood, while all
that came before it moves up by one, wherever it was taken out. So each such history begins as *the history without its
newest interaction* does, and ends as the whole one does. Attention is causal: the beginning does not know what follows,
and its keys and values in every layer are the same for all. Only what came after the missing interaction is computed
anew, and of the last layer only the newest place. For n interactions that is about n² / 2 places in one layer, in the
place of n² places in every layer.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import torch

from workbench.models.attention.layers import Block, GatedBlock
from workbench.models.attention.network import BlockNetwork, SequenceNetwork
from workbench.training.batches import SequenceBatch

# Interactions next to each other that are taken out in one go; more of them share less of the beginning.
_TOGETHER = 8


def can_share(network: SequenceNetwork) -> bool:
    """Whether a network's histories can be read so: causal blocks that know of the others by self-attention alone."""
    kind = type(network)
    return (
        isinstance(network, BlockNetwork)
        and kind.scores is SequenceNetwork.scores
        and kind.forward is BlockNetwork.forward
        and kind.visible is BlockNetwork.visible
        and all(type(block) in (Block, GatedBlock) for block in network.blocks)
    )


def hidden_without(
    network: BlockNetwork,
    whole: SequenceBatch,
    shorter: SequenceBatch,
    gone: Sequence[int],
    check: Callable[[], None],
) -> torch.Tensor:
    """Return float (m, C), the newest place's vector when one interaction is missing, as `forward` gives it.

    Args:
        network: one that `can_share`.
        whole: one history of T places.
        shorter: the same history without its newest interaction: S places, T − 1, or T where the model reads no more.
        gone: the m places of `whole` that are missing, one at a time, ascending.
        check: called between some of them.
    """
    inputs, begun = network.embed(whole)[0], network.embed(shorter)  # (T, C), (1, S, C)
    fronts, x, visible = [], begun, network.visible(shorter)
    for block in network.blocks:
        fronts.append(block.attention.keys_and_values(block.attention_norm(x)))  # (1, H, S, D) each
        if len(fronts) < len(network.blocks):
            x = block(x, visible)
    S = begun.shape[1]
    before = S - len(inputs) + 1  # what stands at place p of `whole` stands at place p + before of `shorter`
    found = []
    for start in range(0, len(gone), _TOGETHER):
        check()
        places = torch.tensor(gone[start : start + _TOGETHER], device=inputs.device)
        # Places of the shortened history up to `kept` are the same for all of these.
        kept = min(int(places[0]) + before, S - 1)
        step = torch.arange(kept, S, device=inputs.device)
        early = (step < places[:, None] + before)[..., None]  # (m, S − kept, 1)
        # From the missing one on, each place of the shortened history holds the next one of the whole.
        late = (step - before + 1).clamp(min=0)
        y = torch.where(early, begun[0, kept:], inputs[late])
        for layer, (block, (k, v)) in enumerate(zip(network.blocks, fronts, strict=True)):
            last = layer == len(network.blocks) - 1
            mixed = block.attention.forward_behind(
                block.attention_norm(y), (k[:, :, :kept], v[:, :, :kept]), newest_only=last
            )
            y = block.after_attention(y[:, -1:] if last else y, mixed)
        found.append(network.norm(y[:, -1]))
    return torch.cat(found)

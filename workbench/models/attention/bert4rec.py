"""BERT4Rec: hide some items of a history and guess them from both sides (Sun et al., CIKM 2019).

To recommend, a hidden place is added behind the history, and guessed. With what Petrov & Macdonald (RecSys 2022) and
later work found to matter: enough training, a softmax over the catalogue or a corrected sample, and, in half of the
histories, the newest item alone hidden, as it is when recommending.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import numpy as np
import torch
from pydantic import Field
from torch import nn

from workbench.data.interactions import Histories, Int64, Interactions
from workbench.models.attention.configuration import SequenceConfig
from workbench.models.attention.layers import Block, Dropout, ItemEmbedding, Visibility
from workbench.models.attention.network import BlockNetwork
from workbench.models.attention.sequence_model import SequenceModel
from workbench.models.recommender import AttentionWeights, ModelConfig
from workbench.training.batches import PADDING_SEGMENT, SequenceBatch, SequenceBatches, layout, prediction_batch


class BERT4RecConfig(SequenceConfig):
    """How BERT4Rec is built and trained."""

    hidden_share: float = Field(
        0.2,
        gt=0.0,
        le=0.9,
        title="Hidden share",
        description="Share of a history's items that are hidden and to be guessed.",
        json_schema_extra={"tune": {"low": 0.1, "high": 0.6}},
    )


class MaskedBatches(SequenceBatches):
    """Windows in which some items are hidden: the read-outs, whose targets are what was hidden.

    Args:
        data: what to learn from.
        length: most inputs a history, the hidden ones aside.
        batch_size: histories a step.
        hidden_share: of the items, in half of the histories; in the others the newest alone is hidden.
    """

    def __init__(self, data: Interactions, length: int, batch_size: int, hidden_share: float) -> None:
        super().__init__(data, length, batch_size)
        self._mask = data.n_items
        self._hidden_share = hidden_share

    def make(self, starts: Int64, ends: Int64, random: np.random.Generator) -> SequenceBatch:
        """See `SequenceBatches.make`; all of a window is input here."""
        lengths = ends - starts
        made = layout(lengths, packed=self.packed)
        source = starts[made.history] + made.step
        items = self.items[source].astype(np.int64)
        newest = made.step == lengths[made.history] - 1
        as_when_recommending = random.random(len(lengths)) < 0.5
        hidden = (random.random(len(items)) < self._hidden_share) & ~as_when_recommending[made.history]
        nothing = np.bincount(made.history[hidden], minlength=len(lengths)) == 0
        hidden |= newest & nothing[made.history]
        times = self.times
        return SequenceBatch(
            item=made.spread(np.where(hidden, self._mask, items), 0),
            position=made.spread(made.step + (self.length + 1 - lengths)[made.history], 0),
            segment=made.spread(made.history, PADDING_SEGMENT),
            readout=torch.from_numpy(made.flat[hidden]),
            target=torch.from_numpy(items[hidden]),
            time=None if times is None else made.spread(times[source], 0),
        )


class BERT4RecNetwork(BlockNetwork):
    """Blocks that see the whole history.

    Shapes: R rows, T places, C width, V items, L history length.
    """

    def __init__(self, n_items: int, config: BERT4RecConfig, facts: Mapping[str, torch.Tensor]) -> None:
        super().__init__(n_items, facts)
        self.item = ItemEmbedding(n_items + 1, config.width)  # (V + 1, C), the last one stands for what is hidden
        self.position = nn.Embedding(config.history_length + 1, config.width)  # (L + 1, C)
        self.dropout = Dropout(config.dropout)
        self.blocks = nn.ModuleList(
            Block(config.width, config.heads, config.expansion, config.dropout) for _ in range(config.layers)
        )
        self.norm = nn.LayerNorm(config.width)

    def embed(self, batch: SequenceBatch) -> torch.Tensor:
        """See `BlockNetwork.embed`."""
        embedded: torch.Tensor = self.dropout(self.history_vectors(batch) + self.position(batch.position))  # (R, T, C)
        return embedded

    def visible(self, batch: SequenceBatch) -> Visibility:
        """Return the whole of each history."""
        return Visibility.of(batch, causal=False)


class BERT4Rec(SequenceModel):
    """Attention to both sides of a hidden item."""

    name: ClassVar[str] = "BERT4Rec"
    title: ClassVar[str] = "BERT4Rec (masked items)"
    summary: ClassVar[str] = "Hides items of a history and guesses them from what comes before and after."
    Config: ClassVar[type[ModelConfig]] = BERT4RecConfig
    rows_sum_to_one: ClassVar[bool] = False

    config: BERT4RecConfig

    def build(self, n_items: int, facts: Mapping[str, torch.Tensor]) -> BERT4RecNetwork:
        """See `SequenceModel.build`."""
        return BERT4RecNetwork(n_items, self.config, facts)

    def batches(self, data: Interactions) -> MaskedBatches:
        """Return windows with hidden items."""
        config = self.config
        return MaskedBatches(data, config.history_length, config.batch_size, config.hidden_share)

    def prediction(self, histories: Histories) -> SequenceBatch:
        """Return the histories with a hidden place behind each, to be read out there."""
        recent = histories.latest(self.config.history_length)
        ends, mask = recent.offsets[1:], len(self._log_popularity)
        with_mask = Histories(
            item=np.insert(recent.item, ends, mask),
            value=np.insert(recent.value, ends, 1.0),
            time=None if recent.time is None else np.insert(recent.time, ends, recent.time[ends - 1]),
            offsets=recent.offsets + np.arange(len(recent.offsets)),
        )
        return prediction_batch(with_mask, self.config.history_length + 1)

    @torch.inference_mode()
    def attention(self, histories: Histories) -> AttentionWeights:
        """Return the weights over the history; see `ShowsAttention`.

        The last row is that of the hidden place behind the history, which the prediction is read from. What a row gives
        to the hidden place is left out, so that rows sum to less than one.

        Raises:
            ConfigurationError: not exactly one history, or an empty one.
        """
        shown = super().attention(histories)
        _, weights = self.network.forward_with_weights(self.prediction(histories).to(self.network.item.weight.device))
        n_read = len(shown.item)
        weights = weights[0, :, :, [*range(n_read - 1), n_read], :n_read]
        return AttentionWeights(weights.float().cpu().numpy(), shown.item, shown.position, self.rows_sum_to_one)

"""TransitionSASRec: a transformer that also attends over what followed what, and learns how far to trust it.

Counting what stood near what (`ItemTransition`) and self-attention (`SASRec`) know different things: counts are exact
about pairs, even rare ones, and forget the rest of the history; attention reads the whole history and blurs rare pairs.
Here the score of item `j` after the history `h` is

    scale · h·e_j  +  trust(h) · log(1 + sharpness · Σ_{m, k} attention_{m, k}(h) · value_k(item_m, j))

A head of attention looks back over the last interactions `m` and the kinds of nearness `k`; what it reads there is not
a vector but a row of the transition memory. It starts as a decay with age, so that the untrained model is about as good
as counting, and learns from each history where to look, and how far to trust it. While it learns, the count of a target
leaves out the very transition that is asked for, and negatives leave out the person's own items, which are never
recommended anyway: otherwise training would read its own answers in the memory.

Related: pointer networks mixed with a vocabulary (See et al., ACL 2017) and nearest-neighbour memories of language
models (Khandelwal et al., ICLR 2020).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise
from typing import ClassVar

import torch
import torch.nn.functional as F
from torch import nn

from workbench.data.interactions import Float32, Histories, Interactions
from workbench.data.splits import Split
from workbench.jobs import Progress
from workbench.models.attention.cost import FitCost
from workbench.models.attention.layers import Block, Dropout, GatedBlock, ItemEmbedding
from workbench.models.attention.memory_attention import KEY_WIDTH, QUERIES_PER_BLOCK, MemoryAttention
from workbench.models.attention.network import BlockNetwork, SequenceNetwork
from workbench.models.attention.sequence_model import SequenceModel
from workbench.models.attention.transition_memory import KERNELS, NAMES, DenseMemory, TransitionMemory, remember
from workbench.models.attention.transition_settings import TransitionSASRecConfig
from workbench.models.recommender import ModelConfig
from workbench.training.batches import SequenceBatch
from workbench.training.losses import compare, sampled_softmax
from workbench.training.negatives import NegativeSampler

# What the network starts from: each step back is worth this much less, and the memory speaks louder than attention.
AGE_DECAY = 0.75
ATTENTION_SCALE = {"together": 0.1, "apart": 0.5}
LOG_SHARPNESS = 2.0
CELLS_PER_CHUNK = 2_000_000
MOST_DENSE_BYTES = 256 * 2**20


class TransitionSASRecNetwork(BlockNetwork):
    """SASRec's network, a memory of transitions, and the attention over it.

    Shapes: R rows, T places, N read-outs, C width, V items, L history length, K kernels, M reach, J candidates.
    """

    def __init__(self, n_items: int, config: TransitionSASRecConfig, facts: Mapping[str, torch.Tensor]) -> None:
        super().__init__(n_items, facts)
        self.item = ItemEmbedding(n_items, config.width)  # (V, C), input and output
        self.position = nn.Embedding(config.history_length, config.width)  # (L, C)
        self.dropout = Dropout(config.dropout)
        kind = GatedBlock if config.blocks == "gated" else Block
        self.blocks = nn.ModuleList(
            kind(config.width, config.heads, config.expansion, config.dropout) for _ in range(config.layers)
        )
        self.norm = nn.LayerNorm(config.width)
        self.look_back = MemoryAttention(config.width, min(config.reach, config.history_length))
        self.trust = nn.Linear(config.width, 1)
        self.apart = config.learning == "apart"
        self.attention_scale = nn.Parameter(torch.empty(1))
        self.log_sharpness = nn.Parameter(torch.empty(1))

    @property
    def memory(self) -> TransitionMemory:
        """The memory, from the facts."""
        return TransitionMemory(*(getattr(self, f"fact_{name}") for name in NAMES))

    def initialise(self, generator: torch.Generator) -> None:
        """See `SequenceNetwork.initialise`: at first the memory is read by age alone, and trusted."""
        super().initialise(generator)
        with torch.no_grad():
            self.look_back.age.copy_(math.log(AGE_DECAY) * torch.arange(self.look_back.reach).expand(len(KERNELS), -1))
            self.trust.bias.fill_(math.log(math.expm1(1.0)))
            self.attention_scale.fill_(ATTENTION_SCALE["apart" if self.apart else "together"])
            self.log_sharpness.fill_(LOG_SHARPNESS)

    def embed(self, batch: SequenceBatch) -> torch.Tensor:
        """See `BlockNetwork.embed`."""
        embedded: torch.Tensor = self.dropout(self.history_vectors(batch) + self.position(batch.position))  # (R, T, C)
        return embedded

    def forward_with_weights(self, batch: SequenceBatch) -> tuple[torch.Tensor, torch.Tensor]:
        """Return the same and the attention weights (R, layers + 1, heads, T, T).

        The last layer is the attention over the memory, summed over the kernels, the same for all heads.
        """
        hidden, seen = super().forward_with_weights(batch)
        looked = torch.zeros_like(seen[:, :1, 0])  # (R, 1, T, T)
        for low, start, weights in self.look_back(hidden, self.item(batch.item), batch.segment):
            looked[:, 0, start : start + weights.shape[2], low : low + weights.shape[3]] = weights.sum(1)
        return hidden, torch.cat([seen, looked[:, :, None].expand(-1, -1, seen.shape[2], -1, -1)], dim=1)

    def combine(self, dots: torch.Tensor, trust: torch.Tensor, remembered: torch.Tensor) -> torch.Tensor:
        """Return the scores, float of the shape of `dots`.

        Args:
            dots: float (N, J) or (N,), products with item vectors.
            trust: float (N, 1) or (N,), from `trusted`.
            remembered: float like `dots`, attention-weighted values of the memory.
        """
        return self.attention_scale * dots + trust * torch.log1p(remembered * self.log_sharpness.exp())

    def trusted(self, hidden: torch.Tensor) -> torch.Tensor:
        """Return float (N,), how far each read-out `hidden` (N, C) trusts the memory."""
        return F.softplus(self.trust(hidden)[:, 0])

    def by_age(self, blocks: list[tuple[int, int, torch.Tensor]], readout: torch.Tensor) -> torch.Tensor:
        """Return float (N, K, M): what the read-outs look at, by age; 0 where a history is shorter."""
        parts = []
        for low, start, weights in blocks:
            R, K, Q, S = weights.shape
            places = torch.arange(start - low, start - low + Q, device=readout.device)[:, None]
            places = places - torch.arange(self.look_back.reach, device=readout.device)  # (Q, M)
            taken = weights.gather(3, places.clamp(0, S - 1).expand(R, K, -1, -1))
            parts.append(taken * (places >= 0))
        return torch.cat(parts, dim=2).transpose(1, 2).flatten(0, 1)[readout]

    def scores(self, batch: SequenceBatch, candidates: torch.Tensor | None) -> torch.Tensor:
        """See `SequenceNetwork.scores`."""
        hidden = self(batch)
        looked = self.by_age(self.look_back(hidden, self.history_vectors(batch), batch.segment), batch.readout)
        looked = self._watched(looked, batch, candidates)  # (N, K, M)
        hidden = self.read(hidden, batch)  # (N, C)
        remembered = self.recall(looked, self.back(batch))
        if candidates is not None:
            remembered = remembered[:, candidates]
        return self.combine(hidden @ self.item_vectors(candidates).T, self.trusted(hidden)[:, None], remembered)

    def _watched(self, looked: torch.Tensor, batch: SequenceBatch, candidates: torch.Tensor | None) -> torch.Tensor:
        """Show the weights of the memory (N, K, M) to who watches, and take out what is not there."""
        if batch.watch is not None:
            sizes = looked.new_zeros(looked.shape)
            if candidates is not None:
                back = self.back(batch)
                sources, place = torch.unique(back, return_inverse=True)
                sizes = self.memory.block(sources, candidates[:1])[:, place, 0].transpose(0, 1)  # (N, K, M)
            looked = batch.watch("memory", looked[:, :, None], lambda: sizes[:, :, None])[:, :, 0]
        if batch.presence is not None:
            ages = torch.arange(self.look_back.reach, device=looked.device)
            looked = looked * batch.presence.flatten()[(batch.readout[:, None] - ages).clamp(min=0)][:, None]
        return looked

    def back(self, batch: SequenceBatch) -> torch.Tensor:
        """Return int64 (N, M), the item `m` steps before each read-out; where there is none, any item."""
        ages = torch.arange(self.look_back.reach, device=batch.item.device)
        return batch.item.flatten()[(batch.readout[:, None] - ages).clamp(min=0)]

    def recall(self, looked: torch.Tensor, items: torch.Tensor) -> torch.Tensor:
        """Return float (N, V), the rows of the memory weighted by `looked` (N, K, M) for `items` (N, M)."""
        memory, (n, _, _) = self.memory, looked.shape
        recalled = looked.new_zeros(n, self.n_items)
        row, age = (looked.sum(1) > 0).nonzero(as_tuple=True)
        weights, sources = looked[row, :, age], items[row, age]  # (P, K), (P,)
        lengths = memory.offsets[sources + 1] - memory.offsets[sources]
        ends = torch.searchsorted(lengths.cumsum(0), torch.arange(0, int(lengths.sum()), CELLS_PER_CHUNK) + 1)
        bounds = [*sorted({0, *ends.tolist()}), len(sources)]
        for low, high in pairwise(bounds):
            of, cell = memory.cells(sources[low:high])
            added = (memory.values[cell] * weights[low:high][of]).sum(1)
            recalled.view(-1).index_add_(0, row[low:high][of] * self.n_items + memory.columns[cell], added)
        return recalled


class TransitionObjective(nn.Module):
    """Softmax of the target among items that the person has not met, all of them or a corrected sample.

    Args:
        network: to be trained.
        sampler: draws the negatives; None compares with all items.
    """

    def __init__(self, network: TransitionSASRecNetwork, sampler: NegativeSampler | None) -> None:
        super().__init__()
        self.network = network
        self.sampler = sampler
        self._dense: DenseMemory | None = None

    @property
    def memory(self) -> TransitionMemory | DenseMemory:
        """What is read in training: whole matrices where they are small enough."""
        memory = self.network.memory
        if memory.dense_bytes > MOST_DENSE_BYTES:
            return memory
        if self._dense is None:
            self._dense = memory.dense()
        return self._dense

    def forward(self, batch: SequenceBatch) -> torch.Tensor:
        """Return the mean loss over the batch's targets, of what is recommended.

        Where both learn apart, its gradient has a second part: the network learns the next item from its own products,
        as if there were no memory, and the rest learns beside it from what it says, without pulling at it.
        """
        network, target = self.network, batch.target
        places = network(batch)  # (R, T, C)
        hidden = network.read(places, batch)  # (N, C)
        trust = network.trusted(self._given(hidden))
        blocks = network.look_back(self._given(places), self._given(network.item(batch.item)), batch.segment)

        ages = torch.arange(network.look_back.reach, device=target.device)
        looked = network.by_age(blocks, batch.readout)  # (N, K, M)
        seen = looked.detach().sum(1) > 0  # (N, M)
        row, age = seen.nonzero(as_tuple=True)
        values = self.memory.pairs(network.back(batch)[row, age], target[row], ages[age] + 1)  # (P, K)
        own = values.new_zeros(len(target), len(ages), values.shape[1]).index_put_((row, age), values)
        remembered = (looked.transpose(1, 2) * own).sum((1, 2))  # (N,)
        of_target = (hidden * network.item_vectors(target)).sum(1)
        positive = network.combine(self._given(of_target), trust, remembered)

        if self.sampler is None:
            negatives, shift = torch.arange(network.n_items, device=target.device), target.new_zeros(network.n_items)
        else:
            drawn, log_expected = self.sampler.draw(target)
            negatives, first = torch.unique(drawn, return_inverse=True)
            times = torch.zeros(len(negatives), device=target.device).index_add_(
                0, first, torch.ones(len(first), device=target.device)
            )
            # A negative drawn twice counts twice: once with its correction lowered by the log of two.
            shift = torch.empty(len(negatives), device=target.device).index_copy_(0, first, log_expected) - times.log()
        remembered = self._recalled(blocks, batch, negatives)  # (N, J)
        dots = hidden @ network.item_vectors(None if self.sampler is None else negatives).T
        negative = network.combine(self._given(dots), trust[:, None], remembered)
        met = self._met(batch, negatives)
        both = compare(sampled_softmax, positive, (negative - shift).masked_fill(met, -torch.inf))
        if not network.apart:
            return both
        alone = compare(sampled_softmax, of_target, (dots - shift).masked_fill(met, -torch.inf))
        return both + (alone - alone.detach())  # the value is that of what is recommended

    def _given(self, made: torch.Tensor) -> torch.Tensor:
        """What the network made, as the rest learns from it."""
        return made.detach() if self.network.apart else made

    def _recalled(
        self, blocks: list[tuple[int, int, torch.Tensor]], batch: SequenceBatch, negatives: torch.Tensor
    ) -> torch.Tensor:
        """float (N, J): what the memory says of the negatives."""
        values = self.memory.facing(batch.item, negatives)  # (K, R, T, J)
        parts = []
        for low, _, weights in blocks:
            keys = values[:, :, low : low + weights.shape[3]]
            parts.append(sum(torch.bmm(weights[:, k], keys[k]) for k in range(len(KERNELS))))
        return torch.cat(parts, dim=1).flatten(0, 1).index_select(0, batch.readout)

    def _met(self, batch: SequenceBatch, negatives: torch.Tensor) -> torch.Tensor:
        """bool (N, J): whether a negative is in the read-out's own window, as an input or a target."""
        segment = batch.segment.flatten()
        real = segment >= 0
        place = torch.full((self.network.n_items,), -1, dtype=torch.int64, device=negatives.device)
        place[negatives] = torch.arange(len(negatives), device=negatives.device)
        met = torch.zeros(int(segment.max()) + 1, len(negatives), dtype=torch.bool, device=negatives.device)
        owner = segment[batch.readout]
        for who, items in ((segment[real], batch.item.flatten()[real]), (owner, batch.target)):
            at = place[items]
            met[who[at >= 0], at[at >= 0]] = True
        return met[owner]


class TransitionSASRec(SequenceModel):
    """Self-attention and a memory of transitions, mixed as each history deserves."""

    name: ClassVar[str] = "TransitionSASRec"
    title: ClassVar[str] = "TransitionSASRec (attention and transitions)"
    summary: ClassVar[str] = "Self-attention beside a memory of what followed what; it learns how far to trust each."
    Config: ClassVar[type[ModelConfig]] = TransitionSASRecConfig

    config: TransitionSASRecConfig
    network: TransitionSASRecNetwork

    def build(self, n_items: int, facts: Mapping[str, torch.Tensor]) -> TransitionSASRecNetwork:
        """See `SequenceModel.build`."""
        return TransitionSASRecNetwork(n_items, self.config, facts)

    def facts(self, split: Split, progress: Progress) -> dict[str, torch.Tensor]:
        """Count the transitions of the training part."""
        config = self.config
        return remember(
            split.train,
            source_power=config.source_power,
            target_power=config.target_power,
            most_neighbours=config.most_neighbours,
            progress=progress,
        )

    def cost(self, data: Interactions) -> FitCost:
        """See `SequenceModel.cost`: reading the memory for all that a target is compared with is most of a step."""
        plain = super().cost(data)
        looked_at = QUERIES_PER_BLOCK + min(self.config.reach, self.config.history_length)
        # Each cell is looked up as well as multiplied, which takes about as long again.
        read = 4.0 * len(KERNELS) * looked_at * (plain.n_compared + KEY_WIDTH)
        return replace(plain, beyond_blocks=read)

    def facts_of_cost(self, split: Split) -> dict[str, torch.Tensor]:
        """None: what is counted is not learned."""
        return {}

    def objective(self, network: SequenceNetwork, data: Interactions, generator: torch.Generator) -> nn.Module:
        """See `SequenceModel.objective`."""
        assert isinstance(network, TransitionSASRecNetwork)
        sampler = None
        if self.config.loss == "sampled":
            counts = torch.from_numpy(data.item_counts)
            sampler = NegativeSampler(counts, self.config.negatives, self.config.sampling, generator)
        return TransitionObjective(network, sampler)

    def trust(self, histories: Histories) -> Float32:
        """Return float32 [n_histories], how far the memory is trusted, beside the attention, for each history.

        Args:
            histories: none of them empty.
        """
        with torch.inference_mode():
            batch = self.prediction(histories).to(self.network.item.weight.device)
            trusted: Float32 = self.network.trusted(self.network.read(self.network(batch), batch)).cpu().numpy()
        return trusted

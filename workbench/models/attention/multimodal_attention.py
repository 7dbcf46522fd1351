"""MultimodalAttention: a history of ids, texts, pictures and sounds, each attended to by itself and then across them.

Each modality has its own causal self-attention over the history. Then one query a place, the modalities mixed by the
item's shares, attends to all modalities of all places before it. The next item is compared with items that are mixed by
the same gate. Nearest to it in the literature: MISSRec (Wang et al., MM 2023) and MMSSL's cross-modal attention (Wei et
al., WWW 2023); modality dropout after DropoutNet (Volkovs et al., NeurIPS 2017), which teaches cold start in the same
way; the alignment after CLCRec (Wei et al., MM 2021).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, Any, ClassVar

import numpy as np
import numpy.typing as npt
import torch
import torch.nn.functional as F
from pydantic import Field
from torch import nn

from workbench.data.content import MODALITIES
from workbench.data.interactions import Float32, Histories, Interactions
from workbench.data.splits import EvaluationPart, Split
from workbench.jobs import Progress
from workbench.models.attention.configuration import SequenceConfig
from workbench.models.attention.cost import FitCost
from workbench.models.attention.layers import Block, Dropout, ItemEmbedding, Visibility
from workbench.models.attention.modalities import AcrossModalities, ContentMemory, Described, ItemModalities
from workbench.models.attention.network import SequenceNetwork
from workbench.models.attention.sequence_model import SequenceModel
from workbench.models.content.rows import modalities_of, rows, signals
from workbench.models.data_shape import DataShape
from workbench.models.recommender import AttentionWeights, FitReport, ModalityShares, ModelConfig
from workbench.training.batches import SequenceBatch
from workbench.training.losses import CatalogueSoftmax, SampledLoss
from workbench.training.seen_items import SeenItems

# How many directions of each content are compared as they are; models that were stored before they said so kept 32.
# 128 of 32, 64 and 128: the best on validation of cold items, where fewer made texts harm.
_KEPT, _KEPT_BEFORE = 128, 32
_ALIGNED = 512
_TEMPERATURE = 0.1


class MultimodalAttentionConfig(SequenceConfig):
    """Which modalities are read, and how the model is built and trained. Layers count within each modality."""

    text: Annotated[bool, Field(title="Text", description="Read titles, categories and descriptions.")] = True
    image: Annotated[bool, Field(title="Pictures", description="Read pictures.")] = True
    audio: Annotated[bool, Field(title="Sounds", description="Read sounds.")] = True
    modality_dropout: Annotated[
        float,
        Field(
            ge=0.0,
            le=0.9,
            title="Modality dropout",
            description="Share of the modalities (ids too) hidden in training, so that a missing one is normal.",
        ),
    ] = 0.2
    alignment: Annotated[
        float,
        Field(
            ge=0.0,
            le=10.0,
            title="Alignment",
            description="Weight of a loss that draws an item's content towards its id; 0 leaves it out.",
            json_schema_extra={"advanced": True},
        ),
    ] = 0.0

    def suited(self, shape: DataShape) -> dict[str, Any]:
        """Return the usual choices, with one layer within each modality: the one across them is the second."""
        return super().suited(shape) | {"layers": 1}


class MultimodalNetwork(SequenceNetwork):
    """Attention within each modality, then across them.

    Shapes: R rows, T places, M modalities, C width, V items, L history length.
    """

    def __init__(self, n_items: int, config: MultimodalAttentionConfig, facts: Mapping[str, torch.Tensor]) -> None:
        super().__init__(n_items, facts)
        self.names = ("id", *(name for name in MODALITIES if f"{name}_vectors" in facts))
        self._facts = tuple(facts)
        self._kept = len(facts["compared"]) if "compared" in facts else _KEPT_BEFORE
        self.item = ItemEmbedding(n_items, config.width)
        self.modalities = ItemModalities(self.item, facts, self.names, config.width, config.modality_dropout)
        self.missing = nn.Embedding(len(self.names), config.width)
        self.position = nn.Embedding(config.history_length, config.width)
        self.dropout = Dropout(config.dropout)
        self.within = nn.ModuleList(
            nn.ModuleList(
                Block(config.width, config.heads, config.expansion, config.dropout) for _ in range(config.layers)
            )
            for _ in self.names
        )
        self.across = AcrossModalities(len(self.names), config.width, config.heads, config.expansion, config.dropout)
        self.memories = nn.ModuleDict(
            {
                name: ContentMemory(config.width, min(self._kept, facts[f"{name}_vectors"].shape[1]))
                for name in self.names[1:]
            }
        )
        self.norm = nn.LayerNorm(config.width)

    def initialise(self, generator: torch.Generator) -> None:
        """See `SequenceNetwork.initialise`; the gate begins at what each modality was measured to tell."""
        super().initialise(generator)
        signal = self.get_buffer("fact_signal")
        self.modalities.begin_at(signal)
        for memory, told in zip(self.memories.values(), signal[1:].tolist(), strict=True):
            memory.begin_at(told)

    def described(self, items: torch.Tensor) -> Described:
        """Return `items` int64 (…) by their modalities."""
        described: Described = self.modalities(items, {name: self.get_buffer(f"fact_{name}") for name in self._facts})
        return described

    def forward(self, batch: SequenceBatch) -> torch.Tensor:
        """See `SequenceNetwork.forward`: beside the vector of width C, what each modality remembers."""
        described, states, visible = self._embedded(batch)
        for m, blocks in enumerate(self.within):
            for block in blocks:
                states[m] = self.through(block, states[m], visible)
        x, stacked = self._mixed(described, states)
        x = self.across(x, stacked, described.present.permute(0, 2, 1), visible)
        return self._remembering(self.norm(x), batch, states, visible)

    def forward_with_weights(self, batch: SequenceBatch) -> tuple[torch.Tensor, torch.Tensor]:
        """See `SequenceNetwork.forward_with_weights`; the layers are named by `layer_names`."""
        described, states, visible = self._embedded(batch)
        seen = []
        for m, blocks in enumerate(self.within):
            for block in blocks:
                states[m], weights = block.forward_with_weights(states[m], visible)
                seen.append(weights)
        x, stacked = self._mixed(described, states)
        x, across = self.across.forward_with_weights(x, stacked, described.present.permute(0, 2, 1), visible)
        if len(self.names) > 1:
            seen += list(across.unbind(3))  # (R, H, T, T) each
        seen.append(across.sum(3))
        return self._remembering(self.norm(x), batch, states, visible), torch.stack(seen, dim=1)

    def layer_names(self) -> tuple[str, ...]:
        """Return what each layer of the weights is: within a modality, towards one across them, and across all."""
        within = [
            name if len(blocks) == 1 else f"{name} · {number + 1}"
            for name, blocks in zip(self.names, self.within, strict=True)
            for number in range(len(blocks))
        ]
        towards = [f"across → {name}" for name in self.names] if len(self.names) > 1 else []
        return (*within, *towards, "across")

    def item_vectors(self, items: torch.Tensor | None = None) -> torch.Tensor:
        """See `SequenceNetwork.item_vectors`: mixed by their shares, and beside that their contents as they are."""
        wanted = torch.arange(self.n_items, device=self.item.weight.device) if items is None else items
        fused = self.described(wanted).fused
        return torch.cat((fused, *(self._contents(name, wanted).to(fused.dtype) for name in self.names[1:])), dim=-1)

    def _embedded(self, batch: SequenceBatch) -> tuple[Described, list[torch.Tensor], Visibility]:
        described = self.described(batch.item)  # (R, T, M, …)
        place = self.position(batch.position)  # (R, T, C)
        states = [
            self.dropout(
                self._there(
                    torch.where(described.present[..., m, None], described.vectors[..., m, :], self.missing.weight[m]),
                    self.missing.weight[m],
                    batch,
                )
                + place
            )
            for m in range(len(self.names))
        ]
        return described, states, Visibility.of(batch, causal=True)

    @staticmethod
    def _there(vectors: torch.Tensor, absent: torch.Tensor, batch: SequenceBatch) -> torch.Tensor:
        """float (R, T, …): `vectors` as far as their items are there, see `SequenceBatch.presence`."""
        if batch.presence is None:
            return vectors
        return absent + batch.presence[..., None] * (vectors - absent)

    def _contents(self, name: str, items: torch.Tensor) -> torch.Tensor:
        """float (…, K), the contents of `items` (…) along the directions of most variance."""
        return self.get_buffer(f"fact_{name}_vectors")[items][..., : self._kept]

    def _remembering(
        self, hidden: torch.Tensor, batch: SequenceBatch, states: list[torch.Tensor], visible: Visibility
    ) -> torch.Tensor:
        remembered = []
        for m, name in enumerate(self.names[1:], start=1):
            present = self.get_buffer(f"fact_{name}_present")[batch.item]
            contents = self._contents(name, batch.item)
            contents = self._there(contents, torch.zeros_like(contents[0, 0]), batch)
            remembered.append(self.memories[name](states[m], contents, present, visible))
        return torch.cat((hidden, *remembered), dim=-1)

    @staticmethod
    def _mixed(described: Described, states: list[torch.Tensor]) -> tuple[torch.Tensor, torch.Tensor]:
        stacked = torch.stack(states, 1)  # (R, M, T, C)
        return (stacked * described.share.permute(0, 2, 1)[..., None]).sum(1), stacked


class MultimodalObjective(nn.Module):
    """The loss of the next item among those that anybody met, and the alignment.

    An item that nobody met is no negative: it never is a target, and its content would be taught to be unwanted.

    Args:
        network: to be trained.
        loss: over the met items.
        met: which they are.
        alignment: weight of the loss that draws content towards the id.
    """

    def __init__(
        self, network: MultimodalNetwork, loss: CatalogueSoftmax | SampledLoss, met: SeenItems, alignment: float
    ) -> None:
        super().__init__()
        self.network = network
        self.loss = loss
        self.met = met
        self.alignment = alignment

    def forward(self, batch: SequenceBatch) -> torch.Tensor:
        """Return the mean loss over the batch's targets."""
        hidden = self.network.read(self.network(batch), batch)
        total: torch.Tensor = self.loss(
            hidden, self.met.vectors(self.network.item_vectors), self.met.place(batch.target)
        )
        if self.alignment > 0:
            total = total + self.alignment * self.misalignment(batch.target)
        return total

    def misalignment(self, targets: torch.Tensor) -> torch.Tensor:
        """Return InfoNCE (van den Oord et al., 2018), mean over modalities: content is to find the id of its item."""
        items = torch.unique(targets)[:_ALIGNED]
        described = self.network.described(items)
        vectors = F.normalize(described.vectors, dim=-1)  # (K, M, C)
        ids = vectors[:, 0].detach()
        losses = []
        for m in range(1, vectors.shape[1]):
            there = described.present[:, m].nonzero()[:, 0]
            if len(there):
                losses.append(F.cross_entropy(vectors[there, m] @ ids.T / _TEMPERATURE, there))
        return torch.stack(losses).mean() if losses else vectors.new_zeros(())


class MultimodalAttention(SequenceModel):
    """Attention within and across ids, texts, pictures and sounds, with a share of each for every item."""

    name: ClassVar[str] = "MultimodalAttention"
    title: ClassVar[str] = "MultimodalAttention (id, text, picture, sound)"
    summary: ClassVar[str] = "Attention within and across ids, texts, pictures and sounds; new items by content alone."
    Config: ClassVar[type[ModelConfig]] = MultimodalAttentionConfig

    config: MultimodalAttentionConfig
    network: MultimodalNetwork

    def modalities(self) -> tuple[str, ...]:
        """See `UsesContent`."""
        return modalities_of(self.config)

    def build(self, n_items: int, facts: Mapping[str, torch.Tensor]) -> MultimodalNetwork:
        """See `SequenceModel.build`."""
        return MultimodalNetwork(n_items, self.config, facts)

    def facts(self, split: Split, progress: Progress) -> dict[str, torch.Tensor]:
        """Return the content that the dataset has, how often each item was met, and what each modality tells."""
        content = {name: split.dataset.content[name] for name in self.modalities() if name in split.dataset.content}
        content = {name: made for name, made in content.items() if made.present.any()}
        reduced: dict[str, Float32] = {}
        found: dict[str, torch.Tensor] = {}
        for name, made in content.items():
            progress.report(None, f"preparing {name}")
            reduced[name] = rows(made)
            found[f"{name}_vectors"] = torch.from_numpy(reduced[name]).half()
            found[f"{name}_present"] = torch.from_numpy(made.present.copy())
        told = signals(content, reduced, split.train)
        met = np.log1p(split.train.item_counts.astype(np.float64))
        found["met"] = torch.from_numpy((met / max(1e-9, met.max())).astype(np.float32))
        found["compared"] = torch.ones(_KEPT, dtype=torch.bool)  # by its length, which is known without its values
        found["signal"] = torch.tensor([1.0, *(told[name] for name in MODALITIES if name in told)])
        return found

    def objective(self, network: SequenceNetwork, data: Interactions, generator: torch.Generator) -> nn.Module:
        """See `SequenceModel.objective`."""
        assert isinstance(network, MultimodalNetwork)
        met = SeenItems(data)
        return MultimodalObjective(network, self.loss(met.only(data), generator), met, self.config.alignment)

    def fit(self, split: Split, *, validation: EvaluationPart | None, seed: int, progress: Progress) -> FitReport:
        """Train; the report tells the mean share of each modality over the items that were met."""
        report = super().fit(split, validation=validation, seed=seed, progress=progress)
        shares = self.shares(np.flatnonzero(split.train.item_counts))
        mean = {f"share of {n}": round(float(s), 4) for n, s in zip(shares.names, shares.share.mean(0), strict=True)}
        return replace(report, details=report.details | mean)

    def cost(self, data: Interactions) -> FitCost:
        """See `SequenceModel.cost`: further modalities each have blocks, and the query looks at all of them."""
        c, n_more = self.config, len(self.modalities())
        block = 2.0 * c.width * c.width * (4 + 2 * c.expansion) + 2.0 * c.width * c.history_length
        beyond = (
            n_more * c.layers * block + block + n_more * (4.0 * c.width * c.width + 4.0 * c.width * c.history_length)
        )
        return FitCost(c, self.batches(data), data.n_items, beyond_blocks=beyond)

    def attention(self, histories: Histories) -> AttentionWeights:
        """Return the weights within and across modalities; `layers` names them.

        Rows of the maps towards one modality sum to one only together; those within, and the last map, across all, do.
        """
        seen = super().attention(histories)
        alone = len(self.network.names) == 1
        return replace(seen, layers=self.network.layer_names(), rows_sum_to_one=alone)

    @torch.inference_mode()
    def shares(self, items: npt.NDArray[Any] | None = None) -> ModalityShares:
        """See `SharesModalities`."""
        wanted = np.arange(self.network.n_items) if items is None else items
        described = self.network.described(
            torch.from_numpy(np.asarray(wanted, np.int64)).to(self.network.item.weight.device)
        )
        return ModalityShares(self.network.names, described.share.float().cpu().numpy())

    def _trains_by_rows(self, n_items: int, placement: Any) -> bool:
        """The gate looks at whole rows of the table in several places at once: its gradient is dense."""
        return False

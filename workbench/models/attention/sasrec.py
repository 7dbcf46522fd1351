"""SASRec: causal self-attention over the history predicts the next item (Kang & McAuley, ICDM 2018).

With what later work added to it: a softmax over the catalogue or over shared sampled negatives with the logQ correction
(Klenitskiy & Vasilev, RecSys 2023), pre-norm blocks with GELU, one table of item vectors for input and output, and
learning-rate schedule, early stopping and best weights by the engine.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar, Literal, Self

import numpy as np
import numpy.typing as npt
import torch
from pydantic import Field, model_validator
from torch import nn

from workbench.data.interactions import Float32, Histories
from workbench.data.splits import EvaluationPart, Split
from workbench.errors import ConfigurationError
from workbench.jobs import Progress
from workbench.models.artifacts import check_shape, read_model, write_model
from workbench.models.attention.cost import training_cost
from workbench.models.attention.layers import Block, Dropout, initialise, use_generator
from workbench.models.ranking import ndcg_at
from workbench.models.recommender import AttentionWeights, CostEstimate, FitReport, ModelConfig, Recommender
from workbench.training.batches import SequenceBatch, SequenceBatches, prediction_batch
from workbench.training.device import place
from workbench.training.engine import TrainingOptions, train
from workbench.training.losses import NegativeSampler, sampled_softmax, softmax_over_catalogue

# Validation during training looks at no more cases than this, always the same ones.
MOST_VALIDATION_CASES = 2_048


class SASRecConfig(ModelConfig):
    """How SASRec is built and trained."""

    loss: Literal["softmax", "sampled"] = Field(
        "softmax",
        title="Loss",
        description="Compare the next item with all items, or with a random sample: faster for large catalogues.",
        json_schema_extra={"choices": {"softmax": "Softmax over all items", "sampled": "Sampled softmax"}},
    )
    width: int = Field(
        64, ge=8, le=512, title="Width", description="Numbers that describe an item. A multiple of the heads."
    )
    layers: int = Field(2, ge=1, le=8, title="Layers", description="Attention layers on top of each other.")
    heads: int = Field(1, ge=1, le=16, title="Heads", description="Independent attention patterns a layer.")
    history_length: int = Field(
        50, ge=2, le=2_000, title="History length", description="Most recent interactions that the model reads."
    )
    learning_rate: float = Field(
        2e-3, gt=0.0, le=0.1, title="Learning rate", description="Size of a training step after the warm-up."
    )
    schedule: Literal["cosine", "constant"] = Field(
        "cosine",
        title="Schedule",
        description="Let the learning rate fall to zero by the last epoch, or keep it.",
        json_schema_extra={"choices": {"cosine": "Cosine", "constant": "Constant"}},
    )
    patience: int = Field(
        10,
        ge=0,
        le=200,
        title="Stop early",
        description="Stop after this many epochs without a gain in validation; 0 never.",
    )
    epochs: int = Field(40, ge=1, le=1_000, title="Epochs", description="Most passes over the training data.")
    dropout: float = Field(
        0.3,
        ge=0.0,
        le=0.9,
        title="Dropout",
        description="Share of numbers dropped in training, against learning by heart.",
    )
    batch_size: int = Field(
        16,
        ge=1,
        le=4_096,
        title="Batch size",
        description="Histories a training step.",
        json_schema_extra={"advanced": True},
    )
    negatives: int = Field(
        256,
        ge=1,
        le=65_536,
        title="Negatives",
        description="Sampled items a training step, for the sampled loss only.",
        json_schema_extra={"advanced": True},
    )
    expansion: int = Field(
        4,
        ge=1,
        le=8,
        title="Feed-forward expansion",
        description="Inner width of the feed-forward layers, as a multiple of the width.",
        json_schema_extra={"advanced": True},
    )
    weight_decay: float = Field(
        0.01,
        ge=0.0,
        le=10.0,
        title="Weight decay",
        description="Pull of the matrices towards zero at each step, times the learning rate.",
        json_schema_extra={"advanced": True},
    )
    warmup_steps: int = Field(
        50,
        ge=0,
        le=100_000,
        title="Warm-up steps",
        description="Training steps in which the learning rate rises from zero.",
        json_schema_extra={"advanced": True},
    )
    clip_norm: float = Field(
        1.0,
        ge=0.0,
        le=1_000.0,
        title="Gradient clipping",
        description="Largest norm of a step's gradient; 0 leaves gradients as they are.",
        json_schema_extra={"advanced": True},
    )
    device: Literal["auto", "cpu", "cuda", "mps"] = Field(
        "auto",
        title="Device",
        description="Where to train.",
        json_schema_extra={
            "advanced": True,
            "choices": {"auto": "Auto", "cpu": "CPU", "cuda": "NVIDIA GPU", "mps": "Apple GPU"},
        },
    )

    @model_validator(mode="after")
    def _heads_share_the_width(self) -> Self:
        if self.width % self.heads:
            raise ValueError(f"width {self.width} is not a multiple of heads {self.heads}")
        return self


class SASRecNetwork(nn.Module):
    """From items and positions to one vector a position, to be compared with the item vectors.

    Shapes: B histories, T positions, C width, V items, L history length.
    """

    def __init__(self, n_items: int, config: SASRecConfig) -> None:
        super().__init__()
        self.item = nn.Embedding(n_items, config.width)  # (V, C), input and output
        self.position = nn.Embedding(config.history_length, config.width)  # (L, C)
        self.dropout = Dropout(config.dropout)
        self.blocks = nn.ModuleList(
            Block(config.width, config.heads, config.expansion, config.dropout) for _ in range(config.layers)
        )
        self.norm = nn.LayerNorm(config.width)

    def forward(self, batch: SequenceBatch) -> torch.Tensor:
        """Return float (B, T, C)."""
        x = self.dropout(self.item(batch.item) + self.position(batch.position))  # (B, T, C)
        for block in self.blocks:
            x = block(x)  # (B, T, C)
        normed: torch.Tensor = self.norm(x)
        return normed

    def forward_with_weights(self, batch: SequenceBatch) -> tuple[torch.Tensor, torch.Tensor]:
        """Return the same and the attention weights (B, layers, heads, T, T)."""
        x = self.dropout(self.item(batch.item) + self.position(batch.position))
        seen = []
        for block in self.blocks:
            x, weights = block.forward_with_weights(x)
            seen.append(weights)
        return self.norm(x), torch.stack(seen, dim=1)


class _NextItemLoss(nn.Module):
    """What the engine trains: the network, and the loss at its real positions."""

    def __init__(self, network: SASRecNetwork, negatives: NegativeSampler | None) -> None:
        super().__init__()
        self.network = network
        self._negatives = negatives

    def forward(self, batch: SequenceBatch) -> torch.Tensor:
        hidden = self.network(batch).flatten(0, 1)[batch.real]  # (N, C): logits only where there is a target
        if self._negatives is None:
            return softmax_over_catalogue(hidden, self.network.item.weight, batch.target)
        drawn, log_expected = (tensor.to(hidden.device) for tensor in self._negatives.draw())
        return sampled_softmax(hidden, self.network.item.weight, batch.target, drawn, log_expected)


class SASRec(Recommender):
    """Self-attention over the most recent interactions; its attention can be read."""

    name: ClassVar[str] = "SASRec"
    title: ClassVar[str] = "SASRec (self-attention)"
    family: ClassVar[str] = "attention"
    summary: ClassVar[str] = "Each item looks back over the history by self-attention to predict the next one."
    Config: ClassVar[type[ModelConfig]] = SASRecConfig

    config: SASRecConfig
    _network: SASRecNetwork
    _log_popularity: Float32  # [n_items], the answer for an empty history

    def fit(self, split: Split, *, validation: EvaluationPart | None, seed: int, progress: Progress) -> FitReport:
        """Train; see `Recommender.fit`.

        Initial weights, order of batches, windows, dropout and negatives come from generators seeded by `seed`; torch's
        global generator is neither read nor changed.
        """
        config, data = self.config, split.train
        progress.report(0.0, "preparing")
        placement = place(config.device)
        seeds = np.random.SeedSequence(seed).generate_state(4, np.uint64) >> np.uint64(1)  # torch wants int64
        weights, dropout, sampling, order = (int(s) for s in seeds)

        self._log_popularity = np.log((data.item_counts + 1.0) / (len(data) + data.n_items)).astype(np.float32)
        self._network = _empty_network(data.n_items, config)
        initialise(self._network, torch.Generator().manual_seed(weights))
        self._network.to(placement.device)
        use_generator(self._network, torch.Generator(placement.device).manual_seed(dropout))
        sampler = None
        if config.loss == "sampled":
            generator = torch.Generator().manual_seed(sampling)
            sampler = NegativeSampler(torch.from_numpy(data.item_counts), config.negatives, generator)

        sample = (
            None if validation is None or len(validation) == 0 else validation.sample(MOST_VALIDATION_CASES, seed=0)
        )
        result = train(
            _NextItemLoss(self._network, sampler),
            SequenceBatches(data, config.history_length, config.batch_size),
            TrainingOptions(
                epochs=config.epochs,
                learning_rate=config.learning_rate,
                schedule=config.schedule,
                warmup_steps=config.warmup_steps,
                weight_decay=config.weight_decay,
                clip_norm=config.clip_norm,
                patience=config.patience,
                seed=order,
            ),
            placement=placement,
            progress=progress,
            validate=None if sample is None else lambda: ndcg_at(self, sample, 10, progress=progress),
        )
        use_generator(self._network, None)
        return FitReport(
            seconds=result.seconds,
            epochs=result.epochs,
            best_epoch=result.best_epoch,
            stopped=result.stopped,
            parameters=sum(p.numel() for p in self._network.parameters()),
            throughput=result.throughput,
            device=placement.description,
            details={}
            if sample is None
            else {"validation ndcg@10": result.best_value, "validation cases": len(sample)},
        )

    def score(self, histories: Histories, candidates: npt.NDArray[Any] | None = None) -> Float32:
        """See `Recommender.score`. Safe to call from several threads; an empty history gets log popularity."""
        n_columns = len(self._log_popularity) if candidates is None else len(candidates)
        filled = histories.lengths > 0
        if filled.all() and len(histories):
            return self._score_filled(histories, candidates)
        scores = np.empty((len(histories), n_columns), np.float32)
        scores[:] = self._log_popularity if candidates is None else self._log_popularity[candidates]
        if filled.any():
            # Empty histories take no place in the ragged arrays: dropping their offsets leaves the others.
            offsets = histories.offsets[np.concatenate(([True], filled))]
            others = Histories(histories.item, histories.value, histories.time, offsets)
            scores[filled] = self._score_filled(others, candidates)
        return scores

    @torch.inference_mode()
    def _score_filled(self, histories: Histories, candidates: npt.NDArray[Any] | None) -> Float32:
        batch, last = self._prediction(histories)
        hidden = self._network(batch).flatten(0, 1)[last]  # (B, C)
        vectors = self._network.item.weight  # (V, C)
        if candidates is not None:
            vectors = vectors[torch.from_numpy(np.asarray(candidates, dtype=np.int64)).to(vectors.device)]
        scores: Float32 = (hidden @ vectors.T).float().cpu().numpy()
        return scores

    def _prediction(self, histories: Histories) -> tuple[SequenceBatch, torch.Tensor]:
        """The padded batch on the network's device, and the flat index of each history's newest position."""
        device = self._network.item.weight.device
        batch = prediction_batch(histories, self.config.history_length)
        lengths = np.minimum(histories.lengths, self.config.history_length)
        last = batch.real[torch.from_numpy(np.cumsum(lengths) - 1)]
        return SequenceBatch(*(tensor.to(device) for tensor in batch)), last.to(device)

    @torch.inference_mode()
    def attention(self, histories: Histories) -> AttentionWeights:
        """Return the weights of every layer and head over the positions that the model reads.

        Raises:
            ConfigurationError: not exactly one history, or an empty one.
        """
        if len(histories) != 1 or len(histories.item) == 0:
            raise ConfigurationError(
                "Attention is shown for one history that holds at least one item.", where=f"{len(histories)} histories"
            )
        batch, _ = self._prediction(histories)
        _, weights = self._network.forward_with_weights(batch)  # (1, layers, heads, T, T)
        recent = histories.latest(self.config.history_length).item
        n_all = len(histories.item)
        return AttentionWeights(
            weights=weights[0].float().cpu().numpy(), item=recent, position=np.arange(n_all - len(recent), n_all)
        )

    def item_vectors(self) -> Float32:
        """Return float32 [n_items, width], the shared item embeddings."""
        vectors: Float32 = self._network.item.weight.detach().float().cpu().numpy()
        return vectors

    def estimate(self, split: Split) -> CostEstimate:
        """See `EstimatesCost`; the time is that of all epochs, without early stopping."""
        config, data = self.config, split.train
        parameters = sum(p.numel() for p in _empty_network(data.n_items, config).parameters())
        return training_cost(
            SequenceBatches(data, config.history_length, config.batch_size),
            parameters=parameters,
            n_compared=data.n_items if config.loss == "softmax" else config.negatives,
            width=config.width,
            layers=config.layers,
            expansion=config.expansion,
            length=config.history_length,
            batch_size=config.batch_size,
            epochs=config.epochs,
            n_validated=min(len(split.validation), MOST_VALIDATION_CASES),
            n_items=data.n_items,
        )

    def save(self, folder: Path) -> None:
        """See `Recommender.save`."""
        arrays = {name: tensor.detach().cpu().numpy() for name, tensor in self._network.state_dict().items()}
        arrays["log_popularity"] = self._log_popularity
        write_model(folder, self, arrays, n_items=len(self._log_popularity))

    @classmethod
    def load(cls, folder: Path) -> Self:
        """See `Recommender.load`; the model then runs on the CPU."""
        stored = read_model(folder, cls)
        model = cls(stored.config)
        model._log_popularity = check_shape(folder, stored.arrays, "log_popularity", np.float32, (stored.n_items,))
        network = _empty_network(stored.n_items, model.config)
        network.load_state_dict(
            {
                name: torch.from_numpy(check_shape(folder, stored.arrays, name, np.float32, tuple(tensor.shape)))
                for name, tensor in network.state_dict().items()
            }
        )
        model._network = network.eval()
        return model


def _empty_network(n_items: int, config: SASRecConfig) -> SASRecNetwork:
    """Build the network without filling it: torch would draw its first weights from the global generator."""
    with torch.device("meta"):
        network = SASRecNetwork(n_items, config)
    return network.to_empty(device="cpu")

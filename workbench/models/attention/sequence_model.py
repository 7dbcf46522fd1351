"""What all sequence models share: a fit through the engine, scores, attention, storage, and an estimate of the cost.

A model is one file: a configuration, a network (`SequenceNetwork`) and a subclass of `SequenceModel` with `build`. What
it may change, each by overriding one method:

| to change | override |
|---|---|
| the loss by name | nothing: `SequenceConfig.loss`, or a narrower `Literal` in the model's configuration |
| how logits are made, or a loss of its own | `objective` (and `SequenceNetwork.scores`) |
| the kind of batch (masked items, times of targets) | `batches` and `prediction` |
| what is known before learning (features, transitions) | `facts` |
| items that are more than their row of the table | `SequenceNetwork.item_vectors` |
| weights whose rows do not sum to one | `rows_sum_to_one` |
"""

from __future__ import annotations

import copy
from abc import abstractmethod
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, ClassVar, Self

import numpy as np
import numpy.typing as npt
import torch
from torch import nn

from workbench.data.interactions import Float32, Histories, Interactions
from workbench.data.splits import EvaluationPart, Split
from workbench.errors import ConfigurationError
from workbench.jobs import Progress
from workbench.models.artifacts import check_shape, read_model, write_model
from workbench.models.attention.configuration import SequenceConfig
from workbench.models.attention.cost import FitCost
from workbench.models.attention.layers import use_generator
from workbench.models.attention.network import SequenceNetwork
from workbench.models.attention.removals import can_share, hidden_without
from workbench.models.attention.tracing import Replaying, Silencing, presence_gradients, watched
from workbench.models.ranking import ndcg_at
from workbench.models.recommender import AttentionLayer, AttentionWeights, CostEstimate, FitReport, Recommender
from workbench.training.batches import SequenceBatch, SequenceBatches, Watch, prediction_batch
from workbench.training.checkpoints import CheckpointStore
from workbench.training.device import Placement, place
from workbench.training.engine import TrainingOptions, train
from workbench.training.losses import CatalogueSoftmax, SampledLoss, make_loss

# From so many items on, a loss that samples trains the table of items row by row: measured, moving all rows of a dense
# table then costs more than finding the touched ones.
ROWWISE_FROM = 20_000

_FACT = "fact_"


class NextItem(nn.Module):
    """What the engine trains by default: the network, and a loss at its read-outs.

    Args:
        network: gives a vector a position.
        loss: from `make_loss`.
    """

    def __init__(self, network: SequenceNetwork, loss: CatalogueSoftmax | SampledLoss) -> None:
        super().__init__()
        self.network = network
        self.loss = loss

    def forward(self, batch: SequenceBatch) -> torch.Tensor:
        """Return the mean loss over the batch's targets."""
        hidden = self.network.read(self.network(batch), batch)  # (N, C): logits only where there is a target
        loss: torch.Tensor = self.loss(hidden, self.network.item_vectors, batch.target)
        return loss


class SequenceModel(Recommender):
    """Base of the attention models: reads the most recent interactions of a history and scores what comes next."""

    family: ClassVar[str] = "attention"
    rows_sum_to_one: ClassVar[bool] = True

    config: SequenceConfig
    network: SequenceNetwork
    _log_popularity: Float32  # [n_items], the answer for an empty history
    _checkpoints: CheckpointStore | None = None
    _watching: Callable[[], Watch] | None = None  # makes who looks on at every scoring

    # ---- what a model says

    @property
    def reads_at_most(self) -> int:
        """See `ReadsRecent`."""
        return self.config.history_length

    @abstractmethod
    def build(self, n_items: int, facts: Mapping[str, torch.Tensor]) -> SequenceNetwork:
        """Return the network for this configuration; its parameters need no values yet."""

    def facts(self, split: Split, progress: Progress) -> dict[str, torch.Tensor]:
        """Return what the training part (and the dataset's items) tell before learning, by name; see `SequenceNetwork`.

        Args:
            split: only its training part may be read.
            progress: checked.

        Raises:
            ConfigurationError: the dataset has not what the model needs.
        """
        return {}

    def facts_of_cost(self, split: Split) -> dict[str, torch.Tensor]:
        """Return the facts that `build` needs for the number of parameters; not those that take long to find."""
        return self.facts(split, Progress())

    def cost(self, data: Interactions) -> FitCost:
        """Return what a fit of this configuration, nothing in it automatic, costs on a training part."""
        return FitCost(self.config, self.batches(data), data.n_items)

    def batches(self, data: Interactions) -> SequenceBatches:
        """Return the training batches."""
        return SequenceBatches(data, self.config.history_length, self.config.batch_size)

    def prediction(self, histories: Histories) -> SequenceBatch:
        """Return the batch that scores `histories`, none of them empty: one read-out each."""
        return prediction_batch(histories, self.config.history_length)

    def objective(self, network: SequenceNetwork, data: Interactions, generator: torch.Generator) -> nn.Module:
        """Return the module that the engine trains: it holds `network`, takes a batch and returns the mean loss.

        Args:
            network: to be trained.
            data: the training part.
            generator: for whatever the loss draws, on the CPU.
        """
        return NextItem(network, self.loss(data, generator))

    def loss(self, data: Interactions, generator: torch.Generator) -> CatalogueSoftmax | SampledLoss:
        """Return the loss that the configuration names; see `objective` for the arguments."""
        config = self.config
        assert config.loss != "auto"  # a fit has chosen
        return make_loss(
            config.loss,
            torch.from_numpy(data.item_counts),
            n_negatives=config.negatives,
            sampling=config.sampling,
            calibration=config.calibration,
            generator=generator,
        )

    # ---- the contract

    def fit(self, split: Split, *, validation: EvaluationPart | None, seed: int, progress: Progress) -> FitReport:
        """Train; see `Recommender.fit`.

        Initial weights, order of batches, windows, dropout and negatives come from generators seeded by `seed`; torch's
        global generator is neither read nor changed.
        """
        data = split.train
        config = self.config = self.config.for_data(data)
        progress.report(0.0, "preparing")
        placement = place(config.device)
        seeds = np.random.SeedSequence(seed).generate_state(3, np.uint64) >> np.uint64(1)  # torch wants int64
        weights, sampling, order = (int(s) for s in seeds)

        self._log_popularity = np.log((data.item_counts + 1.0) / (len(data) + data.n_items)).astype(np.float32)
        self.network = self._empty_network(data.n_items, self.facts(split, progress))
        self.network.initialise(torch.Generator().manual_seed(weights))
        self.network.to(placement.device)
        self.network.item.rowwise = self._trains_by_rows(data.n_items, placement)
        # Processes of one fit drop out differently, and draw the same negatives.
        dropping = torch.Generator(placement.device)
        use_generator(self.network, dropping)
        drawing = torch.Generator().manual_seed(sampling)

        batches, sample = self.batches(data), None
        if validation is not None and len(validation) > 0:
            sample = validation.sample(self.cost(data).validated(len(validation)), seed=0)
        result = train(
            self.objective(self.network, data, drawing),
            batches,
            TrainingOptions(
                epochs=config.epochs,
                learning_rate=config.learning_rate,
                schedule=config.schedule,
                warmup_steps=config.warmup_steps,
                weight_decay=config.weight_decay,
                clip_norm=config.clip_norm,
                patience=config.patience,
                least_epochs=config.earliest_stop,
                parts=config.parts,
                average=config.average,
                seed=order,
            ),
            placement=placement,
            progress=progress,
            validate=None if sample is None else lambda: ndcg_at(self, sample, 10, progress=progress),
            generators={"negatives": drawing},
            noise=dropping,
            checkpoints=self._checkpoints,
        )
        use_generator(self.network, None)
        details: dict[str, Any] = {}
        if sample is not None:
            details = {"validation ndcg@10": result.best_value, "validation cases": len(sample)}
        if result.parts > config.parts:
            details["memory"] = f"Memory was short: steps were computed in {result.parts} parts."
        return FitReport(
            seconds=result.seconds,
            epochs=result.epochs,
            best_epoch=result.best_epoch,
            stopped=result.stopped,
            parameters=sum(p.numel() for p in self.network.parameters()),
            throughput=result.throughput,
            device=placement.description,
            details=details,
        )

    def _trains_by_rows(self, n_items: int, placement: Placement) -> bool:
        """Whether a step moves only the rows of items that it touched."""
        if self.config.loss == "softmax" or n_items < ROWWISE_FROM:
            return False
        kind = placement.device.type  # Apple's GPUs know no sparse gradients, and processes on NVIDIA's exchange none
        return kind == "cpu" or (kind == "cuda" and placement.fabric.world_size == 1)

    def keep_checkpoints(self, checkpoints: CheckpointStore) -> None:
        """See `KeepsCheckpoints`."""
        self._checkpoints = checkpoints

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
            asked = None if histories.asked is None else histories.asked[filled]
            others = Histories(histories.item, histories.value, histories.time, offsets, asked)
            scores[filled] = self._score_filled(others, candidates)
        return scores

    def _score_filled(self, histories: Histories, candidates: npt.NDArray[Any] | None) -> Float32:
        return self._scores(histories, candidates, None if self._watching is None else self._watching())

    @torch.inference_mode()
    def _scores(self, histories: Histories, candidates: npt.NDArray[Any] | None, watch: Watch | None) -> Float32:
        wanted = None if candidates is None else self._codes(candidates)
        batch = self._batch(histories)._replace(watch=watch)
        scores: Float32 = self.network.scores(batch, wanted).float().cpu().numpy()
        return scores

    @torch.inference_mode()
    def score_without(
        self, history: Histories, places: npt.NDArray[Any], candidates: npt.NDArray[Any], check: Callable[[], None]
    ) -> Float32 | None:
        """See `ScoresRemovals`."""
        n = len(history.item)
        if self._watching is not None or n < 2 or not can_share(self.network):
            return None
        whole, shorter = self._batch(history), self._batch(history.without_newest())
        gone = (places - (n - whole.item.shape[1])).tolist()
        hidden = hidden_without(self.network, whole, shorter, gone, check)
        scores: Float32 = (hidden @ self.network.item_vectors(self._codes(candidates)).T).float().cpu().numpy()
        return scores

    def _batch(self, histories: Histories) -> SequenceBatch:
        return self.prediction(histories).to(self.network.item.weight.device)

    def _codes(self, *items: npt.ArrayLike) -> torch.Tensor:
        codes = np.concatenate([np.atleast_1d(np.asarray(part, dtype=np.int64)) for part in items])
        return torch.from_numpy(codes).to(self.network.item.weight.device)

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
        batch = self.prediction(histories).to(self.network.item.weight.device)
        _, weights = self.network.forward_with_weights(batch)  # (1, layers, heads, T, T)
        recent = histories.latest(self.config.history_length).item
        n_read, n_all = len(recent), len(histories.item)
        return AttentionWeights(
            # A place that a model adds behind the history (a mask to fill in) belongs to no item.
            weights=weights[0, :, :, :n_read, :n_read].float().cpu().numpy(),
            item=recent,
            position=np.arange(n_all - n_read, n_all),
            rows_sum_to_one=self.rows_sum_to_one,
        )

    def attention_layers(
        self, history: Histories, item: int, rivals: npt.NDArray[Any]
    ) -> tuple[tuple[AttentionLayer, ...], tuple[Float32, ...]]:
        """See `ReplaysAttention`."""
        return watched(self.network, self._batch(history), self._codes(item, rivals))

    def score_from(
        self, history: Histories, layers: Sequence[AttentionLayer], candidates: npt.NDArray[Any] | None = None
    ) -> Float32:
        """See `ReplaysAttention`."""
        return self._scores(history, candidates, Replaying(layers))

    def without_head(self, layer: int, head: int) -> Self:
        """See `ReplaysAttention`; the weights are shared with this model."""
        other = copy.copy(self)
        other._watching = partial(Silencing, layer, head)
        return other

    def presence_gradients(
        self, history: Histories, presence: Float32, item: int, rivals: npt.NDArray[Any]
    ) -> tuple[Float32, Float32]:
        """See `ShowsGradients`."""
        recent = history.latest(self.config.history_length)
        n_rows, n_read = presence.shape
        again = Interactions(
            item=recent.item,
            value=recent.value,
            time=recent.time,
            offsets=recent.offsets,
            n_items=len(self._log_popularity),
        ).histories(np.zeros(n_rows, np.int64))
        batch = self._batch(again)
        # A place that a model adds behind the history is always there.
        there = torch.ones(batch.item.shape, device=batch.item.device)
        there[:, :n_read] = torch.from_numpy(np.asarray(presence, np.float32)).to(there.device)
        leads, found = presence_gradients(self.network, batch, self._codes(item, rivals), there)
        return leads, found[:, :n_read]

    def untrained(self, seed: int) -> Self:
        """See `CanBeUntrained`."""
        other = type(self)(self.config)
        other._log_popularity = self._log_popularity
        facts = {
            name.removeprefix(_FACT): buffer for name, buffer in self.network.named_buffers() if name.startswith(_FACT)
        }
        network = other._empty_network(len(self._log_popularity), facts)
        network.initialise(torch.Generator().manual_seed(seed))
        other.network = network.to(self.network.item.weight.device).eval()
        return other

    def item_vectors(self) -> Float32:
        """Return float32 [n_items, width], what positions are compared with."""
        with torch.inference_mode():
            vectors: Float32 = self.network.item_vectors().float().cpu().numpy()
        return vectors

    def estimate(self, split: Split) -> CostEstimate:
        """See `EstimatesCost`; the time is that of all epochs, without early stopping."""
        data = split.train
        config = self.config.for_data(data)
        model = type(self)(config)
        parameters = sum(p.numel() for p in model._empty_network(data.n_items, model.facts_of_cost(split)).parameters())
        return model.cost(data).estimate(parameters, len(split.validation))

    # ---- storage

    def save(self, folder: Path) -> None:
        """See `Recommender.save`."""
        arrays = {name: tensor.detach().cpu().numpy() for name, tensor in self.network.state_dict().items()}
        arrays["log_popularity"] = self._log_popularity
        write_model(folder, self, arrays, n_items=len(self._log_popularity))

    @classmethod
    def load(cls, folder: Path) -> Self:
        """See `Recommender.load`; the model then runs on the CPU."""
        stored = read_model(folder, cls)
        model = cls(stored.config)
        model._log_popularity = check_shape(folder, stored.arrays, "log_popularity", np.float32, (stored.n_items,))
        facts = {
            name.removeprefix(_FACT): torch.from_numpy(array)
            for name, array in stored.arrays.items()
            if name.startswith(_FACT)
        }
        network = model._empty_network(stored.n_items, facts)
        network.load_state_dict(
            {
                name: torch.from_numpy(
                    check_shape(folder, stored.arrays, name, tensor.numpy().dtype, tuple(tensor.shape))
                )
                for name, tensor in network.state_dict().items()
            }
        )
        model.network = network.eval()
        return model

    def _empty_network(self, n_items: int, facts: Mapping[str, torch.Tensor]) -> SequenceNetwork:
        """Build the network without filling it: torch would draw its first weights from the global generator."""
        with torch.device("meta"):
            network = self.build(n_items, facts)
        network = network.to_empty(device="cpu")
        network.recompute = self.config.recompute
        for name, fact in facts.items():
            network.register_buffer(_FACT + name, fact)
        return network

"""The base of models whose numbers are learned by gradient steps over batches of people, each history as a set.

A model says what network it needs, what a batch of people costs, and how histories are scored. There are no numbers of
a person anywhere: whoever is scored is described by their history, so that known, new and edited ones are one case.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated, Any, Self

import numpy as np
import numpy.typing as npt
import torch
from pydantic import Field
from torch import nn

from workbench.data.interactions import Float32, Histories, Interactions
from workbench.data.splits import EvaluationPart, Split
from workbench.jobs import Progress
from workbench.models.artifacts import check_shape, read_model, write_model
from workbench.models.ranking import ndcg_at
from workbench.models.recommender import FitReport, ModelConfig, Recommender
from workbench.training.device import configure_threads
from workbench.training.epochs import batches_of_people, train_epochs
from workbench.training.stopwatch import Stopwatch

# Validation cases that are looked at after each epoch.
MOST_VALIDATED = 2_048
FACT = "fact_"

Factors = Annotated[
    int,
    Field(
        ge=2,
        le=512,
        title="Factors",
        description="Numbers that describe an item, and a person's taste.",
        json_schema_extra={"tune": {"low": 16, "high": 256, "log": True}},
    ),
]
LearningRate = Annotated[
    float,
    Field(
        gt=0.0,
        le=1.0,
        title="Learning rate",
        description="Size of a training step (Adam).",
        json_schema_extra={"tune": {"low": 5e-4, "high": 0.03, "log": True}},
    ),
]
Regularisation = Annotated[
    float,
    Field(
        ge=0.0,
        le=10.0,
        title="Regularisation",
        description="Pull of the numbers towards zero at each step.",
        json_schema_extra={"tune": {"low": 1e-4, "high": 1.0, "log": True}},
    ),
]
Dropout = Annotated[
    float,
    Field(
        ge=0.0,
        le=0.95,
        title="Dropout",
        description="Share of the history's numbers dropped in training, against learning by heart.",
        json_schema_extra={"tune": {"low": 0.0, "high": 0.8}},
    ),
]
HistoryPower = Annotated[
    float,
    Field(
        ge=0.0,
        le=1.0,
        title="History normalisation",
        description="Power of a history's length that its sum is divided by: 1 takes the mean.",
        json_schema_extra={"advanced": True},
    ),
]
Epochs = Annotated[int, Field(ge=1, le=1_000, title="Epochs", description="Most passes over the training data.")]
Patience = Annotated[
    int,
    Field(
        ge=0,
        le=200,
        title="Stop early",
        description="Stop after this many epochs without a gain in validation; 0 never.",
    ),
]
Negatives = Annotated[
    int,
    Field(
        ge=1,
        le=16_384,
        title="Negatives",
        description="Random items a step that all of its interactions are compared with.",
    ),
]


class FactorConfig(ModelConfig):
    """What all of them can be told."""

    learning_rate: LearningRate = 0.005
    regularisation: Regularisation = 0.1
    epochs: Epochs = 60
    patience: Patience = 8


class FactorModel(Recommender):
    """Learns a network from batches of people."""

    config: FactorConfig
    network: nn.Module
    _popularity: Float32  # [n_items], log popularity: the answer for an empty history

    # ---- what a model says

    @abstractmethod
    def build(self, n_items: int, facts: Mapping[str, torch.Tensor]) -> nn.Module:
        """Return the network; its parameters need no values yet."""

    @abstractmethod
    def initialise(self, network: nn.Module, data: Interactions, generator: torch.Generator) -> None:
        """Give the parameters their first values, all randomness from `generator`."""

    @abstractmethod
    def loss(self, data: Interactions, people: npt.NDArray[np.int64], generator: torch.Generator) -> torch.Tensor:
        """Return the mean loss of these people, codes ascending, each with an interaction in `data`."""

    @abstractmethod
    def scores(self, histories: Histories, candidates: torch.Tensor | None) -> torch.Tensor:
        """Return float (n_histories, V) or (n_histories, J); what it says of empty histories does not count."""

    def facts(self, split: Split) -> dict[str, torch.Tensor]:
        """Return what the dataset's items and people tell beside the interactions, by name; stored with the model."""
        return {}

    def step_size(self, interactions: int) -> int:
        """Return how many of a training part's interactions make a step: what is computed at once stays small."""
        return 2_048

    def settle(self) -> None:
        """Bring what scores are made of up to date with what was learned, before histories are scored."""

    # ---- the contract

    def fit(self, split: Split, *, validation: EvaluationPart | None, seed: int, progress: Progress) -> FitReport:
        """Learn by Adam; see `Recommender.fit`. First numbers, order, dropout and negatives follow from `seed`."""
        watch, data, config = Stopwatch(progress), split.train, self.config
        configure_threads()
        progress.report(0.0, "preparing")
        generator = torch.Generator().manual_seed(seed)
        counts = data.item_counts
        self._popularity = np.log((counts + 1.0) / (len(data) + data.n_items)).astype(np.float32)
        self.network = self.build_with(data.n_items, self.facts(split))
        self.initialise(self.network, data, generator)
        parameters = dict(self.network.named_parameters())
        optimizer = torch.optim.AdamW(
            [
                {"params": [p for p in parameters.values() if p.ndim >= 2], "weight_decay": config.regularisation},
                {"params": [p for p in parameters.values() if p.ndim < 2], "weight_decay": 0.0},
            ],
            lr=config.learning_rate,
        )

        def run_epoch(report: Callable[[float], None]) -> float:
            total, n = torch.zeros(()), 0
            self.network.train()
            for share, people in batches_of_people(data.offsets, self.step_size(len(data)), generator):
                report(share)
                loss = self.loss(data, people, generator)
                optimizer.zero_grad(set_to_none=True)
                loss.backward()
                optimizer.step()
                total, n = total + loss.detach(), n + 1
            self.network.eval()
            return float(total) / max(1, n)

        judged = None
        if validation is not None and len(validation) > 0:
            sample = validation.sample(MOST_VALIDATED, seed=0)

            def judged() -> float:
                self.settle()
                return ndcg_at(self, sample, 10, progress=progress)

        result = train_epochs(
            {name: tensor.data for name, tensor in parameters.items()},
            run_epoch,
            epochs=config.epochs,
            patience=config.patience,
            validate=judged,
            progress=progress,
        )
        self.settle()
        progress.report(1.0, "learned")
        return FitReport(
            seconds=watch.seconds,
            epochs=result.epochs,
            best_epoch=result.best_epoch,
            stopped=result.stopped,
            parameters=sum(tensor.numel() for tensor in parameters.values()),
            details={} if result.best_value is None else {"validation ndcg@10": result.best_value},
        )

    def score(self, histories: Histories, candidates: npt.NDArray[Any] | None = None) -> Float32:
        """See `Recommender.score`. Safe to call from several threads; an empty history gets log popularity."""
        wanted = None if candidates is None else torch.from_numpy(np.asarray(candidates, np.int64))
        with torch.inference_mode():
            scores: Float32 = self.scores(histories, wanted).numpy()
        known = self._popularity if candidates is None else self._popularity[candidates]
        return np.where(histories.lengths[:, None] > 0, scores, known)

    # ---- storage

    def save(self, folder: Path) -> None:
        """See `Recommender.save`."""
        arrays = {name: tensor.detach().numpy() for name, tensor in self.network.state_dict().items()}
        write_model(folder, self, {**arrays, "popularity": self._popularity}, n_items=len(self._popularity))

    @classmethod
    def load(cls, folder: Path) -> Self:
        """See `Recommender.load`."""
        stored = read_model(folder, cls)
        model = cls(stored.config)
        model._popularity = check_shape(folder, stored.arrays, "popularity", np.float32, (stored.n_items,))
        facts = {
            name.removeprefix(FACT): torch.from_numpy(array)
            for name, array in stored.arrays.items()
            if name.startswith(FACT)
        }
        network = model.build_with(stored.n_items, facts)
        state = {}
        for name, tensor in network.state_dict().items():
            kind = str(tensor.dtype).removeprefix("torch.")
            state[name] = torch.from_numpy(check_shape(folder, stored.arrays, name, kind, tuple(tensor.shape)))
        network.load_state_dict(state)
        model.network = network.eval()
        model.settle()
        return model

    def build_with(self, n_items: int, facts: Mapping[str, torch.Tensor]) -> nn.Module:
        """Build the network and put the facts into it as buffers `fact_…`."""
        network = self.build(n_items, facts)
        for name, fact in facts.items():
            network.register_buffer(FACT + name, fact)
        return network

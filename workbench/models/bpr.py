"""BPR: factors learned from pairs, so that what a person chose stands above what they did not.

Rendle, Freudenthaler, Gantner & Schmidt-Thieme, BPR: Bayesian Personalized Ranking from Implicit Feedback, UAI 2009:
minimise `−ln σ(x̂_ui − x̂_uj)` over items `i` that `u` met and `j` that `u` did not, plus a price of large numbers. The
factors of a person are a sum over their history, as in asymmetric factor models (Paterek, KDD Cup 2007; Kabbur, Ning &
Karypis, FISM, KDD 2013):

    x̂_ui = b_i + h_i · |H \\ i|^−α Σ_{j ∈ H \\ i} y_j

so that a new person or an edited history is scored as exactly as a known one. While it learns, an item is predicted
from the others of its history (equation 3 of FISM), since it would otherwise learn to recommend an item to itself.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar, Self

import numpy as np
import numpy.typing as npt
import torch
import torch.nn.functional as F
from pydantic import Field

from workbench.data.interactions import Float32, Histories, Interactions
from workbench.data.splits import EvaluationPart, Split
from workbench.jobs import Progress
from workbench.models.artifacts import check_shape, read_model, write_model
from workbench.models.ranking import ndcg_at
from workbench.models.recommender import FitReport, ModelConfig, Recommender
from workbench.models.sums import summed_rows
from workbench.training.device import configure_threads
from workbench.training.epochs import batches_of_people, train_epochs
from workbench.training.stopwatch import Stopwatch

# Interactions of a step: its products with all negatives are some 2 MB.
INTERACTIONS_PER_STEP = 2_048


class BPRConfig(ModelConfig):
    """How many factors, and how they are learned."""

    factors: int = Field(
        64, ge=2, le=512, title="Factors", description="Numbers that describe an item, and a person's taste."
    )
    learning_rate: float = Field(
        0.005, gt=0.0, le=1.0, title="Learning rate", description="Size of a training step (Adam)."
    )
    regularisation: float = Field(
        0.1, ge=0.0, le=10.0, title="Regularisation", description="Pull of the factors towards zero at each step."
    )
    negatives: int = Field(
        256,
        ge=1,
        le=16_384,
        title="Negatives",
        description="Random items a step that all of its interactions are compared with.",
    )
    history_power: float = Field(
        0.5,
        ge=0.0,
        le=1.0,
        title="History normalisation",
        description="Power of a history's length that its sum is divided by: 1 takes the mean.",
        json_schema_extra={"advanced": True},
    )
    dropout: float = Field(
        0.5,
        ge=0.0,
        le=0.95,
        title="Dropout",
        description="Share of the history's numbers dropped in training, against learning by heart.",
    )
    epochs: int = Field(60, ge=1, le=1_000, title="Epochs", description="Most passes over the training data.")
    patience: int = Field(
        8,
        ge=0,
        le=200,
        title="Stop early",
        description="Stop after this many epochs without a gain in validation; 0 never.",
    )


class BPR(Recommender):
    """Ranks by the product of an item's factors with the sum of the history's."""

    name: ClassVar[str] = "BPR"
    title: ClassVar[str] = "BPR (pairwise factors)"
    family: ClassVar[str] = "factors"
    summary: ClassVar[str] = "Learns factors so that what people chose stands above random items they did not choose."
    Config: ClassVar[type[ModelConfig]] = BPRConfig

    config: BPRConfig
    _taste: torch.Tensor  # float32 (V, D), y
    _items: torch.Tensor  # float32 (V, D), h
    _bias: torch.Tensor  # float32 (V,)
    _popularity: Float32  # [n_items], log popularity: the answer for an empty history

    def fit(self, split: Split, *, validation: EvaluationPart | None, seed: int, progress: Progress) -> FitReport:
        """Learn by Adam; see `Recommender.fit`. First factors, order, dropout and negatives follow from `seed`."""
        watch, data, config = Stopwatch(progress), split.train, self.config
        configure_threads()
        progress.report(0.0, "preparing")
        generator = torch.Generator().manual_seed(seed)
        self._taste = torch.empty(data.n_items, config.factors).normal_(0.0, 0.02, generator=generator)
        self._items = torch.empty(data.n_items, config.factors).normal_(0.0, 0.02, generator=generator)
        # Log popularity is what biases alone would learn; they start there.
        counts = torch.from_numpy(data.item_counts).float()
        self._bias = (counts + 1.0).log() - (counts + 1.0).log().mean()
        self._popularity = self._bias.numpy().copy()
        parameters = {"taste": self._taste, "items": self._items, "bias": self._bias}
        for tensor in parameters.values():
            tensor.requires_grad_()
        optimizer = torch.optim.AdamW(
            [
                {"params": [self._taste, self._items], "weight_decay": config.regularisation},
                {"params": [self._bias], "weight_decay": 0.0},
            ],
            lr=config.learning_rate,
        )

        def run_epoch(report: Callable[[float], None]) -> float:
            total, n = 0.0, 0
            for share, people in batches_of_people(data.offsets, INTERACTIONS_PER_STEP, generator):
                report(share)
                loss = self._loss(data, people, generator)
                optimizer.zero_grad(set_to_none=True)
                loss.backward()
                optimizer.step()
                total, n = total + loss.detach(), n + 1
            return float(total) / max(1, n)

        judged = None
        if validation is not None and len(validation) > 0:
            sample = validation.sample(2_048, seed=0)

            def judged() -> float:
                return ndcg_at(self, sample, 10, progress=progress)

        result = train_epochs(
            parameters, run_epoch, epochs=config.epochs, patience=config.patience, validate=judged, progress=progress
        )
        for tensor in parameters.values():
            tensor.requires_grad_(False)
        progress.report(1.0, "learned")
        return FitReport(
            seconds=watch.seconds,
            epochs=result.epochs,
            best_epoch=result.best_epoch,
            stopped=result.stopped,
            parameters=sum(tensor.numel() for tensor in parameters.values()),
        )

    def _loss(self, data: Interactions, people: npt.NDArray[np.int64], generator: torch.Generator) -> torch.Tensor:
        """Mean of `−ln σ(x̂_ui − x̂_uj)` over these people's items and the step's negatives that they did not meet."""
        histories = data.histories(people)
        met = torch.from_numpy(histories.item.astype(np.int64))  # (N,)
        owner = torch.from_numpy(histories.rows)
        length = torch.from_numpy(histories.lengths).float()
        vectors = self._taste[met]  # (N, D)
        sums = vectors.new_zeros(len(people), vectors.shape[1]).index_add(0, owner, vectors)
        others = (length[owner] - 1.0).clamp(min=1.0)[:, None] ** self.config.history_power
        taste = (sums[owner] - vectors) / others  # (N, D), the history without the item itself
        if self.config.dropout > 0.0:
            kept = torch.rand(taste.shape, generator=generator) >= self.config.dropout
            taste = taste * kept / (1.0 - self.config.dropout)
        drawn = torch.randint(len(self._items), (self.config.negatives,), generator=generator)  # (J,)
        positive = (taste * self._items[met]).sum(1) + self._bias[met]  # (N,)
        negative = taste @ self._items[drawn].T + self._bias[drawn]  # (N, J)
        place = torch.full((len(self._items),), -1, dtype=torch.int64)
        unique, column = torch.unique(drawn, return_inverse=True)
        place[unique] = torch.arange(len(unique))
        seen = torch.zeros(len(people), len(unique), dtype=torch.bool)
        at = place[met]
        seen[owner[at >= 0], at[at >= 0]] = True
        allowed = ~seen[owner][:, column]  # (N, J)
        losses = F.softplus(negative - positive[:, None]) * allowed
        return losses.sum() / allowed.sum().clamp(min=1)

    def score(self, histories: Histories, candidates: npt.NDArray[Any] | None = None) -> Float32:
        """See `Recommender.score`. Safe to call from several threads; an empty history gets log popularity."""
        with torch.inference_mode():
            sums = summed_rows(self._taste.detach(), histories.item, histories.offsets)
            length = torch.from_numpy(np.maximum(histories.lengths, 1)).float()[:, None]
            taste = sums / length**self.config.history_power
            items, bias = self._items.detach(), self._bias.detach()
            if candidates is not None:
                wanted = torch.from_numpy(np.asarray(candidates, np.int64))
                items, bias = items[wanted], bias[wanted]
            scores: Float32 = torch.addmm(bias, taste, items.T).numpy()
        known = self._popularity if candidates is None else self._popularity[candidates]
        return np.where(histories.lengths[:, None] > 0, scores, known)

    def item_vectors(self) -> Float32:
        """Return float32 [n_items, factors]."""
        vectors: Float32 = self._items.numpy()
        return vectors

    def save(self, folder: Path) -> None:
        """See `Recommender.save`."""
        arrays = {"taste": self._taste.numpy(), "items": self._items.numpy(), "bias": self._bias.numpy()}
        arrays["popularity"] = self._popularity
        write_model(folder, self, arrays, n_items=len(self._items))

    @classmethod
    def load(cls, folder: Path) -> Self:
        """See `Recommender.load`."""
        stored = read_model(folder, cls)
        model = cls(stored.config)
        shape = (stored.n_items, model.config.factors)
        model._taste = torch.from_numpy(check_shape(folder, stored.arrays, "taste", np.float32, shape))
        model._items = torch.from_numpy(check_shape(folder, stored.arrays, "items", np.float32, shape))
        model._bias = torch.from_numpy(check_shape(folder, stored.arrays, "bias", np.float32, (stored.n_items,)))
        model._popularity = check_shape(folder, stored.arrays, "popularity", np.float32, (stored.n_items,))
        return model

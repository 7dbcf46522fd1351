"""LogisticMF: factors whose products say how probable it is that somebody chooses something.

Johnson, Logistic Matrix Factorization for Implicit Feedback Data, NIPS 2014 workshop, equations 2 and 3: maximise

    Σ_{u,i} α r_ui (x_u·y_i + β_u + β_i) − (1 + α r_ui) ln(1 + exp(x_u·y_i + β_u + β_i)) − λ/2 (Σ ‖x_u‖² + Σ ‖y_i‖²)

with `r_ui` 1 where `u` met `i`. People and items take turns. With the other side held fixed the objective is concave,
and a side climbs by Newton's steps with a shared curvature, `c_r · Σ_i w̄_i y_i y_iᵀ + λI`: `w̄` are the mean weights
`(1 + α r) p (1 − p)` of the columns and `c_r` says how much larger a row's own are, so that one decomposition serves
everybody. A step that does not climb is taken back and tried at a quarter of its length. `β` are drawn towards the
columns' log odds instead of towards zero. A history, known, new or edited, gets its vector by the same steps.
"""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any, ClassVar, Self

import numpy as np
import numpy.typing as npt
import torch
import torch.nn.functional as F
from pydantic import Field
from scipy import sparse

from workbench.data.interactions import Float32, Histories
from workbench.data.splits import EvaluationPart, Split
from workbench.jobs import Progress
from workbench.models.artifacts import check_shape, read_model, write_model
from workbench.models.item_products import meetings
from workbench.models.ranking import ndcg_at
from workbench.models.recommender import FitReport, ModelConfig, Recommender
from workbench.training.device import configure_threads
from workbench.training.epochs import train_epochs
from workbench.training.stopwatch import Stopwatch

# Probabilities that one block may hold: 16 MB of float32.
NUMBERS_PER_BLOCK = 4_000_000
# Steps of a side before the other has its turn, and of a history that is scored; a history starts from nothing.
STEPS_A_TURN, STEPS_OF_A_HISTORY = 3, 10


class LogisticMFConfig(ModelConfig):
    """How many factors, and how they are held back."""

    factors: int = Field(
        32, ge=2, le=256, title="Factors", description="Numbers that describe a person's taste, and an item."
    )
    regularisation: float = Field(
        3.0, gt=0.0, le=1_000.0, title="Regularisation", description="Price of large numbers: larger for sparser data."
    )
    confidence: float = Field(
        3.0,
        gt=0.0,
        le=100.0,
        title="Confidence",
        description="How much a meeting counts beside not having met (α in the paper).",
    )
    iterations: int = Field(30, ge=1, le=500, title="Iterations", description="Turns of people and items.")
    patience: int = Field(
        5,
        ge=0,
        le=200,
        title="Stop early",
        description="Stop after this many iterations without a gain in validation; 0 never.",
    )


class LogisticMF(Recommender):
    """Ranks by the log odds that the history's person would choose an item."""

    name: ClassVar[str] = "LogisticMF"
    title: ClassVar[str] = "LogisticMF (logistic factors)"
    family: ClassVar[str] = "factors"
    summary: ClassVar[str] = "Describes people and items by factors whose products give the odds of a meeting."
    Config: ClassVar[type[ModelConfig]] = LogisticMFConfig

    config: LogisticMFConfig
    _items: torch.Tensor  # float32 (V, D + 1): y_i, and 1 for the person's own bias
    _bias: torch.Tensor  # float32 (V,), β_i
    _shared: torch.Tensor  # float32 (V,), w̄ of the items
    _popularity: Float32  # [n_items], log odds of a meeting: the answer for an empty history

    def fit(self, split: Split, *, validation: EvaluationPart | None, seed: int, progress: Progress) -> FitReport:
        """Let people and items take turns; see `Recommender.fit`. Only the first item factors are random."""
        watch, data, config = Stopwatch(progress), split.train, self.config
        configure_threads()
        by_user = meetings(data)
        by_item = by_user.T.tocsr()
        generator = torch.Generator().manual_seed(seed)
        start = torch.empty(data.n_items, config.factors)
        start.normal_(0.0, 1.0 / math.sqrt(config.factors), generator=generator)
        self._items = torch.cat((start, torch.ones(data.n_items, 1)), dim=1)
        counts = torch.from_numpy(data.item_counts).float()
        rate = (counts + 0.5) / (data.n_users + 1.0)
        base = ((1.0 + config.confidence) * rate / (1.0 - rate)).log()
        self._shared = self._mean_weights(rate)
        lengths = torch.from_numpy(np.diff(by_user.indptr).astype(np.float32))
        of_people = self._mean_weights((lengths + 0.5) / (data.n_items + 1.0))
        self._bias = base
        self._popularity = base.numpy()
        people = torch.zeros(data.n_users, config.factors + 1)

        def run_iteration(report: Any) -> float:
            nonlocal people
            people = self._ascend(people, by_user, self._items, self._bias, self._shared, STEPS_A_TURN, progress)
            report(0.5)
            # Items see the people's vectors and a one of their own; the people's biases are an offset of the columns.
            ones = torch.cat((people[:, :-1], torch.ones(len(people), 1)), dim=1)
            own = torch.cat((self._items[:, :-1], (self._bias - base)[:, None]), dim=1)
            own = self._ascend(own, by_item, ones, base[:, None] + people[:, -1], of_people, STEPS_A_TURN, progress)
            self._items = torch.cat((own[:, :-1], torch.ones(len(own), 1)), dim=1)
            self._bias = base + own[:, -1]
            parameters["items"], parameters["bias"] = self._items, self._bias
            return float(self._items[:, :-1].square().mean())

        parameters = {"items": self._items, "bias": self._bias}
        judged = None
        if validation is not None and len(validation) > 0:
            sample = validation.sample(2_048, seed=0)

            def judged() -> float:
                return ndcg_at(self, sample, 10, progress=progress)

        result = train_epochs(
            parameters,
            run_iteration,
            epochs=config.iterations,
            patience=config.patience,
            validate=judged,
            progress=progress,
        )
        progress.report(1.0, "solved")
        return FitReport(
            seconds=watch.seconds,
            epochs=result.epochs,
            best_epoch=result.best_epoch,
            stopped=result.stopped,
            parameters=self._items.numel() + self._bias.numel(),
        )

    def _mean_weights(self, rate: torch.Tensor) -> torch.Tensor:
        """w̄, float32 like `rate`, the share of rows that met each column: where the bias alone tells them apart."""
        odds = (1.0 + self.config.confidence) * rate / (1.0 - rate)
        return ((1.0 + self.config.confidence * rate) * odds / (1.0 + odds) ** 2).clamp(min=1e-9)

    def _ascend(
        self,
        vectors: torch.Tensor,
        met: sparse.csr_array,
        others: torch.Tensor,
        offsets: torch.Tensor,
        shared: torch.Tensor,
        steps: int,
        progress: Progress,
    ) -> torch.Tensor:
        """Return the rows' vectors after some steps.

        Args:
            vectors: float32 (n, D + 1), where to start; the last number is the row's bias.
            met: float [n, m], who met what.
            others: float32 (m, D + 1), the other side's vectors with a one behind.
            offsets: float32 (m,) or (n, m), what is added to the products.
            shared: float32 (m,), w̄.
            steps: how many.
            progress: checked at every step.
        """
        confidence, price = self.config.confidence, self.config.regularisation
        found = torch.empty_like(vectors)
        scales, turn = torch.linalg.eigh((others * shared[:, None]).T @ others)
        rows = max(1, NUMBERS_PER_BLOCK // max(1, len(others)))
        for start in range(0, len(vectors), rows):
            block = vectors[start : start + rows]
            seen = torch.from_numpy(met[start : start + rows].toarray().astype(np.float32))
            pull = confidence * (seen @ others)
            weight = 1.0 + confidence * seen
            beside = offsets[start : start + rows] if offsets.ndim == 2 else offsets
            lengths = torch.ones(len(block), 1)
            best = torch.full((len(block),), -torch.inf)
            proposed, step = block, torch.zeros_like(block)
            for _ in range(steps + 1):
                progress.check()
                logits = torch.addmm(beside, proposed, others.T)
                value = (confidence * (seen * logits) - weight * F.softplus(logits)).sum(1)
                value = value - 0.5 * price * proposed.square().sum(1)
                # Where nothing is gained any more, the last bits say nothing about climbing.
                climbed = (value >= best - 1e-6 * best.abs())[:, None]
                block = torch.where(climbed, proposed, block)
                best = torch.maximum(best, value)
                odds = logits.sigmoid_()
                curvatures = weight * odds * (1.0 - odds)
                own = (curvatures.sum(1, keepdim=True) / shared.sum()).clamp(min=1.0)
                gradient = pull - (weight * odds) @ others - price * proposed
                turned = (gradient @ turn) / (own * scales.clamp(min=0.0) + price)
                step = torch.where(climbed, turned @ turn.T, step)
                lengths = torch.where(climbed, (lengths * 2.0).clamp(max=1.0), lengths * 0.25)
                proposed = block + lengths * step
            found[start : start + rows] = block
        return found

    def score(self, histories: Histories, candidates: npt.NDArray[Any] | None = None) -> Float32:
        """See `Recommender.score`. Safe to call from several threads; repeated items count once."""
        shape = (len(histories), len(self._items))
        matrix = sparse.csr_array(
            (np.ones(len(histories.item)), histories.item.copy(), histories.offsets.copy()), shape
        )
        matrix.sum_duplicates()
        matrix.data[:] = 1.0
        empty = torch.zeros(len(histories), self._items.shape[1])
        people = self._ascend(empty, matrix, self._items, self._bias, self._shared, STEPS_OF_A_HISTORY, Progress())
        items, bias = self._items, self._bias
        if candidates is not None:
            wanted = torch.from_numpy(np.asarray(candidates, np.int64))
            items, bias = items[wanted], bias[wanted]
        scores: Float32 = torch.addmm(bias, people, items.T).numpy()
        known = self._popularity if candidates is None else self._popularity[candidates]
        return np.where(histories.lengths[:, None] > 0, scores, known)

    def item_vectors(self) -> Float32:
        """Return float32 [n_items, factors]."""
        vectors: Float32 = self._items[:, :-1].numpy()
        return vectors

    def save(self, folder: Path) -> None:
        """See `Recommender.save`."""
        arrays = {"items": self._items.numpy(), "bias": self._bias.numpy(), "popularity": self._popularity}
        arrays["shared"] = self._shared.numpy()
        write_model(folder, self, arrays, n_items=len(self._items))

    @classmethod
    def load(cls, folder: Path) -> Self:
        """See `Recommender.load`."""
        stored = read_model(folder, cls)
        model = cls(stored.config)
        shape = (stored.n_items, model.config.factors + 1)
        model._items = torch.from_numpy(check_shape(folder, stored.arrays, "items", np.float32, shape))
        model._bias = torch.from_numpy(check_shape(folder, stored.arrays, "bias", np.float32, (stored.n_items,)))
        model._shared = torch.from_numpy(check_shape(folder, stored.arrays, "shared", np.float32, (stored.n_items,)))
        model._popularity = check_shape(folder, stored.arrays, "popularity", np.float32, (stored.n_items,))
        return model

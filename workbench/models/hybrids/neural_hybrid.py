"""A gate that says for each history how much each part is to be believed.

A mixture of experts (Jacobs, Jordan, Nowlan & Hinton, Adaptive Mixtures of Local Experts, Neural Computation 3, 1991)
whose experts are other models and stay as they are.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar, Self

import numpy as np
import numpy.typing as npt
import torch
from pydantic import Field
from torch import nn

from workbench.data.interactions import Float32, Histories
from workbench.data.splits import EvaluationPart, Split
from workbench.errors import ConfigurationError
from workbench.jobs import Progress
from workbench.models.artifacts import Arrays, check_shape, read_model, write_model
from workbench.models.hybrids.parts import HybridConfig, HybridRecommender, Parts, held_back, read_parts
from workbench.models.hybrids.weighted_hybrid import MOST_SCORES, collected, mean_gain
from workbench.models.ranking import top_items
from workbench.models.recommender import FitReport, ModelConfig
from workbench.training.device import configure_threads
from workbench.training.stopwatch import Stopwatch

# Of the history: length, popularity of its items (mean, spread, latest), repeats; of each part: how far its best item
# stands out, and the popularity of its best items.
OF_HISTORY, OF_PART = 5, 2
BEST_ITEMS = 10
STEP_CASES = 64


class NeuralHybridConfig(HybridConfig):
    """Which models are gated, and how the gate learns."""

    takes_runs: ClassVar[bool] = False

    width: int = Field(16, ge=1, le=512, title="Width", description="Numbers of the gate's hidden layer.")
    epochs: int = Field(20, ge=1, le=1_000, title="Epochs", description="Most passes; the best on validation is kept.")
    learning_rate: float = Field(0.01, gt=0.0, le=1.0, title="Learning rate", description="Step size of Adam.")


class NeuralHybrid(HybridRecommender):
    """Adds up the standard scores of its parts with weights that depend on the history.

    `s(i) = e^t · Σ_p g_p · z_p(i)`, with `z_p` the part's standard scores (see `parts.standardised`), `g` the softmax
    of a small network over the history's state, and `t` one learned sharpness, which changes no order. The state:
    length, popularity of the history's items (mean, spread, of the latest), share of repeats; and for each part how far
    its best item stands out and how popular its ten best are.

    The gate learns by softmax cross-entropy over all items that the history does not hold, from the last interaction of
    each training history, held back from the parts that are asked meanwhile; then the parts are fitted again on the
    whole training part. The epoch is chosen by ndcg@10 on validation.
    """

    name: ClassVar[str] = "NeuralHybrid"
    title: ClassVar[str] = "Neural gate over models"
    family: ClassVar[str] = "hybrids"
    summary: ClassVar[str] = "Learns for each history how much each of several models is to be believed."
    Config: ClassVar[type[ModelConfig]] = NeuralHybridConfig

    config: NeuralHybridConfig
    _popularity: Float32  # [n_items], 0 … 1 on a logarithmic scale
    _gate: Gate

    def fit(self, split: Split, *, validation: EvaluationPart | None, seed: int, progress: Progress) -> FitReport:
        """Fit the parts without what is held back, the gate, and the parts again; see `Recommender.fit`.

        Raises:
            ConfigurationError: no history is long enough to hold an interaction back.
        """
        configure_threads()
        watch, wanted, n_items = Stopwatch(progress), read_parts(self.config.parts), split.train.n_items
        reduced, cases = held_back(split)
        if not len(cases):
            raise ConfigurationError(
                "A gate learns from interactions that are held back, and every history has only one.",
                hint="Choose a hybrid that needs none: RankFusion.",
            )
        most = max(1, MOST_SCORES // (2 * len(wanted) * n_items))
        counts = split.train.item_counts
        self._popularity = (np.log1p(counts) / np.log1p(max(1, int(counts.max(initial=0))))).astype(np.float32)
        parts = Parts.fit(wanted, reduced, validation, seed, progress, (0.0, 0.4), why=", held back")
        sample = cases.sample(most, seed)
        scores = collected(parts, sample, n_items, progress)
        self._parts = Parts.fit(wanted, split, validation, seed, progress, (0.4, 0.8))
        judged = None
        if validation is not None and len(validation):
            few = validation.sample(most, seed)
            judged = (few, collected(self._parts, few, n_items, progress))
        progress.report(0.85, "learning the gate")
        state = self._state(sample.histories, scores)
        self._gate = Gate(state.shape[1], self.config.width, len(wanted), seed)
        self._gate.centre(state)
        details = self._learn(sample, scores, state, judged, seed, progress)
        progress.report(1.0, "learned the gate")
        return FitReport(
            seconds=watch.seconds,
            epochs=self.config.epochs,
            best_epoch=int(details.pop("epoch")),
            parameters=sum(p.numel() for p in self._gate.parameters()),
            details=details,
        )

    def _learn(
        self,
        cases: EvaluationPart,
        scores: Float32,
        state: torch.Tensor,
        judged: tuple[EvaluationPart, Float32] | None,
        seed: int,
        progress: Progress,
    ) -> dict[str, Any]:
        gate, generator = self._gate, torch.Generator().manual_seed(seed)
        optimizer = torch.optim.Adam(gate.parameters(), lr=self.config.learning_rate, weight_decay=1e-4)
        first = torch.from_numpy(cases.target_item[cases.target_offsets[:-1]].astype(np.int64))
        best, best_epoch, kept = -1.0, 0, {k: v.clone() for k, v in gate.state_dict().items()}
        for epoch in range(1, self.config.epochs + 1):
            for chosen in torch.randperm(len(cases), generator=generator).split(STEP_CASES):
                progress.report(0.85 + 0.15 * (epoch - 1) / self.config.epochs, f"learning the gate, epoch {epoch}")
                rows = chosen.numpy()
                z = torch.from_numpy(scores[:, rows])  # (P, B, V)
                logits = torch.einsum("bp,pbi->bi", gate(state[chosen]), z) * gate.sharpness.exp()
                seen = cases.take(rows).histories
                logits[torch.from_numpy(seen.rows), torch.from_numpy(seen.item.astype(np.int64))] = -1e9
                loss = nn.functional.cross_entropy(logits, first[chosen])
                optimizer.zero_grad()
                loss.backward()
                optimizer.step()
            if judged is None:
                continue
            found = self._gain(*judged, progress)
            progress.point("ndcg@10", epoch, found)
            if found > best:
                best, best_epoch, kept = found, epoch, {k: v.clone() for k, v in gate.state_dict().items()}
        if judged is None:
            return {"epoch": self.config.epochs}
        gate.load_state_dict(kept)
        return {"epoch": best_epoch, "validation ndcg@10": best, "validation cases": len(judged[0])}

    def _gain(self, cases: EvaluationPart, scores: Float32, progress: Progress) -> float:
        with torch.no_grad():
            weights = self._gate(self._state(cases.histories, scores)).numpy()
        one = np.ones(1, np.float32)
        mixed = np.einsum("np,pni->ni", weights, scores)[None].astype(np.float32)
        return mean_gain(mixed, one, cases, progress)

    def _state(self, histories: Histories, scores: Float32) -> torch.Tensor:
        """Return float32 (N, OF_HISTORY + OF_PART · P) for standard scores [P, N, V]."""
        n, lengths = len(histories), np.maximum(histories.lengths, 1)
        popular = self._popularity[histories.item]
        mean = np.bincount(histories.rows, weights=popular, minlength=n) / lengths
        square = np.bincount(histories.rows, weights=popular * popular, minlength=n) / lengths
        latest = np.zeros(n)
        filled = np.flatnonzero(histories.lengths)
        latest[filled] = popular[histories.offsets[filled + 1] - 1]
        distinct = np.unique(histories.rows * len(self._popularity) + histories.item) // len(self._popularity)
        repeats = 1.0 - np.bincount(distinct, minlength=n) / lengths
        columns = [np.log1p(histories.lengths), mean, np.sqrt(np.maximum(square - mean * mean, 0.0)), latest, repeats]
        for part in scores:
            items, best = top_items(part, min(BEST_ITEMS, part.shape[1]), exclude=histories)
            best = np.where(np.isfinite(best), best, 0.0)
            columns += [best[:, 0] - best.mean(axis=1), self._popularity[np.maximum(items, 0)].mean(axis=1)]
        return torch.from_numpy(np.stack(columns, axis=1).astype(np.float32))

    def score(self, histories: Histories, candidates: npt.NDArray[Any] | None = None) -> Float32:
        """See `Recommender.score`."""
        scores = self._parts.standard_scores(histories)
        with torch.no_grad():
            weights = self._gate(self._state(histories, scores)).numpy()
        mixed = np.einsum("np,pni->ni", weights, scores).astype(np.float32)
        return mixed if candidates is None else mixed[:, candidates]

    def save(self, folder: Path) -> None:
        """See `Recommender.save`; the parts are stored inside."""
        arrays: Arrays = self._parts.arrays() | {"popularity": self._popularity}
        arrays |= {f"gate.{name}": value.numpy() for name, value in self._gate.state_dict().items()}
        write_model(folder, self, arrays, n_items=len(self._popularity))

    @classmethod
    def load(cls, folder: Path) -> Self:
        """See `Recommender.load`."""
        stored = read_model(folder, cls)
        model = cls(stored.config)
        model._parts = Parts.from_stored(folder, stored)
        model._popularity = check_shape(folder, stored.arrays, "popularity", np.float32, (stored.n_items,))
        n_parts = len(model._parts.models)
        model._gate = Gate(OF_HISTORY + OF_PART * n_parts, model.config.width, n_parts, 0)
        wanted = model._gate.state_dict()
        model._gate.load_state_dict(
            {
                name: torch.from_numpy(
                    check_shape(folder, stored.arrays, f"gate.{name}", np.float32, tuple(value.shape)).copy()
                )
                for name, value in wanted.items()
            }
        )
        return model


class Gate(nn.Module):
    """Weights of the parts from the state of a history.

    Args:
        n_features: of the state.
        width: of the hidden layer.
        n_parts: P.
        seed: of the first weights; the last layer begins at zero, so that all parts count alike.
    """

    def __init__(self, n_features: int, width: int, n_parts: int, seed: int) -> None:
        super().__init__()
        self.hidden, self.out = nn.Linear(n_features, width), nn.Linear(width, n_parts)
        self.sharpness = nn.Parameter(torch.zeros(1))
        self.register_buffer("mean", torch.zeros(n_features))
        self.register_buffer("deviation", torch.ones(n_features))
        generator = torch.Generator().manual_seed(seed)
        nn.init.kaiming_uniform_(self.hidden.weight, a=5**0.5, generator=generator)
        for zero in (self.hidden.bias, self.out.weight, self.out.bias):
            nn.init.zeros_(zero)

    def centre(self, state: torch.Tensor) -> None:
        """Take the mean and spread of the features from `state` (N, F)."""
        self.mean.copy_(state.mean(0))
        self.deviation.copy_(state.std(0, unbiased=False).clamp(min=1e-3))

    def forward(self, state: torch.Tensor) -> torch.Tensor:
        """Return float (N, P), rows of sum 1, for `state` (N, F)."""
        hidden = torch.tanh(self.hidden((state - self.mean) / self.deviation))
        weights: torch.Tensor = self.out(hidden).softmax(-1)
        return weights

"""Models whose reasons are known, because they are written down here; their attention is honest, or is not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar, Self

import numpy as np

from workbench.data.interactions import Float32, Histories
from workbench.data.splits import EvaluationPart, Split
from workbench.jobs import Progress
from workbench.models.recommender import AttentionWeights, FitReport, ModelConfig, Recommender

N_ITEMS = 60
# What each item of a history says for each other one: few say much.
SAYS = (np.random.default_rng(3).random((N_ITEMS, N_ITEMS)) ** 6).astype(np.float32)


class KnownReasons(Recommender):
    """An item's score is the sum of what the history's items say for it.

    Args:
        attends: makes the shown attention of what each interaction says for the first recommendation.
    """

    name: ClassVar[str] = "KnownReasons"
    title: ClassVar[str] = "Known reasons"
    family: ClassVar[str] = "test"
    summary: ClassVar[str] = "Adds what the items say."
    Config: ClassVar[type[ModelConfig]] = ModelConfig

    def __init__(self, attends: Callable[[Float32], Float32]) -> None:
        super().__init__()
        self._attends = attends

    def fit(self, split: Split, *, validation: EvaluationPart | None, seed: int, progress: Progress) -> FitReport:
        raise NotImplementedError

    def score(self, histories: Histories, candidates: np.ndarray[Any, Any] | None = None) -> Float32:
        scores = np.zeros((len(histories), N_ITEMS), np.float32)
        np.add.at(scores, histories.rows, SAYS[histories.item])
        return scores if candidates is None else scores[:, candidates]

    def attention(self, histories: Histories) -> AttentionWeights:
        n = len(histories.item)
        unseen = self.score(histories)[0]
        unseen[histories.item] = -np.inf
        row = self._attends(SAYS[histories.item, int(unseen.argmax())])
        weights = np.tril(np.ones((n, n), np.float32))
        weights[-1] = row
        weights /= weights.sum(axis=1, keepdims=True)
        return AttentionWeights(weights[None, None], histories.item, np.arange(n))

    def save(self, folder: Path) -> None:
        raise NotImplementedError

    @classmethod
    def load(cls, folder: Path) -> Self:
        raise NotImplementedError


def honest(says: Float32) -> Float32:
    return says + np.float32(1e-6)


def upside_down(says: Float32) -> Float32:
    return np.float32(1.0) / (says + np.float32(0.01))


def blurred(says: Float32) -> Float32:
    noise = np.random.default_rng(int(says.sum() * 1e6)).random(len(says)).astype(np.float32)
    return honest(says) * (np.float32(0.05) + noise)


def unrelated(says: Float32) -> Float32:
    return np.random.default_rng(int(says.sum() * 1e6)).random(len(says)).astype(np.float32) + np.float32(0.01)


def a_history(seed: int, length: int = 14) -> Histories:
    return Histories.single(np.random.default_rng(seed).permutation(N_ITEMS)[:length])

"""ContentSimilarity: what is like the history by its texts, pictures and sounds, weighed by what each tells.

The profile of a history is the mean of its items' vectors, the most recent counting most (Rocchio's profile, as in
Pazzani & Billsus, Content-Based Recommendation Systems, 2007, §10.4); the score of an item is its cosine with it. Needs
no interaction of an item to recommend it.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any, ClassVar, Self

import numpy as np
import numpy.typing as npt
from pydantic import Field
from scipy import sparse

from workbench.data.interactions import Float32, Histories
from workbench.data.splits import EvaluationPart, Split
from workbench.errors import ConfigurationError
from workbench.jobs import Progress
from workbench.models.artifacts import check_shape, read_model, write_model
from workbench.models.content.rows import modalities_of, rows, signals
from workbench.models.recommender import FitReport, ModelConfig, Recommender

# Where nothing tells anything, what tells least still decides.
_LEAST_WEIGHT = 1e-3


class ContentSimilarityConfig(ModelConfig):
    """Which content is compared, and how far back a history counts."""

    text: bool = Field(True, title="Text", description="Compare titles, categories and descriptions.")
    image: bool = Field(True, title="Pictures", description="Compare pictures.")
    audio: bool = Field(True, title="Sounds", description="Compare sounds.")
    half_life: float = Field(
        10.0,
        ge=0.5,
        le=10_000.0,
        title="Half-life",
        description="After so many further interactions an item of the history counts half.",
    )


class ContentSimilarity(Recommender):
    """Recommends what is like the history; knows new items from their first day."""

    name: ClassVar[str] = "ContentSimilarity"
    title: ClassVar[str] = "Content similarity"
    family: ClassVar[str] = "content"
    summary: ClassVar[str] = "What is like the history by text, picture and sound, new items too."
    Config: ClassVar[type[ModelConfig]] = ContentSimilarityConfig

    config: ContentSimilarityConfig
    _rows: Float32  # [n_items, width], all modalities side by side, each times the root of its weight
    _mass: Float32  # [n_items], the weights of the modalities that an item has; 0 where it has none
    _log_popularity: Float32  # [n_items], the answer for an empty history

    def modalities(self) -> tuple[str, ...]:
        """See `UsesContent`."""
        return modalities_of(self.config)

    def fit(self, split: Split, *, validation: EvaluationPart | None, seed: int, progress: Progress) -> FitReport:
        """Weigh the modalities by what they tell in the training part; see `Recommender.fit`.

        Raises:
            ConfigurationError: the items have no content that is encoded.
        """
        began = time.perf_counter()
        data = split.train
        content = {name: split.dataset.content[name] for name in self.modalities() if name in split.dataset.content}
        if not any(made.present.any() for made in content.values()):
            raise ConfigurationError(
                f"The items of “{split.dataset.name}” have no content to compare.",
                hint="Import texts, pictures or sounds of the items, or choose another model.",
            )
        reduced = {}
        for name, vectors in content.items():
            progress.report(0.1, f"preparing {name}")
            reduced[name] = rows(vectors)
        weight = signals(content, reduced, data)
        progress.report(0.9)
        weights = {name: max(_LEAST_WEIGHT, value) for name, value in weight.items()}
        beside = [reduced[name] * np.float32(np.sqrt(weights[name])) for name in reduced]
        self._rows = np.ascontiguousarray(np.concatenate(beside, axis=1), dtype=np.float32)
        self._mass = np.sum([content[name].present * weights[name] for name in reduced], axis=0).astype(np.float32)
        self._log_popularity = np.log((data.item_counts + 1.0) / (len(data) + data.n_items)).astype(np.float32)
        return FitReport(
            seconds=time.perf_counter() - began,
            details={f"weight of {name}": round(value, 4) for name, value in weights.items()},
        )

    def score(self, histories: Histories, candidates: npt.NDArray[Any] | None = None) -> Float32:
        """See `Recommender.score`: the mean cosine over the modalities that an item has, −1 where it has none."""
        lengths = histories.lengths
        age = np.repeat(np.cumsum(lengths), lengths) - np.arange(len(histories.item)) - 1.0
        share = 0.5 ** (age / self.config.half_life)
        counted = sparse.csr_array(
            (share, histories.item.astype(np.int64), histories.offsets), shape=(len(histories), len(self._rows))
        )
        profile = np.asarray(counted @ self._rows, dtype=np.float32)
        profile /= np.maximum(np.linalg.norm(profile, axis=1, keepdims=True), 1e-12)
        wanted = slice(None) if candidates is None else candidates
        mass = self._mass[wanted]
        scores = profile @ self._rows[wanted].T / np.maximum(np.sqrt(mass), 1e-12)
        scores[:, mass == 0] = -1.0
        scores[lengths == 0] = self._log_popularity[wanted]
        return np.asarray(scores, dtype=np.float32)

    def item_vectors(self) -> Float32:
        """See `FindsSimilar`."""
        return self._rows

    def save(self, folder: Path) -> None:
        """See `Recommender.save`."""
        arrays = {"rows": self._rows, "mass": self._mass, "log_popularity": self._log_popularity}
        write_model(folder, self, arrays, n_items=len(self._mass))

    @classmethod
    def load(cls, folder: Path) -> Self:
        """See `Recommender.load`."""
        stored = read_model(folder, cls)
        model = cls(stored.config)
        model._rows = check_shape(folder, stored.arrays, "rows", np.float32, (stored.n_items, None))
        model._mass = check_shape(folder, stored.arrays, "mass", np.float32, (stored.n_items,))
        model._log_popularity = check_shape(folder, stored.arrays, "log_popularity", np.float32, (stored.n_items,))
        return model

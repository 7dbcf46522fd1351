"""iALS: matrix factorisation of implicit feedback by alternating least squares.

Hu, Koren & Volinsky, Collaborative Filtering for Implicit Feedback Datasets, ICDM 2008, as in Rendle, Krichene,
Zhang & Koren, Revisiting the Performance of iALS on Item Recommendation Benchmarks, RecSys 2022: minimise

    Σ_{(u,i) met} (1 − w_u·h_i)² + α₀ Σ_{u,i} (w_u·h_i)² + λ Σ_u (n_u + α₀·|I|)^ν ‖w_u‖² + λ Σ_i (n_i + α₀·|U|)^ν ‖h_i‖²

(equations 1–3 and 6). A history, known, new or edited, gets its vector by the same equation that the users got theirs
by, so that there is one way to score.
"""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any, ClassVar, Self

import numpy as np
import numpy.typing as npt
import torch
from pydantic import Field
from scipy import sparse

from workbench.data.interactions import Float32, Histories, Int64
from workbench.data.splits import EvaluationPart, Split
from workbench.jobs import Progress
from workbench.models.artifacts import check_shape, read_model, write_model
from workbench.models.conjugate_gradients import improve_rows
from workbench.models.data_shape import DataShape, ShapedConfig
from workbench.models.item_graph import POPULARITY_WEIGHT, relative_popularity
from workbench.models.item_products import meetings
from workbench.models.least_squares import NUMBERS_PER_BATCH, solve_rows
from workbench.models.recommender import CostEstimate, FitReport, ModelConfig, Recommender
from workbench.models.sparse_products import turned
from workbench.training.device import configure_threads
from workbench.training.stopwatch import Stopwatch


class IALSConfig(ShapedConfig):
    """How many numbers describe a person or an item, and how they are held back.

    What is left automatic follows the training part's shape; tried on MovieLens and Amazon Beauty:
    see `suited`.
    """

    factors: int = Field(
        64,
        ge=2,
        le=512,
        title="Factors",
        description="Numbers that describe a person's taste, and an item.",
        json_schema_extra={"tune": {"low": 16, "high": 256, "log": True}},
    )
    regularisation: float = Field(
        -1.0,
        ge=-1.0,
        le=100.0,
        title="Regularisation",
        description="Price of large numbers: larger for sparser data. Below 0: by the data's shape.",
        json_schema_extra={"automatic": -1.0, "tune": {"low": 0.0003, "high": 0.3, "log": True}},
    )
    unobserved: float = Field(
        0.0,
        ge=0.0,
        le=10.0,
        title="Unobserved weight",
        description="How much it counts that a person did not meet an item, beside 1 for having met it. "
        "0: by the data's shape.",
        json_schema_extra={"automatic": 0.0, "tune": {"low": 0.003, "high": 1, "log": True}},
    )
    frequency_scaling: float = Field(
        1.0,
        ge=0.0,
        le=1.0,
        title="Frequency scaling",
        description="How far the price grows with a person's or an item's number of meetings: 0 not at all, 1 fully.",
        json_schema_extra={"tune": {"low": 0, "high": 1}, "advanced": True},
    )
    iterations: int = Field(16, ge=1, le=200, title="Iterations", description="Rounds over all people and all items.")
    steps: int = Field(
        3,
        ge=0,
        le=50,
        title="Steps of a round",
        description="Steps of conjugate gradients by which a round improves each person and item. 0: each round solves "
        "exactly, which takes several times longer. Histories are always answered exactly.",
        json_schema_extra={"advanced": True},
    )

    def suited(self, shape: DataShape) -> dict[str, Any]:
        """Return the price and the unobserved weight.

        Where most histories are short, the sum of all that was not met outweighs the little that was, in the weight
        and in the price, which grows with it.
        """
        return (
            {"regularisation": 0.003, "unobserved": 0.03}
            if shape.short
            else {"regularisation": 0.005, "unobserved": 0.3}
        )


class IALS(Recommender):
    """Scores an item by the product of its vector with the vector that explains the history best."""

    name: ClassVar[str] = "iALS"
    title: ClassVar[str] = "iALS (matrix factorisation)"
    family: ClassVar[str] = "factors"
    summary: ClassVar[str] = "Describes people and items by a few numbers each whose products tell who met what."
    Config: ClassVar[type[ModelConfig]] = IALSConfig

    config: IALSConfig
    _items: torch.Tensor  # float32 (V, D)
    _popularity: Float32

    def fit(self, split: Split, *, validation: EvaluationPart | None, seed: int, progress: Progress) -> FitReport:
        """Solve for people and items in turn; see `Recommender.fit`. Only the first item vectors are random."""
        watch, train = Stopwatch(progress), split.train
        config = self.config = self.config.for_data(train)
        configure_threads()
        people = _ragged(meetings(train))
        things = turned(*people, train.n_items)
        generator = torch.Generator().manual_seed(seed)
        self._popularity = relative_popularity(train.item_counts)
        self._items = torch.empty(train.n_items, config.factors)
        self._items.normal_(0.0, 0.1 / math.sqrt(config.factors), generator=generator)
        users = torch.zeros(train.n_users, config.factors)
        for iteration in range(1, config.iterations + 1):
            message = f"iteration {iteration} / {config.iterations}"
            progress.report((iteration - 1) / config.iterations, message)
            users = self._round(self._items, *people, users, progress)
            progress.report((iteration - 0.5) / config.iterations, message)
            self._items = self._round(users, *things, self._items, progress)
        progress.report(1.0, "solved")
        return FitReport(seconds=watch.seconds, parameters=self._items.numel())

    def _round(
        self, others: torch.Tensor, met: npt.NDArray[Any], offsets: Int64, rows: torch.Tensor, progress: Progress
    ) -> torch.Tensor:
        """Return better vectors of one side than `rows`, given those of the other side."""
        config = self.config
        if config.steps == 0:
            return solve(others, met.astype(np.int64), offsets, config, progress)
        price, everything = _price(offsets, others, config), _everything(others, config)
        improve_rows(others, met, offsets, price, everything, rows, config.steps, progress)
        return rows

    def score(self, histories: Histories, candidates: npt.NDArray[Any] | None = None) -> Float32:
        """See `Recommender.score`. Safe to call from several threads; repeated items count once."""
        # Copies: the next line sorts in place.
        columns, offsets = histories.item.copy(), histories.offsets.copy()
        matrix = sparse.csr_array((np.ones(len(columns)), columns, offsets), shape=(len(histories), len(self._items)))
        matrix.sum_duplicates()
        met, among = matrix.indices.astype(np.int64), matrix.indptr.astype(np.int64)
        vectors = solve(self._items, met, among, self.config, Progress())
        items, popularity = self._items, self._popularity
        if candidates is not None:
            items, popularity = items[torch.from_numpy(np.asarray(candidates, np.int64))], popularity[candidates]
        scores: Float32 = (vectors @ items.T).numpy()
        scores += np.float32(POPULARITY_WEIGHT) * popularity
        return scores

    def item_vectors(self) -> Float32:
        """Return float32 [n_items, factors]."""
        vectors: Float32 = self._items.numpy()
        return vectors

    def estimate(self, split: Split) -> CostEstimate:
        """See `EstimatesCost`; the time is not estimated."""
        parameters = (split.train.n_items + split.train.n_users) * self.config.factors
        return CostEstimate(parameters, parameters * 4 * 2 + NUMBERS_PER_BATCH * 4 * 3, None)

    def save(self, folder: Path) -> None:
        """See `Recommender.save`."""
        arrays = {"items": self._items.numpy(), "popularity": self._popularity}
        write_model(folder, self, arrays, n_items=len(self._items))

    @classmethod
    def load(cls, folder: Path) -> Self:
        """See `Recommender.load`."""
        stored = read_model(folder, cls)
        model = cls(stored.config)
        shape = (stored.n_items, model.config.factors)
        model._items = torch.from_numpy(check_shape(folder, stored.arrays, "items", np.float32, shape))
        model._popularity = check_shape(folder, stored.arrays, "popularity", np.float32, (stored.n_items,))
        return model


def solve(others: torch.Tensor, met: Int64, offsets: Int64, config: IALSConfig, progress: Progress) -> torch.Tensor:
    """Return the vectors that explain best who met what, given the vectors of the other side.

    Row `u`: `(Σ_{i met} h_i h_iᵀ + α₀ HᵀH + λ(n_u + α₀|I|)^ν·I) w_u = Σ_{i met} h_i` (equation 4).
    Args:
        others: H, float32 (V, D).
        met: int64 [n], the others that each row met, row by row, each once.
        offsets: int64 [n_rows + 1].
        config: λ, α₀ and ν.
        progress: checked before every batch.

    Returns:
        float32 (n_rows, D); zeros for a row that met nobody.
    """
    price = _price(offsets, others, config)
    return solve_rows(others, met, offsets, price, progress, everything=_everything(others, config))


def _price(offsets: Int64, others: torch.Tensor, config: IALSConfig) -> npt.NDArray[Any]:
    """`λ(n_u + α₀|I|)^ν`, float64 [n_rows]."""
    weight = np.diff(offsets) + config.unobserved * len(others)
    found: npt.NDArray[Any] = config.regularisation * weight**config.frequency_scaling
    return found


def _everything(others: torch.Tensor, config: IALSConfig) -> torch.Tensor:
    """`α₀HᵀH`, float32 (D, D)."""
    return config.unobserved * (others.T @ others)


def _ragged(matrix: sparse.csr_array) -> tuple[npt.NDArray[Any], Int64]:
    """Return what each row met, uint32, and int64 offsets."""
    return matrix.indices.astype(np.int32, copy=False).view(np.uint32), matrix.indptr.astype(np.int64)

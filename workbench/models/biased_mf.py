"""BiasedMF: what rating somebody would give, from the mean, two biases and a product of factors.

Koren, Bell & Volinsky, Matrix Factorization Techniques for Recommender Systems, Computer 2009, equation 4:
`r̂_ui = μ + b_u + b_i + p_u·q_i`, learned by alternating least squares in which the price of large numbers grows with a
row's number of ratings (Zhou et al., Large-Scale Parallel Collaborative Filtering for the Netflix Prize, AAIM 2008).
Given the items, a person's factors and bias solve one small ridge regression over their ratings, so that a known, a new
and an edited history are one case.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar, Self

import numpy as np
import numpy.typing as npt
import torch
from pydantic import Field

from workbench.data.interactions import Float32, Histories
from workbench.data.splits import EvaluationPart, Split
from workbench.jobs import Progress
from workbench.models.artifacts import check_shape, read_model, write_model
from workbench.models.least_squares import solve_rows
from workbench.models.ratings import ItemBiases, RatingConfig, rated, refuse_without_ratings
from workbench.models.recommender import FitReport, ModelConfig, Recommender
from workbench.training.device import configure_threads
from workbench.training.stopwatch import Stopwatch


class BiasedMFConfig(RatingConfig):
    """How many factors, and how they are held back."""

    iterations: int = Field(15, ge=1, le=200, title="Iterations", description="Rounds over all people and all items.")


class BiasedMF(Recommender):
    """Predicts ratings and ranks by them; made for ratings, not for who meets what."""

    name: ClassVar[str] = "BiasedMF"
    title: ClassVar[str] = "BiasedMF (predicted ratings)"
    family: ClassVar[str] = "ratings"
    summary: ClassVar[str] = (
        "Predicts the rating somebody would give. Judge it by RMSE rather than by what people meet next."
    )
    Config: ClassVar[type[ModelConfig]] = BiasedMFConfig

    config: BiasedMFConfig
    _items: torch.Tensor  # float32 (V, D + 1): q_i, and 1 for the person's bias
    _biases: ItemBiases

    def fit(self, split: Split, *, validation: EvaluationPart | None, seed: int, progress: Progress) -> FitReport:
        """Solve for people and items in turn; see `Recommender.fit`. Only the first item factors are random.

        Raises:
            ConfigurationError: all values are equal, so that there is nothing to predict.
        """
        watch, data, config = Stopwatch(progress), split.train, self.config
        refuse_without_ratings(data)
        configure_threads()
        self._biases = ItemBiases.of(data)
        generator = torch.Generator().manual_seed(seed)
        start = torch.empty(data.n_items, config.factors).normal_(0.0, 0.1, generator=generator)
        self._items = torch.cat((start, torch.ones(data.n_items, 1)), dim=1)
        by_item = np.argsort(data.item, kind="stable")
        item_offsets = np.concatenate(([0], np.cumsum(data.item_counts))).astype(np.int64)
        user = data.user[by_item].astype(np.int64)
        value = data.value[by_item] - np.float32(self._biases.mean)
        item_price = config.regularisation * np.diff(item_offsets)
        for iteration in range(1, config.iterations + 1):
            message = f"iteration {iteration} / {config.iterations}"
            progress.report((iteration - 1) / config.iterations, message)
            people = self._people(data.histories(), progress)
            progress.report((iteration - 0.5) / config.iterations, message)
            beside = torch.cat((people[:, :-1], torch.ones(len(people), 1)), dim=1)
            left = value - people[:, -1].numpy()[user]
            solved = solve_rows(beside, user, item_offsets, item_price, progress, values=left)
            self._items = torch.cat((solved[:, :-1], torch.ones(len(solved), 1)), dim=1)
            self._biases = ItemBiases(self._biases.mean, solved[:, -1].numpy().copy(), *self._biases.scale)
        progress.report(1.0, "solved")
        return FitReport(seconds=watch.seconds, parameters=data.n_items * (config.factors + 1))

    def _people(self, histories: Histories, progress: Progress) -> torch.Tensor:
        """float32 (n, D + 1): the factors and the bias that explain each history's ratings best."""
        item, offsets, left = rated(histories, self._biases)
        price = self.config.regularisation * np.diff(offsets)
        return solve_rows(self._items, item, offsets, price, progress, values=left)

    def predict(self, histories: Histories, candidates: npt.NDArray[Any] | None = None) -> Float32:
        """See `PredictsRatings`."""
        return self._biases.within(self.score(histories, candidates))

    def score(self, histories: Histories, candidates: npt.NDArray[Any] | None = None) -> Float32:
        """Return predicted ratings, not yet cut to the scale; see `Recommender.score`."""
        people = self._people(histories, Progress())
        items, bias = self._items, torch.from_numpy(self._biases.item)
        if candidates is not None:
            wanted = torch.from_numpy(np.asarray(candidates, np.int64))
            items, bias = items[wanted], bias[wanted]
        scores: Float32 = torch.addmm(bias + self._biases.mean, people, items.T).numpy()
        return scores

    def item_vectors(self) -> Float32:
        """Return float32 [n_items, factors]."""
        vectors: Float32 = self._items[:, :-1].numpy()
        return vectors

    def save(self, folder: Path) -> None:
        """See `Recommender.save`."""
        write_model(
            folder, self, {"items": self._items.numpy(), **self._biases.arrays()}, n_items=len(self._biases.item)
        )

    @classmethod
    def load(cls, folder: Path) -> Self:
        """See `Recommender.load`."""
        stored = read_model(folder, cls)
        model = cls(stored.config)
        shape = (stored.n_items, model.config.factors + 1)
        model._items = torch.from_numpy(check_shape(folder, stored.arrays, "items", np.float32, shape))
        model._biases = ItemBiases.stored(folder, stored)
        return model

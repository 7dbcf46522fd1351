"""SVD++: ratings predicted from factors to which also counts what somebody rated at all.

Koren, Factorization Meets the Neighborhood, KDD 2008, equation 15:

    r̂_ui = μ + b_u + b_i + q_i · (p_u + |N(u)|^−½ Σ_{j ∈ N(u)} y_j)

with `N(u)` the items of the history. The items' side (`b_i`, `q_i`, `y_j`) is learned by Adam over batches of people,
the people's own `b_u` and `p_u` beside it. To predict, those two are found anew by a ridge regression over the
history's ratings, for everybody alike, so that a known, a new and an edited history are one case.
"""

from __future__ import annotations

from collections.abc import Callable
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
from workbench.models.ratings import ItemBiases, RatingConfig, RatingPrice, rated, refuse_without_ratings
from workbench.models.recommender import FitReport, ModelConfig, Recommender
from workbench.models.sums import summed_rows
from workbench.training.device import configure_threads
from workbench.training.epochs import batches_of_people, train_epochs
from workbench.training.stopwatch import Stopwatch

INTERACTIONS_PER_STEP = 4_096


class SVDPlusPlusConfig(RatingConfig):
    """How many factors, and how they are learned."""

    regularisation: RatingPrice = 0.2
    learning_rate: float = Field(
        0.01, gt=0.0, le=1.0, title="Learning rate", description="Size of a training step (Adam)."
    )
    epochs: int = Field(40, ge=1, le=500, title="Epochs", description="Passes over the training data.")


class SVDPlusPlus(Recommender):
    """Predicts ratings and ranks by them; what was rated at all tells of a taste, too."""

    name: ClassVar[str] = "SVDPlusPlus"
    title: ClassVar[str] = "SVD++ (predicted ratings)"
    family: ClassVar[str] = "ratings"
    summary: ClassVar[str] = (
        "Predicts ratings, also from what somebody rated at all. Judge it by RMSE rather than by what people meet next."
    )
    Config: ClassVar[type[ModelConfig]] = SVDPlusPlusConfig

    config: SVDPlusPlusConfig
    _items: torch.Tensor  # float32 (V, D), q
    _taste: torch.Tensor  # float32 (V, D), y
    _biases: ItemBiases

    def fit(self, split: Split, *, validation: EvaluationPart | None, seed: int, progress: Progress) -> FitReport:
        """Learn by Adam; see `Recommender.fit`. First factors and order follow from `seed`.

        Raises:
            ConfigurationError: all values are equal, so that there is nothing to predict.
        """
        watch, data, config = Stopwatch(progress), split.train, self.config
        refuse_without_ratings(data)
        configure_threads()
        progress.report(0.0, "preparing")
        counted = ItemBiases.of(data)
        generator = torch.Generator().manual_seed(seed)
        self._items = torch.empty(data.n_items, config.factors).normal_(0.0, 0.1, generator=generator)
        self._taste = torch.zeros(data.n_items, config.factors)
        bias = torch.from_numpy(counted.item.copy())
        people = torch.zeros(data.n_users, config.factors + 1)  # p_u, and b_u behind it
        learned = {"items": self._items, "taste": self._taste, "bias": bias, "people": people}
        for tensor in learned.values():
            tensor.requires_grad_()
        optimizer = torch.optim.Adam(list(learned.values()), lr=config.learning_rate)

        def run_epoch(report: Callable[[float], None]) -> float:
            total, n = 0.0, 0
            for share, batch in batches_of_people(data.offsets, INTERACTIONS_PER_STEP, generator):
                report(share)
                histories = data.histories(batch)
                item = torch.from_numpy(histories.item.astype(np.int64))  # (N,)
                owner = torch.from_numpy(histories.rows)
                length = torch.from_numpy(histories.lengths).float()[:, None]
                met = self._taste[item]
                own = people[torch.from_numpy(batch)]  # (B, D + 1)
                implied = own.new_zeros(len(batch), config.factors).index_add(0, owner, met) / length.sqrt()
                taste = own[:, :-1] + implied
                expected = (taste[owner] * self._items[item]).sum(1) + own[owner, -1] + bias[item] + counted.mean
                left = torch.from_numpy(histories.value) - expected
                # Every rating pays for the numbers that it uses, as in equation 16's sum over ratings.
                price = own[owner].square().sum() + self._items[item].square().sum() + bias[item].square().sum()
                price = price + met.square().sum()
                loss = (left.square().sum() + config.regularisation * price) / len(item)
                optimizer.zero_grad(set_to_none=True)
                loss.backward()
                optimizer.step()
                total, n = total + left.detach().square().mean(), n + 1
            return float(total) / max(1, n)

        result = train_epochs(learned, run_epoch, epochs=config.epochs, patience=0, validate=None, progress=progress)
        for tensor in learned.values():
            tensor.requires_grad_(False)
        self._biases = ItemBiases(counted.mean, bias.numpy().copy(), *counted.scale)
        progress.report(1.0, "learned")
        return FitReport(
            seconds=watch.seconds,
            epochs=result.epochs,
            best_epoch=result.best_epoch,
            parameters=sum(tensor.numel() for tensor in learned.values()),
        )

    def predict(self, histories: Histories, candidates: npt.NDArray[Any] | None = None) -> Float32:
        """See `PredictsRatings`."""
        return self._biases.within(self.score(histories, candidates))

    def score(self, histories: Histories, candidates: npt.NDArray[Any] | None = None) -> Float32:
        """Return predicted ratings, not yet cut to the scale; see `Recommender.score`."""
        item, offsets, left = rated(histories, self._biases)
        length = torch.from_numpy(np.maximum(histories.lengths, 1)).float()[:, None]
        implied = summed_rows(self._taste, histories.item, offsets) / length.sqrt()  # (n, D)
        places = torch.from_numpy(item)
        explained = (implied[torch.from_numpy(histories.rows)] * self._items[places]).sum(1).numpy()
        beside = torch.cat((self._items, torch.ones(len(self._items), 1)), dim=1)  # (V, D + 1)
        price = self.config.regularisation * np.diff(offsets)
        own = solve_rows(beside, item, offsets, price, Progress(), values=left - explained)
        taste = torch.cat((own[:, :-1] + implied, own[:, -1:]), dim=1)
        bias = torch.from_numpy(self._biases.item)
        if candidates is not None:
            wanted = torch.from_numpy(np.asarray(candidates, np.int64))
            beside, bias = beside[wanted], bias[wanted]
        scores: Float32 = torch.addmm(bias + self._biases.mean, taste, beside.T).numpy()
        return scores

    def item_vectors(self) -> Float32:
        """Return float32 [n_items, factors]."""
        vectors: Float32 = self._items.numpy()
        return vectors

    def save(self, folder: Path) -> None:
        """See `Recommender.save`."""
        arrays = {"items": self._items.numpy(), "taste": self._taste.numpy(), **self._biases.arrays()}
        write_model(folder, self, arrays, n_items=len(self._items))

    @classmethod
    def load(cls, folder: Path) -> Self:
        """See `Recommender.load`."""
        stored = read_model(folder, cls)
        model = cls(stored.config)
        shape = (stored.n_items, model.config.factors)
        model._items = torch.from_numpy(check_shape(folder, stored.arrays, "items", np.float32, shape))
        model._taste = torch.from_numpy(check_shape(folder, stored.arrays, "taste", np.float32, shape))
        model._biases = ItemBiases.stored(folder, stored)
        return model

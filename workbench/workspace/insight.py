"""Use-cases that look through a trained model: recommendations, and the attention behind them."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from workbench.data.interactions import Histories
from workbench.recommendation.top_list import RecommendedItem
from workbench.workspace.content_views import ItemShares
from workbench.workspace.datasets import DatasetUseCases
from workbench.workspace.runs import RunUseCases
from workbench.workspace.views import AttentionView, RecommendationView

if TYPE_CHECKING:
    from workbench.models.recommender import ModalityShares, Recommender


class InsightUseCases:
    """What can be seen through a trained model. Methods may be called from any thread."""

    def __init__(self, datasets: DatasetUseCases, runs: RunUseCases) -> None:
        self._datasets = datasets
        self._runs = runs

    def recommend(self, run_id: int, user_id: str, *, k: int = 10) -> RecommendationView:
        """Return what comes next for a user, given all of the user's interactions; seen items are left out.

        Raises:
            NotFoundError: no such run or user.
            ConfigurationError: the run has no model.
        """
        return self._list(run_id, self._history(run_id, user_id), user_id, k)

    def recommend_for(
        self,
        run_id: int,
        items: Sequence[int],
        *,
        values: Sequence[float] | None = None,
        times: Sequence[int] | None = None,
        k: int = 10,
    ) -> RecommendationView:
        """Return what comes next after any history of item codes, oldest first."""
        return self._list(run_id, Histories.single(list(items), values, times), None, k)

    def attention(self, run_id: int, user_id: str, *, target: RecommendedItem | None = None) -> AttentionView:
        """Return what the model attends to when it recommends to a user.

        Raises:
            ConfigurationError: the model has no attention, or the user no history.
        """
        from workbench.explanation.attention import capture

        run = self._runs.get(run_id).summary
        record = capture(self._runs.model(run_id), self._history(run_id, user_id), self._datasets.load(run.dataset_id))
        return AttentionView(run_id=run_id, run_label=run.label, user_id=user_id, record=record, target=target)

    def export_attention(self, view: AttentionView, path: Path, *, layer: int, head: int | None) -> None:
        """Write one map as `.png`, `.svg` or `.csv`; `head` None is the mean over the layer's heads."""
        from workbench.explanation.figures import write_attention

        dataset = self._datasets.get(self._runs.get(view.run_id).summary.dataset_id)
        caption = f"{dataset.name} · {view.run_label}"
        if view.user_id is not None:
            caption += f" · user {view.user_id}"
        if dataset.invented:
            caption += " · invented data"
        write_attention(view.record, path, layer=layer, head=head, caption=caption)

    def modality_shares(self, run_id: int, items: Sequence[int]) -> list[ItemShares]:
        """Return what each of these items (codes) is made of for a run's model; nothing where it is ids alone.

        Raises:
            ConfigurationError: the run has no model.
        """
        found = shares_of(self._runs.model(run_id), items)
        return (
            []
            if found is None
            else [
                ItemShares(int(item), dict(zip(found.names, row, strict=True)))
                for item, row in zip(items, found.share.tolist(), strict=True)
            ]
        )

    def _history(self, run_id: int, user_id: str) -> Histories:
        dataset = self._datasets.load(self._runs.get(run_id).summary.dataset_id)
        return dataset.interactions.histories(np.array([self._datasets.user_code(dataset, user_id)]))

    def _list(self, run_id: int, history: Histories, user_id: str | None, k: int) -> RecommendationView:
        from workbench.recommendation.top_list import recommend

        dataset = self._datasets.load(self._runs.get(run_id).summary.dataset_id)
        model = self._runs.model(run_id)
        began = time.perf_counter()
        items = recommend(model, history, dataset, k)
        return RecommendationView(
            run_id=run_id,
            user_id=user_id,
            n_items=len(dataset.items),
            items=items,
            milliseconds=(time.perf_counter() - began) * 1000,
        )


def shares_of(model: Recommender, items: Sequence[int]) -> ModalityShares | None:
    """Return what items (codes) are made of; None for a model that knows them by their ids alone, and for no items."""
    from workbench.models.recommender import SharesFeatures, SharesModalities

    codes = np.array(items, dtype=np.int32)
    if len(codes) == 0:
        return None
    if isinstance(model, SharesModalities):
        return model.shares(codes)
    return model.feature_shares(codes) if isinstance(model, SharesFeatures) else None

"""Use-cases of likeness: similar items and users, and a map of all items."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import TYPE_CHECKING, Literal

import numpy as np

from workbench.data.content import MODALITIES
from workbench.errors import ConfigurationError
from workbench.jobs import Progress
from workbench.workspace.content import ContentUseCases
from workbench.workspace.list_views import ItemMap, SimilarItem, SimilarUser
from workbench.workspace.recommending import RecommendingUseCases
from workbench.workspace.runs import RunUseCases

if TYPE_CHECKING:
    from workbench.data.dataset import Dataset
    from workbench.data.interactions import Float32
    from workbench.recommendation.what_if import EditedHistory
    from workbench.workspace.content_views import EncodingSummary
    from workbench.workspace.views import UserRow

By = Literal["learned", "content", "text", "image", "audio"]
Layout = Literal["pca", "umap"]
_Source = tuple[By, int]
_KEPT = 4


class SimilarityUseCases:
    """What can be said of likeness. Methods may be called from any thread.

    Vectors are `learned` by the model, made of the items' categories (`content`), or what an encoder made of their
    `text`, `image` or `audio`: the newest encoding that is complete.
    """

    def __init__(self, runs: RunUseCases, recommending: RecommendingUseCases, content: ContentUseCases) -> None:
        self._runs = runs
        self._recommending = recommending
        self._content = content
        self._lock = threading.RLock()
        # By the run, or the encoding, whose vectors they are of.
        self._users: OrderedDict[_Source, Float32] = OrderedDict()
        self._points: OrderedDict[tuple[_Source, Layout], Float32] = OrderedDict()
        self._encoded: OrderedDict[int, Float32] = OrderedDict()

    def kinds(self, run_id: int) -> tuple[By, ...]:
        """Return by which vectors items can be compared, the model's own first."""
        from workbench.models.recommender import FindsSimilar
        from workbench.recommendation.similarity import has_content

        learned: tuple[By, ...] = ("learned",) if isinstance(self._runs.model(run_id), FindsSimilar) else ()
        content: tuple[By, ...] = ("content",) if has_content(self._recommending.dataset(run_id).item_table) else ()
        encoded = {one.modality for one in self._encodings(run_id)}
        return learned + content + tuple(one for one in MODALITIES if one in encoded)

    def items(self, run_id: int, item: int, *, by: By = "learned", k: int = 10) -> list[SimilarItem]:
        """Return the items nearest to one (a code) by the cosine of their vectors, the nearest first.

        Raises:
            ConfigurationError: there are no such vectors.
        """
        from workbench.recommendation.similarity import nearest

        dataset, vectors = self._recommending.dataset(run_id), self._vectors(run_id, by)
        codes, cosines = nearest(vectors, vectors[item], k, exclude=[item])
        return [
            SimilarItem(code, dataset.items[code], dataset.title(code), cosine)
            for code, cosine in zip(codes.tolist(), cosines.tolist(), strict=True)
        ]

    def users(
        self, run_id: int, history: EditedHistory, *, by: By = "learned", k: int = 50, leave_out: str | None = None
    ) -> list[SimilarUser]:
        """Return the users whose histories lie nearest to one, by the cosine of the means of their items' vectors.

        Args:
            run_id: whose dataset, and vectors.
            history: of anybody, also of somebody put together from scratch.
            by: which vectors.
            k: how many.
            leave_out: id of a user who is not to be named: whose history it is.
        """
        from workbench.recommendation.similarity import history_vectors, nearest

        dataset, vectors = self._recommending.dataset(run_id), self._vectors(run_id, by)
        with self._lock:
            key = self._source(run_id, by)
            if key not in self._users:
                self._users[key] = history_vectors(dataset.interactions.histories(), vectors)
                while len(self._users) > _KEPT:
                    self._users.popitem(last=False)
            everybody = self._users[key]
        wanted = history_vectors(history.histories(), vectors)[0]
        code = None if leave_out is None else dataset.users.code(leave_out)
        codes, cosines = nearest(everybody, wanted, k, exclude=[] if code is None else [code])
        rows = self._rows(dataset, codes.tolist())
        return [
            SimilarUser(row.id, row.n_interactions, row.attributes, cosine)
            for row, cosine in zip(rows, cosines.tolist(), strict=True)
        ]

    def map(self, run_id: int, *, by: By = "learned", layout: Layout = "pca", progress: Progress) -> ItemMap:
        """Return all items as points; a map that was made stays in memory.

        Args:
            run_id: whose dataset, and vectors.
            by: which vectors.
            layout: `pca` takes a moment; `umap` minutes where there are very many items.
            progress: see `item_map.umap`.
        """
        from workbench.recommendation import item_map
        from workbench.recommendation.popularity import share_of_users

        dataset, vectors = self._recommending.dataset(run_id), self._vectors(run_id, by)
        key = self._source(run_id, by), layout
        if key not in self._points:
            points = item_map.pca(vectors) if layout == "pca" else item_map.umap(vectors, progress)
            with self._lock:
                self._points[key] = points
                while len(self._points) > _KEPT:
                    self._points.popitem(last=False)
        codes, offsets, names = dataset.item_table.category_matrix
        frequent = np.argsort(-np.bincount(codes, minlength=len(names)), kind="stable")
        place = np.empty(len(names), np.int32)
        place[frequent] = np.arange(len(names), dtype=np.int32)
        category = np.full(len(vectors), -1, np.int32)
        filled = np.diff(offsets) > 0
        category[filled] = place[codes[offsets[:-1][filled]]]
        titles = dataset.item_table.columns["title"] if dataset.item_table.has("title") else dataset.items.arrow
        return ItemMap(
            points=self._points[key],
            popularity=share_of_users(dataset.interactions),
            category=category,
            categories=tuple(names[i] for i in frequent.tolist()),
            titles=titles,
        )

    def has_map(self, run_id: int, by: By, layout: Layout) -> bool:
        """Whether a map is there without work."""
        return layout == "pca" or (self._source(run_id, by), layout) in self._points

    def let_go(self, dataset_id: int) -> None:
        """Forget what was worked out; run numbers are never used again, so what is gone only takes memory."""
        with self._lock:
            self._users.clear()
            self._points.clear()
            self._encoded.clear()

    def _vectors(self, run_id: int, by: By) -> Float32:
        from workbench.encoders.similarity import directions
        from workbench.recommendation.similarity import content_vectors, learned_vectors

        if by == "learned":
            return learned_vectors(self._runs.model(run_id))
        if by == "content":
            return content_vectors(self._recommending.dataset(run_id).item_table)
        encoding = self._source(run_id, by)[1]
        with self._lock:
            if encoding not in self._encoded:
                self._encoded[encoding] = directions(self._content.vectors(encoding), centred=True)
                while len(self._encoded) > len(MODALITIES):
                    self._encoded.popitem(last=False)
            return self._encoded[encoding]

    def _source(self, run_id: int, by: By) -> _Source:
        """Whose vectors they are: the run's, its dataset's, or those of an encoding (its number)."""
        if by in ("learned", "content"):
            return by, run_id
        found = [one for one in self._encodings(run_id) if one.modality == by]
        if not found:
            raise ConfigurationError(
                f"The items of this dataset have no vectors of {by}.", hint="Encode them in the Data place."
            )
        return by, found[0].id

    def _encodings(self, run_id: int) -> list[EncodingSummary]:
        """The complete ones of the run's dataset, the newest first."""
        return [one for one in self._content.encodings(self._recommending.dataset_id(run_id)) if one.complete]

    @staticmethod
    def _rows(dataset: Dataset, codes: list[int]) -> list[UserRow]:
        from workbench.workspace.datasets import user_rows

        return user_rows(dataset, codes)

"""A profile of interests by attention: each candidate asks the history what in it is like itself.

The attention of DIN (Zhou, Zhu, Song & al., Deep Interest Network, KDD 2018) with the cosine of contents in place of a
learned unit, so that it needs no training, and an item that nobody met can ask as well as any other.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar, Self

import numpy as np
import numpy.typing as npt
import torch
from pydantic import Field

from workbench.data.interactions import Float32, Histories
from workbench.data.splits import EvaluationPart, Split
from workbench.errors import ConfigurationError
from workbench.jobs import Progress
from workbench.models.artifacts import check_shape, read_model, write_model
from workbench.models.content.terms import CategoryShare, ContentUse, TermWeighting, item_content, reduced
from workbench.models.item_graph import POPULARITY_WEIGHT, relative_popularity
from workbench.models.ranking import ndcg_at, top_items
from workbench.models.recommender import AttentionLayer, AttentionWeights, FitReport, ModelConfig, Recommender
from workbench.models.sums import summed_rows
from workbench.training.device import configure_threads
from workbench.training.stopwatch import Stopwatch

AUTOMATIC = -1.0
# What is tried on validation, one setting after the other in this order, twice; the first of each is where it begins,
# and what is used where there is no validation part.
TRIED = {
    "temperature": (0.2, 0.05, 0.5, 1.0, 5.0),
    "forgetting": (0.05, 0.0, 0.2, 0.5),
    "popularity": (0.1, 0.0, 0.3, 1.0, 3.0),
}
ROUNDS = 2
VALIDATION_CASES = 500
# Below, what is far from a candidate would be nothing in float32, and a history of such items could not be looked at.
LEAST_TEMPERATURE = 0.03
# Pairs of an item of the histories and a candidate that are compared at once: 16 MB.
PAIRS_PER_BLOCK, LEAST_CANDIDATES = 4_000_000, 64
# Items, beside those that are asked about, whose look over the history is put on record: the best of them.
RECORDED = 200


class ContentProfileConfig(ModelConfig):
    """What is compared, and how sharply a candidate looks at the history."""

    content: ContentUse = "both"
    weighting: TermWeighting = "bm25"
    category_share: CategoryShare = 0.5
    temperature: float = Field(
        AUTOMATIC,
        ge=AUTOMATIC,
        le=10.0,
        title="Temperature",
        description="Small: a candidate looks only at what is most like it. Large: at all of the history alike. "
        "Automatic is chosen on validation.",
        json_schema_extra={"automatic": AUTOMATIC},
    )
    forgetting: float = Field(
        AUTOMATIC,
        ge=AUTOMATIC,
        le=10.0,
        title="Forgetting",
        description="How much less each step further back is looked at: its attention is divided by e to this power. "
        "Automatic is chosen on validation.",
        json_schema_extra={"automatic": AUTOMATIC},
    )
    popularity: float = Field(
        AUTOMATIC,
        ge=AUTOMATIC,
        le=10.0,
        title="Popularity",
        description="How much an item's popularity counts beside its likeness; 0 judges by content alone. "
        "Automatic is chosen on validation.",
        json_schema_extra={"automatic": AUTOMATIC},
    )
    width: int = Field(
        128,
        ge=2,
        le=1_024,
        title="Width",
        description="Numbers of an item's vector; more terms than this are drawn together.",
        json_schema_extra={"advanced": True},
    )
    recent: int = Field(
        50, ge=1, le=1_000, title="Recent items", description="Only so many latest items of a history are looked at."
    )


class ContentProfile(Recommender):
    """Scores a candidate by how well it fits the interests that it finds in the history.

    With `v` the items' content vectors (length 1), `a_t` the steps from place `t` back from the end, `τ` the
    temperature and `λ` the forgetting, candidate `c` attends to the history's places by

        α_t(c) = softmax_t( v_c · v_t / τ − λ · a_t ),        u(c) = Σ_t α_t(c) · v_t,

    where `u(c)` is the person's interest vector as this candidate sees it, and scores
    `v_c · u(c) + β · ln(1 + 1000 p_c) / ln 1001` with `p` the popularity in the training part, 1 for the most popular.
    Items of which nothing is known are not attended to. `τ`, `λ` and `β` are chosen by ndcg@10 on a sample of the
    validation part, one after the other, where they are left automatic; nothing else is learned.
    """

    name: ClassVar[str] = "ContentProfile"
    title: ClassVar[str] = "Content profile (attention over contents)"
    family: ClassVar[str] = "content"
    summary: ClassVar[str] = "Lets each candidate look for what is like it in the history, by categories and words."
    Config: ClassVar[type[ModelConfig]] = ContentProfileConfig

    config: ContentProfileConfig
    _vectors: Float32  # [n_items, ≤ width]
    _popularity: Float32  # [n_items], 0 … 1
    _silent = False  # without its one head: popularity alone

    def fit(self, split: Split, *, validation: EvaluationPart | None, seed: int, progress: Progress) -> FitReport:
        """Make the vectors and choose what is automatic; see `Recommender.fit`. The seed draws the validation sample.

        Raises:
            ConfigurationError: no two items share anything that is known of them.
        """
        watch, config = Stopwatch(progress), self.config
        configure_threads()
        progress.report(0.0, "reading the items")
        content = item_content(
            split.dataset.item_table, config.content, config.weighting, config.category_share, progress
        )
        progress.report(0.1, "drawing vectors together")
        self._vectors = reduced(content, config.width, progress)
        self._popularity = relative_popularity(split.train.item_counts)
        details = self._choose(validation, seed, progress)
        progress.report(1.0, "chose how to look")
        return FitReport(seconds=watch.seconds, parameters=self._vectors.size, details=details)

    def _choose(self, validation: EvaluationPart | None, seed: int, progress: Progress) -> dict[str, Any]:
        """Give every automatic setting a value, the best on validation where there is one."""
        automatic = [name for name in TRIED if getattr(self.config, name) == AUTOMATIC]
        self._set(**{name: TRIED[name][0] for name in automatic})
        if validation is None or not len(validation) or not automatic:
            return {}
        sample = validation.sample(VALIDATION_CASES, seed)
        best = ndcg_at(self, sample, 10, progress=progress)
        trials = [(name, value) for _ in range(ROUNDS) for name in automatic for value in TRIED[name]]
        for done, (name, value) in enumerate(trials):
            progress.report(0.2 + 0.8 * done / len(trials), "choosing on validation")
            kept = getattr(self.config, name)
            if value == kept:
                continue
            self._set(**{name: value})
            found = ndcg_at(self, sample, 10, progress=progress)
            if found > best:
                best = found
            else:
                self._set(**{name: kept})
        return {"validation ndcg@10": best, "validation cases": len(sample)}

    def _set(self, **values: float) -> None:
        self.config = self.config.model_copy(update=values)

    def score(self, histories: Histories, candidates: npt.NDArray[Any] | None = None) -> Float32:
        """See `Recommender.score`. Safe to call from several threads."""
        wanted = np.arange(len(self._vectors)) if candidates is None else np.asarray(candidates)
        histories = self._known(histories.latest(self.config.recent))
        scores = np.empty((len(histories), len(wanted)), np.float32)
        # What two items give each other depends on nothing else, so that it is computed once for all histories.
        items, place = np.unique(histories.item, return_inverse=True)
        age = np.repeat(histories.offsets[1:], histories.lengths) - 1 - np.arange(len(place))
        kept = np.exp(-self.config.forgetting * age)
        step = max(LEAST_CANDIDATES, PAIRS_PER_BLOCK // max(1, len(items)))
        for start in range(0, len(wanted), step):
            cosine = torch.from_numpy(self._vectors[items] @ self._vectors[wanted[start : start + step]].T)  # (U, J)
            weight = self._pull(cosine)
            total = summed_rows(weight, place, histories.offsets, kept)  # (N, J)
            found = summed_rows(weight * cosine, place, histories.offsets, kept)
            scores[:, start : start + step] = (found / total.clamp(min=1e-37)).numpy()
        if self._silent:
            scores[:] = 0.0
        return scores + self._beside(wanted)

    def _beside(self, items: npt.NDArray[Any]) -> Float32:
        """Return float32 [m], what items score beside what attention finds."""
        popularity = self._popularity[items]
        own = np.float32(self.config.popularity) * _logarithmic(popularity)
        return np.asarray(own + np.float32(POPULARITY_WEIGHT) * popularity, np.float32)

    def _pull(self, cosine: torch.Tensor) -> torch.Tensor:
        """Return float32 of the same shape: what attention is in proportion to, before forgetting."""
        return ((cosine - 1.0) / max(self.config.temperature, LEAST_TEMPERATURE)).exp()

    def _known(self, histories: Histories) -> Histories:
        """Return the histories without the items of which nothing is known."""
        keep = (self._vectors[histories.item] != 0.0).any(axis=1)
        if keep.all():
            return histories
        offsets = np.concatenate(([0], np.cumsum(keep)))[histories.offsets].astype(np.int64)
        return Histories(histories.item[keep], histories.value[keep], None, offsets)

    def attention(self, histories: Histories) -> AttentionWeights:
        """See `ShowsAttention`: row `t` is what the first recommendation would look at if the history ended at `t`.

        Items of which nothing is known are left out; they get no attention.
        """
        positions = np.arange(len(histories.item))[-self.config.recent :]
        positions = positions[(self._vectors[histories.item[positions]] != 0.0).any(axis=1)]
        items = histories.item[positions]
        if not len(items):  # nothing can be looked at: one place that gets nothing
            latest = np.arange(len(histories.item))[-1:]
            return AttentionWeights(np.zeros((1, 1, 1, 1), np.float32), histories.item[latest], latest, False)
        first = top_items(self.score(histories), 1, exclude=histories)[0][0]
        pull = self._pull(torch.from_numpy(self._vectors[items] @ self._vectors[first[0]])).numpy()  # (n,)
        age = np.arange(len(items))[:, None] - np.arange(len(items))  # of each key, seen from each query
        weights = np.where(age >= 0, pull * np.exp(-self.config.forgetting * np.maximum(age, 0)), 0.0)
        weights = (weights / weights.sum(axis=1, keepdims=True)).astype(np.float32)[None, None]
        return AttentionWeights(weights, items, positions, True)

    @property
    def reads_at_most(self) -> int:
        """See `ReadsRecent`."""
        return self.config.recent

    def attention_layers(
        self, history: Histories, item: int, rivals: npt.NDArray[Any]
    ) -> tuple[tuple[AttentionLayer, ...], tuple[Float32, ...]]:
        """See `ReplaysAttention`: one layer of one head, in which the item, its rivals and the best items ask."""
        best = top_items(self.score(history), min(RECORDED, len(self._vectors)))[0][0]
        asking = np.unique(np.concatenate(([item], rivals, best[best >= 0]))).astype(np.int32)
        cosine, weights = self._looks(history, asking)
        share = np.zeros(len(asking), np.float32)  # of each item's score in the lead
        np.subtract.at(share, np.searchsorted(asking, rivals), np.float32(1.0 / max(1, len(rivals))))
        share[np.searchsorted(asking, item)] += 1.0
        known = (self._vectors[history.latest(self.config.recent).item] != 0.0).any(axis=1)
        sizes = np.broadcast_to(known.astype(np.float32), weights.shape)
        layer = AttentionLayer("candidate", weights[None], np.ascontiguousarray(sizes)[None], asking)
        gradient = np.zeros_like(weights) if self._silent else share[:, None] * cosine
        return (layer,), (gradient[None],)

    def score_from(
        self, history: Histories, layers: Sequence[AttentionLayer], candidates: npt.NDArray[Any] | None = None
    ) -> Float32:
        """See `ReplaysAttention`. Items that are not on record look as they do."""
        wanted = np.arange(len(self._vectors)) if candidates is None else np.asarray(candidates)
        scores = self.score(history, wanted)
        asked = layers[0].candidates
        if asked is None or self._silent:
            return scores
        order = np.argsort(asked, kind="stable")
        at = order[np.clip(np.searchsorted(asked, wanted, sorter=order), 0, len(asked) - 1)]
        known = asked[at] == wanted
        items = wanted[known]
        cosine = self._vectors[items] @ self._vectors[history.latest(self.config.recent).item].T
        scores[0, known] = (layers[0].weights[0, at[known]] * cosine).sum(axis=1) + self._beside(items)
        return scores

    def without_head(self, layer: int, head: int) -> Self:
        """See `ReplaysAttention`. Raises `ConfigurationError` for another head than the only one."""
        if (layer, head) != (0, 0):
            raise ConfigurationError("This model has one head only.", where=f"layer {layer + 1}, head {head + 1}")
        other = copy.copy(self)
        other._silent = True
        return other

    def _looks(self, history: Histories, asking: npt.NDArray[Any]) -> tuple[Float32, Float32]:
        """Return float32 [m, n_read] twice: how like each asking item is to what is read, and its attention to it."""
        vectors = self._vectors[history.latest(self.config.recent).item]
        cosine = self._vectors[asking] @ vectors.T
        known = (vectors != 0.0).any(axis=1)
        # What is not known is left out before steps back are counted, as in `score`.
        age = np.cumsum(known[::-1])[::-1] - 1
        kept = np.where(known, np.exp(-self.config.forgetting * age), 0.0).astype(np.float32)
        weights = self._pull(torch.from_numpy(cosine)).numpy() * kept
        return cosine, weights / np.maximum(weights.sum(axis=1, keepdims=True), np.float32(1e-37))

    def item_vectors(self) -> Float32:
        """Return float32 [n_items, ≤ width]: the items' weighed terms, drawn together where there are more of them."""
        return self._vectors

    def save(self, folder: Path) -> None:
        """See `Recommender.save`."""
        arrays = {"vectors": self._vectors, "popularity": self._popularity}
        write_model(folder, self, arrays, n_items=len(self._vectors))

    @classmethod
    def load(cls, folder: Path) -> Self:
        """See `Recommender.load`."""
        stored = read_model(folder, cls)
        model = cls(stored.config)
        model._vectors = check_shape(folder, stored.arrays, "vectors", np.float32, (stored.n_items, None))
        model._popularity = check_shape(folder, stored.arrays, "popularity", np.float32, (stored.n_items,))
        return model


def _logarithmic(popularity: Float32) -> Float32:
    """Return float32 [n], 0 … 1: popularity on a logarithmic scale, whose top would otherwise outweigh all contents."""
    made: Float32 = (np.log1p(1_000.0 * popularity) / np.log(1_001.0)).astype(np.float32)
    return made

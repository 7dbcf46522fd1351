"""One model for people of whom little is known, another for those of whom much is."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar, Self

import numpy as np
import numpy.typing as npt
from pydantic import Field

from workbench.data.interactions import Float32, Histories, Int64
from workbench.data.splits import EvaluationPart, Split, take_histories
from workbench.jobs import Progress
from workbench.models.artifacts import check_shape, damaged, read_model, write_model
from workbench.models.hybrids.parts import HybridConfig, HybridRecommender, Parts, read_parts
from workbench.models.ranking import ndcg_at
from workbench.models.recommender import FitReport, ModelConfig
from workbench.training.stopwatch import Stopwatch


class SwitchingConfig(HybridConfig):
    """Between which models it switches, and in how many groups of history lengths."""

    groups: int = Field(
        3,
        ge=1,
        le=20,
        title="Groups",
        description="Groups of equally many validation cases, from short to long histories; each has its best part.",
    )
    least_cases: int = Field(
        50,
        ge=1,
        le=100_000,
        title="Least cases",
        description="A group of fewer validation cases is joined to the next: few people choose by chance.",
        json_schema_extra={"advanced": True},
    )


class Switching(HybridRecommender):
    """Lets one part answer, chosen by the length of the history.

    Validation cases are cut into groups of equal size by history length, and in each the part with the best ndcg@10
    answers. A history of exactly a boundary's length belongs to the group above. Without a validation part the first
    part answers always.
    """

    name: ClassVar[str] = "Switching"
    title: ClassVar[str] = "Switching by history length"
    family: ClassVar[str] = "hybrids"
    summary: ClassVar[str] = "Lets one of several models answer, whichever serves histories of that length best."
    Config: ClassVar[type[ModelConfig]] = SwitchingConfig

    config: SwitchingConfig
    _n_items: int
    _boundaries: Int64  # [n_groups − 1], ascending least lengths of the groups after the first
    _chosen: Int64  # [n_groups], which part answers

    def fit(self, split: Split, *, validation: EvaluationPart | None, seed: int, progress: Progress) -> FitReport:
        """Fit the parts and choose one for each group; see `Recommender.fit`."""
        watch = Stopwatch(progress)
        self._parts = Parts.fit(
            read_parts(self.config.parts), split, validation, seed, progress, (0.0, 0.9), runs=self._runs
        )
        self._n_items = split.train.n_items
        self._boundaries, self._chosen = np.zeros(0, np.int64), np.zeros(1, np.int64)
        if validation is not None and len(validation):
            lengths = validation.histories.lengths
            self._boundaries = boundaries(lengths, self.config.groups, self.config.least_cases)
            group = np.searchsorted(self._boundaries, lengths, side="right")
            best = []
            for number in range(len(self._boundaries) + 1):
                cases = validation.take(np.flatnonzero(group == number))
                progress.report(0.9 + 0.1 * number / (len(self._boundaries) + 1), "choosing on validation")
                best.append(int(np.argmax([ndcg_at(m, cases, 10, progress=progress) for m in self._parts.models])))
            self._chosen = np.array(best, np.int64)
        names = self._parts.names
        lows = [0, *self._boundaries.tolist()]
        details = {f"from {low} interactions": names[place] for low, place in zip(lows, self._chosen, strict=True)}
        progress.report(1.0, "chose parts")
        return FitReport(seconds=watch.seconds, parameters=len(self._chosen), details=details)

    def score(self, histories: Histories, candidates: npt.NDArray[Any] | None = None) -> Float32:
        """See `Recommender.score`: each history's scores are those of the part that answers it."""
        width = self._n_items if candidates is None else len(candidates)
        scores = np.empty((len(histories), width), np.float32)
        answering = self._chosen[np.searchsorted(self._boundaries, histories.lengths, side="right")]
        for place in np.unique(answering):
            rows = np.flatnonzero(answering == place)
            scores[rows] = self._parts.models[place].score(take_histories(histories, rows), candidates)
        return scores

    def save(self, folder: Path) -> None:
        """See `Recommender.save`; the parts are stored inside."""
        arrays = self._parts.arrays() | {"boundaries": self._boundaries, "chosen": self._chosen}
        write_model(folder, self, arrays, n_items=self._n_items)

    @classmethod
    def load(cls, folder: Path) -> Self:
        """See `Recommender.load`."""
        stored = read_model(folder, cls)
        model = cls(stored.config)
        model._parts, model._n_items = Parts.from_stored(folder, stored), stored.n_items
        model._chosen = check_shape(folder, stored.arrays, "chosen", np.int64, (None,))
        model._boundaries = check_shape(folder, stored.arrays, "boundaries", np.int64, (len(model._chosen) - 1,))
        if not ((model._chosen >= 0) & (model._chosen < len(model._parts.models))).all():
            raise damaged(folder, "The stored choice of parts does not fit them.")
        return model


def boundaries(lengths: Int64, groups: int, least: int) -> Int64:
    """Return int64 [≤ groups − 1], the ascending least lengths of all groups but the first, each of `least` cases."""
    found: list[int] = []
    ordered = np.sort(lengths)
    for number in range(1, groups):
        bound = int(ordered[min(len(ordered) - 1, number * len(ordered) // groups)])
        below = int((ordered < (found[-1] if found else 0)).sum())
        here, above = int((ordered < bound).sum()) - below, int((ordered >= bound).sum())
        if here >= least and above >= least:
            found.append(bound)
    return np.array(found, np.int64)

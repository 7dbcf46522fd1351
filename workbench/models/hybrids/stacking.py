"""Stacking: trees that learn from out-of-fold predictions how far each part is to be believed, and when.

Wolpert, Stacked Generalization, Neural Networks 5, 1992; LambdaRank by Burges, From RankNet to LambdaRank to
LambdaMART, 2010, in LightGBM (Ke & al., NeurIPS 2017); random forests by Breiman, Machine Learning 45, 2001.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar, Literal, Self

import numpy as np
import numpy.typing as npt
from pydantic import Field

from workbench.data.interactions import Float32, Histories, Int64
from workbench.data.splits import EvaluationPart, Split
from workbench.errors import ConfigurationError
from workbench.jobs import Progress
from workbench.models.artifacts import Arrays, check_shape, damaged, read_model, write_model
from workbench.models.hybrids.parts import HybridConfig, HybridRecommender, Parts, case_blocks, held_back, read_parts
from workbench.models.hybrids.trees import Forest
from workbench.models.ranking import top_items
from workbench.models.recommender import FitReport, ModelConfig
from workbench.training.stopwatch import Stopwatch

SCORES_PER_STEP = 4_000_000
# Beside each part's standard score and 1 / place among the candidates: popularity, length, standing of the history.
OF_ITEM_AND_HISTORY = 3
# Rounds of LambdaRank without an improvement on validation after which it stops.
PATIENCE = 30


class StackingConfig(HybridConfig):
    """Which models are stacked, and what learns from them."""

    takes_runs: ClassVar[bool] = False

    learner: Literal["lambdarank", "forest"] = Field(
        "lambdarank",
        title="Learner",
        description="What weighs the parts: gradient-boosted trees that order lists, or a random forest that says how "
        "probable an item is.",
        json_schema_extra={"choices": {"lambdarank": "LambdaRank (LightGBM)", "forest": "Random forest"}},
    )
    shortlist: int = Field(
        50, ge=1, le=1_000, title="Shortlist", description="Best items of each part that are put in a new order."
    )
    cases: int = Field(
        5_000, ge=10, le=1_000_000, title="Cases", description="Most histories that the trees learn from."
    )
    trees: int = Field(
        200, ge=1, le=5_000, title="Trees", description="Most trees; LambdaRank stops earlier by validation."
    )
    leaves: int = Field(
        15, ge=2, le=512, title="Leaves", description="Most leaves of a tree.", json_schema_extra={"advanced": True}
    )
    learning_rate: float = Field(
        0.05,
        gt=0.0,
        le=1.0,
        title="Learning rate",
        description="How much each further tree of LambdaRank changes.",
        json_schema_extra={"advanced": True},
    )


class Stacking(HybridRecommender):
    """Puts the best items of its parts into the order that trees have learned.

    The last interaction of each training history is held back, the parts are fitted on what is left, and the trees
    learn to find it among the candidates of these parts, which have never seen it: predictions of what a part was
    fitted on would teach them to believe whoever has learned by heart. Then the parts are fitted again on the whole
    training part. An item that is in no part's shortlist stands below all that are, in the order of the mean standard
    score.

    Features of a candidate: each part's standard score (see `parts.standardised`) and 1 / its place in that part's
    order; how popular it is, how long the history is, and how popular its items are on average.
    """

    name: ClassVar[str] = "Stacking"
    title: ClassVar[str] = "Stacking (trees over models)"
    family: ClassVar[str] = "hybrids"
    summary: ClassVar[str] = "Learns by trees, from predictions of what was held back, when to believe which model."
    Config: ClassVar[type[ModelConfig]] = StackingConfig

    config: StackingConfig
    _popularity: Float32  # [n_items], 0 … 1 on a logarithmic scale
    _booster: Any  # lightgbm.Booster, or None
    _forest: Forest | None

    def fit(self, split: Split, *, validation: EvaluationPart | None, seed: int, progress: Progress) -> FitReport:
        """Fit the parts without what is held back, the trees, and the parts again; see `Recommender.fit`.

        Raises:
            ConfigurationError: no history is long enough to hold an interaction back, or no part finds any of them.
        """
        watch, wanted = Stopwatch(progress), read_parts(self.config.parts)
        reduced, cases = held_back(split)
        if not len(cases):
            raise ConfigurationError(
                "Stacking learns from interactions that are held back, and every history has only one.",
                hint="Choose a hybrid that needs none: RankFusion.",
            )
        self._popularity = _logarithmic(reduced.train.item_counts)
        self._parts = Parts.fit(wanted, reduced, validation, seed, progress, (0.0, 0.4), why=", held back")
        lists = self._lists(cases.sample(self.config.cases, seed), progress)
        self._popularity = _logarithmic(split.train.item_counts)
        self._parts = Parts.fit(wanted, split, validation, seed, progress, (0.45, 0.85))
        judged = None
        if validation is not None and len(validation):
            judged = self._lists(validation.sample(self.config.cases, seed), progress)
        n_trees = self._learn(lists, judged, seed, progress)
        progress.report(1.0, "learned to stack")
        details = {"cases": len(lists.sizes), "trees": n_trees}
        return FitReport(seconds=watch.seconds, parameters=n_trees * self.config.leaves, details=details)

    def _learn(self, lists: _Lists, judged: _Lists | None, seed: int, progress: Progress) -> int:
        """Fit the trees; return how many."""
        progress.report(0.88, "learning trees")
        if not lists.label.any():
            raise ConfigurationError(
                "No part has any of the interactions that were held back in its shortlist.",
                hint="Lengthen the shortlist, or choose other parts.",
            )
        self._booster, self._forest = None, None
        if self.config.learner == "forest":
            self._forest = self._fitted_forest(lists, seed, progress)
            return len(self._forest.roots)
        self._booster = self._fitted_booster(lists, judged, seed, progress)
        return int(self._booster.num_trees())

    def _fitted_forest(self, lists: _Lists, seed: int, progress: Progress) -> Forest:
        from sklearn.ensemble import RandomForestClassifier

        forest = RandomForestClassifier(
            1, max_leaf_nodes=self.config.leaves * 8, min_samples_leaf=20, random_state=seed, warm_start=True
        )
        for n_trees in range(1, self.config.trees + 1):  # one at a time, so that Cancel is heard
            progress.report(0.88 + 0.12 * n_trees / self.config.trees, "learning trees")
            forest.set_params(n_estimators=n_trees)
            forest.fit(lists.features, lists.label)
        return Forest.of(forest)

    def _fitted_booster(self, lists: _Lists, judged: _Lists | None, seed: int, progress: Progress) -> Any:
        import lightgbm

        parameters = {
            "objective": "lambdarank",
            "metric": "ndcg",
            "eval_at": [10],
            "num_leaves": self.config.leaves,
            "learning_rate": self.config.learning_rate,
            "min_data_in_leaf": 50,
            "feature_fraction": 0.8,
            "bagging_fraction": 0.8,
            "bagging_freq": 1,
            "seed": seed,
            "deterministic": True,
            "force_row_wise": True,
            "num_threads": 1,
            "verbose": -1,
        }
        train = lightgbm.Dataset(lists.features, lists.label, group=lists.sizes)
        callbacks: list[Any] = [
            lambda state: progress.report(0.88 + 0.12 * (state.iteration + 1) / self.config.trees, "learning trees")
        ]
        watched = []
        if judged is not None and judged.label.any():
            watched.append(lightgbm.Dataset(judged.features, judged.label, group=judged.sizes, reference=train))
            callbacks.append(lightgbm.early_stopping(PATIENCE, verbose=False))
        made = lightgbm.train(parameters, train, self.config.trees, valid_sets=watched, callbacks=callbacks)
        return lightgbm.Booster(model_str=made.model_to_string(num_iteration=max(1, made.best_iteration)))

    def _lists(self, cases: EvaluationPart, progress: Progress) -> _Lists:
        """Return the candidates of all cases with their features, and which of them were met."""
        n_items = len(self._popularity)
        found = []
        for start, stop in case_blocks(cases, n_items, len(self._parts.models), SCORES_PER_STEP):
            progress.report(None, "listing candidates")
            part = cases.take(np.arange(start, stop))
            row, item, features, _ = self._candidates(part.histories)
            keys = np.repeat(np.arange(len(part)), np.diff(part.target_offsets)) * n_items + part.target_item
            label = np.isin(row * n_items + item, keys)
            sizes = np.bincount(row, minlength=len(part))
            found.append((features, label, sizes[sizes > 0]))
        return _Lists(*(np.concatenate(columns) for columns in zip(*found, strict=True)))

    def _candidates(self, histories: Histories) -> tuple[Int64, Int64, Float32, Float32]:
        """Return the union of the parts' shortlists.

        Returns:
            Rows int64 [m], ascending; items int64 [m]; features float32 [m, n_features]; and the mean standard score
            float32 [n_histories, n_items].
        """
        scores = self._parts.standard_scores(histories)
        n_items = scores.shape[2]
        depth = min(self.config.shortlist, n_items)
        tops = [top_items(part, depth, exclude=histories)[0] for part in scores]
        listed = np.zeros(scores.shape[1:], bool)
        for top in tops:
            row, place = np.nonzero(top >= 0)
            listed[row, top[row, place]] = True
        row, item = np.nonzero(listed)
        columns = [part[row, item] for part in scores]
        for top in tops:
            standing = np.zeros(scores.shape[1:], np.float32)
            at, place = np.nonzero(top >= 0)
            standing[at, top[at, place]] = 1.0 / (1.0 + place)
            columns.append(standing[row, item])
        sums = np.bincount(histories.rows, weights=self._popularity[histories.item], minlength=len(histories))
        columns += [
            self._popularity[item],
            np.log1p(histories.lengths)[row],
            (sums / np.maximum(histories.lengths, 1))[row],
        ]
        return row, item, np.stack(columns, axis=1).astype(np.float32), scores.mean(axis=0)

    def score(self, histories: Histories, candidates: npt.NDArray[Any] | None = None) -> Float32:
        """See `Recommender.score`. An empty history gets the mean standard scores: trees have learned of none."""
        row, item, features, scores = self._candidates(histories)
        kept = histories.lengths[row] > 0
        row, item, features = row[kept], item[kept], features[kept]
        if len(row):
            answer = self._forest.predict(features) if self._forest is not None else self._booster.predict(features)
            # A tree answers alike for many; the mean score orders those, without ever outweighing an answer.
            answer = answer + 1e-6 * np.tanh(scores[row, item])
            lift = np.zeros(len(histories), np.float64)
            np.maximum.at(lift, row, scores.max(axis=1)[row] - answer + 1.0)
            scores[row, item] = answer + lift[row]
        return scores if candidates is None else scores[:, candidates]

    def save(self, folder: Path) -> None:
        """See `Recommender.save`; parts and trees are stored inside, LightGBM's trees as its own text."""
        arrays: Arrays = self._parts.arrays() | {"popularity": self._popularity}
        if self._forest is not None:
            arrays |= self._forest.arrays()
        else:
            arrays["booster"] = np.frombuffer(self._booster.model_to_string().encode(), np.uint8)
        write_model(folder, self, arrays, n_items=len(self._popularity))

    @classmethod
    def load(cls, folder: Path) -> Self:
        """See `Recommender.load`."""
        import lightgbm

        stored = read_model(folder, cls)
        model = cls(stored.config)
        model._parts = Parts.from_stored(folder, stored)
        model._popularity = check_shape(folder, stored.arrays, "popularity", np.float32, (stored.n_items,))
        model._booster, model._forest = None, None
        if model.config.learner == "forest":
            n_features = 2 * len(model._parts.models) + OF_ITEM_AND_HISTORY
            model._forest = Forest.from_stored(folder, stored.arrays, n_features)
            return model
        text = check_shape(folder, stored.arrays, "booster", np.uint8, (None,)).tobytes().decode(errors="replace")
        try:
            model._booster = lightgbm.Booster(model_str=text)
        except lightgbm.basic.LightGBMError as error:
            raise damaged(folder, "The trees of the stored hybrid cannot be read.") from error
        return model


class _Lists:
    """Candidates to learn from, list by list.

    Args:
        features: float32 [m, n_features].
        label: bool [m], whether the candidate was met.
        sizes: int64 [n_lists].
    """

    def __init__(self, features: npt.NDArray[Any], label: npt.NDArray[Any], sizes: npt.NDArray[Any]) -> None:
        self.features, self.label, self.sizes = features, label.astype(np.int8), sizes


def _logarithmic(counts: Int64) -> Float32:
    made: Float32 = (np.log1p(counts) / np.log1p(max(1, int(counts.max(initial=0))))).astype(np.float32)
    return made

"""Use-cases of lists: live for an edited history, shaped by wishes, and side by side."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from workbench.jobs import Progress
from workbench.workspace.datasets import DatasetUseCases
from workbench.workspace.list_views import ExploredList, FilterChoices, ListComparison, LiveView
from workbench.workspace.runs import RunUseCases
from workbench.workspace.views import RecommendationView

if TYPE_CHECKING:
    from workbench.data.dataset import Dataset
    from workbench.data.interactions import Float32, Histories
    from workbench.models.recommender import Recommender
    from workbench.recommendation.exploration import Policy, Step
    from workbench.recommendation.feedback import Judgement
    from workbench.recommendation.shaping import Effect, ShapedList, Shaper, Shaping
    from workbench.recommendation.what_if import EditedHistory

_SHAPERS_KEPT = 8


class RecommendingUseCases:
    """What can be done with lists. Methods may be called from any thread."""

    def __init__(self, datasets: DatasetUseCases, runs: RunUseCases) -> None:
        self._datasets = datasets
        self._runs = runs
        self._lock = threading.RLock()
        self._dataset_of: dict[int, int] = {}
        self._shapers: OrderedDict[tuple[int, Shaping], Shaper] = OrderedDict()

    def live(
        self,
        run_id: int,
        history: EditedHistory,
        shaping: Shaping,
        *,
        judgements: Sequence[Judgement] = (),
        exploring: tuple[Policy, Sequence[Step]] | None = None,
        user_id: str | None = None,
        original: tuple[int, ...] | None = None,
    ) -> LiveView:
        """Return the list for an edited history, and what attention looked at.

        Args:
            run_id: a finished run.
            history: as it is now.
            shaping: filters and diversity.
            judgements: what the person said of items; those that were liked are in the history already.
            exploring: a bandit that re-ranks the best candidates, and the answers it has had in this session.
            user_id: whose history it was, for rules that ask for attributes of people; None for somebody new.
            original: the list before all edits where the caller has it already; made here otherwise.

        Raises:
            NotFoundError: no such run.
            ConfigurationError: the run has no model, or the wishes cannot be met.
        """
        from workbench.explanation.attention import capture
        from workbench.models.recommender import ShowsAttention
        from workbench.recommendation.feedback import weigh

        dataset, model = self.dataset(run_id), self._runs.model(run_id)
        shaper = self.shaper(run_id, shaping)
        began = time.perf_counter()
        read = self._read(dataset, history, user_id)
        scores = model.score(read)[0]
        if judgements:
            scores = weigh(scores, judgements, self.vectors(run_id))
        made, explored = shaper.shape(scores, read), None
        if exploring is not None:
            made, explored = self._explore(run_id, shaper, scores, read, *exploring)
        milliseconds = (time.perf_counter() - began) * 1000
        if original is None:
            original = self._codes(dataset, shaper, model, history, user_id)
        here = set(made.items.tolist())
        return LiveView(
            explored=explored,
            list=_view(run_id, None, dataset, made, milliseconds),
            original=original,
            left=tuple(dataset.title(code) for code in original if code not in here),
            record=capture(model, read, dataset) if isinstance(model, ShowsAttention) and len(read.item) else None,
            effects=made.effects,
            before=made.before,
            after=made.after,
        )

    def for_user(self, run_id: int, user_id: str, shaping: Shaping) -> tuple[RecommendationView, tuple[Effect, ...]]:
        """Return the list for a stored user, and what each filter, rule and re-ranking changed.

        Raises:
            NotFoundError: no such run or user.
            ConfigurationError: the run has no model, or the wishes cannot be met.
        """
        dataset = self.dataset(run_id)
        history = dataset.interactions.histories(np.array([self._datasets.user_code(dataset, user_id)]))
        self.shaper(run_id, shaping)
        began = time.perf_counter()
        made = self.shaped(run_id, history, shaping)
        return _view(run_id, user_id, dataset, made, (time.perf_counter() - began) * 1000), made.effects

    def compare(
        self,
        first: tuple[int, EditedHistory],
        second: tuple[int, EditedHistory],
        shaping: Shaping,
    ) -> ListComparison:
        """Return two lists, each of a run and a history, with how far they agree.

        Raises:
            ConfigurationError: the runs belong to different datasets.
        """
        from workbench.errors import ConfigurationError
        from workbench.recommendation.rank_agreement import compare_lists

        if self.dataset_id(first[0]) != self.dataset_id(second[0]):
            raise ConfigurationError(
                "These runs were trained on different datasets, so their items cannot be matched.",
                hint="Choose two runs of one dataset.",
            )
        views = []
        for run_id, history in (first, second):
            began = time.perf_counter()
            made = self.shaped(run_id, history.histories(), shaping)
            took = (time.perf_counter() - began) * 1000
            views.append(_view(run_id, None, self.dataset(run_id), made, took))
        codes = [[item.item for item in view.items] for view in views]
        return ListComparison(views[0], views[1], compare_lists(codes[0], codes[1]))

    def export(
        self,
        run_id: int,
        path: Path,
        shaping: Shaping,
        *,
        users: Sequence[str] | None = None,
        progress: Progress,
    ) -> int:
        """Write the lists of some or all users, filters and re-ranking applied, as `.csv`, `.parquet` or `.json`.

        Returns:
            The number of users.

        Raises:
            NotFoundError: no such run or user.
            ConfigurationError: another kind of file, or wishes that cannot be met.
            WorkbenchError: the file cannot be written.
        """
        from workbench.recommendation.export import write_lists

        dataset = self._datasets.load(self.dataset_id(run_id), verified=True)
        codes = (
            np.arange(len(dataset.users), dtype=np.int32)
            if users is None
            else np.array([self._datasets.user_code(dataset, user) for user in users], dtype=np.int32)
        )
        write_lists(self._runs.model(run_id), dataset, codes, path, self.shaper(run_id, shaping), progress=progress)
        return len(codes)

    def shaped(self, run_id: int, history: Histories, shaping: Shaping) -> ShapedList:
        """Return the shaped list for one history."""
        return self.shaper(run_id, shaping).shape(self._runs.model(run_id).score(history)[0], history)

    def choices(self, dataset_id: int) -> FilterChoices:
        """Return what lists of a dataset can be filtered by."""
        from workbench.data.attribute_filter import attribute_names

        dataset = self._datasets.load(dataset_id)
        codes, _, names = dataset.item_table.category_matrix
        order = np.argsort(-np.bincount(codes, minlength=len(names)), kind="stable")
        years = None
        if dataset.item_table.has("year"):
            import pyarrow.compute as pc

            bounds = pc.min_max(dataset.item_table.columns["year"]).as_py()
            if isinstance(bounds["min"], int):
                years = bounds["min"], bounds["max"]
        return FilterChoices(
            categories=tuple(names[i] for i in order.tolist()),
            years=years,
            attributes=attribute_names(dataset.item_table.columns),
        )

    # ---- what the other use-cases of lists share

    def dataset_id(self, run_id: int) -> int:
        """Return which dataset a run belongs to; asked of the catalog once. Raises `NotFoundError`."""
        if run_id not in self._dataset_of:
            self._dataset_of[run_id] = self._runs.get(run_id).summary.dataset_id
        return self._dataset_of[run_id]

    def dataset(self, run_id: int) -> Dataset:
        """Return the dataset of a run."""
        return self._datasets.load(self.dataset_id(run_id))

    def vectors(self, run_id: int) -> Float32 | None:
        """Return what tells items apart in the lists of a run; see `comparing_vectors`."""
        from workbench.recommendation.similarity import comparing_vectors

        return comparing_vectors(self._runs.model(run_id), self.dataset(run_id))

    def shaper(self, run_id: int, shaping: Shaping) -> Shaper:
        """Return what makes lists under some wishes; the last ones are kept."""
        from workbench.data.counting import users_per_item
        from workbench.recommendation.shaping import Shaper

        key = run_id, shaping
        with self._lock:
            if key not in self._shapers:
                # An item is cold for a model that has not met it, whatever else the dataset knows.
                learned = users_per_item(self._runs.split(run_id).train) if shaping.filters.cold else None
                self._shapers[key] = Shaper(self.dataset(run_id), shaping, self.vectors(run_id), learned_from=learned)
                while len(self._shapers) > _SHAPERS_KEPT:
                    self._shapers.popitem(last=False)
            self._shapers.move_to_end(key)
            return self._shapers[key]

    def let_go(self, dataset_id: int) -> None:
        """Forget what was worked out for a dataset that is gone."""
        with self._lock:
            gone = {run for run, dataset in self._dataset_of.items() if dataset == dataset_id}
            self._dataset_of = {run: d for run, d in self._dataset_of.items() if run not in gone}
            for key in [key for key in self._shapers if key[0] in gone]:
                del self._shapers[key]

    def _explore(
        self,
        run_id: int,
        shaper: Shaper,
        scores: Float32,
        history: Histories,
        policy: Policy,
        steps: Sequence[Step],
    ) -> tuple[ShapedList, ExploredList]:
        from workbench.recommendation.exploration import belief_after, features, order
        from workbench.recommendation.popularity import share_of_users

        pool = shaper.pool(scores, history)
        popularity = share_of_users(self.dataset(run_id).interactions)
        x = features(pool.items, pool.scores, history, popularity, self.vectors(run_id))
        known = belief_after(steps)
        places = order(policy, known, x, len(steps))
        made = shaper.reordered(scores, history, pool.items[places])
        told = ExploredList(policy, len(steps), pool.items, x, places, known.estimates(x), known.uncertainties(x))
        return made, told

    def _codes(
        self, dataset: Dataset, shaper: Shaper, model: Recommender, history: EditedHistory, user_id: str | None
    ) -> tuple[int, ...]:
        from workbench.recommendation.what_if import EditedHistory

        before = self._read(dataset, EditedHistory(history.original, history.original), user_id)
        return tuple(shaper.shape(model.score(before)[0], before).items.tolist())

    @staticmethod
    def _read(dataset: Dataset, history: EditedHistory, user_id: str | None) -> Histories:
        code = None if user_id is None else dataset.users.code(user_id)
        return replace(history.histories(), users=np.array([-1 if code is None else code], np.int32))


def _view(run_id: int, user_id: str | None, dataset: Dataset, made: ShapedList, ms: float) -> RecommendationView:
    from workbench.recommendation.top_list import as_read

    return RecommendationView(run_id, user_id, len(dataset.items), as_read(dataset, made.items, made.scores), ms)

"""Use-cases about a whole model: whether its explanations may be believed, and what each of its heads is for."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import numpy as np

from workbench.catalog.catalog import Catalog
from workbench.errors import ConfigurationError
from workbench.jobs import Progress
from workbench.workspace.explaining_views import HeadWorth
from workbench.workspace.runs import RunUseCases
from workbench.workspace.verdicts import VerdictStore

if TYPE_CHECKING:
    from workbench.explanation.heads import HeadDescription
    from workbench.explanation.verdict import ModelVerdict

PEOPLE = 60
HEAD_PEOPLE = 100
SWITCH_CASES = 500
SEED = 11


class JudgingUseCases:
    """What can be said of a model's reasons over many people. Methods may be called from any thread."""

    def __init__(self, catalog: Catalog, runs: RunUseCases) -> None:
        self._runs = runs
        self._verdicts = VerdictStore(catalog)

    def faithfulness(self, run_id: int, *, people: int = PEOPLE, progress: Progress) -> ModelVerdict:
        """Judge a model's explanations over a sample of the people of its test part, and keep the verdict.

        Raises:
            NotFoundError: no such run.
            ConfigurationError: the run has no model, or nobody has a history of five interactions.
        """
        from workbench.evaluation.intervals import bootstrap_intervals
        from workbench.explanation.judging import judge_sample

        model, split, began = self._runs.model(run_id), self._runs.split(run_id), time.perf_counter()
        found = judge_sample(
            model,
            split.test.histories,
            people=people,
            seed=SEED,
            n_items=len(split.dataset.items),
            intervals=lambda values: bootstrap_intervals(values, progress=progress, seed=SEED),
            progress=progress,
        )
        self._verdicts.put(run_id, found, people=people, seed=SEED, seconds=time.perf_counter() - began)
        return found

    def verdict(self, run_id: int) -> ModelVerdict | None:
        """Return what `faithfulness` found for a run, also before this start; None where it was not asked yet."""
        return self._verdicts.get(run_id)

    def method(self, run_id: int) -> str:
        """Return the name of the method that reasons of a run come from.

        That with the largest mean drop where the model's faithfulness was measured (`faithfulness`), none made of
        attention where that was found unfaithful. Otherwise leave-one-out, which measures itself what it says.
        """
        found = self.verdict(run_id)
        return found.verdict.best if found is not None else "leave-one-out"

    def heads(self, run_id: int, *, people: int = HEAD_PEOPLE, progress: Progress) -> tuple[HeadDescription, ...]:
        """Describe what each head does over a sample of people. Raises `ConfigurationError` without attention."""
        from workbench.evaluation.intervals import bootstrap_intervals
        from workbench.explanation.heads import describe_heads

        split = self._runs.split(run_id)
        part = split.test.sample(people, SEED)
        return describe_heads(
            self._runs.model(run_id), part.histories, split.dataset, bootstrap_intervals, progress=progress
        )

    def switch_off(
        self, run_id: int, layer: int, head: int, *, cases: int = SWITCH_CASES, progress: Progress
    ) -> HeadWorth:
        """Measure what a head is for: ndcg@10 with and without it, on a sample of the test part.

        Raises:
            ConfigurationError: the model's heads cannot be switched off, or there is no such head.
        """
        from workbench.evaluation.evaluate import judge
        from workbench.evaluation.intervals import bootstrap_intervals
        from workbench.models.recommender import ReplaysAttention

        model, split = self._runs.model(run_id), self._runs.split(run_id)
        if not isinstance(model, ReplaysAttention):
            raise ConfigurationError(f"{model.title} has no heads to switch off.", hint="Choose an attention model.")
        part = split.test.sample(cases, SEED)
        columns = []
        for number, one in enumerate((model, model.without_head(layer, head))):
            progress.span(number / 2, (number + 1) / 2)
            _, measured = judge(one, part, split, cutoffs=(10,), progress=progress)
            columns.append(measured.values[:, measured.names.index("ndcg@10")])
        change = (columns[1] - columns[0])[:, None]
        low, high = bootstrap_intervals(change)
        return HeadWorth(
            layer=layer,
            head=head,
            with_it=float(np.nanmean(columns[0])),
            change=float(np.nanmean(change)),
            low=float(low[0]),
            high=float(high[0]),
            n_people=len(part),
        )

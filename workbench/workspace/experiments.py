"""Use-cases around experiments: the same set-ups trained several times, over seeds or folds, and seen as one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC
from pathlib import Path

from sqlalchemy import select

from workbench.catalog.catalog import Catalog
from workbench.catalog.tables import ExperimentRecord, RunRecord
from workbench.errors import ConfigurationError, NotFoundError
from workbench.evaluation.metrics import in_display_order
from workbench.evaluation.repeats import repeated_figure
from workbench.workspace.datasets import DatasetUseCases, Listing
from workbench.workspace.runs import RunUseCases
from workbench.workspace.stored_runs import request_of
from workbench.workspace.views import Experiment, RepeatedModel, RunSummary, TrainRequest

MOST_REPEATS = 50


class ExperimentUseCases:
    """What can be done with experiments. Methods may be called from any thread."""

    def __init__(self, catalog: Catalog, datasets: DatasetUseCases, runs: RunUseCases) -> None:
        self._catalog = catalog
        self._datasets = datasets
        self._runs = runs

    @staticmethod
    def over_seeds(requests: Sequence[TrainRequest], seeds: Sequence[int]) -> Listing[TrainRequest]:
        """Return the requests that repeat set-ups over seeds.

        Raises:
            ConfigurationError: fewer than two seeds, too many, or one of them twice.
        """
        if len(set(seeds)) < len(seeds):
            raise ConfigurationError("A seed is given twice.", where=f"seeds {list(seeds)}")
        _check_repeats(len(seeds))
        return [replace(request, seed=seed, set_up=place) for seed in seeds for place, request in enumerate(requests)]

    @staticmethod
    def over_folds(requests: Sequence[TrainRequest], folds: int) -> Listing[TrainRequest]:
        """Return the requests that judge set-ups on each fold of their split. Raises `ConfigurationError`."""
        _check_repeats(folds)
        return [
            replace(request, split_parameters={**request.split_parameters, "fold": fold, "folds": folds}, set_up=place)
            for fold in range(1, folds + 1)
            for place, request in enumerate(requests)
        ]

    def repeat(self, run_ids: Sequence[int], *, seeds: Sequence[int] = (), folds: int = 0) -> Listing[TrainRequest]:
        """Store an experiment that repeats runs as they were, over seeds or folds; return the requests to train.

        Args:
            run_ids: finished runs of one dataset, each a set-up of the experiment.
            seeds: to repeat over; none to repeat over folds.
            folds: how many folds, where there are no seeds.

        Raises:
            NotFoundError: there is no such run.
            ConfigurationError: as `begin` and `over_seeds`; or a run that is a fold already is to be folded.
        """
        requests = [request_of(self._runs.get(run_id)) for run_id in run_ids]
        if seeds:
            return self.begin(self.over_seeds(requests, seeds))
        folded = [
            run_id for run_id, request in zip(run_ids, requests, strict=True) if "fold" in request.split_parameters
        ]
        if folded:
            raise ConfigurationError(
                f"Run {folded[0]} is a fold of its split already.", hint="Choose runs that judge the whole test part."
            )
        return self.begin(self.over_folds(requests, folds))

    def begin(self, requests: Sequence[TrainRequest]) -> Listing[TrainRequest]:
        """Store an experiment of repeats, from `over_seeds` or `over_folds`; return the requests as parts of it.

        Raises:
            ConfigurationError: no request, requests of several datasets, or a dataset too small for the folds;
                nothing was stored.
        """
        from workbench.data.split_strategies import make_split

        if len({request.dataset_id for request in requests}) != 1:
            raise ConfigurationError("An experiment needs set-ups of one dataset.", where=f"{len(requests)} requests")
        first = requests[0]
        kind = "folds" if "fold" in first.split_parameters else "seeds"
        make_split(self._datasets.load(first.dataset_id), first.split, first.split_parameters, seed=first.seed)
        numbers = [r.split_parameters["fold"] if kind == "folds" else r.seed for r in requests]
        record = ExperimentRecord(dataset_id=first.dataset_id, kind=kind, planned=list(dict.fromkeys(numbers)))
        with self._catalog.writing() as session:
            session.add(record)
        return [replace(request, experiment_id=record.id) for request in requests]

    def list(self, dataset_id: int | None = None) -> Listing[Experiment]:
        """Return the experiments, newest first."""
        with self._catalog.reading() as session:
            query = select(ExperimentRecord).order_by(ExperimentRecord.id.desc())
            if dataset_id is not None:
                query = query.where(ExperimentRecord.dataset_id == dataset_id)
            records = session.scalars(query).all()
        runs: dict[int, list[RunSummary]] = {}
        for run in reversed(self._runs.list(dataset_id)):
            if run.experiment_id is not None:
                runs.setdefault(run.experiment_id, []).append(run)
        return [self._made(record, runs[record.id]) for record in records if record.id in runs]

    def get(self, experiment_id: int) -> Experiment:
        """Return one experiment. Raises `NotFoundError`."""
        found = [experiment for experiment in self.list() if experiment.id == experiment_id]
        if not found:
            raise NotFoundError(
                f"There is no experiment {experiment_id}.", hint="Train one: `workbench train MODEL --seeds 1 2 3`."
            )
        return found[0]

    def export(self, experiment: Experiment, path: Path) -> None:
        """Write an experiment as `.csv` or `.json`, each figure with its protocol."""
        from workbench.evaluation.export import write_experiment

        invented = self._datasets.get(experiment.dataset_id).invented
        dataset = experiment.dataset_name + (" (invented data)" if invented else "")
        entries = [
            (model.model, dataset, model.figures, model.runs[0].test.protocol)
            for model in experiment.models
            if model.runs[0].test is not None
        ]
        write_experiment(entries, path, repeats=f"{experiment.kind} {', '.join(map(str, experiment.planned))}")

    def _made(self, record: ExperimentRecord, runs: Sequence[RunSummary]) -> Experiment:
        with self._catalog.reading() as session:
            rows = session.scalars(select(RunRecord).where(RunRecord.experiment_id == record.id))
            configs = {row.id: row.config for row in rows}
        groups: dict[int, list[RunSummary]] = {}
        for run in runs:
            if run.test is not None:
                groups.setdefault(run.set_up, []).append(run)
        models = tuple(
            RepeatedModel(
                model=same[0].model,
                config=configs[same[0].id],
                runs=tuple(same),
                figures={
                    name: repeated_figure(
                        [run.test.metrics[name] for run in same if run.test is not None and name in run.test.metrics],
                        folds=record.kind == "folds",
                    )
                    for name in in_display_order({name for run in same if run.test for name in run.test.metrics})
                },
            )
            for _, same in sorted(groups.items())
        )
        return Experiment(
            id=record.id,
            dataset_id=record.dataset_id,
            dataset_name=runs[0].dataset_name,
            kind=record.kind,
            planned=tuple(record.planned),
            created=record.created.replace(tzinfo=UTC),
            runs=tuple(runs),
            models=models,
            sampled=any(run.test is not None and run.test.protocol.sampled for run in runs),
        )


def _check_repeats(count: int) -> None:
    if not 2 <= count <= MOST_REPEATS:
        raise ConfigurationError(f"An experiment has from 2 to {MOST_REPEATS} repeats, and not {count}.")

"""Use-cases around the search for settings: search, look at studies, train the best."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import TYPE_CHECKING

from workbench.catalog.catalog import DATABASE, Catalog
from workbench.errors import NotFoundError, ReadOnlyError
from workbench.jobs import Progress
from workbench.tuning.study import StudyRecord, record_of
from workbench.workspace.datasets import DatasetUseCases
from workbench.workspace.runs import RunUseCases
from workbench.workspace.views import ModelType, RunSummary, TrainRequest, TuneRequest

if TYPE_CHECKING:
    from workbench.catalog.study_storage import StudyStorage
    from workbench.data.splits import Split


class TuningUseCases:
    """What can be done with studies. Methods may be called from any thread."""

    def __init__(
        self, catalog: Catalog, datasets: DatasetUseCases, runs: RunUseCases, *, threads: Callable[[], int | None]
    ) -> None:
        self._catalog, self._datasets, self._runs, self._threads = catalog, datasets, runs, threads

    def model_types(self) -> list[ModelType]:
        """Return the models that have settings to search."""
        from workbench.tuning.space import space_of

        return [model for model in self._runs.model_types() if space_of(model.config)]

    def tune(self, request: TuneRequest, *, progress: Progress) -> StudyRecord:
        """Search a model's settings on the validation part until the budget is spent, and return the study.

        The same dataset, split, model and seed go on with the same study, in the catalog or in a shared storage.

        Raises:
            ConfigurationError: there is nothing to search, or the budget is none.
            Cancelled: the person cancelled; the trials so far are kept.
        """
        from workbench.training.device import configure_threads
        from workbench.tuning.search import Budget, Search, search

        if self._catalog.read_only:
            raise ReadOnlyError(
                "This workspace is open to look at only.",
                hint="Close the other program that has it open, then open it again.",
            )
        budget = Budget(request.seconds, request.trials)
        wanted = TrainRequest(
            request.dataset_id, request.model, {}, request.split, request.split_parameters, request.seed
        )
        model, split = self._runs.prepared(wanted, progress=progress)
        configure_threads(self._threads())
        name = study_name(model.name, split, request.seed)
        what = Search(type(model), split, request.seed, name, bool(request.storage))
        with self._storage(request.storage) as storage:
            return record_of(search(what, budget, storage=storage, progress=progress), request.storage)

    def studies(self, dataset_id: int, storage: str | None = None) -> list[StudyRecord]:
        """Return the studies of a dataset, the newest first."""
        from workbench.catalog.study_storage import has_studies

        if not has_studies(self._catalog.folder / DATABASE, storage):
            return []
        import optuna

        fingerprint = self._datasets.get(dataset_id).fingerprint
        with self._storage(storage) as opened:
            found = [
                record_of(optuna.load_study(study_name=summary.study_name, storage=opened), storage)
                for summary in optuna.get_all_study_summaries(opened, include_best_trial=False)
                if summary.user_attrs.get("dataset") == fingerprint
            ]
        return sorted(found, key=lambda s: (s.created is not None, s.created, s.name), reverse=True)

    def study(self, name: str, storage: str | None = None) -> StudyRecord:
        """Return one study. Raises `NotFoundError`."""
        from workbench.catalog.study_storage import has_studies

        if has_studies(self._catalog.folder / DATABASE, storage):
            import optuna

            with self._storage(storage) as opened:
                try:
                    return record_of(optuna.load_study(study_name=name, storage=opened), storage)
                except KeyError:
                    pass
        raise NotFoundError(f"There is no study “{name}”.", hint="Tune a model first.")

    def train_best(self, name: str, dataset_id: int, storage: str | None = None, *, progress: Progress) -> RunSummary:
        """Train the best configuration of a study as a run, and judge it once on the test part.

        Raises:
            NotFoundError: there is no such study, or none of its trials is complete.
            Cancelled: the person cancelled.
        """
        study = self.study(name, storage)
        best = study.best
        if best is None:
            raise NotFoundError("No trial of this study is complete.", hint="Tune for longer.")
        request = TrainRequest(
            dataset_id, study.model, best.config or best.settings, study.split, study.split_parameters, study.seed
        )
        origin = {"name": name, "storage": _public(storage), "trial": best.number, "value": best.value}
        origin |= {"trials": len(study.trials), "seconds": round(study.seconds, 1)}
        return self._runs.train(request, progress=progress, study=origin)

    def delete(self, name: str, storage: str | None = None) -> None:
        """Delete a study and its trials. Raises `NotFoundError`."""
        self.study(name, storage)
        import optuna

        with self._storage(storage) as opened:
            optuna.delete_study(study_name=name, storage=opened)

    def _storage(self, url: str | None) -> StudyStorage:
        from workbench.catalog.study_storage import StudyStorage

        return StudyStorage(self._catalog.folder / DATABASE, url, read_only=url is None and self._catalog.read_only)


def study_name(model: str, split: Split, seed: int) -> str:
    """Return the name that the same search has on every machine: `SASRec · leave-last-out · 3f2a90c1d4e5`."""
    content = sorted((modality, vectors.fingerprint) for modality, vectors in split.dataset.content.items())
    about = [split.dataset.fingerprint, split.strategy, dict(split.parameters), seed, *content]
    digest = hashlib.sha256(json.dumps(about, sort_keys=True).encode()).hexdigest()
    return f"{model} · {split.strategy} · {digest[:12]}"


def _public(storage: str | None) -> str | None:
    """Return a storage's address without who may enter it."""
    if storage is None or "@" not in storage:
        return storage
    scheme, _, rest = storage.partition("://")
    return f"{scheme}://{rest.rpartition('@')[2]}"

"""Stored runs: list them, look at one, load its model again, delete it."""

from __future__ import annotations

import shutil
import tempfile
import threading
from collections import OrderedDict
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from workbench.catalog.catalog import Catalog
from workbench.catalog.tables import RunRecord
from workbench.errors import ConfigurationError, NotFoundError
from workbench.evaluation.protocol import Evaluation, card_of
from workbench.workspace.board_reading import curves_of
from workbench.workspace.datasets import DatasetUseCases, Listing
from workbench.workspace.views import RunDetails, RunSummary, TrainRequest

if TYPE_CHECKING:
    from workbench.models.recommender import Recommender

# States from which a run can go on.
RESUMABLE = ("paused", "interrupted", "failed")
_KEPT_IN_MEMORY = 4
# What a summary is made from.
_SUMMARISED = (selectinload(RunRecord.evaluations), selectinload(RunRecord.files))


class StoredRuns:
    """What can be done with runs that are there. Methods may be called from any thread."""

    def __init__(self, catalog: Catalog, datasets: DatasetUseCases) -> None:
        self._catalog = catalog
        self._datasets = datasets
        self._lock = threading.RLock()
        self._models: OrderedDict[int, Recommender] = OrderedDict()

    def list(self, dataset_id: int | None = None) -> Listing[RunSummary]:
        """Return the runs, newest first; those of datasets in the bin only where that dataset is named."""
        if dataset_id is None:
            names = {summary.id: summary.name for summary in self._datasets.list()}
        else:
            names = {dataset_id: self._datasets.get(dataset_id).name}
        query = select(RunRecord).order_by(RunRecord.id.desc()).options(*_SUMMARISED)
        if dataset_id is not None:
            query = query.where(RunRecord.dataset_id == dataset_id)
        with self._catalog.reading() as session:
            records = session.scalars(query)
            return [_summary(r, names[r.dataset_id]) for r in records if r.dataset_id in names]

    def get(self, run_id: int) -> RunDetails:
        """Return one run with everything needed to repeat it. Raises `NotFoundError`."""
        with self._catalog.reading() as session:
            record = session.scalar(select(RunRecord).where(RunRecord.id == run_id).options(*_SUMMARISED))
            if record is None:
                raise _unknown(run_id)
        name = self._datasets.get(record.dataset_id).name
        return RunDetails(
            summary=_summary(record, name),
            config=record.config,
            split=record.split,
            split_parameters=record.split_parameters,
            candidates=record.candidates,
            versions=record.versions,
            device=record.device,
            dataset_fingerprint=record.dataset_fingerprint,
            report=record.report,
            study=record.study,
            refit=record.refit,
            validation=_evaluation(record, "validation"),
            points=curves_of(self._catalog, [run_id])[run_id],
            content=record.content,
        )

    def delete(self, run_id: int) -> None:
        """Delete a run and its model."""
        with self._catalog.writing() as session:
            record = session.get(RunRecord, run_id)
            if record is None:
                raise _unknown(run_id)
            hashes = {file.sha256 for file in record.files}
            session.delete(record)
        with self._lock:
            self._models.pop(run_id, None)
        self._catalog.collect(hashes)

    def model(self, run_id: int) -> Recommender:
        """Return a trained model; the last four stay in memory.

        Raises:
            ConfigurationError: the run did not end with a model.
            ArtifactDamagedError: its files are missing or changed.
        """
        from workbench.evaluation.case_file import CASES_FILE
        from workbench.models.registry import model_class

        with self._lock:
            if run_id in self._models:
                self._models.move_to_end(run_id)
                return self._models[run_id]
            with self._catalog.reading() as session:
                record = session.scalar(
                    select(RunRecord).where(RunRecord.id == run_id).options(selectinload(RunRecord.files))
                )
            if record is None:
                raise _unknown(run_id)
            if record.state != "done":
                raise ConfigurationError(
                    f"Run {run_id} has no model: it is {record.state}.", hint="Choose a finished run."
                )
            with tempfile.TemporaryDirectory() as name:
                for file in record.files:
                    if file.name != CASES_FILE:
                        path = self._catalog.artifacts.path(file.sha256, file.n_bytes, f"{record.model} · run {run_id}")
                        shutil.copyfile(path, Path(name) / file.name)
                model = model_class(record.model).load(Path(name))
            self.keep_in_memory(run_id, model)
            return model

    def keep_in_memory(self, run_id: int, model: Recommender) -> None:
        """Let `model` return this one without reading it."""
        with self._lock:
            self._models[run_id] = model
            while len(self._models) > _KEPT_IN_MEMORY:
                self._models.popitem(last=False)


def request_of(details: RunDetails) -> TrainRequest:
    """Return the request that repeats a run."""
    return TrainRequest(
        dataset_id=details.summary.dataset_id,
        model=details.summary.model,
        config=details.config,
        split=details.split,
        split_parameters=details.split_parameters,
        seed=details.summary.seed,
        content={modality: made["fingerprint"] for modality, made in details.content.items()},
        candidates=details.candidates,
        refit=details.refit,
    )


def _evaluation(record: RunRecord, part: str) -> Evaluation | None:
    for stored in record.evaluations:
        if stored.part == part:
            return Evaluation(card_of(stored.protocol), stored.metrics, stored.intervals, stored.seconds)
    return None


def _summary(record: RunRecord, dataset_name: str) -> RunSummary:
    return RunSummary(
        id=record.id,
        dataset_id=record.dataset_id,
        dataset_name=dataset_name,
        model=record.model,
        model_title=record.model_title,
        state=record.state,
        message=record.message,
        seed=record.seed,
        created=record.created.replace(tzinfo=UTC),
        seconds=record.seconds,
        test=_evaluation(record, "test"),
        shows_attention=record.shows_attention,
        resumable=record.state in RESUMABLE and bool(record.files),
        forgotten_users=record.forgotten_users,
        experiment_id=record.experiment_id,
        set_up=record.set_up,
        study=record.study,
    )


def _unknown(run_id: int) -> NotFoundError:
    return NotFoundError(f"There is no run {run_id}.", hint="List the runs to see which there are.")

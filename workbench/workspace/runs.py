"""Use-cases around runs: train, list, compare, load the trained model again."""

from __future__ import annotations

import platform
import shutil
import tempfile
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import UTC
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from workbench import __version__
from workbench.catalog.catalog import Catalog
from workbench.catalog.tables import EvaluationRecord, PointsRecord, RunFileRecord, RunRecord
from workbench.errors import Cancelled, ConfigurationError, NotFoundError, WorkbenchError
from workbench.evaluation.protocol import Evaluation, ProtocolCard
from workbench.jobs import MetricPoint, Progress
from workbench.workspace.datasets import DatasetUseCases, Listing
from workbench.workspace.views import Comparison, Estimate, ModelType, RunDetails, RunSummary, SplitType, TrainRequest

if TYPE_CHECKING:
    from workbench.data.splits import Split
    from workbench.models.recommender import ModelConfig, Recommender

_KEPT_IN_MEMORY = 4
_POINTS_EVERY_SECONDS = 2.0
_LIBRARIES = ("torch", "numpy", "scipy", "lightning-fabric", "pyarrow")


class RunUseCases:
    """What can be done with runs. Methods may be called from any thread."""

    def __init__(self, catalog: Catalog, datasets: DatasetUseCases, *, threads: Callable[[], int | None]) -> None:
        self._catalog = catalog
        self._datasets = datasets
        self._threads = threads
        self._lock = threading.RLock()
        self._models: OrderedDict[int, Recommender] = OrderedDict()

    # ---- what can be trained

    def model_types(self) -> Listing[ModelType]:
        """Return the registered models. The first call imports them, torch included."""
        from workbench.models.recommender import ShowsAttention
        from workbench.models.registry import model_classes

        return [
            ModelType(
                name=name,
                title=made.title,
                family=made.family,
                summary=made.summary,
                config=made.Config,
                shows_attention=issubclass(made, ShowsAttention),
            )
            for name, made in model_classes().items()
        ]

    def split_types(self) -> Listing[SplitType]:
        """Return the ways of splitting."""
        from workbench.data.split_strategies import strategies

        return [SplitType(s.name, s.title, s.summary, s.Config, s.leaks) for s in strategies()]

    def estimate(self, request: TrainRequest) -> Estimate:
        """Return what a fit will cost, without training; counts are 0 for models that cannot say."""
        from workbench.models.recommender import EstimatesCost

        model = self._new_model(request)
        if not isinstance(model, EstimatesCost):
            return Estimate(0, 0, None)
        cost = model.estimate(self._split(request))
        return Estimate(cost.parameters, cost.memory_bytes, cost.seconds)

    # ---- training

    def train(self, request: TrainRequest, *, progress: Progress) -> RunSummary:
        """Fit a model, judge it on validation and then once on test, and store it with its recipe.

        The run is in the catalog as `running` from the start. It ends as `done`, or as `cancelled` or `failed` with
        no model stored; where the process dies, the next opening marks it `interrupted`.

        Raises:
            ConfigurationError: the request is out of bounds; nothing was stored.
            Cancelled: the person cancelled.
        """
        from workbench.evaluation.evaluate import evaluate
        from workbench.models.recommender import ShowsAttention
        from workbench.training.device import configure_threads

        model = self._new_model(request)
        dataset = self._datasets.load(request.dataset_id)
        split = self._split(request)
        configure_threads(self._threads())
        record = RunRecord(
            dataset_id=request.dataset_id,
            dataset_fingerprint=dataset.fingerprint,
            model=model.name,
            model_title=model.title,
            config=model.config.model_dump(mode="json"),
            split=request.split,
            split_parameters=dict(split.parameters),
            seed=request.seed,
            versions=_versions(),
            state="running",
            shows_attention=isinstance(model, ShowsAttention),
        )
        with self._catalog.writing() as session:
            session.add(record)
        run_id, began = record.id, time.perf_counter()
        points = _PointWriter(self._catalog, run_id)
        progress.listen(points.add)
        try:
            progress.span(0.0, 0.94)
            report = model.fit(split, validation=split.validation, seed=request.seed, progress=progress)
            progress.span(0.94, 0.97)
            validation = evaluate(model, split.validation, split, progress=progress)
            progress.span(0.97, 1.0)
            # The one look at the test part; nothing is chosen by it.
            test = evaluate(model, split.test, split, progress=progress)
            points.flush()
            self._store(run_id, model, asdict(report), validation, test, time.perf_counter() - began)
        except BaseException as error:
            state, message = _ending(error)
            points.flush()
            self._update(run_id, state=state, message=message, seconds=time.perf_counter() - began)
            raise
        finally:
            progress.listen(None)
        with self._lock:
            self._keep(run_id, model)
        return self.get(run_id).summary

    def _store(
        self,
        run_id: int,
        model: Recommender,
        report: dict[str, Any],
        validation: Evaluation,
        test: Evaluation,
        seconds: float,
    ) -> None:
        with self._catalog.artifacts.staging() as folder:
            model.save(folder)
            with (
                self._catalog.artifacts.storing(sorted(folder.iterdir())) as stored,
                self._catalog.writing() as session,
            ):
                record = session.get_one(RunRecord, run_id)
                record.state, record.seconds, record.report = "done", seconds, report
                record.device = str(report.get("device", ""))
                record.files = [
                    RunFileRecord(name=name, sha256=artifact.sha256, n_bytes=artifact.n_bytes)
                    for name, artifact in stored.items()
                ]
                record.evaluations = [_to_record("validation", validation), _to_record("test", test)]

    def _update(self, run_id: int, **values: Any) -> None:
        with self._catalog.writing() as session:
            record = session.get_one(RunRecord, run_id)
            for name, value in values.items():
                setattr(record, name, value)

    def _new_model(self, request: TrainRequest) -> Recommender:
        from pydantic import ValidationError

        from workbench.models.registry import model_class

        made = model_class(request.model)
        try:
            config: ModelConfig = made.Config.model_validate(request.config)
        except ValidationError as error:
            first = error.errors()[0]
            name = ".".join(str(part) for part in first["loc"]) or "configuration"
            fields = ", ".join(made.Config.model_fields)
            raise ConfigurationError(
                f"{made.name} cannot take {name} = {first.get('input')!r}: {first['msg']}.",
                hint=f"Its settings: {fields}.",
            ) from error
        return made(config)

    def _split(self, request: TrainRequest) -> Split:
        from workbench.data.split_strategies import make_split

        dataset = self._datasets.load(request.dataset_id)
        return make_split(dataset, request.split, dict(request.split_parameters), seed=request.seed)

    # ---- reading

    def list(self, dataset_id: int | None = None) -> Listing[RunSummary]:
        """Return the runs, newest first; those of datasets in the bin only where that dataset is named."""
        if dataset_id is None:
            names = {summary.id: summary.name for summary in self._datasets.list()}
        else:
            names = {dataset_id: self._datasets.get(dataset_id).name}
        query = select(RunRecord).order_by(RunRecord.id.desc()).options(selectinload(RunRecord.evaluations))
        if dataset_id is not None:
            query = query.where(RunRecord.dataset_id == dataset_id)
        with self._catalog.reading() as session:
            records = session.scalars(query)
            return [_summary(r, names[r.dataset_id]) for r in records if r.dataset_id in names]

    def get(self, run_id: int) -> RunDetails:
        """Return one run with everything needed to repeat it. Raises `NotFoundError`."""
        with self._catalog.reading() as session:
            record = session.scalar(
                select(RunRecord).where(RunRecord.id == run_id).options(selectinload(RunRecord.evaluations))
            )
            if record is None:
                raise _unknown(run_id)
            batches = session.scalars(
                select(PointsRecord.points).where(PointsRecord.run_id == run_id).order_by(PointsRecord.id)
            ).all()
        curves: dict[str, Listing[tuple[float, float]]] = {}
        for batch in batches:
            for series, step, value in batch:
                curves.setdefault(series, []).append((step, value))
        name = self._datasets.get(record.dataset_id).name
        return RunDetails(
            summary=_summary(record, name),
            config=record.config,
            split=record.split,
            split_parameters=record.split_parameters,
            versions=record.versions,
            device=record.device,
            dataset_fingerprint=record.dataset_fingerprint,
            report=record.report,
            validation=_evaluation(record, "validation"),
            points=curves,
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
                    path = self._catalog.artifacts.path(file.sha256, file.n_bytes, f"{record.model} · run {run_id}")
                    shutil.copyfile(path, Path(name) / file.name)
                model = model_class(record.model).load(Path(name))
            self._keep(run_id, model)
            return model

    def _keep(self, run_id: int, model: Recommender) -> None:
        self._models[run_id] = model
        while len(self._models) > _KEPT_IN_MEMORY:
            self._models.popitem(last=False)

    # ---- judging

    def evaluate(self, run_id: int, *, cutoffs: Sequence[int] = (5, 10, 20), progress: Progress) -> Evaluation:
        """Measure a stored model on the test part of the split it was trained on; nothing is stored."""
        from workbench.evaluation.evaluate import evaluate

        details = self.get(run_id)
        model = self.model(run_id)
        split = self._split(request_of(details))
        return evaluate(model, split.test, split, cutoffs=cutoffs, progress=progress)

    def compare(self, run_ids: Sequence[int]) -> Comparison:
        """Put finished runs side by side, warning where their protocols differ. Raises `NotFoundError`."""
        known = {run.id: run for run in self.list()}
        missing = [run_id for run_id in run_ids if run_id not in known]
        if missing:
            raise _unknown(missing[0])
        runs = tuple(known[run_id] for run_id in run_ids if known[run_id].test is not None)
        tests = [run.test for run in runs if run.test is not None]
        names: dict[str, None] = {}
        for test in tests:
            names.update(dict.fromkeys(test.metrics))
        differing = sorted({rule for test in tests[1:] for rule in tests[0].protocol.differs(test.protocol)})
        warnings = []
        if differing:
            rules = ", ".join(rule.replace("_", " ") for rule in differing)
            warnings.append(
                f"These runs were measured under different rules ({rules}): their figures cannot be compared."
            )
        return Comparison(runs=runs, metric_names=tuple(names), warnings=tuple(warnings))

    def export_comparison(self, comparison: Comparison, path: Path) -> None:
        """Write a comparison as `.csv` (with the protocol), `.png` or `.svg`."""
        from workbench.evaluation.export import write_comparison

        invented = {summary.id for summary in self._datasets.list() if summary.invented}
        entries = [
            (run.label, run.dataset_name + (" (invented data)" if run.dataset_id in invented else ""), run.test)
            for run in comparison.runs
            if run.test is not None
        ]
        write_comparison(entries, path, warnings=comparison.warnings)


def request_of(details: RunDetails) -> TrainRequest:
    """Return the request that repeats a run."""
    return TrainRequest(
        dataset_id=details.summary.dataset_id,
        model=details.summary.model,
        config=details.config,
        split=details.split,
        split_parameters=details.split_parameters,
        seed=details.summary.seed,
    )


class _PointWriter:
    """Stores a run's curve every few seconds, so that an interrupted run shows how far it came."""

    def __init__(self, catalog: Catalog, run_id: int) -> None:
        self._catalog, self._run_id = catalog, run_id
        self._points: list[list[Any]] = []
        self._last = time.monotonic()

    def add(self, point: MetricPoint) -> None:
        self._points.append([point.series, point.step, point.value])
        if time.monotonic() - self._last > _POINTS_EVERY_SECONDS:
            self.flush()

    def flush(self) -> None:
        self._last = time.monotonic()
        if self._points:
            with self._catalog.writing() as session:
                session.add(PointsRecord(run_id=self._run_id, points=self._points))
            self._points = []


def _ending(error: BaseException) -> tuple[str, str]:
    if isinstance(error, Cancelled | KeyboardInterrupt):
        return "cancelled", ""
    if isinstance(error, WorkbenchError):
        return "failed", str(error)
    return "failed", f"{type(error).__name__}: {error}"


def _versions() -> dict[str, Any]:
    found = {name: version(name) for name in _LIBRARIES}
    return {"workbench": __version__, "python": platform.python_version(), "platform": platform.platform(), **found}


def _to_record(part: str, evaluation: Evaluation) -> EvaluationRecord:
    return EvaluationRecord(
        part=part,
        protocol=asdict(evaluation.protocol),
        metrics=evaluation.metrics,
        intervals=evaluation.intervals,
        seconds=evaluation.seconds,
    )


def _evaluation(record: RunRecord, part: str) -> Evaluation | None:
    for stored in record.evaluations:
        if stored.part == part:
            protocol = ProtocolCard(**{**stored.protocol, "cutoffs": tuple(stored.protocol["cutoffs"])})
            return Evaluation(protocol, stored.metrics, stored.intervals, stored.seconds)
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
        forgotten_users=record.forgotten_users,
    )


def _unknown(run_id: int) -> NotFoundError:
    return NotFoundError(f"There is no run {run_id}.", hint="List the runs to see which there are.")

"""What happens between the start of a run and its end in the catalog, whichever way it ends."""

from __future__ import annotations

import time
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from workbench.catalog.catalog import Catalog
from workbench.catalog.tables import EvaluationRecord, PointsRecord, RunFileRecord, RunRecord
from workbench.errors import Cancelled, WorkbenchError
from workbench.evaluation.protocol import Evaluation
from workbench.jobs import MetricPoint, Progress, ShareOfProgress
from workbench.workspace.checkpoints import RunCheckpoints

if TYPE_CHECKING:
    from workbench.data.interactions import Int32
    from workbench.data.splits import Split
    from workbench.evaluation.case_measures import CaseMeasures
    from workbench.models.recommender import Recommender

_POINTS_EVERY_SECONDS = 2.0


def carry_out(
    catalog: Catalog, checkpoints: RunCheckpoints, run_id: int, model: Recommender, split: Split, progress: Progress
) -> Recommender:
    """Fit, judge and store the model of a run that is in the catalog as `running`; return the one that was stored.

    Raises:
        Cancelled: the person cancelled; the run is `cancelled`, or `paused` where it was suspended after a checkpoint.
    """
    from workbench.evaluation.candidates import CandidateRules
    from workbench.evaluation.evaluate import evaluate, judge
    from workbench.models.recommender import KeepsCheckpoints
    from workbench.models.refitting import refitted

    with catalog.reading() as session:
        record = session.get_one(RunRecord, run_id)
        seed, seconds_before, refit = record.seed, record.seconds or 0.0, record.refit
        rules = CandidateRules(**record.candidates)
    began = time.perf_counter()
    points = _PointWriter(catalog, run_id)
    progress.listen(points.add)
    if isinstance(model, KeepsCheckpoints):
        model.keep_checkpoints(checkpoints)
    try:
        progress.span(0.0, 0.5 if refit else 0.94)
        report = model.fit(split, validation=split.validation, seed=seed, progress=progress)
        progress.span(0.5 if refit else 0.94, 0.55 if refit else 0.97)
        # Of a model that is fitted again this is measured before: afterwards it has seen the answers.
        validation = evaluate(model, split.validation, split, rules=rules, progress=progress)
        if refit:
            progress.span(0.55, 0.97)
            split = split.joined()
            progress.report(0.0, "fitting again with the validation part")
            within = ShareOfProgress(progress, 0.0, 1.0)  # the curves stay those of the fit that was watched
            model, report = refitted(model, report, split, seed=seed, progress=within)
        progress.span(0.97, 1.0)
        # The one look at the test part; nothing is chosen by it.
        test, cases = judge(model, split.test, split, rules=rules, progress=progress)
        points.flush()
        seconds = seconds_before + time.perf_counter() - began
        _store(catalog, run_id, model, asdict(report), validation, test, (split.test.users, cases), seconds)
        return model
    except BaseException as error:
        state, message = (
            "failed",
            str(error) if isinstance(error, WorkbenchError) else f"{type(error).__name__}: {error}",
        )
        if isinstance(error, Cancelled | KeyboardInterrupt):
            # A fit that was over, and only had to be judged, goes on from its last checkpoint too.
            state, message = "paused" if progress.suspended and checkpoints.exists() else "cancelled", ""
        points.flush()
        with catalog.writing() as session:
            record = session.get_one(RunRecord, run_id)
            record.state, record.message = state, message
            record.seconds = seconds_before + time.perf_counter() - began
        if state == "cancelled":
            checkpoints.drop()
        raise
    finally:
        progress.listen(None)


def _store(
    catalog: Catalog,
    run_id: int,
    model: Recommender,
    report: dict[str, Any],
    validation: Evaluation,
    test: Evaluation,
    cases: tuple[Int32, CaseMeasures],
    seconds: float,
) -> None:
    from workbench.evaluation.case_file import write_cases

    with catalog.artifacts.staging() as folder:
        model.save(folder)
        write_cases(folder, *cases)
        with catalog.artifacts.storing(sorted(folder.iterdir())) as stored:
            with catalog.writing() as session:
                record = session.get_one(RunRecord, run_id)
                before = {file.sha256 for file in record.files}  # of its last checkpoint
                record.state, record.seconds, record.report = "done", seconds, report
                record.config = model.config.model_dump(mode="json")  # what was automatic is now a value
                record.device = str(report.get("device", ""))
                record.files = [
                    RunFileRecord(name=name, sha256=artifact.sha256, n_bytes=artifact.n_bytes)
                    for name, artifact in stored.items()
                ]
                record.evaluations = [_to_record("validation", validation), _to_record("test", test)]
            catalog.collect(before)


def _to_record(part: str, evaluation: Evaluation) -> EvaluationRecord:
    return EvaluationRecord(
        part=part,
        protocol=asdict(evaluation.protocol),
        metrics=evaluation.metrics,
        intervals=evaluation.intervals,
        seconds=evaluation.seconds,
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

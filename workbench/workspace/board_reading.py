"""Reads all finished runs, or the curves of some, in one go: there may be hundreds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from workbench.catalog.catalog import Catalog
from workbench.catalog.tables import EvaluationRecord, ExperimentRecord, PointsRecord, RunRecord
from workbench.evaluation.protocol import Evaluation, ProtocolCard, card_of
from workbench.workspace.board import Board, BoardRun, Curves
from workbench.workspace.liking import satisfaction_of, with_liking

if TYPE_CHECKING:
    from workbench.evaluation.repeats import RepeatedFigure
    from workbench.workspace.datasets import DatasetUseCases
    from workbench.workspace.views import RunDetails


def board_of(catalog: Catalog, datasets: DatasetUseCases, dataset_id: int | None) -> Board:
    """Read the board; see `ComparisonUseCases.board`."""
    known = datasets.list() if dataset_id is None else [datasets.get(dataset_id)]
    names, invented = {d.id: d.label for d in known}, {d.id for d in known if d.invented}
    query = (
        select(
            RunRecord.id,
            RunRecord.model,
            RunRecord.dataset_id,
            RunRecord.created,
            RunRecord.seconds,
            RunRecord.seed,
            RunRecord.config,
            RunRecord.split,
            RunRecord.split_parameters,
            RunRecord.study,
            RunRecord.experiment_id,
            RunRecord.set_up,
            EvaluationRecord.protocol,
            EvaluationRecord.metrics,
            EvaluationRecord.intervals,
            EvaluationRecord.seconds,
        )
        .join(EvaluationRecord, EvaluationRecord.run_id == RunRecord.id)
        .where(EvaluationRecord.part == "test")
        .order_by(RunRecord.id.desc())
    )
    if dataset_id is not None:
        query = query.where(RunRecord.dataset_id == dataset_id)
    liked = satisfaction_of(catalog)
    cards: dict[ProtocolCard, int] = {}
    runs: list[BoardRun] = []
    with catalog.reading() as session:
        experiments = {record.id: record.kind for record in session.scalars(select(ExperimentRecord))}
        # In parts: reading all rows at once would hold the interpreter's lock, and with it the window.
        for row in session.execute(query).yield_per(50):
            if row.dataset_id not in names:
                continue  # in the bin
            card = card_of(row.protocol)
            rules = replace(card, leak_findings=())  # what was found is no rule
            runs.append(
                BoardRun(
                    id=row.id,
                    model=row.model,
                    dataset_id=row.dataset_id,
                    dataset_name=names[row.dataset_id],
                    created=row.created.replace(tzinfo=UTC),
                    seconds=row[4],
                    seed=row.seed,
                    test=with_liking(Evaluation(card, row.metrics, row.intervals, row[15]), liked.get(row.id)),
                    settings={
                        **row.config,
                        "split": row.split,
                        **{f"split.{key}": value for key, value in row.split_parameters.items()},
                        "seed": row.seed,
                    },
                    protocol=cards.setdefault(rules, len(cards) + 1),
                    study=row.study,
                    experiment_id=row.experiment_id,
                    set_up=row.set_up,
                )
            )
    return Board(
        runs=tuple(runs),
        metric_names=frozenset(name for run in runs for name in run.test.metrics),
        protocols=tuple(cards),
        invented=any(run.dataset_id in invented for run in runs),
        experiments=experiments,
        repeated=_repeated(runs, experiments),
    )


def _repeated(
    runs: Sequence[BoardRun], experiments: Mapping[int, str]
) -> dict[tuple[int, int], dict[str, RepeatedFigure]]:
    same: dict[tuple[int, int], list[BoardRun]] = {}
    for run in runs:
        if run.experiment_id is not None:
            same.setdefault((run.experiment_id, run.set_up), []).append(run)
    if not same:
        return {}
    # Scipy takes a while to import, and only repeats need it.
    from workbench.evaluation.repeats import repeated_figure

    return {
        (number, set_up): {
            name: repeated_figure(
                [run.test.metrics[name] for run in members if name in run.test.metrics],
                folds=experiments.get(number) == "folds",
            )
            for name in members[0].test.metrics
        }
        for (number, set_up), members in same.items()
        if len(members) > 1
    }


def curves_of(catalog: Catalog, run_ids: Sequence[int]) -> dict[int, Curves]:
    """Read the curves of runs; a stretch that a resumed run went over again counts once."""
    found: dict[int, Curves] = {run_id: {} for run_id in run_ids}
    query = (
        select(PointsRecord.run_id, PointsRecord.points)
        .where(PointsRecord.run_id.in_(list(run_ids)))
        .order_by(PointsRecord.id)
    )
    with catalog.reading() as session:
        for run_id, batch in session.execute(query).yield_per(20):
            for series, step, value in batch:
                curve = found[run_id].setdefault(series, [])
                while curve and curve[-1][0] >= step:
                    curve.pop()
                curve.append((step, value))
    return found


def recipe_of(run: RunDetails) -> dict[str, Any]:
    """Return in flat words everything that repeats a run."""
    made = {"model": run.summary.model, "seed": run.summary.seed, "split": run.split}
    made |= {f"split: {key}": value for key, value in run.split_parameters.items()}
    made |= {f"setting: {key}": value for key, value in run.config.items()}
    if run.study is not None:
        made["settings found by"] = f"study {run.study['name']}, trial {run.study['trial']}"
    made |= {"dataset (SHA-256)": run.dataset_fingerprint, "device": run.device}
    return made | {f"version: {key}": value for key, value in run.versions.items()}

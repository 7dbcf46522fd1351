"""`workbench train`, `workbench evaluate`, `workbench runs` and `workbench compare`."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from workbench.cli.judging_options import SampleBy, candidate_rules, chosen_rules
from workbench.cli.judging_tables import show_evaluation, show_experiment, show_users
from workbench.cli.session import ERR, Session, settings_of, training
from workbench.cli.tables import show_comparison, show_differences, show_runs
from workbench.errors import Cancelled, ConfigurationError, NotFoundError, WorkbenchError
from workbench.jobs import Progress
from workbench.workspace.views import Estimate, TrainRequest

if TYPE_CHECKING:
    from workbench.workspace import Workspace
    from workbench.workspace.views import RunSummary

log = logging.getLogger(__name__)


def register(app: typer.Typer) -> None:
    """Add the commands."""
    for command in (train, evaluate, runs, compare):
        app.command()(command)


def train(
    context: typer.Context,
    models: Annotated[
        list[str] | None, typer.Argument(help="Models to train: SASRec, Popularity, …, or `all`.", show_default=False)
    ] = None,
    model: Annotated[
        list[str] | None,
        typer.Option(help="A model to train, or `all`; may be repeated.", metavar="MODEL", show_default=False),
    ] = None,
    dataset: Annotated[str | None, typer.Option(help="Name or number of a stored dataset.", show_default=False)] = None,
    split: Annotated[str, typer.Option(help="How to split: leave-last-out, global-time, …")] = "leave-last-out",
    split_set: Annotated[list[str] | None, typer.Option(help="A parameter of the split.", metavar="KEY=VALUE")] = None,
    set_: Annotated[
        list[str] | None,
        typer.Option("--set", help="A setting of the models that have it.", metavar="KEY=VALUE"),
    ] = None,
    seed: Annotated[int, typer.Option(help="Everything random follows from it.")] = 42,
    resume: Annotated[
        int | None, typer.Option(help="Go on with a paused or interrupted run instead.", metavar="RUN")
    ] = None,
    devices: Annotated[int, typer.Option(help="Processes on this machine, each with a GPU or a share of the CPU.")] = 1,
    nodes: Annotated[int, typer.Option(help="Machines; run the same command on each, with NODE_RANK set.")] = 1,
    seeds: Annotated[
        list[int] | None, typer.Option(help="Repeat over these seeds, as one experiment.", metavar="SEED...")
    ] = None,
    folds: Annotated[
        int | None, typer.Option(min=2, help="Judge on each of so many folds of the split, as one experiment.")
    ] = None,
    candidates: Annotated[
        int, typer.Option(min=0, help="Rank the targets among so many sampled items only; 0 is the full ranking.")
    ] = 0,
    sample_by: Annotated[SampleBy, typer.Option(help="How candidates are drawn.")] = SampleBy.popularity,
    sample_seed: Annotated[int, typer.Option(min=0, help="Seed of that draw.")] = 0,
    keep_seen: Annotated[bool, typer.Option("--keep-seen", help="Let what was seen be recommended again.")] = False,
    refit: Annotated[
        bool,
        typer.Option("--refit", help="Fit again on training and validation part once validation has selected."),
    ] = False,
) -> None:
    """Train models, judge them on the test part, and show them side by side.

    Of several, one that cannot be trained does not keep the others from it; what stopped it is said below the table.
    """
    names = [*(models or []), *(model or [])]
    if resume is None and (not names or dataset is None):
        raise typer.BadParameter("Say which MODELS to train and on which --dataset, or which run to --resume.")
    if seeds and folds:
        raise typer.BadParameter("Repeat over --seeds or over --folds, not over both.")
    if resume is not None and (seeds or folds):
        raise typer.BadParameter("A run that is resumed is not repeated.")
    session: Session = context.obj
    rules = chosen_rules(candidates, sample_by, sample_seed, keep_seen=keep_seen)
    from workbench.workspace.runs import RunUseCases
    from workbench.workspace.several import plan, stands_for_all

    assists = RunUseCases.use_processes(devices, nodes)
    with (replace(session, read_only=True) if assists else session).workspace(writes=True) as workspace:
        wanted: list[TrainRequest | int] = [resume] if resume is not None else []
        if resume is None:
            stored = workspace.datasets.find(dataset or "")
            asked = TrainRequest(
                stored.id, "", settings_of(set_), split, settings_of(split_set), seed, candidates=rules, refit=refit
            )
            planned = plan(workspace.runs, names, asked)
            requests = [run.request for run in planned]
            repeats = requests
            if seeds:
                repeats = workspace.experiments.over_seeds(requests, seeds)
            elif folds:
                repeats = workspace.experiments.over_folds(requests, folds)
            wanted += repeats if assists or repeats is requests else workspace.experiments.begin(repeats)
            if not assists:
                for run in planned:
                    _say_cost(run.request.model, run.cost)
        if assists:
            for work in wanted:
                workspace.runs.assist(work, progress=Progress())
            return
        done, stopped = _train_each(session, workspace, wanted)
        comparison = workspace.comparisons.compare([run.id for run in done])
        notes = workspace.comparisons.below_popularity([run.id for run in done]) if len(done) > 1 else {}
        repeated = done[0].experiment_id if done else None
        experiment = None if repeated is None else workspace.experiments.get(repeated)
    session.print(
        done, lambda: show_comparison(comparison, notes) if experiment is None else show_experiment(experiment)
    )
    for name, error in stopped:
        what = str(error) if isinstance(error, WorkbenchError) else f"{type(error).__name__}: {error}"
        ERR.print(f"{name} was not trained: {what}", style="yellow", markup=False, highlight=False)
    # A model that does not suit the data is no failure where all were asked for; anything else is.
    expected = done and stands_for_all(names)
    unexpected = [error for _, error in stopped if not (expected and isinstance(error, ConfigurationError))]
    if unexpected:
        raise typer.Exit(unexpected[0].exit_code if isinstance(unexpected[0], WorkbenchError) else 1)


def _train_each(
    session: Session, workspace: Workspace, wanted: list[TrainRequest | int]
) -> tuple[list[RunSummary], list[tuple[str, Exception]]]:
    """Train one after the other; return the runs, and of several what stopped the others. Ctrl-C stops them all."""
    done: list[RunSummary] = []
    stopped: list[tuple[str, Exception]] = []
    for place, work in enumerate(wanted):
        try:
            run = session.work(_title(work), training(workspace, work), place=(place, len(wanted)))
        except (Cancelled, KeyboardInterrupt):
            raise
        except Exception as error:
            if len(wanted) == 1 or isinstance(work, int):
                raise
            log.warning("%s was not trained", work.model, exc_info=True)
            stopped.append((work.model, error))
            continue
        done.append(run)
        if len(wanted) > 1 and not ERR.is_terminal and run.test is not None:  # what the bars say to a terminal
            figure = f"ndcg@10 {run.test.metrics['ndcg@10']:.4f}, {run.seconds or 0.0:,.1f} s"
            ERR.print(f"{place + 1} of {len(wanted)}  {run.label}: {figure}", markup=False, highlight=False)
    return done, stopped


def _say_cost(model: str, cost: Estimate) -> None:
    """Say before the start what a model that learns in epochs will cost; those that count are done at once."""
    if cost.parameters and cost.seconds is not None:
        ERR.print(
            f"{model}: {cost.parameters:,} parameters, about {cost.memory_bytes / 2**20:,.0f} MiB of memory "
            f"and {cost.seconds:,.0f} s to the last epoch.",
            style="dim",
            highlight=False,
        )


def _title(work: TrainRequest | int) -> str:
    return f"Resuming run {work}" if isinstance(work, int) else f"Training {work.model}"


def evaluate(
    context: typer.Context,
    run: Annotated[int, typer.Argument(help="Number of a finished run.")],
    cutoff: Annotated[list[int] | None, typer.Option(help="Length of the list; may be repeated.")] = None,
    candidates: Annotated[
        int, typer.Option(min=0, help="Rank the targets among so many sampled items only; 0 is the full ranking.")
    ] = 0,
    sample_by: Annotated[SampleBy, typer.Option(help="How candidates are drawn.")] = SampleBy.popularity,
    sample_seed: Annotated[int, typer.Option(min=0, help="Seed of that draw.")] = 0,
    keep_seen: Annotated[bool, typer.Option("--keep-seen", help="Let what was seen be recommended again.")] = False,
) -> None:
    """Measure a stored model again on the test part of its split."""
    session: Session = context.obj
    rules = candidate_rules(candidates, sample_by, sample_seed, keep_seen=keep_seen)
    with session.workspace() as workspace:
        result = session.work(
            f"Measuring run {run}",
            lambda progress: workspace.runs.evaluate(
                run, cutoffs=cutoff or (5, 10, 20), rules=rules, progress=progress
            ),
        )
        said = workspace.comparisons.satisfaction(run)
    session.print(result, lambda: show_evaluation(result, said))


def runs(
    context: typer.Context,
    dataset: Annotated[str | None, typer.Option(help="Only those of this dataset.")] = None,
) -> None:
    """List the runs, newest first."""
    session: Session = context.obj
    with session.workspace() as workspace:
        chosen = None if dataset is None else workspace.datasets.find(dataset).id
        found = workspace.runs.list(chosen)
    session.print(found, lambda: show_runs(found))


def compare(
    context: typer.Context,
    run: Annotated[list[int] | None, typer.Argument(help="Numbers of finished runs.", show_default=False)] = None,
    experiment: Annotated[
        int | None, typer.Option(help="Show this experiment: means, deviations and intervals over its runs.")
    ] = None,
    metric: Annotated[str, typer.Option(help="Metric of the differences.")] = "ndcg@10",
    users: Annotated[
        int | None,
        typer.Option(min=1, help="Of two runs: also the N people with whom each is better.", metavar="N"),
    ] = None,
    output: Annotated[Path | None, typer.Option(help="Also write .csv, .png or .svg.", metavar="FILE")] = None,
) -> None:
    """Show finished runs side by side, with their protocol, and how they differ from the first, person by person."""
    session: Session = context.obj
    if experiment is not None:
        if run or users is not None:
            raise typer.BadParameter("Name runs, or one --experiment.")
        with session.workspace() as workspace:
            repeated = workspace.experiments.get(experiment)
            if output is not None:
                workspace.experiments.export(repeated, output)
        session.print(repeated, lambda: show_experiment(repeated))
        return
    if not run:
        raise typer.BadParameter("Say which RUNs to compare, or which --experiment.")
    if users is not None and len(run) != 2:
        raise typer.BadParameter("--users compares two runs: name exactly two.")
    with session.workspace() as workspace:
        comparison = workspace.comparisons.compare(run)
        differences = None
        if len(comparison.runs) > 1 and not comparison.warnings:
            try:
                differences = session.work(
                    "Comparing", lambda progress: workspace.comparisons.differences(run, metric, progress=progress)
                )
            except NotFoundError as error:  # the figures themselves are worth showing without the test
                ERR.print(str(error), style="yellow", markup=False)
        people = None if users is None else workspace.comparisons.users(run[0], run[1], metric)
        if output is not None:
            workspace.comparisons.export(comparison, output)

    def show() -> None:
        show_comparison(comparison)
        if differences is not None:
            show_differences(differences)
        if people is not None and users is not None:
            show_users(people, users)

    session.print({"comparison": comparison, "differences": differences, "users": people}, show)

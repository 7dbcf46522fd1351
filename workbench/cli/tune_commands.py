"""`workbench tune` and `workbench studies`: search a model's settings, and look at what was found."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from workbench.cli.session import OUT, Session, settings_of
from workbench.cli.table_style import table
from workbench.cli.tables import show_comparison
from workbench.jobs import Progress
from workbench.workspace.views import RunSummary, StudyRecord, TuneRequest

if TYPE_CHECKING:
    from workbench.workspace import Workspace

MOST_SHOWN = 10


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command()(tune)
    app.command()(studies)


def tune(
    context: typer.Context,
    models: Annotated[list[str], typer.Argument(help="Models to tune; each gets the same budget.")],
    dataset: Annotated[str, typer.Option(help="Name or number of a stored dataset.", show_default=False)],
    seconds: Annotated[float | None, typer.Option(help="Search so long for each model.", show_default=False)] = None,
    trials: Annotated[
        int | None, typer.Option(help="Try so many configurations of each model.", show_default=False)
    ] = None,
    split: Annotated[str, typer.Option(help="How to split: leave-last-out, global-time, …")] = "leave-last-out",
    split_set: Annotated[list[str] | None, typer.Option(help="A parameter of the split.", metavar="KEY=VALUE")] = None,
    seed: Annotated[int, typer.Option(help="Everything random follows from it.")] = 42,
    storage: Annotated[
        str | None,
        typer.Option(
            help="SQLAlchemy URL of a storage that several machines share; left out: the workspace's own catalog.",
            metavar="URL",
            show_default=False,
        ),
    ] = None,
    train: Annotated[bool, typer.Option(help="Train the best of each model as a run, and compare them.")] = True,
) -> None:
    """Search the settings of models on the validation part, then train the best of each and compare them.

    The same call goes on with the same study. The first trial is always the model's defaults.
    """
    if seconds is None and trials is None:
        raise typer.BadParameter("Say how long to search: --seconds or --trials.")
    session: Session = context.obj
    with session.workspace(writes=True) as workspace:
        stored = workspace.datasets.find(dataset)
        parameters = settings_of(split_set)
        found, runs = [], []
        for model in models:
            request = TuneRequest(stored.id, model, split, parameters, seed, seconds, trials, storage)
            found.append(session.work(f"Tuning {model}", _search(workspace, request)))
        for study in found if train else ():
            work = _training_of_best(workspace, study, stored.id)
            runs.append(session.work(f"Training the best {study.model}", work))
        comparison = workspace.comparisons.compare([run.id for run in runs])

    def show() -> None:
        for study in found:
            show_study(study)
        if runs:
            show_comparison(comparison)

    session.print({"studies": found, "runs": runs}, show)


def studies(
    context: typer.Context,
    dataset: Annotated[str, typer.Option(help="Name or number of a stored dataset.", show_default=False)],
    storage: Annotated[
        str | None, typer.Option(help="SQLAlchemy URL of a shared storage.", metavar="URL", show_default=False)
    ] = None,
) -> None:
    """Show the studies of a dataset, each with its best trials and the settings that decide."""
    session: Session = context.obj
    with session.workspace() as workspace:
        found = workspace.tuning.studies(workspace.datasets.find(dataset).id, storage)

    def show() -> None:
        if not found:
            OUT.print("Nothing was tuned on this dataset yet. `workbench tune MODEL` does.", markup=False)
        for study in found:
            show_study(study)

    session.print(found, show)


def _search(workspace: Workspace, request: TuneRequest) -> Callable[[Progress], StudyRecord]:
    return lambda progress: workspace.tuning.tune(request, progress=progress)


def _training_of_best(workspace: Workspace, study: StudyRecord, dataset_id: int) -> Callable[[Progress], RunSummary]:
    return lambda progress: workspace.tuning.train_best(study.name, dataset_id, study.storage, progress=progress)


def show_study(study: StudyRecord) -> None:
    """Print a study's best trials, and how much each setting explains."""
    complete = sorted((t for t in study.trials if t.value is not None), key=lambda t: -(t.value or 0.0))
    pruned = sum(trial.state == "pruned" for trial in study.trials)
    failed = sum(trial.state == "failed" for trial in study.trials)
    OUT.print(
        f"{study.name}: {len(study.trials)} trials, {pruned} stopped early, {failed} failed, {study.seconds:,.0f} s",
        style="bold",
        markup=False,
        highlight=False,
    )
    names = [dimension.name for dimension in study.space]
    made = table("trial", f"validation {study.metric}", "s", *names, right=("trial", "s", *names))
    for trial in complete[:MOST_SHOWN]:
        values = [_value(trial.settings.get(name, trial.config.get(name))) for name in names]
        number = f"{trial.number} (defaults)" if trial.defaults else str(trial.number)
        made.add_row(number, f"{trial.value:.4f}", f"{trial.seconds or 0.0:,.1f}", *map(escape, values))
    OUT.print(made)
    if study.importance:
        shares = ", ".join(f"{name} {share:.0%}" for name, share in study.importance.items())
        OUT.print(f"What decides: {shares}", style="dim", markup=False, highlight=False)


def _value(value: object) -> str:
    return f"{value:.4g}" if isinstance(value, float) else str(value)

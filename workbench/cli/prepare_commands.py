"""`workbench prepare`, `split`, `export`, `forget`, `delete`, `restore` and `bin`."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from workbench.cli.data_tables import show_bin, show_dependents, show_effects, show_split, show_steps
from workbench.cli.session import OUT, Session, settings_of
from workbench.cli.tables import show_datasets
from workbench.errors import ConfigurationError, NotFoundError, WorkbenchError
from workbench.workspace.views import RecipeStep

if TYPE_CHECKING:
    from workbench.workspace import Workspace
    from workbench.workspace.views import DatasetSummary


def register(app: typer.Typer) -> None:
    """Add the commands."""
    for command in (prepare, split, export, forget, delete, restore):
        app.command()(command)
    app.command("bin")(bin_)


def prepare(
    context: typer.Context,
    dataset: Annotated[str | None, typer.Argument(help="Name or number of a stored dataset.")] = None,
    step: Annotated[
        list[str] | None,
        typer.Option(
            help="A step, as k-core or k-core:users=5,items=5; may be repeated.", metavar="NAME[:KEY=VALUE,…]"
        ),
    ] = None,
    recipe: Annotated[
        Path | None, typer.Option(help="Steps from a JSON file: a list of {step, parameters}.", metavar="FILE")
    ] = None,
    like: Annotated[
        str | None, typer.Option(help="Replay the recipe of this stored dataset.", metavar="DATASET")
    ] = None,
    name: Annotated[str | None, typer.Option(help="What to call the new dataset.")] = None,
    newer_than: Annotated[
        str | None, typer.Option(help="Store it as the newest version of this dataset.", metavar="DATASET")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show each step's effect; store nothing.")] = False,
    steps: Annotated[bool, typer.Option("--steps", help="List the steps there are, with their settings.")] = False,
) -> None:
    """Make a new dataset by a recipe of steps, each shown with its effect."""
    session: Session = context.obj
    with session.workspace(writes=not (dry_run or steps)) as workspace:
        if steps:
            kinds = workspace.preparing.step_types()
            described = [
                {"step": k.name, "title": k.title, "summary": k.summary, "settings": k.config.model_json_schema()}
                for k in kinds
            ]
            session.print(described, lambda: show_steps(kinds))
            return
        if dataset is None:
            raise ConfigurationError("Say which dataset to prepare.", hint="`workbench datasets` lists them.")
        parent = workspace.datasets.find(dataset)
        wanted = _recipe(workspace, step, recipe, like)
        if dry_run:
            seen = session.work(
                f"Trying {parent.label}",
                lambda progress: workspace.preparing.preview_recipe(parent.id, wanted, progress=progress),
            )
            session.print(seen, lambda: show_effects(seen.effects))
            return
        older = None if newer_than is None else workspace.datasets.find(newer_than).id
        made = session.work(
            f"Preparing {parent.label}",
            lambda progress: workspace.preparing.prepare(
                parent.id, wanted, name=name, newer_than=older, progress=progress
            ),
        )

    def show() -> None:
        OUT.print(f"Stored “{made.label}” as dataset {made.id}, made from “{parent.label}”.", markup=False)
        for note in made.notes:
            OUT.print(f"  {note}", markup=False, highlight=False)
        show_datasets([made])

    session.print(made, show)


def split(
    context: typer.Context,
    dataset: Annotated[str, typer.Argument(help="Name or number of a stored dataset.")],
    strategy: Annotated[str, typer.Option(help="How to split: leave-last-out, global-time, …")] = "leave-last-out",
    set_: Annotated[
        list[str] | None, typer.Option("--set", help="A parameter of the split.", metavar="KEY=VALUE")
    ] = None,
    seed: Annotated[int, typer.Option(help="Draws people or items, where the strategy does.")] = 42,
) -> None:
    """Show what a split would give: sizes, cold users and items, and what training sees of the future."""
    session: Session = context.obj
    with session.workspace() as workspace:
        found = workspace.datasets.find(dataset)
        seen = session.work(
            f"Splitting {found.label}",
            lambda progress: workspace.preparing.split_picture(
                found.id, strategy, settings_of(set_), seed=seed, progress=progress
            ),
        )
    session.print(seen, lambda: show_split(seen))


def export(
    context: typer.Context,
    dataset: Annotated[str, typer.Argument(help="Name or number of a stored dataset.")],
    path: Annotated[
        Path, typer.Argument(help="A .csv or .parquet file for the interactions, or a new folder for all.")
    ],
    form: Annotated[
        Literal["csv", "parquet", "recbole"] | None,
        typer.Option("--format", help="Left out: by the file's name, csv for a folder."),
    ] = None,
) -> None:
    """Write a dataset as CSV, Parquet, or RecBole's atomic files."""
    session: Session = context.obj
    chosen = form or ("parquet" if path.suffix.lower() == ".parquet" else "csv")
    with session.workspace() as workspace:
        found = workspace.datasets.find(dataset)
        done = session.work(
            f"Exporting {found.label}",
            lambda progress: workspace.datasets.export(found.id, path, chosen, progress=progress),
        )

    def show() -> None:
        for file in done.files:
            OUT.print(f"Wrote {file}.", markup=False, highlight=False, soft_wrap=True)
        for note in done.notes:
            OUT.print(f"  {note}", markup=False, highlight=False)

    session.print(done, show)


def forget(
    context: typer.Context,
    dataset: Annotated[str, typer.Argument(help="Name or number of a stored dataset.")],
    user: Annotated[str, typer.Argument(help="Id of the person who asked to be forgotten.")],
) -> None:
    """Take one person out of a dataset: a new version without them, every model trained on them marked."""
    session: Session = context.obj
    with session.workspace(writes=True) as workspace:
        found = workspace.datasets.find(dataset)
        done = session.work(
            "Forgetting one person",
            lambda progress: workspace.lineage.forget_user(found.id, user, progress=progress),
        )

    def show() -> None:
        for sentence in done.sentences:
            OUT.print(sentence, markup=False, highlight=False)

    session.print(done, show)


def delete(
    context: typer.Context,
    dataset: Annotated[str, typer.Argument(help="Name or number of a stored dataset.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what depends on it; delete nothing.")] = False,
) -> None:
    """Put a dataset with its runs into the bin; `workbench restore` brings them back."""
    session: Session = context.obj
    with session.workspace(writes=not dry_run) as workspace:
        found = workspace.datasets.find(dataset)
        depending = workspace.lineage.dependents(found.id)
        if not dry_run:
            workspace.datasets.delete(found.id)
    session.print(
        {"dataset": found, "deleted": not dry_run, "runs": depending.runs, "children": depending.children},
        lambda: show_dependents(found, depending, deleted=not dry_run),
    )


def restore(
    context: typer.Context,
    dataset: Annotated[str, typer.Argument(help="Name or number of a dataset in the bin.")],
) -> None:
    """Take a dataset with its runs out of the bin."""
    session: Session = context.obj
    with session.workspace(writes=True) as workspace:
        made = workspace.datasets.restore(_in_bin(workspace, dataset))

    def show() -> None:
        OUT.print(f"“{made.label}” (dataset {made.id}) and its runs are back.", markup=False, highlight=False)

    session.print(made, show)


def bin_(
    context: typer.Context,
    empty: Annotated[bool, typer.Option("--empty", help="Delete what lies in it for good.")] = False,
    only: Annotated[
        list[str] | None, typer.Option(help="With --empty: only this one; may be repeated.", metavar="DATASET")
    ] = None,
) -> None:
    """Show what lies in the bin, or empty it."""
    session: Session = context.obj
    if only and not empty:
        raise ConfigurationError("--only goes with --empty.", hint="Add --empty to delete it for good.")
    with session.workspace(writes=empty) as workspace:
        found = workspace.datasets.binned()
        if empty:
            chosen = [_in_bin(workspace, one) for one in only] if only else None
            count = workspace.datasets.empty_bin(chosen)
            left = workspace.datasets.binned()
            gone = "1 dataset is" if count == 1 else f"{count:,} datasets are"
            session.print(
                {"deleted": count, "left": left}, lambda: OUT.print(f"{gone} deleted for good.", highlight=False)
            )
            return
    session.print(found, lambda: show_bin(found))


def _recipe(
    workspace: Workspace, steps: Sequence[str] | None, file: Path | None, like: str | None
) -> tuple[RecipeStep, ...]:
    given = [source for source in (steps, file, like) if source]
    if len(given) != 1:
        raise ConfigurationError(
            "Give the steps in one way." if given else "This recipe has no step.",
            hint="Use --step, --recipe FILE or --like DATASET; `workbench prepare --steps` lists the steps.",
        )
    if like:
        model: DatasetSummary = workspace.datasets.find(like)
        if model.recipe is None:
            raise ConfigurationError(f"“{model.label}” was not made by a recipe.", hint="Name a prepared dataset.")
        return model.recipe
    return _from_file(file) if file else tuple(_parsed(workspace, text) for text in steps or ())


def _parsed(workspace: Workspace, text: str) -> RecipeStep:
    """Read `k-core:users=5,items=5`; a comma ends a value only where another KEY= follows."""
    name, _, rest = text.partition(":")
    name = name.strip()
    pairs = re.split(r",(?=\s*\w+=)", rest) if rest.strip() else []
    parameters = settings_of(pairs)
    kinds = {kind.name: kind.config.model_fields for kind in workspace.preparing.step_types()}
    fields = kinds.get(name, {})
    for pair in pairs:
        key, _, value = pair.partition("=")
        # Where a step takes text, what looks like a number is text: the year 2000, the id 007.
        if key.strip() in fields and fields[key.strip()].annotation is str:
            parameters[key.strip()] = value
    return RecipeStep(name, parameters)


def _from_file(file: Path) -> tuple[RecipeStep, ...]:
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
        return tuple(RecipeStep(str(step["step"]), dict(step.get("parameters", {}))) for step in content)
    except OSError as error:
        raise WorkbenchError(f"The recipe cannot be read: {error.strerror or error}.", where=str(file)) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ConfigurationError(
            "The file is no recipe.",
            where=str(file),
            hint='Write a list such as [{"step": "k-core", "parameters": {"users": 5}}].',
        ) from error


def _in_bin(workspace: Workspace, name_or_id: str) -> int:
    binned = [entry.dataset for entry in workspace.datasets.binned()]
    for summary in binned:
        if name_or_id == str(summary.id) or name_or_id.casefold() in (
            summary.name.casefold(),
            summary.label.casefold(),
        ):
            return summary.id
    known = ", ".join(f"{summary.label} ({summary.id})" for summary in binned)
    raise NotFoundError(
        f"There is no “{name_or_id}” in the bin.", hint=f"There are: {known}." if known else "The bin is empty."
    )

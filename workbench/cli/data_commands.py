"""`workbench import` and `workbench datasets`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from workbench.cli.session import ERR, OUT, Session
from workbench.cli.tables import show_datasets, table

if TYPE_CHECKING:
    from workbench.data.reading import ImportPreview


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("import")(import_)
    app.command()(datasets)


def import_(
    context: typer.Context,
    path: Annotated[Path, typer.Argument(help="A file or folder in any known layout, or any table.")],
    name: Annotated[str | None, typer.Option(help="What to call the dataset.")] = None,
    user: Annotated[str | None, typer.Option(help="Column with the user ids.", metavar="COLUMN")] = None,
    item: Annotated[str | None, typer.Option(help="Column with the item ids.", metavar="COLUMN")] = None,
    value: Annotated[
        str | None, typer.Option(help="Column with ratings or weights; '' for none.", metavar="COLUMN")
    ] = None,
    time: Annotated[str | None, typer.Option(help="Column with the times; '' for none.", metavar="COLUMN")] = None,
    time_unit: Annotated[str | None, typer.Option(help="seconds, milliseconds or date.")] = None,
    delimiter: Annotated[str | None, typer.Option(help="What stands between columns; 'tab' for a tabulator.")] = None,
    encoding: Annotated[str | None, typer.Option(help="utf-8, latin-1, …")] = None,
    header: Annotated[
        bool | None, typer.Option("--header/--no-header", help="Whether the first row names columns.")
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show how the file would be understood; store nothing.")
    ] = False,
) -> None:
    """Store a dataset from a local file or folder."""
    session: Session = context.obj
    wanted: dict[str, Any] = {
        "user": user,
        "item": item,
        "value": value,
        "time": time,
        "time_unit": time_unit,
        "delimiter": "\t" if delimiter in ("tab", "\\t") else delimiter,
        "encoding": encoding,
        "header": header,
    }
    changes: dict[str, Any] = {
        key: (None if given == "" else given) for key, given in wanted.items() if given is not None
    }
    with session.workspace(writes=not dry_run) as workspace:
        seen = workspace.datasets.preview(path)
        guess = seen.guess
        if changes and guess is None:
            ERR.print(f"{seen.layout_title} needs no options; they are ignored.", style="yellow", markup=False)
        elif changes and guess is not None:
            # The form of the file first: it decides what the columns are called.
            shape: dict[str, Any] = {key: changes[key] for key in ("delimiter", "encoding", "header") if key in changes}
            if shape:
                reread = workspace.datasets.preview(path, replace(guess, **shape))
                guess = reread.guess or guess
            guess = replace(guess, **changes)
            seen = workspace.datasets.preview(path, guess)
        if dry_run:
            session.print(seen, lambda: _show_preview(seen))
            return
        stored = session.work(
            f"Importing {path.name}",
            lambda progress: workspace.datasets.import_file(path, name=name, guess=guess, progress=progress),
        )

        def show() -> None:
            OUT.print(
                f"Stored “{stored.name}” as dataset {stored.id} ({seen.layout_title}).", markup=False, highlight=False
            )
            for note in stored.notes:
                OUT.print(f"  {note}", markup=False, highlight=False)
            show_datasets([stored])

        session.print(stored, show)


def datasets(context: typer.Context) -> None:
    """List the stored datasets."""
    session: Session = context.obj
    with session.workspace() as workspace:
        found = workspace.datasets.list()
    session.print(found, lambda: show_datasets(found))


def _show_preview(seen: ImportPreview) -> None:
    OUT.print(f"Layout: {seen.layout_title}", markup=False, highlight=False)
    if seen.guess is not None:
        OUT.print(f"Guess: {seen.guess}", markup=False, highlight=False)
    for note in seen.notes:
        OUT.print(note, markup=False, highlight=False)
    made = table(*seen.columns)
    for row in seen.rows[:10]:
        made.add_row(*row)
    OUT.print(made, markup=False)

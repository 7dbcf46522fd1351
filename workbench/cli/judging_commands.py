"""`workbench slices`: for whom a model is good."""

from __future__ import annotations

from typing import Annotated

import typer

from workbench.cli.judging_tables import show_slices
from workbench.cli.session import Session


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command()(slices)


def slices(
    context: typer.Context,
    run: Annotated[list[int], typer.Argument(help="Numbers of finished runs of one protocol.")],
    metric: Annotated[str, typer.Option(help="Any metric of a single person, at a cut-off.")] = "ndcg@10",
    by: Annotated[
        str | None,
        typer.Option(
            help="Only one grouping: history, popularity, category, cold, time, user:NAME.", show_default=False
        ),
    ] = None,
) -> None:
    """Show a metric in groups of people and targets, with 95 % intervals."""
    session: Session = context.obj
    with session.workspace() as workspace:
        found = session.work(
            "Measuring groups",
            lambda progress: workspace.comparisons.slices(run, metric, by=by, progress=progress),
        )
    session.print(found, lambda: show_slices(found))

"""`workbench profile` and `workbench features`."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import typer

from workbench.cli.data_tables import show_features, show_item, show_page, show_quality, show_user
from workbench.cli.session import Session
from workbench.errors import ConfigurationError


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command()(profile)
    app.command()(features)


def profile(
    context: typer.Context,
    dataset: Annotated[str, typer.Argument(help="Name or number of a stored dataset.")],
    table: Annotated[
        Literal["users", "items"] | None, typer.Option(help="Show the table of all users or all items.")
    ] = None,
    search: Annotated[str, typer.Option(help="Only rows that contain this text.", metavar="TEXT")] = "",
    sort: Annotated[str, typer.Option(help="Column to sort by.", metavar="COLUMN")] = "interactions",
    ascending: Annotated[bool, typer.Option("--ascending", help="The smallest first.")] = False,
    offset: Annotated[int, typer.Option(min=0, help="Rows to pass over.")] = 0,
    limit: Annotated[int, typer.Option(min=1, max=100_000, help="Rows to show.")] = 20,
    user: Annotated[str | None, typer.Option(help="Show one user.", metavar="ID")] = None,
    item: Annotated[str | None, typer.Option(help="Show one item, and what was met with it.", metavar="ID")] = None,
) -> None:
    """Look into a dataset: its quality, its users and items, one of them closely."""
    session: Session = context.obj
    if sum(choice is not None for choice in (table, user, item)) > 1:
        raise ConfigurationError("Choose one of --table, --user and --item.")
    with session.workspace() as workspace:
        found = workspace.datasets.find(dataset)
        if table is not None:
            asked: dict[str, Any] = {
                "search": search, "sort": sort, "descending": not ascending, "offset": offset, "limit": limit,
            }  # fmt: skip
            of = workspace.profile.users if table == "users" else workspace.profile.items
            page = of(found.id, **asked)
            session.print(page, lambda: show_page(page))
        elif user is not None:
            timeline = workspace.profile.user(found.id, user)
            session.print(timeline, lambda: show_user(timeline))
        elif item is not None:
            seen = workspace.profile.item(found.id, item)
            session.print(seen, lambda: show_item(seen))
        else:
            report = workspace.profile.quality(found.id)
            session.print({"dataset": found, "quality": report}, lambda: show_quality(found, report))


def features(
    context: typer.Context,
    dataset: Annotated[str, typer.Argument(help="Name or number of a stored dataset.")],
) -> None:
    """Rank the attributes of items and users by what they tell about the interactions."""
    session: Session = context.obj
    with session.workspace() as workspace:
        found = workspace.datasets.find(dataset)
        report = session.work(
            f"Measuring {found.label}", lambda progress: workspace.profile.features(found.id, progress=progress)
        )
    session.print(report, lambda: show_features(report))

"""`workbench recommend` and `workbench attention`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from workbench.cli.session import OUT, Session, plain
from workbench.cli.table_style import table
from workbench.cli.tables import show_recommendations
from workbench.errors import ConfigurationError, NotFoundError

if TYPE_CHECKING:
    from workbench.workspace import Workspace


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command()(recommend)
    app.command()(attention)


def recommend(
    context: typer.Context,
    users: Annotated[list[str] | None, typer.Argument(help="User ids; none with --all.", metavar="[USER]...")] = None,
    run: Annotated[int | None, typer.Option(help="Number of a finished run; left out: the newest.")] = None,
    k: Annotated[int, typer.Option("-k", min=1, help="Length of the list.")] = 10,
    all_users: Annotated[bool, typer.Option("--all", help="Every user; needs --output.")] = False,
    output: Annotated[Path | None, typer.Option(help="Write .csv, .parquet or .json instead.", metavar="FILE")] = None,
    category: Annotated[list[str] | None, typer.Option(help="Only items of any of these categories.")] = None,
    year_from: Annotated[int | None, typer.Option(help="Only items of this year or later.")] = None,
    year_to: Annotated[int | None, typer.Option(help="Only items of this year or earlier.")] = None,
    where: Annotated[
        list[str] | None,
        typer.Option(help="Only items with an attribute: 'item.studio is Warner'.", metavar="CONDITION"),
    ] = None,
    seen: Annotated[str, typer.Option(help="new, seen or all: what the history may say of an item.")] = "new",
    cold: Annotated[
        int | None, typer.Option(min=0, help="Only items that at most so many people met.", metavar="PEOPLE")
    ] = None,
    rule: Annotated[
        list[str] | None,
        typer.Option(help="boost, demote, pin or exclude, in order: 'boost 0.3 when item.categories contains Drama'."),
    ] = None,
    diversity: Annotated[float, typer.Option(min=0.0, max=1.0, help="0 the model's order, 1 diversity alone.")] = 0.0,
    method: Annotated[str, typer.Option(help="Of diversity: mmr, dpp or calibrated.")] = "mmr",
) -> None:
    """Recommend to users what comes next, under filters, rules and a wish for diversity."""
    from workbench.models.rules import parse_condition, parse_rules
    from workbench.recommendation.filters import Filters
    from workbench.recommendation.shaping import Shaping

    session: Session = context.obj
    if not users and not all_users:
        raise ConfigurationError("Nobody to recommend to.", hint="Name users, or give --all --output FILE.")
    if all_users and output is None:
        raise ConfigurationError("Lists of all users are written to a file.", hint="Add --output FILE.")
    filters = Filters(
        categories=tuple(category or ()),
        years=(year_from, year_to),
        attributes=tuple(parse_condition(text).test for text in where or ()),
        seen=_one_of("seen", seen, ("new", "seen", "all")),
        cold=cold is not None,
        cold_users=cold or 0,
    )
    shaping = Shaping(
        k=k,
        filters=filters,
        rules=parse_rules("\n".join(rule or ())),
        method=_one_of("method", method, ("mmr", "dpp", "calibrated")),
        diversity=diversity,
    )
    with session.workspace() as workspace:
        chosen = run if run is not None else _newest(workspace, attention=False)
        if output is not None:
            count = session.work(
                "Recommending",
                lambda progress: workspace.recommending.export(
                    chosen, output, shaping, users=None if all_users else users, progress=progress
                ),
            )
            written = {"run": chosen, "users": count, "file": str(output)}
            session.print(written, lambda: OUT.print(f"Wrote the lists of {count:,} users to {output}.", markup=False))
            return
        dataset_id = workspace.runs.get(chosen).summary.dataset_id
        made = [
            (*workspace.recommending.for_user(chosen, user, shaping), workspace.datasets.history(dataset_id, user))
            for user in users or []
        ]

    def show() -> None:
        for view, effects, history in made:
            show_recommendations(view, history)
            for effect in effects:
                OUT.print(
                    f"{effect.step} {effect.name}: {effect.removed} left the list, {effect.moved} moved; "
                    f"{effect.left:,} items may be listed",
                    style="dim",
                    markup=False,
                    highlight=False,
                )

    session.print([{**plain(view), "effects": plain(effects)} for view, effects, _ in made], show)


def _one_of(name: str, value: str, choices: tuple[str, ...]) -> Any:
    if value not in choices:
        raise ConfigurationError(f"“{value}” is no choice of --{name}.", hint=f"Choose {', '.join(choices)}.")
    return value


def attention(
    context: typer.Context,
    user: Annotated[str, typer.Argument(help="User id.")],
    run: Annotated[int | None, typer.Option(help="Number of a run that shows attention; left out: the newest.")] = None,
    layer: Annotated[int | None, typer.Option(min=1, help="Layer, counted from 1; left out: the last.")] = None,
    head: Annotated[int, typer.Option(min=0, help="Head, counted from 1; 0 is the mean over heads.")] = 0,
    output: Annotated[Path | None, typer.Option(help="Write .png, .svg, .pdf or .csv.", metavar="FILE")] = None,
) -> None:
    """Show which items of a user's history a model attends to."""
    session: Session = context.obj
    with session.workspace() as workspace:
        chosen = run if run is not None else _newest(workspace, attention=True)
        view = workspace.insight.attention(chosen, user)
        record = view.record
        if output is not None:
            index = (record.weights.shape[0] if layer is None else layer) - 1
            workspace.insight.export_attention(view, output, layer=index, head=head - 1 if head else None)
    weights = record.last_row()
    order = sorted(range(len(weights)), key=lambda i: -weights[i])
    looked = [{"position": record.positions[i], "title": record.titles[i], "weight": float(weights[i])} for i in order]

    def show() -> None:
        OUT.print(f"{view.run_label}, user {user}: where the last layer looks, averaged over its heads", markup=False)
        made = table("weight", "position", "title", right=("weight", "position"))
        for entry in looked[:15]:
            made.add_row(f"{entry['weight']:.3f}", str(int(str(entry["position"])) + 1), str(entry["title"]))
        OUT.print(made, markup=False)
        if output is not None:
            OUT.print(f"Wrote {output}.", markup=False)

    session.print(
        {"run": chosen, "user": user, "file": None if output is None else str(output), "looked_at": looked}, show
    )


def _newest(workspace: Workspace, *, attention: bool) -> int:
    for run in workspace.runs.list():
        if run.state == "done" and (run.shows_attention or not attention):
            return run.id
    kind = "run that shows attention" if attention else "finished run"
    raise NotFoundError(f"There is no {kind} yet.", hint="Train one: `workbench train SASRec --dataset NAME`.")

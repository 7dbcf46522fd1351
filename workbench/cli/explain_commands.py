"""`workbench explain`, `paths`, `faithfulness` and `heads`: reasons from a shell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from workbench.cli.session import OUT, Session
from workbench.cli.table_style import table
from workbench.errors import NotFoundError

if TYPE_CHECKING:
    from workbench.explanation.heads import HeadDescription
    from workbench.explanation.verdict import Figure, ModelVerdict
    from workbench.workspace import Workspace
    from workbench.workspace.explaining_views import ChangeView, ExplainedView, HeadWorth, PathsView


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command()(explain)
    app.command()(paths)
    app.command()(faithfulness)
    app.command()(heads)


def explain(
    context: typer.Context,
    user: Annotated[str, typer.Argument(help="User id.")],
    item: Annotated[
        str | None, typer.Option(help="Item id; left out: the first recommendation.", show_default=False)
    ] = None,
    run: Annotated[int | None, typer.Option(help="Number of a finished run; left out: the newest.")] = None,
    counterfactual: Annotated[
        bool, typer.Option("--counterfactual", help="What would drop the item out of the top 10, or bring it in.")
    ] = False,
) -> None:
    """Explain one recommendation by every method, and measure which of them tells the truth.

    Interactions are removed in each method's order; the faster the score falls, the truer the order. Random order and
    recency are controls. Score is the item's score less the mean of the catalogue's.
    """
    session: Session = context.obj
    with session.workspace() as workspace:
        chosen = _run(workspace, run)
        code = None if item is None else _item(workspace, chosen, item)
        found = session.work(
            "Removing items", lambda progress: workspace.explaining.explain(chosen, user, item=code, progress=progress)
        )
        change = None
        if counterfactual:
            listed = workspace.insight.recommend(chosen, user, k=10).items
            inside = any(one.item == found.item for one in listed)
            ask = workspace.explaining.drop_out if inside else workspace.explaining.bring_in
            change = session.work("Changing the history", lambda p: ask(chosen, user, found.item, progress=p))
    value = {"explained": found, "sentence": found.verdict.sentence, "change": change}
    session.print(value, lambda: _show_explained(found, change))


def paths(
    context: typer.Context,
    user: Annotated[str, typer.Argument(help="User id.")],
    item: Annotated[
        str | None, typer.Option(help="Item id; left out: the first recommendation.", show_default=False)
    ] = None,
    run: Annotated[
        int | None, typer.Option(help="Number of a run of a model that weighs relations; left out: the newest run.")
    ] = None,
) -> None:
    """Say what a recommended item shares with a history, ranked by the model's attention over relations."""
    session: Session = context.obj
    with session.workspace() as workspace:
        chosen = _run(workspace, run)
        code = None if item is None else _item(workspace, chosen, item)
        found = workspace.explaining.paths(chosen, user, item=code)
    session.print(found, lambda: _show_paths(found))


def faithfulness(
    context: typer.Context,
    run: Annotated[list[int], typer.Argument(help="Numbers of finished runs.")],
    people: Annotated[int, typer.Option(min=2, help="People in the sample.")] = 60,
) -> None:
    """Judge whether the explanations of a model tell the truth, over a sample of people, with 95 % intervals.

    The score says where the best order by attention stands between random orders (0) and the best order of any method
    (1). Faithful: surely faster than random and than recency, a score of 0.5 or more, and permuting attention and
    untrained weights both make a difference.
    """
    session: Session = context.obj
    with session.workspace() as workspace:
        found = {
            number: session.work(
                f"Judging run {number}",
                lambda progress, number=number: workspace.judging.faithfulness(  # type: ignore[misc]
                    number, people=people, progress=progress
                ),
            )
            for number in run
        }
        labels = {number: workspace.runs.get(number).summary.label for number in run}

    def show() -> None:
        for number, verdict in found.items():
            _show_verdict(labels[number], verdict)

    value = [{"run": n, "label": labels[n], "sentence": v.verdict.sentence, "found": v} for n, v in found.items()]
    session.print(value, show)


def heads(
    context: typer.Context,
    run: Annotated[int, typer.Argument(help="Number of a run that shows attention.")],
    people: Annotated[int, typer.Option(min=2, help="People in the sample.")] = 100,
    off: Annotated[bool, typer.Option("--off", help="Also switch each head off, and measure ndcg@10.")] = False,
) -> None:
    """Say what each head of a model does over many people, and with --off what it is for."""
    session: Session = context.obj
    with session.workspace() as workspace:
        found = session.work(
            "Looking at heads", lambda progress: workspace.judging.heads(run, people=people, progress=progress)
        )
        worth = [
            session.work(
                f"Switching off layer {one.layer + 1}, head {one.head + 1}",
                lambda progress, one=one: workspace.judging.switch_off(  # type: ignore[misc]
                    run, one.layer, one.head, progress=progress
                ),
            )
            for one in (found if off else ())
        ]
    session.print({"heads": found, "off": worth}, lambda: _show_heads(found, worth))


def _show_paths(found: PathsView) -> None:
    OUT.print(f"{found.run_label}, user {found.user_id}: {found.title}", style="bold", markup=False)
    for sentence in found.sentences:
        OUT.print(sentence, markup=False, highlight=False)
    if not found.sentences:
        OUT.print("It shares nothing with the history that the model knows of.")
    made = table("attribute", "value", "attention", right=("attention",))
    for relation, value, weight in found.relations:
        made.add_row(escape(relation), escape(value), f"{weight:.2f}")
    OUT.print(made)


def _show_explained(found: ExplainedView, change: ChangeView | None) -> None:
    from workbench.explanation.attributions import METHODS

    OUT.print(f"{found.run_label}, user {found.user_id}: why {found.title}", style="bold", markup=False)
    OUT.print(found.verdict.sentence, markup=False, highlight=False)
    names = list(found.explained.measures)
    made = table("method", "faster than random", "comprehensiveness", "sufficiency", "named first", right=())
    random = found.explained.measures["random"].drop
    for name in names:
        measures = found.explained.measures[name]
        faster = f"{measures.drop / random:.1f}×" if random > 1e-9 else ""
        worth = found.explained.attributions[name]
        order = sorted(range(len(worth)), key=lambda i: (-worth[i], -i))[:3]
        first = "" if name == "random" else ", ".join(found.titles[i] for i in order)
        made.add_row(
            METHODS[name].title,
            faster,
            f"{measures.comprehensiveness:.3f}",
            f"{measures.sufficiency:.3f}",
            escape(first),
        )
    OUT.print(made)
    if change is not None:
        OUT.print(_change(change), markup=False, highlight=False)


def _change(change: ChangeView) -> str:
    if not change.found:
        return "No change that was tried does it."
    what = []
    if change.removed:
        what.append("without " + ", ".join(change.removed))
    if change.added:
        what.append("with " + ", ".join(change.added) + " added")
    least = "no smaller change does it" if change.minimal else "a smaller change may do it too"
    return f"Its rank goes from {change.rank_before} to {change.rank_after} {' and '.join(what)} ({least})."


def _show_verdict(label: str, found: ModelVerdict) -> None:
    from workbench.explanation.attributions import METHODS

    OUT.print(label, style="bold", markup=False)
    OUT.print(f"{found.n_people} people. {found.verdict.sentence}", markup=False, highlight=False)
    made = table("method", "score", "drop", "insertion", "comprehensiveness", "sufficiency", "correlation", right=())
    for name, figures in found.table.items():
        columns = ("drop", "insertion", "comprehensiveness", "sufficiency", "correlation")
        made.add_row(
            METHODS[name].title, f"{found.scores[name]:.2f}", *(_figure(figures[column]) for column in columns)
        )
    OUT.print(made)
    OUT.print(
        f"Top 10 kept when attention is permuted: {_figure(found.kept)}; "
        f"rank correlation with an untrained model: {_figure(found.untrained)}",
        markup=False,
        highlight=False,
    )


def _show_heads(found: tuple[HeadDescription, ...], worth: list[HeadWorth]) -> None:
    from workbench.explanation.heads import TRAITS

    made = table("head", "does", *TRAITS, *(["ndcg@10 without it"] if worth else []), right=())
    for place, one in enumerate(found):
        cells = [f"{one.figures[name].mean:.2f} ({one.expected[name]:.2f})" for name in TRAITS]
        if worth:
            change = worth[place]
            cells.append(f"{change.change:+.4f} ({change.low:+.4f} … {change.high:+.4f})")
        made.add_row(f"L{one.layer + 1} · H{one.head + 1}", one.name, *cells)
    OUT.print(made)
    for name, trait in TRAITS.items():
        OUT.print(f"{name}: {trait.description}", style="dim", markup=False, highlight=False)
    OUT.print("In brackets: what looking everywhere alike would give.", style="dim", markup=False)


def _figure(figure: Figure) -> str:
    if figure.mean != figure.mean:
        return ""
    return f"{figure.mean:.3f} ({figure.low:.3f} … {figure.high:.3f})"


def _run(workspace: Workspace, run: int | None) -> int:
    if run is not None:
        return run
    for one in workspace.runs.list():
        if one.state == "done":
            return one.id
    raise NotFoundError("There is no finished run yet.", hint="Train one: `workbench train SASRec --dataset NAME`.")


def _item(workspace: Workspace, run: int, item: str) -> int:
    dataset = workspace.datasets.load(workspace.runs.get(run).summary.dataset_id)
    code = dataset.items.code(item)
    if code is None:
        raise NotFoundError(f"There is no item “{item}”.", hint="Name an item by its id.")
    return code

"""`workbench ablate`: what each modality of a trained model is worth."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from workbench.cli.judging_tables import show_protocols
from workbench.cli.session import ERR, OUT, Session
from workbench.cli.table_style import table
from workbench.cli.tables import probability

if TYPE_CHECKING:
    from workbench.workspace.ablation_views import Ablation, AblationPart, AblationPlan


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(ablate)


def ablate(
    context: typer.Context,
    run: Annotated[int, typer.Argument(help="A finished run of a model that reads modalities.")],
    warm_only: Annotated[
        bool, typer.Option("--warm-only", help="Only the run's own split: leave items that were never met out.")
    ] = False,
    plan: Annotated[bool, typer.Option("--plan", help="Say what would be trained, and train nothing.")] = False,
) -> None:
    """Train a run's model again without each modality, and show the change, paired over people.

    Variants are runs like any other. Those that are there already are not trained again, so that what was stopped by
    Ctrl-C goes on where it was.
    """
    session: Session = context.obj
    with session.workspace(writes=not plan) as workspace:
        planned = workspace.ablations.plan(run, cold=not warm_only)
        if plan:
            session.print(planned, lambda: OUT.print(_cost(planned), highlight=False))
            return
        ERR.print(_cost(planned), style="dim", highlight=False)
        found = session.work(
            f"Taking run {run} apart",
            lambda progress: workspace.ablations.ablate(run, cold=not warm_only, progress=progress),
        )
    session.print(found, lambda: _show(found))


def _cost(plan: AblationPlan) -> str:
    if not plan.missing:
        return "Every variant is trained already."
    seconds = "" if plan.seconds is None else f", about {plan.seconds:,.0f} s in all"
    return f"{plan.missing:,} trainings are missing{seconds}."


def _show(found: Ablation) -> None:
    for part in found.parts:
        _show_part(found, part)
    OUT.print(
        "Change: the variant less the whole model, paired over people, with a 95 % bootstrap interval. p: the "
        "permutation test, corrected (Holm) for the variants of a table.",
        style="dim",
        highlight=False,
    )
    if found.shares:
        told = ", ".join(f"{name} {share:.0%}" for name, share in found.shares.items())
        OUT.print(f"Shares in the whole model, mean over the items it met: {told}.", style="dim", highlight=False)
    tests = [part.whole.test for part in found.parts if part.whole is not None]
    show_protocols(test.protocol for test in tests if test is not None)


def _show_part(found: Ablation, part: AblationPart) -> None:
    asked = "items that were never met" if part.cold else "the run's own split"
    OUT.print(f"{found.plan.run.label} on {asked} ({part.split})", style="bold", markup=False, highlight=False)
    made = table("variant", "run", "metric", "value", "change", "95 % interval", "p",
                 right=("run", "value", "change", "95 % interval", "p"))  # fmt: skip
    everything = max(found.plan.variants, key=len)
    for metric in part.differences:
        assert part.whole is not None  # there are differences from it
        assert part.whole.test is not None
        made.add_row("everything", str(part.whole.id), metric, f"{part.whole.test.metrics[metric]:.4f}")
        for left_out, run, change in zip(found.plan.variants, part.runs, part.differences[metric], strict=True):
            if run is None or run.test is None or change is None:
                continue
            ids_only = left_out == everything and len(everything) > 1
            made.add_row(
                "ids only" if ids_only else escape(f"without {', '.join(left_out)}"),
                str(run.id),
                metric,
                f"{run.test.metrics[metric]:.4f}",
                f"{change.mean:+.4f}",
                f"{change.low:+.4f} … {change.high:+.4f}",
                probability(change.p_corrected),
            )
    OUT.print(made)

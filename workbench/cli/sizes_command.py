"""`workbench sizes`: how large a model may be on this machine, before it is trained."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from workbench.cli.session import OUT, Session, settings_of
from workbench.cli.table_style import table
from workbench.workspace.views import TrainRequest

if TYPE_CHECKING:
    from workbench.models.attention.sizes import ModelSize


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(sizes)


def sizes(
    context: typer.Context,
    dataset: Annotated[str, typer.Argument(help="Name or number of a stored dataset.")],
    model: Annotated[str, typer.Option(help="SASRec, HSTU or another model of attention layers.")] = "SASRec",
    set_: Annotated[
        list[str] | None, typer.Option("--set", help="A setting, recompute=true for example.", metavar="KEY=VALUE")
    ] = None,
    millions: Annotated[
        list[float] | None, typer.Option(help="Wanted millions of parameters; may be repeated.", show_default=False)
    ] = None,
    seconds: Annotated[float, typer.Option(min=0.0, help="What measuring may take; beyond it is computed.")] = 60.0,
) -> None:
    """Show sizes of a model: parameters, memory and time of a step, measured up to what this machine holds."""
    session: Session = context.obj
    with session.workspace() as workspace:
        request = TrainRequest(workspace.datasets.find(dataset).id, model, settings_of(set_))
        targets = None if not millions else [int(number * 1e6) for number in millions]
        found = session.work(
            f"Sizing {model}",
            lambda progress: workspace.sizing.sizes(request, targets=targets, seconds=seconds, progress=progress),
        )
    session.print(found, lambda: _show(found))


def _show(found: Sequence[ModelSize]) -> None:
    names = ("parameters", "width", "layers", "heads", "memory", "a step", "an epoch", "")
    made = table(*names, right=names[:-1])
    for one in found:
        known = one.step_seconds == one.step_seconds  # NaN where not even the smallest was measured
        made.add_row(
            f"{one.parameters:,}",
            f"{one.width:,}",
            str(one.layers),
            str(one.heads),
            f"{one.memory_bytes / 2**20:,.0f} MiB",
            f"{one.step_seconds:,.3f} s" if known else "",
            f"{one.epoch_seconds:,.0f} s" if known else "",
            "measured" if one.measured else "computed",
        )
    OUT.print(made)
    OUT.print(
        "Memory: weights, gradients, the optimizer's moments, and what a step keeps to go back. Computed times are at "
        "the speed of the largest measured size.",
        style="dim",
        highlight=False,
    )

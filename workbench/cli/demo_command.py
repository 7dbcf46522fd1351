"""`workbench demo`: the main job from beginning to end on the built-in sample, without a screen."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from workbench.cli.session import OUT, Session, training
from workbench.cli.tables import show_comparison, show_recommendations

if TYPE_CHECKING:
    from workbench.workspace.views import UserRow

MODELS = ("Popularity", "ItemKNN", "ItemTransition", "SASRec")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(demo)


def demo(
    context: typer.Context,
    output: Annotated[Path, typer.Option(help="Folder for the results; made where it is missing.", metavar="DIR")],
    epochs: Annotated[int | None, typer.Option(min=1, help="Most epochs of SASRec; left out: its default.")] = None,
) -> None:
    """Make the sample, train SASRec and the baselines, compare them, and write lists, attention and charts."""
    session: Session = context.obj
    output.mkdir(parents=True, exist_ok=True)
    with session.workspace(writes=True) as workspace:
        from workbench.recommendation.shaping import Shaping
        from workbench.workspace.views import TrainRequest

        sample = session.work("Making the sample", lambda progress: workspace.datasets.create_sample(progress=progress))
        runs = []
        for name in MODELS:
            config = {"epochs": epochs} if epochs is not None and name == "SASRec" else {}
            request = TrainRequest(dataset_id=sample.id, model=name, config=config)
            runs.append(session.work(f"Training {name}", training(workspace, request)))
        attentive = runs[-1].id
        comparison = workspace.comparisons.compare([run.id for run in runs])
        workspace.comparisons.export(comparison, output / "metrics.png")
        workspace.comparisons.export(comparison, output / "metrics.csv")
        session.work(
            "Recommending",
            lambda progress: workspace.recommending.export(
                attentive, output / "recommendations.csv", Shaping(), progress=progress
            ),
        )
        user = _shown_user(workspace.datasets.find_users(sample.id, "", 800))
        view = workspace.insight.recommend(attentive, user)
        history = workspace.datasets.history(sample.id, user)
        seen = workspace.insight.attention(attentive, user)
        last = seen.record.weights.shape[0] - 1
        workspace.insight.export_attention(seen, output / "attention.png", layer=last, head=0)
    files = ["recommendations.csv", "attention.png", "metrics.png", "metrics.csv"]

    def show() -> None:
        OUT.print(
            f"{sample.name} (invented): {sample.n_rows:,} interactions of {sample.n_users:,} people", markup=False
        )
        show_comparison(comparison)
        show_recommendations(view, history)
        OUT.print(f"Wrote {', '.join(files)} to {output}.", markup=False, highlight=False)

    session.print({"dataset": sample, "runs": runs, "files": [str(output / file) for file in files]}, show)


def _shown_user(users: Sequence[UserRow]) -> str:
    """Return the user whose history is the longest that still fits a readable map."""
    fitting = [user for user in users if user.n_interactions <= 30] or list(users)
    return max(fitting, key=lambda user: user.n_interactions).id

"""Tables for a terminal: datasets, runs with their metrics and protocol, lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from rich.markup import escape

from workbench.cli.judging_tables import show_protocols
from workbench.cli.session import OUT
from workbench.cli.table_style import SAMPLED, table

if TYPE_CHECKING:
    from workbench.workspace.views import (
        Comparison,
        DatasetSummary,
        Differences,
        HistoryRow,
        RecommendationView,
        RunSummary,
    )

SHOWN = ("ndcg@10", "recall@10", "mrr@10", "coverage@10", "novelty@10", "diversity@10")


def show_datasets(datasets: Sequence[DatasetSummary]) -> None:
    """Print one line a dataset."""
    if not datasets:
        OUT.print(
            "No dataset yet. `workbench import PATH` stores one; `workbench demo` makes the sample.", markup=False
        )
        return
    made = table(
        "id", "name", "source", "rows", "users", "items", "density", right=("id", "rows", "users", "items", "density")
    )
    for d in datasets:
        name = f"{d.label} (invented)" if d.invented else d.label
        made.add_row(
            str(d.id),
            escape(name),
            escape(d.source),
            f"{d.n_rows:,}",
            f"{d.n_users:,}",
            f"{d.n_items:,}",
            f"{d.density:.2%}",
        )
    OUT.print(made)


def show_runs(runs: Sequence[RunSummary]) -> None:
    """Print one line a run."""
    if not runs:
        OUT.print("No run yet. `workbench train MODEL --dataset NAME` makes one.", markup=False)
        return
    made = table(
        "run",
        "model",
        "dataset",
        "state",
        "ndcg@10",
        "recall@10",
        "seconds",
        right=("run", "ndcg@10", "recall@10", "seconds"),
    )
    for run in runs:
        test = run.test.metrics if run.test else {}
        state = run.state if not run.message else f"{run.state}: {run.message}"
        if run.forgotten_users:
            state += " · saw somebody who asked to be forgotten"
        made.add_row(
            str(run.id),
            run.model + (SAMPLED if run.test is not None and run.test.protocol.sampled else ""),
            escape(run.dataset_name),
            escape(state),
            _number(test.get("ndcg@10")),
            _number(test.get("recall@10")),
            "" if run.seconds is None else f"{run.seconds:.1f}",
        )
    OUT.print(made)


def show_comparison(comparison: Comparison, notes: Mapping[int, str] | None = None) -> None:
    """Print runs side by side, with 95 % intervals and the protocol they were measured under.

    Args:
        comparison: the runs.
        notes: what is to be said of some of them, by number; they are marked in the table.
    """
    notes = notes or {}
    marks = {run_id: escape(f" [{place}]") for place, run_id in enumerate(notes, start=1)}
    names = [name for name in SHOWN if name in comparison.metric_names] or list(comparison.metric_names[:6])
    short = [name.removesuffix("@10") for name in names]
    made = table("run", *short, right=short)
    for column, name in zip(made.columns, ("", *names), strict=True):
        column.no_wrap = name not in SHOWN[:3]  # on a narrow terminal only the intervals move to a line of their own
    for run in comparison.runs:
        assert run.test is not None  # `compare` leaves unfinished runs out
        cells = []
        for name in names:
            width = run.test.intervals.get(name) if name in SHOWN[:3] else None
            cells.append(
                _number(run.test.metrics.get(name)) + ("" if width is None else f" ±{width:.3f}".replace("±0.", "±."))
            )
        made.add_row(_marked(run) + marks.get(run.id, ""), *cells)
    OUT.print("Test part, cut-off 10, with 95 % intervals over users", style="bold")
    OUT.print(made)
    for place, note in enumerate(notes.values(), start=1):
        OUT.print(f"[{place}] {note}", style="yellow", markup=False, highlight=False)
    show_protocols(run.test.protocol for run in comparison.runs if run.test is not None)
    for warning in comparison.warnings:
        OUT.print(warning, style="bold red", markup=False)
    for caution in comparison.cautions:
        OUT.print(caution, style="yellow", markup=False)


def _marked(run: RunSummary) -> str:
    """Return a run's label, marked in red where only sampled candidates were ranked."""
    return escape(run.label) + (SAMPLED if run.test is not None and run.test.protocol.sampled else "")


def show_differences(differences: Differences) -> None:
    """Print how runs differ from the first, person by person."""
    OUT.print(f"Difference in {differences.metric} to {differences.baseline.label}, paired over people", style="bold")
    made = table("run", "difference", "95 % interval", "effect d", "better for", "worse for", "p (t)", "p (Holm)")
    for column in made.columns[1:]:
        column.justify = "right"
    for run, found in zip(differences.runs, differences.found, strict=True):
        made.add_row(
            escape(run.label),
            f"{found.mean:+.4f}",
            f"{found.low:+.4f} … {found.high:+.4f}",
            f"{found.effect:+.2f}",
            f"{found.wins:,}",
            f"{found.losses:,}",
            probability(found.p_t),
            probability(found.p_corrected),
        )
    OUT.print(made)
    OUT.print(
        "p (t): Student's paired t test. p (Holm): the permutation test, corrected for all comparisons of this table.",
        style="dim",
        highlight=False,
    )


def probability(p: float) -> str:
    """Return a p-value as tables write it."""
    return "< 0.001" if p < 0.001 else f"{p:.3f}"


def show_recommendations(view: RecommendationView, history: Sequence[HistoryRow]) -> None:
    """Print a user's latest history and top list."""
    latest = ", ".join(row.title for row in history[-5:][::-1])
    OUT.print(f"User {view.user_id}: {len(history):,} interactions; latest: {latest}", markup=False, highlight=False)
    made = table("rank", "item", "title", "score", right=("rank", "score"))
    for item in view.items:
        made.add_row(str(item.rank), escape(item.item_id), escape(item.title), f"{item.score:.4f}")
    OUT.print(made)
    OUT.print(f"Top {len(view.items)} of {view.n_items:,} in {view.milliseconds:.1f} ms", style="dim", highlight=False)


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.4f}"

"""Tables of how models were judged: all figures and their protocol, groups of cases, people behind a mean."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich.markup import escape

from workbench.cli.session import OUT
from workbench.cli.table_style import SAMPLED, table

if TYPE_CHECKING:
    from workbench.evaluation.protocol import Evaluation, ProtocolCard
    from workbench.evaluation.repeats import RepeatedFigure
    from workbench.evaluation.satisfaction import Satisfaction
    from workbench.evaluation.slices import Slice
    from workbench.workspace.views import Experiment, SlicedMetric, UserDifferences

REPEATED = ("ndcg@10", "recall@10", "mrr@10", "coverage@10")


def show_evaluation(measured: Evaluation, said: Satisfaction) -> None:
    """Print every figure of an evaluation with its interval, what people said of the run's lists, and the protocol."""
    for name, value in measured.metrics.items():
        width = measured.intervals.get(name)
        OUT.print(f"{name:20s} {value:.4f}" + ("" if width is None else f" ± {width:.4f}"), highlight=False)
    if said.judged:
        OUT.print(
            f"Satisfaction from feedback: {said.value:.2f} ({said.low:.2f} … {said.high:.2f}); "
            f"{said.liked:,} of {said.judged:,} judged recommendations were liked",
            highlight=False,
        )
    show_protocols([measured.protocol])


def show_protocols(cards: Iterable[ProtocolCard]) -> None:
    """Print the rules that figures were measured by, each once; sampled candidates in red."""
    for card in dict.fromkeys(cards):
        OUT.print(
            f"Protocol: {card.split} {card.leaks} {card.candidates.capitalize()}; seen items {card.seen_items}; "
            f"{card.users:,} users; {card.tie_rule}",
            style="dim",
            markup=False,
            highlight=False,
        )
        if card.leak_findings:
            OUT.print("Found: " + " ".join(card.leak_findings), style="dim", markup=False, highlight=False)
        if card.sampled:
            from workbench.evaluation.candidates import SAMPLED_WARNING

            OUT.print(SAMPLED_WARNING, style="bold red", markup=False, highlight=False)


def show_experiment(found: Experiment) -> None:
    """Print what the repeats of each set-up say together: mean ± standard deviation, and the 95 % interval."""
    over = ", ".join(map(str, found.planned))
    finished = sum(len(model.runs) for model in found.models)
    OUT.print(
        f"{found.label.capitalize()} on {found.dataset_name}: {finished} of {len(found.runs)} runs finished, over "
        f"{found.kind} {over}",
        style="bold",
        markup=False,
        highlight=False,
    )
    names = [name for name in REPEATED if any(name in model.figures for model in found.models)]
    made = table("model", "runs", *names, right=("runs", *names))
    for model in found.models:
        cells = [_repeated(model.figures[name]) if name in model.figures else "" for name in names]
        made.add_row(escape(model.model) + (SAMPLED if found.sampled else ""), str(len(model.runs)), *cells)
    OUT.print(made)
    OUT.print("mean ± standard deviation over runs (95 % interval of the mean)", style="dim", highlight=False)
    show_protocols(run.test.protocol for model in found.models for run in model.runs[:1] if run.test is not None)


def _repeated(figure: RepeatedFigure) -> str:
    if figure.n < 2:
        return f"{figure.mean:.4f}"
    low, high = figure.mean - figure.half_width, figure.mean + figure.half_width
    return f"{figure.mean:.4f} ± {figure.deviation:.4f} ({low:.4f} … {high:.4f})"


def show_slices(found: Sequence[SlicedMetric]) -> None:
    """Print one table a grouping, one row a group, one column a run."""
    for sliced in found:
        OUT.print(f"{sliced.metric} by: {sliced.title}", style="bold", markup=False, highlight=False)
        labels = [run.label for run in sliced.runs]
        made = table("group", "cases", *labels, right=("cases", *labels))
        for group, title in enumerate(sliced.titles):
            slices = [of_run[group] for of_run in sliced.slices]
            made.add_row(escape(title), f"{slices[0].cases:,}", *map(_slice, slices))
        OUT.print(made)


def _slice(found: Slice) -> str:
    if found.n == 0:
        return ""
    if found.low != found.low:  # NaN: one case has no interval
        return f"{found.mean:.4f}"
    return f"{found.mean:.4f} ({found.low:.4f} … {found.high:.4f})"


def show_users(found: UserDifferences, count: int) -> None:
    """Print the people at both ends: whom the first run serves better, and whom the second."""
    better, worse = int((found.differences > 0).sum()), int((found.differences < 0).sum())
    OUT.print(
        f"{found.metric} of {len(found.users):,} people: {found.first.label} is better for {better:,}, "
        f"{found.second.label} for {worse:,}",
        style="bold",
        markup=False,
        highlight=False,
    )
    rows = [*range(min(count, better)), *range(len(found.users) - min(count, worse), len(found.users))]
    names = (found.first.label, found.second.label)
    made = table("user", "history", *names, "difference", right=("history", *names, "difference"))
    for row in rows:
        made.add_row(
            escape(found.user_ids[row]),
            f"{found.history_lengths[row]:,}",
            f"{found.first_values[row]:.4f}",
            f"{found.second_values[row]:.4f}",
            f"{found.differences[row]:+.4f}",
        )
    OUT.print(made)

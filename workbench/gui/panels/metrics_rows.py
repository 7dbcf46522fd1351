"""The rows of the table of runs: filtered, grouped, pinned and sorted, without Qt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from workbench.workspace.views import BoardRun

GROUPINGS = ("", "model", "dataset", "protocol", "experiment")


@dataclass(frozen=True)
class Group:
    """The line above the runs of a group."""

    key: str
    runs: tuple[BoardRun, ...]


Row = Group | BoardRun


def arranged(
    runs: Sequence[BoardRun],
    *,
    words: str,
    group: str,
    pinned: frozenset[int],
    order: Callable[[BoardRun], Any],
    descending: bool,
) -> list[Row]:
    """Return the rows to show.

    Args:
        runs: all runs.
        words: each has to occur in a run's number, model, dataset or a setting (`factors=64`).
        group: one of `GROUPINGS`.
        pinned: runs that stand above all others, and are never filtered out.
        order: what is sorted by; None comes last.
        descending: the largest first.
    """
    wanted = words.casefold().split()
    found = [run for run in runs if run.id in pinned or all(word in haystack(run) for word in wanted)]
    known = sorted((run for run in found if order(run) is not None), key=order, reverse=descending)
    found = known + [run for run in found if order(run) is None]
    first = [run for run in found if run.id in pinned]
    rest = [run for run in found if run.id not in pinned]
    if not group:
        return [*first, *rest]
    rows: list[Row] = list(first)
    groups: dict[str, list[BoardRun]] = {}
    for run in rest:
        groups.setdefault(group_key(run, group), []).append(run)
    for key, members in groups.items():
        rows += [Group(key, tuple(members)), *members]
    return rows


def group_key(run: BoardRun, group: str) -> str:
    """Return what a run is grouped by; an empty text for a run that repeats nothing, among experiments."""
    if group == "experiment":
        return "" if run.experiment_id is None else f"{run.experiment_id}/{run.set_up}"
    return {"model": run.model, "dataset": run.dataset_name, "protocol": str(run.protocol)}[group]


def haystack(run: BoardRun) -> str:
    """Return the text that a filter looks through."""
    settings = " ".join(f"{name}={value}" for name, value in run.settings.items())
    return f"{run.id} {run.model} {run.dataset_name} {settings}".casefold()


def differing_settings(runs: Sequence[BoardRun]) -> list[str]:
    """Return the settings in which runs differ; what only some of them have differs where its model is not alone."""
    names = dict.fromkeys(name for run in runs for name in run.settings)
    return [name for name in names if len({repr(run.settings.get(name)) for run in runs}) > 1]

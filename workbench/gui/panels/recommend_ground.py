"""What there is to recommend from, and the pages that say what is missing."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from workbench.gui.components.basics import EmptyState
from workbench.gui.context import Context
from workbench.workspace import Workspace
from workbench.workspace.views import DatasetSummary, RunSummary, UserRow


@dataclass(frozen=True)
class Ground:
    """The chosen dataset, its finished runs, and somebody to begin with."""

    dataset: DatasetSummary | None
    runs: list[RunSummary]
    first: UserRow | None


def ground_of(ws: Workspace, dataset_id: int | None) -> Ground:
    """Return what there is for a dataset."""
    if dataset_id is None:
        return Ground(None, [], None)
    runs = [run for run in ws.runs.list(dataset_id) if run.state == "done"]
    users = ws.datasets.find_users(dataset_id, "", 1) if runs else []
    return Ground(ws.datasets.get(dataset_id), runs, users[0] if users else None)


def nothing_yet(context: Context) -> tuple[EmptyState, EmptyState]:
    """Return what is shown without a dataset, and without a trained model."""
    translate = QCoreApplication.translate
    return (
        EmptyState(
            translate("RecommendPanel", "Nobody to recommend to yet"),
            translate("RecommendPanel", "Import a dataset, or take the built-in sample; then train a model on it."),
            translate("RecommendPanel", "Go to Data"),
            lambda: context.go.emit("data", None),
            icon="data",
        ),
        EmptyState(
            translate("RecommendPanel", "No trained model yet"),
            translate(
                "RecommendPanel",
                "Recommendations come from a model that was trained on this dataset. It takes a minute.",
            ),
            translate("RecommendPanel", "Train a model"),
            lambda: context.go.emit("train", "SASRec"),
            icon="train",
        ),
    )

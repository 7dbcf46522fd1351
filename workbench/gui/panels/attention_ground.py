"""What there is to look into, and the pages that say what is missing."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from workbench.gui.components.basics import EmptyState
from workbench.gui.context import Context
from workbench.workspace import Workspace
from workbench.workspace.views import DatasetSummary, RunSummary, UserRow


def ground_of(ws: Workspace, dataset_id: int | None) -> tuple[DatasetSummary | None, list[RunSummary], UserRow | None]:
    """Return the dataset, its finished runs that show attention, and somebody to begin with."""
    if dataset_id is None:
        return None, [], None
    runs = [run for run in ws.runs.list(dataset_id) if run.state == "done" and run.shows_attention]
    users = ws.datasets.find_users(dataset_id, "", 1) if runs else []
    return ws.datasets.get(dataset_id), runs, users[0] if users else None


def nothing_yet(context: Context) -> tuple[EmptyState, EmptyState]:
    """Return what is shown without a dataset, and without a model that shows attention."""
    translate = QCoreApplication.translate
    return (
        EmptyState(
            translate("AttentionPanel", "Nothing to look into yet"),
            translate(
                "AttentionPanel",
                "Import a dataset, or take the built-in sample; then train an attention model on it.",
            ),
            translate("AttentionPanel", "Go to Data"),
            lambda: context.go.emit("data", None),
            icon="data",
        ),
        EmptyState(
            translate("AttentionPanel", "No model with attention yet"),
            translate(
                "AttentionPanel",
                "Train SASRec on this dataset: its self-attention over a history can be read here.",
            ),
            translate("AttentionPanel", "Train SASRec"),
            lambda: context.go.emit("train", "SASRec"),
            icon="attention",
        ),
    )

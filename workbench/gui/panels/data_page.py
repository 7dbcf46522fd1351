"""What the pages of one dataset have in common."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from workbench.workspace.views import DatasetSummary


class DatasetPage(QWidget):
    """One page of the dataset in use. It is told of the dataset while it is looked at, and asks for what it shows."""

    def __init__(self) -> None:
        super().__init__()
        self.summary: DatasetSummary | None = None

    def show_dataset(self, summary: DatasetSummary) -> None:
        """Show a dataset; one that is shown already is asked for again only where its content changed."""
        before, self.summary = self.summary, summary
        if before is None or (before.id, before.fingerprint) != (summary.id, summary.fingerprint):
            self.ask(summary)

    def ask(self, summary: DatasetSummary) -> None:
        """Ask the workspace for what the page shows."""
        raise NotImplementedError

    def is_of(self, dataset_id: int) -> bool:
        """Whether an answer about this dataset is still wanted."""
        return self.summary is not None and self.summary.id == dataset_id

"""What the pages of one dataset have in common."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QVBoxLayout, QWidget

from workbench.gui.components.basics import Card
from workbench.gui.components.chart import Chart
from workbench.workspace.views import DatasetSummary

CHART_HEIGHT = 168


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


def scrolled(content: QWidget) -> QScrollArea:
    """Return a scroll area around a column of cards."""
    made = QScrollArea()
    made.setWidgetResizable(True)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    made.setWidget(content)
    return made


def column_of_cards() -> tuple[QWidget, QVBoxLayout]:
    """Return the widget and layout of a column of cards, to be put into `scrolled`."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 4, 0)
    column.setSpacing(12)
    return made, column


def chart_card(heading: str, chart: Chart, height: int = CHART_HEIGHT) -> Card:
    """Return a card with one chart."""
    made = Card(heading)
    chart.setFixedHeight(height)
    chart.setAccessibleName(heading)
    made.body.addWidget(chart)
    made.body.addStretch(1)
    return made


def emptied(layout: QLayout) -> None:
    """Take everything out of a layout."""
    while layout.count():
        item = layout.takeAt(0)
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            # Not drawn for the moment that deletion takes.
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            emptied(inner)

"""The page of one dataset: its figures, its curves, its most frequent items, and what the import noted."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

from workbench.gui.components.basics import Badge, Card, button, text_label
from workbench.gui.components.chart import Chart
from workbench.gui.formatting import percent, whole
from workbench.gui.panels.data_cards import figure, top_list
from workbench.gui.theme import HEADING_PT, SMALL_PT
from workbench.workspace.views import DatasetShape, DatasetSummary

CHART_HEIGHT = 168
TOP_SHOWN = 8


class DatasetDetail(QScrollArea):
    """Shows a dataset; its buttons `rename` and `delete` are the panel's to connect."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 4, 0)
        column.setSpacing(12)
        self.rename = button(self.tr("Rename…"), icon="rename")
        self.delete = button(self.tr("Delete…"), icon="delete")
        column.addWidget(self._summary_card())
        charts = QGridLayout()
        charts.setSpacing(12)
        self.over_time = Chart()
        self.long_tail = Chart(self.tr("items by popularity"), "")
        self.histories = Chart(self.tr("interactions of a user"), "")
        self.values = Chart()
        self.cards = {
            "over_time": self._chart_card(self.tr("Interactions over time"), self.over_time),
            "long_tail": self._chart_card(self.tr("Long tail: interactions of each item (log–log)"), self.long_tail),
            "histories": self._chart_card(self.tr("Users by length of their history"), self.histories),
            "values": self._chart_card(self.tr("Values"), self.values),
        }
        self.long_tail.plot.setLogMode(True, True)
        for number, card in enumerate(self.cards.values()):
            charts.addWidget(card, number // 2, number % 2)
        charts.setColumnStretch(0, 1)
        charts.setColumnStretch(1, 1)
        column.addLayout(charts)
        self._charts = charts
        lists = QHBoxLayout()
        lists.setSpacing(12)
        self.top_items = Card(self.tr("Most frequent items"))
        self.categories = Card(self.tr("Categories"))
        lists.addWidget(self.top_items, 1)
        lists.addWidget(self.categories, 1)
        column.addLayout(lists)
        self.notes = Card(self.tr("Notes of the import"))
        column.addWidget(self.notes)
        column.addStretch(1)
        self.setWidget(inside)

    def show_summary(self, summary: DatasetSummary) -> None:
        """Show what the card of the dataset says, in full."""
        self._name.setText(summary.name)
        self._invented.setVisible(summary.invented)
        self._source.setText(summary.source)
        _empty(self._figures)
        for number, caption in (
            (whole(summary.n_rows), self.tr("interactions")),
            (whole(summary.n_users), self.tr("users")),
            (whole(summary.n_items), self.tr("items")),
            (percent(summary.density), self.tr("of the matrix filled")),
            (f"{summary.n_rows / max(1, summary.n_users):.1f}", self.tr("interactions a user")),
        ):
            self._figures.addLayout(figure(number, caption))
            self._figures.addSpacing(20)
        self._figures.addStretch(1)
        _empty(self.notes.body)
        for note in summary.notes:
            self.notes.body.addWidget(text_label(note, "secondary", size=SMALL_PT, wrap=True))
        self.notes.setVisible(bool(summary.notes))

    def show_shape(self, shape: DatasetShape) -> None:
        """Draw the curves."""
        self.cards["over_time"].setVisible(len(shape.month_starts) > 0)
        self.over_time.clear()
        if len(shape.month_starts):
            places = np.arange(len(shape.month_starts))
            self.over_time.set_bars("interactions", places, shape.month_counts)
            self.over_time.set_ticks("bottom", month_ticks(shape.month_starts))
        ranks = np.arange(1, len(shape.popularity) + 1)
        seen = shape.popularity > 0
        self.long_tail.set_series("interactions", ranks[seen], shape.popularity[seen])
        self.histories.clear()
        filled = np.flatnonzero(shape.history_counts)
        if len(filled):
            edges = shape.history_edges[filled[0] :]
            places = np.arange(len(edges) - 1)
            self.histories.set_bars("users", places, shape.history_counts[filled[0] :], width=0.9)
            every = max(1, len(edges) // 6)
            self.histories.set_ticks("bottom", [(i - 0.5, whole(round(edges[i]))) for i in range(0, len(edges), every)])
        self.cards["values"].setVisible(len(shape.value_levels) > 0)
        self.values.clear()
        if len(shape.value_levels):
            places = np.arange(len(shape.value_levels))
            self.values.set_bars("interactions", places, shape.value_counts, colour=1)
            self.values.set_ticks("bottom", [(i, f"{v:g}") for i, v in enumerate(shape.value_levels)])
        for card, rows in ((self.top_items, shape.top_items), (self.categories, shape.categories)):
            _empty(card.body)
            card.body.addLayout(top_list(rows[:TOP_SHOWN]))
            card.body.addStretch(1)
            card.setVisible(bool(rows))

    def _summary_card(self) -> Card:
        made = Card()
        top = QHBoxLayout()
        self._name = text_label("", size=HEADING_PT + 2, weight=QFont.Weight.DemiBold)
        self._invented = Badge(self.tr("Invented"), "warning")
        self._source = text_label("", "secondary", size=SMALL_PT, elide=True)
        top.addWidget(self._name)
        top.addWidget(self._invented)
        top.addWidget(self._source, 1)
        top.addWidget(self.rename)
        top.addWidget(self.delete)
        made.body.addLayout(top)
        self._figures = QHBoxLayout()
        made.body.addLayout(self._figures)
        return made

    def _chart_card(self, heading: str, chart: Chart) -> Card:
        made = Card(heading)
        chart.setFixedHeight(CHART_HEIGHT)
        chart.setAccessibleName(heading)
        made.body.addWidget(chart)
        return made


def month_ticks(starts: npt.NDArray[np.int64]) -> list[tuple[float, str]]:
    """Return at most seven ticks: years where there are many months, else months.

    Args:
        starts: int64, seconds since 1970 of each bar's month.
    """
    moments = [datetime.fromtimestamp(int(s), UTC) for s in starts]
    if len(moments) > 30:
        januaries = [i for i, m in enumerate(moments) if m.month == 1]
        every = max(1, -(-len(januaries) // 7))
        return [(float(i), str(moments[i].year)) for i in januaries[::every]]
    every = max(1, -(-len(moments) // 7))
    return [(float(i), f"{moments[i]:%Y-%m}") for i in range(0, len(moments), every)]


def _empty(layout: QLayout) -> None:
    """Take everything out of a layout."""
    while layout.count():
        item = layout.takeAt(0)
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.deleteLater()
        elif inner is not None:
            _empty(inner)

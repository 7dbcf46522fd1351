"""The overview of one dataset: its figures, its curves, its most frequent items, and what the import noted."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial

import numpy as np
import numpy.typing as npt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from workbench.gui.components.basics import Card, Notice, text_label
from workbench.gui.components.card_grid import CardGrid
from workbench.gui.components.chart import Chart
from workbench.gui.components.columns import column_of_cards, emptied, scrolled
from workbench.gui.components.one_by_one import OneByOne
from workbench.gui.context import Context
from workbench.gui.formatting import compact, percent, whole
from workbench.gui.panels.data_cards import figure
from workbench.gui.panels.data_curves import chart_card
from workbench.gui.panels.data_lists import bar_list
from workbench.gui.panels.data_origin import OriginCard
from workbench.gui.panels.data_page import DatasetPage
from workbench.gui.panels.data_quality import QualityCard
from workbench.gui.panels.data_sparsity import SparsityView
from workbench.gui.theme import SMALL_PT
from workbench.gui.told import told
from workbench.workspace.views import DatasetShape, DatasetSummary

TOP_SHOWN = 8


class OverviewPage(DatasetPage):
    """Figures and curves of a dataset."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._steps = OneByOne(self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.notice = Notice()
        outer.addWidget(self.notice)
        inside, column = column_of_cards()
        figures = Card()
        self._figures = QHBoxLayout()
        figures.body.addLayout(self._figures)
        column.addWidget(figures)
        self.over_time = Chart(counts=True)
        self.long_tail = Chart(self.tr("items by popularity"), "", counts=True)
        self.histories = Chart(self.tr("interactions of a user"), "", counts=True)
        self.values = Chart(counts=True)
        self.sparsity, self.quality, self.origin = SparsityView(), QualityCard(), OriginCard(context)
        self.cards: dict[str, Card] = {
            "over_time": chart_card(self.tr("Interactions over time"), self.over_time),
            "long_tail": chart_card(self.tr("Long tail: interactions of each item (log–log)"), self.long_tail),
            "histories": chart_card(self.tr("Users by length of their history"), self.histories),
            "values": chart_card(self.tr("Values"), self.values),
            "sparsity": Card(self.tr("What is filled: users × items")),
            "top_items": Card(self.tr("Most frequent items")),
            "categories": Card(self.tr("Categories")),
            "quality": self.quality,
            "origin": self.origin,
        }
        self.cards["sparsity"].body.addWidget(self.sparsity)
        self.cards["sparsity"].body.addStretch(1)
        self.grid = CardGrid()
        self.grid.add(*self.cards.values())
        column.addWidget(self.grid)
        self.notes = Card(self.tr("Notes of the import"))
        column.addWidget(self.notes)
        column.addStretch(1)
        outer.addWidget(scrolled(inside), 1)

    def show_dataset(self, summary: DatasetSummary) -> None:
        """Show the figures that the card of the dataset knows at once, and ask for the curves."""
        emptied(self._figures)
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
        emptied(self.notes.body)
        for note in summary.notes:
            self.notes.body.addWidget(text_label(told(note), "secondary", size=SMALL_PT, wrap=True))
        # What a recipe did is told by the card of where the dataset comes from.
        self.notes.setVisible(bool(summary.notes) and not summary.recipe)
        self.origin.ask(summary)
        super().show_dataset(summary)

    def ask(self, summary: DatasetSummary) -> None:
        """Ask for the curves; those of a dataset that is left are not drawn to their end."""
        self._steps.do([])
        self.notice.say("")
        ask, known = self._context.ask, summary.id
        ask("data/shape", lambda ws: ws.datasets.shape(known), self._show_shape, self._show_error)
        ask("data/sparsity", lambda ws: ws.profile.sparsity(known), self.sparsity.show_picture, self._show_error)
        ask("data/quality", lambda ws: ws.profile.quality(known), self.quality.show_report, self._show_error)

    def _show_error(self, sentence: str) -> None:
        self.notice.say(sentence, "bad")

    def _show_shape(self, shape: DatasetShape) -> None:
        # A chart takes up to 25 ms to be made: together they would hold the window up.
        self._steps.do(
            partial(show, shape)
            for show in (self._show_months, self._show_tail, self._show_histories, self._show_values, self._show_lists)
        )

    def _show_months(self, shape: DatasetShape) -> None:
        self.grid.want([self.cards["over_time"]], len(shape.month_starts) > 0)
        self.over_time.clear()
        if len(shape.month_starts):
            places = np.arange(len(shape.month_starts))
            self.over_time.set_bars("interactions", places, shape.month_counts)
            self.over_time.set_ticks("bottom", month_ticks(shape.month_starts))

    def _show_tail(self, shape: DatasetShape) -> None:
        ranks = np.arange(1, len(shape.popularity) + 1)
        seen = shape.popularity > 0
        self.long_tail.plot.setLogMode(True, True)
        self.long_tail.set_series("interactions", ranks[seen], shape.popularity[seen])
        if seen.any():
            counts = shape.popularity[seen]
            self.long_tail.set_ticks("bottom", log_ticks(1, float(len(counts))))
            self.long_tail.set_ticks("left", log_ticks(float(counts.min()), float(counts.max())))

    def _show_histories(self, shape: DatasetShape) -> None:
        self.histories.clear()
        filled = np.flatnonzero(shape.history_counts)
        if len(filled):
            edges = shape.history_edges[filled[0] :]
            places = np.arange(len(edges) - 1)
            self.histories.set_bars("users", places, shape.history_counts[filled[0] :], width=0.9)
            every = max(1, len(edges) // 6)
            self.histories.set_ticks("bottom", [(i - 0.5, whole(round(edges[i]))) for i in range(0, len(edges), every)])

    def _show_values(self, shape: DatasetShape) -> None:
        # One value for all says nothing.
        self.grid.want([self.cards["values"]], len(shape.value_levels) > 1)
        self.values.clear()
        if len(shape.value_levels):
            places = np.arange(len(shape.value_levels))
            self.values.set_bars("interactions", places, shape.value_counts, colour=1)
            self.values.set_ticks("bottom", [(i, f"{v:g}") for i, v in enumerate(shape.value_levels)])

    def _show_lists(self, shape: DatasetShape) -> None:
        for name, rows in (("top_items", shape.top_items), ("categories", shape.categories)):
            card = self.cards[name]
            emptied(card.body)
            card.body.addLayout(bar_list(rows[:TOP_SHOWN]))
            card.body.addStretch(1)
            self.grid.want([card], bool(rows))


def log_ticks(low: float, high: float) -> list[tuple[float, str]]:
    """Return ticks for a logarithmic axis: powers of ten where there are several, else 1, 2 and 5 times them too.

    Args:
        low, high: 1 or more, the ends of the axis.
    """
    decades = range(int(np.log10(low)), int(np.log10(high)) + 1)
    steps = (1,) if np.log10(high / low) > 2 else (1, 2, 5)
    places = [step * 10**decade for decade in decades for step in steps]
    return [(float(np.log10(place)), compact(place, 0)) for place in places if low <= place <= high]


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

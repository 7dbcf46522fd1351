"""One user of a dataset: what is known of them, and their timeline."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from workbench.gui.components.basics import Card, Notice, button, text_label
from workbench.gui.components.card_grid import CardGrid
from workbench.gui.components.chart import Chart
from workbench.gui.components.columns import column_of_cards, emptied, scrolled
from workbench.gui.context import Context
from workbench.gui.formatting import whole
from workbench.gui.panels.data_cards import figure
from workbench.gui.panels.data_curves import chart_card, draw_over_time, draw_values
from workbench.gui.panels.data_lists import bar_list
from workbench.gui.panels.history_list import HistoryList
from workbench.gui.theme import HEADING_PT, SMALL_PT
from workbench.workspace.views import DatasetSummary, HistoryRow

if TYPE_CHECKING:
    from workbench.data.profile import UserTimeline

HISTORY_WIDTH = 300
MOST_LEVELS = 10  # of values, to have a line of its own each


class UserView(QWidget):
    """A user's figures, timeline and history.

    Signals:
        left: the person wants the table back.
        forget: external id of the user who is to be forgotten.
    """

    left = Signal()
    forget = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._summary: DatasetSummary | None = None
        self.user_id = ""
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(10)
        top = QHBoxLayout()
        self.back = button(self.tr("All users"), self.left.emit, icon="back")
        self._title = text_label("", size=HEADING_PT, weight=QFont.Weight.DemiBold)
        self._attributes = text_label("", "secondary", size=SMALL_PT, elide=True)
        self.recommend = button(self.tr("Recommend"), lambda: context.go.emit("recommend", self.user_id))
        self.recommend.setToolTip(self.tr("See what the models recommend to this user"))
        self.forget_button = button(
            self.tr("Forget…"), lambda: self.forget.emit(self.user_id), icon="delete", tip=self.tr("Forget this user")
        )
        top.addWidget(self.back)
        top.addSpacing(6)
        top.addWidget(self._title)
        top.addWidget(self._attributes, 1)
        top.addWidget(self.recommend)
        top.addWidget(self.forget_button)
        outer.addLayout(top)
        self.notice = Notice()
        outer.addWidget(self.notice)
        body = QHBoxLayout()
        body.setSpacing(12)
        outer.addLayout(body, 1)
        inside, column = column_of_cards()
        figures = Card()
        self._figures = QHBoxLayout()
        figures.body.addLayout(self._figures)
        column.addWidget(figures)
        self.timeline = Chart(times=True)
        self.timeline_card = chart_card(self.tr("Timeline: each interaction and its value"), self.timeline)
        column.addWidget(self.timeline_card)
        self.over_time, self.values = Chart(counts=True, times=True), Chart(counts=True)
        self.cards = {
            "over_time": chart_card(self.tr("Interactions over time"), self.over_time),
            "values": chart_card(self.tr("Values"), self.values),
            "categories": Card(self.tr("Categories")),
        }
        self.grid = CardGrid(240)
        self.grid.add(*self.cards.values())
        column.addWidget(self.grid)
        column.addStretch(1)
        body.addWidget(scrolled(inside), 1)
        self.history_card = Card(self.tr("History, newest first"))
        self.history_card.setFixedWidth(HISTORY_WIDTH)
        self.history = HistoryList(context, editing=False)
        self.history_card.body.addWidget(self.history)
        body.addWidget(self.history_card)

    def show_one(self, summary: DatasetSummary, user_id: str) -> None:
        """Ask for one user of a dataset."""
        self._summary, self.user_id = summary, user_id
        self.notice.say("")
        self._title.setText(self.tr("User {id}").format(id=user_id))
        self._attributes.setText("")
        self._context.ask(
            "data/user", lambda ws: ws.profile.user(summary.id, user_id), self._show_timeline, self._show_error
        )
        self._context.ask(
            "data/history", lambda ws: ws.datasets.history(summary.id, user_id), self._show_history, self._show_error
        )

    def _show_timeline(self, user: UserTimeline) -> None:
        self._attributes.setText(
            " · ".join(f"{name.replace('_', ' ')} {value}" for name, value in user.attributes.items())
        )
        emptied(self._figures)
        for number, caption in (
            (whole(user.n_interactions), self.tr("interactions")),
            (whole(user.n_items), self.tr("different items")),
            (whole(user.usual_length), self.tr("has the median user")),
        ):
            self._figures.addLayout(figure(number, caption))
            self._figures.addSpacing(20)
        self._figures.addStretch(1)
        timed = draw_over_time(self.over_time, user.over_time)
        self.grid.want([self.cards["over_time"]], timed)
        self.grid.want([self.cards["values"]], draw_values(self.values, user.values))
        card = self.cards["categories"]
        emptied(card.body)
        card.body.addLayout(bar_list(user.categories[:9]))
        card.body.addStretch(1)
        self.grid.want([card], bool(user.categories))

    def _show_history(self, rows: list[HistoryRow]) -> None:
        self.history.show_rows(rows)
        self.timeline.clear()
        timed = [row for row in rows if row.time is not None]
        self.timeline_card.setVisible(bool(timed))
        if not timed:
            return
        times = np.array([row.time for row in timed], dtype=np.float64)
        if all(row.value is not None for row in timed):
            self.timeline_card.heading.setText(self.tr("Timeline: each interaction and its value"))
            values = np.array([row.value for row in timed], dtype=np.float64)
            self.timeline.set_series("value", times, values, line=False)
            levels = np.unique(values)
            self.timeline.set_ticks("left", [(v, f"{v:g}") for v in levels] if len(levels) <= MOST_LEVELS else None)
        else:
            self.timeline_card.heading.setText(self.tr("Timeline: interactions so far"))
            self.timeline.set_ticks("left", None)
            self.timeline.set_series("so far", times, np.arange(1, len(times) + 1))

    def _show_error(self, sentence: str) -> None:
        self.notice.say(sentence, "bad")

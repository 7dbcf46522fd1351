"""For whom runs are good: a metric in groups of people and targets, one small chart a grouping."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import numpy as np

from workbench.gui.components.card_grid import CardGrid
from workbench.gui.components.columns import column_of_cards, scrolled
from workbench.gui.components.export_button import ChartCard
from workbench.gui.components.legend import Legend
from workbench.gui.context import Context
from workbench.gui.panels.metrics_page import Chosen, MetricsPage, short, show_legend
from workbench.gui.panels.quiet_chart import QuietChart
from workbench.gui.preview import Preview
from workbench.gui.told import told
from workbench.workspace.views import SlicedMetric

MOST_RUNS = 8
CARD_HEIGHT = 190
TWO_LINES = 34
MOST_LETTERS = 12


class SlicesPage(MetricsPage):
    """Small multiples: groups to the right, the metric up, one colour a run, with 95 % intervals."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.legend = Legend()
        self.column.addWidget(self.legend)
        inside, cards = column_of_cards()
        self.grid = CardGrid(least_width=300)
        cards.addWidget(self.grid)
        cards.addStretch(1)
        self.column.addWidget(scrolled(inside), 1)
        self.charts: dict[str, ChartCard] = {}
        self._preview = Preview(context, self)
        self._preview.busy.connect(lambda on: self.say(self.tr("Measuring groups…")) if on else None)
        self._preview.answered.connect(self._show)
        self._preview.failed.connect(self._fail)
        self._asked: tuple[object, ...] = ()

    def draw(self, chosen: Chosen) -> None:
        """See `MetricsPage.draw`."""
        ids, metric = tuple(run.id for run in chosen.runs[:MOST_RUNS]), chosen.metric
        show_legend(self.legend, chosen.runs[:MOST_RUNS])
        if (ids, metric) == self._asked:
            return
        self._asked = (ids, metric)
        if not ids:
            self._fail(self.tr("Tick runs in the table to compare them."))
            return
        self._preview.ask(lambda ws, progress: ws.comparisons.slices(ids, metric, progress=progress))

    def _fail(self, sentence: str) -> None:
        self.say(sentence)
        self.grid.want(list(self.charts.values()), False)

    def _show(self, found: tuple[SlicedMetric, ...]) -> None:
        many = self._chosen is not None and len(self._chosen.runs) > MOST_RUNS
        self.say(self.tr("Only the first {n} runs are shown.").format(n=MOST_RUNS) if many else "")
        wanted = {sliced.grouping for sliced in found}
        self.in_turns(step for sliced in found for step in self._steps_of(sliced))
        for grouping, card in self.charts.items():
            self.grid.want([card], grouping in wanted)

    def _steps_of(self, sliced: SlicedMetric) -> Iterator[Callable[[], object]]:
        if sliced.grouping not in self.charts:
            yield partial(self._add_card, sliced.grouping)
        yield partial(self._draw_axes, sliced)
        for number in range(len(sliced.runs)):
            yield partial(self._draw_run, sliced, number)

    def _add_card(self, grouping: str) -> None:
        card = ChartCard("", QuietChart(bottom=TWO_LINES), f"slices-{grouping}", self.say)
        card.chart.setFixedHeight(CARD_HEIGHT)
        self.charts[grouping] = card
        self.grid.add(card)

    def _draw_run(self, sliced: SlicedMetric, number: int) -> None:
        chart, run, slices = self.charts[sliced.grouping].chart, sliced.runs[number], sliced.slices[number]
        places = np.arange(len(sliced.titles), dtype=float)
        # Beside each other, so that intervals do not hide each other.
        shift = 0.0 if len(sliced.runs) == 1 else 0.5 * (number / (len(sliced.runs) - 1) - 0.5)
        means = np.array([s.mean for s in slices])
        chart.set_series(run.label, places + shift, means, colour=number, markers=True, line=False)
        halves = np.array([(s.high - s.low) / 2 for s in slices])
        middle = np.array([(s.high + s.low) / 2 for s in slices])
        known = np.isfinite(halves)
        if known.any():
            chart.set_intervals(f"± {run.label}", (places + shift)[known], middle[known], halves[known], beam=0.0)

    def _draw_axes(self, sliced: SlicedMetric) -> None:
        card = self.charts[sliced.grouping]
        card.heading.setText(told(sliced.title))
        chart = card.chart
        chart.clear()
        places = np.arange(len(sliced.titles), dtype=float)
        counts = [slices.cases for slices in sliced.slices[0]]
        step = -(-len(places) // 7)
        ticks = [
            (float(place), f"{short(told(title), MOST_LETTERS)}\n{count:,}" if place % step == 0 else "")
            for place, (title, count) in enumerate(zip(sliced.titles, counts, strict=True))
        ]
        chart.set_ticks("bottom", ticks)
        chart.plot.setXRange(-0.6, len(places) - 0.4, padding=0)

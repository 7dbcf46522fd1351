"""Figures of the compared runs: bars with intervals, a metric against the cut-off, and what accuracy costs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QRectF, QTimer
from PySide6.QtGui import QColor, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout

from workbench.evaluation.metrics import METRICS_BY_NAME, is_lower_better, split_name
from workbench.gui.components.export_button import ChartCard
from workbench.gui.components.icons import theme
from workbench.gui.components.legend import Legend
from workbench.gui.context import Context
from workbench.gui.panels import wording
from workbench.gui.panels.metrics_page import MOST_DRAWN, Chosen, MetricsPage, short, show_legend
from workbench.gui.panels.quiet_chart import QuietChart
from workbench.gui.theme import TINY_PT, font
from workbench.workspace.views import BoardRun

NAMED_DOTS = 20
DOT = 4.0  # half of a dot, pixels
SPOTS = ((0.0, 0.5), (1.0, 0.5), (0.0, 1.0), (1.0, 1.0), (0.0, 0.0), (1.0, 0.0))  # of a name around its dot
BEST_OF_MANY = (20, 40)  # how many bars of more ticked runs are drawn, the usual number first
FEWEST_LETTERS = 5  # of a model's name below its bar, or it is not written
TWO_LINES = 40  # pixels that a name and a number below it take
COSTS = ("coverage", "novelty", "diversity", "gini", "popularity", "personalisation", "serendipity", "unexpectedness")
GREY, FRONT = 4, 1


class FiguresPage(MetricsPage):
    """One bar a run with its 95 % interval, and the metric by cut-off."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.bars, self.curves = QuietChart(bottom=TWO_LINES), QuietChart(self.tr("cut-off"))
        self.bars_card = ChartCard("", self.bars, "bars", self.say)
        self.curves_card = ChartCard("", self.curves, "cut-offs", self.say)
        self.legend = Legend()
        self._drawn: tuple[object, ...] = ()
        self.curves_card.add_control(self.legend)
        self.which = QComboBox()
        self.which.setAccessibleName(self.tr("Which runs are drawn"))
        for number in BEST_OF_MANY:
            self.which.addItem(self.tr("The best {0}").format(number), number)
        self.which.addItem(self.tr("The first {0}").format(MOST_DRAWN), 0)
        self.which.activated.connect(lambda _row: self._again())
        self.which.hide()
        self.bars_card.add_control(self.which)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(self.bars_card, 1)
        row.addWidget(self.curves_card, 1)
        self.column.addLayout(row, 1)

    def draw(self, chosen: Chosen) -> None:
        """See `MetricsPage.draw`."""
        name, base = chosen.metric, chosen.base
        known = [run for run in chosen.runs if name in run.test.metrics]
        many = len(known) > BEST_OF_MANY[0]
        best = int(self.which.currentData() or 0)
        if (drawn := (name, best if many else 0, tuple(run.id for run in known), theme().tokens.name)) == self._drawn:
            return
        self._drawn = drawn
        self.which.setVisible(many)
        runs = known[:MOST_DRAWN]
        if many and best:
            sign = 1.0 if is_lower_better(name) else -1.0
            runs = sorted(known, key=lambda run: sign * run.test.metrics[name])[:best]
        self.say(self._what_is_drawn(len(runs), len(known), best))
        self.bars_card.heading.setText(wording.metric_title(name))
        self.curves_card.heading.setText(self.tr("{metric} by cut-off").format(metric=wording.metric_title(base)))
        show_legend(self.legend, runs)
        for chart in (self.bars, self.curves):
            chart.clear()
            chart.say_while_empty("" if runs else self.tr("Tick runs in the table to compare them."))
        if runs:
            self.in_turns(self._steps_of(runs, name))

    def _what_is_drawn(self, drawn: int, of: int, best: int) -> str:
        if drawn == of:
            return ""
        text = (
            self.tr("The best {n} of {all} ticked runs are drawn, best first.")
            if best
            else self.tr("The first {n} of {all} ticked runs are drawn.")
        )
        return text.format(n=drawn, all=of)

    def _again(self) -> None:
        if self._chosen is not None:
            self.draw(self._chosen)

    def _steps_of(self, runs: Sequence[BoardRun], name: str) -> Iterator[Callable[[], object]]:
        # The two plots are made in turns of their own: each takes a while.
        yield partial(self._draw_axis, runs)
        yield lambda: self.curves.view
        for place, run in enumerate(runs):
            yield partial(self._draw_run, place, run, name)

    def _draw_axis(self, runs: Sequence[BoardRun]) -> None:
        letters = int(self.bars.view.width() / len(runs) / QFontMetrics(font(TINY_PT)).averageCharWidth()) - 1
        names = [f"{short(run.model, letters)}\n{run.id}" if letters >= FEWEST_LETTERS else str(run.id) for run in runs]
        self.bars.set_ticks("bottom", list(enumerate(names)))
        self.bars.plot.setXRange(-0.6, len(runs) - 0.4, padding=0)

    def _draw_run(self, place: int, run: BoardRun, name: str) -> None:
        label, width, base = wording.label(run.model, run.id), run.test.intervals.get(name), split_name(name)[0]
        self.bars.set_bars(label, [place], [run.test.metrics[name]], width=0.62, colour=place)
        if width is not None:
            self.bars.set_intervals(f"± {label}", [place], [run.test.metrics[name]], [width])
        points = sorted((c, v) for n, v in run.test.metrics.items() for b, c in [split_name(n)] if b == base and c)
        if points:
            xs, ys = np.array(points, dtype=float).T
            self.curves.set_series(label, xs, ys, colour=place, markers=True)


class TradeOffPage(MetricsPage):
    """Accuracy against diversity, novelty or coverage: every run a dot, the best compromises joined."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.chart = QuietChart()
        self.card = ChartCard("", self.chart, "trade-off", self.say)
        self.cost = QComboBox()
        self.cost.setAccessibleName(self.tr("Other metric"))
        self.cost.activated.connect(lambda _row: self._again())
        self.card.add_control(self.cost)
        self._numbers: list[pg.TextItem] = []
        self._named: list[tuple[str, tuple[float, float]]] = []
        self.column.addWidget(self.card, 1)

    def draw(self, chosen: Chosen) -> None:
        """See `MetricsPage.draw`."""
        everything = (*chosen.runs, *chosen.others)
        offered = [c for c in COSTS if any(chosen.value_name(run, c) for run in everything)]
        kept = self.cost.currentData()
        if [self.cost.itemData(row) for row in range(self.cost.count())] != offered:
            self.cost.clear()
            for name in offered:
                self.cost.addItem(wording.metric_title(name), name)
            self.cost.setCurrentIndex(max(0, self.cost.findData(kept)))
        cost = self.cost.currentData()
        self.chart.clear()
        self._named = []
        self._place_names()
        if cost is None:
            return
        self.card.heading.setText(
            self.tr("{metric} (up) against {cost} (right)").format(
                metric=wording.metric_title(chosen.metric), cost=wording.metric_title(cost)
            )
        )
        self.chart.say_while_empty("" if everything else self.tr("No run has both metrics."))
        self.in_turns(self._steps_of(chosen, cost))

    def _steps_of(self, chosen: Chosen, cost: str) -> Iterator[Callable[[], object]]:
        runs, everything = chosen.runs[:MOST_DRAWN], (*chosen.runs, *chosen.others)
        grey = self._points(chosen, (*chosen.runs[MOST_DRAWN:], *chosen.others), cost)
        if grey:
            xs, ys = zip(*grey, strict=True)
            yield partial(self.chart.set_series, self.tr("others"), xs, ys, colour=GREY, line=False)
        for place, run in enumerate(runs):
            point = self._points(chosen, (run,), cost)
            if point:
                yield partial(self._dot, place, run, point[0], whole=len(runs) <= NAMED_DOTS)
        comparable = [run for run in everything if run.protocol == everything[0].protocol]
        lower = is_lower_better(cost)
        front = pareto_front(
            self._points(chosen, tuple(comparable), cost), lower=lower, worse_up=is_lower_better(chosen.base)
        )
        if front and METRICS_BY_NAME[cost].better != "neither":
            xs, ys = zip(*front, strict=True)
            yield partial(self.chart.set_series, self.tr("Pareto front"), xs, ys, colour=FRONT, dashed=True)
        yield self._place_names

    def _dot(self, place: int, run: BoardRun, point: tuple[float, float], *, whole: bool) -> None:
        self.chart.set_series(wording.label(run.model, run.id), [point[0]], [point[1]], colour=place, line=False)
        self._named.append((wording.label(run.model, run.id) if whole else str(run.id), point))

    def _place_names(self) -> None:
        """Write beside the dots which runs they are; a name that would cover another is left out."""
        for number in self._numbers:
            self.chart.plot.removeItem(number)
        self._numbers = []
        if not self._named:
            return
        box, letters = self.chart.plot.getViewBox(), QFontMetrics(font(TINY_PT))
        box.updateAutoRange()
        (left, right), (low, high) = box.viewRange()
        width, height = box.width(), box.height()
        at = [((x - left) / (right - left) * width, (high - y) / (high - low) * height) for _, (x, y) in self._named]
        taken = [QRectF(x - DOT, y - DOT, 2 * DOT, 2 * DOT) for x, y in at]
        for (text, point), (x, y) in zip(self._named, at, strict=True):
            wide, tall = letters.horizontalAdvance(f" {text} "), letters.height()
            for anchor in SPOTS:
                room = QRectF(x - anchor[0] * wide, y - anchor[1] * tall, wide, tall)
                sides = room.adjusted(DOT, 0, 0, 0) if anchor[0] == 0 else room.adjusted(0, 0, -DOT, 0)
                inside = room.left() >= 0 and room.right() <= width and room.top() >= 0 and room.bottom() <= height
                if inside and not any(sides.intersects(other) for other in taken):
                    self._write(f" {text} ", point, anchor)
                    taken.append(room)
                    break

    def _write(self, text: str, point: tuple[float, float], anchor: tuple[float, float]) -> None:
        made = pg.TextItem(text, color=QColor(theme().tokens.text_secondary), anchor=anchor)
        made.setFont(font(TINY_PT))
        made.setPos(*point)
        # Beside the dots, it takes no part in the range that they have.
        self.chart.plot.addItem(made, ignoreBounds=True)
        self._numbers.append(made)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the names anew where the chart has another size."""
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._place_names)

    def _again(self) -> None:
        if self._chosen is not None:
            self.draw(self._chosen)

    @staticmethod
    def _points(chosen: Chosen, runs: tuple[BoardRun, ...], cost: str) -> list[tuple[float, float]]:
        found = []
        for run in runs:
            name = chosen.value_name(run, cost)
            if name is not None and chosen.metric in run.test.metrics:
                found.append((run.test.metrics[name], run.test.metrics[chosen.metric]))
        return found


def pareto_front(
    points: list[tuple[float, float]], *, lower: bool = False, worse_up: bool = False
) -> list[tuple[float, float]]:
    """Return the points that no other beats in both numbers, by the first.

    Args:
        points: (right, up) of each.
        lower: whether a smaller first number is better.
        worse_up: whether a smaller second number is better.
    """
    right, up = (-1.0 if lower else 1.0), (-1.0 if worse_up else 1.0)
    front: list[tuple[float, float]] = []
    for point in sorted(set(points), key=lambda p: (-right * p[0], -up * p[1])):
        if not front or up * point[1] > up * front[-1][1]:
            front.append(point)
    return sorted(front)

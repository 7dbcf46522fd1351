"""Loss and validation curves of a training run, live, with other runs dashed behind it."""

from __future__ import annotations

import time
from collections.abc import Sequence

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from workbench.gui.components.basics import Badge, Card
from workbench.gui.components.legend import Legend
from workbench.gui.panels.quiet_chart import QuietChart
from workbench.gui.panels.wording import metric_title
from workbench.gui.theme import SPACE
from workbench.jobs import MetricPoint

LOSS = "loss"
# A curve that grows is drawn so often at most, and rarer where that takes long: while it is drawn nothing is learned.
LEAST_MS_BETWEEN_DRAWINGS = 250
SHARE_OF_DRAWING = 0.04
Points = dict[str, list[tuple[float, float]]]


class TrainingCharts(QWidget):
    """Two cards: the loss, and the validation metric that decides which weights are kept."""

    def __init__(self, *, side_by_side: bool = False) -> None:
        super().__init__()
        layout = QHBoxLayout(self) if side_by_side else QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(14)
        self.loss_card = Card(self.tr("Loss"))
        self.loss = QuietChart(x_label=self.tr("epoch"))
        self.legend = Legend()
        self.loss_card.head.addWidget(self.legend)
        self.loss_card.body.addWidget(self.loss)
        self.validation_card = Card(self.tr("Validation NDCG@10"))
        self.validation = QuietChart(x_label=self.tr("epoch"))
        self.best = Badge("", "good")
        self.best.hide()
        self.validation_card.head.addWidget(self.best)
        self.validation_card.body.addWidget(self.validation)
        for card in (self.loss_card, self.validation_card):
            card.body.setSpacing(0)
            layout.addWidget(card, 1)
        for chart in (self.loss, self.validation):
            chart.setMinimumHeight(96)
            chart.plot.getViewBox().setDefaultPadding(0.02)
        # Both curves tell of the same epochs.
        self.loss.plot.getViewBox().setLimits(xMin=0)
        self.validation.plot.setXLink(self.loss.plot)
        self._points: Points = {}
        self._name = ""
        self._others: list[tuple[str, Points]] = []
        self._undrawn: set[str] = set()  # series that grew since they were drawn
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._draw_grown)
        layout.setSpacing(SPACE + 4)

    @property
    def points(self) -> Points:
        """The curves of the run in front."""
        return self._points

    def say(self, sentence: str) -> None:
        """Explain, in place of empty charts, what would draw them."""
        for chart in (self.loss, self.validation):
            chart.say_while_empty(sentence)

    def start(self, name: str) -> None:
        """Begin the curves of a new run."""
        self._points, self._undrawn = {}, set()
        self._name = name
        for chart in (self.loss, self.validation):
            chart.remove_series("now")
        self.best.hide()
        self._show_legend()

    def rename(self, name: str) -> None:
        """Give the run in front its name, once it is known."""
        self._name = name
        self._show_legend()

    def add(self, points: Sequence[MetricPoint]) -> None:
        """Append points and redraw the curves that grew, now or in a moment, their data set in place."""
        if not points:
            return
        for point in points:
            self._points.setdefault(point.series, []).append((point.step, point.value))
            self._undrawn.add(point.series)
        if not self._pause.isActive():
            self._draw_grown()

    def _draw_grown(self) -> None:
        if not self._undrawn:
            return
        grown, began = {name: self._points[name] for name in self._undrawn}, time.perf_counter()
        self._undrawn = set()
        self._draw("now", grown, colour=0, dashed=False)
        self._show_best()
        self._show_legend()
        taken_ms = 1000 * (time.perf_counter() - began)
        self._pause.start(max(LEAST_MS_BETWEEN_DRAWINGS, int(taken_ms / SHARE_OF_DRAWING)))

    def show_points(self, name: str, points: Points) -> None:
        """Show a whole stored run in front."""
        self.start(name)
        self._points = {series: list(values) for series, values in points.items() if values}
        self._draw("now", self._points, colour=0, dashed=False)
        self._show_best()
        self._show_legend()

    def show_others(self, others: Sequence[tuple[str, Points]]) -> None:
        """Overlay other runs, by name and points, dashed behind the one in front; none take them away."""
        for chart in (self.loss, self.validation):
            for number in range(len(self._others)):
                chart.remove_series(f"other {number}")
        self._others = [(name, {series: list(p) for series, p in points.items() if p}) for name, points in others]
        for number, (_, points) in enumerate(self._others):
            self._draw(f"other {number}", points, colour=1 + number, dashed=True)
        self._show_legend()

    def _draw(self, key: str, points: Points, *, colour: int, dashed: bool) -> None:
        loss = points.get(LOSS)
        if loss:
            self.loss.set_series(key, *zip(*loss, strict=True), colour=colour, dashed=dashed)
        validation = _validation(points)
        if validation is not None:
            series, values = validation
            self.validation_card.heading.setText(self.tr("Validation {0}").format(metric_title(series)))
            self.validation.set_series(key, *zip(*values, strict=True), colour=colour, dashed=dashed)
        for chart in (self.loss, self.validation):
            chart.update_hint()

    def _show_best(self) -> None:
        validation = _validation(self._points)
        self.best.setVisible(validation is not None)
        if validation is not None:
            step, value = max(validation[1], key=lambda point: point[1])
            self.best.setText(self.tr("best {0} at epoch {1}").format(f"{value:.3f}", round(step)))

    def _show_legend(self) -> None:
        entries = []
        if self._points:
            entries.append((self._name, 0, False))
        entries += [(name, 1 + number, True) for number, (name, points) in enumerate(self._others) if points]
        self.legend.show_entries(entries)


def _validation(points: Points) -> tuple[str, list[tuple[float, float]]] | None:
    """Return the name and points of the validation curve: whatever a model reports beside its loss."""
    return next(((series, values) for series, values in points.items() if series != LOSS and values), None)

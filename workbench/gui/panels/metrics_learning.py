"""Learning curves of many runs over each other."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QHBoxLayout

from workbench.gui.components.export_button import ChartCard
from workbench.gui.components.legend import Legend
from workbench.gui.context import Context
from workbench.gui.panels import wording
from workbench.gui.panels.metrics_page import MOST_DRAWN, Chosen, MetricsPage, show_legend
from workbench.gui.panels.quiet_chart import QuietChart
from workbench.gui.panels.training_charts import LOSS
from workbench.workspace.views import BoardRun, Curves


class LearningPage(MetricsPage):
    """The loss, and the validation metric by which weights were kept."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.loss, self.validation = QuietChart(self.tr("epoch")), QuietChart(self.tr("epoch"))
        self.loss_card = ChartCard(self.tr("Loss"), self.loss, "loss", self.say)
        self.validation_card = ChartCard(self.tr("Validation"), self.validation, "validation", self.say)
        self.legend = Legend()
        self.validation_card.add_control(self.legend)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(self.loss_card, 1)
        row.addWidget(self.validation_card, 1)
        self.column.addLayout(row, 1)

    def draw(self, chosen: Chosen) -> None:
        """See `MetricsPage.draw`."""
        runs = chosen.runs[:MOST_DRAWN]
        ids = [run.id for run in runs]
        self._context.ask(
            "metrics/curves",
            lambda ws: ws.comparisons.curves(ids),
            lambda found: self._show(runs, found),
            self.say,
        )

    def _show(self, runs: tuple[BoardRun, ...], found: dict[int, Curves]) -> None:
        for chart in (self.loss, self.validation):
            chart.clear()
        learned = [run for run in runs if found.get(run.id)]
        show_legend(self.legend, learned)
        for chart in (self.loss, self.validation):
            chart.say_while_empty("" if learned else self.tr("None of the ticked runs has learned in epochs."))
        self.in_turns(partial(self._draw_run, place, run, found[run.id]) for place, run in enumerate(learned))

    def _draw_run(self, place: int, run: BoardRun, curves: Curves) -> None:
        for series, points in curves.items():
            chart = self.loss if series == LOSS else self.validation
            if series != LOSS:
                title = wording.metric_title(series)
                self.validation_card.heading.setText(self.tr("Validation {metric}").format(metric=title))
            if points:
                chart.set_series(wording.label(run.model, run.id), *zip(*points, strict=True), colour=place)

"""Four charts of a study: how the best rose, which settings decide, all settings at once, and one of them closely."""

from __future__ import annotations

import numpy as np
from PySide6.QtWidgets import QGridLayout, QWidget

from workbench.gui.components.basics import Bar, Card, text_label
from workbench.gui.components.columns import emptied
from workbench.gui.components.icons import theme
from workbench.gui.components.legend import Legend
from workbench.gui.formatting import percent
from workbench.gui.panels import wording
from workbench.gui.panels.quiet_chart import QuietChart
from workbench.gui.panels.train_form import ChoiceBox
from workbench.gui.theme import SMALL_PT
from workbench.gui.told import told
from workbench.tuning.space import Dimension
from workbench.workspace.views import StudyRecord, Trial

FRONT, WARM, GREY = 0, 1, 4  # of the theme's series: the best, what was stopped, all others
TOP = 5
TWO_LINES = 36
MOST_SIDE_BY_SIDE = 4


class TuneCharts(QWidget):
    """The four cards."""

    def __init__(self) -> None:
        super().__init__()
        self._study: StudyRecord | None = None
        self.history_card = Card(self.tr("History"))
        self.history = QuietChart(self.tr("trial"))
        self.history_legend = Legend()
        self.history_card.head.addWidget(self.history_legend)
        self.importance_card = Card(self.tr("What decides"))
        self._importance = QGridLayout()
        self._importance.setVerticalSpacing(6)
        self._importance.setHorizontalSpacing(12)
        self.importance_hint = text_label("", "faint", wrap=True, size=SMALL_PT)
        self.parallel_card = Card(self.tr("All settings"))
        self.parallel = QuietChart(left=0, bottom=TWO_LINES)
        self.parallel_legend = Legend()
        self.parallel_card.head.addWidget(self.parallel_legend)
        self.slice_card = Card(self.tr("One setting"))
        self.setting = ChoiceBox()
        self.setting.setAccessibleName(self.tr("Setting"))
        self.slice_card.head.addWidget(self.setting)
        self.slice = QuietChart()
        self.history_card.body.addWidget(self.history)
        self.importance_card.body.addLayout(self._importance)
        self.importance_card.body.addWidget(self.importance_hint)
        self.importance_card.body.addStretch(1)
        self.parallel_card.body.addWidget(self.parallel)
        self.slice_card.body.addWidget(self.slice)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(12)
        for place, card in enumerate((self.history_card, self.importance_card, self.parallel_card, self.slice_card)):
            grid.addWidget(card, place // 2, place % 2)
            card.setMinimumHeight(140)
        for part in (0, 1):
            grid.setColumnStretch(part, 1)
            grid.setRowStretch(part, 1)
        for chart in (self.history, self.parallel, self.slice):
            chart.setMinimumHeight(80)
        self.setting.activated.connect(lambda _row: self._draw_slice())

    def show_study(self, study: StudyRecord) -> None:
        """Show a study; the same one anew keeps the chosen setting."""
        same = self._study is not None and self._study.name == study.name
        self._study = study
        names = sorted(study.space, key=lambda d: -study.importance.get(d.name, 0.0))
        kept = self.setting.currentData() if same else None
        self.setting.clear()
        for dimension in names:
            self.setting.addItem(told(dimension.title), dimension.name)
        self.setting.setCurrentIndex(max(0, self.setting.findData(kept)))
        self._draw_history(study)
        self._draw_importance(study)
        self._draw_parallel(study)
        self._draw_slice()

    def _draw_history(self, study: StudyRecord) -> None:
        self.history_card.heading.setText(
            self.tr("History · validation {metric}").format(metric=wording.metric_title(study.metric))
        )
        done = [(trial.number, trial.value) for trial in study.trials if trial.value is not None]
        stopped = [(t.number, t.curve[-1][1]) for t in study.trials if t.state == "pruned" and t.curve]
        best = [(number, max(v for n, v in done if n <= number)) for number, _ in done]
        self.history.plot.getViewBox().setLimits(xMin=-1)
        entries = []
        for name, points, colour, line in (
            (self.tr("trials"), done, GREY, False),
            (self.tr("stopped early"), stopped, WARM, False),
            (self.tr("best so far"), best, FRONT, True),
        ):
            if points:
                self.history.set_series(name, *zip(*points, strict=True), colour=colour, line=line)
                entries.append((name, colour, False))
            else:
                self.history.remove_series(name)
        self.history_legend.show_entries(entries)
        self.history.say_while_empty(self.tr("The first trial is being fitted: the model's own defaults."))

    def _draw_importance(self, study: StudyRecord) -> None:
        emptied(self._importance)
        titles = {dimension.name: told(dimension.title) for dimension in study.space}
        largest = max(study.importance.values(), default=1.0) or 1.0
        for row, (name, share) in enumerate(study.importance.items()):
            self._importance.addWidget(text_label(titles.get(name, name), size=SMALL_PT), row, 0)
            self._importance.addWidget(Bar(lambda: theme().tokens, share / largest), row, 1)
            self._importance.addWidget(text_label(percent(share), "secondary", size=SMALL_PT), row, 2)
        self._importance.setColumnStretch(1, 1)
        self.importance_hint.setText(
            self.tr("Share of the variance of the complete trials that each setting explains (PED-ANOVA).")
            if study.importance
            else self.tr("With five complete trials or more, and two settings, it can be said which one decides.")
        )

    def _draw_parallel(self, study: StudyRecord) -> None:
        whole = [t for t in study.trials if t.value is not None and all(d.name in t.settings for d in study.space)]
        ranked = sorted(whole, key=lambda trial: -(trial.value or 0.0))
        values = [trial.value or 0.0 for trial in whole] or [0.0]
        low, high = min(values), max(values)
        groups = (
            (self.tr("other trials"), ranked[TOP:], GREY),
            (self.tr("the best five"), ranked[1:TOP], FRONT),
            (self.tr("the best"), ranked[:1], WARM),
        )
        entries = []
        for name, trials, colour in groups:
            self.parallel.remove_series(name)
            if trials:
                lines = [self._line(trial, study.space, low, high) for trial in trials]
                places = np.tile([*range(len(study.space) + 1), np.nan], len(lines))
                self.parallel.set_series(name, places, np.concatenate(lines), colour=colour)
                entries.append((name, colour, False))
        self.parallel_legend.show_entries(list(reversed(entries)))
        titles = [_short(told(dimension.title)) for dimension in study.space]
        metric = wording.metric_title(study.metric)
        if len(titles) <= MOST_SIDE_BY_SIDE:
            ticks = [f"{title}\n{_range(d)}" for title, d in zip(titles, study.space, strict=True)]
            ticks.append(f"{metric}\n{low:.3f} … {high:.3f}")
        else:  # names on two levels, or they would overlap
            ticks = [f"\n{name}" if place % 2 else f"{name}\n" for place, name in enumerate((*titles, metric))]
        self.parallel.set_ticks("bottom", list(enumerate(ticks)))
        self.parallel.plot.setXRange(-0.5, len(study.space) + 0.5, padding=0)
        self.parallel.plot.setYRange(-0.05, 1.05, padding=0)
        self.parallel.say_while_empty(self.tr("Each complete trial becomes a line through all its settings."))

    def _line(self, trial: Trial, space: tuple[Dimension, ...], low: float, high: float) -> list[float]:
        shares = [share_of(dimension, trial.settings[dimension.name]) for dimension in space]
        return [*shares, ((trial.value or 0.0) - low) / (high - low) if high > low else 1.0, float("nan")]

    def _draw_slice(self) -> None:
        study = self._study
        dimension = next((d for d in study.space if d.name == self.setting.currentData()), None) if study else None
        if study is None or dimension is None:
            return
        best = study.best
        of_best = [best] if best is not None else []
        others = [trial for trial in study.trials if trial.value is not None and trial is not best]
        logarithmic = dimension.kind != "choice" and dimension.log
        self.slice.plot.setLogMode(x=logarithmic, y=False)
        for name, trials, colour in ((self.tr("trials"), others, FRONT), (self.tr("the best"), of_best, WARM)):
            known = [(t.settings[dimension.name], t.value) for t in trials if dimension.name in t.settings]
            self.slice.remove_series(name)
            if known:
                xs = [dimension.choices.index(x) if dimension.kind == "choice" else x for x, _ in known]
                self.slice.set_series(name, xs, [y or 0.0 for _, y in known], colour=colour, line=False)
        if dimension.kind == "choice":
            self.slice.set_ticks("bottom", [(i, str(choice)) for i, choice in enumerate(dimension.choices)])
            self.slice.plot.setXRange(-0.5, len(dimension.choices) - 0.5, padding=0)
        else:
            ends = (dimension.low, dimension.high)
            self.slice.set_ticks("bottom", _log_ticks(*ends) if logarithmic else None)
            self.slice.plot.setXRange(*(np.log10(ends) if logarithmic else ends), padding=0.05)
        self.slice.say_while_empty(self.tr("Each complete trial becomes a dot."))


def share_of(dimension: Dimension, value: object) -> float:
    """Return where a value lies between the ends of its setting, 0 … 1."""
    if dimension.kind == "choice":
        return dimension.choices.index(value) / max(1, len(dimension.choices) - 1)
    assert isinstance(value, int | float)
    low, high, at = dimension.low, dimension.high, float(value)
    if dimension.log:
        low, high, at = float(np.log(low)), float(np.log(high)), float(np.log(at))
    return (at - low) / (high - low) if high > low else 0.0


def _log_ticks(low: float, high: float) -> list[tuple[float, str]]:
    powers = range(int(np.floor(np.log10(low))), int(np.ceil(np.log10(high))) + 1)
    steps = [m * 10.0**p for p in powers for m in (1, 3)]
    return [(float(np.log10(value)), f"{value:g}") for value in steps if low * 0.99 <= value <= high * 1.01]


def _range(dimension: Dimension) -> str:
    if dimension.kind == "choice":
        return f"{dimension.choices[0]} … {dimension.choices[-1]}"
    return f"{dimension.low:g} … {dimension.high:g}"


def _short(text: str) -> str:
    return text if len(text) <= 14 else f"{text[:13]}…"

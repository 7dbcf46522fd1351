"""Several searches side by side: how the best of each rose with what was spent, and what each came to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QHeaderView, QTableView, QVBoxLayout, QWidget

from workbench.evaluation.budgets import unequal_budgets
from workbench.gui import formatting
from workbench.gui.components.basics import Card, text_label
from workbench.gui.components.export_button import ChartCard
from workbench.gui.components.icons import theme
from workbench.gui.components.legend import Legend
from workbench.gui.components.segmented import SegmentedControl
from workbench.gui.panels import wording
from workbench.gui.panels.quiet_chart import QuietChart
from workbench.gui.theme import BODY_PT, SMALL_PT, font
from workbench.gui.told import told
from workbench.workspace.views import StudyRecord

AnyIndex = QModelIndex | QPersistentModelIndex
ROW_HEIGHT = 32
LONG = 180.0  # seconds from which the axis is in minutes
Curve = tuple[list[float], list[float]]


def best_so_far(study: StudyRecord, by: str) -> Curve:
    """Return how the best value rose: what was spent until then (trials from 1, or seconds), and the value.

    Args:
        study: a search.
        by: `trials` or `seconds`.
    """
    spent, seconds, best = 0, 0.0, float("-inf")
    xs: list[float] = []
    ys: list[float] = []
    for trial in study.trials:
        spent, seconds = spent + 1, seconds + (trial.seconds or 0.0)
        best = max(best, trial.value) if trial.value is not None else best
        if best > float("-inf"):
            xs.append(float(spent) if by == "trials" else seconds)
            ys.append(best)
    return xs, ys


class BesideModel(QAbstractTableModel):
    """One row a study, the best first."""

    def __init__(self) -> None:
        super().__init__()
        self.studies: list[StudyRecord] = []

    def show(self, studies: Sequence[StudyRecord]) -> None:
        """Show studies, those without a complete trial last."""
        self.beginResetModel()
        self.studies = sorted(studies, key=lambda study: -_best(study))
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        """Return the number of studies."""
        return 0 if parent.isValid() else len(self.studies)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        """Return the number of columns."""
        return 0 if parent.isValid() else 6

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the columns' titles."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return (
                self.tr("Model"),
                self.tr("Best on validation"),
                self.tr("Defaults"),
                self.tr("Gain"),
                self.tr("Trials"),
                self.tr("Time"),
            )[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(_alignment(section))
        return None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell; the best of all is bold."""
        study, column = self.studies[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(study, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(_alignment(column))
        if index.row() == 0 and column < 2 and study.best is not None:
            if role == Qt.ItemDataRole.FontRole:
                return font(BODY_PT, QFont.Weight.Bold)
            if role == Qt.ItemDataRole.ForegroundRole:
                return QColor(theme().tokens.accent_on_soft)
        return None

    @staticmethod
    def _text(study: StudyRecord, column: int) -> str:
        best = study.best.value if study.best is not None else None
        first = next((trial.value for trial in study.trials if trial.defaults), None)
        gain = best / first - 1.0 if best is not None and first else None
        return (
            study.model,
            wording.NOTHING if best is None else f"{best:.4f}",
            wording.NOTHING if first is None else f"{first:.4f}",
            wording.NOTHING if gain is None else f"{gain:+.1%}",
            formatting.whole(len(study.trials)),
            wording.duration(study.seconds),
        )[column]


class StudiesBeside(QWidget):
    """The chart of all, and the table; a row leads to its study.

    Signals:
        chosen: name of a study that the person wants to see closely.
    """

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._studies: Sequence[StudyRecord] = ()
        self.chart = QuietChart()
        self.card = ChartCard(self.tr("Best so far, on validation"), self.chart, "tuning", self._say)
        self.by = SegmentedControl(self.tr("What was spent"))
        self.by.set_choices([("trials", self.tr("By trials"), ""), ("seconds", self.tr("By time"), "")])
        self.by.set_value("trials")
        self.by.chosen.connect(lambda _by: self._draw())
        self.legend = Legend()
        self.card.add_control(self.legend)
        self.card.add_control(self.by)
        self.said = text_label("", "warning", wrap=True, size=SMALL_PT)
        self.rows = BesideModel()
        self.table = QTableView()
        self.table.setModel(self.rows)
        self.table.setAccessibleName(self.tr("Searches side by side"))
        self.table.setShowGrid(False)
        self.table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.table.setTabKeyNavigation(False)
        self.table.setFont(font(BODY_PT))
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.table.horizontalHeader().setFont(font(SMALL_PT))
        self.table.horizontalHeader().setHighlightSections(False)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.table.activated.connect(self._open)
        self.table.doubleClicked.connect(self._open)
        beneath = Card()
        beneath.body.addWidget(self.said)
        beneath.body.addWidget(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.card, 3)
        column.addWidget(beneath, 2)

    def show_studies(self, studies: Sequence[StudyRecord]) -> None:
        """Show searches of one dataset and split, each of another model."""
        self._studies = sorted(studies, key=lambda study: study.model)
        self.rows.show(studies)
        spent = [(s.model, {"trials": len(s.trials), "seconds": s.seconds} if s.trials else None) for s in studies]
        self._say(told(unequal_budgets(spent)))
        self._draw()

    def _draw(self) -> None:
        by = self.by.value()
        curves = [best_so_far(study, by) for study in self._studies]
        longest = max((xs[-1] for xs, _ in curves if xs), default=0.0)
        scale = 60.0 if by == "seconds" and longest > LONG else 1.0
        self.chart.clear()
        entries = []
        for place, (study, (xs, ys)) in enumerate(zip(self._studies, curves, strict=True)):
            if xs:
                # A step a trial: the best holds until a better one is found.
                steps = [x / scale for x in xs for _ in (0, 1)][1:]
                self.chart.set_series(study.model, steps, [y for y in ys for _ in (0, 1)][:-1], colour=place)
                entries.append((study.model, place, False))
        self.legend.show_entries(entries)
        unit = self.tr("trials") if by == "trials" else self.tr("minutes") if scale > 1 else self.tr("seconds")
        if entries:
            self.chart.set_labels(unit)
        self.chart.say_while_empty(self.tr("The first trials are being fitted: each model's own defaults."))

    def _say(self, sentence: str) -> None:
        self.said.setText(sentence)
        self.said.setVisible(bool(sentence))

    def _open(self, index: AnyIndex) -> None:
        if index.isValid():
            self.chosen.emit(self.rows.studies[index.row()].name)


def _best(study: StudyRecord) -> float:
    return study.best.value if study.best is not None and study.best.value is not None else float("-inf")


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignLeft if column == 0 else Qt.AlignmentFlag.AlignRight
    return side | Qt.AlignmentFlag.AlignVCenter

"""Runs side by side: one row a run, one column a metric at the chosen cut-off, the best of each in bold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QHeaderView, QTableView

from workbench.evaluation.metrics import METRICS_BY_NAME, split_name
from workbench.gui.components.icons import theme
from workbench.gui.panels import wording
from workbench.gui.theme import BODY_PT, SMALL_PT, font
from workbench.workspace.views import RunSummary

AnyIndex = QModelIndex | QPersistentModelIndex


class ComparisonModel(QAbstractTableModel):
    """The runs and metrics to show; sorted by a click on a heading."""

    def __init__(self) -> None:
        super().__init__()
        self._runs: list[RunSummary] = []
        self._names: list[str] = []
        self._best: dict[str, float] = {}

    def show(self, runs: Sequence[RunSummary], names: Sequence[str]) -> None:
        """Show finished runs and these metrics (names at a cut-off)."""
        self.beginResetModel()
        self._runs, self._names = list(runs), list(names)
        self._best = {}
        for name in names:
            values = [run.test.metrics[name] for run in runs if run.test is not None and name in run.test.metrics]
            known = METRICS_BY_NAME.get(split_name(name)[0])
            # Where a metric describes and does not judge, none is printed bold.
            if len(values) > 1 and known is not None and known.better != "neither":
                self._best[name] = max(values) if known.better == "higher" else min(values)
        self.endResetModel()

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        """Return the number of runs."""
        return 0 if parent is not None and parent.isValid() else len(self._runs)

    def columnCount(self, parent: AnyIndex | None = None) -> int:
        """Return one column for the run and one a metric."""
        return 0 if parent is not None and parent.isValid() else len(self._names) + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the metrics' names as the field writes them."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.tr("Run") if section == 0 else wording.metric_title(self._names[section - 1])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(
                (Qt.AlignmentFlag.AlignLeft if section == 0 else Qt.AlignmentFlag.AlignRight)
                | Qt.AlignmentFlag.AlignVCenter
            )
        return None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the run's label or a value with its interval."""
        run, column = self._runs[index.row()], index.column()
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(
                (Qt.AlignmentFlag.AlignLeft if column == 0 else Qt.AlignmentFlag.AlignRight)
                | Qt.AlignmentFlag.AlignVCenter
            )
        if column == 0:
            return wording.run_label(run) if role == Qt.ItemDataRole.DisplayRole else None
        name = self._names[column - 1]
        if role == Qt.ItemDataRole.DisplayRole:
            return wording.metric(run.test, name)
        best = run.test is not None and name in self._best and run.test.metrics.get(name) == self._best[name]
        if role == Qt.ItemDataRole.FontRole and best:
            return font(BODY_PT, QFont.Weight.Bold)
        if role == Qt.ItemDataRole.ForegroundRole and best:
            return QColor(theme().tokens.accent_on_soft)
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort the runs by a metric, or by number."""
        if not 0 <= column <= len(self._names):
            return  # Qt asks for column −1 when nothing is sorted by
        down = order == Qt.SortOrder.DescendingOrder
        self.layoutAboutToBeChanged.emit()
        if column == 0:
            self._runs.sort(key=lambda run: run.id, reverse=down)
        else:
            name = self._names[column - 1]
            self._runs.sort(key=lambda run: run.test.metrics.get(name, -1.0) if run.test else -1.0, reverse=down)
        self.layoutChanged.emit()


class ComparisonTable(QTableView):
    """The view of a `ComparisonModel`."""

    def __init__(self) -> None:
        super().__init__()
        self.comparison = ComparisonModel()
        self.setModel(self.comparison)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(34)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.DescendingOrder)
        self.setSortingEnabled(True)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setFont(font(SMALL_PT))
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(self.tr("Comparison of runs"))

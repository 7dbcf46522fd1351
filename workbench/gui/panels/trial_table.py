"""The trials of a study: one row a trial, one column a setting."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from workbench.gui.components.icons import theme
from workbench.gui.panels import wording
from workbench.gui.panels.run_table import BadgeDelegate, ToneRole
from workbench.gui.theme import BODY_PT, SMALL_PT, font
from workbench.gui.told import told
from workbench.workspace.views import StudyRecord, Trial

AnyIndex = QModelIndex | QPersistentModelIndex
ROW_HEIGHT = 32
FIXED = ("trial", "value", "state", "time")


class TrialModel(QAbstractTableModel):
    """The trials, sorted by a click on a heading."""

    def __init__(self) -> None:
        super().__init__()
        self._study: StudyRecord | None = None
        self._trials: list[Trial] = []
        self._sorted: tuple[int, Qt.SortOrder] = (1, Qt.SortOrder.DescendingOrder)

    def show(self, study: StudyRecord | None) -> None:
        """Show a study's trials, sorted as before."""
        self.beginResetModel()
        self._study = study
        self._trials = list(study.trials) if study is not None else []
        self._order()
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        """Return the number of trials."""
        return 0 if parent.isValid() else len(self._trials)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        """Return four columns and one a setting."""
        return 0 if parent.isValid() or self._study is None else len(FIXED) + len(self._study.space)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the columns' titles."""
        if orientation != Qt.Orientation.Horizontal or self._study is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            if section >= len(FIXED):
                return told(self._study.space[section - len(FIXED)].title)
            value = self.tr("Validation {metric}").format(metric=wording.metric_title(self._study.metric))
            return (self.tr("Trial"), value, self.tr("State"), self.tr("Time"))[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(self._alignment(section))
        return None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's text, alignment, tone, or what the tool tip says of a trial."""
        trial, column = self._trials[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(trial, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(self._alignment(column))
        if role == ToneRole and column == 2:
            return {"complete": "good", "pruned": "warning", "failed": "bad", "running": "accent"}[trial.state]
        if role == Qt.ItemDataRole.ToolTipRole:
            return told(trial.message) or None
        is_best = self._study is not None and self._study.best is not None and trial.number == self._study.best.number
        if role == Qt.ItemDataRole.FontRole and is_best:
            return font(BODY_PT, QFont.Weight.Bold)
        if role == Qt.ItemDataRole.ForegroundRole:
            if is_best and column == 1:
                return QColor(theme().tokens.accent_on_soft)
            if self._text(trial, column) == wording.NOTHING:
                return QColor(theme().tokens.text_faint)
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; trials without a value there come last."""
        if not 0 <= column < self.columnCount():
            return
        self._sorted = (column, order)
        self.layoutAboutToBeChanged.emit()
        self._order()
        self.layoutChanged.emit()

    def _order(self) -> None:
        column, order = self._sorted
        known = [(self._key(trial, column), trial) for trial in self._trials]
        with_value = [(key, trial) for key, trial in known if key is not None]
        with_value.sort(key=lambda pair: (pair[0], pair[1].number), reverse=order == Qt.SortOrder.DescendingOrder)
        self._trials = [trial for _, trial in with_value] + [trial for key, trial in known if key is None]

    def _key(self, trial: Trial, column: int) -> Any:
        if column < len(FIXED):
            return (trial.number, trial.value, trial.state, trial.seconds)[column]
        assert self._study is not None
        dimension = self._study.space[column - len(FIXED)]
        value = trial.settings.get(dimension.name)
        return str(value) if dimension.kind == "choice" and value is not None else value

    def _text(self, trial: Trial, column: int) -> str:
        assert self._study is not None
        if column == 0:
            return self.tr("{0} (defaults)").format(trial.number) if trial.defaults else str(trial.number)
        if column == 1:
            return wording.NOTHING if trial.value is None else f"{trial.value:.4f}"
        if column == 2:
            return {
                "complete": self.tr("Complete"),
                "pruned": self.tr("Stopped early"),
                "failed": self.tr("Failed"),
                "running": self.tr("Running"),
            }[trial.state]
        if column == 3:
            return wording.duration(trial.seconds)
        dimension = self._study.space[column - len(FIXED)]
        value = trial.settings.get(dimension.name, trial.config.get(dimension.name))
        if value is None:
            return wording.NOTHING
        return f"{value:.4g}" if isinstance(value, float) else str(value)

    def _alignment(self, column: int) -> Qt.AlignmentFlag:
        left = column in (0, 2)
        return (Qt.AlignmentFlag.AlignLeft if left else Qt.AlignmentFlag.AlignRight) | Qt.AlignmentFlag.AlignVCenter


class TrialTable(QTableView):
    """The view of a `TrialModel`, best trials first."""

    def __init__(self) -> None:
        super().__init__()
        self.trials = TrialModel()
        self.setModel(self.trials)
        self.setItemDelegate(BadgeDelegate(self))
        self.setAccessibleName(self.tr("Trials"))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setFont(font(BODY_PT))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        heads = self.horizontalHeader()
        heads.setFont(font(SMALL_PT))
        heads.setHighlightSections(False)
        # The arrow of the sorted column stands beside its title, not on it.
        heads.setStyleSheet("QHeaderView::section { padding: 6px 18px 6px 8px; }")
        heads.setSortIndicator(1, Qt.SortOrder.DescendingOrder)
        self.setSortingEnabled(True)

    def show_study(self, study: StudyRecord | None) -> None:
        """Show a study's trials; columns take the room of their titles."""
        columns = self.trials.columnCount()
        self.trials.show(study)
        if self.trials.columnCount() != columns:
            metrics = self.horizontalHeader().fontMetrics()
            for column in range(self.trials.columnCount()):
                title = str(self.trials.headerData(column, Qt.Orientation.Horizontal))
                least = 116 if column in (0, 2) else 76
                self.setColumnWidth(column, max(least, metrics.horizontalAdvance(title) + 44))

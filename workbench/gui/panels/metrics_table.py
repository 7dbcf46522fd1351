"""The table of runs in Metrics: ticks choose what is compared, stars pin, red marks figures that cannot be compared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from workbench.evaluation.candidates import SAMPLED_WARNING
from workbench.evaluation.metrics import METRICS_BY_NAME, is_lower_better, split_name
from workbench.gui.components.icons import theme
from workbench.gui.panels import wording
from workbench.gui.panels.metrics_rows import Group, Row, arranged, differing_settings
from workbench.gui.theme import BODY_PT, SMALL_PT, font
from workbench.gui.told import told
from workbench.workspace.views import BoardRun

if TYPE_CHECKING:
    from workbench.evaluation.repeats import RepeatedFigure

AnyIndex = QModelIndex | QPersistentModelIndex
Repeated = Mapping[tuple[int, int], Mapping[str, "RepeatedFigure"]]
ROW_HEIGHT = 30
PIN, RUN, PROTOCOL = "pin", "run", "protocol"
WIDTHS = {PIN: 30, RUN: 210, PROTOCOL: 150, "dataset": 140}
METRIC_WIDTH, SETTING_WIDTH = 112, 104
MOST_SETTINGS = 24


class RunsModel(QAbstractTableModel):
    """Runs by rows, metrics (and settings) by columns.

    Signals:
        ticked: the runs to compare changed.
    """

    ticked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._all: tuple[BoardRun, ...] = ()
        self._by_id: dict[int, BoardRun] = {}
        self._rows: list[Row] = []
        self._columns: list[str] = []
        self._metrics: frozenset[str] = frozenset()
        self._best: dict[str, float] = {}
        self._ticked: set[int] = set()
        self._pinned: frozenset[int] = frozenset()
        self._words, self._group, self._sort = "", "", ("run", True)
        self._mark_protocols = False
        self._repeated: Repeated = {}

    # ---- what is shown

    def show(
        self, runs: Sequence[BoardRun], metrics: Sequence[str], *, settings: bool, datasets: bool, repeated: Repeated
    ) -> None:
        """Show runs with these metrics as columns.

        Args:
            runs: newest first.
            metrics: names at a cut-off.
            settings: whether settings in which the runs differ are columns too.
            datasets: whether the dataset is.
            repeated: what the repeats of an experiment's set-up say together.
        """
        self.beginResetModel()
        self._all, self._repeated = tuple(runs), repeated
        self._by_id = {run.id: run for run in runs}
        self._ticked &= set(self._by_id)
        self._pinned &= frozenset(self._by_id)
        self._mark_protocols = len({run.protocol for run in runs}) > 1 or any(r.test.protocol.sampled for r in runs)
        shown = [PIN, RUN]
        shown += ["dataset"] if datasets else []
        shown += [PROTOCOL] if self._mark_protocols else []
        ticked = self.ticked_runs()
        if settings:
            shown += [f"={name}" for name in differing_settings(ticked or self._all)[:MOST_SETTINGS]]
        self._columns = [*shown, *metrics]
        self._metrics = frozenset(metrics)
        self._find_best()
        self._arrange()
        self.endResetModel()

    def arrange(self, *, words: str | None = None, group: str | None = None) -> None:
        """Filter by words, or group by one of `GROUPINGS`."""
        self._words = self._words if words is None else words
        self._group = self._group if group is None else group
        self.beginResetModel()
        self._arrange()
        self.endResetModel()

    def ticked_runs(self) -> list[BoardRun]:
        """Return the runs to compare: pinned ones first, then by number."""
        found = [self._by_id[run_id] for run_id in sorted(self._ticked) if run_id in self._by_id]
        return sorted(found, key=lambda run: run.id not in self._pinned)

    def tick(self, ids: Iterable[int]) -> None:
        """Compare these runs and no others."""
        self._ticked = set(ids) & set(self._by_id)
        self._find_best()
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(self._columns) - 1))
        self.ticked.emit()

    def shown_runs(self) -> list[BoardRun]:
        """Return the runs that the filter leaves, in the order of the rows."""
        return [row for row in self._rows if isinstance(row, BoardRun)]

    def row_at(self, row: int) -> Row:
        """Return a row's run or group."""
        return self._rows[row]

    @property
    def columns(self) -> tuple[str, ...]:
        """Keys of the columns: `pin`, `run`, `dataset`, `protocol`, `=setting`, or a metric at a cut-off."""
        return tuple(self._columns)

    def toggle_pin(self, row: int) -> None:
        """Pin a run, so that it stays on top and is what others are compared with; or let it go."""
        run = self._rows[row]
        if isinstance(run, BoardRun):
            self.beginResetModel()
            self._pinned ^= {run.id}
            self._arrange()
            self.endResetModel()
            self.ticked.emit()

    # ---- Qt's side

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        """Return the number of runs and groups."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self._columns)

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Let the run's name be ticked."""
        made = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if isinstance(self._rows[index.row()], BoardRun) and self._columns[index.column()] == RUN:
            made |= Qt.ItemFlag.ItemIsUserCheckable
        return made

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the columns' titles and what they mean."""
        if orientation != Qt.Orientation.Horizontal or section >= len(self._columns):
            return None
        column = self._columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            names = {PIN: "", RUN: self.tr("Run"), "dataset": self.tr("Dataset"), PROTOCOL: self.tr("Protocol")}
            return (
                names[column] if column in names else column[1:] if column[0] == "=" else wording.metric_title(column)
            )
        if role == Qt.ItemDataRole.ToolTipRole and column in self._metrics:
            known = METRICS_BY_NAME.get(split_name(column)[0])
            return told(known.summary) if known is not None else None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(self._alignment(column))
        return None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell."""
        row, column = self._rows[index.row()], self._columns[index.column()]
        if isinstance(row, Group):
            return self._group_data(row, column, role)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(self._alignment(column))
        if role == Qt.ItemDataRole.CheckStateRole and column == RUN:
            return (Qt.CheckState.Checked if row.id in self._ticked else Qt.CheckState.Unchecked).value
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._colour(row, column)
        if (
            role == Qt.ItemDataRole.FontRole
            and row.test.metrics.get(column) == self._best.get(column, None) is not None
        ):
            return font(BODY_PT, QFont.Weight.Bold)
        if role == Qt.ItemDataRole.ToolTipRole and column == PROTOCOL:
            card = row.test.protocol
            said = f"{told(card.split)} {told(card.candidates)}"
            return f"{said}\n{told(SAMPLED_WARNING)}" if card.sampled else said
        return None

    def setData(self, index: AnyIndex, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take or leave out a run."""
        row = self._rows[index.row()]
        if role != Qt.ItemDataRole.CheckStateRole or not isinstance(row, BoardRun):
            return False
        on = Qt.CheckState(value) == Qt.CheckState.Checked
        self.tick(self._ticked | {row.id} if on else self._ticked - {row.id})
        return True

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column, groups and pinned runs apart."""
        if not 0 <= column < len(self._columns) or self._columns[column] == PIN:
            return
        self._sort = (self._columns[column], order == Qt.SortOrder.DescendingOrder)
        self.beginResetModel()
        self._arrange()
        self.endResetModel()

    # ---- cells

    def _arrange(self) -> None:
        column, descending = self._sort
        self._rows = arranged(
            self._all,
            words=self._words,
            group=self._group,
            pinned=self._pinned,
            order=lambda run: _order(run, column),
            descending=descending,
        )

    def _find_best(self) -> None:
        """Find the best of each metric that judges, among the ticked runs, or all where none is."""
        runs = self.ticked_runs() or self._all
        self._best = {}
        if len({run.protocol for run in runs}) > 1:
            return  # the best of what cannot be compared is none
        for name in self._metrics:
            known = METRICS_BY_NAME.get(split_name(name)[0])
            values = [run.test.metrics[name] for run in runs if name in run.test.metrics]
            if len(values) > 1 and (known is None or known.better != "neither"):
                self._best[name] = min(values) if is_lower_better(name) else max(values)

    def _text(self, run: BoardRun, column: str) -> str:
        if column == PIN:
            return "★" if run.id in self._pinned else "☆"
        if column == RUN:
            return wording.label(run.model, run.id)
        if column == "dataset":
            return run.dataset_name
        if column == PROTOCOL:
            text = self.tr("{0} · sampled") if run.test.protocol.sampled else "{0}"
            return text.format(run.protocol)
        if column[0] == "=":
            value = run.settings.get(column[1:])
            return wording.NOTHING if value is None else f"{value:.4g}" if isinstance(value, float) else str(value)
        return wording.metric(run.test, column)

    def _colour(self, run: BoardRun, column: str) -> QColor | None:
        tokens = theme().tokens
        if column == PROTOCOL or (run.test.protocol.sampled and column in self._metrics):
            return QColor(tokens.bad)
        if column == PIN:
            return QColor(tokens.warning if run.id in self._pinned else tokens.text_faint)
        return QColor(tokens.accent_on_soft) if self._is_best(run, column) else None

    def _is_best(self, run: BoardRun, column: str) -> bool:
        return column in self._best and run.test.metrics.get(column) == self._best[column]

    def _group_data(self, group: Group, column: str, role: int) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and column == RUN:
            return f"{self._group_name(group)} · {len(group.runs)}"
        if role == Qt.ItemDataRole.DisplayRole and column in self._metrics:
            return self._group_figure(group, column)
        if role == Qt.ItemDataRole.ToolTipRole and self._figures(group):
            return self.tr("Mean over the repeats, with its 95 % interval")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(self._alignment(column))
        if role == Qt.ItemDataRole.FontRole:
            return font(SMALL_PT, QFont.Weight.DemiBold)
        if role == Qt.ItemDataRole.ForegroundRole:
            return QColor(theme().tokens.text_secondary)
        if role == Qt.ItemDataRole.BackgroundRole:
            return QColor(theme().tokens.field_hover)
        return None

    def _figures(self, group: Group) -> Mapping[str, RepeatedFigure]:
        first = group.runs[0]
        if self._group != "experiment" or first.experiment_id is None:
            return {}
        return self._repeated.get((first.experiment_id, first.set_up), {})

    def _group_name(self, group: Group) -> str:
        if self._group == "experiment":
            first = group.runs[0]
            if first.experiment_id is None:
                return self.tr("Not repeated")
            return self.tr("Experiment {number} · {model}").format(number=first.experiment_id, model=first.model)
        return self.tr("Protocol {0}").format(group.key) if self._group == "protocol" else group.key

    def _group_figure(self, group: Group, column: str) -> str:
        """Return a group's mean over repeats, or what is best in it."""
        if self._figures(group):
            figure = self._figures(group).get(column)
            return "" if figure is None else wording.metric_mean(column, figure.mean, figure.half_width)
        values = [run.test.metrics[column] for run in group.runs if column in run.test.metrics]
        if not values:
            return ""
        text, best = (self.tr("≥ {0}"), min(values)) if is_lower_better(column) else (self.tr("≤ {0}"), max(values))
        return text.format(wording.metric_value(column, best))

    def _alignment(self, column: str) -> Qt.AlignmentFlag:
        right = column in self._metrics or column[0] == "="
        return (Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignVCenter


def _order(run: BoardRun, column: str) -> Any:
    if column == RUN:
        return run.id
    if column == "dataset":
        return run.dataset_name
    if column == PROTOCOL:
        return run.protocol
    if column[0] == "=":
        value = run.settings.get(column[1:])
        # Numbers before texts; what cannot be compared with each other is sorted by how it is written.
        return (
            None if value is None else (0, float(value), "") if isinstance(value, int | float) else (1, 0.0, str(value))
        )
    return run.test.metrics.get(column)


class RunsTable(QTableView):
    """The view of a `RunsModel`: Space ticks, P pins."""

    def __init__(self) -> None:
        super().__init__()
        self.runs = RunsModel()
        self.setModel(self.runs)
        self.setAccessibleName(self.tr("Runs to compare"))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setFont(font(BODY_PT))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        heads = self.horizontalHeader()
        heads.setFont(font(SMALL_PT))
        heads.setHighlightSections(False)
        heads.setMinimumSectionSize(WIDTHS[PIN])
        # The arrow of the sorted column stands beside its title, not on it.
        heads.setStyleSheet("QHeaderView::section { padding: 6px 18px 6px 8px; }")
        heads.setSortIndicator(-1, Qt.SortOrder.DescendingOrder)
        self.setSortingEnabled(True)
        self.clicked.connect(self._click)
        self._sized: tuple[str, ...] = ()

    def fit_columns(self) -> None:
        """Give new columns their widths; what the person dragged stays until there are other columns."""
        columns = self.runs.columns
        if columns == self._sized:
            return
        self._sized = columns
        metrics = self.horizontalHeader().fontMetrics()
        for place, column in enumerate(columns):
            usual = WIDTHS.get(column, SETTING_WIDTH if column[0] == "=" else METRIC_WIDTH)
            title = str(self.runs.headerData(place, Qt.Orientation.Horizontal) or "")
            self.setColumnWidth(place, max(usual, metrics.horizontalAdvance(title) + 40 if title else 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Pin by P and tick by Space, whichever cell of the row has the focus."""
        row = self.currentIndex().row()
        if row >= 0 and event.key() == Qt.Key.Key_P:
            self.runs.toggle_pin(row)
            return
        if row >= 0 and event.key() == Qt.Key.Key_Space:
            cell = self.runs.index(row, self.runs.columns.index(RUN))
            on = self.runs.data(cell, Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked.value
            self.runs.setData(
                cell, (Qt.CheckState.Unchecked if on else Qt.CheckState.Checked).value, Qt.ItemDataRole.CheckStateRole
            )
            return
        super().keyPressEvent(event)

    def _click(self, index: AnyIndex) -> None:
        if self.runs.columns[index.column()] == PIN:
            self.runs.toggle_pin(index.row())

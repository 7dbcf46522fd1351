"""The table of runs: one row a run, states as badges, a live row for the run that trains now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from workbench.gui.components.icons import theme
from workbench.gui.panels import wording
from workbench.gui.theme import BODY_PT, SMALL_PT, TINY_PT, font
from workbench.gui.told import told
from workbench.workspace.views import RunSummary

AnyIndex = QModelIndex | QPersistentModelIndex
ROW_HEIGHT = 36
RunRole = Qt.ItemDataRole.UserRole + 1
ToneRole = Qt.ItemDataRole.UserRole + 2
METRIC_COLUMNS = ("ndcg@10", "recall@10", "coverage@10", "novelty@10")
WIDTHS = {"run": 46, "ndcg@10": 116, "recall@10": 88, "coverage@10": 84, "novelty@10": 72, "time": 92, "state": 126}
NUMBERS = frozenset({*METRIC_COLUMNS, "time"})


@dataclass(frozen=True)
class LiveRun:
    """What the job in progress says of its run.

    Attributes:
        title: what the model is called.
        phase: `Epoch 12 / 40`.
        seconds: elapsed.
        validation: newest best values on validation, `ndcg@10` for example; shown faint, since they are not the test's.
        run_id: the run's number, None until the workspace has told it.
    """

    title: str
    phase: str
    seconds: float
    validation: dict[str, float]
    run_id: int | None = None


class RunTableModel(QAbstractTableModel):
    """Runs, newest first, with the live one on top."""

    def __init__(self, columns: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._runs: tuple[RunSummary, ...] = ()
        self._live: LiveRun | None = None

    @property
    def live(self) -> LiveRun | None:
        """The run that trains now."""
        return self._live

    def show_runs(self, runs: Sequence[RunSummary]) -> None:
        """Replace the runs."""
        self.beginResetModel()
        live_id = self._live.run_id if self._live else None
        self._runs = tuple(run for run in runs if run.id != live_id)
        self.endResetModel()

    def show_live(self, live: LiveRun | None) -> None:
        """Show, change (in place) or take away the row on top."""
        before = self._live
        known = next((i for i, run in enumerate(self._runs) if live and run.id == live.run_id), None)
        if (before is None) == (live is None) and known is None:
            self._live = live
            if live is not None:
                self.dataChanged.emit(self.index(0, 0), self.index(0, len(self._columns) - 1))
            return
        self.beginResetModel()
        self._live = live
        if known is not None:
            self._runs = self._runs[:known] + self._runs[known + 1 :]
        self.endResetModel()

    def run_at(self, row: int) -> RunSummary | None:
        """Return the stored run of a row; None for the live one and outside the table."""
        row -= 1 if self._live else 0
        return self._runs[row] if 0 <= row < len(self._runs) else None

    def row_of(self, run_id: int) -> int | None:
        """Return the row of a run."""
        for row in range(self.rowCount()):
            run = self.run_at(row)
            if run is not None and run.id == run_id:
                return row
        return None

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        """See `QAbstractTableModel`."""
        return 0 if parent.isValid() else len(self._runs) + (1 if self._live else 0)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        """See `QAbstractTableModel`."""
        return 0 if parent.isValid() else len(self._columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a column's title, numbers' ones to the right."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        column = self._columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            names = {
                "run": self.tr("Run"),
                "model": self.tr("Model"),
                "dataset": self.tr("Dataset"),
                "time": self.tr("Time"),
                "state": self.tr("State"),
                "coverage@10": self.tr("Coverage"),
                "novelty@10": self.tr("Novelty"),
            }
            return names.get(column) or wording.metric_title(column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if role == Qt.ItemDataRole.ToolTipRole and column in METRIC_COLUMNS:
            return self.tr("{0} on the test part, with half the width of its 95 % interval where there is one").format(
                wording.metric_title(column)
            )
        return None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return text, alignment, tone of the badge, or the run itself (`RunRole`)."""
        column = self._columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if self._live is not None and index.row() == 0:
            return self._live_data(self._live, column, role)
        run = self.run_at(index.row())
        if run is None:
            return None
        if role == RunRole:
            return run
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(run, column)
        if role == ToneRole and column == "state":
            return "warning" if run.forgotten_users else wording.state_tone(run.state)
        if role == Qt.ItemDataRole.ToolTipRole and run.forgotten_users:
            return self.tr("Trained with %n person(s) who asked to be forgotten since", "", run.forgotten_users)
        if role == Qt.ItemDataRole.ToolTipRole:
            return told(run.message) or (told(run.model_title) if column == "model" else None)
        if role == Qt.ItemDataRole.ForegroundRole and self._text(run, column) == wording.NOTHING:
            return QColor(theme().tokens.text_faint)
        return None

    def _text(self, run: RunSummary, column: str) -> str:
        if column in METRIC_COLUMNS:
            return wording.metric(run.test, column, interval=column == "ndcg@10")
        return {
            "run": str(run.id),
            "model": run.model,
            "dataset": run.dataset_name,
            "time": wording.duration(run.seconds),
            "state": self.tr("Knows the forgotten") if run.forgotten_users else wording.state(run.state),
        }[column]

    def _live_data(self, live: LiveRun, column: str, role: int) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            if column in METRIC_COLUMNS:
                return wording.metric_value(column, live.validation.get(column))
            return {
                "run": "…" if live.run_id is None else str(live.run_id),
                "model": live.title,
                "dataset": "",
                "time": wording.duration(round(live.seconds) if live.seconds >= 1 else live.seconds),
                "state": live.phase,
            }[column]
        if role == ToneRole and column == "state":
            return "accent"
        if column in METRIC_COLUMNS and role == Qt.ItemDataRole.ForegroundRole:
            return QColor(theme().tokens.text_faint)
        if column in live.validation and role == Qt.ItemDataRole.ToolTipRole:
            return self.tr("The best so far on the validation part; the test part is measured at the end.")
        return None


def _alignment(column: str) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column in NUMBERS else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


class BadgeDelegate(QStyledItemDelegate):
    """Paints the state as the same rounded badge that `Badge` is."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw the cell's background as ever, and the badge instead of the text."""
        tone = index.data(ToneRole)
        if tone is None:
            super().paint(painter, option, index)
            return
        base = QStyleOptionViewItem(option)
        self.initStyleOption(base, index)
        text, base.text = base.text, ""
        style = base.widget.style() if base.widget else None
        if style is not None:
            style.drawControl(QStyle.ControlElement.CE_ItemViewItem, base, painter, base.widget)
        tokens = theme().tokens
        back, front = {
            "neutral": (tokens.field_hover, tokens.text_secondary),
            "accent": (tokens.accent_soft, tokens.accent_on_soft),
        }.get(tone) or (getattr(tokens, f"{tone}_soft"), getattr(tokens, tone))
        # A soft badge on the soft selection would vanish.
        if option.state & QStyle.StateFlag.State_Selected and tone == "accent":
            back = tokens.card
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        face = font(TINY_PT, QFont.Weight.DemiBold)
        metrics = QFontMetrics(face)
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, option.rect.width() - 34)
        box = QRectF(option.rect.x() + 8, 0, metrics.horizontalAdvance(text) + 18, 19)
        box.moveTop(option.rect.center().y() - box.height() / 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(back))
        painter.drawRoundedRect(box, 9, 9)
        painter.setPen(QColor(front))
        painter.setFont(face)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
        painter.restore()


class RunTable(QTableView):
    """The table, one run selected at a time unless `several` may be.

    Signals:
        chosen: the `RunSummary` of the first selected row, or None (the live row, nothing).
        opened: the id of a run that was double-clicked or entered.
    """

    chosen = Signal(object)
    opened = Signal(int)

    def __init__(self, columns: Sequence[str], *, several: bool = False) -> None:
        super().__init__()
        self.runs = RunTableModel(columns, self)
        self.setModel(self.runs)
        self.setItemDelegate(BadgeDelegate(self))
        self.setAccessibleName(self.tr("Runs"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        modes = QAbstractItemView.SelectionMode
        self.setSelectionMode(modes.ExtendedSelection if several else modes.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setFont(font(BODY_PT))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setFont(font(SMALL_PT))
        # Cells keep three more pixels for the focus frame; titles stand above their numbers.
        header.setStyleSheet("QHeaderView::section { padding: 6px 11px; }")
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setMinimumSectionSize(40)
        for place, column in enumerate(columns):
            if column in WIDTHS:
                header.setSectionResizeMode(place, QHeaderView.ResizeMode.Fixed)
                header.resizeSection(place, WIDTHS[column])
            else:
                header.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
        self.selectionModel().selectionChanged.connect(lambda *_: self.chosen.emit(self.chosen_run()))
        self.activated.connect(self._open)
        theme().changed.connect(self.viewport().update)

    def chosen_run(self) -> RunSummary | None:
        """Return the run of the first selected row."""
        chosen = self.chosen_runs()
        return chosen[0] if chosen else None

    def chosen_runs(self) -> list[RunSummary]:
        """Return the runs of all selected rows, from top to bottom."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [run for row in rows if (run := self.runs.run_at(row)) is not None]

    def show_runs(self, runs: Sequence[RunSummary]) -> None:
        """Replace the runs; the chosen ones stay chosen."""
        before = self.chosen_runs()
        self.runs.show_runs(runs)
        self._choose_again(before)

    def show_live(self, live: LiveRun | None) -> None:
        """Show, change or take away the live row; the chosen runs stay chosen."""
        before = self.chosen_runs()
        self.runs.show_live(live)
        if self.chosen_runs() != before:
            self._choose_again(before)

    def set_live_id(self, run_id: int) -> None:
        """Say which run the live row is, so that it is not listed twice."""
        if self.runs.live is not None and self.runs.live.run_id != run_id:
            self.show_live(replace(self.runs.live, run_id=run_id))

    def choose(self, run_id: int) -> bool:
        """Select a run's row; False where it is not in the table."""
        row = self.runs.row_of(run_id)
        if row is not None:
            self.selectRow(row)
        return row is not None

    def _choose_again(self, runs: Sequence[RunSummary]) -> None:
        rows = [row for run in runs if (row := self.runs.row_of(run.id)) is not None]
        flags = QItemSelectionModel.SelectionFlag
        for place, row in enumerate(rows):
            how = flags.Rows | (flags.ClearAndSelect if place == 0 else flags.Select)
            self.selectionModel().select(self.runs.index(row, 0), how)

    def sizeHint(self) -> QSize:
        """Ask for three rows and the header."""
        return QSize(640, 3 * ROW_HEIGHT + 36)

    def _open(self, index: QModelIndex) -> None:
        run = self.runs.run_at(index.row())
        if run is not None:
            self.opened.emit(run.id)

"""The variants of an ablation on one split: what is left of the metric, and the change with its interval drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from workbench.gui.components.column_heads import head_of_column
from workbench.gui.components.icons import theme
from workbench.gui.panels import wording
from workbench.gui.panels.metrics_tests import SIGNIFICANT
from workbench.gui.theme import BODY_PT, SMALL_PT, font
from workbench.workspace.ablation_views import AblationPart

if TYPE_CHECKING:
    from workbench.evaluation.significance import PairedDifference

AnyIndex = QModelIndex | QPersistentModelIndex
ROW_HEIGHT = 32
VARIANT, VALUE, CHANGE, INTERVAL, P_VALUE = range(5)
IntervalRole = Qt.ItemDataRole.UserRole + 1  # (low, mean, high, largest of the table), in the metric's units


class AblationModel(QAbstractTableModel):
    """One row for the whole model, then one a variant."""

    def __init__(self) -> None:
        super().__init__()
        self._part: AblationPart | None = None
        self._variants: tuple[tuple[str, ...], ...] = ()
        self._metric = ""

    def show(self, part: AblationPart | None, variants: tuple[tuple[str, ...], ...], metric: str) -> None:
        """Show a metric of the variants; those that are not trained yet have dashes."""
        self.beginResetModel()
        self._part, self._variants, self._metric = part, variants, metric
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        """Return one row more than there are variants."""
        return 0 if parent.isValid() or self._part is None else 1 + len(self._variants)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        """Return the number of columns."""
        return 0 if parent.isValid() else 5

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the columns' titles and what they mean."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        titles = (
            (self.tr("Model"), ""),
            (wording.metric_title(self._metric) if self._metric else "", ""),
            (self.tr("Change"), self.tr("Mean over people of the variant's value less the whole model's")),
            (self.tr("95 % interval"), self.tr("Of the change: bootstrap over people")),
            (self.tr("p, Holm"), self.tr("Of the permutation test, corrected for the variants of this table")),
        )
        return head_of_column(titles, section, role, _alignment(section))

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell; what is lost significantly without a modality is red, what is gained green."""
        if self._part is None:
            return None
        row, column = index.row(), index.column()
        change = self._change(row)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._text(row, column, change)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(_alignment(column))
        if role == IntervalRole and column == INTERVAL and change is not None:
            return change.low, change.mean, change.high, self._reach()
        if role == Qt.ItemDataRole.ToolTipRole and column == INTERVAL and change is not None:
            return f"{change.low:+.4f} … {change.high:+.4f}"
        is_told = column in (CHANGE, P_VALUE) and change is not None and change.p_corrected < SIGNIFICANT
        if role == Qt.ItemDataRole.FontRole and (row == 0 or is_told):
            return font(BODY_PT, QFont.Weight.DemiBold)
        if role == Qt.ItemDataRole.ForegroundRole and is_told and change is not None:
            return QColor(theme().tokens.bad if change.mean < 0 else theme().tokens.good)
        return None

    def _text(self, row: int, column: int, change: PairedDifference | None) -> str:
        assert self._part is not None
        run = self._part.whole if row == 0 else self._part.runs[row - 1]
        if column == VARIANT:
            return self._name(row)
        if column == VALUE:
            value = None if run is None or run.test is None else run.test.metrics.get(self._metric)
            return wording.NOTHING if value is None else f"{value:.4f}"
        if row == 0:
            return ""
        if change is None:
            return wording.NOTHING if column != INTERVAL else ""
        if column == CHANGE:
            return f"{change.mean:+.4f}"
        if column == INTERVAL:
            return f"{change.low:+.4f} … {change.high:+.4f}"
        return "< 0.001" if change.p_corrected < 0.001 else f"{change.p_corrected:.3f}"

    def _name(self, row: int) -> str:
        if row == 0:
            return self.tr("Everything")
        left_out = self._variants[row - 1]
        if len(left_out) > 1 and row == len(self._variants):
            return self.tr("Ids only")
        return self.tr("Without {what}").format(what=", ".join(wording.modality(name).lower() for name in left_out))

    def _change(self, row: int) -> PairedDifference | None:
        found = self._part.differences.get(self._metric) if self._part is not None else None
        return found[row - 1] if found and row > 0 else None

    def _reach(self) -> float:
        assert self._part is not None
        ends = [max(abs(c.low), abs(c.high)) for c in self._part.differences[self._metric] if c is not None]
        return max([*ends, 1e-9])


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = {VARIANT: Qt.AlignmentFlag.AlignLeft, INTERVAL: Qt.AlignmentFlag.AlignHCenter}.get(
        column, Qt.AlignmentFlag.AlignRight
    )
    return side | Qt.AlignmentFlag.AlignVCenter


class IntervalDelegate(QStyledItemDelegate):
    """Draws the interval of a change as a line with a dot, around a line for no change; equal scale in all rows."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw the cell's background as ever, and the interval instead of its text."""
        told = index.data(IntervalRole)
        base = QStyleOptionViewItem(option)
        self.initStyleOption(base, index)
        base.text = ""
        if base.widget is not None:
            base.widget.style().drawControl(
                base.widget.style().ControlElement.CE_ItemViewItem, base, painter, base.widget
            )
        tokens, box = theme().tokens, QRectF(option.rect).adjusted(10, 0, -10, 0)
        middle = box.center()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens.line), 1.0))
        painter.drawLine(QPointF(middle.x(), box.top()), QPointF(middle.x(), box.bottom()))
        if told is not None:
            low, mean, high, reach = told
            half = box.width() / 2 - 4
            places = [middle.x() + half * value / reach for value in (low, mean, high)]
            clear = low > 0 or high < 0
            colour = QColor((tokens.bad if mean < 0 else tokens.good) if clear else tokens.text_secondary)
            painter.setPen(QPen(colour, 2.0, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawLine(QPointF(places[0], middle.y()), QPointF(places[2], middle.y()))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawEllipse(QPointF(places[1], middle.y()), 4.0, 4.0)
        painter.restore()


class AblationTable(QTableView):
    """The view of an `AblationModel`, as high as its rows."""

    def __init__(self) -> None:
        super().__init__()
        self.variants = AblationModel()
        self.setModel(self.variants)
        self.setItemDelegateForColumn(INTERVAL, IntervalDelegate(self))
        self.setAccessibleName(self.tr("Variants of the model"))
        self.setShowGrid(False)
        self.setFont(font(BODY_PT))
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        heads = self.horizontalHeader()
        heads.setFont(font(SMALL_PT))
        heads.setHighlightSections(False)
        for column in (VARIANT, VALUE, CHANGE, P_VALUE):
            heads.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        heads.setSectionResizeMode(INTERVAL, QHeaderView.ResizeMode.Stretch)

    def show_part(self, part: AblationPart | None, variants: tuple[tuple[str, ...], ...], metric: str) -> None:
        """Show a metric of the variants on one split."""
        self.variants.show(part, variants, metric)
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + self.variants.rowCount() * ROW_HEIGHT + 4)

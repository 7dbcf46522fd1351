"""Whether runs really differ: paired tests against a baseline, corrected for their number."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QHeaderView, QTableView

from workbench.gui import formatting
from workbench.gui.components.basics import Card, text_label
from workbench.gui.components.column_heads import head_of_column
from workbench.gui.components.icons import theme
from workbench.gui.context import Context
from workbench.gui.panels import wording
from workbench.gui.panels.metrics_page import Chosen, MetricsPage
from workbench.gui.preview import Preview
from workbench.gui.theme import BODY_PT, SMALL_PT, font
from workbench.workspace.views import Differences

AnyIndex = QModelIndex | QPersistentModelIndex
SIGNIFICANT = 0.05
MOST_TESTED = 30
ROW_HEIGHT = 30


class DifferencesModel(QAbstractTableModel):
    """One row a compared run."""

    def __init__(self) -> None:
        super().__init__()
        self._found: Differences | None = None

    def show(self, found: Differences | None) -> None:
        """Show differences from a baseline."""
        self.beginResetModel()
        self._found = found
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        """Return the number of runs compared."""
        return 0 if parent.isValid() or self._found is None else len(self._found.runs)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        """Return the number of columns."""
        return 0 if parent.isValid() else 9

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the columns' titles and what they mean."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        titles = (
            (self.tr("Run"), ""),
            (self.tr("Difference"), self.tr("Mean over people of this run's value less the baseline's")),
            (self.tr("95 % interval"), self.tr("Bootstrap over people")),
            (self.tr("Effect (d)"), self.tr("Mean difference by its standard deviation (Cohen's d of paired samples)")),
            (self.tr("Better for"), self.tr("People whom this run serves better")),
            (self.tr("Worse for"), self.tr("People whom the baseline serves better")),
            (self.tr("p, permutation"), self.tr("Two-sided, by flipping signs")),
            (self.tr("p, t test"), self.tr("Two-sided, paired")),
            (self.tr("p, Holm"), self.tr("The permutation's p, corrected for all comparisons here")),
        )
        return head_of_column(titles, section, role, _alignment(section))

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell; significant gains are green, losses red."""
        if self._found is None:
            return None
        run, found = self._found.runs[index.row()], self._found.found[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return (
                wording.run_label(run),
                f"{found.mean:+.4f}",
                f"{found.low:+.4f} … {found.high:+.4f}",
                f"{found.effect:+.2f}",
                formatting.whole(found.wins),
                formatting.whole(found.losses),
                f"{found.p_permutation:.4f}",
                f"{found.p_t:.4f}",
                f"{found.p_corrected:.4f}",
            )[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(_alignment(index.column()))
        if found.p_corrected < SIGNIFICANT and index.column() in (1, 8):
            if role == Qt.ItemDataRole.ForegroundRole:
                return QColor(theme().tokens.good if found.mean > 0 else theme().tokens.bad)
            if role == Qt.ItemDataRole.FontRole:
                return font(BODY_PT, QFont.Weight.Bold)
        return None


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignLeft if column == 0 else Qt.AlignmentFlag.AlignRight
    return side | Qt.AlignmentFlag.AlignVCenter


class TestsPage(MetricsPage):
    """A baseline, and the others' differences from it."""

    __test__ = False  # no test of pytest

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.baseline = QComboBox()
        self.baseline.setAccessibleName(self.tr("Baseline"))
        self.baseline.setMinimumWidth(200)
        self.baseline.activated.connect(lambda _row: self._ask())
        self.differences = DifferencesModel()
        self.table = QTableView()
        self.table.setModel(self.differences)
        self.table.setAccessibleName(self.tr("Paired differences"))
        self.table.setShowGrid(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        heads = self.table.horizontalHeader()
        heads.setFont(font(SMALL_PT))
        heads.setHighlightSections(False)
        heads.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        card = Card()
        row = QHBoxLayout()
        row.addWidget(text_label(self.tr("Compared with"), "secondary"))
        row.addWidget(self.baseline)
        row.addStretch(1)
        row.addWidget(
            text_label(self.tr("Bold: different with p < 0.05 after Holm's correction"), "secondary", size=SMALL_PT)
        )
        card.body.addLayout(row)
        card.body.addWidget(self.table, 1)
        self.column.addWidget(card, 1)
        self._preview = Preview(context, self)
        self._preview.busy.connect(lambda on: self.say(self.tr("Testing…") if on else ""))
        self._preview.answered.connect(self.differences.show)
        self._preview.failed.connect(self._fail)
        self._asked: tuple[object, ...] = ()

    def draw(self, chosen: Chosen) -> None:
        """See `MetricsPage.draw`."""
        kept = self.baseline.currentData()
        self.baseline.clear()
        for run in chosen.runs:
            self.baseline.addItem(wording.label(run.model, run.id), run.id)
        self.baseline.setCurrentIndex(max(0, self.baseline.findData(kept)))
        self._ask()

    def _ask(self) -> None:
        if self._chosen is None:
            return
        first, metric = self.baseline.currentData(), self._chosen.metric
        others = [run.id for run in self._chosen.runs if run.id != first][:MOST_TESTED]
        if (first, *others, metric) == self._asked:
            return
        self._asked = (first, *others, metric)
        self.differences.show(None)
        if not others:
            self._preview.stop()
            self.say(self.tr("Tick two runs or more: one of them is what the others are compared with."))
            return
        self._preview.ask(lambda ws, progress: ws.comparisons.differences([first, *others], metric, progress=progress))

    def _fail(self, sentence: str) -> None:
        self.differences.show(None)
        self.say(sentence)

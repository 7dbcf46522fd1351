"""The people with whom one run beats another: their differences, sorted, each leading to the person."""

from __future__ import annotations

from typing import Any

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QHeaderView, QTableView

from workbench.gui import formatting
from workbench.gui.components.basics import Card, button, text_label
from workbench.gui.components.export_button import ChartCard
from workbench.gui.context import Context
from workbench.gui.panels import wording
from workbench.gui.panels.metrics_page import Chosen, MetricsPage
from workbench.gui.panels.quiet_chart import QuietChart
from workbench.gui.preview import Preview
from workbench.gui.theme import SMALL_PT, font
from workbench.workspace.views import UserDifferences

AnyIndex = QModelIndex | QPersistentModelIndex
ROW_HEIGHT = 28
TABLE_WIDTH = 380


class PeopleModel(QAbstractTableModel):
    """Everybody whom both runs were judged on, by descending difference."""

    def __init__(self) -> None:
        super().__init__()
        self.found: UserDifferences | None = None

    def show(self, found: UserDifferences | None) -> None:
        """Show the people of two runs."""
        self.beginResetModel()
        self.found = found
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        """Return the number of people."""
        return 0 if parent.isValid() or self.found is None else len(self.found.users)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        """Return five columns."""
        return 0 if parent.isValid() else 5

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the columns' titles."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return (self.tr("User"), self.tr("History"), "A", "B", "A − B")[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(self._alignment(section))
        return None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell."""
        found, row = self.found, index.row()
        if found is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return (
                found.user_ids[row],
                formatting.whole(int(found.history_lengths[row])),
                f"{found.first_values[row]:.3f}",
                f"{found.second_values[row]:.3f}",
                f"{found.differences[row]:+.3f}",
            )[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(self._alignment(index.column()))
        return None

    @staticmethod
    def _alignment(column: int) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignLeft if column == 0 else Qt.AlignmentFlag.AlignRight
        return side | Qt.AlignmentFlag.AlignVCenter


class PeopleTable(QTableView):
    """The view of a `PeopleModel`; Enter opens the person."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open by Enter, which not every platform counts as activation."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.activated.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)


class PeoplePage(MetricsPage):
    """Run A less run B for each person: a curve to click on, and the list behind it."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.first, self.second = QComboBox(), QComboBox()
        self.first.setAccessibleName(self.tr("Run A"))
        self.second.setAccessibleName(self.tr("Run B"))
        for box in (self.first, self.second):
            box.setMinimumWidth(150)
            box.activated.connect(lambda _row: self._ask())
        self.chart = QuietChart(self.tr("people, by difference"), clicked=self._click)
        self.card = ChartCard("", self.chart, "people", self.say)
        self.people = PeopleModel()
        self.table = PeopleTable()
        self.table.setModel(self.people)
        self.table.setAccessibleName(self.tr("People by difference"))
        self.table.setShowGrid(False)
        self.table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.table.horizontalHeader().setFont(font(SMALL_PT))
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.table.setFixedWidth(TABLE_WIDTH)
        self.table.activated.connect(self._open)
        self.table.doubleClicked.connect(self._open)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._mark())
        self.open = button(self.tr("Open this person"), self._open_current, primary=True)
        self.worst = button(self.tr("Where B is better"), lambda: self._scroll(last=True))
        self.best = button(self.tr("Where A is better"), lambda: self._scroll(last=False))
        head = QHBoxLayout()
        for part in (text_label("A", "secondary"), self.first, text_label("B", "secondary"), self.second):
            head.addWidget(part)
        head.addStretch(1)
        for made in (self.best, self.worst, self.open):
            head.addWidget(made)
        self.column.addLayout(head)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(self.card, 1)
        people = Card()
        people.body.addWidget(self.table)
        row.addWidget(people)
        self.column.addLayout(row, 1)
        self._preview = Preview(context, self)
        self._preview.busy.connect(lambda on: self.say(self.tr("Comparing…") if on else ""))
        self._preview.answered.connect(self._show)
        self._preview.failed.connect(self._fail)
        self._asked: tuple[object, ...] = ()
        self._update()

    def draw(self, chosen: Chosen) -> None:
        """See `MetricsPage.draw`."""
        for place, box in enumerate((self.first, self.second)):
            kept = box.currentData()
            box.clear()
            for run in chosen.runs:
                box.addItem(wording.label(run.model, run.id), run.id)
            found = box.findData(kept)
            box.setCurrentIndex(found if found >= 0 else min(place, len(chosen.runs) - 1))
        if self.first.currentData() == self.second.currentData() and len(chosen.runs) > 1:
            self.second.setCurrentIndex(1 if self.first.currentIndex() == 0 else 0)
        self._ask()

    def _ask(self) -> None:
        one, other = self.first.currentData(), self.second.currentData()
        metric = self._chosen.metric if self._chosen is not None else ""
        if (one, other, metric) == self._asked:
            return
        self._asked = (one, other, metric)
        if one is None or other is None or one == other:
            self._fail(self.tr("Tick two runs in the table, and choose them as A and B."))
            return
        self._preview.ask(lambda ws, _progress: ws.comparisons.users(one, other, metric))

    def _fail(self, sentence: str) -> None:
        self._preview.stop()
        self.people.show(None)
        self.chart.clear()
        self.say(sentence)
        self._update()

    def _show(self, found: UserDifferences) -> None:
        self.people.show(found)
        self.chart.clear()
        places, values = np.arange(len(found.users)), found.differences
        for name, part, colour in (
            (self.tr("A better"), values > 0, 0),
            (self.tr("alike"), values == 0, 4),
            (self.tr("B better"), values < 0, 1),
        ):
            if part.any():
                # Two points a person, down to 0 and up again: an area that costs one curve whatever their number.
                self.chart.set_series(name, places[part].repeat(2), np.stack([0 * values, values], 1)[part].ravel(),
                                      colour=colour)  # fmt: skip
        better, worse = int((values > 0).sum()), int((values < 0).sum())
        self.card.heading.setText(
            self.tr("{metric}: A better for {better}, B for {worse}, alike for {alike}").format(
                metric=wording.metric_title(found.metric),
                better=formatting.whole(better),
                worse=formatting.whole(worse),
                alike=formatting.whole(len(values) - better - worse),
            )
        )
        self._scroll(last=False)

    def _update(self) -> None:
        known = self.people.found is not None
        for made in (self.best, self.worst):
            made.setEnabled(known)
        self.open.setEnabled(known and self.table.currentIndex().isValid())

    def _scroll(self, *, last: bool) -> None:
        rows = self.people.rowCount()
        if rows:
            self.table.selectRow(rows - 1 if last else 0)
            self.table.scrollTo(self.people.index(rows - 1 if last else 0, 0))
        self._update()

    def _mark(self) -> None:
        """Show in the chart where the selected person stands."""
        found, row = self.people.found, self.table.currentIndex().row()
        self.chart.remove_series("·")
        if found is not None and 0 <= row < len(found.users):
            self.chart.set_series("·", [row], [found.differences[row]], colour=3, line=False)
        self._update()

    def _click(self, event: Any) -> None:
        found = self.people.found
        if found is None:
            return
        place = round(self.chart.plot.getViewBox().mapSceneToView(event.scenePos()).x())
        if 0 <= place < len(found.users):
            self.table.selectRow(place)
            self.table.scrollTo(self.people.index(place, 0), QTableView.ScrollHint.PositionAtCenter)

    def _open_current(self) -> None:
        self._open(self.table.currentIndex())

    def _open(self, index: AnyIndex) -> None:
        found = self.people.found
        if found is not None and index.isValid():
            self._context.choose_dataset(found.first.dataset_id)
            self._context.go.emit("recommend", found.first.id)
            self._context.go.emit("recommend", found.user_ids[index.row()])

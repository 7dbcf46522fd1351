"""Which attributes tell something about the interactions, which are constant, and which repeat another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QGridLayout, QProgressBar, QVBoxLayout

from workbench.gui.components.basics import Badge, Bar, Card, EmptyState, Notice, Tone, text_label
from workbench.gui.components.columns import column_of_cards, emptied, scrolled
from workbench.gui.components.icons import theme
from workbench.gui.context import Context
from workbench.gui.formatting import percent, whole
from workbench.gui.panels.data_page import DatasetPage
from workbench.gui.preview import Preview
from workbench.gui.theme import SMALL_PT
from workbench.gui.told import told
from workbench.workspace.views import DatasetSummary

if TYPE_CHECKING:
    from workbench.data.features import AttributeReport, FeatureReport

BAR_WIDTH = 160


class FeaturesPage(DatasetPage):
    """Attributes ranked by mutual information, and those that are no use with the reason."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.notice = Notice()
        self.busy = QProgressBar()
        self.busy.setRange(0, 0)
        self.busy.setTextVisible(False)
        self.busy.setAccessibleName(self.tr("Measuring"))
        self.busy.hide()
        outer.addWidget(self.notice)
        outer.addWidget(self.busy)
        inside, column = column_of_cards()
        self.ranked = Card(self.tr("What attributes tell about who meets what"))
        self.verdict = Badge("", "good")
        self.ranked.head.addWidget(self.verdict)
        self._rows = _grid()
        self.ranked.body.addLayout(self._rows)
        self.definition = text_label("", "faint", size=SMALL_PT, wrap=True)
        self.ranked.body.addWidget(self.definition)
        self.useless = Card(self.tr("Attributes that tell nothing as they are"))
        self._reasons = _grid()
        self.useless.body.addLayout(self._reasons)
        self.nothing = EmptyState(
            self.tr("No attributes"),
            self.tr("This dataset knows only who met what: its items and users have no attributes."),
            icon="info",
        )
        for part in (self.ranked, self.useless, self.nothing):
            part.hide()
            column.addWidget(part)
        column.addStretch(1)
        outer.addWidget(scrolled(inside), 1)
        self.preview = Preview(context, self)
        self.preview.busy.connect(self.busy.setVisible)
        self.preview.answered.connect(self.show_report)
        self.preview.failed.connect(lambda sentence: self.notice.say(sentence, "bad"))

    def ask(self, summary: DatasetSummary) -> None:
        """Measure the attributes of another dataset."""
        self.notice.say("")
        for part in (self.ranked, self.useless, self.nothing):
            part.hide()
        self.preview.ask(lambda ws, progress: ws.profile.features(summary.id, progress=progress))

    def show_report(self, report: FeatureReport) -> None:
        """Show what was measured."""
        measured = [one for one in report.attributes if one.status in ("informative", "uninformative")]
        telling = [one for one in measured if one.status == "informative"]
        others = [one for one in report.attributes if one.status != "informative"]
        self.nothing.setVisible(not report.attributes)
        self.ranked.setVisible(bool(report.attributes))
        self.useless.setVisible(bool(others))
        said = self.tr("{n} of {all} tell something")
        self.verdict.setText(said.format(n=len(telling), all=len(report.attributes)))
        self.verdict.set_tone("good" if telling else "neutral")
        self._show_ranked(telling)
        counted = self.tr("Counted on {n} interactions.").format(n=whole(report.n_interactions))
        self.definition.setText(f"{told(report.definition)} {counted}")
        emptied(self._reasons)
        for row, one in enumerate(others):
            self._put(self._reasons, row, one)
            title, tone = self._status(one)
            self._reasons.addWidget(Badge(title, tone), row, 2)
            self._reasons.addWidget(text_label(self._reason(one), "secondary", size=SMALL_PT, wrap=True), row, 3)
        self._reasons.setColumnStretch(3, 1)

    def _show_ranked(self, telling: list[AttributeReport]) -> None:
        emptied(self._rows)
        if not telling:
            none = self.tr("No attribute tells more than chance about who meets what.")
            self._rows.addWidget(text_label(none, size=SMALL_PT), 0, 0, 1, 6)
            return
        titles = (
            (self.tr("Attribute"), ""),
            ("", ""),
            (self.tr("Information beyond chance"), self.tr("Mutual information less its mean over shuffles")),
            ("", ""),
            (self.tr("of its entropy"), self.tr("Which share of what there is to know of the value is told")),
            (self.tr("Values"), self.tr("How many different ones there are")),
            (self.tr("Not known"), self.tr("Share of the items or users without a value")),
        )
        for place, (title, tip) in enumerate(titles):
            label = text_label(title, "secondary", size=SMALL_PT)
            label.setToolTip(tip)
            self._rows.addWidget(label, 0, place, _side(place))
        most = telling[0].told_bits or 1.0
        for row, one in enumerate(telling, start=1):
            self._put(self._rows, row, one)
            bar = Bar(lambda: theme().tokens, one.told_bits / most)
            bar.setFixedWidth(BAR_WIDTH)
            self._rows.addWidget(bar, row, 2)
            told = self.tr("{n} bits").format(n=f"{one.told_bits:.3f}")
            cells = (told, percent(one.told_share), whole(one.levels), percent(one.missing))
            for place, cell in enumerate(cells, start=3):
                self._rows.addWidget(text_label(cell, size=SMALL_PT), row, place, _side(place))
        self._rows.setColumnStretch(7, 1)

    def _put(self, grid: QGridLayout, row: int, one: AttributeReport) -> None:
        name = text_label(one.name.replace("_", " "), size=SMALL_PT, weight=QFont.Weight.DemiBold)
        grid.addWidget(name, row, 0)
        of = self.tr("of items") if one.of == "items" else self.tr("of users")
        grid.addWidget(text_label(of, "secondary", size=SMALL_PT), row, 1)

    def _status(self, one: AttributeReport) -> tuple[str, Tone]:
        known: dict[str, tuple[str, Tone]] = {
            "uninformative": (self.tr("Chance"), "neutral"),
            "constant": (self.tr("Constant"), "warning"),
            "identifier": (self.tr("Identifier"), "warning"),
            "duplicate": (self.tr("Duplicate"), "warning"),
            "empty": (self.tr("Empty"), "warning"),
        }
        return known[one.status]

    def _reason(self, one: AttributeReport) -> str:
        if one.status == "uninformative":
            return self.tr(
                "Tells no more than the same values dealt out at random ({bits} bits, {chance} by chance)."
            ).format(bits=f"{one.bits:.3f}", chance=f"{one.chance_bits:.3f}")
        if one.status == "constant":
            return self.tr("Has one value only.")
        if one.status == "identifier":
            return self.tr("Has {n} different values: it names things rather than describing them.").format(
                n=whole(one.levels)
            )
        if one.status == "duplicate":
            return self.tr("Says the same as {other}.").format(other=(one.duplicate_of or "").replace("_", " "))
        return self.tr("Is known of nothing.")


def _grid() -> QGridLayout:
    made = QGridLayout()
    made.setHorizontalSpacing(14)
    made.setVerticalSpacing(8)
    return made


def _side(place: int) -> Qt.AlignmentFlag:
    left = Qt.AlignmentFlag.AlignLeft if place < 3 else Qt.AlignmentFlag.AlignRight
    return left | Qt.AlignmentFlag.AlignVCenter

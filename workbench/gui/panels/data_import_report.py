"""The check of the whole file: how far it is, what it counted, what it found, and what will be done about it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from workbench.gui.components.basics import Badge, Card, button, separator, text_label
from workbench.gui.components.icons import themed_icon
from workbench.gui.components.segmented import SegmentedControl
from workbench.gui.formatting import day, duration, percent, whole
from workbench.gui.theme import HEADING_PT, SMALL_PT, TINY_PT
from workbench.gui.told import told, told_all
from workbench.jobs import ProgressSnapshot

if TYPE_CHECKING:
    from workbench.data.import_report import Finding, ImportReport

EXAMPLES_SHOWN = 2


class Figure(QWidget):
    """A number with what it counts under it; both can change."""

    def __init__(self, caption: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        self.number = text_label("–", size=HEADING_PT, weight=QFont.Weight.DemiBold)
        self.caption = text_label(caption, "secondary", size=SMALL_PT)
        column.addWidget(self.number)
        column.addWidget(self.caption)

    def say(self, number: str, caption: str = "") -> None:
        """Show another number, and another caption where one is given."""
        self.number.setText(number)
        if caption:
            self.caption.setText(caption)
        self.setAccessibleName(f"{number} {self.caption.text()}")


class FindingRow(QFrame):
    """One finding: what was noticed, examples with their lines, and the choice of what is done.

    Signals:
        decided: kind of the finding, choice.
    """

    decided = Signal(str, str)

    def __init__(self, finding: Finding) -> None:
        super().__init__()
        self._all_shown = False
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 4, 0, 4)
        outer.setSpacing(10)
        picture = QLabel()
        themed_icon(
            picture,
            "warning" if finding.unreadable else "info",
            role="bad" if finding.unreadable else "warning",
            size=16,
        )
        outer.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        self.sentence = text_label("", size=SMALL_PT, weight=QFont.Weight.Medium, wrap=True)
        self.effect = text_label("", "secondary", size=SMALL_PT, wrap=True)
        words.addWidget(self.sentence)
        words.addWidget(self.effect)
        self._examples = QGridLayout()
        self._examples.setContentsMargins(0, 2, 0, 0)
        self._examples.setHorizontalSpacing(10)
        self._examples.setVerticalSpacing(1)
        self._examples.setColumnStretch(1, 1)
        words.addLayout(self._examples)
        self.more = button("", self._show_all, link=True)
        self.more.setFont(self.effect.font())
        words.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        outer.addLayout(words, 1)
        self.choice = SegmentedControl(told(finding.sentence))
        self.choice.chosen.connect(lambda choice: self.decided.emit(self.finding.kind, choice))
        self.only = Badge("", "neutral")
        outer.addWidget(self.choice, 0, Qt.AlignmentFlag.AlignTop)
        outer.addWidget(self.only, 0, Qt.AlignmentFlag.AlignTop)
        self.show_finding(finding)

    def show_finding(self, finding: Finding) -> None:
        """Show a finding of the same kind."""
        self.finding = finding
        self.sentence.setText(told(finding.sentence))
        self.effect.setText(told(finding.what_happens))
        self.effect.setVisible(bool(finding.what_happens))
        words = {"keep": self.tr("Keep"), "fix": self.tr("Fix"), "drop": self.tr("Leave out")}
        open_to_choice = len(finding.choices) > 1
        self.choice.setVisible(open_to_choice)
        self.only.setVisible(not open_to_choice)
        self.only.setText(self.tr("left out") if finding.chosen == "drop" else self.tr("kept"))
        if open_to_choice:
            order = [c for c in ("keep", "fix", "drop") if c in finding.choices]
            tips = dict(zip(finding.choices, map(told, finding.effects), strict=True))
            self.choice.set_choices([(c, words[c], tips[c]) for c in order])
            self.choice.set_value(finding.chosen)
        self._show_examples()

    def _show_all(self) -> None:
        self._all_shown = not self._all_shown
        self._show_examples()

    def _show_examples(self) -> None:
        while (item := self._examples.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()  # deleting may wait, and would leave it painted over its follower
                widget.deleteLater()
        examples = self.finding.examples if self._all_shown else self.finding.examples[:EXAMPLES_SHOWN]
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        fixed.setPointSizeF(TINY_PT + 0.5)
        for row, example in enumerate(examples):
            if example.line is not None:
                place = self.tr("line {number}").format(number=whole(example.line))
                self._examples.addWidget(text_label(place, "faint", size=SMALL_PT), row, 0)
            text = text_label(example.text, "secondary", elide=True)
            text.setFont(fixed)
            text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
            self._examples.addWidget(text, row, 1)
        hidden = len(self.finding.examples) - EXAMPLES_SHOWN
        self.more.setVisible(hidden > 0)
        self.more.setText(self.tr("Fewer") if self._all_shown else self.tr("%n more examples", "", hidden))
        self.more.setAccessibleName(self.more.text())


class CheckCard(Card):
    """The check of the whole file and its report.

    Signals:
        decided: kind of a finding, choice.
        stopped: the person wants no check.
        wanted: the person wants it again.
    """

    decided = Signal(str, str)
    stopped = Signal()
    wanted = Signal()

    def __init__(self) -> None:
        super().__init__(self.tr("The whole file"))
        self.state = Badge("", "neutral")
        self.pace = text_label("", "secondary", size=SMALL_PT)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(120)
        self.bar.setAccessibleName(self.tr("Progress of the check"))
        self.stop = button(self.tr("Stop"), self.stopped.emit, link=True)
        self.again = button(self.tr("Check the whole file"), self.wanted.emit, link=True)
        for made in (self.stop, self.again):
            made.setFont(self.pace.font())
        for widget in (self.pace, self.bar, self.stop, self.again, self.state):
            self.head.addWidget(widget)
        figures = QHBoxLayout()
        figures.setSpacing(26)
        self.figures = {
            "rows": Figure(self.tr("interactions")),
            "users": Figure(self.tr("users")),
            "items": Figure(self.tr("items")),
            "span": Figure(self.tr("span of time")),
            "density": Figure(self.tr("of the matrix filled")),
        }
        for figure in self.figures.values():
            figures.addWidget(figure)
        figures.addStretch(1)
        self.body.addLayout(figures)
        self.body.addWidget(separator())
        inside = QWidget()
        self._rows = QVBoxLayout(inside)
        self._rows.setContentsMargins(0, 0, 6, 0)
        self._rows.setSpacing(4)
        self.verdict = text_label("", "secondary", size=SMALL_PT, wrap=True)
        self._rows.addWidget(self.verdict)
        self._rows.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setAccessibleName(self.tr("What the check found"))
        self._scroll.setWidget(inside)
        self.body.addWidget(self._scroll, 1)
        self.findings: dict[str, FindingRow] = {}
        self.show_nothing()

    def show_nothing(self, sentence: str = "", *, may_start: bool = False) -> None:
        """Forget the report; say why there is none."""
        self._set_busy(False)
        self.again.setVisible(may_start)
        self.state.hide()
        for figure in self.figures.values():
            figure.say("–")
        self.figures["rows"].say("–", self.tr("interactions"))
        self._show_findings(())
        self.verdict.setText(sentence)
        self.verdict.setVisible(bool(sentence))

    def show_waiting(self, behind: str) -> None:
        """Say that the check waits for its turn on the worker, behind a job; nothing where it starts at once."""
        self.again.hide()
        self._set_busy(True)
        self.bar.setRange(0, 0)
        self.pace.setText(self.tr("waits for “{job}”").format(job=behind) if behind else "")
        self._fade(True)

    def show_progress(self, now: ProgressSnapshot) -> None:
        """Show how far the check is."""
        self._set_busy(True)
        self.bar.setRange(0, 0 if now.fraction is None else 1000)
        parts = [told(now.message)] if now.message else []
        if now.fraction is not None:
            self.bar.setValue(round(now.fraction * 1000))
            parts.append(percent(now.fraction))
        if now.seconds_left is not None:
            parts.append(self.tr("{time} left").format(time=duration(now.seconds_left)))
        self.pace.setText(" · ".join(parts))

    def show_report(self, report: ImportReport) -> None:
        """Show what was counted and found, and what will be done."""
        self._set_busy(False)
        self._fade(False)
        self.again.hide()
        lost = report.rows_read - report.rows_kept
        caption = self.tr("of {rows} rows read").format(rows=whole(report.rows_read))
        self.figures["rows"].say(
            whole(report.rows_kept), caption if lost else self.tr("interactions, every row that was read")
        )
        self.figures["users"].say(whole(report.n_users))
        self.figures["items"].say(whole(report.n_items))
        timed = report.first_time is not None and report.last_time is not None
        if report.first_time is not None and report.last_time is not None:
            self.figures["span"].say(f"{day(report.first_time)} – {day(report.last_time)}")
        self.figures["span"].setVisible(timed)
        self.figures["density"].say(percent(report.density))
        self._show_findings(report.findings)
        self.state.show()
        if report.findings:
            self.state.set_tone("warning")
            self.state.setText(self.tr("%n findings", "", len(report.findings)))
        else:
            self.state.set_tone("good")
            self.state.setText(self.tr("nothing to mend"))
        said = told_all(report.notes)
        every = self.tr("Every row can be read.")  # not inside an f-string, where the extractor does not find it
        self.verdict.setText(said if report.findings else f"{every} {said}".strip())
        self.verdict.setVisible(bool(self.verdict.text()))

    def _show_findings(self, findings: Sequence[Finding]) -> None:
        """Show rows in the order of the findings; a row of the same kind stays, with its focus."""
        for kind in [k for k in self.findings if k not in [f.kind for f in findings]]:
            gone = self.findings.pop(kind)
            self._rows.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for place, finding in enumerate(findings):
            if finding.kind in self.findings:
                self.findings[finding.kind].show_finding(finding)
                continue
            made = FindingRow(finding)
            made.decided.connect(self.decided)
            self.findings[finding.kind] = made
            self._rows.insertWidget(place, made)

    def _set_busy(self, busy: bool) -> None:
        for widget in (self.pace, self.bar, self.stop):
            widget.setVisible(busy)
        if busy:
            self.state.hide()

    def _fade(self, old: bool) -> None:
        """Grey a report that a newer check will replace."""
        self._scroll.setEnabled(not old)
        for figure in self.figures.values():
            figure.setEnabled(not old)

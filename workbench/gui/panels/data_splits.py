"""Splits as they would be trained on: a way of splitting and its parameters, and a picture of what comes out."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from workbench.gui.components.basics import Badge, Card, Notice, Tone, button, text_label
from workbench.gui.components.chart import Chart
from workbench.gui.components.columns import column_of_cards, emptied, scrolled
from workbench.gui.components.stacked_bar import StackedBar, Swatches
from workbench.gui.context import Context
from workbench.gui.formatting import day, percent, whole
from workbench.gui.panels.data_curves import chart_card
from workbench.gui.panels.data_page import DatasetPage
from workbench.gui.panels.train_form import MOST_INT, ChoiceBox, ConfigForm, WholeBox, add_row, form_rows
from workbench.gui.panels.train_setup import SplitChoice
from workbench.gui.preview import Preview
from workbench.gui.theme import SMALL_PT
from workbench.gui.told import told
from workbench.workspace.views import DatasetSummary, SplitType

if TYPE_CHECKING:
    from workbench.data.split_picture import LeakCheck, PartFigures, SplitPicture

FORM_WIDTH = 268
# Colours of the series by part.
COLOURS = {"train": 0, "validation": 1, "test": 2, "left out": 4}
USUAL_SEED = 42


class SplitsPage(DatasetPage):
    """Choose a split at the left, see it at the right."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._types: list[SplitType] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._form_card())
        right = QVBoxLayout()
        self.notice = Notice()
        self.busy = QProgressBar()
        self.busy.setRange(0, 0)
        self.busy.setTextVisible(False)
        self.busy.setFixedHeight(2)
        self.busy.setAccessibleName(self.tr("Counting"))
        self.busy.hide()
        right.addWidget(self.notice)
        right.addWidget(self.busy)
        inside, column = column_of_cards()
        self._pictures(column)
        self.result = scrolled(inside)
        right.addWidget(self.result, 1)
        row.addLayout(right, 1)
        self.preview = Preview(context, self)
        self.preview.busy.connect(self.busy.setVisible)
        self.preview.answered.connect(self.show_picture)
        self.preview.failed.connect(self._show_error)

    def ask(self, summary: DatasetSummary) -> None:
        """Ask for the ways of splitting, once, and for the picture."""
        if not self._types:
            self._context.ask("data/splits", lambda ws: ws.runs.split_types(), self._show_types)
        self._ask_picture()

    def show_picture(self, picture: SplitPicture) -> None:
        """Draw a split."""
        self.notice.say("")
        self.result.show()
        self._description.setText(told(picture.description))
        shares = [(part.share, COLOURS[part.part]) for part in picture.parts]
        total = sum(part.rows for part in picture.parts) + picture.left_out_rows
        if picture.left_out_rows:
            shares.append((picture.left_out_rows / max(1, total), COLOURS["left out"]))
        self._bar.show_parts(shares)
        names = self._part_names()
        shown = [p.part for p in picture.parts] + (["left out"] if picture.left_out_rows else [])
        self._legend.show_entries([(names[name], COLOURS[name]) for name in shown])
        self._draw_timeline(picture)
        self._show_parts(picture)
        self._show_check(picture)

    # ---- what is chosen

    def _form_card(self) -> Card:
        card = Card(self.tr("Way of splitting"))
        card.setFixedWidth(FORM_WIDTH)
        self.strategy = ChoiceBox()
        self.strategy.setObjectName("strategy")
        self.form = ConfigForm()
        self.seed = WholeBox()
        self.seed.setRange(0, MOST_INT)
        self.seed.setValue(USUAL_SEED)
        self.strategy.setAccessibleName(self.tr("Way of splitting"))
        card.body.addWidget(self.strategy)
        self._summary_text = text_label("", "secondary", size=SMALL_PT, wrap=True)
        card.body.addWidget(self._summary_text)
        card.body.addWidget(self.form)
        rows = form_rows()
        add_row(rows, self.tr("Seed"), self.seed, self.tr("Decides which people or items are drawn, where any are."))
        card.body.addLayout(rows)
        self.mistake = text_label("", "bad", size=SMALL_PT, wrap=True)
        self.mistake.hide()
        card.body.addWidget(self.mistake)
        self.train = button(self.tr("Train with this split"), self._train, icon="train")
        self.train.setEnabled(False)
        card.body.addWidget(self.train)
        card.body.addStretch(1)
        promise = self.tr("Nothing is stored: a run makes its split anew from these settings and its seed.")
        card.body.addWidget(text_label(promise, "faint", size=SMALL_PT, wrap=True))
        self.strategy.currentIndexChanged.connect(self._on_strategy)
        self.form.changed.connect(self._ask_picture)
        self.seed.valueChanged.connect(self._ask_picture)
        return card

    def _show_types(self, types: list[SplitType]) -> None:
        self._types = types
        self.strategy.blockSignals(True)
        for one in types:
            self.strategy.addItem(told(one.title), one.name)
        self.strategy.blockSignals(False)
        self._on_strategy()

    def _on_strategy(self) -> None:
        chosen = next((one for one in self._types if one.name == self.strategy.currentData()), None)
        if chosen is not None:
            self._summary_text.setText(told(chosen.summary))
            self.form.show_config(chosen.config)

    def _ask_picture(self) -> None:
        mistake = self.form.mistake()
        self.mistake.setText(mistake)
        self.mistake.setVisible(bool(mistake))
        name, summary = self.strategy.currentData(), self.summary
        self.train.setEnabled(not mistake and name is not None and summary is not None)
        if mistake or name is None or summary is None:
            self.preview.stop()
            return
        values, seed = self.form.values(), self.seed.value()
        self.preview.ask(
            lambda ws, progress: ws.preparing.split_picture(summary.id, name, values, seed=seed, progress=progress)
        )

    def _train(self) -> None:
        name, summary = self.strategy.currentData(), self.summary
        if name is not None and summary is not None:
            chosen = SplitChoice(summary.id, name, self.form.values(), self.seed.value())
            self._context.go.emit("train", chosen)

    def _show_error(self, sentence: str) -> None:
        self.result.hide()
        self.train.setEnabled(False)
        self.notice.say(sentence, "warning")

    # ---- what comes out

    def _pictures(self, column: QVBoxLayout) -> None:
        sizes = Card(self.tr("Parts"))
        self._legend = Swatches()
        sizes.head.addWidget(self._legend)
        self._bar = StackedBar()
        sizes.body.addWidget(self._bar)
        self._description = text_label("", size=SMALL_PT, wrap=True)
        sizes.body.addWidget(self._description)
        self._parts = QGridLayout()
        self._parts.setHorizontalSpacing(10)
        self._parts.setVerticalSpacing(6)
        sizes.body.addLayout(self._parts)
        column.addWidget(sizes)
        self.timeline = Chart(counts=True, times=True)
        self.timeline_card = chart_card(self.tr("Interactions over time, by part"), self.timeline)
        column.addWidget(self.timeline_card)
        leaks = Card(self.tr("What training sees of the future"))
        self.verdict = Badge("", "good")
        leaks.head.addWidget(self.verdict)
        self._sentences = QVBoxLayout()
        leaks.body.addLayout(self._sentences)
        column.addWidget(leaks)
        column.addStretch(1)
        self.result_parts = {"sizes": sizes, "leaks": leaks}

    def _draw_timeline(self, picture: SplitPicture) -> None:
        self.timeline.clear()
        edges = picture.time_edges
        self.timeline_card.setVisible(len(edges) > 1)
        if len(edges) < 2:
            return
        middles, width = (edges[:-1] + edges[1:]) / 2, float(edges[1] - edges[0])
        names, base = self._part_names(), np.zeros(len(middles))
        for part, colour in COLOURS.items():
            counts = picture.time_counts.get(part)
            if counts is not None and counts.any():
                self.timeline.set_bars(names[part], middles, counts, width=0.9 * width, colour=colour, base=base)
                base = base + counts

    def _show_parts(self, picture: SplitPicture) -> None:
        emptied(self._parts)
        titles = (
            self.tr("Part"),
            self.tr("Interactions"),
            self.tr("Share"),
            self.tr("Users"),
            self.tr("cold"),
            self.tr("Items"),
            self.tr("cold"),
            self.tr("From – to"),
        )
        tips = {4: self.tr("Users without any interaction in training"), 6: self.tr("Items training never meets")}
        for place, title in enumerate(titles):
            label = text_label(title, "secondary", size=SMALL_PT)
            label.setToolTip(tips.get(place, ""))
            self._put(label, 0, place)
        for row, part in enumerate(picture.parts, start=1):
            for place, cell in enumerate(self._cells(part)):
                weight = QFont.Weight.DemiBold if place == 0 else QFont.Weight.Normal
                last = place == len(titles) - 1
                self._put(text_label(cell, size=SMALL_PT, weight=weight, elide=last), row, place)
        self._parts.setColumnStretch(len(titles) - 1, 1)

    def _put(self, label: QWidget, row: int, place: int) -> None:
        if place in (0, 7):
            self._parts.addWidget(label, row, place)
        else:
            self._parts.addWidget(label, row, place, Qt.AlignmentFlag.AlignRight)

    def _cells(self, part: PartFigures) -> tuple[str, ...]:
        times = "—"
        if part.first_time is not None and part.last_time is not None:
            times = f"{day(part.first_time)} – {day(part.last_time)}"
        trained = part.part == "train"
        return (
            self._part_names()[part.part],
            whole(part.rows),
            percent(part.share),
            whole(part.users),
            "" if trained else whole(part.cold_users),
            whole(part.items),
            "" if trained else whole(part.cold_items),
            times,
        )

    def _show_check(self, picture: SplitPicture) -> None:
        said, tone = self._verdict(picture.check)
        self.verdict.setText(said)
        self.verdict.set_tone(tone)
        emptied(self._sentences)
        line = partial(text_label, size=SMALL_PT, wrap=True)
        for sentence in picture.check.sentences:
            self._sentences.addWidget(line(told(sentence)))
        promise = self.tr("What this way of splitting promises: {promise}").format(promise=told(picture.leaks))
        self._sentences.addWidget(line(promise, "secondary"))

    def _verdict(self, check: LeakCheck) -> tuple[str, Tone]:
        verdicts: dict[str, tuple[str, Tone]] = {
            "none": (self.tr("Nothing"), "good"),
            "trends": (self.tr("What others did later"), "warning"),
            "own-future": (self.tr("The judged people's own future"), "bad"),
            "unknown": (self.tr("Cannot be known"), "neutral"),
        }
        return verdicts[check.verdict]

    def _part_names(self) -> dict[str, str]:
        return {
            "train": self.tr("Training"),
            "validation": self.tr("Validation"),
            "test": self.tr("Test"),
            "left out": self.tr("Left out"),
        }

"""Is this map faithful? The curves of removal, one verdict, and the numbers behind it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from workbench.explanation.verdict import ModelVerdict
from workbench.gui.components.basics import Badge, Card, button, text_label
from workbench.gui.components.chart import Chart
from workbench.gui.components.icons import theme
from workbench.gui.components.segmented import SegmentedControl
from workbench.gui.panels.faithful_curves import draw_curves, legend_of, shown_curves
from workbench.gui.panels.faithful_numbers import NumbersDialog
from workbench.gui.panels.verdict_words import TONES, verdict_text
from workbench.gui.theme import SMALL_PT, SPACE
from workbench.workspace.explaining_views import ExplainedView


class FaithfulCard(Card):
    """The card below the heads.

    Signals:
        model_wanted: the person asks for the verdict on the whole model.
        change_wanted: the person asks what would drop the item out of the list.
    """

    model_wanted = Signal()
    change_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(" ")
        self.heading.setText(self.tr("Is this map faithful?"))
        self.badge = Badge("", "good")
        self.badge.hide()
        self.curve = SegmentedControl(self.tr("Curve"))
        self.curve.set_choices(
            [
                ("deletion", self.tr("Deletion"), self.tr("The score while items are removed in each order")),
                ("insertion", self.tr("Insertion"), self.tr("The score while items are put back in each order")),
            ]
        )
        self.curve.set_value("deletion")
        self.curve.chosen.connect(lambda _: self._draw())
        self.head.insertWidget(self.head.count(), self.curve)
        self.head.addWidget(self.badge)
        self._view: ExplainedView | None = None
        self._model: ModelVerdict | None = None
        self.chart = Chart(self.tr("items removed"))
        self.chart.setMinimumHeight(96)
        self.body.addWidget(self.chart, 1)
        self.legend = text_label("", "secondary", size=SMALL_PT, wrap=True)
        self.legend.setTextFormat(Qt.TextFormat.RichText)
        self.body.addWidget(self.legend)
        self.sentence = text_label("", size=SMALL_PT, wrap=True)
        self.body.addWidget(self.sentence)
        self.of_model = text_label("", "secondary", size=SMALL_PT, wrap=True)
        self.of_model.hide()
        self.body.addWidget(self.of_model)
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        self.numbers = button(self.tr("Numbers"), self.show_numbers, link=True)
        self.judge = button(self.tr("Judge the model"), self.model_wanted.emit, link=True)
        self.judge.setToolTip(
            self.tr("Explains a recommendation of each of 60 people, and averages, with 95 % intervals.")
        )
        self.change = button(self.tr("What would change it?"), self.change_wanted.emit, link=True)
        self.change.setToolTip(self.tr("The smallest change of the history that drops the item out of the top 10."))
        for made in (self.numbers, self.judge, self.change):
            row.addWidget(made)
        row.addStretch(1)
        self.body.addLayout(row)
        theme().changed.connect(self._write_legend)
        self.show_explained(None)

    def show_explained(self, view: ExplainedView | None, why_not: str = "") -> None:
        """Show what was measured of one recommendation, or that it is being measured, or why it cannot be."""
        self._view = view
        self.numbers.setEnabled(view is not None)
        self.badge.setVisible(view is not None and view.verdict.level != "unknown")
        if view is None:
            self.chart.clear()
            self.legend.setText("")
            self.sentence.setText(why_not or self.tr("Removing items, in every method's order …"))
            return
        self.badge.setText(f"{view.verdict.score:.2f}")
        self.badge.set_tone(TONES[view.verdict.level])
        self._draw()
        self._write_legend()
        self.sentence.setText(verdict_text(view.verdict))

    def _draw(self) -> None:
        view = self._view
        if view is None:
            return
        inserted, measured = self.curve.value() == "insertion", view.explained.measures
        self.chart.name_axes(self.tr("items put back") if inserted else self.tr("items removed"))
        draw_curves(
            self.chart,
            self._shown(),
            view.explained.removed * len(view.titles),
            {name: one.insertion if inserted else one.deletion for name, one in measured.items()},
        )

    def show_model(self, found: ModelVerdict | None) -> None:
        """Show the verdict on the model, or that there is none yet."""
        self._model = found
        self.of_model.setVisible(found is not None)
        if found is not None:
            text = self.tr("The model, over {n} people: {verdict}")
            self.of_model.setText(text.format(n=found.n_people, verdict=verdict_text(found.verdict)))

    def show_numbers(self) -> None:
        """Open the numbers behind the verdicts."""
        if self._view is not None:
            self.dialog = NumbersDialog(self, self._view, self._model)
            self.dialog.open()

    def _shown(self) -> list[str]:
        assert self._view is not None
        drops = {name: one.drop for name, one in self._view.explained.measures.items()}
        return shown_curves(drops, self._view.verdict.method)

    def _write_legend(self) -> None:
        if self._view is not None:
            self.legend.setText(legend_of(self._shown()))

"""Is this map faithful? The curves of removal, one verdict, the numbers behind it, and how they are made."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from workbench.explanation.attributions import METHODS
from workbench.explanation.verdict import Figure, ModelVerdict, Verdict
from workbench.gui.components.basics import Badge, Card, Tone, button, heading, text_label
from workbench.gui.components.chart import Chart
from workbench.gui.components.icons import theme
from workbench.gui.theme import SMALL_PT, SPACE, Tokens
from workbench.gui.told import told
from workbench.workspace.explaining_views import ExplainedView

_COLOURS = (0, 2, 1, 4)  # of attention, the other method, recency and random order
TONES: dict[str, Tone] = {"faithful": "good", "partly": "warning", "unfaithful": "bad", "unknown": "warning"}


def method_title(name: str) -> str:
    """Return what a method is called in the language of the window."""
    return told(METHODS[name].title)


def verdict_text(verdict: Verdict) -> str:
    """Return a verdict in plain words, in the language of the window."""
    translate = QCoreApplication.translate
    best = method_title(verdict.best) if verdict.best else method_title("leave-one-out")
    if not verdict.method:
        return translate("Faithful", "This model has no attention; use {method}.").format(method=best)
    if verdict.level == "unknown":
        return translate("Faithful", "There is too little to judge by.")
    if np.isfinite(verdict.than_random) and np.isfinite(verdict.than_recency):
        measured = translate(
            "Faithful",
            "removing items in the order of “{method}” lowers the score {random}× faster than random, "
            "{recency}× faster than recency",
        ).format(
            method=method_title(verdict.method),
            random=f"{verdict.than_random:.1f}",
            recency=f"{verdict.than_recency:.1f}",
        )
    else:
        measured = translate("Faithful", "removing items in random order or by recency does not lower the score at all")
    if verdict.level == "unfaithful":
        text = translate("Faithful", "Attention is no explanation here; use {method} ({measured}).")
        return text.format(method=best, measured=measured)
    if verdict.level == "partly":
        text = translate("Faithful", "Partly faithful {score}: {measured}; {doubts}.")
    else:
        text = translate("Faithful", "Faithful {score}: {measured}.")
    doubts = "; ".join(_doubt(doubt) for doubt in verdict.doubts)
    return text.format(score=f"{verdict.score:.2f}", measured=measured, doubts=doubts)


def _doubt(name: str) -> str:
    translate = QCoreApplication.translate
    return {
        "random": translate("Faithful", "it is not surely better than random orders"),
        "recency": translate("Faithful", "it tells no more than which interactions are recent"),
        "score": translate("Faithful", "other methods find much more"),
        "permuted": translate("Faithful", "other weights would give the same list"),
        "untrained": translate("Faithful", "an untrained model looks at the same places"),
    }[name]


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
        measured = view.explained.measures
        n = len(view.titles)
        shown = self._shown()
        for name in self.chart.names():
            if name not in shown:
                self.chart.remove_series(name)
        for index, name in enumerate(shown):
            control = METHODS[name].control
            self.chart.set_series(
                name,
                view.explained.removed * n,
                measured[name].deletion,
                colour=_COLOURS[index - len(shown)],
                dashed=control,
            )
        self._write_legend()
        self.sentence.setText(verdict_text(view.verdict))

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
        """The curves: the best by attention, the best of all others, and both controls."""
        assert self._view is not None
        measured = self._view.explained.measures
        others = [name for name in measured if not METHODS[name].control and not METHODS[name].attention]
        best = max(others, key=lambda name: measured[name].drop)
        method = self._view.verdict.method
        return [*([method] if method else []), best, "recency", "random"]

    def _write_legend(self) -> None:
        if self._view is None:
            return
        tokens: Tokens = theme().tokens
        parts = []
        shown = self._shown()
        for index, name in enumerate(shown):
            colour = tokens.series[_COLOURS[index - len(shown)]]
            line = "┄" if METHODS[name].control else "━"
            parts.append(f'<span style="color:{colour}">{line}</span>&nbsp;{method_title(name)}')
        self.legend.setText(" &nbsp; ".join(parts))


class NumbersDialog(QDialog):
    """Every figure of a recommendation, and of the model where it was judged, with the method in words."""

    def __init__(self, parent: QWidget, view: ExplainedView, model: ModelVerdict | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("How faithful the explanations are"))
        self.resize(920, 620)
        page = QWidget()
        page.setObjectName("page")
        column = QVBoxLayout(page)
        column.setSpacing(2 * SPACE)
        column.addWidget(heading(self.tr("This recommendation: {title}").format(title=view.title)))
        column.addWidget(text_label(verdict_text(view.verdict), wrap=True))
        measured = view.explained.measures
        column.addWidget(
            self._grid(
                {
                    name: [
                        f"{one.drop:.3f}",
                        f"{one.deletion_area:.3f}",
                        f"{one.insertion_area:.3f}",
                        f"{one.comprehensiveness:.3f}",
                        f"{one.sufficiency:.3f}",
                        "" if name == "random" else _number(one.correlation),
                    ]
                    for name, one in measured.items()
                }
            )
        )
        if model is not None:
            rows = {name: [_interval(figure) for figure in row.values()] for name, row in model.table.items()}
            column.addWidget(heading(self.tr("The model, over {n} people").format(n=model.n_people)))
            column.addWidget(text_label(verdict_text(model.verdict), wrap=True))
            column.addWidget(self._grid(rows))
            column.addWidget(
                text_label(
                    self.tr(
                        "When attention is permuted, {kept} of the top 10 stays; the rank correlation with the "
                        "attention of the untrained model is {untrained}."
                    ).format(kept=_interval(model.kept), untrained=_interval(model.untrained)),
                    wrap=True,
                )
            )
        column.addWidget(heading(self.tr("How this is measured")))
        column.addWidget(
            text_label(
                self.tr(
                    "The score is that of the item less the mean score of the catalogue, as a share of what it is"
                    " with the whole history. Items are removed in the order of each method. The drop is how far "
                    "the score has fallen on the average of the way; “2× faster” is a drop twice as large. "
                    "Deletion and insertion are areas under the curves while items are removed, or put into an "
                    "empty history. Comprehensiveness and sufficiency are the fall without, and with only, the "
                    "first 1, 5, 10, 20 and 50 % (DeYoung et al., 2020). Random order and recency are controls: "
                    "an explanation has to know more than they do. The score of faithfulness, 0 to 1, says where "
                    "the best order by attention stands between random orders and the best order of any method. A"
                    " model is called faithful where its attention is surely faster than both controls, the score"
                    " is 0.5 or more, permuting attention changes its lists (Jain & Wallace, 2019), and an "
                    "untrained model looks elsewhere (Adebayo et al., 2018)."
                ),
                "secondary",
                wrap=True,
            )
        )
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(page)
        outer = QVBoxLayout(self)
        outer.addWidget(scroll)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(button(self.tr("Close"), self.accept))
        outer.addLayout(row)

    def _grid(self, rows: dict[str, list[str]]) -> QWidget:
        made = QWidget()
        grid = QGridLayout(made)
        grid.setHorizontalSpacing(2 * SPACE)
        names = (
            self.tr("Method"),
            self.tr("Drop"),
            self.tr("Deletion"),
            self.tr("Insertion"),
            self.tr("Comprehensiveness"),
            self.tr("Sufficiency"),
            self.tr("Rank correlation"),
        )
        for at, name in enumerate(names):
            grid.addWidget(text_label(name, "secondary", size=SMALL_PT), 0, at, _aligned(at))
        for line, (name, cells) in enumerate(rows.items(), start=1):
            label = text_label(method_title(name))
            label.setToolTip(told(METHODS[name].description))
            grid.addWidget(label, line, 0)
            for at, cell in enumerate(cells, start=1):
                number: QLabel = text_label(cell, size=SMALL_PT)
                grid.addWidget(number, line, at, _aligned(at))
        return made


def _aligned(column: int) -> Qt.AlignmentFlag:
    return Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft


def _number(value: float) -> str:
    return f"{value:.3f}" if np.isfinite(value) else "–"


def _interval(figure: Figure) -> str:
    if not np.isfinite(figure.mean):
        return "–"
    return f"{figure.mean:.2f} ({_number(figure.low)[:5]} … {_number(figure.high)[:5]})"

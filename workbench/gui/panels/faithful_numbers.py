"""Every figure behind a verdict: of a recommendation, of the model with its mean curves, and the method in words."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from workbench.explanation.attributions import METHODS
from workbench.explanation.verdict import Figure, ModelVerdict
from workbench.gui.components.basics import button, heading, text_label
from workbench.gui.components.chart import Chart
from workbench.gui.panels.faithful_curves import draw_curves, legend_of, shown_curves
from workbench.gui.panels.verdict_words import method_title, verdict_text
from workbench.gui.theme import SMALL_PT, SPACE
from workbench.gui.told import told
from workbench.workspace.explaining_views import ExplainedView

_WIDEST = 1_120  # pixels that the figures with their intervals take


class NumbersDialog(QDialog):
    """Every figure of a recommendation, and of the model where it was judged, with the method in words."""

    def __init__(self, parent: QWidget, view: ExplainedView, model: ModelVerdict | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("How faithful the explanations are"))
        room = parent.window().size()
        self.resize(min(_WIDEST, room.width() - 4 * SPACE), min(720, room.height() - 4 * SPACE))
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
            column.addWidget(self._mean_curves(model))
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

    def _mean_curves(self, model: ModelVerdict) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        row.setSpacing(2 * SPACE)
        drops = {name: figures["drop"].mean for name, figures in model.table.items()}
        shown = shown_curves(drops, model.verdict.method)
        self.charts = []
        for at, label in enumerate((self.tr("share removed"), self.tr("share put back"))):
            chart = Chart(label)
            chart.setMinimumHeight(150)
            draw_curves(chart, shown, model.removed, {name: both[at] for name, both in model.curves.items()})
            row.addWidget(chart, 1)
            self.charts.append(chart)
        column.addLayout(row)
        legend = text_label(legend_of(shown), "secondary", size=SMALL_PT, wrap=True)
        legend.setTextFormat(Qt.TextFormat.RichText)
        column.addWidget(legend)
        return made

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

"""The large card of the Attention place: one head as a map, as arcs or as bars; all heads in numbers; candidates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QScrollArea, QStackedWidget

from workbench.explanation.attributions import METHODS
from workbench.explanation.maps import largest
from workbench.gui.components.basics import Card, button, text_label
from workbench.gui.components.segmented import SegmentedControl
from workbench.gui.panels.arc_view import ArcView
from workbench.gui.panels.bar_list import BarList
from workbench.gui.panels.heads_table import HeadsTable
from workbench.gui.panels.heat_map import HeatMap
from workbench.gui.panels.share_list import ShareList
from workbench.gui.panels.verdict_words import method_title
from workbench.gui.theme import SMALL_PT, SPACE

_MASSES = (1.0, 0.95, 0.9, 0.8, 0.5)
_PAGES = ("heads", "map", "arcs", "bars", "candidates", "signals")


def chosen_box(name: str) -> QComboBox:
    """Return a box to choose from, as wide as its place allows."""
    made = QComboBox()
    made.setAccessibleName(name)
    made.setToolTip(name)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(14)
    return made


class Exported(NamedTuple):
    """What is looked at: the kind of view, its title, its numbers, and names of rows and columns of its own."""

    kind: str
    title: str
    weights: npt.NDArray[np.float32]
    names: tuple[list[str], list[str]] | None = None


class AttentionViews(Card):
    """Views of the chosen head.

    Signals:
        changed: another view, method or threshold was chosen; `show_head` is wanted again.
        heads_wanted: the table of heads is looked at.
        hide_wanted: place of the interaction that the model should not be shown.
        show_all_wanted: what was hidden should be shown again.
    """

    changed = Signal()
    heads_wanted = Signal()
    hide_wanted = Signal(int)
    show_all_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(" ")
        self._titles: tuple[str, ...] = ()
        self._heading = ""
        self._weights = np.zeros((0, 0), np.float32)
        self._values = np.zeros(0, np.float32)
        self._candidates: npt.NDArray[np.float32] | None = None
        self._shares: npt.NDArray[np.float32] | None = None
        self.normalised = text_label("", "faint", size=SMALL_PT)
        self.head.addWidget(self.normalised)
        self.view = SegmentedControl(self.tr("View"))
        self.view.chosen.connect(self._turn)
        self.method_box = chosen_box(self.tr("What the bars show"))
        self.method_box.addItem(self.tr("Last row of this head"), "")
        for name, method in METHODS.items():
            if method.attention:
                self.method_box.addItem(method_title(name), name)
        self.method_box.activated.connect(lambda _row: self.changed.emit())
        self.mass_box = chosen_box(self.tr("How much of each row is shown: its largest weights"))
        for mass in _MASSES:
            text = (
                self.tr("All weights")
                if mass == 1.0
                else self.tr("{share} % of each row").format(share=round(mass * 100))
            )
            self.mass_box.addItem(text, mass)
        self.mass_box.activated.connect(lambda _row: self._draw())
        self.show_all = button("", self.show_all_wanted.emit, link=True)
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        for part in (self.view, self.method_box, self.mass_box, self.show_all):
            row.addWidget(part)
        row.addStretch(1)
        self.map, self.arcs, self.bars, self.heads = HeatMap(), ArcView(), BarList(), HeadsTable()
        self.of_candidates, self.of_signals = HeatMap(), ShareList()
        self._zooms = []
        for name, tip, action in (
            ("zoom-out", self.tr("Smaller"), lambda: self._shown_map().zoom(0.8)),
            ("zoom-in", self.tr("Larger"), lambda: self._shown_map().zoom(1.25)),
            ("fit", self.tr("Show the whole map"), lambda: self._shown_map().fit()),
        ):
            made = button("", action, icon=name, tip=tip)
            made.setFixedWidth(40)
            row.addWidget(made)
            self._zooms.append(made)
        self.body.addLayout(row)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(self.bars)
        self._stack = QStackedWidget()
        for page in (self.heads, self.map, self.arcs, scroll, self.of_candidates, self.of_signals):
            self._stack.addWidget(page)
        self.body.addWidget(self._stack, 1)
        self.reading = text_label(" ", "secondary", size=SMALL_PT, elide=True)
        self.body.addWidget(self.reading)
        for shown in (self.map, self.arcs, self.of_candidates):
            shown.read.connect(self._read)
        self.map.masked.connect(self.hide_wanted.emit)
        self.map.frozen.connect(lambda place: self.arcs.freeze(place if place >= 0 else None))
        self._offer(candidates=False, signals=False)
        self.view.set_value("map")
        self._turn("map")

    @property
    def method(self) -> str:
        """Name of the method whose numbers the bars show; empty for the last row of the head."""
        return str(self.method_box.currentData() or "")

    def show_history(self, titles: Sequence[str], *, hidden: int, candidates: bool, signals: bool) -> None:
        """Take the titles of what is read, how many interactions are hidden, and which further views there are."""
        self._titles = tuple(titles)
        self.show_all.setVisible(hidden > 0)
        self.show_all.setText(self.tr("Show the %n hidden again", "", hidden))
        self._offer(candidates=candidates, signals=signals)
        if not self.view.value():
            self.view.set_value("map")
            self._turn("map")

    def show_head(
        self, heading: str, weights: npt.NDArray[np.float32], values: npt.NDArray[np.float32], *, sums: bool
    ) -> None:
        """Show a head.

        Args:
            heading: what it is.
            weights: float32 [n, n], perhaps a difference.
            values: float32 [n], for the bars.
            sums: whether its rows sum to one.
        """
        self._weights, self._values, self._heading = weights, values, heading
        self._write_heading()
        self.normalised.setText(self.tr("Row-normalised") if sums else self.tr("Rows do not sum to 1"))
        self._draw()

    def show_candidates(self, weights: npt.NDArray[np.float32], names: Sequence[str]) -> None:
        """Show where each recommended item looks, float32 [k, n]."""
        self._candidates = weights
        self.of_candidates.show_map(weights, self._titles, names)

    def show_signals(self, signals: Sequence[str], listed: Sequence[str], shares: npt.NDArray[np.float32]) -> None:
        """Show what the recommended items and those of the history are made of; see `ShareList`."""
        self._shares = shares
        self.of_signals.show_shares(signals, listed, self._titles, shares)

    def exported(self) -> Exported:
        """Return what is looked at, as `explaining.export` takes it."""
        kind, title = self.view.value(), self._heading
        figures = self.heads.figures() if kind == "heads" else None
        if figures is not None:
            rows, columns, values = figures
            return Exported(kind, self.heading.text(), values, (rows, columns))
        if kind == "candidates" and self._candidates is not None:
            return Exported(kind, self.heading.text(), self._candidates)
        if kind == "signals" and self._shares is not None:
            return Exported(kind, self.heading.text(), self._shares)
        if kind == "bars":
            row = np.zeros_like(self._weights)
            row[-1] = self._values
            return Exported(kind, f"{title} · {self.method_box.currentText()}", row)
        return Exported("arcs" if kind == "arcs" else "map", title, self._limited())

    def _write_heading(self) -> None:
        """Say what is looked at: the head in hand, where the view is about one."""
        of_all = {
            "heads": self.tr("What the heads do"),
            "candidates": self.tr("Where recommended items look"),
            "signals": self.tr("What items are made of"),
        }
        self.heading.setText(of_all.get(self.view.value(), self._heading) or " ")

    def _limited(self) -> npt.NDArray[np.float32]:
        return largest(self._weights, float(self.mass_box.currentData()))

    def _draw(self) -> None:
        weights = self._limited()
        self.map.show_map(weights, self._titles)
        self.arcs.show_map(weights, self._titles)
        self.bars.show_values(self._titles, self._values)

    def _offer(self, *, candidates: bool, signals: bool) -> None:
        choices = [
            ("heads", self.tr("Heads"), self.tr("What each head does over many people, and what it is for")),
            (
                "map",
                self.tr("Heat map"),
                self.tr("Rows look at columns; click freezes a row, double click hides an item"),
            ),
            ("arcs", self.tr("Arcs"), self.tr("An arc from each interaction to what it looks at")),
            ("bars", self.tr("Rollout"), self.tr("What each interaction counts: the last row, rollout, flow, …")),
        ]
        if candidates:
            choices.append(("candidates", self.tr("Candidates"), self.tr("Where each recommended item looks")))
        if signals:
            tip = self.tr("What share ids, categories, texts, pictures and sounds have in each item")
            choices.append(("signals", self.tr("Signals"), tip))
        before = self.view.value()
        self.view.set_choices(choices)
        if before in self.view.buttons:
            self.view.set_value(before)

    def _turn(self, value: str) -> None:
        self._stack.setCurrentIndex(_PAGES.index(value))
        self.method_box.setVisible(value == "bars")
        self.mass_box.setVisible(value in ("map", "arcs"))
        self.normalised.setVisible(value in ("map", "arcs"))
        self.reading.setVisible(value in ("map", "arcs", "candidates"))
        for made in self._zooms:
            made.setVisible(value in ("map", "candidates"))
        self._read("")
        self._write_heading()
        if value == "bars" and not self.method:
            self.method_box.setCurrentIndex(max(0, self.method_box.findData("rollout")))
        self.changed.emit()
        if value == "heads":
            self.heads_wanted.emit()

    def _shown_map(self) -> HeatMap:
        return self.of_candidates if self.view.value() == "candidates" else self.map

    def _read(self, sentence: str) -> None:
        hint = {
            "map": self.tr("Point to read; click freezes a row, double click hides an item from the model."),
            "arcs": self.tr("The strongest arcs of each interaction; point at one to see all its own."),
        }
        self.reading.setText(sentence or hint.get(self.view.value(), " "))

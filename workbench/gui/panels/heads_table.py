"""What each head does over many people, a number a trait with its definition, and what it is for."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from workbench.explanation.heads import TRAITS, HeadDescription
from workbench.gui.components.basics import Badge, button, text_label
from workbench.gui.theme import SMALL_PT, SPACE
from workbench.gui.told import told
from workbench.workspace.explaining_views import HeadWorth


def trait_title(name: str) -> str:
    """Return what a head is called after, in the language of the window."""
    return told(TRAITS[name].title) if name in TRAITS else told("mixed")


class HeadsTable(QScrollArea):
    """A row a head.

    Signals:
        off_wanted: layer and head that the person wants to see switched off.
    """

    off_wanted = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.worth: dict[tuple[int, int], HeadWorth] = {}
        self._described: Sequence[HeadDescription] = ()
        self._make()

    def show_heads(self, described: Sequence[HeadDescription], worth: dict[tuple[int, int], HeadWorth]) -> None:
        """Show what heads do, and of those that were switched off what they are for."""
        self._described, self.worth = described, worth
        self._make()

    def figures(self) -> tuple[list[str], list[str], npt.NDArray[np.float32]] | None:
        """Return names of heads, names of traits, and their means float32 [n_heads, n_traits]; None while unknown."""
        if not self._described:
            return None
        rows = [f"L{one.layer + 1} · H{one.head + 1}" for one in self._described]
        values = [[one.figures[name].mean for name in TRAITS] for one in self._described]
        return rows, [trait_title(name) for name in TRAITS], np.array(values, np.float32)

    def _make(self) -> None:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * SPACE)
        grid.setVerticalSpacing(SPACE)
        for at, (name, trait) in enumerate(TRAITS.items(), start=2):
            label = text_label(trait_title(name), "secondary", size=SMALL_PT)
            label.setToolTip(told(trait.description))
            grid.addWidget(label, 0, at, Qt.AlignmentFlag.AlignRight)
        if self._described:
            grid.addWidget(text_label(self.tr("ndcg@10 without it"), "secondary", size=SMALL_PT), 0, len(TRAITS) + 2)
        for line, one in enumerate(self._described, start=1):
            title = self.tr("L{layer} · H{head}").format(layer=one.layer + 1, head=one.head + 1)
            grid.addWidget(text_label(title), line, 0)
            grid.addWidget(Badge(trait_title(one.name), "accent"), line, 1, Qt.AlignmentFlag.AlignLeft)
            for at, (name, trait) in enumerate(TRAITS.items(), start=2):
                figure = one.figures[name]
                label = text_label(f"{figure.mean:.2f}" if figure.mean == figure.mean else "–", size=SMALL_PT)
                label.setToolTip(
                    self.tr("{definition}\n95 % interval {low} … {high}; looking everywhere alike: {expected}").format(
                        definition=told(trait.description),
                        low=f"{figure.low:.2f}",
                        high=f"{figure.high:.2f}",
                        expected=f"{one.expected[name]:.2f}",
                    )
                )
                grid.addWidget(label, line, at, Qt.AlignmentFlag.AlignRight)
            worth = self.worth.get((one.layer, one.head))
            if worth is None:
                made = button(self.tr("Switch off"), partial(self.off_wanted.emit, one.layer, one.head), link=True)
                made.setAccessibleName(f"{self.tr('Switch off')} {title}")
                grid.addWidget(made, line, len(TRAITS) + 2, Qt.AlignmentFlag.AlignLeft)
            else:
                text = f"{worth.change:+.4f} ({worth.low:+.4f} … {worth.high:+.4f})".replace("-", "−")
                label = text_label(text, size=SMALL_PT)
                label.setToolTip(
                    self.tr("ndcg@10 is {value} with it, on {n} people of the test part").format(
                        value=f"{worth.with_it:.4f}", n=worth.n_people
                    )
                )
                grid.addWidget(label, line, len(TRAITS) + 2)
        grid.setColumnStretch(len(TRAITS) + 3, 1)
        column.addLayout(grid)
        note = self.tr("Point at a number for its definition, its interval, and what looking everywhere alike gives.")
        column.addWidget(
            text_label(note if self._described else self.tr("Looking at many people …"), "faint", size=SMALL_PT)
        )
        column.addStretch(1)
        self.setWidget(page)

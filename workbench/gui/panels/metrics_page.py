"""What every page of charts in Metrics has: what it is to show, a sentence where it cannot, and lazy drawing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from workbench.gui.components.basics import text_label
from workbench.gui.components.legend import Legend
from workbench.gui.context import Context
from workbench.gui.panels import wording
from workbench.workspace.views import BoardRun

MOST_IN_LEGEND = 8
MOST_DRAWN = 40  # runs that get a bar or a curve of their own


@dataclass(frozen=True)
class Chosen:
    """What the pages show.

    Attributes:
        runs: to compare; the first is the baseline.
        others: what else stands in the table, for charts of everything.
        base, cutoff: the metric, `ndcg` and 10.
    """

    runs: tuple[BoardRun, ...]
    others: tuple[BoardRun, ...]
    base: str
    cutoff: int | None

    @property
    def metric(self) -> str:
        """`ndcg@10`; without a cut-off where the metric has none."""
        return self.base if self.cutoff is None else f"{self.base}@{self.cutoff}"

    def value_name(self, run: BoardRun, base: str) -> str | None:
        """Return under which name a run holds a metric: at the cut-off, or without one."""
        for name in (f"{base}@{self.cutoff}", base):
            if name in run.test.metrics:
                return name
        return None


class MetricsPage(QWidget):
    """Base of the pages: `show_chosen` keeps what is wanted, `draw` shows it once the page is in view."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._chosen: Chosen | None = None
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(10)
        self.said = text_label("", "secondary", wrap=True)
        self.said.hide()
        self.column.addWidget(self.said)
        self._steps: Iterator[Callable[[], object]] = iter(())
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.timeout.connect(self._next_step)

    def in_turns(self, steps: Iterable[Callable[[], object]]) -> None:
        """Do these steps one after the other, the window living in between; steps not done yet are forgotten."""
        self._steps = iter(steps)
        self._turn.start(0)

    def _next_step(self) -> None:
        step = next(self._steps, None)
        if step is not None:
            step()
            self._turn.start(0)

    def show_chosen(self, chosen: Chosen) -> None:
        """Show runs and a metric."""
        self._chosen = chosen
        self.draw(chosen)

    def draw(self, chosen: Chosen) -> None:
        """Draw; each page does it in its own way."""
        raise NotImplementedError

    def say(self, sentence: str) -> None:
        """Say why there is nothing to show, or nothing."""
        self.said.setText(sentence)
        self.said.setVisible(bool(sentence))


def short(text: str, letters: int) -> str:
    """Return a text that is cut where it is longer than so many letters."""
    return text if len(text) <= letters else f"{text[: letters - 1]}…"


def show_legend(legend: Legend, runs: Sequence[BoardRun]) -> None:
    """Name the runs in the colours that charts draw them in; many are not named."""
    entries = [(wording.label(run.model, run.id), place, False) for place, run in enumerate(runs)]
    legend.show_entries(entries[:MOST_IN_LEGEND] if len(entries) <= MOST_IN_LEGEND else [])

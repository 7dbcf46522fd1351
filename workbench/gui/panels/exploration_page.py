"""What the bandit knows: estimate and uncertainty of each item shown, and the regret of the session."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSlider, QSpinBox, QVBoxLayout, QWidget

from workbench.gui.components.basics import Card, button, text_label
from workbench.gui.components.segmented import SegmentedControl
from workbench.gui.panels.quiet_chart import QuietChart
from workbench.gui.panels.why_card import BarRows
from workbench.gui.theme import SMALL_PT
from workbench.recommendation.exploration import Policy
from workbench.workspace.list_views import LiveView, SessionReplay

_STEPS = 20
_ROWS = 10


class ExplorationPage(QWidget):
    """Switches exploration on, and shows what it knows.

    Signals:
        wished: another policy, or none.
        replay_wanted: the session should be gone through again.
    """

    wished = Signal()
    replay_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        known = Card(" ")
        known.heading.setText(self.tr("What the bandit expects of the list"))
        self.algorithm = SegmentedControl(self.tr("Exploration"))
        self.algorithm.set_choices(
            [
                ("off", self.tr("Off"), self.tr("The model's own order")),
                ("LinUCB", "LinUCB", self.tr("Shows what might be best, as far as the uncertainty allows")),
                ("Thompson", "Thompson", self.tr("Shows what is best under a guess drawn from what is known")),
            ]
        )
        self.algorithm.set_value("off")
        self.algorithm.chosen.connect(lambda _: self.wished.emit())
        known.head.addWidget(self.algorithm)
        row = QHBoxLayout()
        row.addWidget(text_label(self.tr("Exploration"), "secondary", size=SMALL_PT))
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, 2 * _STEPS)
        self.slider.setValue(_STEPS // 2)
        self.slider.setFixedWidth(140)
        self.slider.setAccessibleName(self.tr("How much uncertainty counts"))
        self.slider.valueChanged.connect(lambda _: self.wished.emit())
        self.seed = QSpinBox()
        self.seed.setRange(0, 999_999)
        self.seed.setPrefix(self.tr("seed "))
        self.seed.setAccessibleName(self.tr("Seed of the session"))
        self.seed.valueChanged.connect(lambda _: self.wished.emit())
        row.addWidget(self.slider)
        row.addWidget(self.seed)
        row.addStretch(1)
        known.body.addLayout(row)
        self.caption = text_label("", "secondary", size=SMALL_PT, wrap=True)
        known.body.addWidget(self.caption)
        self.rows = BarRows(_ROWS, "accent")
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(self.rows)
        known.body.addWidget(scroll, 1)
        session = Card(" ")
        session.heading.setText(self.tr("The session so far"))
        self.replay = button(self.tr("Replay from what is stored"), self.replay_wanted.emit)
        session.head.addWidget(self.replay)
        self.told = text_label("", "secondary", size=SMALL_PT, wrap=True)
        session.body.addWidget(self.told)
        self.regret = QuietChart(self.tr("answers"), self.tr("estimated regret, cumulated"))
        self.regret.say_while_empty(self.tr("Give thumbs up or down to begin; each is an answer that the bandit uses."))
        session.body.addWidget(self.regret, 1)
        self.answers = QuietChart(self.tr("answers"), self.tr("reward"))
        self.answers.say_while_empty(" ")
        session.body.addWidget(self.answers, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(14)
        outer.addWidget(known, 3)
        outer.addWidget(session, 3)
        self.show_view(None)
        self.show_session(None)

    @property
    def policy(self) -> Policy | None:
        """How lists are explored; None while that is off."""
        name = self.algorithm.value()
        if name not in ("LinUCB", "Thompson"):
            return None
        return Policy(name, self.slider.value() / _STEPS, self.seed.value())  # type: ignore[arg-type]

    def show_view(self, view: LiveView | None) -> None:
        """Show what was known when a list was made."""
        explored = None if view is None else view.explored
        self.rows.setVisible(explored is not None)
        if view is None or explored is None:
            self.caption.setText(
                self.tr("Exploration is off: the list stands in the model's order. Feedback is stored all the same.")
            )
            return
        self.caption.setText(
            self.tr(
                "Expected reward (1 a thumb up, 0 a thumb down) ± uncertainty, after {n} answers; "
                "chosen from the {m} best candidates."
            ).format(n=explored.step, m=len(explored.candidates))
        )
        place = {code: row for row, code in enumerate(explored.candidates.tolist())}
        rows = []
        for item in view.list.items[:_ROWS]:
            row = place.get(item.item)
            if row is None:
                continue
            mean, doubt = float(explored.estimates[row]), float(explored.uncertainties[row])
            rows.append((f"{item.rank}. {item.title}", min(max(mean, -1.0), 1.0), f"{mean:.2f} ± {doubt:.2f}"))
        self.rows.show_rows(rows)

    def show_session(self, session: SessionReplay | None, sentence: str = "") -> None:
        """Show a session gone through again, or why there is none."""
        self.regret.clear()
        self.answers.clear()
        if session is None:
            self.told.setText(sentence)
            for chart in (self.regret, self.answers):
                chart.update_hint()
            return
        replay = session.replay
        x = np.arange(1, len(replay.rewards) + 1)
        self.regret.set_series(self.tr("regret"), x, replay.regret, markers=True)
        self.answers.set_series(self.tr("expected"), x, replay.estimates, markers=True)
        self.answers.set_intervals(self.tr("uncertainty"), x, replay.estimates, replay.uncertainties)
        self.answers.set_series(self.tr("given"), x, replay.rewards, colour=1, line=False)
        for chart in (self.regret, self.answers):
            chart.update_hint()
        verdict = (
            self.tr("The replay gave the same lists.") if session.same else self.tr("The replay gave other lists.")
        )
        self.told.setText(
            self.tr("{algorithm}, exploration {a}, seed {seed}: {n} answers. {verdict}").format(
                algorithm=session.policy.algorithm,
                a=f"{session.policy.exploration:g}",
                seed=session.policy.seed,
                n=len(x),
                verdict=verdict,
            )
        )
